//! What is looked at before a request is sent: limits, and what is younger than what it stands in.

use super::{Conditions, Item};
use crate::ir::{
    Api, Enumeration, EnumerationKind, Limits, Number, Operation, Schema, SchemaId, Shape, Type,
};

/// What is looked at of a model.
#[derive(Debug, Clone)]
pub(crate) enum ModelCheck<'a> {
    Fields(Looks<'a>),
    /// The values that are younger than their enumeration.
    Values(Vec<YoungValue<'a>>),
    /// The single bits that are younger than their type. Several that have a name together are looked at one by one.
    Flags(Vec<YoungFlag<'a>>),
    /// The objects of these variants.
    Variants(Vec<&'a str>),
}

/// A value that is younger than its enumeration.
#[derive(Debug, Clone)]
pub(crate) struct YoungValue<'a> {
    pub(crate) variant: &'a str,
    pub(crate) since: Conditions<'a>,
}

/// A flag that is younger than its type.
#[derive(Debug, Clone)]
pub(crate) struct YoungFlag<'a> {
    pub(crate) bits: i64,
    pub(crate) since: Conditions<'a>,
}

/// What is looked at of the fields of a type.
#[derive(Debug, Clone)]
pub(crate) struct Looks<'a> {
    pub(crate) fields: Vec<Look<'a>>,
    /// Whether the body is looked at, too.
    pub(crate) has_body: bool,
}

/// What is looked at of one field. At least one of its age, its limits and what is in it.
#[derive(Debug, Clone)]
pub(crate) struct Look<'a> {
    pub(crate) wire: &'a str,
    pub(crate) field: &'a str,
    pub(crate) since: Conditions<'a>,
    pub(crate) limits: Option<&'a Limits>,
    pub(crate) is_inside: bool,
}

impl<'a> Looks<'a> {
    /// Whether all of it is younger than the type.
    pub(crate) fn are_younger(&self) -> bool {
        !self.has_body && self.fields.iter().all(|look| !look.since.is_always())
    }

    /// Whether something is compared with a number that may be near one of mathematics.
    pub(crate) fn have_fraction(&self) -> bool {
        self.fields.iter().filter_map(|look| look.limits).any(has_fraction)
    }
}

fn has_fraction(limits: &Limits) -> bool {
    let Limits::Number { minimum, maximum, multiple_of } = limits else { return false };
    let edges = [minimum, maximum].into_iter().flatten().map(|edge| edge.number);
    edges.chain(*multiple_of).any(|number: Number| number.to_string().contains('.'))
}

/// What is looked at of a model, if anything is.
pub(super) fn of_schema<'a>(api: &'a Api, schema: &'a Schema) -> Option<ModelCheck<'a>> {
    let check = match &schema.shape {
        Shape::Object(object) => {
            let properties = object.properties.iter();
            let items = properties.map(|property| (Item::of_property(api, schema, property), &property.ty));
            ModelCheck::Fields(Looks { fields: fields(api, items), has_body: false })
        }
        Shape::Enumeration(Enumeration { kind: EnumerationKind::Flags, values }) => {
            let single = values.iter().filter(|flag| flag.bits().count_ones() == 1);
            let flags = single.map(|flag| YoungFlag {
                bits: flag.bits(),
                since: Conditions::within(api, flag.since.gate, schema.since.gate),
            });
            ModelCheck::Flags(flags.filter(|flag| !flag.since.is_always()).collect())
        }
        Shape::Enumeration(enumeration) => {
            let values = enumeration.values.iter().map(|value| YoungValue {
                variant: &value.name.ident,
                since: Conditions::within(api, value.since.gate, schema.since.gate),
            });
            ModelCheck::Values(values.filter(|value| !value.since.is_always()).collect())
        }
        Shape::Choice(choice) => {
            let checked = choice.branches.iter().filter(|branch| is_checked(api, Some(branch.schema)));
            ModelCheck::Variants(checked.map(|branch| branch.name.ident.as_str()).collect())
        }
    };
    schema.checked.then_some(check)
}

/// What is looked at of an operation, if anything is: its parameters, and its body.
pub(super) fn of_operation<'a>(api: &'a Api, operation: &'a Operation) -> Option<Looks<'a>> {
    let parameters = operation.parameters.iter();
    let items = parameters.map(|parameter| (Item::of_parameter(api, operation, parameter), &parameter.ty));
    let has_body = operation.body.as_ref().is_some_and(|body| is_checked(api, body.schema()));
    let looks = Looks { fields: fields(api, items), has_body };
    (has_body || !looks.fields.is_empty()).then_some(looks)
}

/// Whether there is anything to look at in a type.
pub(super) fn is_checked(api: &Api, id: Option<SchemaId>) -> bool {
    id.and_then(|id| api.schema(id)).is_some_and(|schema| schema.checked)
}

fn fields<'a>(api: &Api, items: impl Iterator<Item = (Item<'a>, &'a Type)>) -> Vec<Look<'a>> {
    let look = |(Item { name, since, limits, .. }, ty): (Item<'a>, &Type)| {
        let limits = limits.is_some().then_some(limits);
        let is_inside = is_checked(api, ty.schema());
        let is_looked_at = !since.is_always() || limits.is_some() || is_inside;
        is_looked_at.then_some(Look { wire: &name.wire, field: &name.ident, since, limits, is_inside })
    };
    items.filter_map(look).collect()
}
