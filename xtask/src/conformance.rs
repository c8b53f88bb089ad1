//! `cargo xtask conformance`: independent programs read the specification.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::console::{complain, say};
use crate::failure::Failure;
use crate::process::{self, is_there, quietly, seconds};
use crate::workspace::{SPEC, Workspace};

/// A program that judges OpenAPI documents.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Judge {
    OpenapiSpecValidator,
    Redocly,
}

const OPENAPI_SPEC_VALIDATOR: &str = "openapi-spec-validator==0.9.0";
const REDOCLY: &str = "@redocly/cli@2.77.0";
/// The rules that redocly applies, each deviation with its reason.
const REDOCLY_RULES: &str = "spec/redocly.yaml";

pub(crate) fn run(workspace: &Workspace, judges: &[Judge]) -> Result<(), Failure> {
    let mut failed = Vec::new();
    for judge in judges {
        let started = Instant::now();
        let judged = judge.install(workspace).and_then(|home| judge.judge(workspace, &home));
        match judged {
            Ok(_) => say(format!("ok {} in {}", judge.package(), seconds(started.elapsed()))),
            Err(why) => {
                complain(format!("error: {}: {why}", judge.package()));
                failed.push(judge.name());
            }
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(Failure::new(format!("not passed: {}", failed.join(", ")))) }
}

impl Judge {
    pub(crate) const ALL: [Self; 2] = [Self::OpenapiSpecValidator, Self::Redocly];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::OpenapiSpecValidator => "openapi-spec-validator",
            Self::Redocly => "redocly",
        }
    }

    /// The package with its version, as its package manager writes it.
    const fn package(self) -> &'static str {
        match self {
            Self::OpenapiSpecValidator => OPENAPI_SPEC_VALIDATOR,
            Self::Redocly => REDOCLY,
        }
    }

    /// Where it is installed, after installing it if it is not there yet.
    fn install(self, workspace: &Workspace) -> Result<PathBuf, String> {
        let version = self.package().rsplit(['=', '@']).next().unwrap_or_default();
        let folder = workspace.path(&format!(".cache/conformance/{}-{version}", self.name()));
        let finished = folder.join("installed");
        if finished.exists() {
            return Ok(folder);
        }
        if folder.exists() {
            fs::remove_dir_all(&folder)
                .map_err(|error| format!("cannot clear {}: {error}", folder.display()))?;
        }
        say(format!("installing {} into {}", self.package(), folder.display()));
        match self {
            Self::OpenapiSpecValidator => install_python(&folder),
            Self::Redocly => install_node(&folder),
        }?;
        fs::write(&finished, self.package())
            .map_err(|error| format!("cannot write {}: {error}", finished.display()))?;
        Ok(folder)
    }

    /// Lets it judge; the error is what it finds.
    fn judge(self, workspace: &Workspace, home: &Path) -> Result<String, String> {
        let mut command = match self {
            Self::OpenapiSpecValidator => {
                let mut command = Command::new(python_of(home));
                command.args(["-m", "openapi_spec_validator", "--schema", "3.0", SPEC]);
                command
            }
            Self::Redocly => {
                let mut command = Command::new("node");
                command.arg(home.join("node_modules/@redocly/cli/bin/cli.js"));
                command.args(["lint", "--config", REDOCLY_RULES, SPEC]);
                command.env("REDOCLY_TELEMETRY", "off").env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
                command
            }
        };
        process::output(command.current_dir(workspace.root()).env("NO_COLOR", "1"))
            .map_err(|printed| shortened(&printed))
    }
}

/// What a judge prints without the schema and the document that it judged, which the validator prints on lines of 20,000
/// characters and on hundreds of lines.
fn shortened(printed: &str) -> String {
    let line = |line: &str| line.chars().take(200).collect::<String>();
    printed.lines().take(40).map(line).collect::<Vec<_>>().join("\n")
}

fn install_python(folder: &Path) -> Result<(), String> {
    if !is_there("python3", "--version") {
        return Err("could not run: there is no python3".to_owned());
    }
    process::output(Command::new("python3").args(["-m", "venv"]).arg(folder))
        .map_err(|_| "could not run: `python3 -m venv` fails; on Debian, install python3-venv".to_owned())?;
    let mut pip = Command::new(python_of(folder));
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", OPENAPI_SPEC_VALIDATOR]);
    quietly(&mut pip)
}

fn install_node(folder: &Path) -> Result<(), String> {
    if !is_there("npm", "--version") || !is_there("node", "--version") {
        return Err("could not run: there is no npm or no node".to_owned());
    }
    fs::create_dir_all(folder).map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
    let mut npm = Command::new("npm");
    npm.args([
        "install",
        "--silent",
        "--no-audit",
        "--no-fund",
        "--no-package-lock",
        "--ignore-scripts",
        "--prefix",
    ]);
    quietly(npm.arg(folder).arg(REDOCLY))?;
    // It says where each package came from, which is nobody's business but that of this machine.
    let _ = fs::remove_file(folder.join("node_modules/.package-lock.json"));
    Ok(())
}

fn python_of(folder: &Path) -> PathBuf {
    if cfg!(windows) { folder.join("Scripts/python.exe") } else { folder.join("bin/python") }
}
