//! Which models are `Eq` and `Hash`: a floating point number in one of them takes that away from all that hold it.

use super::change::{Found, Words};
use super::code;
use super::impact::{Impact, SourceEffect};
use super::item::Item;
use super::pairs::Pairs;

/// Compares the models that are in both.
pub(super) fn compare(pairs: &Pairs<'_>, found: &mut Found) {
    let models = pairs.schemas().filter(|(_, old, new)| old.total != new.total);
    let models = models.map(|(_, _, new)| (Item::schema(pairs.new, new), new.total));
    let (gained, lost): (Vec<_>, Vec<_>) = models.partition(|(_, total)| *total);
    tell(lost, (SourceEffect::BREAKS, "no longer `Eq` and `Hash`: a floating point number is in it"), found);
    tell(gained, (SourceEffect::GROWS, "now `Eq` and `Hash`"), found);
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
    fn a_number_takes_equality_from_every_model_that_holds_it() -> Result<(), Vec<&'static str>> {
        let schema = "application/json: { schema: { $ref: '#/components/schemas/answer' } }";
        let answers = format!("'202': {{ description: Said., content: {{ {schema} }} }}, '200': {{ ");
        let holding = |ty: &str| {
            let part = format!("part: {{ type: object, properties: {{ size: {{ type: {ty} }} }} }}");
            let answer =
                "answer: { type: object, properties: { part: { $ref: '#/components/schemas/part' } } }";
            generated(&[("'200': { ", &answers), ("# schemas", &format!("{part}\n    {answer}"))])
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
        let holders = ["models::Answer", "models::Part"];
        assert_eq!(told(&whole, &any), [&["breaks"][..], &holders].concat());
        assert_eq!(told(&any, &whole), [&["grows"][..], &holders].concat());
        Ok(())
    }
}
