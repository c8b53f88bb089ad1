//! Which request is whose.

use icws_dialer::OperationInfo;
use icws_dialer::models::PlacePreviewCallParameters;
use icws_dialer::operations::PlacePreviewCallError;
use icws_dialer::server::axum::{self, Router};
use icws_dialer::server::{Credentials, Denied, DialerApi, router};
use icws_tests::Tested;

use crate::{CREDENTIALS, JSON, PLACE, post, request, serve, serve_router};

/// Answers with the id of the session, as it came out of the path.
struct Echo;

impl DialerApi for Echo {
    async fn authenticate(&self, credentials: &Credentials) -> Result<(), Denied> {
        Err(Denied::new(credentials.session_id()))
    }
}

/// Has one operation, that succeeds.
struct One;

impl DialerApi for One {
    async fn authenticate(&self, credentials: &Credentials) -> Result<(), Denied> {
        credentials.allow_anyone()
    }

    async fn place_preview_call(&self, _: PlacePreviewCallParameters) -> Result<(), PlacePreviewCallError> {
        Ok(())
    }
}

#[tokio::test]
async fn the_id_of_the_session_is_decoded_once() -> Tested {
    let address = serve(Echo).await?;
    for (id, decoded) in [
        ("17", "17"),
        ("a%2Fb", "a/b"),
        ("%252F", "%2F"),
        ("..%2F..%2Fetc", "../../etc"),
        ("a+b%20c", "a+b c"),
        ("%C3%BC", "ü"),
        ("a;b=c", "a;b=c"),
        ("{sessionId}", "{sessionId}"),
    ] {
        let answered = post(address, &format!("/icws/{id}/dialer/place-preview-call?query#"), "{}").await?;
        assert_eq!((answered.status, answered.message().as_str()), (401, decoded), "{id}");
    }
    Ok(())
}

#[tokio::test]
async fn any_other_path_is_a_404() -> Tested {
    let address = serve(Echo).await?;
    for path in [
        "/",
        "/icws",
        "/icws/17/dialer/nothing",
        "/icws/17/dialer/place-preview-call/",
        "/icws/17/dialer/Place-Preview-Call",
        "/icws/17/dialer/place%2Dpreview-call",
        "/icws//dialer/place-preview-call",
        "/icws/17/dialer/x/../place-preview-call",
        "/../icws/17/dialer/place-preview-call",
    ] {
        let answered = post(address, path, "{}").await?;
        assert_eq!((answered.status, answered.message().is_empty()), (404, false), "{path}");
    }
    Ok(())
}

#[tokio::test]
async fn a_wrong_method_is_a_405_that_lists_the_right_ones() -> Tested {
    let address = serve(One).await?;
    for method in ["GET", "PUT", "DELETE", "PATCH", "TRACE", "POSTS", "post"] {
        let answered = request(address, &format!("{method} {PLACE}"), CREDENTIALS, "").await?;
        assert_eq!((answered.status, answered.header("allow")), (405, Some("POST, OPTIONS")), "{method}");
        assert_eq!(answered.message(), "this path has only the methods POST, OPTIONS");
    }
    Ok(())
}

#[tokio::test]
async fn head_and_options_have_no_body() -> Tested {
    let address = serve(One).await?;
    let head = request(address, &format!("HEAD {PLACE}"), CREDENTIALS, "").await?;
    assert_eq!((head.status, head.header("allow"), head.body.as_str()), (405, Some("POST, OPTIONS"), ""));
    let options = request(address, &format!("OPTIONS {PLACE}"), "", "").await?;
    assert_eq!(
        (options.status, options.header("allow"), options.body.as_str()),
        (204, Some("POST, OPTIONS"), "")
    );
    assert_eq!(request(address, "OPTIONS /nothing", "", "").await?.status, 404);
    assert_eq!(request(address, "OPTIONS *", "", "").await?.status, 204, "of the server as a whole");
    Ok(())
}

#[tokio::test]
async fn the_router_is_nested_and_merged_like_any_other() -> Tested {
    let login = Router::new().route("/icws/connection", axum::routing::post(async || "logged in"));
    let both = login.merge(router(One));
    let address = serve_router(Router::new().nest("/api/{server}", both)).await?;
    assert_eq!(post(address, "/api/ic1/icws/connection", "").await?.body, "logged in");
    assert_eq!(post(address, &format!("/api/ic1{PLACE}"), "{}").await?.status, 200);
    let unknown = post(address, "/api/ic1/nothing", "{}").await?;
    assert_eq!((unknown.status, unknown.message().as_str()), (404, "there is nothing at this path"));
    Ok(())
}

#[tokio::test]
async fn whoever_has_a_fallback_of_their_own_keeps_it() -> Tested {
    let other = || Router::new().fallback(async || "elsewhere");
    for both in [router(One).fallback(async || "elsewhere"), router(One).reset_fallback().merge(other())] {
        let address = serve_router(both).await?;
        assert_eq!(post(address, "/nothing", "").await?.body, "elsewhere");
        assert_eq!(post(address, PLACE, "{}").await?.status, 200);
    }
    Ok(())
}

#[tokio::test]
async fn an_answer_tells_layers_which_operation_it_is_of() -> Tested {
    async fn named(mut answer: axum::response::Response) -> axum::response::Response {
        let name = answer.extensions().get().map_or("none", |info: &OperationInfo| info.id);
        answer.headers_mut().insert("x-operation", http::HeaderValue::from_static(name));
        answer
    }
    let address = serve_router(router(One).layer(axum::middleware::map_response(named))).await?;
    let named = request(address, &format!("POST {PLACE}"), JSON, "{}").await?;
    assert_eq!((named.status, named.header("x-operation")), (401, Some("placePreviewCall")));
    assert_eq!(post(address, "/nothing", "").await?.header("x-operation"), Some("none"));
    Ok(())
}
