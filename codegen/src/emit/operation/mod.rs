//! Operations: a type that builds the request and reads the answer, and the clients' method.

pub(super) mod argument;
mod error;
mod fields;
mod later;
pub(super) mod response;

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs;
use crate::emit::gated::Gated;
use crate::emit::{calls, check, deprecated, former, ident, lints, versions};
use crate::ir::{Api, Content, Credential, Location, Outcome, Parameter, Since, Type};
use crate::plan::{self, ArgumentSource, ValueStyle};
use argument::Field;
use response::{media_type, outcome};

/// The items of an operation's file. The module is gated, so nothing in it needs a gate of its own.
pub(in crate::emit) fn items(api: &Api, operation: &plan::Operation<'_>) -> Vec<TokenStream> {
    let fields = argument::fields(api, operation);
    let mut items = vec![
        argument::declaration(api, operation, &fields),
        argument::implementation(api, operation, &fields),
        behaviour(api, operation),
    ];
    items.extend(response::choice(api, operation));
    items.extend(error::items(api, operation));
    items.push(method(api, operation, &fields));
    items.extend(former_method(api, operation, &fields));
    items
}

fn behaviour(api: &Api, operation: &plan::Operation<'_>) -> TokenStream {
    let name = ident(&operation.ir.ident);
    let lifetime = argument::lifetime(operation, quote!(<'_>));
    let (id, path) = (&operation.ir.name.wire, &operation.ir.path);
    let method = ident(operation.ir.method.as_str());
    let mut versions = versions::since(api, operation.ir.since.gate).into_iter();
    let since = versions.next().unwrap_or_else(|| quote!(crate::FeatureVersion::EVERY));
    let others: Vec<TokenStream> = versions.collect();
    let also =
        (!others.is_empty()).then(|| quote!(const ALSO: &'static [crate::FeatureVersion] = &[#(#others),*];));
    let error = ident(&operation.error);
    let response = outcome(api, operation);
    let request = request(api, operation);
    let reading = response::reading(operation);
    let check = check::of_operation(api, operation.ir);
    let call = calls::of_operation(api, operation);
    let media_types = response::media_types(operation);
    quote! {
        impl crate::Operation for #name #lifetime {
            const ID: &'static str = #id;
            const METHOD: http::Method = http::Method::#method;
            const PATH: &'static str = #path;
            const SINCE: crate::FeatureVersion = #since;
            #also
            type Response = #response;
            type Error = #error;

            fn to_request(&self, session: &crate::Session) -> Result<http::Request<Vec<u8>>, crate::RequestError> {
                #request
            }

            fn from_response(
                response: http::Response<impl AsRef<[u8]>>,
            ) -> Result<Self::Response, crate::Error<Self::Error>> {
                #reading
            }

            #check
            #media_types
            #call
        }
    }
}

fn request(api: &Api, operation: &plan::Operation<'_>) -> TokenStream {
    let parameters = operation.arguments.iter().filter_map(|argument| match argument.source {
        ArgumentSource::Parameter(parameter, style) => Some((parameter, style)),
        ArgumentSource::Body(_) => None,
    });
    let in_path = parameters.clone().filter(|(parameter, _)| parameter.location == Location::Path);
    let in_path = in_path.map(|(parameter, style)| {
        let (wire, name) = (&parameter.name.wire, ident(&parameter.name.ident));
        let (one, several) = values(&parameter.ty);
        match style {
            ValueStyle::One => quote!((#wire, &#one(self.#name))),
            ValueStyle::Repeated | ValueStyle::Commas => quote!((#wire, &#several(self.#name))),
        }
    });
    let credentials = operation.ir.credentials.iter().map(|credential| match credential {
        Credential::CsrfToken => quote!(.csrf_token()),
        Credential::Cookie => quote!(.cookie()),
    });
    let sent = parameters.filter_map(|(parameter, style)| Some((parameter.since, send(parameter, style)?)));
    let sent: Vec<(Since, TokenStream)> = sent.collect();
    let accept = operation.accept.as_deref().map(|accept| {
        let value = media_type(accept);
        quote!(.accept(#value))
    });
    let end = match &operation.ir.body {
        None => quote!(.empty()),
        Some(body) => {
            let value = media_type(&body.content.sent_as());
            match body.content {
                Content::Json { .. } if body.required => quote!(.json(#value, self.body)),
                Content::Json { .. } => quote!(.optional_json(#value, self.body)),
                Content::Text { .. } => quote!(.text(#value, self.body)),
                Content::Bytes { .. } => quote!(.bytes(#value, self.body)),
            }
        }
    };
    let new = quote!(crate::runtime::Outgoing::new::<Self>(session, &[#(#in_path),*])?);
    let end = quote!(#(#credentials)* #accept #end);
    if sent.is_empty() {
        return quote!(#new #end);
    }
    let scope = operation.ir.since.gate;
    let unused = sent.iter().all(|(since, _)| !since.gate.covers(scope)).then(|| {
        quote! { #[allow(unused_mut, reason = "below the first of these versions, there is nothing to add")] }
    });
    let parameters =
        sent.into_iter().map(|(since, send)| Gated::new(since, quote!(request #send;)).within(scope, api));
    // A statement for each of them: all that an expression makes stays to its end, however long it is, and the compiler
    // looks at each of these values wherever it may end early.
    quote! {
        #unused
        let mut request = #new;
        #(#parameters)*
        request #end
    }
}

/// What puts a parameter that is not in the path into the request.
fn send(parameter: &Parameter, style: ValueStyle) -> Option<TokenStream> {
    let (wire, name) = (&parameter.name.wire, ident(&parameter.name.ident));
    let (one, several) = values(&parameter.ty);
    let values = match (style, parameter.required) {
        (ValueStyle::One, true) => quote!([#one(self.#name)]),
        (ValueStyle::One, false) => quote!(self.#name.map(#one)),
        (ValueStyle::Repeated, true) => quote!(self.#name.iter().map(#one)),
        (ValueStyle::Repeated, false) => quote!(self.#name.into_iter().flatten().map(#one)),
        (ValueStyle::Commas, true) => quote!([#several(self.#name)]),
        (ValueStyle::Commas, false) => quote!(self.#name.map(#several)),
    };
    match parameter.location {
        Location::Path => None,
        Location::Query => Some(quote!(.query(#wire, #values)?)),
        Location::Header => {
            let lower = wire.to_ascii_lowercase();
            Some(quote!(.header(#wire, const { http::HeaderName::from_static(#lower) }, #values)?))
        }
    }
}

/// What writes one value of a parameter, and what writes a list of them. Only a number of floating point can be none.
fn values(ty: &Type) -> (TokenStream, TokenStream) {
    match ty.is_floating() {
        true => (quote!(crate::runtime::Number), quote!(crate::runtime::Numbers)),
        false => (quote!(crate::runtime::Plain), quote!(crate::runtime::Commas)),
    }
}

/// The method of both clients, which a macro makes of one. Its docs are written, and read, once.
fn method(api: &Api, operation: &plan::Operation<'_>, fields: &[Field<'_>]) -> TokenStream {
    let (name, error) = (&operation.ir.ident, &operation.error);
    let alias = docs::alias(&operation.ir.name.wire, &operation.ir.name.ident);
    let optional = match operation.arguments.iter().any(|argument| !argument.required) {
        true if operation.ir.group.is_some() => {
            format!(
                "Sends none of its optional parameters; [`{name}`] has them, for `execute` of the client."
            )
        }
        true => format!(
            "Sends none of its optional parameters; [`{name}`] has them, for [`execute`](Self::execute)."
        ),
        false => String::new(),
    };
    let docs = docs::paragraphs([
        docs::of_operation(operation.ir),
        docs::route(api, operation.ir),
        optional,
        "# Errors".to_owned(),
        format!(
            "[`Error::Api`](crate::Error::Api) with a [`{error}`] where the server answers with a documented error."
        ),
    ]);
    let deprecated = deprecated::of_operation(operation.ir);
    client_method(api, operation, fields, (&operation.ir.name.ident, quote!(#docs #alias #deprecated)))
}

/// The method under its old name.
fn former_method(api: &Api, operation: &plan::Operation<'_>, fields: &[Field]) -> Option<TokenStream> {
    let former = operation.ir.name.former()?;
    Some(client_method(api, operation, fields, (former, former::of_method(operation.ir))))
}

fn client_method(
    api: &Api,
    operation: &plan::Operation<'_>,
    fields: &[Field],
    (call, head): (&str, TokenStream),
) -> TokenStream {
    let (call, name, error) = (ident(call), ident(&operation.ir.ident), ident(&operation.error));
    let response = outcome(api, operation);
    let result = match &operation.outcome {
        Outcome::Content(content) => content.json(),
        Outcome::Nothing | Outcome::Choice(_) => None,
    };
    let required = argument::required(fields);
    let many = lints::many_arguments(required.len() + 1);
    let deep = lints::deep_types(result);
    let names = required.iter().map(|(name, _)| name);
    let parameters = required.iter().map(|(name, ty)| {
        let ty = argument::without_lifetime(ty);
        quote!(#name: #ty)
    });
    let group = api.group(operation.ir).map(|group| ident(&group.ident));
    let client = if group.is_some() { quote!(self.0) } else { quote!(self) };
    let method = quote! {
            #head
            #many
            #deep
            pub fn #call(&self, #(#parameters),*) -> Result<#response, crate::Error<#error>> {
                #client.execute(&#name::new(#(#names),*))
            }
    };
    let method = match group {
        Some(group) => quote!(impl #group { #method }),
        None => method,
    };
    quote! { crate::runtime::client_methods! { #method } }
}
