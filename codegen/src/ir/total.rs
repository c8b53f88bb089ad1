//! Which values are always equal to themselves, so that their types can be `Eq` and `Hash`: those without a floating point
//! number. No version counts here, since a newer one must not take away what an older one has.

use super::{Answer, Api, HeaderValue, Operation, Type};

impl Api {
    /// Whether all values of a type are.
    pub fn is_total(&self, ty: &Type) -> bool {
        match ty {
            Type::Float | Type::Double => false,
            Type::Boolean | Type::Int32 | Type::Int64 | Type::String | Type::Format(_) | Type::Any => true,
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => self.is_total(inner),
            Type::Schema(id) => self.schema(*id).is_some_and(|schema| schema.total),
        }
    }

    /// Whether those of an operation's arguments are.
    pub fn has_total_arguments(&self, operation: &Operation) -> bool {
        let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
        parameters
            .chain(operation.body.as_ref().and_then(|body| body.content.json()))
            .all(|ty| self.is_total(ty))
    }

    /// Whether those of documented responses are.
    pub fn are_total(&self, answers: &[Answer]) -> bool {
        answers.iter().all(|answer| {
            let headers = answer.headers.iter().filter_map(|header| match &header.value {
                HeaderValue::Value(ty) => Some(ty),
                HeaderValue::Challenge | HeaderValue::Cookies => None,
            });
            headers.chain(answer.json()).all(|ty| self.is_total(ty))
        })
    }
}
