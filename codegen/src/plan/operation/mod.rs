//! What an operation becomes.

mod argument;
mod demanded;
mod errors;
mod refusal;
mod response;
mod setter;

pub(crate) use argument::{
    Argument, ArgumentSource, Holding, Lifetime, ParameterPlan, RequestBody, ValueStyle,
};
pub(super) use errors::share;
pub(crate) use errors::{ErrorsPlan, OperationErrors, SharedErrors};
pub(crate) use refusal::{Silent, Teller, Telling, TellingPlace, Told, words};
pub(crate) use response::{HeaderForm, HeaderPlan, ResponseField, ResponseForm, ResponsePlan, Role};
pub(crate) use setter::{ResponseSetter, SetterArm};

use super::check::{self, Looks};
use super::values::in_group;
use super::{CallExample, Conditions, Examples, GroupPlan, Item, Payload, ValuesPlan};
use crate::ir::{Answer, Api, Content, Credential, Operation, Outcome, Status};
use crate::names;

/// An operation, with what is decided of it.
#[derive(Debug, Clone)]
pub(crate) struct OperationPlan<'a> {
    pub(crate) item: Item<'a>,
    /// The type that stands for it.
    pub(crate) ident: &'a str,
    /// Its method, on both sides, and what that was called before.
    pub(crate) call: &'a str,
    pub(crate) former_call: Option<&'a str>,
    /// The module, and the file, that it stands in.
    pub(crate) module: String,
    /// The group that it is in, if it is in one.
    pub(crate) group: Option<GroupPlan<'a>>,
    /// From when on it is there, within its group.
    pub(crate) in_group: Conditions<'a>,
    /// All its types, each of which the list of operations re-exports.
    pub(crate) types: Vec<String>,
    /// Those that were called otherwise before, each with its name now.
    pub(crate) former_types: Vec<(String, String)>,
    pub(crate) method: &'static str,
    pub(crate) path: &'a str,
    pub(crate) credentials: &'a [Credential],
    /// What a call takes.
    pub(crate) arguments: Vec<Argument<'a>>,
    /// The struct of what its constructor takes, where there is one.
    pub(crate) values: Option<ValuesPlan<'a>>,
    /// What of its type has a lifetime.
    pub(crate) lifetime: Lifetime,
    /// What is looked at before it is sent, if anything is.
    pub(crate) check: Option<Looks<'a>>,
    /// The media types that its responses may have, if any has a body.
    pub(crate) accept: Option<String>,
    pub(crate) success: Success<'a>,
    /// The status of its only success, where that has no name of its own.
    pub(crate) only_status: Option<u16>,
    pub(crate) successes: Responses<'a>,
    pub(crate) errors: OperationErrors<'a>,
    /// The type of its errors.
    pub(crate) error: String,
    /// The media type of its first response in JSON, or else of any operation's, and of what the router says by itself. There is
    /// none where all of them have the usual one, and where nothing is JSON.
    pub(crate) json_type: Option<&'a str>,
    /// The media type for each of its responses, where they differ in it.
    pub(crate) media_types: Vec<MediaTypePlan<'a>>,
    /// What its errors must have beside an identifier and a message, as members in JSON.
    pub(crate) demanded: String,
    /// What a call looks like, unless something that it needs cannot be written down in a few words.
    pub(crate) example: Option<CallExample<'a>>,
}

/// The media type that a response in JSON has.
#[derive(Debug, Clone)]
pub(crate) struct MediaTypePlan<'a> {
    pub(crate) status: Status,
    /// From when on the response is there, within the operation.
    pub(crate) since: Conditions<'a>,
    pub(crate) text: &'a str,
}

/// What a successful call yields.
#[derive(Debug, Clone)]
pub(crate) enum Success<'a> {
    Nothing,
    Body(Payload<'a>),
    /// The enumeration of that name.
    Choice(String),
}

/// The responses of one of the two enumerations of an operation, the narrower ones first.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Responses<'a> {
    pub(crate) list: Vec<ResponsePlan<'a>>,
    /// What sets the headers that no constructor takes.
    pub(crate) setters: Vec<ResponseSetter<'a>>,
    /// Whether the enumeration needs a variant that can never be made: without one its variants could be cast to numbers.
    pub(crate) need_never: bool,
}

