//! Renaming in Rust: what is called otherwise, and what the old name means now.

use crate::Code;
use crate::changes::change::{Found, Words};
use crate::changes::code;
use crate::changes::impact::{Impact, SourceEffect};
use crate::changes::item::Item;
use crate::ir::Name;

/// What a thing is called, and was before that, in both documents.
#[derive(Debug, Clone, Copy)]
pub(in crate::changes) struct Renaming<'a> {
    pub(in crate::changes) old: (&'a str, Option<&'a str>),
    pub(in crate::changes) new: (&'a str, Option<&'a str>),
}

impl<'a> Renaming<'a> {
    pub(in crate::changes) fn of(old: &'a Name, new: &'a Name) -> Self {
        Self { old: (&old.ident, old.former()), new: (&new.ident, new.former()) }
    }

    /// Whether the name is another one, and the old one stays.
    pub(in crate::changes) fn is_kept(self) -> bool {
        self.old.0 != self.new.0 && self.new.1 == Some(self.old.0)
    }
}

/// Who knows a thing by its name.
#[derive(Debug)]
pub(in crate::changes) struct Users {
    /// What becomes of them where the old name is gone.
    pub(in crate::changes) gone: Impact,
    /// What becomes of them where it stays.
    pub(in crate::changes) kept: SourceEffect,
    /// What an old name cannot stand for.
    pub(in crate::changes) beside: String,
}

impl Users {
    /// Of a thing whose old name stands for all that the new one does.
    pub(in crate::changes) fn of(gone: Impact) -> Self {
        Self { gone, kept: SourceEffect::GROWS, beside: String::new() }
    }
}

/// Tells of a thing with another name, and of the names that it had before.
pub(in crate::changes) fn compare(
    names: Renaming<'_>,
    taken: OldName,
    (item, users): (&Item, &Users),
    found: &mut Found,
) {
    let Renaming { old: (old, _), new: (new, _) } = names;
    if names.is_kept() {
        let message = format!("`{old}` is called `{new}`; the old name stays, deprecated{}", users.beside);
        let impact = Impact { source: users.kept, ..users.gone };
        found.tell(&called(old, item), code::KEPT_NAME, impact, Words::new(message).changed(old, new));
    } else {
        tell((old, new), taken, (item, users.gone), found);
    }
    formers(names, (item, users), found);
}

/// Tells of old names that are gone, of those that have come without a thing that was called so, and of those that have
/// stayed for their release.
pub(in crate::changes) fn formers(names: Renaming<'_>, (item, users): (&Item, &Users), found: &mut Found) {
    let Renaming { old: (old, before), new: (new, former) } = names;
    let mut say = |name: &str, code: Code, impact, message: String| {
        let mut item = called(name, item);
        item.words.push(name.to_owned());
        found.tell(&item, code, impact, Words::new(message));
    };
    if let Some(gone) = before.filter(|gone| former != Some(gone) && *gone != new) {
        let message = format!("the old name of `{new}` is gone, which was deprecated");
        say(gone, code::FORMER_REMOVED, users.gone, message);
    }
    let Some(former) = former else { return };
    if old == new && before == Some(former) {
        let message = format!("the old name `{former}` has stayed for its release: remove it now");
        say(new, code::OVERDUE, Impact::NONE, message);
    } else if old == new {
        let impact = Impact { source: SourceEffect::GROWS, ..users.gone };
        say(former, code::FORMER_ADDED, impact, format!("it is an old name of `{new}`, deprecated"));
    } else if former != old {
        say(
            former,
            code::NEVER_CALLED,
            Impact::NONE,
            format!("`{new}` was called `{old}`, and not `{former}`"),
        );
    }
}

/// Tells of an old name of what is new.
pub(in crate::changes) fn added(former: Option<&str>, item: &Item, found: &mut Found) {
    let Some(former) = former else { return };
    let mut item = called(former, item);
    item.words.push(former.to_owned());
    found.tell(&item, code::NEVER_CALLED, Impact::NONE, Words::new(format!("nothing was called `{former}`")));
}

/// Callers know a thing by its old name.
fn called(name: &str, item: &Item) -> Item {
    let module = item.path.rsplit_once("::").map_or("", |(module, _)| module);
    Item { path: format!("{module}::{name}"), ..item.clone() }
}

/// What the old name of a thing stands for now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::changes) enum OldName {
    /// Nothing.
    Free,
    /// Another thing, of another type.
    ByOther,
    /// Another thing that code cannot tell from it.
    ByAlike,
}

impl OldName {
    /// Whether something else has the name, and whether it is alike.
    pub(in crate::changes) const fn by(is_alike: Option<bool>) -> Self {
        match is_alike {
            None => Self::Free,
            Some(true) => Self::ByAlike,
            Some(false) => Self::ByOther,
        }
    }
}

/// Tells of a thing with another name, for those who use the name.
pub(in crate::changes) fn tell(
    (old, new): (&str, &str),
    taken: OldName,
    (item, users): (&Item, Impact),
    found: &mut Found,
) {
    if old == new {
        return;
    }
    let (code, source, message) = match taken {
        OldName::Free => (code::RENAMED, users.source, format!("`{old}` is called `{new}`")),
        OldName::ByOther => (
            code::RENAMED,
            users.source,
            format!("`{old}` is called `{new}`, and something else is called `{old}`"),
        ),
        OldName::ByAlike => (
            code::TAKEN_OVER,
            SourceEffect::SILENT,
            format!(
                "`{old}` is called `{new}`, and code that says `{old}` compiles and means something else"
            ),
        ),
    };
    found.tell(&called(old, item), code, Impact { source, ..users }, Words::new(message).changed(old, new));
}

#[cfg(test)]
mod tests {
    use crate::changes::compare;
    use crate::tests::generated;

