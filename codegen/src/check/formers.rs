//! Old names that stay for a release are in nobody's way.

use std::collections::HashSet;

use super::mistakes;
use crate::diagnostic::Sink;
use crate::ir::{Api, Enumeration, Name, Object, Operation, Shape};
use crate::names;

/// Reports every old name that is the new one, or that something else has.
pub(super) fn check(api: &Api, sink: &mut Sink) {
    operations(api, sink);
    let own = api.schemas.iter().map(|schema| schema.name.ident.as_str());
    let mut types = Identifiers::new(own.chain(names::TYPES.iter().copied()));
    for schema in &api.schemas {
        types.keep(&schema.name, schema.name.former(), sink);
        match &schema.shape {
            Shape::Object(object) => properties(object, sink),
            Shape::Enumeration(enumeration) => values(enumeration, sink),
            Shape::Choice(_) => {}
        }
    }
}

fn operations(api: &Api, sink: &mut Sink) {
    let own = api.operations.iter().map(|operation| names::path(operation, names::method(api, operation)));
    let groups = api.groups.iter().map(|group| group.name.ident.clone());
    let taken = names::METHODS.iter().map(|name| (*name).to_owned());
    let mut methods = Identifiers(own.chain(groups).chain(taken).collect());
    let own: Vec<String> = api.operations.iter().flat_map(|operation| api.types(operation)).collect();
    let mut types = Identifiers::new(own.iter().map(String::as_str).chain(names::TYPES.iter().copied()));
    for operation in &api.operations {
        let name = &operation.name;
        // One of its names that is taken is enough to know that none can stay.
        let former =
            names::former_method(api, operation).map(|former| match names::METHODS.contains(&former) {
                true => former.to_owned(),
                false => names::path(operation, former),
            });
        if methods.keep(name, former, sink) {
            let formers = api.former_types(operation);
            types.keep(name, formers.into_iter().map(|(former, _)| former), sink);
        }
        parameters(operation, sink);
    }
}

fn parameters(operation: &Operation, sink: &mut Sink) {
    let members =
        operation.parameters.iter().map(|parameter| (&parameter.name, names::setter_of_parameter(parameter)));
    let body = operation.body.as_ref().and_then(names::setter_of_body);
    members_of(members, body.as_deref().into_iter().chain(names::OPERATION_FIELDS.iter().copied()), sink);
}

fn properties(object: &Object, sink: &mut Sink) {
    let members =
        object.properties.iter().map(|property| (&property.name, names::setter_of_property(property)));
    let extra = object.open.then_some("with_extra");
    let fields = names::OPEN_FIELDS.iter().copied().filter(|_| object.open);
    members_of(members, extra.into_iter().chain(fields), sink);
}

/// The members of a type: a method stands in for the field, and another for the setter where there is one.
fn members_of<'a>(
    members: impl Iterator<Item = (&'a Name, Option<String>)> + Clone,
    others: impl Iterator<Item = &'a str>,
    sink: &mut Sink,
) {
    let fields = members.clone().map(|(name, _)| name.ident.as_str());
    let mut taken = Identifiers::new(fields.chain(others).chain(names::ACCESSORS.iter().copied()));
    taken.0.extend(members.clone().filter_map(|(_, setter)| setter));
    for (name, setter) in members {
        let Some(former) = name.former() else { continue };
        let former_setter = setter.map(|_| names::setter(former));
        taken.keep(name, [former.to_owned()].into_iter().chain(former_setter), sink);
    }
}

fn values(enumeration: &Enumeration, sink: &mut Sink) {
    let mut taken = Identifiers::new(enumeration.values.iter().map(|value| value.name.ident.as_str()));
    for value in &enumeration.values {
        taken.keep(&value.name, value.name.former(), sink);
    }
}

/// The identifiers that there are in one place.
struct Identifiers(HashSet<String>);

impl Identifiers {
    fn new<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        Self(names.map(str::to_owned).collect())
    }

    /// Adds what comes of an old name. Returns whether there is none that is taken.
    fn keep<F: Into<String>>(
        &mut self,
        name: &Name,
        formers: impl IntoIterator<Item = F>,
        sink: &mut Sink,
    ) -> bool {
        let Some(former) = &name.former else { return true };
        if former.ident == name.ident {
            sink.report(mistakes::same_former(former.span, &former.ident));
            return false;
        }
        let taken = formers.into_iter().map(Into::into).find(|ident: &String| !self.0.insert(ident.clone()));
        if let Some(taken) = &taken {
            sink.report(mistakes::former_taken(former.span, &former.ident, taken));
        }
        taken.is_none()
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::generated;

    #[test]
    fn an_old_name_is_told_of_where_something_else_has_it() {
        let parameter = |former: &str| {
            let one =
                format!("- {{ name: one, in: query, x-renamed-from: {former}, schema: {{ type: string }} }}");
            format!("{one}\n        - {{ name: two, in: query, schema: {{ type: string }} }}")
        };
        let property = |former: &str| format!("one: {{ type: string, x-renamed-from: {former} }}");
        let of_open = |former: &str| {
            let properties = property(former);
            format!("open: {{ type: object, additionalProperties: true, properties: {{ {properties} }} }}")
        };
        let value = |former: &str| {
            format!("kind: {{ type: string, enum: [one, two], x-enum-renamed-from: {{ one: {former} }} }}")
        };
        let schema = |former: &str| format!("one: {{ type: object, x-renamed-from: {former} }}");
        for (place, lines, free, taken) in [
            (
                "# parameters",
                &parameter as &dyn Fn(&str) -> String,
                "three",
                &["two", "body", "call", "with_two", "with_body"][..],
            ),
            ("# properties", &property, "extra", &["text", "with_text", "clone"]),
            ("# schemas", &of_open, "text", &["extra", "with_extra"]),
            ("# schemas", &value, "Three", &["Two"]),
            ("# schemas", &schema, "Three", &["Thing", "Vec"]),
        ] {
            let mistakes = |former| generated(&[(place, &lines(former))]).err();
            assert_eq!(mistakes(free), None, "{free}");
            for former in taken {
                assert_eq!(mistakes(former), Some(vec!["E0341"]), "{former}");
            }
        }
    }
}
