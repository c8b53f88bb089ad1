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
        { meant(target, section, known).unwrap_or_else(|| "add it there, or correct the name".to_owned()) }
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
