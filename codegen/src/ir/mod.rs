//! The API as the generator understands it: complete, resolved, named and gated.
//!
//! Nothing here comes from OpenAPI's grammar, and nothing is filled in later: lowering builds it whole, checking
//! only looks at it, emitting only prints it. All lists are in the order in which they are printed.

use std::collections::{BTreeMap, BTreeSet};

mod answer;
mod boxes;
mod deprecation;
mod example;
mod gate;
mod group;
mod limits;
mod name;
mod notes;
mod operation;
mod package;
mod schema;
mod value;
mod values;

pub use answer::{Answer, Content, Header, HeaderValue, Status};
pub use boxes::Boxes;
pub use deprecation::Deprecation;
pub use example::Example;
pub use gate::{Feature, FeatureId, Gate, Since, first_declared};
pub use group::Group;
pub use limits::{Bound, Limits, Number, Size};
pub(crate) use name::named_values;
pub use name::{Former, Name};
pub use notes::Notes;
pub use operation::{Body, Credential, Location, Method, Operation, Outcome, Parameter};
pub use package::LONGEST_PACKAGE;
pub(crate) use package::{package, part_package};
pub use schema::{
    Branch, Choice, Enumeration, EnumerationKind, EnumerationValue, Literal, Object, Property, Schema, Shape,
};
pub use value::{Format, SchemaId, Type};

/// Everything that a specification describes.
#[derive(Debug, Clone, PartialEq)]
pub struct Api {
    /// The name of the crate. The trait of its servers is named after it.
    pub package: String,
    /// The API's title.
    pub title: String,
    /// The declared ladders of feature versions, in the order of their names.
    pub features: Vec<Feature>,
    /// The named types, in the order of their wire names.
    pub schemas: Vec<Schema>,
    /// The operations, in the order of their ids.
    pub operations: Vec<Operation>,
    /// The groups of operations, in the order of their names; none where all are in one list.
    pub groups: Vec<Group>,
    /// How many bytes a value of each named type takes at most.
    pub sizes: Vec<usize>,
    /// The names on the wire of what no text may show. A part of a document has those of the whole: one server answers all
    /// parts, so what is secret in one of them can come in an answer of any other.
    pub secrets: BTreeSet<String>,
}

impl Api {
    /// The schema of an id. Ids are only made by lowering, for schemas that exist.
    pub fn schema(&self, id: SchemaId) -> Option<&Schema> {
        self.schemas.get(id.index())
    }

    /// How many bytes a value of a type takes at most.
    pub fn size(&self, ty: &Type) -> usize {
        match ty {
            Type::Boolean => 1,
            Type::Int32 | Type::Float => 4,
            Type::Int64 | Type::Double => 8,
            Type::String | Type::List(_) | Type::Map(_) | Type::Format(_) => 24,
            // A text, and another one where it has escapes.
            Type::Any => 32,
            Type::Nullable(inner) => Self::optional(self.size(inner)),
            Type::Schema(id) => self.sizes.get(id.index()).copied().unwrap_or_default(),
        }
    }

    /// Numbers have no value to spare that could stand for nothing; larger things mostly have one.
    pub const fn optional(size: usize) -> usize {
        match size {
            4 | 8 => size * 2,
            _ => size,
        }
    }

    /// The formats that it uses anywhere, sorted, each with the gate of the oldest thing that uses it.
    pub fn formats(&self) -> BTreeMap<Format, Gate> {
        let mut formats = BTreeMap::new();
        let mut add = |format: Option<Format>, gate: Gate| {
            let Some(format) = format else { return };
            formats.entry(format).and_modify(|known: &mut Gate| *known = known.or(gate)).or_insert(gate);
        };
        for schema in &self.schemas {
            if let Shape::Object(object) = &schema.shape {
                object.properties.iter().for_each(|property| add(property.ty.format(), property.since.gate));
            }
        }
        for operation in &self.operations {
            let gate = operation.since.gate;
            operation.parameters.iter().for_each(|parameter| add(parameter.ty.format(), gate));
            for answer in operation.answers() {
                answer.headers.iter().for_each(|header| add(header.value.format(), header.since.gate));
                add(answer.content.as_ref().and_then(Content::format), answer.since.gate);
            }
        }
        formats
    }

    /// Whether any operation asks for a proof of who calls it.
    pub fn is_authenticated(&self) -> bool {
        self.operations.iter().any(|operation| !operation.credentials.is_empty())
    }

    /// The feature that a gate belongs to.
    pub fn feature(&self, id: FeatureId) -> Option<&Feature> {
        self.features.get(id.index())
    }
}
