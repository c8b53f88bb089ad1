//! What bodies and headers of every kind are at the other end: both clients call the router of the crate that is made of
//! `tests/conventions/bodies.yaml`.

use std::error::Error as StdError;
use std::future::Future;

use icws_bodies::models::{ErrorSeverity, PostOpenBody, Thing, ThingSize};
use icws_bodies::operations::{
    GetHeaders, GetHeadersError, GetHeadersResponse, PostFile, PostFileError, PostNote, PostNoteError,
    PostOpen, PostOpenError, PutFile, PutFileError, PutPage, PutPageError, PutThing, PutThingError, SignOn,
    SignOnError, SignOnResponse,
};
use icws_bodies::server::{BodiesApi, Credentials, Denied, axum, router};
use icws_bodies::{Blob, Client, Error, Json, Operation, OperationError, Session, SetCookies, blocking};
use tokio::net::TcpListener;

type Anything = Box<dyn StdError + Send + Sync>;
type Tested = Result<(), Anything>;

/// Answers with what it was given.
struct Echo;

impl BodiesApi for Echo {
    async fn authenticate(&self, credentials: &Credentials) -> Result<(), Denied> {
        credentials.allow_anyone()
    }

    async fn put_file(&self, name: String, body: Blob) -> Result<Blob, PutFileError> {
        if name == "gone" { Err(PutFileError::not_found(body)) } else { Ok(body) }
    }

    async fn post_file(&self, _: String, body: Option<Blob>) -> Result<Blob, PostFileError> {
        Ok(body.unwrap_or_else(|| Blob::new("text/x-none", "none")))
    }

    async fn put_page(&self, body: String) -> Result<String, PutPageError> {
        if body.is_empty() { Err(PutPageError::not_found("<p>none".into())) } else { Ok(format!("<p>{body}")) }
    }

    async fn post_note(&self, body: Option<String>) -> Result<String, PostNoteError> {
        Ok(format!("{body:?}"))
    }

    async fn post_open(&self, body: PostOpenBody) -> Result<Json, PostOpenError> {
        Ok(serde_json::to_string(&body).ok().and_then(|json| json.parse().ok()).unwrap_or_default())
    }

    async fn put_thing(&self, body: Thing) -> Result<Thing, PutThingError> {
        Ok(if body.id.is_none() { body.with_id("new") } else { body })
    }

    async fn sign_on(&self, to: String) -> Result<SignOnResponse, SignOnError> {
        Ok(if to.is_empty() { SignOnResponse::NotModified } else { SignOnResponse::found(Some(to)) })
    }

    async fn get_headers(&self) -> Result<GetHeadersResponse, GetHeadersError> {
        let cookies: SetCookies = ["icws_17=canary, with a comma; Path=/", "lb=canary"].into_iter().collect();
        let ids = Some(vec!["a b".to_owned(), "c".to_owned()]);
        Ok(GetHeadersResponse::ok(cookies, Some(vec![1, -2]), ids))
    }
}

/// Both clients, with a server that both reach.
async fn clients() -> Result<(Client, Session), Anything> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    tokio::spawn(async { axum::serve(listener, router(Echo)).await });
    let session = Session::builder(url).session_id("17").csrf_token("t").cookie("a=b").build()?;
    Ok((Client::new(session.clone())?, session))
}

/// What both clients make of an operation, which is the same.
async fn call<O>(operation: O) -> Result<Result<O::Response, Error<O::Error>>, Anything>
where
    O: Operation<Response: PartialEq + std::fmt::Debug + Send, Error: OperationError + PartialEq>
        + Clone
        + Send
        + Sync
        + 'static,
{
    let (client, session) = clients().await?;
    let asynchronous = client.execute(&operation).await;
    let other = operation.clone();
    let blocking = tokio::task::spawn_blocking(move || {
        blocking::Client::new(session).map(|client| client.execute(&other))
    });
    match (&asynchronous, &blocking.await??) {
        (Ok(one), Ok(other)) => assert_eq!(one, other),
        (Err(Error::Api(one)), Err(Error::Api(other))) => assert_eq!(one, other),
        (Err(one), Err(other)) => assert_eq!(one.to_string(), other.to_string()),
        (one, other) => return Err(format!("{one:?} and {other:?}").into()),
    }
    Ok(asynchronous)
}

/// A value that lasts as long as the test, as what is sent to another thread has to.
fn lasting<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

#[tokio::test]
async fn bytes_arrive_with_their_media_type() -> Tested {
    let bytes: Vec<u8> = (0..=255).collect();
    let picture = lasting(Blob::new("image/png", bytes.clone()));
    assert_eq!(call(PutFile::new("a", picture)).await?.as_ref().ok(), Some(picture));
    let plain = lasting(Blob::from(bytes));
    let echoed = call(PostFile::new("a").with_body(plain)).await??;
    assert_eq!((echoed.media_type(), echoed.bytes()), (Some("application/octet-stream"), plain.bytes()));
    let none = call(PostFile::new("a")).await??;
    assert_eq!((none.media_type(), none.bytes()), (Some("text/x-none"), &b"none"[..]));
    let empty = call(PostFile::new("a").with_body(lasting(Blob::default()))).await??;
    assert!(empty.bytes().is_empty(), "an empty body is one: {empty:?}");
    let gone = call(PutFile::new("gone", picture)).await?;
    assert!(matches!(&gone, Err(Error::Api(PutFileError::NotFound { error, .. })) if error == picture), "{gone:?}");
    Ok(())
}

