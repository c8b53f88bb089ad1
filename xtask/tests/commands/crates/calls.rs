//! A program that makes every call of a crate over loopback, with both clients, against the router of the crate itself.
//! Each documented response is answered in turn, and what arrives is what was sent, in both directions.
//!
//! `tests/conventions/calls/bench.rs` is what it has for all operations, and this is what it has for each.

use std::fmt::Write;

use icws_codegen::ir::{Answer, Api, Content, Group, Header, HeaderValue, Operation, Status, Type};

use super::conventions::Generated;
use super::values;
use crate::Result;

/// Writes the program into a crate, as its test `calls`.
pub(crate) fn write(generated: &Generated, api: &Api) -> Result {
    generated.write("tests/calls/main.rs", program(api, generated)?.as_bytes())?;
    generated.copy("tests/conventions/calls/bench.rs", "tests/calls/bench.rs")
}

fn program(api: &Api, generated: &Generated) -> Result<String> {
    let package = api.package.replace('-', "_");
    let (mut functions, mut runs, mut groups) = (String::new(), String::new(), String::new());
    for operation in &api.operations {
        function(&mut functions, api, operation)?;
        run(&mut runs, api, operation)?;
    }
    for group in &api.groups {
        let module = icws_codegen::group_module(group);
        let server = generated.read(&format!("src/generated/server/{module}.rs"))?;
        groups += &served(api, &format!("{module}::Api"), (Some(group), &server))?;
    }
    let file = if api.groups.is_empty() { "server.rs" } else { "server/mod.rs" };
    let server = generated.read(&format!("src/generated/{file}"))?;
    let server_trait = between(&server, "pub trait ", |end| !end.is_alphanumeric()).ok_or("a trait")?;
    let whole = served(api, server_trait, (None, &server))?;
    let names: String = api.groups.iter().map(|group| format!(".{}()", group.name.ident)).collect();
    let router = match names.as_str() {
        "" => "router(Server)".to_owned(),
        names => format!("Server::new(Server){names}.into_router()"),
    };
    // `json!` goes through itself once for each argument.
    Ok(format!(
        "//! Every call.\n#![recursion_limit = \"512\"]\n#![allow(deprecated, unused_mut, unused_variables, clippy::all)]\n\
         #![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = \"a test fails by them\")]\n\n\
         use {package} as api;\n\nmod bench;\n\nuse api::Call;\nuse bench::{{Bench, Lend, Reply}};\n\n\
         struct Server;\n\n{whole}{groups}{functions}\
         #[test]\nfn both_clients_and_the_router_agree() {{\n    let bench = Bench::new(api::server::{router});\n\
         {runs}}}\n"
    ))
}

/// What serves the operations of a group, or those that are in none, by the code of the trait.
fn served(api: &Api, server_trait: &str, (group, server): (Option<&Group>, &str)) -> Result<String> {
    let mut methods = String::new();
    if group.is_none() && api.is_authenticated() {
        methods += "    async fn authenticate(&self, it: &api::server::Credentials) -> Result<(), api::server::Denied> {\n        \
                    it.allow_anyone()\n    }\n\n";
    }
    for operation in api.operations.iter().filter(|operation| api.group(operation) == group) {
        method(&mut methods, api, operation, server)?;
    }
    Ok(format!("impl api::server::{server_trait} for Server {{\n{methods}}}\n\n"))
}

/// What stands between a text and the first letter of that kind.
fn between<'a>(text: &'a str, before: &str, end: impl Fn(char) -> bool) -> Option<&'a str> {
    let (_, after) = text.split_once(before)?;
    after.split_once(end).map(|(between, _)| between)
}

