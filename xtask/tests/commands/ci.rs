//! `cargo xtask ci`: what a step does where this machine lacks something. The programs that it starts are made up.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

use crate::Result;
use crate::sandbox::{Run, Sandbox, spec};

/// The output of the step `wasm`, where these are the scripts of `rustc` and of `rustup`.
fn wasm(name: &str, rustc: &str, rustup: &str) -> Result<Run> {
    let sandbox = Sandbox::new(name)?;
    sandbox.write("spec/dialer.yaml", &spec(2, &[("callOne", 1)]))?;
    for (program, script) in [("rustc", rustc), ("rustup", rustup), ("cargo", "exit 0")] {
        let path = format!("programs/{program}");
        sandbox.write(&path, &format!("#!/bin/sh\n{script}\n"))?;
        fs::set_permissions(sandbox.path(&path), fs::Permissions::from_mode(0o755))?;
    }
    let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"));
    xtask.args(["ci", "wasm", "--root"]).arg(&sandbox.root);
    xtask.env("PATH", sandbox.path("programs")).env("CARGO", sandbox.path("programs/cargo"));
    Ok(Run::of(xtask.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?)?)
}

/// Rust need not come from rustup, and where it does, rustup adds what is missing.
#[test]
fn only_a_target_that_is_missing_and_cannot_be_added_is_left_out() -> Result {
    let (there, missing) = ("echo /", "echo /nowhere");
    for (name, rustc, rustup, is_left_out) in [
        ("wasm-there", there, "exit 1", false),
        ("wasm-added", missing, "exit 0", false),
        ("wasm-missing", missing, "exit 1", true),
    ] {
        let run = wasm(name, rustc, rustup)?;
        assert_eq!(run.code, Some(0), "{run:?}");
        assert_eq!(run.stdout.contains("== wasm left out"), is_left_out, "{run:?}");
    }
    Ok(())
}
