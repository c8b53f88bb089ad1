//! How enumerations and structs of one field are read and written. serde's derive macros would do the same, but whoever uses the
//! client would compile five crates more before anything of it: two fifths of a first build without a transport.

/// Reads and writes a struct of one field as that field is.
#[doc(hidden)]
#[macro_export]
macro_rules! __transparent {
    ($name:ident) => {
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                ::serde::Deserialize::deserialize(deserializer).map(Self)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                ::serde::Serialize::serialize(&self.0, serializer)
            }
        }
    };
}

/// Reads and writes an enumeration as the number or the text that it stands for: it is made of that, and has a method which
/// tells it.
#[doc(hidden)]
#[macro_export]
macro_rules! __enumeration {
    ($name:ident($wire:ty) as $told:ident) => {
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
    #[derive(Debug, PartialEq)]
    enum Colour {
        Red,
        Unknown(i64),
    }

    impl Colour {
        const fn value(&self) -> i64 {
            match *self {
                Self::Red => 1,
                Self::Unknown(number) => number,
            }
        }
    }

    impl From<i64> for Colour {
        fn from(number: i64) -> Self {
            if number == 1 { Self::Red } else { Self::Unknown(number) }
        }
    }

    crate::codegen::enumeration!(Colour(i64) as value);

    #[derive(Debug, PartialEq)]
    struct Colours(Vec<Colour>);

    crate::codegen::transparent!(Colours);

    #[test]
    fn a_type_is_on_the_wire_what_it_is_made_of() {
        let read = serde_json::from_str::<Colours>("[1,7]").ok();
        assert_eq!(read, Some(Colours(vec![Colour::Red, Colour::Unknown(7)])));
        assert_eq!(read.and_then(|read| serde_json::to_string(&read).ok()).as_deref(), Some("[1,7]"));
        assert!(
            serde_json::from_str::<Colours>("1").is_err() && serde_json::from_str::<Colour>("\"1\"").is_err()
        );
    }
}
