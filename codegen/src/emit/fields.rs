//! The fields of answers that have more than a body.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs::{self, described};
use super::object::notes;
use super::types::{self, Place};
use super::{ident, response};
use crate::ir::{Answer, Api, Boxes, Content, Header, HeaderValue, Operation, Status};
use crate::markdown::code;

/// The fields of a variant that has more than a body: the status where it is not fixed, the headers, the body.
#[derive(Default)]
pub(super) struct Fields {
    /// Their names.
    pub(super) names: Vec<Ident>,
    pub(super) docs: Vec<TokenStream>,
    /// Their names and types.
    pub(super) declared: Vec<TokenStream>,
    /// What reads them.
    pub(super) read: Vec<TokenStream>,
    /// What a constructor takes for them.
    pub(super) arguments: Vec<TokenStream>,
    /// What makes them of the arguments.
    pub(super) values: Vec<TokenStream>,
    /// Whether any of them is in a box.
    pub(super) is_boxed: bool,
}

/// Whether an answer has fields: more than a body.
pub(super) fn has_fields(answer: &Answer) -> bool {
    !matches!(answer.status, Status::Code(_)) || !answer.headers.is_empty()
}

fn boxes(api: &Api, answer: &Answer, body_name: &str) -> Boxes {
    if body_name == "error" { api.boxes(answer) } else { Boxes::Nothing }
}

/// The type of the body of an answer, and whether it is in a box.
pub(super) fn body(
    api: &Api,
    answer: &Answer,
    (content, body_name): (&Content, &str),
) -> (TokenStream, bool) {
    let ty = response::body(api, content);
    let is_boxed = content.json().is_some() && boxes(api, answer, body_name) != Boxes::Nothing;
    (if is_boxed { quote!(Box<#ty>) } else { ty }, is_boxed)
}

/// The fields of an answer of an operation, or nothing where its body, if any, is all there is.
pub(super) fn of(api: &Api, operation: &Operation, answer: &Answer, body_name: &str) -> Option<Fields> {
    if !has_fields(answer) {
        return None;
    }
    let boxes = boxes(api, answer, body_name);
    let mut fields = Fields { is_boxed: boxes != Boxes::Nothing, ..Fields::default() };
    if !matches!(answer.status, Status::Code(_)) {
        let docs = quote! { /// The status of the answer.
        };
        let (name, ty) = (ident("status"), quote!(http::StatusCode));
        fields.push((docs, name.clone(), ty.clone()), ty, (quote!(answer.status_code()), quote!(#name)));
    }
    let mut headers = Fields::default();
    for described in &answer.headers {
        let is_inside = boxes == Boxes::Headers && described.value != HeaderValue::Challenge;
        header(api, described, if is_inside { &mut headers } else { &mut fields });
    }
    if boxes == Boxes::Headers {
        fields.push_boxed(&ident(&operation.headers_ident(answer)), headers);
    }
    if let Some(content) = &answer.content {
        let (name, (ty, is_boxed)) = (ident(body_name), body(api, answer, (content, body_name)));
        let docs = docs::paragraphs([match body_name {
            "error" => "What the server says about it.",
            _ => "The body.",
        }]);
        let (argument, value) = match is_boxed {
            true => (quote!(impl Into<#ty>), quote!(#name.into())),
            false => (ty.clone(), quote!(#name)),
        };
        fields.push((docs, name.clone(), ty), argument, (quote!(#name), value));
    }
    Some(fields)
}

/// The struct of an error's headers, where they are in a box.
pub(super) fn headers(api: &Api, operation: &Operation, error: &Answer) -> Option<TokenStream> {
    if api.boxes(error) != Boxes::Headers {
        return None;
    }
    let mut fields = Fields::default();
    let scalars = error.headers.iter().filter(|header| header.value != HeaderValue::Challenge);
    scalars.for_each(|described| header(api, described, &mut fields));
    let Fields { docs, declared, .. } = fields;
    let name = ident(&operation.headers_ident(error));
    let about = docs::paragraphs([format!(
        "The headers of [`{0}`]({1}::{0}).",
        error.ident,
        operation.error_ident()
    )]);
    Some(quote! {
        #about
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#docs pub #declared,)*
        }
    })
}

fn header(api: &Api, header: &Header, fields: &mut Fields) {
    let Header { name, docs: text, notes: said, value, .. } = header;
    let (wire, field) = (&name.wire, ident(&name.ident));
    let described = described(text, || format!("The header {}.", code(wire)));
    let note = match value {
        HeaderValue::Challenge => "",
        HeaderValue::Scalar(_) => {
            "`None` where the answer has no such header, or one that is something else."
        }
    };
    let docs = docs::paragraphs([described].into_iter().chain(notes(said)).chain([note.to_owned()]));
    match value {
        HeaderValue::Challenge => {
            let ty = quote!(crate::Challenge);
            fields.push((docs, field.clone(), ty.clone()), ty, (quote!(answer.challenge()), quote!(#field)));
        }
        HeaderValue::Scalar(ty) => {
            let ty = types::owned(api, ty, Place::Elsewhere);
            let ty = quote!(Option<#ty>);
            let read = quote!(answer.header(#wire));
            fields.push((docs, field.clone(), ty.clone()), ty, (read, quote!(#field)));
        }
    }
}

impl Fields {
    /// Adds a field: what is declared, what a constructor takes, what reads it and what makes it of the argument.
    fn push(
        &mut self,
        (docs, name, ty): (TokenStream, Ident, TokenStream),
        argument: TokenStream,
        (read, value): (TokenStream, TokenStream),
    ) {
        let assigned = |value: &TokenStream| {
            if name == value.to_string().as_str() { quote!(#name) } else { quote!(#name: #value) }
        };
        self.docs.push(docs);
        self.declared.push(quote!(#name: #ty));
        self.read.push(assigned(&read));
        self.values.push(assigned(&value));
        self.arguments.push(quote!(#name: #argument));
        self.names.push(name);
    }

    /// Adds headers as one field: a box with a struct of them. A constructor takes them one by one.
    fn push_boxed(&mut self, ty: &Ident, headers: Fields) {
        let Self { read, arguments, values, .. } = headers;
        self.docs.push(quote! { /// The headers.
        });
        self.declared.push(quote!(headers: Box<#ty>));
        self.read.push(quote!(headers: Box::new(#ty { #(#read),* })));
        self.arguments.extend(arguments);
        self.values.push(quote!(headers: Box::new(#ty { #(#values),* })));
        self.names.push(ident("headers"));
    }
}
