//! What the generated code calls. It is public only so that nothing of it is unused where few features are on; it is
//! no part of the API, and changes without notice.

mod answer;
mod check;
mod derived;
mod extra;
mod json;
mod kept;
mod meter;
mod nullable;
mod number;
mod open;
mod outgoing;
mod raw;
mod reader;
mod refusal;
mod seconds;
#[cfg(test)]
pub(crate) mod tests;
mod text;
mod uri;
mod value;

pub use answer::Answer;
#[cfg(feature = "server")]
pub(crate) use answer::{charset, is_utf8, read_json};
pub(crate) use answer::{is_json, without_mark};
pub(crate) use check::Rules;
#[cfg(feature = "server")]
pub(crate) use check::violations;
pub use check::{Bound, Check, Checker, Limited, Limits};
pub use derived::{Derived, Tag, Tagged, UnknownObject};
pub use extra::Extra;
pub use json::Json;
pub use kept::{check_text, read_text};
#[cfg(feature = "server")]
pub(crate) use meter::Allowance;
#[cfg(any(feature = "reqwest-client", feature = "blocking-client"))]
pub(crate) use meter::Deadline;
pub(crate) use meter::{Exceeded, List};
pub use nullable::{present, stated};
pub use number::{Finite, finite};
pub use open::{Open, Reading, Writing, read_open, write_open};
pub(crate) use outgoing::CSRF_TOKEN;
pub use outgoing::{InPath, Outgoing};
pub(crate) use reader::Patiently;
#[cfg(feature = "server")]
pub(crate) use reader::Strictly;
pub use reader::is_strict;
pub use refusal::display_error;
pub use seconds::Seconds;
#[cfg(feature = "server")]
pub(crate) use text::read_parameter;
pub use uri::Uri;
pub(crate) use value::PATH_SEGMENT;
pub use value::{Commas, Number, Numbers, Plain, Sink, Value};
