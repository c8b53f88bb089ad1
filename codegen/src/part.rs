//! A part of an API: the operations of some tags, and the types that they reach.

use std::collections::BTreeSet;

use crate::diagnostic::suggest;
use crate::graph;
use crate::ir::{Api, Content, Group, HeaderValue, Operation, Schema, SchemaId, Shape, Type, part_package};
use crate::prose;

/// What a part leaves out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// How many operations the whole has.
    pub whole: usize,
    /// How many are left out because they have other tags.
    pub tagged: usize,
    /// The ids of those that are left out because they have no tag, as from any other part.
    pub untagged: Vec<String>,
}

/// A tag that no operation has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownTag {
    /// The tag.
    pub tag: String,
    /// Which one was probably meant, or which there are.
    pub help: String,
}

/// Leaves of an API the operations that have one of these tags, and the types that they reach. Names, gates, boxes and
/// secrets are those of the whole, so a type that two parts reach is the same in both.
pub(crate) fn keep(api: &mut Api, tags: &[String]) -> Result<LeftOut, UnknownTag> {
    let known: BTreeSet<&str> =
        api.operations.iter().flat_map(|operation| &operation.tags).map(String::as_str).collect();
    if let Some(tag) = tags.iter().find(|tag| !known.contains(tag.as_str())) {
        return Err(UnknownTag {
            tag: tag.clone(),
            help: suggest(tag, known.iter().copied(), &listed(&known)),
        });
    }
    let whole = api.operations.len();
    let is_kept = |operation: &Operation| operation.tags.iter().any(|tag| tags.contains(tag));
    let (kept, others): (Vec<_>, Vec<_>) = std::mem::take(&mut api.operations).into_iter().partition(is_kept);
    let (untagged, tagged): (Vec<_>, Vec<_>) =
        others.into_iter().partition(|operation| operation.tags.is_empty());
    api.operations = kept;
    api.package = part_package(&api.package, tags);
    group(api, tags);
    keep_reached(api);
    let untagged = untagged.into_iter().map(|operation| operation.name.wire).collect();
    Ok(LeftOut { whole, tagged: tagged.len(), untagged })
}

fn listed(known: &BTreeSet<&str>) -> String {
    match known.is_empty() {
        true => "give each operation that the crate shall have one of its `tags`".to_owned(),
        false => format!("there are {}", prose::listed(known.iter().map(|tag| format!("`{tag}`")))),
    }
}

/// Puts each operation into the group of its first tag that was asked for, if so many are left that there are groups.
fn group(api: &mut Api, tags: &[String]) {
    for operation in &mut api.operations {
        let mut asked = operation.tags.iter().filter(|tag| tags.contains(tag));
        let group = asked.find_map(|tag| api.groups.iter().find(|group| group.name.wire == *tag));
        operation.group = group.map(|group| group.name.ident.clone()).or(operation.group.take());
    }
    let used: BTreeSet<&str> =
        api.operations.iter().filter_map(|operation| operation.group.as_deref()).collect();
    api.groups.retain(|group| used.contains(group.name.ident.as_str()));
    if !Group::are_made(api.operations.len(), api.groups.len()) {
        api.groups.clear();
        api.operations.iter_mut().for_each(|operation| operation.group = None);
    }
}

fn keep_reached(api: &mut Api) {
    let index = |id: &mut SchemaId| id.index();
    let edges: Vec<Vec<usize>> =
        api.schemas.iter_mut().map(|schema| parts(schema).map(index).collect()).collect();
    let start = api.operations.iter_mut().flat_map(types).map(index).collect();
    let reached = graph::reached(start, &edges);
    // Where each type is among those that stay.
    let mut next = 0;
    let places: Vec<SchemaId> = reached
        .iter()
        .map(|is_reached| {
            let place = SchemaId(next);
            next += u32::from(*is_reached);
            place
        })
        .collect();
    retain(&mut api.schemas, &reached);
    retain(&mut api.sizes, &reached);
    let ids = api.schemas.iter_mut().flat_map(parts).chain(api.operations.iter_mut().flat_map(types));
    for id in ids {
        *id = places.get(id.index()).copied().unwrap_or(*id);
    }
}

fn retain<T>(list: &mut Vec<T>, kept: &[bool]) {
    let mut kept = kept.iter();
    list.retain(|_| kept.next() == Some(&true));
}

/// The types that a type consists of.
fn parts(schema: &mut Schema) -> Box<dyn Iterator<Item = &mut SchemaId> + '_> {
    match &mut schema.shape {
        Shape::Object(object) => {
            Box::new(object.properties.iter_mut().filter_map(|property| property.ty.schema_mut()))
        }
        Shape::Enumeration(_) => Box::new(std::iter::empty()),
        Shape::Choice(choice) => Box::new(choice.branches.iter_mut().map(|branch| &mut branch.schema)),
    }
}

/// The types that an operation sends and reads.
fn types(operation: &mut Operation) -> impl Iterator<Item = &mut SchemaId> {
    let parameters = operation.parameters.iter_mut().map(|parameter| &mut parameter.ty);
    let body = operation.body.as_mut().and_then(|body| json(&mut body.content));
    let answers = operation.successes.iter_mut().chain(&mut operation.errors).flat_map(|answer| {
        let headers = answer.headers.iter_mut().filter_map(|header| match &mut header.value {
            HeaderValue::Value(ty) => Some(ty),
            HeaderValue::Challenge | HeaderValue::Cookies => None,
        });
        headers.chain(answer.content.as_mut().and_then(json))
    });
    parameters.chain(body).chain(answers).filter_map(Type::schema_mut)
}

