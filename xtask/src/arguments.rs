//! The command line to a command.

mod options;

use std::ffi::OsString;
use std::path::PathBuf;

use icws_codegen::Code;
use icws_codegen::diagnostic::closest;

use crate::ci::Step;
use crate::help::Topic;
use crate::judge::Judge;
use crate::support::failure::Failure;
use crate::support::workspace::Workspace;
use options::{Options, Split, split};

/// A command, and the workspace that it works on.
#[derive(Debug, PartialEq)]
pub(crate) struct Invocation {
    pub(crate) workspace: Workspace,
    pub(crate) command: Command,
}

#[derive(Debug, PartialEq)]
pub(crate) enum Command {
    Help(Topic),
    Gen(Gen),
    Explain { codes: Vec<Code> },
    Surface { at: Option<String> },
    Matrix,
    Semver,
    Ci { skipped: Vec<Step> },
    Conformance { judges: Vec<Judge> },
}

/// What to generate, and whether to write it or to compare.
#[derive(Debug, PartialEq)]
pub(crate) struct Gen {
    pub(crate) mode: Mode,
    /// Another specification, and the folder for its crate.
    pub(crate) elsewhere: Option<Elsewhere>,
    pub(crate) format: Format,
    pub(crate) warnings: Warnings,
}

/// What to do about warnings.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Warnings {
    /// Show them, and go on.
    Show,
    /// Take them for mistakes.
    Deny,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Mode {
    Write,
    Check,
}

/// For whom mistakes and files are listed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Format {
    Human,
    Json,
}

impl Format {
    const ALL: [Self; 2] = [Self::Human, Self::Json];

    const fn name(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Json => "json",
        }
    }
}

#[derive(Debug, PartialEq)]
pub(crate) struct Elsewhere {
    pub(crate) spec: PathBuf,
    pub(crate) out: PathBuf,
    /// What the crate is called, if not as the specification says.
    pub(crate) name: Option<String>,
}

/// The longest name of a crate that registries take.
pub(crate) const LONGEST_NAME: usize = 64;

/// Reads the arguments, without the program's name.
pub(crate) fn parse(arguments: impl Iterator<Item = OsString>) -> Result<Invocation, Failure> {
    let Split { options, words } = split(arguments)?;
    let mut words = words.into_iter();
    let Some(name) = words.next() else {
        let is_asked = options.iter().any(|option| option.name == "--help");
        return if is_asked { help(Topic::All) } else { Err(Failure::usage(Topic::All.text())) };
    };
    let topic = find(&name, "command", &Topic::ALL, |topic| topic.name())?;
    if options.iter().any(|option| option.name == "--help") {
        return help(topic);
    }
    let known = topic.options();
    let mut given = Options::default();
    for option in options {
        if !known.contains(&option.name) {
            let (name, takes) = (option.name, topic.name());
            return Err(usage(format!("`{takes}` has no option `{name}`"), topic));
        }
        given.take(option, topic)?;
    }
    let words: Vec<String> = words.collect();
    let command = command(topic, &given, &words)?;
    Ok(Invocation { workspace: given.root.map_or_else(Workspace::own, Workspace::at), command })
}

