//! The methods of an object.

/// Makes the methods of an object: its constructor, and a setter for each row. A row has the setter's name, what it takes, and
/// the value that the field gets. Where no constructor stands, `new` is `Default`. An object with a rest has `with_extra`, too.
/// The fields may be those of another type, in a box.
#[doc(hidden)]
#[macro_export]
macro_rules! __methods {
    (@made [$($extra:ident)?] $secrets:tt $fields:ident $type:ident { $($new:tt)* } $(
        $(#[cfg($since:meta)])?
        $(#[deprecated = $note:literal])?
        $(#[allow($($lint:tt)*)])?
        const $setter:ident: fn($field:ident: $taken:ty $(,)?) = $value:expr;
    )*) => {
        /// [`new`](Self::new) makes it, and the methods `with_...` set the rest. A struct literal does not compile in another
        /// crate, because later versions may add fields.
        #[allow(clippy::self_named_constructors, reason = "a schema may be called so")]
        impl $type {
            $($new)*

            $(
                #[doc = concat!(" Sets [`", stringify!($field), "`](", stringify!($fields), "::", stringify!($field), ").")]
                $(#[cfg($since)])?
                $(#[deprecated = $note])?
                $(#[allow($($lint)*)])?
                #[must_use]
                pub fn $setter(mut self, $field: $taken) -> Self {
                    self.$field = Some($value);
                    self
                }
            )*

            $(
                /// Adds properties to `extra`. If one of them has a field of its own that is set, the field is sent.
                #[must_use]
                pub fn with_extra(mut self, $extra: impl ::std::convert::Into<$crate::Extra>) -> Self {
                    let extra: $crate::Extra = $extra.into();
                    self.$extra.add($crate::__methods!(@hiding extra $secrets));
                    self
                }
            )?
        }
    };
    (@hiding $extra:ident []) => { $extra };
    (@hiding $extra:ident [$secrets:path]) => { $extra.hiding($secrets) };

    ($extra:tt $secrets:tt $fields:ident) => {};
    ($extra:tt $secrets:tt $fields:ident impl $type:ident {
        $(#[$attribute:meta])*
        pub fn new($($given:tt)*) -> Self $made:block
        $($setters:tt)*
    }) => {
        $crate::__methods!(@made $extra $secrets $fields $type {
            $(#[$attribute])*
            #[must_use]
            pub fn new($($given)*) -> Self $made
        } $($setters)*);
    };
    ($extra:tt $secrets:tt $fields:ident $(#[deprecated = $note:literal])? impl $type:ident { $($setters:tt)* }) => {
        $crate::__methods!(@made $extra $secrets $fields $type {
            /// Creates it with nothing set.
            $(#[deprecated = $note])?
            #[must_use]
            pub fn new() -> Self {
                Self::default()
            }
        } $($setters)*);
    };
}

#[cfg(test)]
#[expect(unreachable_pub, reason = "the models of an API are public, and these are not")]
mod tests {
    const SECRETS: &[&str] = &["secret"];

    crate::codegen::object! {
        #[object(rest = extra, secrets = SECRETS)]
        #[derive(Default)]
        pub struct Thing {
            #[member(optional, "text")]
            text: Option<String>,
            #[cfg(test)]
            #[member(optional, "number")]
            number: Option<Box<i64>>,
        }

        impl Thing {
            const with_text: fn(text: impl Into<String>) = text.into();
            #[cfg(test)]
            #[allow(clippy::type_complexity, reason = "it could be deep")]
            const with_number: fn(number: i64) = Box::new(number);
            #[cfg(not(test))]
            const with_nothing: fn(nothing: i64) = nothing;
        }
    }

    crate::codegen::object! {
        #[object()]
        pub struct Closed {
            #[member(required, "name")]
            name: String,
            #[member(optional, "text")]
            text: Option<String>,
        }

        impl Closed {
            pub fn new(name: impl Into<String>) -> Self {
                Self { name: name.into(), text: None }
            }

            const with_text: fn(text: String) = text;
        }
    }

    crate::codegen::object! {
        #[object(rest = extra)]
        #[derive(Default)]
        pub struct Empty {}

        impl Empty {}
    }

    #[test]
    fn a_setter_converts_what_it_takes() {
        let thing = Thing::new().with_text("one").with_number(2).with_extra([("secret", 3)]);
        assert_eq!((thing.text.as_deref(), thing.number.as_deref()), (Some("one"), Some(&2)));
        let shown = format!("{:?}", thing.extra);
        assert!(thing.extra.contains_key("secret") && !shown.contains('3'), "{shown}");
        let closed = Closed::new("name").with_text("one".to_owned());
        assert_eq!((closed.name.as_str(), closed.text.as_deref()), ("name", Some("one")));
        assert_eq!(Empty::new().with_extra([("a", 1)]).extra.len(), 1);
    }
}
