//! `cargo xtask new`: what to add to the specification for an operation, a property, a status or a rung, with what is to
//! be filled in left empty. `gen` takes nothing that is empty, and says where it is.

mod place;
mod template;

use bpaf::{Parser, construct, long, positional};
use icws_codegen::diagnostic::closest;
use icws_codegen::ir::{Api, Feature, Operation, Schema, Since, Status, first_declared};

use crate::generate::specification;
use crate::support::console::{complain, say};
use crate::support::failure::Failure;
use crate::support::help::paragraphs;
use crate::support::workspace::Workspace;
use place::Place;

/// What is to be added.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum New {
    Operation { id: String, at: Option<u32> },
    Property { schema: String, name: String, at: Option<u32> },
    Status { operation: String, status: u16 },
    Rung { feature: Option<String> },
}

const HELP: &str = "\
Prints what to add to spec/dialer.yaml, indented as it has to stand there, and says where. What is empty in it is to be \
filled in; the comment behind says with what. `cargo xtask gen` lists what is still empty, with its line.";

pub(crate) fn command() -> impl Parser<New> {
    let at = || {
        long("at")
            .help("the version that it comes with; without it, the newest")
            .argument::<u32>("N")
            .optional()
    };
    let (id, version) =
        (positional::<String>("ID").help("as the vendor writes it: scheduleCallback").parse(word), at());
    let operation = construct!(New::Operation { at(version), id })
        .to_options()
        .descr("a call, with its body and what it is answered")
        .command("operation");
    let schema = positional::<String>("SCHEMA").help("the type that gets it: startReceivingParameters");
    let (name, version) = (positional::<String>("NAME").help("as it travels: campaignIds").parse(word), at());
    let property = construct!(New::Property { at(version), schema, name })
        .to_options()
        .descr("a property of a type")
        .command("property");
    let of = positional::<String>("OPERATION").help("the id of the operation: placePreviewCall");
    let status = positional::<u16>("STATUS")
        .help("409, for example")
        .guard(|status| (200..600).contains(status), "statuses go from 200 to 599");
    let status = construct!(New::Status { operation(of), status })
        .to_options()
        .descr("a status that an operation may be answered with")
        .command("status");
    let feature = positional::<String>("FEATURE")
        .help("whose version it is; without it, of the feature that is declared first")
        .optional();
    let rung = construct!(New::Rung { feature }).to_options().descr("a further version").command("rung");
    construct!([operation, property, status, rung])
        .to_options()
        .descr("what to add to the specification for an operation, a property, a status or a version")
        .header(paragraphs(HELP))
        .command("new")
}

/// A name that needs no quotes in YAML.
fn word(name: String) -> Result<String, &'static str> {
    let is_word = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|character| character.is_ascii_alphanumeric() || matches!(character, '_' | '-'));
    if is_word { Ok(name) } else { Err("it is made of letters and digits, and begins with a letter") }
}

pub(crate) fn run(workspace: &Workspace, what: &New) -> Result<(), Failure> {
    let output = specification::own(workspace)?;
    let (api, text) = (&output.api, output.warnings.source().text());
    let (printed, place) = match what {
        New::Operation { id, at } => operation(api, text, id, *at),
        New::Property { schema, name, at } => property(api, text, [schema, name], *at),
        New::Status { operation, status } => status_of(api, text, operation, *status),
        New::Rung { feature } => rung(api, text, feature.as_deref()),
    }
    .map_err(|mistake| Failure::new(format!("error: {mistake}")))?;
    say(printed.trim_end());
    complain(format!(
        "\n{place}\nthen fill in what is empty, and run: cargo xtask gen, which lists what still is",
    ));
    Ok(())
}

/// What to print, and a sentence that says where it belongs.
type Told = Result<(String, String), String>;

