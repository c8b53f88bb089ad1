//! What is known of a type only when all types are known.

mod checked;
mod secrets;
mod size;
mod total;

use crate::ir::Api;

/// Marks what is checked before it is sent, what is `Eq`, and what is in a box, measures all types, and lists secrets.
pub(super) fn complete(api: &mut Api) {
    checked::mark(&mut api.schemas, &api.operations);
    total::mark(&mut api.schemas);
    size::mark(api);
    secrets::list(api);
}
