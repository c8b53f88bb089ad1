//! Which values are always equal to themselves, so that their types can be `Eq` and `Hash`: those without a floating point
//! number. No version counts here, since a newer one must not take away what an older one has.

use super::{Answer, Api, HeaderValue, Operation, Type};

impl Api {
    /// Whether no value of a type has a floating point number in it.
    pub fn is_total(&self, ty: &Type) -> bool {
        let is_total = |id| self.schema(id).is_some_and(|schema| schema.total);
        !ty.is_floating() && ty.schema().is_none_or(is_total)
    }

    /// Whether no argument of an operation has one in it.
    pub fn has_total_arguments(&self, operation: &Operation) -> bool {
        let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
        parameters
            .chain(operation.body.as_ref().and_then(|body| body.content.json()))
            .all(|ty| self.is_total(ty))
    }

    /// Whether none of these responses has one in it.
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
