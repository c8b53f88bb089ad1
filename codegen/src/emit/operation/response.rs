//! Answers: how each is read, and the enumeration of several successes.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};

use super::{fields, later};
use crate::emit::docs;
use crate::emit::gated::gated;
use crate::emit::{ident, lints, shown, types, values};
use crate::ir::Status;
use crate::markdown::{code, introduced};
use crate::plan::{
    MediaTypePlan, OperationPlan, Payload, PayloadForm, ResponseForm, ResponsePlan, Responses, Success,
};

/// What a successful call yields.
pub(in crate::emit) fn outcome(operation: &OperationPlan<'_>) -> TokenStream {
    match &operation.success {
        Success::Nothing => quote!(()),
        Success::Body(payload) => types::payload(payload),
        Success::Choice(name) => {
            let name = ident(name);
            quote!(#name)
        }
    }
}

/// "`404 Not Found`: what that means here."
fn status_docs(response: &ResponsePlan<'_>) -> String {
    let status = match response.status {
        Status::Code(code) => {
            let reason = Status::reason(code).unwrap_or_default();
            format!("`{}`:", format!("{code} {reason}").trim())
        }
        Status::Range(range) => format!("Any other `{range}XX`:"),
        Status::Default => "Any other status of an error:".to_owned(),
    };
    introduced(&status, response.docs)
}

/// The enumeration of several successes.
pub(in crate::emit) fn choice(operation: &OperationPlan<'_>) -> Vec<TokenStream> {
    let Success::Choice(name) = &operation.success else {
        return Vec::new();
    };
    let name = ident(name);
    let docs =
        docs::paragraphs([format!("What {} answers when it succeeds.", code(&operation.item.name.wire))]);
    let successes = &operation.successes;
    let variants = successes.list.iter().map(variant);
    let constructors = constructors(successes);
    let constructors = (!constructors.is_empty()).then(|| quote! { impl #name { #(#constructors)* } });
    let large = lints::large_variants();
    let rows = rows(&successes.list);
    let debug = debug(&name, successes);
    let derived = shown::derived(debug.is_some());
    let never = successes.need_never.then(never);
    let named = never.as_ref().map(|_| quote!(, Never));
    let declaration = quote! {
        #docs
        #[derive(#derived Clone, PartialEq)]
        #large
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #never
        }
    };
    let table = quote!(crate::runtime::responses! { #name #named; #rows });
    let values = values_of(&name, successes);
    [declaration].into_iter().chain(debug).chain(constructors).chain(values).chain([table]).collect()
}

/// What `Debug` shows of an enumeration that holds secrets.
pub(in crate::emit) fn debug(name: &Ident, responses: &Responses<'_>) -> Option<TokenStream> {
    if !responses.have_secrets() {
        return None;
    }
    let arms = responses.list.iter().map(|response| {
        let (variant, text) = (ident(response.ident), response.ident);
        let arm = match &response.form {
            ResponseForm::Nothing => quote!(Self::#variant => f_.write_str(#text),),
            ResponseForm::Body => quote!(Self::#variant(body) => f_.debug_tuple(#text).field(body).finish(),),
            ResponseForm::Fields(fields) => {
                let shown = |field| (fields::shown(response, field), field);
                let names = fields.iter().map(shown).map(|(shown, field)| {
                    let pattern = shown.pattern();
                    fields::gated(field, quote!(#pattern,))
                });
                let added = fields.iter().map(shown).map(|(shown, field)| {
                    let value = shown.name.clone();
                    fields::gated(field, shown.added(&quote!(#value)))
                });
                let shown = shown::structure(text, added);
                quote!(Self::#variant { #(#names)* } => { #shown })
            }
        };
        gated(&response.since, arm)
    });
    let never = responses.need_never.then(|| quote!(Self::Never(never) => match *never {},));
    let shown = quote!(match self { #(#arms)* #never });
    Some(shown::debug(&quote!(#name), &shown))
}

/// A variant that can never be made. Where no variant holds anything, each could be cast to a number, which another version
/// would change.
fn never() -> TokenStream {
    quote! {
        #[doc(hidden)]
        Never(std::convert::Infallible),
    }
}

/// The variant of a response.
pub(in crate::emit) fn variant(response: &ResponsePlan<'_>) -> TokenStream {
    let name = ident(response.ident);
    let docs = docs::paragraphs([status_docs(response), docs::since(&response.since)]);
    let deep = deep(response);
    let variant = match &response.form {
        ResponseForm::Fields(fields) => {
            let declared = fields.iter().map(|field| fields::gated(field, fields::declared(response, field)));
            quote! { #docs #deep #[non_exhaustive] #name { #(#declared)* }, }
        }
        ResponseForm::Body => {
            let ty = fields::body(response);
            quote! { #docs #deep #name(#ty), }
        }
        ResponseForm::Nothing => quote! { #docs #name, },
    };
    gated(&response.since, variant)
}

fn deep(response: &ResponsePlan<'_>) -> Option<TokenStream> {
    lints::deep_types(response.payload.as_ref().and_then(Payload::json))
}

/// What makes the responses with fields: nothing outside the crate can write them down, because later versions may add to
/// them. What is younger than its response is set afterwards.
pub(in crate::emit) fn constructors(responses: &Responses<'_>) -> Vec<TokenStream> {
    let constructors = responses.list.iter().filter_map(constructor);
    constructors.chain(responses.setters.iter().map(later::setter)).collect()
}

fn constructor(response: &ResponsePlan<'_>) -> Option<TokenStream> {
    let fields = response.fields()?;
    let (name, variant) = (constructor_name(response), ident(response.ident));
    let about = format!("Creates [`{0}`](Self::{0}) from its parts.", response.ident);
    let docs = docs::paragraphs([about, values::said(response.values.as_ref(), "")]);
    let constant = response.is_constant().then(|| quote!(const));
    let deep = deep(response);
    let arguments = fields.iter().flat_map(|field| fields::arguments(response, field));
    let arguments: Vec<TokenStream> = arguments.collect();
    let many = lints::many_arguments(arguments.len());
    let values = fields.iter().map(|field| fields::gated(field, fields::made(response, field)));
    let constructor = quote! {
        #docs
        #many
        #deep
        #[must_use]
        pub #constant fn #name(#(#arguments),*) -> Self {
            Self::#variant { #(#values)* }
        }
    };
    Some(gated(&response.since, constructor))
}

/// `unauthorized` of `Unauthorized`.
fn constructor_name(response: &ResponsePlan<'_>) -> Ident {
    ident(&heck::AsSnakeCase(response.ident).to_string())
}

/// The structs of what these constructors take.
pub(in crate::emit) fn values_of(owner: &Ident, responses: &Responses<'_>) -> Vec<TokenStream> {
    let named = responses.list.iter().filter_map(|response| {
        let (fields, name) = (response.fields()?, constructor_name(response));
        let values = fields.iter().flat_map(|field| fields::named(response, field));
        let structure =
            values::structure(response.values.as_ref(), (&quote!(#owner::#name), None), None, values);
        Some(gated(&response.since, structure?))
    });
    named.collect()
}

/// What reads and writes a body, and its media type where that matters.
pub(in crate::emit) fn body_kind<'a>(payload: Option<&Payload<'a>>) -> (Ident, Option<&'a str>) {
    let Some(Payload { media_type, form }) = payload else { return (ident("nothing"), None) };
    match form {
        PayloadForm::Json(_) => (ident("json"), None),
        PayloadForm::Text => (ident("text"), Some(media_type)),
        PayloadForm::Bytes => (ident("bytes"), Some(media_type)),
    }
}

/// The rows of the table of an enumeration: from them the runtime knows how to read and to write each of its variants.
pub(in crate::emit) fn rows(responses: &[ResponsePlan<'_>]) -> TokenStream {
    let row = |response: &ResponsePlan<'_>| {
        let status = status(response.status);
        let name = ident(response.ident);
        let variant = gated(&response.since, quote!(#name));
        let (body, media_type) = body_kind(response.payload.as_ref());
        let media_type = media_type.map(|media_type| quote!(, #media_type));
        match &response.form {
            ResponseForm::Nothing => quote!(#status = #variant.#body();),
            ResponseForm::Body => quote!(#status = #variant.#body(0 #media_type);),
            ResponseForm::Fields(fields) => {
                let field = response.payload.is_some().then(|| ident(response.role.body_name()));
                let parts =
                    fields.iter().filter_map(|field| Some(fields::gated(field, fields::part(field)?)));
                quote!(#status = #variant.#body(#field #media_type) #(.#parts)*;)
            }
        }
    };
    responses.iter().map(row).collect()
}

/// The status of a row, or the field that has it and the range of those that it stands for where no narrower row does.
fn status(status: Status) -> TokenStream {
    match status {
        Status::Code(code) => status_name(code).into_token_stream(),
        Status::Range(_) | Status::Default => {
            let range = range(status);
            quote!((status, #range))
        }
    }
}

/// The constant of a registered status.
pub(in crate::emit) fn status_name(code: u16) -> Ident {
    let reason = Status::reason(code).unwrap_or_default().replace('\'', "");
    ident(&heck::AsShoutySnakeCase(reason).to_string())
}

fn range(status: Status) -> TokenStream {
    let range = status.range();
    let [least, most] = [range.start(), range.end()].map(|number| Literal::u16_unsuffixed(*number));
    quote!(#least..=#most)
}

/// What the media type of each response in JSON is, and of what the router says by itself.
pub(in crate::emit) fn media_types(operation: &OperationPlan<'_>) -> Option<TokenStream> {
    let usual = in_utf8(operation.json_type?);
    let arms = operation.media_types.iter().map(|MediaTypePlan { status, since, text }| {
        let value = in_utf8(text);
        let pattern = match status {
            Status::Code(code) => Literal::u16_unsuffixed(*code).into_token_stream(),
            // A range as a pattern would overlap with the narrower ones, which clippy does not like.
            Status::Range(_) | Status::Default => {
                let range = range(*status);
                quote!(_ if (#range).contains(&status))
            }
        };
        let arm = quote! { #pattern => #value, };
        gated(since, arm)
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
    quote!(media_type!(#text))
}
