//! The answers of an operation can be told apart and treated alike.

use crate::diagnostic::{self, Sink};
use crate::ir::{Api, Operation};

/// Reports operations that cannot succeed, and errors that have nothing in common.
pub(super) fn check(api: &Api, sink: &mut Sink) {
    for operation in &api.operations {
        if operation.successes.is_empty() {
            sink.report(diagnostic::no_success(operation.name.span, &operation.name.wire));
        }
        errors(operation, sink);
    }
}

fn errors(operation: &Operation, sink: &mut Sink) {
    let Some(first) = operation.errors.first() else {
        return sink.report(diagnostic::no_errors(operation.name.span, &operation.name.wire));
    };
    for answer in &operation.errors {
        let help = "give every error of an operation the same schema";
        if answer.schema.is_none() {
            let what = format!("a {} without a body", answer.status);
            sink.report(diagnostic::unsupported(answer.span, &what, help));
        } else if first.schema.is_some() && answer.schema != first.schema {
            let what = format!("a {} with another schema than the {}", answer.status, first.status);
            sink.report(diagnostic::unsupported(answer.span, &what, help));
        }
    }
}
