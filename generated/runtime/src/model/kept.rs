//! Dates and times, which are kept as their texts: there are more of them than a type of Rust holds.

use std::borrow::Cow;
use std::str::FromStr;

/// Shows and writes a type as the text that it keeps.
#[doc(hidden)]
#[macro_export]
macro_rules! __shown_text {
    ($name:ident) => {
        impl $name {
            /// The text, as on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        /// As on the wire.
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }
    };
}

/// Makes a type of a text that has a value: from its name, and from the method that reads the value.
#[doc(hidden)]
#[macro_export]
macro_rules! __kept_text {
    ($(#[$attribute:meta])* pub struct $name:ident { $read:ident: $value:ty $(,)? }) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub struct $name(String);

        $crate::__shown_text!($name);

        impl $name {
            /// The value of the text. Of a fraction of a second, nine digits count.
            ///
            /// # Errors
            ///
            /// That the text has no value, or one that the type cannot hold.
            pub fn $read(&self) -> Result<$value, <$value as ::std::str::FromStr>::Err> {
                $crate::codegen::read_text(&self.0)
            }
        }

        impl From<$value> for $name {
            fn from(value: $value) -> Self {
                Self(value.to_string())
            }
        }

        impl TryFrom<&$name> for $value {
            type Error = <$value as ::std::str::FromStr>::Err;

            fn try_from(text: &$name) -> Result<Self, Self::Error> {
                text.$read()
            }
        }

        /// Takes only a text that has a value.
        impl ::std::str::FromStr for $name {
            type Err = <$value as ::std::str::FromStr>::Err;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::codegen::check_text::<$value>(text).map(|()| Self(text.to_owned()))
            }
        }

        /// Whether the text has this value, in whichever way it is written.
        impl PartialEq<$value> for $name {
            fn eq(&self, value: &$value) -> bool {
                self.$read().is_ok_and(|read| read == *value)
            }
        }

        /// Takes any string. Where a server reads a request, it takes only a valid one.
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <String as ::serde::Deserialize>::deserialize(deserializer)?;
                if $crate::codegen::is_strict() {
                    $crate::codegen::check_text::<$value>(&text).map_err(::serde::de::Error::custom)?;
                }
                Ok(Self(text))
            }
        }
    };
}
/// The value of a text.
///
/// # Errors
///
/// That it has none, or one that the type cannot hold.
pub fn read_text<T: FromStr>(text: &str) -> Result<T, T::Err> {
    without_excess(text).parse()
}

/// Whether a text has a value, even if the type cannot hold it.
///
/// # Errors
///
/// That it has none.
pub fn check_text<T: FromStr>(text: &str) -> Result<(), T::Err> {
    read_text::<T>(text).map(drop).or_else(|error| {
        // What jiff calls a point in time ends a day before the year 9999 does, and .NET writes "never" as its last moment.
        let year_before = text.strip_prefix("9999").map(|rest| read_text::<T>(&format!("9998{rest}")));
        if year_before.is_some_and(|read| read.is_ok()) { Ok(()) } else { Err(error) }
    })
}

/// A fraction may have any number of digits, but jiff reads nine.
fn without_excess(text: &str) -> Cow<'_, str> {
    const MOST: usize = 9;
    let shortened = text.split_once('.').and_then(|(whole, rest)| {
        let end = rest.find(|character: char| !character.is_ascii_digit()).unwrap_or(rest.len());
        let (digits, behind) = rest.split_at_checked(end)?;
        let kept = digits.get(..MOST).filter(|kept| kept.len() < digits.len())?;
        Some(format!("{whole}.{kept}{behind}"))
    });
    shortened.map_or(Cow::Borrowed(text), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_exceeds_nine_digits_is_cut() {
        for (text, cut) in [
            ("12:00:00.1234567891Z", "12:00:00.123456789Z"),
            ("12:00:00.12345678912345+01:00", "12:00:00.123456789+01:00"),
            ("12:00:00.1234567891", "12:00:00.123456789"),
            ("12:00:00.123456789Z", "12:00:00.123456789Z"),
            ("12:00:00.Z", "12:00:00.Z"),
            ("ü.ü", "ü.ü"),
            ("", ""),
        ] {
            assert_eq!(without_excess(text), cut);
            assert_eq!(matches!(without_excess(text), Cow::Borrowed(_)), text == cut, "{text}");
        }
    }

    #[test]
    fn the_last_year_is_as_good_as_the_one_before() {
        /// Like the points in time of jiff.
        struct Moment;
        impl FromStr for Moment {
            type Err = &'static str;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    "9998-12-31Z" => Ok(Self),
                    "9999-12-31Z" => Err("too late"),
                    _ => Err("no moment"),
                }
            }
        }
        assert_eq!(check_text::<Moment>("9999-12-31Z"), Ok(()));
        assert_eq!(check_text::<Moment>("9999-13-31Z"), Err("no moment"));
        assert_eq!(read_text::<Moment>("9999-12-31Z").err(), Some("too late"));
    }
}
