//! What the generator understands so far. Everything that OpenAPI allows beyond that is refused by name.

use openapiv3::SchemaData;

use super::mistakes;
use crate::diagnostic::Sink;
use crate::load::{Node, key};

/// Keys that describe and change no code.
const PROSE: &[&str] = &[
    key::TITLE,
    key::DESCRIPTION,
    key::SUMMARY,
    key::EXTERNAL_DOCS,
    key::EXAMPLE,
    key::READ_ONLY,
    key::WRITE_ONLY,
];

/// Refuses every key of a node but prose and the given ones.
pub(super) fn only(node: &Node, what: &str, keys: &[&str], sink: &mut Sink) {
    for (key, entry) in node.as_map().into_iter().flatten() {
        let known = PROSE.contains(&key.as_str()) || keys.contains(&key.as_str());
        if !known {
            sink.report(mistakes::unsupported_key(entry.key, key, what));
        }
    }
}

/// The description of a schema, and who sends what it describes, if not both sides do.
pub(super) fn described(schema: &SchemaData) -> String {
    let direction = match (schema.read_only, schema.write_only) {
        (true, false) => "Only answers have it.",
        (false, true) => "Only requests have it.",
        _ => "",
    };
    format!("{}\n\n{direction}", docs(schema.description.as_ref())).trim().to_owned()
}

/// A description without the space around it; empty where there is none.
pub(super) fn docs(description: Option<&String>) -> String {
    description.map(|text| text.trim().to_owned()).unwrap_or_default()
}
