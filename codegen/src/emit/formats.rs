//! The types of texts and numbers with a meaning of their own: only those that the specification uses.

use proc_macro2::TokenStream;
use quote::quote;

use super::check;
use super::gated::Gated;
use crate::ir::{Api, Format, Gate};

/// The items of the file with them.
pub(super) fn items(api: &Api) -> Vec<TokenStream> {
    let docs = quote!(#![doc = " Texts and numbers with a meaning of their own."]);
    let Some(scope) = gate(api) else { return vec![docs] };
    let items = api.formats().into_iter().flat_map(|(format, gate)| {
        let items = item(format).into_iter();
        items.map(move |item| Gated::of(gate, item).within(scope, api))
    });
    [docs].into_iter().chain(items).collect()
}

/// The gate of the module with them, where there are any.
pub(super) fn gate(api: &Api) -> Option<Gate> {
    api.formats().into_values().reduce(Gate::or)
}

/// A crate that generated code needs beside those of the runtime.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    /// Its name.
    pub name: &'static str,
    /// From when on it is needed.
    pub gate: Gate,
    version: &'static str,
    /// The features to turn on. Without what the defaults bring, but with std: without it errors are no errors of std.
    features: &'static [&'static str],
}

impl Dependency {
    /// Its line in a manifest.
    pub fn line(&self) -> String {
        let Self { name, gate, version, features } = self;
        let features: Vec<String> = features.iter().map(|feature| format!("\"{feature}\"")).collect();
        let optional = if *gate == Gate::ALWAYS { "" } else { ", optional = true" };
        match (features.as_slice(), optional) {
            ([], "") => format!("{name} = \"{version}\""),
            ([], _) => format!("{name} = {{ version = \"{version}\"{optional} }}"),
            _ => format!(
                "{name} = {{ version = \"{version}\", default-features = false, features = [{}]{optional} }}",
                features.join(", ")
            ),
        }
    }
}

/// The crates that generated code needs, by their names.
pub fn dependencies(api: &Api) -> Vec<Dependency> {
    let mut dependencies: Vec<Dependency> = Vec::new();
    for one in api.formats().into_iter().filter_map(dependency).chain(check::dependency(api)) {
        match dependencies.iter_mut().find(|known| known.name == one.name) {
            Some(known) => known.gate = known.gate.or(one.gate),
            None => dependencies.push(one),
        }
    }
    dependencies.sort_unstable_by_key(|dependency| dependency.name);
    dependencies
}

/// The crate that matches patterns: small, and in linear time whatever the pattern.
pub(super) fn of_patterns(gate: Gate) -> Dependency {
    Dependency { name: "regex-lite", gate, version: "0.1", features: &[] }
}

fn dependency((format, gate): (Format, Gate)) -> Option<Dependency> {
    match format {
        Format::Byte => Some(Dependency { name: "base64", gate, version: "0.23", features: &["std"] }),
        Format::Date | Format::DateTime | Format::Time => {
            Some(Dependency { name: "jiff", gate, version: "0.2", features: &["std"] })
        }
        Format::Duration | Format::Uri => None,
        Format::Uuid => Some(Dependency { name: "uuid", gate, version: "1", features: &["serde"] }),
    }
}

fn item(format: Format) -> Vec<TokenStream> {
    let one = match format {
        Format::Byte => return base64(),
        Format::Date => quote! {
            crate::wire::kept_text! {
                /// A day, as its text. An answer may have any text here; `date` says whether it is a day.
                pub struct Date { date: jiff::civil::Date }
            }
        },
        Format::DateTime => quote! {
            crate::wire::kept_text! {
                /// A point in time, as its text, which is sent on as it came. An answer may have any text here, such as
                /// one without an offset from UTC, or one from the last day of the year 9999, which no
                /// [`jiff::Timestamp`] can be; `timestamp` says whether it is a point in time.
                pub struct DateTime { timestamp: jiff::Timestamp }
            }
        },
        Format::Duration => quote! { pub use crate::wire::Seconds; },
        Format::Time => quote! {
            crate::wire::kept_text! {
                /// A time of day, as its text. An answer may have any text here; `time` says whether it is a time.
                pub struct Time { time: jiff::civil::Time }
            }
        },
        Format::Uri => quote! { pub use crate::wire::Uri; },
        Format::Uuid => quote! { #[doc(no_inline)] pub use uuid::Uuid; },
    };
    vec![one]
}

fn base64() -> Vec<TokenStream> {
    vec![
        quote! {
            /// Bytes, in Base64 on the wire.
            #[derive(Debug, Clone, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
            #[serde(try_from = "String", into = "String")]
            pub struct Base64(pub Vec<u8>);
        },
        quote! {
            impl From<Base64> for String {
                fn from(bytes: Base64) -> Self {
                    bytes.to_string()
                }
            }
        },
        quote! {
            impl TryFrom<String> for Base64 {
                type Error = base64::DecodeError;

                fn try_from(text: String) -> Result<Self, Self::Error> {
                    text.parse()
                }
            }
        },
        quote! {
            impl std::str::FromStr for Base64 {
                type Err = base64::DecodeError;

                fn from_str(text: &str) -> Result<Self, Self::Err> {
                    base64::Engine::decode(&base64::prelude::BASE64_STANDARD, text).map(Self)
                }
            }
        },
        quote! {
            /// As on the wire.
            impl std::fmt::Display for Base64 {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    base64::display::Base64Display::new(&self.0, &base64::prelude::BASE64_STANDARD).fmt(f)
                }
            }
        },
        quote! {
            impl From<Vec<u8>> for Base64 {
                fn from(bytes: Vec<u8>) -> Self {
                    Self(bytes)
                }
            }
        },
    ]
}
