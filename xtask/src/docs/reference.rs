//! The reference: the specification's document, with the version of each item, what values must keep to, and what to do
//! about each status in the texts, for a renderer of OpenAPI.

use icws_codegen::ir::{Api, Limits, Literal, Operation, Schema, Shape, Since, Size, Status, Type};
use icws_codegen::{Examples, limits};
use serde_json::json;
use serde_yaml::Value;

use super::advice;
use super::document::{find, say};
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
    api.operations.iter().for_each(|call| operation(api, document, call));
    for (schema, example) in api.schemas.iter().zip(Examples::new(api).of_types()) {
        type_of(api, document, schema);
        let shown = find(document, &["components", "schemas", &schema.name.wire]);
        let example = example.and_then(|example| serde_yaml::to_value(example).ok());
        if let (Some(example), Some(Value::Mapping(shown))) = (example, shown) {
            shown.entry("example".into()).or_insert(example);
        }
    }
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

/// A type with its version, and those of its parts with what their values must keep to.
fn type_of(api: &Api, document: &mut Value, schema: &Schema) {
    let place = ["components", "schemas", &schema.name.wire];
    say(document, &place, &from(api, schema.since));
    match &schema.shape {
        Shape::Object(object) => {
            for property in &object.properties {
                let place = [&place[..], &["properties", &property.name.wire]].concat();
                say(document, &place, &from(api, property.since));
                say(document, &place, &unshown(&property.limits, &property.ty));
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
                    say(document, &place, &format!("`{written}`: {younger}"));
                }
            }
        }
        Shape::Choice(_) => {}
    }
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
    use super::*;
    use icws_codegen::Spec;
    use icws_codegen::ir::Format;

    /// The document of a specification as it is shown.
    fn shown(text: &str) -> Value {
        let spec = Spec { path: "shown.yaml", bytes: text.as_bytes() };
        let api = icws_codegen::generate(spec).expect("it has no mistake").api;
        let document = icws_codegen::document(spec).expect("it has no mistake");
        let mut document = serde_json::from_str(&document).expect("it is JSON");
        decorate(&api, &mut document);
        document
    }

    /// Each place is a path in which a `>` stands between the keys, with what is said there once.
    fn assert_said(document: &mut Value, places: &[(&str, &str)]) {
        for (place, said) in places {
            let keys: Vec<&str> = place.split('>').chain(["description"]).collect();
            let text = find(document, &keys).and_then(|text| text.as_str()).unwrap_or_default();
            assert_eq!(text.matches(said).count(), 1, "{place}: {text}");
        }
    }

    #[test]
    fn every_item_says_its_version_and_every_error_what_to_do() {
        let mut document = shown(include_str!("../../../spec/dialer.yaml"));
        let call = "paths>/icws/{sessionId}/dialer/place-preview-call>post";
        assert_said(
            &mut document,
            &[
                (call, "There from **dialer 3** on."),
                ("components>schemas>startReceivingParameters>properties>campaignIds", "**dialer 4** on."),
                ("components>schemas>dbCommandType", "There from **dialer 9** on."),
                ("components>responses>unauthorized", "then repeat the call"),
                (&format!("{call}>responses>404"), "no longer there"),
            ],
        );
        let example = find(&mut document, &["components", "schemas", "dbCommandQueryParameters", "example"]);
        let example = example.and_then(|example| serde_json::to_string(example).ok());
        assert_eq!(example.as_deref(), Some("{\"value\":\"Europe/Berlin\",\"type\":200,\"size\":32}"));
        let paths = find(&mut document, &["paths"]).and_then(|paths| paths.as_mapping());
        let paths: Vec<&str> =
            paths.into_iter().flat_map(|paths| paths.keys()).filter_map(Value::as_str).collect();
        assert_eq!(paths.first().copied(), Some("/icws/{sessionId}/dialer/ready-for-calls"), "{paths:?}");
    }

    #[test]
    fn what_is_younger_than_what_it_stands_in_says_so_and_what_needs_two_features_names_both() {
        let mut document = shown(include_str!("../../../tests/conventions/versions.yaml"));
        let things = "paths>/icws/{sessionId}/things>";
        assert_said(
            &mut document,
            &[
                (&format!("{things}get>parameters>1"), "There from **dialer 3** on."),
                (&format!("{things}get>parameters>3"), "**dialer 2 and tracker 2** on."),
                (&format!("{things}get>responses>202"), "There from **dialer 4** on."),
                (&format!("{things}get>responses>200>headers>X-Count"), "There from **dialer 3** on."),
                (&format!("{things}delete"), "There from **dialer 3 and tracker 2** on."),
                ("components>schemas>drop>properties>why", "There from **dialer 4 and tracker 2** on."),
            ],
        );
        let badge =
            find(&mut document, &["paths", "/icws/{sessionId}/things", "delete", "x-badges", "0", "name"]);
        assert_eq!(badge.and_then(|name| name.as_str()), Some("dialer 3 and tracker 2"));
        let old = find(&mut document, &["components", "parameters", "sessionId", "description"]);
        assert_eq!(old, None, "it is as old as every call that has it");
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
