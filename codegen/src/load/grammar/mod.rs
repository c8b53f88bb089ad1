//! The one table of the dialect: which keys OpenAPI 3.0.3 and our extensions have at which place, what their values are,
//! and what they mean.
//!
//! The loader holds documents against it, "did you mean" guesses from it, and the schema for editors is printed from it.
//! openapiv3 alone would drop a misspelt key without a word and report a wrong value at the wrong place.

mod document;
mod extension;
mod operation;
mod schema;
mod security;

pub(super) use document::DOCUMENT;
pub(super) use extension::place;
pub(super) use operation::{PATH_ITEM, RESPONSE};
pub(super) use schema::SCHEMA;

/// What a value must look like.
#[derive(Debug)]
pub(super) enum ValueRule {
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
    /// A whole number of 64 bits.
    Integer,
    Number,
    List(&'static ValueRule),
    Map(&'static ValueRule),
    Object(&'static ObjectRule),
    /// An object or `{$ref: ...}`.
    RefOr(&'static ObjectRule),
    /// The schema of additional properties, or a boolean.
    SchemaOrBool,
    /// One feature version.
    Version,
    /// One feature version, or a list of them.
    Versions,
    /// One version, or a mapping with the version of each of several features.
    Needed,
    /// One of these words.
    Word(&'static [&'static str]),
    /// One of these words, too. Another is refused where more is known of its place.
    Known(&'static [&'static str]),
    /// An object whose keys depend on the word under one of them.
    Tagged(&'static str, &'static [(&'static str, &'static ObjectRule)]),
    /// OpenAPI has it, and the generator has nothing but what it is by default.
    Unsupported,
    /// How a parameter is written, of which the generator has nothing but the default.
    Style,
    /// A status code, a range such as `4XX`, or `default`, each with a response.
    Responses,
    /// Paths, each starting with a slash.
    Paths,
}

/// One kind of object: its name as OpenAPI calls it, and its keys.
#[derive(Debug)]
pub(super) struct ObjectRule {
    pub(super) name: &'static str,
    pub(super) required: &'static [&'static str],
    pub(super) keys: &'static [Key],
}

/// A key that an object may have.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) rule: ValueRule,
    /// A sentence for whoever writes it.
    pub(super) meaning: &'static str,
}

impl ObjectRule {
    /// The names of its keys.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> + Clone {
        self.keys.iter().map(|key| key.name)
    }

    /// What the value of a key must look like, where there is such a key.
    pub(super) fn rule(&self, name: &str) -> Option<&'static ValueRule> {
        self.keys.iter().find(|key| key.name == name).map(|key| &key.rule)
    }
}

/// A row of the table.
const fn key(name: &'static str, rule: ValueRule, meaning: &'static str) -> Key {
    Key { name, rule, meaning }
}

/// A row for a part of OpenAPI that is refused.
const fn unsupported(name: &'static str) -> Key {
    Key { name, rule: ValueRule::Unsupported, meaning: "Not supported." }
}

/// The types of schemas.
pub(crate) const TYPES: &[&str] = &["string", "integer", "number", "boolean", "array", "object"];

const TEXTS: ValueRule = ValueRule::List(&ValueRule::Text);

/// Examples by their names.
const EXAMPLES: Key =
    key("examples", ValueRule::Map(&ONE_EXAMPLE), "Examples for the reader, by their names.");

static ONE_EXAMPLE: ValueRule = ValueRule::RefOr(&EXAMPLE);

static EXAMPLE: ObjectRule = ObjectRule {
    name: "example",
    required: &[],
    keys: &[
        key("summary", ValueRule::Text, "What it shows, in a few words."),
        key("description", ValueRule::Text, "What it shows, in Markdown."),
        key("value", ValueRule::Any, "The value."),
        key("externalValue", ValueRule::Text, "Where the value is."),
    ],
};

static EXTERNAL_DOCS: ObjectRule = ObjectRule {
    name: "external documentation",
    required: &["url"],
    keys: &[
        key("description", ValueRule::Text, "What is to be found there."),
        key("url", ValueRule::Text, "Where it is."),
    ],
};
