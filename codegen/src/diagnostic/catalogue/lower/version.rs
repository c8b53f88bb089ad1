//! Ladders of feature versions, and versions that are not on them.

use crate::diagnostic::catalogue::{closest, diagnostic, suggest};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::ir::Feature;

pub(crate) fn no_features(span: Span) -> Diagnostic {
    diagnostic(
        Code::E0203,
        span,
        [
            "the document declares no ladder of feature versions".into(),
            "a version of nothing".into(),
            "add `x-features: { dialer: { oldest: 2, newest: 9 } }` at the top of the document, with the name and the \
             versions of this feature, or remove `x-feature-version` everywhere"
                .into(),
        ],
    )
}

pub(crate) fn feature_name(span: Span, name: &str) -> Diagnostic {
    diagnostic(
        Code::E0204,
        span,
        [
            format!("`{name}` cannot be the name of a feature"),
            "not a word of lower-case letters".into(),
            "start with a letter and use only `a` to `z`, `0` to `9` and `-`".into(),
        ],
    )
}

pub(crate) fn ladder(span: Span, oldest: i64, newest: i64) -> Diagnostic {
    diagnostic(
        Code::E0205,
        span,
        [
            format!("{oldest} to {newest} is no ladder"),
            "not a range of versions".into(),
            "`oldest` is at least 1, `newest` is at least `oldest`, and there are at most 200 rungs".into(),
        ],
    )
}

pub(crate) fn version_syntax(span: Span, text: &str, features: &[Feature]) -> Diagnostic {
    let help = match meant(text, features) {
        Some(version) => format!("did you mean `{version}`?"),
        None => "write the feature's name, a space and the version, `dialer 4` for example".into(),
    };
    diagnostic(
        Code::E0206,
        span,
        [format!("`{text}` is no feature version"), "expected a feature and a number".into(), help],
    )
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

pub(crate) fn version_off_ladder(span: Span, version: u32, feature: &Feature) -> Diagnostic {
    let Feature { name, oldest, newest, .. } = feature;
    let help = if version > *newest {
        format!("write a version from {oldest} to {newest}, or raise `newest` in `x-features`")
    } else {
        format!(
            "write a version from {oldest} to {newest}; what is older than the ladder is `{name} {oldest}`"
        )
    };
    diagnostic(
        Code::E0207,
        span,
        [
            format!("`{name} {version}` is not declared"),
            format!("the ladder goes from {oldest} to {newest}"),
            help,
        ],
    )
    .with_related(feature.span, "the ladder is declared here")
}

pub(crate) fn unknown_feature(span: Span, name: &str, features: &[Feature]) -> Diagnostic {
    let known = features.iter().map(|feature| feature.name.as_str());
    diagnostic(
        Code::E0208,
        span,
        [
            format!("the feature `{name}` is not declared"),
            "unknown feature".into(),
            suggest(name, known, "declare it in `x-features` at the top of the document"),
        ],
    )
}
