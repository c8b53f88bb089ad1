//! The errors of an operation, and the enumerations for all operations with the same ones.

use std::collections::BTreeMap;

use super::{OperationPlan, ResponseForm, Responses, Role, Telling};
use crate::ir::{Api, Gate, Operation};
use crate::names;
use crate::plan::{Conditions, ResponseField, RustType};

/// The documented errors of an operation, of which one enumeration is made.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ErrorsPlan<'a> {
    pub(crate) responses: Responses<'a>,
    /// The type of the bodies of all of them, where they have one in common.
    pub(crate) common: Option<RustType<'a>>,
    /// Where they tell what is wrong.
    pub(crate) telling: Telling<'a>,
    /// Whether the API has secrets, which may be in an answer that nobody described.
    pub(crate) has_secrets: bool,
}

/// An enumeration for all operations that document the same errors in the same words.
#[derive(Debug, Clone)]
pub(crate) struct SharedErrors<'a> {
    pub(crate) ident: String,
    pub(crate) module: String,
    /// It is there as soon as one of its operations is.
    pub(crate) since: Conditions<'a>,
    pub(crate) errors: ErrorsPlan<'a>,
}

impl<'a> ErrorsPlan<'a> {
    pub(super) fn new(api: &'a Api, operation: &'a Operation) -> Self {
        let responses = Responses::new(api, operation, Role::Error);
        Self {
            common: api.common_error(operation).map(|ty| RustType::of(api, ty)),
            telling: Telling::of(api, operation, &responses.list),
            has_secrets: !api.secrets.is_empty(),
            responses,
        }
    }

    /// Whether other operations can have the same: not where a struct or a secret is named after this one.
    fn can_be_shared(&self) -> bool {
        let is_own = |field: &ResponseField<'_>| matches!(field, ResponseField::Headers { .. });
        let has_own = self.responses.list.iter().any(|error| {
            let in_box = matches!(&error.form, ResponseForm::Fields(fields) if fields.iter().any(is_own));
            in_box || error.values.is_some()
        });
        !has_own && !self.responses.have_secrets()
    }
}

/// Makes one enumeration for all operations with the same errors, where the operations are many. In an API with few, each has
/// an enumeration of its own, whatever is added to others.
pub(in crate::plan) fn share<'a>(
    api: &'a Api,
    operations: &mut [OperationPlan<'a>],
) -> Vec<SharedErrors<'a>> {
    let mut alike: BTreeMap<String, Vec<(Gate, ErrorsPlan<'a>)>> = BTreeMap::new();
    let many = operations.iter_mut().zip(&api.operations).filter(|_| api.shares_errors());
    for (plan, operation) in many.filter(|(plan, _)| plan.errors.can_be_shared()) {
        let gate = operation.since.gate;
        let name = names::shared_errors(plan.errors.responses.list.iter().map(|error| error.status));
        let found = alike.entry(name.clone()).or_default();
        let index = match found.iter_mut().position(|(_, errors)| *errors == plan.errors) {
            Some(index) => index,
            None => {
                found.push((gate, plan.errors.clone()));
                found.len() - 1
            }
        };
        if let Some((since, _)) = found.get_mut(index) {
            *since = Gate::or(*since, gate);
        }
        plan.shared_errors = Some(numbered(&name, index));
    }
    let all = alike.into_iter().flat_map(|(name, found)| {
        found.into_iter().enumerate().map(move |(index, found)| (numbered(&name, index), found))
    });
    let all = all.map(|(ident, (gate, errors))| SharedErrors {
        module: names::module_of_errors(&ident),
        since: Conditions::of(api, gate),
        ident,
        errors,
    });
    all.collect()
}

/// The name of the first, and those of others for the same statuses.
fn numbered(name: &str, index: usize) -> String {
    if index == 0 { name.to_owned() } else { format!("{name}No{}", index + 1) }
}

#[cfg(test)]
mod tests {
    use super::share;
    use crate::plan::{Conditions, Examples, OperationPlan};
    use crate::tests::generated;

