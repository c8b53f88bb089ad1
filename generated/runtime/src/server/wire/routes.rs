//! Which request is whose.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use http::{Method, Response, StatusCode};

use super::answer::{OutgoingResponse, Refused, Style};
use super::incoming::Incoming;
use super::path;
use crate::media;
use crate::server::credentials::Wanted;
use crate::server::running::{Running, Task};
use crate::server::{Credentials, Denied};
use crate::{Operation, OperationInfo};

/// What stands for the session's id in the template of a path.
const SESSION_ID: &str = "sessionId";

/// An operation, and what serves it.
struct Served {
    info: OperationInfo,
    wanted: &'static [Wanted],
    style: Style,
    /// Starts to answer a request.
    start: Box<dyn Fn(Credentials, Incoming) -> Task<OutgoingResponse> + Send + Sync>,
}

/// How an API authenticates, as a type that can be named.
pub type Authenticate<A> =
    fn(Arc<A>, Credentials) -> Pin<Box<dyn Future<Output = Result<(), Denied>> + Send>>;

/// A router that is being made: `new`, then `serve` for each operation, then `finish`.
pub struct Routes<A, T> {
    api: Arc<A>,
    authenticate: Arc<T>,
    /// How many bytes a body may have.
    limit: usize,
    /// By the shape of their paths.
    served: BTreeMap<String, Vec<Served>>,
}

impl<A, T> std::fmt::Debug for Routes<A, T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Routes").field("shapes", &self.served.keys()).finish_non_exhaustive()
    }
}

impl<A, T, F> Routes<A, T>
where
    A: Send + Sync + 'static,
    T: Fn(Arc<A>, Credentials) -> F + Send + Sync + 'static,
    F: Future<Output = Result<(), Denied>> + Send + 'static,
{
    /// Starts a router of an API that takes bodies of this length, and authenticates in this way.
    pub fn new(api: A, limit: usize, authenticate: T) -> Self {
        Self { api: Arc::new(api), authenticate: Arc::new(authenticate), limit, served: BTreeMap::new() }
    }

    /// Adds an operation.
    #[must_use]
    pub fn serve<O: Operation, G>(
        mut self,
        wanted: &'static [Wanted],
        serve: impl Fn(Arc<A>, Incoming) -> G + Send + Sync + 'static,
    ) -> Self
    where
        G: Future<Output = Result<OutgoingResponse, Refused>> + Send + 'static,
    {
        let (api, authenticate) = (Arc::clone(&self.api), Arc::clone(&self.authenticate));
        let start = move |credentials, incoming| -> Task<OutgoingResponse> {
            let is_open = wanted.is_empty();
            let authenticated = (!is_open).then(|| authenticate(Arc::clone(&api), credentials));
            let answered = serve(Arc::clone(&api), incoming);
            Box::pin(async {
                if let Some(authenticated) = authenticated
                    && let Err(denied) = authenticated.await
                {
                    return OutgoingResponse::denied(&denied);
                }
                answered.await.unwrap_or_else(|refused| *refused)
            })
        };
        let info = OperationInfo::of::<O>();
        let served = Served { info, wanted, style: Style::of::<O>(), start: Box::new(start) };
        self.served.entry(path::shape(O::PATH)).or_default().push(served);
        self
    }

    /// The router.
    pub fn finish(self) -> Router {
        let limit = self.limit;
        let style = style(self.served.values().flatten());
        // A piece of a path that begins with a colon is what it is.
        let mut router = Router::new().without_v07_checks();
        for (shape, mut served) in self.served {
            // Whatever fits `/{a}.json` fits `/{a}`, too.
            served.sort_by_key(|served| std::cmp::Reverse(path::literals(served.info.path)));
            let served = Arc::<[Served]>::from(served);
            let answer = move |request: Request| begin(&served, request, limit).end();
            router = router.route(&shape, axum::routing::any(answer));
        }
        router.fallback(async move |request: Request| elsewhere(&request).into_response(style))
    }
}

/// How it is written what is said where it is not known which of these operations is meant: as of the first.
fn style<'a>(served: impl IntoIterator<Item = &'a Served>) -> Style {
    match served.into_iter().next() {
        Some(served) => served.style,
        None => Style { media_type: |_| media::RESPONSE, demanded: "" },
    }
}

/// What becomes of a request: a call of an operation, or a response without one. It is small, because it is moved.
struct Begun {
    call: Result<Running<OutgoingResponse>, Refused>,
    operation: Option<OperationInfo>,
    style: Style,
}

impl Begun {
    async fn end(self) -> Response<Body> {
        let answer = match self.call {
            Ok(running) => running.await.unwrap_or_else(OutgoingResponse::cut),
            Err(refused) => *refused,
        };
        let mut response = answer.into_response(self.style);
        if let Some(operation) = self.operation {
            response.extensions_mut().insert(operation);
        }
        response
    }
}

/// Begins to answer a request to one of these paths.
fn begin(served: &[Served], request: Request, limit: usize) -> Begun {
    let path = request.uri().path();
    // Who asks for the head of an answer is answered as to a `GET`; the body is left out on the way.
    let method = if request.method() == Method::HEAD { &Method::GET } else { request.method() };
    for operation in served.iter().filter(|served| served.info.method == *method) {
        let mut session_id = None;
        if path::read(operation.info.path, path, |name, value| {
            if name == SESSION_ID {
                session_id.get_or_insert(value);
            }
        }) {
            // An id that is no text is none.
            let session_id = session_id.map(|value| path::decode(value).unwrap_or_default());
            let call = operation.call(session_id, request, limit);
            return Begun { call, operation: Some(operation.info.clone()), style: operation.style };
        }
    }
    let is_here = |served: &&Served| path::read(served.info.path, path, |_, _| ());
    let here: Vec<&Served> = served.iter().filter(is_here).collect();
    let answer = match here.as_slice() {
        [] => OutgoingResponse::not_found(),
        here => OutgoingResponse::methods(&methods(here), method),
    };
    Begun { call: Err(Box::new(answer)), operation: None, style: style(served) }
}

impl Served {
    fn call(
        &self,
        session_id: Option<String>,
        request: Request,
        limit: usize,
    ) -> Result<Running<OutgoingResponse>, Refused> {
        let incoming = Incoming::new(request, self.info.path, limit);
        let credentials = Credentials::read(incoming.headers(), session_id, self.wanted)
            .map_err(|fault| Box::new(OutgoingResponse::unauthorized(fault)))?;
        Ok(Running::new(credentials.clone(), (self.start)(credentials, incoming)))
    }
}

/// Answers a request to a path that is nobody's.
fn elsewhere(request: &Request) -> OutgoingResponse {
    // That is asked of the server as a whole, and there is nothing to say but that it is there.
    if *request.method() == Method::OPTIONS && request.uri().path() == "*" {
        OutgoingResponse::new(StatusCode::NO_CONTENT)
    } else {
        OutgoingResponse::not_found()
    }
}

/// The methods of a path, as the header `Allow` lists them.
fn methods(here: &[&Served]) -> String {
    let mut names: Vec<&str> = here.iter().map(|served| served.info.method.as_str()).collect();
    if names.contains(&"GET") {
        names.push("HEAD");
    }
    names.push("OPTIONS");
    names.join(", ")
}
