//! Paths, operations, and what goes in and out of them.

use super::ValueRule::{self, Bool, Flag, List, Map, Object as Obj, RefOr, Text};
use super::{EXAMPLES, EXTERNAL_DOCS, Key, ObjectRule, SCHEMA, TEXTS, extension, key, unsupported};

pub(in crate::load) static PATH_ITEM: ObjectRule = ObjectRule {
    name: "path item",
    required: &[],
    keys: &[
        key("summary", Text, "A title for other tools."),
        DESCRIPTION,
        key("get", Obj(&OPERATION), "What `GET` does here."),
        key("put", Obj(&OPERATION), "What `PUT` does here."),
        key("post", Obj(&OPERATION), "What `POST` does here."),
        key("delete", Obj(&OPERATION), "What `DELETE` does here."),
        key("options", Obj(&OPERATION), "Not supported."),
        key("head", Obj(&OPERATION), "Not supported."),
        key("patch", Obj(&OPERATION), "What `PATCH` does here."),
        key("trace", Obj(&OPERATION), "Not supported."),
        unsupported("servers"),
        PARAMETERS,
    ],
};

const DESCRIPTION: Key =
    key("description", Text, "What it is, in Markdown. The first sentence is the summary.");
const PARAMETERS: Key =
    key("parameters", List(&ONE_PARAMETER), "What is sent in the path, the query and the headers.");
pub(super) const SECURITY: Key = key(
    "security",
    List(&Map(&TEXTS)),
    "The credentials that are sent: one entry that names all of them, or `[]` for none.",
);

static OPERATION: ObjectRule = ObjectRule {
    name: "operation",
    required: &["responses"],
    keys: &[
        key("tags", TEXTS, "The groups that it belongs to."),
        key("summary", Text, "A title for other tools."),
        DESCRIPTION,
        key("externalDocs", Obj(&EXTERNAL_DOCS), "Where more is said."),
        key("operationId", Text, "Its name: `verbNoun` becomes the method `verb_noun`."),
        PARAMETERS,
        key("requestBody", RefOr(&REQUEST_BODY), "What is sent with it."),
        key("responses", ValueRule::Responses, "Every status that it can answer."),
        unsupported("callbacks"),
        key("deprecated", Flag, "Whether new code should not call it any more."),
        SECURITY,
        unsupported("servers"),
        extension::FEATURE_VERSION,
        extension::OPERATION_RENAMED_FROM,
        extension::DEPRECATED,
    ],
};

static ONE_PARAMETER: ValueRule = RefOr(&PARAMETER);

pub(super) static PARAMETER: ObjectRule = ObjectRule {
    name: "parameter",
    required: &["name", "in", "schema"],
    keys: &[
        key("name", Text, "Its name on the wire."),
        key("in", ValueRule::Word(&["path", "query", "header", "cookie"]), "Where it is sent."),
        DESCRIPTION,
        key("required", Flag, "Whether it must be there. What is in the path must."),
        DEPRECATED,
        extension::DEPRECATED,
        unsupported("allowEmptyValue"),
        STYLE,
        key(
            "explode",
            Bool,
            "Whether a list is sent as several parameters of one name, and not as one with commas.",
        ),
        unsupported("allowReserved"),
        key("schema", RefOr(&SCHEMA), "Its type."),
        EXAMPLE,
        EXAMPLES,
        unsupported("content"),
        extension::FEATURE_VERSION,
        extension::RUST_NAME,
        extension::RENAMED_FROM,
        extension::SECRET,
        extension::SUPPLIED_BY,
    ],
};

const DEPRECATED: Key = key("deprecated", Flag, "Whether new code should not use it any more.");
const STYLE: Key = key("style", ValueRule::Style, "How it is written, which is always OpenAPI's default.");
const EXAMPLE: Key = key("example", ValueRule::Any, "An example for the reader.");

pub(super) static REQUEST_BODY: ObjectRule = ObjectRule {
    name: "request body",
    required: &["content"],
    keys: &[
        DESCRIPTION,
        key("content", Map(&Obj(&MEDIA_TYPE)), "Its one media type."),
        key("required", Flag, "Whether it is always sent."),
    ],
};

static MEDIA_TYPE: ObjectRule = ObjectRule {
    name: "media type",
    required: &[],
    keys: &[
        key("schema", RefOr(&SCHEMA), "The type of the body."),
        EXAMPLE,
        EXAMPLES,
        unsupported("encoding"),
    ],
};

pub(in crate::load) static RESPONSE: ObjectRule = ObjectRule {
    name: "response",
    required: &["description"],
    keys: &[
        DESCRIPTION,
        key("headers", Map(&RefOr(&HEADER)), "The headers that are documented, by their names."),
        key("content", Map(&Obj(&MEDIA_TYPE)), "Its one media type; `{}` says that there never is a body."),
        unsupported("links"),
        extension::FEATURE_VERSION,
    ],
};

pub(super) static HEADER: ObjectRule = ObjectRule {
    name: "header",
    required: &["schema"],
    keys: &[
        DESCRIPTION,
        key("required", Flag, "Whether a server always sends it. A client takes the answer without it, too."),
        DEPRECATED,
        extension::DEPRECATED,
        unsupported("allowEmptyValue"),
        STYLE,
        key("explode", Bool, "It makes no difference, since no header is a list."),
        unsupported("allowReserved"),
        key("schema", RefOr(&SCHEMA), "Its type."),
        unsupported("content"),
        EXAMPLE,
        EXAMPLES,
        extension::FEATURE_VERSION,
        extension::RUST_NAME,
        extension::SECRET,
    ],
};
