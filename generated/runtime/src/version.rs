//! Feature versions: how a server says what it offers, and how a client says what it needs.

use std::cmp::Ordering;
use std::fmt;

/// A version of any feature: what an operation needs, or what a server has.
///
/// Versions of one feature compare as integers; versions of two features do not compare. Each feature has a type of its
/// own for its versions. It converts into this one with `into`, and compares with it.
///
/// ```
/// # use icws_runtime::FeatureVersion;
/// let needed = FeatureVersion::new("dialer", 4);
/// assert!(needed > FeatureVersion::new("dialer", 3));
/// assert!(needed > FeatureVersion::EVERY);
/// assert_eq!(needed.partial_cmp(&FeatureVersion::new("configuration", 3)), None);
/// assert_eq!(needed.to_string(), "dialer 4");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FeatureVersion {
    feature: &'static str,
    version: u32,
}

impl FeatureVersion {
    /// What every server has, whatever its features. It comes before all other versions.
    pub const EVERY: Self = Self::new("", 0);

    /// The version of a feature with this number. No server has version 0: it offers nothing.
    #[must_use]
    pub const fn new(feature: &'static str, version: u32) -> Self {
        Self { feature, version }
    }

    /// The name of the feature; empty for [`EVERY`](Self::EVERY).
    #[must_use]
    pub const fn feature(self) -> &'static str {
        self.feature
    }

    /// The number of the version.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.version
    }
}

/// Only versions of one feature compare, apart from [`EVERY`](FeatureVersion::EVERY), which comes before all.
impl PartialOrd for FeatureVersion {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (*self == Self::EVERY, *other == Self::EVERY) {
            (true, false) => Some(Ordering::Less),
            (false, true) => Some(Ordering::Greater),
            _ => (self.feature == other.feature).then(|| self.version.cmp(&other.version)),
        }
    }
}

/// Reads as `dialer 2`, or as `every version`.
impl fmt::Display for FeatureVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::EVERY => f.write_str("every version"),
            Self { feature, version } => write!(f, "{feature} {version}"),
        }
    }
}

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

            /// The version that a server says it has, from the body of its answer to
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
            /// feature; the other errors say why the answer cannot be read.
            $visibility fn from_feature_answer(
                body: impl AsRef<[u8]>,
            ) -> ::std::result::Result<Self, $crate::ParseVersionError> {
                $crate::codegen::version_in_answer(body.as_ref(), Self::FEATURE).map(Self)
            }

            /// The same from the whole answer. A server that does not have the feature may answer `404` or `400` to the
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
            /// As above, and [`ParseVersionError::Refused`](crate::ParseVersionError::Refused) where the answer is no success
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
mod answer;
mod error;

pub(crate) use answer::version_of_entry;
pub use answer::{read_version, version_in_answer, version_in_response};
pub use error::ParseVersionError;

/// The number in `text`: decimal digits only, so neither `+7` nor ` 7`, and not 0.
#[doc(hidden)]
pub fn parse_version(text: &str) -> Result<u32, ParseVersionError> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse() {
        Ok(number) if digits && number > 0 => Ok(number),
        _ => Err(ParseVersionError::NotPositive),
    }
}

#[cfg(test)]
mod tests {
    use super::FeatureVersion;
    use super::ParseVersionError::{self, NotFeatures, NotJson, NotListed, NotPositive};

    crate::codegen::feature_version! {
        /// A version for these tests.
        pub(crate) struct Tested("tested", 2..=9);
    }

    #[test]
    fn versions_compare_as_integers_not_as_text() {
        assert!(Tested::new(10) > Tested::new(9));
        assert!(Tested::OLDEST < Tested::NEWEST);
        assert_eq!(Tested::new(7).max(Tested::new(3)).get(), 7);
    }

    #[test]
    fn a_version_reads_as_feature_and_number() {
        assert_eq!(Tested::new(7).to_string(), "tested 7");
        assert_eq!(format!("{:?}", Tested::new(7)), "Tested(7)");
    }

    #[test]
    fn a_version_compares_with_those_of_its_feature_and_of_no_other() {
        let (seven, other) = (FeatureVersion::new("tested", 7), FeatureVersion::new("other", 7));
        assert!(seven == Tested::new(7) && Tested::new(7) == seven && seven != Tested::new(8));
        assert!(seven < Tested::new(8) && Tested::new(8) > seven && Tested::NEWEST >= seven);
        assert_eq!(FeatureVersion::from(Tested::new(7)), seven);
        assert!(other != Tested::new(7) && other != seven);
        assert_eq!(other.partial_cmp(&Tested::new(9)), None);
        assert_eq!(Tested::new(1).partial_cmp(&other), None);
    }

