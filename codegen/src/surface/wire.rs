//! What travels under the public names, read from the API: names, numbers, statuses, media types, credentials and limits.
//! An edit of one of them changes no line of the listing, and so nothing that a compiler sees.

use std::collections::BTreeSet;

use super::cfg::Flags;
use crate::ir::{
    Answer, Api, Content, Credential, Deprecation, Gate, Header, HeaderValue, Limits, Literal, Location,
    Operation, Outcome, Parameter, Property, Schema, Shape, Status,
};
use crate::prose;

/// What travels when these cargo features are on, one line for each public item, sorted.
pub fn wire(api: &Api, flags: &BTreeSet<String>) -> Vec<String> {
    let is_there = |gate: Gate| is_on(gate, api, flags);
    let schemas = api.schemas.iter().filter(|schema| is_there(schema.since.gate));
    let operations = api.operations.iter().filter(|operation| is_there(operation.since.gate));
    let mut lines: Vec<String> = schemas
        .flat_map(|schema| members(schema, is_there))
        .chain(operations.flat_map(|operation| call(operation, is_there)))
        .collect();
    lines.sort();
    lines
}

/// Whether something with that gate is there.
fn is_on(gate: Gate, api: &Api, flags: &Flags) -> bool {
    gate.conditions()
        .all(|(id, version)| api.feature(id).is_some_and(|feature| flags.contains(&feature.flag(version))))
}

/// A line about what is public under that path.
fn line(path: &str, facts: impl IntoIterator<Item = String>) -> String {
    let facts: Vec<String> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    format!("{path}: on the wire {}", facts.join(", "))
}

fn members(schema: &Schema, is_there: impl Fn(Gate) -> bool) -> Vec<String> {
    let path = |ident: &str| format!("models::{}::{ident}", schema.name.ident);
    match &schema.shape {
        Shape::Object(object) => {
            let properties = object.properties.iter().filter(|property| is_there(property.since.gate));
            properties.map(|property| line(&path(&property.name.ident), facts_of(property))).collect()
        }
        Shape::Enumeration(enumeration) => {
            let values = enumeration.values.iter().filter(|value| is_there(value.since.gate));
            values.map(|value| line(&path(&value.name.ident), [literal(&value.literal)])).collect()
        }
        Shape::Choice(choice) => {
            let value = |wire: &str| format!("{} {}", quoted(&choice.tag), quoted(wire));
            let branches = choice.branches.iter();
            branches.map(|branch| line(&path(&branch.name.ident), [value(&branch.name.wire)])).collect()
        }
    }
}

fn facts_of(property: &Property) -> Vec<String> {
    let constant = property.constant.as_ref().map(|value| format!("always {}", quoted(value)));
    let own =
        [quoted(&property.name.wire), constant.unwrap_or_default(), deprecated(property.deprecated.as_ref())];
    own.into_iter().chain(limits(&property.limits)).collect()
}

fn call(operation: &Operation, is_there: impl Fn(Gate) -> bool) -> Vec<String> {
    let path = format!("operations::{}", operation.ident);
    let credentials = operation.credentials.iter().map(|credential| match credential {
        Credential::CsrfToken => "a token".to_owned(),
        Credential::Cookie => "a cookie".to_owned(),
    });
    let mut credentials: Vec<String> = credentials.collect();
    if credentials.is_empty() {
        credentials.push("no credentials".to_owned());
    }
    let body = operation.body.as_ref().map(|body| {
        line(&format!("{path}::body"), [body.content.media_type().to_owned(), required(body.required)])
    });
    let own = line(&path, credentials.into_iter().chain([deprecated(operation.deprecated.as_ref())]));
    let parameters = operation.parameters.iter().filter(|sent| is_there(sent.since.gate));
    let parameters = parameters.map(|sent| parameter(&path, sent));
    let choice = match operation.outcome() {
        Outcome::Choice(ident) => Some(format!("operations::{ident}")),
        Outcome::Nothing | Outcome::Content(_) => None,
    };
    let success = |answer: &Answer| match &choice {
        Some(choice) => outcome(&format!("{choice}::{}", answer.ident), answer, &is_there),
        None => outcome(&path, answer, &is_there),
    };
    let refused = format!("operations::{}", operation.error_ident());
    let error = |answer: &Answer| outcome(&format!("{refused}::{}", answer.ident), answer, &is_there);
    let there = |answer: &&Answer| is_there(answer.since.gate);
    let successes = operation.successes.iter().filter(there).flat_map(success);
    let answers = successes.chain(operation.errors.iter().filter(there).flat_map(error));
    [own].into_iter().chain(body).chain(parameters).chain(answers).collect()
}

fn parameter(
    call: &str,
    Parameter { name, location, required: is_required, explode, notes, .. }: &Parameter,
) -> String {
    let place = match location {
        Location::Path => "in the path",
        Location::Query => "in the query",
        Location::Header => "as a header",
    };
    let list = if *explode { "each item by itself" } else { "" };
    let own = [
        format!("{} {place}", quoted(&name.wire)),
        required(*is_required),
        list.to_owned(),
        deprecated(notes.deprecated.as_ref()),
    ];
    line(&format!("{call}::{}", name.ident), own.into_iter().chain(limits(&notes.limits)))
}

