//! Reading a specification, and showing what is wrong with it.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use icws_codegen::{Diagnostics, Output, Spec};

use super::json;
use super::{Format, Warnings};
use crate::explain;
use crate::support::console::{self, complain, say};
use crate::support::failure::Failure;
use crate::support::workspace::{SPEC, Workspace};

/// What our own specification yields.
pub(crate) fn own(workspace: &Workspace) -> Result<Output, Failure> {
    read(&workspace.path(SPEC), SPEC, SPEC, Format::Human)
}

/// What the specification in that file yields. Diagnostics call it `shown`, and headers `header`.
pub(crate) fn read(file: &Path, shown: &str, header: &str, format: Format) -> Result<Output, Failure> {
    let bytes = bytes(file).map_err(|error| {
        Failure::new(format!("error: cannot read {shown}: {error}\n\nnothing was written"))
    })?;
    icws_codegen::generate_as(Spec { path: shown, bytes: &bytes }, header)
        .map_err(|mistakes| refused(shown, &mistakes, format))
}

/// How large a specification may be, in bytes. The largest that people write have a tenth of it.
const LARGEST: u64 = 64 << 20;

/// Reads the file, if it is one, and only as far as it may go: a device has no end, and a pipe may never begin.
fn bytes(file: &Path) -> io::Result<Vec<u8>> {
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

fn refused(shown: &str, mistakes: &Diagnostics, format: Format) -> Failure {
    let summary = summary(shown, mistakes, "mistake", "; nothing was written");
    match format {
        Format::Human => console::show(&mistakes.render(console::style())),
        Format::Json => json::mistakes(mistakes).for_each(say),
    }
    Failure::new(summary)
}

/// Shows the warnings, and fails if they are denied.
pub(crate) fn warn(warnings: &Diagnostics, (format, what): (Format, Warnings)) -> Result<(), Failure> {
    let shown = warnings.source().path();
    match what {
        _ if warnings.count() == 0 => {}
        Warnings::Deny => return Err(refused(shown, &warnings.clone().denied(), format)),
        Warnings::Show => {
            let summary = summary(shown, warnings, "warning", "");
            match format {
                Format::Human => {
                    console::show(&warnings.render(console::style()));
                    complain(format!("{summary}\n"));
                }
                Format::Json => {
                    json::mistakes(warnings).for_each(say);
                    complain(summary);
                }
            }
        }
    }
    Ok(())
}

fn summary(shown: &str, found: &Diagnostics, what: &str, consequence: &str) -> String {
    let count = match found.count() {
        1 => format!("1 {what}"),
        count => format!("{count} {what}s"),
    };
    format!("{count} in {shown}{consequence}\nfor more, run: {}", explain::command_for(found))
}
