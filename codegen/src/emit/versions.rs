//! The types of feature versions.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::ident;
use crate::plan::{Condition, Conditions, VersionType};

/// The items of the file with a version type for each feature.
pub(super) fn items(versions: &[VersionType<'_>]) -> Vec<TokenStream> {
    versions.iter().map(version).collect()
}

fn version(version: &VersionType<'_>) -> TokenStream {
    let (name, wire) = (ident(&version.ident), version.feature);
    let oldest = Literal::u32_unsuffixed(version.oldest);
    let newest = Literal::u32_unsuffixed(version.newest);
    // One line, and no more than a literal: what is no item is printed token by token.
    let docs = format!(" A version of the feature `{wire}`: what a server offers, or what a call needs.");
    quote! {
        crate::runtime::feature_version! {
            #[doc = #docs]
            pub struct #name(#wire, #oldest..=#newest);
        }
    }
}

/// The versions that something is there from, one of each feature that it needs.
pub(super) fn since(conditions: &Conditions<'_>) -> Vec<TokenStream> {
    let versions = pairs(conditions).into_iter().map(|pair| quote!(crate::FeatureVersion::new(#pair)));
    versions.collect()
}

/// The same versions, each as its feature and its number.
pub(super) fn pairs(conditions: &Conditions<'_>) -> Vec<TokenStream> {
    let versions = conditions.iter().map(|Condition { feature, version }| {
        let (feature, number) = (&feature.name, Literal::u32_unsuffixed(version));
        quote!(#feature, #number)
    });
    versions.collect()
}
