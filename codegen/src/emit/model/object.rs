//! Objects: a struct, its constructor and its setters.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{equality, large, shown};
use crate::emit::docs;
use crate::emit::gated::gated;
use crate::emit::shown::derived;
use crate::emit::types::{self, Scope};
use crate::emit::{deprecated, former, ident, lints, values};
use crate::plan::{FieldPlan, ModelPlan, ObjectPlan, Presence};

/// The items of an object's file. The module is gated, so the file's scope is the model's.
pub(in crate::emit) fn items(model: &ModelPlan<'_>, object: &ObjectPlan<'_>) -> Vec<TokenStream> {
    [structure(model, object)]
        .into_iter()
        .chain(large::items(model, default(object)))
        .chain(shown::debug(model, object))
        .chain(formers(model, object))
        .chain(tag(model, object))
        .chain(named(model, object))
        .chain(shown::words(model, object).into_iter().flatten())
        .collect()
}

fn structure(model: &ModelPlan<'_>, object: &ObjectPlan<'_>) -> TokenStream {
    let name = large::holder(model);
    let head = match object.boxed_fields {
        Some(_) => large::fields_docs(model),
        None => docs::of_object(model, None),
    };
    let default = default(object);
    let fields = object.fields.iter().map(|field| declared(model, field));
    let has_hidden = shown::hides(model, object);
    let (equality, debug) = (equality(model), derived(has_hidden));
    let rest = object.is_open.then(|| quote!(rest = extra));
    let total = model.is_total.then(|| quote!(implements = Eq));
    let secrets = has_hidden.then(|| quote!(secrets = crate::models::SECRETS));
    let told = rest.into_iter().chain(total).chain(secrets);
    let owner = ident(&model.item.name.ident);
    let (new, setters) = (constructor(model, object), setters(model, object));
    let of_default = new.is_none().then(|| deprecated::attribute(model.item.deprecated));
    quote! {
        crate::runtime::object! {
            #[object(#(#told),*)]
            #head
            #[derive(#debug Clone, #default #equality)]
            pub struct #name { #(#fields)* }

            #of_default
            impl #owner {
                #new
                #(#setters)*
            }
        }
    }
}

/// What is derived where nothing has to be there.
fn default(object: &ObjectPlan<'_>) -> Option<TokenStream> {
    object.has_default().then(|| quote!(Default,))
}

