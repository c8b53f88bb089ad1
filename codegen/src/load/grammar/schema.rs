//! Types of values.

use super::Shape::{self, Count, Flag, Least, List, Map, Number, Object as Obj, RefOr, Text};
use super::{EXTERNAL_DOCS, Object, TEXTS};

pub(in crate::load) static SCHEMA: Object = Object {
    name: "schema",
    required: &[],
    keys: &[
        ("title", Text),
        ("description", Text),
        ("type", Text),
        ("format", Text),
        ("properties", Map(&RefOr(&SCHEMA))),
        ("required", TEXTS),
        ("additionalProperties", Shape::SchemaOrBool),
        ("items", RefOr(&SCHEMA)),
        ("enum", List(&Shape::Any)),
        ("allOf", List(&RefOr(&SCHEMA))),
        ("oneOf", List(&RefOr(&SCHEMA))),
        ("anyOf", List(&RefOr(&SCHEMA))),
        ("not", RefOr(&SCHEMA)),
        ("nullable", Flag),
        ("deprecated", Flag),
        ("readOnly", Flag),
        ("writeOnly", Flag),
        ("default", Shape::Any),
        ("example", Shape::Any),
        ("minimum", Number),
        ("maximum", Number),
        ("exclusiveMinimum", Flag),
        ("exclusiveMaximum", Flag),
        ("multipleOf", Number),
        ("minLength", Least),
        ("maxLength", Count),
        ("pattern", Text),
        ("minItems", Least),
        ("maxItems", Count),
        ("uniqueItems", Flag),
        ("minProperties", Least),
        ("maxProperties", Count),
        ("discriminator", Obj(&DISCRIMINATOR)),
        ("externalDocs", Obj(&EXTERNAL_DOCS)),
        ("xml", Shape::Unsupported),
        ("x-rust-name", Text),
        ("x-feature-version", Shape::Versions),
        ("x-enum-varnames", TEXTS),
        ("x-enum-descriptions", TEXTS),
        ("x-inferred", Text),
    ],
};

static DISCRIMINATOR: Object = Object {
    name: "discriminator",
    required: &["propertyName"],
    keys: &[("propertyName", Text), ("mapping", Map(&Text))],
};
