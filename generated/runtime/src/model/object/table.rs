//! What the generator writes for an object.

/// Reads and writes an object: its fields, each with its name on the wire and with what it is. One that is `Open` keeps
/// the rest in `extra`.
///
/// A field is `required`, `optional`, `stated` (it must be there, even if it is `null`), `present` (`null` is a value of it,
/// not an absence), a `constant` or one that may be `absent`; and `finite` where it consists of numbers that may be none.
/// In `hides` are the names of what is not shown. In front of a field may stand the condition of its version, and then a
/// `former` name, which is read, too. Calls have the same fields: `calls!` uses `@read`.
///
/// Each kind of field is a method of `Reading` and one of `Writing`; one that may be `finite` is one of `WritingNumbers`, too.
#[doc(hidden)]
#[macro_export]
macro_rules! __object {
    ($(#[hides($secrets:path)])? impl Open for $type:ident { $($fields:tt)* }) => {
        $crate::codegen::object!(@impl $type [$($secrets)?] keep [extra] $($fields)*);
    };
    ($(#[hides($secrets:path)])? impl $type:ident { $($fields:tt)* }) => {
        $crate::codegen::object!(@impl $type [$($secrets)?] skip [] $($fields)*);
    };
    (@impl $type:ident [$($secrets:path)?] $rest:ident [$($extra:ident)?] $($fields:tt)*) => {
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
                $crate::codegen::object!(@read object $rest (Self) [$($extra)?] $($fields)*)
            }
        }

        impl $crate::codegen::Written for $type {
            #[allow(unused_variables, reason = "there may be no field")]
            fn write<M: ::serde::ser::SerializeMap>(&self, object: &mut $crate::codegen::Writing<M>) {
                let $crate::codegen::object!(@pattern $($fields)*) = self;
                $crate::codegen::object!(@write object $($fields)*);
            }

            $(fn extra(&self) -> Option<&$crate::Extra> {
                Some(&self.$extra)
            })?
        }
    };

    (@read $object:ident $rest:ident ($($made:tt)*) [$($extra:ident)?] $(
        $(#[cfg($since:meta)])?
        $(#[former($former:literal)])?
        const $field:ident: $kind:ident $(<$finite:ident>)? = $name:literal;
    )*) => {{
        $(let $extra = $object.headers();)?
        $($(#[cfg($since)])? let mut $field = None;)*
        while let Some(name) = $object.next() {
            match name {
                $($(#[cfg($since)])? $name $(| $former)? => {
                    $object.$kind($name, &mut $field)
                })*
                _ => $object.$rest(),
            }
        }
        $($(#[cfg($since)])? $crate::codegen::object!(@take $object $kind $name $field);)*
        let made = $($made)* {
            $($(#[cfg($since)])? $field,)*
            $($extra: $object.extra($extra),)?
        };
        $object.made(made)
    }};
    (@take $object:ident present $name:literal $value:ident) => {};
    (@take $object:ident optional $name:literal $value:ident) => { let $value = $value.flatten(); };
    (@take $object:ident constant $name:literal $value:ident) => { let $value = $value.unwrap_or_default(); };
    (@take $object:ident absent $name:literal $value:ident) => {
        let $value = $value.unwrap_or_else($crate::codegen::BaseTag::absent);
    };
    (@take $object:ident $kind:ident $name:literal $value:ident) => {
        let Some($value) = $value else { return $object.missing($name) };
    };

    (@write $object:ident $(
        $(#[cfg($since:meta)])?
        const $field:ident: $kind:ident $(<$finite:ident>)? = $name:literal;
    )*) => {
        $($(#[cfg($since)])? $object $(.$finite())? .$kind($name, $field);)*
    };
    (@pattern $(
        $(#[cfg($since:meta)])?
        const $field:ident: $kind:ident $(<$finite:ident>)? = $name:literal;
    )*) => {
        Self { $($(#[cfg($since)])? $field,)* .. }
    };
}
