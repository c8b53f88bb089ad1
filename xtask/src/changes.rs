//! `cargo xtask changes`: what an edit of the specification does to whom, and what that demands of the version.

mod baseline;
mod changelog;
mod human;
mod lines;
mod markdown;
mod version;

use std::path::PathBuf;
use std::str::FromStr;

use bpaf::{Parser, construct, long};
use icws_codegen::Output;
use icws_codegen::changes::{Change, Changes as Found, Effect, Side, compare};
use icws_codegen::ir::Feature;
use icws_codegen::source::Position;
use semver::Version;

use crate::generate::listing::Listing;
use crate::generate::{self, specification};
use crate::support::console::say;
use crate::support::failure::Failure;
use crate::support::help::paragraphs;
use crate::support::named::named;
use crate::support::workspace::{PACKAGE, RUNTIME_PACKAGE, SPEC, Workspace};
use baseline::Baseline;
pub(crate) use baseline::RELEASED;
pub(crate) use changelog::is_heading_of;
pub(crate) use version::is_shared as is_version_shared;

/// What to compare with what, and how to say it.
#[derive(Debug, PartialEq)]
pub(crate) struct Changes {
    mode: ReportMode,
    since: Option<String>,
    spec: Option<PathBuf>,
    format: ReportFormat,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum ReportMode {
    Report,
    Check,
}

/// For whom changes are listed.
#[derive(Debug, Clone, Copy, PartialEq)]
enum ReportFormat {
    Human,
    Json,
    Github,
    Markdown,
}

impl FromStr for ReportFormat {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        named(name, &[Self::Human, Self::Json, Self::Github, Self::Markdown], |format| match format {
            Self::Human => "human",
            Self::Json => "json",
            Self::Github => "github",
            Self::Markdown => "markdown",
        })
    }
}

const HELP: &str = "\
Compares spec/dialer.yaml with the specification of the last release, spec/released.yaml, and says of each change what it \
does to those who call, to those who serve, to tests on the mock, to a new crate with servers in the field, and to crates \
in the field with a new server: whether it breaks them, means something else without a word (silent), gives them more \
(grows), or leaves them the same. It says at which feature versions, what the version of the crate must become, and what \
the changelog has to say.";

const DETAILS: &str = "\
With --format json, a change has code, effect, step, item, message, roles, rungs, file, line, column, before, after, \
also, names, warning and changelog. The last line is the summary: step, version, enough, found, baseline, unnamed and \
unexplained.

Exit code: 0 it is done, 1 a mistake in one of the specifications, or with --check a version that is too low, a change \
that the changelog does not name, or a public item that no change explains, 2 a wrong command line.";

pub(crate) fn command() -> impl Parser<Changes> {
    let mode = long("check")
        .help("fail unless the version is high enough, and CHANGELOG.md names whatever breaks or is silent")
        .flag(ReportMode::Check, ReportMode::Report);
    let since = long("since")
        .help("compare with spec/dialer.yaml of a revision that git knows, or with a file")
        .argument::<String>("REF|FILE")
        .optional();
    let spec = long("spec")
        .help("another specification than spec/dialer.yaml")
        .argument::<PathBuf>("FILE")
        .optional();
    let format = long("format")
        .help("human, json (one object a line), github (annotations of a workflow), or markdown")
        .argument::<ReportFormat>("HOW")
        .fallback(ReportFormat::Human);
    construct!(Changes { mode, since, spec, format })
        .to_options()
        .descr("what an edit of the specification does to whom, and what the version must become")
        .header(paragraphs(HELP))
        .footer(paragraphs(DETAILS))
        .command("changes")
}

impl Changes {
    /// What CI asks for.
    pub(crate) fn check() -> Self {
        Self { mode: ReportMode::Check, since: None, spec: None, format: ReportFormat::Human }
    }
}

/// What was found, and what follows from it.
struct Report {
    old: Baseline,
    new: Output,
    changes: Found,
    /// The version of the crate.
    found: Version,
    /// What it must be at least.
    required: Version,
    /// Which of the changes the changelog has to name and does not.
    unnamed: Vec<Change>,
    /// Above which line of the changelog they belong.
    heading: Option<String>,
}

/// What the next release has to be.
pub(crate) struct Outlook {
    /// The version of the crate.
    pub(crate) found: Version,
    /// What it must be at least.
    pub(crate) required: Version,
    /// The ladders that the specification declares.
    pub(crate) features: Vec<Feature>,
    /// Entries for what the changelog does not name.
    pub(crate) drafts: Vec<String>,
}

/// What the changes since the last release ask of the next one. Before the first one there are none.
pub(crate) fn outlook(workspace: &Workspace) -> Result<Outlook, Failure> {
    let found = version::own(workspace)?;
    if !workspace.path(RELEASED).exists() {
        let features = specification::own(workspace)?.api.features;
        return Ok(Outlook { required: found.clone(), found, features, drafts: Vec::new() });
    }
    let old = baseline::read(workspace, None, &found)?;
    let new = specification::own(workspace)?;
    let changes = compare(&old.output, &new);
    let (_, entries) = changelog::since(workspace, &old.version)?;
    let drafts = unnamed(&changes, Effect::Grows, &entries).map(Change::entry).collect();
    let required = version::required(&old.version, changes.step());
    Ok(Outlook { found, required, features: new.api.features, drafts })
}