fn command(topic: Topic, given: &Options, words: &[String]) -> Result<Command, Failure> {
    let takes_words = matches!(topic, Topic::All | Topic::Explain | Topic::Ci | Topic::Conformance);
    if let (false, Some(word)) = (takes_words, words.first()) {
        return Err(match closest(word, topic.options().iter().copied()) {
            Some(option) => surplus(word, topic, &format!("did you mean `{option}`?")),
            None => surplus(word, topic, topic.usage()),
        });
    }
    match topic {
        Topic::All => match words.first() {
            None => Ok(Command::Help(Topic::All)),
            Some(name) => find(name, "command", &Topic::ALL, |topic| topic.name()).map(Command::Help),
        },
        Topic::Gen => {
            let mode = if given.check { Mode::Check } else { Mode::Write };
            let elsewhere = elsewhere(given)?;
            let format = match &given.format {
                Some(name) => find(name, "format", &Format::ALL, |format| format.name())?,
                None => Format::Human,
            };
            let warnings = if given.deny_warnings { Warnings::Deny } else { Warnings::Show };
            Ok(Command::Gen(Gen { mode, elsewhere, format, warnings }))
        }
        Topic::Explain => {
            let codes = words.iter().map(|name| code(name)).collect::<Result<_, _>>()?;
            Ok(Command::Explain { codes })
        }
        Topic::Surface => Ok(Command::Surface { at: given.at.clone() }),
        Topic::Matrix => Ok(Command::Matrix),
        Topic::Semver => Ok(Command::Semver),
        Topic::Ci => {
            let step = |name: &str| find(name, "step", &Step::ALL, |step| step.name());
            let wanted = words.iter().map(|name| step(name)).collect::<Result<Vec<_>, _>>()?;
            let names = given.skip.iter().flat_map(|names| names.split(','));
            let mut skipped = names.map(step).collect::<Result<Vec<_>, _>>()?;
            if !wanted.is_empty() {
                skipped.extend(Step::ALL.into_iter().filter(|step| !wanted.contains(step)));
            }
            Ok(Command::Ci { skipped })
        }
        Topic::Conformance => {
            let judges: Vec<Judge> = words
                .iter()
                .map(|name| find(name, "judge", &Judge::ALL, |judge| judge.name()))
                .collect::<Result<_, _>>()?;
            Ok(Command::Conformance { judges: if judges.is_empty() { Judge::ALL.to_vec() } else { judges } })
        }
    }
}

/// The other specification and its crate, which are named together.
fn elsewhere(given: &Options) -> Result<Option<Elsewhere>, Failure> {
    let missing = match (given.spec.clone(), given.out.clone(), given.name.clone()) {
        (None, None, None) => return Ok(None),
        (Some(spec), Some(out), name) => return Ok(Some(Elsewhere { spec, out, name })),
        (Some(_), None, _) => "`--spec` needs `--out DIR`, the folder for the crate",
        (None, Some(_), _) => "`--out` needs `--spec FILE`, what to generate from",
        (None, None, Some(_)) => "`--name` needs `--spec FILE` and `--out DIR`: the crate here has its name",
    };
    Err(usage(missing.to_owned(), Topic::Gen))
}

/// The code of that name, in whatever capitals.
fn code(name: &str) -> Result<Code, Failure> {
    let codes = icws_codegen::codes();
    let found = codes.iter().find(|code| code.as_str().eq_ignore_ascii_case(name));
    found.copied().ok_or_else(|| {
        let known = codes.iter().map(|code| code.as_str());
        let meant = closest(name, known).map(|code| format!("did you mean `{code}`? "));
        let help = format!("{}`cargo xtask explain` lists all codes", meant.unwrap_or_default());
        Failure::usage(format!("error: there is no code `{name}`\nhelp: {help}"))
    })
}

fn help(topic: Topic) -> Result<Invocation, Failure> {
    Ok(Invocation { workspace: Workspace::own(), command: Command::Help(topic) })
}

/// The thing of that name.
fn find<T: Copy>(
    name: &str,
    kind: &str,
    known: &[T],
    name_of: impl Fn(&T) -> &'static str,
) -> Result<T, Failure> {
    if let Some(thing) = known.iter().find(|thing| name_of(thing) == name) {
        return Ok(*thing);
    }
    let names = || known.iter().map(&name_of);
    // `generate` for `gen`, `test` for `tests`.
    let longer = || names().find(|known| known.len() > 2 && name.starts_with(known));
    let help = match closest(name, names()).or_else(longer) {
        Some(closest) => format!("did you mean `{closest}`?"),
        None => {
            format!("there is {}", names().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "))
        }
    };
    Err(Failure::usage(format!("error: there is no {kind} `{name}`\nhelp: {help}")))
}

fn surplus(word: &str, topic: Topic, help: &str) -> Failure {
    Failure::usage(format!("error: `{}` takes no `{word}`\nhelp: {help}", topic.name()))
}

fn usage(text: String, topic: Topic) -> Failure {
    Failure::usage(format!("error: {text}\nhelp: {}", topic.usage()))
}

#[cfg(test)]
mod tests;
