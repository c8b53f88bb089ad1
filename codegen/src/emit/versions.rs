//! The types of feature versions.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::docs;
use crate::ir::{Api, Feature, Gate};

/// The items of the file with a version type for each feature.
pub(super) fn items(api: &Api) -> Vec<TokenStream> {
    api.features.iter().map(version).collect()
}

fn version(feature: &Feature) -> TokenStream {
    let (name, wire) = (name(feature), &feature.name);
    let oldest = Literal::u32_unsuffixed(feature.oldest);
    let newest = Literal::u32_unsuffixed(feature.newest);
    let docs = docs::paragraphs([format!(
        "A version of the feature `{wire}`: what a server offers, or what a call needs."
    )]);
    quote! {
        crate::runtime::feature_version! {
            #docs
            pub struct #name(#wire, #oldest..=#newest);
        }
    }
}

/// `DialerVersion` for the feature `dialer`.
fn name(feature: &Feature) -> Ident {
    format_ident!("{}Version", heck::AsUpperCamelCase(&feature.name).to_string())
}

/// The versions that something is there from, one of each feature that it needs.
pub(super) fn since(api: &Api, gate: Gate) -> Vec<TokenStream> {
    let named = gate.conditions().filter_map(|(id, version)| Some((&api.feature(id)?.name, version)));
    let versions = named.map(|(feature, version)| {
        let number = Literal::u32_unsuffixed(version);
        quote!(crate::FeatureVersion::new(#feature, #number))
    });
    versions.collect()
}