/// Those with at least this effect that the entries of a changelog do not name.
fn unnamed<'a>(changes: &'a Found, least: Effect, entries: &'a str) -> impl Iterator<Item = &'a Change> {
    changes.list.iter().filter(move |change| change.effect >= least && !change.is_named_in(entries))
}

pub(crate) fn run(workspace: &Workspace, what: &Changes) -> Result<(), Failure> {
    let Changes { mode, since, spec, format } = what;
    let found = version::own(workspace)?;
    let old = baseline::read(workspace, since.as_deref(), &found)?;
    let mut mistakes = Listing::new(match format {
        ReportFormat::Json => generate::Format::Json,
        ReportFormat::Github => generate::Format::Github,
        ReportFormat::Human | ReportFormat::Markdown => generate::Format::Human,
    });
    let new = match spec {
        Some(file) => specification::read(file, &file.display().to_string(), SPEC, Some(PACKAGE)),
        None => specification::own(workspace),
    };
    let new = new.map_err(|refusal| generate::report::refused(refusal, &mut mistakes))?;
    let changes = compare(&old.output, &new);
    let required = version::required(&old.version, changes.step());
    let (heading, entries) = changelog::since(workspace, &old.version)?;
    let unnamed = unnamed(&changes, Effect::Silent, &entries).cloned().collect();
    let report = Report { old, new, changes, found, required, unnamed, heading };
    match format {
        ReportFormat::Human => human::report(&report).iter().for_each(say),
        ReportFormat::Json => lines::json(&report).iter().for_each(say),
        ReportFormat::Github => lines::github(&report).iter().for_each(say),
        ReportFormat::Markdown => markdown::report(&report).iter().for_each(say),
    }
    match mode {
        ReportMode::Report => Ok(()),
        ReportMode::Check => report.check(),
    }
}

impl Report {
    fn is_enough(&self) -> bool {
        self.found >= self.required
    }

    /// The file that a change is in, and where; nothing where it is in no place of its own.
    fn place(&self, change: &Change) -> (&str, Option<Position>) {
        let output = match change.side {
            Side::Old => &self.old.output,
            Side::New => &self.new,
        };
        let source = output.warnings.source();
        let is_somewhere = change.span.end > change.span.start;
        (source.path(), is_somewhere.then(|| source.position(change.span)))
    }

    /// The other way, as long as what is compared with is not released.
    fn unreleased(&self) -> String {
        match &self.heading {
            Some(heading) if heading.contains("Unreleased") => format!(
                "; or, as {} is not released yet, copy {SPEC} to {RELEASED}: the edit is part of that version",
                self.old.version
            ),
            _ => String::new(),
        }
    }

    /// Fails if anything is to be done before this can be released, and says what.
    fn check(&self) -> Result<(), Failure> {
        let mut mistakes = Vec::new();
        if !self.is_enough() {
            mistakes.push(format!(
                "error: the version is {}, and these changes need {}\nhelp: write `version = \"{}\"` in Cargo.toml, for the \
                 workspace and for {RUNTIME_PACKAGE} alike{}",
                self.found, self.required, self.required, self.unreleased()
            ));
        }
        if !self.unnamed.is_empty() {
            let above = self.heading.as_ref().map_or(String::new(), |heading| format!(", above `{heading}`"));
            let entries: Vec<String> = self.unnamed.iter().map(Change::entry).collect();
            mistakes.push(format!(
                "error: CHANGELOG.md does not name what breaks or is silent\nhelp: say it there{above}:\n\n{}",
                entries.join("\n")
            ));
        }
        if !self.changes.unexplained.is_empty() {
            mistakes.push(format!(
                "error: no change of the specification explains what is public now:\n  {}\nhelp: look at it with: cargo \
                 xtask surface",
                self.changes.unexplained.join("\n  ")
            ));
        }
        if mistakes.is_empty() { Ok(()) } else { Err(Failure::new(mistakes.join("\n\n"))) }
    }
}

#[cfg(test)]
mod tests {
    use icws_codegen::Spec;

    use super::*;

    /// A report about a specification that has changed from that text to the other one, or not at all.
    pub(super) fn report((from, to): (&str, &str)) -> Result<Report, Failure> {
        let text = include_str!("../../tests/fixtures/changes/base.yaml");
        assert!(text.contains(from), "{from}");
        let generate = |text: &str| {
            icws_codegen::generate(Spec { path: "base.yaml", bytes: text.as_bytes() })
                .map_err(|mistakes| Failure::new(mistakes.render(icws_codegen::diagnostic::Style::Plain)))
        };
        let (old, new) = (generate(text)?, generate(&text.replace(from, to))?);
        let version = Version::new(0, 1, 0);
        Ok(Report {
            changes: compare(&old, &new),
            old: Baseline { version: version.clone(), output: old },
            new,
            found: version.clone(),
            required: version,
            unnamed: Vec::new(),
            heading: None,
        })
    }

    #[test]
    fn what_is_public_and_no_change_explains_is_a_mistake() -> Result<(), Failure> {
        let mut report = report(("", ""))?;
        report.check()?;
        report.changes.unexplained.push("models::Odd (struct)".to_owned());
        let said = report.check().err().map(|failure| failure.to_string()).unwrap_or_default();
        let expected = "error: no change of the specification explains what is public now:\n  models::Odd (struct)\n\
                        help: look at it with: cargo xtask surface";
        assert_eq!(said, expected);
        Ok(())
    }
}