impl<'a> OperationPlan<'a> {
    pub(super) fn new(
        examples: &Examples<'a>,
        operation: &'a Operation,
        errors: OperationErrors<'a>,
    ) -> Self {
        let api = examples.api;
        let json_type = json_type(api, operation);
        let media_types = media_types(api, operation, json_type);
        let arguments = argument::all(api, operation);
        let accept = operation.accept();
        Self {
            item: Item::of_operation(api, operation),
            ident: &operation.ident,
            call: names::method(api, operation),
            former_call: names::former_method(api, operation),
            module: names::of_operation(api, operation),
            in_group: in_group(api, operation, operation.since.gate),
            group: api.group(operation).map(|group| GroupPlan::new(api, group)),
            types: api.types(operation),
            former_types: api.former_types(operation),
            method: operation.method.as_str(),
            path: &operation.path,
            credentials: &operation.credentials,
            values: ValuesPlan::of_operation(api, operation),
            lifetime: Lifetime::of(&arguments),
            arguments,
            check: check::of_operation(api, operation),
            demanded: demanded::demanded(api, operation),
            accept: (!accept.is_empty()).then(|| accept.join(", ")),
            success: Success::of(api, operation),
            only_status: only_status(operation),
            successes: Responses::new(api, operation, Role::Success),
            errors,
            error: operation.error_ident(),
            json_type: json_type.filter(|own| *own != names::USUAL_JSON || !media_types.is_empty()),
            media_types,
            example: CallExample::of(examples, operation),
        }
    }

    /// The body of its request.
    pub(crate) fn request_body(&self) -> Option<&RequestBody<'a>> {
        self.arguments.iter().find_map(|argument| match &argument.source {
            ArgumentSource::Body(body) => Some(body),
            ArgumentSource::Parameter(_) => None,
        })
    }

    /// Whether something that a call takes must not be shown.
    pub(crate) fn takes_secrets(&self) -> bool {
        self.secrets().next().is_some()
    }

    /// The names of what a call takes and must not be shown.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &'a str> {
        self.arguments.iter().filter(|argument| argument.is_secret()).map(|argument| argument.name)
    }
}

impl<'a> Success<'a> {
    fn of(api: &'a Api, operation: &'a Operation) -> Self {
        match (operation.outcome(), operation.successes.as_slice()) {
            (Outcome::Choice(name), _) => Self::Choice(name),
            (Outcome::Content(_), [Answer { content: Some(content), .. }]) => {
                Self::Body(Payload::of(api, content))
            }
            (Outcome::Content(_) | Outcome::Nothing, _) => Self::Nothing,
        }
    }

    /// The body that a call yields without anything around it, if it is one.
    pub(crate) fn body(&self) -> Option<&Payload<'a>> {
        match self {
            Self::Body(payload) => Some(payload),
            Self::Nothing | Self::Choice(_) => None,
        }
    }
}

impl<'a> Responses<'a> {
    /// Whether something that they hold must not be shown.
    pub(crate) fn have_secrets(&self) -> bool {
        self.list.iter().flat_map(ResponsePlan::headers).any(|header| header.item.is_secret)
    }

    fn new(api: &'a Api, operation: &'a Operation, role: Role) -> Self {
        let answers = match role {
            Role::Success => &operation.successes,
            Role::Error => &operation.errors,
        };
        let mut sorted: Vec<&Answer> = answers.iter().collect();
        sorted.sort_by_key(|answer| answer.status);
        let list = sorted.iter().map(|answer| ResponsePlan::new(api, operation, (answer, role)));
        let list: Vec<ResponsePlan<'a>> = list.collect();
        let mut oldest = list.iter().filter(|response| response.since.is_always());
        let need_never =
            role == Role::Success && oldest.all(|response| matches!(response.form, ResponseForm::Nothing));
        Self { setters: setter::all(api, &list), need_never, list }
    }
}

fn only_status(operation: &Operation) -> Option<u16> {
    match (operation.outcome(), operation.successes.as_slice()) {
        (Outcome::Nothing | Outcome::Content(_), [Answer { status: Status::Code(code), .. }]) => Some(*code),
        _ => None,
    }
}

/// The first of its own, or else the first of any.
fn json_type<'a>(api: &'a Api, operation: &'a Operation) -> Option<&'a str> {
    let own = operation.errors.iter().chain(&operation.successes);
    let elsewhere = api.operations.iter().flat_map(Operation::answers);
    own.chain(elsewhere).find_map(json_type_of)
}

fn json_type_of(answer: &Answer) -> Option<&str> {
    match answer.content.as_ref()? {
        Content::Json { media_type, .. } => Some(media_type),
        Content::Text { .. } | Content::Bytes { .. } => None,
    }
}

/// In the order of the statuses, the narrower ones first.
fn media_types<'a>(api: &'a Api, operation: &'a Operation, usual: Option<&'a str>) -> Vec<MediaTypePlan<'a>> {
    let own = operation.answers().filter_map(|answer| {
        let since = Conditions::within(api, answer.since.gate, operation.since.gate);
        Some(MediaTypePlan { status: answer.status, since, text: json_type_of(answer).or(usual)? })
    });
    let mut own: Vec<_> = own.collect();
    own.sort_by_key(|of| of.status);
    if own.iter().all(|of| Some(of.text) == usual) { Vec::new() } else { own }
}
