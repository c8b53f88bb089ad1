//! Which request is whose.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use http::{Method, Response};

use super::answer::{Answer, Refused};
use super::incoming::Incoming;
use super::path;
use crate::server::{Credentials, Denied, running};
use crate::{Operation, OperationInfo};

/// What proves who asks, where an operation wants it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// The header `ININ-ICWS-CSRF-Token`.
    CsrfToken,
    /// The header `Cookie`.
    Cookie,
}

/// What stands for the session's id in the template of a path.
const SESSION_ID: &str = "sessionId";

type Task<T> = Pin<Box<dyn Future<Output = T> + Send>>;
type Act<A, I, T> = Box<dyn Fn(Arc<A>, I) -> Task<T> + Send + Sync>;

/// What is the same for all operations.
struct Common<A> {
    api: Arc<A>,
    authenticate: Act<A, Credentials, Result<(), Denied>>,
    limit: usize,
}

/// One operation, and what serves it.
pub struct Served<A> {
    info: OperationInfo,
    wanted: &'static [Wanted],
    serve: Act<A, Incoming, Result<Answer, Refused>>,
}

impl<A> std::fmt::Debug for Served<A> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Served").field("info", &self.info).finish_non_exhaustive()
    }
}

/// A router that is being made: `new`, then `serve` for each operation, then `finish`.
pub struct Routes<A> {
    common: Common<A>,
    /// By the shape of their paths.
    served: BTreeMap<String, Vec<Served<A>>>,
}

impl<A> std::fmt::Debug for Routes<A> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Routes").field("served", &self.served).finish_non_exhaustive()
    }
}

impl<A: Send + Sync + 'static> Routes<A> {
    /// Starts a router of an API that takes bodies of this length, and authenticates in this way.
    pub fn new<F>(
        api: A,
        limit: usize,
        authenticate: impl Fn(Arc<A>, Credentials) -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Result<(), Denied>> + Send + 'static,
    {
        let authenticate: Act<A, Credentials, _> =
            Box::new(move |api, credentials| Box::pin(authenticate(api, credentials)));
        let common = Common { api: Arc::new(api), authenticate, limit };
        Self { common, served: BTreeMap::new() }
    }

    /// Adds an operation.
    #[must_use]
    pub fn serve<O: Operation, F>(
        mut self,
        wanted: &'static [Wanted],
        serve: impl Fn(Arc<A>, Incoming) -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Result<Answer, Refused>> + Send + 'static,
    {
        let serve: Act<A, Incoming, _> = Box::new(move |api, incoming| Box::pin(serve(api, incoming)));
        let served = Served { info: OperationInfo::of::<O>(), wanted, serve };
        self.served.entry(path::shape(O::PATH)).or_default().push(served);
        self
    }

    /// The router.
    pub fn finish(self) -> Router {
        let common = Arc::new(self.common);
        // A piece of a path that begins with a colon is what it is.
        let mut router = Router::new().without_v07_checks();
        for (shape, served) in self.served {
            let (common, served) = (Arc::clone(&common), Arc::<[Served<A>]>::from(served));
            let answer = move |request: Request| dispatch(Arc::clone(&common), Arc::clone(&served), request);
            router = router.route(&shape, axum::routing::any(answer));
        }
        router.fallback(async || Answer::not_found().into_response())
    }
}

/// Answers a request to one of these paths.
async fn dispatch<A: Send + Sync + 'static>(
    common: Arc<Common<A>>,
    served: Arc<[Served<A>]>,
    request: Request,
) -> Response<Body> {
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
            let mut response = answer(&common, operation, request, session_id).await.into_response();
            response.extensions_mut().insert(operation.info.clone());
            return response;
        }
    }
    let is_here = |served: &&Served<A>| path::read(served.info.path, path, |_, _| ());
    let here: Vec<&Served<A>> = served.iter().filter(is_here).collect();
    if here.is_empty() {
        return Answer::not_found().into_response();
    }
    let is_question = *method == Method::OPTIONS;
    Answer::methods(&methods(&here), is_question).into_response()
}

/// The methods of a path, as the header `Allow` lists them.
fn methods<A>(here: &[&Served<A>]) -> String {
    let mut names: Vec<&str> = here.iter().map(|served| served.info.method.as_str()).collect();
    if names.contains(&"GET") {
        names.push("HEAD");
    }
    names.push("OPTIONS");
    names.join(", ")
}

async fn answer<A>(
    common: &Common<A>,
    served: &Served<A>,
    request: Request,
    session_id: Option<String>,
) -> Answer {
    let incoming = Incoming::new(request, served.info.path, common.limit);
    let credentials = match Credentials::read(incoming.headers(), session_id, served.wanted) {
        Ok(credentials) => credentials,
        Err(fault) => return Answer::unauthorized(fault),
    };
    let call = call(common, served, incoming, credentials.clone());
    match running::run(credentials, call).await {
        Ok(answer) => answer,
        Err(cut) => Answer::cut(cut),
    }
}

/// What can panic, because it is not ours.
async fn call<A>(
    common: &Common<A>,
    served: &Served<A>,
    incoming: Incoming,
    credentials: Credentials,
) -> Answer {
    if !served.wanted.is_empty() {
        let authenticated = (common.authenticate)(Arc::clone(&common.api), credentials);
        if let Err(denied) = authenticated.await {
            return Answer::denied(&denied);
        }
    }
    match (served.serve)(Arc::clone(&common.api), incoming).await {
        Ok(answer) => answer,
        Err(refused) => *refused,
    }
}
