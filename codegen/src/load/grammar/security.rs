//! How a caller shows who it is.

use super::ValueRule::{self, Text};
use super::{Key, ObjectRule, key, unsupported};

pub(super) const SECURITY_SCHEMES: &[(&str, &ObjectRule)] =
    &[("apiKey", &API_KEY), ("http", &HTTP), ("oauth2", &OAUTH2), ("openIdConnect", &OPEN_ID_CONNECT)];

const TYPE: Key = key("type", Text, "The kind of scheme. A session has `apiKey` alone.");
const DESCRIPTION: Key = key("description", Text, "What it is for.");

static API_KEY: ObjectRule = ObjectRule {
    name: "security scheme",
    required: &["in", "name"],
    keys: &[
        TYPE,
        DESCRIPTION,
        key(
            "in",
            ValueRule::Word(&["header", "query", "cookie"]),
            "Where it is sent: `header`, or `cookie` for the cookie of the session.",
        ),
        key(
            "name",
            Text,
            "The name of the header: `ININ-ICWS-CSRF-Token` or `Cookie`; or any name of a cookie, which the server decides.",
        ),
    ],
};

static HTTP: ObjectRule = ObjectRule {
    name: "security scheme",
    required: &["scheme"],
    keys: &[
        TYPE,
        DESCRIPTION,
        key("scheme", Text, "The scheme of HTTP."),
        key("bearerFormat", Text, "The form of its token."),
    ],
};

static OAUTH2: ObjectRule =
    ObjectRule { name: "security scheme", required: &[], keys: &[TYPE, DESCRIPTION, unsupported("flows")] };

static OPEN_ID_CONNECT: ObjectRule = ObjectRule {
    name: "security scheme",
    required: &["openIdConnectUrl"],
    keys: &[TYPE, DESCRIPTION, key("openIdConnectUrl", Text, "Where it is described.")],
};
