//! Answers: how each is read, and the enumeration of several successes.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::docs::{self, described};
use super::ident;
use super::object::notes;
use super::types::{self, Place};
use crate::ir::{Answer, Api, Content, Header, HeaderValue, Operation, Outcome, Status};
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

/// The fields of a variant that has more than a body: the status where it is not fixed, the headers, the body.
struct Fields {
    declared: Vec<TokenStream>,
    read: Vec<TokenStream>,
    /// Their names.
    names: Vec<Ident>,
    /// Their types.
    types: Vec<TokenStream>,
}

/// Whether an answer has fields: more than a body.
pub(super) fn has_fields(answer: &Answer) -> bool {
    !matches!(answer.status, Status::Code(_)) || !answer.headers.is_empty()
}

/// The fields of an answer, or nothing where its body, if any, is all there is.
fn fields(api: &Api, answer: &Answer, body_name: &str) -> Option<Fields> {
    if !has_fields(answer) {
        return None;
    }
    let mut fields = Fields { declared: Vec::new(), read: Vec::new(), names: Vec::new(), types: Vec::new() };
    if !matches!(answer.status, Status::Code(_)) {
        fields.declared.push(quote! { /// The status of the answer.
        status: http::StatusCode, });
        fields.read.push(quote!(status: answer.status_code()));
        fields.names.push(ident("status"));
        fields.types.push(quote!(http::StatusCode));
    }
    for Header { name, docs: text, notes: said, value, .. } in &answer.headers {
        let field = ident(&name.ident);
        let described = described(text, || format!("The header {}.", code(&name.wire)));
        let (ty, read) = header(api, &name.wire, value);
        let note = match value {
            HeaderValue::Challenge => "",
            HeaderValue::Scalar(_) => {
                "`None` where the answer has no such header, or one that is something else."
            }
        };
        let said = notes(said);
        let docs = docs::paragraphs([described].into_iter().chain(said).chain([note.to_owned()]));
        fields.declared.push(quote! { #docs #field: #ty, });
        fields.read.push(quote!(#field: #read));
        fields.names.push(field);
        fields.types.push(ty);
    }
    if let Some(content) = &answer.content {
        let (name, ty) = (ident(body_name), body(api, content));
        let docs = docs::paragraphs([match body_name {
            "error" => "What the server says about it.",
            _ => "The body.",
        }]);
        fields.declared.push(quote! { #docs #name: #ty, });
        fields.read.push(quote!(#name));
        fields.names.push(name);
        fields.types.push(ty);
    }
    Some(fields)
}

fn header(api: &Api, wire: &str, value: &HeaderValue) -> (TokenStream, TokenStream) {
    match value {
        HeaderValue::Challenge => (quote!(crate::Challenge), quote!(answer.challenge())),
        HeaderValue::Scalar(ty) => {
            let ty = types::owned(api, ty, Place::Elsewhere);
            (quote!(Option<#ty>), quote!(answer.header(#wire)))
        }
    }
}

/// The enumeration of several successes.
pub(super) fn choice(api: &Api, operation: &Operation) -> Option<TokenStream> {
    let Outcome::Choice(name) = operation.outcome() else {
        return None;
    };
    let name = ident(&name);
    let docs = docs::paragraphs([format!("What {} answers when it succeeds.", code(&operation.name.wire))]);
    let variants = operation.successes.iter().map(|answer| variant(api, answer, "body"));
    let constructors = constructors(api, &operation.successes, "body");
    let constructors = (!constructors.is_empty()).then(|| quote! { impl #name { #(#constructors)* } });
    Some(quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        #[allow(clippy::large_enum_variant, reason = "it is taken apart at once, and a box would be in the way")]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
        }
        #constructors
    })
}

/// The variant of an answer.
pub(super) fn variant(api: &Api, answer: &Answer, body_name: &str) -> TokenStream {
    let name = ident(&answer.ident);
    let docs = docs::paragraphs([status_docs(answer)]);
    match (fields(api, answer, body_name), &answer.content) {
        (Some(Fields { declared, .. }), _) => {
            quote! { #docs #[non_exhaustive] #name { #(#declared)* }, }
        }
        (None, Some(content)) => {
            let ty = body(api, content);
            quote! { #docs #name(#ty), }
        }
        (None, None) => quote! { #docs #name, },
    }
}

/// What makes the answers with fields: nothing outside the crate can write them down, because later versions may add to
/// them.
pub(super) fn constructors<'a>(
    api: &Api,
    answers: impl IntoIterator<Item = &'a Answer>,
    body_name: &str,
) -> Vec<TokenStream> {
    let constructor = |answer: &Answer| {
        let Fields { names, types, .. } = fields(api, answer, body_name)?;
        let (name, variant) = (constructor_name(answer), ident(&answer.ident));
        let docs = docs::paragraphs([format!("Creates [`{0}`](Self::{0}) of its parts.", answer.ident)]);
        Some(quote! {
            #docs
            #[must_use]
            pub const fn #name(#(#names: #types),*) -> Self {
                Self::#variant { #(#names),* }
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
pub(super) fn pattern_of(api: &Api, answer: &Answer, body_name: &str) -> TokenStream {
    let (variant, body) = (ident(&answer.ident), ident(body_name));
    match (fields(api, answer, body_name), &answer.content) {
        (Some(Fields { names, .. }), _) => quote!(#variant { #(#names),* }),
        (None, Some(_)) => quote!(#variant(#body)),
        (None, None) => quote!(#variant),
    }
}

/// The arms that read each documented answer, the narrower ones first, and the one for all others.
pub(super) fn arms(api: &Api, operation: &Operation) -> TokenStream {
    let mut answers: Vec<&Answer> = operation.answers().collect();
    answers.sort_by_key(|answer| answer.status);
    let arms = answers.iter().map(|answer| {
        let pattern = pattern(answer.status);
        let read = read(api, operation, answer);
        quote! { #pattern => #read, }
    });
    quote! { #(#arms)* _ => Err(answer.unexpected()), }
}

/// What the media type of each answer in JSON is, and of what the router says by itself.
pub(super) fn media_types(api: &Api, operation: &Operation) -> Option<TokenStream> {
    let mut answers: Vec<&Answer> = operation.answers().collect();
    answers.sort_by_key(|answer| answer.status);
    let documented = answers.iter().filter_map(|answer| Some((answer.status, json_type(answer)?)));
    let errors = operation.errors.iter().chain(&operation.successes);
    let elsewhere = api.operations.iter().flat_map(Operation::answers);
    let usual = errors.chain(elsewhere).find_map(json_type)?;
    let arms = documented.filter(|(_, media_type)| *media_type != usual).map(|(status, media_type)| {
        let (pattern, value) = (pattern(status), in_utf8(media_type));
        quote! { #pattern => #value, }
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

fn pattern(status: Status) -> TokenStream {
    match status {
        Status::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote!(#code)
        }
        Status::Range(range) => {
            let (least, most) =
                (Literal::u16_unsuffixed(range * 100), Literal::u16_unsuffixed(range * 100 + 99));
            quote!(#least..=#most)
        }
        // A default answer describes errors. An undocumented success or redirect is none of them.
        Status::Default => quote!(400..),
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
    let make = match (&path, fields(api, answer, if success { "body" } else { "error" })) {
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
