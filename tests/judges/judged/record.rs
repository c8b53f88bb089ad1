//! What the server has been sent, and what it has answered.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use http::Response;
use icws_dialer::OperationInfo;
use icws_dialer::server::axum::body::Body;
use icws_tests::operation::{OPERATIONS, Row};
use serde_json::{Value, json};

/// The statuses that each operation is refused with, in JSON.
pub(crate) fn refusals() -> String {
    let statuses = |row: &Row| row.refusals.iter().map(|(status, _)| *status).collect::<Vec<u16>>();
    let all: BTreeMap<&str, Vec<u16>> = OPERATIONS.iter().map(|row| (row.id, statuses(row))).collect();
    json!(all).to_string()
}

#[derive(Default)]
pub(crate) struct Record {
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    /// How often it has answered with a status, whoever chose it: a method or the router.
    answered: BTreeMap<u16, usize>,
    /// The same, as outcomes of the operations.
    came: BTreeSet<(&'static str, u16)>,
    /// The outcomes that the methods have chosen.
    chosen: BTreeSet<(&'static str, u16)>,
    /// How often a method has been called.
    calls: BTreeMap<&'static str, usize>,
    /// What the last call brought.
    arrived: Value,
}

impl Record {
    /// Keeps what a call has brought to a method. Yields how many came before it.
    pub(crate) fn call(&self, id: &'static str, arrived: Value) -> usize {
        let mut kept = self.kept();
        kept.arrived = arrived;
        let calls = kept.calls.entry(id).or_default();
        *calls += 1;
        *calls - 1
    }

    /// Keeps what a method has chosen to answer with.
    pub(crate) fn chosen(&self, id: &'static str, status: u16) {
        self.kept().chosen.insert((id, status));
    }

    /// Counts an answer, and keeps which operation it is of, where it is of one.
    pub(crate) fn count(&self, response: &Response<Body>) {
        let status = response.status().as_u16();
        let mut kept = self.kept();
        *kept.answered.entry(status).or_default() += 1;
        let operation = response.extensions().get::<OperationInfo>();
        kept.came.extend(operation.map(|operation| (operation.id, status)));
    }

    /// What the last call brought, in JSON.
    pub(crate) fn arrived(&self) -> String {
        self.kept().arrived.to_string()
    }

    /// Everything that was answered, in a line.
    pub(crate) fn summary(&self) -> String {
        let kept = self.kept();
        let all: usize = kept.answered.values().sum();
        let each = kept.answered.iter().map(|(status, times)| format!("{times} with {status}"));
        format!("{all} requests answered, {}", each.collect::<Vec<_>>().join(", "))
    }

    /// The documented outcomes that no method has chosen, or that have not become an answer.
    pub(crate) fn missing(&self) -> Vec<String> {
        let kept = self.kept();
        let documented = OPERATIONS.iter().flat_map(|row| row.statuses().map(|status| (row.id, status)));
        let missing =
            documented.filter(|outcome| !kept.chosen.contains(outcome) || !kept.came.contains(outcome));
        missing.map(|(id, status)| format!("the {status} of {id}")).collect()
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
