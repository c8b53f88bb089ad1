//! What is known of a type only when all types are known.

mod checked;
mod size;

use crate::ir::Api;

/// Marks what is checked before it is sent and what is in a box, and measures all types.
pub(super) fn complete(api: &mut Api) {
    checked::mark(&mut api.schemas, &api.operations);
    size::mark(api);
}
