//! Documents that are made to bring a reader down: too deep, too large, or in a circle.
//!
//! The large ones have up to a megabyte, many times what the real specification has: whatever takes a time
//! quadratic in the length takes longer there than the watchdog allows, and all else is quick without optimisation.

mod references;
mod text;

use crate::judge::{Verdict, judge};

/// How deep the deep ones are.
const DEEP: usize = 20_000;

/// How many entries the broad ones have.
const BROAD: usize = 20_000;

/// More than any of them may take at a time, in bytes. Paths take most: openapiv3 makes 15 KB of one without operations.
const MEMORY: u64 = 400_000_000;

/// The least that surrounds components.
const HEAD: &str =
    "openapi: 3.0.3\ninfo: { title: 'ICWS T', version: '1' }\nx-features: { t: { oldest: 1, newest: 2 } }\n";

fn verdict(name: &str, text: &str) -> Verdict {
    let verdict = judge(name, text.as_bytes()).unwrap_or_else(|fault| panic!("{fault:.2000}"));
    assert!(verdict.memory < MEMORY, "{name}: {} bytes of memory", verdict.memory);
    verdict
}

/// Requires that the document is refused with this code.
fn refused(name: &str, text: &str, code: &str) {
    let codes = verdict(name, text).codes;
    assert!(codes.contains(&code), "{name}: {codes:.200?}");
}

fn accepted(name: &str, text: &str) {
    let codes = verdict(name, text).codes;
    assert!(codes.is_empty(), "{name}: {codes:.200?}");
}

fn schemas(text: &str) -> String {
    format!("{HEAD}paths: {{}}\ncomponents:\n  schemas:\n{text}")
}

/// So many lines, each made of its number.
fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}
