//! How structs of one field are read and written. serde's derive macros would do the same, but whoever uses the client would
//! compile five crates more before anything of it: two fifths of a first build without a transport.

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

#[cfg(test)]
mod tests {
    #[derive(Debug, PartialEq)]
    struct Colours(Vec<i64>);

    crate::codegen::transparent!(Colours);

    #[test]
    fn a_type_is_on_the_wire_what_it_is_made_of() {
        let read = serde_json::from_str::<Colours>("[1,7]").ok();
        assert_eq!(read, Some(Colours(vec![1, 7])));
        assert_eq!(read.and_then(|read| serde_json::to_string(&read).ok()).as_deref(), Some("[1,7]"));
        assert!(serde_json::from_str::<Colours>("1").is_err());
    }
}
