//! The step `wasm`: without a client, the generated crate compiles for WebAssembly, as its documentation says.

use std::path::Path;
use std::process::Command;

use super::Verdict;
use crate::support::console::say;
use crate::support::failure::Failure;
use crate::support::process::{cargo, output, quietly};
use crate::support::workspace::{PACKAGE, Workspace};
use crate::versions::features::{self, Features};

const TARGET: &str = "wasm32-unknown-unknown";

pub(crate) fn run(workspace: &Workspace) -> Result<Verdict, Failure> {
    // A machine that cannot have the target has no fault in its code, so this is no failure. It is not `ok`
    // either, since nothing is checked.
    if !is_installed() && quietly(Command::new("rustup").args(["target", "add", TARGET])).is_err() {
        say(format!("left out: {TARGET} is not installed, and rustup cannot add it"));
        return Ok(Verdict::LeftOut);
    }
    let ladders = Features::of(workspace)?.ladders;
    let newest = ladders.iter().filter_map(|rungs| rungs.last()).cloned().collect::<Vec<_>>().join(",");
    let sets = [newest.clone(), format!("{newest},mock")];
    features::each(&sets, "sets of features for WebAssembly", |set| {
        let arguments = ["check", "--quiet", "--lib", "--target", TARGET, "-p", PACKAGE];
        output(cargo(workspace, &arguments).args(["--no-default-features", "--features", set]))
    })?;
    Ok(Verdict::Ok)
}

/// Whether the compiler has the library for it. Rust need not come from rustup.
fn is_installed() -> bool {
    let folder = output(Command::new("rustc").args(["--print", "target-libdir", "--target", TARGET]));
    folder.is_ok_and(|folder| Path::new(&folder).is_dir())
}
