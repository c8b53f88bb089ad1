//! What sets the headers that are younger than their response.

use proc_macro2::TokenStream;
use quote::quote;

use super::fields;
use crate::emit::gated::gated;
use crate::emit::{docs, ident};
use crate::markdown::code;
use crate::names;
use crate::plan::{ResponseSetter, SetterArm};

pub(super) fn setter(ResponseSetter { name, header, arms }: &ResponseSetter<'_>) -> TokenStream {
    let (setter, field) = (ident(&names::setter(name)), ident(&header.item.name.ident));
    let ty = fields::header_type(header);
    let about = format!("Sets the header {}, where the response has it.", code(&header.item.name.wire));
    let docs = docs::paragraphs([about, docs::since(&header.in_operation)]);
    let arms = arms.iter().map(|SetterArm { variant, is_boxed, since }| {
        let variant = ident(variant);
        let arm = match is_boxed {
            true => quote!(Self::#variant { headers, .. } => headers.#field = #field,),
            false => quote!(Self::#variant { #field: found, .. } => *found = #field,),
        };
        gated(since, arm)
    });
    let setter = quote! {
        #docs
        #[must_use]
        #[allow(clippy::single_match, unreachable_patterns, reason = "few or all of the others have it")]
        pub fn #setter(mut self, #field: #ty) -> Self {
            match &mut self {
                #(#arms)*
                _ => {}
            }
            self
        }
    };
    gated(&header.in_operation, setter)
}
