use std::fmt;

use http::StatusCode;

/// Why there is no feature version in a text, or in what a server answers about its features.
///
/// ```
/// # use icws_runtime::ParseVersionError;
/// fn explain(error: &ParseVersionError) -> &'static str {
///     match error {
///         ParseVersionError::NotListed { .. } => "this server cannot do it",
///         _ => "this is not the response of an ICWS server",
///     }
/// }
/// assert_eq!(explain(&ParseVersionError::NotPositive), "this is not the response of an ICWS server");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParseVersionError {
    /// The server does not list the feature, so it does not have it.
    NotListed {
        /// The feature.
        feature: &'static str,
    },
    /// The response is no success, and does not say that the server lacks the feature.
    Refused {
        /// The status of the response.
        status: StatusCode,
    },
    /// The response is not JSON. A proxy that answers in the server's place is a common reason.
    NotJson {
        /// The line of the fault in the response, from 1 on.
        line: usize,
        /// The column of the fault in its line, in bytes; 0 where the line has not begun.
        column: usize,
    },
    /// The response is JSON, but neither a feature nor a list of features. The server may have answered with an error.
    NotFeatures,
    /// The version is not a positive integer in decimal digits, such as `7`, or is too large for one.
    NotPositive,
}

impl fmt::Display for ParseVersionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotListed { feature } => {
                write!(f, "the server does not list the feature `{feature}`, so it does not have it")
            }
            Self::Refused { status } => {
                write!(
                    f,
                    "the response about features has the status {status}, so it says nothing about them"
                )
            }
            Self::NotJson { line, column } => {
                write!(f, "the response about features is not JSON, at line {line}, column {column}")
            }
            Self::NotFeatures => {
                f.write_str("the response is neither a feature nor a list of features, but other JSON")
            }
            Self::NotPositive => {
                f.write_str("a feature version is a positive integer in decimal digits, such as 7")
            }
        }
    }
}

impl std::error::Error for ParseVersionError {}
