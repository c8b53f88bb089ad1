//! The API as the generator understands it: complete, resolved, named and gated.
//!
//! Nothing here comes from OpenAPI's grammar, and nothing is filled in later: lowering builds it whole, checking
//! only looks at it, emitting only prints it. All lists are in the order in which they are printed.

use std::collections::BTreeSet;

mod gate;
mod limits;
mod name;
mod operation;
mod schema;

pub use gate::{Feature, FeatureId, Gate, Since};
pub use limits::Limits;
pub use name::Name;
pub use operation::{
    Answer, Body, Content, Credential, Header, HeaderValue, Location, Method, Notes, Operation, Outcome,
    Parameter, Status,
};
pub use schema::{
    Branch, Choice, Enumeration, EnumerationValue, Format, Literal, Object, Property, Schema, SchemaId,
    Shape, Type,
};

/// Everything that a specification describes.
#[derive(Debug, Clone, PartialEq)]
pub struct Api {
    /// The API's title.
    pub title: String,
    /// The declared ladders of feature versions, in the order of their names.
    pub features: Vec<Feature>,
    /// The named types, in the order of their wire names.
    pub schemas: Vec<Schema>,
    /// The operations, in the order of their ids.
    pub operations: Vec<Operation>,
}

impl Api {
    /// The schema of an id. Ids are only made by lowering, for schemas that exist.
    pub fn schema(&self, id: SchemaId) -> Option<&Schema> {
        self.schemas.get(id.index())
    }

    /// The formats that it uses anywhere, sorted.
    pub fn formats(&self) -> Vec<Format> {
        let mut formats = BTreeSet::new();
        for schema in &self.schemas {
            if let Shape::Object(object) = &schema.shape {
                formats.extend(object.properties.iter().filter_map(|property| property.ty.format()));
            }
        }
        for operation in &self.operations {
            formats.extend(operation.parameters.iter().filter_map(|parameter| parameter.ty.format()));
            for answer in operation.answers() {
                formats.extend(answer.headers.iter().filter_map(|header| match &header.value {
                    HeaderValue::Scalar(ty) => ty.format(),
                    HeaderValue::Challenge => None,
                }));
                formats.extend(answer.content.as_ref().and_then(Content::json).and_then(Type::format));
            }
        }
        formats.into_iter().collect()
    }

    /// The feature that a gate belongs to.
    pub fn feature(&self, id: FeatureId) -> Option<&Feature> {
        self.features.get(id.index())
    }
}
