//! The command line to a command.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::ci::Step;
use crate::conformance::Judge;
use crate::failure::Failure;
use crate::help::Topic;
use crate::workspace::Workspace;

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
    Surface { at: Option<String> },
    Matrix,
    Ci { skipped: Vec<Step> },
    Conformance { judges: Vec<Judge> },
}

/// What to generate, and whether to write it or to compare.
#[derive(Debug, PartialEq)]
pub(crate) struct Gen {
    pub(crate) mode: Mode,
    /// Another specification, and the folder for its crate.
    pub(crate) elsewhere: Option<Elsewhere>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Mode {
    Write,
    Check,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Elsewhere {
    pub(crate) spec: PathBuf,
    pub(crate) out: PathBuf,
}

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
    if let (false, Some(word)) = (matches!(topic, Topic::All | Topic::Conformance), words.first()) {
        return Err(usage(format!("`{}` takes no `{word}`", topic.name()), topic));
    }
    match topic {
        Topic::All => match words.first() {
            None => Ok(Command::Help(Topic::All)),
            Some(name) => find(name, "command", &Topic::ALL, |topic| topic.name()).map(Command::Help),
        },
        Topic::Gen => {
            let mode = if given.check { Mode::Check } else { Mode::Write };
            let elsewhere = match (given.spec.clone(), given.out.clone()) {
                (None, None) => None,
                (Some(spec), Some(out)) => Some(Elsewhere { spec, out }),
                (Some(_), None) => {
                    return Err(usage(
                        "`--spec` needs `--out DIR`, the folder for the crate".to_owned(),
                        topic,
                    ));
                }
                (None, Some(_)) => {
                    return Err(usage(
                        "`--out` needs `--spec FILE`, what to generate from".to_owned(),
                        topic,
                    ));
                }
            };
            Ok(Command::Gen(Gen { mode, elsewhere }))
        }
        Topic::Surface => Ok(Command::Surface { at: given.at.clone() }),
        Topic::Matrix => Ok(Command::Matrix),
        Topic::Ci => {
            let names = given.skip.iter().flat_map(|names| names.split(','));
            let skipped = names
                .map(|name| find(name, "step", &Step::ALL, |step| step.name()))
                .collect::<Result<_, _>>()?;
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

fn help(topic: Topic) -> Result<Invocation, Failure> {
    Ok(Invocation { workspace: Workspace::own(), command: Command::Help(topic) })
}

/// The arguments that begin with a dash, and the others.
#[derive(Debug, Default)]
struct Split {
    options: Vec<Given>,
    words: Vec<String>,
}

#[derive(Debug)]
struct Given {
    name: &'static str,
    value: Option<OsString>,
}

/// Every option, and whether it takes a value. `--root` is for tests: it works on a copy of the workspace.
const OPTIONS: [(&str, bool); 7] = [
    ("--help", false),
    ("--check", false),
    ("--spec", true),
    ("--out", true),
    ("--at", true),
    ("--skip", true),
    ("--root", true),
];

fn split(mut arguments: impl Iterator<Item = OsString>) -> Result<Split, Failure> {
    let mut split = Split::default();
    while let Some(argument) = arguments.next() {
        let text = argument.to_string_lossy().into_owned();
        if !text.starts_with('-') {
            split.words.push(text);
            continue;
        }
        let (name, inline) = match text.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (text.as_str(), None),
        };
        let name = if name == "-h" { "--help" } else { name };
        let (name, takes_value) = find(name, "option", &OPTIONS, |(name, _)| name)?;
        let value = match (takes_value, inline) {
            (false, None) => None,
            (false, Some(_)) => return Err(usage(format!("`{name}` takes no value"), Topic::All)),
            (true, Some(value)) => Some(OsString::from(value)),
            (true, None) => arguments.next(),
        };
        if takes_value && value.as_ref().is_none_or(|value| value.is_empty()) {
            return Err(usage(format!("`{name}` needs a value"), Topic::All));
        }
        split.options.push(Given { name, value });
    }
    Ok(split)
}

/// The options with their values.
#[derive(Debug, Default)]
struct Options {
    check: bool,
    spec: Option<PathBuf>,
    out: Option<PathBuf>,
    at: Option<String>,
    skip: Vec<String>,
    root: Option<PathBuf>,
}

impl Options {
    fn take(&mut self, Given { name, value }: Given, topic: Topic) -> Result<(), Failure> {
        let value = value.unwrap_or_default();
        let text = value.to_string_lossy().into_owned();
        let is_repeated = match name {
            "--check" => std::mem::replace(&mut self.check, true),
            "--spec" => self.spec.replace(path(value)?).is_some(),
            "--out" => self.out.replace(path(value)?).is_some(),
            "--at" => self.at.replace(text).is_some(),
            "--root" => self.root.replace(value.into()).is_some(),
            _ => {
                self.skip.push(text);
                false
            }
        };
        if is_repeated { Err(usage(format!("`{name}` is given twice"), topic)) } else { Ok(()) }
    }
}

/// A path that can stand in the header of a generated file, which is one line of text.
fn path(value: OsString) -> Result<PathBuf, Failure> {
    match value.to_str() {
        Some(text) if !text.contains(char::is_control) => Ok(value.into()),
        _ => Err(usage(format!("the path {value:?} is not printable text"), Topic::Gen)),
    }
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
    let distance = |thing: &T| strsim::damerau_levenshtein(name, name_of(thing));
    let limit = (name.chars().count() / 2).clamp(1, 3);
    let closest = known.iter().map(|thing| (distance(thing), name_of(thing))).min();
    let help = match closest {
        Some((distance, closest)) if distance <= limit => format!("did you mean `{closest}`?"),
        _ => format!(
            "there is {}",
            known.iter().map(|thing| format!("`{}`", name_of(thing))).collect::<Vec<_>>().join(", ")
        ),
    };
    Err(Failure::usage(format!("error: there is no {kind} `{name}`\nhelp: {help}")))
}

fn usage(text: String, topic: Topic) -> Failure {
    Failure::usage(format!("error: {text}\nhelp: {}", topic.usage()))
}

#[cfg(test)]
mod tests;
