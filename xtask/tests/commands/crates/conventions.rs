//! Crates of specifications that use everything. That of `tests/conventions/spec.yaml`, which uses every convention,
//! compiles wherever it must, and what it sends and reads is what `tests/conventions/wire.rs` says, and what its server
//! does what `server/` beside it says. That of `tests/conventions/lints.yaml`, which is written as lints would not have it,
//! is clean by clippy and rustdoc. That of `tests/conventions/renamed.yaml` is used by old names and by new ones.
//! Those of two small specifications are as clean without versions, and at each version.
//!
//! They are made in folders below `target`, where only what has changed is written. All crates that they need are in the
//! workspace's Cargo.lock, and downloaded.

use std::error::Error;
use std::fs;
use std::process::Command;
use std::sync::OnceLock;

use super::calls;
use super::values::generate;
use crate::Result;
use crate::sandbox::{cargo, files, root};

/// Both clients, and the router that they call.
pub(crate) const BOTH_SIDES: &str = "reqwest-client,blocking-client,mock,server";

/// A crate of its own.
pub(crate) struct Generated {
    pub(crate) folder: &'static str,
}

impl Generated {
    pub(crate) fn new(spec: &str, name: &str, folder: &'static str) -> Result<Self> {
        Self::with(folder, &["--spec", spec, "--name", name])
    }

    /// Makes it of these arguments.
    pub(crate) fn with(folder: &'static str, arguments: &[&str]) -> Result<Self> {
        let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"));
        xtask.args(["gen", "--out", folder]).args(arguments);
        let output = xtask.current_dir(root()).output()?;
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let generated = Self { folder };
        generated.copy("Cargo.lock", "Cargo.lock")?;
        Ok(generated)
    }

    pub(crate) fn read(&self, path: &str) -> Result<String> {
        Ok(fs::read_to_string(root().join(self.folder).join(path))?)
    }

    /// Copies a file, unless it is there already: cargo would build again what is newer.
    pub(crate) fn copy(&self, from: &str, to: &str) -> Result {
        self.write(to, &fs::read(root().join(from))?)
    }

    /// Writes a file, unless it is there already.
    pub(crate) fn write(&self, path: &str, content: &[u8]) -> Result {
        let path = root().join(self.folder).join(path);
        if fs::read(&path).ok().as_deref() != Some(content) {
            path.parent().map_or(Ok(()), fs::create_dir_all)?;
            fs::write(path, content)?;
        }
        Ok(())
    }

    pub(crate) fn cargo(&self, command: &[&str], features: &str) -> Result {
        self.printed(command, features).map(drop)
    }

    /// Documents the crate. rustdoc warns of no link that the macro of another crate has written, so its pages are searched for
    /// links to something of the crate that is not there. What traits of other crates say leads into those.
    pub(crate) fn document(&self, features: &str) -> Result {
        let manifest = self.read("Cargo.toml")?;
        let name = manifest.lines().find_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
        let folder = root().join("target/gating/doc").join(name.ok_or("a name")?.replace('-', "_"));
        // Else pages of yesterday would be searched, too.
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        self.cargo(&["doc", "--no-deps"], features)?;
        let pages = files(&folder)?;
        assert!(pages.contains_key("index.html"), "{}", folder.display());
        let is_own = |name: &str| {
            let (module, item) = (format!("{name}/"), format!(".{name}.html"));
            pages.keys().any(|page| page.starts_with(&module) || !page.contains('/') && page.ends_with(&item))
        };
        for (path, page) in &pages {
            for link in String::from_utf8_lossy(page).split("href=\"crate::").skip(1) {
                let link = link.split('"').next().unwrap_or_default();
                assert!(!link.split("::").next().is_some_and(is_own), "{path} leads to crate::{link}");
            }
        }
        Ok(())
    }

    /// What a command prints.
    pub(crate) fn printed(&self, command: &[&str], features: &str) -> Result<String> {
        let how = ["--offline", "--quiet", "--no-default-features", "--features", features];
        let run = cargo(&root().join(self.folder), &[command, &how].concat())?;
        let shown = [run.stdout.as_str(), &run.stderr].concat();
        assert!(run.is_clean(), "{command:?} with {features:?}: {shown}");
        Ok(shown)
    }
}

