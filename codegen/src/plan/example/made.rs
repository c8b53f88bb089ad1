//! Examples that are made of what schemas allow.

use indexmap::IndexMap;

use crate::ir::{Api, Bound, Branch, Choice, Example, Format, Limits, Literal, Number, Object, Property};
use crate::ir::{SchemaId, Shape, Size, Type};

/// How many values are looked at before an example is given up. It ends types that have many of themselves in them.
const MOST_VALUES: u32 = 200;

/// Texts that a pattern may allow, the plainest first.
const TEXTS: [&str; 6] = ["text", "A1", "1234", "a", "+4930123456", "2026-01-31"];

/// How much is in an example.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// All that can be, but for what new code should not use.
    Whole,
    /// What must be.
    Least,
}

/// Makes one example.
pub(super) struct Maker<'a> {
    api: &'a Api,
    given: &'a [Option<Example>],
    /// The types that the value stands in.
    open: Vec<SchemaId>,
    extent: Extent,
    left: u32,
}

impl<'a> Maker<'a> {
    pub(super) fn new(api: &'a Api, given: &'a [Option<Example>], extent: Extent) -> Self {
        Self { api, given, open: Vec::new(), extent, left: MOST_VALUES }
    }

    /// A value of a type, if there is one that ends.
    pub(super) fn value(&mut self, ty: &Type, limits: &Limits) -> Option<Example> {
        self.left = self.left.checked_sub(1)?;
        Some(match ty {
            Type::Boolean => Example::Boolean(true),
            Type::Int32 | Type::Int64 => Example::Integer(integer(limits)),
            Type::Float | Type::Double => Example::Number(number(limits, 1.5)),
            Type::String => Example::Text(text(limits)),
            Type::Format(format) => formatted(*format),
            Type::Any => Example::Text("anything".to_owned()),
            Type::List(item) => self.list(item, limits)?,
            Type::Map(item) => self.map(item, limits)?,
            Type::Nullable(inner) => self.value(inner, limits).unwrap_or(Example::Null),
            Type::Schema(id) => self.named(*id)?,
        })
    }

    fn list(&mut self, item: &Type, limits: &Limits) -> Option<Example> {
        let least = match limits {
            Limits::List { items: Size { least, .. }, .. } => least.unwrap_or_default(),
            _ => 0,
        };
        let count = usize::try_from(least.max(1)).ok()?;
        match self.value(item, &Limits::None) {
            Some(value) if size(&value).saturating_mul(count) <= MOST_VALUES as usize => {
                Some(Example::List(vec![value; count]))
            }
            _ => (least == 0).then(|| Example::List(Vec::new())),
        }
    }

    fn map(&mut self, item: &Type, limits: &Limits) -> Option<Example> {
        let value = self.value(item, &Limits::None).map(|value| ("name".to_owned(), value));
        (value.is_some() || !limits.is_some()).then(|| Example::Object(value.into_iter().collect()))
    }

    fn named(&mut self, id: SchemaId) -> Option<Example> {
        if let Some(Some(given)) = self.given.get(id.index()) {
            return Some(given.clone());
        }
        if self.open.contains(&id) {
            return None;
        }
        self.open.push(id);
        let api = self.api;
        let made = api.schema(id).and_then(|schema| match &schema.shape {
            Shape::Object(object) => self.object(object),
            Shape::Choice(choice) => choice.branches.iter().find_map(|branch| self.branch(choice, branch)),
            Shape::Enumeration(enumeration) => {
                let mut values = enumeration.values.iter();
                let usual = values.clone().find(|value| value.deprecated.is_none());
                usual.or_else(|| values.next()).map(|value| match &value.literal {
                    Literal::Integer(number) => Example::Integer(*number),
                    Literal::Text(text) => Example::Text(text.clone()),
                })
            }
        });
        self.open.pop();
        made
    }

    /// One of the objects of a choice, which says which it is.
    fn branch(&mut self, choice: &Choice, branch: &Branch) -> Option<Example> {
        let Example::Object(mut members) = self.named(branch.schema)? else { return None };
        match &branch.value {
            Some(value) => drop(members.insert(choice.tag.clone(), Example::Text(value.clone()))),
            None => drop(members.shift_remove(&choice.tag)),
        }
        Some(Example::Object(members))
    }

    fn object(&mut self, object: &Object) -> Option<Example> {
        let (mut members, extent) = (IndexMap::new(), self.extent);
        let is_there =
            |own: &&Property| own.required || (extent == Extent::Whole && own.deprecated.is_none());
        let properties: Vec<&Property> = object.properties.iter().filter(is_there).collect();
        for property in properties {
            let constant = property.constant.as_ref().map(|text| Example::Text(text.clone()));
            let given = constant.or_else(|| property.example.clone());
            match given.or_else(|| self.value(&property.ty, &property.limits)) {
                Some(value) => drop(members.insert(property.name.wire.clone(), value)),
                None if property.required => return None,
                None => {}
            }
        }
        Some(Example::Object(members))
    }
}

/// How many values it consists of.
fn size(example: &Example) -> usize {
    match example {
        Example::List(items) => items.iter().map(size).sum::<usize>() + 1,
        Example::Object(members) => members.values().map(size).sum::<usize>() + 1,
        _ => 1,
    }
}

