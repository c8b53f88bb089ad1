//! The command line: which commands there are. What a command takes, its help and what it does stand together in a file of
//! its own.

use std::ffi::OsString;
use std::path::PathBuf;

use bpaf::{Args, OptionParser, ParseFailure, Parser, construct, long};

use crate::changes::{self, Changes};
use crate::ci::{self, Ci};
use crate::docs::{self, Docs};
use crate::explain::{self, Explain};
use crate::generate::project::Project;
use crate::generate::{self, Gen};
use crate::judge::{self, Conformance};
use crate::new::{self, New};
use crate::release::{self, Release};
use crate::support::console::say;
use crate::support::failure::Failure;
use crate::support::help::paragraphs;
use crate::support::workspace::Workspace;
use crate::versions::surface::{self, Surface};
use crate::versions::{matrix, semver};

/// A command, and the workspace that it works on.
#[derive(Debug, PartialEq)]
pub(crate) struct Invocation {
    workspace: Workspace,
    command: Command,
}

#[derive(Debug, PartialEq)]
enum Command {
    Gen(Gen),
    Explain(Explain),
    New(New),
    Docs(Docs),
    Surface(Surface),
    Matrix,
    Semver,
    Changes(Changes),
    Release(Release),
    Ci(Ci),
    Conformance(Conformance),
    /// To print this text.
    Help(String),
}

fn commands() -> impl Parser<Command> {
    let generate = generate::command().map(Command::Gen);
    let explain = explain::command().map(Command::Explain);
    let new = new::command().map(Command::New);
    let docs = docs::command().map(Command::Docs);
    let surface = surface::command().map(Command::Surface);
    let matrix = matrix::command().map(|()| Command::Matrix);
    let semver = semver::command().map(|()| Command::Semver);
    let changes = changes::command().map(Command::Changes);
    let release = release::command().map(Command::Release);
    let ci = ci::command().map(Command::Ci);
    let conformance = judge::command().map(Command::Conformance);
    construct!([generate, explain, new, docs, surface, changes, release, matrix, semver, ci, conformance])
}

impl Invocation {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let Self { workspace, command } = self;
        if !matches!(command, Command::Help(_) | Command::Explain(_) | Command::New(_) | Command::Gen(_)) {
            generate::say_if_unfinished(&Project::ours(&workspace));
        }
        match command {
            Command::Gen(what) => generate::run(&workspace, &what),
            Command::Explain(what) => explain::run(&what),
            Command::New(what) => new::run(&workspace, &what),
            Command::Docs(what) => docs::run(&workspace, &what),
            Command::Surface(what) => surface::run(&workspace, &what),
            Command::Matrix => matrix::run(&workspace),
            Command::Semver => semver::run(&workspace),
            Command::Changes(what) => changes::run(&workspace, &what),
            Command::Release(what) => release::run(&workspace, &what),
            Command::Ci(what) => ci::run(&workspace, &what),
            Command::Conformance(what) => judge::run(&workspace, &what),
            Command::Help(text) => {
                say(text);
                Ok(())
            }
        }
    }
}

const FOOTER: &str = "`cargo xtask help COMMAND`, or COMMAND --help, says more about a command.

Exit code: 0 it is done, 1 a mistake in the specification, a stale tree, a failed step, or a file that cannot be read or \
written, 2 a wrong command line.";

fn parser() -> OptionParser<Invocation> {
    // For tests, which work on a copy of the workspace.
    let root = long("root").argument::<PathBuf>("DIR").hide().optional();
    let workspace = root.map(|root| root.map_or_else(Workspace::own, Workspace::at));
    let command = commands();
    construct!(Invocation { workspace, command })
        .to_options()
        .usage("Usage: cargo xtask COMMAND")
        .footer(paragraphs(FOOTER))
}

/// Reads the arguments, without the program's name.
pub(crate) fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Invocation, Failure> {
    let mut arguments: Vec<OsString> = arguments.collect();
    if arguments.is_empty() {
        return Err(Failure::usage(help()));
    }
    if arguments.first().is_some_and(|first| first == "help") {
        arguments.remove(0);
        arguments.retain(|argument| argument != "help");
        arguments.push("--help".into());
    }
    match read(&arguments) {
        // Help on a command that there is not would be help on all of them.
        Ok(Invocation { command: Command::Help(text), .. }) if is_command(&arguments) && text == help() => {
            arguments.truncate(1);
            read(&arguments)
        }
        result => result,
    }
}

fn is_command(arguments: &[OsString]) -> bool {
    arguments.first().is_some_and(|first| !first.to_string_lossy().starts_with('-'))
}

/// Help on all commands.
fn help() -> String {
    match read(&["--help".into()]) {
        Ok(Invocation { command: Command::Help(text), .. }) => text,
        _ => String::new(),
    }
}

fn read(arguments: &[OsString]) -> Result<Invocation, Failure> {
    parser().run_inner(Args::from(arguments).set_name("cargo xtask")).or_else(|failure| match failure {
        ParseFailure::Stderr(mistake) => Err(Failure::usage(format!("error: {}", mistake.monochrome(true)))),
        ParseFailure::Stdout(help, _) => Ok(to_print(help.monochrome(true))),
        ParseFailure::Completion(text) => Ok(to_print(text)),
    })
}

fn to_print(text: String) -> Invocation {
    Invocation { workspace: Workspace::own(), command: Command::Help(text.trim_end().to_owned()) }
}

#[cfg(test)]
mod tests;
