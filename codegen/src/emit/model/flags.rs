//! Sets of flags: a number on the wire, each bit of which says something.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::{self, default, described, inferred, since, title};
use crate::emit::gated::gated;
use crate::emit::{deprecated, former, ident, literal};
use crate::markdown::code;
use crate::plan::{FlagPlan, FlagsPlan, Item, ModelPlan};

/// The items of a file of flags.
pub(in crate::emit) fn items(model: &ModelPlan<'_>, FlagsPlan { flags }: &FlagsPlan<'_>) -> Vec<TokenStream> {
    let formers = former::of_values(&model.item, flags.iter().map(|flag| &flag.item), None);
    [declaration(model, flags)].into_iter().chain(formers).collect()
}

fn declaration(model: &ModelPlan<'_>, flags: &[FlagPlan<'_>]) -> TokenStream {
    let item = &model.item;
    let name = ident(&item.name.ident);
    let docs = docs::paragraphs([
        title(item),
        deprecated::docs(item.deprecated),
        default(item.default),
        inferred(item),
        "An integer on the wire, in which each bit is a flag. `|` puts flags together, and\n\
         [`contains`](Self::contains) says which are set. Those that have no name here are kept."
            .to_owned(),
        since(&item.since),
    ]);
    let (page, alias) = (docs::page(model), docs::alias(item));
    let constants = flags.iter().map(|flag| constant(item, flag));
    quote! {
        crate::runtime::flags! {
            #docs
            #page
            #alias
            pub struct #name;

            impl #name { #(#constants)* }
        }
    }
}

fn constant(owner: &Item<'_>, FlagPlan { item, bits }: &FlagPlan<'_>) -> TokenStream {
    let (name, literal) = (ident(&item.name.ident), literal::integer(*bits));
    let docs = docs::paragraphs([
        described(item.docs, || format!("{}.", code(&item.name.wire))),
        format!("The number {bits} on the wire."),
        deprecated::docs(item.deprecated),
        since(&item.since),
    ]);
    let alias = docs::alias(item);
    let deprecated = deprecated::attribute(item.deprecated.or(owner.deprecated));
    gated(&item.since, quote! { #docs #alias #deprecated pub const #name: Self = Self(#literal); })
}
