//! Programs as a team writes and tests them: on the mock, and in a workspace that is not ours.

use std::fs;
use std::io;

use icws_tests::root;
use icws_tests::throwaway::{Member, Throwaway, newest};

/// The files of `tests/teams/consumer/src`.
const FILES: [&str; 8] =
    ["batch", "desk", "failure", "handover", "rehearsal", "service", "spans", "stand_in"];

#[test]
fn a_service_of_many_sessions_and_a_batch_are_built_and_tested_outside_of_this_workspace() -> io::Result<()> {
    let (mut code, mut tests) = (String::new(), 0);
    for file in FILES {
        let path = root().join("tests/teams/consumer/src").join(file).with_extension("rs");
        let text = fs::read_to_string(&path)?;
        tests += text.matches("#[test]").count() + text.matches("#[tokio::test").count();
        code += &format!("#[path = {path:?}]\npub mod {file};\n");
    }
    let dependencies = format!(
        "axum.workspace = true\n\
         icws-dialer = {{ workspace = true, features = [\"{}\", \"reqwest-client\", \"blocking-client\", \"mock\", \"retry\", \"server\", \"tracing\"] }}\n\
         serde_json.workspace = true\n\
         tokio = {{ workspace = true, features = [\"io-util\", \"macros\", \"net\", \"rt\", \"sync\", \"test-util\", \"time\"] }}\n\
         tower-service.workspace = true\n\
         tracing = {{ workspace = true, features = [\"std\"] }}\n",
        newest()
    );
    let member = Member { name: "desk", dependencies: &dependencies, code: &code };
    let workspace = Throwaway::new("outside", &[member])?;
    let said = workspace.cargo(&["test", "--quiet", "--lib"])?;
    assert!(said.contains(&format!("{tests} passed; 0 failed")), "{said}");
    Ok(())
}
