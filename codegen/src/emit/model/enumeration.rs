//! Enumerations: named integers or texts, and room for those that nobody has named yet.

use proc_macro2::{Ident, Literal as Tokens, TokenStream};
use quote::quote;

use crate::emit::docs::{self, default, described, inferred, since, title};
use crate::emit::gated::Gated;
use crate::emit::{deprecated, former, ident, lints, literal};
use crate::ir::{Api, Enumeration, EnumerationKind, EnumerationValue, Literal, Schema, Shape};
use crate::markdown::code;

/// The items of an enumeration's file.
pub(in crate::emit) fn items(api: &Api, schema: &Schema, enumeration: &Enumeration) -> Vec<TokenStream> {
    let arms: Vec<Arms> = enumeration.values.iter().map(|value| Arms::new(api, schema, value)).collect();
    let wire = Wire::of(enumeration);
    let mut items = vec![
        declaration(api, schema, &arms, &wire),
        to_wire(schema, &arms, &wire),
        from_wire(schema, &arms, &wire),
    ];
    if wire.texts {
        items.push(borrowed_text(schema));
    }
    items.extend(former::of_values(api, schema, &enumeration.values, Some(lints::called_like_variants())));
    items.push(into_wire(schema, &wire));
    items.push(display(schema, &wire));
    items
}

/// What differs between enumerations of numbers and of texts.
struct Wire {
    noun: &'static str,
    texts: bool,
    /// The variant for what has no name.
    rest: Ident,
}

impl Wire {
    fn of(enumeration: &Enumeration) -> Self {
        let texts = enumeration.kind == EnumerationKind::Texts;
        let noun = if texts { "text" } else { "number" };
        Self { noun, texts, rest: ident(&enumeration.rest()) }
    }

    fn owned(&self) -> TokenStream {
        if self.texts { quote!(String) } else { quote!(i64) }
    }

    /// The method that tells what is on the wire.
    fn accessor(&self) -> &'static str {
        if self.texts { "as_str" } else { "value" }
    }

    /// The type as an attribute of serde names it.
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
    fn new(api: &Api, schema: &Schema, value: &EnumerationValue) -> Self {
        let name = ident(&value.name.ident);
        let (literal, shown) = match &value.literal {
            Literal::Integer(number) => {
                (literal::integer(*number), format!("The number {number} on the wire."))
            }
            Literal::Text(text) => (Tokens::string(text), format!("{} on the wire.", code(text))),
        };
        let younger = value.since.gate != schema.since.gate;
        let docs = docs::paragraphs([
            described(&value.docs, || format!("{}.", code(&value.name.wire))),
            shown,
            deprecated::docs(value.deprecated.as_ref()),
            if younger { since(api, value.since) } else { String::new() },
        ]);
        let alias = docs::alias(&value.name.wire, &value.name.ident);
        let deprecated = deprecated::attribute(value.deprecated.as_ref().or(schema.deprecated.as_ref()));
        let gated = |tokens| Gated::new(value.since, tokens).within(schema.since.gate, api);
        Self {
            variant: gated(quote! { #docs #alias #deprecated #name, }),
            to_wire: gated(quote! { Self::#name => #literal, }),
            from_wire: gated(quote! { #literal => Self::#name, }),
        }
    }
}

fn declaration(api: &Api, schema: &Schema, arms: &[Arms], wire: &Wire) -> TokenStream {
    let name = ident(&schema.name.ident);
    let Wire { noun, rest, .. } = wire;
    let docs = docs::paragraphs([
        title(schema),
        deprecated::docs(schema.deprecated.as_ref()),
        default(schema.default.as_deref()),
        inferred(&schema.name.wire, schema.inferred.as_deref()),
        format!(
            "{} on the wire. A {noun} that has no name here is kept as [`{rest}`](Self::{rest}).",
            if wire.texts { "A text" } else { "An integer" },
        ),
        since(api, schema.since),
    ]);
    let unknown = docs::paragraphs([
        format!("A {noun} that has no name here. Use `From<{}>` to make a value of a {noun}.", wire.name()),
        format!(
            "Compare by [`{by}`](Self::{by}) and not with this variant: another crate in the same build may turn on a\n\
             newer feature that names the {noun}, which is no longer `{rest}` then.",
            by = wire.accessor(),
        ),
    ]);
    let alias = docs::alias(&schema.name.wire, &schema.name.ident);
    let variants = arms.iter().map(|arms| &arms.variant);
    let (serde, owned) = (wire.name(), wire.owned());
    let copy = (!wire.texts).then(|| quote!(Copy,));
    quote! {
        #docs
        #alias
        #[derive(Debug, Clone, #copy PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(from = #serde, into = #serde)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #unknown
            #rest(#owned),
        }
    }
}

fn to_wire(schema: &Schema, arms: &[Arms], wire: &Wire) -> TokenStream {
    let name = ident(&schema.name.ident);
    let (rest, arms) = (&wire.rest, arms.iter().map(|arms| &arms.to_wire));
    let docs = docs::paragraphs([format!("The {} on the wire.", wire.noun)]);
    let deprecated = reads_deprecated(schema);
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

fn from_wire(schema: &Schema, arms: &[Arms], wire: &Wire) -> TokenStream {
    let name = ident(&schema.name.ident);
    let (rest, arms) = (&wire.rest, arms.iter().map(|arms| &arms.from_wire));
    let (from, deprecated) = (from(schema), reads_deprecated(schema));
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

/// For what reads and writes all values, whether new code should use them or not.
fn reads_deprecated(schema: &Schema) -> Option<TokenStream> {
    let Shape::Enumeration(enumeration) = &schema.shape else { return None };
    let mut marks = enumeration.values.iter().map(|value| &value.deprecated).chain([&schema.deprecated]);
    marks.any(Option::is_some).then(lints::reads_deprecated)
}

/// The trait `From`, which a type of that name hides.
fn from(schema: &Schema) -> TokenStream {
    if schema.name.ident == "From" { quote!(std::convert::From) } else { quote!(From) }
}

fn borrowed_text(schema: &Schema) -> TokenStream {
    let (name, from) = (ident(&schema.name.ident), from(schema));
    quote! {
        impl #from<&str> for #name {
            fn from(text: &str) -> Self {
                Self::from(text.to_owned())
            }
        }
    }
}

fn into_wire(schema: &Schema, wire: &Wire) -> TokenStream {
    let (name, owned) = (ident(&schema.name.ident), wire.owned());
    let value = if wire.texts { quote!(value.as_str().to_owned()) } else { quote!(value.value()) };
    let from = from(schema);
    quote! {
        impl #from<#name> for #owned {
            fn from(value: #name) -> Self {
                #value
            }
        }
    }
}

fn display(schema: &Schema, wire: &Wire) -> TokenStream {
    let name = ident(&schema.name.ident);
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
