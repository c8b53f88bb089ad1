//! What the errors of an operation must have beside a message and an identifier.

use crate::ir::{Answer, Api, Format, Literal, Operation, Property, Shape, Type};

/// What a server says of an error by itself.
const SAID: [&str; 2] = ["message", "errorId"];

/// The members of an object in JSON that the errors of an operation must have besides, with values that say nothing. So a
/// client can read what a server says by itself. What has an object inside is left out: nobody could fill it in.
pub(super) fn demanded(api: &Api, operation: &Operation) -> String {
    let schemas = operation.errors.iter().filter_map(Answer::json).filter_map(|ty| match ty {
        Type::Schema(id) => api.schema(*id),
        _ => None,
    });
    let properties = schemas.flat_map(|schema| match &schema.shape {
        Shape::Object(object) => object.properties.as_slice(),
        Shape::Enumeration(_) | Shape::Choice(_) => &[],
    });
    let wanted = properties.filter(|it| it.required && !SAID.contains(&it.name.wire.as_str()));
    let mut members: Vec<(&str, String)> = Vec::new();
    for property in wanted {
        let wire = property.name.wire.as_str();
        if members.iter().all(|(known, _)| *known != wire) {
            members.extend(value(api, property).map(|value| (wire, value)));
        }
    }
    let members = members.into_iter().map(|(wire, value)| format!("{}:{value}", text(wire)));
    members.collect::<Vec<_>>().join(",")
}

fn value(api: &Api, property: &Property) -> Option<String> {
    if let Some(constant) = &property.constant {
        return Some(text(constant));
    }
    let value = match &property.ty {
        Type::Boolean => "false",
        Type::Int32 | Type::Int64 | Type::Float | Type::Double | Type::Format(Format::Duration) => "0",
        Type::String | Type::Format(Format::Byte | Format::Uri) => "\"\"",
        Type::Format(Format::Date) => "\"1970-01-01\"",
        Type::Format(Format::DateTime) => "\"1970-01-01T00:00:00Z\"",
        Type::Format(Format::Time) => "\"00:00:00\"",
        Type::Format(Format::Uuid) => "\"00000000-0000-0000-0000-000000000000\"",
        Type::Any | Type::Nullable(_) => "null",
        Type::List(_) => "[]",
        Type::Map(_) => "{}",
        Type::Schema(id) => match &api.schema(*id)?.shape {
            Shape::Enumeration(enumeration) => return Some(literal(&enumeration.values.first()?.literal)),
            Shape::Object(_) | Shape::Choice(_) => return None,
        },
    };
    Some(value.to_owned())
}

fn literal(literal: &Literal) -> String {
    match literal {
        Literal::Integer(number) => number.to_string(),
        Literal::Text(literal) => text(literal),
    }
}

/// A text as JSON.
fn text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
