//! Structs of named values.

use crate::changes::change::{Found, Words};
use crate::changes::code;
use crate::changes::impact::{Impact, SourceEffect};
use crate::changes::item::Item;

/// Tells of one that is gone, and of one that has come.
pub(in crate::changes) fn compare(
    (old, new): (Option<String>, Option<String>),
    (item, makers): (&Item, SourceEffect),
    found: &mut Found,
) {
    let (name, source, what) = match (old, new) {
        (Some(gone), None) => (gone, makers, "gone"),
        (None, Some(come)) => (come, SourceEffect::GROWS, "new"),
        _ => return,
    };
    let message = format!("`{name}`, which names each value of the constructor, is {what}");
    let mut item = item.clone();
    item.words.push(name);
    found.tell(&item, code::VALUES, Impact::of_source(source), Words::new(message));
}

#[cfg(test)]
mod tests {
    use crate::changes::compare;
    use crate::tests::generated;

    #[test]
    fn another_name_breaks_who_names_values_only_where_there_is_a_struct_of_them()
    -> Result<(), Vec<&'static str>> {
        let told = |beside: &str| -> Result<Vec<String>, Vec<&'static str>> {
            let document = |named: &str| {
                let other =
                    format!("other: {{ {named}type: string }}\n      required: [text, other]{beside}");
                generated(&[("# properties", &other)])
            };
            let after = document("x-rust-name: second, x-renamed-from: other, ")?;
            let changes = compare(&document("")?, &after);
            let callers = changes
                .list
                .iter()
                .map(|change| format!("{} {}", change.code.as_str(), change.roles.callers.as_str()));
            Ok(callers.collect())
        };
        assert_eq!(told("")?, ["C0170 breaks"]);
        assert_eq!(told("\n    thingValues: { type: object }")?, ["C0170 grows"]);
        Ok(())
    }
}
