//! What the generator writes for an object.

/// Makes an object, from its fields, each with its name on the wire and with what it is, and reads and writes it. What no field
/// is for is kept in the `rest`, if there is one.
///
/// A field is `required`, `optional`, `stated` (it must be there, even if it is `null`), `present` (`null` is a value of it,
/// not an absence), a `constant` or one that may be `absent`; and `finite` where it consists of numbers that may be none. The
/// name on the wire may be an `alias` in the documentation.
///
/// The object `implements` what it does not derive, and `secrets` are the names of what is not shown. Its constructor
/// and its setters may follow. Calls have the same fields: `calls!` uses `@read`, where a `former` name may
/// stand, which is read, too.
///
/// Each kind of field is a method of `Reading` and one of `Writing`; one that may be `finite` is one of `WritingNumbers`, too.
#[doc(hidden)]
#[macro_export]
macro_rules! __object {
    (
        #[object(
            $(rest = $extra:ident $(,)?)?
            $(implements = $total:ident $(,)?)?
            $(secrets = $secrets:path)?
        )]
        $(#[$attribute:meta])*
        $visibility:vis struct $type:ident { $(
            $(#[doc = $docs:expr])*
            $(#[cfg($since:meta)])?
            #[member($kind:ident $(, $finite:ident)?, $wire:literal $(, $alias:ident)?)]
            $(#[$field_attribute:meta])*
            $field_visibility:vis $field:ident: $ty:ty,
        )* }

        $($methods:tt)*
    ) => {
        $(#[$attribute])*
        #[non_exhaustive]
        $visibility struct $type {
            $(
                $(#[doc = $docs])*
                $(#[cfg($since)])?
                $(#[doc($alias = $wire)])?
                $(#[$field_attribute])*
                $field_visibility $field: $ty,
            )*
            $(
                /// The properties that the specification does not describe, as they came or as they are to be sent.
                $visibility $extra: $crate::Extra,
            )?
        }

        $(impl ::std::cmp::$total for $type {})?

        $crate::__methods!([$($extra)?] [$($secrets)?] $type $($methods)*);

        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::codegen::read_object(deserializer)
            }
        }

        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::codegen::write_object(self, serializer)
            }
        }

        impl $crate::codegen::Object for $type {
            $(const SECRETS: &'static [&'static str] = $secrets;)?

            fn read<'de, A: ::serde::de::MapAccess<'de>>(
                object: &mut $crate::codegen::Reading<'de, A>,
            ) -> Result<Self, A::Error> {
                $crate::codegen::object!(@read object (Self) [$($extra)?] $(
                    $(#[cfg($since)])?
                    const $field: $kind = $wire;
                )*)
            }
        }

        impl $crate::codegen::Written for $type {
            #[allow(unused_variables, reason = "there may be no field")]
            fn write<M: ::serde::ser::SerializeMap>(&self, object: &mut $crate::codegen::Writing<M>) {
                let Self { $($(#[cfg($since)])? $field,)* .. } = self;
                $($(#[cfg($since)])? object $(.$finite())? .$kind($wire, $field);)*
            }

            $(fn extra(&self) -> Option<&$crate::Extra> {
                Some(&self.$extra)
            })?
        }
    };

    (@read $object:ident ($($made:tt)*) [$($extra:ident)?] $(
        $(#[cfg($since:meta)])?
        $(#[former($former:literal)])?
        const $field:ident: $kind:ident = $name:literal;
    )*) => {{
        $(let $extra = $object.headers();)?
        $($(#[cfg($since)])? let mut $field = None;)*
        while let Some(name) = $object.next() {
            match name {
                $($(#[cfg($since)])? $name $(| $former)? => {
                    $object.$kind($name, &mut $field)
                })*
                _ => $crate::codegen::object!(@rest $object $($extra)?),
            }
        }
        $($(#[cfg($since)])? $crate::codegen::object!(@take $object $kind $name $field);)*
        let made = $($made)* {
            $($(#[cfg($since)])? $field,)*
            $($extra: $object.extra($extra),)?
        };
        $object.made(made)
    }};
    (@rest $object:ident) => { $object.skip() };
    (@rest $object:ident $extra:ident) => { $object.keep() };
    (@take $object:ident present $name:literal $value:ident) => {};
    (@take $object:ident optional $name:literal $value:ident) => { let $value = $value.flatten(); };
    (@take $object:ident constant $name:literal $value:ident) => { let $value = $value.unwrap_or_default(); };
    (@take $object:ident absent $name:literal $value:ident) => {
        let $value = $value.unwrap_or_else($crate::codegen::BaseTag::absent);
    };
    (@take $object:ident $kind:ident $name:literal $value:ident) => {
        let Some($value) = $value else { return $object.missing($name) };
    };
}
