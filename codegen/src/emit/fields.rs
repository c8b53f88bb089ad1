//! The fields of responses that have more than a body.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs::{self, described, notes};
use super::ident;
use super::types::{self, Place};
use crate::ir::{Api, Header, HeaderValue, Type};
use crate::markdown::code;
use crate::plan::{Body, Field, Form, Operation, Response, Role};

/// The type of a body.
pub(super) fn body(api: &Api, Body { content, is_boxed }: Body<'_>) -> TokenStream {
    let ty = types::content(api, content);
    if is_boxed { quote!(Box<#ty>) } else { ty }
}

/// Whether a field is in a box.
pub(super) const fn is_boxed(field: &Field<'_>) -> bool {
    match field {
        Field::Status | Field::Header(_) => false,
        Field::Headers { .. } => true,
        Field::Body(Body { is_boxed, .. }) => *is_boxed,
    }
}

/// Its name.
pub(super) fn name(field: &Field<'_>, role: Role) -> Ident {
    match field {
        Field::Status => ident("status"),
        Field::Header(header) => ident(&header.name.ident),
        Field::Headers { .. } => ident("headers"),
        Field::Body(_) => ident(role.body_name()),
    }
}

/// Its declaration.
pub(super) fn declared(api: &Api, field: &Field<'_>, role: Role) -> TokenStream {
    let name = name(field, role);
    let (docs, ty) = match field {
        Field::Status => (docs::paragraphs(["The status of the answer."]), quote!(http::StatusCode)),
        Field::Header(header) => (header_docs(header), header_type(api, header)),
        Field::Headers { ty, .. } => {
            let ty = ident(ty);
            (docs::paragraphs(["The headers."]), quote!(Box<#ty>))
        }
        Field::Body(content) => {
            let docs = match role {
                Role::Error => "What the server says about it.",
                Role::Success => "The body.",
            };
            (docs::paragraphs([docs]), body(api, *content))
        }
    };
    quote! { #docs #name: #ty, }
}

/// The struct of an error's headers, where they are in a box.
pub(super) fn headers(api: &Api, operation: &Operation<'_>, error: &Response<'_>) -> Option<TokenStream> {
    let Form::Fields(fields) = &error.form else { return None };
    let (name, headers) = fields.iter().find_map(|field| match field {
        Field::Headers { ty, headers } => Some((ident(ty), headers)),
        _ => None,
    })?;
    let about =
        docs::paragraphs([format!("The headers of [`{0}`]({1}::{0}).", error.answer.ident, operation.error)]);
    let fields = headers.iter().map(|header| {
        let (docs, name, ty) = (header_docs(header), ident(&header.name.ident), header_type(api, header));
        quote! { #docs pub #name: #ty, }
    });
    Some(quote! {
        #about
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
        }
    })
}

fn header_type(api: &Api, header: &Header) -> TokenStream {
    match &header.value {
        HeaderValue::Challenge => quote!(crate::Challenge),
        HeaderValue::Cookies => quote!(crate::SetCookies),
        HeaderValue::Value(ty) => {
            let ty = types::owned(api, ty, Place::Elsewhere);
            quote!(Option<#ty>)
        }
    }
}

fn header_docs(header: &Header) -> TokenStream {
    let described = described(&header.docs, || format!("The header {}.", code(&header.name.wire)));
    let note = match header.value {
        HeaderValue::Challenge | HeaderValue::Cookies => "",
        HeaderValue::Value(_) => "`None` where the answer has no such header, or one that is something else.",
    };
    docs::paragraphs([described].into_iter().chain(notes(&header.notes)).chain([note.to_owned()]))
}

/// What a constructor takes for it: boxed headers one by one.
pub(super) fn arguments(api: &Api, field: &Field<'_>, role: Role) -> Vec<TokenStream> {
    let name = name(field, role);
    let header = |header: &Header| {
        let (name, ty) = (ident(&header.name.ident), header_type(api, header));
        quote!(#name: #ty)
    };
    match field {
        Field::Status => vec![quote!(#name: http::StatusCode)],
        Field::Header(described) => vec![header(described)],
        Field::Headers { headers, .. } => headers.iter().map(|described| header(described)).collect(),
        Field::Body(content) => {
            let ty = body(api, *content);
            vec![if content.is_boxed { quote!(#name: impl Into<#ty>) } else { quote!(#name: #ty) }]
        }
    }
}

/// What a constructor makes it of.
pub(super) fn made(field: &Field<'_>, role: Role) -> TokenStream {
    let name = name(field, role);
    match field {
        Field::Headers { ty, headers } => {
            let (ty, names) = (ident(ty), headers.iter().map(|header| ident(&header.name.ident)));
            quote!(#name: Box::new(#ty { #(#names),* }))
        }
        Field::Body(Body { is_boxed: true, .. }) => quote!(#name: #name.into()),
        _ => quote!(#name),
    }
}

/// What a row of the runtime's tables says of it: how it is read and written. Bodies stand in front of the others.
pub(super) fn part(field: &Field<'_>) -> Option<TokenStream> {
    match field {
        Field::Body(_) => None,
        Field::Status => Some(quote!(status(status))),
        Field::Header(header) => {
            let (name, (kind, wire)) = (ident(&header.name.ident), kind(header));
            let wire = wire.map(|wire| quote!(, #wire));
            Some(quote!(#kind(#name #wire)))
        }
        Field::Headers { ty, headers } => {
            let headers = headers.iter().map(|header| {
                let (name, (kind, wire)) = (ident(&header.name.ident), kind(header));
                quote!(#name = #kind(#wire))
            });
            let ty = ident(ty);
            Some(quote!(headers(headers, #ty, #(#headers),*)))
        }
    }
}

/// What reads and writes a header, and its name on the wire where that is not always the same.
fn kind(header: &Header) -> (Ident, Option<&str>) {
    let wire = Some(header.name.wire.as_str());
    match header.value {
        HeaderValue::Challenge => (ident("challenge"), None),
        HeaderValue::Cookies => (ident("set_cookies"), None),
        HeaderValue::Value(Type::List(_)) => (ident("header_list"), wire),
        HeaderValue::Value(_) => (ident("header"), wire),
    }
}