fn json(content: &mut Content) -> Option<&mut Type> {
    match content {
        Content::Json { ty, .. } => Some(ty),
        Content::Text { .. } | Content::Bytes { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{BTreeSet, LeftOut, UnknownTag, listed};
    use crate::{Output, PartError, Spec};

    /// 21 operations in four groups and one in none.
    const TAGGED: &str = include_str!("../../tests/conventions/tagged.yaml");

    fn part(text: &str, tags: &[&str]) -> Result<Output, PartError> {
        let tags: Vec<String> = tags.iter().map(|tag| (*tag).to_owned()).collect();
        crate::generate_part(Spec { path: "tagged.yaml", bytes: text.as_bytes() }, "tagged.yaml", None, &tags)
    }

    fn names(output: &Output) -> (Vec<&str>, Vec<&str>) {
        let operations = output.api.operations.iter().map(|operation| operation.name.wire.as_str());
        (operations.collect(), output.api.schemas.iter().map(|schema| schema.name.wire.as_str()).collect())
    }

    #[test]
    fn a_part_has_the_operations_of_its_tags_and_what_they_reach() -> Result<(), PartError> {
        let queries = part(TAGGED, &["queries"])?;
        assert_eq!(names(&queries), (vec!["getQuery", "toQuery"], vec!["error", "query"]));
        assert_eq!(queries.api.package, "icws-dialer-queries");
        let left_out = LeftOut { whole: 22, tagged: 19, untagged: vec!["ping".to_owned()] };
        assert_eq!(queries.left_out, Some(left_out));
        let server = part(TAGGED, &["server"])?;
        assert_eq!(names(&server), (vec!["bePresent"], vec!["error"]));
        assert!(server.tree.keys().all(|path| !path.contains("query")), "{:?}", server.tree.keys());
        Ok(())
    }

    /// Types are numbered by their names, and `another` is the first.
    #[test]
    fn what_is_left_out_changes_nothing_in_a_part() -> Result<(), PartError> {
        let body = "requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/another' } } } }";
        let schema =
            "another: { type: object, properties: { error: { $ref: '#/components/schemas/error' } } }";
        let text = TAGGED.replace("operationId: ping\n", &format!("operationId: ping\n      {body}\n"));
        let text = text.replace("  schemas:\n", &format!("  schemas:\n    {schema}\n"));
        let (with, without) = (part(&text, &["queries"])?, part(TAGGED, &["queries"])?);
        assert_eq!((names(&with), &with.tree), (names(&without), &without.tree));
        Ok(())
    }

    #[test]
    fn a_part_hides_what_is_secret_in_any_other() -> Result<(), PartError> {
        let secret = "parameters: [{ name: pin, in: query, x-secret: true, schema: { type: string } }]";
        let text = TAGGED.replace("operationId: ping\n", &format!("operationId: ping\n      {secret}\n"));
        let secrets = |output: &Output| {
            output.tree.get("models/mod.rs").is_some_and(|text| text.contains("&[\"pin\"]"))
        };
        assert_eq!([&part(&text, &["queries"])?, &part(TAGGED, &["queries"])?].map(secrets), [true, false]);
        Ok(())
    }

    #[test]
    fn no_mistake_hides_in_what_is_left_out() {
        let text = TAGGED.replace("operationId: ping\n", "operationId: bePresent\n");
        assert!(matches!(part(&text, &["queries"]), Err(PartError::Mistakes(_))));
    }

    #[test]
    fn an_operation_of_two_tags_is_in_the_parts_of_both_and_in_the_group_that_was_asked_for() {
        let people = ["Configuration.People", "Configuration.People.WithNamesThatTakeSeveralLinesOfCode"];
        let operations =
            |tags: &[&str]| part(TAGGED, tags).map(|output| output.api.operations).unwrap_or_default();
        let few = operations(&people);
        assert!(few.iter().any(|operation| operation.name.wire == "toQuery"));
        assert!(few.len() == 19 && few.iter().all(|operation| operation.group.is_none()), "{few:?}");
        let many = operations(&["server", "queries", people[0], people[1]]);
        assert!(many.len() == 21 && many.iter().all(|operation| operation.group.is_some()), "{many:?}");
        for (id, group) in [("toQuery", "queries"), ("bePresent", "server")] {
            let found = many.iter().find(|operation| operation.name.wire == id);
            assert_eq!(found.and_then(|found| found.group.as_deref()), Some(group), "{id}");
        }
    }

    #[test]
    fn a_tag_that_no_operation_has_is_refused() {
        let unknown = |tags: &[&str]| match part(TAGGED, tags) {
            Err(PartError::Tag(UnknownTag { tag, help })) => Some((tag, help)),
            _ => None,
        };
        let said = |tag: &str, help: &str| Some((tag.to_owned(), help.to_owned()));
        assert_eq!(unknown(&["server", "quries"]), said("quries", "did you mean `queries`?"));
        let all = "there are `Configuration.People`, \
                   `Configuration.People.WithNamesThatTakeSeveralLinesOfCode`, `queries`, `server`";
        assert_eq!(unknown(&["nothing like it"]), said("nothing like it", all));
        let none = "give each operation that the crate shall have one of its `tags`";
        assert_eq!(listed(&BTreeSet::new()), none);
    }
}
