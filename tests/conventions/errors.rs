//! The errors that several operations have, on both sides. The crate is that of `tests/conventions/errors.yaml`.

use std::error::Error as StdError;

use icws_errors::models::{Error as Refusal, Other};
use icws_errors::operations::{
    Apart1Error, Busy1Error, Bytes1Error, None1Error, Other1Error, Range1Error, Range2Error, Secret1Error,
    Text1Error, Usual1Error, Usual2Error,
};
use icws_errors::server::{Credentials, Denied, ErrorsApi, axum, router};
use icws_errors::{Blob, Challenge, Client, Error, OperationError, Session, http};
use tokio::net::TcpListener;

type Tested = Result<(), Box<dyn StdError + Send + Sync>>;

struct Fake;

fn no() -> Refusal {
    Refusal::new("no")
}

impl ErrorsApi for Fake {
    async fn authenticate(&self, credentials: &Credentials) -> Result<(), Denied> {
        credentials.allow_anyone()
    }

    async fn usual1(&self) -> Result<(), Usual1Error> {
        Err(Usual1Error::unauthorized(Challenge::new("ICWS realm=x"), no()))
    }

    async fn usual2(&self) -> Result<(), Usual2Error> {
        Err(Usual2Error::not_found(no()))
    }

    async fn apart1(&self) -> Result<(), Apart1Error> {
        Err(Apart1Error::gone(no()))
    }

    async fn text1(&self) -> Result<(), Text1Error> {
        Err(Text1Error::conflict("taken".to_owned()))
    }

    async fn range1(&self) -> Result<(), Range1Error> {
        Err(Range1Error::client_error(http::StatusCode::IM_A_TEAPOT, no()))
    }

    async fn range2(&self) -> Result<(), Range2Error> {
        Err(Range2Error::other(http::StatusCode::BAD_GATEWAY))
    }

    async fn busy1(&self) -> Result<(), Busy1Error> {
        Err(Busy1Error::service_unavailable(Some(7), no()).with_x_queue(Some("long".to_owned())))
    }

    async fn other1(&self) -> Result<(), Other1Error> {
        Err(Other1Error::bad_request(Other::new("other")))
    }

    async fn bytes1(&self, q: String) -> Result<(), Bytes1Error> {
        Err(Bytes1Error::bad_request(Blob::new("image/png", q)))
    }

    async fn secret1(&self) -> Result<(), Secret1Error> {
        Err(Secret1Error::forbidden(Some("hunter2".to_owned()), no()))
    }

    async fn none1(&self) -> Result<(), None1Error> {
        Ok(())
    }
}

/// What an error says, and its headers.
fn told<E: OperationError>(result: Result<(), Error<E>>) -> (String, String) {
    let Err(Error::Api(error)) = result else { return (format!("{result:?}"), String::new()) };
    (error.to_string(), format!("{:?} {error:?}", error.headers()))
}

#[tokio::test]
async fn each_operation_reads_what_its_server_says_under_its_own_name() -> Tested {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async move { axum::serve(listener, router(Fake)).await });
    let client = Client::new(Session::builder(url).session_id("17").csrf_token("t").cookie("c=1").build()?)?;
    let (usual, headers) = told(client.usual1().await);
    assert_eq!(usual, "usual1: 401 Unauthorized: no");
    assert!(headers.contains("www-authenticate") && headers.contains(r#"realm: Some("x")"#), "{headers}");
    assert_eq!(told(client.usual2().await).0, "usual2: 404 Not Found: no");
    assert_eq!(told(client.apart1().await).0, "apart1: 410 Gone: no");
    assert_eq!(told(client.text1().await).0, "text1: 409 Conflict: taken");
    assert_eq!(told(client.range1().await).0, "range1: 418 I'm a teapot: no");
    assert_eq!(told(client.range2().await).0, "range2: 502 Bad Gateway");
    let (busy, shown) = told(client.busy1().await);
    assert_eq!(busy, "busy1: 503 Service Unavailable: no");
    assert!(shown.contains("Some(7)") && shown.contains("long"), "{shown}");
    assert_eq!(told(client.other1().await).0, "other1: 400 Bad Request: other");
    let (bytes, shown) = told(client.bytes1("0").await);
    assert_eq!(bytes, "bytes1: 400 Bad Request");
    assert!(shown.contains("image/png"), "{shown}");
    let (secret, shown) = told(client.secret1().await);
    assert_eq!(secret, "secret1: 403 Forbidden: no");
    assert!(!shown.contains("hunter2"), "{shown}");
    client.none1().await?;
    Ok(())
}
