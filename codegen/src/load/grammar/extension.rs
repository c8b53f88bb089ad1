//! The keys that OpenAPI does not have.

use super::ValueRule::{List, Map, Object as Obj, Text};
use super::{Key, ObjectRule, TEXTS, ValueRule, key};

/// Where each can stand, in words.
const PLACES: &[(&str, &str)] = &[
    ("x-features", "at the top of the document"),
    (
        "x-feature-version",
        "on an operation, a parameter, a response, a header of an answer, a schema or a property",
    ),
    ("x-rust-name", "on a schema, a property, a parameter, a header of an answer or a tag"),
    ("x-renamed-from", "on an operation, a schema, a property or a parameter"),
    ("x-deprecated", "beside `deprecated: true`"),
    ("x-enum-deprecated", "on an enumeration"),
    ("x-enum-varnames", "on an enumeration"),
    ("x-enum-renamed-from", "on an enumeration"),
    ("x-enum-descriptions", "on an enumeration"),
    ("x-flags", "on a schema of type `integer`"),
    ("x-inferred", "on a schema or a property"),
    ("x-secret", "on a property, a parameter or a header of an answer"),
    ("x-supplied-by", "on a parameter"),
];

/// Where an extension belongs, in words. Nothing where there is no such extension.
pub(in crate::load) fn place(name: &str) -> Option<&'static str> {
    PLACES.iter().find(|(known, _)| *known == name).map(|(_, place)| *place)
}

pub(super) const FEATURES: Key = key(
    "x-features",
    Map(&LADDER),
    "The versions of each feature, oldest and newest: `{ dialer: { oldest: 2, newest: 9 } }`. Each becomes a cargo feature.",
);

static LADDER: ValueRule = Obj(&FEATURE);

static FEATURE: ObjectRule = ObjectRule {
    name: "feature",
    required: &["oldest", "newest"],
    keys: &[
        key("oldest", ValueRule::Count, "The oldest version that is supported."),
        key("newest", ValueRule::Count, "The newest version that there is."),
    ],
};

pub(super) const FEATURE_VERSION: Key = key(
    "x-feature-version",
    ValueRule::Needed,
    "The first version that has it, `dialer 4` for example, or `{ dialer: 4, tracker: 2 }` where it needs both. Without it, \
     it is as old as what it stands in, and an operation is always there.",
);

pub(super) const FEATURE_VERSIONS: Key = key(
    "x-feature-version",
    ValueRule::Versions,
    "The first version that has the schema or the property, `dialer 4` for example; for an enumeration also a list with \
     the version of each value. Without it, it is as old as what it is in, or as what uses it.",
);

pub(super) const RUST_NAME: Key = key(
    "x-rust-name",
    Text,
    "The name in Rust, where the one on the wire reads badly. That one does not change.",
);

static DEPRECATION: ObjectRule = ObjectRule {
    name: "deprecation",
    required: &[],
    keys: &[
        key(
            "since",
            ValueRule::Version,
            "The feature version from which on it is deprecated, `dialer 8` for example.",
        ),
        key("reason", Text, "Why, and what takes its place. The compiler shows it to whoever uses it."),
    ],
};

pub(super) const DEPRECATED: Key =
    key("x-deprecated", Obj(&DEPRECATION), "Beside `deprecated: true`: from which version on, and why.");

static VALUE_DEPRECATION: ValueRule = Obj(&DEPRECATION);

pub(super) const ENUM_DEPRECATED: Key = key(
    "x-enum-deprecated",
    Map(&VALUE_DEPRECATION),
    "The values that new code should not use any more, by their names: from which version on, and why.",
);

pub(super) const RENAMED_FROM: Key = key(
    "x-renamed-from",
    Text,
    "The name that it had in Rust before. For one release the old name goes on to compile, with a warning.",
);

pub(super) const OPERATION_RENAMED_FROM: Key = key(
    "x-renamed-from",
    Text,
    "The `operationId` that it had before. For one release the old names go on to compile, with a warning.",
);

pub(super) const ENUM_RENAMED_FROM: Key = key(
    "x-enum-renamed-from",
    Map(&Text),
    "The names that values had in Rust before, by the names that they have now. For one release the old ones go on to \
     compile, with a warning.",
);

pub(super) const ENUM_VARNAMES: Key =
    key("x-enum-varnames", TEXTS, "The names of the values, in the order of `enum`. Integers need them.");

pub(super) const ENUM_DESCRIPTIONS: Key = key(
    "x-enum-descriptions",
    List(&Text),
    "What each of the values means, in the order of `enum` or `x-flags`.",
);

pub(super) const FLAGS: Key = key(
    "x-flags",
    Map(&ValueRule::Integer),
    "The bits of an integer that is a set of flags, by their names: `{ Play: 1, Delete: 2 }`. Any of them may be set \
     together, and others are kept.",
);

pub(super) const INFERRED: Key =
    key("x-inferred", Text, "Says that the name on the wire is a guess, and why this guess.");

pub(super) const SECRET: Key = key(
    "x-secret",
    ValueRule::Flag,
    "Whether no text may show the value, like that of a password: no `Debug`, no error and no log.",
);

pub(super) const SUPPLIED_BY: Key = key(
    "x-supplied-by",
    ValueRule::Known(&["session"]),
    "`session`: the client fills the parameter from its session, and the caller does not pass it.",
);
