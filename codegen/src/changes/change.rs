//! One change, and how changes are collected.

use super::code;
use super::effect::{Effect, Roles, Step};
use super::impact::Impact;
use super::item::Item;
use crate::Code;
use crate::diagnostic::Severity;
use crate::ir::Schema;
use crate::source::Span;

/// Which of two documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The one before.
    Old,
    /// The one after.
    New,
}

/// One thing that differs between two APIs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What kind of change it is.
    pub code: Code,
    /// What has changed, by the name that callers use or used.
    pub item: String,
    /// What has changed about it, in lower case and without a full stop.
    pub message: String,
    /// What it does to whom.
    pub roles: Roles,
    /// The worst of that for those who build with the new crate.
    pub effect: Effect,
    /// What it demands of the version.
    pub step: Step,
    /// The cargo features of the versions that it shows at; none where it shows at all.
    pub rungs: Vec<String>,
    /// Which of the two documents says it.
    pub side: Side,
    /// Where that document says it.
    pub span: Span,
    /// What it was, where that can be said in a few words.
    pub before: Option<String>,
    /// What it is.
    pub after: Option<String>,
    /// What an addition claims that perhaps nobody meant, and the code of that warning.
    pub warning: Option<(Code, String)>,
    /// Other items that the same place of the document changes in the same way.
    pub also: Vec<String>,
    /// Other names of the item: those on the wire, and those that it has now or had.
    pub names: Vec<String>,
    /// The Rust names in whose declarations it shows.
    pub(super) words: Vec<String>,
}

impl Change {
    /// The item without the module that it is in.
    pub fn short(&self) -> &str {
        let modules = ["models::", "operations::", "server::"];
        modules.iter().find_map(|module| self.item.strip_prefix(module)).unwrap_or(&self.item)
    }

    /// Whether a text names what has changed. A name that stands in something else is a word of any sentence, too: by
    /// itself it counts in ticks alone.
    pub fn is_named_in(&self, text: &str) -> bool {
        let is_named = |name: &String| match name.contains("::") {
            true => has_word(text, name),
            false => text.contains(&format!("`{name}`")),
        };
        has_word(text, self.short()) || self.names.iter().any(is_named)
    }

    /// Takes another change that the same place makes.
    fn absorb(&mut self, other: &Self) {
        self.also.push(other.item.clone());
        self.names.push(other.short().to_owned());
        self.words.extend(other.words.iter().cloned());
        if self.rungs.len() < other.rungs.len() && !self.rungs.is_empty() || other.rungs.is_empty() {
            self.rungs.clone_from(&other.rungs);
        }
    }

    /// An entry for the changelog.
    pub fn entry(&self) -> String {
        let lead = match self.effect {
            Effect::Breaks => "**Breaks:** ",
            Effect::Silent => "**Silent:** ",
            Effect::Grows | Effect::Same => "",
        };
        let from = match self.rungs.first() {
            Some(rung) => format!(" ({rung})"),
            None => String::new(),
        };
        format!("- {lead}`{}`{from}: {}.", self.short(), self.message)
    }
}

/// Whether a word stands in a text by itself.
pub(super) fn has_word(text: &str, word: &str) -> bool {
    let is_part = |character: char| character.is_alphanumeric() || character == '_';
    text.match_indices(word).any(|(start, found)| {
        let before = text.get(..start).and_then(|text| text.chars().next_back());
        let after = text.get(start + found.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

/// What is said of a change.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    message: String,
    before: Option<String>,
    after: Option<String>,
}

impl Words {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), ..Self::default() }
    }

    /// Adds the types that come or go with it.
    pub(super) fn with(self, types: &[&Schema]) -> Self {
        Self { message: with(&self.message, types), ..self }
    }

    /// What it was and what it is.
    pub(super) fn changed(self, before: impl Into<String>, after: impl Into<String>) -> Self {
        Self { before: Some(before.into()), after: Some(after.into()), ..self }
    }
}

/// The changes that were found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) list: Vec<Change>,
}

impl Found {
    pub(super) fn tell(&mut self, item: &Item, code: Code, impact: Impact, words: Words) {
        let Item { path, mut names, words: idents, rungs, span } = item.clone();
        names.sort_unstable();
        names.dedup();
        let roles = impact.roles();
        let effect = roles.effect();
        // Nothing is lost and nothing is new where something is deprecated, but whoever denies warnings has to know.
        let least = if code == code::DEPRECATED { Step::Minor } else { Step::Patch };
        let step = match code.severity() {
            Severity::Warning => Step::None,
            Severity::Error => Step::of(effect).max(least),
        };
        // What is gone is said by the old document alone.
        let side = if code == code::REMOVED || code == code::VERSION_REMOVED { Side::Old } else { Side::New };
        let Words { message, before, after } = words;
        let change = Change {
            code,
            item: path,
            message,
            roles,
            effect,
            step,
            rungs,
            side,
            span,
            before,
            after,
            warning: None,
            also: Vec::new(),
            names,
            words: idents,
        };
        self.list.push(change);
    }

