//! The options of the command line, and what else is on it.

use std::ffi::OsString;
use std::path::PathBuf;

use icws_codegen::is_keyword;

use super::{LONGEST_NAME, find, usage};
use crate::help::Topic;
use crate::support::failure::Failure;

/// The arguments that begin with a dash, and the others.
#[derive(Debug, Default)]
pub(super) struct Split {
    pub(super) options: Vec<Given>,
    pub(super) words: Vec<String>,
}

#[derive(Debug)]
pub(super) struct Given {
    pub(super) name: &'static str,
    value: Option<OsString>,
}

/// Every option, and whether it takes a value. `--root` is for tests: it works on a copy of the workspace.
const OPTIONS: [(&str, bool); 10] = [
    ("--help", false),
    ("--check", false),
    ("--deny-warnings", false),
    ("--spec", true),
    ("--out", true),
    ("--name", true),
    ("--format", true),
    ("--at", true),
    ("--skip", true),
    ("--root", true),
];

pub(super) fn split(mut arguments: impl Iterator<Item = OsString>) -> Result<Split, Failure> {
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
pub(super) struct Options {
    pub(super) check: bool,
    pub(super) deny_warnings: bool,
    pub(super) spec: Option<PathBuf>,
    pub(super) out: Option<PathBuf>,
    pub(super) name: Option<String>,
    pub(super) format: Option<String>,
    pub(super) at: Option<String>,
    pub(super) skip: Vec<String>,
    pub(super) root: Option<PathBuf>,
}

impl Options {
    /// Takes one that was given.
    pub(super) fn take(&mut self, Given { name, value }: Given, topic: Topic) -> Result<(), Failure> {
        let value = value.unwrap_or_default();
        let text = value.to_string_lossy().into_owned();
        let is_repeated = match name {
            "--check" => std::mem::replace(&mut self.check, true),
            "--deny-warnings" => std::mem::replace(&mut self.deny_warnings, true),
            "--spec" => self.spec.replace(path(value)?).is_some(),
            "--out" => self.out.replace(path(value)?).is_some(),
            "--name" => self.name.replace(crate_name(text)?).is_some(),
            "--format" => self.format.replace(text).is_some(),
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

/// A name that cargo, rustc and registries take for a crate without a word of complaint.
fn crate_name(name: String) -> Result<String, Failure> {
    let is_plain =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'_';
    let is_taken =
        is_keyword(&name) || ["alloc", "core", "proc_macro", "std", "test"].contains(&name.as_str());
    let begins = name.starts_with(|first: char| first.is_ascii_lowercase());
    if begins && name.bytes().all(is_plain) && name.len() <= LONGEST_NAME && !is_taken {
        return Ok(name);
    }
    let rule = format!(
        "a crate's name is made of small letters, digits, `-` and `_`, begins with a letter, is no word of Rust, and \
         has at most {LONGEST_NAME} characters"
    );
    Err(usage(format!("no crate can be called {name:?}: {rule}"), Topic::Gen))
}
