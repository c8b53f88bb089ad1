//! The fields of responses that have more than a body.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::docs::{self, described, notes};
use crate::emit::gated::Gated;
use crate::emit::types::{self, Place};
use crate::emit::{equality, ident};
use crate::ir::{Answer, Api, Header, HeaderValue, Since, Type};
use crate::markdown::code;
use crate::plan::{Body, Field, Form, Operation, Response, Role};

/// The type of a body.
pub(in crate::emit) fn body(api: &Api, Body { content, is_boxed }: Body<'_>) -> TokenStream {
    let ty = types::content(api, content);
    if is_boxed { quote!(Box<#ty>) } else { ty }
}

/// Whether a constant function can make it.
pub(in crate::emit) fn is_constant(answer: &Answer, field: &Field<'_>) -> bool {
    match field {
        Field::Status | Field::Received => true,
        Field::Header(header) => {
            !answer.is_older_than(header) || matches!(header.value, HeaderValue::Value(_))
        }
        Field::Headers { .. } => false,
        Field::Body(Body { is_boxed, .. }) => !is_boxed,
    }
}

/// What there is for a field of an answer, from the version on that has it.
pub(in crate::emit) fn gated(
    api: &Api,
    answer: &Answer,
    field: &Field<'_>,
    tokens: TokenStream,
) -> TokenStream {
    match field {
        Field::Header(header) => Gated::new(header.since, tokens).within(answer.since.gate, api),
        Field::Status | Field::Headers { .. } | Field::Body(_) | Field::Received => tokens,
    }
}

/// Its name.
pub(in crate::emit) fn name(field: &Field<'_>, role: Role) -> Ident {
    match field {
        Field::Status => ident("status"),
        Field::Header(header) => ident(&header.name.ident),
        Field::Headers { .. } => ident("headers"),
        Field::Body(_) => ident(role.body_name()),
        Field::Received => ident("received_headers"),
    }
}

/// Its declaration.
pub(in crate::emit) fn declared(
    api: &Api,
    answer: &Answer,
    (field, role): (&Field<'_>, Role),
) -> TokenStream {
    let name = name(field, role);
    let (docs, ty) = match field {
        Field::Status => (docs::paragraphs(["The status of the answer."]), quote!(http::StatusCode)),
        Field::Header(header) => (header_docs(api, answer.since, header), header_type(api, header)),
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
        // `headers` of the error tells them.
        Field::Received => (quote!(#[doc(hidden)]), quote!(crate::runtime::ReceivedHeaders)),
    };
    quote! { #docs #name: #ty, }
}

/// The struct of an error's headers, where they are in a box.
pub(in crate::emit) fn headers(
    api: &Api,
    operation: &Operation<'_>,
    error: &Response<'_>,
) -> Option<TokenStream> {
    let Form::Fields(fields) = &error.form else { return None };
    let (name, headers) = fields.iter().find_map(|field| match field {
        Field::Headers { ty, headers } => Some((ident(ty), headers)),
        _ => None,
    })?;
    let (variant, scope) = (&error.answer.ident, operation.ir.since);
    // No version links to what it lacks.
    let variant = match error.answer.since.gate.covers(scope.gate) {
        true => format!("[`{variant}`]({}::{variant})", operation.error),
        false => code(variant),
    };
    let about = docs::paragraphs([format!("The headers of {variant}.")]);
    let equality = equality(api.are_total(std::slice::from_ref(error.answer)));
    let fields = headers.iter().map(|header| {
        let docs = header_docs(api, error.answer.since, header);
        let (name, ty) = (ident(&header.name.ident), header_type(api, header));
        Gated::new(header.since, quote! { #docs pub #name: #ty, }).within(scope.gate, api)
    });
    Some(quote! {
        #about
        #[derive(Debug, Clone, #equality)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
        }
    })
}

pub(in crate::emit) fn header_type(api: &Api, header: &Header) -> TokenStream {
    match &header.value {
        HeaderValue::Challenge => quote!(crate::Challenge),
        HeaderValue::Cookies => quote!(crate::SetCookies),
        HeaderValue::Value(ty) => {
            let ty = types::owned(api, ty, Place::Elsewhere);
            quote!(Option<#ty>)
        }
    }
}

fn header_docs(api: &Api, scope: Since, header: &Header) -> TokenStream {
    let described = described(&header.docs, || format!("The header {}.", code(&header.name.wire)));
    let note = match header.value {
        HeaderValue::Challenge | HeaderValue::Cookies => "",
        HeaderValue::Value(_) => "`None` where the answer has no such header, or one that is something else.",
    };
    let since = docs::younger(api, (scope, header.since));
    docs::paragraphs([described].into_iter().chain(notes(&header.notes)).chain([note.to_owned(), since]))
}

/// What a constructor takes for it: boxed headers one by one.
pub(in crate::emit) fn arguments(
    api: &Api,
    answer: &Answer,
    (field, role): (&Field<'_>, Role),
) -> Vec<TokenStream> {
    let name = name(field, role);
    let header = |header: &&Header| {
        let (name, ty) = (ident(&header.name.ident), header_type(api, header));
        (!answer.is_older_than(header)).then(|| quote!(#name: #ty))
    };
    match field {
        Field::Status => vec![quote!(#name: http::StatusCode)],
        Field::Header(described) => header(described).into_iter().collect(),
        Field::Headers { headers, .. } => headers.iter().filter_map(header).collect(),
        Field::Body(content) => {
            let ty = body(api, *content);
            vec![if content.is_boxed { quote!(#name: impl Into<#ty>) } else { quote!(#name: #ty) }]
        }
        Field::Received => Vec::new(),
    }
}

/// What a constructor makes it of.
pub(in crate::emit) fn made(api: &Api, answer: &Answer, (field, role): (&Field<'_>, Role)) -> TokenStream {
    let name = name(field, role);
    let header = |header: &&Header| {
        let name = ident(&header.name.ident);
        match (&header.value, answer.is_older_than(header)) {
            (_, false) => quote!(#name,),
            (HeaderValue::Value(_), true) => quote!(#name: None,),
            (HeaderValue::Challenge, true) => quote!(#name: crate::Challenge::default(),),
            (HeaderValue::Cookies, true) => quote!(#name: crate::SetCookies::default(),),
        }
    };
    match field {
        Field::Header(described) => header(described),
        Field::Headers { ty, headers } => {
            let ty = ident(ty);
            let values = headers.iter().map(|described| {
                Gated::new(described.since, header(described)).within(answer.since.gate, api)
            });
            quote!(#name: Box::new(#ty { #(#values)* }),)
        }
        Field::Body(Body { is_boxed: true, .. }) => quote!(#name: #name.into(),),
        Field::Status | Field::Body(_) => quote!(#name,),
        Field::Received => quote!(#name: crate::runtime::ReceivedHeaders::none(),),
    }
}

/// What a row of the runtime's tables says of it: how it is read and written. Bodies stand in front of the others.
pub(in crate::emit) fn part(api: &Api, answer: &Answer, field: &Field<'_>) -> Option<TokenStream> {
    match field {
        Field::Body(_) => None,
        Field::Status => Some(quote!(status(status))),
        Field::Received => Some(quote!(received_headers(received_headers))),
        Field::Header(header) => {
            let (name, (kind, wire)) = (ident(&header.name.ident), kind(header));
            let wire = wire.map(|wire| quote!(, #wire));
            Some(quote!(#kind(#name #wire)))
        }
        Field::Headers { ty, headers } => {
            let headers = headers.iter().map(|header| {
                let (name, (kind, wire)) = (ident(&header.name.ident), kind(header));
                Gated::new(header.since, quote!(#name = #kind(#wire))).within(answer.since.gate, api)
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
