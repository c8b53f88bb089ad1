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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::generated;

    /// The API with this answer of an error.
    fn with_error(error: &str) -> Result<Api, Vec<&'static str>> {
        Ok(generated(&[("'200'", &format!("{error}, '200'")), ("# schemas", OTHERS)])?.api)
    }

    const OTHERS: &str =
        "young: { type: object, x-feature-version: dialer 3, properties: { text: { type: string } } }";

    #[test]
    fn an_error_is_as_large_as_it_may_be_and_no_larger() -> Result<(), Vec<&'static str>> {
        let json = "application/json: { schema: { $ref: '#/components/schemas/thing' } }";
        let text = "text/plain: { schema: { type: string } }";
        let bytes = "application/pdf: { schema: { type: string, format: binary } }";
        for (status, [texts, flags], content, expected) in [
            ("'400'", [4, 0], "", Boxes::Nothing),
            ("'400'", [4, 1], "", Boxes::Headers),
            ("default", [3, 2], "", Boxes::Nothing),
            ("default", [4, 0], "", Boxes::Headers),
            ("'400'", [3, 0], text, Boxes::Nothing),
            ("'400'", [3, 1], text, Boxes::Headers),
            ("'400'", [2, 1], bytes, Boxes::Nothing),
            ("'400'", [2, 2], bytes, Boxes::Headers),
            ("'400'", [3, 0], json, Boxes::Nothing),
            ("'400'", [3, 1], json, Boxes::Body),
            ("'400'", [3, 2], json, Boxes::Body),
            ("'400'", [3, 3], json, Boxes::Headers),
        ] {
            let header =
                |ty: &'static str| move |index: u32| format!("X-{ty}{index}: {{ schema: {{ type: {ty} }} }}");
            let headers = (0..texts).map(header("string")).chain((0..flags).map(header("boolean")));
            let headers = headers.collect::<Vec<String>>().join(", ");
            let content =
                if content.is_empty() { String::new() } else { format!(", content: {{ {content} }}") };
            let error = format!("{status}: {{ description: No., headers: {{ {headers} }}{content} }}");
            let api = with_error(&error)?;
            let boxes =
                api.operations.iter().flat_map(|operation| &operation.errors).map(|error| api.boxes(error));
            assert_eq!(boxes.collect::<Vec<_>>(), [expected], "{error}");
        }
        Ok(())
    }

    #[test]
    fn errors_have_a_body_in_common_if_its_type_is_there_whenever_the_operation_is()
    -> Result<(), Vec<&'static str>> {
        let (thing, young) =
            ("{ $ref: '#/components/schemas/thing' }", "{ $ref: '#/components/schemas/young' }");
        let list = "{ type: array, items: { type: string } }";
        let later = "x-feature-version: dialer 3,";
        for (since, [one, other], is_common) in [
            ("", [thing, thing], true),
            ("", [list, list], true),
            ("", [thing, list], false),
            (later, [thing, thing], true),
            (later, [list, list], false),
            (later, [young, young], false),
        ] {
            let error = |status: u16, ty: &str| {
                let content = format!("content: {{ application/json: {{ schema: {ty} }} }}");
                format!("'{status}': {{ description: No., {since} {content} }}")
            };
            let api = with_error(&format!("{}, {}", error(400, one), error(404, other)))?;
            let common = api.operations.first().and_then(|operation| api.common_error(operation));
            assert_eq!(common.is_some(), is_common, "{since} {one} {other}");
        }
        Ok(())
    }
}
