//! Types by where they stand: one that has another name is perhaps the one that stood in the same place.

use crate::ir::{Operation, Schema, SchemaId, Shape};

/// The types that stand in the same places of two operations.
pub(in crate::changes) fn in_operation(old: &Operation, new: &Operation) -> Vec<(SchemaId, SchemaId)> {
    let body = old.body.as_ref().zip(new.body.as_ref()).and_then(|(old, new)| old.schema().zip(new.schema()));
    let answers = old.answers().filter_map(|answer| {
        let same = new.answers().find(|other| other.status == answer.status)?;
        Some((answer.schema()?, same.schema()?))
    });
    let parameters = old.parameters.iter().filter_map(|parameter| {
        let is_same = |other: &&crate::ir::Parameter| {
            other.name.wire == parameter.name.wire && other.location == parameter.location
        };
        let same = new.parameters.iter().find(is_same)?;
        Some((parameter.ty.schema()?, same.ty.schema()?))
    });
    body.into_iter().chain(answers).chain(parameters).collect()
}

/// The types that stand in the same places of two types.
pub(in crate::changes) fn in_schema(old: &Schema, new: &Schema) -> Vec<(SchemaId, SchemaId)> {
    match (&old.shape, &new.shape) {
        (Shape::Object(old), Shape::Object(new)) => {
            let places = old.properties.iter().filter_map(|property| {
                let same = new.properties.iter().find(|other| other.name.wire == property.name.wire)?;
                Some((property.ty.schema()?, same.ty.schema()?))
            });
            places.collect()
        }
        (Shape::Choice(old), Shape::Choice(new)) => {
            let places = old.branches.iter().filter_map(|branch| {
                let same = new.branches.iter().find(|other| other.value == branch.value)?;
                Some((branch.schema, same.schema))
            });
            places.collect()
        }
        _ => Vec::new(),
    }
}

/// Whether one may be a new name for the other: both are of one kind, and most of what one has the other has, too.
pub(in crate::changes) fn is_alike(old: &Schema, new: &Schema) -> bool {
    let members = |schema: &Schema| -> Vec<String> {
        match &schema.shape {
            Shape::Object(object) => object.properties.iter().map(|it| it.name.wire.clone()).collect(),
            Shape::Enumeration(values) => {
                values.values.iter().map(|it| format!("{:?}", it.literal)).collect()
            }
            Shape::Choice(choice) => {
                choice.branches.iter().map(|it| it.value.clone().unwrap_or_default()).collect()
            }
        }
    };
    let is_one_kind = std::mem::discriminant(&old.shape) == std::mem::discriminant(&new.shape);
    let (before, after) = (members(old), members(new));
    let common = before.iter().filter(|member| after.contains(member)).count();
    is_one_kind && 2 * common >= before.len().max(after.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::generated;

    #[test]
    fn a_parameter_is_in_the_place_of_the_one_with_its_name() -> Result<(), Vec<&'static str>> {
        let parameter = |name| {
            format!("- {{ name: {name}, in: query, schema: {{ $ref: '#/components/schemas/{name}' }} }}")
        };
        let parameters = ["kind", "size"].map(parameter).join("\n        ");
        let schemas = ["kind", "size"].map(|name| format!("{name}: {{ type: string, enum: [{name}] }}"));
        let edits = [("# parameters", parameters.as_str()), ("# schemas", &schemas.join("\n    "))];
        let api = generated(&edits)?.api;
        let [operation] = api.operations.as_slice() else { return Err(vec!["one operation"]) };
        let pairs = in_operation(operation, operation);
        assert!(pairs.len() == 3 && pairs.iter().all(|(old, new)| old == new), "{pairs:?}");
        Ok(())
    }

    #[test]
    fn types_are_alike_if_half_of_the_larger_one_is_in_both() -> Result<(), Vec<&'static str>> {
        let schemas = "one: { type: string, enum: [a, b] }\n    half: { type: string, enum: [b, c] }\n    \
                       third: { type: string, enum: [b, c, d] }\n    other: { type: object, properties: { a: { type: string } } }";
        let api = generated(&[("# schemas", schemas)])?.api;
        let named = |name: &str| api.schemas.iter().find(|schema| schema.name.wire == name);
        let is_like_one = |name: &str| {
            named("one").zip(named(name)).map(|(one, other)| (is_alike(one, other), is_alike(other, one)))
        };
        assert_eq!(is_like_one("half"), Some((true, true)));
        assert_eq!(is_like_one("third"), Some((false, false)));
        assert_eq!(is_like_one("other"), Some((false, false)));
        Ok(())
    }
}
