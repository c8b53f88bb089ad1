//! What a program that calls says of types, and what it demands of them.

use base::models::{FinishParameters, QueryParameters, ReadyParameters};
use base::operations::{Finish, FinishError, Query};

fn compared<T: Eq + std::hash::Hash>(_: &T) {}

fn requests(ready: &ReadyParameters, query: &QueryParameters, finish: FinishParameters) {
    compared(ready);
    let limit: Option<i32> = query.limit;
    let reason: &Option<String> = &finish.reason;
    let finish = finish.with_extra([("more", "1")]);
    // One that is kept names the lifetimes.
    let kept: (Finish<'_>, Query<'_>) = (Finish::new(&finish), Query::new(query));
}

fn refused(error: &FinishError) -> &base::models::Error {
    error.error()
}
