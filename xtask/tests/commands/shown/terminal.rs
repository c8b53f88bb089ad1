//! What a specification can hold and must not do: nothing in it commands the terminal of whoever looks at it, and
//! nothing that is read has no end.

use std::fs::File;

use icws_codegen::visible::is_hidden;

use crate::Result;
use crate::sandbox::{Sandbox, spec};

const SPEC: &str = "spec/dialer.yaml";
const OUT: [&str; 5] = ["gen", "--spec", SPEC, "--out", "out"];

/// A specification whose first operation is described so, in double quotes.
fn described(description: &str) -> String {
    let id = "operationId: callOne\n";
    spec(1, &[("callOne", 1)]).replace(id, &format!("{id}      description: \"{description}\"\n"))
}

#[test]
fn a_difference_shows_what_it_would_do_to_the_terminal() -> Result {
    let sandbox = Sandbox::new("hidden-difference")?;
    sandbox.write(SPEC, &described("One."))?;
    assert_eq!(sandbox.xtask(&["gen"])?.code, Some(0));
    let file = "generated/src/generated/operations/call_one.rs";
    sandbox.write(file, &sandbox.read(file)?.replace("One.", "\u{1b}[2J\u{9b}2J\u{202e}"))?;
    let run = sandbox.xtask(&["gen", "--check"])?;
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stdout.contains(r"-    /// \u{1b}[2J\u{9b}2J\u{202e}"), "{run:?}");
    assert!(!run.stdout.contains(is_hidden) && !run.stderr.contains(is_hidden), "{run:?}");
    Ok(())
}

#[test]
fn a_mistake_shows_what_it_would_do_to_the_terminal() -> Result {
    let sandbox = Sandbox::new("hidden-mistake")?;
    sandbox
        .write(SPEC, &described("One.").replace("info: {", "info: { \"\\e[2J\\x9b\": 1, '\u{202e}': 1,"))?;
    for arguments in [&["gen"][..], &["gen", "--format", "json"]] {
        let run = sandbox.xtask(arguments)?;
        assert_eq!(run.code, Some(1), "{run:?}");
        assert!(!run.stdout.contains(is_hidden) && !run.stderr.contains(is_hidden), "{run:?}");
    }
    Ok(())
}

#[test]
fn a_title_is_shown_in_the_manifest_and_on_the_front_page() -> Result {
    let sandbox = Sandbox::new("hidden-title")?;
    sandbox.write(SPEC, &described("One.").replace("'ICWS Phone'", "\"a\\0\\e[2J\""))?;
    let run = sandbox.xtask(&OUT)?;
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(sandbox.read("out/Cargo.toml")?.contains(r"description = 'Typed client for a\u{0}\u{1b}[2J'"));
    assert!(sandbox.read("out/README.md")?.contains(r"Typed client for a\u{0}\u{1b}\[2J."));
    Ok(())
}

#[test]
fn what_is_no_file_or_has_no_end_is_not_read() -> Result {
    let sandbox = Sandbox::new("no-specification")?;
    File::create(sandbox.path("large.yaml"))?.set_len((64 << 20) + 1)?;
    for (path, reason) in [
        ("generated", "it is not a file"),
        #[cfg(unix)]
        ("/dev/zero", "it is not a file"),
        ("large.yaml", "it is larger than 64 MiB, which no specification is"),
    ] {
        let run = sandbox.xtask(&["gen", "--spec", path, "--out", "out"])?;
        assert_eq!(run.code, Some(1), "{run:?}");
        assert_eq!(run.stderr, format!("error: cannot read {path}: {reason}\n\nnothing was written\n"));
    }
    Ok(())
}
