//! The files that list the others.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::gated::gated;
use super::model::large;
use super::operation::argument;
use super::{docs, former, ident};
use crate::plan::{GroupPlan, ModelPlan, OperationPlan, Plan, SharedErrors};

/// `mod.rs` of the whole generated tree.
pub(super) fn root(plan: &Plan<'_>) -> TokenStream {
    let versions = (!plan.versions.is_empty()).then(|| {
        quote!(
            mod versions;
            pub use versions::*;
        )
    });
    let clients = (!plan.groups.is_empty()).then(|| {
        quote!(
            #[cfg(any(feature = "reqwest-client", feature = "blocking-client"))]
            pub mod clients;
        )
    });
    let errors = (!plan.shared_errors.is_empty()).then(|| {
        quote!(
            #[cfg(doc)]
            pub mod errors;
            #[cfg(not(doc))]
            mod errors;
        )
    });
    quote! {
        mod calls;
        pub use calls::{Call, CallResponse};
        #clients
        #errors
        pub mod models;
        pub mod operations;
        #[cfg(feature = "server")]
        pub(crate) mod server;
        #versions
    }
}

/// `mod.rs` of the models.
pub(super) fn models(plan: &Plan<'_>) -> Vec<TokenStream> {
    let docs = quote!(#![doc = " The types of bodies: what is sent, and what is answered."]);
    let secrets = (!plan.secrets.is_empty()).then(|| {
        let names = &plan.secrets;
        quote! {
            /// The names on the wire of what no text shows, wherever it comes.
            #[allow(dead_code, reason = "without any version there may be nothing that hides them")]
            pub(crate) const SECRETS: &[&str] = &[#(#names),*];
        }
    });
    let mut models: Vec<&ModelPlan<'_>> = plan.models.iter().collect();
    models.sort_by_key(|model| &model.module);
    let formats = plan.formats.as_ref().map(|formats| {
        let module = quote!(
            pub mod formats;
        );
        gated(&formats.since, module)
    });
    let files = models.iter().map(|model| {
        let (module, name) = (ident(&model.module), ident(&model.item.name.ident));
        let fields = large::fields(model);
        let values = model.values().map(|values| ident(&values.name));
        let names: Vec<Ident> = [name].into_iter().chain(fields).chain(values).collect();
        gated(&model.item.since, reexport(&module, &names))
    });
    let files = listed(files);
    let formers = models.iter().flat_map(|model| former::of_model(model));
    [docs].into_iter().chain(secrets).chain(formats).chain(files).chain(formers).collect()
}

/// The macro that declares modules by what they have.
fn listed(files: impl Iterator<Item = TokenStream>) -> Option<TokenStream> {
    let mut files = files.peekable();
    files.peek()?;
    Some(quote! { crate::runtime::modules! { #(#files)* } })
}

fn reexport(module: &Ident, names: &[Ident]) -> TokenStream {
    match names {
        [name] => quote!(pub use #module::#name;),
        names => quote!(pub use #module::{#(#names),*};),
    }
}

/// `mod.rs` of the operations of a group, or of those that are in none, with all groups.
pub(super) fn operations(plan: &Plan<'_>, group: Option<&GroupPlan<'_>>) -> Vec<TokenStream> {
    let head = match group {
        Some(group) => vec![of_group(group)],
        None => {
            let docs = " The operations, each with what it asks for, what it yields and how it can fail.";
            vec![quote!(#![doc = #docs]), all(plan)]
        }
    };
    let groups = group.is_none().then_some(&plan.groups).into_iter().flatten().map(|group| {
        let (module, since) = (ident(&group.module), &group.item.since);
        let reexport = gated(since, quote!(#[doc(no_inline)] pub use #module::*;));
        let module = gated(since, quote!(pub mod #module;));
        quote!(#module #reexport)
    });
    let files = plan.of_group(group).map(|operation| {
        let types: Vec<Ident> = operation.types.iter().map(|name| ident(name)).collect();
        gated(&operation.in_group, reexport(&ident(&operation.module), &types))
    });
    let files = listed(files);
    let others = plan
        .of_group(group)
        .flat_map(|operation| of_values(operation).into_iter().chain(former::of_operation(operation)));
    head.into_iter().chain(groups).chain(files).chain(others).collect()
}

/// The structs of the values that an operation and its responses are made of.
fn of_values(operation: &OperationPlan<'_>) -> Vec<TokenStream> {
    let module = ident(&operation.module);
    let own = operation.values.iter().map(|plan| (plan, argument::required_lifetime(operation)));
    let responses = operation.successes.list.iter().chain(operation.errors.own());
    let of_responses = responses.filter_map(|response| Some((response.values.as_ref()?, None)));
    let items = own.chain(of_responses).map(|(plan, lifetime)| {
        let name = ident(&plan.name);
        // Without `self`, a module that a macro declares could be meant as well as a crate.
        let reexport = gated(&plan.since, quote!(pub use self::#module::#name;));
        let alias = former::of_named_values(plan, lifetime);
        quote!(#reexport #alias)
    });
    items.collect()
}

/// What is said of the operations of a group.
fn of_group(group: &GroupPlan<'_>) -> TokenStream {
    let docs = docs::about_group(group, "The operations");
    let lines = docs.lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#![doc = #lines])*)
}

/// The types that have a method for each operation of a group, and the methods of the clients that lead to them.
pub(super) fn clients(plan: &Plan<'_>) -> Vec<TokenStream> {
    let docs =
        quote!(#![doc = " The calls of each group of operations. A method of the clients leads to each."]);
    let groups = plan.groups.iter().map(|group| {
        let (name, ty) = (ident(&group.item.name.ident), ident(group.ident));
        let docs = docs::paragraphs([docs::about_group(group, "The calls")]);
        let alias = docs::alias(&group.item);
        gated(&group.item.since, quote!(#docs #alias fn #name(&self) -> #ty {}))
    });
    vec![docs, quote! { crate::runtime::client_groups! { #(#groups)* } }]
}

/// `mod.rs` of the errors that several operations have. Only readers see it: a name of one of these would be gone as soon as no
/// operation has these errors any more, and each operation has a name for its own.
pub(super) fn errors(plan: &Plan<'_>) -> Vec<TokenStream> {
    let head = quote! {
        #![doc = " The errors that several operations have."]
        #![doc = ""]
        #![doc = " Code cannot name them: each operation has a name for its own, which is a type of its own."]
        #![allow(
            dead_code,
            unreachable_pub,
            unused_imports,
            reason = "they are public where they are read, and without any version there may be none that has them"
        )]
    };
    let files = plan.shared_errors.iter().map(|SharedErrors { ident: name, module, since, .. }| {
        gated(since, reexport(&ident(module), &[ident(name)]))
    });
    let files = listed(files);
    [head].into_iter().chain(files).collect()
}

/// The list of the operations.
fn all(plan: &Plan<'_>) -> TokenStream {
    let infos = plan.operations.iter().map(|operation| {
        let name = ident(operation.ident);
        gated(&operation.item.since, quote!(crate::OperationInfo::of::<#name>(),))
    });
    quote! {
        /// What is known of each operation that the chosen features have, in the order of their ids.
        pub const ALL: &[crate::OperationInfo] = &[#(#infos)*];
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_group_has_a_module_and_a_type_of_the_clients_from_its_first_operation_on() {
        let bytes = include_bytes!("../../../tests/conventions/tagged.yaml");
        let output = crate::generate(crate::Spec { path: "tagged.yaml", bytes });
        let tree = output.map(|output| output.tree).unwrap_or_default();
        let has = |file: &str, lines: &str| {
            let text = tree.get(file).map(String::as_str).unwrap_or_default();
            assert!(text.contains(lines), "{file}: {text}");
        };
        has(
            "operations/mod.rs",
            "#[cfg(feature = \"dialer-4\")]\npub mod server_;\n#[cfg(feature = \"dialer-4\")]\n#[doc(no_inline)]\npub use server_::*;\n",
        );
        has(
            "operations/people/mod.rs",
            "//! The operations with the tag `Configuration.People`.\n//!\n//! Who there is.\n",
        );
        let people = "    /// The calls with the tag `Configuration.People`.\n    ///\n    /// Who there is.\n    \
                      #[cfg(feature = \"dialer-2\")]\n    #[doc(alias = \"Configuration.People\")]\n    fn people(&self) -> People {}\n";
        has("clients.rs", people);
        has("server/mod.rs", "pub mod people;\n");
        has("clients.rs", "    #[cfg(feature = \"dialer-4\")]\n    fn server(&self) -> Server {}\n}\n");
    }
}
