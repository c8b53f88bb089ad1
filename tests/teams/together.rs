//! Two teams whose software ends up in one build, where cargo makes one client for both, with the features of both.

use std::fs;
use std::io;

use icws_tests::root;
use icws_tests::throwaway::{Member, Throwaway, newest, oldest};

/// The code of a team, from `tests/teams/consumer/src`.
fn code(file: &str) -> io::Result<String> {
    fs::read_to_string(root().join("tests/teams/consumer/src").join(file))
}

fn dependency(features: &[&str]) -> String {
    format!("icws-dialer = {{ workspace = true, features = {features:?} }}\n")
}

/// One test, because all of it happens in one folder.
#[test]
fn teams_of_different_rungs_and_transports_build_alone_and_together() -> io::Result<()> {
    let (oldest, newest) = (oldest(), newest());
    let dialers = code(&format!("{}.rs", oldest.replace("dialer-", "rung_")))?;
    let teams = [
        ("dialers", dependency(&[&oldest, "reqwest", "server"]), dialers),
        ("reporters", dependency(&[&newest, "blocking"]), code("blocking.rs")?),
    ];
    let members =
        teams.each_ref().map(|(name, dependencies, code)| Member { name, dependencies, code: code.as_str() });
    let workspace = Throwaway::new("together", &members)?;
    for packages in [["--package", "dialers"].as_slice(), &["--package", "reporters"], &["--workspace"]] {
        workspace.cargo(&[&["check", "--quiet"], packages].concat(), &root().join("target/gating"))?;
    }
    Ok(())
}
