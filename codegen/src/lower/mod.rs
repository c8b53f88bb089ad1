//! Document to API: references resolved, names settled, gates attached, everything unsupported refused.

mod component;
mod deprecation;
mod doubtful;
mod family;
mod feature;
pub(crate) mod mistakes;
mod name;
mod operation;
mod schema;
mod secret;
mod support;
mod whole;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostics, Sink};
use crate::ir::{Api, Feature, Group, Name, package};
use crate::load::Document;

/// What every part of lowering looks things up in.
struct Context<'d> {
    document: &'d Document,
    features: Vec<Feature>,
    families: family::Families<'d>,
    schemas: schema::index::Index<'d>,
    names: BTreeMap<&'d str, Name>,
    made: component::made::Made<'d>,
    groups: BTreeMap<&'d str, Group>,
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
    let families = family::of(document, &mut sink);
    let uses = component::uses::of(document, &families, &features);
    let gates = component::gate::of(&uses);
    let unused = gates.unused(&uses);
    let made = component::made::of(document, &uses, &mut sink);
    let schemas = schema::index::index(document, &families, &uses, gates, &made);
    let names = schema::named::names(document, &schemas, &mut sink);
    let groups = operation::group::of(document, &mut sink);
    let context = Context { document, features, families, schemas, names, made, groups };
    let mut types = schema::types::Types::new(&context);
    let mut schemas = schema::named::lower(&mut types, &mut sink);
    let operations = operation::lower(&mut types, &mut sink);
    for (component, part) in &unused {
        sink.report(mistakes::unused_component(part.span, component.0, component.1));
        operation::unused::check(&mut types, *component, part, &mut sink);
    }
    doubtful::warn(&context, &mut sink);
    schemas.extend(types.unnamed.into_iter().flatten());
    let title = document.openapi.info.title.clone();
    let mut api = Api {
        package: package(&title, &context.features),
        title,
        features: context.features,
        schemas,
        operations,
        groups: context.groups.into_values().collect(),
        sizes: Vec::new(),
        secrets: BTreeSet::new(),
    };
    whole::complete(&mut api);
    let (api, warnings) = sink.finish(&document.source, api)?;
    Ok(Lowered { api, warnings })
}
