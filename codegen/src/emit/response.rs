//! Answers: how each is read, and the enumeration of several successes.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::docs;
use super::types::{self, Place};
use super::{fields, ident, lints};
use crate::ir::{Answer, Api, Content, Outcome, Status};
use crate::markdown::{code, introduced};
use crate::plan::{Form, Operation, Response, Role};

/// What a successful call yields.
pub(super) fn outcome(api: &Api, operation: &Operation<'_>) -> TokenStream {
    match &operation.outcome {
        Outcome::Nothing => quote!(()),
        Outcome::Content(content) => body(api, content),
        Outcome::Choice(name) => {
            let name = ident(name);
            quote!(#name)
        }
    }
}

/// The type of an answer's body.
pub(super) fn body(api: &Api, content: &Content) -> TokenStream {
    match content {
        Content::Json { ty, .. } => types::owned(api, ty, Place::Elsewhere),
        Content::Text => quote!(String),
    }
}

/// "`404 Not Found`: what that means here."
pub(super) fn status_docs(answer: &Answer) -> String {
    let status = match answer.status {
        Status::Code(code) => {
            let reason = http::StatusCode::from_u16(code).ok().and_then(|code| code.canonical_reason());
            format!("`{}`:", format!("{code} {}", reason.unwrap_or_default()).trim())
        }
        Status::Range(range) => format!("Any other `{range}XX`:"),
        Status::Default => "Any other status of an error:".to_owned(),
    };
    introduced(&status, &answer.docs)
}

/// The enumeration of several successes.
pub(super) fn choice(api: &Api, operation: &Operation<'_>) -> Option<TokenStream> {
    let Outcome::Choice(name) = &operation.outcome else {
        return None;
    };
    let name = ident(name);
    let docs = docs::paragraphs([format!("What {} answers when it succeeds.", code(&operation.name.wire))]);
    let successes = operation.successes();
    let variants = successes.iter().map(|response| variant(api, response));
    let constructors = constructors(api, &successes);
    let constructors = (!constructors.is_empty()).then(|| quote! { impl #name { #(#constructors)* } });
    let large = lints::large_variants();
    Some(quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        #large
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
        }
        #constructors
    })
}

/// The variant of a response.
pub(super) fn variant(api: &Api, response: &Response<'_>) -> TokenStream {
    let Response { answer, role, form, .. } = response;
    let name = ident(&answer.ident);
    let docs = docs::paragraphs([status_docs(answer)]);
    let deep = lints::deep_types(answer.json());
    match form {
        Form::Fields(fields) => {
            let declared = fields.iter().map(|field| fields::declared(api, field, *role));
            quote! { #docs #deep #[non_exhaustive] #name { #(#declared)* }, }
        }
        Form::Body(body) => {
            let ty = fields::body(api, *body);
            quote! { #docs #deep #name(#ty), }
        }
        Form::Nothing => quote! { #docs #name, },
    }
}

/// What makes the responses with fields: nothing outside the crate can write them down, because later versions may add to
/// them.
pub(super) fn constructors(api: &Api, responses: &[&Response<'_>]) -> Vec<TokenStream> {
    let constructor = |response: &&Response<'_>| {
        let Response { answer, role, form: Form::Fields(fields), .. } = response else { return None };
        let (name, variant) = (constructor_name(answer), ident(&answer.ident));
        let docs = docs::paragraphs([format!("Creates [`{0}`](Self::{0}) from its parts.", answer.ident)]);
        let constant = (!fields.iter().any(fields::is_boxed)).then(|| quote!(const));
        let deep = lints::deep_types(answer.json());
        let arguments = fields.iter().flat_map(|field| fields::arguments(api, field, *role));
        let arguments: Vec<TokenStream> = arguments.collect();
        let many = lints::many_arguments(arguments.len());
        let values = fields.iter().map(|field| fields::made(field, *role));
        Some(quote! {
            #docs
            #many
            #deep
            #[must_use]
            pub #constant fn #name(#(#arguments),*) -> Self {
                Self::#variant { #(#values),* }
            }
        })
    };
    responses.iter().filter_map(constructor).collect()
}

/// `unauthorized` of `Unauthorized`.
fn constructor_name(answer: &Answer) -> Ident {
    ident(&heck::AsSnakeCase(&answer.ident).to_string())
}

/// How a response is taken apart: its pattern behind `Self`, with the names of its fields.
pub(super) fn pattern_of(response: &Response<'_>) -> TokenStream {
    let (variant, body) = (ident(&response.answer.ident), ident(response.role.body_name()));
    match &response.form {
        Form::Fields(fields) => {
            let names = fields.iter().map(|field| fields::name(field, response.role));
            quote!(#variant { #(#names),* })
        }
        Form::Body(_) => quote!(#variant(#body)),
        Form::Nothing => quote!(#variant),
    }
}

/// The arms that read each documented response, and the one for all others.
pub(super) fn arms(operation: &Operation<'_>) -> TokenStream {
    let arms = operation.responses.iter().filter_map(|response| {
        let pattern = statuses(response)?;
        let read = read(operation, response);
        Some(quote! { #pattern => #read, })
    });
    quote! { #(#arms)* _ => Err(answer.unexpected()), }
}

/// What the media type of each response in JSON is, and of what the router says by itself.
pub(super) fn media_types(operation: &Operation<'_>) -> Option<TokenStream> {
    let usual = operation.json_type?;
    let arms = operation.responses.iter().filter_map(|response| {
        let media_type = response.json_type().filter(|media_type| *media_type != usual)?;
        let (pattern, value) = (statuses(response)?, in_utf8(media_type));
        Some(quote! { #pattern => #value, })
    });
    let (arms, usual): (Vec<_>, _) = (arms.collect(), in_utf8(usual));
    let (status, value) = match arms.as_slice() {
        [] => (quote!(_), usual),
        arms => (quote!(status), quote!(match status { #(#arms)* _ => #usual })),
    };
    Some(quote! {
        #[doc(hidden)]
        fn media_type(#status: u16) -> http::HeaderValue {
            #value
        }
    })
}

fn in_utf8(media_type: &str) -> TokenStream {
    super::operation::media_type(&format!("{media_type}; charset=utf-8"))
}

/// The pattern of the statuses that a response is read for; nothing where there are none.
fn statuses(response: &Response<'_>) -> Option<TokenStream> {
    let pieces = response.statuses.iter().map(|&(least, most)| {
        let (from, to) = (Literal::u16_unsuffixed(least), Literal::u16_unsuffixed(most));
        match most {
            _ if least == most => quote!(#from),
            u16::MAX => quote!(#from..),
            _ => quote!(#from..=#to),
        }
    });
    let pieces: Vec<TokenStream> = pieces.collect();
    (!pieces.is_empty()).then(|| quote!(#(#pieces)|*))
}

fn read(operation: &Operation<'_>, response: &Response<'_>) -> TokenStream {
    let Response { answer, role, form, .. } = response;
    let enumeration = match (role, &operation.outcome) {
        (Role::Success, Outcome::Choice(name)) => Some(name),
        (Role::Success, _) => None,
        (Role::Error, _) => Some(&operation.error),
    };
    let path = enumeration.map(|name| {
        let (name, variant) = (ident(name), ident(&answer.ident));
        quote!(#name::#variant)
    });
    let make = path.map(|path| match form {
        Form::Fields(fields) => {
            let read = fields.iter().map(|field| fields::read(field, *role));
            let parameter = answer.content.is_some().then(|| {
                let body = ident(role.body_name());
                quote!(|#body|)
            });
            quote!(#parameter #path { #(#read),* })
        }
        Form::Body(_) | Form::Nothing => path,
    });
    match (role, &answer.content, make) {
        (Role::Success, None, None) => quote!(answer.nothing()),
        (Role::Success, None, Some(value)) => quote!(answer.nothing().map(|()| #value)),
        (Role::Success, Some(Content::Json { .. }), None) => quote!(answer.json()),
        (Role::Success, Some(Content::Json { .. }), Some(make)) => quote!(answer.json().map(#make)),
        (Role::Success, Some(Content::Text), None) => quote!(answer.text()),
        (Role::Success, Some(Content::Text), Some(make)) => quote!(answer.text().map(#make)),
        (Role::Error, None, value) => quote!(Err(answer.error_nothing(#value))),
        (Role::Error, Some(Content::Json { .. }), make) => quote!(Err(answer.error(#make))),
        (Role::Error, Some(Content::Text), make) => quote!(Err(answer.error_text(#make))),
    }
}
