//! The setters of an object.

/// Makes the setters of an object, from a row for each: its name, what it takes, and the value that the field gets. An object
/// that is `Open` gets `with_extra` as well. The fields may be those of another struct, which is in a box.
#[doc(hidden)]
#[macro_export]
macro_rules! __setters {
    ($(#[hides($secrets:path)])? $(#[fields($fields:ident)])? impl Open for $type:ident { $($setters:tt)* }) => {
        $crate::codegen::setters!($(#[fields($fields)])? impl $type { $($setters)* });

        impl $type {
            /// Adds properties to `extra`. If one of them has a field of its own that is set, the field is sent.
            #[must_use]
            pub fn with_extra(mut self, extra: impl ::std::convert::Into<$crate::Extra>) -> Self {
                let extra: $crate::Extra = extra.into();
                self.extra.add(extra$(.hiding($secrets))?);
                self
            }
        }
    };
    (#[fields($fields:ident)] impl $type:ident { $($setters:tt)* }) => {
        $crate::codegen::setters!(@each $fields $type $($setters)*);
    };
    (impl $type:ident { $($setters:tt)* }) => {
        $crate::codegen::setters!(@each Self $type $($setters)*);
    };
    (@each $owner:ident $type:ident $(
        $(#[cfg($since:meta)])?
        $(#[deprecated = $note:literal])?
        $(#[allow($($lint:tt)*)])?
        const $setter:ident: fn($field:ident: $taken:ty $(,)?) = $value:expr;
    )*) => {
        impl $type { $(
            #[doc = concat!(" Sets [`", stringify!($field), "`](", stringify!($owner), "::", stringify!($field), ").")]
            $(#[cfg($since)])?
            $(#[deprecated = $note])?
            $(#[allow($($lint)*)])?
            #[must_use]
            pub fn $setter(mut self, $field: $taken) -> Self {
                self.$field = Some($value);
                self
            }
        )* }
    };
}

#[cfg(test)]
#[expect(unreachable_pub, reason = "the models of an API are public, and these are not")]
mod tests {
    use crate::Extra;

    const SECRETS: &[&str] = &["secret"];

    #[derive(Default)]
    struct Thing {
        text: Option<String>,
        #[cfg(test)]
        number: Option<Box<i64>>,
        extra: Extra,
    }

    crate::codegen::setters! {
        #[hides(SECRETS)]
        impl Open for Thing {
            const with_text: fn(text: impl Into<String>) = text.into();
            #[cfg(test)]
            #[allow(clippy::type_complexity, reason = "it could be deep")]
            const with_number: fn(number: i64) = Box::new(number);
            #[cfg(not(test))]
            const with_nothing: fn(nothing: i64) = nothing;
        }
    }

    #[derive(Default)]
    struct Closed {
        text: Option<&'static str>,
    }

    crate::codegen::setters! {
        impl Closed {
            const with_text: fn(text: &'static str) = text;
        }
    }

    #[derive(Default)]
    struct Empty {
        extra: Extra,
    }

    crate::codegen::setters! {
        impl Open for Empty {}
    }

    #[test]
    fn a_setter_converts_what_it_takes() {
        let thing = Thing::default().with_text("one").with_number(2).with_extra([("secret", 3)]);
        assert_eq!((thing.text.as_deref(), thing.number.as_deref()), (Some("one"), Some(&2)));
        let shown = format!("{:?}", thing.extra);
        assert!(thing.extra.contains_key("secret") && !shown.contains('3'), "{shown}");
        assert_eq!(Closed::default().with_text("one").text, Some("one"));
        assert_eq!(Empty::default().with_extra([("a", 1)]).extra.len(), 1);
    }
}