/// The method of the server, which takes what the crate says.
fn method(code: &mut String, api: &Api, operation: &Operation, server: &str) -> Result {
    let (ident, id) = (icws_codegen::method(api, operation), &operation.name.wire);
    let before = format!("async fn {ident}(");
    let signature = between(server, &before, |letter| letter == '{').ok_or_else(|| before.clone())?;
    let arguments = arguments(operation).into_iter().map(|(name, _)| format!("{:?}: {name}", plain(&name)));
    writeln!(
        code,
        "    {before}{} {{\n        bench::answer::<api::operations::{}>(serde_json::json!({{{id:?}: {{{}}}}}))\n    }}\n",
        signature.replace("crate::", "api::").trim_end(),
        operation.ident,
        arguments.collect::<Vec<_>>().join(", "),
    )?;
    Ok(())
}

/// The function that makes a call: as an operation, and by the method of a client where nothing optional is in it.
fn function(code: &mut String, api: &Api, operation: &Operation) -> Result {
    let (ident, ty) = (&operation.name.ident, &operation.ident);
    let group = api.group(operation).map(|group| format!("{}().", group.name.ident)).unwrap_or_default();
    let method = icws_codegen::method(api, operation);
    let (required, optional): (Vec<_>, Vec<_>) =
        arguments(operation).into_iter().partition(|(_, required)| *required);
    let fields: String = required.iter().chain(&optional).map(|(name, _)| format!("{name}, ")).collect();
    let taken = taken(operation).join(", ");
    let set = optional
        .iter()
        .map(|(name, _)| format!("    operation_.{name} = {name}.as_ref().map(|value| value.lend());\n"));
    let absent: Vec<String> = optional.iter().map(|(name, _)| format!("{name}.is_none()")).collect();
    let absent = if absent.is_empty() { "true".to_owned() } else { absent.join(" && ") };
    writeln!(
        code,
        "fn {ident}(bench: &Bench, sent: &Call, replies: &[Reply]) {{\n    \
         let Call::{ty} {{ {fields}.. }} = sent else {{ panic!(\"{{sent:?}}\") }};\n    \
         let mut operation_ = api::operations::{ty}::new({taken});\n{}    \
         bench.execute(sent, replies, &operation_);\n    if {absent} {{\n        \
         bench.expect::<api::operations::{ty}>(sent, replies, || bench.wait(bench.client.{group}{method}({taken})));\n        \
         bench.expect::<api::operations::{ty}>(sent, replies, || bench.blocking.{group}{method}({taken}));\n    }}\n}}\n",
        set.collect::<String>(),
    )?;
    Ok(())
}

/// What a call takes, in code. It takes whatever becomes a list of texts, so that has to be said.
fn taken(operation: &Operation) -> Vec<String> {
    let parameters = operation.parameters.iter().filter(|it| it.required).map(|it| match &it.ty {
        Type::List(item) if **item == Type::String => format!("api::Texts::from({})", it.name.ident),
        _ => format!("{}.lend()", it.name.ident),
    });
    let body = operation.body.as_ref().filter(|body| body.required).map(|_| "body.lend()".to_owned());
    parameters.chain(body).collect()
}

/// The arguments of a call, and whether each must be there.
fn arguments(operation: &Operation) -> Vec<(String, bool)> {
    let parameters = operation.parameters.iter().map(|it| (it.name.ident.clone(), it.required));
    parameters.chain(operation.body.iter().map(|body| ("body".to_owned(), body.required))).collect()
}

fn plain(ident: &str) -> &str {
    ident.trim_start_matches("r#")
}

fn run(code: &mut String, api: &Api, operation: &Operation) -> Result {
    let (ident, id) = (&operation.name.ident, &operation.name.wire);
    let calls = calls(api, operation)
        .into_iter()
        .map(|call| format!("            {:?},\n", format!("{{{id:?}:{{{call}}}}}")));
    let replies = operation.answers().flat_map(|answer| replies(api, operation, answer));
    writeln!(
        code,
        "    bench.run(\n        {ident},\n        &[\n{}        ],\n        &[\n{}        ],\n    );",
        calls.collect::<String>(),
        replies.map(|reply| format!("            {reply},\n")).collect::<String>(),
    )?;
    Ok(())
}