fn formatted(format: Format) -> Example {
    let text = match format {
        Format::Duration => return Example::Integer(90),
        Format::Byte => "aWN3cw==",
        Format::Date => "2026-01-31",
        Format::DateTime => "2026-01-31T08:30:00Z",
        Format::Time => "08:30:00",
        Format::Uri => "https://example.com/",
        Format::Uuid => "5d6f1c1e-0f4b-4b5e-9a57-2f0f3f1f5b11",
    };
    Example::Text(text.to_owned())
}

/// A text of the least length, that matches the pattern if a usual one does.
fn text(limits: &Limits) -> String {
    let Limits::Text { length, pattern } = limits else { return "text".to_owned() };
    let most = length.most.map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX));
    let least = usize::try_from(length.least.unwrap_or_default().min(MOST_VALUES)).unwrap_or_default();
    let pattern = pattern.as_deref().and_then(|pattern| regex_lite::Regex::new(pattern).ok());
    let fit = |text: &&str| text.chars().cycle().take(text.len().max(least).min(most)).collect::<String>();
    let texts: Vec<String> = TEXTS.iter().map(fit).collect();
    let fitting = texts.iter().find(|text| pattern.as_ref().is_none_or(|pattern| pattern.is_match(text)));
    fitting.or(texts.first()).cloned().unwrap_or_default()
}

#[expect(clippy::cast_possible_truncation, reason = "what is beyond an integer becomes the last one")]
fn integer(limits: &Limits) -> i64 {
    match limits {
        Limits::Number {
            minimum: Some(Bound { number: Number::Integer(least), excluded }),
            multiple_of: None,
            ..
        } => least.saturating_add(i64::from(*excluded)),
        _ => number(limits, 1.0).round() as i64,
    }
}

/// A number that limits allow: the usual one, or else the next to it.
fn number(limits: &Limits, usual: f64) -> f64 {
    let Limits::Number { minimum, maximum, multiple_of } = limits else { return usual };
    let inside = |bound: &Bound, step: f64| bound.number.as_float() + if bound.excluded { step } else { 0.0 };
    let least = minimum.as_ref().map_or(f64::MIN, |bound| inside(bound, 1.0));
    let most = maximum.as_ref().map_or(f64::MAX, |bound| inside(bound, -1.0));
    let within = usual.max(least).min(most);
    match multiple_of.map(Number::as_float).filter(|part| *part > 0.0) {
        Some(part) => (within / part).ceil() * part,
        None => within,
    }
}

#[cfg(test)]
mod tests {
    use crate::plan::Examples;
    use crate::tests::generated;

    /// What is shown of the first type with this property.
    fn shown(property: &str) -> Result<String, Vec<&'static str>> {
        let api = generated(&[("text: { type: string }", &format!("it: {property}"))])?.api;
        let example = Examples::new(&api).of_types().next().flatten();
        Ok(example.map(|example| example.to_json()).unwrap_or_default())
    }

    #[test]
    fn a_value_keeps_to_the_limits() -> Result<(), Vec<&'static str>> {
        for (ty, value) in [
            ("type: number", "1.5"),
            ("type: number, minimum: 5", "5.0"),
            ("type: number, minimum: 5, exclusiveMinimum: true", "6.0"),
            ("type: number, maximum: 1", "1.0"),
            ("type: number, maximum: 1, exclusiveMaximum: true", "0.0"),
            ("type: number, multipleOf: 0.5, minimum: 1.75", "2.0"),
            ("type: integer", "1"),
            ("type: integer, minimum: 5, exclusiveMinimum: true", "6"),
            ("type: integer, maximum: -5, exclusiveMaximum: true", "-6"),
            ("type: integer, minimum: 7, multipleOf: 5", "10"),
            ("type: string, minLength: 5", "\"textt\""),
            ("type: string, maxLength: 3", "\"tex\""),
            ("type: string, pattern: '^[A-Z]'", "\"A1\""),
            ("type: array, items: { type: boolean }", "[true]"),
            ("type: array, items: { type: boolean }, minItems: 3", "[true, true, true]"),
        ] {
            assert_eq!(shown(&format!("{{ {ty} }}"))?, format!("{{ \"it\": {value} }}"), "{ty}");
        }
        Ok(())
    }

    #[test]
    fn a_list_has_no_more_than_two_hundred_values_in_all_its_items() -> Result<(), Vec<&'static str>> {
        let list = |items: &str, least: u32| format!("{{ type: array, minItems: {least}, items: {items} }}");
        let object = |count: u32, ty: &str| {
            let properties: String = (0..count).map(|index| format!("p{index}: {ty}, ")).collect();
            format!("{{ type: object, properties: {{ {properties} }} }}")
        };
        let (number, numbers) = ("{ type: integer }", |least| list("{ type: integer }", least));
        // A list is a value, too, and so is an object.
        for (items, least, is_shown) in [
            (object(3, number), 50, true),
            (object(3, number), 51, false),
            (object(4, number), 50, false),
            (object(1, &numbers(18)), 10, true),
            (object(1, &numbers(18)), 11, false),
            (object(1, &numbers(19)), 10, false),
        ] {
            let json = shown(&list(&items, least))?;
            assert_eq!(json.contains("p0"), is_shown, "{items} {json}");
        }
        Ok(())
    }

    #[test]
    fn what_has_more_lines_than_a_reader_is_shown_has_no_more_than_it_must() -> Result<(), Vec<&'static str>>
    {
        for (items, lines) in [(56, 60), (57, 1)] {
            let json = shown(&format!("{{ type: array, minItems: {items}, items: {{ type: string }} }}"))?;
            assert_eq!(json.lines().count(), lines, "{json}");
        }
        Ok(())
    }
}
