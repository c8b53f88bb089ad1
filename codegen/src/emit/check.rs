//! What is looked at before a request is sent: limits, and what is younger than the type that it stands in.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::gated::gated;
use super::{ident, lints, literal, versions};
use crate::ir::{Bound, Limits, Number, Size};
use crate::plan::{Look, Looks, ModelCheck, ModelPlan, ParameterPlan, YoungFlag, YoungValue};

/// How a type is looked at, if there is anything to look at.
pub(super) fn of_model(model: &ModelPlan<'_>) -> Option<TokenStream> {
    let name = ident(&model.item.name.ident);
    let (head, body) = match model.check.as_ref()? {
        ModelCheck::Fields(looks) => (head(looks), fields(looks)),
        ModelCheck::Values(younger) => (Some(unused()), values(younger)),
        ModelCheck::Flags(younger) => (Some(unused()), flags(younger)),
        ModelCheck::Variants(checked) => (None, variants(checked)),
    };
    Some(quote! {
        impl crate::runtime::Check for #name {
            #head
            fn check(&self, checker: &mut crate::runtime::Checker<'_>) {
                #body
            }
        }
    })
}

/// How an operation is looked at, if there is anything to look at.
pub(super) fn of_operation(looks: &Looks<'_>) -> TokenStream {
    let (head, fields) = (head(looks), fields(looks));
    quote! {
        #head
        fn check(&self, checker: &mut crate::runtime::Checker<'_>) {
            #fields
        }
    }
}

/// The lints that what looks cannot keep to.
fn head(looks: &Looks<'_>) -> Option<TokenStream> {
    let (unused, constants) = (looks.are_younger().then(unused), lints::constants(looks));
    Some(quote!(#unused #constants))
}

fn unused() -> TokenStream {
    quote! { #[allow(unused_variables, reason = "below the first of these versions, there is nothing to look at")] }
}

/// The limits of a parameter, if it has any.
pub(super) fn of_parameter(parameter: &ParameterPlan<'_>) -> Option<TokenStream> {
    let of_parameter = parameter.item.limits;
    of_parameter.is_some().then(|| limits(of_parameter))
}

fn fields(looks: &Looks<'_>) -> TokenStream {
    let fields = looks.fields.iter().map(|look| gated(&look.since, statements(look)));
    let body = looks.has_body.then(|| quote! { crate::runtime::Check::check(&self.body, checker); });
    quote! { #(#fields)* #body }
}

/// The statements for a field. A condition stands before a single statement, so several are one block.
fn statements(look: &Look<'_>) -> TokenStream {
    let (wire, field) = (look.wire, ident(look.field));
    let versions = versions::since(&look.since);
    let since = versions.iter().map(|since| quote! { checker.since(#wire, &self.#field, #since); });
    let limits = look.limits.map(limits).map(|limits| {
        quote! { checker.limits(#wire, &self.#field, #limits); }
    });
    let inside = look.is_inside.then(|| {
        quote! { checker.inside(#wire, &self.#field); }
    });
    let statements: Vec<TokenStream> = since.chain(limits).chain(inside).collect();
    match statements.len() {
        2.. if !look.since.is_always() => quote! { { #(#statements)* } },
        _ => quote! { #(#statements)* },
    }
}

fn values(younger: &[YoungValue<'_>]) -> TokenStream {
    let arms = younger.iter().map(|YoungValue { variant, since }| {
        let name = ident(variant);
        let arm = match versions::since(since).as_slice() {
            [since] => quote! { Self::#name => checker.needs(#since), },
            all => quote! { Self::#name => { #(checker.needs(#all);)* } },
        };
        gated(since, arm)
    });
    quote! { match self { #(#arms)* _ => {} } }
}

fn flags(younger: &[YoungFlag<'_>]) -> TokenStream {
    let looks = younger.iter().map(|YoungFlag { bits, since }| {
        let (bits, needed) = (literal::integer(*bits), versions::since(since));
        gated(since, quote! { if self.value() & #bits != 0 { #(checker.needs(#needed);)* } })
    });
    quote! { #(#looks)* }
}

fn variants(checked: &[&str]) -> TokenStream {
    let names: Vec<Ident> = checked.iter().map(|variant| ident(variant)).collect();
    match names.as_slice() {
        [name] => quote! { if let Self::#name(value) = self { value.check(checker); } },
        _ => quote! { match self { #(Self::#names(value) => value.check(checker),)* _ => {} } },
    }
}

fn limits(limits: &Limits) -> TokenStream {
    let chain = match limits {
        Limits::None => TokenStream::new(),
        Limits::Number { minimum, maximum, multiple_of } => {
            let least = minimum.map(|edge| bound(edge, "at_least", "above"));
            let most = maximum.map(|edge| bound(edge, "at_most", "below"));
            let multiple = multiple_of.map(number).map(|number| quote!(.multiple_of(#number)));
            quote!(#least #most #multiple)
        }
        Limits::Text { length, pattern } => {
            let (size, pattern) = (size(*length), pattern.as_deref().map(matched));
            quote!(#size #pattern)
        }
        Limits::List { items, unique } => {
            let (size, unique) = (size(*items), unique.then(|| quote!(.unique())));
            quote!(#size #unique)
        }
        Limits::Dictionary { entries } => size(*entries).unwrap_or_default(),
    };
    quote!(crate::runtime::Limits::NONE #chain)
}

fn bound(bound: Bound, including: &str, excluding: &str) -> TokenStream {
    let name = ident(if bound.excluded { excluding } else { including });
    let number = number(bound.number);
    quote!(.#name(#number))
}

/// A number of the specification. One that no integer of 64 bits can be is compared as a floating one.
fn number(number: Number) -> TokenStream {
    match number {
        Number::Integer(number) => {
            let number = literal::integer(number);
            quote!(crate::runtime::Bound::Integer(#number))
        }
        Number::Float(_) => {
            let number = literal::float(&number.to_string());
            quote!(crate::runtime::Bound::Float(#number))
        }
    }
}

fn size(Size { least, most }: Size) -> Option<TokenStream> {
    if (least, most) == (None, None) {
        return None;
    }
    let least = literal::integer(least.unwrap_or(0).into());
    let most = match most {
        Some(most) => {
            let most = literal::integer(most.into());
            quote!(#most)
        }
        None => quote!(usize::MAX),
    };
    Some(quote!(.size(#least, #most)))
}

fn matched(pattern: &str) -> TokenStream {
    quote! {
        .pattern(#pattern, |text| {
            static PATTERN: std::sync::LazyLock<Option<regex_lite::Regex>> =
                std::sync::LazyLock::new(|| regex_lite::Regex::new(#pattern).ok());
            PATTERN.as_ref().is_none_or(|pattern| pattern.is_match(text))
        })
    }
}
