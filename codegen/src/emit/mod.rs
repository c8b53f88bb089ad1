//! The plan to Rust items. Nothing here can fail or decide: whatever cannot be printed was refused before, and what is printed
//! was decided by `plan`.

mod calls;
mod check;
mod deprecated;
mod docs;
mod former;
mod gated;
mod lints;
mod literal;
mod model;
mod module;
mod operation;
mod server;
mod shown;
mod types;
mod values;
mod versions;

pub(crate) use docs::NEXT_LINE;

use proc_macro2::{Ident, Span, TokenStream};

use crate::plan::{FormatPlan, GroupPlan, ModelForm, ModelPlan, OperationPlan, Plan, SharedErrors};

/// One file to be: its path is settled, and its items are made when they are asked for. Tokens take many times the
/// memory of the text that they become and cannot leave their thread, so whoever formats a file asks for its items.
#[derive(Debug, Clone, Copy)]
pub struct File<'a> {
    plan: &'a Plan<'a>,
    content: FileContent<'a>,
}

/// What stands in a file.
#[derive(Debug, Clone, Copy)]
enum FileContent<'a> {
    Root,
    Versions,
    Calls,
    Clients,
    Server(Option<&'a GroupPlan<'a>>),
    Models,
    Formats(&'a FormatPlan<'a>),
    Model(&'a ModelPlan<'a>),
    Operations(Option<&'a GroupPlan<'a>>),
    Operation(&'a OperationPlan<'a>),
    Errors,
    SharedErrors(&'a SharedErrors<'a>),
}

/// The files of a plan.
pub fn emit<'a>(plan: &'a Plan<'a>) -> Vec<File<'a>> {
    let formats = plan.formats.as_ref().map(FileContent::Formats);
    let models = plan.models.iter().map(FileContent::Model);
    let operations = plan.operations.iter().map(FileContent::Operation);
    let versions = (!plan.versions.is_empty()).then_some(FileContent::Versions);
    let groups = plan
        .groups
        .iter()
        .flat_map(|group| [FileContent::Server(Some(group)), FileContent::Operations(Some(group))]);
    let clients = (!plan.groups.is_empty()).then_some(FileContent::Clients);
    let lists = [
        FileContent::Root,
        FileContent::Calls,
        FileContent::Server(None),
        FileContent::Models,
        FileContent::Operations(None),
    ];
    let shared_errors = plan.shared_errors.iter().map(FileContent::SharedErrors);
    let errors = (!plan.shared_errors.is_empty()).then_some(FileContent::Errors);
    let errors = errors.into_iter().chain(shared_errors);
    let optional = clients.into_iter().chain(groups).chain(versions).chain(formats).chain(errors);
    let contents = lists.into_iter().chain(optional).chain(models).chain(operations);
    contents.map(|content| File { plan, content }).collect()
}

impl File<'_> {
    /// The path below `src/generated/`, with slashes.
    pub fn path(&self) -> String {
        match self.content {
            FileContent::Root => "mod.rs".to_owned(),
            FileContent::Versions => "versions.rs".to_owned(),
            FileContent::Calls => "calls.rs".to_owned(),
            FileContent::Clients => "clients.rs".to_owned(),
            FileContent::Server(None) if self.plan.groups.is_empty() => "server.rs".to_owned(),
            FileContent::Server(None) => "server/mod.rs".to_owned(),
            FileContent::Server(Some(group)) => format!("server/{}.rs", group.module),
            FileContent::Models => "models/mod.rs".to_owned(),
            FileContent::Formats(_) => "models/formats.rs".to_owned(),
            FileContent::Model(model) => format!("models/{}.rs", model.module),
            FileContent::Operations(None) => "operations/mod.rs".to_owned(),
            FileContent::Operations(Some(group)) => format!("operations/{}/mod.rs", group.module),
            FileContent::Operation(operation) => match &operation.group {
                Some(group) => format!("operations/{}/{}.rs", group.module, operation.module),
                None => format!("operations/{}.rs", operation.module),
            },
            FileContent::Errors => "errors/mod.rs".to_owned(),
            FileContent::SharedErrors(errors) => format!("errors/{}.rs", errors.module),
        }
    }

    /// The items, in order; they are formatted one by one.
    pub fn items(&self) -> Vec<TokenStream> {
        let plan = self.plan;
        match self.content {
            FileContent::Root => vec![module::root(plan)],
            FileContent::Versions => versions::items(&plan.versions),
            FileContent::Calls => calls::items(plan),
            FileContent::Clients => module::clients(plan),
            FileContent::Server(group) => server::items(plan, group),
            FileContent::Models => module::models(plan),
            FileContent::Formats(formats) => model::formats::items(formats),
            FileContent::Model(model) => {
                let mut items = match &model.form {
                    ModelForm::Object(object) => model::object::items(model, object),
                    ModelForm::Enumeration(enumeration) => model::enumeration::items(model, enumeration),
                    ModelForm::Flags(flags) => model::flags::items(model, flags),
                    ModelForm::Choice(choice) => model::choice::items(model, choice),
                };
                items.extend(check::of_model(model));
                items
            }
            FileContent::Operations(group) => module::operations(plan, group),
            FileContent::Operation(operation) => operation::items(operation),
            FileContent::Errors => module::errors(plan),
            FileContent::SharedErrors(errors) => operation::shared_errors(errors),
        }
    }
}

fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
