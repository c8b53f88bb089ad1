//! How large values are, so that nobody has to hand on a large one by value, and which objects are in boxes for that.

use std::collections::HashSet;

use crate::graph;
use crate::ir::{Api, EnumerationKind, Object, Property, Schema, Shape, Type};

/// How many bytes a value may take, if boxes can help it.
const MOST: usize = 512;

/// How many bytes a box takes.
const BOX: usize = 8;

/// Puts objects into boxes, and finds out how many bytes a value of each type takes at most, on a machine with 64 bits.
///
/// An object that may be absent or `null` is in a box: most often there is none, and whoever has none would pay for it.
/// So is one that leads back to where it stands, because on the way there something may be absent. An object that must be
/// there is in a box where the one that it stands in would be too large otherwise. One that is too large all the same, by
/// its texts and lists, keeps its fields in a box itself.
pub(super) fn mark(api: &mut Api) {
    let edges: Vec<Vec<usize>> = api.schemas.iter().map(held).collect();
    api.sizes = vec![0; edges.len()];
    let mut taken = names(api);
    for index in graph::bottom_up(&edges) {
        let boxed = api.schemas.get(index).map(|schema| boxed(api, &schema.shape)).unwrap_or_default();
        if let Some(Shape::Object(object)) = api.schemas.get_mut(index).map(|schema| &mut schema.shape) {
            let properties = object.properties.iter_mut().zip(boxed);
            properties.for_each(|(property, boxed)| property.boxed = boxed);
        }
        let mut size = api.schemas.get(index).map_or(0, |schema| shape(api, &schema.shape));
        if let Some(Schema { name, shape: Shape::Object(object), .. }) = api.schemas.get_mut(index)
            && size > MOST
        {
            object.fields = Some(free(&name.ident, &mut taken));
            size = BOX;
        }
        api.sizes.get_mut(index).into_iter().for_each(|known| *known = size);
    }
}

/// What types are called, now and before.
fn names(api: &Api) -> HashSet<String> {
    let names =
        api.schemas.iter().flat_map(|schema| [Some(schema.name.ident.as_str()), schema.name.former()]);
    names.flatten().map(str::to_owned).collect()
}

/// A name for the struct with the fields of an object, which no other type has.
fn free(object: &str, taken: &mut HashSet<String>) -> String {
    let numbered = (2..).map(|number| format!("{object}Fields{number}"));
    let mut names = [format!("{object}Fields")].into_iter().chain(numbered);
    names.find(|name| taken.insert(name.clone())).unwrap_or_default()
}

/// The types that an object may hold without a box.
fn held(schema: &Schema) -> Vec<usize> {
    let Shape::Object(object) = &schema.shape else { return Vec::new() };
    let held = object.properties.iter().filter(|property| !is_rare(property));
    held.filter_map(|property| property.ty.direct()).map(|id| id.index()).collect()
}

/// Whether there may be no value.
fn is_rare(property: &Property) -> bool {
    !property.required || matches!(property.ty, Type::Nullable(_))
}

/// Which properties of an object are in a box.
fn boxed(api: &Api, shape: &Shape) -> Vec<bool> {
    let Shape::Object(Object { properties, .. }) = shape else { return Vec::new() };
    let is_object = |property: &Property| {
        let schema = property.ty.direct().and_then(|id| api.schema(id));
        schema.is_some_and(|schema| matches!(schema.shape, Shape::Object(_)))
    };
    let sizes =
        properties.iter().map(|property| field(api, property, is_object(property) && is_rare(property)));
    let is_large = sizes.fold(0, usize::saturating_add) > MOST;
    properties.iter().map(|property| is_object(property) && (is_large || is_rare(property))).collect()
}

fn shape(api: &Api, shape: &Shape) -> usize {
    match shape {
        Shape::Object(Object { properties, open, .. }) => {
            let extra = if *open { 8 } else { 0 };
            let fields = properties.iter().map(|property| field(api, property, property.boxed));
            fields.fold(extra, usize::saturating_add).saturating_add(7) / 8 * 8
        }
        Shape::Enumeration(enumeration) => match enumeration.kind {
            EnumerationKind::Texts => 24,
            EnumerationKind::Numbers => 16,
            EnumerationKind::Flags => 8,
        },
        // Each object is in a box, and one that is not known takes a text and why it is not.
        Shape::Choice(_) => 32,
    }
}

