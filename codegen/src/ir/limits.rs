//! What values must keep to.

use std::fmt;

use crate::markdown::code;

/// What values must keep to. Numbers are kept as the specification writes them.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Limits {
    /// The least number, and whether it is itself excluded.
    pub minimum: Option<(String, bool)>,
    /// The greatest number, and whether it is itself excluded.
    pub maximum: Option<(String, bool)>,
    /// What a number must be a multiple of.
    pub multiple_of: Option<String>,
    /// The least and the greatest length of a text, in characters.
    pub length: (Option<u32>, Option<u32>),
    /// What a text must match, a regular expression of ECMA 262.
    pub pattern: Option<String>,
    /// The least and the greatest number of items of a list.
    pub items: (Option<u32>, Option<u32>),
    /// Whether no two items of a list may be equal.
    pub unique_items: bool,
    /// The least and the greatest number of entries of a dictionary.
    pub properties: (Option<u32>, Option<u32>),
}

impl Limits {
    /// The limits in words, a sentence each.
    pub fn sentences(&self) -> Vec<String> {
        let number = |(number, excluded): &(String, bool), inclusive: &str, exclusive: &str| {
            format!("{} {number}.", if *excluded { exclusive } else { inclusive })
        };
        let minimum = self.minimum.iter().map(|bound| number(bound, "At least", "More than"));
        let maximum = self.maximum.iter().map(|bound| number(bound, "At most", "Less than"));
        let multiple = self.multiple_of.iter().map(|number| format!("A multiple of {number}."));
        let pattern = self.pattern.iter().map(|pattern| format!("Matches {}.", code(pattern)));
        let unique = self.unique_items.then(|| "No two items are equal.".to_owned());
        let sizes = [(self.length, "character"), (self.items, "item"), (self.properties, "entry")];
        let sizes = sizes.into_iter().flat_map(|((least, most), noun)| {
            let least = least.map(|count| format!("At least {}.", counted(count, noun)));
            let most = most.map(|count| format!("At most {}.", counted(count, noun)));
            least.into_iter().chain(most)
        });
        minimum.chain(maximum).chain(multiple).chain(sizes).chain(pattern).chain(unique).collect()
    }
}

/// Only what is limited.
impl fmt::Debug for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentences().join(" "))
    }
}

fn counted(count: u32, noun: &str) -> String {
    match (count, noun) {
        (1, _) => format!("1 {noun}"),
        (_, "entry") => format!("{count} entries"),
        _ => format!("{count} {noun}s"),
    }
}
