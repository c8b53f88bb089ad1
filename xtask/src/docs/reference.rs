//! The reference: the specification's document, with the version of each item, what values must keep to, and what to do
//! about each status in the texts, for a renderer of OpenAPI.

use icws_codegen::ir::{Api, Limits, Literal, Operation, Schema, Shape, Since, Size, Status, Type};
use icws_codegen::{Examples, limits};
use serde_json::json;
use serde_yaml::Value;

use super::advice;
use super::document::{describe, find, property, say, separate};
use super::page::page;
use super::versions::{unit, version};
use crate::support::failure::Failure;

/// The page, on which a script shows the document.
pub(super) fn page_of(api: &Api, document: &str) -> Result<String, Failure> {
    let no_json = |error| Failure::new(format!("error: the document is no JSON: {error}"));
    let mut document: Value = serde_json::from_str(document).map_err(no_json)?;
    decorate(api, &mut document);
    let settings = json!({
        "agent": { "disabled": true },
        "customCss": include_str!("scalar.css"),
        "defaultOpenAllTags": true,
        "documentDownloadType": "none",
        "expandAllModelSections": true,
        "expandAllResponses": true,
        "expandAllSchemaProperties": true,
        "hideClientButton": true,
        "hideTestRequestButton": true,
        "mcp": { "disabled": true },
        "orderRequiredPropertiesFirst": false,
        "orderSchemaPropertiesBy": "preserve",
        "showDeveloperTools": "never",
        "telemetry": false,
        "withDefaultFonts": false,
    });
    let document = serde_json::to_string(&document).map_err(no_json)?;
    // A text that ends the script would end it here.
    let [settings, document] = [settings.to_string(), document].map(|text| text.replace("</", "<\\/"));
    let body = format!(
        "<div id=\"content\"></div>\n<noscript><p>The reference needs a script.</p></noscript>\n\
         <script src=\"scalar.js\"></script>\n<script>\nconst settings = {settings};\n\
         settings.content = {document};\nScalar.createApiReference('#content', settings);\n</script>"
    );
    Ok(page("reference.html", &format!("{}: reference", api.title), &body))
}

fn decorate(api: &Api, document: &mut Value) {
    // What is said of the values of a type is part of its description where it is used.
    for schema in api.schemas.iter().filter(|schema| matches!(schema.shape, Shape::Enumeration(_))) {
        component(document, schema).into_iter().for_each(|shown| parts_of(api, shown, schema));
    }
    separate(document);
    api.operations.iter().for_each(|call| operation(api, document, call));
    for (schema, example) in api.schemas.iter().zip(Examples::new(api).of_types()) {
        type_of(api, document, schema);
        let shown = component(document, schema);
        let example = example.and_then(|example| serde_yaml::to_value(example).ok());
        if let (Some(example), Some(Value::Mapping(shown))) = (example, shown) {
            shown.entry("example".into()).or_insert(example);
        }
    }
}

fn component<'d>(document: &'d mut Value, schema: &Schema) -> Option<&'d mut Value> {
    find(document, &["components", "schemas", &schema.name.wire])
}

/// A call with its version, and what of it is younger.
fn operation(api: &Api, document: &mut Value, call: &Operation) {
    let method = call.method.as_str().to_lowercase();
    let place = ["paths", &call.path, &method];
    say(document, &place, &from(api, call.since));
    if let Some(Value::Mapping(shown)) = find(document, &place) {
        let name = Value::Mapping([("name".into(), version(api, call.since).into())].into_iter().collect());
        shown.insert("x-badges".into(), vec![name].into());
    }
    parameters(api, document, call, &["paths", &call.path, "parameters"]);
    parameters(api, document, call, &["paths", &call.path, &method, "parameters"]);
    for answer in call.answers() {
        let status = match answer.status {
            Status::Code(code) => code.to_string(),
            Status::Range(digit) => format!("{digit}XX"),
            Status::Default => "default".to_owned(),
        };
        let place = [&place[..], &["responses", &status]].concat();
        say(document, &place, &younger(api, answer.since, call.since));
        say(document, &place, advice::about(answer.status));
        for header in &answer.headers {
            let place = [&place[..], &["headers", &header.name.wire]].concat();
            say(document, &place, &younger(api, header.since, answer.since));
        }
    }
}

/// The parameters of a list, as far as a call has them.
fn parameters(api: &Api, document: &mut Value, call: &Operation, list: &[&str]) {
    for index in 0.. {
        let index = index.to_string();
        let place = [list, &[&index]].concat();
        let Some(shown) = find(document, &place) else { break };
        let name = shown.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
        if let Some(parameter) = call.parameters.iter().find(|parameter| parameter.name.wire == name) {
            say(document, &place, &younger(api, parameter.since, call.since));
            say(document, &place, &unshown(&parameter.notes.limits, &parameter.ty));
        }
    }
}

