//! Reading a specification. Who asked for it shows what is wrong with it.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use icws_codegen::{Diagnostics, Output, PartError, Spec, UnknownTag};

use crate::explain;
use crate::support::console;
use crate::support::failure::Failure;
use crate::support::workspace::{PACKAGE, SPEC, Workspace};

/// Why there is nothing to generate.
pub(crate) enum Refusal {
    /// The file cannot be read, or has nothing of what is asked for.
    Unusable(Failure),
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
    generated(file, shown, |spec| Ok(icws_codegen::generate_as(spec, header, package)?))
}

/// What is generated of the specification in that file. Diagnostics call it `shown`.
pub(crate) fn generated(
    file: &Path,
    shown: &str,
    generate: impl FnOnce(Spec<'_>) -> Result<Output, PartError>,
) -> Result<Output, Refusal> {
    let unusable =
        |mistake: String| Refusal::Unusable(Failure::new(format!("{mistake}\n\nnothing was written")));
    let bytes = bytes(file).map_err(|error| unusable(format!("error: cannot read {shown}: {error}")))?;
    generate(Spec { path: shown, bytes: &bytes }).map_err(|error| match error {
        PartError::Mistakes(mistakes) => Refusal::Mistakes(mistakes),
        PartError::Tag(UnknownTag { tag, help }) => {
            unusable(format!("error: no operation of {shown} has the tag `{tag}`\nhelp: {help}"))
        }
    })
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
            Refusal::Unusable(failure) => failure,
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
