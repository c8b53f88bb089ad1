//! Which types are `Eq` and `Hash`: a number in one of them takes that away from all that hold it.

use super::change::{Found, Words};
use super::code;
use super::impact::{Impact, SourceEffect};
use super::item::Item;
use super::pairs::Pairs;
use crate::ir::{Api, Operation, Outcome};

/// Compares the types that are in both.
pub(super) fn compare(pairs: &Pairs<'_>, found: &mut Found) {
    let models = pairs.schemas().filter(|(_, old, new)| old.total != new.total);
    let models = models.map(|(_, _, new)| (Item::schema(pairs.new, new), new.total));
    let operations = pairs.operations.kept.iter().flat_map(|(old, new)| {
        let item = Item::operation(pairs.new, new);
        let (before, after) = (totals(pairs.old, old), totals(pairs.new, new));
        let changed = before
            .into_iter()
            .zip(after)
            .filter(|(before, after)| before.0 == after.0 && before.1 != after.1);
        changed.map(move |(_, (name, total))| {
            (Item { path: format!("operations::{name}"), ..item.clone() }, total)
        })
    });
    let (gained, lost): (Vec<_>, Vec<_>) = models.chain(operations).partition(|(_, total)| *total);
    tell(lost, (SourceEffect::BREAKS, "no longer `Eq` and `Hash`: a number is in it"), found);
    tell(gained, (SourceEffect::GROWS, "now `Eq` and `Hash`"), found);
}

/// The types of an operation, and whether each is.
fn totals(api: &Api, operation: &Operation) -> [(String, bool); 3] {
    let response = match operation.outcome() {
        Outcome::Choice(name) => (name, api.are_total(&operation.successes)),
        Outcome::Nothing | Outcome::Content(_) => (String::new(), true),
    };
    let arguments = (operation.ident.clone(), api.has_total_arguments(operation));
    [arguments, response, (operation.error_ident(), api.are_total(&operation.errors))]
}

/// Tells of all of them as of one change.
fn tell(items: Vec<(Item, bool)>, (source, message): (SourceEffect, &str), found: &mut Found) {
    let Some(span) = items.first().map(|(item, _)| item.span) else { return };
    for (item, _) in items {
        let impact = Impact::of_source(source);
        found.tell(&Item { span, ..item }, code::EQUALITY, impact, Words::new(format!("it is {message}")));
    }
}

#[cfg(test)]
mod tests {
    use crate::changes::compare;
    use crate::tests::generated;

    #[test]
    fn a_number_takes_equality_from_every_type_that_holds_it() -> Result<(), Vec<&'static str>> {
        let answered = |status: u16| {
            let schema = "application/json: { schema: { $ref: '#/components/schemas/answer' } }";
            format!("'{status}': {{ description: Said., content: {{ {schema} }} }}, ")
        };
        let answers = format!("{}{}'200': {{ ", answered(202), answered(404));
        let holding = |ty: &str| {
            let answer = format!("answer: {{ type: object, properties: {{ size: {{ type: {ty} }} }} }}");
            generated(&[("'200': { ", &answers), ("# schemas", &answer)])
        };
        let (whole, any) = (holding("integer")?, holding("number")?);
        let told = |old, new| -> Vec<String> {
            let list = compare(old, new).list.into_iter();
            let changes = list.filter(|change| change.code.as_str() == "C0117");
            changes
                .flat_map(|change| {
                    [vec![change.effect.as_str().to_owned(), change.item], change.also].concat()
                })
                .collect()
        };
        let holders = ["models::Answer", "operations::DoThingResponse", "operations::DoThingError"];
        assert_eq!(told(&whole, &any), [&["breaks"][..], &holders].concat());
        assert_eq!(told(&any, &whole), [&["grows"][..], &holders].concat());
        Ok(())
    }
}
