//! Feature versions: how a server says what it offers, and how a client says what it needs.

use std::fmt;

/// Declares the version type of a feature, from its name and the versions that exist.
macro_rules! feature_version {
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
        }

        #[doc = concat!("Reads as `", $feature, " ", stringify!($oldest), "`.")]
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                write!(f, "{} {}", Self::FEATURE, self.0)
            }
        }

        #[doc = concat!("Reads the number alone, e.g. `\"", stringify!($oldest), "\"`.")]
        impl ::std::str::FromStr for $name {
            type Err = $crate::ParseVersionError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::wire::parse_version(text).map(Self)
            }
        }
    };
}
pub(crate) use feature_version;

/// A text is not the number of a feature version.
///
/// A version is a positive integer in decimal digits, such as `7`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ParseVersionError {}

impl fmt::Display for ParseVersionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a feature version is a positive integer in decimal digits, such as 7")
    }
}

impl std::error::Error for ParseVersionError {}

/// The number in `text`: decimal digits only, so neither `+7` nor ` 7`, and not 0.
#[doc(hidden)]
pub fn parse_version(text: &str) -> Result<u32, ParseVersionError> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse() {
        Ok(number) if digits && number > 0 => Ok(number),
        _ => Err(ParseVersionError {}),
    }
}

#[cfg(test)]
mod tests {
    use super::ParseVersionError;

    feature_version! {
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
    fn a_number_parses_even_above_the_newest() {
        assert_eq!("7".parse(), Ok(Tested::new(7)));
        assert_eq!("12".parse(), Ok(Tested::new(12)));
    }

    #[test]
    fn what_is_no_positive_integer_is_refused() {
        for text in ["", "0", "-1", "+7", " 7", "7.0", "dialer 7", "4294967296", "٧"] {
            assert_eq!(text.parse::<Tested>(), Err(ParseVersionError {}), "{text:?}");
        }
    }
}
