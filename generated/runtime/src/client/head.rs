use http::{HeaderMap, Response, StatusCode};

/// Status and headers of a response, for those who ask for them.
pub(super) struct Head {
    status: StatusCode,
    headers: HeaderMap,
}

impl Head {
    /// Those of a response, where one came.
    pub(super) fn of<B, E>(answer: &Result<Response<B>, E>) -> Self {
        match answer {
            Ok(answer) => Self { status: answer.status(), headers: answer.headers().clone() },
            Err(_) => Self { status: StatusCode::OK, headers: HeaderMap::new() },
        }
    }

    /// A response with what its body was read to.
    pub(super) fn with<T>(self, body: T) -> Response<T> {
        let mut response = Response::new(body);
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        response
    }
}
