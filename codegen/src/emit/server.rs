//! The other side: a trait with a method for each operation, and the router that calls it.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::argument::{self, Owned};
use super::gated::Gated;
use super::operation::{described, route};
use super::{check, docs, error, former, ident, lints, response};
use crate::ir::{Api, Body, Credential, Gate, Location, Outcome, Parameter, Type};
use crate::plan::{Operation, Plan};

/// The items of the file with the trait and the router.
pub(super) fn items(plan: &Plan<'_>) -> Vec<TokenStream> {
    let runtime = quote!(
        use crate::runtime::server;
    );
    vec![runtime, interface(plan), shared(plan), router(plan)]
}

/// `DialerApi` for the crate `icws-dialer`, whatever its features are.
pub(super) fn name(api: &Api) -> Ident {
    ident(&of_package(&api.package))
}

fn of_package(package: &str) -> String {
    let short = package.strip_prefix("icws-").or_else(|| package.strip_prefix("icws_"));
    let short = short.filter(|short| short.starts_with(|first: char| first.is_ascii_alphabetic()));
    format!("{}Api", heck::AsUpperCamelCase(short.unwrap_or(package)))
}

/// What there is for each operation, from the version on that has it.
fn each(plan: &Plan<'_>, item: fn(&Api, &Operation<'_>) -> TokenStream) -> impl Iterator<Item = TokenStream> {
    let Plan { api, operations } = plan;
    operations
        .iter()
        .map(move |operation| Gated::new(operation.since, item(api, operation)).within(Gate::ALWAYS, api))
}

/// What there is for each operation that has an old name.
fn formers(
    plan: &Plan<'_>,
    item: fn(&Api, &Operation<'_>, &str) -> TokenStream,
) -> impl Iterator<Item = TokenStream> {
    let Plan { api, operations } = plan;
    operations.iter().filter_map(move |operation| {
        let item = item(api, operation, operation.name.former()?);
        Some(Gated::new(operation.since, item).within(Gate::ALWAYS, api))
    })
}

fn interface(plan: &Plan<'_>) -> TokenStream {
    let api = plan.api;
    let name = name(api);
    let methods = each(plan, method);
    let formers = formers(plan, former_method);
    let authenticate = authenticate(api, &quote!(;)).map(|signature| {
        quote! {
            /// Decides whether the credentials are those of a session. The router only checks that there are some. Compare
            /// them with [`matches`](crate::server::Credentials::matches), which takes the same time for each guess. A
            /// stand-in that accepts everybody calls [`allow_anyone`](crate::server::Credentials::allow_anyone).
            ///
            /// It is not called for operations that want no credentials.
            ///
            /// # Errors
            ///
            /// What the `401` says, or the `503` or `500` where nobody can tell.
            #signature
        }
    });
    quote! {
        /// What a server does: a method for each operation. One that is not written answers `501`.
        ///
        /// Write the methods as `async fn`. Their futures are sent between threads, and dropped when the client hangs up.
        /// Inside of one, [`Credentials::current`](crate::server::Credentials::current) says whose call it is.
        ///
        /// # Panics
        ///
        /// It is the router that answers `501`: a method that is not written panics where it is called by anything else.
        #[allow(
            clippy::too_many_arguments,
            clippy::type_complexity,
            unused_variables,
            reason = "a method takes what its operation has, and does nothing with it unless it is written"
        )]
        pub trait #name: Send + Sync + 'static {
            #authenticate

            /// How many bytes the body of a request may have: a mebibyte, unless this is written. It is asked for once,
            /// when the router is made.
            fn max_request_size(&self) -> usize {
                1 << 20
            }

            #(#methods)*
            #(#formers)*
        }
    }
}

/// The method that looks at credentials, with this body, where an operation wants any.
fn authenticate(api: &Api, body: &TokenStream) -> Option<TokenStream> {
    api.operations.iter().any(|operation| !operation.credentials.is_empty()).then(|| {
        quote! {
            fn authenticate(
                &self,
                credentials: &crate::server::Credentials,
            ) -> impl Future<Output = Result<(), crate::server::Denied>> + Send
            #body
        }
    })
}

