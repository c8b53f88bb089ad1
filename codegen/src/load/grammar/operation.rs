//! Paths, operations, and what goes in and out of them.

use super::Shape::{self, Bool, Flag, List, Map, Object as Obj, RefOr, Text};
use super::{EXTERNAL_DOCS, Object, SCHEMA, TEXTS};

pub(in crate::load) static PATH_ITEM: Object = Object {
    name: "path item",
    required: &[],
    keys: &[
        ("summary", Text),
        ("description", Text),
        ("get", Obj(&OPERATION)),
        ("put", Obj(&OPERATION)),
        ("post", Obj(&OPERATION)),
        ("delete", Obj(&OPERATION)),
        ("options", Obj(&OPERATION)),
        ("head", Obj(&OPERATION)),
        ("patch", Obj(&OPERATION)),
        ("trace", Obj(&OPERATION)),
        ("servers", Shape::Servers),
        ("parameters", List(&RefOr(&PARAMETER))),
    ],
};

static OPERATION: Object = Object {
    name: "operation",
    required: &["responses"],
    keys: &[
        ("tags", TEXTS),
        ("summary", Text),
        ("description", Text),
        ("externalDocs", Obj(&EXTERNAL_DOCS)),
        ("operationId", Text),
        ("parameters", List(&RefOr(&PARAMETER))),
        ("requestBody", RefOr(&REQUEST_BODY)),
        ("responses", Shape::Responses),
        ("callbacks", Shape::Unsupported),
        ("deprecated", Flag),
        ("security", List(&Map(&TEXTS))),
        ("servers", Shape::Servers),
        ("x-feature-version", Shape::Version),
    ],
};

pub(super) static PARAMETER: Object = Object {
    name: "parameter",
    required: &["name", "in", "schema"],
    keys: &[
        ("name", Text),
        ("in", Shape::Word(&["path", "query", "header", "cookie"])),
        ("description", Text),
        ("required", Flag),
        ("deprecated", Flag),
        ("allowEmptyValue", Shape::Unsupported),
        ("style", Shape::Style),
        ("explode", Bool),
        ("allowReserved", Shape::Unsupported),
        ("schema", RefOr(&SCHEMA)),
        ("example", Shape::Any),
        ("examples", Shape::Unsupported),
        ("content", Shape::Unsupported),
        ("x-rust-name", Text),
        ("x-supplied-by", Text),
    ],
};

pub(super) static REQUEST_BODY: Object = Object {
    name: "request body",
    required: &["content"],
    keys: &[("description", Text), ("content", Map(&Obj(&MEDIA_TYPE))), ("required", Flag)],
};

static MEDIA_TYPE: Object = Object {
    name: "media type",
    required: &[],
    keys: &[
        ("schema", RefOr(&SCHEMA)),
        ("example", Shape::Any),
        ("examples", Shape::Unsupported),
        ("encoding", Shape::Unsupported),
    ],
};

pub(in crate::load) static RESPONSE: Object = Object {
    name: "response",
    required: &["description"],
    keys: &[
        ("description", Text),
        ("headers", Map(&RefOr(&HEADER))),
        ("content", Map(&Obj(&MEDIA_TYPE))),
        ("links", Shape::Unsupported),
    ],
};

pub(super) static HEADER: Object = Object {
    name: "header",
    required: &["schema"],
    keys: &[
        ("description", Text),
        ("required", Flag),
        ("deprecated", Flag),
        ("allowEmptyValue", Shape::Unsupported),
        ("style", Shape::Style),
        ("explode", Bool),
        ("allowReserved", Shape::Unsupported),
        ("schema", RefOr(&SCHEMA)),
        ("content", Shape::Unsupported),
        ("example", Shape::Any),
        ("examples", Shape::Unsupported),
        ("x-rust-name", Text),
    ],
};
