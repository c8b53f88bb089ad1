//! The types of feature versions.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::{File, docs};
use crate::ir::{Api, Feature, Gate};

/// The file with a version type for each feature.
pub(super) fn versions(api: &Api) -> File {
    let types = api.features.iter().map(version);
    let since = api.features.first().map(|feature| {
        let name = name(feature);
        quote! {
            /// The version type of [`Operation::SINCE`](crate::Operation::SINCE).
            pub type Since = #name;
        }
    });
    File { path: "versions.rs".to_owned(), items: types.chain(since).collect() }
}

fn version(feature: &Feature) -> TokenStream {
    let (name, wire) = (name(feature), &feature.name);
    let oldest = Literal::u32_unsuffixed(feature.oldest);
    let newest = Literal::u32_unsuffixed(feature.newest);
    let docs = docs::paragraphs([format!(
        "A version of the feature `{wire}`: what a server offers, or what a call needs."
    )]);
    quote! {
        crate::wire::feature_version! {
            #docs
            pub struct #name(#wire, #oldest..=#newest);
        }
    }
}

/// `DialerVersion` for the feature `dialer`.
fn name(feature: &Feature) -> Ident {
    format_ident!("{}Version", heck::AsUpperCamelCase(&feature.name).to_string())
}

/// The version that an operation is there from: the oldest one, where it has no gate.
pub(super) fn since(api: &Api, gate: Gate) -> TokenStream {
    let gated = gate.version().and_then(|(id, version)| Some((api.feature(id)?, version)));
    let oldest = || api.features.first().map(|feature| (feature, feature.oldest));
    let (name, number) = gated.or_else(oldest).map(|(feature, version)| (name(feature), version)).unzip();
    let number = number.map(Literal::u32_unsuffixed);
    quote!(crate::#name::new(#number))
}
