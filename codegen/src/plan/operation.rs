//! What an operation becomes.

use super::argument::{Argument, Lifetime};
use super::response::{self, Response, Role};
use super::{Telling, argument};
use crate::ir::{self, Answer, Api, Outcome, Status, Type};

/// An operation, with what is decided of it.
#[derive(Debug, Clone)]
pub(crate) struct Operation<'a> {
    /// What the specification says of it.
    pub(crate) ir: &'a ir::Operation,
    /// What a call takes.
    pub(crate) arguments: Vec<Argument<'a>>,
    /// What of its type has a lifetime.
    pub(crate) lifetime: Lifetime,
    /// The media types that its responses may have, if any has a body.
    pub(crate) accept: Option<String>,
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
    /// The type of the bodies of all its errors, where they have one in common.
    pub(crate) common_error: Option<&'a Type>,
    /// Where its errors tell what is wrong.
    pub(crate) telling: Telling<'a>,
}

impl<'a> Operation<'a> {
    pub(super) fn new(api: &'a Api, operation: &'a ir::Operation) -> Self {
        let responses = response::all(api, operation);
        let errors = of(Role::Error, &responses);
        let json_type = json_type(api, operation);
        let arguments = argument::all(api, operation);
        let accept = operation.accept();
        Self {
            ir: operation,
            lifetime: Lifetime::of(operation, &arguments),
            arguments,
            accept: (!accept.is_empty()).then(|| accept.join(", ")),
            outcome: operation.outcome(),
            error: operation.error_ident(),
            media_types: media_types(&responses, json_type),
            json_type,
            common_error: operation.common_error(),
            telling: Telling::of(api, operation, &errors),
            responses,
        }
    }

    /// The responses that mean success.
    pub(crate) fn successes(&self) -> Vec<&Response<'a>> {
        of(Role::Success, &self.responses)
    }

    /// The status of its only success, where that has no name of its own.
    pub(crate) fn only_status(&self) -> Option<u16> {
        match (&self.outcome, self.ir.successes.as_slice()) {
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
