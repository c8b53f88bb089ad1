//! `cargo xtask surface`: what each version adds, and what is there at one.

use crate::Result;
use crate::sandbox::{Sandbox, spec};

#[test]
fn what_a_version_adds_is_there_from_it_on() -> Result {
    let sandbox = Sandbox::new("surface")?;
    sandbox.write("spec/dialer.yaml", &spec(2, &[("callOne", 1), ("callTwo", 2)]))?;
    assert_eq!(sandbox.xtask(&["gen"])?.code, Some(0));
    let added = sandbox.xtask(&["surface"])?.stdout;
    let rows = "\n| `phone-1` | `call_one` | |\n| `phone-2` | `call_two` | |\n";
    assert!(added.contains(rows), "{added}");
    let by_hand = "\nevery version has what is written by hand\n  ";
    let positions = ["\nphone-1 adds\n", "\nphone-2 adds\n", by_hand].map(|title| added.find(title));
    assert!(positions.is_sorted() && positions[0].is_some(), "{added}");
    for (version, is_there) in [("1", false), ("phone-2", true)] {
        let all = sandbox.xtask(&["surface", "--at", version])?.stdout;
        assert!(all.contains("\noperations::CallOne ") && all.contains("Session: "), "{all}");
        assert_eq!(all.contains("\noperations::CallTwo "), is_there, "{version}: {all}");
    }
    assert_eq!(sandbox.xtask(&["surface", "--at", "3"])?.code, Some(2));
    Ok(())
}

/// What a command reads is whole only if nobody is writing it. What needs no crate says nothing of that.
#[test]
fn a_run_that_was_interrupted_is_told_of() -> Result {
    let sandbox = Sandbox::new("surface-unfinished")?;
    sandbox.write("spec/dialer.yaml", &spec(1, &[("callOne", 1)]))?;
    assert_eq!(sandbox.xtask(&["gen"])?.code, Some(0));
    let is_told = |arguments: &[&str]| -> Result<bool> {
        let run = sandbox.xtask(arguments)?;
        assert_eq!(run.code, Some(0), "{run:?}");
        Ok(run.stderr.contains("was interrupted, or is at work"))
    };
    assert!(!is_told(&["surface"])?);
    sandbox.write("generated/.xtask-gen/0", "")?;
    assert!(is_told(&["surface"])? && !is_told(&["explain", "E0101"])?);
    Ok(())
}