/// A type with its version, and what is in it.
fn type_of(api: &Api, document: &mut Value, schema: &Schema) {
    if let Some(shown) = component(document, schema) {
        describe(shown, &from(api, schema.since));
        parts_of(api, shown, schema);
    }
}

/// The parts of a type with their versions, and with what their values must keep to.
fn parts_of(api: &Api, shown: &mut Value, schema: &Schema) {
    match &schema.shape {
        Shape::Object(object) => {
            for part in &object.properties {
                if let Some(shown) = property(shown, &part.name.wire) {
                    describe(shown, &from(api, part.since));
                    describe(shown, &unshown(&part.limits, &part.ty));
                    unnamed(api, shown, &part.ty);
                }
            }
        }
        Shape::Enumeration(values) => {
            for value in &values.values {
                let younger = younger(api, value.since, schema.since);
                let written = match &value.literal {
                    Literal::Integer(number) => number.to_string(),
                    Literal::Text(text) => text.clone(),
                };
                if !younger.is_empty() {
                    describe(shown, &format!("`{written}`: {younger}"));
                }
            }
        }
        Shape::Choice(_) => {}
    }
}

/// The same of a type that is written where it is used, as it is or in a list or dictionary.
fn unnamed(api: &Api, shown: &mut Value, ty: &Type) {
    let (entry, ty) = match ty {
        Type::List(ty) => (shown.get_mut("items"), ty),
        Type::Map(ty) => (shown.get_mut("additionalProperties"), ty),
        Type::Nullable(ty) => (Some(shown), ty),
        Type::Schema(id) if shown.get("type").is_some() => {
            return api.schema(*id).into_iter().for_each(|schema| parts_of(api, shown, schema));
        }
        _ => return,
    };
    entry.into_iter().for_each(|entry| unnamed(api, entry, ty));
}

fn from(api: &Api, since: Since) -> String {
    format!("There from **{}** on.", version(api, since))
}

/// The same, if it came later than what it stands in.
fn younger(api: &Api, since: Since, within: Since) -> String {
    if since.gate.covers(within.gate) { String::new() } else { from(api, since) }
}

