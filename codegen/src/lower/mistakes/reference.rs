//! References that lead nowhere.

use crate::diagnostic::{closest, mistakes};

mistakes! {
    const REFERENCE;

    E0209 foreign_ref<'a>(target: &str, section: &str, known: impl Iterator<Item = &'a str>) {
        "the reference `{target}` does not point into this document's components"
        "not something under `components.{section}`"
        {
            let is_elsewhere = target.split('#').next().is_some_and(|file| file.contains('.'));
            let is_component = !is_elsewhere && target.split('/').count() <= 4;
            is_component.then(|| meant(target, section, known)).flatten().unwrap_or_else(|| {
                format!("put what is meant under `components.{section}`, and refer to it with `#/components/{section}/...`")
            })
        }
    }
    E0210 dangling_ref<'a>(target: &str, section: &str, known: impl Iterator<Item = &'a str>) {
        "there is no `{target}`"
        "nothing of that name under `components.{section}`"
        {
            let known: Vec<&str> = known.collect();
            meant(target, section, known.iter().copied()).unwrap_or_else(|| add_or_take(&known))
        }
    }
    E0211 wrong_section(target: &str, section: &str) {
        "`{target}` cannot stand here"
        "a component of another kind"
        "refer to something under `components.{section}`: `#/components/{section}/...`"
    }
    E0212 ref_circle() {
        "this reference goes round in a circle"
        "leads back to what it stands in"
        "describe the thing itself in one place of the circle"
    }
}

/// The reference to something of nearly the same name, in the right section.
fn meant<'a>(target: &str, section: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let name = closest(target.rsplit('/').next()?.trim_start_matches('#'), known)?;
    Some(format!("did you mean `#/components/{section}/{name}`?"))
}

/// How many names are listed to choose from. Of more, nobody reads the list.
const MOST_NAMES: usize = 12;

fn add_or_take(known: &[&str]) -> String {
    if known.is_empty() || known.len() > MOST_NAMES {
        return "add it there, or correct the name".to_owned();
    }
    let names: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    format!("add it there, or take what is there: {}", names.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_to_choose_from_are_listed_if_there_are_some_and_not_too_many() {
        let names = ["name"; MOST_NAMES + 1];
        assert_eq!(add_or_take(&["one", "two"]), "add it there, or take what is there: `one`, `two`");
        assert!(add_or_take(&names[1..]).ends_with("`name`"));
        assert_eq!(add_or_take(&names), "add it there, or correct the name");
        assert_eq!(add_or_take(&[]), "add it there, or correct the name");
    }
}
