//! Operations: a type that builds the request and reads the answer, and the clients' method.

pub(super) mod argument;
mod error;
mod fields;
mod later;
pub(super) mod response;

pub(super) use error::shared as shared_errors;

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs;
use crate::emit::gated::{self, gated};
use crate::emit::{calls, check, deprecated, former, ident, lints, server, values, versions};
use crate::ir::{Credential, Location};
use crate::plan::{
    ArgumentSource, CallExample, Conditions, OperationPlan, ParameterPlan, Payload, PayloadForm, RustType,
    ValueStyle,
};
use argument::Field;
use response::{media_type, outcome};

/// The items of an operation's file. The module is gated, so nothing in it needs a gate of its own.
pub(super) fn items(operation: &OperationPlan<'_>) -> Vec<TokenStream> {
    let fields = argument::fields(operation);
    let mut items = vec![whole(operation, &fields)];
    items.extend(argument::debug(operation, &fields));
    items.push(argument::implementation(operation, &fields));
    items.extend(argument::named(operation, &fields));
    items.extend(response::choice(operation));
    items.extend(error::items(operation));
    items.extend(former_method(operation, &fields));
    items
}

/// The type, what it does, and the method of the clients. What is said of the operation is written, and read, once.
fn whole(operation: &OperationPlan<'_>, fields: &[Field<'_>]) -> TokenStream {
    let docs = docs::paragraphs([docs::of_operation(operation)]);
    let (id, path) = (&operation.item.name.wire, operation.path);
    let method = ident(operation.method);
    let mut versions = versions::pairs(&operation.item.since).into_iter();
    let since = versions.next().map(|since| quote!(, #since));
    let also = versions.map(|also| quote!(#[also(#also)]));
    let demanded = Some(&operation.demanded).filter(|members| !members.is_empty());
    let demanded = demanded.map(|members| quote!(#[demands(#members)]));
    let call = docs::method(operation);
    let declaration = argument::declaration(operation, fields);
    let behaviour = behaviour(operation);
    let method_of_clients =
        client_method(operation, fields, (operation.call, method_head(operation), example(operation)));
    quote! {
        crate::runtime::operation! {
            #docs
            #[operation(#id #since)]
            #[route(#method, #path)]
            #(#also)*
            #demanded
            #[call(#call)]
            #declaration
            #behaviour
            #method_of_clients
        }
    }
}

/// What it does: a row for each of its functions that every operation has, and the others as they are.
fn behaviour(operation: &OperationPlan<'_>) -> TokenStream {
    let name = ident(operation.ident);
    let lifetime = argument::lifetime(operation, quote!(<'_>));
    let error = ident(&operation.error);
    let response = outcome(operation);
    let in_path: Vec<TokenStream> = parameters(operation).filter_map(in_path).collect();
    let in_path = (!in_path.is_empty()).then(|| quote!(const path: _ = |self| [#(#in_path),*];));
    let request = request(operation);
    let success = server::success(operation);
    let check = operation.check.as_ref().map(check::of_operation);
    let call = calls::of_operation(operation);
    let media_types = response::media_types(operation);
    quote! {
        impl Operation<#response, #error> for #name #lifetime {
            #in_path
            const request: _ = |self, request| #request;
            const response: _ = answers(#success);
            const call: _ = |self| #call;
            #check
            #media_types
        }
    }
}

fn parameters<'a>(operation: &'a OperationPlan<'_>) -> impl Iterator<Item = &'a ParameterPlan<'a>> {
    operation.arguments.iter().filter_map(|argument| match &argument.source {
        ArgumentSource::Parameter(parameter) => Some(parameter),
        ArgumentSource::Body(_) => None,
    })
}

/// What a parameter puts into the path, if it stands there.
fn in_path(parameter: &ParameterPlan<'_>) -> Option<TokenStream> {
    let (wire, name) = (&parameter.item.name.wire, ident(&parameter.item.name.ident));
    let (one, several) = values(&parameter.ty);
    let value = match parameter.style {
        ValueStyle::One => one,
        ValueStyle::Repeated | ValueStyle::Commas => several,
    };
    (parameter.location == Location::Path).then(|| quote!((#wire, &#value(self.#name))))
}

fn request(operation: &OperationPlan<'_>) -> TokenStream {
    let end = end(operation);
    let sent: Vec<(&Conditions<'_>, TokenStream)> = parameters(operation)
        .filter_map(|parameter| Some((&parameter.item.since, send(parameter)?)))
        .collect();
    if sent.is_empty() {
        return quote!(request #end);
    }
    let unused = sent.iter().all(|(since, _)| !since.is_always()).then(|| {
        quote! { #[allow(unused_mut, reason = "below the first of these versions, there is nothing to add")] }
    });
    let parameters = sent.into_iter().map(|(since, send)| gated(since, quote!(request #send;)));
    // A statement for each of them: all that an expression makes stays to its end, however long it is, and the compiler
    // looks at each of these values wherever it may end early.
    quote! {
        {
            #unused
            let mut request = request;
            #(#parameters)*
            request #end
        }
    }
}

/// What stands behind the parameters: the credentials, what is accepted, and the body.
fn end(operation: &OperationPlan<'_>) -> TokenStream {
    let credentials = operation.credentials.iter().map(|credential| match credential {
        Credential::CsrfToken => quote!(.csrf_token()),
        Credential::Cookie => quote!(.cookie()),
    });
    let accept = operation.accept.as_deref().map(|accept| {
        let value = media_type(accept);
        quote!(.accept(#value))
    });
    let end = match operation.request_body() {
        None => quote!(.empty()),
        Some(body) => {
            let value = media_type(&body.sent_as);
            match body.payload.form {
                PayloadForm::Json(_) if body.is_required => quote!(.json(#value, self.body)),
                PayloadForm::Json(_) => quote!(.optional_json(#value, self.body)),
                PayloadForm::Text => quote!(.text(#value, self.body)),
                PayloadForm::Bytes => quote!(.bytes(#value, self.body)),
            }
        }
    };
    quote!(#(#credentials)* #accept #end)
}

/// What puts a parameter that is not in the path into the request.
fn send(parameter: &ParameterPlan<'_>) -> Option<TokenStream> {
    let (wire, name) = (&parameter.item.name.wire, ident(&parameter.item.name.ident));
    let (one, several) = values(&parameter.ty);
    let values = match (parameter.style, parameter.is_required) {
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
            let header = ident(if parameter.item.is_secret { "secret_header" } else { "header" });
            Some(quote!(.#header(#wire, const { http::HeaderName::from_static(#lower) }, #values)?))
        }
    }
}

/// What writes one value of a parameter, and what writes a list of them. Only a number of floating point can be none.
fn values(ty: &RustType<'_>) -> (TokenStream, TokenStream) {
    match ty.is_floating() {
        true => (quote!(crate::runtime::Number), quote!(crate::runtime::Numbers)),
        false => (quote!(crate::runtime::Plain), quote!(crate::runtime::Commas)),
    }
}

/// What is said of the method of the clients, beside what is said of its operation.
fn method_head(operation: &OperationPlan<'_>) -> TokenStream {
    let name = operation.ident;
    let alias = docs::alias(&operation.item);
    let optional = match operation.arguments.iter().any(|argument| !argument.is_required) {
        true if operation.group.is_some() => {
            format!(
                "Sends none of its optional parameters; [`{name}`] has them, for `execute` of the client."
            )
        }
        true => format!(
            "Sends none of its optional parameters; [`{name}`] has them, for [`execute`](Self::execute)."
        ),
        false => String::new(),
    };
    let named = values::said(operation.values.as_ref(), ", for `execute` of the client");
    let docs = docs::further([optional, named]);
    let deprecated = deprecated::of_operation(operation);
    quote!(#docs #alias #deprecated)
}

/// What the documentation of the method shows as an example, from the lines on that make what it sends.
fn example(operation: &OperationPlan<'_>) -> Option<TokenStream> {
    let CallExample { lines, call, names_models } = operation.example.as_ref()?;
    let models = names_models.then(|| {
        quote! {
            #[doc = concat!(" use ", env!("CARGO_CRATE_NAME"), "::models;")]
            #[doc = ""]
        }
    });
    let lines = lines.iter().map(|(since, line)| gated::line(since, &format!(" {line}")));
    Some(quote! { #models #(#lines)* const EXAMPLE: &str = #call; })
}

/// The method under its old name.
fn former_method(operation: &OperationPlan<'_>, fields: &[Field<'_>]) -> Option<TokenStream> {
    let former = operation.former_call?;
    let method = client_method(operation, fields, (former, former::of_method(operation), None));
    Some(quote! { crate::runtime::client_methods! { #method } })
}

/// The method of both clients, which a macro makes of one: its name, what stands above it, and an example.
fn client_method(
    operation: &OperationPlan<'_>,
    fields: &[Field<'_>],
    (call, head, example): (&str, TokenStream, Option<TokenStream>),
) -> TokenStream {
    let (call, name, error) = (ident(call), ident(operation.ident), ident(&operation.error));
    let response = outcome(operation);
    let (required, lifetime) = argument::required(fields);
    let lifetime = lifetime.map(|lifetime| quote!(<#lifetime>));
    let many = lints::many_arguments(required.len() + 1);
    let deep = lints::deep_types(operation.success.body().and_then(Payload::json));
    let names = required.iter().map(|(name, _)| name);
    let parameters = required.iter().map(|(name, ty)| quote!(#name: #ty));
    let group = operation.group.as_ref().map(|group| ident(group.ident));
    let client = if group.is_some() { quote!(self.0) } else { quote!(self) };
    let method = quote! {
            #head
            #many
            #deep
            pub fn #call #lifetime (&self, #(#parameters),*) -> Result<#response, crate::Error<#error>> {
                #client.execute(&#name::new(#(#names),*))
            }
            #example
    };
    match group {
        Some(group) => quote!(impl #group { #method }),
        None => method,
    }
}
