//! What is looked at before a request is sent: limits, and what is younger than the type that it stands in.

use proc_macro2::TokenStream;
use quote::quote;

use super::gated::Gated;
use super::model::flags;
use super::{ident, lints, literal, versions};
use crate::ir::{
    Api, Bound, Choice, Enumeration, EnumerationKind, Gate, Limits, Name, Number, Object, Operation,
    Parameter, Property, Schema, SchemaId, Shape, Since, Size, Type,
};

/// How a type is looked at, if there is anything to look at.
pub(super) fn of_schema(api: &Api, schema: &Schema) -> Option<TokenStream> {
    if !schema.checked {
        return None;
    }
    let name = ident(&schema.name.ident);
    let unused = is_all_younger(api, schema).then(unused);
    let constants = match &schema.shape {
        Shape::Object(object) => lints::constants(object.properties.iter().map(|property| &property.limits)),
        _ => None,
    };
    let looks = match &schema.shape {
        Shape::Object(shape) => object(api, schema, shape),
        Shape::Enumeration(Enumeration { kind: EnumerationKind::Flags, values }) => {
            flags::check(api, schema, values)
        }
        Shape::Enumeration(shape) => enumeration(api, schema, shape),
        Shape::Choice(shape) => choice(api, shape),
    };
    Some(quote! {
        impl crate::runtime::Check for #name {
            #unused
            #constants
            fn check(&self, checker: &mut crate::runtime::Checker<'_>) {
                #looks
            }
        }
    })
}

fn unused() -> TokenStream {
    quote! { #[allow(unused_variables, reason = "below the first of these versions, there is nothing to look at")] }
}

/// Whether all there is to look at in a type is younger than the type.
fn is_all_younger(api: &Api, schema: &Schema) -> bool {
    let has_look = |property: &Property| property.limits.is_some() || is_checked(api, property.ty.schema());
    match &schema.shape {
        Shape::Object(object) => {
            let mut looks = object.properties.iter().filter(|property| has_look(property));
            looks.all(|property| !property.since.gate.covers(schema.since.gate))
        }
        Shape::Enumeration(_) => true,
        Shape::Choice(_) => false,
    }
}

/// How an operation is looked at: its parameters, and its body.
pub(super) fn of_operation(api: &Api, operation: &Operation) -> Option<TokenStream> {
    let scope = operation.since.gate;
    let parameters = operation.parameters.iter().filter_map(|parameter| {
        let Parameter { name, since, ty, notes, .. } = parameter;
        let looks = looks(api, (scope, *since), (name, &notes.limits, ty))?;
        Some((*since, Gated::new(*since, looks).within(scope, api)))
    });
    let body = operation.body.as_ref().filter(|body| is_checked(api, body.schema()));
    let body = body.map(|_| (operation.since, quote! { crate::runtime::Check::check(&self.body, checker); }));
    let looks: Vec<(Since, TokenStream)> = parameters.chain(body).collect();
    let unused = looks.iter().all(|(since, _)| !since.gate.covers(scope)).then(unused);
    let constants = lints::constants(operation.parameters.iter().map(|parameter| &parameter.notes.limits));
    (!looks.is_empty()).then(|| {
        let looks = looks.iter().map(|(_, look)| look);
        quote! {
            #unused
            #constants
            fn check(&self, checker: &mut crate::runtime::Checker<'_>) {
                #(#looks)*
            }
        }
    })
}

/// The limits of a parameter, if it has any.
pub(super) fn of_parameter(parameter: &Parameter) -> Option<TokenStream> {
    let of_parameter = &parameter.notes.limits;
    of_parameter.is_some().then(|| limits(of_parameter))
}

pub(super) fn is_checked(api: &Api, id: Option<SchemaId>) -> bool {
    id.and_then(|id| api.schema(id)).is_some_and(|schema| schema.checked)
}

fn object(api: &Api, schema: &Schema, object: &Object) -> TokenStream {
    let looks = object.properties.iter().filter_map(|property| {
        let Property { name, since, limits, ty, .. } = property;
        let looks = looks(api, (schema.since.gate, *since), (name, limits, ty))?;
        Some(Gated::new(*since, looks).within(schema.since.gate, api))
    });
    quote! { #(#looks)* }
}

/// The statements for a property or a parameter, if there is anything to look at. A condition stands before a single
/// statement, so several are one block.
fn looks(
    api: &Api,
    (scope, own): (Gate, Since),
    (name, allowed, ty): (&Name, &Limits, &Type),
) -> Option<TokenStream> {
    let (wire, field) = (&name.wire, ident(&name.ident));
    let younger = versions::since(api, own.gate.beyond(scope));
    let is_younger = !younger.is_empty();
    let since = younger.iter().map(|since| quote! { checker.since(#wire, &self.#field, #since); });
    let limits = allowed.is_some().then(|| {
        let limits = limits(allowed);
        quote! { checker.limits(#wire, &self.#field, #limits); }
    });
    let inside = is_checked(api, ty.schema()).then(|| {
        quote! { checker.inside(#wire, &self.#field); }
    });
    let looks: Vec<TokenStream> = since.chain(limits).chain(inside).collect();
    match looks.len() {
        0 => None,
        2.. if is_younger => Some(quote! { { #(#looks)* } }),
        _ => Some(quote! { #(#looks)* }),
    }
}

fn enumeration(api: &Api, schema: &Schema, enumeration: &Enumeration) -> TokenStream {
    let younger = enumeration.values.iter().filter(|value| !value.since.gate.covers(schema.since.gate));
    let arms = younger.map(|value| {
        let name = ident(&value.name.ident);
        let arm = match versions::since(api, value.since.gate.beyond(schema.since.gate)).as_slice() {
            [since] => quote! { Self::#name => checker.needs(#since), },
            all => quote! { Self::#name => { #(checker.needs(#all);)* } },
        };
        Gated::new(value.since, arm).within(schema.since.gate, api)
    });
    quote! { match self { #(#arms)* _ => {} } }
}

fn choice(api: &Api, choice: &Choice) -> TokenStream {
    let checked = choice.branches.iter().filter(|branch| is_checked(api, Some(branch.schema)));
    let arms = checked.map(|branch| {
        let name = ident(&branch.name.ident);
        quote! { Self::#name(value) => value.check(checker), }
    });
    quote! { match self { #(#arms)* _ => {} } }
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
