//! URIs, where neither std nor a small crate has a type that serde knows.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

/// A URI, absolute or relative, as its text.
///
/// It is kept as it came, because parsing would change it: most libraries add a slash, lose what stands behind `#`, or
/// refuse `sip:` and relative URIs. To take one of HTTP apart, use `http::Uri::try_from(&uri)`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Uri(pub String);

crate::codegen::transparent!(Uri);

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

    #[test]
    fn a_uri_is_kept_as_it_came() {
        for text in ["http://Host", "http://host/a#b", "sip:1@host", "../a b", "", "grün"] {
            let json = format!("{text:?}");
            assert_eq!(
                serde_json::from_str::<Uri>(&json).and_then(|uri| serde_json::to_string(&uri)).ok(),
                Some(json)
            );
            for uri in [Uri::from(text), Uri::from(text.to_owned()), text.parse().unwrap_or_default()] {
                assert_eq!((uri.as_str(), uri.to_string().as_str()), (text, text));
            }
        }
        assert_eq!(Uri::from(&http::Uri::from_static("/a?b")), Uri::from("/a?b"));
        assert!(http::Uri::try_from(&Uri::from("a b")).is_err());
    }
}
