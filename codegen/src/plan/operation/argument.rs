//! What a call takes: the fields of the type that stands for an operation.

use crate::ir::{Api, Body, Location, Operation, Parameter};
use crate::names;
use crate::plan::{Conditions, Item, Payload, PayloadForm, RustType, check};

/// One field of an operation.
#[derive(Debug, Clone)]
pub(crate) struct Argument<'a> {
    pub(crate) name: &'a str,
    /// From when on it is there, within the operation.
    pub(crate) since: Conditions<'a>,
    pub(crate) source: ArgumentSource<'a>,
    pub(crate) held: Holding,
    pub(crate) is_required: bool,
    /// Its setter, where it has one.
    pub(crate) setter: Option<String>,
}

/// What it is in the request.
#[derive(Debug, Clone)]
pub(crate) enum ArgumentSource<'a> {
    Parameter(ParameterPlan<'a>),
    Body(RequestBody<'a>),
}

/// A parameter, with what is decided of it.
#[derive(Debug, Clone)]
pub(crate) struct ParameterPlan<'a> {
    pub(crate) item: Item<'a>,
    pub(crate) location: Location,
    pub(crate) style: ValueStyle,
    pub(crate) ty: RustType<'a>,
    pub(crate) is_required: bool,
}

/// What an operation sends, with what is decided of it.
#[derive(Debug, Clone)]
pub(crate) struct RequestBody<'a> {
    pub(crate) docs: &'a str,
    pub(crate) payload: Payload<'a>,
    pub(crate) is_required: bool,
    /// The media type that it is sent with.
    pub(crate) sent_as: String,
    /// Whether there is anything to look at in it.
    pub(crate) is_checked: bool,
}

impl Argument<'_> {
    /// Whether no text may show it.
    pub(crate) fn is_secret(&self) -> bool {
        match &self.source {
            ArgumentSource::Parameter(parameter) => parameter.item.is_secret,
            ArgumentSource::Body(_) => false,
        }
    }
}

/// How an operation holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holding {
    /// As a value of its own.
    Copied,
    /// By a reference to it.
    Lent,
    /// By a reference to the letters of a text, or to the items of a list.
    Unsized,
    /// As a list of texts, whoever owns each of them.
    Texts,
}

/// How the values of a parameter are written, which clients and servers have to agree on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ValueStyle {
    /// There is one.
    One,
    /// Each under the name of the parameter.
    Repeated,
    /// All in one text, with commas.
    Commas,
}

impl ValueStyle {
    fn of(parameter: &Parameter, ty: &RustType<'_>) -> Self {
        match (ty, parameter.location) {
            (RustType::Vec(_), Location::Query) if parameter.explode => Self::Repeated,
            (RustType::Vec(_), _) => Self::Commas,
            _ => Self::One,
        }
    }
}

/// The arguments of an operation: its parameters, in the order of the specification, and its body.
pub(super) fn all<'a>(api: &'a Api, operation: &'a Operation) -> Vec<Argument<'a>> {
    let parameters = operation.parameters.iter().map(|parameter| of_parameter(api, operation, parameter));
    parameters.chain(operation.body.iter().map(|body| of_body(api, operation, body))).collect()
}

fn of_parameter<'a>(api: &'a Api, operation: &Operation, parameter: &'a Parameter) -> Argument<'a> {
    let (item, ty) = (Item::of_parameter(api, operation, parameter), RustType::of(api, &parameter.ty));
    let style = ValueStyle::of(parameter, &ty);
    Argument {
        name: &parameter.name.ident,
        since: item.since.clone(),
        held: Holding::of(&ty),
        is_required: parameter.required,
        setter: names::setter_of_parameter(parameter),
        source: ArgumentSource::Parameter(ParameterPlan {
            item,
            location: parameter.location,
            style,
            ty,
            is_required: parameter.required,
        }),
    }
}

fn of_body<'a>(api: &'a Api, operation: &Operation, body: &'a Body) -> Argument<'a> {
    let payload = Payload::of(api, &body.content);
    Argument {
        name: names::BODY,
        since: Conditions::within(api, operation.since.gate, operation.since.gate),
        held: if matches!(payload.form, PayloadForm::Text) { Holding::Unsized } else { Holding::Lent },
        is_required: body.required,
        setter: names::setter_of_body(body),
        source: ArgumentSource::Body(RequestBody {
            docs: &body.docs,
            payload,
            is_required: body.required,
            sent_as: body.content.sent_as(),
            is_checked: check::is_checked(api, body.schema()),
        }),
    }
}

impl Holding {
    pub(in crate::plan) fn of(ty: &RustType<'_>) -> Self {
        match ty {
            RustType::Vec(item) if **item == RustType::String => Self::Texts,
            RustType::String | RustType::Vec(_) => Self::Unsized,
            _ if ty.is_copied() => Self::Copied,
            _ => Self::Lent,
        }
    }

    /// Whether a constructor or a setter takes whatever becomes it.
    pub(crate) fn is_converted(self) -> bool {
        self == Self::Texts
    }
}

/// What of the type that stands for an operation has its lifetime.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lifetime {
    /// Nothing: it has none.
    Absent,
    /// Fields that are there at every version.
    Fields,
    /// At the versions that have no such field, a mark that stands in for one.
    Mark,
}

impl Lifetime {
    pub(super) fn of(arguments: &[Argument<'_>]) -> Self {
        let mut borrowed = arguments.iter().filter(|argument| argument.held != Holding::Copied).peekable();
        if borrowed.peek().is_none() {
            Self::Absent
        } else if borrowed.all(|argument| !argument.since.is_always()) {
            Self::Mark
        } else {
            Self::Fields
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::generated;

    #[test]
    fn a_mark_stands_in_where_every_field_with_a_lifetime_is_younger() -> Result<(), Vec<&'static str>> {
        let body = "requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/thing' } } } }";
        let young = "- { name: young, in: query, x-feature-version: dialer 3, schema: { type: string } }";
        for (parameter, body_now, expected) in [
            ("", "", Lifetime::Absent),
            (young, "", Lifetime::Mark),
            (young, body, Lifetime::Fields),
            ("", body, Lifetime::Fields),
        ] {
            let api = generated(&[("# parameters", parameter), (body, body_now)])?.api;
            let operation = api.operations.first();
            let lifetime = operation.map(|operation| Lifetime::of(&all(&api, operation)));
            assert_eq!(lifetime, Some(expected), "{parameter} {body_now}");
        }
        Ok(())
    }
}
