//! The second witness: what is public before and after. A line that is gone, and that no change breaks, is a change by
//! itself; one that no change is about at all is unexplained.

use std::collections::BTreeSet;

use super::change::{Change, Found, Words, has_word};
use super::code;
use super::effect::Effect;
use super::impact::{Impact, SourceEffect};
use super::item::Item;
use super::pairs::Pairs;
use crate::source::Span;
use crate::{Output, surface};

/// The features beside the rungs that make something public.
const OTHERS: [&str; 3] = ["blocking-client", "reqwest-client", "server"];

/// Adds what follows from the specification in a way that only the generated code shows. Returns the lines that are new
/// and that no change is about.
pub(super) fn hear(pairs: &Pairs<'_>, trees: (&Output, &Output), found: &mut Found) -> Vec<String> {
    let (before, after) = (public(trees.0), public(trees.1));
    let grown = |line: String| surface::of_one(&line).filter(|own| after.contains(own)).unwrap_or(line);
    let before: BTreeSet<String> = before.into_iter().map(grown).collect();
    let idle = pairs.idle();
    let gone: Vec<&String> = before.difference(&after).filter(|line| !follows(line)).collect();
    let come: Vec<&String> = after.difference(&before).filter(|line| !follows(line)).collect();
    for line in &gone {
        let breaks = |change: &&Change| change.effect > Effect::Grows || change.code == code::KEPT_NAME;
        let is_idle = idle.iter().any(|ident| has_word(line, ident));
        let is_told = found.list.iter().any(|change| explains(change, line));
        let has_grown = is_told && come.iter().any(|after| has_more_fields(line, after));
        if !is_idle && !has_grown && !found.list.iter().filter(breaks).any(|change| explains(change, line)) {
            derived(owner(line), (&gone, &come), found);
        }
    }
    let unexplained = come.into_iter().filter(|line| !found.list.iter().any(|change| explains(change, line)));
    unexplained.cloned().collect()
}

/// Everything public with all features.
fn public(output: &Output) -> BTreeSet<String> {
    let rungs = output.api.features.iter().flat_map(|feature| feature.rungs().map(|rung| feature.flag(rung)));
    let flags = rungs.chain(OTHERS.map(str::to_owned)).collect();
    surface::listing(&output.tree, &flags).into_iter().collect()
}

/// Whether a line follows from what is compared by itself: what operations and versions say of themselves, the list of
/// all operations, the formats, which are there where something is of them, and the checks, which are where a limit is.
fn follows(line: &str) -> bool {
    let constants = ["ID", "METHOD", "PATH", "SINCE"].map(|name| format!(": Operation::{name} = "));
    constants.iter().any(|constant| line.contains(constant))
        || line.contains("feature_version!")
        || line.ends_with(": no such file")
        || line.ends_with("::Check")
        || line.starts_with("operations::ALL: ")
        || line.starts_with("models::formats::")
}

/// Whether a variant that later versions may add to has got fields beside those that it had.
fn has_more_fields(before: &str, after: &str) -> bool {
    let open = |line: &'_ str| -> Option<(String, String)> {
        let (path, fields) = line.strip_suffix(", .. }")?.split_once(" { ")?;
        Some((path.to_owned(), fields.to_owned()))
    };
    let (Some((path, fields)), Some((other, more))) = (open(before), open(after)) else { return false };
    let mut more = more.split(", ");
    path == other && fields.split(", ").all(|field| more.any(|it| it == field))
}

fn explains(change: &Change, line: &str) -> bool {
    change.words.iter().any(|word| has_word(line, word))
}

/// The path at the beginning of a line, as far as the type, the trait or the function that it is about.
fn owner(line: &str) -> &str {
    let is_path = |character: char| character.is_alphanumeric() || character == '_' || character == ':';
    let end = line.find(|character| !is_path(character)).unwrap_or(line.len());
    let path = line.get(..end).unwrap_or(line).trim_end_matches(':');
    // A member belongs to what begins with a capital.
    let mut end = 0;
    for segment in path.split_inclusive("::") {
        end += segment.len();
        if segment.starts_with(char::is_uppercase) {
            break;
        }
    }
    path.get(..end).unwrap_or(path).trim_end_matches(':')
}

fn derived(path: &str, (gone, come): (&[&String], &[&String]), found: &mut Found) {
    let of = |lines: &[&String]| {
        let own = lines.iter().filter(|line| owner(line) == path);
        own.map(|line| line.as_str()).collect::<Vec<_>>().join("; ")
    };
    let (before, after) = (of(gone), of(come));
    let source = match path.starts_with("server::") {
        true => SourceEffect { servers: Effect::Breaks, ..SourceEffect::SAME },
        false => SourceEffect::BREAKS,
    };
    let words = match after.is_empty() {
        true => Words::new("it is gone").changed(before, ""),
        false => Words::new("it is declared otherwise").changed(before, after),
    };
    let word = path.rsplit("::").next().unwrap_or(path).to_owned();
    let item = Item {
        path: path.to_owned(),
        names: vec![word.clone()],
        words: vec![word],
        rungs: Vec::new(),
        span: Span::default(),
    };
    found.tell(&item, code::DERIVED, Impact::of_source(source), words);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::generated;

    #[test]
    fn both_clients_and_the_server_are_looked_at() -> Result<(), Vec<&'static str>> {
        let lines = public(&generated(&[])?);
        for start in ["Client::do_thing(", "blocking::Client::do_thing(", "server::"] {
            assert!(lines.iter().any(|line| line.starts_with(start)), "{start}: {lines:?}");
        }
        Ok(())
    }

    #[test]
    fn what_is_declared_otherwise_for_servers_breaks_them_alone() {
        for (path, callers) in [("server::Api", Effect::Same), ("models::Thing", Effect::Breaks)] {
            let mut found = Found::default();
            derived(path, (&[&format!("{path} (trait)")], &[]), &mut found);
            let roles: Vec<_> = found.list.iter().map(|it| (it.roles.callers, it.roles.servers)).collect();
            assert_eq!(roles, [(callers, Effect::Breaks)], "{path}");
        }
    }

    #[test]
    fn a_variant_has_more_fields_if_it_is_the_same_one_and_has_kept_all_that_it_had() {
        let before = "operations::Error::Gone { body: Gone, .. }";
        for (after, expected) in [
            ("operations::Error::Gone { body: Gone, retry_after: u64, .. }", true),
            ("operations::Error::Gone { retry_after: u64, body: Gone, .. }", true),
            ("operations::Error::Gone { retry_after: u64, .. }", false),
            ("operations::Error::Other { body: Gone, retry_after: u64, .. }", false),
            ("operations::Error::Gone { body: Gone, retry_after: u64 }", false),
            ("operations::Error::Gone(Gone)", false),
        ] {
            assert_eq!(has_more_fields(before, after), expected, "{after}");
        }
        assert!(!has_more_fields("operations::Error::Gone { body: Gone }", before));
    }

    #[test]
    fn a_line_is_of_the_type_the_trait_or_the_function_that_it_begins_with() {
        for (line, expected) in [
            ("models::Thing (struct, non_exhaustive)", "models::Thing"),
            ("models::Thing: Debug", "models::Thing"),
            ("models::Thing::new(name: &str) -> Self", "models::Thing"),
            ("server::Things::do_thing(&self)", "server::Things"),
            ("operations::free() -> u8", "operations::free"),
            ("models::Alias = V", "models::Alias"),
        ] {
            assert_eq!(owner(line), expected, "{line}");
        }
    }
}
