//! What an operation asks for: the type that stands for it, its constructor and its setters.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::docs::{self, notes};
use crate::emit::gated::Gated;
use crate::emit::{deprecated, equality, former, ident, lints, types};
use crate::ir::{Api, Parameter, Since};
use crate::markdown::code;
use crate::names;
use crate::plan::{Argument, ArgumentSource, Holding, Lifetime, Operation};

/// One field of an operation.
pub(in crate::emit) struct Field<'a> {
    argument: &'a Argument<'a>,
    name: Ident,
    /// The type, with the lifetime `'a` where it is borrowed.
    ty: TokenStream,
    docs: TokenStream,
    /// What warns whoever sets it.
    deprecated: Option<TokenStream>,
}

impl Field<'_> {
    /// What is printed for it, from the version on that has it.
    fn gated(&self, api: &Api, operation: &Operation<'_>, tokens: TokenStream) -> TokenStream {
        Gated::new(self.argument.since, tokens).within(operation.ir.since.gate, api)
    }
}

/// The fields of an operation.
pub(in crate::emit) fn fields<'a>(api: &Api, operation: &'a Operation<'_>) -> Vec<Field<'a>> {
    let field = |argument: &'a Argument<'a>| {
        let (docs, deprecated) = match argument.source {
            ArgumentSource::Parameter(parameter, _) => {
                let deprecated = deprecated::attribute(parameter.notes.deprecated.as_ref());
                (parameter_docs(api, operation, parameter), deprecated)
            }
            ArgumentSource::Body(body) => {
                (docs::paragraphs([docs::described(&body.docs, || "The request body.".to_owned())]), None)
            }
        };
        Field { argument, name: ident(argument.name), ty: types::held(api, argument), docs, deprecated }
    };
    operation.arguments.iter().map(field).collect()
}

