//! What to compare with: the specification of the last release, one that git knows, or a file.

use std::path::Path;
use std::process::{Command, Stdio};

use icws_codegen::{Diagnostics, Output, Spec};
use semver::Version;

use super::version;
use crate::explain;
use crate::generate::specification;
use crate::support::console;
use crate::support::failure::Failure;
use crate::support::workspace::{PACKAGE, SPEC, Workspace};

/// The specification of the last release, with its version in the first line.
pub(crate) const RELEASED: &str = "spec/released.yaml";

/// What is compared with.
pub(super) struct Baseline {
    /// The version that has it.
    pub(super) version: Version,
    pub(super) output: Output,
}

/// Reads it. A file that does not say which version it is of is taken for one of the version that is here.
pub(super) fn read(workspace: &Workspace, since: Option<&str>, own: &Version) -> Result<Baseline, Failure> {
    let (shown, bytes, version) = match since {
        None => {
            let bytes = specification::bytes(&workspace.path(RELEASED)).map_err(|error| {
                Failure::new(format!(
                    "error: cannot read {RELEASED}, the specification of the last release: {error}\n\
                     help: name another one with --since REF or --since FILE"
                ))
            })?;
            (RELEASED.to_owned(), bytes, None)
        }
        Some(file) if Path::new(file).is_file() => {
            let bytes = specification::bytes(Path::new(file))
                .map_err(|error| Failure::new(format!("error: cannot read {file}: {error}")))?;
            (file.to_owned(), bytes, None)
        }
        Some(revision) => {
            let bytes = git(workspace, revision, SPEC).map_err(|mistake| {
                Failure::new(format!(
                    "error: `{revision}` is no file, and git has no {SPEC} of it: {mistake}\n\
                     help: name a tag, a branch, a commit or a file"
                ))
            })?;
            let manifest = git(workspace, revision, "Cargo.toml").ok();
            let manifest = manifest.and_then(|bytes| String::from_utf8(bytes).ok());
            (format!("{revision}:{SPEC}"), bytes, manifest.and_then(|text| version::shared(&text)))
        }
    };
    let version = version.or_else(|| written(&bytes)).unwrap_or_else(|| own.clone());
    let output = icws_codegen::generate_as(Spec { path: &shown, bytes: &bytes }, SPEC, Some(PACKAGE))
        .map_err(|mistakes| refused(&shown, since, &mistakes))?;
    Ok(Baseline { version, output })
}

/// A file of a revision.
fn git(workspace: &Workspace, revision: &str, path: &str) -> Result<Vec<u8>, String> {
    let mut command = Command::new("git");
    command.args(["show", "--end-of-options", &format!("{revision}:{path}")]);
    let output = command.current_dir(workspace.root()).stdin(Stdio::null()).output();
    let output = output.map_err(|error| format!("cannot start git: {error}"))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(said.trim_start_matches("fatal: ").to_owned())
}

/// The version in a comment on the first line.
fn written(bytes: &[u8]) -> Option<Version> {
    let line = bytes.split(|byte| *byte == b'\n').next()?;
    let comment = std::str::from_utf8(line).ok()?.strip_prefix('#')?;
    comment.split([' ', ',', ':', ';']).find_map(|word| word.parse().ok())
}

/// The generator has learnt to refuse what it took when this was written. What it takes is the way out.
fn refused(shown: &str, since: Option<&str>, mistakes: &Diagnostics) -> Failure {
    let count = match mistakes.count() {
        1 => "a mistake".to_owned(),
        count => format!("{count} mistakes"),
    };
    // A release reads no other one, so its own has to be mended.
    let way = match since {
        None => format!(
            "mend it in a way that changes nothing for others, as you would mend {SPEC}; the next release writes it anew"
        ),
        Some(_) => "mend a copy of it in a way that changes nothing for others, and compare with that: cargo xtask changes \
                    --since COPY"
            .to_owned(),
    };
    Failure::new(format!(
        "error: {shown}, which is compared with, has {count} by the rules of today, so nothing can be compared with it\n\
         help: {way}\nfor more, run: {}",
        explain::command_for(mistakes)
    ))
    .showing(mistakes.render(console::style()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_in_the_first_line() {
        for (text, version) in [
            ("# icws-dialer 0.1.0, as released.\nopenapi: 3.0.3\n", Some(Version::new(0, 1, 0))),
            ("# The dialer part of ICWS\n# 0.1.0\n", None),
            ("openapi: 3.0.3\n", None),
            ("", None),
        ] {
            assert_eq!(written(text.as_bytes()), version, "{text}");
        }
    }
}
