//! Answers: how each is read, and the enumeration of several successes.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};

use super::{fields, later};
use crate::emit::docs;
use crate::emit::gated::Gated;
use crate::emit::{equality, ident, lints, types};
use crate::ir::{Answer, Api, Content, Outcome, Status};
use crate::markdown::{code, introduced};
use crate::plan::{Form, Operation, Response};

/// What a successful call yields.
pub(in crate::emit) fn outcome(api: &Api, operation: &Operation<'_>) -> TokenStream {
    match &operation.outcome {
        Outcome::Nothing => quote!(()),
        Outcome::Content(content) => types::content(api, content),
        Outcome::Choice(name) => {
            let name = ident(name);
            quote!(#name)
        }
    }
}

/// "`404 Not Found`: what that means here."
pub(in crate::emit) fn status_docs(answer: &Answer) -> String {
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
pub(in crate::emit) fn choice(api: &Api, operation: &Operation<'_>) -> Vec<TokenStream> {
    let Outcome::Choice(name) = &operation.outcome else {
        return Vec::new();
    };
    let name = ident(name);
    let docs =
        docs::paragraphs([format!("What {} answers when it succeeds.", code(&operation.ir.name.wire))]);
    let successes = operation.successes();
    let variants = successes.iter().map(|response| variant(api, operation, response));
    let constructors = constructors(api, operation, &successes);
    let constructors = (!constructors.is_empty()).then(|| quote! { impl #name { #(#constructors)* } });
    let equality = equality(api.are_total(&operation.ir.successes));
    let large = lints::large_variants();
    let rows = rows(api, operation, &successes);
    let declaration = quote! {
        #docs
        #[derive(Debug, Clone, #equality)]
        #large
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
        }
    };
    let table = quote!(crate::runtime::responses! { #name; #rows });
    [declaration].into_iter().chain(constructors).chain([table]).collect()
}

/// What there is for a response, from the version on that has it.
pub(in crate::emit) fn gated(
    api: &Api,
    operation: &Operation<'_>,
    answer: &Answer,
    tokens: TokenStream,
) -> TokenStream {
    Gated::new(answer.since, tokens).within(operation.ir.since.gate, api)
}

/// The variant of a response.
pub(in crate::emit) fn variant(api: &Api, operation: &Operation<'_>, response: &Response<'_>) -> TokenStream {
    let Response { answer, role, form, .. } = response;
    let name = ident(&answer.ident);
    let since = docs::younger(api, (operation.ir.since, answer.since));
    let docs = docs::paragraphs([status_docs(answer), since]);
    let deep = lints::deep_types(answer.json());
    let variant = match form {
        Form::Fields(fields) => {
            let declared = fields.iter().map(|field| {
                fields::gated(api, answer, field, fields::declared(api, answer, (field, *role)))
            });
            quote! { #docs #deep #[non_exhaustive] #name { #(#declared)* }, }
        }
        Form::Body(body) => {
            let ty = fields::body(api, *body);
            quote! { #docs #deep #name(#ty), }
        }
        Form::Nothing => quote! { #docs #name, },
    };
    gated(api, operation, answer, variant)
}

/// What makes the responses with fields: nothing outside the crate can write them down, because later versions may add to
/// them. What is younger than its response is set afterwards.
pub(in crate::emit) fn constructors(
    api: &Api,
    operation: &Operation<'_>,
    responses: &[&Response<'_>],
) -> Vec<TokenStream> {
    let constructor = |response: &&Response<'_>| {
        let Response { answer, role, form: Form::Fields(fields), .. } = response else { return None };
        let (name, variant) = (constructor_name(answer), ident(&answer.ident));
        let docs = docs::paragraphs([format!("Creates [`{0}`](Self::{0}) from its parts.", answer.ident)]);
        let constant = fields.iter().all(|field| fields::is_constant(answer, field)).then(|| quote!(const));
        let deep = lints::deep_types(answer.json());
        let arguments = fields.iter().flat_map(|field| fields::arguments(api, answer, (field, *role)));
        let arguments: Vec<TokenStream> = arguments.collect();
        let many = lints::many_arguments(arguments.len());
        let values = fields
            .iter()
            .map(|field| fields::gated(api, answer, field, fields::made(api, answer, (field, *role))));
        let constructor = quote! {
            #docs
            #many
            #deep
            #[must_use]
            pub #constant fn #name(#(#arguments),*) -> Self {
                Self::#variant { #(#values)* }
            }
        };
        Some(gated(api, operation, answer, constructor))
    };
    let constructors = responses.iter().filter_map(constructor);
    constructors.chain(later::setters(api, operation, responses)).collect()
}

/// `unauthorized` of `Unauthorized`.
fn constructor_name(answer: &Answer) -> Ident {
    ident(&heck::AsSnakeCase(&answer.ident).to_string())
}

/// What reads the answers of a call.
pub(in crate::emit) fn reading(operation: &Operation<'_>) -> TokenStream {
    let answer = quote!(crate::runtime::Answer);
    let read = match &operation.outcome {
        Outcome::Choice(_) => return quote!(#answer::new(&response).any()),
        Outcome::Nothing => quote!(#answer::nothing),
        Outcome::Content(content) => {
            let (read, media_type) = body_kind(Some(content));
            match media_type {
                None => quote!(#answer::#read),
                Some(media_type) => quote!(|answer| answer.#read(#media_type)),
            }
        }
    };
    let status = operation.only_status().map(status_name);
    quote!(#answer::new(&response).only(http::StatusCode::#status, #read))
}

/// What reads and writes a body, and its media type where that matters.
pub(in crate::emit) fn body_kind(content: Option<&Content>) -> (Ident, Option<&str>) {
    match content {
        None => (ident("nothing"), None),
        Some(Content::Json { .. }) => (ident("json"), None),
        Some(Content::Text { media_type }) => (ident("text"), Some(media_type)),
        Some(Content::Bytes { media_type }) => (ident("bytes"), Some(media_type)),
    }
}

/// The rows of the table of an enumeration: from them the runtime knows how to read and to write each of its variants.
pub(in crate::emit) fn rows(
    api: &Api,
    operation: &Operation<'_>,
    responses: &[&Response<'_>],
) -> TokenStream {
    let row = |response: &&Response<'_>| {
        let Response { answer, role, form } = response;
        let (status, variant) = (status(answer.status), ident(&answer.ident));
        let variant = gated(api, operation, answer, quote!(#variant));
        let (body, media_type) = body_kind(answer.content.as_ref());
        let media_type = media_type.map(|media_type| quote!(, #media_type));
        match form {
            Form::Nothing => quote!(#status = #variant.#body();),
            Form::Body(_) => quote!(#status = #variant.#body(0 #media_type);),
            Form::Fields(fields) => {
                let field = answer.content.is_some().then(|| ident(role.body_name()));
                let parts = fields.iter().filter_map(|field| {
                    Some(fields::gated(api, answer, field, fields::part(api, answer, field)?))
                });
                quote!(#status = #variant.#body(#field #media_type) #(.#parts)*;)
            }
        }
    };
    responses.iter().map(row).collect()
}

/// The status of a row, or the range of those that it stands for where no narrower row does.
fn status(status: Status) -> TokenStream {
    match range(status) {
        Ok(code) => status_name(code).into_token_stream(),
        Err(range) => quote!((#range)),
    }
}

/// The constant of a registered status.
pub(in crate::emit) fn status_name(code: u16) -> Ident {
    let reason = http::StatusCode::from_u16(code).ok().and_then(|code| code.canonical_reason());
    let reason = reason.unwrap_or_default().replace('\'', "");
    ident(&heck::AsShoutySnakeCase(reason).to_string())
}

/// The one status, or the range.
fn range(status: Status) -> Result<u16, TokenStream> {
    match status {
        Status::Code(code) => Ok(code),
        Status::Range(range) => {
            let (least, most) = (number(range * 100), number(range * 100 + 99));
            Err(quote!(#least..=#most))
        }
        // A default answer describes errors. An undocumented success or redirect is none of them.
        Status::Default => Err(quote!(400..)),
    }
}

fn number(number: u16) -> Literal {
    Literal::u16_unsuffixed(number)
}

/// What the media type of each response in JSON is, and of what the router says by itself.
pub(in crate::emit) fn media_types(operation: &Operation<'_>) -> Option<TokenStream> {
    let usual = in_utf8(operation.json_type?);
    let arms = operation.media_types.iter().map(|&(code, media_type)| {
        let value = in_utf8(media_type);
        match range(code) {
            Ok(code) => {
                let code = number(code);
                quote! { #code => #value, }
            }
            Err(range) => quote! { _ if (#range).contains(&status) => #value, },
        }
    });
    let arms: Vec<TokenStream> = arms.collect();
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

fn in_utf8(text: &str) -> TokenStream {
    media_type(&format!("{text}; charset=utf-8"))
}

/// A header value that is made, and found to be one, when the crate is compiled.
pub(in crate::emit) fn media_type(text: &str) -> TokenStream {
    let text = Literal::string(text);
    quote!(crate::runtime::media_type!(#text))
}