fn parameter_docs(api: &Api, operation: &Operation<'_>, parameter: &Parameter) -> TokenStream {
    let wire = &parameter.name.wire;
    let text = docs::described(&parameter.docs, || format!("{} on the wire.", code(wire)));
    let since = docs::younger(api, (operation.ir.since, parameter.since));
    let text = docs::paragraphs([text].into_iter().chain(notes(&parameter.notes)).chain([since]));
    let alias = docs::alias(wire, &parameter.name.ident);
    quote!(#text #alias)
}

/// One field of an operation as a call keeps it.
pub(in crate::emit) struct Owned {
    pub(in crate::emit) since: Since,
    pub(in crate::emit) name: Ident,
    pub(in crate::emit) ty: TokenStream,
    pub(in crate::emit) docs: TokenStream,
    /// What makes it of the operation's own.
    pub(in crate::emit) value: TokenStream,
    /// The operation's field, from a reference to it.
    pub(in crate::emit) lent: TokenStream,
    /// How serde reads and writes it.
    pub(in crate::emit) serde: Option<TokenStream>,
}

/// The fields of an operation, each as a value of its own.
pub(in crate::emit) fn owned(api: &Api, operation: &Operation<'_>) -> Vec<Owned> {
    let owned = fields(api, operation).into_iter().map(|field| {
        let serde = serde(&field);
        let Field { argument: Argument { source, held, required, since, .. }, name, docs, .. } = field;
        let ty = types::argument_owned(api, source);
        let ty = if *required { ty } else { quote!(Option<#ty>) };
        let (value, lent) = match (required, held) {
            (_, Holding::Copied) => (quote!(self.#name), quote!(#name: *#name)),
            (true, _) => (quote!(self.#name.to_owned()), quote!(#name)),
            (false, held) => {
                let lent = if *held == Holding::Unsized { quote!(as_deref) } else { quote!(as_ref) };
                (quote!(self.#name.map(ToOwned::to_owned)), quote!(#name: #name.#lent()))
            }
        };
        Owned { since: *since, name, ty, docs, value, lent, serde }
    });
    owned.collect()
}

/// How serde reads and writes a field of a call.
fn serde(field: &Field<'_>) -> Option<TokenStream> {
    let optional =
        (!field.argument.required).then(|| quote!(default, skip_serializing_if = "Option::is_none"));
    let is_floating = matches!(field.argument.source, ArgumentSource::Parameter(parameter, _) if parameter.ty.is_floating());
    let finite = is_floating.then(|| quote!(serialize_with = "crate::runtime::finite"));
    let former = match field.argument.source {
        ArgumentSource::Parameter(parameter, _) => parameter.name.former(),
        ArgumentSource::Body(_) => None,
    };
    let former = former.map(|former| quote!(alias = #former));
    let serde: Vec<TokenStream> = [optional, finite, former].into_iter().flatten().collect();
    (!serde.is_empty()).then(|| quote!(#[serde(#(#serde),*)]))
}

/// The names and types of what must be there.
pub(in crate::emit) fn required<'a>(fields: &'a [Field<'_>]) -> Vec<(&'a Ident, &'a TokenStream)> {
    required_of(fields).map(|field| (&field.name, &field.ty)).collect()
}

fn required_of<'f, 'a>(fields: &'f [Field<'a>]) -> impl Iterator<Item = &'f Field<'a>> {
    fields.iter().filter(|field| field.argument.required)
}

/// A type as an argument has it, where the lifetime is left to the compiler.
pub(in crate::emit) fn without_lifetime(ty: &TokenStream) -> TokenStream {
    let mut tokens = ty.clone().into_iter().peekable();
    let mut kept = TokenStream::new();
    while let Some(token) = tokens.next() {
        let lifetime = matches!(&token, proc_macro2::TokenTree::Punct(punct) if punct.as_char() == '\'');
        if lifetime {
            tokens.next();
        } else {
            kept.extend([token]);
        }
    }
    kept
}

/// The type that stands for an operation.
pub(in crate::emit) fn declaration(
    api: &Api,
    operation: &Operation<'_>,
    fields: &[Field<'_>],
) -> TokenStream {
    let name = ident(&operation.ir.ident);
    let docs = docs::paragraphs([docs::of_operation(operation.ir), docs::route(api, operation.ir)]);
    let alias = docs::alias(&operation.ir.name.wire, &operation.ir.ident);
    let default = required_of(fields).next().is_none().then(|| quote!(Default,));
    let lifetime = lifetime(operation, quote!(<'a>));
    let fields = fields.iter().map(|field| {
        let Field { argument, name, ty, docs, .. } = field;
        let ty = if argument.required { ty.clone() } else { quote!(Option<#ty>) };
        field.gated(api, operation, quote! { #docs pub #name: #ty, })
    });
    let equality = equality(api.has_total_arguments(operation.ir));
    let lender = lender(operation).map(|(name, ty)| quote!(pub(crate) #name: #ty,));
    quote! {
        #docs
        #alias
        #[derive(Debug, Clone, Copy, #default #equality)]
        #[non_exhaustive]
        pub struct #name #lifetime { #(#fields)* #lender }
    }
}

/// The lifetime of the type, where it has one.
pub(in crate::emit) fn lifetime(operation: &Operation<'_>, written: TokenStream) -> Option<TokenStream> {
    (operation.lifetime != Lifetime::Absent).then_some(written)
}

/// What has the lifetime at the versions that have nothing else with it.
fn lender(operation: &Operation<'_>) -> Option<(Ident, TokenStream)> {
    (operation.lifetime == Lifetime::Mark)
        .then(|| (ident("_lifetime"), quote!(std::marker::PhantomData<&'a ()>)))
}

/// An operation made of its fields, each with its value.
pub(in crate::emit) fn made<'a>(
    api: &Api,
    operation: &Operation<'_>,
    values: impl Iterator<Item = (Since, &'a TokenStream)>,
) -> TokenStream {
    let values =
        values.map(|(since, value)| Gated::new(since, quote!(#value,)).within(operation.ir.since.gate, api));
    let lender = lender(operation).map(|(name, _)| quote!(#name: std::marker::PhantomData,));
    quote!({ #(#values)* #lender })
}

/// Its constructor and its setters.
pub(in crate::emit) fn implementation(
    api: &Api,
    operation: &Operation<'_>,
    fields: &[Field<'_>],
) -> TokenStream {
    let name = ident(&operation.ir.ident);
    let lifetime = lifetime(operation, quote!(<'a>));
    let required: Vec<&Field<'_>> = required_of(fields).collect();
    let is_body = operation.ir.body.is_some();
    let docs = docs::paragraphs([match (required.as_slice(), fields.len()) {
        ([], 0) => "Creates the operation, which needs nothing.",
        ([], _) => "Creates the operation with nothing set.",
        ([_], 1) if is_body => "Creates the operation with its request body.",
        (all, count) if all.len() == count => "Creates the operation with what it needs.",
        _ => "Creates the operation with what it needs, and nothing else set.",
    }]);
    let parameters = required.iter().map(|Field { name, ty, .. }| quote!(#name: #ty));
    let values = fields.iter().map(|Field { argument, name, .. }| match argument.required {
        true => (argument.since, quote!(#name)),
        false => (argument.since, quote!(#name: None)),
    });
    let values: Vec<(Since, TokenStream)> = values.collect();
    let values = made(api, operation, values.iter().map(|(since, value)| (*since, value)));
    let setters = fields.iter().filter(|field| !field.argument.required).map(|field| {
        let Field { name, ty, deprecated, .. } = field;
        let setter = ident(&names::setter(&name.to_string()));
        let docs = docs::paragraphs([format!("Sets [`{name}`](Self::{name}).")]);
        field.gated(
            api,
            operation,
            quote! {
                #docs
                #deprecated
                #[must_use]
                pub const fn #setter(mut self, #name: #ty) -> Self {
                    self.#name = Some(#name);
                    self
                }
            },
        )
    });
    let formers =
        operation.arguments.iter().flat_map(|argument| former::of_argument(api, operation, argument));
    let deprecated = deprecated::of_operation(operation.ir);
    let many = lints::many_arguments(required.len());
    quote! {
        impl #lifetime #name #lifetime {
            #docs
            #deprecated
            #many
            #[must_use]
            pub const fn new(#(#parameters),*) -> Self {
                Self #values
            }
            #(#setters)*
            #(#formers)*
        }
    }
}
