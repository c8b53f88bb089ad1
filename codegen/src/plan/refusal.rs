//! Where the errors of an operation tell what ICWS tells in every error: a message, and an identifier.

use super::response::{Form, Response};
use super::shared;
use crate::ir::{Api, Content, Object, Operation, Property, Shape, Since, Type};

/// Where the errors of an operation tell something.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Told<'a> {
    Nowhere,
    /// In the body that they have in common.
    Common(Source<'a>),
    /// In the bodies of these.
    Each(Vec<Teller<'a>>),
    /// In the bodies of these, and not in all.
    Some(Vec<Teller<'a>>),
}

/// An error that tells something.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Teller<'a> {
    pub(crate) since: Since,
    pub(crate) variant: &'a str,
    /// Whether its body is one field of several.
    pub(crate) has_fields: bool,
    pub(crate) source: Source<'a>,
}

/// Where the body of one error tells something.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Source<'a> {
    /// The body is a text, and is it.
    Text,
    /// In this field.
    Field(&'a str),
    /// In a field of each of the objects that the body may be, which this method reads.
    Shared(&'a str),
}

/// What is told, by its name in ICWS.
#[derive(Debug, Clone, Copy)]
struct Wanted {
    property: &'static str,
    required: bool,
    /// Whether a body that is a text is it.
    text: bool,
}

/// Where they tell what is wrong, in words.
pub(super) fn message<'a>(api: &'a Api, operation: &'a Operation, errors: &[&Response<'a>]) -> Told<'a> {
    told(api, operation, errors, Wanted { property: "message", required: true, text: true })
}

/// Where they tell what is wrong, as an identifier that programs compare.
pub(super) fn error_id<'a>(api: &'a Api, operation: &'a Operation, errors: &[&Response<'a>]) -> Told<'a> {
    told(api, operation, errors, Wanted { property: "errorId", required: false, text: false })
}

fn told<'a>(api: &'a Api, operation: &'a Operation, errors: &[&Response<'a>], wanted: Wanted) -> Told<'a> {
    if let Some(ty) = operation.common_error() {
        return find(api, ty, wanted).map_or(Told::Nowhere, Told::Common);
    }
    let teller = |error: &&Response<'a>| {
        let source = match error.answer.content.as_ref()? {
            Content::Json { ty, .. } => find(api, ty, wanted)?,
            Content::Text { .. } if wanted.text => Source::Text,
            Content::Text { .. } | Content::Bytes { .. } => return None,
        };
        let has_fields = matches!(error.form, Form::Fields(_));
        Some(Teller { since: error.answer.since, variant: &error.answer.ident, has_fields, source })
    };
    let tellers: Vec<_> = errors.iter().filter_map(teller).collect();
    match tellers.len() {
        0 => Told::Nowhere,
        all if all == errors.len() => Told::Each(tellers),
        _ => Told::Some(tellers),
    }
}

fn find<'a>(api: &'a Api, ty: &Type, wanted: Wanted) -> Option<Source<'a>> {
    let Type::Schema(id) = ty else { return None };
    match &api.schema(*id)?.shape {
        Shape::Object(object) => field(object, wanted).map(Source::Field),
        Shape::Choice(choice) => shared::text(api, choice, wanted.property).map(Source::Shared),
        Shape::Enumeration(_) => None,
    }
}

fn field(object: &Object, wanted: Wanted) -> Option<&str> {
    let fits = |property: &&Property| {
        property.name.wire == wanted.property
            && property.ty == Type::String
            && property.required == wanted.required
    };
    object.properties.iter().find(fits).map(|property| property.name.ident.as_str())
}
