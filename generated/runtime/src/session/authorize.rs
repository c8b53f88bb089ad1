//! Other requests of the same session.

use http::header::COOKIE;
use http::uri::{Authority, PathAndQuery, Scheme, Uri};
use http::{HeaderMap, Request};

use super::{CSRF_TOKEN, SESSION_ID, Session};
use crate::RequestError;

impl Session {
    /// Adds the session's credentials to a request of your own, for calls of ICWS that this crate does not have.
    ///
    /// `{sessionId}` in its path is replaced by the id. A path without a host is put behind the base URL:
    ///
    /// ```
    /// # use icws_runtime::{RequestError, Session};
    /// # fn poll(session: &Session) -> Result<http::Request<()>, Box<dyn std::error::Error>> {
    /// let mut request = http::Request::get("/icws/{sessionId}/messaging/messages").body(())?;
    /// session.authorize(&mut request)?;
    /// # Ok(request)
    /// # }
    /// ```
    ///
    /// The headers are marked sensitive. The URI holds the session id afterwards.
    ///
    /// # Errors
    ///
    /// [`RequestError::OtherServer`] where the request goes to another server than the session's, which is not given the
    /// credentials; [`RequestError::NotLoggedIn`] where there are none.
    pub fn authorize<B>(&self, request: &mut Request<B>) -> Result<(), RequestError> {
        let credentials = self.credentials().ok_or(RequestError::NotLoggedIn)?;
        let uri = self.placed(request.uri(), credentials.in_path())?;
        *request.uri_mut() = uri;
        let headers: &mut HeaderMap = request.headers_mut();
        headers.insert(CSRF_TOKEN, credentials.csrf_token().clone());
        headers.insert(COOKIE, credentials.cookie().clone());
        Ok(())
    }

    /// The URI of a request to this session's server.
    fn placed(&self, uri: &Uri, session_id: &str) -> Result<Uri, RequestError> {
        let base = self.base();
        let path = uri.path_and_query().map_or("/", PathAndQuery::as_str).replace(SESSION_ID, session_id);
        let path = match (uri.scheme(), uri.authority()) {
            (None, None) => format!("{}{path}", base.prefix),
            (Some(scheme), Some(authority))
                if is_same((scheme, authority), (&base.scheme, &base.authority)) =>
            {
                path
            }
            _ => return Err(RequestError::OtherServer),
        };
        let mut parts = http::uri::Parts::default();
        parts.scheme = Some(base.scheme.clone());
        parts.authority = Some(base.authority.clone());
        parts.path_and_query = Some(PathAndQuery::try_from(path).map_err(|_| RequestError::PathTooLong)?);
        Uri::from_parts(parts).map_err(|_| RequestError::PathTooLong)
    }
}

/// Whether two servers are one, whichever of them names the usual port.
fn is_same(one: (&Scheme, &Authority), other: (&Scheme, &Authority)) -> bool {
    let port = |(scheme, authority): (&Scheme, &Authority)| {
        authority.port_u16().or(if *scheme == Scheme::HTTPS { Some(443) } else { Some(80) })
    };
    let has_user = one.1.as_str().contains('@');
    !has_user
        && one.0 == other.0
        && one.1.host().eq_ignore_ascii_case(other.1.host())
        && port(one) == port(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{Tested, session};

    fn authorized(uri: &str) -> Result<Request<()>, RequestError> {
        let session =
            session("https://ic1.example.com:8019/prefix").map_err(|_| RequestError::PathTooLong)?;
        let mut request = Request::new(());
        *request.uri_mut() = uri.parse().map_err(|_| RequestError::PathTooLong)?;
        session.authorize(&mut request)?;
        Ok(request)
    }

    #[test]
    fn a_path_is_put_behind_the_base_url_and_gets_the_credentials() -> Tested {
        for uri in [
            "/icws/{sessionId}/messaging/messages?x=1",
            "https://IC1.example.com:8019/prefix/icws/canary%2Fid/messaging/messages?x=1",
        ] {
            let request = authorized(uri)?;
            let whole = "https://ic1.example.com:8019/prefix/icws/canary%2Fid/messaging/messages?x=1";
            assert_eq!(request.uri().to_string(), whole);
            assert_eq!(request.headers()["inin-icws-csrf-token"], "canary-token");
            assert_eq!(request.headers()["cookie"], "icws_1=canary-cookie");
            assert!(!format!("{:?}", request.headers()).contains("canary"));
        }
        Ok(())
    }

    #[test]
    fn no_other_server_gets_the_credentials() {
        for uri in [
            "https://ic2.example.com:8019/icws/x",
            "https://ic1.example.com/icws/x",
            "http://ic1.example.com:8019/icws/x",
            "https://ic1.example.com.evil.example:8019/icws/x",
            "https://user@ic1.example.com:8019/icws/x",
        ] {
            let refused = authorized(uri);
            assert!(matches!(refused, Err(RequestError::OtherServer)), "{uri}");
        }
        let anonymous = Session::anonymous("https://ic1");
        let refused = anonymous.map(|session| session.authorize(&mut Request::new(())));
        assert!(matches!(refused, Ok(Err(RequestError::NotLoggedIn))));
    }

    #[test]
    fn a_server_is_the_same_with_its_usual_port_and_with_no_other() -> Tested {
        for (base, usual, other) in [
            ("https://ic1", "https://ic1:443/", "https://ic1:80/"),
            ("http://[::1]", "http://[::1]:80/", "http://[::1]:443/"),
        ] {
            for (uri, is_same) in [(usual, true), (other, false)] {
                let mut request = Request::get(uri).body(())?;
                assert_eq!(session(base)?.authorize(&mut request).is_ok(), is_same, "{uri}");
            }
        }
        Ok(())
    }
}
