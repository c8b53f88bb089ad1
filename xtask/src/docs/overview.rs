//! The overview.

use icws_codegen::ir::{Api, Operation, Status};

use super::advice;
use super::flow;
use super::page::{content, escaped, in_order, name, page, prose, table};
use super::versions::version;

/// What an agent's software calls in which order, and what to do about what it is answered.
pub(super) fn page_of(api: &Api) -> String {
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
        flow::picture(api),
        table("Calls", ["Call", "There from", "What it does"], &calls),
        table("Statuses", ["Status", "Calls", "What to do"], &statuses(api)),
    );
    page("index.html", &api.title, &content(&api.title, &body))
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
    use super::super::SHOWN;
    use super::*;
    use icws_codegen::Spec;

    #[test]
    fn each_call_says_what_it_does_and_each_status_what_to_do() {
        let spec = Spec { path: "shown.yaml", bytes: SHOWN.as_bytes() };
        let page = page_of(&icws_codegen::generate(spec).expect("it has no mistake").api);
        let version = "<td class=\"since\">desk 3 and ledger 2</td><td>Drops everything.</td>";
        for said in [
            version,
            ">401</th><td>all</td><td>Log in again",
            ">404</th><td><code>place<wbr>Preview<wbr>Call</code></td>",
        ] {
            assert_eq!(page.matches(said).count(), 1, "{said}: {page}");
        }
    }
}
