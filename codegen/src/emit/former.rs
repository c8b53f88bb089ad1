//! Old names, which go on to compile for a release, with a warning that says the new ones.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::gated::gated;
use super::model::large;
use super::{docs, ident, lints, types};
use crate::names;
use crate::plan::{
    Argument, ArgumentSource, FieldPlan, Item, Lifetime, ModelPlan, OperationPlan, ValuesPlan,
};

/// What the compiler says of an old name.
fn attribute(ident: &str) -> TokenStream {
    let note = format!("it is called `{ident}`");
    quote!(#[deprecated = #note])
}

fn documented(text: &str, ident: &str) -> TokenStream {
    let (docs, attribute) = (docs::paragraphs([text]), attribute(ident));
    quote!(#docs #attribute)
}

/// The old names of a type of bodies and of the values that it is made of.
pub(super) fn of_model(model: &ModelPlan<'_>) -> Vec<TokenStream> {
    let name = model.item.name;
    let Some(former) = name.former() else { return Vec::new() };
    let own = gated(&model.item.since, alias((former, &name.ident), None));
    [own].into_iter().chain(model.values().and_then(|plan| of_named_values(plan, None))).collect()
}

/// The old name of a struct of named values.
pub(super) fn of_named_values(plan: &ValuesPlan<'_>, lifetime: Option<TokenStream>) -> Option<TokenStream> {
    let alias = alias((plan.former.as_deref()?, &plan.name), lifetime);
    Some(gated(&plan.since, alias))
}

/// The old names of the types of an operation.
pub(super) fn of_operation(operation: &OperationPlan<'_>) -> Vec<TokenStream> {
    let alias = |(former, now): &(String, String)| {
        let has_lifetime = now == operation.ident && operation.lifetime != Lifetime::Absent;
        let lifetime = has_lifetime.then(|| quote!(<'a>));
        gated(&operation.item.since, alias((former, now), lifetime))
    };
    operation.former_types.iter().map(alias).collect()
}

/// With the lifetime that both have.
fn alias((former, now): (&str, &str), lifetime: Option<TokenStream>) -> TokenStream {
    let head = documented(&format!("What [`{now}`] was called before."), now);
    let (former, now) = (ident(former), ident(now));
    quote! { #head pub type #former #lifetime = #now #lifetime; }
}

/// The old name of a property: a method that reads it, since a field has no second name, and a setter where it has one.
pub(super) fn of_property(model: &ModelPlan<'_>, field: &FieldPlan<'_>) -> Vec<TokenStream> {
    let name = field.item.name;
    let Some(former) = name.former() else { return Vec::new() };
    let read = types::of_field(model, field);
    let head = format!("What {} was called before.", large::link(model, &name.ident));
    let head = documented(&head, &name.ident);
    let (deep, old, new) = (lints::deep_types([&field.ty]), ident(former), ident(&name.ident));
    let constant = large::fields(model).is_none().then(|| quote!(const));
    let getter = quote! {
        #head
        #deep
        #[must_use]
        pub #constant fn #old(&self) -> &#read {
            &self.#new
        }
    };
    let setter = field.setter.as_ref().map(|now| {
        let deep = lints::taken_deep(&field.ty);
        let ty = types::argument(&field.ty, types::Scope::of(model));
        let setter = setter((former, now), (&new, &ty));
        quote!(#head #deep #[must_use] pub #setter)
    });
    [getter].into_iter().chain(setter).map(|tokens| gated(&field.item.since, tokens)).collect()
}

/// The old name of a parameter: a method that reads it, and a setter where it has one.
pub(super) fn of_argument(argument: &Argument<'_>) -> Vec<TokenStream> {
    let ArgumentSource::Parameter(parameter) = &argument.source else { return Vec::new() };
    let name = parameter.item.name;
    let Some(former) = name.former() else { return Vec::new() };
    let lifetime = quote!('a);
    let (ty, taken) = (types::held(argument, Some(&lifetime)), types::lent(argument, Some(&lifetime)));
    let read = if argument.is_required { ty } else { quote!(Option<#ty>) };
    let (head, old, new) = (member(&name.ident), ident(former), ident(&name.ident));
    let setter = argument.setter.as_ref().map(|now| {
        let setter = setter((former, now), (&new, &taken));
        let constant = (!argument.held.is_converted()).then(|| quote!(const));
        quote!(#head #[must_use] pub #constant #setter)
    });
    let getter = quote! {
        #head
        #[must_use]
        pub const fn #old(&self) -> #read {
            self.#new
        }
    };
    [getter].into_iter().chain(setter).map(|tokens| gated(&argument.since, tokens)).collect()
}

fn member(now: &str) -> TokenStream {
    documented(&format!("What [`{now}`](Self::{now}) was called before."), now)
}

fn setter((former, now): (&str, &str), (value, ty): (&Ident, &TokenStream)) -> TokenStream {
    let (old, new) = (ident(&names::setter(former)), ident(now));
    quote! {
        fn #old(self, #value: #ty) -> Self {
            self.#new(#value)
        }
    }
}

/// The old names of the values of an enumeration, which patterns can name, too.
pub(super) fn of_values<'a>(
    owner: &Item<'_>,
    values: impl Iterator<Item = &'a Item<'a>>,
    styled: Option<TokenStream>,
) -> Option<TokenStream> {
    let constants = values.filter_map(|item| {
        let name = item.name;
        let (head, old, new) = (member(&name.ident), ident(name.former()?), ident(&name.ident));
        Some(gated(&item.since, quote! { #head pub const #old: Self = Self::#new; }))
    });
    let constants: Vec<TokenStream> = constants.collect();
    let name = ident(&owner.name.ident);
    (!constants.is_empty()).then(|| quote! { #styled impl #name { #(#constants)* } })
}

/// What is said of the old method of a client.
pub(super) fn of_method(operation: &OperationPlan<'_>) -> TokenStream {
    member(operation.call)
}

/// What is said of the old method of a server.
pub(super) fn of_served(operation: &OperationPlan<'_>) -> TokenStream {
    let now = operation.call;
    let docs = docs::paragraphs([
        format!("What [`{now}`](Self::{now}) was called before."),
        format!("That one calls it, unless it is written itself. Whoever calls a server calls `{now}`."),
    ]);
    let attribute = attribute(now);
    quote!(#docs #attribute)
}
