//! How little a team takes on that brings its own HTTP stack.

use std::collections::BTreeSet;
use std::io;

use icws_tests::throwaway::{Member, Throwaway, root};

/// The crates that are compiled for a team at the highest rung without a transport, the client itself among them.
fn crates() -> io::Result<BTreeSet<String>> {
    let dependencies = "icws-dialer = { workspace = true, features = [\"dialer-9\"] }\n";
    let member = Member { name: "team", dependencies, code: "" };
    let workspace = Throwaway::new("crates", &[member])?;
    let tree = ["tree", "--edges", "normal,build", "--prefix", "none", "--no-dedupe", "--format", "{lib}"];
    let listed = workspace.cargo(&tree, &root().join("target/gating"))?;
    Ok(listed.split_whitespace().filter(|name| *name != "team").map(str::to_owned).collect())
}

#[test]
fn without_a_transport_there_are_at_most_20_crates_and_all_are_rust() -> io::Result<()> {
    let crates = crates()?;
    assert!(crates.contains("icws_dialer") && crates.contains("http"), "{crates:?}");
    assert!(crates.len() <= 20, "{} crates: {crates:?}", crates.len());
    let foreign =
        |name: &&String| name.ends_with("_sys") || ["cc", "cmake", "bindgen"].contains(&name.as_str());
    assert_eq!(crates.iter().find(foreign), None);
    Ok(())
}
