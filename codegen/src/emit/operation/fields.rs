//! The fields of responses that have more than a body.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::docs::{self, described, notes};
use crate::emit::gated::gated as under;
use crate::emit::ident;
use crate::emit::shown::{self, Shown};
use crate::emit::types::{self, Scope};
use crate::markdown::code;
use crate::plan::{HeaderForm, HeaderPlan, OperationPlan, ResponseField, ResponsePlan, Role, RustType};

/// The type of the body of a response that has one.
pub(in crate::emit) fn body(response: &ResponsePlan<'_>) -> Option<TokenStream> {
    let ty = types::payload(response.payload.as_ref()?);
    Some(if response.is_boxed { quote!(Box<#ty>) } else { ty })
}

/// What there is for a field of a response, from the version on that has it.
pub(in crate::emit) fn gated(field: &ResponseField<'_>, tokens: TokenStream) -> TokenStream {
    match field {
        ResponseField::Header(header) => under(&header.item.since, tokens),
        _ => tokens,
    }
}

/// Its name.
fn name(response: &ResponsePlan<'_>, field: &ResponseField<'_>) -> Ident {
    match field {
        ResponseField::Status => ident("status"),
        ResponseField::Header(header) => ident(&header.item.name.ident),
        ResponseField::Headers { .. } => ident("headers"),
        ResponseField::Body => ident(response.role.body_name()),
        ResponseField::Received => ident("received_headers"),
    }
}

/// Its declaration.
pub(in crate::emit) fn declared(response: &ResponsePlan<'_>, field: &ResponseField<'_>) -> TokenStream {
    let name = name(response, field);
    let (docs, ty) = match field {
        ResponseField::Status => {
            (docs::paragraphs(["The status of the response."]), quote!(http::StatusCode))
        }
        ResponseField::Header(header) => (header_docs(header), header_type(header)),
        ResponseField::Headers { ty, .. } => {
            let ty = ident(ty);
            (docs::paragraphs(["The headers."]), quote!(Box<#ty>))
        }
        ResponseField::Body => {
            let docs = match response.role {
                Role::Error => "What the server says about it.",
                Role::Success => "The body.",
            };
            let ty = body(response);
            (docs::paragraphs([docs]), quote!(#ty))
        }
        // `headers` of the error tells them.
        ResponseField::Received => (quote!(#[doc(hidden)]), quote!(crate::runtime::ReceivedHeaders)),
    };
    quote! { #docs #name: #ty, }
}

/// The struct of an error's headers, where they are in a box, and what it shows.
pub(in crate::emit) fn headers(operation: &OperationPlan<'_>, error: &ResponsePlan<'_>) -> Vec<TokenStream> {
    let boxed = error.fields().unwrap_or_default().iter().find_map(|field| match field {
        ResponseField::Headers { ty, headers } => Some((ident(ty), headers)),
        _ => None,
    });
    let Some((name, headers)) = boxed else { return Vec::new() };
    // No version links to what it lacks.
    let variant = match error.since.is_always() {
        true => format!("[`{0}`]({1}::{0})", error.ident, operation.error),
        false => code(error.ident),
    };
    let about = docs::paragraphs([format!("The headers of {variant}.")]);
    let fields = headers.iter().map(|header| {
        let (docs, name, ty) = (header_docs(header), ident(&header.item.name.ident), header_type(header));
        under(&header.in_operation, quote! { #docs pub #name: #ty, })
    });
    let has_secrets = headers.iter().any(|header| header.item.is_secret);
    let derived = shown::derived(has_secrets);
    let debug = has_secrets.then(|| {
        let fields = headers.iter().map(|header| {
            let (shown, name) = (shown_header(header), ident(&header.item.name.ident));
            under(&header.in_operation, shown.added(&quote!(&self.#name)))
        });
        shown::debug(&quote!(#name), &shown::structure(&name.to_string(), fields))
    });
    let declaration = quote! {
        #about
        #[derive(#derived Clone, PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
        }
    };
    [declaration].into_iter().chain(debug).collect()
}

fn shown_header(HeaderPlan { item, .. }: &HeaderPlan<'_>) -> Shown {
    Shown::new(&item.name.ident, item.is_secret)
}

/// What is shown of it.
pub(in crate::emit) fn shown(response: &ResponsePlan<'_>, field: &ResponseField<'_>) -> Shown {
    match field {
        ResponseField::Header(header) => shown_header(header),
        _ => Shown { name: name(response, field), is_secret: false },
    }
}

pub(in crate::emit) fn header_type(header: &HeaderPlan<'_>) -> TokenStream {
    match &header.form {
        HeaderForm::Challenge => quote!(crate::Challenge),
        HeaderForm::Cookies => quote!(crate::SetCookies),
        HeaderForm::Value(ty) => {
            let ty = types::owned(ty, Scope::Elsewhere);
            quote!(Option<#ty>)
        }
    }
}

fn header_docs(HeaderPlan { item, form, .. }: &HeaderPlan<'_>) -> TokenStream {
    let described = described(item.docs, || format!("The header {}.", code(&item.name.wire)));
    let note = match form {
        HeaderForm::Challenge | HeaderForm::Cookies => "",
        HeaderForm::Value(_) => {
            "`None` where the response has no such header, or one that is something else."
        }
    };
    let end = [note.to_owned(), docs::since(&item.since)];
    docs::paragraphs([described].into_iter().chain(notes(item)).chain(end))
}

/// The values that a constructor takes for it, each as it is held.
pub(in crate::emit) fn named(response: &ResponsePlan<'_>, field: &ResponseField<'_>) -> Vec<TokenStream> {
    match (field, &response.payload) {
        (ResponseField::Body, Some(payload)) => {
            let (name, ty) = (name(response, field), types::payload(payload));
            vec![quote!(#name: #ty)]
        }
        _ => arguments(response, field),
    }
}

/// What a constructor takes for it: boxed headers one by one.
pub(in crate::emit) fn arguments(response: &ResponsePlan<'_>, field: &ResponseField<'_>) -> Vec<TokenStream> {
    let name = name(response, field);
    let header = |header: &HeaderPlan<'_>| {
        let (name, ty) = (ident(&header.item.name.ident), header_type(header));
        header.is_argument().then(|| quote!(#name: #ty))
    };
    match field {
        ResponseField::Status => vec![quote!(#name: http::StatusCode)],
        ResponseField::Header(described) => header(described).into_iter().collect(),
        ResponseField::Headers { headers, .. } => headers.iter().filter_map(header).collect(),
        ResponseField::Body => {
            let ty = body(response);
            vec![if response.is_boxed { quote!(#name: impl Into<#ty>) } else { quote!(#name: #ty) }]
        }
        ResponseField::Received => Vec::new(),
    }
}

/// What a constructor makes it of.
pub(in crate::emit) fn made(response: &ResponsePlan<'_>, field: &ResponseField<'_>) -> TokenStream {
    let name = name(response, field);
    match field {
        ResponseField::Header(header) => first_value(header),
        ResponseField::Headers { ty, headers } => {
            let ty = ident(ty);
            let values = headers.iter().map(|header| under(&header.item.since, first_value(header)));
            quote!(#name: Box::new(#ty { #(#values)* }),)
        }
        ResponseField::Body if response.is_boxed => quote!(#name: #name.into(),),
        ResponseField::Status | ResponseField::Body => quote!(#name,),
        ResponseField::Received => quote!(#name: crate::runtime::ReceivedHeaders::none(),),
    }
}

fn first_value(header: &HeaderPlan<'_>) -> TokenStream {
    let name = ident(&header.item.name.ident);
    match &header.form {
        _ if header.is_argument() => quote!(#name,),
        HeaderForm::Value(_) => quote!(#name: None,),
        HeaderForm::Challenge => quote!(#name: crate::Challenge::default(),),
        HeaderForm::Cookies => quote!(#name: crate::SetCookies::default(),),
    }
}

/// What a row of the runtime's tables says of it: how it is read and written. The body and the status stand in front.
pub(in crate::emit) fn part(field: &ResponseField<'_>) -> Option<TokenStream> {
    match field {
        ResponseField::Body | ResponseField::Status => None,
        ResponseField::Received => Some(quote!(received_headers(received_headers))),
        ResponseField::Header(header) => {
            let (name, (kind, wire)) = (ident(&header.item.name.ident), kind(header));
            let wire = wire.map(|wire| quote!(, #wire));
            Some(quote!(#kind(#name #wire)))
        }
        ResponseField::Headers { ty, headers } => {
            let headers = headers.iter().map(|header| {
                let (name, (kind, wire)) = (ident(&header.item.name.ident), kind(header));
                under(&header.item.since, quote!(#name = #kind(#wire)))
            });
            let ty = ident(ty);
            Some(quote!(headers(headers, #ty, #(#headers),*)))
        }
    }
}

/// What reads and writes a header, and its name on the wire where that is not always the same.
fn kind<'a>(header: &HeaderPlan<'a>) -> (Ident, Option<&'a str>) {
    let wire = Some(header.item.name.wire.as_str());
    match header.form {
        HeaderForm::Challenge => (ident("challenge"), None),
        HeaderForm::Cookies => (ident("set_cookies"), None),
        HeaderForm::Value(RustType::Vec(_)) if header.item.is_secret => (ident("secret_list"), wire),
        HeaderForm::Value(RustType::Vec(_)) => (ident("header_list"), wire),
        HeaderForm::Value(_) if header.item.is_secret => (ident("secret"), wire),
        HeaderForm::Value(_) => (ident("header"), wire),
    }
}
