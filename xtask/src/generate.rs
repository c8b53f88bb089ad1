//! `cargo xtask gen`: what is wanted is compared with what is there, and the difference written or shown.

// What is wanted.
mod arguments;
mod block;
mod crate_name;
mod dependencies;
pub(crate) mod ladder;
pub(crate) mod manifest;
pub(crate) mod project;
pub(crate) mod specification;
mod standalone;

// The difference to what is there, and what is said about it.
pub(crate) mod listing;
mod modules;
mod plan;
pub(crate) mod report;

// How the difference gets onto the disk.
mod disk;
mod lock;
mod lockfile;
mod write;

mod watch;

use std::ffi::OsString;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Instant;

use bpaf::{Parser, construct, long};

use crate::support::console::complain;
use crate::support::failure::Failure;
use crate::support::help::paragraphs;
use crate::support::named::named;
use crate::support::workspace::Workspace;
use listing::Listing;
use lock::Lock;
use project::Project;
use write::Writer;

/// What to generate, and whether to write it or to compare.
#[derive(Debug, PartialEq)]
pub(crate) struct Gen {
    pub(crate) mode: Mode,
    pub(crate) warnings: Warnings,
    pub(crate) format: Format,
    repeat: Repeat,
    /// Another specification, and the folder for its crate.
    pub(crate) elsewhere: Option<Elsewhere>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Mode {
    Write,
    Check,
}

/// How often.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Repeat {
    Once,
    /// Whenever the specification changes.
    Watch,
}

/// What to do about warnings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Warnings {
    /// Show them, and go on.
    Show,
    /// Take them for mistakes.
    Deny,
}

/// For whom mistakes and files are listed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Format {
    Human,
    Json,
    Github,
    Sarif,
}

impl Gen {
    /// What CI asks for.
    pub(crate) const fn check() -> Self {
        let (mode, warnings) = (Mode::Check, Warnings::Deny);
        Self { mode, warnings, format: Format::Human, repeat: Repeat::Once, elsewhere: None }
    }
}

#[derive(Debug, PartialEq)]
pub(crate) struct Elsewhere {
    spec: PathBuf,
    out: PathBuf,
    /// What the crate is called, if not as the specification says.
    name: Option<String>,
    /// Whose operations it has; nothing for all.
    tags: Vec<String>,
}

const HELP: &str = "\
Generates generated/src/generated/ from spec/dialer.yaml, writes spec/dialect.schema.json for editors, and maintains \
the marked blocks: the features in generated/Cargo.toml, the table of feature versions in README.md and \
generated/README.md, and the newest version in the manifests of the tests. A version that is gone becomes the nearest that \
there is, where those two pages, the guide and the examples name one. Writes only what changed, removes generated \
files that nothing generates any more, and leaves everything as it is if the specification has a mistake, if somebody \
else's files are in the way, or if a file cannot be written. Warnings are shown, and stop nothing.";

const DETAILS: &str = "\
With --format json, a mistake has severity, which is error or warning, code, message, file, line, column, endLine, \
endColumn, label, help and related, a list of line to label. Lines and columns count from 1, columns in characters; the \
end is behind the last one. A file has file and state: stale, missing or orphan with --check, else written or removed. It \
has swapped, a list of names, where functions take their arguments in another order than before.

Exit code: 0 it is done or up to date, 1 mistakes in the specification, a stale tree, or a file that cannot be read or \
written, 2 a wrong command line.

A run that is killed leaves the old files, or the new ones, or a crate that does not compile and says so; the next one \
makes it whole.";

pub(crate) fn command() -> impl Parser<Gen> {
    let mode = long("check")
        .help("write nothing; list what is stale, missing or left over, with the differences")
        .flag(Mode::Check, Mode::Write);
    let warnings =
        long("deny-warnings").help("take warnings for mistakes").flag(Warnings::Deny, Warnings::Show);
    let format = long("format")
        .help(
            "human, or for programs, with nothing else on stdout: json (one object a line, for each mistake, or else for each \
             warning and each file), github (the same as annotations of a workflow), or sarif (one SARIF 2.1.0 document)",
        )
        .argument::<Format>("HOW")
        .fallback(Format::Human);
    let repeat = long("watch")
        .help("run again whenever the specification is saved, until it is interrupted")
        .flag(Repeat::Watch, Repeat::Once);
    let elsewhere = elsewhere().optional();
    construct!(Gen { mode, warnings, format, repeat, elsewhere })
        .to_options()
        .descr("generate the crate from the specification, or say what is stale")
        .header(paragraphs(HELP))
        .footer(paragraphs(DETAILS))
        .command("gen")
}

