//! Why a command did not do what it was asked for.

use std::fmt;
use std::io;
use std::path::Path;
use std::process::ExitCode;

/// A text for the user, and the exit code that goes with it.
#[derive(Debug, PartialEq)]
pub(crate) struct Failure {
    /// What is shown before the text: diagnostics, as they are printed.
    pub(crate) diagnostics: Option<String>,
    text: String,
    exit_code: u8,
}

impl Failure {
    /// The command line is wrong: exit code 2.
    pub(crate) fn usage(text: impl Into<String>) -> Self {
        Self { diagnostics: None, text: text.into(), exit_code: 2 }
    }

    /// What the command looked at is wrong, or could not be read or written: exit code 1.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self { diagnostics: None, text: text.into(), exit_code: 1 }
    }

    /// The same, with these diagnostics before it.
    pub(crate) fn showing(self, diagnostics: String) -> Self {
        Self { diagnostics: Some(diagnostics), ..self }
    }

    /// The operating system refused something; `doing` is what, "cannot read" for example.
    pub(crate) fn io(doing: &str, path: &Path, error: &io::Error) -> Self {
        Self::new(format!("error: {doing} {}: {error}", path.display()))
    }

    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.exit_code)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
