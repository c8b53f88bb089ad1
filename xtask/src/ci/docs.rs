//! The step `docs`: the documentation of the generated crate and its runtime at the lowest and at the highest rung. A link to
//! something that is not there at a rung is a warning at that rung alone.

use crate::support::console::say;
use crate::support::failure::Failure;
use crate::support::process::{cargo, succeeds};
use crate::support::workspace::{PACKAGE, RUNTIME_PACKAGE, Workspace};
use crate::versions::features::Features;

pub(crate) fn run(workspace: &Workspace) -> Result<(), Failure> {
    let features = Features::of(workspace)?;
    features.say_what_is_left_out();
    let ends: [Vec<&str>; 2] = [<[String]>::first, <[String]>::last]
        .map(|end| features.ladders.iter().filter_map(|rungs| end(rungs)).map(String::as_str).collect());
    let [lowest, highest] = ends.map(|rungs| rungs.join(","));
    let all = features.all();
    let sets: [&[&str]; 3] =
        [&["--no-default-features", "--features", &lowest], &["--features", &highest], &["--features", &all]];
    let mut failed = Vec::new();
    for set in sets {
        say(format!("documenting {}", set.join(" ")));
        let mut command =
            cargo(workspace, &["doc", "--quiet", "--no-deps", "-p", PACKAGE, "-p", RUNTIME_PACKAGE]);
        if !succeeds(command.args(set).env("RUSTDOCFLAGS", "-D warnings")) {
            failed.push(format!("cargo doc --no-deps -p {PACKAGE} -p {RUNTIME_PACKAGE} {}", set.join(" ")));
        }
    }
    match failed.as_slice() {
        [] => Ok(()),
        failed => Err(Failure::new(format!("error: warnings from: {}", failed.join("; ")))),
    }
}
