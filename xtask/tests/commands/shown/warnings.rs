//! What is probably not meant is shown, and stops nothing unless that is asked for.

use serde_json::{Value, json};

use crate::Result;
use crate::sandbox::{Sandbox, spec};

const SPEC: &str = "spec/dialer.yaml";

fn suspicious() -> String {
    spec(1, &[("callOne", 1)]) + "    leftOver: { type: object }\n"
}

#[test]
fn a_warning_is_shown_and_stops_nothing() -> Result {
    let sandbox = Sandbox::new("warning-shown")?;
    sandbox.write(SPEC, &suspicious())?;
    for command in [&["gen"][..], &["gen", "--check"]] {
        let run = sandbox.xtask(command)?;
        assert_eq!(run.code, Some(0), "{run:?}");
        let title =
            "warning[W0401]: no operation uses `leftOver` of `components.schemas`\n  --> spec/dialer.yaml:";
        assert!(run.stderr.starts_with(title), "{run:?}");
        let summary = "\n\n1 warning in spec/dialer.yaml\nfor more, run: cargo xtask explain W0401\n\n";
        assert!(run.stderr.ends_with(summary), "{run:?}");
    }
    Ok(())
}

#[test]
fn a_warning_that_is_denied_is_a_mistake() -> Result {
    let sandbox = Sandbox::new("warning-denied")?;
    sandbox.write(SPEC, &suspicious())?;
    let run = sandbox.xtask(&["gen", "--deny-warnings"])?;
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{run:?}");
    assert!(run.stderr.starts_with("error[W0401]: no operation uses `leftOver`"), "{run:?}");
    let summary =
        "\n\n1 mistake in spec/dialer.yaml; nothing was written\nfor more, run: cargo xtask explain W0401\n";
    assert!(run.stderr.ends_with(summary), "{run:?}");
    assert!(!sandbox.path("generated/src/generated").exists());

    sandbox.write(SPEC, &spec(1, &[("callOne", 1)]))?;
    let run = sandbox.xtask(&["gen", "--deny-warnings"])?;
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    Ok(())
}

#[test]
fn a_warning_is_an_object_beside_those_of_the_files() -> Result {
    let sandbox = Sandbox::new("warning-json")?;
    sandbox.write(SPEC, &suspicious())?;
    for (command, severity) in [
        (&["gen", "--format", "json"][..], "warning"),
        (&["gen", "--format", "json", "--deny-warnings"], "error"),
    ] {
        let run = sandbox.xtask(command)?;
        let first: Value = serde_json::from_str(run.stdout.lines().next().unwrap_or_default())?;
        assert_eq!((&first["severity"], &first["code"]), (&json!(severity), &json!("W0401")), "{run:?}");
    }
    Ok(())
}

#[test]
fn a_warning_is_explained() -> Result {
    let run = Sandbox::new("warning-explained")?.xtask(&["explain", "w0401"])?;
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.starts_with("# W0401: a component that nobody uses\n"), "{run:?}");
    Ok(())
}
