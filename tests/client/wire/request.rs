//! The requests of the five operations, without a network.

use http::{HeaderMap, Method};
use icws_tests::Tested;
use icws_tests::operation::OPERATIONS;
use icws_tests::secret::{COOKIE, CSRF_TOKEN, SESSION_ID, session, session_with_id};

const BASE_URL: &str = "https://ic1.example.com:8019";
const VENDOR: &str = "application/vnd.inin.icws+JSON";

/// What is behind the session id in the path of an operation.
fn tail(path: &str) -> &str {
    path.strip_prefix("/icws/{sessionId}").unwrap_or("no tail")
}

#[test]
fn operations_say_what_they_are() {
    for row in &OPERATIONS {
        let (id, method, path, since) = (row.constants)();
        assert_eq!((id, path), (row.id, row.path), "{row}");
        assert_eq!((method, since.get()), (Method::POST, row.since()), "{row}");
    }
}

#[test]
fn every_request_is_a_post_to_its_own_path() -> Tested {
    let session = session(BASE_URL)?;
    for row in &OPERATIONS {
        for request in [(row.least)(&session)?, (row.most)(&session)?] {
            assert_eq!(request.method(), Method::POST, "{row}");
            let expected = format!("{BASE_URL}{}", row.path.replace("{sessionId}", SESSION_ID));
            assert_eq!(request.uri().to_string(), expected, "{row}");
        }
    }
    Ok(())
}

#[test]
fn the_session_id_is_percent_encoded_as_a_path_segment() -> Tested {
    for (session_id, encoded) in [
        ("a b", "a%20b"),
        ("a/b", "a%2Fb"),
        (r"a\b", "a%5Cb"),
        ("100%", "100%25"),
        ("%2F", "%252F"),
        ("ü", "%C3%BC"),
        ("日", "%E6%97%A5"),
        ("?#&=+", "%3F%23%26%3D%2B"),
        (";:@!$'()*,", "%3B%3A%40%21%24%27%28%29%2A%2C"),
        ("..a", "..a"),
        ("...", "..."),
        ("%2e%2e", "%252e%252e"),
        ("A-z0._~", "A-z0._~"),
    ] {
        let session = session_with_id(BASE_URL, session_id)?;
        for row in &OPERATIONS {
            let request = (row.most)(&session)?;
            let expected = format!("/icws/{encoded}{}", tail(row.path));
            assert_eq!(request.uri().path(), expected, "{row} of {session_id:?}");
            assert_eq!(request.uri().query(), None);
        }
    }
    Ok(())
}

#[test]
fn the_path_stands_behind_whatever_the_base_url_has() -> Tested {
    for (base_url, kept) in [
        ("https://ic1.example.com", "https://ic1.example.com"),
        ("https://ic1.example.com/", "https://ic1.example.com"),
        ("https://ic1.example.com:8019/", "https://ic1.example.com:8019"),
        ("https://ic1.example.com:443", "https://ic1.example.com:443"),
        ("https://web.example.com/apps/client/api/ic1", "https://web.example.com/apps/client/api/ic1"),
        ("https://web.example.com/apps/client/api/ic1/", "https://web.example.com/apps/client/api/ic1"),
        ("https://web.example.com:1/a%20b//", "https://web.example.com:1/a%20b"),
        ("https://10.0.0.1:8019/x", "https://10.0.0.1:8019/x"),
        ("https://[2001:db8::1]:8019", "https://[2001:db8::1]:8019"),
        ("https://[2001:db8::1]/x/", "https://[2001:db8::1]/x"),
        ("http://localhost:8018", "http://localhost:8018"),
        ("http://127.0.0.1:8018", "http://127.0.0.1:8018"),
        ("http://[::1]:8018", "http://[::1]:8018"),
    ] {
        let session = session(base_url)?;
        for row in &OPERATIONS {
            let uri = (row.most)(&session)?.uri().to_string();
            assert_eq!(uri, format!("{kept}/icws/{SESSION_ID}{}", tail(row.path)), "{base_url}");
        }
    }
    Ok(())
}

/// The headers as text, sorted by name.
fn shown(headers: &HeaderMap) -> Vec<(String, String)> {
    let mut shown: Vec<_> = headers
        .iter()
        .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
        .collect();
    shown.sort();
    shown
}

#[test]
fn a_request_has_these_headers_and_no_other() -> Tested {
    let session = session(BASE_URL)?;
    for row in &OPERATIONS {
        for request in [(row.least)(&session)?, (row.most)(&session)?] {
            let mut expected = vec![("accept", VENDOR.to_owned())];
            if row.bodies.is_some() {
                expected.push(("content-type", format!("{VENDOR};charset=utf-8")));
            }
            expected.push(("cookie", COOKIE.to_owned()));
            expected.push(("inin-icws-csrf-token", CSRF_TOKEN.to_owned()));
            let expected: Vec<_> =
                expected.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            assert_eq!(shown(request.headers()), expected, "{row}");
        }
    }
    Ok(())
}

#[test]
fn the_two_credentials_are_marked_sensitive_and_nothing_else_is() -> Tested {
    let session = session(BASE_URL)?;
    for row in &OPERATIONS {
        for (name, value) in (row.most)(&session)?.headers() {
            let is_credential = ["cookie", "inin-icws-csrf-token"].contains(&name.as_str());
            assert_eq!(value.is_sensitive(), is_credential, "{name} of {row}");
        }
    }
    Ok(())
}

#[test]
fn a_body_with_nothing_optional_set_has_only_what_is_required() -> Tested {
    let session = session(BASE_URL)?;
    for row in &OPERATIONS {
        let expected = row.bodies.map_or("", |[least, _]| least);
        assert_eq!(String::from_utf8((row.least)(&session)?.into_body())?, expected, "{row}");
    }
    Ok(())
}

#[test]
fn a_body_with_everything_set_has_it_all_in_the_order_of_the_document() -> Tested {
    let session = session(BASE_URL)?;
    for row in &OPERATIONS {
        let expected = row.bodies.map_or("", |[_, most]| most);
        assert_eq!(String::from_utf8((row.most)(&session)?.into_body())?, expected, "{row}");
    }
    Ok(())
}

#[test]
fn the_same_call_makes_the_same_bytes_every_time() -> Tested {
    let session = session(BASE_URL)?;
    for row in &OPERATIONS {
        let (first, second) = ((row.most)(&session)?, (row.most)(&session.clone())?);
        assert_eq!(first.uri(), second.uri(), "{row}");
        assert_eq!(first.headers(), second.headers(), "{row}");
        assert_eq!(first.body(), second.body(), "{row}");
    }
    Ok(())
}
