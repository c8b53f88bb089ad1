//! What sets the headers that are younger than their response. No constructor takes them: its signature would depend on a
//! version.

use proc_macro2::TokenStream;
use quote::quote;

use super::fields;
use crate::emit::gated::Gated;
use crate::emit::{docs, ident};
use crate::ir::{Api, Header};
use crate::markdown::code;
use crate::names;
use crate::plan::{Field, Form, Operation, Response};

/// A header of a response.
#[derive(Clone, Copy)]
struct Site<'r> {
    response: &'r Response<'r>,
    header: &'r Header,
    is_boxed: bool,
}

impl Site<'_> {
    fn is_younger(&self) -> bool {
        self.response.answer.is_older_than(self.header)
    }

    fn is_named_as(&self, other: &Self) -> bool {
        self.header.name.ident == other.header.name.ident
    }
}

/// A setter for each of them. Those of one name share it, if they are of one type and version.
pub(in crate::emit) fn setters(
    api: &Api,
    operation: &Operation<'_>,
    responses: &[&Response<'_>],
) -> Vec<TokenStream> {
    let sites: Vec<Site<'_>> = responses.iter().flat_map(|response| sites(response)).collect();
    let younger: Vec<&Site<'_>> = sites.iter().filter(|site| site.is_younger()).collect();
    let setter = |(index, one): (usize, &&Site<'_>)| {
        let named: Vec<&Site<'_>> = sites.iter().filter(|other| other.is_named_as(one)).collect();
        let is_shared = named.iter().all(|other| {
            let is_same = one.header.since.gate == other.header.since.gate || !other.is_younger();
            is_same && one.header.value == other.header.value
        });
        let is_told = younger.iter().take(index).any(|before| before.is_named_as(one));
        let ident = &one.header.name.ident;
        match is_shared {
            true => (!is_told).then(|| setter(api, operation, (ident, one.header), &named)),
            false => {
                let name = format!("{}_{ident}", heck::AsSnakeCase(&one.response.answer.ident));
                Some(setter(api, operation, (&name, one.header), &[one]))
            }
        }
    };
    younger.iter().enumerate().filter_map(setter).collect()
}

fn sites<'r>(response: &'r Response<'r>) -> Vec<Site<'r>> {
    let Form::Fields(fields) = &response.form else { return Vec::new() };
    let headers = fields.iter().flat_map(|field| match field {
        Field::Header(header) => vec![(*header, false)],
        Field::Headers { headers, .. } => headers.iter().map(|header| (*header, true)).collect(),
        Field::Status | Field::Body(_) | Field::Received => Vec::new(),
    });
    headers.map(|(header, is_boxed)| Site { response, header, is_boxed }).collect()
}

fn setter(
    api: &Api,
    operation: &Operation<'_>,
    (name, header): (&str, &Header),
    sites: &[&Site<'_>],
) -> TokenStream {
    let (setter, field) = (ident(&names::setter(name)), ident(&header.name.ident));
    let ty = fields::header_type(api, header);
    let about = format!("Sets the header {}, where the answer has it.", code(&header.name.wire));
    let docs = docs::paragraphs([about, docs::since(api, header.since)]);
    let arms = sites.iter().map(|Site { response, header: own, is_boxed }| {
        let variant = ident(&response.answer.ident);
        let arm = match is_boxed {
            true => quote!(Self::#variant { headers, .. } => headers.#field = #field,),
            false => quote!(Self::#variant { #field: found, .. } => *found = #field,),
        };
        Gated::new(own.since, arm).within(header.since.gate, api)
    });
    let setter = quote! {
        #docs
        #[must_use]
        #[allow(clippy::single_match, unreachable_patterns, reason = "few or all of the others have it")]
        pub fn #setter(mut self, #field: #ty) -> Self {
            match &mut self {
                #(#arms)*
                _ => {}
            }
            self
        }
    };
    Gated::new(header.since, setter).within(operation.ir.since.gate, api)
}
