//! What the page of a type has beside what the specification says of it: its JSON, and the calls that have it.

use super::Examples;
use crate::ir::{Api, Example, Operation, Schema, SchemaId, Shape};
use crate::plan::Conditions;

/// What the page of a type has beside what the specification says of it.
#[derive(Debug, Clone)]
pub(crate) struct Page<'a> {
    /// A value as JSON.
    pub(crate) json: Option<String>,
    /// Lines about the calls that have it.
    pub(crate) calls: Vec<(Conditions<'a>, String)>,
}

/// How many calls are listed.
const MOST: usize = 10;

/// The pages of all types, in the order of their ids.
pub(in crate::plan) fn pages<'a>(examples: &Examples<'a>) -> Vec<Page<'a>> {
    let api = examples.api;
    let parts = api.schemas.iter().zip(examples.of_types()).zip(users(api));
    let page = |((schema, example), users): ((&Schema, Option<Example>), Vec<&'a Operation>)| {
        // The page of an enumeration has the value of each name.
        let example = example.filter(|_| !matches!(schema.shape, Shape::Enumeration(_)));
        Page { json: example.map(|example| example.to_json()), calls: calls(api, schema, &users) }
    };
    parts.map(page).collect()
}

fn calls<'a>(api: &'a Api, schema: &Schema, users: &[&'a Operation]) -> Vec<(Conditions<'a>, String)> {
    let line = |user: &&'a Operation| {
        let since = Conditions::within(api, user.since.gate, schema.since.gate);
        (since, format!("- [`{0}`](crate::operations::{0})", user.ident))
    };
    let mut lines: Vec<(Conditions<'a>, String)> = users.iter().take(MOST).map(line).collect();
    if users.len() > MOST {
        // How many they are depends on the version.
        let others = "- other [operations](crate::operations)".to_owned();
        lines.push((Conditions::within(api, schema.since.gate, schema.since.gate), others));
    }
    lines
}

/// The operations that send or answer each type, itself or in something else.
fn users(api: &Api) -> Vec<Vec<&Operation>> {
    let mut users: Vec<Vec<&Operation>> = vec![Vec::new(); api.schemas.len()];
    for operation in &api.operations {
        let sent = operation.body.iter().filter_map(|body| body.schema());
        let answered = operation.answers().filter_map(|answer| answer.schema());
        let parameters = operation.parameters.iter().filter_map(|parameter| parameter.ty.schema());
        let mut waiting: Vec<SchemaId> = sent.chain(answered).chain(parameters).collect();
        while let Some(id) = waiting.pop() {
            let Some(known) = users.get_mut(id.index()) else { continue };
            if known.last().is_some_and(|last| std::ptr::eq(*last, operation)) {
                continue;
            }
            known.push(operation);
            let parts = api.schema(id).map(|schema| schema.shape.parts()).unwrap_or_default();
            waiting.extend(parts.into_iter().map(|(_, part)| part));
        }
    }
    users
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::generated;

    #[test]
    fn calls_are_listed_up_to_ten_and_of_more_it_is_said_that_there_are_others()
    -> Result<(), Vec<&'static str>> {
        for (others, lines, others_are_told) in [(9, 10, false), (10, 11, true)] {
            let operation = |index: u32| {
                let body =
                    "content: { application/json: { schema: { $ref: '#/components/schemas/thing' } } }";
                let answer = format!("'200': {{ description: Done., {body} }}");
                format!(
                    "  /icws/{index}:\n    get: {{ operationId: get{index}, security: [], responses: {{ {answer} }} }}\n"
                )
            };
            let paths: String = (0..others).map(operation).collect();
            let api = generated(&[("components:\n", &format!("{paths}components:\n"))])?.api;
            let found =
                pages(&Examples::new(&api)).into_iter().next().map(|page| page.calls).unwrap_or_default();
            assert_eq!(found.len(), lines);
            assert_eq!(found.iter().any(|(_, line)| line.contains("other [operations]")), others_are_told);
        }
        Ok(())
    }
}
