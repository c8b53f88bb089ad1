//! Document to API: references resolved, names settled, gates attached, everything unsupported refused.

mod answer;
mod body;
mod checked;
mod choice;
mod default;
mod doubtful;
mod enumeration;
mod feature;
mod fit;
mod gate;
mod header;
mod limits;
mod made;
pub(crate) mod mistakes;
mod name;
mod object;
mod operation;
mod parameter;
mod path;
mod recursion;
mod reference;
mod scalar;
mod schema;
mod security;
mod size;
mod support;
mod types;
mod unused;
mod uses;
mod wrapped;

pub use name::is_keyword;

use crate::diagnostic::{Diagnostics, Sink};
use crate::ir::{Api, Feature};
use crate::load::Document;

/// What every part of lowering looks things up in.
struct Context<'d> {
    document: &'d Document,
    features: Vec<Feature>,
    schemas: schema::Index<'d>,
    made: made::Made<'d>,
}

/// An API, and what is to be said about its specification although it is right.
#[derive(Debug, Clone)]
pub struct Lowered {
    /// The API.
    pub api: Api,
    pub(crate) warnings: Sink,
}

/// Lowers a document.
///
/// # Errors
///
/// What cannot be resolved, named or placed on a ladder, and every construct that is not supported.
pub fn lower(document: &Document) -> Result<Lowered, Diagnostics> {
    let mut sink = document.mistakes.clone();
    let features = feature::ladders(document, &mut sink);
    let uses = uses::of(document, &features);
    let gates = gate::of(&uses);
    let unused = gates.unused(&uses);
    let made = made::of(document, &uses, &mut sink);
    let schemas = schema::index(document, &uses, gates);
    let context = Context { document, features, schemas, made };
    let mut types = types::Types::new(&context);
    let mut schemas = schema::lower(&mut types, &mut sink);
    let operations = operation::lower(&mut types, &mut sink);
    for (component, part) in &unused {
        sink.report(mistakes::unused_component(part.span, component.0, component.1));
        unused::check(&mut types, *component, part, &mut sink);
    }
    doubtful::warn(&context, &mut sink);
    schemas.extend(types.unnamed.into_iter().flatten());
    recursion::mark(&mut schemas);
    checked::mark(&mut schemas, &operations);
    let mut api = Api {
        title: document.openapi.info.title.clone(),
        features: context.features,
        schemas,
        operations,
        sizes: Vec::new(),
    };
    size::mark(&mut api);
    let (api, warnings) = sink.finish(&document.source, api)?;
    Ok(Lowered { api, warnings })
}
