//! Large objects: a box around a struct with the fields, which are read and set as if there were no box.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{equality, total};
use crate::emit::{docs, ident};
use crate::plan::ModelPlan;

/// The struct with the fields of a large object.
pub(in crate::emit) fn fields(model: &ModelPlan<'_>) -> Option<Ident> {
    model.boxed_fields().map(ident)
}

/// The struct that has the fields: the object itself, unless it is large.
pub(in crate::emit) fn holder(model: &ModelPlan<'_>) -> Ident {
    fields(model).unwrap_or_else(|| ident(&model.item.name.ident))
}

/// What is said of the struct with the fields.
pub(in crate::emit) fn fields_docs(model: &ModelPlan<'_>) -> TokenStream {
    docs::paragraphs([format!("The fields of [`{}`].", model.item.name.ident)])
}

/// A link to a field.
pub(in crate::emit) fn link(model: &ModelPlan<'_>, field: &str) -> String {
    let owner = fields(model).map_or("Self".to_owned(), |fields| fields.to_string());
    format!("[`{field}`]({owner}::{field})")
}

/// A whole value, made of its fields in braces.
pub(in crate::emit) fn whole(model: &ModelPlan<'_>, values: &TokenStream) -> TokenStream {
    match fields(model) {
        Some(fields) => quote!(Self(Box::new(#fields #values))),
        None => quote!(Self #values),
    }
}

/// The box, and the way to the fields. What is derived by default is that of the fields.
pub(in crate::emit) fn items(model: &ModelPlan<'_>, default: Option<TokenStream>) -> Vec<TokenStream> {
    let Some(fields) = fields(model) else { return Vec::new() };
    let name = ident(&model.item.name.ident);
    let note = format!("Its fields are those of [`{fields}`]. They are in a box, since they are many.");
    let head = docs::of_object(model, Some(note));
    let equality = equality(model);
    let total = total(model, &name);
    let items = [
        quote! {
            #head
            #[derive(Debug, Clone, #default #equality)]
            pub struct #name(Box<#fields>);
        },
        quote!(crate::runtime::transparent!(#name);),
        quote! {
            impl std::ops::Deref for #name {
                type Target = #fields;

                fn deref(&self) -> &#fields {
                    &self.0
                }
            }
        },
        quote! {
            impl std::ops::DerefMut for #name {
                fn deref_mut(&mut self) -> &mut #fields {
                    &mut self.0
                }
            }
        },
        quote! {
            impl ::std::convert::From<#name> for #fields {
                fn from(object: #name) -> Self {
                    *object.0
                }
            }
        },
    ];
    items.into_iter().chain(total).collect()
}
