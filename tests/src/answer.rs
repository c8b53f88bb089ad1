//! Answers of a server.

use http::header::{HeaderName, HeaderValue};
use http::{Response, StatusCode};

/// The media type of ICWS, as the vendor's server writes it.
pub const MEDIA_TYPE: &str = "application/vnd.inin.icws+JSON; charset=utf-8";
/// What a `401` says about how to log in.
pub const CHALLENGE: &str = r#"ICWS realm="ICWS" location="/ICWS/connection""#;
/// What a proxy says in the server's place.
pub const HTML: &str = "<html><body>503 Service Unavailable</body></html>";
/// A body of a refusal.
pub const ERROR_BODY: &str = r#"{"errorId":"error.request.dialer","message":"it cannot be done"}"#;
/// A body of the one success that has one.
pub const QUERY_BODY: &str = r#"{"recordsaffected":1,"errorMessage":"","records":[{"status":"C"}]}"#;

/// An answer, as bytes on the wire or as what an HTTP stack makes of them.
#[derive(Debug, Clone)]
pub struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl Answer {
    /// With this status, no header and no body.
    pub const fn new(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new() }
    }

    /// With a body in JSON.
    pub fn json(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::new(status).header("Content-Type", MEDIA_TYPE).body(body)
    }

    /// A refusal as the server sends it.
    pub fn refusal(status: u16) -> Self {
        let answer = Self::json(status, ERROR_BODY);
        if status == 401 { answer.header("WWW-Authenticate", CHALLENGE) } else { answer }
    }

    /// With this header too.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// With this body.
    #[must_use]
    pub fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// As an HTTP stack hands it over.
    ///
    /// # Errors
    ///
    /// When the status or a header is none.
    pub fn response(&self) -> Result<Response<Vec<u8>>, http::Error> {
        let mut response = Response::new(self.body.clone());
        *response.status_mut() = StatusCode::from_u16(self.status)?;
        for (name, value) in &self.headers {
            response
                .headers_mut()
                .append(HeaderName::from_bytes(name.as_bytes())?, HeaderValue::from_bytes(value.as_bytes())?);
        }
        Ok(response)
    }

    /// As it travels. A status that has no body by definition has no length either.
    pub fn bytes(&self) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {} Reason\r\n", self.status);
        for (name, value) in &self.headers {
            head += &format!("{name}: {value}\r\n");
        }
        if !matches!(self.status, 204 | 304) {
            head += &format!("Content-Length: {}\r\n", self.body.len());
        }
        [head.as_bytes(), b"\r\n", &self.body].concat()
    }
}
