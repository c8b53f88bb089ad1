//! Ladders of feature versions, and versions that are not on them.

use crate::diagnostic::{closest, mistakes, suggest};
use crate::ir::{Feature, Gate};
use crate::source::Span;

mistakes! {
    const VERSION;

    E0203 no_features() {
        "the document declares no ladder of feature versions"
        "a version of nothing"
        "add `x-features: {{ dialer: {{ oldest: 2, newest: 9 }} }}` at the top of the document, with the name and the \
         versions of this feature, or remove `x-feature-version` everywhere"
    }
    E0204 feature_name(name: &str) {
        "`{name}` cannot be the name of a feature"
        "not a word of lower-case letters"
        "start with a letter and use only `a` to `z`, `0` to `9` and `-`"
    }
    E0205 ladder(oldest: i64, newest: i64) {
        "{oldest} to {newest} is no ladder"
        "not a range of versions"
        "`oldest` is at least 1, `newest` is at least `oldest`, and there are at most 200 rungs"
    }
    E0206 version_syntax(text: &str, features: &[Feature]) {
        "`{text}` is no feature version"
        "expected a feature and a number"
        {
            match meant(text, features) {
                Some(version) => format!("did you mean `{version}`?"),
                None => "write the feature's name, a space and the version, `dialer 4` for example".to_owned(),
            }
        }
    }
    E0207 version_off_ladder(version: u32, feature: &Feature, ladder: Span) {
        { format!("`{} {version}` is not declared", feature.name) }
        { format!("the ladder goes from {} to {}", feature.oldest, feature.newest) }
        {
            let Feature { name, oldest, newest, .. } = feature;
            match version > *newest {
                true => format!("write a version from {oldest} to {newest}, or raise `newest` in `x-features`"),
                false => format!(
                    "write a version from {oldest} to {newest}; what is older than the ladder is `{name} {oldest}`"
                ),
            }
        }
        ladder: "the ladder is declared here"
    }
    E0208 unknown_feature(name: &str, features: &[Feature]) {
        "the feature `{name}` is not declared"
        "unknown feature"
        {
            let known = features.iter().map(|feature| feature.name.as_str());
            suggest(name, known, "declare it in `x-features` at the top of the document")
        }
    }
    E0290 version_of_session() {
        "a session supplies this whatever the version"
        "says from when on nobody passes it"
        "remove `x-feature-version`"
    }
    E0291 version_of_so_many(features: usize) {
        "this needs {features} features"
        { format!("expected 1 to {}, together with those of what it stands in", Gate::MOST) }
        "name the features that it cannot do without: `x-feature-version: {{ dialer: 4, tracker: 2 }}`"
    }
}

/// What `dialer4`, `dialer-4`, `dialer v4`, `dialer 4.0`, `4 dialer` and `4` mean.
fn meant(text: &str, features: &[Feature]) -> Option<String> {
    let at = text.find(|character: char| character.is_ascii_digit())?;
    let (word, number) = text.split_at_checked(at)?;
    let digits = number.find(|character: char| !character.is_ascii_digit()).unwrap_or(number.len());
    let (number, rest) = number.split_at_checked(digits)?;
    let rest = rest.strip_suffix(".0").unwrap_or(rest);
    let (word, rest) = if word.is_empty() { (rest.trim(), "") } else { (word, rest) };
    let word = word.trim_end_matches(['v', 'V']).trim_end_matches([' ', '-', '_', ':', '.']);
    let known = || features.iter().map(|feature| feature.name.as_str());
    let feature = match features {
        [only] if word.is_empty() => &only.name,
        _ => closest(word, known())?,
    };
    let number: u32 = number.parse().ok()?;
    rest.is_empty().then(|| format!("{feature} {number}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_nearly_a_version_means_one_and_nothing_else_does() {
        let feature =
            |name: &str| Feature { name: name.to_owned(), oldest: 2, newest: 4, span: Span::default() };
        let (one, two) = ([feature("dialer")], [feature("dialer"), feature("tracker")]);
        for text in ["dialer4", "dialer-4", "dialer v4", "dialer 4.0", "4 dialer", "Dialer: 4"] {
            assert_eq!(
                [&one[..], &two].map(|known| meant(text, known)),
                [(); 2].map(|()| Some("dialer 4".to_owned())),
                "{text}"
            );
        }
        assert_eq!(meant("4", &one).as_deref(), Some("dialer 4"));
        for text in ["dialer 4 more", "dialer 4.1", "dialer", "other 4", ""] {
            assert_eq!([&one[..], &two].map(|known| meant(text, known)), [None, None], "{text}");
        }
        assert_eq!(meant("4", &two), None, "of which?");
    }
}
