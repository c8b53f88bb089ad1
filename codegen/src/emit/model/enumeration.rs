//! Enumerations: named integers or texts, and room for those that nobody has named yet.

use proc_macro2::{Literal as Tokens, TokenStream};
use quote::quote;

use crate::emit::docs::{self, default, described, inferred, since, title};
use crate::emit::gated::gated;
use crate::emit::{deprecated, former, ident, lints, literal};
use crate::ir::Literal;
use crate::markdown::code;
use crate::plan::{EnumerationPlan, Item, ModelPlan, ValuePlan};

/// The items of an enumeration's file.
pub(in crate::emit) fn items(model: &ModelPlan<'_>, enumeration: &EnumerationPlan<'_>) -> Vec<TokenStream> {
    let formers = former::of_values(
        &model.item,
        enumeration.values.iter().map(|value| &value.item),
        Some(lints::called_like_variants()),
    );
    [declaration(model, enumeration)].into_iter().chain(formers).collect()
}

fn declaration(model: &ModelPlan<'_>, enumeration: &EnumerationPlan<'_>) -> TokenStream {
    let item = &model.item;
    let (name, rest) = (ident(&item.name.ident), &enumeration.rest);
    let (wire, noun, held) = match enumeration.has_texts {
        true => ("A text", "text", quote!(String)),
        false => ("An integer", "number", quote!(i64)),
    };
    let docs = docs::paragraphs([
        title(item),
        deprecated::docs(item.deprecated),
        default(item.default),
        inferred(item),
        format!("{wire} on the wire. A {noun} that has no name here is kept as [`{rest}`](Self::{rest})."),
        since(&item.since),
    ]);
    let (page, alias) = (docs::page(model), docs::alias(item));
    let values = enumeration.values.iter().map(|value| variant(item, value));
    let rest = ident(rest);
    quote! {
        crate::runtime::enumeration! {
            #[otherwise(#rest(#held))]
            #docs
            #page
            #alias
            pub enum #name { #(#values)* }
        }
    }
}

/// A value, and what it is on the wire. The macro says that of a number; a text may need escapes to be said.
fn variant(owner: &Item<'_>, ValuePlan { item, literal }: &ValuePlan<'_>) -> TokenStream {
    let name = ident(&item.name.ident);
    let (literal, shown) = match literal {
        Literal::Integer(number) => (literal::integer(*number), String::new()),
        Literal::Text(text) => (Tokens::string(text), format!("{} on the wire.", code(text))),
    };
    let docs = docs::paragraphs([
        described(item.docs, || format!("{}.", code(&item.name.wire))),
        shown,
        deprecated::docs(item.deprecated),
        since(&item.since),
    ]);
    let alias = docs::alias(item);
    let deprecated = deprecated::attribute(item.deprecated.or(owner.deprecated));
    gated(&item.since, quote! { #docs #alias #deprecated #name = #literal, })
}
