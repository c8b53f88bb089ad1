//! Objects: a struct, its constructor and its setters.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{large, shown};
use crate::emit::docs;
use crate::emit::gated::Gated;
use crate::emit::types::{self, Place};
use crate::emit::{deprecated, equality, former, ident, lints};
use crate::ir::{Api, Object, Property, Schema, Type};
use crate::names;

/// The items of an object's file. The module is gated, so the file's scope is the schema's gate.
pub(in crate::emit) fn items(api: &Api, schema: &Schema, object: &Object) -> Vec<TokenStream> {
    let open = object.open.then(|| members(api, schema, object));
    [structure(api, schema, object)]
        .into_iter()
        .chain(large::items(api, schema, default(object)))
        .chain(shown::debug(api, schema, object))
        .chain(open)
        .chain([implementation(api, schema, object)])
        .chain(shown::words(api, schema).into_iter().flatten())
        .collect()
}

fn structure(api: &Api, schema: &Schema, object: &Object) -> TokenStream {
    let name = large::holder(schema);
    let head = match object.fields {
        Some(_) => large::fields_docs(schema),
        None => docs::of_object(api, schema, None),
    };
    let default = default(object);
    let fields = object.properties.iter().map(|property| {
        let serde = (!object.open).then(|| attribute(property));
        field(api, schema, property, serde.flatten())
    });
    let serde = (!object.open).then(|| quote!(, serde::Serialize, serde::Deserialize));
    let extra = object.open.then(|| {
        quote! {
            /// The properties that the specification does not describe, as they came or as they are to be sent.
            pub extra: crate::Extra,
        }
    });
    let equality = equality(schema.total);
    let debug = (!shown::has_secrets(object)).then(|| quote!(Debug,));
    quote! {
        #head
        #[derive(#debug Clone, #default #equality #serde)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
            #extra
        }
    }
}

/// What is derived where nothing has to be there.
fn default(object: &Object) -> Option<TokenStream> {
    object.properties.iter().all(is_settable).then(|| quote!(Default,))
}

