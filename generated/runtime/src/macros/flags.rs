//! Sets of flags, which are a number on the wire.

/// Makes the type of a set of flags, from its name and a constant for each flag.
#[doc(hidden)]
#[macro_export]
macro_rules! __flags {
    (
        $(#[$attribute:meta])*
        pub struct $name:ident;

        impl $same:ident { $(
            $(#[doc = $docs:expr])*
            $(#[cfg($version:meta)])?
            $(#[doc($alias:meta)])?
            $(#[deprecated = $note:literal])?
            pub const $flag:ident: Self = Self($bits:literal);
        )* }
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
        pub struct $name(i64);

        $crate::codegen::transparent!($name);

        impl $name {
            $(
                $(#[doc = $docs])*
                $(#[cfg($version)])?
                $(#[doc($alias)])?
                $(#[deprecated = $note])?
                pub const $flag: Self = Self($bits);
            )*

            /// The number on the wire.
            #[must_use]
            pub const fn value(self) -> i64 {
                self.0
            }

            /// Whether all of these flags are set.
            #[must_use]
            pub const fn contains(self, flags: Self) -> bool {
                self.0 & flags.0 == flags.0
            }

            /// Whether no flag is set.
            #[must_use]
            pub const fn is_empty(self) -> bool {
                self.0 == 0
            }

            /// All that is set but these flags.
            #[must_use]
            pub const fn without(self, flags: Self) -> Self {
                Self(self.0 & !flags.0)
            }
        }

        /// All that is set in either of the two.
        impl ::std::ops::BitOr for $name {
            type Output = Self;

            fn bitor(self, flags: Self) -> Self {
                Self(self.0 | flags.0)
            }
        }

        impl ::std::ops::BitOrAssign for $name {
            fn bitor_assign(&mut self, flags: Self) {
                self.0 |= flags.0;
            }
        }

        /// With whatever bits are set.
        impl ::std::convert::From<i64> for $name {
            fn from(number: i64) -> Self {
                Self(number)
            }
        }

        impl ::std::convert::From<$name> for i64 {
            fn from(flags: $name) -> Self {
                flags.0
            }
        }

        /// As on the wire.
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }

        /// The names of the flags that are set, and the bits that have none.
        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                let named: &[(&str, i64)] = &[$($(#[cfg($version)])? (stringify!($flag), $bits)),*];
                $crate::codegen::debug_flags(f, (stringify!($name), self.0), named)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    crate::codegen::flags! {
        pub struct Rights;

        impl Rights {
            pub const PLAY: Self = Self(1);
            pub const DELETE: Self = Self(2);
        }
    }

    #[test]
    fn flags_are_set_and_taken_away_and_a_number_elsewhere() {
        let both = Rights::PLAY | Rights::DELETE;
        let mut rights = Rights::from(4);
        rights |= both;
        assert_eq!((rights.value(), i64::from(rights), rights.to_string().as_str()), (7, 7, "7"));
        assert_eq!(format!("{rights:?}"), "Rights(PLAY | DELETE | 0x4)");
        assert!(
            rights.contains(both) && !Rights::PLAY.contains(both) && Rights::PLAY.contains(Rights::default())
        );
        assert_eq!((rights.without(both), rights.without(rights).is_empty()), (Rights::from(4), true));
        assert!(!rights.is_empty());
        let json = serde_json::to_string(&rights).unwrap_or_default();
        assert_eq!((json.as_str(), serde_json::from_str(&json).ok()), ("7", Some(rights)));
    }
}
