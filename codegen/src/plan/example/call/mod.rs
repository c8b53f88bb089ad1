//! Examples of calls, as the documentation of the clients' methods shows them.

mod code;
mod value;

#[cfg(test)]
mod tests;

use code::Code;
use value::Writer;

use super::Examples;
use super::made::Extent;
use crate::ir::{Body, Content, Gate, Limits, Operation, Outcome, Parameter, Type};
use crate::names;
use crate::plan::{Conditions, Holding, RustType};

/// What ends a call of the asynchronous client, which is the longer end.
const ASYNCHRONOUS: &str = ".await?;";

/// How many lines show a call. One that would have more sets nothing that needs not be set.
const MOST_LINES: usize = 20;

/// The example of a call.
#[derive(Debug, Clone)]
pub(crate) struct CallExample<'a> {
    /// The lines but for the last one.
    pub(crate) lines: Vec<(Conditions<'a>, String)>,
    /// The last line, without what ends it.
    pub(crate) call: String,
    /// Whether a type of a body is named in it.
    pub(crate) names_models: bool,
}

impl<'a> CallExample<'a> {
    /// The example of an operation that new code may use, unless something that it needs cannot be written down in a few
    /// words.
    pub(in crate::plan) fn of(examples: &Examples<'a>, operation: &'a Operation) -> Option<Self> {
        if operation.deprecated.is_some() {
            return None;
        }
        let whole = Self::new(examples, operation, Extent::Whole)?;
        if whole.lines.len() < MOST_LINES {
            Some(whole)
        } else {
            Self::new(examples, operation, Extent::Least)
        }
    }

    fn new(examples: &Examples<'a>, operation: &'a Operation, extent: Extent) -> Option<Self> {
        let api = examples.api;
        let gate = operation.since.gate;
        let writer = Writer { api, gate, extent };
        let required = operation.parameters.iter().filter(|parameter| parameter.required);
        let arguments = required.map(|parameter| of_parameter(examples, writer, parameter));
        let mut arguments: Vec<Code> = arguments.collect::<Option<_>>()?;
        let mut lines = Vec::new();
        if let Some(body) = operation.body.as_ref().filter(|body| body.required) {
            let (argument, statements) = of_body(examples, writer, body)?;
            arguments.push(argument);
            lines = statements;
        }
        let result = if operation.outcome() == Outcome::Nothing { "" } else { "let response = " };
        let call = format!("client.{}", names::path(operation, names::method(api, operation)));
        let call = Code::call(call, arguments).statement(result, ASYNCHRONOUS);
        lines.extend(call.into_iter().map(|line| (gate, line)));
        let names_models = lines.iter().any(|(_, line)| line.contains("models::"));
        let (_, last) = lines.pop()?;
        let call = last.strip_suffix(ASYNCHRONOUS)?.to_owned();
        let lines = lines.into_iter().map(|(own, line)| (Conditions::within(api, own, gate), line));
        Some(Self { lines: lines.collect(), call, names_models })
    }
}

/// A parameter as a call takes it.
fn of_parameter(examples: &Examples<'_>, writer: Writer<'_>, parameter: &Parameter) -> Option<Code> {
    let Parameter { ty, notes, .. } = parameter;
    let example = notes.example.clone().or_else(|| examples.least(ty, &notes.limits))?;
    match (Holding::of(&RustType::of(examples.api, ty)), ty) {
        (Holding::Texts, _) => Some(writer.value(ty, &example)?.lent()),
        (Holding::Unsized, Type::List(_)) => Some(writer.list("[", ty, &example)?.lent()),
        (Holding::Unsized | Holding::Copied, _) => writer.value(ty, &example),
        (Holding::Lent, _) => Some(writer.owned(ty, &example)?.lent()),
    }
}

/// A body as a call takes it, and the statements that make it, each with when it is there.
fn of_body(examples: &Examples<'_>, writer: Writer<'_>, body: &Body) -> Option<(Code, Vec<(Gate, String)>)> {
    let name = names::BODY;
    let (ty, example) = match &body.content {
        Content::Text { .. } => return Some((Code::text("\"text\""), Vec::new())),
        Content::Bytes { .. } => return Some((Code::text("&b\"bytes\".as_slice().into()"), Vec::new())),
        Content::Json { ty, .. } => (ty, body.example.clone().or_else(|| examples.least(ty, &Limits::None))?),
    };
    let Type::Schema(id) = ty else { return Some((writer.owned(ty, &example)?.lent(), Vec::new())) };
    let made = format!("let {name} = ");
    let whole = writer.owned(ty, &example)?.statement(&made, ";");
    let mut lines: Vec<(Gate, String)> = whole.into_iter().map(|line| (writer.gate, line)).collect();
    // What is younger than the call is set in statements of its own.
    for (gate, set) in writer.younger(*id, &example) {
        let set = Code::Chain(Box::new(Code::text(name)), vec![set]).statement(&made, ";");
        lines.extend(set.into_iter().map(|line| (gate, line)));
    }
    Some((Code::text(format!("&{name}")), lines))
}
