//! Every identifier is one thing's alone.

use std::collections::HashMap;

use crate::diagnostic::{self, Sink, Span};
use crate::ir::{Api, Name, Operation, Outcome, Schema, Shape};

/// Types that generated code calls by their short names.
const TAKEN_TYPES: &[&str] = &[
    "Box",
    "Default",
    "Err",
    "From",
    "Into",
    "IntoIterator",
    "None",
    "Ok",
    "Option",
    "Result",
    "Self_",
    "Some",
    "String",
    "Vec",
];

/// Methods that a client has or will have for itself.
const TAKEN_METHODS: &[&str] = &[
    "builder",
    "clone",
    "execute",
    "from_parts",
    "new",
    "session",
    "with_server_version",
    "with_session",
    "without_validation",
];

/// Reports every identifier that two things would share.
pub(super) fn check(api: &Api, sink: &mut Sink) {
    operations(api, sink);
    schemas(&api.schemas, sink);
}

fn operations(api: &Api, sink: &mut Sink) {
    let mut ids = Seen::default();
    let mut types = Seen::default();
    for operation in &api.operations {
        let Operation { name, .. } = operation;
        if let Some(first) = ids.insert(&name.wire, name.span) {
            let diagnostic = diagnostic::duplicate_operation(name.span, &name.wire);
            sink.report(diagnostic.with_related(first, "first here"));
            continue;
        }
        if TAKEN_METHODS.contains(&name.ident.as_str()) {
            sink.report(diagnostic::taken_name(name.span, &name.wire, &name.ident));
        }
        // One of its types that is taken is enough to know that the operation needs another name.
        let _ = idents(operation).iter().try_for_each(|ident| unique(&mut types, name, ident, sink));
    }
}

/// All types that an operation becomes.
fn idents(operation: &Operation) -> Vec<String> {
    let choice = match operation.outcome() {
        Outcome::Choice(ident) => Some(ident),
        Outcome::Nothing | Outcome::Schema(_) => None,
    };
    [operation.ident.clone(), operation.error_ident()].into_iter().chain(choice).collect()
}

fn schemas(schemas: &[Schema], sink: &mut Sink) {
    let mut types = Seen::default();
    for schema in schemas {
        // Two types in one file of a file system without capitals are one type too many.
        unique(&mut types, &schema.name, &schema.module, sink);
        taken(&schema.name, sink);
        match &schema.shape {
            Shape::Object(object) => {
                let mut fields = Seen::default();
                let reserved = if object.open { &["extra"][..] } else { &[] };
                for property in &object.properties {
                    if reserved.contains(&property.name.ident.as_str()) {
                        let Name { wire, ident, span } = &property.name;
                        sink.report(diagnostic::taken_name(*span, wire, ident));
                    }
                    unique(&mut fields, &property.name, &property.name.ident, sink);
                }
            }
            Shape::Enumeration(enumeration) => {
                let mut variants = Seen::default();
                let mut numbers = HashMap::new();
                for value in &enumeration.values {
                    let Name { wire, ident, span } = &value.name;
                    if ident == "Unknown" {
                        sink.report(diagnostic::taken_name(*span, wire, ident));
                    }
                    unique(&mut variants, &value.name, ident, sink);
                    if let Some(first) = numbers.insert(value.number, *span) {
                        let diagnostic = diagnostic::duplicate_value(*span, value.number);
                        sink.report(diagnostic.with_related(first, "first here"));
                    }
                }
            }
        }
    }
}

fn taken(name: &Name, sink: &mut Sink) {
    if TAKEN_TYPES.contains(&name.ident.as_str()) {
        sink.report(diagnostic::taken_name(name.span, &name.wire, &name.ident));
    }
}

/// Reports an identifier that is taken; nothing then.
fn unique(seen: &mut Seen, name: &Name, ident: &str, sink: &mut Sink) -> Option<()> {
    let Some(first) = seen.insert(ident, name.span) else { return Some(()) };
    let diagnostic = diagnostic::same_identifier(name.span, &name.wire, ident);
    sink.refuse(diagnostic.with_related(first, "the other one"))
}

/// Identifiers and where each was first.
#[derive(Default)]
struct Seen(HashMap<String, Span>);

impl Seen {
    /// The place of the first one, if this is not it.
    fn insert(&mut self, ident: &str, span: Span) -> Option<Span> {
        if let Some(first) = self.0.get(ident) {
            return Some(*first);
        }
        self.0.insert(ident.to_owned(), span);
        None
    }
}
