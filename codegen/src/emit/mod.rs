//! API to Rust items. Nothing here can fail: whatever cannot be printed was refused before.

mod argument;
mod choice;
mod docs;
mod enumeration;
mod error;
mod formats;
mod gated;
mod module;
mod object;
mod operation;
mod response;
mod types;
mod versions;

pub use formats::dependencies;

use proc_macro2::{Ident, Span, TokenStream};

use crate::ir::{Api, Shape};

/// One file: its path below `src/generated/`, and its items, which are formatted one by one.
#[derive(Debug)]
pub struct File {
    /// The path, with slashes.
    pub path: String,
    /// The items, in order.
    pub items: Vec<TokenStream>,
}

/// Prints an API that has been checked.
pub fn emit(api: &Api) -> Vec<File> {
    let mut files =
        vec![module::root(), versions::versions(api), module::models(api), module::operations(api)];
    files.extend(api.schemas.iter().map(|schema| File {
        path: format!("models/{}.rs", schema.module),
        items: match &schema.shape {
            Shape::Object(object) => object::items(api, schema, object),
            Shape::Enumeration(enumeration) => enumeration::items(api, schema, enumeration),
            Shape::Choice(choice) => choice::items(api, schema, choice),
        },
    }));
    files.extend(formats::file(api));
    files.extend(api.operations.iter().map(|operation| File {
        path: format!("operations/{}.rs", operation.name.ident),
        items: operation::items(api, operation),
    }));
    files
}

fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
