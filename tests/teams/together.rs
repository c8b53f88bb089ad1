//! Two teams whose software ends up in one build, where cargo makes one client for both, with the features of both.

use std::fs;
use std::io;

use icws_tests::root;
use icws_tests::throwaway::{Member, Throwaway, newest};

use crate::proof;

/// The code of a team, from `tests/teams/consumer/src`.
fn code(file: &str) -> io::Result<String> {
    fs::read_to_string(root().join("tests/teams/consumer/src").join(file))
}

fn dependency(features: &[&str]) -> String {
    format!("icws-dialer = {{ workspace = true, features = {features:?} }}\nserde.workspace = true\n")
}

/// One test, because all of it happens in one folder.
#[test]
fn teams_of_different_rungs_and_transports_build_alone_and_together() -> io::Result<()> {
    let (rungs, newest) = (proof::rungs(&["reqwest-client", "server"]), newest());
    let oldest =
        rungs.iter().flatten().find(|rung| !rung.code.is_empty()).expect("some version brings something");
    let dialers = oldest.code.first().map(|code| code.text.clone()).unwrap_or_default();
    let teams = [
        ("dialers", dependency(&[&oldest.flag, "reqwest", "server"]), dialers),
        ("reporters", dependency(&[&newest, "blocking"]), code("blocking.rs")?),
    ];
    let members =
        teams.each_ref().map(|(name, dependencies, code)| Member { name, dependencies, code: code.as_str() });
    let workspace = Throwaway::new("together", &members)?;
    for packages in [["--package", "dialers"].as_slice(), &["--package", "reporters"], &["--workspace"]] {
        workspace.cargo(&[&["check", "--quiet"], packages].concat())?;
    }
    Ok(())
}
