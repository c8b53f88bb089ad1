//! The front page is short enough for each of its readers, and the tests that it tells to run go on after a failure.

use std::fs;

use crate::Result;
use crate::sandbox::root;

/// The parts of README.md that one of its two readers reads and the other does not.
const READERS: [&str; 2] = ["You call the API", "You own the API"];

/// Two screens, each of 60 lines with 100 characters.
const TWO_SCREENS: usize = 120;
const WIDTH: usize = 100;

/// How many lines a page takes, with what is generated, as it is shown: a heading takes three, a paragraph one more than its
/// text, a row of a table as many as all its cells fill side by side.
fn height(page: &str) -> usize {
    let (mut height, mut paragraph, mut is_code) = (0, String::new(), false);
    let lines = |text: &str| text.chars().count().div_ceil(WIDTH).max(1);
    for line in page.lines().filter(|line| !line.starts_with("<!--")).chain([""]) {
        let shown = without_targets(line).replace(['`', '[', ']'], "");
        let is_fence = line.starts_with("```");
        let is_item =
            line.split_once(['.', ' ']).is_some_and(|(mark, _)| mark == "-" || mark.parse::<u8>().is_ok());
        let is_row = shown.starts_with('|');
        let ends = is_fence || is_item || is_row || shown.trim().is_empty() || shown.starts_with('#');
        if ends && !is_code && !paragraph.is_empty() {
            height += lines(&paragraph) + 1;
            paragraph.clear();
        }
        is_code ^= is_fence;
        match shown.trim() {
            text if is_code || is_fence => height += lines(text),
            "" => {}
            text if text.starts_with('#') => height += 3,
            rule if is_row && rule.chars().all(|c| "|- ".contains(c)) => {}
            row if is_row => height += lines(row),
            text => paragraph = format!("{paragraph} {text}").trim_start().to_owned(),
        }
    }
    height
}

/// A line without what its links lead to.
fn without_targets(line: &str) -> String {
    let mut parts = line.split("](");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |shown, part| shown + part.split_once(')').map_or("", |(_, rest)| rest))
}

#[test]
fn each_reader_of_the_front_page_is_done_after_two_screens() -> Result {
    assert_eq!(height("# A\n\nOne\ntwo.\n\n| a | b |\n| - | - |\n```sh\nls\n```\n1. x\n2. y\n"), 13);
    let page = fs::read_to_string(root().join("README.md"))?;
    for [reader, other] in [READERS, [READERS[1], READERS[0]]] {
        assert!(page.contains(&format!("\n## {reader}\n")), "there is no {reader}");
        let parts = page.split("\n## ").filter(|part| !part.starts_with(&format!("{other}\n")));
        let height = height(&parts.collect::<Vec<_>>().join("\n## "));
        assert!(height <= TWO_SCREENS, "\"{reader}\" and what is for both take {height} lines");
    }
    Ok(())
}

/// Cargo stops at the first program of tests that fails. Whoever follows a page is to see what else fails.
#[test]
fn the_tests_that_a_page_names_go_on_after_a_failure() -> Result {
    for page in ["README.md", "spec/README.md", ".ci/run"] {
        let text = fs::read_to_string(root().join(page))?;
        let mut calls = text.split("cargo test --workspace").skip(1).peekable();
        assert!(calls.peek().is_some(), "{page} names none");
        for rest in calls {
            assert!(rest.starts_with(" --no-fail-fast"), "{page}: cargo test --workspace{rest:.20}");
        }
    }
    Ok(())
}
