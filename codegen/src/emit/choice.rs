//! Derived types: an enumeration of objects, and room for one that nobody has described yet.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use super::object::{inferred, since, title};
use super::{ident, lints};
use crate::ir::{Api, Branch, Choice, Schema};
use crate::markdown::code;

/// The items of a choice's file.
pub(super) fn items(api: &Api, schema: &Schema, choice: &Choice) -> Vec<TokenStream> {
    vec![declaration(api, schema, choice), deserialize(api, schema, choice)]
}

fn declaration(api: &Api, schema: &Schema, choice: &Choice) -> TokenStream {
    let name = ident(&schema.name.ident);
    let docs = docs::paragraphs([
        title(schema),
        inferred(&schema.name.wire, schema.inferred.as_deref()),
        format!("The property {} tells which it is.", code(&choice.tag)),
        since(api, schema.since),
    ]);
    let alias = docs::alias(&schema.name.wire, &schema.name.ident);
    let (rest, large) = (ident(&choice.rest()), lints::large_variants());
    let variants = choice.branches.iter().map(|branch| {
        let (variant, ty) =
            (ident(&branch.name.ident), api.schema(branch.schema).map(|schema| ident(&schema.name.ident)));
        let docs = docs::paragraphs([value(branch)]);
        let alias = branch.value.as_ref().map(|value| docs::alias(value, &branch.name.ident));
        quote! { #docs #alias #variant(super::#ty), }
    });
    quote! {
        #docs
        #alias
        #[derive(Debug, Clone, PartialEq, serde::Serialize)]
        #[serde(untagged)]
        #large
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// An object of a type that the specification does not describe, or one that does not fit its type, as it
            /// came.
            #rest(crate::UnknownObject),
        }
    }
}

fn deserialize(_api: &Api, schema: &Schema, choice: &Choice) -> TokenStream {
    let name = ident(&schema.name.ident);
    let rest = ident(&choice.rest());
    let arms = choice.branches.iter().map(|branch| {
        let variant = ident(&branch.name.ident);
        let value = branch.value.as_ref().map(|value| quote!(Some(#value)));
        let none = branch.untagged.then(|| quote!(None));
        let patterns = [value, none].into_iter().flatten();
        quote! { #(#patterns)|* => object.read(Self::#variant, Self::#rest), }
    });
    quote! {
        impl<'de> serde::Deserialize<'de> for #name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let object = crate::runtime::Derived::deserialize(deserializer)?;
                match object.tag() {
                    #(#arms)*
                    _ => Ok(Self::#rest(object.into())),
                }
            }
        }
    }
}

/// How a branch is told from the others.
fn value(branch: &Branch) -> String {
    match (&branch.value, branch.untagged) {
        (Some(value), false) => code(value),
        (Some(value), true) => format!("{}, or an object without that property.", code(value)),
        (None, _) => "An object without that property.".to_owned(),
    }
}
