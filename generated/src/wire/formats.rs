//! Texts and numbers with a meaning of their own, where neither std nor a small crate has a type that serde knows.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A length of time, in seconds on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Seconds(pub Duration);

impl From<Duration> for Seconds {
    fn from(duration: Duration) -> Self {
        Self(duration)
    }
}

impl From<Seconds> for Duration {
    fn from(seconds: Seconds) -> Self {
        seconds.0
    }
}

/// As on the wire.
impl fmt::Display for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.subsec_nanos() {
            0 => self.0.as_secs().fmt(f),
            _ => self.0.as_secs_f64().fmt(f),
        }
    }
}

impl Serialize for Seconds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.subsec_nanos() {
            0 => serializer.serialize_u64(self.0.as_secs()),
            _ => serializer.serialize_f64(self.0.as_secs_f64()),
        }
    }
}

impl<'de> Deserialize<'de> for Seconds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let seconds = f64::deserialize(deserializer)?;
        Duration::try_from_secs_f64(seconds).map(Self).map_err(D::Error::custom)
    }
}

impl FromStr for Seconds {
    type Err = Box<dyn std::error::Error + Send + Sync>;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self(Duration::try_from_secs_f64(text.parse()?)?))
    }
}

/// A URI, absolute or relative, as its text.
///
/// It is kept as it came, because reading it would change it: most libraries add a slash, lose what stands behind `#`,
/// or refuse `sip:` and relative ones. Where one is needed in parts, `http::Uri::try_from(&uri)` is for those of HTTP.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Uri(pub String);

impl Uri {
    /// The text, as on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for Uri {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Uri {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<&http::Uri> for Uri {
    fn from(uri: &http::Uri) -> Self {
        Self(uri.to_string())
    }
}

impl TryFrom<&Uri> for http::Uri {
    type Error = http::uri::InvalidUri;

    fn try_from(uri: &Uri) -> Result<Self, Self::Error> {
        uri.0.parse()
    }
}

/// As on the wire.
impl fmt::Display for Uri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Uri {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(text.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn again<T: serde::de::DeserializeOwned + Serialize>(text: &str) -> Option<String> {
        serde_json::to_string(&serde_json::from_str::<T>(text).ok()?).ok()
    }

    #[test]
    fn seconds_are_numbers_with_a_fraction_only_where_there_is_one() {
        for text in ["0", "1", "0.1", "1.5", "1e-9", "4294967296"] {
            assert_eq!(again::<Seconds>(text).as_deref(), Some(text));
        }
        assert_eq!(again::<Seconds>("2.0").as_deref(), Some("2"));
        assert_eq!("1.5".parse::<Seconds>().ok().map(|seconds| seconds.to_string()).as_deref(), Some("1.5"));
        assert_eq!(Seconds(Duration::from_nanos(1)).to_string(), "0.000000001");
    }

    #[test]
    fn what_is_no_length_of_time_is_refused() {
        for text in ["-1", "1e300", "\"1\"", "null"] {
            assert_eq!(again::<Seconds>(text), None, "{text}");
        }
        for text in ["", "-1", "NaN", "inf", "1s"] {
            assert!(text.parse::<Seconds>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_uri_is_kept_as_it_came() {
        for text in ["http://Host", "http://host/a#b", "sip:1@host", "../a b", "", "grün"] {
            let json = format!("{text:?}");
            assert_eq!(again::<Uri>(&json), Some(json));
            assert_eq!(Uri::from(text).to_string(), text);
        }
        assert!(http::Uri::try_from(&Uri::from("a b")).is_err());
    }
}
