//! Feature versions: how a server says what it offers, and how a client says what it needs.

use std::cmp::Ordering;
use std::fmt;

mod answer;
mod error;
#[cfg(test)]
mod tests;

pub(crate) use answer::version_of_entry;
pub use answer::{read_version, version_in_answer, version_in_response};
pub use error::ParseVersionError;

/// A version of any feature: what an operation needs, or what a server has.
///
/// Versions of one feature compare as integers; versions of two features do not compare. Each feature has a type of its
/// own for its versions. It converts into this one with `into`, and compares with it.
///
/// ```
/// # use icws_runtime::FeatureVersion;
/// let needed = FeatureVersion::new("dialer", 4);
/// assert!(needed > FeatureVersion::new("dialer", 3));
/// assert!(needed > FeatureVersion::EVERY);
/// assert_eq!(needed.partial_cmp(&FeatureVersion::new("configuration", 3)), None);
/// assert_eq!(needed.to_string(), "dialer 4");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FeatureVersion {
    feature: &'static str,
    version: u32,
}

impl FeatureVersion {
    /// What every server has, whatever its features. It comes before all other versions.
    pub const EVERY: Self = Self::new("", 0);

    /// The version of a feature with this number. No server has version 0: it offers nothing.
    #[must_use]
    pub const fn new(feature: &'static str, version: u32) -> Self {
        Self { feature, version }
    }

    /// The name of the feature; empty for [`EVERY`](Self::EVERY).
    #[must_use]
    pub const fn feature(self) -> &'static str {
        self.feature
    }

    /// The number of the version.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.version
    }
}

/// Only versions of one feature compare, apart from [`EVERY`](FeatureVersion::EVERY), which comes before all.
impl PartialOrd for FeatureVersion {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (*self == Self::EVERY, *other == Self::EVERY) {
            (true, false) => Some(Ordering::Less),
            (false, true) => Some(Ordering::Greater),
            _ => (self.feature == other.feature).then(|| self.version.cmp(&other.version)),
        }
    }
}

/// Reads as `dialer 2`, or as `every version`.
impl fmt::Display for FeatureVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::EVERY => f.write_str("every version"),
            Self { feature, version } => write!(f, "{feature} {version}"),
        }
    }
}

/// The number in `text`: decimal digits only, so neither `+7` nor ` 7`, and not 0.
#[doc(hidden)]
pub fn parse_version(text: &str) -> Result<u32, ParseVersionError> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse() {
        Ok(number) if digits && number > 0 => Ok(number),
        _ => Err(ParseVersionError::NotPositive),
    }
}
