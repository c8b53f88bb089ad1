//! How a caller shows who it is.

use super::Object;
use super::Shape::{self, Text};

pub(super) const SECURITY_SCHEMES: &[(&str, &Object)] =
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
