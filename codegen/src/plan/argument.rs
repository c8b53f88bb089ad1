//! What a call takes: the fields of the type that stands for an operation.

use crate::ir::{
    Api, Body, Content, EnumerationKind, Format, Location, Operation, Parameter, Shape, Since, Type,
};
use crate::names;

/// One field of an operation.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Argument<'a> {
    pub(crate) name: &'a str,
    pub(crate) source: ArgumentSource<'a>,
    pub(crate) held: Holding,
    pub(crate) required: bool,
    pub(crate) since: Since,
}

/// What it is in the specification.
#[derive(Debug, Clone, Copy)]
pub(crate) enum ArgumentSource<'a> {
    Parameter(&'a Parameter, ValueStyle),
    Body(&'a Body),
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
    const fn of(parameter: &Parameter) -> Self {
        match (&parameter.ty, parameter.location) {
            (Type::List(_), Location::Query) if parameter.explode => Self::Repeated,
            (Type::List(_), _) => Self::Commas,
            _ => Self::One,
        }
    }
}

/// The arguments of an operation: its parameters, in the order of the specification, and its body.
pub(super) fn all<'a>(api: &Api, operation: &'a Operation) -> Vec<Argument<'a>> {
    let parameters = operation.parameters.iter().map(|parameter| Argument {
        name: &parameter.name.ident,
        source: ArgumentSource::Parameter(parameter, ValueStyle::of(parameter)),
        held: held(api, &parameter.ty),
        required: parameter.required,
        since: parameter.since,
    });
    let body = operation.body.iter().map(|body| Argument {
        name: names::BODY,
        source: ArgumentSource::Body(body),
        held: if matches!(body.content, Content::Text { .. }) { Holding::Unsized } else { Holding::Lent },
        required: body.required,
        since: operation.since,
    });
    parameters.chain(body).collect()
}

fn held(api: &Api, ty: &Type) -> Holding {
    match ty {
        Type::String | Type::List(_) => Holding::Unsized,
        _ if is_copied(api, ty) => Holding::Copied,
        _ => Holding::Lent,
    }
}

/// Whether values of a type are copied.
pub(crate) fn is_copied(api: &Api, ty: &Type) -> bool {
    match ty {
        Type::Boolean | Type::Int32 | Type::Int64 | Type::Float | Type::Double => true,
        Type::Format(format) => matches!(format, Format::Duration | Format::Uuid),
        Type::Schema(id) => {
            let shape = api.schema(*id).map(|schema| &schema.shape);
            matches!(shape, Some(Shape::Enumeration(enumeration)) if enumeration.kind != EnumerationKind::Texts)
        }
        _ => false,
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
    pub(super) fn of(operation: &Operation, arguments: &[Argument<'_>]) -> Self {
        let mut borrowed = arguments.iter().filter(|argument| argument.held != Holding::Copied).peekable();
        if borrowed.peek().is_none() {
            Self::Absent
        } else if borrowed.all(|argument| !argument.since.gate.covers(operation.since.gate)) {
            Self::Mark
        } else {
            Self::Fields
        }
    }
}
