//! The table of rungs: what each feature version adds.

use std::collections::BTreeSet;

use crate::ir::{Api, Feature, FeatureId, Gate, Operation, Schema, Shape, Since};
use crate::{names, plain};

/// What each rung adds, from the oldest to the newest, as a Markdown table. A rung that adds nothing has its row
/// too, for a team looks for the version that its server has.
pub fn table(api: &Api) -> String {
    // The space does not break, so that the column is wide enough for `dialer-2`, which rustdoc would break at its hyphen.
    let mut text = "| cargo\u{a0}feature | calls | fields and values |\n| --- | --- | --- |\n".to_owned();
    let always = Additions::at(Gate::ALWAYS, api);
    if always != Additions::default() {
        text.push_str(&row("always", &always));
    }
    for (index, feature) in (0..).zip(&api.features) {
        let rows = feature.rungs().map(|version| rung(FeatureId(index), feature, version, api));
        text.extend(rows);
    }
    for gate in several(api) {
        let flags = gate.conditions().filter_map(|(id, version)| Some(api.feature(id)?.flag(version)));
        let flags: Vec<String> = flags.map(|flag| format!("`{flag}`")).collect();
        text.push_str(&row(&flags.join(" and "), &Additions::at(gate, api)));
    }
    text
}

/// The groups of operations, each with the method of a client that leads to it, as a Markdown table; nothing where there are
/// none.
pub fn groups(api: &Api) -> Option<String> {
    let mut text = "| calls of | how many | what they are about |\n| --- | --- | --- |\n".to_owned();
    for group in &api.groups {
        let name = &group.name.ident;
        let count = api.operations.iter().filter(|operation| operation.group.as_ref() == Some(name)).count();
        let docs = group.docs.split_whitespace().collect::<Vec<_>>().join(" ");
        let about = if docs.is_empty() { &group.name.wire } else { &docs };
        let about = plain(about).replace('|', "\\|");
        text.push_str(&format!("| `client.{name}()` | {count} | {about} |\n"));
    }
    let without = api.operations.iter().filter(|operation| operation.group.is_none()).count();
    if without > 0 {
        text.push_str(&format!("| `client` itself | {without} | what is in no group |\n"));
    }
    (!api.groups.is_empty()).then_some(text)
}

/// The gates of several features that something has, beside that of what it stands in.
fn several(api: &Api) -> BTreeSet<Gate> {
    let operations = api.operations.iter().flat_map(|operation| {
        let scope = operation.since.gate;
        let parameters = operation.parameters.iter().map(move |sent| sent.since.gate.beyond(scope));
        let answers = operation.answers().flat_map(move |answer| {
            let headers = answer.headers.iter().map(|header| header.since.gate.beyond(answer.since.gate));
            headers.chain([answer.since.gate.beyond(scope)])
        });
        parameters.chain(answers).chain([scope])
    });
    let members = api.schemas.iter().flat_map(|schema| {
        let gates: Vec<Gate> = match &schema.shape {
            Shape::Object(object) => object.properties.iter().map(|property| property.since.gate).collect(),
            Shape::Enumeration(shape) => shape.values.iter().map(|value| value.since.gate).collect(),
            Shape::Choice(_) => Vec::new(),
        };
        gates.into_iter().map(|gate| gate.beyond(schema.since.gate))
    });
    operations.chain(members).filter(|gate| gate.conditions().count() > 1).collect()
}

fn rung(id: FeatureId, feature: &Feature, version: u32, api: &Api) -> String {
    let flag = format!("`{}`", feature.flag(version));
    row(&flag, &Additions::at(Gate::since(id, version), api))
}

fn row(feature: &str, Additions { calls, members }: &Additions) -> String {
    if calls.is_empty() && members.is_empty() {
        return format!("| {feature} | nothing new | |\n");
    }
    format!("| {feature} |{} |{} |\n", cell(calls), cell(members))
}

/// How many names a cell has. Of more, the first ones stand for all: nobody looks for one among hundreds in a table.
const MOST_NAMES: usize = 20;

fn cell(names: &[String]) -> String {
    match names.split_at_checked(MOST_NAMES / 2).filter(|_| names.len() > MOST_NAMES) {
        _ if names.is_empty() => String::new(),
        Some((first, others)) => format!(" {} and {} more", first.join(", "), others.len()),
        None => format!(" {}", names.join(", ")),
    }
}

/// What is there from a gate on and not before.
#[derive(Default, PartialEq)]
struct Additions {
    calls: Vec<String>,
    members: Vec<String>,
}

impl Additions {
    fn at(gate: Gate, api: &Api) -> Self {
        let calls = api.operations.iter().filter(|operation| operation.since.gate == gate);
        Self {
            calls: calls
                .map(|operation| format!("`{}`", names::path(operation, names::method(api, operation))))
                .collect(),
            members: api
                .schemas
                .iter()
                .flat_map(|schema| members(schema, gate))
                .chain(api.operations.iter().flat_map(|operation| parts(operation, gate)))
                .collect(),
        }
    }
}

