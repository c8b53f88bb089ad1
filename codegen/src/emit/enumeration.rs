//! Enumerations: named integers, and room for those that nobody has named yet.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{self, code, prose};
use super::gated::Gated;
use super::ident;
use super::object::{inferred, since};
use crate::ir::{Api, Enumeration, EnumerationValue, Schema};

/// The items of an enumeration's file.
pub(super) fn items(api: &Api, schema: &Schema, enumeration: &Enumeration) -> Vec<TokenStream> {
    let arms: Vec<Arms> = enumeration.values.iter().map(|value| Arms::new(api, schema, value)).collect();
    vec![
        declaration(api, schema, &arms),
        to_number(schema, &arms),
        from_number(schema, &arms),
        into_number(schema),
    ]
}

/// What one value becomes everywhere, made in one go.
struct Arms {
    variant: TokenStream,
    to_number: TokenStream,
    from_number: TokenStream,
}

impl Arms {
    fn new(api: &Api, schema: &Schema, value: &EnumerationValue) -> Self {
        let name = ident(&value.name.ident);
        let number = Literal::i64_unsuffixed(value.number);
        let younger = value.since.gate != schema.since.gate;
        let docs = docs::paragraphs([
            match value.docs.as_str() {
                "" => format!("{}.", code(&value.name.wire)),
                text => prose(text),
            },
            format!("The number {} on the wire.", value.number),
            if younger { since(api, value.since) } else { String::new() },
        ]);
        let alias = docs::alias(&value.name.wire, &value.name.ident);
        let gated = |tokens| Gated::new(value.since, tokens).within(schema.since.gate, api);
        Self {
            variant: gated(quote! { #docs #alias #name, }),
            to_number: gated(quote! { Self::#name => #number, }),
            from_number: gated(quote! { #number => Self::#name, }),
        }
    }
}

fn declaration(api: &Api, schema: &Schema, arms: &[Arms]) -> TokenStream {
    let name = ident(&schema.name.ident);
    let docs = docs::paragraphs([
        prose(&schema.docs),
        inferred(&schema.name.wire, schema.inferred.as_deref()),
        "An integer on the wire. A number that has no name here is kept as [`Unknown`](Self::Unknown)."
            .to_owned(),
        since(api, schema.since),
    ]);
    let alias = docs::alias(&schema.name.wire, &schema.name.ident);
    let variants = arms.iter().map(|arms| &arms.variant);
    quote! {
        #docs
        #alias
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(from = "i64", into = "i64")]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A number that has no name here. Use `From<i64>` to make a value of a number.
            Unknown(i64),
        }
    }
}

fn to_number(schema: &Schema, arms: &[Arms]) -> TokenStream {
    let name = ident(&schema.name.ident);
    let arms = arms.iter().map(|arms| &arms.to_number);
    quote! {
        impl #name {
            /// The number on the wire.
            #[must_use]
            pub const fn value(self) -> i64 {
                match self {
                    #(#arms)*
                    Self::Unknown(number) => number,
                }
            }
        }
    }
}

fn from_number(schema: &Schema, arms: &[Arms]) -> TokenStream {
    let name = ident(&schema.name.ident);
    let arms = arms.iter().map(|arms| &arms.from_number);
    quote! {
        impl From<i64> for #name {
            fn from(number: i64) -> Self {
                match number {
                    #(#arms)*
                    unknown => Self::Unknown(unknown),
                }
            }
        }
    }
}

fn into_number(schema: &Schema) -> TokenStream {
    let name = ident(&schema.name.ident);
    quote! {
        impl From<#name> for i64 {
            fn from(value: #name) -> Self {
                value.value()
            }
        }
    }
}
