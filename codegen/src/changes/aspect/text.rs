//! Texts that readers see and programs do not.

use crate::changes::change::{Found, Words};
use crate::changes::code;
use crate::changes::impact::Impact;
use crate::changes::item::Item;
use crate::ir::Deprecation;

/// Tells of an item that is described in other words, or has another default.
pub(in crate::changes) fn compare<T: PartialEq>((old, new): (T, T), item: &Item, found: &mut Found) {
    if old != new {
        found.tell(
            item,
            code::DOCUMENTATION,
            Impact::NONE,
            Words::new("its documentation says something else"),
        );
    }
}

/// Tells of a value that is hidden now, or no longer: neither its type nor the wire changes.
pub(in crate::changes) fn secret((old, new): (bool, bool), item: &Item, found: &mut Found) {
    let message = match (old, new) {
        (false, true) => "it is secret: no text shows it any more",
        (true, false) => "it is no longer secret: texts show it",
        _ => return,
    };
    found.tell(item, code::SECRET, Impact::NONE, Words::new(message));
}

/// Tells of an item that is deprecated now, or no longer.
pub(in crate::changes) fn deprecation(
    (old, new): (&Option<Deprecation>, &Option<Deprecation>),
    item: &Item,
    found: &mut Found,
) {
    let note = |deprecation: &Deprecation| deprecation.note("new code should not use it");
    match (old, new) {
        (None, Some(new)) => {
            let message = match new.note("") {
                note if note.is_empty() => "it is deprecated".to_owned(),
                note => format!("it is deprecated ({note})"),
            };
            found.tell(item, code::DEPRECATED, Impact::NONE, Words::new(message));
        }
        (Some(_), None) => {
            found.tell(item, code::KEPT, Impact::NONE, Words::new("it is no longer deprecated"));
        }
        (Some(old), Some(new)) if old != new => {
            let words = Words::new("it is deprecated for another reason, or from another version on");
            found.tell(item, code::DOCUMENTATION, Impact::NONE, words.changed(note(old), note(new)));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn a_deprecation_is_told_where_it_is_another_one() {
        let item = Item {
            path: "models::Thing".to_owned(),
            names: Vec::new(),
            words: Vec::new(),
            rungs: Vec::new(),
            span: Span::new(0, 1),
        };
        let because = |reason: &str| {
            Some(Deprecation { since: None, reason: (!reason.is_empty()).then(|| reason.to_owned()) })
        };
        for (old, new, expected) in [
            (None, None, None),
            (None, because(""), Some("it is deprecated")),
            (None, because("old"), Some("it is deprecated (old)")),
            (because("old"), because("old"), None),
            (
                because("old"),
                because("slow"),
                Some("it is deprecated for another reason, or from another version on"),
            ),
            (because("old"), None, Some("it is no longer deprecated")),
        ] {
            let mut found = Found::default();
            deprecation((&old, &new), &item, &mut found);
            let told: Vec<&str> = found.list.iter().map(|change| &*change.message).collect();
            assert_eq!(told, expected.into_iter().collect::<Vec<_>>(), "{old:?} {new:?}");
        }
    }
}
