//! The pages that are made here: overview, versions, changes.

use icws_codegen::changes::Changes;
use icws_codegen::ir::{Api, Feature, Operation, Shape, Since, Status};

use super::advice;
use super::page::{content, escaped, page, prose};

/// The order of an agent's calls. A name in braces stands for the version that the call came with.
const FLOW: &str = include_str!("flow.svg");

/// What an agent's software calls in which order, and what to do about what it is answered.
pub(super) fn front(api: &Api) -> String {
    let mut flow = FLOW.to_owned();
    for operation in &api.operations {
        flow = flow.replace(&format!("{{{}}}", operation.name.wire), &version(api, operation.since));
    }
    let calls: String = api
        .operations
        .iter()
        .map(|operation| {
            let docs = operation.docs.split("\n\n").next().unwrap_or_default();
            let (name, since) = (escaped(&operation.name.wire), version(api, operation.since));
            format!(
                "<tr><th scope=\"row\"><code>{name}</code></th><td>{since}</td><td>{}</td></tr>\n",
                prose(docs)
            )
        })
        .collect();
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

/// A row for each status that a call may be answered with.
fn statuses(api: &Api) -> String {
    let mut known: Vec<Status> =
        api.operations.iter().flat_map(Operation::answers).map(|answer| answer.status).collect();
    known.sort_unstable();
    known.dedup();
    let row = |status: &Status| {
        let has = |operation: &&Operation| operation.answers().any(|answer| answer.status == *status);
        let calls: Vec<&Operation> = api.operations.iter().filter(has).collect();
        let calls = match calls.len() {
            all if all == api.operations.len() => "all".to_owned(),
            _ => {
                let names = calls.iter().map(|call| format!("<code>{}</code>", escaped(&call.name.wire)));
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

/// What is there, as a matrix: a row for each call and each field, a column for each version.
pub(super) fn versions(api: &Api) -> String {
    let rungs: Vec<u32> = api.features.first().map(|feature| feature.rungs().collect()).unwrap_or_default();
    let heads: String = rungs.iter().map(|rung| format!("<th scope=\"col\">{rung}</th>")).collect();
    let rows: String = items(api)
        .iter()
        .map(|item| {
            let cells = rungs.iter().map(|rung| match *rung >= item.since {
                true => "<td class=\"yes\">yes</td>",
                false => "<td class=\"no\">no</td>",
            });
            format!("{}{}</tr>\n", item.head(), cells.collect::<String>())
        })
        .collect();
    let head = "<th scope=\"col\">Call or field</th>";
    let matrix = format!(
        "<table class=\"matrix\"><thead><tr>{head}{heads}</tr></thead><tbody>\n{rows}</tbody></table>"
    );
    let body = format!(
        "<p>A server has what its version has, and everything that came before.</p>
<div class=\"choose\">{}</div>
<p id=\"said\" role=\"status\"></p>
{}",
        choice("server", "My server has version", api, (0, "any")),
        wide("What each version has", &matrix)
    );
    page("versions.html", "Versions", &content("What each version has", &body))
}

/// What is new from one version to another, and since the last release.
pub(super) fn changes(api: &Api, changes: &Changes) -> String {
    let rows: String = items(api)
        .iter()
        .map(|item| format!("{}<td>{}</td><td>{}</td></tr>\n", item.head(), item.since, prose(&item.docs)))
        .collect();
    let newest = api.features.first().map_or(0, |feature| feature.newest);
    let since_release: String = changes
        .list
        .iter()
        .map(|change| {
            let (effect, item) = (escaped(change.effect.as_str()), escaped(&change.item));
            format!("<li><strong>{effect}</strong> <code>{item}</code>: {}</li>\n", prose(&change.message))
        })
        .collect();
    let since_release = match since_release.as_str() {
        "" => "<p>Nothing has changed since the last release.</p>".to_owned(),
        list => format!("<ul>\n{list}</ul>"),
    };
    let body = format!(
        "<p>Versions only add: what worked with one works with every later one.</p>
<h2>Between two versions</h2>
<div class=\"choose\">{}{}</div>
<p id=\"said\" role=\"status\"></p>
{}
<h2>Since the last release of the client</h2>
{since_release}",
        choice("from", "From version", api, (0, "none")),
        choice("to", "to version", api, (newest, "")),
        table("What is new", ["Call or field", "New in", "What it is"], &rows),
    );
    page("changes.html", "Changes", &content("What has changed", &body))
}

/// A list of versions to choose from. The first is what is chosen at the beginning, with what it is called if it is none
/// of them.
fn choice(id: &str, label: &str, api: &Api, (chosen, other): (u32, &str)) -> String {
    let mut options = String::new();
    if !other.is_empty() {
        options.push_str(&format!("<option value=\"{chosen}\" selected>{other}</option>"));
    }
    for rung in api.features.first().into_iter().flat_map(Feature::rungs) {
        let selected = if rung == chosen { " selected" } else { "" };
        options.push_str(&format!("<option value=\"{rung}\"{selected}>{rung}</option>"));
    }
    format!("<label for=\"{id}\">{label} <select id=\"{id}\">{options}</select></label>")
}

/// Something that came with a version.
struct Item {
    name: String,
    since: u32,
    docs: String,
}

impl Item {
    /// The beginning of its row.
    fn head(&self) -> String {
        format!(
            "<tr data-since=\"{}\"><th scope=\"row\"><code>{}</code></th>",
            self.since,
            escaped(&self.name)
        )
    }
}

/// All calls, then the fields and values of all types, as they travel.
fn items(api: &Api) -> Vec<Item> {
    let item = |name: String, since: Since, docs: &str| {
        let docs = docs.split("\n\n").next().unwrap_or_default().to_owned();
        Item { name, since: number(api, since), docs }
    };
    let mut items: Vec<Item> =
        api.operations.iter().map(|call| item(call.name.wire.clone(), call.since, &call.docs)).collect();
    for schema in &api.schemas {
        let of = |name: &str| format!("{}.{name}", schema.name.wire);
        match &schema.shape {
            Shape::Object(object) => items.extend(
                object.properties.iter().map(|field| item(of(&field.name.wire), field.since, &field.docs)),
            ),
            Shape::Enumeration(values) => items.extend(
                values.values.iter().map(|value| item(of(&value.name.ident), value.since, &value.docs)),
            ),
            Shape::Choice(_) => items.push(item(schema.name.wire.clone(), schema.since, &schema.docs)),
        }
    }
    items
}

/// The version that something came with; what has none was always there.
fn number(api: &Api, since: Since) -> u32 {
    let oldest = api.features.first().map_or(0, |feature| feature.oldest);
    since.gate.version().map_or(oldest, |(_, version)| version)
}

/// The same as the specification writes it.
pub(super) fn version(api: &Api, since: Since) -> String {
    let name = api.features.first().map_or("", |feature| feature.name.as_str());
    format!("{} {}", escaped(name), number(api, since))
}

/// A table that scrolls by itself where the page is narrow, also by the keyboard.
fn table(name: &str, heads: [&str; 3], rows: &str) -> String {
    let heads: String = heads.iter().map(|head| format!("<th scope=\"col\">{head}</th>")).collect();
    wide(name, &format!("<table><thead><tr>{heads}</tr></thead><tbody>\n{rows}</tbody></table>"))
}

fn wide(name: &str, html: &str) -> String {
    format!("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{name}\">\n{html}</div>")
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
        let front = front(&api);
        assert!(front.contains("from dialer 7</text>") && !front.contains("{ready"), "{front}");
    }

    #[test]
    fn the_matrix_says_from_when_on_a_field_is_there() {
        let page = versions(&api());
        let row = page.lines().find(|line| line.contains("startReceivingParameters.campaignIds"));
        let row = row.unwrap_or_default();
        assert!(row.starts_with("<tr data-since=\"4\">"), "{row}");
        assert_eq!((row.matches(">no<").count(), row.matches(">yes<").count()), (2, 6), "{row}");
    }

    #[test]
    fn each_status_says_what_to_do() {
        let rows = statuses(&api());
        assert!(rows.contains(">401</th><td>all</td><td>Log in again"), "{rows}");
        assert!(rows.contains(">404</th><td><code>placePreviewCall</code></td>"), "{rows}");
    }
}
