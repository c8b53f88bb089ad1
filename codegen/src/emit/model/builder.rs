//! Builders: what makes an object of values that are named one by one, where only their order would tell some of them apart.
//!
//! A builder has a type parameter for each value: `()` until it is there, and then its type. `build` is there where all are.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::large;
use crate::emit::types::{self, Scope};
use crate::emit::{deprecated, docs, former, ident, lints};
use crate::plan::{FieldPlan, ModelPlan, ObjectPlan};

/// The builder of an object, if it has one.
pub(super) fn items(model: &ModelPlan<'_>, object: &ObjectPlan<'_>) -> Vec<TokenStream> {
    let Some(builder) = object.builder.as_deref().map(ident) else { return Vec::new() };
    let fields: Vec<&FieldPlan<'_>> = object.required().collect();
    let parts = Parts { model, builder, fields };
    let setters = parts.fields.iter().enumerate().map(|(index, field)| setter(&parts, index, field));
    [beginning(&parts), declaration(&parts), shown(&parts)]
        .into_iter()
        .chain(setters)
        .chain([end(&parts)])
        .collect()
}

/// What each of its items is made of.
struct Parts<'p> {
    model: &'p ModelPlan<'p>,
    builder: Ident,
    fields: Vec<&'p FieldPlan<'p>>,
}

impl Parts<'_> {
    fn names(&self) -> Vec<Ident> {
        self.fields.iter().map(|field| ident(&field.item.name.ident)).collect()
    }

    fn parameters(&self) -> Vec<Ident> {
        types::parameters(self.fields.len()).collect()
    }

    fn ty(&self, field: &FieldPlan<'_>) -> TokenStream {
        types::owned(&field.ty, Scope::of(self.model))
    }
}

fn beginning(parts: &Parts<'_>) -> TokenStream {
    let (owner, builder, names) = (ident(&parts.model.item.name.ident), &parts.builder, parts.names());
    let deprecated = deprecated::attribute(parts.model.item.deprecated);
    quote! {
        impl #owner {
            /// Takes what is required as [`new`](Self::new) does, each value by its name and in any order. It ends with
            /// `build()`, which is there as soon as all values are.
            #deprecated
            pub const fn builder() -> #builder {
                #builder { #(#names: ()),* }
            }
        }
    }
}

fn declaration(parts: &Parts<'_>) -> TokenStream {
    let (builder, names, parameters) = (&parts.builder, parts.names(), parts.parameters());
    let owner = &parts.model.item.name.ident;
    let docs = docs::paragraphs([format!(
        "Makes a [`{owner}`] of values that are named one by one: see [`{owner}::builder`]."
    )]);
    quote! {
        #docs
        #[must_use]
        pub struct #builder<#(#parameters = ()),*> {
            #(#names: #parameters,)*
        }
    }
}

fn shown(parts: &Parts<'_>) -> TokenStream {
    let (builder, parameters, text) = (&parts.builder, parts.parameters(), parts.builder.to_string());
    quote! {
        /// Shows none of the values.
        impl<#(#parameters),*> std::fmt::Debug for #builder<#(#parameters),*> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(#text).finish_non_exhaustive()
            }
        }
    }
}

/// What sets one value, which is not there yet.
fn setter(parts: &Parts<'_>, index: usize, field: &FieldPlan<'_>) -> TokenStream {
    let (builder, name) = (&parts.builder, ident(&field.item.name.ident));
    let all = parts.parameters();
    let with = |own: TokenStream| {
        let types =
            all.iter().enumerate().map(|(other, ty)| if other == index { own.clone() } else { quote!(#ty) });
        let types: Vec<TokenStream> = types.collect();
        quote!(#builder<#(#types),*>)
    };
    let (before, after) = (with(quote!(())), with(parts.ty(field)));
    let others = all.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, ty)| ty);
    let kept =
        parts.names().into_iter().filter(|other| *other != name).map(|other| quote!(#other: self.#other));
    let ty = types::argument(&field.ty, Scope::of(parts.model));
    let value = types::converted(&quote!(#name), &field.ty);
    let value = if field.ty.is_plain() { quote!(#name) } else { quote!(#name: #value) };
    let docs = docs::paragraphs([format!("Sets [`{name}`]({}::{name}).", large::holder(parts.model))]);
    let deep = lints::many_types(parts.fields.len(), &field.ty);
    let former = former::of_built(field, (&ty, &after));
    quote! {
        impl<#(#others),*> #before {
            #docs
            #deep
            pub fn #name(self, #name: #ty) -> #after {
                #builder { #value, #(#kept),* }
            }
            #former
        }
    }
}

fn end(parts: &Parts<'_>) -> TokenStream {
    let (owner, builder, names) = (ident(&parts.model.item.name.ident), &parts.builder, parts.names());
    let types = parts.fields.iter().map(|field| parts.ty(field));
    let old = parts.model.item.deprecated.map(|_| lints::reads_deprecated());
    quote! {
        impl #builder<#(#types),*> {
            /// Makes it, with nothing else set.
            #old
            #[must_use]
            pub fn build(self) -> #owner {
                #owner::new(#(self.#names),*)
            }
        }
    }
}
