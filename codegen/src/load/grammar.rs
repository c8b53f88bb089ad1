//! Which keys OpenAPI 3.0.3 and our dialect allow at which place, and what their values are.
//!
//! openapiv3 alone would drop a misspelt key without a word and report a wrong value at the wrong place.

use Shape::{Bool, Count, List, Map, Number, Object as Obj, RefOr, Text};

/// What a value must look like.
#[derive(Debug)]
pub(super) enum Shape {
    /// Anything: examples and defaults.
    Any,
    Text,
    Bool,
    /// A whole number that is not negative.
    Count,
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
    /// OpenAPI has it, the generator has not.
    Unsupported,
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
        ("servers", List(&Obj(&SERVER))),
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

pub(super) static PATH_ITEM: Object = Object {
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
        ("servers", List(&Obj(&SERVER))),
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
        ("deprecated", Bool),
        ("security", List(&Map(&TEXTS))),
        ("servers", List(&Obj(&SERVER))),
        ("x-feature-version", Shape::Version),
    ],
};

static PARAMETER: Object = Object {
    name: "parameter",
    required: &["name", "in", "schema"],
    keys: &[
        ("name", Text),
        ("in", Shape::Word(&["path", "query", "header", "cookie"])),
        ("description", Text),
        ("required", Bool),
        ("deprecated", Bool),
        ("allowEmptyValue", Shape::Unsupported),
        ("style", Shape::Unsupported),
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

static REQUEST_BODY: Object = Object {
    name: "request body",
    required: &["content"],
    keys: &[("description", Text), ("content", Map(&Obj(&MEDIA_TYPE))), ("required", Bool)],
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

pub(super) static RESPONSE: Object = Object {
    name: "response",
    required: &["description"],
    keys: &[
        ("description", Text),
        ("headers", Map(&RefOr(&HEADER))),
        ("content", Map(&Obj(&MEDIA_TYPE))),
        ("links", Shape::Unsupported),
    ],
};

static HEADER: Object = Object {
    name: "header",
    required: &["schema"],
    keys: &[
        ("description", Text),
        ("required", Bool),
        ("deprecated", Bool),
        ("style", Shape::Unsupported),
        ("explode", Shape::Unsupported),
        ("schema", RefOr(&SCHEMA)),
        ("content", Shape::Unsupported),
        ("example", Shape::Any),
        ("examples", Shape::Unsupported),
        ("x-rust-name", Text),
    ],
};

const SECURITY_SCHEMES: &[(&str, &Object)] =
    &[("apiKey", &API_KEY), ("http", &HTTP), ("oauth2", &OAUTH2), ("openIdConnect", &OPEN_ID_CONNECT)];

static API_KEY: Object = Object {
    name: "security scheme",
    required: &["in", "name"],
    keys: &[
        ("type", Text),
        ("description", Text),
        ("in", Shape::Word(&["header", "query", "cookie"])),
        ("name", Text),
    ],
};

static HTTP: Object = Object {
    name: "security scheme",
    required: &["scheme"],
    keys: &[("type", Text), ("description", Text), ("scheme", Text), ("bearerFormat", Text)],
};

static OAUTH2: Object = Object {
    name: "security scheme",
    required: &[],
    keys: &[("type", Text), ("description", Text), ("flows", Shape::Unsupported)],
};

static OPEN_ID_CONNECT: Object = Object {
    name: "security scheme",
    required: &["openIdConnectUrl"],
    keys: &[("type", Text), ("description", Text), ("openIdConnectUrl", Text)],
};

pub(super) static SCHEMA: Object = Object {
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
        ("nullable", Bool),
        ("deprecated", Bool),
        ("readOnly", Bool),
        ("writeOnly", Bool),
        ("default", Shape::Any),
        ("example", Shape::Any),
        ("minimum", Number),
        ("maximum", Number),
        ("exclusiveMinimum", Bool),
        ("exclusiveMaximum", Bool),
        ("multipleOf", Number),
        ("minLength", Count),
        ("maxLength", Count),
        ("pattern", Text),
        ("minItems", Count),
        ("maxItems", Count),
        ("uniqueItems", Bool),
        ("minProperties", Count),
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
