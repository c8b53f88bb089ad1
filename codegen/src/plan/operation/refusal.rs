//! Where the errors of an operation tell what ICWS tells in every error: a message, and an identifier.

use super::response::{ResponseForm, ResponsePlan};
use crate::ir::{Api, Object, Operation, Property, Schema, Shape, Type};
use crate::names::USUAL_ERROR;
use crate::plan::{Conditions, PayloadForm, model};

/// Where the errors of an operation tell something.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Told<'a> {
    Nowhere,
    /// In the body that they have in common.
    Common(TellingPlace<'a>),
    /// In the bodies of these.
    Each(Vec<Teller<'a>>),
    /// In the bodies of these, and not in those of the silent ones.
    Some {
        tellers: Vec<Teller<'a>>,
        silent: Silent<'a>,
    },
}

/// The errors that tell nothing.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Silent<'a> {
    /// All others, at least one of them at every version.
    Others,
    /// These variants. One of them is younger than the operation: at the versions before, there may be no other.
    Each(Vec<(&'a str, Conditions<'a>)>),
}

/// Where the errors of an operation tell a message and an identifier.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Telling<'a> {
    /// In the usual fields of the body that they have in common, which the runtime knows.
    Usual,
    /// Anywhere else.
    Own { message: Told<'a>, error_id: Told<'a> },
}

impl<'a> Telling<'a> {
    pub(super) fn of(api: &'a Api, operation: &'a Operation, errors: &[ResponsePlan<'a>]) -> Self {
        let (message, error_id) = (message(api, operation, errors), error_id(api, operation, errors));
        match (&message, &error_id) {
            (Told::Common(TellingPlace::Field(text)), Told::Common(TellingPlace::Field(id)))
                if (*text, *id) == USUAL_ERROR =>
            {
                Self::Usual
            }
            _ => Self::Own { message, error_id },
        }
    }
}

/// An error that tells something.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Teller<'a> {
    /// From when on it is there, within the operation.
    pub(crate) since: Conditions<'a>,
    pub(crate) variant: &'a str,
    /// Whether its body is one field of several.
    pub(crate) has_fields: bool,
    pub(crate) source: TellingPlace<'a>,
}

/// Where the body of one error tells something.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum TellingPlace<'a> {
    /// The body is a text, and is it.
    Text,
    /// In this field.
    Field(&'a str),
    /// In a field of each of the objects that the body may be, which this method reads.
    Shared(&'a str),
}

/// What is told, by its name in ICWS.
#[derive(Debug, Clone, Copy)]
struct Wanted {
    property: &'static str,
    required: bool,
    /// Whether a body that is a text is it.
    text: bool,
}

const MESSAGE: Wanted = Wanted { property: "message", required: true, text: true };
const ERROR_ID: Wanted = Wanted { property: "errorId", required: false, text: false };

/// Where they tell what is wrong, in words.
fn message<'a>(api: &'a Api, operation: &'a Operation, errors: &[ResponsePlan<'a>]) -> Told<'a> {
    told(api, operation, errors, MESSAGE)
}

/// Where they tell what is wrong, as an identifier that programs compare.
fn error_id<'a>(api: &'a Api, operation: &'a Operation, errors: &[ResponsePlan<'a>]) -> Told<'a> {
    told(api, operation, errors, ERROR_ID)
}

/// What an object says of an error: its message, and the identifier if it has one. Nothing where no operation has it as the
/// body of an error.
pub(crate) fn words<'a>(api: &Api, schema: &'a Schema) -> Option<(&'a str, Option<&'a str>)> {
    let Shape::Object(object) = &schema.shape else { return None };
    let message = field(schema, object, MESSAGE)?;
    let is_it = |id| api.schema(id).is_some_and(|other| other.name.ident == schema.name.ident);
    let mut errors = api.operations.iter().flat_map(|operation| &operation.errors);
    errors
        .any(|error| matches!(error.json(), Some(Type::Schema(id)) if is_it(*id)))
        .then(|| (message, field(schema, object, ERROR_ID)))
}