fn elsewhere() -> impl Parser<Elsewhere> {
    let spec = long("spec")
        .help("another ICWS specification, needs --out")
        .argument::<OsString>("FILE")
        .parse(printable);
    let out = long("out")
        .help(
            "the folder for a crate of its own: what the specification yields, on the runtime in generated/runtime. \
             A README.md, a licence or a rustfmt.toml of your own stays, and so does all that is neither in \
             src/ nor Cargo.toml",
        )
        .argument::<OsString>("DIR")
        .parse(printable);
    let name = long("name")
        .help(
            "what that crate is called; without it, icws- and the name of its only feature, or else the words of the \
             document's title",
        )
        .argument::<String>("NAME")
        .parse(crate_name::accepted)
        .optional();
    let tags = long("tags")
        .help(
            "only the operations that have one of these `tags`, with commas between them, and the types that they reach: one \
             of several crates for a large document. Without --name, the tags are added to what the crate is called",
        )
        .argument::<String>("TAGS")
        .map(|tags| tags.split(',').map(|tag| tag.trim().to_owned()).collect())
        .fallback(Vec::new());
    construct!(Elsewhere { spec, out, name, tags })
}

/// A path that can stand in the header of a generated file, which is one line of text.
fn printable(path: OsString) -> Result<PathBuf, &'static str> {
    match path.to_str() {
        Some("") => Err("it is empty"),
        Some(text) if !text.contains(char::is_control) => Ok(path.into()),
        _ => Err("it is not printable text"),
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        named(name, &[Self::Human, Self::Json, Self::Github, Self::Sarif], |format| match format {
            Self::Human => "human",
            Self::Json => "json",
            Self::Github => "github",
            Self::Sarif => "sarif",
        })
    }
}

pub(crate) fn run(workspace: &Workspace, what: &Gen) -> Result<(), Failure> {
    match what.repeat {
        Repeat::Once => once(workspace, what),
        Repeat::Watch => watch::watch(workspace, what),
    }
}

fn once(workspace: &Workspace, what: &Gen) -> Result<(), Failure> {
    let mut listing = Listing::new(what.format);
    let result = generate(workspace, what, &mut listing);
    listing.end();
    result
}

fn generate(workspace: &Workspace, what: &Gen, listing: &mut Listing) -> Result<(), Failure> {
    let started = Instant::now();
    let project = match &what.elsewhere {
        None => Project::ours(workspace),
        Some(elsewhere) => Project::standalone(workspace, elsewhere)?,
    };
    // A mistake in the specification shows before anything is locked or created.
    let output = project.output().map_err(|refusal| report::refused(refusal, listing))?;
    report::warned(&output.warnings, what.warnings, listing)?;
    report::left_out(output.left_out.as_ref(), listing);
    let _lock = match what.mode {
        Mode::Check => Lock::of_reader(&project.held()),
        Mode::Write => Lock::of_writer(&project.held()),
    }?;
    let plan = project.plan(output)?;
    match what.mode {
        Mode::Check => {
            say_if_unfinished(&project);
            report::checked(&project, &plan, listing, started)?;
        }
        Mode::Write => {
            Writer::new(&project.base, &project.stage).apply(&plan, &project.command)?;
            report::written(&project, &plan, listing, started);
        }
    }
    if what.elsewhere.is_none() {
        lockfile::say_if_stale(workspace);
    }
    Ok(())
}

/// Says that a `gen` was stopped in the middle. Nothing is done about it: only `gen` itself changes files.
pub(crate) fn say_if_unfinished(project: &Project<'_>) {
    if Writer::new(&project.base, &project.stage).is_unfinished() {
        let command = &project.command;
        complain(format!(
            "note: `{command}` was interrupted, or is at work; it makes whole what is half-written"
        ));
    }
}
