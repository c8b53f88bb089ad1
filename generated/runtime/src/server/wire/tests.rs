//! Routers of operations as the generator writes them: what they read of a request, and what they answer.

use std::collections::HashMap;
use std::future::ready;

use axum::body::{Body, to_bytes};
use http::header::{ALLOW, WWW_AUTHENTICATE};
use http::{HeaderValue, Method, Request, Response, StatusCode};
use tower_service::Service;

use super::answer::Style;
use super::body::{JsonBody, OtherBody};
use super::values::within;
use super::{Incoming, OutgoingResponse, Refused, Routes, Wanted};
use crate::Blob;
use crate::check::{Bound, Limits};
use crate::tests::{Tested, operation};

operation!(GetThing: GET "/things/{name}");
operation!(GetFile: GET "/things/{name}.json");
operation!(PutThing: PUT "/things/{name}");
operation!(DeleteThing: DELETE "/things/{name}");
operation!(PostThing: POST "/others/{name}");

/// A response that says who gives it.
fn named(name: &'static str) -> Result<OutgoingResponse, Refused> {
    Ok(OutgoingResponse::new(StatusCode::OK).text(name, "text/plain"))
}

/// Everything that there is among the parameters, in JSON.
fn parameters(incoming: &Incoming) -> Result<OutgoingResponse, Refused> {
    let name: String = incoming.path("name").required()?;
    let color: Option<String> = incoming.query("color").optional()?;
    let sizes: Option<Vec<i32>> = incoming.query("size").optional_list()?;
    let items: Option<Vec<String>> = incoming.query_commas("items").optional_list()?;
    let trace: Option<String> = incoming.header("X-Trace").optional()?;
    let marks: Option<Vec<String>> = incoming.header_commas("X-Marks").optional_list()?;
    Ok(OutgoingResponse::new(StatusCode::OK).json(&(name, color, sizes, items, trace, marks)))
}

fn routes() -> axum::Router {
    const NOTHING: &[Wanted] = &[];
    Routes::new((), 1000, |_, _| ready(Ok(())))
        .serve::<GetThing, _>(NOTHING, |_, _| ready(named("GetThing")))
        .serve::<PutThing, _>(NOTHING, |_, _| ready(named("PutThing")))
        .serve::<GetFile, _>(NOTHING, |_, _| ready(named("GetFile")))
        .serve::<DeleteThing, _>(NOTHING, |_, _| ready(named("DeleteThing")))
        .serve::<PostThing, _>(NOTHING, |_, incoming| ready(parameters(&incoming)))
        .finish()
}

/// The response to a request, and its body.
fn ask(request: http::request::Builder) -> Result<(Response<()>, String), Box<dyn std::error::Error>> {
    let request = request.body(Body::empty())?;
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
        let (head, body) = routes().call(request).await?.into_parts();
        let body = to_bytes(body, 10_000).await?;
        Ok((Response::from_parts(head, ()), String::from_utf8(body.to_vec())?))
    })
}

#[test]
fn each_method_of_a_path_is_an_operation_of_its_own() -> Tested {
    for (method, name) in [
        (Method::GET, "GetThing"),
        (Method::HEAD, "GetThing"),
        (Method::PUT, "PutThing"),
        (Method::DELETE, "DeleteThing"),
    ] {
        let (answer, body) = ask(Request::builder().method(&method).uri("/things/a"))?;
        // The body of an answer to `HEAD` is left out where it is sent.
        assert!(answer.status() == 200 && (body == name || method == Method::HEAD), "{method}: {answer:?}");
    }
    let (answer, _) = ask(Request::post("/things/a"))?;
    assert_eq!(answer.status(), 405);
    let allowed = HeaderValue::from_static("GET, PUT, DELETE, HEAD, OPTIONS");
    assert_eq!(answer.headers().get(ALLOW), Some(&allowed));
    Ok(())
}

#[test]
fn a_template_that_says_more_is_asked_first() -> Tested {
    assert_eq!(ask(Request::get("/things/a.json"))?.1, "GetFile");
    assert_eq!(ask(Request::get("/things/a.xml"))?.1, "GetThing");
    assert_eq!(ask(Request::put("/things/a.json"))?.1, "PutThing");
    Ok(())
}

