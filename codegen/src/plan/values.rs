//! Structs of named values: see `ir::values`.

use crate::ir::{Answer, Api, Gate, Operation, Schema, named_values};
use crate::plan::Conditions;

/// A struct of the values that a constructor takes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ValuesPlan<'a> {
    pub(crate) name: String,
    /// What it was called before, unless something else is called so now.
    pub(crate) former: Option<String>,
    /// From when on it is there, within the module that re-exports it.
    pub(crate) since: Conditions<'a>,
}

impl<'a> ValuesPlan<'a> {
    pub(super) fn of_schema(api: &'a Api, schema: &Schema) -> Option<Self> {
        let former = schema.name.former().map(named_values).filter(|former| !api.has_model(former));
        let since = Conditions::of(api, schema.since.gate);
        Some(Self { name: api.values_of_schema(schema)?, former, since })
    }

    pub(super) fn of_operation(api: &'a Api, operation: &Operation) -> Option<Self> {
        let since = in_group(api, operation, operation.since.gate);
        Some(Self { name: api.values_of_operation(operation)?, former: former(api, operation, ""), since })
    }

    pub(super) fn of_answer(api: &'a Api, (operation, answer): (&Operation, &Answer)) -> Option<Self> {
        let name = api.values_of_answer(operation, answer)?;
        let since = in_group(api, operation, answer.since.gate);
        Some(Self { name, former: former(api, operation, &answer.ident), since })
    }
}

fn former(api: &Api, operation: &Operation, part: &str) -> Option<String> {
    let former = operation.former_ident().map(|former| named_values(&format!("{former}{part}")));
    former.filter(|former| !api.has_operation_type(former))
}

/// From when on a thing of an operation is there, within the operation's group.
pub(super) fn in_group<'a>(api: &'a Api, operation: &Operation, gate: Gate) -> Conditions<'a> {
    let group = api.group(operation).map_or(Gate::ALWAYS, |group| api.group_gate(group));
    Conditions::within(api, gate, group)
}

#[cfg(test)]
mod tests {
    use super::ValuesPlan;
    use crate::ir::Api;
    use crate::tests::generated;

    /// The structs of a document, each with its version.
    fn named(edits: &[(&str, &str)]) -> Result<Vec<String>, Vec<&'static str>> {
        let api: Api = generated(edits)?.api;
        let schemas = api.schemas.iter().filter_map(|schema| ValuesPlan::of_schema(&api, schema));
        let operations = api.operations.iter();
        let answers = operations.clone().flat_map(|operation| {
            operation.answers().filter_map(|answer| ValuesPlan::of_answer(&api, (operation, answer)))
        });
        let operations = operations.filter_map(|operation| ValuesPlan::of_operation(&api, operation));
        let all = schemas.chain(operations).chain(answers);
        Ok(all.map(|plan| format!("{} {}", plan.name, plan.since.in_words().unwrap_or_default())).collect())
    }

    #[test]
    fn values_have_names_where_two_that_must_be_there_are_of_one_type() -> Result<(), Vec<&'static str>> {
        for (other, expected) in [
            ("{ type: string }\n      required: [text, other]", vec!["ThingValues "]),
            ("{ type: string }\n      required: [text]", vec![]),
            ("{ type: integer }\n      required: [text, other]", vec![]),
            ("{ type: string }\n      required: [text, other]\n    thingValues: { type: object }", vec![]),
        ] {
            assert_eq!(named(&[("# properties", &format!("other: {other}"))])?, expected, "{other}");
        }
        let one = "- { name: one, in: query, required: true, schema: { type: string } }\n        ";
        let parameters =
            |rest: &str| named(&[("# parameters", &format!("{one}- {{ name: two, in: query, {rest} }}"))]);
        assert_eq!(parameters("required: true, schema: { type: string }")?, ["DoThingValues "]);
        assert_eq!(parameters("schema: { type: string }")?, [""; 0]);
        assert_eq!(parameters("required: true, schema: { type: integer }")?, [""; 0]);
        Ok(())
    }

    #[test]
    fn a_literal_does_not_say_which_number_it_is_nor_whether_a_text_is_anything()
    -> Result<(), Vec<&'static str>> {
        let (short, long) = ("{ type: integer, format: int32 }", "{ type: integer, format: int64 }");
        let (single, double) = ("{ type: number, format: float }", "{ type: number, format: double }");
        let (text, anything) = ("{ type: string }", "{}");
        let list = |item: &str| format!("{{ type: array, items: {item} }}");
        let map = |value: &str| format!("{{ type: object, additionalProperties: {value} }}");
        let nullable = |ty: &str| ty.replace("{ type", "{ nullable: true, type");
        for (one, other, are_twins) in [
            (short, long, true),
            (single, double, true),
            (text, anything, true),
            (&list(short), &list(long), true),
            (&map(short), &map(long), true),
            (&nullable(short), &nullable(long), true),
            (long, double, false),
            (text, "{ type: boolean }", false),
            (&list(text), &list(long), false),
            (&list(text), &map(text), false),
            (&nullable(short), long, false),
        ] {
            let properties = format!("one: {one}\n        other: {other}\n      required: [one, other]");
            let expected: &[&str] = if are_twins { &["ThingValues "] } else { &[] };
            assert_eq!(named(&[("# properties", &properties)])?, expected, "{one} {other}");
        }
        Ok(())
    }

    #[test]
    fn those_of_an_answer_have_no_name_that_is_that_of_an_operation_or_of_its_values()
    -> Result<(), Vec<&'static str>> {
        let headers = "headers: { X-A: { schema: { type: string } }, X-B: { schema: { type: string } } }";
        for (id, expected) in [
            ("doOther", vec!["DoThingConflictValues "]),
            ("doThingConflict", vec![]),
            ("doThingConflictValues", vec![]),
        ] {
            let busy = format!("'409': {{ description: No., {headers} }}, '200'");
            let operation = format!(
                "get: {{ operationId: {id}, security: [], responses: {{ '204': {{ description: Done. }} }} }}"
            );
            let edits = [
                ("'200'", &*busy),
                ("components:\n", &format!("  /icws/other:\n    {operation}\ncomponents:\n")),
            ];
            assert_eq!(named(&edits)?, expected, "{id}");
        }
        Ok(())
    }

    #[test]
    fn those_of_an_answer_are_as_old_as_it_and_have_no_younger_header() -> Result<(), Vec<&'static str>> {
        let done = "'200': { description: Done. }";
        let answer = |younger: &str| {
            let headers = format!(
                "X-A: {{ schema: {{ type: string }} }}, X-B: {{ {younger} schema: {{ type: string }} }}"
            );
            let busy = format!(
                "'409': {{ description: No., x-feature-version: dialer 3, headers: {{ {headers} }} }}"
            );
            named(&[(done, &format!("{done}, {busy}"))])
        };
        assert_eq!(answer("")?, ["DoThingConflictValues dialer 3"]);
        assert_eq!(answer("x-feature-version: dialer 4,")?, [""; 0]);
        Ok(())
    }
}