/// What is sent: what must be there, everything, and each other body with what must be there.
fn calls(api: &Api, operation: &Operation) -> Vec<String> {
    let parameters = |all: bool| {
        let sent = operation.parameters.iter().filter(move |parameter| parameter.required || all);
        sent.map(|it| format!("{:?}:{}", plain(&it.name.ident), values::parameter(api, it)))
    };
    let call = |all: bool, body: Option<&String>| {
        let body = body.map(|body| format!("\"body\":{body}"));
        parameters(all).chain(body).collect::<Vec<_>>().join(",")
    };
    let Some(body) = &operation.body else {
        return vec![call(false, None), call(true, None)];
    };
    let bodies = match &body.content {
        Content::Json { ty, .. } => values::contents(api, ty),
        Content::Text { .. } => vec![r#""a, b\nc \u00fc""#.to_owned()],
        content @ Content::Bytes { .. } => {
            let media_type = values::text(media_type(content));
            vec![format!("{{\"mediaType\":{media_type},\"bytes\":[0,255,10]}}")]
        }
    };
    let required = call(false, bodies.last().filter(|_| body.required));
    let all = call(true, bodies.first());
    [required, all].into_iter().chain(bodies.iter().map(|body| call(false, Some(body)))).collect()
}

/// What a response is, with all of its headers and with those that must be there.
fn replies(api: &Api, operation: &Operation, answer: &Answer) -> Vec<String> {
    let status = status(operation, answer.status);
    let (media_type, bodies) = match &answer.content {
        None => (None, vec![String::new()]),
        Some(Content::Json { ty, media_type }) => {
            let unfit = values::unfit(api, ty).into_iter();
            (Some(media_type.as_str()), unfit.chain(values::contents(api, ty)).collect())
        }
        Some(Content::Text { media_type }) => (Some(media_type.as_str()), vec!["<p>a \u{fc}".to_owned()]),
        Some(content @ Content::Bytes { .. }) => (Some(media_type(content)), vec!["\0\u{fc}\r\n".to_owned()]),
    };
    let headers = |all: bool| {
        // A server says in any case how to authenticate.
        let is_sent = move |it: &&Header| all || it.required || it.value == HeaderValue::Challenge;
        let headers = answer.headers.iter().filter(is_sent);
        let headers =
            headers.flat_map(|it| header(api, it).into_iter().map(|value| (it.name.wire.clone(), value)));
        let media_type = media_type.map(|media_type| ("content-type".to_owned(), media_type.to_owned()));
        format!("&{:?}", headers.chain(media_type).collect::<Vec<_>>())
    };
    let reply = |headers: String, body: &String| {
        format!("Reply {{ status: {status}, headers: {headers}, body: {body:?}.as_bytes() }}")
    };
    let all = bodies.iter().map(|body| reply(headers(true), body));
    all.chain(bodies.last().map(|body| reply(headers(false), body))).collect()
}

/// The media type of bytes, one of a range where there is a range.
fn media_type(content: &Content) -> &str {
    let media_type = content.media_type();
    if media_type.ends_with('*') { "image/png" } else { media_type }
}

fn header(api: &Api, header: &Header) -> Vec<String> {
    match &header.value {
        HeaderValue::Challenge => vec![r#"ICWS realm="ICWS" location="/ICWS/connection""#.to_owned()],
        HeaderValue::Cookies => vec!["a=b; Path=/, c".to_owned(), "d=e".to_owned()],
        HeaderValue::Value(ty) => vec![values::header(api, ty)],
    }
}

/// A status that only this response stands for.
fn status(operation: &Operation, status: Status) -> u16 {
    let (narrower, statuses) = match status {
        Status::Code(code) => return code,
        Status::Range(hundred) => (false, hundred * 100..hundred * 100 + 100),
        Status::Default => (true, 400..600),
    };
    let is_taken = |code: u16| {
        operation.answers().any(|answer| match answer.status {
            Status::Code(other) => other == code,
            Status::Range(hundred) => narrower && code / 100 == hundred,
            Status::Default => false,
        })
    };
    statuses.rev().find(|code| !is_taken(*code)).unwrap_or_default()
}
