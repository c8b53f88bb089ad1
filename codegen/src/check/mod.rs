//! What must be true of an API before code is made of it.

mod answers;
mod gates;
mod inferred;
mod names;
mod recursion;

use crate::diagnostic::{Diagnostics, Sink, Source};
use crate::ir::Api;

/// Checks an API. What comes back is what went in; emitting relies on every rule here.
///
/// # Errors
///
/// Every rule that is broken, at the place that breaks it.
pub fn check(api: Api, source: &Source) -> Result<Api, Diagnostics> {
    let mut sink = Sink::default();
    names::check(&api, &mut sink);
    gates::check(&api, &mut sink);
    answers::check(&api, &mut sink);
    inferred::check(&api, &mut sink);
    recursion::check(&api, &mut sink);
    sink.finish(source, api)
}
