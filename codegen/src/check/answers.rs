//! An operation can succeed.

use super::mistakes;
use crate::diagnostic::Sink;
use crate::ir::Api;

/// Reports operations that have no answer that is a success.
pub(super) fn check(api: &Api, sink: &mut Sink) {
    for operation in &api.operations {
        if operation.successes.is_empty() {
            sink.report(mistakes::no_success(operation.name.span, &operation.name.wire));
        }
    }
}
