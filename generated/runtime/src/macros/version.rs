//! Versions of a feature.

/// Declares the version type of a feature, from its name and the versions that exist.
#[doc(hidden)]
#[macro_export]
macro_rules! __feature_version {
    ($(#[$doc:meta])* $visibility:vis struct $name:ident($feature:literal, $oldest:literal..=$newest:literal);) => {
        $(#[$doc])*
        ///
        /// Versions are positive integers and compare as integers: a server with version 7 offers everything that
        /// came with version 7 or earlier. A version above
        #[doc = concat!("[`NEWEST`](", stringify!($name), "::NEWEST) is fine: it offers more than this crate knows.")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $visibility struct $name(u32);

        impl $name {
            /// The name of the feature, as the server lists it.
            $visibility const FEATURE: &'static str = $feature;
            /// The oldest version that this crate knows.
            $visibility const OLDEST: Self = Self($oldest);
            /// The newest version that this crate knows.
            $visibility const NEWEST: Self = Self($newest);

            /// The version with this number. No server has version 0: it offers nothing.
            #[must_use]
            $visibility const fn new(number: u32) -> Self {
                Self(number)
            }

            /// The number of this version.
            #[must_use]
            $visibility const fn get(self) -> u32 {
                self.0
            }

            /// The version that a server says it has, from the body of its response to
            #[doc = concat!("`GET /icws/connection/features/", $feature, "` or to `GET /icws/connection/features`.")]
            ///
            #[doc = concat!("The first answers `{\"featureId\": \"", $feature, "\", \"version\": ", stringify!($newest), "}`,")]
            /// the second has a list of such objects, `{"featureInfoList": [...]}`. The version may be a number or a
            /// text. The name of the feature compares without regard to capitals: the vendor's documentation does not
            /// say which ones a server writes, and no two features differ by them alone.
            ///
            /// ```
            #[doc = concat!("use ", env!("CARGO_CRATE_NAME"), "::{", stringify!($name), ", ParseVersionError};")]
            #[doc = concat!("let answer = r#\"{\"featureId\": \"", $feature, "\", \"version\": \"", stringify!($newest), "\"}\"#;")]
            #[doc = concat!("assert_eq!(", stringify!($name), "::from_feature_answer(answer)?.get(), ", stringify!($newest), ");")]
            /// let nothing = r#"{"featureInfoList": []}"#;
            #[doc = concat!("match ", stringify!($name), "::from_feature_answer(nothing) {")]
            ///     Err(ParseVersionError::NotListed { .. }) => println!("this server does not have it"),
            ///     other => panic!("{other:?}"),
            /// }
            /// # Ok::<(), ParseVersionError>(())
            /// ```
            ///
            /// # Errors
            ///
            /// [`ParseVersionError::NotListed`](crate::ParseVersionError::NotListed) when the server does not have the
            /// feature; the other errors say why the response cannot be read.
            $visibility fn from_feature_answer(
                body: impl AsRef<[u8]>,
            ) -> ::std::result::Result<Self, $crate::ParseVersionError> {
                $crate::codegen::version_in_answer(body.as_ref(), Self::FEATURE).map(Self)
            }

            /// The same from the whole response. A server that does not have the feature may answer `404` or `400` to the
            /// question about it alone.
            ///
            /// ```
            #[doc = concat!("use ", env!("CARGO_CRATE_NAME"), "::{", stringify!($name), ", ParseVersionError, http};")]
            /// let mut answer = http::Response::new(r#"{"errorId": "e", "message": "there is no such feature"}"#);
            /// *answer.status_mut() = http::StatusCode::NOT_FOUND;
            #[doc = concat!("let version = ", stringify!($name), "::from_feature_response(answer);")]
            /// assert!(matches!(version, Err(ParseVersionError::NotListed { .. })));
            /// ```
            ///
            /// # Errors
            ///
            /// As above, and [`ParseVersionError::Refused`](crate::ParseVersionError::Refused) where the response is no success
            /// and does not say that there is no such feature.
            $visibility fn from_feature_response(
                response: $crate::http::Response<impl AsRef<[u8]>>,
            ) -> ::std::result::Result<Self, $crate::ParseVersionError> {
                $crate::codegen::version_in_response(
                    response.status(),
                    response.body().as_ref(),
                    Self::FEATURE,
                )
                .map(Self)
            }
        }

        impl ::std::convert::From<$name> for $crate::FeatureVersion {
            fn from(version: $name) -> Self {
                Self::new($name::FEATURE, version.0)
            }
        }

        impl ::std::cmp::PartialEq<$crate::FeatureVersion> for $name {
            fn eq(&self, other: &$crate::FeatureVersion) -> bool {
                $crate::FeatureVersion::from(*self) == *other
            }
        }

        impl ::std::cmp::PartialEq<$name> for $crate::FeatureVersion {
            fn eq(&self, other: &$name) -> bool {
                *self == $crate::FeatureVersion::from(*other)
            }
        }

        impl ::std::cmp::PartialOrd<$crate::FeatureVersion> for $name {
            fn partial_cmp(&self, other: &$crate::FeatureVersion) -> ::std::option::Option<::std::cmp::Ordering> {
                $crate::FeatureVersion::from(*self).partial_cmp(other)
            }
        }

        impl ::std::cmp::PartialOrd<$name> for $crate::FeatureVersion {
            fn partial_cmp(&self, other: &$name) -> ::std::option::Option<::std::cmp::Ordering> {
                self.partial_cmp(&$crate::FeatureVersion::from(*other))
            }
        }

        #[doc = concat!("Reads as `", $feature, " ", stringify!($oldest), "`.")]
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&$crate::FeatureVersion::from(*self), f)
            }
        }

        #[doc = concat!("Reads the number alone, e.g. `\"", stringify!($oldest), "\"`.")]
        impl ::std::str::FromStr for $name {
            type Err = $crate::ParseVersionError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::codegen::parse_version(text).map(Self)
            }
        }

        /// Reads a number, or a text with one, as servers write either.
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::codegen::read_version(deserializer).map(Self)
            }
        }

        /// Writes the number.
        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                serializer.serialize_u32(self.0)
            }
        }
    };
}
