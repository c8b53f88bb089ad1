//! The errors of an operation, and the enumerations for all operations with the same ones.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{ResponseForm, Responses, Role, Telling};
use crate::ir::{Api, Gate, Operation};
use crate::names;
use crate::plan::{Conditions, ResponseField, ResponsePlan, RustType};

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

/// What the type of an operation's errors is.
#[derive(Debug, Clone)]
pub(crate) enum OperationErrors<'a> {
    /// An enumeration of its own.
    Own(ErrorsPlan<'a>),
    /// A name for this enumeration of several operations.
    Shared(String),
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

impl OperationErrors<'_> {
    /// The responses of the enumeration, where that is the operation's own.
    pub(crate) fn own(&self) -> &[ResponsePlan<'_>] {
        match self {
            Self::Own(errors) => &errors.responses.list,
            Self::Shared(_) => &[],
        }
    }
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

    /// Whether other operations can have the same: not where a struct is named after this one, nor where a secret is hidden.
    fn can_be_shared(&self) -> bool {
        let is_own = |field: &ResponseField<'_>| matches!(field, ResponseField::Headers { .. });
        let has_own = self.responses.list.iter().any(|error| {
            let in_box = matches!(&error.form, ResponseForm::Fields(fields) if fields.iter().any(is_own));
            in_box || error.values.is_some()
        });
        !has_own && !self.responses.have_secrets()
    }
}

/// The operations with the same errors, by their places.
struct Alike<'a> {
    errors: ErrorsPlan<'a>,
    since: Gate,
    places: Vec<usize>,
}

/// The errors of each operation, and the enumerations of several: where operations are many, there is one for all with the same
/// errors. Where they are few, each has its own, whatever is added to others.
pub(in crate::plan) fn share(api: &Api) -> (Vec<OperationErrors<'_>>, Vec<SharedErrors<'_>>) {
    let mut of_operations = Vec::new();
    let mut by_name: BTreeMap<String, Vec<Alike<'_>>> = BTreeMap::new();
    for (place, operation) in api.operations.iter().enumerate() {
        let errors = ErrorsPlan::new(api, operation);
        if api.shares_errors() && errors.can_be_shared() {
            let name = names::shared_errors(errors.responses.list.iter().map(|error| error.status));
            let since = operation.since.gate;
            let found = by_name.entry(name).or_default();
            match found.iter_mut().find(|alike| alike.errors == errors) {
                Some(alike) => {
                    alike.since = alike.since.or(since);
                    alike.places.push(place);
                }
                None => found.push(Alike { errors: errors.clone(), since, places: vec![place] }),
            }
        }
        of_operations.push(OperationErrors::Own(errors));
    }
    let mut shared = Vec::new();
    for (name, mut found) in by_name {
        // What most operations have keeps its name, whatever is added to others.
        found.sort_by_key(|alike| Reverse(alike.places.len()));
        for (index, Alike { errors, since, places }) in found.into_iter().enumerate() {
            let ident = numbered(&name, index);
            for place in places {
                if let Some(errors) = of_operations.get_mut(place) {
                    *errors = OperationErrors::Shared(ident.clone());
                }
            }
            let module = names::module_of_errors(&ident);
            shared.push(SharedErrors { ident, module, since: Conditions::of(api, since), errors });
        }
    }
    (of_operations, shared)
}

/// The name of the first, and those of others for the same statuses.
fn numbered(name: &str, index: usize) -> String {
    if index == 0 { name.to_owned() } else { format!("{name}No{}", index + 1) }
}

#[cfg(test)]
mod tests {
    use super::{OperationErrors, share};
    use crate::plan::Conditions;
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
        let (errors, sets) = share(&api);
        let types = api.operations.iter().zip(errors).filter_map(|(operation, errors)| match errors {
            OperationErrors::Own(_) => None,
            OperationErrors::Shared(name) => Some(format!("{} {name}", operation.error_ident())),
        });
        let since = |since: &Conditions<'_>| since.in_words().unwrap_or("always".to_owned());
        let sets = sets.iter().map(|errors| format!("{} {}", errors.module, since(&errors.since)));
        Ok((types.collect(), sets.collect()))
    }

    #[test]
    fn many_operations_with_the_same_errors_in_the_same_words_share_them() -> Result<(), Vec<&'static str>> {
        let (types, sets) = shared(21, |number| match number {
            2 | 4 => ", '404': { description: None., NO",
            10 => ", '404': { description: Gone., NO",
            11 | 12 => ", '410': { description: Gone., NO",
            8 | 9 => {
                ", '503': { description: Busy., headers: { Age: { schema: { type: integer, format: int32 } } }, NO"
            }
            5 | 7 => ", 4XX: { description: No., NO, default: { description: No. }",
            _ => "",
        })?;
        assert_eq!(
            sets,
            [
                "errors404 dialer 2",
                "errors404_no2 dialer 2",
                "errors410 dialer 2",
                "errors4xx_or_other dialer 3",
                "errors503 dialer 2",
                "no_errors always"
            ]
        );
        let of = |number: usize| types.iter().find(|line| line.starts_with(&format!("Thing{number}Error ")));
        assert_eq!(types.len(), 21);
        assert_eq!(
            of(2).zip(of(4)).map(|(two, four)| (two.as_str(), four.as_str())),
            Some(("Thing2Error Errors404", "Thing4Error Errors404"))
        );
        // It comes first, and fewer have it.
        assert_eq!(of(10).map(String::as_str), Some("Thing10Error Errors404No2"));
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
                ", '404': { description: None., headers: { A: { schema: { type: string } }, \
                 B: { schema: { type: array, items: { type: string } } }, C: { schema: { type: array, items: { type: integer } } }, \
                 D: { schema: { type: array, items: { type: number } } }, E: { schema: { type: array, items: { type: boolean } } } } }"
            }
            3 => {
                ", '404': { description: None., headers: { A: { schema: { type: string, format: password } } } }"
            }
            4 => {
                ", '404': { description: None., headers: { A: { schema: { type: string } }, B: { schema: { type: string } } } }"
            }
            _ => "",
        })?;
        assert_eq!((types.len(), sets), (18, vec!["no_errors always".to_owned()]));
        Ok(())
    }
}
