//! Operations in groups by their tags, on both sides. The crate is that of `tests/conventions/tagged.yaml`.

use std::error::Error as StdError;

use icws_tagged::models::{Error as Refusal, Query};
use icws_tagged::operations::people::CallPerson3Error;
use icws_tagged::operations::queries::{GetQuery, GetQueryError, ToQueryError};
use icws_tagged::operations::{self, PingError};
use icws_tagged::server::{self, Credentials, Denied, Server, TaggedApi, axum};
use icws_tagged::{Client, Error, Session, blocking, clients};
use tokio::net::TcpListener;

type Tested = Result<(), Box<dyn StdError + Send + Sync>>;

struct Fake;

impl TaggedApi for Fake {
    async fn authenticate(&self, credentials: &Credentials) -> Result<(), Denied> {
        credentials.allow_anyone()
    }

    async fn ping(&self) -> Result<(), PingError> {
        Ok(())
    }
}

impl server::queries::Api for Fake {
    async fn get_query(&self, id: String, deep: Option<bool>) -> Result<Query, GetQueryError> {
        Ok(Query::new(format!("{id} {deep:?}")))
    }

    async fn to_query(&self, _: String, body: Query) -> Result<(), ToQueryError> {
        Err(ToQueryError::NotFound(Refusal::new(body.text)))
    }
}

impl server::people::Api for Fake {
    async fn call_person3(&self) -> Result<(), CallPerson3Error> {
        Ok(())
    }
}

async fn session(router: axum::Router) -> Result<Session, Box<dyn StdError + Send + Sync>> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(Session::builder(url).session_id("17").csrf_token("t").cookie("c=1").build()?)
}

#[tokio::test]
async fn each_group_has_its_calls_and_its_server() -> Tested {
    let session = session(Server::new(Fake).queries().people().into_router()).await?;
    let client = Client::new(session)?;
    let queries: clients::Queries<'_> = client.queries();
    assert_eq!(queries.get_query("a b").await?.text, "a b None");
    let refused = queries.to_query("a", &Query::new("none")).await;
    assert!(matches!(refused, Err(Error::Api(ToQueryError::NotFound(error))) if error.message == "none"));
    client.people().call_person3().await?;
    client.ping().await?;
    assert_eq!(client.execute(&GetQuery::new("a").with_deep(true)).await?.text, "a Some(true)");
    // Its operation is `peopleCallPerson4`.
    let unwritten = client.people().call_person4().await.err();
    assert_eq!(unwritten.and_then(|error| error.status()).map(|status| status.as_u16()), Some(501));
    Ok(())
}

#[tokio::test]
async fn a_group_that_is_not_served_is_not_found() -> Tested {
    let session = session(Server::new(Fake).people().into_router()).await?;
    let found = tokio::task::spawn_blocking(move || -> Result<_, Box<dyn StdError + Send + Sync>> {
        let client = blocking::Client::new(session)?;
        client.ping()?;
        client.people().call_person3()?;
        Ok((client.queries().get_query("a").err(), client.server().be_present().err()))
    });
    let (query, present) = found.await??;
    assert_eq!(query.and_then(|error| error.status()).map(|status| status.as_u16()), Some(404));
    assert_eq!(present.and_then(|error| error.status()).map(|status| status.as_u16()), Some(404));
    Ok(())
}

/// What a team makes of the errors of two operations that document the same ones.
#[derive(Debug, PartialEq)]
enum Failed {
    Person,
    Query(String),
}

impl From<CallPerson3Error> for Failed {
    fn from(_: CallPerson3Error) -> Self {
        Self::Person
    }
}

impl From<ToQueryError> for Failed {
    fn from(error: ToQueryError) -> Self {
        match error {
            ToQueryError::NotFound(error) => Self::Query(error.message),
            other => Self::Query(other.to_string()),
        }
    }
}

#[test]
fn operations_with_the_same_errors_have_types_of_their_own_of_them() {
    let (person, query) =
        (CallPerson3Error::NotFound(Refusal::new("a")), ToQueryError::NotFound(Refusal::new("b")));
    assert_eq!(person.to_string(), "callPerson3: 404 Not Found: a");
    assert_eq!((query.to_string().as_str(), query.status().as_u16()), ("toQuery: 404 Not Found: b", 404));
    assert_eq!(format!("{query:?}").split('(').next(), Some("NotFound"));
    assert_eq!(query.error().message, "b");
    assert_eq!(Failed::from(person), Failed::Person);
    assert_eq!(Failed::from(query.clone()), Failed::Query("b".to_owned()));
    let any = icws_tagged::AnyError::from(Error::Api(query.clone()));
    assert_eq!(
        (any.operation(), any.downcast_ref::<Error<CallPerson3Error>>().is_some()),
        ("toQuery", false)
    );
    assert!(matches!(any.downcast_ref::<Error<ToQueryError>>(), Some(Error::Api(error)) if *error == query));
}

#[test]
fn types_are_in_the_module_of_their_group_and_beside_all_others() {
    let made: fn() -> operations::people::PeopleCallPerson4 = operations::PeopleCallPerson4::new;
    assert_eq!((made(), operations::ALL.len()), (operations::PeopleCallPerson4::new(), 22));
}
