//! Documentation comments.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{deprecated, gated, ident};
use crate::markdown::{code, introduced, prose};
use crate::plan::{Conditions, FieldPlan, GroupPlan, Item, ModelPlan, OperationPlan, Page, Presence};
use crate::prose::limits;
use crate::visible::{visible, visible_line};

/// Stands between the lines of a documentation until they are printed: one literal is far fewer tokens than an attribute for
/// each line. No text that is shown has a control character in it, so none has this one.
pub(crate) const NEXT_LINE: char = '\u{1e}';

/// Doc comments of several paragraphs; empty ones are left out.
pub(super) fn paragraphs<S: AsRef<str>>(paragraphs: impl IntoIterator<Item = S>) -> TokenStream {
    let mut docs = String::new();
    for paragraph in paragraphs {
        // Some texts of a specification come here as they are, such as names on the wire.
        let paragraph = visible(paragraph.as_ref());
        if !docs.is_empty() && !paragraph.is_empty() {
            docs.push(NEXT_LINE);
        }
        for line in paragraph.lines() {
            if !docs.is_empty() {
                docs.push(NEXT_LINE);
            }
            if !line.is_empty() {
                docs.extend([" ", line]);
            }
        }
    }
    if docs.is_empty() {
        return TokenStream::new();
    }
    let docs = raw(&docs);
    quote! { #[doc = #docs] }
}

/// More paragraphs, behind what is said already.
pub(super) fn further<const N: usize>(paragraphs: [String; N]) -> Option<TokenStream> {
    let docs = self::paragraphs(paragraphs);
    (!docs.is_empty()).then(|| quote!(#[doc = ""] #docs))
}

/// A raw literal: nobody has to look for escapes in it.
fn raw(docs: &str) -> Literal {
    format!("r#\"{docs}\"#").parse().unwrap_or_else(|_| Literal::string(docs))
}

/// What the specification says, or else some words of ours.
pub(super) fn described(description: &str, otherwise: impl FnOnce() -> String) -> String {
    match prose(description) {
        nothing if nothing.is_empty() => otherwise(),
        prose => prose,
    }
}

/// A search term for rustdoc: the name on the wire, where Rust's differs.
pub(super) fn alias(item: &Item<'_>) -> Option<TokenStream> {
    alias_of(&item.name.wire, &item.name.ident)
}

pub(super) fn alias_of(wire: &str, ident: &str) -> Option<TokenStream> {
    is_alias(wire, ident).then(|| quote!(#[doc(alias = #wire)]))
}

/// Whether the name on the wire is one that rustdoc takes, and another one than Rust's.
pub(super) fn is_alias(wire: &str, ident: &str) -> bool {
    let is_shown = visible_line(wire) == wire;
    let is_word = !wire.is_empty() && !wire.contains(['"', '\'']) && !wire.contains(char::is_whitespace);
    is_shown && is_word && wire != ident
}

/// What the specification says of a thing, or its name on the wire where it says nothing.
pub(super) fn title(item: &Item<'_>) -> String {
    described(item.docs, || format!("{} on the wire.", code(&item.name.wire)))
}

/// What is said of an object, and what else there is to say.
pub(super) fn of_object(model: &ModelPlan<'_>, note: Option<String>) -> TokenStream {
    let item = &model.item;
    let docs = paragraphs([
        title(item),
        deprecated::docs(item.deprecated),
        inferred(item),
        note.unwrap_or_default(),
        since(&item.since),
    ]);
    let (page, alias) = (page(model), alias(item));
    quote!(#docs #page #alias)
}

/// What the page of a type ends with: its JSON, and the calls that have it.
pub(super) fn page(ModelPlan { page: Page { json, calls }, .. }: &ModelPlan<'_>) -> TokenStream {
    let json = json.as_ref().map(|json| {
        let json = paragraphs([format!("# JSON\n\n```json\n{json}\n```")]);
        quote!(#[doc = ""] #json)
    });
    let calls = (!calls.is_empty()).then(|| {
        let calls = calls.iter().map(|(since, line)| gated::line(since, &format!(" {line}")));
        quote! {
            #[doc = ""]
            #[doc = " # Calls"]
            #[doc = ""]
            #(#calls)*
        }
    });
    quote!(#json #calls)
}

/// What is said of a property.
pub(super) fn of_property(field: &FieldPlan<'_>) -> TokenStream {
    let FieldPlan { item, ty, presence, .. } = field;
    let null = match presence {
        Presence::Present if ty.is_nullable() => "`None` is absent, `Some(None)` is `null`.",
        Presence::Stated => "`None` is `null`.",
        _ => "",
    };
    let [limits, default, deprecated, secret] = notes(item);
    paragraphs([
        title(item),
        limits,
        null.to_owned(),
        default,
        deprecated,
        secret,
        inferred(item),
        since(&item.since),
    ])
}

/// What the specification says about an operation, or its name on the wire where it says nothing.
pub(super) fn of_operation(operation: &OperationPlan<'_>) -> String {
    let item = &operation.item;
    let said = described(item.docs, || format!("The operation {}.", code(&item.name.wire)));
    match deprecated::docs(item.deprecated) {
        none if none.is_empty() => said,
        deprecated => format!("{said}\n\n{deprecated}"),
    }
}

/// What is said of the operations of a group, or of its calls.
pub(super) fn about_group(GroupPlan { item, .. }: &GroupPlan<'_>, subject: &str) -> String {
    let (tag, described) = (code(&item.name.wire), prose(item.docs));
    format!("{subject} with the tag {tag}.\n\n{described}").trim_end().to_owned()
}

/// "`POST /icws/...`, from dialer 7 on."
pub(super) fn route(operation: &OperationPlan<'_>) -> String {
    let route = code(&format!("{} {}", operation.method, operation.path));
    match operation.item.since.in_words() {
        Some(version) => format!("{route}, from {version} on."),
        None => format!("{route}."),
    }
}

/// The way from the root of the crate to the method that makes an operation a call.
pub(super) fn method(operation: &OperationPlan<'_>) -> TokenStream {
    let call = ident(operation.call);
    match &operation.group {
        Some(group) => {
            let group = ident(group.ident);
            quote!(clients::#group::#call)
        }
        None => quote!(Client::#call),
    }
}

/// What is said of the values of a thing, a paragraph each.
pub(super) fn notes(item: &Item<'_>) -> [String; 4] {
    let secret = if item.is_secret { "It is secret: no `Debug` and no error shows it." } else { "" };
    let (limits, default) = (limits(item.limits).join(" "), default(item.default));
    [limits, default, deprecated::docs(item.deprecated), secret.to_owned()]
}

/// What a value that is absent counts as.
pub(super) fn default(value: Option<&str>) -> String {
    value.map_or_else(String::new, |value| format!("Where it is absent, it counts as {}.", code(value)))
}

/// Says of a name that nobody has confirmed it.
pub(super) fn inferred(item: &Item<'_>) -> String {
    let Some(why) = item.inferred else { return String::new() };
    let why = format!("{}.", why.trim().trim_end_matches('.'));
    let inferred = introduced(&format!("The name {} is inferred:", code(&item.name.wire)), &why);
    format!("{inferred}\n\nA server may use another name, or have it in another object.")
}

/// "From dialer 4 on.", where a thing is not as old as what it stands in.
pub(super) fn since(since: &Conditions<'_>) -> String {
    since.in_words().map_or_else(String::new, |version| format!("From {version} on."))
}

#[cfg(test)]
mod tests {
    use syn::parse::Parser;
    use syn::{Attribute, Expr, ExprLit, Lit, Meta};

    use super::{is_alias, paragraphs};

    #[test]
    fn a_name_is_searched_for_where_it_is_another_one_and_rustdoc_takes_it() {
        for (wire, ident, expected) in [
            ("callId", "call_id", true),
            ("urn:one", "One", true),
            ("same", "same", false),
            ("", "Empty", false),
            ("a b", "a_b", false),
            ("a\"b", "ab", false),
            ("a'b", "ab", false),
            ("a\u{7}b", "ab", false),
        ] {
            assert_eq!(is_alias(wire, ident), expected, "{wire}");
        }
    }

    #[test]
    fn documentation_is_the_text_that_it_is_made_of() {
        for text in ["a \\ b", "\"quoted\"", "a \"# b", "r#\"raw\"#", "日本語"] {
            let docs = Attribute::parse_outer.parse2(paragraphs([text])).expect("it is an attribute");
            let value = docs.iter().find_map(|attribute| match &attribute.meta {
                Meta::NameValue(pair) => match &pair.value {
                    Expr::Lit(ExprLit { lit: Lit::Str(value), .. }) => Some(value.value()),
                    _ => None,
                },
                _ => None,
            });
            assert_eq!(value, Some(format!(" {text}")));
        }
    }
}
