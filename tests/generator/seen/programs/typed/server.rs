//! What a program that serves says of types, and what it demands of them.

use base::models::{Error, FinishParameters, QueryAnswer, ReadyParameters};
use base::operations::FinishError;

fn compared<T: Eq + std::hash::Hash>(_: &T) {}

fn reached(ready: &ReadyParameters, finish: FinishParameters) {
    compared(ready);
    let reason: Option<String> = finish.reason;
}

fn answered(affected: i32, text: String) -> QueryAnswer {
    QueryAnswer::new(affected, text)
}

fn refused(error: &FinishError) -> &Error {
    error.error()
}
