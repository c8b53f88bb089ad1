//! Enumerations: named integers or texts, and room for those that nobody has named yet.

use proc_macro2::{Ident, Literal as Tokens, TokenStream};
use quote::quote;

use crate::emit::docs::{self, default, described, inferred, since, title};
use crate::emit::gated::gated;
use crate::emit::{deprecated, former, ident, lints, literal};
use crate::ir::Literal;
use crate::markdown::code;
use crate::plan::{EnumerationPlan, Item, ModelPlan, ValuePlan};

/// The items of an enumeration's file.
pub(in crate::emit) fn items(model: &ModelPlan<'_>, enumeration: &EnumerationPlan<'_>) -> Vec<TokenStream> {
    let item = &model.item;
    let arms: Vec<Arms> = enumeration.values.iter().map(|value| Arms::new(item, value)).collect();
    let wire = Wire::of(enumeration);
    let mut items =
        vec![declaration(model, &arms, &wire), to_wire(item, &arms, &wire), from_wire(item, &arms, &wire)];
    if wire.texts {
        items.push(borrowed_text(item));
    }
    items.extend(former::of_values(
        item,
        enumeration.values.iter().map(|value| &value.item),
        Some(lints::called_like_variants()),
    ));
    items.push(into_wire(item, &wire));
    items.push(serialized(item, &wire));
    items.push(display(item, &wire));
    items
}

/// What differs between enumerations of numbers and of texts.
struct Wire {
    noun: &'static str,
    texts: bool,
    /// The variant for what has no name.
    rest: Ident,
    /// For what reads and writes all values, whether new code should use them or not.
    deprecated: Option<TokenStream>,
}

impl Wire {
    fn of(enumeration: &EnumerationPlan<'_>) -> Self {
        let noun = if enumeration.has_texts { "text" } else { "number" };
        let deprecated = enumeration.has_deprecated.then(lints::reads_deprecated);
        Self { noun, texts: enumeration.has_texts, rest: ident(&enumeration.rest), deprecated }
    }

    fn owned(&self) -> TokenStream {
        if self.texts { quote!(String) } else { quote!(i64) }
    }

    /// The method that tells what is on the wire.
    fn accessor(&self) -> &'static str {
        if self.texts { "as_str" } else { "value" }
    }

    /// What the documentation calls the type.
    fn name(&self) -> &'static str {
        if self.texts { "String" } else { "i64" }
    }
}

/// What one value becomes everywhere, made in one go.
struct Arms {
    variant: TokenStream,
    to_wire: TokenStream,
    from_wire: TokenStream,
}

