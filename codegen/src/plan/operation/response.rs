//! What a documented response becomes: a variant.

use crate::ir::{Answer, Api, Boxes, Gate, Header, HeaderValue, Operation, Status, Type};
use crate::plan::{Conditions, Item, Payload, RustType, ValuesPlan};

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
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ResponsePlan<'a> {
    /// The variant.
    pub(crate) ident: &'a str,
    pub(crate) docs: &'a str,
    pub(crate) status: Status,
    /// From when on it is there, within the operation.
    pub(crate) since: Conditions<'a>,
    pub(crate) role: Role,
    pub(crate) payload: Option<Payload<'a>>,
    /// The type of the body in the API, if it is JSON.
    pub(super) json: Option<&'a Type>,
    /// Whether the body is in a box.
    pub(crate) is_boxed: bool,
    pub(crate) form: ResponseForm<'a>,
    /// The struct of what its constructor takes, where there is one.
    pub(crate) values: Option<ValuesPlan<'a>>,
}

/// What the variant of a response holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ResponseForm<'a> {
    Nothing,
    /// Its body alone.
    Body,
    /// The status where it is not fixed, the headers, and the body, if it has one.
    Fields(Vec<ResponseField<'a>>),
}

/// One field of a variant.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum ResponseField<'a> {
    Status,
    Header(HeaderPlan<'a>),
    /// A box with a struct of that name.
    Headers {
        ty: String,
        headers: Vec<HeaderPlan<'a>>,
    },
    Body,
    /// All headers as they came, for an error whose body cannot keep them.
    Received,
}

/// A header of a response, with what is decided of it.
#[derive(Debug, Clone)]
pub(crate) struct HeaderPlan<'a> {
    /// Where it is younger than its response, no constructor takes it: its signature would depend on a version.
    pub(crate) item: Item<'a>,
    /// From when on it is there, within the operation.
    pub(crate) in_operation: Conditions<'a>,
    pub(crate) form: HeaderForm<'a>,
    pub(super) gate: Gate,
}

/// What a header says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum HeaderForm<'a> {
    Challenge,
    Cookies,
    Value(RustType<'a>),
}

/// What is printed of a header is from when on it is there within its operation, however old that is.
impl PartialEq for HeaderPlan<'_> {
    fn eq(&self, other: &Self) -> bool {
        let Self { item, in_operation, form, gate: _ } = self;
        (item, in_operation, form) == (&other.item, &other.in_operation, &other.form)
    }
}

impl<'a> ResponsePlan<'a> {
    pub(super) fn new(api: &'a Api, operation: &'a Operation, (answer, role): (&'a Answer, Role)) -> Self {
        let boxes = match role {
            Role::Success => Boxes::Nothing,
            Role::Error => api.boxes(answer),
        };
        let payload = answer.content.as_ref().map(|content| Payload::of(api, content));
        let is_json = payload.as_ref().is_some_and(|payload| payload.json().is_some());
        Self {
            ident: &answer.ident,
            docs: &answer.docs,
            status: answer.status,
            since: Conditions::within(api, answer.since.gate, operation.since.gate),
            role,
            is_boxed: is_json && boxes != Boxes::Nothing,
            payload,
            json: answer.json(),
            form: ResponseForm::of(api, operation, (answer, role, boxes)),
            values: ValuesPlan::of_answer(api, (operation, answer)),
        }
    }

    /// What it holds, where that is more than a body.
    pub(crate) fn fields(&self) -> Option<&[ResponseField<'a>]> {
        match &self.form {
            ResponseForm::Fields(fields) => Some(fields),
            ResponseForm::Nothing | ResponseForm::Body => None,
        }
    }

    /// Its headers that have fields by themselves.
    pub(crate) fn headers(&self) -> impl Iterator<Item = &HeaderPlan<'a>> {
        self.fields().unwrap_or_default().iter().filter_map(|field| match field {
            ResponseField::Header(header) => Some(header),
            _ => None,
        })
    }

