//! The overview.

use icws_codegen::ir::{Api, Operation, Status};

use super::advice;
use super::page::{content, escaped, name, page, prose, table, wide};
use super::versions::version;

/// The order of an agent's calls. A name in braces stands for the version that the call came with.
const FLOW: &str = include_str!("flow.svg");

/// What an agent's software calls in which order, and what to do about what it is answered.
pub(super) fn page_of(api: &Api) -> String {
    let mut flow = FLOW.to_owned();
    for operation in &api.operations {
        flow = flow.replace(&format!("{{{}}}", operation.name.wire), &version(api, operation.since));
    }
    let row = |operation: &Operation| {
        let docs = operation.docs.split("\n\n").next().unwrap_or_default();
        let (name, since) = (name(&operation.name.wire), version(api, operation.since));
        format!(
            "<tr><th scope=\"row\">{name}</th><td class=\"since\">{since}</td><td>{}</td></tr>\n",
            prose(docs)
        )
    };
    let calls: String = in_order(api).into_iter().map(row).collect();
    let body = format!(
        "<p>What an agent's software can ask the dialer for, over HTTP. The <a href=\"reference.html\">reference</a> has \
         every request and response with an example; <a href=\"versions.html\">versions</a> says what a server of which \
         version has.</p>
<h2>From login to logout</h2>
{}
<h2>The calls</h2>
{}
<h2>What to do about a status</h2>
{}",
        wide("From login to logout", &flow),
        table("Calls", ["Call", "There from", "What it does"], &calls),
        table("Statuses", ["Status", "Calls", "What to do"], &statuses(api)),
    );
    page("index.html", &api.title, &content(&api.title, &body))
}

/// The calls in the order of the specification, which is the one in which somebody thought of them.
pub(super) fn in_order(api: &Api) -> Vec<&Operation> {
    let mut calls: Vec<&Operation> = api.operations.iter().collect();
    calls.sort_by_key(|call| (call.path_span.start, call.since.span.start));
    calls
}

/// A row for each status that a call may be answered with.
fn statuses(api: &Api) -> String {
    let mut known: Vec<Status> =
        api.operations.iter().flat_map(Operation::answers).map(|answer| answer.status).collect();
    known.sort_unstable();
    known.dedup();
    let row = |status: &Status| {
        let has = |operation: &&Operation| operation.answers().any(|answer| answer.status == *status);
        let calls: Vec<&Operation> = in_order(api).into_iter().filter(has).collect();
        let calls = match calls.len() {
            all if all == api.operations.len() => "all".to_owned(),
            _ => {
                let names = calls.iter().map(|call| name(&call.name.wire));
                names.collect::<Vec<_>>().join(", ")
            }
        };
        let advice = escaped(advice::about(*status));
        format!("<tr><th scope=\"row\">{}</th><td>{calls}</td><td>{advice}</td></tr>\n", shown(*status))
    };
    known.iter().map(row).collect()
}

fn shown(status: Status) -> String {
    match status {
        Status::Code(code) => code.to_string(),
        Status::Range(digit) => format!("{digit}XX"),
        Status::Default => "any other".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use icws_codegen::Spec;

    fn api() -> Api {
        let bytes = include_bytes!("../../../spec/dialer.yaml");
        icws_codegen::generate(Spec { path: "dialer.yaml", bytes }).expect("it has no mistake").api
    }

    /// The picture is drawn by hand: an operation that is added has to be drawn, too.
    #[test]
    fn every_call_is_in_the_picture_with_its_version() {
        let api = api();
        for operation in &api.operations {
            let name = &operation.name.wire;
            assert!(FLOW.contains(&format!(">{name}<")), "{name} is not in flow.svg");
            assert!(FLOW.contains(&format!("from {{{name}}}")), "the version of {name} is not in flow.svg");
        }
        let front = page_of(&api);
        assert!(front.contains("from dialer 7</text>") && !front.contains("{ready"), "{front}");
    }

    #[test]
    fn each_status_says_what_to_do() {
        let rows = statuses(&api());
        assert!(rows.contains(">401</th><td>all</td><td>Log in again"), "{rows}");
        assert!(rows.contains(">404</th><td><code>place<wbr>Preview<wbr>Call</code></td>"), "{rows}");
    }
}