impl Arms {
    fn new(owner: &Item<'_>, ValuePlan { item, literal }: &ValuePlan<'_>) -> Self {
        let name = ident(&item.name.ident);
        let (literal, shown) = match literal {
            Literal::Integer(number) => {
                (literal::integer(*number), format!("The number {number} on the wire."))
            }
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
        Self {
            variant: gated(&item.since, quote! { #docs #alias #deprecated #name, }),
            to_wire: gated(&item.since, quote! { Self::#name => #literal, }),
            from_wire: gated(&item.since, quote! { #literal => Self::#name, }),
        }
    }
}

fn declaration(model: &ModelPlan<'_>, arms: &[Arms], wire: &Wire) -> TokenStream {
    let item = &model.item;
    let name = ident(&item.name.ident);
    let Wire { noun, rest, .. } = wire;
    let docs = docs::paragraphs([
        title(item),
        deprecated::docs(item.deprecated),
        default(item.default),
        inferred(item),
        format!(
            "{} on the wire. A {noun} that has no name here is kept as [`{rest}`](Self::{rest}).",
            if wire.texts { "A text" } else { "An integer" },
        ),
        since(&item.since),
    ]);
    let unknown = docs::paragraphs([
        format!("A {noun} that has no name here. Use `From<{}>` to make a value of a {noun}.", wire.name()),
        format!(
            "Compare by [`{by}`](Self::{by}) and not with this variant: another crate in the same build may turn on a\n\
             newer feature that names the {noun}, which is no longer `{rest}` then.",
            by = wire.accessor(),
        ),
    ]);
    let (page, alias) = (docs::page(model), docs::alias(item));
    let variants = arms.iter().map(|arms| &arms.variant);
    let owned = wire.owned();
    let copy = (!wire.texts).then(|| quote!(Copy,));
    quote! {
        #docs
        #page
        #alias
        #[derive(Debug, Clone, #copy PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #unknown
            #rest(#owned),
        }
    }
}

fn to_wire(item: &Item<'_>, arms: &[Arms], wire: &Wire) -> TokenStream {
    let name = ident(&item.name.ident);
    let (rest, arms) = (&wire.rest, arms.iter().map(|arms| &arms.to_wire));
    let docs = docs::paragraphs([format!("The {} on the wire.", wire.noun)]);
    let deprecated = &wire.deprecated;
    if wire.texts {
        return quote! {
            impl #name {
                #docs
                #deprecated
                #[must_use]
                pub const fn as_str(&self) -> &str {
                    match self {
                        #(#arms)*
                        Self::#rest(text) => text.as_str(),
                    }
                }
            }
        };
    }
    quote! {
        impl #name {
            #docs
            #deprecated
            #[must_use]
            pub const fn value(self) -> i64 {
                match self {
                    #(#arms)*
                    Self::#rest(number) => number,
                }
            }
        }
    }
}

fn from_wire(item: &Item<'_>, arms: &[Arms], wire: &Wire) -> TokenStream {
    let name = ident(&item.name.ident);
    let (rest, arms) = (&wire.rest, arms.iter().map(|arms| &arms.from_wire));
    let (from, deprecated) = (from(item), &wire.deprecated);
    if wire.texts {
        return quote! {
            #deprecated
            impl #from<String> for #name {
                fn from(text: String) -> Self {
                    match text.as_str() {
                        #(#arms)*
                        _ => Self::#rest(text),
                    }
                }
            }
        };
    }
    quote! {
        #deprecated
        impl #from<i64> for #name {
            fn from(number: i64) -> Self {
                match number {
                    #(#arms)*
                    unknown => Self::#rest(unknown),
                }
            }
        }
    }
}

/// The trait `From`, which a type of that name hides.
fn from(item: &Item<'_>) -> TokenStream {
    if item.name.ident == "From" { quote!(std::convert::From) } else { quote!(From) }
}

fn borrowed_text(item: &Item<'_>) -> TokenStream {
    let (name, from) = (ident(&item.name.ident), from(item));
    quote! {
        impl #from<&str> for #name {
            fn from(text: &str) -> Self {
                Self::from(text.to_owned())
            }
        }
    }
}

fn into_wire(item: &Item<'_>, wire: &Wire) -> TokenStream {
    let (name, owned) = (ident(&item.name.ident), wire.owned());
    let value = if wire.texts { quote!(value.as_str().to_owned()) } else { quote!(value.value()) };
    let from = from(item);
    quote! {
        impl #from<#name> for #owned {
            fn from(value: #name) -> Self {
                #value
            }
        }
    }
}

fn serialized(item: &Item<'_>, wire: &Wire) -> TokenStream {
    let (name, owned, told) = (ident(&item.name.ident), wire.owned(), ident(wire.accessor()));
    quote!(crate::runtime::enumeration!(#name(#owned) as #told);)
}

fn display(item: &Item<'_>, wire: &Wire) -> TokenStream {
    let name = ident(&item.name.ident);
    let body = if wire.texts { quote!(f.write_str(self.as_str())) } else { quote!(self.value().fmt(f)) };
    quote! {
        /// As on the wire.
        impl std::fmt::Display for #name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                #body
            }
        }
    }
}