fn field(api: &Api, property: &Property, is_boxed: bool) -> usize {
    match property {
        Property { constant: Some(_), required, .. } => usize::from(!*required),
        Property { ty: Type::Nullable(_), required: false, .. } if is_boxed => 16,
        _ if is_boxed => BOX,
        Property { ty, required: true, .. } => api.size(ty),
        Property { ty, required: false, .. } => Api::optional(api.size(ty)),
    }
}

#[cfg(test)]
mod tests {
    use crate::ir::Shape;
    use crate::tests::generated;

    /// The sizes of types by their names, and how the fields of each are held.
    fn sizes(schemas: &str) -> Result<Vec<(String, usize)>, Vec<&'static str>> {
        let api = generated(&[("# schemas", schemas)])?.api;
        let names = api.schemas.iter().map(|schema| schema.name.wire.clone());
        Ok(names.zip(api.sizes).filter(|(name, _)| name != "thing").collect())
    }

    #[test]
    fn a_type_is_measured_behind_those_that_it_holds() {
        let held = "\
a: { type: object, required: [b, c], properties: { b: { $ref: '#/components/schemas/b' }, c: { type: string } } }
    b: { type: object, required: [d, e], properties: { d: { $ref: '#/components/schemas/d' }, e: { type: string } } }
    d: { type: object, required: [f], properties: { f: { type: number } } }";
        let sizes = sizes(held);
        assert_eq!(
            sizes,
            Ok([("a", 56), ("b", 32), ("d", 8)].map(|(name, size)| (name.to_owned(), size)).into())
        );
    }

    #[test]
    fn a_field_takes_room_for_what_it_may_lack() {
        let constant = "{ type: string, enum: ['urn:a'] }";
        for (name, schema, [optional, required]) in [
            ("f", "{ type: string, nullable: true }", [24, 24]),
            ("f", "{ type: number }", [16, 8]),
            ("__type", constant, [0, 0]),
        ] {
            for (keys, size) in [("", optional), (&*format!(", required: [{name}]"), required)] {
                let object = format!("a: {{ type: object{keys}, properties: {{ {name}: {schema} }} }}");
                assert_eq!(sizes(&object), Ok(vec![("a".to_owned(), size)]), "{schema}{keys}");
            }
        }
    }

    #[test]
    fn an_object_in_another_is_in_a_box_as_soon_as_the_two_would_be_too_large() {
        let outer = |numbers: usize| {
            let kinds = [("s", 20, "string"), ("n", numbers, "number")];
            let fields = kinds.into_iter().flat_map(|(name, count, ty)| {
                (0..count).map(move |index| (format!("{name}{index}"), format!("{{ type: {ty} }}")))
            });
            let inner = ("inner".to_owned(), "{ $ref: '#/components/schemas/inner' }".to_owned());
            let (names, fields): (Vec<String>, Vec<String>) = fields
                .chain([inner])
                .map(|(name, schema)| (name.clone(), format!("{name}: {schema}")))
                .unzip();
            let outer = format!("required: [{}], properties: {{ {} }}", names.join(", "), fields.join(", "));
            let inner = "inner: { type: object, required: [text], properties: { text: { type: string } } }";
            let sizes = sizes(&format!("{inner}\n    outer: {{ type: object, {outer} }}"));
            sizes.map(|sizes| sizes.into_iter().find(|(name, _)| name == "outer").map(|(_, size)| size))
        };
        assert_eq!(outer(1), Ok(Some(20 * 24 + 8 + 24)));
        assert_eq!(outer(2), Ok(Some(20 * 24 + 2 * 8 + 8)));
    }

    #[test]
    fn a_type_that_is_too_large_takes_a_box_and_a_name_that_is_free() {
        let (names, fields): (Vec<String>, Vec<String>) =
            (0..30).map(|number| (format!("f{number}"), format!("f{number}: {{ type: string }}"))).unzip();
        let wide = format!("required: [{}], properties: {{ {} }}", names.join(", "), fields.join(", "));
        let schemas = format!(
            "\
holder: {{ type: object, required: [wide], properties: {{ wide: {{ $ref: '#/components/schemas/wide' }} }} }}
    wide: {{ type: object, {wide} }}
    wideFields: {{ type: object }}"
        );
        let api = generated(&[("# schemas", &schemas)]).map(|output| output.api);
        let found = api.iter().flat_map(|api| api.schemas.iter().zip(&api.sizes));
        let found: Vec<_> = found
            .filter(|(schema, _)| schema.name.wire != "thing")
            .map(|(schema, size)| {
                let Shape::Object(object) = &schema.shape else { return (*size, None) };
                (*size, object.fields.as_deref())
            })
            .collect();
        assert_eq!(found, [(8, None), (8, Some("WideFields2")), (0, None)]);
    }
}
