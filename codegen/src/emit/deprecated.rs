//! What new code should not use any more: the compiler warns whoever calls it or sets it, and the documentation says it
//! wherever it is.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::Deprecation;
use crate::markdown::prose;
use crate::plan::OperationPlan;

/// Warns whoever uses what this stands before.
pub(super) fn attribute(deprecation: Option<&Deprecation>) -> Option<TokenStream> {
    noted(deprecation, "new code should not use it")
}

/// Warns whoever calls a deprecated operation: by the client's method, or by the constructor of what it sends.
pub(super) fn of_operation(operation: &OperationPlan<'_>) -> Option<TokenStream> {
    noted(operation.item.deprecated, "servers will not have this operation for ever")
}

fn noted(deprecation: Option<&Deprecation>, otherwise: &str) -> Option<TokenStream> {
    let note = deprecation?.note(otherwise);
    Some(quote!(#[deprecated = #note]))
}

/// What the documentation says of it.
pub(super) fn docs(deprecation: Option<&Deprecation>) -> String {
    let Some(deprecation) = deprecation else { return String::new() };
    let Deprecation { since, reason } = deprecation;
    let since = since.as_ref().map_or_else(String::new, |since| format!(" from {since} on"));
    let reason = reason.as_deref().map_or_else(|| "new code should not use it".to_owned(), prose);
    format!("Deprecated{since}: {}.", reason.trim().trim_end_matches('.'))
}
