//! What tests of a program that calls say of types, and what they demand of them.

use base::models::{Error, FinishParameters, QueryAnswer, QueryKind, QueryParameters, ReadyParameters};
use base::operations::{FinishError, QueryError};

fn compared<T: Eq + std::hash::Hash>(_: &T) {}

fn made(affected: i32, limit: i32, finish: FinishParameters) -> (QueryAnswer, QueryParameters, FinishParameters) {
    let query = QueryParameters::new("connection", "statement", QueryKind::Delete).with_limit(limit);
    (QueryAnswer::new(affected, "text"), query, finish.with_extra([("more", "1")]))
}

fn found(ready: &ReadyParameters, error: QueryError) -> Option<Error> {
    compared(ready);
    match error {
        QueryError::BadRequest(error) => Some(error),
        _ => None,
    }
}

fn refused(error: &FinishError) -> &Error {
    error.error()
}
