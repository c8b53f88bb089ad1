//! Operations: a type that builds the request and reads the answer, and the client's method.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{self, code, prose};
use super::gated::describe;
use super::response::{self, outcome};
use super::{error, ident, versions};
use crate::ir::{Api, Body, Credential, Method, Operation, Segment};

/// The items of an operation's file. The module is gated, so nothing in it needs a gate of its own.
pub(super) fn items(api: &Api, operation: &Operation) -> Vec<TokenStream> {
    let mut items = vec![declaration(api, operation), constructor(api, operation), behaviour(api, operation)];
    items.extend(response::choice(api, operation));
    items.extend(error::items(api, operation));
    items.push(method(api, operation));
    items
}

fn body_type(api: &Api, body: &Body) -> TokenStream {
    let name = api.schema(body.schema).map(|schema| ident(&schema.name.ident));
    quote!(crate::models::#name)
}

/// "`POST /icws/...`, from dialer 7 on."
fn route(api: &Api, operation: &Operation) -> String {
    let route = code(&format!("{} {}", operation.method.as_str(), operation.path));
    match describe(operation.since.gate, api) {
        Some(version) => format!("{route}, from {version} on."),
        None => format!("{route}."),
    }
}

fn described(operation: &Operation) -> String {
    match operation.docs.as_str() {
        "" => format!("The operation {}.", code(&operation.name.wire)),
        text => prose(text),
    }
}

fn declaration(api: &Api, operation: &Operation) -> TokenStream {
    let name = ident(&operation.ident);
    let docs = docs::paragraphs([described(operation), route(api, operation)]);
    let alias = docs::alias(&operation.name.wire, &operation.ident);
    match &operation.body {
        None => quote! {
            #docs
            #alias
            #[derive(Debug, Clone, Copy, Default, PartialEq)]
            #[non_exhaustive]
            pub struct #name {}
        },
        Some(body) => {
            let ty = body_type(api, body);
            let sent = if body.docs.is_empty() { "The request body.".to_owned() } else { prose(&body.docs) };
            let sent = docs::paragraphs([sent]);
            quote! {
                #docs
                #alias
                #[derive(Debug, Clone, Copy, PartialEq)]
                #[non_exhaustive]
                pub struct #name<'a> {
                    #sent
                    pub body: &'a #ty,
                }
            }
        }
    }
}

fn constructor(api: &Api, operation: &Operation) -> TokenStream {
    let name = ident(&operation.ident);
    match &operation.body {
        None => quote! {
            impl #name {
                /// Creates the operation, which needs nothing.
                #[must_use]
                pub const fn new() -> Self {
                    Self {}
                }
            }
        },
        Some(body) => {
            let ty = body_type(api, body);
            quote! {
                impl<'a> #name<'a> {
                    /// Creates the operation with its request body.
                    #[must_use]
                    pub const fn new(body: &'a #ty) -> Self {
                        Self { body }
                    }
                }
            }
        }
    }
}

fn behaviour(api: &Api, operation: &Operation) -> TokenStream {
    let name = ident(&operation.ident);
    let lifetime = operation.body.as_ref().map(|_| quote!(<'_>));
    let (id, path) = (&operation.name.wire, &operation.path);
    let method = match operation.method {
        Method::Post => quote!(http::Method::POST),
    };
    let since = versions::since(api, operation.since.gate);
    let error = ident(&operation.error_ident());
    let response = outcome(api, operation);
    let request = request(operation);
    let arms = operation.answers().map(|answer| response::arm(operation, answer));
    quote! {
        impl crate::Operation for #name #lifetime {
            const ID: &'static str = #id;
            const METHOD: http::Method = #method;
            const PATH: &'static str = #path;
            const SINCE: crate::Since = #since;
            type Response = #response;
            type Error = #error;

            fn to_request(&self, session: &crate::Session) -> Result<http::Request<Vec<u8>>, crate::RequestError> {
                #request
            }

            fn from_response(
                response: http::Response<impl AsRef<[u8]>>,
            ) -> Result<Self::Response, crate::Error<Self::Error>> {
                let answer = crate::wire::Answer::new(&response);
                match answer.status() {
                    #(#arms)*
                    _ => Err(answer.unexpected()),
                }
            }
        }
    }
}

fn request(operation: &Operation) -> TokenStream {
    let parts = operation.segments.iter().map(|segment| match segment {
        Segment::Literal(text) => quote!(crate::wire::Part::Literal(#text)),
        Segment::SessionId => quote!(crate::wire::Part::SessionId),
    });
    let credentials = operation.credentials.iter().map(|credential| match credential {
        Credential::CsrfToken => quote!(.csrf_token()),
        Credential::Cookie => quote!(.cookie()),
    });
    let accept = (!operation.accept.is_empty()).then(|| {
        let value = header_value(&operation.accept.join(", "));
        quote!(.accept(#value))
    });
    let end = match &operation.body {
        None => quote!(.empty()),
        Some(body) => {
            let value = header_value(&format!("{};charset=utf-8", body.media_type));
            quote!(.json(#value, self.body))
        }
    };
    quote! {
        crate::wire::Outgoing::new(Self::METHOD, session, &[#(#parts),*])? #(#credentials)* #accept #end
    }
}

/// A header value that is made, and found to be one, when the crate is compiled.
fn header_value(text: &str) -> TokenStream {
    let text = Literal::string(text);
    quote!(const { http::HeaderValue::from_static(#text) })
}

fn method(api: &Api, operation: &Operation) -> TokenStream {
    let (call, name, error) =
        (ident(&operation.name.ident), ident(&operation.ident), ident(&operation.error_ident()));
    let alias = docs::alias(&operation.name.wire, &operation.name.ident);
    let docs = docs::paragraphs([
        described(operation),
        route(api, operation),
        "# Errors".to_owned(),
        format!(
            "[`Error::Api`](crate::Error::Api) with a [`{error}`] where the server answers with a documented error."
        ),
    ]);
    let response = outcome(api, operation);
    let (parameter, argument) = match &operation.body {
        None => (None, None),
        Some(body) => {
            let ty = body_type(api, body);
            (Some(quote!(, body: &#ty)), Some(quote!(body)))
        }
    };
    quote! {
        #[cfg(feature = "reqwest")]
        impl crate::Client {
            #docs
            #alias
            pub async fn #call(&self #parameter) -> Result<#response, crate::Error<#error>> {
                self.execute(&#name::new(#argument)).await
            }
        }
    }
}
