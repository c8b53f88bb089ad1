//! Sets of flags: a number on the wire, each bit of which says something.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::{self, default, described, inferred, since, title, younger};
use crate::emit::gated::Gated;
use crate::emit::{deprecated, former, ident, literal, versions};
use crate::ir::{Api, EnumerationValue, Literal, Schema};
use crate::markdown::code;

/// The items of a file of flags.
pub(in crate::emit) fn items(api: &Api, schema: &Schema, flags: &[EnumerationValue]) -> Vec<TokenStream> {
    let formers = former::of_values(api, schema, flags, None);
    [declaration(api, schema, flags)].into_iter().chain(formers).collect()
}

fn declaration(api: &Api, schema: &Schema, flags: &[EnumerationValue]) -> TokenStream {
    let name = ident(&schema.name.ident);
    let docs = docs::paragraphs([
        title(schema),
        deprecated::docs(schema.deprecated.as_ref()),
        default(schema.default.as_deref()),
        inferred(&schema.name.wire, schema.inferred.as_deref()),
        "An integer on the wire, in which each bit is a flag. `|` puts flags together, and\n\
         [`contains`](Self::contains) says which are set. Those that have no name here are kept."
            .to_owned(),
        since(api, schema.since),
    ]);
    let alias = docs::alias(&schema.name.wire, &schema.name.ident);
    let constants = flags.iter().map(|flag| constant(api, schema, flag));
    quote! {
        crate::runtime::flags! {
            #docs
            #alias
            pub struct #name;

            impl #name { #(#constants)* }
        }
    }
}

fn constant(api: &Api, schema: &Schema, flag: &EnumerationValue) -> TokenStream {
    let (name, bits) = (ident(&flag.name.ident), bits(flag));
    let bits = literal::integer(bits);
    let docs = docs::paragraphs([
        described(&flag.docs, || format!("{}.", code(&flag.name.wire))),
        format!("The number {bits} on the wire.", bits = bits.to_string().replace('_', "")),
        deprecated::docs(flag.deprecated.as_ref()),
        younger(api, (schema.since, flag.since)),
    ]);
    let alias = docs::alias(&flag.name.wire, &flag.name.ident);
    let deprecated = deprecated::attribute(flag.deprecated.as_ref().or(schema.deprecated.as_ref()));
    let constant = quote! { #docs #alias #deprecated pub const #name: Self = Self(#bits); };
    Gated::new(flag.since, constant).within(schema.since.gate, api)
}

fn bits(flag: &EnumerationValue) -> i64 {
    match flag.literal {
        Literal::Integer(bits) => bits,
        Literal::Text(_) => 0,
    }
}

/// How the flags that are younger than their type are looked at. Several that have a name together are looked at one by one.
pub(in crate::emit) fn check(api: &Api, schema: &Schema, flags: &[EnumerationValue]) -> TokenStream {
    let single = flags.iter().filter(|flag| bits(flag).count_ones() == 1);
    let looks = single.filter_map(|flag| {
        let needed = versions::since(api, flag.since.gate.beyond(schema.since.gate));
        let bits = literal::integer(bits(flag));
        let look = quote! { if self.value() & #bits != 0 { #(checker.needs(#needed);)* } };
        (!needed.is_empty()).then(|| Gated::new(flag.since, look).within(schema.since.gate, api))
    });
    quote! { #(#looks)* }
}