fn field(api: &Api, schema: &Schema, property: &Property, serde: Option<TokenStream>) -> TokenStream {
    let Property { name, required, .. } = property;
    let field = ident(&name.ident);
    let tokens = if property.constant.is_some() {
        let (owner, tag) = (ident(&schema.name.ident), tag(property));
        quote! { #serde #field: crate::runtime::#tag<#owner>, }
    } else {
        let docs = docs::paragraphs(docs::of_property(api, schema, property));
        let alias = docs::alias(&name.wire, &name.ident);
        let ty = types::field(api, property, Place::Model(schema));
        let ty = if *required { ty } else { quote!(Option<#ty>) };
        let deep = lints::deep_types([&property.ty]);
        quote! { #docs #alias #serde #deep pub #field: #ty, }
    };
    Gated::new(property.since, tokens).within(schema.since.gate, api)
}

/// The type of the one value that a property always has, unless it may be absent.
fn tag(property: &Property) -> Ident {
    ident(if property.required { "Tag" } else { "BaseTag" })
}

/// How a property is read and written.
#[derive(Clone, Copy)]
enum Kind {
    /// It always has the same value. What the answer has there tells nothing new, so it may have nothing there.
    Constant,
    /// As above, and it is told whether there is nothing.
    Absent,
    Required,
    /// It must be there, even if it is `null`.
    Stated,
    Optional,
    /// `null` is a value of it, and not the same as nothing.
    Present,
}

impl Kind {
    fn of(property: &Property) -> Self {
        match (&property.ty, property.required) {
            (_, true) if property.constant.is_some() => Self::Constant,
            (_, false) if property.constant.is_some() => Self::Absent,
            (Type::Nullable(_), true) => Self::Stated,
            (Type::Nullable(_) | Type::Any, false) => Self::Present,
            (_, true) => Self::Required,
            (_, false) => Self::Optional,
        }
    }
}

/// How serde reads and writes a property.
fn attribute(property: &Property) -> Option<TokenStream> {
    let wire = &property.name.wire;
    let rename = (*wire != property.name.ident).then(|| quote!(rename = #wire));
    let optional = quote!(default, skip_serializing_if = "Option::is_none");
    let kind = match Kind::of(property) {
        Kind::Constant => Some(quote!(default)),
        Kind::Absent => Some(quote!(
            default = "crate::runtime::BaseTag::absent",
            skip_serializing_if = "crate::runtime::BaseTag::is_absent"
        )),
        Kind::Required => None,
        Kind::Stated => Some(quote!(deserialize_with = "crate::runtime::stated")),
        Kind::Optional => Some(optional),
        Kind::Present => Some(quote!(#optional, deserialize_with = "crate::runtime::present")),
    };
    let number = property.ty.is_floating().then(|| quote!(serialize_with = "crate::runtime::finite"));
    let serde: Vec<TokenStream> = [rename, kind, number].into_iter().flatten().collect();
    (!serde.is_empty()).then(|| quote!(#[serde(#(#serde),*)]))
}

/// How an open object is read and written, which serde cannot do without a loss.
fn members(api: &Api, schema: &Schema, object: &Object) -> TokenStream {
    let name = large::holder(schema);
    let members = object.properties.iter().map(|property| {
        let (wire, field) = (&property.name.wire, ident(&property.name.ident));
        let kind = match Kind::of(property) {
            Kind::Constant => quote!(constant),
            Kind::Absent => quote!(absent),
            Kind::Required => quote!(required),
            Kind::Stated => quote!(stated),
            Kind::Optional => quote!(optional),
            Kind::Present => quote!(present),
        };
        let finite = property.ty.is_floating().then(|| quote!(<finite>));
        let tokens = quote! { const #field: #kind #finite = #wire; };
        Gated::new(property.since, tokens).within(schema.since.gate, api)
    });
    quote! { crate::runtime::open_object! { impl #name { #(#members)* } } }
}

/// Whether a property is left out by the constructor.
fn is_settable(property: &Property) -> bool {
    !property.required || property.constant.is_some()
}

fn implementation(api: &Api, schema: &Schema, object: &Object) -> TokenStream {
    let name = ident(&schema.name.ident);
    let new = constructor(api, schema, object);
    let called_alike = lints::called_like_its_method(&schema.name.ident);
    let optional =
        object.properties.iter().filter(|property| !property.required && property.constant.is_none());
    let setters = optional.map(|property| setter(api, schema, property));
    let formers = object.properties.iter().flat_map(|property| former::of_property(api, schema, property));
    let extra = object.open.then(|| extra_setter(schema));
    let tag = object.properties.iter().find_map(|property| property.constant.as_ref()).map(|constant| {
        quote! {
            impl crate::runtime::Tagged for #name {
                const TYPE: &'static str = #constant;
            }
        }
    });
    quote! {
        impl #name {
            #called_alike
            #new
            #(#setters)*
            #extra
            #(#formers)*
        }
        #tag
    }
}

fn constructor(api: &Api, schema: &Schema, object: &Object) -> TokenStream {
    let deprecated = deprecated::attribute(schema.deprecated.as_ref());
    let required: Vec<&Property> =
        object.properties.iter().filter(|property| !is_settable(property)).collect();
    if required.is_empty() {
        return quote! {
            /// Creates it with nothing set.
            #deprecated
            #[must_use]
            pub fn new() -> Self {
                Self::default()
            }
        };
    }
    let arguments = required.iter().map(|property| {
        let (name, ty) =
            (ident(&property.name.ident), types::argument(api, &property.ty, Place::Model(schema)));
        quote!(#name: #ty)
    });
    let fields = object.properties.iter().map(|property| {
        let name = ident(&property.name.ident);
        let plain = types::is_plain(api, &property.ty) && !property.boxed;
        let tokens = match (&property.constant, property.required) {
            (Some(_), _) => {
                let tag = tag(property);
                quote!(#name: crate::runtime::#tag::new(),)
            }
            (None, true) if plain => quote!(#name,),
            (None, true) => {
                let value = types::convert(api, &quote!(#name), property);
                quote!(#name: #value,)
            }
            (None, false) => quote!(#name: None,),
        };
        Gated::new(property.since, tokens).within(schema.since.gate, api)
    });
    let extra = object.open.then(|| quote!(extra: crate::Extra::new(),));
    let whole = large::whole(schema, &quote!({ #(#fields)* #extra }));
    let optional = if required.len() == object.properties.len() { "" } else { ", and nothing else set" };
    let docs = docs::paragraphs([format!("Creates it with what is required{optional}.")]);
    let many = lints::many_arguments(required.len());
    let deep =
        lints::deep_types(required.iter().map(|property| &property.ty).filter(|ty| types::is_plain(api, ty)));
    quote! {
        #docs
        #deprecated
        #many
        #deep
        #[must_use]
        pub fn new(#(#arguments),*) -> Self {
            #whole
        }
    }
}

fn setter(api: &Api, schema: &Schema, property: &Property) -> TokenStream {
    let field = ident(&property.name.ident);
    let setter = ident(&names::setter(&property.name.ident));
    let ty = types::argument(api, &property.ty, Place::Model(schema));
    let value = types::convert(api, &quote!(#field), property);
    let docs = docs::paragraphs([format!("Sets {}.", large::link(schema, &property.name.ident))]);
    let deep = lints::deep_types(Some(&property.ty).filter(|ty| types::is_plain(api, ty)));
    let deprecated = deprecated::attribute(property.deprecated.as_ref());
    let tokens = quote! {
        #docs
        #deprecated
        #deep
        #[must_use]
        pub fn #setter(mut self, #field: #ty) -> Self {
            self.#field = Some(#value);
            self
        }
    };
    Gated::new(property.since, tokens).within(schema.since.gate, api)
}

fn extra_setter(schema: &Schema) -> TokenStream {
    let docs = docs::paragraphs([format!(
        "Adds properties to {}. If one of them has a field of its own that is set, the field is sent.",
        large::link(schema, "extra")
    )]);
    quote! {
        #docs
        #[must_use]
        pub fn with_extra(mut self, extra: impl Into<crate::Extra>) -> Self {
            self.extra.add(extra);
            self
        }
    }
}
