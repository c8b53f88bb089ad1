//! Operations.

mod answer;
mod body;
pub(super) mod group;
mod header;
mod parameter;
mod path;
mod security;
pub(super) mod unused;

use openapiv3::{Operation as Described, PathItem};

use super::name::{self, Case};
use super::schema::types::Types;
use super::support::docs;
use super::{deprecation, feature, mistakes};
use crate::diagnostic::Sink;
use crate::ir::{Credential, Former, Gate, Method, Name, Operation, Since};
use crate::load::{At, Document, NamedPart, Node, key};
use crate::source::Span;
use parameter::Parameters;

pub(super) use parameter::SESSION_ID;

/// Lowers every operation, sorted by their ids.
pub(super) fn lower(types: &mut Types<'_, '_>, sink: &mut Sink) -> Vec<Operation> {
    let document = types.context.document;
    let mut operations = Vec::new();
    for NamedPart { name, span, at } in path_items(document) {
        path_item(types, (name, span), at, (&mut operations, sink));
    }
    if operations.is_empty() && sink.errors() == 0 {
        sink.report(mistakes::no_operations(document.root.key(key::PATHS)));
    }
    operations.sort_by(|a: &Operation, b: &Operation| a.name.wire.cmp(&b.name.wire));
    operations
}

/// The path items of a document, each with its path.
fn path_items(document: &Document) -> impl Iterator<Item = NamedPart<'_, PathItem>> {
    let paths = document.root.get(key::PATHS);
    document.openapi.paths.paths.iter().filter_map(move |(template, item)| {
        let entry = paths?.entry(template)?;
        let at = At::new(item.as_item()?, &entry.value);
        Some(NamedPart { name: template, span: entry.key, at })
    })
}

fn path_item<'d>(
    types: &mut Types<'_, 'd>,
    path: (&'d str, Span),
    at: At<'d, PathItem>,
    (operations, sink): (&mut Vec<Operation>, &mut Sink),
) {
    for (verb, operation) in at.value.iter() {
        let place = OperationSite { path, verb, key: at.key(verb), item: at };
        operations.extend(lower_operation(types, at.part(verb, operation), &place, sink));
    }
}

/// The operation that something is a part of.
#[derive(Clone, Copy)]
struct Owner<'p> {
    /// The name of its type, which types without a name begin with.
    name: &'p str,
    /// What its type was called before.
    former: Option<&'p str>,
    since: Since,
}

impl Owner<'_> {
    /// What a type without a name is called here, and what it was called before.
    fn part(&self, part: &str) -> (String, Option<String>) {
        (format!("{}{part}", self.name), self.former.map(|former| format!("{former}{part}")))
    }
}

/// Where an operation stands.
struct OperationSite<'p, 'd> {
    path: (&'d str, Span),
    verb: &'p str,
    key: Span,
    item: At<'d, PathItem>,
}

fn lower_operation<'d>(
    types: &mut Types<'_, 'd>,
    at: At<'d, Described>,
    place: &OperationSite<'_, 'd>,
    sink: &mut Sink,
) -> Option<Operation> {
    let method = method(place, sink);
    let name = id(at, place.key, sink);
    let everywhere = Since { gate: Gate::ALWAYS, span: place.key };
    let since = feature::since(at.node, everywhere, &types.context.features, sink);
    let ident =
        name.as_ref().and_then(|name| name::identifier(&name.wire, Case::UpperCamel)).unwrap_or_default();
    let former = name.as_ref().and_then(Name::former).map(|former| Case::UpperCamel.convert(former));
    let owner = Owner { name: &ident, former: former.as_deref(), since };
    let mut parameters = Parameters::default();
    parameters.extend(types, place.item.part(key::PARAMETERS, &place.item.value.parameters), owner, sink);
    parameters.extend(types, at.part(key::PARAMETERS, &at.value.parameters), owner, sink);
    path::check(place.path, &parameters, sink);
    let mut credentials = security::credentials(types.context, at, sink);
    if parameters.cookie && !credentials.contains(&Credential::Cookie) {
        credentials.push(Credential::Cookie);
    }
    let body = body::lower(types, at, owner, sink);
    let answers = answer::lower(types, at, owner, sink);
    Some(Operation {
        name: name?,
        ident,
        since,
        docs: described(at.value),
        deprecated: deprecation::of(at.node, &types.context.features, sink),
        tags: at.value.tags.clone(),
        group: group(types, at.value),
        method: method?,
        path: place.path.0.to_owned(),
        path_span: place.path.1,
        parameters: parameters.arguments(),
        credentials,
        body: body?,
        successes: answers.successes,
        errors: answers.errors,
    })
}

/// The group of the first tag, where there are groups.
fn group(types: &Types<'_, '_>, operation: &Described) -> Option<String> {
    let group = types.context.groups.get(operation.tags.first()?.as_str())?;
    Some(group.name.ident.clone())
}

fn method(place: &OperationSite<'_, '_>, sink: &mut Sink) -> Option<Method> {
    match place.verb {
        "delete" => Some(Method::Delete),
        "get" => Some(Method::Get),
        "patch" => Some(Method::Patch),
        "post" => Some(Method::Post),
        "put" => Some(Method::Put),
        verb => sink.refuse(mistakes::method(place.key, &verb.to_uppercase())),
    }
}

fn id(at: At<'_, Described>, key: Span, sink: &mut Sink) -> Option<Name> {
    let Some(wire) = &at.value.operation_id else {
        return sink.refuse(mistakes::no_operation_id(key));
    };
    let span = at.node.get(key::OPERATION_ID).map_or(key, |node| node.span);
    let former = at.node.get(key::X_RENAMED_FROM).and_then(|given| former(given, sink));
    match name::identifier(wire, Case::UpperCamel).and_then(|_| name::identifier(wire, Case::Snake)) {
        Some(ident) => Some(Name { wire: wire.clone(), ident, span, former }),
        None => sink.refuse(mistakes::no_identifier(span, wire)),
    }
}

/// The method that an operation was before. Its names were made of an `operationId`, as they are now.
fn former(given: &Node, sink: &mut Sink) -> Option<Former> {
    let (wire, span) = (given.as_str()?, given.span);
    match name::identifier(wire, Case::UpperCamel).and_then(|_| name::identifier(wire, Case::Snake)) {
        Some(ident) => Some(Former { wire: wire.to_owned(), ident, span }),
        None => sink.refuse(mistakes::no_identifier(span, wire)),
    }
}

/// The description, which starts with a sentence of its own; the summary only where there is no description.
fn described(operation: &Described) -> String {
    let description = docs(operation.description.as_ref());
    if description.is_empty() { docs(operation.summary.as_ref()) } else { description }
}
