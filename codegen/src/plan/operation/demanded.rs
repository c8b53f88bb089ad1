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

#[cfg(test)]
mod tests {
    use crate::tests::generated;

    #[test]
    fn errors_get_what_they_must_have_with_values_that_say_nothing() -> Result<(), Vec<&'static str>> {
        let properties = [
            ("message", "{ type: string }", None),
            ("errorId", "{ type: string }", None),
            ("flag", "{ type: boolean }", Some("false")),
            ("short", "{ type: integer, format: int32 }", Some("0")),
            ("long", "{ type: integer, format: int64 }", Some("0")),
            ("single", "{ type: number, format: float }", Some("0")),
            ("double", "{ type: number, format: double }", Some("0")),
            ("wait", "{ type: integer, format: duration }", Some("0")),
            ("text", "{ type: string }", Some(r#""""#)),
            ("bytes", "{ type: string, format: byte }", Some(r#""""#)),
            ("place", "{ type: string, format: uri }", Some(r#""""#)),
            ("date", "{ type: string, format: date }", Some(r#""1970-01-01""#)),
            ("moment", "{ type: string, format: date-time }", Some(r#""1970-01-01T00:00:00Z""#)),
            ("time", "{ type: string, format: time }", Some(r#""00:00:00""#)),
            ("id", "{ type: string, format: uuid }", Some(r#""00000000-0000-0000-0000-000000000000""#)),
            ("anything", "{}", Some("null")),
            ("maybe", "{ type: string, nullable: true }", Some("null")),
            ("list", "{ type: array, items: { type: string } }", Some("[]")),
            ("map", "{ type: object, additionalProperties: { type: string } }", Some("{}")),
            ("word", "{ type: string, enum: [first, second] }", Some(r#""first""#)),
            ("number", "{ type: integer, enum: [7, 8], x-enum-varnames: [Seven, Eight] }", Some("7")),
            ("thing", "{ $ref: '#/components/schemas/thing' }", None),
            ("__type", "{ type: string, enum: ['urn:error'] }", Some(r#""urn:error""#)),
        ];
        let described: Vec<String> = properties.iter().map(|(name, ty, _)| format!("{name}: {ty}")).collect();
        let names = properties.map(|(name, ..)| name).join(", ");
        let described = described.join(", ");
        let schemas = format!(
            "error: {{ type: object, required: [{names}], properties: {{ {described}, spare: {{ type: string }} }} }}
    again: {{ type: object, required: [text, other], properties: {{ text: {{ type: boolean }}, other: {{ type: boolean }} }} }}"
        );
        let answer = |status: u16, schema: &str| {
            let schema = format!("{{ $ref: '#/components/schemas/{schema}' }}");
            format!(
                "'{status}': {{ description: Wrong., content: {{ application/json: {{ schema: {schema} }} }} }}"
            )
        };
        let responses = format!("Done. }}, {}, {} }}", answer(400, "error"), answer(404, "again"));
        let api = generated(&[("# schemas", &schemas), ("Done. } }", &responses)])?.api;
        let values =
            properties.iter().filter_map(|(name, _, value)| Some(format!(r#""{name}":{}"#, (*value)?)));
        let expected: Vec<String> = values.chain([r#""other":false"#.to_owned()]).collect();
        let demanded = api.operations.first().map(|operation| super::demanded(&api, operation));
        assert_eq!(demanded, Some(expected.join(",")));
        Ok(())
    }
}
