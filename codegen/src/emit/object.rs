//! Objects: a struct, its constructor and its setters.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::docs::{self, code, prose};
use super::gated::{self, Gated};
use super::{ident, types};
use crate::ir::{Api, Object, Property, Schema, Since};

/// The items of an object's file. The module is gated, so the file's scope is the schema's gate.
pub(super) fn items(api: &Api, schema: &Schema, object: &Object) -> Vec<TokenStream> {
    vec![structure(api, schema, object), implementation(api, schema, object)]
}

fn structure(api: &Api, schema: &Schema, object: &Object) -> TokenStream {
    let name = ident(&schema.name.ident);
    let docs = docs::paragraphs([
        prose(&schema.docs),
        inferred(&schema.name.wire, schema.inferred.as_deref()),
        since(api, schema.since),
    ]);
    let alias = docs::alias(&schema.name.wire, &schema.name.ident);
    let default = object.properties.iter().all(|property| !property.required).then(|| quote!(Default,));
    let fields = object.properties.iter().map(|property| field(api, schema, property));
    let extra = object.open.then(extra);
    quote! {
        #docs
        #alias
        #[derive(Debug, Clone, #default PartialEq, serde::Serialize, serde::Deserialize)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
            #extra
        }
    }
}

fn field(api: &Api, schema: &Schema, property: &Property) -> TokenStream {
    let Property { name, ty, required, .. } = property;
    let (wire, field) = (&name.wire, ident(&name.ident));
    let docs = docs::paragraphs(field_docs(api, schema, property));
    let alias = docs::alias(wire, &name.ident);
    let rename = (*wire != name.ident).then(|| quote!(rename = #wire));
    let ty = types::field(api, ty);
    let tokens = if *required {
        let serde = rename.map(|rename| quote!(#[serde(#rename)]));
        quote! { #docs #alias #serde pub #field: #ty, }
    } else {
        let rename = rename.map(|rename| quote!(#rename,));
        quote! {
            #docs
            #alias
            #[serde(#rename default, skip_serializing_if = "Option::is_none")]
            pub #field: Option<#ty>,
        }
    };
    Gated::new(property.since, tokens).within(schema.since.gate, api)
}

fn field_docs(api: &Api, schema: &Schema, property: &Property) -> Vec<String> {
    let wire = &property.name.wire;
    let described = match property.docs.as_str() {
        "" => format!("{} on the wire.", code(wire)),
        text => prose(text),
    };
    let items = match property.min_items {
        Some(1) => "At least 1 item.".to_owned(),
        Some(least) => format!("At least {least} items."),
        None => String::new(),
    };
    let younger = property.since.gate != schema.since.gate;
    let since = if younger { since(api, property.since) } else { String::new() };
    vec![described, items, inferred(wire, property.inferred.as_deref()), since]
}

/// What happens to properties that nobody described.
fn extra() -> TokenStream {
    quote! {
        /// The properties that the specification does not describe, as they came.
        #[serde(flatten)]
        pub extra: std::collections::BTreeMap<String, serde_json::Value>,
    }
}

fn implementation(api: &Api, schema: &Schema, object: &Object) -> TokenStream {
    let name = ident(&schema.name.ident);
    let new = constructor(api, schema, object);
    let optional = object.properties.iter().filter(|property| !property.required);
    let setters = optional.map(|property| setter(api, schema, property));
    quote! {
        impl #name {
            #new
            #(#setters)*
        }
    }
}

fn constructor(api: &Api, schema: &Schema, object: &Object) -> TokenStream {
    let required: Vec<&Property> = object.properties.iter().filter(|property| property.required).collect();
    if required.is_empty() {
        return quote! {
            /// Creates it with nothing set.
            #[must_use]
            pub fn new() -> Self {
                Self::default()
            }
        };
    }
    let arguments = required.iter().map(|property| {
        let (name, ty) = (ident(&property.name.ident), types::argument(api, &property.ty));
        quote!(#name: #ty)
    });
    let fields = object.properties.iter().map(|property| {
        let name = ident(&property.name.ident);
        let tokens = match (property.required, types::is_plain(&property.ty)) {
            (true, true) => quote!(#name,),
            (true, false) => {
                let value = types::convert(&quote!(#name), &property.ty);
                quote!(#name: #value,)
            }
            (false, _) => quote!(#name: None,),
        };
        Gated::new(property.since, tokens).within(schema.since.gate, api)
    });
    let extra = object.open.then(|| quote!(extra: std::collections::BTreeMap::new(),));
    let optional = if required.len() == object.properties.len() { "" } else { ", and nothing else set" };
    let docs = docs::paragraphs([format!("Creates it with what is required{optional}.")]);
    quote! {
        #docs
        #[must_use]
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#fields)* #extra }
        }
    }
}

fn setter(api: &Api, schema: &Schema, property: &Property) -> TokenStream {
    let field = ident(&property.name.ident);
    let setter = format_ident!("with_{}", property.name.ident.trim_start_matches('_'));
    let ty = types::argument(api, &property.ty);
    let value = types::convert(&quote!(#field), &property.ty);
    let docs = docs::paragraphs([format!("Sets [`{0}`](Self::{0}).", property.name.ident)]);
    let tokens = quote! {
        #docs
        #[must_use]
        pub fn #setter(mut self, #field: #ty) -> Self {
            self.#field = Some(#value);
            self
        }
    };
    Gated::new(property.since, tokens).within(schema.since.gate, api)
}

/// Says of a name that nobody has confirmed it.
pub(super) fn inferred(wire: &str, why: Option<&str>) -> String {
    let Some(why) = why else { return String::new() };
    let why = prose(why.trim().trim_end_matches('.'));
    format!(
        "The name {} is inferred: {why}. If a server calls it otherwise, this one name in the specification is to be \
         corrected.",
        code(wire)
    )
}

/// "From dialer 4 on."
pub(super) fn since(api: &Api, since: Since) -> String {
    gated::describe(since.gate, api).map_or_else(String::new, |version| format!("From {version} on."))
}
