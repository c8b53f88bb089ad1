//! What an operation asks for: the type that stands for it, its constructor and its setters.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::docs::{self, notes};
use crate::emit::gated::gated;
use crate::emit::shown::{self, Shown};
use crate::emit::{deprecated, former, ident, lints, types, values};
use crate::plan::{Argument, ArgumentSource, Conditions, Holding, Lifetime, OperationPlan, ParameterPlan};

/// What is printed of an argument wherever it is printed.
pub(in crate::emit) struct Field<'a> {
    argument: &'a Argument<'a>,
    name: Ident,
    /// The type, with the lifetime `'a` where it is borrowed.
    ty: TokenStream,
    /// The type that a constructor or a setter takes.
    taken: TokenStream,
    /// What warns whoever sets it.
    deprecated: Option<TokenStream>,
}

/// The fields of an operation.
pub(in crate::emit) fn fields<'a>(operation: &'a OperationPlan<'_>) -> Vec<Field<'a>> {
    let field = |argument: &'a Argument<'a>| {
        let deprecated = match &argument.source {
            ArgumentSource::Parameter(parameter) => deprecated::attribute(parameter.item.deprecated),
            ArgumentSource::Body(_) => None,
        };
        let lifetime = quote!('a);
        let (ty, taken) = (types::held(argument, Some(&lifetime)), types::lent(argument, Some(&lifetime)));
        Field { argument, name: ident(argument.name), ty, taken, deprecated }
    };
    operation.arguments.iter().map(field).collect()
}

/// What is said of an argument.
fn argument_docs(argument: &Argument<'_>) -> TokenStream {
    match &argument.source {
        ArgumentSource::Parameter(ParameterPlan { item, .. }) => {
            let (title, since) = (docs::title(item), docs::since(&item.since));
            let text = docs::paragraphs([title].into_iter().chain(notes(item)).chain([since]));
            let alias = docs::alias(item);
            quote!(#text #alias)
        }
        ArgumentSource::Body(body) => {
            docs::paragraphs([docs::described(body.docs, || "The request body.".to_owned())])
        }
    }
}

/// One field of an operation as a call keeps it.
pub(in crate::emit) struct Owned<'a> {
    pub(in crate::emit) since: &'a Conditions<'a>,
    pub(in crate::emit) name: Ident,
    pub(in crate::emit) ty: TokenStream,
    /// What makes it of the operation's own.
    pub(in crate::emit) value: TokenStream,
    /// What reads and writes it, and makes the operation's field of it.
    pub(in crate::emit) member: TokenStream,
}

/// The fields of an operation, each as a value of its own.
pub(in crate::emit) fn owned<'a>(operation: &'a OperationPlan<'_>) -> Vec<Owned<'a>> {
    let owned = fields(operation).into_iter().map(|Field { argument, name, .. }| {
        let ty = types::argument_owned(&argument.source);
        let ty = if argument.is_required { ty } else { quote!(Option<#ty>) };
        let (value, lent) = match (argument.is_required, argument.held) {
            (_, Holding::Copied) => (quote!(self.#name), quote!(*#name)),
            (true, Holding::Texts) => (quote!(self.#name.to_vec()), quote!(#name.into())),
            (false, Holding::Texts) => {
                (quote!(self.#name.map(crate::Texts::to_vec)), quote!(#name.as_ref().map(Into::into)))
            }
            (true, _) => (quote!(self.#name.to_owned()), quote!(#name)),
            (false, held) => {
                let lent = if held == Holding::Unsized { quote!(as_deref) } else { quote!(as_ref) };
                (quote!(self.#name.map(ToOwned::to_owned)), quote!(#name.#lent()))
            }
        };
        let member = member(argument, &lent);
        Owned { since: &argument.since, name, ty, value, member }
    });
    owned.collect()
}

/// What reads and writes a field of a call, under the names that it goes by, and makes the operation's field of it.
fn member(argument: &Argument<'_>, lent: &TokenStream) -> TokenStream {
    let (is_floating, former) = match &argument.source {
        ArgumentSource::Parameter(ParameterPlan { ty, item, .. }) => (ty.is_floating(), item.name.former()),
        ArgumentSource::Body(_) => (false, None),
    };
    let wire = argument.name;
    let kind = if argument.is_required { quote!(required) } else { quote!(optional) };
    let finite = is_floating.then(|| quote!(, finite));
    let former = former.map(|former| quote!(#[former(#former)]));
    quote!(#former #[member(#kind #finite, #wire, #lent)])
}

/// What a method takes: the names of what must be there, each with its type, and the lifetime of these types, where the
/// compiler asks for one.
pub(in crate::emit) fn required<'a>(
    fields: &'a [Field<'_>],
) -> (Vec<(&'a Ident, TokenStream)>, Option<TokenStream>) {
    let lifetime = required_of(fields).any(|field| field.argument.held.is_converted()).then(|| quote!('a));
    let taken = |field: &'a Field<'_>| (&field.name, types::lent(field.argument, lifetime.as_ref()));
    (required_of(fields).map(taken).collect(), lifetime)
}

fn required_of<'f, 'a>(fields: &'f [Field<'a>]) -> impl Iterator<Item = &'f Field<'a>> {
    fields.iter().filter(|field| field.argument.is_required)
}

/// The lifetime of what must be there, where that has one.
pub(in crate::emit) fn required_lifetime(operation: &OperationPlan<'_>) -> Option<TokenStream> {
    let mut required = operation.arguments.iter().filter(|argument| argument.is_required);
    required.any(|argument| argument.held != Holding::Copied).then(|| quote!(<'a>))
}

/// The struct of what the constructor takes.
pub(in crate::emit) fn named(operation: &OperationPlan<'_>, fields: &[Field<'_>]) -> Option<TokenStream> {
    let (owner, own) = (ident(operation.ident), lifetime(operation, quote!(<'a>)));
    let required = required_of(fields).map(|Field { name, ty, .. }| quote!(#name: #ty));
    let constructor = quote!(#owner #own::new);
    let own = (&constructor, required_lifetime(operation));
    values::structure(operation.values.as_ref(), own, deprecated::of_operation(operation), required)
}

/// The type that stands for an operation.
pub(in crate::emit) fn declaration(operation: &OperationPlan<'_>, fields: &[Field<'_>]) -> TokenStream {
    let name = ident(operation.ident);
    let alias = docs::alias_of(&operation.item.name.wire, operation.ident);
    let default = required_of(fields).next().is_none().then(|| quote!(Default,));
    let derived = shown::derived(operation.takes_secrets());
    let lifetime = lifetime(operation, quote!(<'a>));
    let fields = fields.iter().map(|Field { argument, name, ty, .. }| {
        let docs = argument_docs(argument);
        let ty = if argument.is_required { ty.clone() } else { quote!(Option<#ty>) };
        gated(&argument.since, quote! { #docs pub #name: #ty, })
    });
    let lender = lender(operation).map(|(name, ty)| quote!(pub(crate) #name: #ty,));
    quote! {
        #alias
        #[derive(#derived Clone, Copy, #default PartialEq)]
        pub struct #name #lifetime { #(#fields)* #lender }
    }
}

/// What `Debug` shows of an operation that takes secrets.
pub(in crate::emit) fn debug(operation: &OperationPlan<'_>, fields: &[Field<'_>]) -> Option<TokenStream> {
    if !operation.takes_secrets() {
        return None;
    }
    let (name, lifetime) = (ident(operation.ident), lifetime(operation, quote!(<'_>)));
    let fields = fields.iter().map(|Field { argument, name, .. }| {
        let shown = Shown::new(argument.name, argument.is_secret());
        gated(&argument.since, shown.added(&quote!(&self.#name)))
    });
    let shown = shown::structure(operation.ident, fields);
    Some(shown::debug(&quote!(#name #lifetime), &shown))
}

/// The lifetime of the type, where it has one.
pub(in crate::emit) fn lifetime(operation: &OperationPlan<'_>, written: TokenStream) -> Option<TokenStream> {
    (operation.lifetime != Lifetime::Absent).then_some(written)
}

/// What has the lifetime at the versions that have nothing else with it.
pub(in crate::emit) fn lender(operation: &OperationPlan<'_>) -> Option<(Ident, TokenStream)> {
    (operation.lifetime == Lifetime::Mark)
        .then(|| (ident("_lifetime"), quote!(std::marker::PhantomData<&'a ()>)))
}

/// Its constructor and its setters.
pub(in crate::emit) fn implementation(operation: &OperationPlan<'_>, fields: &[Field<'_>]) -> TokenStream {
    let name = ident(operation.ident);
    let lifetime = lifetime(operation, quote!(<'a>));
    let new = constructor(operation, fields);
    let setters = fields.iter().filter_map(setter);
    let formers = operation.arguments.iter().flat_map(former::of_argument);
    quote! {
        impl #lifetime #name #lifetime {
            #new
            #(#setters)*
            #(#formers)*
        }
    }
}

fn constructor(operation: &OperationPlan<'_>, fields: &[Field<'_>]) -> TokenStream {
    let required: Vec<&Field<'_>> = required_of(fields).collect();
    let about = match (required.as_slice(), fields) {
        ([], []) => "Creates the operation, which needs nothing.",
        ([], _) => "Creates the operation with nothing set.",
        ([_], [only]) if matches!(only.argument.source, ArgumentSource::Body(_)) => {
            "Creates the operation with its request body."
        }
        (required, all) if required.len() == all.len() => "Creates the operation with what it needs.",
        _ => "Creates the operation with what it needs, and nothing else set.",
    };
    let docs = docs::paragraphs([about.to_owned(), values::said(operation.values.as_ref(), "")]);
    let deprecated = deprecated::of_operation(operation);
    let many = lints::many_arguments(required.len());
    let constant = required.iter().all(|field| !field.argument.held.is_converted()).then(|| quote!(const));
    let parameters = required.iter().map(|Field { name, taken, .. }| quote!(#name: #taken));
    let values = fields.iter().map(|Field { argument, name, .. }| {
        let value = match (argument.is_required, argument.held.is_converted()) {
            (true, true) => quote!(#name: #name.into()),
            (true, false) => quote!(#name),
            (false, _) => quote!(#name: None),
        };
        gated(&argument.since, quote!(#value,))
    });
    let lender = lender(operation).map(|(name, _)| quote!(#name: std::marker::PhantomData,));
    quote! {
        #docs
        #deprecated
        #many
        #[must_use]
        pub #constant fn new(#(#parameters),*) -> Self {
            Self { #(#values)* #lender }
        }
    }
}

fn setter(Field { argument, name, taken, deprecated, .. }: &Field<'_>) -> Option<TokenStream> {
    let setter = ident(argument.setter.as_ref()?);
    let (constant, value) = match argument.held.is_converted() {
        true => (None, quote!(#name.into())),
        false => (Some(quote!(const)), quote!(#name)),
    };
    let docs = docs::paragraphs([format!("Sets [`{name}`](Self::{name}).")]);
    let setter = quote! {
        #docs
        #deprecated
        #[must_use]
        pub #constant fn #setter(mut self, #name: #taken) -> Self {
            self.#name = Some(#value);
            self
        }
    };
    Some(gated(&argument.since, setter))
}
