//! How documented answers become answers of HTTP.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::gated::Gated;
use crate::emit::{error, ident, response};
use crate::ir::{Answer, Api, Boxes, Content, Gate, Header, HeaderValue, Operation, Outcome, Status};

/// How the answers of an operation become answers of HTTP.
pub(super) fn documented(api: &Api, operation: &Operation) -> Vec<TokenStream> {
    let of = |name: &str, answers: &[Answer], body_name: &str| {
        let name = ident(name);
        let arms = answers.iter().map(|answer| {
            let pattern = response::pattern_of(api, operation, answer, body_name);
            let made = made(api, answer, body_name);
            quote! { Self::#pattern => #made, }
        });
        let matched = error::matching(answers, arms.collect());
        let implementation = quote! {
            #[doc(hidden)]
            impl crate::runtime::server::Documented for crate::operations::#name {
                fn answer(&self) -> crate::runtime::server::Answer {
                    #matched
                }
            }
        };
        Gated::new(operation.since, implementation).within(Gate::ALWAYS, api)
    };
    let choice = match operation.outcome() {
        Outcome::Choice(name) => Some(of(&name, &operation.successes, "body")),
        _ => None,
    };
    choice.into_iter().chain([of(&operation.error_ident(), &operation.errors, "error")]).collect()
}

/// An answer of HTTP from the fields of a documented one.
fn made(api: &Api, answer: &Answer, body_name: &str) -> TokenStream {
    let (new, body) = (new(answer), ident(body_name));
    let inside = (body_name == "error" && api.boxes(answer) == Boxes::Headers).then(|| quote!(headers.));
    let headers = answer.headers.iter().map(|Header { name, value, .. }| {
        let (field, lower) = (ident(&name.ident), name.wire.to_ascii_lowercase());
        match value {
            HeaderValue::Challenge => quote!(.challenge(#field)),
            HeaderValue::Scalar(_) => {
                quote!(.header(const { http::HeaderName::from_static(#lower) }, #inside #field.as_ref()))
            }
        }
    });
    let content = answer.content.as_ref().map(|content| match content {
        Content::Json { .. } => quote!(.json(#body)),
        Content::Text => quote!(.text(#body)),
    });
    quote!(#new #(#headers)* #content)
}

/// What an answer begins with: its status.
pub(super) fn new(answer: &Answer) -> TokenStream {
    let among = |least: u16, most: u16| {
        let (least, most) = (Literal::u16_unsuffixed(least), Literal::u16_unsuffixed(most));
        quote!(crate::runtime::server::Answer::among(#least..=#most, *status))
    };
    match answer.status {
        Status::Code(code) => {
            let status = error::status_name(code);
            quote!(crate::runtime::server::Answer::new(http::StatusCode::#status))
        }
        Status::Range(range) => among(range * 100, range * 100 + 99),
        Status::Default => among(400, 599),
    }
}