    /// The changes, those alike that one place of a document makes put together: an answer that several operations share
    /// is in each of them.
    pub(super) fn each_place_once(self) -> Vec<Change> {
        let mut list: Vec<Change> = Vec::new();
        for change in self.list {
            let is_same = |known: &&mut Change| {
                let (a, b) = (known, &change);
                (a.code, a.side, a.span, &a.message) == (b.code, b.side, b.span, &b.message)
                    && b.span.end > b.span.start
                    && a.roles == b.roles
            };
            match list.iter_mut().find(is_same) {
                Some(known) => known.absorb(&change),
                None => list.push(change),
            }
        }
        list
    }

    /// Says what the last change does between a new crate and servers in the field, where that is another matter.
    pub(super) fn skew(&mut self, effect: Effect) {
        if let Some(change) = self.list.last_mut() {
            change.roles.new_crate_old_server = effect;
        }
    }

    /// Adds to the last change the types that it is also about.
    pub(super) fn with(&mut self, types: &[&Schema]) {
        if let Some(change) = self.list.last_mut() {
            change.message = with(&change.message, types);
        }
    }

    /// Says of the last change what it claims.
    pub(super) fn warn(&mut self, warning: Option<String>) {
        if let Some(change) = self.list.last_mut() {
            change.warning = warning.map(|warning| (code::CLAIM, warning));
        }
    }
}

/// A message, with the types that it is also about.
fn with(message: &str, types: &[&Schema]) -> String {
    let types: Vec<String> = types.iter().map(|schema| format!("`models::{}`", schema.name.ident)).collect();
    if types.is_empty() { message.to_owned() } else { format!("{message}, and with it {}", types.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::super::impact::SourceEffect;
    use super::*;

    fn changed(path: &str, rungs: &[&str], source: SourceEffect) -> Change {
        let item = Item {
            path: path.to_owned(),
            names: vec!["wire".to_owned(), "models::Old".to_owned()],
            words: vec![path.to_owned()],
            rungs: rungs.iter().map(|rung| (*rung).to_owned()).collect(),
            span: Span::new(1, 2),
        };
        let mut found = Found::default();
        found.tell(&item, code::ADDED, Impact::of_source(source), Words::new("it is new"));
        found.list.remove(0)
    }

    #[test]
    fn an_entry_says_what_it_does_and_from_when_on() {
        for (rungs, source, expected) in [
            (
                &["dialer-3", "dialer-4"][..],
                SourceEffect::BREAKS,
                "- **Breaks:** `Thing::text` (dialer-3): it is new.",
            ),
            (&["dialer-3"], SourceEffect::SILENT, "- **Silent:** `Thing::text` (dialer-3): it is new."),
            (&[], SourceEffect::GROWS, "- `Thing::text`: it is new."),
            (&[], SourceEffect::SAME, "- `Thing::text`: it is new."),
        ] {
            assert_eq!(changed("models::Thing::text", rungs, source).entry(), expected);
        }
    }

    #[test]
    fn a_change_is_named_by_whole_words_and_by_what_stands_in_something_else_in_ticks_alone() {
        let change = changed("models::Thing::text", &[], SourceEffect::GROWS);
        for (text, is_named) in [
            ("Thing::text is new", true),
            ("new: `Thing::text`", true),
            ("OtherThing::text is new", false),
            ("Thing::text_of is new", false),
            ("OtherThing::text and Thing::text", true),
            ("`wire` is new", true),
            ("the wire is new", false),
            ("models::Old is gone", true),
            ("models::Older is gone", false),
        ] {
            assert_eq!(change.is_named_in(text), is_named, "{text}");
        }
    }

    #[test]
    fn what_one_place_changes_alike_is_one_change_wherever_any_of_it_shows() {
        for (one, other, both) in [
            (&["dialer-4"][..], &["dialer-3", "dialer-4"][..], &["dialer-3", "dialer-4"][..]),
            (&["dialer-3", "dialer-4"], &["dialer-4"], &["dialer-3", "dialer-4"]),
            (&[], &["dialer-4"], &[]),
            (&["dialer-4"], &[], &[]),
            // Of two features, the first is told.
            (&["dialer-4"], &["agent-2"], &["dialer-4"]),
        ] {
            let list = vec![
                changed("models::One", one, SourceEffect::GROWS),
                changed("models::Two", other, SourceEffect::GROWS),
            ];
            let mut told = Found { list }.each_place_once().into_iter();
            let Some(first) = told.next() else { panic!("nothing is told") };
            assert_eq!(
                (first.rungs, first.also),
                (both.iter().map(|rung| (*rung).to_owned()).collect(), vec!["models::Two".to_owned()])
            );
            assert_eq!(first.words, ["models::One", "models::Two"]);
            assert!(first.names.contains(&"Two".to_owned()) && told.next().is_none());
        }
    }

    #[test]
    fn what_differs_in_anything_but_the_item_is_a_change_of_its_own() {
        let one = || changed("models::One", &[], SourceEffect::GROWS);
        let nowhere = || Change { span: Span::new(1, 1), ..one() };
        for list in [
            vec![one(), changed("models::Two", &[], SourceEffect::BREAKS)],
            vec![one(), Change { code: code::REMOVED, ..one() }],
            vec![one(), Change { side: Side::Old, ..one() }],
            vec![one(), Change { span: Span::new(1, 3), ..one() }],
            vec![one(), Change { message: "it is another".to_owned(), ..one() }],
            vec![nowhere(), nowhere()],
        ] {
            assert_eq!(Found { list: list.clone() }.each_place_once(), list);
        }
    }
}
