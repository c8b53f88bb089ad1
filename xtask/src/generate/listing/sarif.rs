//! What `gen --format sarif` prints: one SARIF 2.1.0 document, for tools that collect what others find.

use std::collections::BTreeMap;

use icws_codegen::diagnostic::{Diagnostic, Severity};
use icws_codegen::source::{Source, Span};
use icws_codegen::{Code, Diagnostics};
use serde_json::{Value, json};

use super::json::escaped;

/// Something found: a result of the document, and the rule that it is against.
pub(crate) struct Finding {
    rule: Rule,
    result: Value,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rule {
    Code(Code),
    /// A generated file is not what the specification yields.
    Stale,
}

pub(super) fn mistakes(mistakes: &Diagnostics) -> impl Iterator<Item = Finding> {
    mistakes.iter().map(|mistake| {
        let Diagnostic { severity, code, message, span, label, related, help } = mistake;
        let source = mistakes.source();
        let related = related.iter().map(
            |(span, label)| json!({ "physicalLocation": place(source, *span), "message": { "text": label } }),
        );
        let result = json!({
            "ruleId": code.as_str(),
            "level": level(*severity),
            "message": { "text": format!("{message}: {label}\nhelp: {help}") },
            "locations": [{ "physicalLocation": place(source, *span) }],
            "relatedLocations": related.collect::<Vec<_>>(),
        });
        Finding { rule: Rule::Code(*code), result }
    })
}

/// A file that `gen --check` finds in need of `gen`. One that is written is nothing to find fault with.
pub(super) fn file(path: &str, state: &str) -> Option<Finding> {
    let is_fault = !matches!(state, "written" | "removed");
    is_fault.then(|| {
        let result = json!({
            "ruleId": Rule::Stale.id(),
            "level": "error",
            "message": { "text": format!("{state}: {path}\nhelp: run `cargo xtask gen`") },
            "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri(path) } } }],
        });
        Finding { rule: Rule::Stale, result }
    })
}

/// The whole document, in one line.
pub(super) fn document(findings: &[Finding]) -> String {
    let rules: BTreeMap<Rule, Value> =
        findings.iter().map(|finding| (finding.rule, finding.rule.described())).collect();
    let results: Vec<&Value> = findings.iter().map(|finding| &finding.result).collect();
    let driver = json!({
        "name": "cargo xtask gen",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules.into_values().collect::<Vec<_>>(),
    });
    let run = json!({ "tool": { "driver": driver }, "columnKind": "unicodeCodePoints", "results": results });
    let schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    escaped(&json!({ "$schema": schema, "version": "2.1.0", "runs": [run] }).to_string())
}

impl Rule {
    const fn id(self) -> &'static str {
        match self {
            Self::Code(code) => code.as_str(),
            Self::Stale => "stale",
        }
    }

    fn described(self) -> Value {
        let (title, help, severity) = match self {
            Self::Code(code) => (code.title(), code.explanation(), code.severity()),
            Self::Stale => ("a generated file is not up to date", "Run `cargo xtask gen`.", Severity::Error),
        };
        json!({
            "id": self.id(),
            "shortDescription": { "text": title },
            "help": { "text": help, "markdown": help },
            "defaultConfiguration": { "level": level(severity) },
        })
    }
}

const fn level(severity: Severity) -> &'static str {
    severity.as_str()
}

fn place(source: &Source, span: Span) -> Value {
    let [start, end] = source.range(span);
    json!({
        "artifactLocation": { "uri": uri(source.path()) },
        "region": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        },
    })
}

/// A path as a reference, relative where the path is: what is not plain in it stands there by its bytes, so that no colon
/// makes a scheme of what is before it.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut uri = String::with_capacity(path.len());
    if path.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(byte.into()),
            _ if byte.is_ascii_alphanumeric() => uri.push(byte.into()),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_reference_whatever_is_in_it() {
        for (path, expected) in [
            ("spec/dialer.yaml", "spec/dialer.yaml"),
            ("a b:c/%.yaml", "a%20b%3Ac/%25.yaml"),
            ("ü\\x.yaml", "%C3%BC/x.yaml"),
            ("/tmp/x.yaml", "file:///tmp/x.yaml"),
        ] {
            assert_eq!(uri(path), expected);
        }
    }
}