/// The crate that uses every convention, with its tests. It is made once, for all tests below.
fn conventions() -> Result<&'static Generated> {
    static MADE: OnceLock<std::result::Result<Generated, String>> = OnceLock::new();
    let make = || {
        let spec = "tests/conventions/spec.yaml";
        let generated = Generated::new(spec, "icws-connection", "target/conventions")?;
        generated.copy("tests/conventions/wire.rs", "tests/wire.rs")?;
        generated.copy("tests/conventions/server/main.rs", "tests/server/main.rs")?;
        generated.copy("tests/conventions/server/echo.rs", "tests/server/echo.rs")?;
        Ok(generated)
    };
    let made = MADE.get_or_init(|| make().map_err(|error: Box<dyn Error>| error.to_string()));
    made.as_ref().map_err(|error| error.as_str().into())
}

/// The newest versions of all features.
const NEWEST: &str = "dialer-4,connection-3";

#[test]
fn every_convention_compiles_at_each_version() -> Result {
    for features in ["", "dialer-2", "dialer-4", "connection-1", "connection-3"] {
        conventions()?.cargo(&["check"], features)?;
    }
    Ok(())
}

#[test]
fn the_server_of_every_convention_compiles_at_each_version() -> Result {
    for features in ["server", "dialer-2,server"] {
        conventions()?.cargo(&["check"], features)?;
    }
    Ok(())
}

#[test]
fn what_every_convention_sends_and_reads() -> Result {
    conventions()?.cargo(&["test", "--test", "wire"], "dialer-4,connection-3,server")
}

#[test]
fn every_call_of_every_convention_is_at_the_other_end_what_it_was() -> Result {
    let api = generate("tests/conventions/spec.yaml", "icws-connection")?.api;
    calls::write(conventions()?, &api)?;
    conventions()?.cargo(&["test", "--test", "calls"], &format!("{NEWEST},{BOTH_SIDES}"))
}

#[test]
fn what_the_server_of_every_convention_does() -> Result {
    conventions()?.cargo(&["test", "--test", "server"], "dialer-4,connection-3,server")
}

#[test]
fn every_convention_is_clean() -> Result {
    conventions()?.cargo(&["clippy"], NEWEST)
}

/// Whatever the descriptions say, they are documentation, and nothing of them is compiled.
#[test]
fn what_descriptions_say_is_documentation_alone() -> Result {
    conventions()?.document(NEWEST)?;
    conventions()?.cargo(&["test", "--doc", "models"], NEWEST)
}

/// What the methods of the clients have as examples. Other crates below have some in groups, or with what is younger.
#[test]
fn the_examples_of_calls_compile() -> Result {
    conventions()?.cargo(&["test", "--doc"], &format!("{NEWEST},{BOTH_SIDES}"))
}

#[test]
fn what_lints_would_have_otherwise_is_clean() -> Result {
    let generated = Generated::new("tests/conventions/lints.yaml", "icws-lints", "target/lints")?;
    generated.copy("tests/conventions/lints.rs", "tests/lints.rs")?;
    // Which TLS the clients have changes no generated line, and takes long to build.
    let all = "lint-2,reqwest-client,blocking-client,mock,server,tracing";
    for features in ["lint-1,server", all] {
        generated.cargo(&["clippy", "--lib", "--tests"], features)?;
    }
    generated.document(all)?;
    generated.cargo(&["test", "--test", "lints"], "lint-2")?;
    generated.cargo(&["test", "--doc"], "lint-2")
}

/// Old names compile beside the new ones at each version, and neither the crate nor rustdoc warns of them.
#[test]
fn what_had_another_name_goes_by_both() -> Result {
    let generated = Generated::new("tests/conventions/renamed.yaml", "icws-renamed", "target/renamed")?;
    generated.copy("tests/conventions/renamed.rs", "tests/renamed.rs")?;
    let all = "phone-2,reqwest-client,blocking-client,mock,server,tracing";
    for features in ["phone-1,server", all] {
        generated.cargo(&["clippy", "--lib"], features)?;
    }
    generated.document(all)?;
    generated.cargo(&["test", "--test", "renamed"], all)
}