/// A field: its name on the wire, what it is, and its type.
fn declared(model: &ModelPlan<'_>, field: &FieldPlan<'_>) -> TokenStream {
    let (wire, name) = (&field.item.name.wire, ident(&field.item.name.ident));
    let presence = match field.presence {
        Presence::Constant => quote!(constant),
        Presence::Absent => quote!(absent),
        Presence::Required => quote!(required),
        Presence::Stated => quote!(stated),
        Presence::Optional => quote!(optional),
        Presence::Present => quote!(present),
    };
    let finite = field.ty.is_floating().then(|| quote!(finite,));
    let tokens = if let Some(tag) = only_value(field) {
        let owner = ident(&model.item.name.ident);
        quote! { #[member(#presence, #finite #wire)] #name: crate::runtime::#tag<#owner>, }
    } else {
        let docs = docs::of_property(field);
        let alias = docs::is_alias(wire, &field.item.name.ident).then(|| quote!(, alias));
        let ty = types::of_field(model, field);
        let deep = lints::deep_types([&field.ty]);
        quote! { #docs #[member(#presence, #finite #wire #alias)] #deep pub #name: #ty, }
    };
    gated(&field.item.since, tokens)
}

/// The type of the one value that a property always has, if it has only one.
fn only_value(field: &FieldPlan<'_>) -> Option<Ident> {
    match field.presence {
        Presence::Constant => Some(ident("Tag")),
        Presence::Absent => Some(ident("BaseTag")),
        Presence::Required | Presence::Stated | Presence::Optional | Presence::Present => None,
    }
}

/// The old names of properties.
fn formers(model: &ModelPlan<'_>, object: &ObjectPlan<'_>) -> Option<TokenStream> {
    let name = ident(&model.item.name.ident);
    let formers = object.fields.iter().flat_map(|field| former::of_property(model, field));
    let formers: Vec<TokenStream> = formers.collect();
    (!formers.is_empty()).then(|| quote!(impl #name { #(#formers)* }))
}

/// What tells the object from others that stand in the same place.
fn tag(model: &ModelPlan<'_>, object: &ObjectPlan<'_>) -> Option<TokenStream> {
    let (name, constant) = (ident(&model.item.name.ident), object.tag?);
    Some(quote! {
        impl crate::runtime::Tagged for #name {
            const TYPE: &'static str = #constant;
        }
    })
}

/// The constructor, unless it is what the macro makes of `Default`.
fn constructor(model: &ModelPlan<'_>, object: &ObjectPlan<'_>) -> Option<TokenStream> {
    let deprecated = deprecated::attribute(model.item.deprecated);
    let required: Vec<&FieldPlan<'_>> = object.required().collect();
    if required.is_empty() {
        return None;
    }
    let arguments = required.iter().map(|field| {
        let (name, ty) = (ident(&field.item.name.ident), types::argument(&field.ty, Scope::of(model)));
        quote!(#name: #ty)
    });
    let fields = object.fields.iter().map(|field| gated(&field.item.since, first_value(field)));
    let extra = object.is_open.then(|| quote!(extra: crate::Extra::new(),));
    let whole = large::whole(model, &quote!({ #(#fields)* #extra }));
    let optional = if required.len() == object.fields.len() { "" } else { ", and nothing else set" };
    let named = values::said(object.values.as_ref(), "");
    let docs = docs::paragraphs([format!("Creates it with what is required{optional}."), named]);
    let many = lints::many_arguments(required.len());
    let deep = lints::deep_types(required.iter().map(|field| &field.ty).filter(|ty| ty.is_plain()));
    Some(quote! {
        #docs
        #deprecated
        #many
        #deep
        pub fn new(#(#arguments),*) -> Self {
            #whole
        }
    })
}

/// The struct of what the constructor takes.
fn named(model: &ModelPlan<'_>, object: &ObjectPlan<'_>) -> Option<TokenStream> {
    let owner = ident(&model.item.name.ident);
    let values = object.required().map(|field| {
        let (deep, name) = (lints::deep_types([&field.ty]), ident(&field.item.name.ident));
        let ty = types::owned(&field.ty, Scope::of(model));
        quote!(#deep #name: #ty)
    });
    let deprecated = deprecated::attribute(model.item.deprecated);
    values::structure(object.values.as_ref(), (&quote!(#owner::new), None), deprecated, values)
}

/// What a constructor makes a field of.
fn first_value(field: &FieldPlan<'_>) -> TokenStream {
    let name = ident(&field.item.name.ident);
    if let Some(tag) = only_value(field) {
        quote!(#name: crate::runtime::#tag::new(),)
    } else if !field.is_argument() {
        quote!(#name: None,)
    } else if field.ty.is_plain() && !field.is_boxed {
        quote!(#name,)
    } else {
        let value = types::convert(&quote!(#name), field);
        quote!(#name: #value,)
    }
}

/// The setters: what each takes, and what it makes of that.
fn setters<'a>(
    model: &'a ModelPlan<'_>,
    object: &'a ObjectPlan<'_>,
) -> impl Iterator<Item = TokenStream> + 'a {
    object.fields.iter().filter_map(|field| {
        let (setter, name) = (ident(field.setter.as_ref()?), ident(&field.item.name.ident));
        let ty = types::argument(&field.ty, Scope::of(model));
        let value = types::convert(&quote!(#name), field);
        let deep = lints::taken_deep(&field.ty);
        let deprecated = deprecated::attribute(field.item.deprecated);
        let tokens = quote! { #deprecated #deep const #setter: fn(#name: #ty) = #value; };
        Some(gated(&field.item.since, tokens))
    })
}