fn operation(api: &Api, text: &str, id: &str, at: Option<u32>) -> Told {
    if api.operations.iter().any(|operation| operation.name.wire == id) {
        return Err(format!("there is an operation `{id}` already"));
    }
    let family = default_family(api)?;
    let is_of_family = |operation: &&Operation| family_of(api, operation.since) == Some(family);
    let model = api.operations.iter().rfind(is_of_family).or(api.operations.last());
    let model = model.ok_or("there is no operation to take after")?;
    let version = version(family, at)?;
    let paths = Place::before(text, "components:").told("the first part");
    let schemas = Place::before(text, "    error:").told("the second one");
    Ok((template::operation(model, id, &version), format!("{paths}; {schemas};")))
}

fn property(api: &Api, text: &str, [schema, name]: [&str; 2], at: Option<u32>) -> Told {
    let known = || api.schemas.iter().map(|schema| schema.name.wire.as_str());
    let find = |known: &&Schema| known.name.wire == schema;
    let found = api.schemas.iter().find(find).ok_or_else(|| missing("schema", schema, known()))?;
    let family = family_of(api, found.since).map_or_else(|| default_family(api), Ok)?;
    let place = Place::end_of(text, &format!("    {schema}:"), "      properties:");
    Ok((template::property(name, &version(family, at)?), format!("{};", place.told("it"))))
}

fn status_of(api: &Api, text: &str, id: &str, status: u16) -> Told {
    let known = || api.operations.iter().map(|operation| operation.name.wire.as_str());
    let find = |operation: &&Operation| operation.name.wire == id;
    let operation = api.operations.iter().find(find).ok_or_else(|| missing("operation", id, known()))?;
    if operation.answers().any(|answer| answer.status == Status::Code(status)) {
        return Err(format!("`{id}` has the status {status} already"));
    }
    let place = Place::end_of(text, &format!("      operationId: {id}"), "      responses:");
    Ok((template::status(operation, status), format!("{}, in the order of the statuses;", place.told("it"))))
}

fn rung(api: &Api, text: &str, name: Option<&str>) -> Told {
    let known = || api.features.iter().map(|feature| feature.name.as_str());
    let family = match name {
        Some(name) => api.features.iter().find(|feature| feature.name == name),
        None => first_declared(&api.features),
    };
    let family = family.ok_or_else(|| match name {
        Some(name) => missing("feature", name, known()),
        None => NO_VERSIONS.to_owned(),
    })?;
    let place = |key: &str| Place::before(text, key).told("it replaces what is there,");
    let ladders = template::ladders(&api.features, family);
    // Which of several features the document's own version is about, it does not say.
    match api.features.len() {
        1 => {
            let printed = format!("{}\n{ladders}", template::document_version(family.newest + 1));
            Ok((printed, format!("{}; {};", place("info:"), place("x-features:"))))
        }
        _ => Ok((ladders, format!("{};", place("x-features:")))),
    }
}

const NO_VERSIONS: &str = "it declares no versions";

/// The feature whose version something gets that says nothing else.
fn default_family(api: &Api) -> Result<&Feature, String> {
    first_declared(&api.features).ok_or_else(|| NO_VERSIONS.to_owned())
}

/// The feature that something needs, if it needs one.
fn family_of(api: &Api, since: Since) -> Option<&Feature> {
    api.feature(since.gate.version()?.0)
}

/// The version as the specification writes it.
fn version(feature: &Feature, at: Option<u32>) -> Result<String, String> {
    let version = at.unwrap_or(feature.newest);
    match feature.rungs().any(|rung| rung == version) {
        true => Ok(format!("{} {version}", feature.name)),
        false => Err(format!(
            "{} has no version {version}: write one from {} to {}, or add one, see: cargo xtask new rung",
            feature.name, feature.oldest, feature.newest
        )),
    }
}

fn missing<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    let help = match closest(name, known.clone()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("there is {}", known.collect::<Vec<_>>().join(", ")),
    };
    format!("there is no {what} `{name}`\nhelp: {help}")
}
