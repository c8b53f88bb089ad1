//! Reading a specification, and showing what is wrong with it.

use std::path::Path;

use icws_codegen::{Diagnostics, Output, Spec};

use crate::console;
use crate::failure::Failure;
use crate::workspace::{SPEC, Workspace};

/// What our own specification yields.
pub(crate) fn own(workspace: &Workspace) -> Result<Output, Failure> {
    read(SPEC, &workspace.path(SPEC))
}

/// What the specification in that file yields. `shown` is its name in headers and diagnostics.
pub(crate) fn read(shown: &str, file: &Path) -> Result<Output, Failure> {
    let bytes = std::fs::read(file).map_err(|error| {
        Failure::new(format!("error: cannot read {shown}: {error}\n\nnothing was written"))
    })?;
    icws_codegen::generate(Spec { path: shown, bytes: &bytes }).map_err(|mistakes| refused(shown, &mistakes))
}

fn refused(shown: &str, mistakes: &Diagnostics) -> Failure {
    let count = match mistakes.count() {
        1 => "1 mistake".to_owned(),
        count => format!("{count} mistakes"),
    };
    let texts = mistakes.render(console::style());
    Failure::new(format!("{texts}\n\n{count} in {shown}; nothing was written"))
}
