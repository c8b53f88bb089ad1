//! What an operation becomes.

use std::ops::Deref;

use super::response::{self, Response, Role};
use super::{Told, refusal};
use crate::ir::{self, Answer, Api, Outcome, Status};

/// An operation, with what is decided of it.
#[derive(Debug, Clone)]
pub(crate) struct Operation<'a> {
    operation: &'a ir::Operation,
    /// What a call yields.
    pub(crate) outcome: Outcome,
    /// The enumeration of its errors.
    pub(crate) error: String,
    /// All its responses, the narrower ones first.
    pub(crate) responses: Vec<Response<'a>>,
    /// The media type of most of its responses in JSON, and of what the router says by itself.
    pub(crate) json_type: Option<&'a str>,
    /// The media type for each of its responses, where they differ in it.
    pub(crate) media_types: Vec<(Status, &'a str)>,
    /// What its errors say in words.
    pub(crate) message: Told<'a>,
    /// What its errors say as an identifier.
    pub(crate) error_id: Told<'a>,
}

impl<'a> Operation<'a> {
    pub(super) fn new(api: &'a Api, operation: &'a ir::Operation) -> Self {
        let responses = response::all(api, operation);
        let errors = of(Role::Error, &responses);
        let json_type = json_type(api, operation);
        Self {
            operation,
            outcome: operation.outcome(),
            error: operation.error_ident(),
            media_types: media_types(&responses, json_type),
            json_type,
            message: refusal::message(api, operation, &errors),
            error_id: refusal::error_id(api, operation, &errors),
            responses,
        }
    }

    /// The responses that mean success.
    pub(crate) fn successes(&self) -> Vec<&Response<'a>> {
        of(Role::Success, &self.responses)
    }

    /// The status of its only success, where that has no name of its own.
    pub(crate) fn only_status(&self) -> Option<u16> {
        match (&self.outcome, self.operation.successes.as_slice()) {
            (Outcome::Nothing | Outcome::Content(_), [Answer { status: Status::Code(code), .. }]) => {
                Some(*code)
            }
            _ => None,
        }
    }

    /// The responses that mean an error.
    pub(crate) fn errors(&self) -> Vec<&Response<'a>> {
        of(Role::Error, &self.responses)
    }
}

/// The first of its own, or else the first of any.
fn json_type<'a>(api: &'a Api, operation: &'a ir::Operation) -> Option<&'a str> {
    let own = operation.errors.iter().chain(&operation.successes);
    let elsewhere = api.operations.iter().flat_map(ir::Operation::answers);
    own.chain(elsewhere).find_map(response::json_type)
}

fn media_types<'a>(responses: &[Response<'a>], usual: Option<&'a str>) -> Vec<(Status, &'a str)> {
    let own = responses.iter().map(|response| (response.answer.status, response.json_type().or(usual)));
    let own: Vec<_> = own.filter_map(|(status, media_type)| Some((status, media_type?))).collect();
    if own.iter().all(|(_, media_type)| Some(*media_type) == usual) { Vec::new() } else { own }
}

fn of<'r, 'a>(role: Role, responses: &'r [Response<'a>]) -> Vec<&'r Response<'a>> {
    responses.iter().filter(|response| response.role == role).collect()
}

/// What the specification says of it is read as it is there.
impl Deref for Operation<'_> {
    type Target = ir::Operation;

    fn deref(&self) -> &ir::Operation {
        self.operation
    }
}