/// What the renderer does not show: how many entries there may be, a pattern, and the unit.
fn unshown(kept: &Limits, ty: &Type) -> String {
    let kept = match kept {
        Limits::Dictionary { .. } => limits(kept),
        Limits::Text { pattern, .. } => {
            limits(&Limits::Text { length: Size::default(), pattern: pattern.clone() })
        }
        Limits::None | Limits::Number { .. } | Limits::List { .. } => Vec::new(),
    };
    kept.into_iter().chain(unit(ty)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::SHOWN;
    use super::*;
    use icws_codegen::Spec;
    use icws_codegen::ir::Format;

    /// The document that tests look at, as it is shown.
    fn shown() -> Value {
        shown_of(SHOWN)
    }

    fn shown_of(text: &str) -> Value {
        let spec = Spec { path: "shown.yaml", bytes: text.as_bytes() };
        let api = icws_codegen::generate(spec).expect("it has no mistake").api;
        let document = icws_codegen::document(spec).expect("it has no mistake");
        let mut document = serde_json::from_str(&document).expect("it is JSON");
        decorate(&api, &mut document);
        document
    }

    /// Each place is a path in which a `>` stands between the keys, with all that is said there.
    fn assert_said(places: &[(&str, &str)]) {
        let mut document = shown();
        for (place, said) in places {
            let keys: Vec<&str> = place.split('>').chain(["description"]).collect();
            let text = find(&mut document, &keys).and_then(|text| text.as_str()).unwrap_or_default();
            assert_eq!(text.replace("\n\n", " "), *said, "{place}");
        }
    }

    #[test]
    fn every_item_says_its_version_and_every_status_what_to_do() {
        let ready = "paths>/icws/{sessionId}/desk/ready>post";
        let refused = "Refused. Log in again, then repeat the call with the new session.";
        let gone = "Refused. Do not repeat it. What it names is no longer there.";
        assert_said(&[
            (ready, "Says that somebody is ready. There from **desk 2** on."),
            (&format!("{ready}>responses>200"), "Done. Go on."),
            (&format!("{ready}>responses>401"), refused),
            ("paths>/icws/{sessionId}/desk/call>post>responses>404", gone),
            ("components>schemas>readiness", "Somebody who is ready. There from **desk 2** on."),
            ("components>schemas>readiness>properties>queues", "Which queues. There from **desk 4** on."),
        ]);
        let mut document = shown();
        let example = find(&mut document, &["components", "schemas", "readiness", "example", "queues"]);
        assert_eq!(example, Some(&mut Value::from(vec!["SpringQueue"])));
        let paths = find(&mut document, &["paths"]).and_then(|paths| paths.as_mapping());
        let paths = paths.into_iter().flat_map(|paths| paths.keys()).filter_map(Value::as_str);
        let ends: Vec<&str> = paths.filter_map(|path| path.rsplit('/').next()).collect();
        assert_eq!(ends, ["ready", "call", "all"], "they are in the order of the specification");
    }

    #[test]
    fn what_is_younger_than_what_it_stands_in_says_so_and_what_needs_two_features_names_both() {
        let ready = "paths>/icws/{sessionId}/desk/ready>post";
        let drop = "paths>/icws/{sessionId}/desk/all>delete";
        let limit = "How many there are at most. There from **desk 3** on.";
        assert_said(&[
            (&format!("{ready}>parameters>0"), ""),
            (&format!("{ready}>parameters>1"), limit),
            (&format!("{ready}>responses>202"), "Received. There from **desk 4** on. Go on."),
            (&format!("{ready}>responses>200>headers>X-Count"), "There from **desk 3** on."),
            (drop, "Drops everything. There from **desk 3 and ledger 2** on."),
        ]);
        let mut document = shown();
        let keys: Vec<&str> = drop.split('>').chain(["x-badges", "0", "name"]).collect();
        let badge = find(&mut document, &keys);
        assert_eq!(badge.and_then(|name| name.as_str()), Some("desk 3 and ledger 2"));
    }

    #[test]
    fn what_is_true_of_a_property_alone_is_not_said_of_the_type_that_it_shares() {
        let schemas = "components>schemas";
        assert_said(&[
            (&format!("{schemas}>place"), "A place. There from **desk 2** on."),
            (&format!("{schemas}>readiness>properties>place"), "A place. There from **desk 2** on."),
            (&format!("{schemas}>readiness>properties>second"), "Where else. There from **desk 4** on."),
            (
                &format!("{schemas}>drop>allOf>1>properties>place"),
                "A place. There from **desk 3 and ledger 2** on.",
            ),
            (
                &format!("{schemas}>drop>allOf>1>properties>state"),
                "`ringing`: There from **desk 3** on. There from **desk 3 and ledger 2** on.",
            ),
            (&format!("{schemas}>state"), "`ringing`: There from **desk 3** on. There from **desk 2** on."),
        ]);
        let place = ["components", "schemas", "readiness", "properties", "place", "allOf"];
        let reference: Value =
            serde_yaml::from_str("[{ $ref: '#/components/schemas/place' }]").expect("it is YAML");
        assert_eq!(find(&mut shown(), &place).cloned(), Some(reference));
    }

    #[test]
    fn what_is_in_a_type_without_a_name_says_its_version() {
        let readiness = "components>schemas>readiness>properties";
        assert_said(&[
            (&format!("{readiness}>pause>properties>why"), "There from **desk 3** on."),
            (&format!("{readiness}>shifts>items>properties>until"), "There from **desk 4** on."),
        ]);
        let younger = "{ type: object, @properties: { until: { type: string, x-feature-version: desk 4 } } }";
        let nullable = younger.replace('@', "nullable: true, ");
        let map = format!("{{ type: object, additionalProperties: {} }}", younger.replace('@', ""));
        let (before, place) = ("        shifts: {", ["components", "schemas", "readiness", "properties"]);
        let text =
            SHOWN.replace(before, &format!("        rest: {nullable}\n        desks: {map}\n{before}"));
        let mut document = shown_of(&text);
        for keys in [&["rest"][..], &["desks", "additionalProperties"]] {
            let until = [&place[..], keys, &["properties", "until", "description"]].concat();
            let said = find(&mut document, &until).and_then(|said| said.as_str());
            assert_eq!(said, Some("There from **desk 4** on."), "{keys:?}");
        }
    }

    #[test]
    fn what_the_renderer_hides_is_said() {
        let entries = Limits::Dictionary { entries: Size { least: Some(2), most: None } };
        assert_eq!(unshown(&entries, &Type::Map(Box::new(Type::String))), "At least 2 entries.");
        let text =
            Limits::Text { length: Size { least: Some(1), most: None }, pattern: Some("^a".to_owned()) };
        assert_eq!(unshown(&text, &Type::String), "Matches `^a`.");
        assert_eq!(unshown(&Limits::None, &Type::Format(Format::Duration)), "In seconds.");
    }
}
