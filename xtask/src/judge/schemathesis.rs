//! Schemathesis: requests made of the specification, good and bad. Our router has to tell them apart, and to answer as it
//! is documented.

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use super::router;
use crate::support::console::{complain, say};
use crate::support::install::{Manager, Tool};
use crate::support::process;
use crate::support::workspace::{SPEC, Workspace};

/// With what chooses the requests: another version of that would choose others by the same seed.
pub(super) const TOOL: Tool = Tool {
    from: Manager::Pip,
    name: "schemathesis",
    version: "4.32.5",
    with: &["hypothesis==6.170.15", "jsonschema_rs==0.60.3"],
    needs: &[],
};

/// How the router answers, and the rules that this is judged by, each deviation with its reason.
const RUNS: [Run; 2] = [
    Run { answers: "successes", rules: "spec/schemathesis.toml" },
    Run { answers: "outcomes", rules: "spec/schemathesis-outcomes.toml" },
];

/// The variable that asks for a number of requests, and with it for other requests each time.
const EXAMPLES: &str = "ICWS_SCHEMATHESIS_EXAMPLES";
/// The variable that asks for the requests of an earlier time.
const SEED: &str = "ICWS_SCHEMATHESIS_SEED";

pub(super) fn judge(workspace: &Workspace, home: &Path) -> Result<(), String> {
    let [examples, seed] = [EXAMPLES, SEED].map(|variable| number(variable, env::var_os(variable)));
    let effort = Effort::of(examples?, seed?, SystemTime::now());
    let mut is_passed = true;
    for run in RUNS {
        let Effort { examples, seed } = effort;
        say(format!("schemathesis: {}, {examples} examples of each operation, seed {seed}", run.answers));
        if let Err(findings) = run.judge(workspace, home, effort) {
            // All of it, because each finding comes with the request that shows it.
            complain(findings);
            is_passed = false;
        }
    }
    if is_passed { Ok(()) } else { Err("see above".to_owned()) }
}

#[derive(Debug, Clone, Copy)]
struct Run {
    answers: &'static str,
    rules: &'static str,
}

impl Run {
    fn judge(self, workspace: &Workspace, home: &Path, effort: Effort) -> Result<(), String> {
        let server = router::serve(workspace, self.answers)?;
        let mut command = router::caller(workspace, home);
        command.args(["-c", "from schemathesis.cli import schemathesis; schemathesis()"]);
        command.args(["--config-file", self.rules, "run", SPEC]);
        command.args(["--url", &format!("http://{}", server.address())]);
        command.args(["--max-examples", &effort.examples.to_string(), "--seed", &effort.seed.to_string()]);
        // Otherwise it leaves what it has worked out about characters in the folder that it is started in.
        command.env("HYPOTHESIS_STORAGE_DIRECTORY", home.join(".hypothesis"));
        let found = process::output(&mut command).err();
        let served = server.end();
        let (Ok(requests) | Err(requests)) = &served;
        say(format!("schemathesis: {requests}"));
        match found {
            Some(printed) => Err(findings(&printed).to_owned()),
            None => served.map(drop).map_err(|_| "the router has not answered as it is to".to_owned()),
        }
    }
}

/// How much to try.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Effort {
    /// The most requests of an operation that are chosen at random, beside those that are chosen by rule.
    examples: u64,
    seed: u64,
}

impl Effort {
    /// Little, and always the same, unless somebody asks for more.
    fn of(examples: Option<u64>, seed: Option<u64>, now: SystemTime) -> Self {
        let usual = match examples {
            Some(_) => now.duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs()),
            None => 1,
        };
        Self { examples: examples.unwrap_or(100), seed: seed.unwrap_or(usual) }
    }
}

/// The number in a variable with this text, if it is set.
fn number(variable: &str, text: Option<OsString>) -> Result<Option<u64>, String> {
    let Some(text) = text else { return Ok(None) };
    let number = text.to_str().and_then(|text| text.parse().ok()).filter(|number| *number > 0);
    number.map(Some).ok_or_else(|| format!("{variable} is {}, which is no number above 0", text.display()))
}

/// What is found, in what is printed: from the first finding on.
fn findings(printed: &str) -> &str {
    let titles = ["= FAILURES =", "= ERRORS =", "= WARNINGS ="];
    let lines = titles.iter().filter_map(|title| printed.find(title));
    lines.min().and_then(|found| printed.get(found..)).unwrap_or(printed)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn little_is_tried_and_always_the_same_unless_more_is_asked_for() {
        let now = UNIX_EPOCH + Duration::from_secs(17);
        assert_eq!(Effort::of(None, None, now), Effort { examples: 100, seed: 1 });
        assert_eq!(Effort::of(Some(2000), None, now), Effort { examples: 2000, seed: 17 });
        assert_eq!(Effort::of(Some(2000), Some(4), now), Effort { examples: 2000, seed: 4 });
    }

    #[test]
    fn a_variable_has_a_number_above_0_or_is_not_set() {
        let read = |text: &str| number("TRIES", Some(text.into()));
        assert_eq!((number("TRIES", None), read("1"), read("2000")), (Ok(None), Ok(Some(1)), Ok(Some(2000))));
        for text in ["0", "", "-1", "many"] {
            assert_eq!(read(text), Err(format!("TRIES is {text}, which is no number above 0")));
        }
    }

    #[test]
    fn what_is_found_is_shown_without_what_stands_before_it() {
        let before = "Schemathesis\n \u{274c}  Coverage (in 2.85s)\n==";
        let found = "= FAILURES ===\n1. Test Case ID: It8Nd2\n=== WARNINGS ===";
        assert_eq!(findings(&format!("{before}{found}")), found);
        assert_eq!(findings("Error: no such file"), "Error: no such file");
    }
}
