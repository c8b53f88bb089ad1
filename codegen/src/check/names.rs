//! Every identifier is one thing's alone.

use std::collections::HashMap;

use super::mistakes;
use crate::diagnostic::Sink;
use crate::ir::{Api, Group, Header, Literal, Name, Operation, Parameter, Schema, Shape};
use crate::names;
use crate::source::Span;

/// Reports every identifier that two things would share.
pub(super) fn check(api: &Api, sink: &mut Sink) {
    operations(api, sink);
    groups(api, sink);
    schemas(&api.schemas, sink);
}

fn operations(api: &Api, sink: &mut Sink) {
    let mut ids = Seen::default();
    let mut types = Seen::default();
    let mut calls = Seen::default();
    for operation in &api.operations {
        let Operation { name, .. } = operation;
        if let Some(first) = ids.insert(&name.wire, name.span) {
            sink.report(mistakes::duplicate_operation(name.span, &name.wire, first));
            continue;
        }
        // A method that is taken is enough to know that the operation needs another name.
        if !taken(name, names::method(api, operation), &[names::METHODS], sink) {
            taken(name, &operation.ident, &[names::TYPES, names::CALLS], sink);
        }
        // One of its types that is taken is enough to know that the operation needs another name.
        let _ = api.types(operation).iter().try_for_each(|ident| unique(&mut types, name, ident, sink));
        let call = format!("{} {}", operation.method.as_str(), pattern(&operation.path));
        if let Some(first) = calls.insert(&call, operation.path_span) {
            sink.report(mistakes::duplicate_path(operation.path_span, &operation.path, first));
        }
        members(operation, sink);
    }
}

/// The groups: each is a method of a client, beside those of the operations that are in no group, and a type.
fn groups(api: &Api, sink: &mut Sink) {
    let (mut methods, mut types) = (Seen::default(), Seen::default());
    for Operation { name, .. } in api.operations.iter().filter(|operation| operation.group.is_none()) {
        methods.insert(&name.ident, name.span);
    }
    for Group { name, ident, .. } in &api.groups {
        let is_taken = taken(name, &name.ident, &[names::METHODS, names::GROUPS], sink);
        if !is_taken && unique(&mut methods, name, &name.ident, sink).is_some() {
            let _ = unique(&mut types, name, ident, sink);
        }
    }
}

/// The fields of an operation, and those of each of its answers.
fn members(operation: &Operation, sink: &mut Sink) {
    let mut fields = Seen::default();
    for Parameter { name, .. } in &operation.parameters {
        taken(name, &name.ident, &[names::OPERATION_FIELDS], sink);
        unique(&mut fields, name, &name.ident, sink);
    }
    for answer in operation.answers() {
        let mut fields = Seen::default();
        for Header { name, .. } in &answer.headers {
            taken(name, &name.ident, &[names::ANSWER_FIELDS], sink);
            unique(&mut fields, name, &name.ident, sink);
        }
    }
}

/// The path with all parameters alike: what a server tells paths apart by.
fn pattern(path: &str) -> String {
    let mut pieces = path.split('{');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |pattern, piece| pattern + "{}" + piece.split_once('}').map_or("", |(_, rest)| rest))
}

fn schemas(schemas: &[Schema], sink: &mut Sink) {
    let mut types = Seen::default();
    for schema in schemas {
        // Two types in one file of a file system without capitals are one type too many.
        unique(&mut types, &schema.name, &schema.module, sink);
        taken(&schema.name, &schema.name.ident, &[names::TYPES], sink);
        match &schema.shape {
            Shape::Object(object) => {
                let mut fields = Seen::default();
                for property in &object.properties {
                    if object.open {
                        taken(&property.name, &property.name.ident, &[names::OPEN_FIELDS], sink);
                    }
                    unique(&mut fields, &property.name, &property.name.ident, sink);
                }
            }
            Shape::Choice(choice) => {
                let mut variants = Seen::default();
                let mut constants = Seen::default();
                for branch in &choice.branches {
                    let Name { ident, span, .. } = &branch.name;
                    let fresh = unique(&mut variants, &branch.name, ident, sink).is_some();
                    let Some(value) = branch.value.as_ref().filter(|_| fresh) else { continue };
                    if let Some(first) = constants.insert(value, *span) {
                        sink.report(mistakes::duplicate_value(*span, &Literal::Text(value.clone()), first));
                    }
                }
            }
            Shape::Enumeration(enumeration) => {
                let mut variants = Seen::default();
                let mut literals = HashMap::new();
                for value in &enumeration.values {
                    let Name { ident, span, .. } = &value.name;
                    unique(&mut variants, &value.name, ident, sink);
                    if let Some(first) = literals.insert(value.literal.clone(), *span) {
                        sink.report(mistakes::duplicate_value(*span, &value.literal, first));
                    }
                }
            }
        }
    }
}

/// Reports an identifier that generated code has for itself. Returns whether it is one.
fn taken(name: &Name, ident: &str, lists: &[&[&str]], sink: &mut Sink) -> bool {
    let is_taken = lists.iter().any(|list| list.contains(&ident));
    if is_taken {
        sink.report(mistakes::taken_name(name.span, &name.wire, ident));
    }
    is_taken
}

/// Reports an identifier that is taken; nothing then.
fn unique(seen: &mut Seen, name: &Name, ident: &str, sink: &mut Sink) -> Option<()> {
    let Some(first) = seen.insert(ident, name.span) else {
        return Some(());
    };
    sink.refuse(mistakes::same_identifier(name.span, &name.wire, ident, first))
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