    /// Whether its constructor can be a constant function.
    pub(crate) fn is_constant(&self) -> bool {
        self.fields().unwrap_or_default().iter().all(|field| match field {
            ResponseField::Status | ResponseField::Received => true,
            ResponseField::Header(header) => {
                header.item.since.is_always() || matches!(header.form, HeaderForm::Value(_))
            }
            ResponseField::Headers { .. } => false,
            ResponseField::Body => !self.is_boxed,
        })
    }
}

impl<'a> ResponseForm<'a> {
    fn of(api: &'a Api, operation: &Operation, (answer, role, boxes): (&'a Answer, Role, Boxes)) -> Self {
        let header = |header: &'a Header| HeaderPlan::new(api, operation, (answer, header));
        let (challenges, scalars): (Vec<_>, Vec<_>) =
            answer.headers.iter().partition(|header| header.value == HeaderValue::Challenge);
        let headers: Vec<_> = match boxes {
            Boxes::Headers => {
                let boxed = ResponseField::Headers {
                    ty: operation.headers_ident(answer),
                    headers: scalars.into_iter().map(header).collect(),
                };
                challenges.into_iter().map(header).map(ResponseField::Header).chain([boxed]).collect()
            }
            Boxes::Nothing | Boxes::Body => {
                answer.headers.iter().map(header).map(ResponseField::Header).collect()
            }
        };
        let status = (!matches!(answer.status, Status::Code(_))).then_some(ResponseField::Status);
        let body = answer.content.as_ref().map(|_| ResponseField::Body);
        let received = role == Role::Error && !api.keeps_headers(answer);
        let received = received.then_some(ResponseField::Received);
        let beside: Vec<ResponseField<'_>> = status.into_iter().chain(headers).chain(received).collect();
        match (beside.as_slice(), body) {
            ([], None) => Self::Nothing,
            ([], Some(_)) => Self::Body,
            (_, body) => Self::Fields(beside.into_iter().chain(body).collect()),
        }
    }
}

impl<'a> HeaderPlan<'a> {
    fn new(api: &'a Api, operation: &Operation, (answer, header): (&Answer, &'a Header)) -> Self {
        let form = match &header.value {
            HeaderValue::Challenge => HeaderForm::Challenge,
            HeaderValue::Cookies => HeaderForm::Cookies,
            HeaderValue::Value(ty) => HeaderForm::Value(RustType::of(api, ty)),
        };
        let gate = header.since.gate;
        let in_operation = Conditions::within(api, gate, operation.since.gate);
        Self { item: Item::of_header(api, answer, header), in_operation, form, gate }
    }

    /// Whether a constructor of the response takes it.
    pub(crate) fn is_argument(&self) -> bool {
        self.item.since.is_always()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::generated;

    #[test]
    fn the_body_of_an_error_is_boxed_if_it_is_large_and_not_a_text() -> Result<(), Vec<&'static str>> {
        let json =
            |name| format!("application/json: {{ schema: {{ $ref: '#/components/schemas/{name}' }} }}");
        let header = |index| format!("X-{index}: {{ schema: {{ type: string }} }}");
        let headers = format!("headers: {{ {} }}, ", ["A", "B", "C", "D", "E"].map(header).join(", "));
        let large = ["a", "b", "c", "d", "e"].map(|name| format!("{name}: {{ type: string }}")).join(", ");
        let large = format!("large: {{ type: object, properties: {{ {large} }} }}");
        for (headers, content, is_boxed) in [
            ("", json("thing"), false),
            ("", json("large"), true),
            (&*headers, json("thing"), true),
            (&*headers, "text/plain: { schema: { type: string } }".to_owned(), false),
        ] {
            let response = format!("'400': {{ description: No., {headers}content: {{ {content} }} }}, '200'");
            let api = generated(&[("'200'", &response), ("# schemas", &large)])?.api;
            let errors = api.operations.iter().flat_map(|operation| {
                let errors = operation.errors.iter();
                errors.map(|error| ResponsePlan::new(&api, operation, (error, Role::Error)).is_boxed)
            });
            assert_eq!(errors.collect::<Vec<bool>>(), [is_boxed], "{response}");
        }
        Ok(())
    }
}
