//! Mistakes of form: what is no YAML, or not what OpenAPI 3.0 has at that place.

mod grammar;
mod yaml;

pub(crate) use grammar::*;
pub(crate) use yaml::*;

use crate::diagnostic::Code;

/// The codes of all of them.
pub(crate) const ALL: [&[Code]; 2] = [YAML, GRAMMAR];
