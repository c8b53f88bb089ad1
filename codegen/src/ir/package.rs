//! What the crate of an API is called.

use crate::visible::visible_line;

use super::Feature;

/// The longest name that registries take.
pub const LONGEST_PACKAGE: usize = 64;

/// A name for the crate of a document: like its only feature, or else of the words of its title.
pub(crate) fn package(title: &str, features: &[Feature]) -> String {
    match features {
        [feature] => format!("icws-{}", feature.name),
        _ => of_title(title),
    }
}

/// A name for the crate of the operations of some tags: that of the whole, and the words of the tags.
pub(crate) fn part_package(whole: &str, tags: &[String]) -> String {
    of_title(&format!("{whole} {}", tags.join(" ")))
}

/// `icws-call-control` for "ICWS Call Control".
fn of_title(title: &str) -> String {
    let lower = visible_line(title).to_ascii_lowercase();
    let words = lower.split(|character: char| !character.is_ascii_alphanumeric());
    let mut name = "icws".to_owned();
    for word in words.filter(|word| !word.is_empty() && *word != "icws") {
        if name.len() + word.len() < LONGEST_PACKAGE {
            name = format!("{name}-{word}");
        }
    }
    if name == "icws" { "icws-client".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_name() {
        assert_eq!(of_title("ICWS Call Control"), "icws-call-control");
        assert_eq!(of_title("  Dialer & \"Reports\" (v2)"), "icws-dialer-reports-v2");
        assert_eq!(of_title("\u{96fb}\u{8a71}"), "icws-client");
        assert!(of_title(&"word ".repeat(100)).len() <= LONGEST_PACKAGE);
    }
}
