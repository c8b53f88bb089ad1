use std::time::Duration;

use http::HeaderMap;
use http::header::RETRY_AFTER;

use crate::clock;

/// How long the header `Retry-After` asks to wait, from now on.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok().map(Duration::from_secs);
    }
    let date = httpdate::parse_http_date(text).ok()?;
    Some(date.duration_since(clock::now()?).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use http::header::{HeaderMap, HeaderValue, RETRY_AFTER};

    fn retry_after(value: &str) -> Option<Duration> {
        let value = HeaderValue::from_str(value).ok()?;
        super::retry_after(&HeaderMap::from_iter([(RETRY_AFTER, value)]))
    }

    #[test]
    fn seconds_are_read() {
        assert_eq!(retry_after("120"), Some(Duration::from_secs(120)));
        assert_eq!(retry_after(" 0 "), Some(Duration::ZERO));
    }

    #[test]
    fn a_date_is_read_as_the_time_until_then() {
        let date = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(3600));
        let wait = retry_after(&date).map(|wait| wait.as_secs());
        assert!(wait.is_some_and(|wait| (3500..=3600).contains(&wait)), "{wait:?}");
    }

    #[test]
    fn a_date_in_the_past_is_no_time_at_all() {
        assert_eq!(retry_after("Sun, 06 Nov 1994 08:49:37 GMT"), Some(Duration::ZERO));
    }

    #[test]
    fn what_is_neither_is_nothing() {
        for value in ["", "-1", "1.5", "soon", "99999999999999999999999", "Sun, 99 Nov 1994 08:49:37 GMT"] {
            assert_eq!(retry_after(value), None, "{value}");
        }
        assert_eq!(super::retry_after(&HeaderMap::new()), None);
    }
}
