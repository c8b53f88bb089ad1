//! Documentation comments.

use proc_macro2::TokenStream;
use quote::quote;

use super::{deprecated, gated};
use crate::ir::{Api, Group, Notes, Operation, Property, Schema, Since, Type};
use crate::markdown::{code, introduced, prose};
use crate::prose::limits;
use crate::visible::{visible, visible_line};

/// Doc comments of several paragraphs; empty ones are left out.
pub(super) fn paragraphs<S: AsRef<str>>(paragraphs: impl IntoIterator<Item = S>) -> TokenStream {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in paragraphs {
        // Some texts of a specification come here as they are, such as names on the wire.
        let paragraph = visible(paragraph.as_ref());
        if paragraph.is_empty() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(paragraph.lines().map(|line| match line {
            "" => String::new(),
            line => format!(" {line}"),
        }));
    }
    quote! { #(#[doc = #lines])* }
}

/// What the specification says, or else some words of ours.
pub(super) fn described(description: &str, otherwise: impl FnOnce() -> String) -> String {
    match prose(description) {
        nothing if nothing.is_empty() => otherwise(),
        prose => prose,
    }
}

/// A search term for rustdoc: the name on the wire, where Rust's differs.
pub(super) fn alias(wire: &str, ident: &str) -> TokenStream {
    let is_shown = visible_line(wire) == wire;
    let usable =
        is_shown && !wire.is_empty() && !wire.contains(['"', '\'']) && !wire.contains(char::is_whitespace);
    if usable && wire != ident {
        quote! { #[doc(alias = #wire)] }
    } else {
        TokenStream::new()
    }
}

/// What the specification says about a type, or its name on the wire where it says nothing.
pub(super) fn title(schema: &Schema) -> String {
    described(&schema.docs, || format!("{} on the wire.", code(&schema.name.wire)))
}

/// What the compiler does not say to who writes a literal.
const MADE: &str = "It is made with [`new`](Self::new) and the methods `with_...`. A struct literal does not compile outside \
                    of this crate,\nbecause later versions may add fields.";

/// What is said of an object, and what else there is to say.
pub(super) fn of_object(api: &Api, schema: &Schema, note: Option<String>) -> TokenStream {
    let docs = paragraphs([
        title(schema),
        deprecated::docs(schema.deprecated.as_ref()),
        inferred(&schema.name.wire, schema.inferred.as_deref()),
        note.unwrap_or_default(),
        since(api, schema.since),
        MADE.to_owned(),
    ]);
    let alias = alias(&schema.name.wire, &schema.name.ident);
    quote!(#docs #alias)
}

/// What is said of a property, a paragraph each.
pub(super) fn of_property(api: &Api, schema: &Schema, property: &Property) -> Vec<String> {
    let wire = &property.name.wire;
    let described = described(&property.docs, || format!("{} on the wire.", code(wire)));
    let null = match (&property.ty, property.required) {
        (Type::Nullable(_), false) => "`None` is absent, `Some(None)` is `null`.",
        (Type::Nullable(_), true) => "`None` is `null`.",
        _ => "",
    };
    let since = younger(api, (schema.since, property.since));
    vec![
        described,
        limits(&property.limits).join(" "),
        null.to_owned(),
        default(property.default.as_deref()),
        deprecated::docs(property.deprecated.as_ref()),
        inferred(wire, property.inferred.as_deref()),
        since,
    ]
}

/// What the specification says about an operation, or its name on the wire where it says nothing.
pub(super) fn of_operation(operation: &Operation) -> String {
    let said = described(&operation.docs, || format!("The operation {}.", code(&operation.name.wire)));
    match deprecated::docs(operation.deprecated.as_ref()) {
        none if none.is_empty() => said,
        deprecated => format!("{said}\n\n{deprecated}"),
    }
}

/// What is said of the operations of a group, or of its calls.
pub(super) fn about_group(group: &Group, subject: &str) -> String {
    let tag = code(&group.name.wire);
    let described = prose(&group.docs);
    format!("{subject} with the tag {tag}.\n\n{described}").trim_end().to_owned()
}

/// "`POST /icws/...`, from dialer 7 on."
pub(super) fn route(api: &Api, operation: &Operation) -> String {
    let route = code(&format!("{} {}", operation.method.as_str(), operation.path));
    match gated::describe(operation.since.gate, api) {
        Some(version) => format!("{route}, from {version} on."),
        None => format!("{route}."),
    }
}

/// What is said of the values of a parameter or a header, a paragraph each.
pub(super) fn notes(notes: &Notes) -> [String; 3] {
    let Notes { limits: allowed, default: value, deprecated: old } = notes;
    [limits(allowed).join(" "), default(value.as_deref()), deprecated::docs(old.as_ref())]
}

/// What a value that is absent counts as.
pub(super) fn default(value: Option<&str>) -> String {
    value.map_or_else(String::new, |value| format!("Where it is absent, it counts as {}.", code(value)))
}

/// Says of a name that nobody has confirmed it.
pub(super) fn inferred(wire: &str, why: Option<&str>) -> String {
    let Some(why) = why else { return String::new() };
    let why = format!("{}.", why.trim().trim_end_matches('.'));
    let inferred = introduced(&format!("The name {} is inferred:", code(wire)), &why);
    format!("{inferred}\n\nA server may use another name, or have it in another object.")
}

/// "From dialer 4 on.", where a thing is not as old as what it stands in.
pub(super) fn younger(api: &Api, (scope, own): (Since, Since)) -> String {
    since(api, Since { gate: own.gate.beyond(scope.gate), ..own })
}

/// "From dialer 4 on."
pub(super) fn since(api: &Api, since: Since) -> String {
    gated::describe(since.gate, api).map_or_else(String::new, |version| format!("From {version} on."))
}
