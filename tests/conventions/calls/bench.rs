//! Both clients of a crate, and the router of it, which they call over loopback.

use std::fmt::Debug;
use std::net::TcpListener;
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::api::server::axum;
use crate::api::{Call, Client, Error, Operation, Session, Texts, blocking};

/// What the server answers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: &'static [(&'static str, &'static str)],
    pub(crate) body: &'static [u8],
}

impl Reply {
    /// What it is to those who receive it.
    fn read<O: Operation>(self) -> Result<O::Response, O::Error> {
        let builder = http::Response::builder().status(self.status);
        let builder = self.headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, *value));
        match O::from_response(builder.body(self.body).expect("well-formed")) {
            Ok(response) => Ok(response),
            Err(Error::Api(error)) => Err(error),
            Err(other) => panic!("{}, {self:?}: {other}", O::ID),
        }
    }
}

/// The call that comes next, and what is answered.
static NEXT: Mutex<Option<(Call, Reply)>> = Mutex::new(None);

fn next() -> std::sync::MutexGuard<'static, Option<(Call, Reply)>> {
    NEXT.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What the method of an operation yields once it has received what was sent.
pub(crate) fn answer<O: Operation>(mut received: serde_json::Value) -> Result<O::Response, O::Error> {
    if let Some(arguments) = received.get_mut(O::ID).and_then(serde_json::Value::as_object_mut) {
        arguments.retain(|_, value| !value.is_null());
    }
    let (sent, reply) = next().take().expect("a call that was announced");
    assert_eq!(serde_json::from_value::<Call>(received).expect(O::ID), sent);
    reply.read::<O>()
}

/// A value as operations take it.
pub(crate) trait Lend<'a, T> {
    fn lend(&'a self) -> T;
}

impl<T: Copy> Lend<'_, T> for T {
    fn lend(&self) -> T {
        *self
    }
}

impl<'a, T> Lend<'a, &'a T> for T {
    fn lend(&'a self) -> &'a T {
        self
    }
}

impl<'a> Lend<'a, &'a str> for String {
    fn lend(&'a self) -> &'a str {
        self
    }
}

impl<'a, T> Lend<'a, &'a [T]> for Vec<T> {
    fn lend(&'a self) -> &'a [T] {
        self
    }
}

impl<'a> Lend<'a, Texts<'a>> for Vec<String> {
    fn lend(&'a self) -> Texts<'a> {
        self.into()
    }
}

/// Both clients.
pub(crate) struct Bench {
    runtime: tokio::runtime::Runtime,
    pub(crate) client: Client,
    pub(crate) blocking: blocking::Client,
}

impl Bench {
    pub(crate) fn new(router: axum::Router) -> Self {
        let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("its number"));
        listener.set_nonblocking(true).expect("as tokio wants it");
        let serve = async {
            axum::serve(tokio::net::TcpListener::from_std(listener).expect("a listener"), router).await
        };
        thread::spawn(move || runtime().block_on(serve));
        let session = Session::builder(url).session_id("17").csrf_token("t").cookie("a=b");
        let session = session.build().expect("a session");
        let client = Client::new(session.clone()).expect("a client");
        Self { runtime: runtime(), client, blocking: blocking::Client::new(session).expect("a client") }
    }

    pub(crate) fn wait<T>(&self, future: impl Future<Output = T>) -> T {
        self.runtime.block_on(future)
    }

    /// Makes the first call once for each reply, and the others once.
    pub(crate) fn run(&self, make: fn(&Self, &Call, &[Reply]), calls: &[&str], replies: &[Reply]) {
        for (index, json) in calls.iter().enumerate() {
            let call = serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"));
            make(self, &call, if index == 0 { replies } else { &replies[..1] });
        }
    }

    /// Makes a call with both clients.
    pub(crate) fn execute<O>(&self, sent: &Call, replies: &[Reply], operation: &O)
    where
        O: Operation<Response: PartialEq + Debug, Error: PartialEq>,
    {
        assert_eq!(Call::of(operation), *sent);
        self.expect::<O>(sent, replies, || self.wait(self.client.execute(operation)));
        self.expect::<O>(sent, replies, || self.blocking.execute(operation));
    }

    /// Makes a call once for each reply, and holds what comes of it against the reply.
    pub(crate) fn expect<O>(
        &self,
        sent: &Call,
        replies: &[Reply],
        call: impl Fn() -> Result<O::Response, Error<O::Error>>,
    ) where
        O: Operation<Response: PartialEq + Debug, Error: PartialEq>,
    {
        for reply in replies {
            *next() = Some((sent.clone(), *reply));
            match (call(), reply.read::<O>()) {
                (Ok(came), Ok(meant)) => assert_eq!(came, meant, "{}", O::ID),
                (Err(Error::Api(came)), Err(meant)) => assert_eq!(came, meant, "{}", O::ID),
                (came, meant) => panic!("{}, {reply:?}: {came:?} instead of {meant:?}", O::ID),
            }
        }
    }
}
