//! What is said of a thing with a name, whatever it is.

use super::Conditions;
use crate::ir::{
    Answer, Api, Deprecation, EnumerationValue, Group, Header, Limits, Name, Notes, Operation, Parameter,
    Property, Schema,
};

/// A thing with a name, and what is said of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Item<'a> {
    pub(crate) name: &'a Name,
    /// From when on it is there, within what it stands in.
    pub(crate) since: Conditions<'a>,
    pub(crate) docs: &'a str,
    pub(crate) limits: &'a Limits,
    pub(crate) default: Option<&'a str>,
    pub(crate) deprecated: Option<&'a Deprecation>,
    pub(crate) inferred: Option<&'a str>,
    /// Whether no text may show its value.
    pub(crate) is_secret: bool,
}

impl<'a> Item<'a> {
    fn new(name: &'a Name, docs: &'a str, since: Conditions<'a>) -> Self {
        Self {
            name,
            since,
            docs,
            limits: &Limits::None,
            default: None,
            deprecated: None,
            inferred: None,
            is_secret: false,
        }
    }

    pub(super) fn of_group(group: &'a Group, since: Conditions<'a>) -> Self {
        Self::new(&group.name, &group.docs, since)
    }

    pub(super) fn of_schema(api: &'a Api, schema: &'a Schema) -> Self {
        Self {
            default: schema.default.as_deref(),
            deprecated: schema.deprecated.as_ref(),
            inferred: schema.inferred.as_deref(),
            ..Self::new(&schema.name, &schema.docs, Conditions::of(api, schema.since.gate))
        }
    }

    pub(super) fn of_property(api: &'a Api, schema: &Schema, property: &'a Property) -> Self {
        let since = Conditions::within(api, property.since.gate, schema.since.gate);
        Self {
            limits: &property.limits,
            default: property.default.as_deref(),
            deprecated: property.deprecated.as_ref(),
            inferred: property.inferred.as_deref(),
            is_secret: property.secret,
            ..Self::new(&property.name, &property.docs, since)
        }
    }

    pub(super) fn of_value(api: &'a Api, schema: &Schema, value: &'a EnumerationValue) -> Self {
        let since = Conditions::within(api, value.since.gate, schema.since.gate);
        Self { deprecated: value.deprecated.as_ref(), ..Self::new(&value.name, &value.docs, since) }
    }

    pub(super) fn of_operation(api: &'a Api, operation: &'a Operation) -> Self {
        let since = Conditions::of(api, operation.since.gate);
        Self {
            deprecated: operation.deprecated.as_ref(),
            ..Self::new(&operation.name, &operation.docs, since)
        }
    }

    pub(super) fn of_parameter(api: &'a Api, operation: &Operation, parameter: &'a Parameter) -> Self {
        let since = Conditions::within(api, parameter.since.gate, operation.since.gate);
        Self::new(&parameter.name, &parameter.docs, since).noted(&parameter.notes)
    }

    pub(super) fn of_header(api: &'a Api, answer: &Answer, header: &'a Header) -> Self {
        let since = Conditions::within(api, header.since.gate, answer.since.gate);
        Self::new(&header.name, &header.docs, since).noted(&header.notes)
    }

    fn noted(self, Notes { limits, default, deprecated, secret, example: _ }: &'a Notes) -> Self {
        let (default, deprecated) = (default.as_deref(), deprecated.as_ref());
        Self { limits, default, deprecated, is_secret: *secret, ..self }
    }
}
