//! What a rung brings is there from it on and not before, and code that compiles at a rung compiles at all above.
//!
//! The code of the teams is in `tests/teams/consumer`; each compilation is a `cargo check` of it at one rung.

use icws_tests::root;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

use icws_codegen::{Spec, surface};

/// The rungs of the ladder, and those of them that bring something.
fn rungs() -> (Vec<u32>, Vec<u32>) {
    let bytes = std::fs::read(root().join("spec/dialer.yaml")).expect("the specification is there");
    let spec = Spec { path: "spec/dialer.yaml", bytes: &bytes };
    let output = icws_codegen::generate(spec).expect("no mistakes");
    let rungs: Vec<u32> = output.api.features.iter().flat_map(|feature| feature.rungs()).collect();
    let listing = |newest: u32| {
        let flags = rungs.iter().filter(|rung| **rung <= newest).map(|rung| format!("dialer-{rung}"));
        surface::listing(&output.tree, &flags.chain(["reqwest-client".to_owned()]).collect())
    };
    let bringing = rungs.iter().copied().filter(|rung| listing(*rung) != listing(rung - 1)).collect();
    (rungs, bringing)
}

/// Compiles the consumers' code of the rungs `code` with the client at `rung`, or at none.
fn check(rung: Option<u32>, code: &[u32]) -> Output {
    let rung = rung.map(|rung| format!("icws-dialer/dialer-{rung}"));
    check_with(rung.into_iter().collect(), code)
}

/// The same with these features, of the consumers or of the client.
fn check_with(mut features: Vec<String>, code: &[u32]) -> Output {
    let root = root();
    features.extend(code.iter().map(|code| format!("code-{code}")));
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
        .current_dir(&root)
        .env("CARGO_TARGET_DIR", root.join("target/gating"))
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .expect("cargo runs")
}

/// The lines of a team's code that use what its rung brings.
fn gated_lines(rung: u32) -> BTreeSet<usize> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("teams/consumer/src/rung_{rung}.rs"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|_| {
        panic!(
            "rung {rung} brings something: write {} after the others, with `// gated` on each line that needs it, its `mod` \
             in lib.rs, and `code-{rung} = []` in Cargo.toml",
            path.display()
        )
    });
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
    let (rungs, bringing) = rungs();
    // What is missing is named before cargo names it in its own way.
    bringing.iter().for_each(|rung| drop(gated_lines(*rung)));
    for rung in rungs {
        let code: Vec<u32> = bringing.iter().copied().filter(|code| *code <= rung).collect();
        let output = check(Some(rung), &code);
        assert!(
            output.status.success(),
            "code of {code:?} at {rung}:\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

/// All features of the client, as its manifest has them, apart from the one that needs the headers of OpenSSL.
fn features() -> Vec<String> {
    let manifest = std::fs::read_to_string(root().join("generated/Cargo.toml")).expect("there is a manifest");
    let (_, behind) = manifest.split_once("\n[features]\n").expect("it has features");
    let table = behind.split("\n[").next().expect("a text has a first part");
    let names = table.lines().filter_map(|line| Some(line.split_once(" = ")?.0.to_owned()));
    names.filter(|name| name != "native-tls").collect()
}

#[test]
fn code_of_the_lowest_rung_compiles_with_every_feature() {
    let (rungs, bringing) = rungs();
    let newest = rungs.last().map(|rung| format!("dialer-{rung}")).expect("there is a rung");
    let lowest = *bringing.first().expect("some rung brings something");
    let all: Vec<String> = features().iter().map(|feature| format!("icws-dialer/{feature}")).collect();
    for needed in [newest.as_str(), "reqwest", "blocking", "tracing"] {
        assert!(all.contains(&format!("icws-dialer/{needed}")), "{needed} is not in {all:?}");
    }
    let output = check_with(all, &[lowest]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn what_a_rung_brings_is_absent_below() {
    let (rungs, bringing) = rungs();
    for rung in bringing {
        let below = rungs.iter().copied().rev().find(|below| *below < rung);
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
