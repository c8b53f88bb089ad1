//! Names in Rust: what is called otherwise, and what the old name means now.

use super::change::{Found, Item, Words};
use super::code;
use super::impact::{Impact, Source};

/// What the old name of a thing stands for now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Taken {
    /// Nothing.
    Free,
    /// Another thing, of another type.
    ByOther,
    /// Another thing that code cannot tell from it.
    ByAlike,
}

impl Taken {
    /// Whether something else has the name, and whether it is alike.
    pub(super) const fn by(is_alike: Option<bool>) -> Self {
        match is_alike {
            None => Self::Free,
            Some(true) => Self::ByAlike,
            Some(false) => Self::ByOther,
        }
    }
}

/// Tells of a thing with another name, for those who use the name.
pub(super) fn tell(
    (old, new): (&str, &str),
    taken: Taken,
    (item, users): (&Item, Impact),
    found: &mut Found,
) {
    if old == new {
        return;
    }
    let (code, source, message) = match taken {
        Taken::Free => (code::RENAMED, users.source, format!("`{old}` is called `{new}`")),
        Taken::ByOther => (
            code::RENAMED,
            users.source,
            format!("`{old}` is called `{new}`, and something else is called `{old}`"),
        ),
        Taken::ByAlike => (
            code::TAKEN_OVER,
            Source::SILENT,
            format!(
                "`{old}` is called `{new}`, and code that says `{old}` compiles and means something else"
            ),
        ),
    };
    // Callers know it by the old name.
    let module = item.path.rsplit_once("::").map_or("", |(module, _)| module);
    let item = Item { path: format!("{module}::{old}"), ..item.clone() };
    found.tell(&item, code, Impact { source, ..users }, Words::new(message).changed(old, new));
}
