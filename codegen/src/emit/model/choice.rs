//! Derived types: an enumeration of objects, and room for one that nobody has described yet.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::{self, described, inferred, since, title};
use crate::emit::gated::Gated;
use crate::emit::types::{self, Place};
use crate::emit::{deprecated, equality, ident, lints};
use crate::ir::{Api, Branch, Choice, Property, Schema, Type};
use crate::markdown::code;
use crate::plan::{is_copied, present, shared};

/// The items of a choice's file.
pub(in crate::emit) fn items(api: &Api, schema: &Schema, choice: &Choice) -> Vec<TokenStream> {
    let accessors = accessors(api, schema, choice);
    let own = [declaration(api, schema, choice), deserialize(schema, choice)];
    own.into_iter().chain(accessors).chain(conversions(api, schema, choice)).collect()
}

fn declaration(api: &Api, schema: &Schema, choice: &Choice) -> TokenStream {
    let name = ident(&schema.name.ident);
    let docs = docs::paragraphs([
        title(schema),
        deprecated::docs(schema.deprecated.as_ref()),
        inferred(&schema.name.wire, schema.inferred.as_deref()),
        format!("The property {} tells which it is.", code(&choice.tag)),
        since(api, schema.since),
    ]);
    let alias = docs::alias(&schema.name.wire, &schema.name.ident);
    let rest = ident(&choice.rest());
    let equality = equality(schema.total);
    let variants = choice.branches.iter().map(|branch| {
        let (variant, ty) =
            (ident(&branch.name.ident), api.schema(branch.schema).map(|schema| ident(&schema.name.ident)));
        let docs = docs::paragraphs([value(branch)]);
        let alias = branch.value.as_ref().map(|value| docs::alias(value, &branch.name.ident));
        quote! { #docs #alias #variant(Box<super::#ty>), }
    });
    quote! {
        #docs
        #alias
        #[derive(Debug, Clone, #equality, serde::Serialize)]
        #[serde(untagged)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// An object of a type that the specification does not describe, or one that does not fit its type, as it
            /// came.
            #rest(crate::UnknownObject),
        }
    }
}

fn deserialize(schema: &Schema, choice: &Choice) -> TokenStream {
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

/// What all the objects have, whichever it is.
fn accessors(api: &Api, schema: &Schema, choice: &Choice) -> Option<TokenStream> {
    let shared = shared(api, choice);
    if shared.is_empty() {
        return None;
    }
    let name = ident(&schema.name.ident);
    let accessors = shared.iter().map(|properties| accessor(api, schema, (choice, properties)));
    Some(quote! { impl #name { #(#accessors)* } })
}

fn accessor(api: &Api, schema: &Schema, (choice, properties): (&Choice, &[&Property])) -> TokenStream {
    let Some(first) = properties.first() else { return TokenStream::new() };
    let method = ident(&first.name.ident);
    let arms = choice.branches.iter().zip(properties).map(|(branch, property)| {
        let (variant, value) = (ident(&branch.name.ident), read(api, property));
        quote! { Self::#variant(object) => #value, }
    });
    let (rest, wire) = (ident(&choice.rest()), &first.name.wire);
    let (ty, of_rest) = match present(&first.ty) {
        Type::String => (quote!(&str), quote!(Self::#rest(object) => object.text(#wire),)),
        Type::List(item) => {
            let item = types::owned(api, item, Place::Model(schema));
            (quote!(&[#item]), quote!(Self::#rest(_) => None,))
        }
        ty => {
            let owned = types::owned(api, ty, Place::Model(schema));
            let ty = if is_copied(api, ty) { owned } else { quote!(&#owned) };
            (ty, quote!(Self::#rest(_) => None,))
        }
    };
    let docs = docs::paragraphs([
        described(&first.docs, || format!("{} on the wire.", code(wire))),
        "All of these objects have it.".to_owned(),
    ]);
    let deep = lints::deep_types([&first.ty]);
    let tokens = quote! {
        #docs
        #deep
        #[must_use]
        pub fn #method(&self) -> Option<#ty> {
            match self { #(#arms)* #of_rest }
        }
    };
    Gated::new(first.since, tokens).within(schema.since.gate, api)
}

/// How an accessor reads the property of one of the objects.
fn read(api: &Api, property: &Property) -> TokenStream {
    let field = ident(&property.name.ident);
    let is_null = matches!(property.ty, Type::Nullable(_));
    let ty = present(&property.ty);
    let is_behind = property.boxed || matches!(ty, Type::String | Type::List(_));
    match (property.required, is_null) {
        (true, false) if is_copied(api, ty) => quote!(Some(object.#field)),
        (true, false) => quote!(Some(&object.#field)),
        (false, true) if is_copied(api, ty) => quote!(object.#field.flatten()),
        (false, true) if is_behind => quote!(object.#field.as_ref().and_then(Option::as_deref)),
        (false, true) => quote!(object.#field.as_ref().and_then(Option::as_ref)),
        _ if is_copied(api, ty) => quote!(object.#field),
        _ if is_behind => quote!(object.#field.as_deref()),
        _ => quote!(object.#field.as_ref()),
    }
}

/// Each of the objects becomes the choice.
fn conversions(api: &Api, schema: &Schema, choice: &Choice) -> Vec<TokenStream> {
    let name = ident(&schema.name.ident);
    let conversions = choice.branches.iter().filter_map(|branch| {
        let (variant, ty) = (ident(&branch.name.ident), ident(&api.schema(branch.schema)?.name.ident));
        Some(quote! {
            impl From<super::#ty> for #name {
                fn from(object: super::#ty) -> Self {
                    Self::#variant(Box::new(object))
                }
            }
        })
    });
    conversions.collect()
}
