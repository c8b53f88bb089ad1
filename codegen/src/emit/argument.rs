//! What an operation asks for: the type that stands for it, its constructor and its setters.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs::{self, notes};
use super::gated::Gated;
use super::types::Place;
use super::{deprecated, equality, former, ident, lints, types};
use crate::ir::{Api, Body, Content, Operation, Since, Type};
use crate::markdown::code;
use crate::names;

/// One field of an operation.
pub(super) struct Field<'a> {
    source: Source<'a>,
    name: Ident,
    /// The type, with the lifetime `'a` where it is borrowed.
    ty: TokenStream,
    borrowed: bool,
    required: bool,
    since: Since,
    docs: TokenStream,
    /// What warns whoever sets it.
    deprecated: Option<TokenStream>,
}

impl Field<'_> {
    /// What is printed for it, from the version on that has it.
    fn gated(&self, api: &Api, operation: &Operation, tokens: TokenStream) -> TokenStream {
        Gated::new(self.since, tokens).within(operation.since.gate, api)
    }
}

/// What a field is in the specification.
#[derive(Clone, Copy)]
enum Source<'a> {
    Parameter(&'a Type),
    Body(&'a Body),
}

/// The fields of an operation: its parameters, in the order of the specification, and its body.
pub(super) fn fields<'a>(api: &Api, operation: &'a Operation) -> Vec<Field<'a>> {
    let parameters = operation.parameters.iter().map(|parameter| {
        let (ty, borrowed) = types::borrowed(api, &parameter.ty);
        let wire = &parameter.name.wire;
        let text = docs::described(&parameter.docs, || format!("{} on the wire.", code(wire)));
        let since = docs::younger(api, (operation.since, parameter.since));
        let text = docs::paragraphs([text].into_iter().chain(notes(&parameter.notes)).chain([since]));
        let alias = docs::alias(wire, &parameter.name.ident);
        Field {
            source: Source::Parameter(&parameter.ty),
            name: ident(&parameter.name.ident),
            ty,
            borrowed,
            required: parameter.required,
            since: parameter.since,
            docs: quote!(#text #alias),
            deprecated: deprecated::attribute(parameter.notes.deprecated.as_ref()),
        }
    });
    let body = operation.body.iter().map(|body| {
        let (ty, _) = types::body(api, body);
        let docs = docs::paragraphs([docs::described(&body.docs, || "The request body.".to_owned())]);
        let (name, ty, required) = (ident("body"), quote!(&'a #ty), body.required);
        let (source, since) = (Source::Body(body), operation.since);
        Field { source, name, ty, borrowed: true, required, since, docs, deprecated: None }
    });
    parameters.chain(body).collect()
}

/// One field of an operation as a call keeps it.
pub(super) struct Owned {
    pub(super) since: Since,
    pub(super) name: Ident,
    pub(super) ty: TokenStream,
    pub(super) docs: TokenStream,
    /// What makes it of the operation's own.
    pub(super) value: TokenStream,
    /// The operation's field, from a reference to it.
    pub(super) lent: TokenStream,
    /// How serde reads and writes it.
    pub(super) serde: Option<TokenStream>,
}

/// The fields of an operation, each as a value of its own.
pub(super) fn owned(api: &Api, operation: &Operation) -> Vec<Owned> {
    let owned = fields(api, operation).into_iter().map(|field| {
        let serde = serde(&field);
        let Field { source, name, borrowed, required, since, docs, .. } = field;
        let ty = match source {
            Source::Parameter(ty) => types::owned(api, ty, Place::Elsewhere),
            Source::Body(body) => types::body(api, body).1,
        };
        let is_unsized = match source {
            Source::Parameter(ty) => matches!(ty, Type::String | Type::List(_)),
            Source::Body(body) => matches!(body.content, Content::Text { .. }),
        };
        let (ty, value, lent) = match (required, borrowed) {
            (true, true) => (ty, quote!(self.#name.to_owned()), quote!(#name)),
            (true, false) => (ty, quote!(self.#name), quote!(#name: *#name)),
            (false, false) => (quote!(Option<#ty>), quote!(self.#name), quote!(#name: *#name)),
            (false, true) => {
                let lent = if is_unsized { quote!(as_deref) } else { quote!(as_ref) };
                (quote!(Option<#ty>), quote!(self.#name.map(ToOwned::to_owned)), quote!(#name: #name.#lent()))
            }
        };
        Owned { since, name, ty, docs, value, lent, serde }
    });
    owned.collect()
}

/// How serde reads and writes a field of a call.
fn serde(field: &Field<'_>) -> Option<TokenStream> {
    let optional = (!field.required).then(|| quote!(default, skip_serializing_if = "Option::is_none"));
    let is_floating = matches!(field.source, Source::Parameter(ty) if ty.is_floating());
    let finite = is_floating.then(|| quote!(serialize_with = "crate::runtime::finite"));
    let serde: Vec<TokenStream> = [optional, finite].into_iter().flatten().collect();
    (!serde.is_empty()).then(|| quote!(#[serde(#(#serde),*)]))
}

/// Whether an operation has anything that may be left out.
pub(super) fn has_optional(operation: &Operation) -> bool {
    operation.parameters.iter().any(|parameter| !parameter.required)
        || operation.body.as_ref().is_some_and(|body| !body.required)
}

/// The names and types of what must be there.
pub(super) fn required<'a>(fields: &'a [Field<'_>]) -> Vec<(&'a Ident, &'a TokenStream)> {
    fields.iter().filter(|field| field.required).map(|field| (&field.name, &field.ty)).collect()
}

/// A type as an argument has it, where the lifetime is left to the compiler.
pub(super) fn without_lifetime(ty: &TokenStream) -> TokenStream {
    let mut tokens = ty.clone().into_iter().peekable();
    let mut kept = TokenStream::new();
    while let Some(token) = tokens.next() {
        let lifetime = matches!(&token, proc_macro2::TokenTree::Punct(punct) if punct.as_char() == '\'');
        if lifetime {
            tokens.next();
        } else {
            kept.extend([token]);
        }
    }
    kept
}

/// The type that stands for an operation.
pub(super) fn declaration(api: &Api, operation: &Operation, fields: &[Field<'_>]) -> TokenStream {
    let name = ident(&operation.ident);
    let docs = docs::paragraphs([docs::of_operation(operation), docs::route(api, operation)]);
    let alias = docs::alias(&operation.name.wire, &operation.ident);
    let default = fields.iter().all(|field| !field.required).then(|| quote!(Default,));
    let lifetime = types::is_borrowing(api, operation).then(|| quote!(<'a>));
    let fields = fields.iter().map(|field| {
        let Field { name, ty, required, docs, .. } = field;
        let ty = if *required { ty.clone() } else { quote!(Option<#ty>) };
        field.gated(api, operation, quote! { #docs pub #name: #ty, })
    });
    let equality = equality(api.has_total_arguments(operation));
    let lender = lender(api, operation).map(|(name, ty)| quote!(pub(crate) #name: #ty,));
    quote! {
        #docs
        #alias
        #[derive(Debug, Clone, Copy, #default #equality)]
        #[non_exhaustive]
        pub struct #name #lifetime { #(#fields)* #lender }
    }
}

/// What has the lifetime at the versions that have nothing else with it.
fn lender(api: &Api, operation: &Operation) -> Option<(Ident, TokenStream)> {
    let mut borrowed = fields(api, operation).into_iter().filter(|field| field.borrowed).peekable();
    borrowed.peek()?;
    let is_needed = borrowed.all(|field| !field.since.gate.covers(operation.since.gate));
    is_needed.then(|| (ident("_lifetime"), quote!(std::marker::PhantomData<&'a ()>)))
}

/// An operation made of its fields, each with its value.
pub(super) fn made<'a>(
    api: &Api,
    operation: &Operation,
    values: impl Iterator<Item = (Since, &'a TokenStream)>,
) -> TokenStream {
    let values =
        values.map(|(since, value)| Gated::new(since, quote!(#value,)).within(operation.since.gate, api));
    let lender = lender(api, operation).map(|(name, _)| quote!(#name: std::marker::PhantomData,));
    quote!({ #(#values)* #lender })
}

/// Its constructor and its setters.
pub(super) fn implementation(api: &Api, operation: &Operation, fields: &[Field<'_>]) -> TokenStream {
    let name = ident(&operation.ident);
    let lifetime = types::is_borrowing(api, operation).then(|| quote!(<'a>));
    let required: Vec<&Field<'_>> = fields.iter().filter(|field| field.required).collect();
    let is_body = operation.body.is_some();
    let docs = docs::paragraphs([match (required.as_slice(), fields.len()) {
        ([], 0) => "Creates the operation, which needs nothing.",
        ([], _) => "Creates the operation with nothing set.",
        ([_], 1) if is_body => "Creates the operation with its request body.",
        (all, count) if all.len() == count => "Creates the operation with what it needs.",
        _ => "Creates the operation with what it needs, and nothing else set.",
    }]);
    let parameters = required.iter().map(|Field { name, ty, .. }| quote!(#name: #ty));
    let values = fields.iter().map(|Field { name, required, since, .. }| match required {
        true => (*since, quote!(#name)),
        false => (*since, quote!(#name: None)),
    });
    let values: Vec<(Since, TokenStream)> = values.collect();
    let values = made(api, operation, values.iter().map(|(since, value)| (*since, value)));
    let setters = fields.iter().filter(|field| !field.required).map(|field| {
        let Field { name, ty, deprecated, .. } = field;
        let setter = ident(&names::setter(&name.to_string()));
        let docs = docs::paragraphs([format!("Sets [`{name}`](Self::{name}).")]);
        field.gated(
            api,
            operation,
            quote! {
                #docs
                #deprecated
                #[must_use]
                pub const fn #setter(mut self, #name: #ty) -> Self {
                    self.#name = Some(#name);
                    self
                }
            },
        )
    });
    let formers = operation.parameters.iter().flat_map(|sent| former::of_parameter(api, operation, sent));
    let deprecated = deprecated::of_operation(operation);
    let many = lints::many_arguments(required.len());
    quote! {
        impl #lifetime #name #lifetime {
            #docs
            #deprecated
            #many
            #[must_use]
            pub const fn new(#(#parameters),*) -> Self {
                Self #values
            }
            #(#setters)*
            #(#formers)*
        }
    }
}
