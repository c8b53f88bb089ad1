//! Which keys OpenAPI 3.0.3 and our dialect allow at which place, and what their values are.
//!
//! openapiv3 alone would drop a misspelt key without a word and report a wrong value at the wrong place.

mod operation;
mod schema;
mod security;

use Shape::{Count, List, Map, Object as Obj, RefOr, Text};

pub(super) use operation::{PATH_ITEM, RESPONSE};
pub(super) use schema::SCHEMA;

use operation::{HEADER, PARAMETER, REQUEST_BODY};
use security::SECURITY_SCHEMES;

/// What a value must look like.
#[derive(Debug)]
pub(super) enum Shape {
    /// Anything: examples and defaults.
    Any,
    Text,
    Bool,
    /// `true`, or `false`, which says the same as nothing.
    Flag,
    /// A whole number that is not negative.
    Count,
    /// A whole number that is not negative, of which 0 says the same as nothing.
    Least,
    Number,
    List(&'static Shape),
    Map(&'static Shape),
    Object(&'static Object),
    /// An object or `{$ref: ...}`.
    RefOr(&'static Object),
    /// The schema of additional properties, or a boolean.
    SchemaOrBool,
    /// One feature version.
    Version,
    /// One feature version, or a list of them.
    Versions,
    /// One of these words.
    Word(&'static [&'static str]),
    /// An object whose keys depend on the word under one of them.
    Tagged(&'static str, &'static [(&'static str, &'static Object)]),
    /// OpenAPI has it, and the generator has nothing but what it is by default.
    Unsupported,
    /// How a parameter is written, of which the generator has nothing but the default.
    Style,
    /// Servers of a part of the document. None are the same as no list.
    Servers,
    /// A status code, a range such as `4XX`, or `default`, each with a response.
    Responses,
    /// Paths, each starting with a slash.
    Paths,
}

/// One kind of object: its name as OpenAPI calls it, and its keys.
#[derive(Debug)]
pub(super) struct Object {
    pub(super) name: &'static str,
    pub(super) required: &'static [&'static str],
    pub(super) keys: &'static [(&'static str, Shape)],
}

const TEXTS: Shape = List(&Text);

pub(super) static DOCUMENT: Object = Object {
    name: "document",
    required: &["openapi", "info", "paths"],
    keys: &[
        ("openapi", Text),
        ("info", Obj(&INFO)),
        ("servers", Shape::Servers),
        ("paths", Shape::Paths),
        ("components", Obj(&COMPONENTS)),
        ("security", List(&Map(&TEXTS))),
        ("tags", List(&Obj(&TAG))),
        ("externalDocs", Obj(&EXTERNAL_DOCS)),
        ("x-features", Map(&Obj(&FEATURE))),
    ],
};

static FEATURE: Object = Object {
    name: "feature",
    required: &["oldest", "newest"],
    keys: &[("oldest", Count), ("newest", Count)],
};

static INFO: Object = Object {
    name: "info",
    required: &["title", "version"],
    keys: &[
        ("title", Text),
        ("description", Text),
        ("termsOfService", Text),
        ("contact", Obj(&CONTACT)),
        ("license", Obj(&LICENSE)),
        ("version", Text),
    ],
};

static CONTACT: Object =
    Object { name: "contact", required: &[], keys: &[("name", Text), ("url", Text), ("email", Text)] };

static LICENSE: Object =
    Object { name: "license", required: &["name"], keys: &[("name", Text), ("url", Text)] };

pub(super) static SERVERS: Shape = List(&Obj(&SERVER));

static SERVER: Object = Object {
    name: "server",
    required: &["url"],
    keys: &[("url", Text), ("description", Text), ("variables", Map(&Obj(&SERVER_VARIABLE)))],
};

static SERVER_VARIABLE: Object = Object {
    name: "server variable",
    required: &["default"],
    keys: &[("enum", TEXTS), ("default", Text), ("description", Text)],
};

static TAG: Object = Object {
    name: "tag",
    required: &["name"],
    keys: &[("name", Text), ("description", Text), ("externalDocs", Obj(&EXTERNAL_DOCS))],
};

static EXTERNAL_DOCS: Object = Object {
    name: "external documentation",
    required: &["url"],
    keys: &[("description", Text), ("url", Text)],
};

static COMPONENTS: Object = Object {
    name: "components",
    required: &[],
    keys: &[
        ("schemas", Map(&RefOr(&SCHEMA))),
        ("responses", Map(&RefOr(&RESPONSE))),
        ("parameters", Map(&RefOr(&PARAMETER))),
        ("examples", Shape::Unsupported),
        ("requestBodies", Map(&RefOr(&REQUEST_BODY))),
        ("headers", Map(&RefOr(&HEADER))),
        ("securitySchemes", Map(&Shape::Tagged("type", SECURITY_SCHEMES))),
        ("links", Shape::Unsupported),
        ("callbacks", Shape::Unsupported),
    ],
};
