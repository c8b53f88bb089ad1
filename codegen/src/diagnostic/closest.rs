//! "Did you mean": the word that a misspelt one was most likely meant to be.

/// A longer word was not mistyped, and comparing it would cost much.
const LONGEST: usize = 100;

/// Of more words several are alike, and comparing them all would cost much.
const MOST: usize = 5_000;

/// The known word that is closest to a written one, if any is close.
///
/// Capitals, hyphens and other signs do not count. Else a third of the letters may be wrong, or the word may be the
/// beginning of exactly one that is known.
pub fn closest<'a>(written: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(written);
    let length = folded.chars().count();
    if length == 0 || written.len() > LONGEST {
        return None;
    }
    let limit = (length / 3).max(1);
    let known: Vec<&str> = known.take(MOST + 1).collect();
    if known.len() > MOST {
        return None;
    }
    let known: Vec<(String, &str)> = known.into_iter().map(|word| (fold(word), word)).collect();
    let near = known.iter().filter(|(other, _)| other.chars().count().abs_diff(length) <= limit);
    let ranked = near.map(|(other, word)| {
        let unlike = written.chars().zip(word.chars()).filter(|(a, b)| a != b).count();
        (strsim::damerau_levenshtein(&folded, other), unlike, *word)
    });
    if let Some((distance, _, word)) = ranked.min_by_key(|(distance, unlike, _)| (*distance, *unlike))
        && distance <= limit
    {
        return Some(word);
    }
    let mut longer = known.iter().filter(|(other, _)| length > 2 && other.starts_with(&folded));
    match (longer.next(), longer.next()) {
        (Some((_, only)), None) => Some(only),
        _ => None,
    }
}

/// "did you mean `x`?", or another help where nothing is close enough.
pub(crate) fn suggest<'a>(written: &str, known: impl Iterator<Item = &'a str>, otherwise: &str) -> String {
    match closest(written, known) {
        Some(word) => format!("did you mean `{word}`?"),
        None => otherwise.to_owned(),
    }
}

fn fold(word: &str) -> String {
    word.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_really_type() {
        let known =
            ["operationId", "requestBody", "responses", "x-feature-version", "minLength", "minItems", "$ref"];
        for (written, meant) in [
            ("operationid", "operationId"),
            ("operation_id", "operationId"),
            ("resposnes", "responses"),
            ("response", "responses"),
            ("feature-version", "x-feature-version"),
            ("x-featureVersion", "x-feature-version"),
            ("x-feature", "x-feature-version"),
            ("min_length", "minLength"),
            ("ref", "$ref"),
        ] {
            assert_eq!(closest(written, known.into_iter()), Some(meant), "{written}");
        }
    }

    #[test]
    fn nothing_is_guessed() {
        let known = ["minLength", "minItems", "name"];
        for written in ["", "--", "min", "x-internal", "na", &"n".repeat(1 << 20)] {
            assert_eq!(closest(written, known.into_iter()), None, "{written}");
        }
        let longer = "n".repeat(LONGEST + 2);
        assert_eq!(closest(&"n".repeat(LONGEST), [&*longer].into_iter()), Some(&*longer));
        assert_eq!(closest(&"n".repeat(LONGEST + 1), [&*longer].into_iter()), None);
        assert_eq!(closest("nane", ["name"; MOST].into_iter()), Some("name"));
        assert_eq!(closest("nane", ["name"; MOST + 1].into_iter()), None);
    }

    #[test]
    fn of_two_alike_the_one_with_the_same_capitals() {
        assert_eq!(closest("Thinf", ["thing", "Thing"].into_iter()), Some("Thing"));
    }
}