/// What is younger than what it stands in is there from its version on, and nothing is missing, or unused, before.
#[test]
fn what_is_younger_than_what_it_stands_in() -> Result {
    let generated = Generated::new("tests/conventions/versions.yaml", "icws-versions", "target/versions")?;
    generated.copy("tests/conventions/versions.rs", "tests/versions.rs")?;
    let all = "dialer-4,tracker-2,reqwest-client,blocking-client,mock,server";
    for features in ["", "tracker-2,mock,server", "dialer-2,mock,server", "dialer-3,tracker-2", all] {
        generated.cargo(&["clippy", "--lib"], features)?;
    }
    generated.document("dialer-2")?;
    generated.document(all)?;
    for features in ["dialer-2,reqwest-client", all] {
        generated.cargo(&["test", "--doc"], features)?;
    }
    generated.cargo(&["test", "--test", "versions"], "dialer-2,server")?;
    generated.cargo(&["test", "--test", "versions"], all)
}

#[test]
fn a_document_without_versions_becomes_a_crate_without_features_of_them() -> Result {
    let spec = "tests/fixtures/good/no-versions.yaml";
    let generated = Generated::new(spec, "icws-no-versions", "target/no-versions")?;
    let manifest = generated.read("Cargo.toml")?;
    assert!(manifest.contains("\ndefault = [\"reqwest\"]\n# @generated-end features\n"), "{manifest}");
    generated.cargo(&["clippy", "--lib", "--tests"], "mock,server")
}

#[test]
fn what_bodies_and_headers_are_at_the_other_end() -> Result {
    let generated = Generated::new("tests/conventions/bodies.yaml", "icws-bodies", "target/bodies")?;
    generated.copy("tests/conventions/bodies.rs", "tests/bodies.rs")?;
    calls::write(&generated, &generate("tests/conventions/bodies.yaml", "icws-bodies")?.api)?;
    let all = &format!("dialer-4,{BOTH_SIDES}");
    generated.cargo(&["test", "--test", "bodies", "--test", "calls"], all)?;
    generated.cargo(&["test", "--doc"], all)?;
    generated.cargo(&["clippy", "--lib", "--tests"], all)?;
    generated.document(all)
}

/// More operations than one list holds are in groups, on both sides.
#[test]
fn many_operations_are_in_groups_by_their_tags() -> Result {
    let generated = Generated::new("tests/conventions/tagged.yaml", "icws-tagged", "target/tagged")?;
    generated.copy("tests/conventions/tagged.rs", "tests/tagged.rs")?;
    let all = "dialer-4,reqwest-client,blocking-client,mock,server";
    for features in ["", "dialer-2,blocking-client,server", all] {
        generated.cargo(&["clippy", "--lib"], features)?;
    }
    generated.document(all)?;
    generated.cargo(&["test", "--doc"], all)?;
    calls::write(&generated, &generate("tests/conventions/tagged.yaml", "icws-tagged")?.api)?;
    generated.cargo(&["test", "--test", "tagged", "--test", "calls"], all)
}

/// Errors of several operations are in nobody's way either: what has them needs one of two features.
#[test]
fn errors_of_several_operations_are_there_with_each_of_them() -> Result {
    let generated = Generated::new("tests/conventions/errors.yaml", "icws-errors", "target/errors")?;
    generated.copy("tests/conventions/errors.rs", "tests/errors.rs")?;
    let all = "dialer-4,tracker-2,reqwest-client,server";
    for features in ["", "dialer-2", "dialer-3,server", "tracker-1", "tracker-2,server", all] {
        generated.cargo(&["clippy", "--lib"], features)?;
    }
    generated.document(all)?;
    generated.cargo(&["test", "--test", "errors"], all)
}

/// What a format needs is there from the version on that uses it, and nothing is missing, or unused, before.
#[test]
fn formats_of_later_versions_are_in_nobodys_way() -> Result {
    let spec = "tests/fixtures/good/formats-by-version.yaml";
    let generated = Generated::new(spec, "icws-formats", "target/formats")?;
    for features in ["mock,server", "dialer-2,mock,server", "dialer-3,mock,server", "dialer-4,mock,server"] {
        generated.cargo(&["clippy", "--lib", "--tests"], features)?;
    }
    Ok(())
}
