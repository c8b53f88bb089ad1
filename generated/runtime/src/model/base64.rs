//! Bytes in Base64, which are kept as their texts. Only crates that have some depend on the crate `base64`, so what is made
//! of it is made in them.

/// Makes the type of such texts.
#[doc(hidden)]
#[macro_export]
macro_rules! __base64_text {
    ($(#[$attribute:meta])* pub struct $name:ident;) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
        pub struct $name(String);

        $crate::__shown_text!($name);

        impl $name {
            /// The bytes. They may be written with the characters for URLs, without padding, or with white space.
            ///
            /// # Errors
            ///
            /// That the text is no Base64.
            pub fn bytes(&self) -> Result<Vec<u8>, ::base64::DecodeError> {
                use ::base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
                const READER: GeneralPurpose = GeneralPurpose::new(
                    &::base64::alphabet::STANDARD,
                    GeneralPurposeConfig::new()
                        .with_decode_allow_trailing_bits(true)
                        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
                );
                let text: String = self.0.split_ascii_whitespace().collect();
                ::base64::Engine::decode(&READER, text.replace('-', "+").replace('_', "/"))
            }
        }

        impl From<$name> for String {
            fn from(bytes: $name) -> Self {
                bytes.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = ::base64::DecodeError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        /// Takes only Base64 as the standard has it, with padding.
        impl ::std::str::FromStr for $name {
            type Err = ::base64::DecodeError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                ::base64::Engine::decode(&::base64::prelude::BASE64_STANDARD, text)
                    .map(|_| Self(text.to_owned()))
            }
        }

        impl From<Vec<u8>> for $name {
            fn from(bytes: Vec<u8>) -> Self {
                bytes.as_slice().into()
            }
        }

        impl From<&[u8]> for $name {
            fn from(bytes: &[u8]) -> Self {
                Self(::base64::Engine::encode(&::base64::prelude::BASE64_STANDARD, bytes))
            }
        }

        impl TryFrom<&$name> for Vec<u8> {
            type Error = ::base64::DecodeError;

            fn try_from(text: &$name) -> Result<Self, Self::Error> {
                text.bytes()
            }
        }

        /// Takes any string. Where a server reads a request, it takes only a valid one.
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <String as ::serde::Deserialize>::deserialize(deserializer)?;
                if $crate::codegen::is_strict() {
                    return text.parse().map_err(::serde::de::Error::custom);
                }
                Ok(Self(text))
            }
        }
    };
}
