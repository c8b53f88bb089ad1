//! The pages about versions: what each has, and what changed.

use std::collections::BTreeMap;

use icws_codegen::changes::Changes;
use icws_codegen::ir::{Api, Feature, Format, Limits, Shape, Since, Type, first_declared};
use icws_codegen::limits;

use super::page::{content, escaped, in_order, name, page, prose, table, wide};

/// What is there, as a matrix: a row for each call and each field, a column for each version.
pub(super) fn matrix(api: &Api) -> String {
    let rungs = || api.features.iter().flat_map(|feature| feature.rungs().map(move |rung| (feature, rung)));
    // Where there is one feature alone, everybody knows which.
    let named =
        |feature: &Feature| if api.features.len() > 1 { format!("{} ", feature.name) } else { String::new() };
    let heads =
        rungs().map(|(feature, rung)| format!("<th scope=\"col\">{}{rung}</th>", escaped(&named(feature))));
    let row = |item: &Item| {
        let cells = rungs().map(|(feature, rung)| {
            match item.needs.get(&feature.name).is_none_or(|need| *need <= rung) {
                true => "<td class=\"yes\">yes</td>",
                false => "<td class=\"no\">no</td>",
            }
        });
        format!("{}{}</tr>\n", item.head(), cells.collect::<String>())
    };
    let matrix = format!(
        "<table class=\"matrix\"><thead><tr><th scope=\"col\">Call or field</th>{}</tr></thead><tbody>\n{}</tbody></table>",
        heads.collect::<String>(),
        items(api).iter().map(row).collect::<String>(),
    );
    let body = format!(
        "<p>A server has what its version has, and everything that came before.</p>
<div class=\"choose\">{}</div>
<p id=\"said\" role=\"status\"></p>
{}",
        choices(api, "server", "My server has", End::Any),
        wide("What each version has", &matrix)
    );
    page("versions.html", "Versions", &content("What each version has", &body))
}

/// What is new from one version to another, and since the last release.
pub(super) fn changes(api: &Api, changes: &Changes) -> String {
    let row = |item: &Item| {
        let needs = item.needs.iter().map(|(feature, rung)| format!("{} {rung}", escaped(feature)));
        let needs = needs.collect::<Vec<_>>().join(" and ");
        format!("{}<td class=\"since\">{needs}</td><td>{}</td></tr>\n", item.head(), prose(&item.docs))
    };
    let rows: String = items(api).iter().map(row).collect();
    let change = |change: &icws_codegen::changes::Change| {
        let (effect, item) = (escaped(change.effect.as_str()), escaped(&change.item));
        format!("<li><strong>{effect}</strong> <code>{item}</code>: {}</li>\n", prose(&change.message))
    };
    let since_release = match changes.list.iter().map(change).collect::<String>().as_str() {
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
        choices(api, "from", "From", End::Nothing),
        choices(api, "to", "to", End::Newest),
        table("What is new", ["Call or field", "New in", "What it is"], &rows),
    );
    page("changes.html", "Changes", &content("What has changed", &body))
}

/// What is chosen at the beginning.
#[derive(Clone, Copy, PartialEq)]
enum End {
    /// Whatever the version is.
    Any,
    /// What is older than every version.
    Nothing,
    Newest,
}

/// For each feature a list of its versions to choose from.
fn choices(api: &Api, role: &str, label: &str, end: End) -> String {
    let choice = |feature: &Feature| {
        let first = match end {
            End::Any => "<option value=\"Infinity\" selected>any</option>",
            End::Nothing => "<option value=\"0\" selected>none</option>",
            End::Newest => "",
        };
        let rungs = feature.rungs().map(|rung| {
            let selected = if end == End::Newest && rung == feature.newest { " selected" } else { "" };
            format!("<option value=\"{rung}\"{selected}>{rung}</option>")
        });
        let (name, rungs) = (escaped(&feature.name), rungs.collect::<String>());
        format!(
            "<label>{label} {name} <select data-role=\"{role}\" data-feature=\"{name}\">{first}{rungs}</select></label>"
        )
    };
    api.features.iter().map(choice).collect()
}

/// Something that came with a version.
struct Item {
    name: String,
    /// The version that it needs of each feature.
    needs: BTreeMap<String, u32>,
    docs: String,
}

impl Item {
    /// What came with these versions; what is said of it is its first paragraph, and what its values must keep to.
    fn new(api: &Api, name: String, since: Since, docs: &str) -> Self {
        let docs = docs.split("\n\n").next().unwrap_or_default().to_owned();
        Self { name, needs: needs(api, since), docs }
    }

    /// With what its values must keep to.
    fn keeping(mut self, kept: &Limits, ty: &Type) -> Self {
        for sentence in limits(kept).into_iter().chain(unit(ty)) {
            self.docs = format!("{} {sentence}", self.docs.trim_end()).trim_start().to_owned();
        }
        self
    }

    /// The beginning of its row.
    fn head(&self) -> String {
        let needs = serde_json::to_string(&self.needs).unwrap_or_default();
        format!("<tr data-needs=\"{}\"><th scope=\"row\">{}</th>", escaped(&needs), name(&self.name))
    }
}