fn method(api: &Api, operation: &Operation<'_>) -> TokenStream {
    let error = &operation.error;
    let docs = docs::paragraphs([
        described(operation),
        route(api, operation),
        "# Errors".to_owned(),
        format!("A documented error: [`{error}`](crate::operations::{error})."),
    ]);
    let alias = docs::alias(&operation.name.wire, &operation.name.ident);
    let signature = signature(api, operation, &operation.name.ident);
    let conversion = lints::conversion(&operation.name.ident);
    let (calls_former, body) = match operation.name.former() {
        None => (None, quote!(server::not_implemented())),
        Some(former) => {
            let (former, fields) = (ident(former), argument::owned(api, operation));
            let names = fields.iter().map(|Owned { name, .. }| name);
            (Some(lints::calls_former()), quote!(self.#former(#(#names),*)))
        }
    };
    quote! {
        #docs
        #alias
        #conversion
        #calls_former
        #signature {
            #body
        }
    }
}

/// The method under its old name. Who has written it is called by the new one, unless that is written, too.
fn former_method(api: &Api, operation: &Operation<'_>, former: &str) -> TokenStream {
    let (head, signature) = (former::of_served(operation), signature(api, operation, former));
    let conversion = lints::conversion(former);
    quote! {
        #head
        #conversion
        #signature {
            server::not_implemented()
        }
    }
}

fn signature(api: &Api, operation: &Operation<'_>, call: &str) -> TokenStream {
    let (call, error) = (ident(call), ident(&operation.error));
    let fields = argument::owned(api, operation);
    let parameters = fields.iter().map(|Owned { name, ty, .. }| quote!(#name: #ty));
    let response = success_type(api, operation);
    quote! {
        fn #call(
            &self,
            #(#parameters),*
        ) -> impl Future<Output = Result<#response, crate::operations::#error>> + Send
    }
}

/// The trait for whoever is not the only one to hold an API.
fn shared(plan: &Plan<'_>) -> TokenStream {
    let api = plan.api;
    let name = name(api);
    let methods = each(plan, |api, operation| handed_on(api, operation, &operation.name.ident));
    let formers = formers(plan, |api, operation, former| {
        let (calls_former, method) = (lints::calls_former(), handed_on(api, operation, former));
        quote!(#calls_former #method)
    });
    let authenticate = authenticate(api, &quote!({ A::authenticate(self, credentials) }));
    quote! {
        /// What is served may be held by others, too: by a test that looks into it, or by routes beside these.
        impl<A: #name> #name for std::sync::Arc<A> {
            #authenticate

            fn max_request_size(&self) -> usize {
                A::max_request_size(self)
            }

            #(#methods)*
            #(#formers)*
        }
    }
}

fn handed_on(api: &Api, operation: &Operation<'_>, call: &str) -> TokenStream {
    let (call, signature) = (ident(call), signature(api, operation, call));
    let fields = argument::owned(api, operation);
    let names = fields.iter().map(|Owned { name, .. }| name);
    quote! {
        #signature {
            A::#call(self, #(#names),*)
        }
    }
}

/// What a method yields where it succeeds, by its path from here.
pub(super) fn success_type(api: &Api, operation: &Operation<'_>) -> TokenStream {
    match &operation.outcome {
        Outcome::Nothing => quote!(()),
        Outcome::Content(content) => response::body(api, content),
        Outcome::Choice(name) => {
            let name = ident(name);
            quote!(crate::operations::#name)
        }
    }
}

fn router(plan: &Plan<'_>) -> TokenStream {
    let api = plan.api;
    let name = name(api);
    let parameters = api.operations.iter().flat_map(|operation| &operation.parameters);
    let constants = lints::constants(parameters.map(|parameter| &parameter.notes.limits));
    let routes = each(plan, served);
    let authenticate = match authenticate(api, &quote!(;)) {
        Some(_) => {
            quote!(|api: std::sync::Arc<A>, credentials| async move { api.authenticate(&credentials).await })
        }
        None => quote!(|_: std::sync::Arc<A>, _| async { Ok(()) }),
    };
    quote! {
        /// A router that serves an API.
        ///
        /// It can be merged with others, layered and nested like any other. It has a fallback, which answers `404`:
        /// `router(api).fallback(yours)` has another, and `router(api).reset_fallback().merge(yours)` that of yours.
        #constants
        pub fn router<A: #name>(api: A) -> crate::server::axum::Router {
            let limit = api.max_request_size();
            let routes = server::Routes::new(
                api,
                limit,
                #authenticate,
            );
            #(#routes)*
            routes.finish()
        }
    }
}