fn told<'a>(api: &'a Api, operation: &'a Operation, errors: &[ResponsePlan<'a>], wanted: Wanted) -> Told<'a> {
    if let Some(ty) = api.common_error(operation) {
        return find(api, ty, wanted).map_or(Told::Nowhere, Told::Common);
    }
    let mut tellers = Vec::new();
    let mut silent = Vec::new();
    for error in errors {
        match teller(api, error, wanted) {
            Some(teller) => tellers.push(teller),
            None => silent.push((error.ident, error.since.clone())),
        }
    }
    match (tellers.is_empty(), silent.is_empty()) {
        (true, _) => Told::Nowhere,
        (false, true) => Told::Each(tellers),
        (false, false) if silent.iter().all(|(_, since)| since.is_always()) => {
            Told::Some { tellers, silent: Silent::Others }
        }
        (false, false) => Told::Some { tellers, silent: Silent::Each(silent) },
    }
}

fn teller<'a>(api: &'a Api, error: &ResponsePlan<'a>, wanted: Wanted) -> Option<Teller<'a>> {
    let source = match &error.payload.as_ref()?.form {
        PayloadForm::Json(_) => find(api, error.json?, wanted)?,
        PayloadForm::Text if wanted.text => TellingPlace::Text,
        PayloadForm::Text | PayloadForm::Bytes => return None,
    };
    let has_fields = matches!(error.form, ResponseForm::Fields(_));
    Some(Teller { since: error.since.clone(), variant: error.ident, has_fields, source })
}

fn find<'a>(api: &'a Api, ty: &Type, wanted: Wanted) -> Option<TellingPlace<'a>> {
    let Type::Schema(id) = ty else { return None };
    let schema = api.schema(*id)?;
    match &schema.shape {
        Shape::Object(object) => field(schema, object, wanted).map(TellingPlace::Field),
        Shape::Choice(choice) => model::text(api, choice, wanted.property).map(TellingPlace::Shared),
        Shape::Enumeration(_) => None,
    }
}

/// The field for it, which must be there at each version that has the object.
fn field<'a>(schema: &Schema, object: &'a Object, wanted: Wanted) -> Option<&'a str> {
    let fits = |property: &&Property| {
        property.name.wire == wanted.property
            && property.ty == Type::String
            && property.required == wanted.required
            && property.since.gate.covers(schema.since.gate)
            && !property.secret
    };
    object.properties.iter().find(fits).map(|property| property.name.ident.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::ErrorsPlan;
    use crate::tests::generated;

    #[test]
    fn a_message_is_one_that_must_be_there_and_an_identifier_one_that_need_not()
    -> Result<(), Vec<&'static str>> {
        let message = Told::Common(TellingPlace::Field("message"));
        let error_id = Told::Common(TellingPlace::Field("error_id"));
        for (required, expected) in [
            ("[message]", Telling::Usual),
            ("[errorId, message]", Telling::Own { message, error_id: Told::Nowhere }),
            ("[other]", Telling::Own { message: Told::Nowhere, error_id }),
        ] {
            let content = "{ application/json: { schema: { $ref: '#/components/schemas/refusal' } } }";
            let response = format!("'400': {{ description: No., content: {content} }}, '200'");
            let schema = format!(
                "refusal: {{ type: object, required: {required}, properties: \
                 {{ message: {{ type: string }}, errorId: {{ type: string }}, other: {{ type: string }} }} }}"
            );
            let api = generated(&[("'200'", &response), ("# schemas", &schema)])?.api;
            let operation = api.operations.first();
            let telling = operation.map(|operation| ErrorsPlan::new(&api, operation).telling);
            assert_eq!(telling, Some(expected), "{required}");
        }
        Ok(())
    }
}
