//! The explanations say the truth: each wrong example is that mistake and no other, each right one is none.

use std::collections::BTreeMap;

use icws_codegen::diagnostic::Style;
use icws_codegen::{Code, Diagnostics, Spec, changes};

/// The codes of mistakes and of warnings about one specification.
fn codes() -> Vec<Code> {
    let all = icws_codegen::codes().into_iter();
    all.filter(|code| !changes::codes().contains(code)).collect()
}

/// What an example is laid over. Readers need not see it.
const BASE: &str = "\
openapi: 3.0.3
info: { title: Example, version: '9' }
x-features: { dialer: { oldest: 2, newest: 9 } }
security: [{ csrfToken: [], sessionCookie: [] }]
paths:
  /icws/{sessionId}/example:
    delete:
      operationId: deleteExample
      parameters: [{ $ref: '#/components/parameters/sessionId' }]
      responses:
        '204': { description: Deleted. }
        '400': { $ref: '#/components/responses/refused' }
components:
  securitySchemes:
    csrfToken: { type: apiKey, in: header, name: ININ-ICWS-CSRF-Token }
    sessionCookie: { type: apiKey, in: header, name: Cookie }
  parameters:
    sessionId: { name: sessionId, in: path, required: true, x-supplied-by: session, schema: { type: string } }
  responses:
    refused:
      description: Refused.
      content: { application/json: { schema: { $ref: '#/components/schemas/error' } } }
  schemas:
    error: { type: object, required: [message], properties: { message: { type: string } } }
";

/// The nets have no examples: nobody knows one, or it would have a message of its own.
const NETS: [Code; 2] = [Code::E0118, Code::E0119];

/// The indented lines that follow a heading.
fn example(code: Code, heading: &str) -> Option<String> {
    let (_, text) = code.explanation().split_once(&format!("\n{heading}:\n\n"))?;
    let lines = text.lines().take_while(|line| line.is_empty() || line.starts_with("    "));
    Some(lines.map(|line| format!("{}\n", line.get(4..).unwrap_or_default())).collect())
}

/// The parts of a text that begin with a key at that indentation, each with its key.
fn parts(text: &str, indent: usize) -> Vec<(String, String)> {
    let mut parts: Vec<(String, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        let is_key = line.len() - line.trim_start().len() == indent && !line.trim().is_empty();
        match parts.last_mut() {
            Some((_, part)) if !is_key => part.push_str(line),
            _ => parts.push((line.split(':').next().unwrap_or_default().to_owned(), line.to_owned())),
        }
    }
    parts
}

/// Puts the parts of an example in place of those of the same key, and the new ones behind. Within `components`, this
/// is done for each section and for each of its entries.
fn overlay(base: &str, example: &str, indent: usize) -> String {
    let mut merged = parts(base, indent);
    for (key, part) in parts(example, indent) {
        let is_section = key == "components" || indent == 2;
        match merged.iter_mut().find(|(known, _)| *known == key) {
            Some((_, old)) if is_section => {
                let inner =
                    |text: &str| text.split_once('\n').map_or(String::new(), |(_, rest)| rest.to_owned());
                let head = old.split_inclusive('\n').next().unwrap_or_default().to_owned();
                *old = head + &overlay(&inner(old), &inner(&part), indent + 2);
            }
            Some((_, old)) => *old = part,
            None => merged.push((key, part)),
        }
    }
    merged.into_iter().map(|(_, part)| part).collect()
}

/// An example as a document: laid over the base, or by itself if it does not begin with a key of the base. `\xE4` is a
/// byte that cannot be shown.
fn document(example: &str) -> Vec<u8> {
    let first = example.split(':').next().unwrap_or_default();
    let is_part = parts(BASE, 0).iter().any(|(key, _)| key == first);
    let text = if is_part { overlay(BASE, example, 0) } else { example.to_owned() };
    let pieces: Vec<&[u8]> = text.split("\\xE4").map(str::as_bytes).collect();
    pieces.join(&0xE4)
}

fn mistakes(document: &[u8]) -> Option<Diagnostics> {
    icws_codegen::generate(Spec { path: "example.yaml", bytes: document }).err()
}

#[test]
fn the_base_is_right() {
    assert!(mistakes(BASE.as_bytes()).is_none());
}

/// What is said about an example: its mistakes, or its warnings.
fn said(document: &[u8]) -> Diagnostics {
    match icws_codegen::generate(Spec { path: "example.yaml", bytes: document }) {
        Ok(output) => output.warnings,
        Err(mistakes) => mistakes,
    }
}

#[test]
fn every_wrong_example_is_that_mistake_alone() {
    for code in codes().into_iter().filter(|code| !NETS.contains(code)) {
        let wrong = example(code, "Wrong").unwrap_or_else(|| panic!("{code:?} has no wrong example"));
        let found = said(&document(&wrong));
        let is_that = found.count() > 0 && found.iter().all(|mistake| mistake.code == code);
        assert!(is_that, "{code:?}:\n{}", found.render(Style::Plain));
    }
}

#[test]
fn every_right_example_is_right() {
    for code in codes().into_iter().filter(|code| !NETS.contains(code)) {
        let right = example(code, "Right").unwrap_or_else(|| panic!("{code:?} has no right example"));
        if let Some(found) = mistakes(&document(&right)) {
            panic!("{code:?}:\n{}", found.render(Style::Plain));
        }
        assert!(said(&document(&right)).iter().all(|warning| warning.code != code), "{code:?}");
    }
}

#[test]
fn every_explanation_has_the_same_form() {
    for code in codes() {
        let text = code.explanation();
        assert!(text.starts_with(&format!("# {}: ", code.as_str())), "{text}");
        assert!(!code.title().ends_with('.') && code.title().len() < 60, "{}", code.title());
        let outline: Vec<&str> = text.lines().filter(|line| ["Wrong:", "Right:"].contains(line)).collect();
        let expected: &[&str] = if NETS.contains(&code) { &[] } else { &["Wrong:", "Right:"] };
        assert_eq!(outline, expected, "{code:?}");
        let prose: Vec<&str> = text.split("\n\n").filter(|part| !part.starts_with("    ")).collect();
        assert_eq!(prose.len(), expected.len() + 3, "{code:?}: title, why, what to do: {prose:#?}");
        assert!(text.ends_with(".\n") && !text.ends_with("\n\n"), "{code:?}");
        assert!(text.lines().all(|line| line.chars().count() <= 100), "{code:?}");
        assert!(text.lines().count() < 60, "{code:?}");
    }
}

#[test]
fn every_title_is_one_code_alone() {
    let titles: BTreeMap<&str, Code> = codes().into_iter().map(|code| (code.title(), code)).collect();
    assert_eq!(titles.len(), codes().len());
}

#[test]
fn every_file_is_the_explanation_of_a_code() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../codegen/src/diagnostic/explanations");
    let files = std::fs::read_dir(folder).expect("the folder is there");
    let names = files.map(|file| file.expect("readable").file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.collect();
    names.sort();
    let expected: Vec<String> = codes().iter().map(|code| format!("{}.md", code.as_str())).collect();
    assert_eq!(names, expected);
}
