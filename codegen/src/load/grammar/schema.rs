//! Types of values.

use super::ValueRule::{self, Count, Flag, Least, List, Map, Number, Object as Obj, RefOr, Text};
use super::{EXTERNAL_DOCS, ObjectRule, TEXTS, TYPES, extension, key, unsupported};

pub(in crate::load) static SCHEMA: ObjectRule = ObjectRule {
    name: "schema",
    required: &[],
    keys: &[
        key("title", Text, "A title for other tools."),
        key("description", Text, "What it is, in Markdown. The first sentence is the summary."),
        key("type", ValueRule::Known(TYPES), "What a value is in JSON."),
        key("format", Text, "What a text or a number means: `int32`, `date-time`, `uuid` and others."),
        key("properties", Map(&RefOr(&SCHEMA)), "The properties of an object, by their names on the wire."),
        key("required", TEXTS, "The names of the properties that must be there: the arguments of `new`."),
        key(
            "additionalProperties",
            ValueRule::SchemaOrBool,
            "The type of a dictionary's values; `true` keeps what the specification does not list.",
        ),
        key("items", RefOr(&SCHEMA), "The type of a list's items."),
        key("enum", List(&ValueRule::Any), "The values that there are. Others are kept, and not refused."),
        key(
            "allOf",
            List(&RefOr(&SCHEMA)),
            "Objects whose properties are put together, or the one reference to describe.",
        ),
        key(
            "oneOf",
            List(&RefOr(&SCHEMA)),
            "References to the objects that it may be, told apart by `__type`.",
        ),
        key("anyOf", List(&RefOr(&SCHEMA)), "Not supported."),
        key("not", RefOr(&SCHEMA), "Not supported."),
        key("nullable", Flag, "Whether the value may also be `null`."),
        key("deprecated", Flag, "Whether new code should not use it any more."),
        key("readOnly", Flag, "Whether only answers have it. It is documentation."),
        key("writeOnly", Flag, "Whether only requests have it. It is documentation."),
        key("default", ValueRule::Any, "What counts where there is no value."),
        key("example", ValueRule::Any, "An example for the reader."),
        key("minimum", Number, "The least number."),
        key("maximum", Number, "The greatest number."),
        key("exclusiveMinimum", Flag, "Whether the least number is itself excluded."),
        key("exclusiveMaximum", Flag, "Whether the greatest number is itself excluded."),
        key("multipleOf", Number, "What a number must be a multiple of."),
        key("minLength", Least, "The least number of characters."),
        key("maxLength", Count, "The greatest number of characters."),
        key("pattern", Text, "The regular expression that a text must match, without slashes around it."),
        key("minItems", Least, "The least number of items."),
        key("maxItems", Count, "The greatest number of items."),
        key("uniqueItems", Flag, "Whether no two items may be equal."),
        key("minProperties", Least, "The least number of entries of a dictionary."),
        key("maxProperties", Count, "The greatest number of entries of a dictionary."),
        key(
            "discriminator",
            Obj(&DISCRIMINATOR),
            "The property that tells apart the objects of `oneOf`, or those that are made of this one.",
        ),
        key("externalDocs", Obj(&EXTERNAL_DOCS), "Where more is said."),
        unsupported("xml"),
        extension::RUST_NAME,
        extension::RENAMED_FROM,
        extension::DEPRECATED,
        extension::FEATURE_VERSIONS,
        extension::ENUM_VARNAMES,
        extension::ENUM_DESCRIPTIONS,
        extension::ENUM_RENAMED_FROM,
        extension::ENUM_DEPRECATED,
        extension::FLAGS,
        extension::INFERRED,
        extension::SECRET,
    ],
};

static DISCRIMINATOR: ObjectRule = ObjectRule {
    name: "discriminator",
    required: &["propertyName"],
    keys: &[
        key("propertyName", ValueRule::Known(&["__type"]), "The name of the property: `__type`."),
        key("mapping", Map(&Text), "The reference to the object of each value."),
    ],
};
