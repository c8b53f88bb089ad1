//! What the generator writes for an open object.

/// Reads and writes an object that is open: its fields, each with its name on the wire and with what it is.
///
/// A field is `required`, `optional`, `stated` (it must be there, even if it is `null`), `present` (`null` is a value of it,
/// not an absence), a `constant` or one that may be `absent`; and `finite` where it consists of numbers that may be none.
/// In `hides` are the names of what is not shown.
#[doc(hidden)]
#[macro_export]
macro_rules! __open_object {
    ($(#[hides($secrets:path)])? impl $type:ident { $($(#[$gate:meta])* const $field:ident: $kind:ident $(<$finite:ident>)? = $name:literal;)* }) => {
        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::codegen::read_open(deserializer)
            }
        }

        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::codegen::write_open(self, serializer)
            }
        }

        impl $crate::codegen::Open for $type {
            $(const SECRETS: &'static [&'static str] = $secrets;)?

            fn read<'de, A: ::serde::de::MapAccess<'de>>(
                object: &mut $crate::codegen::Reading<'de, A>,
            ) -> Result<Self, A::Error> {
                $($(#[$gate])* let mut $field = None;)*
                while let Some(name) = object.name()? {
                    match &*name {
                        $($(#[$gate])* $name => $crate::codegen::open_object!(@fill $kind object $name $field),)*
                        _ => object.unknown(&name)?,
                    }
                }
                Ok(Self {
                    $($(#[$gate])* $field: $crate::codegen::open_object!(@read $kind $name $field),)*
                    extra: object.extra(),
                })
            }

            #[allow(unused_variables, reason = "there may be no field")]
            fn write<M: ::serde::ser::SerializeMap>(
                &self,
                object: &mut $crate::codegen::Writing<'_, M>,
            ) -> Result<(), M::Error> {
                $($(#[$gate])* $crate::codegen::open_object!(@write $kind $name self.$field, object $($finite)?);)*
                Ok(())
            }

            fn extra(&self) -> &$crate::Extra {
                &self.extra
            }
        }
    };
    (@fill stated $object:ident $name:literal $value:ident) => {
        $object.stated($name, &mut $value)?
    };
    (@fill present $object:ident $name:literal $value:ident) => {
        $object.present($name, &mut $value)?
    };
    (@fill $kind:ident $object:ident $name:literal $value:ident) => {
        $object.field($name, &mut $value)?
    };
    (@read required $name:literal $value:ident) => {
        $value.ok_or_else(|| ::serde::de::Error::missing_field($name))?
    };
    (@read stated $name:literal $value:ident) => {
        $value.ok_or_else(|| ::serde::de::Error::missing_field($name))?
    };
    (@read absent $name:literal $value:ident) => {
        $value.unwrap_or_else($crate::codegen::BaseTag::absent)
    };
    (@read $kind:ident $name:literal $value:ident) => {
        $value.unwrap_or_default()
    };
    (@write absent $name:literal $self:ident.$field:ident, $object:ident) => {
        if !$self.$field.is_absent() {
            $crate::codegen::open_object!(@member $name (&$self.$field), $object);
        }
    };
    (@write optional $name:literal $self:ident.$field:ident, $object:ident $($finite:ident)?) => {
        if let Some(value) = &$self.$field {
            $crate::codegen::open_object!(@member $name value, $object $($finite)?);
        }
    };
    (@write present $name:literal $self:ident.$field:ident, $object:ident $($finite:ident)?) => {
        if let Some(value) = &$self.$field {
            $crate::codegen::open_object!(@member $name value, $object $($finite)?);
        }
    };
    (@write $kind:ident $name:literal $self:ident.$field:ident, $object:ident $($finite:ident)?) => {
        $crate::codegen::open_object!(@member $name (&$self.$field), $object $($finite)?);
    };
    (@member $name:literal $value:tt, $object:ident) => {
        $object.member($name, $value)?;
    };
    (@member $name:literal $value:tt, $object:ident finite) => {
        $object.number($name, $value)?;
    };
}