    /// What can have an old name: what it is, where it stands in the document, and how it stands there before and after.
    /// What the code keeps of the old name is the last.
    const PLACES: [(&str, [&str; 3], &str); 12] = [
        (
            "operation",
            [
                "operationId: doThing",
                "operationId: doThing",
                "operationId: makeThing\n      x-renamed-from: doThing",
            ],
            "#[deprecated = \"it is called `MakeThing`\"]\npub type DoThing<'a> = MakeThing<'a>;",
        ),
        (
            "parameter in a query",
            [
                "# parameters",
                "- { name: at, in: query, SCHEMA }",
                "- { name: at, RENAMED, in: query, SCHEMA }",
            ],
            "pub const fn with_at(self, now: &'a str) -> Self",
        ),
        (
            "parameter in a header",
            [
                "# parameters",
                "- { name: At, in: header, SCHEMA }",
                "- { name: At, RENAMED, in: header, SCHEMA }",
            ],
            "pub const fn with_at(self, now: &'a str) -> Self",
        ),
        (
            "property that is optional",
            ["# properties", "at: { type: string }", "at: { RENAMED, type: string }"],
            "pub fn with_at(self, now: impl Into<String>) -> Self",
        ),
        (
            "property without a name of its type",
            ["# properties", "at: { OBJECT }", "at: { RENAMED, OBJECT }"],
            "pub type ThingAt = ThingNow;",
        ),
        (
            "object",
            ["# schemas", "old: { OBJECT }", "new: { x-renamed-from: Old, OBJECT }"],
            "#[deprecated = \"it is called `New`\"]\npub type Old = New;",
        ),
        (
            "object of other properties",
            [
                "# schemas",
                "old: { OBJECT }",
                "new: { x-renamed-from: Old, type: object, properties: { other: { type: string } } }",
            ],
            "pub type Old = New;",
        ),
        (
            "enumeration",
            ["# schemas", "old: { TEXTS }", "new: { x-renamed-from: Old, TEXTS }"],
            "pub type Old = New;",
        ),
        (
            "flags",
            ["# schemas", "old: { FLAGS }", "new: { x-renamed-from: Old, FLAGS }"],
            "pub type Old = New;",
        ),
        (
            "value that is a text",
            [
                "# schemas",
                "old: { TEXTS }",
                "old: { TEXTS, x-enum-varnames: [B], x-enum-renamed-from: { B: A } }",
            ],
            "#[deprecated = \"it is called `B`\"]\n    pub const A: Self = Self::B;",
        ),
        (
            "value that is a number",
            ["# schemas", "old: { NUMBERS: [A] }", "old: { NUMBERS: [B], x-enum-renamed-from: { B: A } }"],
            "pub const A: Self = Self::B;",
        ),
        (
            "flag",
            [
                "# schemas",
                "old: { type: integer, x-flags: { A: 1 } }",
                "old: { type: integer, x-flags: { B: 1 }, x-enum-renamed-from: { B: A } }",
            ],
            "pub const A: Self = Self::B;",
        ),
    ];

    /// A part of a document, written out.
    fn written_out(text: &str) -> String {
        text.replace("SCHEMA", "schema: { type: string }")
            .replace("RENAMED", "x-rust-name: now, x-renamed-from: at")
            .replace("OBJECT", "type: object, properties: { text: { type: string } }")
            .replace("TEXTS", "type: string, enum: [a]")
            .replace("NUMBERS", "type: integer, enum: [1], x-enum-varnames")
            .replace("FLAGS", "type: integer, x-flags: { A: 1 }")
    }

    /// Whatever stands below `schemas` is used by a property.
    fn edits<'a>(place: &'a str, text: &'a str) -> Vec<(&'a str, String)> {
        let (name, _) = text.split_once(':').unwrap_or_default();
        let property = format!("used: {{ allOf: [{{ $ref: '#/components/schemas/{name}' }}] }}");
        let used = (place == "# schemas").then_some(("# properties", property));
        used.into_iter().chain([(place, written_out(text))]).collect()
    }

    #[test]
    fn whatever_can_have_an_old_name_keeps_it_and_is_told_of() -> Result<(), Vec<&'static str>> {
        let mut lost = String::new();
        for (what, [place, before, after], kept) in PLACES {
            let of = |text| {
                let edits = edits(place, text);
                generated(&edits.iter().map(|(place, text)| (*place, text.as_str())).collect::<Vec<_>>())
            };
            let (old, new) = (of(before)?, of(after)?);
            let changes = compare(&old, &new);
            let is_told = changes.list.iter().any(|change| change.code.as_str() == "C0170");
            let code: String = new.tree.into_values().collect();
            if !is_told || !code.contains(kept) {
                let near = code.match_indices("it is called").map(|(at, _)| code.get(at..at + 160));
                lost.push_str(&format!("{what}: {:?} {:?}\n", changes.list, near.collect::<Vec<_>>()));
            }
        }
        assert!(lost.is_empty(), "{lost}");
        Ok(())
    }

    /// A new place for an old name has to be among those above.
    #[test]
    fn these_objects_and_no_others_can_have_old_names() -> Result<(), serde_json::Error> {
        let dialect: serde_json::Value = serde_json::from_str(&crate::dialect(&[]))?;
        let objects = dialect["definitions"].as_object().into_iter().flatten();
        let with = |key: &str| {
            let having = objects.clone().filter(|(_, object)| object["properties"].get(key).is_some());
            having.map(|(name, _)| name.clone()).collect::<Vec<String>>()
        };
        assert_eq!(with("x-renamed-from"), ["operation", "parameter", "schema"]);
        assert_eq!(with("x-enum-renamed-from"), ["schema"]);
        Ok(())
    }
}
