//! Limits and lists in words.

use crate::ir::{Bound, Limits, Size};
use crate::markdown::code;

/// How many things a message names before it counts the rest.
const LISTED: usize = 20;

/// Things of which there may be more than anybody reads: the first few, and how many more there are.
pub(crate) fn listed(things: impl ExactSizeIterator<Item = String>) -> String {
    let more = things.len().saturating_sub(LISTED);
    let named = things.take(LISTED).collect::<Vec<_>>().join(", ");
    if more == 0 { named } else { format!("{named}, and {more} more") }
}

/// The limits in words, a sentence each, as Markdown.
pub fn limits(limits: &Limits) -> Vec<String> {
    match limits {
        Limits::None => Vec::new(),
        Limits::Number { minimum, maximum, multiple_of } => {
            let minimum = minimum.iter().map(|edge| bound(edge, "At least", "More than"));
            let maximum = maximum.iter().map(|edge| bound(edge, "At most", "Less than"));
            let multiple = multiple_of.iter().map(|number| format!("A multiple of {number}."));
            minimum.chain(maximum).chain(multiple).collect()
        }
        Limits::Text { length, pattern } => {
            let pattern = pattern.iter().map(|pattern| format!("Matches {}.", code(pattern)));
            size(*length, ["character", "characters"]).chain(pattern).collect()
        }
        Limits::List { items, unique } => {
            let unique = unique.then(|| "No two items are equal.".to_owned());
            size(*items, ["item", "items"]).chain(unique).collect()
        }
        Limits::Dictionary { entries } => size(*entries, ["entry", "entries"]).collect(),
    }
}

fn bound(bound: &Bound, including: &str, excluding: &str) -> String {
    format!("{} {}.", if bound.excluded { excluding } else { including }, bound.number)
}

/// How many there may be of something that has this name in the singular and in the plural.
fn size(size: Size, [one, several]: [&'static str; 2]) -> impl Iterator<Item = String> {
    let counted = move |count: u32| format!("{count} {}", if count == 1 { one } else { several });
    let least = size.least.map(|count| format!("At least {}.", counted(count)));
    let most = size.most.map(|count| format!("At most {}.", counted(count)));
    least.into_iter().chain(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_list_the_first_ones_are_named_and_the_others_counted() {
        let listed = |count: usize| listed((0..count).map(|number| number.to_string()));
        assert_eq!(listed(1), "0");
        assert!(listed(LISTED).ends_with(", 18, 19"), "{}", listed(LISTED));
        assert!(listed(LISTED + 2).ends_with(", 18, 19, and 2 more"), "{}", listed(LISTED + 2));
    }
}
