//! The crate of `tests/conventions/spec.yaml`, which uses every convention: it compiles wherever it must, and what it
//! sends and reads is what `tests/conventions/wire.rs` says, and what its server does what `server/` beside it says.
//!
//! It is made in `target/conventions`, where only what has changed is written, and built in the folder of the tests of
//! the gates, whose flags are the same. All crates that it needs are in the workspace's Cargo.lock, and downloaded.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn folder() -> PathBuf {
    root().join("target/conventions")
}

/// Copies a file, unless it is there already: cargo would build again what is newer.
fn copy(from: &str, to: &str) -> Result {
    let (from, to) = (root().join(from), folder().join(to));
    let content = fs::read(from)?;
    if fs::read(&to).ok().as_ref() != Some(&content) {
        to.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(to, content)?;
    }
    Ok(())
}

fn generate() -> Result {
    let spec = "tests/conventions/spec.yaml";
    let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"));
    xtask.args(["gen", "--spec", spec, "--out", "target/conventions", "--name", "icws-connection"]);
    let output = xtask.current_dir(root()).output()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    copy("tests/conventions/wire.rs", "tests/wire.rs")?;
    copy("tests/conventions/server/main.rs", "tests/server/main.rs")?;
    copy("tests/conventions/server/echo.rs", "tests/server/echo.rs")?;
    copy("Cargo.lock", "Cargo.lock")
}

fn cargo(command: &[&str], features: &str) -> Result {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(command).args(["--offline", "--quiet", "--no-default-features", "--features", features]);
    cargo.current_dir(folder()).env_remove("CARGO_ENCODED_RUSTFLAGS").env("RUSTFLAGS", "-D warnings");
    cargo.env("RUSTDOCFLAGS", "-D warnings");
    let output = cargo.env("CARGO_TARGET_DIR", root().join("target/gating")).output()?;
    let shown = [output.stdout, output.stderr].concat();
    assert!(output.status.success(), "{command:?} with {features:?}: {}", String::from_utf8_lossy(&shown));
    Ok(())
}

/// One test, because all of it happens in one folder.
#[test]
fn every_convention_compiles_and_keeps_its_word() -> Result {
    generate()?;
    for features in ["", "dialer-2", "dialer-4", "connection-1", "connection-3", "server", "dialer-2,server"]
    {
        cargo(&["check"], features)?;
    }
    // The tests of the hand-written code come along, and hold in a crate of several features, too.
    cargo(&["test", "--lib", "--test", "wire", "--test", "server"], "dialer-4,connection-3,server")?;
    // Whatever the descriptions say, they are documentation, and nothing of them is compiled.
    cargo(&["clippy"], "dialer-4,connection-3")?;
    cargo(&["doc", "--no-deps"], "dialer-4,connection-3")?;
    cargo(&["test", "--doc", "models"], "dialer-4,connection-3")
}
