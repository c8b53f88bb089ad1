//! What of an error is in boxes, however much a specification says of it.

use super::{Answer, Api, Content, Gate, Header, HeaderValue, Operation, Outcome, Shape, Status, Type};

/// What of an error is in boxes. Whatever returns an error moves as many bytes as the largest of them has, and clippy
/// warns everybody who does so from 128 on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Boxes {
    /// Nothing.
    Nothing,
    /// The body.
    Body,
    /// The body, and the headers but the challenge, which are one struct then.
    Headers,
}

/// How many bytes an error may have, so that with what says which one it is it has less than 128.
const MOST: usize = 104;

impl Api {
    /// Whether the body of an error keeps the headers that came along with it: an open object does, beside what else nobody
    /// described. Any other error has a field for them.
    pub fn keeps_headers(&self, error: &Answer) -> bool {
        let Some(Type::Schema(id)) = error.json() else { return false };
        self.schema(*id).is_some_and(|schema| matches!(&schema.shape, Shape::Object(object) if object.open))
    }

    /// What of an error is in boxes.
    pub fn boxes(&self, error: &Answer) -> Boxes {
        let header = |header: &Header| match &header.value {
            HeaderValue::Challenge => 8,
            HeaderValue::Cookies => 24,
            HeaderValue::Value(ty) => Self::optional(self.size(ty)).next_multiple_of(8),
        };
        let status = if matches!(error.status, Status::Code(_)) { 0 } else { 8 };
        let received = if self.keeps_headers(error) { 0 } else { 8 };
        let beside = status + received + error.headers.iter().map(header).sum::<usize>();
        // A text and bytes are read as they are, and small enough.
        let (body, boxed) = match &error.content {
            None => (0, 0),
            Some(Content::Text { .. }) => (24, 24),
            Some(Content::Bytes { .. }) => (40, 40),
            Some(Content::Json { ty, .. }) => (self.size(ty), 8),
        };
        if beside + boxed > MOST {
            Boxes::Headers
        } else if beside.saturating_add(body) > MOST {
            Boxes::Body
        } else {
            Boxes::Nothing
        }
    }

    /// The type of the bodies of all errors of an operation, where they have one in common that is there whenever the
    /// operation is.
    pub fn common_error<'a>(&self, operation: &'a Operation) -> Option<&'a Type> {
        let mut types = operation.errors.iter().map(Answer::json);
        let first = types.next()??;
        let is_old = |gate: Gate| gate.covers(operation.since.gate);
        let is_there = operation.errors.iter().any(|error| is_old(error.since.gate))
            || first.schema().and_then(|id| self.schema(id)).is_some_and(|schema| is_old(schema.since.gate));
        (is_there && types.all(|ty| ty == Some(first))).then_some(first)
    }

    /// The types that an operation becomes.
    pub fn types(&self, operation: &Operation) -> Vec<String> {
        let choice = match operation.outcome() {
            Outcome::Choice(ident) => Some(ident),
            Outcome::Nothing | Outcome::Content(_) => None,
        };
        let boxed = operation.errors.iter().filter(|error| self.boxes(error) == Boxes::Headers);
        let headers = boxed.map(|error| operation.headers_ident(error));
        let own = [operation.ident.clone(), operation.error_ident()];
        own.into_iter().chain(choice).chain(headers).collect()
    }

    /// The types that an operation became before, each with the one that it becomes now.
    pub fn former_types(&self, operation: &Operation) -> Vec<(String, String)> {
        let Some(former) = operation.former_ident() else { return Vec::new() };
        let renamed = |ident: String| {
            let part = ident.strip_prefix(&operation.ident)?;
            Some((format!("{former}{part}"), ident))
        };
        self.types(operation).into_iter().filter_map(renamed).collect()
    }
}
