//! The fields of answers that have more than a body.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs::{self, described};
use super::object::notes;
use super::types::{self, Place};
use super::{ident, response};
use crate::ir::{Answer, Api, Content, Header, HeaderValue, Status};
use crate::markdown::code;

/// The fields of a variant that has more than a body: the status where it is not fixed, the headers, the body.
pub(super) struct Fields {
    pub(super) declared: Vec<TokenStream>,
    pub(super) read: Vec<TokenStream>,
    /// Their names.
    pub(super) names: Vec<Ident>,
    /// Their types, as a constructor takes them.
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

/// What of an error is put into boxes. Whatever returns an error moves as many bytes as the largest of them has, and
/// clippy warns everybody who does so from 128 on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Boxes {
    Nothing,
    Body,
    All,
}

/// How many bytes an error may have, so that with what says which one it is it has less than 128.
const MOST: usize = 104;

impl Boxes {
    fn of(api: &Api, answer: &Answer, body_name: &str) -> Self {
        let header = |header: &Header| match &header.value {
            HeaderValue::Challenge => 8,
            HeaderValue::Scalar(ty) => Api::optional(api.size(ty)).next_multiple_of(8),
        };
        let status = if matches!(answer.status, Status::Code(_)) { 0 } else { 8 };
        let beside = status + answer.headers.iter().map(header).sum::<usize>();
        // A text is read as it is, and small enough.
        let (body, boxed) = match &answer.content {
            None => (0, 0),
            Some(Content::Text) => (24, 24),
            Some(Content::Json { ty, .. }) => (api.size(ty), 8),
        };
        match body_name {
            "error" if beside + boxed > MOST => Self::All,
            "error" if beside.saturating_add(body) > MOST => Self::Body,
            _ => Self::Nothing,
        }
    }
}

/// The type of the body of an answer, and whether it is in a box.
pub(super) fn body(
    api: &Api,
    answer: &Answer,
    (content, body_name): (&Content, &str),
) -> (TokenStream, bool) {
    let ty = response::body(api, content);
    let is_boxed = content.json().is_some() && Boxes::of(api, answer, body_name) != Boxes::Nothing;
    (if is_boxed { quote!(Box<#ty>) } else { ty }, is_boxed)
}

/// The fields of an answer, or nothing where its body, if any, is all there is.
pub(super) fn of(api: &Api, answer: &Answer, body_name: &str) -> Option<Fields> {
    if !has_fields(answer) {
        return None;
    }
    let boxes = Boxes::of(api, answer, body_name);
    let mut fields = Fields {
        declared: Vec::new(),
        read: Vec::new(),
        names: Vec::new(),
        arguments: Vec::new(),
        values: Vec::new(),
        is_boxed: boxes != Boxes::Nothing,
    };
    if !matches!(answer.status, Status::Code(_)) {
        let docs = quote! { /// The status of the answer.
        };
        let (name, ty) = (ident("status"), quote!(http::StatusCode));
        fields.push((docs, name.clone(), ty.clone()), ty, (quote!(answer.status_code()), quote!(#name)));
    }
    for described in &answer.headers {
        header(api, described, boxes, &mut fields);
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

fn header(api: &Api, header: &Header, boxes: Boxes, fields: &mut Fields) {
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
            let (argument, read) = (quote!(Option<#ty>), quote!(answer.header(#wire)));
            let (ty, boxed) = match boxes {
                Boxes::All => (quote!(Option<Box<#ty>>), Some(quote!(.map(Box::new)))),
                _ => (argument.clone(), None),
            };
            fields.push((docs, field.clone(), ty), argument, (quote!(#read #boxed), quote!(#field #boxed)));
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
        self.declared.push(quote! { #docs #name: #ty, });
        self.read.push(assigned(&read));
        self.values.push(assigned(&value));
        self.arguments.push(argument);
        self.names.push(name);
    }
}
