//! Types, and how a setter takes a value of one.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::ident;
use crate::ir::{Api, Type};

/// The type as a field has it, seen from a file beside the models.
pub(super) fn field(api: &Api, ty: &Type) -> TokenStream {
    match ty {
        Type::Boolean => quote!(bool),
        Type::Int32 => quote!(i32),
        Type::Int64 => quote!(i64),
        Type::String => quote!(String),
        Type::List(item) => {
            let item = field(api, item);
            quote!(Vec<#item>)
        }
        Type::Map(value) => {
            let value = field(api, value);
            quote!(std::collections::BTreeMap<String, #value>)
        }
        Type::Schema(id) => {
            let name = api.schema(*id).map(|schema| ident(&schema.name.ident));
            quote!(super::#name)
        }
    }
}

/// The type as a constructor or a setter takes it.
pub(super) fn argument(api: &Api, ty: &Type) -> TokenStream {
    match ty {
        Type::String => quote!(impl Into<String>),
        Type::List(item) => {
            let item = argument(api, item);
            quote!(impl IntoIterator<Item = #item>)
        }
        Type::Map(value) => {
            let value = argument(api, value);
            quote!(impl IntoIterator<Item = (impl Into<String>, #value)>)
        }
        Type::Boolean | Type::Int32 | Type::Int64 | Type::Schema(_) => field(api, ty),
    }
}

/// What makes a field of an argument.
pub(super) fn convert(argument: &TokenStream, ty: &Type) -> TokenStream {
    convert_nested(argument, ty, 0)
}

fn convert_nested(argument: &TokenStream, ty: &Type, depth: usize) -> TokenStream {
    match ty {
        Type::String => quote!(#argument.into()),
        Type::List(item) if is_plain(item) => quote!(#argument.into_iter().collect()),
        Type::List(item) if **item == Type::String => quote!(#argument.into_iter().map(Into::into).collect()),
        Type::List(item) => {
            let name = format_ident!("item{depth}");
            let inner = convert_nested(&quote!(#name), item, depth + 1);
            quote!(#argument.into_iter().map(|#name| #inner).collect())
        }
        Type::Map(value) => {
            let (key, name) = (format_ident!("key{depth}"), format_ident!("value{depth}"));
            let inner = convert_nested(&quote!(#name), value, depth + 1);
            quote!(#argument.into_iter().map(|(#key, #name)| (#key.into(), #inner)).collect())
        }
        Type::Boolean | Type::Int32 | Type::Int64 | Type::Schema(_) => argument.clone(),
    }
}

/// Whether a setter takes the type as it is.
pub(super) fn is_plain(ty: &Type) -> bool {
    matches!(ty, Type::Boolean | Type::Int32 | Type::Int64 | Type::Schema(_))
}
