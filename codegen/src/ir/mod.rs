//! The API as the generator understands it: complete, resolved, named and gated.
//!
//! Nothing here comes from OpenAPI's grammar, and nothing is filled in later: lowering builds it whole, checking
//! only looks at it, emitting only prints it. All lists are in the order in which they are printed.

mod gate;
mod name;
mod operation;
mod schema;

pub use gate::{Feature, FeatureId, Gate, Since};
pub use name::Name;
pub use operation::{Answer, Body, Credential, Header, Method, Operation, Outcome, Segment};
pub use schema::{Enumeration, EnumerationValue, Object, Property, Schema, SchemaId, Shape, Type};

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

    /// The feature that a gate belongs to.
    pub fn feature(&self, id: FeatureId) -> Option<&Feature> {
        self.features.get(id.index())
    }
}