#[tokio::test]
async fn bytes_of_another_media_type_are_refused_by_the_server() -> Tested {
    let refused = call(PutFile::new("a", lasting(Blob::new("audio/wav", "x")))).await?;
    // What the router says by itself is an error of the API, whatever that must have.
    let Err(Error::Api(PutFileError::UnsupportedMediaType { error, .. })) = &refused else {
        return Err(format!("{refused:?}").into());
    };
    assert_eq!((error.severity.clone(), error.message.is_empty()), (ErrorSeverity::Low, false), "{error:?}");
    let unfit = call(PutFile::new("a", lasting(Blob::new("image/\n", "x")))).await?;
    assert!(matches!(unfit, Err(Error::Request(_))), "{unfit:?}");
    Ok(())
}

#[tokio::test]
async fn texts_are_what_they_are() -> Tested {
    assert_eq!(call(PutPage::new("grün")).await??, "<p>grün");
    let none = call(PutPage::new("")).await?;
    assert!(matches!(&none, Err(Error::Api(PutPageError::NotFound { error, .. })) if error == "<p>none"), "{none:?}");
    assert_eq!(call(PostNote::new().with_body("a,b")).await??, "Some(\"a,b\")");
    assert_eq!(call(PostNote::new().with_body("")).await??, "Some(\"\")");
    assert_eq!(call(PostNote::new()).await??, "None");
    Ok(())
}

#[tokio::test]
async fn an_open_body_has_what_it_is_given() -> Tested {
    let body = PostOpenBody::new().with_extra([("count", 5)]);
    assert_eq!(call(PostOpen::new(lasting(body))).await??.as_json(), r#"{"count":5}"#);
    assert_eq!(call(PostOpen::new(lasting(PostOpenBody::new()))).await??.as_json(), "{}");
    Ok(())
}

/// `readOnly`, `writeOnly` and examples are documentation: whatever is set is sent, and whatever comes is read.
#[tokio::test]
async fn what_is_for_one_direction_is_sent_in_both() -> Tested {
    let thing = Thing::new("Ann").with_note("n").with_size(ThingSize::VeryLarge);
    let saved = call(PutThing::new(lasting(thing))).await??;
    let json = r#"{"id":"new","name":"Ann","note":"n","size":"very large"}"#;
    assert_eq!(serde_json::to_string(&saved)?, json);
    assert_eq!(call(PutThing::new(lasting(saved.clone()))).await??, saved);
    Ok(())
}

#[tokio::test]
async fn texts_without_names_are_named_by_themselves_and_others_are_kept() -> Tested {
    let thing = Thing::new("Ann").with_size(ThingSize::from("huge"));
    let saved = call(PutThing::new(lasting(thing))).await??;
    assert_eq!(saved.size.as_ref().map(ThingSize::as_str), Some("huge"));
    assert_eq!(
        [ThingSize::Small, ThingSize::VeryLarge].map(|size| size.to_string()),
        ["small", "very large"]
    );
    Ok(())
}

#[tokio::test]
async fn a_redirect_is_not_followed() -> Tested {
    let to = "https://idp.example.com/?a=b";
    let found = call(SignOn::new(to)).await??;
    assert!(
        matches!(&found, SignOnResponse::Found { location: Some(place), .. } if place == to),
        "{found:?}"
    );
    assert_eq!(call(SignOn::new("")).await??, SignOnResponse::NotModified);
    // Servers send a page with it, for people.
    let page =
        http::Response::builder().status(302).header("content-type", "text/html").body("<html>Moved")?;
    assert!(matches!(SignOn::from_response(page), Ok(SignOnResponse::Found { location: None, .. })));
    Ok(())
}

#[tokio::test]
async fn headers_are_lists_and_all_cookies_are_kept() -> Tested {
    let GetHeadersResponse::Ok { set_cookie, x_counts, x_ids, .. } = call(GetHeaders::new()).await?? else {
        return Err("another answer".into());
    };
    assert_eq!((x_counts, x_ids), (Some(vec![1, -2]), Some(vec!["a b".to_owned(), "c".to_owned()])));
    let cookies: Vec<&str> = set_cookie.iter().collect();
    assert_eq!(cookies, ["icws_17=canary, with a comma; Path=/", "lb=canary"]);
    assert!(!format!("{set_cookie:?}").contains("canary"), "{set_cookie:?}");
    Ok(())
}

#[test]
fn several_headers_are_one_list_and_one_item_that_does_not_fit_is_none() -> Tested {
    let read = |counts: &[&str]| {
        let mut answer = http::Response::builder().status(200);
        for value in counts {
            answer = answer.header("X-Counts", *value);
        }
        let GetHeadersResponse::Ok { x_counts, .. } = GetHeaders::from_response(answer.body("")?)? else {
            return Err("another answer".into());
        };
        Ok::<_, Anything>(x_counts)
    };
    assert_eq!(read(&["1, 2", " 3 ,"])?, Some(vec![1, 2, 3]));
    assert_eq!(read(&[""])?, Some(vec![]));
    assert_eq!(read(&[])?, None);
    assert_eq!(read(&["1", "x"])?, None);
    Ok(())
}

/// What a future sends between threads is what the clients promise.
fn _is_send(client: &Client) -> impl Future<Output = ()> + Send {
    let client = client.clone();
    async move {
        let _ = client.get_headers().await;
    }
}
