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
