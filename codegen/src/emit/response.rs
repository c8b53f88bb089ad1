//! Answers: how each is read, and the enumeration of several successes.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::docs;
use super::fields::Fields;
use super::types::{self, Place};
use super::{fields, ident, lints};
use crate::ir::{Answer, Api, Content, Operation, Outcome, Status};
use crate::markdown::{code, introduced};

/// What a successful call yields.
pub(super) fn outcome(api: &Api, operation: &Operation) -> TokenStream {
    match operation.outcome() {
        Outcome::Nothing => quote!(()),
        Outcome::Content(content) => body(api, &content),
        Outcome::Choice(name) => {
            let name = ident(&name);
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
pub(super) fn choice(api: &Api, operation: &Operation) -> Option<TokenStream> {
    let Outcome::Choice(name) = operation.outcome() else {
        return None;
    };
    let name = ident(&name);
    let docs = docs::paragraphs([format!("What {} answers when it succeeds.", code(&operation.name.wire))]);
    let variants = operation.successes.iter().map(|answer| variant(api, operation, answer, "body"));
    let constructors = constructors(api, operation, &operation.successes, "body");
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

/// The variant of an answer.
pub(super) fn variant(api: &Api, operation: &Operation, answer: &Answer, body_name: &str) -> TokenStream {
    let name = ident(&answer.ident);
    let docs = docs::paragraphs([status_docs(answer)]);
    let deep = lints::deep_types(answer.json());
    match (fields::of(api, operation, answer, body_name), &answer.content) {
        (Some(Fields { docs: of_fields, declared, .. }), _) => {
            quote! { #docs #deep #[non_exhaustive] #name { #(#of_fields #declared,)* }, }
        }
        (None, Some(content)) => {
            let (ty, _) = fields::body(api, answer, (content, body_name));
            quote! { #docs #deep #name(#ty), }
        }
        (None, None) => quote! { #docs #name, },
    }
}

/// What makes the answers with fields: nothing outside the crate can write them down, because later versions may add to
/// them.
pub(super) fn constructors<'a>(
    api: &Api,
    operation: &Operation,
    answers: impl IntoIterator<Item = &'a Answer>,
    body_name: &str,
) -> Vec<TokenStream> {
    let constructor = |answer: &Answer| {
        let Fields { arguments, values, is_boxed, .. } = fields::of(api, operation, answer, body_name)?;
        let (name, variant) = (constructor_name(answer), ident(&answer.ident));
        let docs = docs::paragraphs([format!("Creates [`{0}`](Self::{0}) of its parts.", answer.ident)]);
        let constant = (!is_boxed).then(|| quote!(const));
        let many = lints::many_arguments(arguments.len());
        let deep = lints::deep_types(answer.json());
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
    answers.into_iter().filter_map(constructor).collect()
}

/// `unauthorized` of `Unauthorized`.
fn constructor_name(answer: &Answer) -> Ident {
    ident(&heck::AsSnakeCase(&answer.ident).to_string())
}

/// How an answer is taken apart: its pattern behind `Self`, and the names that it gives.
pub(super) fn pattern_of(api: &Api, operation: &Operation, answer: &Answer, body_name: &str) -> TokenStream {
    let (variant, body) = (ident(&answer.ident), ident(body_name));
    match (fields::of(api, operation, answer, body_name), &answer.content) {
        (Some(Fields { names, .. }), _) => quote!(#variant { #(#names),* }),
        (None, Some(_)) => quote!(#variant(#body)),
        (None, None) => quote!(#variant),
    }
}

/// The arms that read each documented answer, the narrower ones first, and the one for all others.
pub(super) fn arms(api: &Api, operation: &Operation) -> TokenStream {
    let answers = by_status(operation);
    let arms = answers.iter().filter_map(|answer| {
        let pattern = pattern(answer.status, &answers)?;
        let read = read(api, operation, answer);
        Some(quote! { #pattern => #read, })
    });
    quote! { #(#arms)* _ => Err(answer.unexpected()), }
}

fn by_status(operation: &Operation) -> Vec<&Answer> {
    let mut answers: Vec<&Answer> = operation.answers().collect();
    answers.sort_by_key(|answer| answer.status);
    answers
}

/// What the media type of each answer in JSON is, and of what the router says by itself.
pub(super) fn media_types(api: &Api, operation: &Operation) -> Option<TokenStream> {
    let answers = by_status(operation);
    let documented = answers.iter().filter_map(|answer| Some((answer.status, json_type(answer)?)));
    let errors = operation.errors.iter().chain(&operation.successes);
    let elsewhere = api.operations.iter().flat_map(Operation::answers);
    let usual = errors.chain(elsewhere).find_map(json_type)?;
    let arms =
        documented.filter(|(_, media_type)| *media_type != usual).filter_map(|(status, media_type)| {
            let (pattern, value) = (pattern(status, &answers)?, in_utf8(media_type));
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

fn json_type(answer: &Answer) -> Option<&str> {
    let content = answer.content.as_ref()?;
    content.json().map(|_| content.media_type())
}

fn in_utf8(media_type: &str) -> TokenStream {
    super::operation::media_type(&format!("{media_type}; charset=utf-8"))
}

/// The statuses that an answer stands for and no narrower one does; nothing where there are none left.
fn pattern(status: Status, answers: &[&Answer]) -> Option<TokenStream> {
    // A default answer describes errors. An undocumented success or redirect is none of them.
    let (mut least, most) = statuses(status);
    let mut pieces = Vec::new();
    // In their order, a status of its own comes before its range, and so would overlap it.
    let mut narrower: Vec<_> =
        answers.iter().map(|answer| answer.status).filter(|other| *other < status).map(statuses).collect();
    narrower.sort_unstable();
    for (from, to) in narrower.into_iter().filter(|(from, _)| *from <= most) {
        if from > least {
            pieces.push((least, from - 1));
        }
        least = least.max(to.saturating_add(1));
    }
    if least <= most {
        pieces.push((least, most));
    }
    let pieces = pieces.into_iter().map(|(least, most)| {
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

/// The first and the last status that an answer stands for.
fn statuses(status: Status) -> (u16, u16) {
    match status {
        Status::Code(code) => (code, code),
        Status::Range(range) => (range * 100, range * 100 + 99),
        Status::Default => (400, u16::MAX),
    }
}

fn read(api: &Api, operation: &Operation, answer: &Answer) -> TokenStream {
    let success = operation.successes.iter().any(|known| known.status == answer.status);
    let variant = ident(&answer.ident);
    let path = match (success, operation.outcome()) {
        (true, Outcome::Choice(name)) => {
            let name = ident(&name);
            Some(quote!(#name::#variant))
        }
        (true, _) => None,
        (false, _) => {
            let name = ident(&operation.error_ident());
            Some(quote!(#name::#variant))
        }
    };
    let body_name = ident(if success { "body" } else { "error" });
    let make = match (&path, fields::of(api, operation, answer, if success { "body" } else { "error" })) {
        (Some(path), Some(Fields { read, .. })) if answer.content.is_some() => {
            Some(quote!(|#body_name| #path { #(#read),* }))
        }
        (Some(path), Some(Fields { read, .. })) => Some(quote!(#path { #(#read),* })),
        (Some(path), None) => Some(quote!(#path)),
        (None, _) => None,
    };
    match (success, &answer.content, make) {
        (true, None, None) => quote!(answer.nothing()),
        (true, None, Some(value)) => quote!(answer.nothing().map(|()| #value)),
        (true, Some(Content::Json { .. }), None) => quote!(answer.json()),
        (true, Some(Content::Json { .. }), Some(make)) => quote!(answer.json().map(#make)),
        (true, Some(Content::Text), None) => quote!(answer.text()),
        (true, Some(Content::Text), Some(make)) => quote!(answer.text().map(#make)),
        (false, None, value) => quote!(Err(answer.error_nothing(#value))),
        (false, Some(Content::Json { .. }), make) => quote!(Err(answer.error(#make))),
        (false, Some(Content::Text), make) => quote!(Err(answer.error_text(#make))),
    }
}
