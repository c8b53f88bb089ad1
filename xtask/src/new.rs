//! `cargo xtask new`: what to add to the specification for an operation, a property, a status or a rung, with what is to
//! be filled in left empty. `gen` takes nothing that is empty, and says where it is.

mod place;
mod template;

use bpaf::{Parser, construct, long, positional};
use icws_codegen::diagnostic::closest;
use icws_codegen::ir::{Api, Operation, Status};

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
    Rung,
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
    let rung = bpaf::pure(New::Rung).to_options().descr("a further version").command("rung");
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
        New::Rung => rung(api, text),
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
    let model = api.operations.last().ok_or("there is no operation to take after")?;
    let version = version(api, at)?;
    let paths = Place::before(text, "components:").told("the first part");
    let schemas = Place::before(text, "    error:").told("the second one");
    Ok((template::operation(model, id, &version), format!("{paths}; {schemas};")))
}

fn property(api: &Api, text: &str, [schema, name]: [&str; 2], at: Option<u32>) -> Told {
    let known = || api.schemas.iter().map(|schema| schema.name.wire.as_str());
    if !known().any(|known| known == schema) {
        return Err(missing("schema", schema, known()));
    }
    let place = Place::end_of(text, &format!("    {schema}:"), "      properties:");
    Ok((template::property(name, &version(api, at)?), format!("{};", place.told("it"))))
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

fn rung(api: &Api, text: &str) -> Told {
    let feature = api.features.first().ok_or("it declares no versions")?;
    let newest = feature.newest + 1;
    let place = |key: &str| Place::before(text, key).told("it replaces what is there,");
    let printed = template::rung(&feature.name, [feature.oldest, newest]);
    Ok((printed, format!("{}; {};", place("info:"), place("x-features:"))))
}

/// The version as the specification writes it.
fn version(api: &Api, at: Option<u32>) -> Result<String, String> {
    let feature = api.features.first().ok_or("it declares no versions")?;
    let version = at.unwrap_or(feature.newest);
    match version {
        version if (feature.oldest..=feature.newest).contains(&version) => {
            Ok(format!("{} {version}", feature.name))
        }
        _ => Err(format!(
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
