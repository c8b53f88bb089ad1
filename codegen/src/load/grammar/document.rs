//! The document, and what it says of itself.

use super::ValueRule::{List, Map, Object as Obj, RefOr, Text};
use super::operation::{HEADER, PARAMETER, REQUEST_BODY, SECURITY};
use super::security::SECURITY_SCHEMES;
use super::{
    EXAMPLES, EXTERNAL_DOCS, ObjectRule, RESPONSE, SCHEMA, TEXTS, ValueRule, extension, key, unsupported,
};

pub(in crate::load) static DOCUMENT: ObjectRule = ObjectRule {
    name: "document",
    required: &["openapi", "info", "paths"],
    keys: &[
        key("openapi", Text, "The version of OpenAPI: `3.0.3`."),
        key("info", Obj(&INFO), "What the API is called, and which version of it this is."),
        key("servers", SERVERS, "Where the API is. A session knows its own server."),
        key("paths", ValueRule::Paths, "The operations, by their paths."),
        key("components", Obj(&COMPONENTS), "What the operations share, by kind and name."),
        SECURITY,
        key("tags", List(&Obj(&TAG)), "The groups that operations belong to."),
        key("externalDocs", Obj(&EXTERNAL_DOCS), "Where more is said."),
        extension::FEATURES,
    ],
};

static INFO: ObjectRule = ObjectRule {
    name: "info",
    required: &["title", "version"],
    keys: &[
        key("title", Text, "The name of the API."),
        key("description", Text, "What the API is for, in Markdown."),
        key("termsOfService", Text, "Where the terms of its use are."),
        key("contact", Obj(&CONTACT), "Whom to ask."),
        key("license", Obj(&LICENSE), "What one may do with it."),
        key(
            "version",
            Text,
            "The version of this document. Where it is a number, that of the newest feature version.",
        ),
    ],
};

static CONTACT: ObjectRule = ObjectRule {
    name: "contact",
    required: &[],
    keys: &[
        key("name", Text, "Who answers."),
        key("url", Text, "Where they are to be found."),
        key("email", Text, "Where to write to."),
    ],
};

static LICENSE: ObjectRule = ObjectRule {
    name: "license",
    required: &["name"],
    keys: &[key("name", Text, "The name of the licence."), key("url", Text, "Where its text is.")],
};

const SERVERS: ValueRule = List(&Obj(&SERVER));

static SERVER: ObjectRule = ObjectRule {
    name: "server",
    required: &["url"],
    keys: &[
        key("url", Text, "Its address."),
        key("description", Text, "What it is for."),
        key("variables", Map(&Obj(&SERVER_VARIABLE)), "What the names in braces in its address stand for."),
    ],
};

static SERVER_VARIABLE: ObjectRule = ObjectRule {
    name: "server variable",
    required: &["default"],
    keys: &[
        key("enum", TEXTS, "The values that it may have."),
        key("default", Text, "The value that it has unless another is given."),
        key("description", Text, "What it stands for."),
    ],
};

static TAG: ObjectRule = ObjectRule {
    name: "tag",
    required: &["name"],
    keys: &[
        key("name", Text, "The name by which operations name it."),
        key("description", Text, "What its operations have in common."),
        extension::RUST_NAME,
        key("externalDocs", Obj(&EXTERNAL_DOCS), "Where more is said."),
    ],
};

static COMPONENTS: ObjectRule = ObjectRule {
    name: "components",
    required: &[],
    keys: &[
        key("schemas", Map(&RefOr(&SCHEMA)), "Types, by their names."),
        key("responses", Map(&RefOr(&RESPONSE)), "Answers that mean the same for several operations."),
        key("parameters", Map(&RefOr(&PARAMETER)), "Parameters that several operations have."),
        EXAMPLES,
        key("requestBodies", Map(&RefOr(&REQUEST_BODY)), "Request bodies that several operations have."),
        key("headers", Map(&RefOr(&HEADER)), "Headers that several answers have."),
        key(
            "securitySchemes",
            Map(&ValueRule::Tagged("type", SECURITY_SCHEMES)),
            "The credentials of a session: `apiKey` in a header, `ININ-ICWS-CSRF-Token` and `Cookie`.",
        ),
        unsupported("links"),
        unsupported("callbacks"),
    ],
};
