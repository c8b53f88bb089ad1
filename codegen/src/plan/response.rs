//! What a documented response becomes: a variant.

use crate::ir::{Answer, Api, Boxes, Content, Header, HeaderValue, Operation, Status};

/// Which of the two enumerations of an operation a response is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Success,
    Error,
}

impl Role {
    /// The name of a body, where one is needed.
    pub(crate) const fn body_name(self) -> &'static str {
        match self {
            Self::Success => "body",
            Self::Error => "error",
        }
    }
}

/// One documented response.
#[derive(Debug, Clone)]
pub(crate) struct Response<'a> {
    pub(crate) answer: &'a Answer,
    pub(crate) role: Role,
    pub(crate) form: Form<'a>,
}

impl<'a> Response<'a> {
    /// Its media type, if it is JSON.
    pub(crate) fn json_type(&self) -> Option<&'a str> {
        json_type(self.answer)
    }
}

pub(super) fn json_type(answer: &Answer) -> Option<&str> {
    let content = answer.content.as_ref()?;
    content.json().map(|_| content.media_type())
}

/// What the variant of a response holds.
#[derive(Debug, Clone)]
pub(crate) enum Form<'a> {
    Nothing,
    /// Its body alone.
    Body(Body<'a>),
    /// The status where it is not fixed, the headers, and the body, if it has one.
    Fields(Vec<Field<'a>>),
}

/// One field of a variant.
#[derive(Debug, Clone)]
pub(crate) enum Field<'a> {
    Status,
    Header(&'a Header),
    /// A box with a struct of that name.
    Headers {
        ty: String,
        headers: Vec<&'a Header>,
    },
    Body(Body<'a>),
    /// All headers as they came, for an error whose body cannot keep them.
    Received,
}

/// The body of a response.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Body<'a> {
    pub(crate) content: &'a Content,
    pub(crate) is_boxed: bool,
}

/// All responses of an operation, the narrower ones first.
pub(super) fn all<'a>(api: &Api, operation: &'a Operation) -> Vec<Response<'a>> {
    let successes = operation.successes.iter().map(|answer| (answer, Role::Success));
    let errors = operation.errors.iter().map(|answer| (answer, Role::Error));
    let mut answers: Vec<(&Answer, Role)> = successes.chain(errors).collect();
    answers.sort_by_key(|(answer, _)| answer.status);
    let response = |&(answer, role): &(&'a Answer, Role)| Response {
        answer,
        role,
        form: Form::of(api, operation, answer, role),
    };
    answers.iter().map(response).collect()
}

impl<'a> Form<'a> {
    fn of(api: &Api, operation: &Operation, answer: &'a Answer, role: Role) -> Self {
        let boxes = match role {
            Role::Success => Boxes::Nothing,
            Role::Error => api.boxes(answer),
        };
        let body = answer
            .content
            .as_ref()
            .map(|content| Body { content, is_boxed: content.json().is_some() && boxes != Boxes::Nothing });
        let status = (!matches!(answer.status, Status::Code(_))).then_some(Field::Status);
        let (challenges, scalars): (Vec<_>, Vec<_>) =
            answer.headers.iter().partition(|header| header.value == HeaderValue::Challenge);
        let headers: Vec<_> = match boxes {
            Boxes::Headers => {
                let ty = operation.headers_ident(answer);
                let boxed = Field::Headers { ty, headers: scalars };
                challenges.into_iter().map(Field::Header).chain([boxed]).collect()
            }
            Boxes::Nothing | Boxes::Body => answer.headers.iter().map(Field::Header).collect(),
        };
        let received = role == Role::Error && !api.keeps_headers(answer);
        let received = received.then_some(Field::Received);
        let beside: Vec<Field<'_>> = status.into_iter().chain(headers).chain(received).collect();
        match (beside.as_slice(), body) {
            ([], None) => Self::Nothing,
            ([], Some(body)) => Self::Body(body),
            _ => Self::Fields(beside.into_iter().chain(body.map(Field::Body)).collect()),
        }
    }
}