    #[test]
    fn what_every_server_has_comes_before_each_version() {
        let every = FeatureVersion::EVERY;
        assert!(every < Tested::new(0) && Tested::new(0) > every && every <= every);
        assert!(every < FeatureVersion::new("other", 0));
        assert_eq!((every.to_string().as_str(), every.get()), ("every version", 0));
    }

    #[test]
    fn a_number_parses_even_above_the_newest() {
        assert_eq!("7".parse(), Ok(Tested::new(7)));
        assert_eq!("12".parse(), Ok(Tested::new(12)));
    }

    #[test]
    fn what_is_no_positive_integer_is_refused() {
        for text in ["", "0", "-1", "+7", " 7", "7.0", "dialer 7", "4294967296", "٧"] {
            assert_eq!(text.parse::<Tested>(), Err(NotPositive), "{text:?}");
        }
    }
    fn read(body: &str) -> Result<u32, ParseVersionError> {
        Tested::from_feature_answer(body).map(Tested::get)
    }

    #[test]
    fn one_features_answer_is_read_with_a_number_and_with_a_text() {
        assert_eq!(read(r#"{"featureId":"tested","version":9}"#), Ok(9));
        assert_eq!(read(r#"{"version":"12","new":[],"featureId":"Tested"}"#), Ok(12));
        assert_eq!(read("\u{feff} {\"featureId\":\"tested\",\"version\":9} "), Ok(9));
    }

    #[test]
    fn the_list_of_all_features_is_read_whatever_the_others_are() {
        let list = r#"{"featureInfoList":[{"featureId":"other","version":"x"},{"featureId":5},7,
            {"featureId":"tested","version":"4"},{"featureId":"tested 2","version":3}]}"#;
        assert_eq!(read(list), Ok(4));
    }

    #[test]
    fn a_feature_that_is_not_listed_is_told_from_an_answer_that_cannot_be_read() {
        for body in [
            r#"{"featureInfoList":[]}"#,
            r#"{"featureInfoList":[{"featureId":"other","version":9}]}"#,
            r#"{"featureId":"other","version":9}"#,
        ] {
            assert_eq!(read(body), Err(NotListed { feature: "tested" }), "{body}");
        }
        for body in ["", "<html>", r#"{"featureId":"#, "{} {}", "\u{1}"] {
            assert!(matches!(read(body), Err(NotJson { line: 1, .. })), "{body}");
        }
        for body in
            ["[]", "7", "null", "{}", r#"{"version":9}"#, r#"{"featureInfoList":{}}"#, r#"{"message":""}"#]
        {
            assert_eq!(read(body), Err(NotFeatures), "{body}");
        }
        assert!(Tested::from_feature_answer(b"\xff").is_err());
    }

    #[test]
    fn an_answer_counts_with_its_status() {
        let answer = |status: u16, body: &str| {
            let status = http::StatusCode::from_u16(status).expect("a status");
            let mut response = http::Response::new(body.to_owned());
            *response.status_mut() = status;
            Tested::from_feature_response(response).map(Tested::get)
        };
        let missing = r#"{"errorId":"e","message":"none"}"#;
        assert_eq!(answer(200, r#"{"featureId":"tested","version":9}"#), Ok(9));
        assert_eq!(answer(200, missing), Err(NotFeatures));
        for status in [400, 404] {
            assert_eq!(answer(status, missing), Err(NotListed { feature: "tested" }), "{status}");
        }
        for (status, body) in [(404, "<html>"), (404, ""), (500, missing), (302, ""), (503, missing)] {
            let refused = answer(status, body);
            assert!(
                matches!(refused, Err(ParseVersionError::Refused { status: s }) if s == status),
                "{status}"
            );
        }
    }

    #[test]
    fn a_version_that_is_no_positive_integer_is_said_to_be_none() {
        for version in
            ["0", "-1", "9.0", "1e1", "4294967296", "\"x\"", "\"\"", "\"+7\"", "null", "[9]", "true"]
        {
            let body = format!(r#"{{"featureId":"tested","version":{version}}}"#);
            assert_eq!(read(&body), Err(NotPositive), "{version}");
            assert!(serde_json::from_str::<Tested>(version).is_err(), "{version}");
        }
        assert_eq!(read(r#"{"featureId":"tested"}"#), Err(NotPositive));
    }

    #[test]
    fn serde_reads_a_number_or_a_text_and_writes_a_number() -> Result<(), serde_json::Error> {
        assert_eq!(serde_json::from_str::<[Tested; 2]>(r#"[7,"7"]"#)?, [Tested::new(7); 2]);
        assert_eq!(serde_json::to_string(&Tested::new(7))?, "7");
        let error = serde_json::from_str::<Tested>("0").err().map(|error| error.to_string());
        assert!(error.is_some_and(|error| error.contains("positive integer")));
        Ok(())
    }
}
