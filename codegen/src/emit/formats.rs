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
            crate::runtime::kept_text! {
                /// A day, as its text. An answer may have any text here; `date` says whether it is a day.
                pub struct Date { date: jiff::civil::Date }
            }
        },
        Format::DateTime => quote! {
            crate::runtime::kept_text! {
                /// A point in time, as its text, which is sent on as it came. An answer may have any text here, such as
                /// one without an offset from UTC, or one from the last day of the year 9999, which no
                /// [`jiff::Timestamp`] can be; `timestamp` says whether it is a point in time.
                pub struct DateTime { timestamp: jiff::Timestamp }
            }
        },
        Format::Duration => quote! { pub use crate::runtime::Seconds; },
        Format::Time => quote! {
            crate::runtime::kept_text! {
                /// A time of day, as its text. An answer may have any text here; `time` says whether it is a time.
                pub struct Time { time: jiff::civil::Time }
            }
        },
        Format::Uri => quote! { pub use crate::runtime::Uri; },
        Format::Uuid => quote! { #[doc(no_inline)] pub use uuid::Uuid; },
    };
    vec![one]
}

fn base64() -> Vec<TokenStream> {
    vec![
        quote! {
            /// Bytes, in Base64 on the wire, as their text, which is sent on as it came. An answer may have any text here;
            /// `bytes` says whether it is Base64.
            #[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
            pub struct Base64(String);
        },
        quote! {
            impl Base64 {
                /// The text, as on the wire.
                #[must_use]
                pub fn as_str(&self) -> &str {
                    &self.0
                }

                /// The bytes. They may be written with the characters for URLs, without padding, or with white space.
                ///
                /// # Errors
                ///
                /// That the text is no Base64.
                pub fn bytes(&self) -> Result<Vec<u8>, base64::DecodeError> {
                    const READER: base64::engine::GeneralPurpose = base64::engine::GeneralPurpose::new(
                        &base64::alphabet::STANDARD,
                        base64::engine::GeneralPurposeConfig::new()
                            .with_decode_allow_trailing_bits(true)
                            .with_decode_padding_mode(base64::engine::DecodePaddingMode::Indifferent),
                    );
                    let text: String = self.0.split_ascii_whitespace().collect();
                    base64::Engine::decode(&READER, text.replace('-', "+").replace('_', "/"))
                }
            }
        },
        quote! {
            impl From<Base64> for String {
                fn from(bytes: Base64) -> Self {
                    bytes.0
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
            /// Takes only Base64 as the standard has it, with padding.
            impl std::str::FromStr for Base64 {
                type Err = base64::DecodeError;

                fn from_str(text: &str) -> Result<Self, Self::Err> {
                    base64::Engine::decode(&base64::prelude::BASE64_STANDARD, text).map(|_| Self(text.to_owned()))
                }
            }
        },
        quote! {
            /// As on the wire.
            impl std::fmt::Display for Base64 {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str(&self.0)
                }
            }
        },
        quote! {
            impl From<Vec<u8>> for Base64 {
                fn from(bytes: Vec<u8>) -> Self {
                    bytes.as_slice().into()
                }
            }
        },
        quote! {
            impl From<&[u8]> for Base64 {
                fn from(bytes: &[u8]) -> Self {
                    Self(base64::Engine::encode(&base64::prelude::BASE64_STANDARD, bytes))
                }
            }
        },
        quote! {
            impl TryFrom<&Base64> for Vec<u8> {
                type Error = base64::DecodeError;

                fn try_from(text: &Base64) -> Result<Self, Self::Error> {
                    text.bytes()
                }
            }
        },
        quote! {
            impl serde::Serialize for Base64 {
                fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.serialize_str(&self.0)
                }
            }
        },
        quote! {
            /// Takes every text, unless it is in a request that a server reads.
            impl<'de> serde::Deserialize<'de> for Base64 {
                fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    let text = <String as serde::Deserialize>::deserialize(deserializer)?;
                    if crate::runtime::is_strict() {
                        return text.parse().map_err(serde::de::Error::custom);
                    }
                    Ok(Self(text))
                }
            }
        },
    ]
}
