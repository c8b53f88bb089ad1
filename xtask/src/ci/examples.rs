//! The step `examples`: those that end on their own are run, against a server that they start themselves.

use crate::support::console::say;
use crate::support::failure::Failure;
use crate::support::process::{cargo, succeeds};
use crate::support::workspace::{PACKAGE, Workspace};
use crate::versions::features::Features;

const EXAMPLES: [&str; 6] = ["agent", "blocking", "login", "metrics", "mock", "own_transport"];

pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    let features = Features::of(workspace)?;
    let features = [features.rungs(), features.others, vec!["reqwest".to_owned()]].concat().join(",");
    let run = ["run", "--quiet", "--package", PACKAGE, "--features", &features, "--example"];
    let failed = EXAMPLES.iter().find(|name| {
        say(format!("running the example {name}"));
        !succeeds(cargo(workspace, &run).arg(name))
    });
    failed.map_or(Ok(()), |name| Err(Failure::new(format!("error: the example {name} failed"))))
}

#[cfg(test)]
mod tests {
    use std::{fs, io};

    use super::*;

    #[test]
    fn every_example_is_run_but_the_server_that_goes_on() -> io::Result<()> {
        let mut names = Vec::new();
        for entry in fs::read_dir(Workspace::own().path("generated/examples"))? {
            names.extend(entry?.path().file_stem().map(|stem| stem.to_string_lossy().into_owned()));
        }
        names.retain(|name| name != "fake_server");
        names.sort();
        assert_eq!(names, EXAMPLES);
        Ok(())
    }
}
