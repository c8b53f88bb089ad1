//! Two teams whose software ends up in one build, where cargo makes one client for both, with the features of both.
//!
//! They are a workspace of its own in `target/neighbours`, because in this one the tests switch on all features. Only
//! what has changed is written, and all crates that it needs are in this workspace's Cargo.lock, and downloaded.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A team: its name, the features that it asks for, and its code in `tests/consumer/src`.
struct Team {
    name: &'static str,
    features: &'static str,
    code: &'static str,
}

const TEAMS: [Team; 2] = [
    Team { name: "dialers", features: r#""dialer-2", "reqwest""#, code: "rung_2.rs" },
    Team { name: "reporters", features: r#""dialer-9", "blocking""#, code: "blocking.rs" },
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn folder() -> PathBuf {
    root().join("target/neighbours")
}

/// Writes a file, unless it is so already: cargo would build again what is newer.
fn write(path: &str, content: &str) -> io::Result<()> {
    let path = folder().join(path);
    if fs::read_to_string(&path).is_ok_and(|present| present == content) {
        return Ok(());
    }
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::write(path, content)
}

fn write_workspace() -> io::Result<()> {
    write("Cargo.toml", "[workspace]\nresolver = \"3\"\nmembers = [\"dialers\", \"reporters\"]\n")?;
    write("Cargo.lock", &fs::read_to_string(root().join("Cargo.lock"))?)?;
    for Team { name, features, code } in TEAMS {
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies.icws-dialer]\n\
             path = \"../../../generated\"\ndefault-features = false\nfeatures = [{features}]\n"
        );
        write(&format!("{name}/Cargo.toml"), &manifest)?;
        let code = fs::read_to_string(root().join("tests/consumer/src").join(code))?;
        write(&format!("{name}/src/lib.rs"), &code)?;
    }
    Ok(())
}

/// One test, because all of it happens in one folder.
#[test]
fn teams_of_different_rungs_and_transports_build_alone_and_together() -> io::Result<()> {
    write_workspace()?;
    for packages in [["--package", "dialers"].as_slice(), &["--package", "reporters"], &["--workspace"]] {
        let output = Command::new(env!("CARGO"))
            .args(["check", "--offline", "--quiet"])
            .args(packages)
            .current_dir(folder())
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .env("CARGO_TARGET_DIR", root().join("target/gating"))
            .env("RUSTFLAGS", "-D warnings")
            .output()?;
        assert!(output.status.success(), "{packages:?}:\n{}", String::from_utf8_lossy(&output.stderr));
    }
    Ok(())
}
