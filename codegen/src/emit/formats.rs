//! The types of texts and numbers with a meaning of their own: only those that the specification uses.

use proc_macro2::TokenStream;
use quote::quote;

use super::check;
use crate::ir::{Api, Format};

/// The items of the file with them.
pub(super) fn items(api: &Api) -> Vec<TokenStream> {
    let docs = quote!(#![doc = " Texts and numbers with a meaning of their own."]);
    [docs].into_iter().chain(api.formats().into_iter().map(item)).collect()
}

/// The crates that the generated code needs beside those of the runtime, each with its line in a manifest.
pub fn dependencies(api: &Api) -> Vec<(&'static str, &'static str)> {
    let formats = api.formats().into_iter().filter_map(dependency);
    let mut dependencies: Vec<(&str, &str)> = formats.chain(check::dependency(api)).collect();
    dependencies.sort_unstable();
    dependencies.dedup();
    dependencies
}

/// Without what the defaults of each bring, but with std: without it their errors are no errors of std.
fn dependency(format: Format) -> Option<(&'static str, &'static str)> {
    match format {
        Format::Byte => {
            Some(("base64", r#"{ version = "0.23", default-features = false, features = ["std"] }"#))
        }
        Format::Date | Format::DateTime | Format::Time => {
            Some(("jiff", r#"{ version = "0.2", default-features = false, features = ["serde", "std"] }"#))
        }
        Format::Duration | Format::Uri => None,
        Format::Uuid => {
            Some(("uuid", r#"{ version = "1", default-features = false, features = ["serde"] }"#))
        }
    }
}

fn item(format: Format) -> TokenStream {
    match format {
        Format::Byte => base64(),
        Format::Date => quote! { #[doc(no_inline)] pub use jiff::civil::Date; },
        Format::DateTime => quote! {
            /// A point in time. With an offset from UTC on the wire, in UTC here.
            pub type DateTime = jiff::Timestamp;
        },
        Format::Duration => quote! { pub use crate::wire::Seconds; },
        Format::Time => quote! { #[doc(no_inline)] pub use jiff::civil::Time; },
        Format::Uri => quote! { pub use crate::wire::Uri; },
        Format::Uuid => quote! { #[doc(no_inline)] pub use uuid::Uuid; },
    }
}

fn base64() -> TokenStream {
    quote! {
        /// Bytes, in Base64 on the wire.
        #[derive(Debug, Clone, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct Base64(pub Vec<u8>);

        impl From<Base64> for String {
            fn from(bytes: Base64) -> Self {
                bytes.to_string()
            }
        }

        impl TryFrom<String> for Base64 {
            type Error = base64::DecodeError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl std::str::FromStr for Base64 {
            type Err = base64::DecodeError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                base64::Engine::decode(&base64::prelude::BASE64_STANDARD, text).map(Self)
            }
        }

        /// As on the wire.
        impl std::fmt::Display for Base64 {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                base64::display::Base64Display::new(&self.0, &base64::prelude::BASE64_STANDARD).fmt(f)
            }
        }

        impl From<Vec<u8>> for Base64 {
            fn from(bytes: Vec<u8>) -> Self {
                Self(bytes)
            }
        }
    }
}
