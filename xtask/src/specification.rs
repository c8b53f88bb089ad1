//! Reading a specification, and showing what is wrong with it.

use std::path::Path;

use icws_codegen::{Diagnostics, Output, Spec};

use crate::arguments::Format;
use crate::console::{self, say};
use crate::explain;
use crate::failure::Failure;
use crate::json;
use crate::workspace::{SPEC, Workspace};

/// What our own specification yields.
pub(crate) fn own(workspace: &Workspace) -> Result<Output, Failure> {
    read(SPEC, &workspace.path(SPEC), Format::Human)
}

/// What the specification in that file yields. `shown` is its name in headers and diagnostics.
pub(crate) fn read(shown: &str, file: &Path, format: Format) -> Result<Output, Failure> {
    let bytes = std::fs::read(file).map_err(|error| {
        Failure::new(format!("error: cannot read {shown}: {error}\n\nnothing was written"))
    })?;
    icws_codegen::generate(Spec { path: shown, bytes: &bytes })
        .map_err(|mistakes| refused(shown, &mistakes, format))
}

fn refused(shown: &str, mistakes: &Diagnostics, format: Format) -> Failure {
    let count = match mistakes.count() {
        1 => "1 mistake".to_owned(),
        count => format!("{count} mistakes"),
    };
    let summary =
        format!("{count} in {shown}; nothing was written\nfor more, run: {}", explain::command(mistakes));
    match format {
        Format::Human => Failure::new(format!("{}\n\n{summary}", mistakes.render(console::style()))),
        Format::Json => {
            json::mistakes(mistakes).for_each(say);
            Failure::new(summary)
        }
    }
}
