//! Answers that mean an error: an enumeration with a variant per documented status, for an operation or for several.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::response::{self, variant};
use super::{argument, fields};
use crate::emit::docs;
use crate::emit::gated::gated;
use crate::emit::ident;
use crate::emit::shown::derived;
use crate::emit::types;
use crate::markdown::code;
use crate::plan::{
    ErrorsPlan, OperationErrors, OperationPlan, SharedErrors, Silent, Teller, Telling, TellingPlace, Told,
};

/// The type of an operation's errors: an enumeration of its own, with what that implements, or a name for that of several
/// operations.
pub(in crate::emit) fn items(operation: &OperationPlan<'_>) -> Vec<TokenStream> {
    let (name, wire) = (ident(&operation.error), &operation.item.name.wire);
    let docs = docs::paragraphs([format!("What {} answers when it fails.", code(wire))]);
    let errors = match &operation.errors {
        OperationErrors::Own(errors) => errors,
        OperationErrors::Shared(shared) => {
            let (shared, own) = (ident(shared), ident(operation.ident));
            let lifetime = argument::lifetime(operation, quote!(<'static>));
            return vec![
                quote! { #docs pub type #name = crate::generated::errors::#shared<#own #lifetime>; },
            ];
        }
    };
    let headers = errors.responses.list.iter().flat_map(|error| fields::headers(operation, error));
    let values = response::values_of(&name, &errors.responses);
    let debug = response::debug(&name, &errors.responses);
    let enumeration = ErrorType { docs, name, of: None, operation: quote!(#wire), errors };
    let [declaration, table] = [enumeration.declaration(), enumeration.table()];
    let own = [declaration].into_iter().chain(debug).chain(enumeration.constructors());
    own.chain(values).chain([table]).chain(headers).collect()
}

/// The enumeration of several operations.
pub(in crate::emit) fn shared(shared: &SharedErrors<'_>) -> Vec<TokenStream> {
    let docs = docs::paragraphs(["The errors of every operation that documents exactly these.".to_owned()]);
    let enumeration = ErrorType {
        docs,
        name: ident(&shared.ident),
        of: Some(quote!(O)),
        operation: quote!(O::ID),
        errors: &shared.errors,
    };
    let constructors = enumeration.constructors();
    [enumeration.declaration()].into_iter().chain(constructors).chain([enumeration.table()]).collect()
}

/// An enumeration of errors.
struct ErrorType<'e> {
    docs: TokenStream,
    name: Ident,
    /// What says which operation it is of, where it is of several.
    of: Option<TokenStream>,
    /// The id of the operation.
    operation: TokenStream,
    errors: &'e ErrorsPlan<'e>,
}

impl ErrorType<'_> {
    fn declaration(&self) -> TokenStream {
        let Self { docs, name, of, errors, .. } = self;
        let variants = errors.responses.list.iter().map(variant);
        let derived = derived(errors.responses.have_secrets());
        let (generics, never) = (self.generics(), of.as_ref().map(never_of));
        quote! {
            #docs
            #[derive(#derived Clone, PartialEq)]
            #[non_exhaustive]
            pub enum #name #generics {
                #(#variants)*
                #never
            }
        }
    }

    fn constructors(&self) -> Option<TokenStream> {
        let (name, generics) = (&self.name, self.generics());
        let constructors = response::constructors(&self.errors.responses);
        (!constructors.is_empty()).then(|| quote! { impl #generics #name #generics { #(#constructors)* } })
    }

    /// The table from which the runtime makes what reads and writes the errors, and what all errors have in common.
    fn table(&self) -> TokenStream {
        let Self { name, of, operation, errors, .. } = self;
        let common = match &errors.common {
            Some(ty) => types::owned(ty, types::Scope::Elsewhere),
            None => quote!(_),
        };
        let functions = match &errors.telling {
            Telling::Usual => None,
            Telling::Own { message, error_id } => {
                let (message, id) = (self.told(message, MESSAGE), self.told(error_id, ERROR_ID));
                Some(quote!(, #message, #id))
            }
        };
        let rows = response::rows(&errors.responses.list);
        let hides = errors.has_secrets.then(|| quote!(.hides(crate::models::SECRETS)));
        let generics = of.as_ref().map(|of| quote!(::<#of, Never>));
        quote! { crate::runtime::errors! { #name #generics(#operation, #common #functions)#hides; #rows } }
    }

    /// A closure that reads what the bodies of errors tell.
    fn told(&self, told: &Told<'_>, getter: Getter) -> TokenStream {
        let name = &self.name;
        let otherwise = (getter.otherwise)();
        let read = |error: TokenStream, source: &TellingPlace<'_>| match source {
            TellingPlace::Field(name) => (getter.field)(error, ident(name)),
            TellingPlace::Shared(name) => (getter.shared)(error, ident(name)),
            TellingPlace::Text => error,
        };
        let arm = |Teller { since, variant, has_fields, source }: &Teller<'_>| {
            let variant = ident(variant);
            let pattern = match has_fields {
                true => quote!(#name::#variant { ref error, .. }),
                false => quote!(#name::#variant(ref error)),
            };
            let value = read(quote!(error), source);
            gated(since, quote! { #pattern => #value, })
        };
        let never = self.of.as_ref().map(|_| quote!(#name::Never(ref never, ..) => match *never {},));
        match told {
            Told::Nowhere => quote!(|_| #otherwise),
            Told::Common(source) => {
                let value = read(quote!(error.error()), source);
                quote!(|error| #value)
            }
            Told::Each(tellers) => {
                let arms = tellers.iter().map(arm);
                quote!(|error| match *error { #(#arms)* #never })
            }
            Told::Some { tellers, silent } => {
                let (arms, others) = (tellers.iter().map(arm), others(name, silent, &otherwise));
                quote!(|error| match *error { #(#arms)* #never #others })
            }
        }
    }

    fn generics(&self) -> Option<TokenStream> {
        self.of.as_ref().map(|of| quote!(<#of>))
    }
}

/// A variant that can never be made. It makes the enumeration of each operation a type of its own.
fn never_of(operation: &TokenStream) -> TokenStream {
    quote! {
        #[doc(hidden)]
        Never(std::convert::Infallible, std::marker::PhantomData<fn() -> #operation>),
    }
}

/// How something is read from the field or by the method that has it, and what there is in its place.
#[derive(Clone, Copy)]
struct Getter {
    field: fn(TokenStream, Ident) -> TokenStream,
    shared: fn(TokenStream, Ident) -> TokenStream,
    otherwise: fn() -> TokenStream,
}

const MESSAGE: Getter = Getter {
    field: |error, field| quote!(&#error.#field),
    shared: |error, method| quote!(#error.#method().unwrap_or_default()),
    otherwise: || quote!(""),
};
const ERROR_ID: Getter = Getter {
    field: |error, field| quote!(#error.#field.as_deref()),
    shared: |error, method| quote!(#error.#method()),
    otherwise: || quote!(None),
};

/// The arms of those that tell nothing.
fn others(name: &Ident, silent: &Silent<'_>, otherwise: &TokenStream) -> TokenStream {
    let Silent::Each(errors) = silent else { return quote!(_ => #otherwise,) };
    let arms = errors.iter().map(|(variant, since)| {
        let variant = ident(variant);
        gated(since, quote! { #name::#variant { .. } => #otherwise, })
    });
    quote!(#(#arms)*)
}
