//! An operation can succeed.

use super::mistakes;
use crate::diagnostic::Sink;
use crate::ir::{Answer, Api, Name};

/// Reports operations that have no answer that is a success.
pub(super) fn check(api: &Api, sink: &mut Sink) {
    for operation in &api.operations {
        if operation.successes.is_empty() {
            sink.report(mistakes::no_success(operation.name.span, &operation.name.wire));
        }
        let is_there = |answer: &&Answer| answer.since.gate.covers(operation.since.gate);
        match operation.successes.first() {
            Some(first) if !operation.successes.iter().any(|answer| is_there(&answer)) => {
                let Name { wire, span, .. } = &operation.name;
                sink.report(mistakes::young_success(first.since.span, wire, *span));
            }
            _ => {}
        }
    }
}
