//! What must be true of an API before code is made of it.

mod answers;
mod files;
mod formers;
mod gates;
mod inferred;
pub(crate) mod mistakes;
mod names;
mod recursion;

use crate::diagnostic::Diagnostics;
use crate::ir::Api;
use crate::lower::Lowered;
use crate::source::Source;

/// An API that keeps every rule of this stage. Nobody else makes one, so nothing is planned that was not checked.
#[derive(Debug, Clone)]
pub struct Checked(Api);

impl Checked {
    /// The API.
    pub const fn api(&self) -> &Api {
        &self.0
    }

    /// The API, for whoever is done with printing it.
    pub fn into_api(self) -> Api {
        self.0
    }
}

/// Checks an API. What comes back is what went in, with all warnings.
///
/// # Errors
///
/// Every rule that is broken, at the place that breaks it.
pub fn check(lowered: Lowered, source: &Source) -> Result<(Checked, Diagnostics), Diagnostics> {
    let Lowered { api, warnings: mut sink } = lowered;
    names::check(&api, &mut sink);
    formers::check(&api, &mut sink);
    files::check(&api, &mut sink);
    gates::check(&api, &mut sink);
    answers::check(&api, &mut sink);
    inferred::check(&api, &mut sink);
    recursion::check(&api, &mut sink);
    let (api, warnings) = sink.finish(source, api)?;
    Ok((Checked(api), warnings.sorted(source)))
}
