//! The cookies that a response sets.

use std::{fmt, str};

use http::HeaderMap;
#[cfg(feature = "server")]
use http::HeaderValue;
use http::header::SET_COOKIE;

/// The cookies that a response sets: all its headers `Set-Cookie`, each as it came.
///
/// They prove who somebody is, so `Debug` shows how many there are and nothing else.
///
/// ```
/// # use icws_runtime::SetCookies;
/// let cookies: SetCookies = ["icws_17=abc; Path=/", "lb=2"].into_iter().collect();
/// assert_eq!(cookies.iter().count(), 2);
/// assert_eq!(format!("{cookies:?}"), "SetCookies(2)");
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct SetCookies(Vec<Box<str>>);

impl SetCookies {
    pub(crate) fn from_headers(headers: &HeaderMap) -> Self {
        headers.get_all(SET_COOKIE).iter().filter_map(|value| str::from_utf8(value.as_bytes()).ok()).collect()
    }

    /// The headers, in their order, each with the attributes behind its cookie.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|cookie| &**cookie)
    }

    /// Whether the response sets none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The values of the headers; nothing where one of them cannot be a header.
    #[cfg(feature = "server")]
    pub(crate) fn values(&self) -> Option<Vec<HeaderValue>> {
        self.iter().map(|cookie| sensitive(cookie).ok()).collect()
    }
}

#[cfg(feature = "server")]
fn sensitive(cookie: &str) -> Result<HeaderValue, http::header::InvalidHeaderValue> {
    let mut value = HeaderValue::from_bytes(cookie.as_bytes())?;
    value.set_sensitive(true);
    Ok(value)
}

impl<T: Into<String>> FromIterator<T> for SetCookies {
    fn from_iter<I: IntoIterator<Item = T>>(cookies: I) -> Self {
        Self(cookies.into_iter().map(|cookie| cookie.into().into_boxed_str()).collect())
    }
}

impl fmt::Debug for SetCookies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SetCookies({})", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    #[test]
    fn each_header_is_a_cookie() {
        let mut headers = HeaderMap::new();
        for cookie in ["icws_17=a, b; Path=/", "lb=c"] {
            headers.append(SET_COOKIE, HeaderValue::from_static(cookie));
        }
        headers.insert("x-cookie", HeaderValue::from_static("d=e"));
        let cookies = SetCookies::from_headers(&headers);
        assert_eq!(cookies.iter().collect::<Vec<_>>(), ["icws_17=a, b; Path=/", "lb=c"]);
        assert!(!cookies.is_empty() && SetCookies::default().is_empty());
        assert_eq!(format!("{cookies:?}"), "SetCookies(2)");
    }

    #[cfg(feature = "server")]
    #[test]
    fn all_of_them_become_headers_that_no_text_shows_or_none_does() {
        let sent = ["icws_17=a; Path=/", "lb=\u{e9}"];
        let values = sent.into_iter().collect::<SetCookies>().values().unwrap_or_default();
        assert_eq!(values.iter().map(HeaderValue::as_bytes).collect::<Vec<_>>(), sent.map(str::as_bytes));
        assert!(values.iter().all(HeaderValue::is_sensitive), "{values:?}");
        assert_eq!(["a=b", "c=\n"].into_iter().collect::<SetCookies>().values(), None);
    }
}