/// All calls and what is younger than they are, then the fields and values of all types, as they travel.
fn items(api: &Api) -> Vec<Item> {
    let mut items = Vec::new();
    for call in in_order(api) {
        items.push(Item::new(api, call.name.wire.clone(), call.since, &call.docs));
        let younger =
            call.parameters.iter().filter(|parameter| !parameter.since.gate.covers(call.since.gate));
        items.extend(younger.map(|parameter| {
            let name = format!("{}.{}", call.name.wire, parameter.name.wire);
            let item = Item::new(api, name, parameter.since, &parameter.docs);
            item.keeping(&parameter.notes.limits, &parameter.ty)
        }));
    }
    for schema in &api.schemas {
        let of = |name: &str| format!("{}.{name}", schema.name.wire);
        match &schema.shape {
            Shape::Object(object) => items.extend(object.properties.iter().map(|field| {
                let item = Item::new(api, of(&field.name.wire), field.since, &field.docs);
                item.keeping(&field.limits, &field.ty)
            })),
            Shape::Enumeration(values) => {
                let item = |value: &icws_codegen::ir::EnumerationValue| {
                    Item::new(api, of(&value.name.ident), value.since, &value.docs)
                };
                items.extend(values.values.iter().map(item));
            }
            Shape::Choice(_) => {
                items.push(Item::new(api, schema.name.wire.clone(), schema.since, &schema.docs));
            }
        }
    }
    items
}

/// The unit of a value, where its type has one.
pub(super) fn unit(ty: &Type) -> Option<String> {
    (ty.format() == Some(Format::Duration)).then(|| "In seconds.".to_owned())
}

/// The versions that something came with. What has none was always there, with the oldest version of the feature that is declared first.
fn needs(api: &Api, since: Since) -> BTreeMap<String, u32> {
    let name = |(id, rung)| Some((api.feature(id)?.name.clone(), rung));
    let needs: BTreeMap<String, u32> = since.gate.conditions().filter_map(name).collect();
    let oldest = || first_declared(&api.features).map(|feature| (feature.name.clone(), feature.oldest));
    if needs.is_empty() { oldest().into_iter().collect() } else { needs }
}

/// The same in words, as the specification writes versions.
pub(super) fn version(api: &Api, since: Since) -> String {
    let needs = needs(api, since);
    let needs = needs.iter().map(|(feature, rung)| format!("{} {rung}", escaped(feature)));
    needs.collect::<Vec<_>>().join(" and ")
}

#[cfg(test)]
mod tests {
    use super::super::SHOWN;
    use super::*;
    use icws_codegen::Spec;

    fn api() -> Api {
        let spec = Spec { path: "shown.yaml", bytes: SHOWN.as_bytes() };
        icws_codegen::generate(spec).expect("it has no mistake").api
    }

    /// The row of something: what it needs, and how often it says no and yes.
    fn row<'p>(page: &'p str, item: &str) -> (&'p str, usize, usize) {
        let name = name(item);
        let row = page.lines().find(|line| line.contains(&name)).unwrap_or_default();
        let needs = row.split("data-needs=\"").nth(1).and_then(|rest| rest.split("\">").next());
        (needs.unwrap_or_default(), row.matches(">no<").count(), row.matches(">yes<").count())
    }

    #[test]
    fn a_version_is_chosen_of_each_feature() {
        let option = |version: u32, is_selected: bool| {
            let selected = if is_selected { " selected" } else { "" };
            format!("<option value=\"{version}\"{selected}>{version}</option>")
        };
        for (end, first) in [(End::Any, ">any<"), (End::Nothing, ">none<"), (End::Newest, "")] {
            let choices = choices(&api(), "to", "To", end);
            let ladders: Vec<&str> = choices.split("<select").skip(1).collect();
            assert_eq!(ladders.len(), 2, "{choices}");
            for (ladder, [oldest, newest]) in ladders.iter().zip([[2, 4], [1, 2]]) {
                assert!(ladder.contains(first), "{choices}");
                assert!(ladder.contains(&option(oldest, false)), "{choices}");
                assert!(ladder.contains(&option(newest, end == End::Newest)), "{choices}");
            }
        }
    }

    #[test]
    fn the_matrix_says_from_when_on_something_is_there() {
        let page = matrix(&api());
        assert_eq!(row(&page, "readiness.queues"), ("{&quot;desk&quot;:4}", 2, 3), "{page}");
        assert_eq!(row(&page, "readyForCalls.limit").0, "{&quot;desk&quot;:3}", "{page}");
        let needs = "{&quot;desk&quot;:3,&quot;ledger&quot;:2}";
        assert_eq!(row(&page, "dropEverything"), (needs, 2, 3), "{page}");
        assert!(page.contains("<th scope=\"col\">ledger 2</th>"), "{page}");
        let [first, second] = ["placePreviewCall", "dropEverything"].map(|call| page.find(&name(call)));
        assert!(first < second, "the calls are in another order than in the specification");
    }

    #[test]
    fn what_values_must_keep_to_is_said_with_the_unit() {
        let limit = items(&api()).into_iter().find(|item| item.name == "readyForCalls.limit");
        assert_eq!(limit.map(|item| item.docs).as_deref(), Some("How many there are at most. At least 1."));
        assert_eq!(unit(&Type::Format(Format::Duration)).as_deref(), Some("In seconds."));
    }
}
