//! Old names, which go on to compile for a release, with a warning that says the new ones.

use proc_macro2::TokenStream;
use quote::quote;

use super::gated::Gated;
use super::model::large;
use super::types::{self, Place};
use super::{docs, ident, lints};
use crate::ir::{Api, EnumerationValue, Gate, Operation, Parameter, Property, Schema};
use crate::names;
use crate::plan::{self, Argument, ArgumentSource, Lifetime};

/// What the compiler says of an old name.
fn attribute(ident: &str) -> TokenStream {
    let note = format!("it is called `{ident}`");
    quote!(#[deprecated = #note])
}

fn documented(text: &str, ident: &str) -> TokenStream {
    let (docs, attribute) = (docs::paragraphs([text]), attribute(ident));
    quote!(#docs #attribute)
}

/// The old name of a type of bodies.
pub(super) fn of_schema(api: &Api, schema: &Schema) -> Option<TokenStream> {
    let former = schema.name.former()?;
    let alias = alias((former, &schema.name.ident), None);
    Some(Gated::new(schema.since, alias).within(Gate::ALWAYS, api))
}

/// The old names of the types of an operation.
pub(super) fn of_operation(api: &Api, operation: &plan::Operation<'_>) -> Vec<TokenStream> {
    let alias = |(former, now): (String, String)| {
        let has_lifetime = now == operation.ir.ident && operation.lifetime != Lifetime::Absent;
        let lifetime = has_lifetime.then(|| quote!(<'a>));
        Gated::new(operation.ir.since, alias((&former, &now), lifetime)).within(Gate::ALWAYS, api)
    };
    api.former_types(operation.ir).into_iter().map(alias).collect()
}

fn alias((former, now): (&str, &str), lifetime: Option<TokenStream>) -> TokenStream {
    let head = documented(&format!("What [`{now}`] was called before."), now);
    let (former, now) = (ident(former), ident(now));
    quote! { #head pub type #former #lifetime = #now #lifetime; }
}

/// The old name of a property: a method that reads it, since a field has no second name, and a setter where it has one.
pub(super) fn of_property(api: &Api, schema: &Schema, property: &Property) -> Vec<TokenStream> {
    let Property { name, ty, required, constant, .. } = property;
    let Some(former) = name.former().filter(|_| constant.is_none()) else { return Vec::new() };
    let place = Place::Model(schema);
    let field = types::field(api, property, place);
    let read = if *required { field } else { quote!(Option<#field>) };
    let head = format!("What {} was called before.", large::link(schema, &name.ident));
    let (head, deep, old, new) =
        (documented(&head, &name.ident), lints::deep_types([ty]), ident(former), ident(&name.ident));
    let constant = large::fields(schema).is_none().then(|| quote!(const));
    let getter = quote! {
        #head
        #deep
        #[must_use]
        pub #constant fn #old(&self) -> &#read {
            &self.#new
        }
    };
    let setter = (!required).then(|| {
        let deep = lints::deep_types(Some(ty).filter(|ty| types::is_plain(api, ty)));
        let setter = setter((former, &name.ident), &types::argument(api, ty, place));
        quote!(#head #deep #[must_use] pub #setter)
    });
    let gated = |tokens| Gated::new(property.since, tokens).within(schema.since.gate, api);
    [getter].into_iter().chain(setter).map(gated).collect()
}

/// The old name of a parameter: a method that reads it, and a setter where it has one.
pub(super) fn of_argument(
    api: &Api,
    operation: &plan::Operation<'_>,
    argument: &Argument<'_>,
) -> Vec<TokenStream> {
    let ArgumentSource::Parameter(Parameter { name, required, since, .. }, _) = argument.source else {
        return Vec::new();
    };
    let Some(former) = name.former() else { return Vec::new() };
    let ty = types::held(api, argument);
    let read = if *required { ty.clone() } else { quote!(Option<#ty>) };
    let (head, old, new) = (member(&name.ident), ident(former), ident(&name.ident));
    let setter = (!required).then(|| {
        let setter = setter((former, &name.ident), &ty);
        quote!(#head #[must_use] pub const #setter)
    });
    let getter = quote! {
        #head
        #[must_use]
        pub const fn #old(&self) -> #read {
            self.#new
        }
    };
    let gated = |tokens| Gated::new(*since, tokens).within(operation.ir.since.gate, api);
    [getter].into_iter().chain(setter).map(gated).collect()
}

fn member(now: &str) -> TokenStream {
    documented(&format!("What [`{now}`](Self::{now}) was called before."), now)
}

fn setter((former, now): (&str, &str), ty: &TokenStream) -> TokenStream {
    let [old, new] = [former, now].map(|name| ident(&names::setter(name)));
    let value = ident(now);
    quote! {
        fn #old(self, #value: #ty) -> Self {
            self.#new(#value)
        }
    }
}

/// The old names of the values of an enumeration, which patterns can name, too.
pub(super) fn of_values(
    api: &Api,
    schema: &Schema,
    values: &[EnumerationValue],
    styled: Option<TokenStream>,
) -> Option<TokenStream> {
    let constants = values.iter().filter_map(|value| {
        let (head, old, new) =
            (member(&value.name.ident), ident(value.name.former()?), ident(&value.name.ident));
        let constant = quote! { #head pub const #old: Self = Self::#new; };
        Some(Gated::new(value.since, constant).within(schema.since.gate, api))
    });
    let constants: Vec<TokenStream> = constants.collect();
    let name = ident(&schema.name.ident);
    (!constants.is_empty()).then(|| quote! { #styled impl #name { #(#constants)* } })
}

/// What is said of the old method of a client.
pub(super) fn of_method(operation: &Operation) -> TokenStream {
    member(&operation.name.ident)
}

/// What is said of the old method of a server.
pub(super) fn of_served(operation: &Operation) -> TokenStream {
    let now = &operation.name.ident;
    let docs = docs::paragraphs([
        format!("What [`{now}`](Self::{now}) was called before."),
        format!("That one calls it, unless it is written itself. Whoever calls a server calls `{now}`."),
    ]);
    let attribute = attribute(now);
    quote!(#docs #attribute)
}