#[test]
fn parameters_are_read_where_they_stand() -> Tested {
    let nothing = r#"["n",null,null,null,null,null]"#;
    for (query, read) in [
        ("", nothing),
        ("?color=dark+blue", r#"["n","dark blue",null,null,null,null]"#),
        ("?color=dark%20blue", r#"["n","dark blue",null,null,null,null]"#),
        ("?color=1%2B1&size=1&size=-2", r#"["n","1+1",[1,-2],null,null,null]"#),
        ("?items=a,b%2Cc&color", r#"["n",null,null,["a","b,c"],null,null]"#),
        ("?%63olor=x&other=y", r#"["n","x",null,null,null,null]"#),
    ] {
        assert_eq!(ask(Request::post(format!("/others/n{query}")))?.1, read, "{query}");
    }
    let with = Request::post("/others/n").header("x-trace", " a, b ");
    let with = with.header("X-Marks", "one , two").header("x-marks", "three");
    assert_eq!(ask(with)?.1, r#"["n",null,null,null,"a, b",["one","two","three"]]"#);
    Ok(())
}

#[test]
fn a_parameter_that_is_something_else_is_refused_by_its_name() -> Tested {
    for (request, message) in [
        (Request::post("/others/n?size=a"), "the parameter `size`: it is no integer of 32 bits"),
        (Request::post("/others/n?color=a&color=b"), "the parameter `color` is there more than once"),
        (Request::post("/others/n?color=%FF"), "the parameter `color` is not in UTF-8"),
    ] {
        let (answer, body) = ask(request)?;
        assert!(answer.status() == 400 && body.contains(message), "{message}: {body}");
    }
    Ok(())
}

fn sent(answer: OutgoingResponse) -> Response<Body> {
    answer.into_response(Style { media_type: |_| HeaderValue::from_static("application/json"), demanded: "" })
}

#[test]
fn every_401_says_how_to_log_in() {
    let bare = sent(OutgoingResponse::new(StatusCode::UNAUTHORIZED));
    let said = bare.headers().get(WWW_AUTHENTICATE).and_then(|value| value.to_str().ok());
    assert_eq!(said, Some(r#"ICWS realm="ICWS", location="/ICWS/connection""#));
    let own = OutgoingResponse::new(StatusCode::UNAUTHORIZED).header("www-authenticate", Some(&"Basic"));
    assert_eq!(sent(own).headers().get_all(WWW_AUTHENTICATE).iter().collect::<Vec<_>>(), ["Basic"]);
    assert!(!sent(OutgoingResponse::new(StatusCode::FORBIDDEN)).headers().contains_key(WWW_AUTHENTICATE));
}

#[test]
fn an_answer_that_cannot_be_sent_is_a_500() {
    const NAME: &str = "x-name";
    let unfit = HashMap::from([([0], 1)]);
    for answer in [
        OutgoingResponse::of("Own", |_| "Other", StatusCode::CONFLICT),
        OutgoingResponse::of("Own", |_| "Own", StatusCode::from_u16(600).unwrap_or_default()),
        OutgoingResponse::new(StatusCode::OK).header(NAME, Some(&"a\nb")),
        OutgoingResponse::new(StatusCode::OK).json(&unfit),
        OutgoingResponse::new(StatusCode::OK).header_list(NAME, Some(&vec!["a,b"])),
        OutgoingResponse::new(StatusCode::OK).set_cookies(&["a\nb"].into_iter().collect()),
        OutgoingResponse::new(StatusCode::OK).text("", "a\nb"),
        OutgoingResponse::new(StatusCode::OK).bytes(&Blob::new("a\nb", []), "image/*"),
    ] {
        assert_eq!(sent(answer).status(), 500);
    }
    let fit = OutgoingResponse::of("Own", |_| "Own", StatusCode::GONE).header(NAME, Some(&5)).json(&1);
    let fit = sent(fit.header("x-none", None::<&i32>));
    assert_eq!((fit.status().as_u16(), fit.headers().len()), (410, 2));
}

#[test]
fn a_list_goes_into_one_header_and_no_item_divides_it() {
    let marks = |items: &[&str]| {
        let items: Vec<String> = items.iter().map(ToString::to_string).collect();
        let headers = |answer: OutgoingResponse| sent(answer).headers().get("x-marks").cloned();
        let answer = || OutgoingResponse::new(StatusCode::OK);
        let shown = headers(answer().header_list("x-marks", Some(&items)));
        let hidden = headers(answer().secret_list("x-marks", Some(&items)));
        assert!(shown == hidden && hidden.is_none_or(|hidden| hidden.is_sensitive()));
        shown
    };
    assert_eq!(marks(&["a", "b c"]).as_ref().map(HeaderValue::as_bytes), Some(b"a, b c".as_slice()));
    for items in [["a", "b,c"], ["a", " b"], ["a", ""]] {
        assert_eq!(marks(&items), None, "{items:?}");
    }
}

#[test]
fn a_body_that_is_no_json_is_absent_only_if_nothing_speaks_of_one() -> Tested {
    let read = |media_type: Option<&'static str>, body: &'static str| {
        let request =
            media_type.into_iter().fold(Request::post("/"), |request, it| request.header("content-type", it));
        let mut incoming = Incoming::new(request.body(Body::from(body))?, "/", 10);
        let runtime = tokio::runtime::Builder::new_current_thread().build()?;
        let read = runtime
            .block_on(incoming.bytes("image/*"))
            .map(|OtherBody(body)| body.map(|body| body.into_bytes()));
        Ok::<_, Box<dyn std::error::Error>>(read.map_err(|refused| sent(*refused).status().as_u16()))
    };
    assert_eq!(read(None, "")?, Ok(None));
    assert_eq!(read(Some("image/png"), "")?, Ok(Some(Vec::new())));
    assert_eq!(read(Some("image/png"), "P")?, Ok(Some(b"P".to_vec())));
    assert_eq!(read(None, "P")?, Err(415));
    Ok(())
}

#[test]
fn an_error_of_the_router_has_the_members_that_the_api_demands() -> Tested {
    for (demanded, body) in [
        ("", r#"{"errorId":"error.server.notFound","message":"there is nothing at this path"}"#),
        (
            r#""a":1"#,
            r#"{"a":1,"errorId":"error.server.notFound","message":"there is nothing at this path"}"#,
        ),
    ] {
        let style = Style { media_type: |_| HeaderValue::from_static("application/json"), demanded };
        let sent = OutgoingResponse::not_found().into_response(style).into_body();
        let runtime = tokio::runtime::Builder::new_current_thread().build()?;
        assert_eq!(runtime.block_on(to_bytes(sent, 1000))?, body);
    }
    Ok(())
}

#[test]
fn a_body_that_takes_too_much_memory_is_too_large() {
    let body = format!("[{}]", vec!["[]"; 1 << 20].join(","));
    let read = JsonBody::new(body.into()).required::<Vec<Vec<String>>>();
    assert_eq!(read.err().map(|refused| sent(*refused).status().as_u16()), Some(413));
    let read = JsonBody::new("[]]".into()).required::<Vec<String>>();
    assert_eq!(read.err().map(|refused| sent(*refused).status().as_u16()), Some(400));
}

#[test]
fn a_value_outside_of_its_limits_is_refused_with_the_rule() -> Tested {
    let limits = Limits::NONE.at_most(Bound::Integer(9));
    assert_eq!(within("size", 9, limits).ok(), Some(9));
    let refused = within("size", 10, limits).err().ok_or("accepted")?;
    let shown = format!("{refused:?}");
    assert!(shown.contains("400"), "{shown}");
    Ok(())
}

#[test]
fn a_body_and_a_list_that_must_be_there_are_missed() {
    assert_eq!(OtherBody(Some(1)).optional().ok(), Some(Some(1)));
    assert!(matches!((OtherBody(Some(1)).required(), OtherBody(None::<i32>).required()), (Ok(1), Err(_))));
    let list = |uri: &str| {
        let incoming = Incoming::new(Request::post(uri).body(Body::empty()).ok()?, "/", 10);
        Some(incoming.query("a").required_list::<i32>().map_err(|refused| sent(*refused).status().as_u16()))
    };
    assert_eq!((list("/?a=1&a=2"), list("/?b=1")), (Some(Ok(vec![1, 2])), Some(Err(400))));
}

#[test]
fn debug_output_of_a_router_has_the_shapes_of_its_paths() {
    let routes = Routes::new((), 1000, |_, _| ready(Ok(())));
    let routes = routes.serve::<GetThing, _>(&[], |_, _| ready(named("GetThing")));
    let shown = format!("{routes:?}");
    assert!(shown.contains("/things/"), "{shown}");
}
