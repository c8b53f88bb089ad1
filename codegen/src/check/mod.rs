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

/// Checks an API. What comes back is what went in, with all warnings; emitting relies on every rule here.
///
/// # Errors
///
/// Every rule that is broken, at the place that breaks it.
pub fn check(lowered: Lowered, source: &Source) -> Result<(Api, Diagnostics), Diagnostics> {
    let Lowered { api, warnings: mut sink } = lowered;
    names::check(&api, &mut sink);
    formers::check(&api, &mut sink);
    files::check(&api, &mut sink);
    gates::check(&api, &mut sink);
    answers::check(&api, &mut sink);
    inferred::check(&api, &mut sink);
    recursion::check(&api, &mut sink);
    let (api, warnings) = sink.finish(source, api)?;
    Ok((api, warnings.sorted(source)))
}
