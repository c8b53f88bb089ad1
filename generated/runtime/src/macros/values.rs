//! Structs of the values that a constructor takes.

/// Makes the struct of what a constructor takes, from that and from a row for each value: in a literal each value has a name,
/// and the compiler refuses one that is missing or doubled.
#[doc(hidden)]
#[macro_export]
macro_rules! __values {
    (
        #[of($owner:ident $(<$lifetime:lifetime $(,)?>)?::$new:ident)]
        pub struct $name:ident $(<$own:lifetime $(,)?>)? { $($(#[$lint:meta])* $value:ident: $ty:ty,)* }
    ) => {
        #[doc = concat!(
            " Each value that [`", stringify!($owner), "::", stringify!($new), "`] takes, by its name: `",
            stringify!($owner), "::from(", stringify!($name), " { .. })`."
        )]
        pub struct $name $(<$own>)? {
            $(
                #[doc = concat!(
                    " What [`", stringify!($owner), "::", stringify!($new), "`] takes as `", stringify!($value), "`."
                )]
                $(#[$lint])*
                pub $value: $ty,
            )*
        }

        /// Shows none of the values.
        impl $(<$own>)? ::std::fmt::Debug for $name $(<$own>)? {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }

        impl $(<$lifetime>)? From<$name $(<$own>)?> for $owner $(<$lifetime>)? {
            #[allow(deprecated, reason = "what is deprecated is made all the same")]
            fn from(values: $name $(<$own>)?) -> Self {
                Self::$new($(values.$value),*)
            }
        }
    };
}

#[cfg(test)]
#[expect(unreachable_pub, reason = "the values of an API are public, and these are not")]
mod tests {
    #[derive(Debug, PartialEq)]
    struct Thing<'a> {
        first: &'a str,
        second: &'a str,
    }

    impl<'a> Thing<'a> {
        const fn new(first: &'a str, second: &'a str) -> Self {
            Self { first, second }
        }
    }

    // A lifetime that has a line of its own has a comma behind it.
    #[rustfmt::skip]
    crate::codegen::values! {
        #[of(Thing<'a,>::new)]
        pub struct ThingValues<'a,> {
            first: &'a str,
            second: &'a str,
        }
    }

    #[test]
    fn each_value_gets_where_its_name_says() {
        let values = ThingValues { second: "2", first: "1" };
        assert_eq!(format!("{values:?}"), "ThingValues { .. }");
        assert_eq!(Thing::from(values), Thing::new("1", "2"));
    }
}
