//! Derived types: an enumeration of objects, and room for one that nobody has described yet.

use proc_macro2::TokenStream;
use quote::quote;

use super::{equality, total};
use crate::emit::docs::{self, inferred, since, title};
use crate::emit::gated::gated;
use crate::emit::types::{self, Scope};
use crate::emit::{deprecated, ident, lints};
use crate::markdown::code;
use crate::plan::{ChoicePlan, ModelPlan, Reading, RustType, SharedProperty, VariantPlan};

/// The items of a choice's file.
pub(in crate::emit) fn items(model: &ModelPlan<'_>, choice: &ChoicePlan<'_>) -> Vec<TokenStream> {
    let accessors = accessors(model, choice);
    let total = total(model, &ident(&model.item.name.ident));
    let own = [declaration(model, choice)].into_iter().chain(total);
    own.chain([deserialize(model, choice), serialize(model, choice)])
        .chain(accessors)
        .chain(conversions(model, choice))
        .collect()
}

fn declaration(model: &ModelPlan<'_>, choice: &ChoicePlan<'_>) -> TokenStream {
    let item = &model.item;
    let name = ident(&item.name.ident);
    let docs = docs::paragraphs([
        title(item),
        deprecated::docs(item.deprecated),
        inferred(item),
        format!("The property {} tells which it is.", code(choice.tag)),
        since(&item.since),
    ]);
    let (page, alias) = (docs::page(model), docs::alias(item));
    let rest = ident(&choice.rest);
    let equality = equality(model);
    let variants = choice.variants.iter().map(|variant| {
        let (name, ty) = (ident(variant.ident), ident(variant.object));
        let docs = docs::paragraphs([value(variant)]);
        let alias = variant.value.and_then(|value| docs::alias_of(value, variant.ident));
        quote! { #docs #alias #name(Box<super::#ty>), }
    });
    quote! {
        #docs
        #page
        #alias
        #[derive(Debug, Clone, #equality)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// An object of a type that the specification does not describe, or one that does not fit its type, as it
            /// came.
            #rest(crate::UnknownObject),
        }
    }
}

fn deserialize(model: &ModelPlan<'_>, choice: &ChoicePlan<'_>) -> TokenStream {
    let name = ident(&model.item.name.ident);
    let rest = ident(&choice.rest);
    let (unknown, object) = match model.has_secrets {
        true => (
            quote!(|object| Self::#rest(object.hiding(crate::models::SECRETS))),
            quote!(crate::UnknownObject::from(object).hiding(crate::models::SECRETS)),
        ),
        false => (quote!(Self::#rest), quote!(object.into())),
    };
    let arms = choice.variants.iter().map(|variant| {
        let name = ident(variant.ident);
        let value = variant.value.map(|value| quote!(Some(#value)));
        let none = variant.is_untagged.then(|| quote!(None));
        let patterns = [value, none].into_iter().flatten();
        quote! { #(#patterns)|* => object.read(Self::#name, #unknown), }
    });
    quote! {
        impl<'de> serde::Deserialize<'de> for #name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let object = crate::runtime::Derived::deserialize(deserializer)?;
                match object.tag() {
                    #(#arms)*
                    _ => Ok(Self::#rest(#object)),
                }
            }
        }
    }
}

fn serialize(model: &ModelPlan<'_>, choice: &ChoicePlan<'_>) -> TokenStream {
    let name = ident(&model.item.name.ident);
    let arms = choice.variants.iter().map(|variant| variant.ident).chain([&*choice.rest]).map(|variant| {
        let variant = ident(variant);
        quote! { Self::#variant(object) => object.serialize(serializer), }
    });
    quote! {
        impl serde::Serialize for #name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    #(#arms)*
                }
            }
        }
    }
}

/// How an object is told from the others.
fn value(variant: &VariantPlan<'_>) -> String {
    match (variant.value, variant.is_untagged) {
        (Some(value), false) => code(value),
        (Some(value), true) => format!("{}, or an object without that property.", code(value)),
        (None, _) => "An object without that property.".to_owned(),
    }
}

/// What all the objects have, whichever it is.
fn accessors(model: &ModelPlan<'_>, choice: &ChoicePlan<'_>) -> Option<TokenStream> {
    if choice.shared.is_empty() {
        return None;
    }
    let name = ident(&model.item.name.ident);
    let accessors = choice.shared.iter().map(|shared| accessor(model, choice, shared));
    Some(quote! { impl #name { #(#accessors)* } })
}

fn accessor(model: &ModelPlan<'_>, choice: &ChoicePlan<'_>, shared: &SharedProperty<'_>) -> TokenStream {
    let SharedProperty { item, ty, readings } = shared;
    let (method, wire) = (ident(&item.name.ident), &item.name.wire);
    let arms = choice.variants.iter().zip(readings).map(|(variant, reading)| {
        let (variant, value) = (ident(variant.ident), read(shared, *reading));
        quote! { Self::#variant(object) => #value, }
    });
    let rest = ident(&choice.rest);
    let (result, of_rest) = match ty.present() {
        RustType::String => (quote!(&str), quote!(Self::#rest(object) => object.text(#wire),)),
        RustType::Vec(inner) => {
            let inner = types::owned(inner, Scope::of(model));
            (quote!(&[#inner]), quote!(Self::#rest(_) => None,))
        }
        ty => {
            let owned = types::owned(ty, Scope::of(model));
            let ty = if ty.is_copied() { owned } else { quote!(&#owned) };
            (ty, quote!(Self::#rest(_) => None,))
        }
    };
    let docs = docs::paragraphs([title(item), "All of these objects have it.".to_owned()]);
    let deep = lints::deep_types([ty]);
    let constructor = lints::called_like_a_constructor(&item.name.ident);
    let tokens = quote! {
        #docs
        #deep
        #constructor
        #[must_use]
        pub fn #method(&self) -> Option<#result> {
            match self { #(#arms)* #of_rest }
        }
    };
    gated(&item.since, tokens)
}

/// How an accessor reads the property of one of the objects.
fn read(SharedProperty { item, ty, .. }: &SharedProperty<'_>, reading: Reading) -> TokenStream {
    let field = ident(&item.name.ident);
    let (is_copied, is_behind) = (ty.present().is_copied(), reading.is_behind);
    match (reading.is_required, reading.is_nullable) {
        (true, false) if is_copied => quote!(Some(object.#field)),
        (true, false) => quote!(Some(&object.#field)),
        (false, true) if is_copied => quote!(object.#field.flatten()),
        (false, true) if is_behind => quote!(object.#field.as_ref().and_then(Option::as_deref)),
        (false, true) => quote!(object.#field.as_ref().and_then(Option::as_ref)),
        _ if is_copied => quote!(object.#field),
        _ if is_behind => quote!(object.#field.as_deref()),
        _ => quote!(object.#field.as_ref()),
    }
}

/// Each of the objects becomes the choice.
fn conversions(model: &ModelPlan<'_>, choice: &ChoicePlan<'_>) -> Vec<TokenStream> {
    let name = ident(&model.item.name.ident);
    let conversions = choice.variants.iter().map(|variant| {
        let (variant, ty) = (ident(variant.ident), ident(variant.object));
        quote! {
            impl ::std::convert::From<super::#ty> for #name {
                fn from(object: super::#ty) -> Self {
                    Self::#variant(Box::new(object))
                }
            }
        }
    });
    conversions.collect()
}
