//! Which way things travel.

use crate::graph;
use crate::ir::{Api, Body, Operation, Schema, SchemaId};

/// Which way a thing travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Direction {
    /// In requests: callers write it, servers read it.
    pub(super) sent: bool,
    /// In answers: servers write it, callers read it.
    pub(super) received: bool,
}

impl Direction {
    pub(super) const SENT: Self = Self { sent: true, received: false };
    pub(super) const RECEIVED: Self = Self { sent: false, received: true };
    pub(super) const BOTH: Self = Self { sent: true, received: true };

    pub(super) const fn is_none(self) -> bool {
        !self.sent && !self.received
    }
}

/// Which way each type travels.
pub(super) fn directions(api: &Api) -> Vec<Direction> {
    let sent = reached(api, |operation| {
        let parameters = operation.parameters.iter().filter_map(|parameter| parameter.ty.schema());
        operation.body.iter().filter_map(Body::schema).chain(parameters).collect()
    });
    let received = reached(api, |operation| {
        operation.answers().filter_map(|answer| answer.schema()).collect::<Vec<_>>()
    });
    let both = sent.into_iter().zip(received);
    both.map(|(sent, received)| Direction { sent, received }).collect()
}

/// For each type, whether it is among those of an operation, or in one of them.
fn reached(api: &Api, of: impl Fn(&Operation) -> Vec<SchemaId>) -> Vec<bool> {
    let parts = |schema: &Schema| schema.shape.parts().into_iter().map(|(_, id)| id.index()).collect();
    let edges: Vec<Vec<usize>> = api.schemas.iter().map(parts).collect();
    graph::reached(api.operations.iter().flat_map(of).map(SchemaId::index).collect(), &edges)
}
