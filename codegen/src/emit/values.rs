//! Structs of named values, each a row of a macro: what several values of one type are told apart by where they are given.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use crate::plan::ValuesPlan;

/// The struct of what a constructor takes, if it has one: the constructor with its type, and the struct's lifetime. Where the
/// constructor is deprecated, the first value is, too: so the literal warns, and what lists the struct does not.
pub(super) fn structure(
    plan: Option<&ValuesPlan<'_>>,
    (constructor, lifetime): (&TokenStream, Option<TokenStream>),
    deprecated: Option<TokenStream>,
    values: impl Iterator<Item = TokenStream>,
) -> Option<TokenStream> {
    let name = ident(&plan?.name);
    Some(quote! {
        crate::runtime::values! {
            #[of(#constructor)]
            pub struct #name #lifetime { #deprecated #(#values,)* }
        }
    })
}

/// What the documentation of what takes these values says of it, and what it is for, if that is not plain.
pub(super) fn said(plan: Option<&ValuesPlan<'_>>, purpose: &str) -> String {
    plan.map_or_else(String::new, |ValuesPlan { name, .. }| {
        format!("Some of these can be taken for one another. [`{name}`] takes each by its name{purpose}.")
    })
}
