//! Structs of named values, for what takes several of one type: nothing but their order would say there which is which.

use super::{Answer, Api, Content, HeaderValue, Operation, Schema, Shape, Type, named_values};

impl Api {
    /// The struct with a field for each value that the constructor of a type takes, if two of them can be taken for one
    /// another. Nothing depends on it, so there is none where something else has its name.
    pub fn values_of_schema(&self, schema: &Schema) -> Option<String> {
        let Shape::Object(object) = &schema.shape else { return None };
        let required = object.properties.iter().filter(|property| property.is_argument());
        let types: Vec<&Type> = required.map(|property| &property.ty).collect();
        has_twins(&types).then(|| named_values(&schema.name.ident)).filter(|name| !self.has_model(name))
    }

    /// The same of what an operation takes.
    pub fn values_of_operation(&self, operation: &Operation) -> Option<String> {
        let parameters = operation.parameters.iter().filter(|parameter| parameter.required);
        let body = operation.body.as_ref().filter(|body| body.required);
        let body = body.and_then(|body| match &body.content {
            Content::Json { ty, .. } => Some(ty),
            Content::Text { .. } => Some(&Type::String),
            Content::Bytes { .. } => None,
        });
        let types: Vec<&Type> = parameters.map(|parameter| &parameter.ty).chain(body).collect();
        let name = has_twins(&types).then(|| named_values(&operation.ident));
        name.filter(|name| !self.has_operation_type(name))
    }

    /// The same of what makes an answer of its parts. Bodies have types of their own.
    pub fn values_of_answer(&self, operation: &Operation, answer: &Answer) -> Option<String> {
        let headers = answer.headers.iter().filter(|header| !answer.is_older_than(header));
        let values = headers.filter_map(|header| match &header.value {
            HeaderValue::Value(ty) => Some(ty),
            HeaderValue::Challenge | HeaderValue::Cookies => None,
        });
        let types: Vec<&Type> = values.collect();
        let owner = format!("{}{}", operation.ident, answer.ident);
        let is_taken = |name: &String| self.has_operation_type(&owner) || self.has_operation_type(name);
        has_twins(&types).then(|| named_values(&owner)).filter(|name| !is_taken(name))
    }

    /// Whether a model is called so, now or before.
    pub fn has_model(&self, ident: &str) -> bool {
        self.schemas.iter().any(|Schema { name, .. }| name.ident == ident || name.former() == Some(ident))
    }

    /// Whether a type of an operation is called so, now or before.
    pub fn has_operation_type(&self, ident: &str) -> bool {
        self.operations.iter().any(|operation| {
            let is_now =
                ident.starts_with(&operation.ident) && self.types(operation).iter().any(|own| own == ident);
            is_now || self.former_types(operation).iter().any(|(former, _)| former == ident)
        })
    }
}

/// Whether two values can be taken for one another.
fn has_twins(types: &[&Type]) -> bool {
    let is_twin = |one: &Type, other: &Type| one.is_interchangeable(other, &|one, other| one == other);
    types.iter().enumerate().any(|(index, ty)| types.iter().take(index).any(|other| is_twin(ty, other)))
}

impl Type {
    /// Whether code that gives a value of one where the other is taken compiles: literals of numbers have no type of their
    /// own, and a text becomes anything that JSON can express. Of other types it is asked whether they are the same.
    pub fn is_interchangeable(&self, other: &Self, is_same: &dyn Fn(&Self, &Self) -> bool) -> bool {
        match (self, other) {
            (Self::Int32 | Self::Int64, Self::Int32 | Self::Int64) => true,
            (Self::Float | Self::Double, Self::Float | Self::Double) => true,
            (Self::Any | Self::String, Self::Any | Self::String) => true,
            (Self::List(one), Self::List(other))
            | (Self::Map(one), Self::Map(other))
            | (Self::Nullable(one), Self::Nullable(other)) => one.is_interchangeable(other, is_same),
            _ => is_same(self, other),
        }
    }
}
