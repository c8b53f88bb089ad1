//! What `spec/dialer.yaml` documents, read without the generator.

use icws_tests::Tested;
use std::collections::BTreeSet;

use serde_json::Value;

/// The media type of all bodies.
pub(crate) const MEDIA_TYPE: &str = "application/vnd.inin.icws+JSON";

/// An operation.
pub(crate) struct Documented {
    pub(crate) id: String,
    pub(crate) statuses: Vec<u16>,
    /// The schema of what it sends, with nothing left to look up.
    pub(crate) body: Option<Value>,
}

pub(crate) fn operations() -> Tested<Vec<Documented>> {
    let spec: Value = serde_yaml::from_str(include_str!("../../../spec/dialer.yaml"))?;
    let paths = spec["paths"].as_object().ok_or("no paths")?;
    let operations: Vec<_> =
        paths.values().filter_map(Value::as_object).flat_map(|path| path.values()).collect();
    operations.into_iter().map(|operation| documented(&spec, operation)).collect()
}

fn documented(spec: &Value, operation: &Value) -> Tested<Documented> {
    let id = operation["operationId"].as_str().ok_or("an operation without a name")?;
    let statuses = operation["responses"].as_object().ok_or("an operation without answers")?.keys();
    let body = &operation["requestBody"]["content"][MEDIA_TYPE]["schema"];
    Ok(Documented {
        id: id.to_owned(),
        statuses: statuses.map(|status| status.parse()).collect::<Result<_, _>>()?,
        body: (!body.is_null()).then(|| resolved(spec, body)),
    })
}

/// A schema with what its references refer to in their places; the specification has no circle in what is sent.
fn resolved(spec: &Value, schema: &Value) -> Value {
    if let Some(target) = schema["$ref"].as_str().and_then(|target| spec.pointer(target.strip_prefix('#')?)) {
        return resolved(spec, target);
    }
    match schema {
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), resolved(spec, value))).collect(),
        Value::Array(items) => items.iter().map(|item| resolved(spec, item)).collect(),
        other => other.clone(),
    }
}

/// What none of these values shows: its schema with no optional property, with each one alone, and with all of them.
pub(crate) fn missing(schema: &Value, values: &[&Value], name: &str) -> Vec<String> {
    let Some(properties) = schema["properties"].as_object() else {
        let items: Vec<&Value> = values.iter().filter_map(|value| value.as_array()).flatten().collect();
        return if schema["items"].is_object() {
            missing(&schema["items"], &items, name)
        } else {
            Vec::new()
        };
    };
    let required: BTreeSet<&str> =
        schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let optional: BTreeSet<&str> =
        properties.keys().map(String::as_str).filter(|name| !required.contains(name)).collect();
    let shown: BTreeSet<BTreeSet<&str>> = values
        .iter()
        .filter_map(|value| value.as_object())
        .map(|object| object.keys().map(String::as_str).filter(|name| optional.contains(name)).collect())
        .collect();
    let alone = optional.iter().map(|property| BTreeSet::from([*property]));
    let wanted: BTreeSet<BTreeSet<&str>> = alone.chain([BTreeSet::new(), optional.clone()]).collect();
    let here = wanted.difference(&shown).map(|wanted| {
        let wanted: Vec<_> = wanted.iter().copied().collect();
        format!("{name}: no call sets, of what is optional, just [{}]", wanted.join(", "))
    });
    let below = properties.iter().flat_map(|(property, schema)| {
        let values: Vec<&Value> = values.iter().filter_map(|value| value.get(property)).collect();
        missing(schema, &values, &format!("{name}.{property}"))
    });
    here.chain(below).collect()
}