/// The parameters, responses and headers with that gate, of an operation that is there without it.
fn parts(operation: &Operation, gate: Gate) -> Vec<String> {
    let younger = |own: Since, scope: Since| gate != Gate::ALWAYS && own.gate.beyond(scope.gate) == gate;
    let scope = operation.since;
    let parameters = operation.parameters.iter().filter(|parameter| younger(parameter.since, scope));
    let parameters = parameters.map(|parameter| format!("`{}::{}`", operation.ident, parameter.name.ident));
    let successes = operation.successes.iter().map(|answer| (format!("{}Response", operation.ident), answer));
    let errors = operation.errors.iter().map(|answer| (operation.error_ident(), answer));
    let answers = successes.chain(errors).flat_map(|(owner, answer)| {
        let own = younger(answer.since, scope).then(|| format!("`{owner}::{}`", answer.ident));
        let headers = answer.headers.iter().filter(|header| younger(header.since, answer.since));
        let headers = headers.map(|header| format!("`{owner}::{}::{}`", answer.ident, header.name.ident));
        own.into_iter().chain(headers).collect::<Vec<String>>()
    });
    parameters.chain(answers).collect()
}

/// The fields and values with that gate, of a type that is there without it.
fn members(schema: &Schema, gate: Gate) -> Vec<String> {
    let younger = |since: Since| gate != Gate::ALWAYS && since.gate.beyond(schema.since.gate) == gate;
    let named = |ident: &str| format!("`{}::{ident}`", schema.name.ident);
    match &schema.shape {
        Shape::Object(object) => {
            let properties = object.properties.iter().filter(|property| younger(property.since));
            properties.map(|property| named(&property.name.ident)).collect()
        }
        Shape::Enumeration(enumeration) => {
            let values = enumeration.values.iter().filter(|value| younger(value.since));
            values.map(|value| named(&value.name.ident)).collect()
        }
        Shape::Choice(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::generated;

    #[test]
    fn a_cell_has_few_names() {
        let names: Vec<String> = (0..844).map(|number| format!("`call{number}`")).collect();
        assert_eq!(cell(&[]), "");
        assert!(cell(&names[..20]).ends_with(", `call19`"));
        assert!(cell(&names).ends_with(", `call9` and 834 more"));
    }

    #[test]
    fn each_group_has_a_row_and_what_is_in_none_the_last() -> Result<(), crate::Diagnostics> {
        let bytes = include_bytes!("../../../tests/conventions/tagged.yaml");
        let tagged = crate::generate(crate::Spec { path: "tagged.yaml", bytes })?.api;
        let table = groups(&tagged).unwrap_or_default();
        let rows: Vec<&str> = table.lines().skip(2).collect();
        assert_eq!(rows[0], "| `client.people()` | 17 | Who there is. |");
        assert_eq!(
            rows[3..],
            ["| `client.server()` | 1 | server |", "| `client` itself | 1 | what is in no group |",]
        );
        assert!(groups(&Api { groups: Vec::new(), ..tagged }).is_none());
        Ok(())
    }

    #[test]
    fn what_is_younger_than_what_it_stands_in_is_in_the_row_of_its_version() -> Result<(), Vec<&'static str>>
    {
        let since = |version: u32| format!("x-feature-version: dialer {version}");
        let parameter = format!("- {{ name: late, in: query, {}, schema: {{ type: string }} }}", since(3));
        let header = format!("headers: {{ X-Late: {{ {}, schema: {{ type: string }} }} }}", since(4));
        let answers = format!(
            "'404': {{ description: Gone., {}, {header} }}, '409': {{ description: Busy. }}, '200': {{ ",
            since(3)
        );
        let edits = [("# parameters", parameter.as_str()), ("'200': { ", &answers)];
        let heading = "| cargo\u{a0}feature | calls | fields and values |\n| --- | --- | --- |\n";
        let late = "| `dialer-3` | | `DoThing::late`, `DoThingError::NotFound` |\n\
                    | `dialer-4` | | `DoThingError::NotFound::x_late` |\n";
        let always = format!("{heading}| always | `do_thing` | |\n| `dialer-2` | nothing new | |\n{late}");
        assert_eq!(table(&generated(&edits)?.api), always);
        let whole = format!("operationId: doThing\n      {}", since(2));
        let gated = table(&generated(&[&edits[..], &[("operationId: doThing", &whole)]].concat())?.api);
        assert_eq!(gated, format!("{heading}| `dialer-2` | `do_thing` | |\n{late}"));
        Ok(())
    }

    #[test]
    fn what_several_features_are_needed_for_has_a_row_of_its_own() -> Result<(), Vec<&'static str>> {
        let ladders = ("oldest: 2, newest: 4 }", "oldest: 2, newest: 4 }, tracker: { oldest: 1, newest: 2 }");
        let property = "both: { type: string, x-feature-version: { dialer: 3, tracker: 2 } }";
        let row = "| `dialer-3` and `tracker-2` | | `Thing::both` |\n";
        assert!(table(&generated(&[ladders, ("# properties", property)])?.api).ends_with(row));
        let single = property.replace(", tracker: 2", "");
        let single = table(&generated(&[ladders, ("# properties", &single)])?.api);
        assert_eq!(single.matches("`Thing::both`").count(), 1, "{single}");
        Ok(())
    }
}
