//! Examples of the values of types: what the specification says wherever a value of the type stands, or else what the
//! schema allows.

mod call;
mod made;
mod page;

pub(crate) use call::CallExample;
pub(crate) use page::Page;
pub(super) use page::pages;

use indexmap::IndexMap;

use made::{Extent, Maker};

use crate::ir::{Api, Example, Limits, Operation, SchemaId, Shape, Type};

/// What a reader is shown at most.
const MOST_LINES: usize = 60;

/// The examples of an API.
#[derive(Debug, Clone)]
pub struct Examples<'a> {
    pub(super) api: &'a Api,
    /// What the specification gives for each named type, in the order of their ids.
    given: Vec<Option<Example>>,
}

impl<'a> Examples<'a> {
    /// Collects what the specification gives.
    pub fn new(api: &'a Api) -> Self {
        let mut examples = Self { api, given: vec![None; api.schemas.len()] };
        for (id, schema) in (0..).map(SchemaId).zip(&api.schemas) {
            if let Some(example) = &schema.example {
                examples.note(&Type::Schema(id), example);
            }
        }
        api.operations.iter().flat_map(bodies).for_each(|(ty, example)| examples.note(ty, example));
        for schema in &api.schemas {
            if let Shape::Object(object) = &schema.shape {
                let given = object.properties.iter().filter_map(|own| Some((&own.ty, own.example.as_ref()?)));
                given.for_each(|(ty, example)| examples.note(ty, example));
            }
        }
        examples
    }

    /// A value of each named type, in the order of the API, with all that can be in it unless that is too long to show.
    /// Nothing where all of them are endless.
    pub fn of_types(&self) -> impl Iterator<Item = Option<Example>> {
        let types = (0..).map(SchemaId).map(Type::Schema).take(self.api.schemas.len());
        let whole = |ty: &Type| self.made(ty, &Limits::None, Extent::Whole);
        types.map(move |ty| whole(&ty).or_else(|| self.least(&ty, &Limits::None)))
    }

    /// A value of a type with no more than it must have, that keeps to limits as well as can be found without much ado.
    fn least(&self, ty: &Type, limits: &Limits) -> Option<Example> {
        self.made(ty, limits, Extent::Least)
    }

    fn made(&self, ty: &Type, limits: &Limits, extent: Extent) -> Option<Example> {
        Maker::new(self.api, &self.given, extent).value(ty, limits).filter(is_short)
    }

    /// Takes down an example for each type that has a value in it.
    fn note(&mut self, ty: &Type, example: &Example) {
        match (ty, example) {
            (Type::Nullable(inner), _) if *example != Example::Null => self.note(inner, example),
            (Type::List(item), Example::List(items)) => items.iter().for_each(|value| self.note(item, value)),
            (Type::Map(item), Example::Object(members)) => {
                members.values().for_each(|value| self.note(item, value));
            }
            (Type::Schema(id), _) => {
                let api = self.api;
                if let Some(given @ None) = self.given.get_mut(id.index()) {
                    *given = Some(ordered(api, ty, example)).filter(is_short);
                }
                if let Some(schema) = api.schema(*id) {
                    self.note_parts(&schema.shape, example);
                }
            }
            _ => {}
        }
    }

    fn note_parts(&mut self, shape: &Shape, example: &Example) {
        let Example::Object(members) = example else { return };
        match shape {
            Shape::Object(object) => {
                for property in &object.properties {
                    if let Some(value) = members.get(&property.name.wire) {
                        self.note(&property.ty, value);
                    }
                }
            }
            Shape::Choice(choice) => {
                if let Some(branch) = choice.branch_of(example) {
                    self.note(&Type::Schema(branch.schema), example);
                }
            }
            Shape::Enumeration(_) => {}
        }
    }
}

/// The bodies in JSON of which the specification gives an example.
fn bodies(operation: &Operation) -> impl Iterator<Item = (&Type, &Example)> {
    let sent = operation.body.iter().filter_map(|body| Some((body.content.json()?, body.example.as_ref()?)));
    let answered = operation.answers().filter_map(|answer| Some((answer.json()?, answer.example.as_ref()?)));
    sent.chain(answered)
}

/// An example with the members of its objects in the order of their properties.
fn ordered(api: &Api, ty: &Type, example: &Example) -> Example {
    match (ty, example) {
        (Type::Nullable(inner), _) => ordered(api, inner, example),
        (Type::List(item), Example::List(items)) => {
            Example::List(items.iter().map(|value| ordered(api, item, value)).collect())
        }
        (Type::Map(item), Example::Object(members)) => Example::Object(
            members.iter().map(|(key, value)| (key.clone(), ordered(api, item, value))).collect(),
        ),
        (Type::Schema(id), Example::Object(members)) => match api.schema(*id).map(|schema| &schema.shape) {
            Some(Shape::Object(object)) => {
                let known = object.properties.iter().filter_map(|own| {
                    let (key, value) = members.get_key_value(&own.name.wire)?;
                    Some((key.clone(), ordered(api, &own.ty, value)))
                });
                let mut all: IndexMap<String, Example> = known.collect();
                members.iter().for_each(|(key, value)| {
                    all.entry(key.clone()).or_insert_with(|| value.clone());
                });
                Example::Object(all)
            }
            Some(Shape::Choice(choice)) => choice.branch_of(example).map_or_else(
                || example.clone(),
                |branch| ordered(api, &Type::Schema(branch.schema), example),
            ),
            _ => example.clone(),
        },
        _ => example.clone(),
    }
}

fn is_short(example: &Example) -> bool {
    example.to_json().lines().count() <= MOST_LINES
}
