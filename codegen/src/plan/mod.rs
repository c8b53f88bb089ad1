//! API to what is printed of it: decided once, for all emitters.
//!
//! Everything that is asked of the API is asked here: from when on a thing is there within what it stands in, which Rust type
//! a value has and how that is taken, held and boxed, what has a setter, what a type derives, what is looked at before a
//! request is sent, what a response's variant holds, where an error tells its message, and which crates are needed. Emitters
//! see the plan alone, and of the API only values that are printed as they are, such as limits and statuses.

mod check;
mod dependency;
mod example;
mod group;
mod item;
mod model;
mod once;
mod operation;
mod payload;
mod rust_type;
mod since;
mod values;

pub(crate) use check::{Look, Looks, ModelCheck, YoungFlag, YoungValue};
pub use dependency::{Dependency, dependencies};
pub use example::Examples;
pub(crate) use example::{CallExample, Page};
pub(crate) use group::GroupPlan;
pub(crate) use item::Item;
pub(crate) use model::{
    ChoicePlan, EnumerationPlan, FieldPlan, FlagPlan, FlagsPlan, ModelForm, ModelPlan, ObjectPlan, Presence,
    Reading, SharedProperty, ValuePlan, VariantPlan,
};
pub(crate) use once::{FormatPlan, VersionType};
pub(crate) use operation::{
    Argument, ArgumentSource, ErrorsPlan, HeaderForm, HeaderPlan, Holding, Lifetime, MediaTypePlan,
    OperationErrors, OperationPlan, ParameterPlan, RequestBody, ResponseField, ResponseForm, ResponsePlan,
    ResponseSetter, Responses, Role, SetterArm, SharedErrors, Silent, Success, Teller, Telling, TellingPlace,
    Told, ValueStyle,
};
pub(crate) use payload::{Payload, PayloadForm};
pub(crate) use rust_type::{ModelName, RustType};
pub(crate) use since::{Condition, Conditions};
pub(crate) use values::ValuesPlan;

use operation::{share, words};

use crate::check::Checked;
use crate::names::server_trait;

/// What is printed of an API that has been checked.
#[derive(Debug, Clone)]
pub struct Plan<'a> {
    /// The trait that servers implement.
    pub(crate) server: String,
    /// Whether any operation asks for a proof of who calls it.
    pub(crate) is_authenticated: bool,
    /// The types of the features' versions.
    pub(crate) versions: Vec<VersionType<'a>>,
    /// The module with the types of formats, if there are any.
    pub(crate) formats: Option<FormatPlan<'a>>,
    pub(crate) models: Vec<ModelPlan<'a>>,
    pub(crate) operations: Vec<OperationPlan<'a>>,
    /// The enumerations of errors that several operations have; none where the operations are few.
    pub(crate) shared_errors: Vec<SharedErrors<'a>>,
    /// The groups of operations; none where all are in one list.
    pub(crate) groups: Vec<GroupPlan<'a>>,
    /// The names on the wire of what no text may show.
    pub(crate) secrets: Vec<&'a str>,
}

impl<'a> Plan<'a> {
    /// The operations of a group, or those that are in none.
    pub(crate) fn of_group(&self, group: Option<&GroupPlan<'_>>) -> impl Iterator<Item = &OperationPlan<'a>> {
        let ident = group.map(|group| group.ident);
        self.operations
            .iter()
            .filter(move |operation| operation.group.as_ref().map(|group| group.ident) == ident)
    }
}

/// The plan of an API, which only one that has been checked has.
pub fn plan(checked: &Checked) -> Plan<'_> {
    let api = checked.api();
    let examples = Examples::new(api);
    let pages = example::pages(&examples);
    let models = api.schemas.iter().zip(pages);
    let models = models.map(|(schema, page)| ModelPlan::new(api, schema, page));
    let (errors, shared_errors) = share(api);
    let operations = api.operations.iter().zip(errors);
    let operations = operations.map(|(operation, errors)| OperationPlan::new(&examples, operation, errors));
    Plan {
        server: server_trait(&api.package),
        is_authenticated: api.is_authenticated(),
        versions: once::versions(api),
        formats: once::formats(api),
        models: models.collect(),
        operations: operations.collect(),
        shared_errors,
        groups: api.groups.iter().map(|group| GroupPlan::new(api, group)).collect(),
        secrets: api.secrets.iter().map(String::as_str).collect(),
    }
}
