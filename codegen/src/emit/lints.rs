//! Lints that generated code cannot keep to, because the specification decides.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{Looks, RustType};

/// How many arguments a function has before clippy warns of them.
const MOST_ARGUMENTS: usize = 7;

/// For a function with so many arguments.
pub(super) fn many_arguments(count: usize) -> Option<TokenStream> {
    (count > MOST_ARGUMENTS).then(|| {
        quote!(#[allow(clippy::too_many_arguments, reason = "it takes whatever the specification requires")])
    })
}

/// For whatever has a field, an argument or a result of one of these types.
pub(super) fn deep_types<'a>(types: impl IntoIterator<Item = &'a RustType<'a>>) -> Option<TokenStream> {
    types.into_iter().any(RustType::is_deep).then(
        || quote!(#[allow(clippy::type_complexity, reason = "it is as deep as the specification has it")]),
    )
}

/// For what takes a value of this type.
pub(super) fn taken_deep<'a>(ty: &'a RustType<'a>) -> Option<TokenStream> {
    deep_types(Some(ty).filter(|ty| ty.is_plain()))
}

/// For an enumeration whose variants may differ much in size.
pub(super) fn large_variants() -> TokenStream {
    quote! {
        #[allow(clippy::large_enum_variant, reason = "it is taken apart at once, and a box would be in the way")]
    }
}

/// For a function that compares with numbers of the specification.
pub(super) fn constants(looks: &Looks<'_>) -> Option<TokenStream> {
    looks.have_fraction().then(|| {
        quote!(#[allow(clippy::approx_constant, reason = "a limit is what the specification says, and no constant")])
    })
}

/// For constants that are called like variants.
pub(super) fn called_like_variants() -> TokenStream {
    quote!(#[allow(non_upper_case_globals, reason = "they were variants")])
}

/// For a method that reads a property, if that is called `new`.
pub(super) fn called_like_a_constructor(ident: &str) -> Option<TokenStream> {
    (ident == "new")
        .then(|| quote!(#[allow(clippy::new_ret_no_self, reason = "it is called like its property")]))
}
