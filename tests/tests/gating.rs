//! What a rung brings is there from it on and not before, and code that compiles at a rung compiles at all above.
//!
//! The code of the teams is in `tests/consumer`; each compilation is a `cargo check` of it at one rung.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

/// The rungs of the ladder, and those of them that bring something.
const RUNGS: [u32; 8] = [2, 3, 4, 5, 6, 7, 8, 9];
const BRINGING: [u32; 5] = [2, 3, 4, 7, 9];

/// Compiles the consumers' code of the rungs `code` with the client at `rung`, or at none.
fn check(rung: Option<u32>, code: &[u32]) -> Output {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace is above");
    let rung = rung.map(|rung| format!("dialer-{rung}"));
    let features: Vec<String> =
        rung.into_iter().chain(code.iter().map(|code| format!("code-{code}"))).collect();
    Command::new(env!("CARGO"))
        .args([
            "check",
            "--quiet",
            "--locked",
            "--package",
            "icws-consumer",
            "--features",
            &features.join(","),
        ])
        .args(["--message-format", "short"])
        .current_dir(root)
        .env("CARGO_TARGET_DIR", root.join("target/gating"))
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .expect("cargo runs")
}

/// The lines of a team's code that use what its rung brings.
fn gated_lines(rung: u32) -> BTreeSet<usize> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("consumer/src/rung_{rung}.rs"));
    let text = std::fs::read_to_string(path).expect("the code is there");
    let marked = text.lines().enumerate().filter(|(_, line)| line.ends_with("// gated"));
    marked.map(|(index, _)| index + 1).collect()
}

/// The lines of a team's code that the compiler refuses.
fn refused_lines(rung: u32, output: &Output) -> BTreeSet<usize> {
    let place = format!("rung_{rung}.rs:");
    let text = String::from_utf8_lossy(&output.stderr);
    let errors = text.lines().filter(|line| line.contains(" error"));
    errors.filter_map(|line| line.split_once(&place)?.1.split(':').next()?.parse().ok()).collect()
}

#[test]
fn code_of_a_rung_compiles_at_it_and_at_all_above() {
    for rung in RUNGS {
        let code: Vec<u32> = BRINGING.into_iter().filter(|code| *code <= rung).collect();
        let output = check(Some(rung), &code);
        assert!(
            output.status.success(),
            "code of {code:?} at {rung}:\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

#[test]
fn what_a_rung_brings_is_absent_below() {
    for rung in BRINGING {
        let below = RUNGS.into_iter().rev().find(|below| *below < rung);
        let output = check(below, &[rung]);
        assert!(!output.status.success(), "code of {rung} compiles at {below:?}");
        let refused = refused_lines(rung, &output);
        let missing: Vec<usize> = gated_lines(rung).difference(&refused).copied().collect();
        assert!(missing.is_empty(), "rung_{rung}.rs:{missing:?} at {below:?}: no error");
        assert!(!refused.is_empty(), "rung_{rung}.rs marks nothing as gated");
    }
}

#[test]
fn nothing_but_the_runtime_is_there_without_a_rung() {
    let output = check(None, &[]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
