//! What an edit of the specification does to everybody who depends on the crate.
//!
//! Two APIs are compared by the names that travel. Each difference is a [`Change`]: what it does to whom is computed from
//! what the compiler sees, what travels, and which way.

mod aspect;
mod change;
mod code;
mod direction;
mod effect;
mod equality;
mod gates;
mod impact;
mod item;
mod ladder;
mod operation;
mod pairs;
mod schema;
mod witness;

pub use change::{Change, Side};
pub use effect::{Effect, Roles, Step};

use crate::{Code, Output};
use change::Found;
use pairs::Pairs;

/// What differs between two specifications.
#[derive(Debug, Clone)]
pub struct Changes {
    /// The changes, the worst first.
    pub list: Vec<Change>,
    /// Public items that are new, and that no change is about.
    pub unexplained: Vec<String>,
}

impl Changes {
    /// What all of them demand of the version.
    pub fn step(&self) -> Step {
        self.list.iter().map(|change| change.step).max().unwrap_or(Step::None)
    }
}

/// Compares what two specifications yield.
pub fn compare(old: &Output, new: &Output) -> Changes {
    let pairs = Pairs::new(&old.api, &new.api);
    let mut found = Found::default();
    ladder::compare(&pairs, &mut found);
    operation::compare(&pairs, &mut found);
    schema::compare(&pairs, &mut found);
    gates::compare(&pairs, &mut found);
    equality::compare(&pairs, &mut found);
    let unexplained = witness::hear(&pairs, (old, new), &mut found);
    let mut list = found.each_place_once();
    list.sort_by_key(|change| std::cmp::Reverse(change.effect));
    Changes { list, unexplained }
}

/// The codes of all kinds of changes, in their order.
pub const fn codes() -> &'static [Code] {
    code::ALL
}

#[cfg(test)]
mod tests {
    use super::change::has_word;

    #[test]
    fn a_word_stands_by_itself() {
        for text in ["id", "the id of", "ids and `id`", "a::id"] {
            assert!(has_word(text, "id"), "{text}");
        }
        for text in ["", "of ids", "the idx", "a grid", "id_of", "_id"] {
            assert!(!has_word(text, "id"), "{text}");
        }
    }
}
