//! Answers that mean an error: an enumeration per operation, with a variant per documented status.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs;
use super::fields::{self, has_fields};
use super::response::{self, variant};
use super::types::{self, Place};
use super::{ident, lints};
use crate::ir::{Answer, Api, Content, Object, Operation, Property, Shape, Status, Type};
use crate::markdown::code;

/// The enumeration and what it implements.
pub(super) fn items(api: &Api, operation: &Operation) -> Vec<TokenStream> {
    let headers = operation.errors.iter().filter_map(|error| fields::headers(api, operation, error));
    let own = [declaration(api, operation), accessors(api, operation), common(api, operation)];
    own.into_iter().chain(headers).collect()
}

fn declaration(api: &Api, operation: &Operation) -> TokenStream {
    let name = ident(&operation.error_ident());
    let docs = docs::paragraphs([format!("What {} answers when it fails.", code(&operation.name.wire))]);
    let variants = operation.errors.iter().map(|answer| variant(api, operation, answer, "error"));
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
        }
    }
}

fn accessors(api: &Api, operation: &Operation) -> TokenStream {
    let name = ident(&operation.error_ident());
    let statuses = operation.errors.iter().map(status);
    let status = matching(&operation.errors, statuses.collect());
    let error = operation.common_error().map(|ty| {
        let deep = lints::deep_types([ty]);
        let ty = types::owned(api, ty, Place::Elsewhere);
        let arms = operation.errors.iter().map(|answer| {
            let variant = ident(&answer.ident);
            match has_fields(answer) {
                true => quote! { Self::#variant { error, .. } => error, },
                false => quote! { Self::#variant(error) => error, },
            }
        });
        let body = matching(&operation.errors, arms.collect());
        quote! {
            /// What the server says about it.
            #deep
            #[must_use]
            pub const fn error(&self) -> &#ty {
                #body
            }
        }
    });
    let constructors = response::constructors(api, operation, &operation.errors, "error");
    quote! {
        impl #name {
            #(#constructors)*
            /// The status of the answer.
            #[must_use]
            pub const fn status(&self) -> http::StatusCode {
                #status
            }
            #error
        }
    }
}

/// A match on an answer, of which there may be none at all.
pub(super) fn matching(answers: &[Answer], arms: Vec<TokenStream>) -> TokenStream {
    if answers.is_empty() { quote!(match *self {}) } else { quote!(match self { #(#arms)* }) }
}

fn status(answer: &Answer) -> TokenStream {
    let variant = ident(&answer.ident);
    let code = match answer.status {
        Status::Code(code) => code,
        Status::Range(_) | Status::Default => {
            return quote! { Self::#variant { status, .. } => *status, };
        }
    };
    let pattern = match (has_fields(answer), &answer.content) {
        (true, _) => quote!(Self::#variant { .. }),
        (false, Some(_)) => quote!(Self::#variant(_)),
        (false, None) => quote!(Self::#variant),
    };
    let name = status_name(code);
    quote! { #pattern => http::StatusCode::#name, }
}

/// The constant of a registered status.
pub(super) fn status_name(code: u16) -> Ident {
    let reason = http::StatusCode::from_u16(code).ok().and_then(|code| code.canonical_reason());
    let reason = reason.unwrap_or_default().replace('\'', "");
    ident(&heck::AsShoutySnakeCase(reason).to_string())
}

fn common(api: &Api, operation: &Operation) -> TokenStream {
    let (name, wire) = (ident(&operation.error_ident()), &operation.name.wire);
    let message = told(api, operation, ("message", true), quote!(""));
    let id = told(api, operation, ("errorId", false), quote!(None));
    let usual = [quote!(|error| &error.error().message), quote!(|error| error.error().error_id.as_deref())];
    if [&message, &id].iter().zip(&usual).all(|(read, usual)| read.to_string() == usual.to_string()) {
        return quote! { crate::runtime::refusal!(#name, #wire); };
    }
    quote! { crate::runtime::refusal!(#name, #wire, #message, #id); }
}

/// A closure that reads what an error's body tells under the name that ICWS gives it, where it tells it.
fn told(api: &Api, operation: &Operation, property: (&str, bool), otherwise: TokenStream) -> TokenStream {
    let read = |ty: &Type, error: TokenStream| {
        let field = find(api, ty, property)?;
        Some(if property.1 { quote!(&#error.#field) } else { quote!(#error.#field.as_deref()) })
    };
    if let Some(ty) = operation.common_error() {
        return match read(ty, quote!(error.error())) {
            Some(value) => quote!(|error| #value),
            None => quote!(|_| #otherwise),
        };
    }
    let name = ident(&operation.error_ident());
    let arms = operation.errors.iter().filter_map(|answer| {
        let variant = ident(&answer.ident);
        let pattern = match has_fields(answer) {
            true => quote!(#name::#variant { error, .. }),
            false => quote!(#name::#variant(error)),
        };
        let value = match &answer.content {
            Some(Content::Json { ty, .. }) => read(ty, quote!(error))?,
            Some(Content::Text) if property.1 => quote!(error),
            _ => return None,
        };
        Some(quote! { #pattern => #value, })
    });
    let arms: Vec<TokenStream> = arms.collect();
    match arms.len() {
        0 => quote!(|_| #otherwise),
        all if all == operation.errors.len() => quote!(|error| match error { #(#arms)* }),
        _ => quote!(|error| match error { #(#arms)* _ => #otherwise, }),
    }
}

fn find(api: &Api, ty: &Type, (wire, required): (&str, bool)) -> Option<Ident> {
    let Type::Schema(id) = ty else { return None };
    let Some(Shape::Object(Object { properties, .. })) = api.schema(*id).map(|schema| &schema.shape) else {
        return None;
    };
    let fits = |property: &&Property| {
        property.name.wire == wire && property.ty == Type::String && property.required == required
    };
    properties.iter().find(fits).map(|property| ident(&property.name.ident))
}
