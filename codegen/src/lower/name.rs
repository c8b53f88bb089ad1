//! Wire names to Rust identifiers.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

use super::mistakes;
use crate::diagnostic::Sink;
use crate::ir::{Former, Name};
use crate::load::{Node, key};
use crate::names::is_keyword;
use crate::source::Span;

/// What kind of identifier a name becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// Fields, methods, modules.
    Snake,
    /// Types and variants.
    UpperCamel,
    /// Constants.
    UpperSnake,
}

impl Case {
    pub(super) fn convert(self, text: &str) -> String {
        match self {
            Self::Snake => acronyms(text).to_snake_case(),
            Self::UpperCamel => acronyms(text).to_upper_camel_case(),
            Self::UpperSnake => acronyms(text).to_shouty_snake_case(),
        }
    }

    fn describe(self) -> &'static str {
        match self {
            Self::Snake => "snake_case",
            Self::UpperCamel => "UpperCamelCase",
            Self::UpperSnake => "UPPER_SNAKE_CASE",
        }
    }
}

/// A name in which acronyms are words: `IDs` is `Ids`, and the `i` of `iPAddress` belongs to the capitals behind it. With one
/// capital behind it, it is a word by itself, unless that ends the name: `xAxis` is two words, and `iD` is one.
fn acronyms(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let is_upper = |index: usize| letters.get(index).is_some_and(char::is_ascii_uppercase);
    let is_lower = |index: usize| letters.get(index).is_some_and(char::is_ascii_lowercase);
    let joins = is_lower(0) && is_upper(1) && !is_lower(2);
    let mut name = String::with_capacity(text.len());
    for (index, letter) in letters.iter().enumerate() {
        let capitals = (0..index).rev().take_while(|before| is_upper(*before)).count();
        let ends_plural = *letter == 's' && !is_lower(index + 1);
        if ends_plural {
            let shorter = name.len() - capitals.saturating_sub(1);
            let lower = name.split_off(shorter).to_ascii_lowercase();
            name.push_str(&lower);
        }
        name.push(if index == 0 && joins { letter.to_ascii_uppercase() } else { *letter });
    }
    name
}

/// An identifier made of a wire name: a keyword gets an underscore behind it, a field that starts with a digit one in
/// front, and one without a letter a word. Nothing where no letter or digit is left of the name, where it is not ASCII,
/// and where a type would start with a digit: its module would have the same name.
pub(super) fn identifier(wire: &str, case: Case) -> Option<String> {
    let only_underscores = !wire.is_empty() && wire.bytes().all(|byte| byte == b'_');
    let converted = case.convert(if only_underscores { "underscore" } else { wire });
    if converted.is_empty() || !converted.is_ascii() {
        return None;
    }
    let keyword = is_keyword(&converted);
    let digit = converted.starts_with(|first: char| first.is_ascii_digit());
    let only_digits = converted.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
    match (keyword, digit, case) {
        (_, true, Case::Snake) if only_digits => Some(format!("value_{converted}")),
        (true, _, _) => Some(format!("{converted}_")),
        (_, true, Case::Snake) => Some(format!("_{converted}")),
        (_, true, Case::UpperCamel | Case::UpperSnake) => None,
        _ => Some(converted),
    }
}

/// The name of a thing: its wire name, and the identifier that `x-rust-name` gives or that is made of it.
pub(super) fn name((wire, span): (&str, Span), node: &Node, case: Case, sink: &mut Sink) -> Option<Name> {
    let ident = match node.get(key::X_RUST_NAME) {
        Some(given) => given_name(given, case, sink)?,
        None => match identifier(wire, case) {
            Some(ident) => ident,
            None => return sink.refuse(mistakes::no_identifier(span, wire)),
        },
    };
    let former = former(node, case, sink);
    Some(Name { wire: wire.to_owned(), ident, span, former })
}

/// The name of a type that stands in another: both names, but for words that end the one and begin the other, so that the
/// property `contactData` of `Contact` has a `ContactData`, unless that is another's.
pub(super) fn inside(owner: &str, part: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let starts = part.match_indices(|letter: char| letter.is_ascii_uppercase());
    let mut halves = starts.filter_map(|(start, _)| part.split_at_checked(start));
    let said = halves.rfind(|(said, _)| !said.is_empty() && owner.ends_with(said));
    let short = said.map(|(_, own)| format!("{owner}{own}")).filter(|short| !is_taken(short));
    short.unwrap_or_else(|| format!("{owner}{part}"))
}

/// What the names of the API's own headers begin with: a field that is in an answer of the API need not say so.
const OF_OWN_HEADERS: &str = "ININ-ICWS-";

/// The name of a header, which is `csrf_token` for `ININ-ICWS-CSRF-Token`.
pub(super) fn of_header((wire, span): (&str, Span), node: &Node, sink: &mut Sink) -> Option<Name> {
    let own = wire.split_at_checked(OF_OWN_HEADERS.len());
    let own = own.filter(|(start, rest)| start.eq_ignore_ascii_case(OF_OWN_HEADERS) && !rest.is_empty());
    let short = own.map_or(wire, |(_, rest)| rest);
    Some(Name { wire: wire.to_owned(), ..name((short, span), node, Case::Snake, sink)? })
}

/// The identifier that a thing had before: it was given in the specification, or made of a name on the wire.
fn former(node: &Node, case: Case, sink: &mut Sink) -> Option<Former> {
    let given = node.get(key::X_RENAMED_FROM)?;
    let ident = given_name(given, case, sink)?;
    Some(Former { wire: ident.clone(), ident, span: given.span })
}

fn given_name(node: &Node, case: Case, sink: &mut Sink) -> Option<String> {
    let given = node.as_str()?;
    match identifier(given, case) {
        Some(ident) if ident == given => Some(ident),
        proposal => sink.refuse(mistakes::bad_rust_name(node.span, given, case.describe(), proposal)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Case, inside};

    #[test]
    fn a_type_in_another_does_not_say_the_same_twice() {
        for (owner, part, name) in [
            ("Contact", "ContactData", "ContactData"),
            ("Contact", "Data", "ContactData"),
            ("CallList", "CallListQuery", "CallListQuery"),
            ("NewCall", "CallListCall", "NewCallListCall"),
            // It would be the other's name.
            ("Contact", "Contact", "ContactContact"),
            ("Recall", "CallList", "RecallCallList"),
            ("Call", "Callback", "CallCallback"),
            ("", "CallList", "CallList"),
            ("Taken", "TakenName", "TakenTakenName"),
        ] {
            assert_eq!(inside(owner, part, |short| short == "TakenName"), name);
        }
    }

    #[test]
    fn acronyms_are_words() {
        for (wire, field) in [
            ("iPPhones", "ip_phones"),
            ("iPAddress", "ip_address"),
            ("activityTypeIDsThatMatter", "activity_type_ids_that_matter"),
            ("URLs", "urls"),
            ("iD", "id"),
            ("callIDs", "call_ids"),
            ("APIs2", "apis2"),
            ("isACD", "is_acd"),
            ("HTTPServer", "http_server"),
            ("CSsomething", "c_ssomething"),
            ("xAxis", "x_axis"),
            ("eMail", "e_mail"),
            ("a1B", "a1_b"),
            ("callId", "call_id"),
            ("i", "i"),
            ("", ""),
            ("\u{e4}IDs\u{e4}", "\u{e4}_ids\u{e4}"),
        ] {
            assert_eq!(Case::Snake.convert(wire), field, "{wire}");
        }
        assert_eq!(Case::UpperCamel.convert("iPPhoneIDs"), "IpPhoneIds");
    }
}
