//! How documented answers become answers of HTTP.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::gated::Gated;
use crate::emit::{error, fields, ident, response};
use crate::ir::{Answer, Api, Content, Gate, Header, HeaderValue, Outcome, Status};
use crate::plan::{Field, Form, Operation, Response, Role};

/// How the answers of an operation become answers of HTTP.
pub(super) fn documented(api: &Api, operation: &Operation<'_>) -> Vec<TokenStream> {
    let of = |name: &str, responses: &[&Response<'_>]| {
        let name = ident(name);
        let made = match responses {
            [first, ..] if first.role == Role::Error && operation.is_uniform => alike(responses),
            _ => each(responses),
        };
        let implementation = quote! {
            #[doc(hidden)]
            impl server::Documented for crate::operations::#name {
                fn answer(&self) -> server::Answer {
                    #made
                }
            }
        };
        Gated::new(operation.since, implementation).within(Gate::ALWAYS, api)
    };
    let choice = match &operation.outcome {
        Outcome::Choice(name) => Some(of(name, &operation.successes())),
        _ => None,
    };
    choice.into_iter().chain([of(&operation.error, &operation.errors())]).collect()
}

/// The answers of HTTP of errors that differ in their statuses and headers alone.
fn alike(errors: &[&Response<'_>]) -> TokenStream {
    let answer = quote!(server::Answer::new(self.status()).json(self.error()));
    let arm = |error: &&Response<'_>| {
        let variant = ident(&error.answer.ident);
        let Form::Fields(fields) = &error.form else { return None };
        let held = fields.iter().map(|field| (fields::name(field, error.role), headers(field, error.role)));
        let held: Vec<_> = held.filter(|(_, headers)| !headers.is_empty()).collect();
        let names = held.iter().map(|(name, _)| name);
        let headers = held.iter().flat_map(|(_, headers)| headers);
        Some(quote! { Self::#variant { #(#names,)* .. } => answer #(#headers)*, })
    };
    let arms: Vec<TokenStream> = errors.iter().filter_map(arm).collect();
    if arms.is_empty() {
        return answer;
    }
    let others = (arms.len() < errors.len()).then(|| quote! { _ => answer, });
    quote! {
        let answer = #answer;
        match self { #(#arms)* #others }
    }
}

/// The answers of HTTP, one by one.
fn each(responses: &[&Response<'_>]) -> TokenStream {
    let arms = responses.iter().map(|response| {
        let pattern = response::pattern_of(response);
        let made = made(response);
        quote! { Self::#pattern => #made, }
    });
    error::matching(arms.collect())
}

/// An answer of HTTP from the fields of a documented one.
fn made(response: &Response<'_>) -> TokenStream {
    let Response { answer, role, form, .. } = response;
    let new = new(answer);
    let headers = match form {
        Form::Fields(fields) => fields.iter().flat_map(|field| headers(field, *role)).collect(),
        Form::Body(_) | Form::Nothing => Vec::new(),
    };
    let body = ident(role.body_name());
    let content = answer.content.as_ref().map(|content| match content {
        Content::Json { .. } => quote!(.json(#body)),
        Content::Text => quote!(.text(#body)),
    });
    quote!(#new #(#headers)* #content)
}

/// What adds the headers that a field holds.
fn headers(field: &Field<'_>, role: Role) -> Vec<TokenStream> {
    let name = fields::name(field, role);
    match field {
        Field::Status | Field::Body(_) => Vec::new(),
        Field::Header(described) => vec![header(described, &quote!(#name))],
        Field::Headers { headers, .. } => {
            let inside = |described: &&Header| {
                let field = ident(&described.name.ident);
                header(described, &quote!(#name.#field))
            };
            headers.iter().map(inside).collect()
        }
    }
}

fn header(header: &Header, value: &TokenStream) -> TokenStream {
    let lower = header.name.wire.to_ascii_lowercase();
    match header.value {
        HeaderValue::Challenge => quote!(.challenge(#value)),
        HeaderValue::Scalar(_) => {
            quote!(.header(const { http::HeaderName::from_static(#lower) }, #value.as_ref()))
        }
    }
}

/// What an answer begins with: its status.
pub(super) fn new(answer: &Answer) -> TokenStream {
    let among = |least: u16, most: u16| {
        let (least, most) = (Literal::u16_unsuffixed(least), Literal::u16_unsuffixed(most));
        quote!(server::Answer::among(#least..=#most, *status))
    };
    match answer.status {
        Status::Code(code) => {
            let status = error::status_name(code);
            quote!(server::Answer::new(http::StatusCode::#status))
        }
        Status::Range(range) => among(range * 100, range * 100 + 99),
        Status::Default => among(400, 599),
    }
}