/// The statement that adds an operation to the router.
fn served(api: &Api, operation: &Operation<'_>) -> TokenStream {
    let (name, call) = (ident(&operation.ident), ident(&operation.name.ident));
    let lifetime = argument::is_borrowing(&argument::fields(api, operation)).then(|| quote!(<'static>));
    let wanted = operation.credentials.iter().map(|credential| match credential {
        Credential::CsrfToken => quote!(server::Wanted::CsrfToken),
        Credential::Cookie => quote!(server::Wanted::Cookie),
    });
    let [api_name, incoming] = ["api", "incoming"].map(|name| local(operation, name));
    let parameters = operation.parameters.iter().map(|described| parameter(described, &incoming));
    let body = operation.body.iter().map(|content| body(api, content, &incoming));
    let fields = argument::owned(api, operation);
    // A statement of a known type for each value, as for a request that is sent.
    let reads = fields.iter().zip(parameters.chain(body)).map(|(Owned { name, ty, .. }, value)| {
        quote! { let #name: #ty = #value; }
    });
    let arguments = fields.iter().map(|Owned { name, .. }| name);
    let pattern = match (fields.is_empty(), &operation.body) {
        (true, _) => quote!(_),
        (false, None) => quote!(#incoming),
        (false, Some(_)) => quote!(mut #incoming),
    };
    let success = success(operation);
    quote! {
        let routes = routes.serve::<crate::operations::#name #lifetime, _>(
            &[#(#wanted),*],
            |#api_name, #pattern| async move {
                #(#reads)*
                let result = #api_name.#call(#(#arguments),*).await;
                Ok(server::answered(result, #success))
            },
        );
    }
}

/// A name for a value of the router's own that no parameter has: theirs have no underscore behind them but for words of
/// Rust.
fn local(operation: &Operation, name: &str) -> Ident {
    let is_taken = operation.parameters.iter().any(|parameter| parameter.name.ident == name);
    if is_taken { format_ident!("{name}_") } else { ident(name) }
}

/// What reads a parameter.
fn parameter(parameter: &Parameter, incoming: &Ident) -> TokenStream {
    let wire = &parameter.name.wire;
    let list = matches!(parameter.ty, Type::List(_));
    let place = match (parameter.location, list, parameter.explode) {
        (Location::Path, true, _) => "path_commas",
        (Location::Path, false, _) => "path",
        (Location::Query, true, false) => "query_commas",
        (Location::Query, ..) => "query",
        (Location::Header, true, _) => "header_commas",
        (Location::Header, false, _) => "header",
    };
    let read = match (parameter.required, list) {
        (true, true) => "required_list",
        (true, false) => "required",
        (false, true) => "optional_list",
        (false, false) => "optional",
    };
    let (place, read) = (ident(place), ident(read));
    let value = quote!(#incoming.#place(#wire).#read()?);
    match check::of_parameter(parameter) {
        Some(limits) => quote!(server::within(#wire, #value, #limits)?),
        None => value,
    }
}

/// What reads the body.
fn body(api: &Api, body: &Body, incoming: &Ident) -> TokenStream {
    let media_type = body.content.media_type();
    let read = ident(if body.required { "required" } else { "optional" });
    let (kind, _) = response::body_kind(Some(&body.content));
    let value = quote!(#incoming.#kind(#media_type).await?.#read()?);
    if check::is_checked(api, body.schema()) { quote!(server::checked(#value)?) } else { value }
}

/// What makes an answer of what a method yields.
fn success(operation: &Operation<'_>) -> TokenStream {
    let new = operation.only_status().map(|code| {
        let status = error::status_name(code);
        quote!(server::Answer::new(http::StatusCode::#status))
    });
    match &operation.outcome {
        Outcome::Nothing => quote!(|()| #new),
        Outcome::Content(content) => {
            let (write, media_type) = response::body_kind(Some(content));
            let media_type = media_type.map(|media_type| quote!(, #media_type));
            quote!(|body| #new.#write(&body #media_type))
        }
        Outcome::Choice(_) => quote!(|response| server::Documented::answer(&response)),
    }
}

#[cfg(test)]
mod tests {
    use super::of_package;

    #[test]
    fn the_trait_is_named_after_the_crate() {
        for (package, name) in [
            ("icws-dialer", "DialerApi"),
            ("icws-call-control", "CallControlApi"),
            ("icws_phones", "PhonesApi"),
            ("acme_phone-2", "AcmePhone2Api"),
            ("icws-2", "Icws2Api"),
            ("icws", "IcwsApi"),
        ] {
            assert_eq!(of_package(package), name);
        }
    }
}
