//! API to Rust items. Nothing here can fail: whatever cannot be printed was refused before.

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
mod types;
mod versions;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::ir::{Enumeration, EnumerationKind, Group, Schema, Shape};
use crate::names;
use crate::plan::{Operation, Plan};

/// One file to be: its path is settled, and its items are made when they are asked for. Tokens take many times the
/// memory of the text that they become and cannot leave their thread, so whoever formats a file asks for its items.
#[derive(Debug, Clone, Copy)]
pub struct File<'a> {
    plan: &'a Plan<'a>,
    content: Content<'a>,
}

/// What stands in a file.
#[derive(Debug, Clone, Copy)]
enum Content<'a> {
    Root,
    Versions,
    Calls,
    Clients,
    Server(Option<&'a Group>),
    Models,
    Formats,
    Schema(&'a Schema),
    Operations(Option<&'a Group>),
    Operation(&'a Operation<'a>),
}

/// The files of a plan.
pub fn emit<'a>(plan: &'a Plan<'a>) -> Vec<File<'a>> {
    let api = plan.api;
    let formats = (!api.formats().is_empty()).then_some(Content::Formats);
    let schemas = api.schemas.iter().map(Content::Schema);
    let operations = plan.operations.iter().map(Content::Operation);
    let versions = (!api.features.is_empty()).then_some(Content::Versions);
    let groups =
        api.groups.iter().flat_map(|group| [Content::Server(Some(group)), Content::Operations(Some(group))]);
    let clients = (!api.groups.is_empty()).then_some(Content::Clients);
    let lists =
        [Content::Root, Content::Calls, Content::Server(None), Content::Models, Content::Operations(None)];
    let contents = lists
        .into_iter()
        .chain(clients)
        .chain(groups)
        .chain(versions)
        .chain(formats)
        .chain(schemas)
        .chain(operations);
    contents.map(|content| File { plan, content }).collect()
}

impl File<'_> {
    /// The path below `src/generated/`, with slashes.
    pub fn path(&self) -> String {
        match self.content {
            Content::Root => "mod.rs".to_owned(),
            Content::Versions => "versions.rs".to_owned(),
            Content::Calls => "calls.rs".to_owned(),
            Content::Clients => "clients.rs".to_owned(),
            Content::Server(None) if self.plan.api.groups.is_empty() => "server.rs".to_owned(),
            Content::Server(None) => "server/mod.rs".to_owned(),
            Content::Server(Some(group)) => format!("server/{}.rs", names::of_group(group)),
            Content::Models => "models/mod.rs".to_owned(),
            Content::Formats => "models/formats.rs".to_owned(),
            Content::Schema(schema) => format!("models/{}.rs", names::of_model(schema)),
            Content::Operations(None) => "operations/mod.rs".to_owned(),
            Content::Operations(Some(group)) => format!("operations/{}/mod.rs", names::of_group(group)),
            Content::Operation(operation) => {
                let folder = self.plan.api.group(operation.ir).map(|group| names::of_group(group) + "/");
                let folder = folder.unwrap_or_default();
                format!("operations/{folder}{}.rs", names::of_operation(operation.ir))
            }
        }
    }

    /// The items, in order; they are formatted one by one.
    pub fn items(&self) -> Vec<TokenStream> {
        let (plan, api) = (self.plan, self.plan.api);
        match self.content {
            Content::Root => vec![module::root(api)],
            Content::Versions => versions::items(api),
            Content::Calls => calls::items(plan),
            Content::Clients => module::clients(api),
            Content::Server(group) => server::items(plan, group),
            Content::Models => module::models(api),
            Content::Formats => model::formats::items(api),
            Content::Schema(schema) => {
                let mut items = match &schema.shape {
                    Shape::Object(object) => model::object::items(api, schema, object),
                    Shape::Enumeration(Enumeration { kind: EnumerationKind::Flags, values }) => {
                        model::flags::items(api, schema, values)
                    }
                    Shape::Enumeration(enumeration) => model::enumeration::items(api, schema, enumeration),
                    Shape::Choice(choice) => model::choice::items(api, schema, choice),
                };
                items.extend(check::of_schema(api, schema));
                items
            }
            Content::Operations(group) => module::operations(plan, group),
            Content::Operation(operation) => operation::items(api, operation),
        }
    }
}

/// What a type derives to be compared.
fn equality(is_total: bool) -> TokenStream {
    if is_total { quote!(PartialEq, Eq, Hash) } else { quote!(PartialEq) }
}

fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
