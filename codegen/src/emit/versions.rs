//! The types of feature versions.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::docs;
use crate::ir::{Api, Feature, Gate};

/// The items of the file with a version type for each feature.
pub(super) fn items(api: &Api) -> Vec<TokenStream> {
    let types = api.features.iter().map(version);
    let mut items: Vec<TokenStream> = types.collect();
    match api.features.as_slice() {
        [only] => {
            let name = name(only);
            items.push(quote! {
                /// The version type of [`Operation::SINCE`](crate::Operation::SINCE).
                pub type Since = #name;
            });
        }
        [] => items.extend(without_versions()),
        several => items.extend(since_of(several)),
    }
    items
}

/// The version of an API that declares none.
fn without_versions() -> Vec<TokenStream> {
    let declaration = quote! {
        /// The version type of [`Operation::SINCE`](crate::Operation::SINCE). The specification declares no versions: every
        /// server has every operation.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub struct Since;
    };
    let display = quote! {
        impl std::fmt::Display for Since {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("every version")
            }
        }
    };
    let bounds = quote! {
        /// For the tests of the hand-written code, which are the same without features.
        #[cfg(test)]
        impl Since {
            pub(crate) const OLDEST: Self = Self;
            pub(crate) const NEWEST: Self = Self;
        }
    };
    vec![declaration, display, bounds]
}

/// The version of one of several features.
fn since_of(features: &[Feature]) -> Vec<TokenStream> {
    let variants: Vec<Ident> = features.iter().map(variant).collect();
    let names: Vec<Ident> = features.iter().map(name).collect();
    let docs = features
        .iter()
        .map(|feature| docs::paragraphs([format!("A version of the feature `{}`.", feature.name)]));
    let declaration = quote! {
        /// The version type of [`Operation::SINCE`](crate::Operation::SINCE): a version of one of the features.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Since {
            #(#docs #variants(#names),)*
        }
    };
    let display = quote! {
        impl std::fmt::Display for Since {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    #(Self::#variants(version) => version.fmt(f),)*
                }
            }
        }
    };
    let first = features.first().map(|feature| (variant(feature), name(feature)));
    let (variant, name) = first.unzip();
    let bounds = quote! {
        /// For the tests of the hand-written code, which are the same for one feature and for several.
        #[cfg(test)]
        impl Since {
            pub(crate) const OLDEST: Self = Self::#variant(#name::OLDEST);
            pub(crate) const NEWEST: Self = Self::#variant(#name::NEWEST);
        }
    };
    let order = quote! {
        /// Versions of two features do not compare.
        impl PartialOrd for Since {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                match (self, other) {
                    #((Self::#variants(a), Self::#variants(b)) => a.partial_cmp(b),)*
                    _ => None,
                }
            }
        }
    };
    let conversions = variants.iter().zip(&names).map(|(variant, name)| {
        quote! {
            impl From<#name> for Since {
                fn from(version: #name) -> Self {
                    Self::#variant(version)
                }
            }
        }
    });
    [declaration, display, order].into_iter().chain(conversions).chain([bounds]).collect()
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

fn variant(feature: &Feature) -> Ident {
    format_ident!("{}", heck::AsUpperCamelCase(&feature.name).to_string())
}

/// The version that an operation is there from: 0, which is older than that of any server, where it has no gate.
pub(super) fn since(api: &Api, gate: Gate) -> TokenStream {
    let gated = gate.version().and_then(|(id, version)| Some((api.feature(id)?, version)));
    let always = || api.features.first().map(|feature| (feature, 0));
    let Some((feature, version)) = gated.or_else(always) else {
        return quote!(crate::Since);
    };
    let (name, number) = (name(feature), Literal::u32_unsuffixed(version));
    match api.features.as_slice() {
        [_] => quote!(crate::#name::new(#number)),
        _ => {
            let variant = variant(feature);
            quote!(crate::Since::#variant(crate::#name::new(#number)))
        }
    }
}
