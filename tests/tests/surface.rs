//! The public surface at each rung, read from the generated code, as it was last reviewed.

use std::collections::BTreeSet;
use std::path::Path;

use icws_codegen::{Output, Spec, surface};

fn output() -> Output {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/dialer.yaml");
    let bytes = std::fs::read(path).expect("the specification is there");
    icws_codegen::generate(Spec { path: "spec/dialer.yaml", bytes: &bytes }).expect("no mistakes")
}

/// Everything that is public with the cargo features of a rung and of all below.
fn listing(output: &Output, rung: u32) -> BTreeSet<String> {
    let flags = (1..=rung)
        .map(|rung| format!("dialer-{rung}"))
        .chain(["reqwest-client", "blocking-client", "server"].map(str::to_owned));
    surface::listing(&output.tree, &flags.collect()).into_iter().collect()
}

#[test]
fn nothing_that_a_server_may_lack_is_public_without_a_rung() {
    let known = [
        "DialerVersion",
        "Since",
        "operations::ALL",
        "server::DialerApi (",
        "server::DialerApi::authenticate(",
        "server::DialerApi::max_request_size(",
        "server::router<",
        "std::sync::Arc<A>: DialerApi",
    ];
    let listed = listing(&output(), 1);
    assert!(listed.iter().all(|line| known.iter().any(|known| line.starts_with(known))), "{listed:#?}");
}

#[test]
fn each_rung_adds_what_was_reviewed_and_takes_nothing_away() {
    let output = output();
    let mut below = listing(&output, 1);
    for rung in output.api.features.iter().flat_map(|feature| feature.rungs()) {
        let here = listing(&output, rung);
        let gone: Vec<_> = below.difference(&here).collect();
        assert!(gone.is_empty(), "rung {rung} takes away {gone:#?}");
        let added: Vec<&str> = here.difference(&below).map(String::as_str).collect();
        insta::assert_snapshot!(format!("rung_{rung}"), added.join("\n"));
        below = here;
    }
}