/// The lines of an answer, and of its headers.
fn outcome(path: &str, answer: &Answer, is_there: impl Fn(Gate) -> bool) -> Vec<String> {
    let status = match answer.status {
        Status::Code(code) => code.to_string(),
        Status::Range(digit) => format!("{digit}XX"),
        Status::Default => "any other status".to_owned(),
    };
    let content = answer.content.as_ref().map_or("no body", Content::media_type).to_owned();
    let header = |Header { name, required: is_required, value, notes, .. }: &Header| {
        let challenge = match value {
            HeaderValue::Challenge => "a challenge",
            HeaderValue::Cookies => "cookies",
            HeaderValue::Value(_) => "",
        };
        let own = [
            format!("{} as a header", quoted(&name.wire)),
            challenge.to_owned(),
            required(*is_required),
            deprecated(notes.deprecated.as_ref()),
        ];
        line(&format!("{path}::{}", name.ident), own)
    };
    let headers = answer.headers.iter().filter(|header| is_there(header.since.gate));
    [line(path, [status, content])].into_iter().chain(headers.map(header)).collect()
}

fn literal(literal: &Literal) -> String {
    match literal {
        Literal::Integer(number) => number.to_string(),
        Literal::Text(text) => quoted(text),
    }
}

fn quoted(text: &str) -> String {
    format!("{text:?}")
}

fn required(is_required: bool) -> String {
    if is_required { "required".to_owned() } else { "optional".to_owned() }
}

fn deprecated(deprecation: Option<&Deprecation>) -> String {
    deprecation.map_or_else(String::new, |deprecation| match deprecation.note("") {
        note if note.is_empty() => "deprecated".to_owned(),
        note => format!("deprecated ({note})"),
    })
}

/// The limits, one by one, as parts of a sentence.
fn limits(limits: &Limits) -> Vec<String> {
    let parts = prose::limits(limits).into_iter();
    parts
        .map(|sentence| {
            let sentence = sentence.trim_end_matches('.');
            let mut letters = sentence.chars();
            letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::generated;

    fn at(edits: &[(&str, &str)], flags: &[&str]) -> Result<Vec<String>, Vec<&'static str>> {
        let flags = flags.iter().map(|flag| (*flag).to_owned()).collect();
        Ok(wire(&generated(edits)?.api, &flags))
    }

    #[test]
    fn a_parameter_travels_from_its_version_on() -> Result<(), Vec<&'static str>> {
        let young = "- { name: young, in: query, x-feature-version: dialer 3, schema: { type: string } }";
        let edits = [("# parameters", young)];
        let line =
            "operations::DoThing::young: on the wire \"young\" in the query, optional, each item by itself"
                .to_owned();
        assert!(!at(&edits, &["dialer-2"])?.contains(&line));
        assert!(at(&edits, &["dialer-2", "dialer-3"])?.contains(&line));
        Ok(())
    }

    #[test]
    fn all_that_is_said_of_a_value_travels_with_its_name() -> Result<(), Vec<&'static str>> {
        let properties = "size: { type: integer, minimum: 1, deprecated: true }
        kind: { allOf: [{ $ref: '#/components/schemas/kind' }], deprecated: true, x-deprecated: { reason: Use `size`. } }";
        let kinds = "kind: { type: string, enum: [a] }\n    number: { type: integer, enum: [7], x-enum-varnames: [One] }";
        let lines = at(&[("# properties", properties), ("# schemas", kinds)], &[])?;
        let models = lines.iter().filter_map(|line| line.strip_prefix("models::"));
        let expected = [
            "Kind::A: on the wire \"a\"",
            "Number::One: on the wire 7",
            "Thing::kind: on the wire \"kind\", deprecated (Use `size`)",
            "Thing::size: on the wire \"size\", deprecated, at least 1",
            "Thing::text: on the wire \"text\"",
        ];
        assert_eq!(models.collect::<Vec<_>>(), expected);
        Ok(())
    }

    #[test]
    fn cookies_are_told_from_any_other_header() -> Result<(), Vec<&'static str>> {
        let header = |name: &str| format!("{name}: {{ schema: {{ type: string }} }}");
        let headers = format!("'200': {{ headers: {{ {}, {} }}, ", header("Set-Cookie"), header("X-Own"));
        let lines = at(&[("'200': { ", &headers)], &[])?;
        let of_headers: Vec<&str> = lines
            .iter()
            .filter_map(|line| Some(line.split_once("on the wire ")?.1))
            .filter(|it| it.contains("as a header"))
            .collect();
        assert_eq!(
            of_headers,
            ["\"Set-Cookie\" as a header, cookies, optional", "\"X-Own\" as a header, optional"]
        );
        Ok(())
    }
}