    /// So many operations, each with the responses that are said for its number, and what their errors are: the type of each
    /// that has a shared enumeration, and the enumerations with what they need.
    fn shared(
        many: usize,
        said: fn(usize) -> &'static str,
    ) -> Result<(Vec<String>, Vec<String>), Vec<&'static str>> {
        let no = "content: { application/json: { schema: { $ref: '#/components/schemas/no' } } } }";
        let operation = |number: usize| {
            let said = said(number).replace("NO", no);
            format!(
                "\n  /icws/thing/{number}:\n    get:\n      operationId: thing{number}\n      \
                 x-feature-version: {{ dialer: {} }}\n      responses: {{ '200': {{ description: Done. }}{said} }}",
                2 + number % 2
            )
        };
        let paths = format!("paths:{}", (2..=many).map(operation).collect::<String>());
        let schema = "no: { type: object, required: [message], properties: { message: { type: string } } }\n    # schemas";
        let api = generated(&[("paths:", &paths), ("# schemas", schema)])?.api;
        let examples = Examples::new(&api);
        let operations = api.operations.iter().map(|operation| OperationPlan::new(&examples, operation));
        let mut operations: Vec<OperationPlan<'_>> = operations.collect();
        let sets = share(&api, &mut operations);
        let types = operations.iter().filter_map(|operation| {
            Some(format!("{} {}", operation.error, operation.shared_errors.as_deref()?))
        });
        let since = |since: &Conditions<'_>| since.in_words().unwrap_or("always".to_owned());
        let sets = sets.iter().map(|errors| format!("{} {}", errors.module, since(&errors.since)));
        Ok((types.collect(), sets.collect()))
    }

    #[test]
    fn many_operations_with_the_same_errors_in_the_same_words_share_them() -> Result<(), Vec<&'static str>> {
        let (types, sets) = shared(21, |number| match number {
            2 | 4 => ", '404': { description: None., NO",
            3 => ", '404': { description: Gone., NO",
            5 | 7 => ", 4XX: { description: No., NO, default: { description: No. }",
            _ => "",
        })?;
        assert_eq!(
            sets,
            [
                "errors404 dialer 2",
                "errors404_no2 dialer 3",
                "errors4xx_or_other dialer 3",
                "no_errors always"
            ]
        );
        let of = |number: usize| types.iter().find(|line| line.starts_with(&format!("Thing{number}Error ")));
        assert_eq!(types.len(), 21);
        assert_eq!(
            of(2).zip(of(4)).map(|(two, four)| (two.as_str(), four.as_str())),
            Some(("Thing2Error Errors404", "Thing4Error Errors404"))
        );
        assert_eq!(of(3).map(String::as_str), Some("Thing3Error Errors404No2"));
        assert_eq!(of(7).map(String::as_str), Some("Thing7Error Errors4xxOrOther"));
        Ok(())
    }

    #[test]
    fn few_operations_have_errors_of_their_own() -> Result<(), Vec<&'static str>> {
        assert_eq!(shared(20, |_| ", '404': { description: None., NO")?, (Vec::new(), Vec::new()));
        Ok(())
    }

    /// A struct of its headers is named after its operation, and a `Debug` that hides something is written for one enumeration.
    #[test]
    fn what_is_named_after_an_operation_or_hides_a_secret_is_its_own() -> Result<(), Vec<&'static str>> {
        let (types, sets) = shared(21, |number| match number {
            2 => {
                ", '404': { description: None., headers: { A: { schema: { type: string } }, B: { schema: { type: string } }, \
                 C: { schema: { type: string } }, D: { schema: { type: string } }, E: { schema: { type: string } } } }"
            }
            3 => {
                ", '404': { description: None., headers: { A: { schema: { type: string, format: password } } } }"
            }
            _ => "",
        })?;
        assert_eq!((types.len(), sets), (19, vec!["no_errors always".to_owned()]));
        Ok(())
    }
}
