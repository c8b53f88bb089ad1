//! What is known of a type only when all types are known.

mod checked;
mod recursion;
mod size;

use crate::ir::Api;

/// Marks what needs a box and what is checked before it is sent, and measures all types.
pub(super) fn complete(api: &mut Api) {
    recursion::mark(&mut api.schemas);
    checked::mark(&mut api.schemas, &api.operations);
    size::mark(api);
}
