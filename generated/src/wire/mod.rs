//! What the generated code calls. It is public only so that nothing of it is unused where few features are on; it is
//! no part of the API, and changes without notice.

mod answer;
mod check;
mod derived;
mod formats;
mod methods;
mod number;
mod outgoing;
mod refusal;
#[cfg(feature = "server")]
mod strict;
#[cfg(test)]
pub(crate) mod tests;
mod value;

#[allow(unused_imports, reason = "without a feature there is no type of its versions")]
pub(crate) use crate::version::feature_version;
pub use crate::version::{parse_version, read_version, version_in_answer};
pub use answer::Answer;
#[cfg(feature = "server")]
pub(crate) use answer::{charset, is_utf8, read_json};
pub(crate) use answer::{is_json, without_mark};
pub(crate) use check::Rules;
#[cfg(feature = "server")]
pub(crate) use check::violations;
pub use check::{Bound, Check, Checker, Limited, Limits};
pub use derived::{Derived, Tag, Tagged, present, stated};
pub use formats::{Seconds, Uri};
#[allow(unused_imports, reason = "only operations use it, and without a rung there are none")]
pub(crate) use methods::client_methods;
pub use number::{Finite, finite};
pub(crate) use outgoing::CSRF_TOKEN;
pub(crate) use outgoing::media_type;
pub use outgoing::{InPath, Outgoing};
pub use refusal::display_error;
#[allow(unused_imports, reason = "only operations use it, and without a rung there are none")]
pub(crate) use refusal::refusal;
#[cfg(feature = "server")]
pub(crate) use strict::Strictly;
pub(crate) use value::PATH_SEGMENT;
pub use value::{Commas, Number, Numbers, Plain, Sink, Value};
