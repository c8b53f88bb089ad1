//! The reference: the specification's document, with the version of each item and what to do about each status in the
//! texts, for a renderer of OpenAPI.

use icws_codegen::Examples;
use icws_codegen::ir::{Api, Shape, Since, Status};
use serde_json::{Map, Value, json};

use super::advice;
use super::page::page;
use super::pages::version;

/// The page, on which a script shows the document.
pub(super) fn page_of(api: &Api, mut document: Value) -> String {
    decorate(api, &mut document);
    let settings = json!({
        "content": document,
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
        "showDeveloperTools": "never",
        "telemetry": false,
        "withDefaultFonts": false,
    });
    // A text that ends the script would end it here.
    let settings = settings.to_string().replace("</", "<\\/");
    let body = format!(
        "<div id=\"content\"></div>\n<noscript><p>The reference needs a script.</p></noscript>\n\
         <script src=\"scalar.js\"></script>\n<script>Scalar.createApiReference('#content', {settings});</script>"
    );
    page("reference.html", &format!("{}: reference", api.title), &body)
}

fn decorate(api: &Api, document: &mut Value) {
    operations(api, document);
    let Some(schemas) = document.pointer_mut("/components/schemas") else { return };
    let examples = Examples::new(api);
    for (schema, example) in api.schemas.iter().zip(examples.of_types()) {
        let Some(shown) = schemas.get_mut(&schema.name.wire) else { continue };
        say(shown, &from(api, schema.since));
        if let (Some(example), Some(shown)) = (example, shown.as_object_mut()) {
            shown.entry("example").or_insert_with(|| json!(example));
        }
        if let (Shape::Object(object), Some(properties)) = (&schema.shape, shown.get_mut("properties")) {
            for property in &object.properties {
                if let Some(shown) = properties.get_mut(&property.name.wire) {
                    say(shown, &from(api, property.since));
                }
            }
        }
    }
}

/// Each operation with its version, and each answer with what to do about it. An answer that several operations have is
/// described once.
fn operations(api: &Api, document: &mut Value) {
    let mut shared: Vec<(String, Status)> = Vec::new();
    let items = document.get_mut("paths").and_then(Value::as_object_mut);
    let calls = items.into_iter().flat_map(Map::values_mut).filter_map(Value::as_object_mut);
    for call in calls.flat_map(Map::values_mut) {
        let id = call.get("operationId").and_then(Value::as_str).unwrap_or_default();
        let Some(operation) = api.operations.iter().find(|operation| operation.name.wire == id) else {
            continue;
        };
        say(call, &from(api, operation.since));
        for answer in operation.answers() {
            let Status::Code(code) = answer.status else { continue };
            let Some(shown) = call.pointer_mut(&format!("/responses/{code}")) else { continue };
            match shown.get("$ref").and_then(Value::as_str) {
                Some(target) => shared.push((target.trim_start_matches('#').to_owned(), answer.status)),
                None => say(shown, advice::about(answer.status)),
            }
        }
        if let Some(call) = call.as_object_mut() {
            call.insert("x-badges".to_owned(), json!([{ "name": version(api, operation.since) }]));
        }
    }
    shared.sort_unstable();
    shared.dedup();
    for (target, status) in shared {
        if let Some(answer) = document.pointer_mut(&target) {
            say(answer, advice::about(status));
        }
    }
}

fn from(api: &Api, since: Since) -> String {
    format!("There from **{}** on.", version(api, since))
}

/// Adds a paragraph to a description.
fn say(shown: &mut Value, text: &str) {
    let Some(object) = shown.as_object_mut() else { return };
    let description = object.get("description").and_then(Value::as_str).unwrap_or_default().trim_end();
    let description = format!("{description}\n\n{text}").trim_start().to_owned();
    object.insert("description".to_owned(), description.into());
}

#[cfg(test)]
mod tests {
    use super::*;
    use icws_codegen::Spec;

    #[test]
    fn every_item_says_its_version_and_every_error_what_to_do() {
        let spec = Spec { path: "dialer.yaml", bytes: include_bytes!("../../../spec/dialer.yaml") };
        let (api, mut document) = icws_codegen::generate(spec)
            .map(|output| output.api)
            .and_then(|api| Ok((api, icws_codegen::document(spec)?)))
            .expect("it has no mistake");
        decorate(&api, &mut document);
        let text = |pointer: &str| {
            document.pointer(&format!("{pointer}/description")).map(Value::to_string).unwrap_or_default()
        };
        for (pointer, said) in [
            ("/paths/~1icws~1{sessionId}~1dialer~1place-preview-call/post", "There from **dialer 3** on."),
            (
                "/components/schemas/startReceivingParameters/properties/campaignIds",
                "There from **dialer 4** on.",
            ),
            ("/components/schemas/dbCommandType", "There from **dialer 9** on."),
            ("/components/responses/unauthorized", "then repeat the call"),
            ("/paths/~1icws~1{sessionId}~1dialer~1place-preview-call/post/responses/404", "no longer there"),
        ] {
            assert_eq!(text(pointer).matches(said).count(), 1, "{pointer}: {}", text(pointer));
        }
        let example = document.pointer("/components/schemas/dbCommandQueryParameters/example");
        assert_eq!(example, Some(&json!({ "value": "Europe/Berlin", "type": 200, "size": 32 })));
    }
}
