//! Enumerations, which are a number or a text on the wire.

/// Makes an enumeration, from its values and what each is on the wire. The first attribute names the variant for a value without
/// a name, which holds an `i64` or a `String`.
#[doc(hidden)]
#[macro_export]
macro_rules! __enumeration {
    (
        #[otherwise($rest:ident(i64))]
        $(#[$attribute:meta])*
        pub enum $name:ident { $(
            $(#[doc = $docs:expr])*
            $(#[cfg($since:meta)])?
            $(#[doc($alias:meta)])?
            $(#[deprecated = $note:literal])?
            $variant:ident = $value:literal,
        )* }
    ) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $(
                $(#[doc = $docs])*
                #[doc = ""]
                #[doc = concat!(" The number ", $value, " on the wire.")]
                $(#[cfg($since)])?
                $(#[doc($alias)])?
                $(#[deprecated = $note])?
                $variant,
            )*
            /// A number that has no name here. Use `From<i64>` to make a value of a number.
            ///
            /// Compare by [`value`](Self::value) and not with this variant: another crate in the same build may turn on a
            #[doc = concat!(" newer feature that names the number, which is no longer `", stringify!($rest), "` then.")]
            $rest(i64),
        }

        #[allow(deprecated, reason = "what is deprecated is read and written all the same")]
        impl $name {
            /// The number on the wire.
            #[must_use]
            pub const fn value(self) -> i64 {
                match self {
                    $($(#[cfg($since)])? Self::$variant => $value,)*
                    Self::$rest(number) => number,
                }
            }
        }

        #[allow(deprecated, reason = "what is deprecated is read and written all the same")]
        impl ::std::convert::From<i64> for $name {
            fn from(number: i64) -> Self {
                match number {
                    $($(#[cfg($since)])? $value => Self::$variant,)*
                    unknown => Self::$rest(unknown),
                }
            }
        }

        impl ::std::convert::From<$name> for i64 {
            fn from(value: $name) -> Self {
                value.value()
            }
        }

        /// As on the wire.
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.value(), f)
            }
        }

        $crate::codegen::enumeration!(@serde $name(i64) value);
    };
    (
        #[otherwise($rest:ident(String))]
        $(#[$attribute:meta])*
        pub enum $name:ident { $(
            $(#[doc = $docs:expr])*
            $(#[cfg($since:meta)])?
            $(#[doc($alias:meta)])?
            $(#[deprecated = $note:literal])?
            $variant:ident = $value:literal,
        )* }
    ) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $(
                $(#[doc = $docs])*
                $(#[cfg($since)])?
                $(#[doc($alias)])?
                $(#[deprecated = $note])?
                $variant,
            )*
            /// A text that has no name here. Use `From<String>` to make a value of a text.
            ///
            /// Compare by [`as_str`](Self::as_str) and not with this variant: another crate in the same build may turn on a
            #[doc = concat!(" newer feature that names the text, which is no longer `", stringify!($rest), "` then.")]
            $rest(String),
        }

        #[allow(deprecated, reason = "what is deprecated is read and written all the same")]
        impl $name {
            /// The text on the wire.
            #[must_use]
            pub const fn as_str(&self) -> &str {
                match self {
                    $($(#[cfg($since)])? Self::$variant => $value,)*
                    Self::$rest(text) => text.as_str(),
                }
            }
        }

        #[allow(deprecated, reason = "what is deprecated is read and written all the same")]
        impl ::std::convert::From<String> for $name {
            fn from(text: String) -> Self {
                match text.as_str() {
                    $($(#[cfg($since)])? $value => Self::$variant,)*
                    _ => Self::$rest(text),
                }
            }
        }

        impl ::std::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::from(text.to_owned())
            }
        }

        impl ::std::convert::From<$name> for String {
            fn from(value: $name) -> Self {
                value.as_str().to_owned()
            }
        }

        /// As on the wire.
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        $crate::codegen::enumeration!(@serde $name(String) as_str);
    };
    (@serde $name:ident($wire:ty) $told:ident) => {
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <$wire as ::serde::Deserialize>::deserialize(deserializer).map(Self::from)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                ::serde::Serialize::serialize(&self.$told(), serializer)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    crate::codegen::enumeration! {
        #[otherwise(Unknown(i64))]
        /// What it is.
        pub enum Colour {
            /// It is red.
            #[deprecated = "it is gone"]
            Red = -1,
            #[cfg(test)]
            #[doc(alias = "verde")]
            Green = 2,
            #[cfg(not(test))]
            Blue = 3,
            Least = -9_223_372_036_854_775_808,
        }
    }

    crate::codegen::enumeration! {
        #[otherwise(Other(String))]
        pub enum Size {
            #[cfg(test)]
            Large = "l",
            #[cfg(not(test))]
            Small = "s",
        }
    }

    fn written(value: &impl serde::Serialize) -> String {
        serde_json::to_string(value).unwrap_or_default()
    }

    #[test]
    #[expect(deprecated, reason = "it is read and written all the same")]
    fn a_number_is_a_value_that_may_have_no_name() {
        let read = serde_json::from_str::<Vec<Colour>>("[-1,2,3]").unwrap_or_default();
        assert_eq!(read, [Colour::Red, Colour::Green, Colour::Unknown(3)]);
        assert_eq!(written(&read), "[-1,2,3]");
        assert_eq!(
            (Colour::Red.value(), i64::from(Colour::from(7)), Colour::Green.to_string()),
            (-1, 7, "2".to_owned())
        );
        assert_eq!((Colour::Least.value(), Colour::from(i64::MIN)), (i64::MIN, Colour::Least));
        assert!(serde_json::from_str::<Colour>("\"2\"").is_err());
    }

    #[test]
    fn a_text_is_a_value_that_may_have_no_name() {
        let read = serde_json::from_str::<Vec<Size>>(r#"["l","s"]"#).unwrap_or_default();
        assert_eq!(read, [Size::Large, Size::Other("s".to_owned())]);
        assert_eq!(written(&read), r#"["l","s"]"#);
        assert_eq!(
            (Size::from("l").as_str(), String::from(Size::from("m")), Size::Large.to_string()),
            ("l", "m".to_owned(), "l".to_owned())
        );
        assert!(serde_json::from_str::<Size>("1").is_err());
    }
}
