//! Reading a specification. Who asked for it shows what is wrong with it.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use icws_codegen::{Diagnostics, Output, Spec};

use crate::explain;
use crate::support::console;
use crate::support::failure::Failure;
use crate::support::workspace::{PACKAGE, SPEC, Workspace};

/// Why there is nothing to generate.
pub(crate) enum Refusal {
    /// The file cannot be read.
    Unreadable(Failure),
    /// There are mistakes in it.
    Mistakes(Diagnostics),
}

/// What our own specification yields.
pub(crate) fn own(workspace: &Workspace) -> Result<Output, Refusal> {
    read(&workspace.path(SPEC), SPEC, SPEC, Some(PACKAGE))
}

/// What the specification in that file yields. Diagnostics call it `shown`, and headers `header`; the
/// crate has the name that is given, if one is.
pub(crate) fn read(file: &Path, shown: &str, header: &str, package: Option<&str>) -> Result<Output, Refusal> {
    let bytes = bytes(file).map_err(|error| {
        Refusal::Unreadable(Failure::new(format!(
            "error: cannot read {shown}: {error}\n\nnothing was written"
        )))
    })?;
    icws_codegen::generate_as(Spec { path: shown, bytes: &bytes }, header, package).map_err(Refusal::Mistakes)
}

/// How large a specification may be, in bytes. The largest that people write have a tenth of it.
const LARGEST: u64 = 64 << 20;

/// Reads the file, if it is one, and only as far as it may go: a device has no end, and a pipe may never begin.
pub(crate) fn bytes(file: &Path) -> io::Result<Vec<u8>> {
    if !std::fs::metadata(file)?.is_file() {
        return Err(io::Error::other("it is not a file"));
    }
    let mut bytes = Vec::new();
    File::open(file)?.take(LARGEST + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 {
        0..=LARGEST => Ok(bytes),
        _ => Err(io::Error::other("it is larger than 64 MiB, which no specification is")),
    }
}

impl From<Refusal> for Failure {
    /// Why a command fails that needs the specification.
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Unreadable(failure) => failure,
            Refusal::Mistakes(mistakes) => {
                Self::new(refused(&mistakes)).showing(mistakes.render(console::style()))
            }
        }
    }
}

/// How many mistakes there are, and what explains them.
pub(crate) fn refused(mistakes: &Diagnostics) -> String {
    summary(mistakes, "mistake", "; nothing was written")
}

/// How many warnings there are, and what explains them.
pub(crate) fn warned(warnings: &Diagnostics) -> String {
    summary(warnings, "warning", "")
}

fn summary(found: &Diagnostics, what: &str, consequence: &str) -> String {
    let count = match found.count() {
        1 => format!("1 {what}"),
        count => format!("{count} {what}s"),
    };
    let file = found.source().path();
    format!("{count} in {file}{consequence}\nfor more, run: {}", explain::command_for(found))
}
