//! References: only into the document itself, and only to components.

use indexmap::IndexMap;
use openapiv3::{Components, Header, Parameter, ReferenceOr, RequestBody, Response, Schema};

use crate::diagnostic::Sink;
use crate::load::{At, Document, Node, key};
use crate::lower::{Context, mistakes};
use crate::source::Span;

/// Splits `#/components/schemas/error` into section and name.
fn split(target: &str) -> Option<(&str, &str)> {
    let (section, name) = target.strip_prefix("#/components/")?.split_once('/')?;
    (!name.is_empty() && !name.contains('/')).then_some((section, name))
}

/// The component that a reference names: its section, its name and its node.
pub(in crate::lower) fn find<'d>(
    document: &'d Document,
    target: &str,
) -> Option<(&'d str, &'d str, &'d Node)> {
    let (section, name) = split(target)?;
    let components = document.root.get(key::COMPONENTS)?.as_map()?;
    let (section, entries) = components.get_key_value(section)?;
    let (name, entry) = entries.value.as_map()?.get_key_value(name)?;
    Some((section, name, &entry.value))
}

/// The name of the component that a reference names in the given section, or a report of what is wrong with it.
pub(in crate::lower) fn name<'d>(
    document: &'d Document,
    target: &str,
    section: &str,
    (span, sink): (Span, &mut Sink),
) -> Option<(&'d str, &'d Node)> {
    match find(document, target) {
        Some((found, name, node)) if found == section => Some((name, node)),
        Some(_) => sink.refuse(mistakes::wrong_section(span, target, section)),
        None => {
            let known = document.section(section).and_then(Node::as_map);
            // Guessing compares with every name that there is.
            let known =
                known.filter(|_| !sink.is_full()).into_iter().flat_map(|map| map.keys().map(String::as_str));
            sink.refuse(match split(target) {
                Some((found, _)) if found == section => mistakes::dangling_ref(span, target, section, known),
                _ => mistakes::foreign_ref(span, target, section, known),
            })
        }
    }
}

/// The definition that a node is, or refers to in the end. Nothing where the reference was refused.
pub(in crate::lower) fn behind<'d>(context: &Context<'d>, node: &'d Node) -> Option<&'d Node> {
    let Some(target) = node.reference() else { return Some(node) };
    let (section, name, _) = find(context.document, target)?;
    let (section, name) = context.made.end((section, name))?;
    context.document.section(section)?.get(name)
}

/// Refuses examples of a node that refer to nothing. Nothing else becomes of them.
pub(in crate::lower) fn examples(context: &Context<'_>, node: &Node, sink: &mut Sink) {
    let examples = node.get(key::EXAMPLES).and_then(Node::as_map).into_iter().flatten();
    for reference in examples.filter_map(|(_, entry)| entry.value.get(key::REF)) {
        let target = reference.as_str().unwrap_or_default();
        name(context.document, target, key::EXAMPLES, (reference.span, sink));
    }
}

/// A kind of thing that has a section of its own under `components`.
pub(in crate::lower) trait Section: Sized {
    /// The section's key.
    const SECTION: &'static str;

    /// The section's entries.
    fn section(components: &Components) -> &IndexMap<String, ReferenceOr<Self>>;
}

impl Section for Parameter {
    const SECTION: &'static str = key::PARAMETERS;

    fn section(components: &Components) -> &IndexMap<String, ReferenceOr<Self>> {
        &components.parameters
    }
}

impl Section for RequestBody {
    const SECTION: &'static str = key::REQUEST_BODIES;

    fn section(components: &Components) -> &IndexMap<String, ReferenceOr<Self>> {
        &components.request_bodies
    }
}

impl Section for Response {
    const SECTION: &'static str = key::RESPONSES;

    fn section(components: &Components) -> &IndexMap<String, ReferenceOr<Self>> {
        &components.responses
    }
}

impl Section for Header {
    const SECTION: &'static str = key::HEADERS;

    fn section(components: &Components) -> &IndexMap<String, ReferenceOr<Self>> {
        &components.headers
    }
}

impl Section for Schema {
    const SECTION: &'static str = key::SCHEMAS;

    fn section(components: &Components) -> &IndexMap<String, ReferenceOr<Self>> {
        &components.schemas
    }
}

/// The thing itself, after following references to components of its kind.
pub(in crate::lower) fn resolve<'d, T: Section>(
    context: &Context<'d>,
    at: At<'d, ReferenceOr<T>>,
    sink: &mut Sink,
) -> Option<At<'d, T>> {
    match at.value {
        ReferenceOr::Item(item) => Some(At::new(item, at.node)),
        ReferenceOr::Reference { reference } => {
            let span = at.node.reference_span();
            let (name, _) = name(context.document, reference, T::SECTION, (span, sink))?;
            component(context, name)
        }
    }
}

/// The thing that a component is in the end. Nothing where that was refused.
pub(in crate::lower) fn component<'d, T: Section>(context: &Context<'d>, name: &'d str) -> Option<At<'d, T>> {
    let (section, name) = context.made.end((T::SECTION, name))?;
    let node = context.document.section(section)?.get(name)?;
    let item = T::section(context.document.openapi.components.as_ref()?).get(name)?.as_item()?;
    Some(At::new(item, node))
}
