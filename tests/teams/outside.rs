//! A service as a team writes and tests it: on the mock, and in a workspace that is not ours.

use std::fs;
use std::io;

use icws_tests::root;
use icws_tests::throwaway::{Member, Throwaway, newest};

#[test]
fn a_service_of_many_sessions_is_built_and_tested_outside_of_this_workspace() -> io::Result<()> {
    let code = fs::read_to_string(root().join("tests/teams/consumer/src/desk.rs"))?;
    let dependencies = format!(
        "icws-dialer = {{ workspace = true, features = [\"{}\", \"reqwest-client\", \"mock\"] }}\n\
         serde_json.workspace = true\n\
         tokio = {{ workspace = true, features = [\"macros\", \"rt\", \"sync\", \"test-util\", \"time\"] }}\n",
        newest()
    );
    let member = Member { name: "desk", dependencies: &dependencies, code: &code };
    let workspace = Throwaway::new("outside", &[member])?;
    let said = workspace.cargo(&["test", "--quiet", "--lib"], &root().join("target/gating"))?;
    let tests = code.matches("#[tokio::test").count();
    assert!(said.contains(&format!("{tests} passed; 0 failed")), "{said}");
    Ok(())
}
