//! The features of the generated crate, and going through sets of them.

use std::fmt::Display;
use std::process::Command;
use std::time::Instant;

use icws_codegen::ir::Feature;

use crate::generate::ladder;
use crate::generate::specification;
use crate::support::console::{complain, say};
use crate::support::failure::Failure;
use crate::support::folder;
use crate::support::process::{self, seconds};
use crate::support::workspace::{CRATE, Workspace};

/// What a team can switch on.
#[derive(Debug, PartialEq)]
pub(crate) struct Features {
    /// The rungs of each ladder, from the lowest to the highest.
    pub(crate) ladders: Vec<Vec<String>>,
    /// The rungs that something is gated by.
    pub(crate) bringing: Vec<String>,
    /// The transports, and whatever else changes what is public.
    pub(crate) others: Vec<String>,
    /// Those that choose how connections are encrypted, apart from those that cannot be compiled here.
    pub(crate) tls: Vec<String>,
}

/// The features that choose TLS and change nothing of what is public. `reqwest` and `blocking` are clients with a choice.
const TLS: [&str; 7] =
    ["blocking", "default-tls", "native-tls", "reqwest", "rustls", "rustls-no-provider", "rustls-ring"];

impl Features {
    /// Those that the specification has, and those that the manifest has beside them.
    pub(crate) fn of(workspace: &Workspace) -> Result<Self, Failure> {
        let output = specification::own(workspace)?;
        let features = output.api.features;
        let manifest = folder::text(&workspace.path(&format!("{CRATE}/Cargo.toml")))?;
        let others = ladder::others(&manifest, &features)
            .map_err(|mistake| Failure::new(format!("error: {CRATE}/Cargo.toml: {mistake}")))?;
        let ladder = |feature: &Feature| feature.rungs().map(|rung| feature.flag(rung)).collect::<Vec<_>>();
        let ladders: Vec<Vec<String>> = features.iter().map(ladder).collect();
        let bringing = bringing(&ladders, output.tree.values());
        let (mut tls, others): (Vec<_>, _) =
            others.into_iter().partition(|name| TLS.contains(&name.as_str()));
        tls.retain(|name| name != NATIVE_TLS || has_native_tls());
        Ok(Self { ladders, bringing, others, tls })
    }

    /// Says what cannot be compiled here.
    pub(crate) fn say_what_is_left_out(&self) {
        if !self.tls.iter().any(|name| name == NATIVE_TLS) {
            complain(
                "note: native TLS is left out: it needs the headers of OpenSSL (libssl-dev) and pkg-config",
            );
        }
    }

    /// All that can be compiled here, as cargo is told.
    pub(crate) fn all(&self) -> String {
        [self.rungs().as_slice(), &self.others, &self.tls].concat().join(",")
    }

    /// The rungs of all ladders.
    pub(crate) fn rungs(&self) -> Vec<String> {
        self.ladders.concat()
    }
}

/// The feature that needs more than Rust and a C compiler.
pub(crate) const NATIVE_TLS: &str = "native-tls";

/// Whether native TLS can be compiled here. On other systems than Linux it is part of the system.
pub(crate) fn has_native_tls() -> bool {
    !cfg!(target_os = "linux")
        || std::env::var_os("OPENSSL_DIR").is_some()
        || process::output(Command::new("pkg-config").args(["--exists", "openssl"])).is_ok()
}

/// What a set of features is called.
pub(crate) fn name(features: &[impl AsRef<str>]) -> String {
    let names: Vec<&str> = features.iter().map(AsRef::as_ref).collect();
    if names.is_empty() { "no feature".to_owned() } else { names.join(" ") }
}

/// Does something for each set, and says for each that it begins and how it went. Goes on after a failure; the failures are
/// the error, each with what was printed.
pub(crate) fn each<T: Display>(
    sets: &[T],
    what: &str,
    act: impl Fn(&T) -> Result<String, String>,
) -> Result<(), Failure> {
    tell(sets, what, act, say)
}

fn tell<T: Display>(
    sets: &[T],
    what: &str,
    act: impl Fn(&T) -> Result<String, String>,
    mut say: impl FnMut(String),
) -> Result<(), Failure> {
    let mut failures = Vec::new();
    for (number, set) in (1..).zip(sets) {
        say(format!("{number} of {} {what}: {set}", sets.len()));
        let started = Instant::now();
        let result = act(set);
        let verdict = if result.is_ok() { "ok" } else { "FAILED" };
        say(format!("{verdict:<6} {:>7}  {set}", seconds(started.elapsed())));
        failures.extend(result.err().map(|printed| format!("{set}\n{printed}")));
    }
    if failures.is_empty() {
        return Ok(());
    }
    let texts = failures.join("\n\n");
    Err(Failure::new(format!("\n{texts}\n\n{} of {} {what} failed", failures.len(), sets.len())))
}

/// The rungs that the code names.
fn bringing<'a>(ladders: &[Vec<String>], code: impl Iterator<Item = &'a String> + Clone) -> Vec<String> {
    let is_named = |rung: &&String| code.clone().any(|text| text.contains(&format!("{rung:?}")));
    ladders.iter().flatten().filter(is_named).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rung_with_nothing_new_brings_nothing() {
        let ladders = [["a-1", "a-2", "a-3"].map(str::to_owned).to_vec(), vec!["b-1".to_owned()]];
        let code =
            ["#[cfg(feature = \"a-1\")]", "#[cfg(all(feature = \"a-3\", feature = \"b-1\"))]", "// a-2"];
        assert_eq!(bringing(&ladders, code.map(str::to_owned).iter()), ["a-1", "a-3", "b-1"]);
    }

    #[test]
    fn what_comes_after_a_failure_is_done_too() {
        let mut said = Vec::new();
        let failed = tell(
            &["a", "b", "c"],
            "letters",
            |letter| if *letter == "b" { Ok(String::new()) } else { Err(format!("no {letter}")) },
            |line| said.extend(line.split_whitespace().next().map(ToOwned::to_owned)),
        );
        let expected = Failure::new("\na\nno a\n\nc\nno c\n\n2 of 3 letters failed".to_owned());
        assert_eq!(failed, Err(expected));
        assert_eq!(said, ["1", "FAILED", "2", "ok", "3", "FAILED"]);
    }
}
