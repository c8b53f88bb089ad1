//! What the server makes of every convention: what a client sends arrives as what it was, and so does what the server
//! answers. This is compiled and run as a test of the crate that is made of `tests/conventions/spec.yaml`.

mod echo;

use std::error::Error as StdError;
use std::fmt::Debug;
use std::net::SocketAddr;

use http::{HeaderName, HeaderValue, Request, Response};
use icws_connection::models::formats::{Seconds, Uuid};
use icws_connection::models::{Color, Kind, PutThingBody, Rights, Settings, Thing};
use icws_connection::operations::{
    Connect, ConnectError, ConnectResponse, DeleteThing, FindThings, GetServer, GetThing, GetThingResponse,
    PatchThing, PutThing,
};
use icws_connection::server::{axum, router};
use icws_connection::{Error, Operation, Session};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use echo::Echo;

type Anything = Box<dyn StdError + Send + Sync>;
type Tested = Result<(), Anything>;

const ID: &str = "67e55044-10b1-426f-9247-bb680e5fe0c8";

async fn serve() -> Result<SocketAddr, Anything> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async { axum::serve(listener, router(Echo)).await });
    Ok(address)
}

async fn exchange(address: SocketAddr, request: &[u8]) -> Result<Response<Vec<u8>>, Anything> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(request).await?;
    let mut received = Vec::new();
    stream.read_to_end(&mut received).await?;
    let end = received.windows(4).position(|bytes| bytes == b"\r\n\r\n").ok_or("no answer")?;
    let (head, body) = received.split_at(end);
    let head = std::str::from_utf8(head)?;
    let mut answer = Response::new(body[4..].to_vec());
    *answer.status_mut() = head.split(' ').nth(1).unwrap_or_default().parse()?;
    for (name, value) in head.lines().filter_map(|line| line.split_once(": ")) {
        answer.headers_mut().append(HeaderName::try_from(name)?, HeaderValue::try_from(value)?);
    }
    Ok(answer)
}

fn bytes(request: &Request<Vec<u8>>) -> Vec<u8> {
    let target = request.uri().path_and_query().map_or("", |target| target.as_str());
    let mut head = format!("{} {target} HTTP/1.1\r\nHost: ic1\r\nConnection: close\r\n", request.method());
    for (name, value) in request.headers() {
        head += &format!("{name}: {}\r\n", value.to_str().unwrap_or("?"));
    }
    head += &format!("Content-Length: {}\r\n\r\n", request.body().len());
    [head.as_bytes(), request.body()].concat()
}

/// What an operation comes to.
async fn call<O: Operation>(operation: &O) -> Result<Result<O::Response, Error<O::Error>>, Anything> {
    let address = serve().await?;
    let session =
        Session::builder("http://127.0.0.1").session_id("1/7").csrf_token("t").cookie("a=b").build()?;
    let request = operation.to_request(&session).map_err(|error| error.to_string())?;
    Ok(O::from_response(exchange(address, &bytes(&request)).await?))
}

/// The same as text, which shows all of an answer and of a refusal.
async fn told<O: Operation<Response: Debug>>(operation: &O) -> Result<String, Anything> {
    Ok(match call(operation).await? {
        Ok(response) => format!("{response:?}"),
        Err(Error::Api(refusal)) => format!("{refusal:?}"),
        Err(other) => format!("{other}"),
    })
}

fn has(text: &str, part: &str) {
    assert!(text.contains(part), "{text} has no {part}");
}

#[tokio::test]
#[expect(deprecated, reason = "`deep` is, and arrives all the same")]
async fn parameters_of_every_place_and_type_arrive() -> Tested {
    let id: Uuid = ID.parse()?;
    let (select, marks) = (["a b".to_owned(), "c&d=+".to_owned()], ["x".to_owned(), "y z".to_owned()]);
    let (colors, scales) = ([Color::Red, Color::from("new, blue".to_owned())], [0.5_f32, -2.0]);
    let since = "2026-01-02T03:04:05.5Z".parse()?;
    let operation = GetThing::new(id, 5, Kind::Large)
        .with_select(&select)
        .with_rights_filter(&colors)
        .with_deep(true)
        .with_scale(0.1)
        .with_scales(&scales)
        .with_since(&since)
        .with_within(Seconds::from(std::time::Duration::from_millis(1500)))
        .with_x_trace("a, b")
        .with_x_marks(&marks);
    let expected = format!(
        "{ID} Some([\"a b\", \"c&d=+\"]) Some([Red, Unknown(\\\"new, blue\\\")]) 5 Some(true) Some(0.1) \
         Some([0.5, -2.0]) Some(DateTime(\"2026-01-02T03:04:05.5Z\")) Some(Seconds(1.5)) Some(\"a, b\") \
         Some([\"x\", \"y z\"]) Large"
    );
    has(&told(&operation).await?.replace('\\', ""), &expected.replace('\\', ""));
    let least = format!("{ID} None None 5 None None None None None None None Small");
    has(&told(&GetThing::new(id, 5, Kind::Small)).await?, &least);
    let marks = ["a,b".to_owned(), "c/d".to_owned()];
    let find = FindThings::new("..x/ü", Kind::from(77), &marks).with_color(&Color::Red);
    let found = told(&find.with_rights(Rights::from(9))).await?;
    has(&found.replace('\\', ""), "\"..x/ü\" Unknown(77) [\"a,b\", \"c/d\"] Some(Red) Some(Rights(PLAY | 0x8))");
    Ok(())
}

#[tokio::test]
async fn a_parameter_that_is_none_is_a_400_that_names_it() -> Tested {
    let address = serve().await?;
    let good = "If-Kind: 1\r\n";
    for (target, headers, says) in [
        (format!("{ID}?limit=x"), good, "`limit`: it is no integer of 32 bits"),
        (ID.to_owned(), good, "`limit` is missing"),
        (format!("{ID}?limit=1&limit=2"), good, "`limit` is there more than once"),
        (format!("{ID}?limit=%ff"), good, "`limit` is not in UTF-8"),
        (format!("{ID}?limit=1&deep=yes"), good, "`deep`: it is no boolean"),
        (format!("{ID}?limit=1&scale=NaN"), good, "`scale`: it is no finite number"),
        (format!("{ID}?limit=1&scales=1,x"), good, "`scales`: it is no number"),
        (format!("{ID}?limit=1&since=yesterday"), good, "`since`: "),
        (format!("{ID}?limit=1&within=-1"), good, "`within`: "),
        ("no-id?limit=1".to_owned(), good, "`thingId`: "),
        (format!("{ID}?limit=1001"), good, "`limit` must be at most 1000"),
        (format!("{ID}?limit=1&scale=1"), good, "`scale` must be less than 1"),
        (format!("{ID}?limit=1&select=a&select=a"), good, "`select` must not have two items that are equal"),
        (format!("{ID}?limit=1"), "If-Kind: 1\r\nX-Trace: !!\r\n", "`X-Trace` must match"),
        (format!("{ID}?limit=1"), "", "`If-Kind` is missing"),
        (format!("{ID}?limit=1"), "If-Kind: small\r\n", "`If-Kind`: it is no integer of 64 bits"),
    ] {
        let request = format!(
            "GET /icws/1/things/{target} HTTP/1.1\r\nHost: ic1\r\nConnection: close\r\nININ-ICWS-CSRF-Token: t\r\n\
             Cookie: a=b\r\n{headers}\r\n"
        );
        let answer = exchange(address, request.as_bytes()).await?;
        let body = String::from_utf8_lossy(answer.body());
        assert_eq!(answer.status(), 400, "{target} {body}");
        has(&body, says);
    }
    Ok(())
}

#[tokio::test]
async fn answers_with_headers_and_statuses_of_their_own_arrive() -> Tested {
    let connect = async |user: &str| call(&Connect::new(&Settings::new("app", user))).await;
    match connect("u").await? {
        Ok(ConnectResponse::Created { session_id, retry_after, x_until, body, .. }) => {
            assert_eq!(
                (session_id.as_deref(), retry_after, body.user_id.as_str()),
                (Some("17"), Some(5), "app")
            );
            assert_eq!(x_until.map(|until| until.to_string()).as_deref(), Some("2026-01-02T03:04:05Z"));
        }
        other => return Err(format!("{other:?}").into()),
    }
    assert!(matches!(connect("accepted").await?, Ok(ConnectResponse::Accepted)));
    match connect("wrong").await? {
        Err(Error::Api(ConnectError::Unauthorized { challenge, .. })) => {
            assert_eq!(challenge.location(), Some("/ICWS/connection"), "what is sent where none is given");
        }
        other => return Err(format!("{other:?}").into()),
    }
    // 401 has an error of its own, so it is not sent as another one: a client would read what was not written.
    has(&format!("{:?}", connect("nobody").await?), "Other { status: 500");
    has(
        &format!("{:?}", connect("busy").await?),
        "ServiceUnavailable { retry_after: Some(7), received_headers: .., error: \"busy\" }",
    );
    has(&format!("{:?}", connect("teapot").await?), "Other { status: 418");
    Ok(())
}

#[tokio::test]
async fn an_answer_has_the_media_type_that_the_specification_documents_for_its_status() -> Tested {
    let (address, session) = (
        serve().await?,
        Session::builder("http://127.0.0.1").session_id("17").csrf_token("t").cookie("a=b").build()?,
    );
    let vendors = "application/vnd.inin.icws+JSON; charset=utf-8";
    let plain = "application/json; charset=utf-8";
    let connect =
        |user| Connect::new(&Settings::new("app", user)).to_request(&session).map(|sent| bytes(&sent));
    let raw =
        |target: &str| format!("{target} HTTP/1.1\r\nHost: ic1\r\nConnection: close\r\n\r\n").into_bytes();
    for (request, status, media_type) in [
        (connect("u")?, 201, Some(vendors)),
        (connect("wrong")?, 401, Some(plain)),
        (connect("busy")?, 503, Some("text/plain; charset=utf-8")),
        (connect("teapot")?, 418, Some(plain)),
        (connect("accepted")?, 202, None),
        (raw("POST /icws/connection"), 400, Some(plain)),
        (bytes(&GetServer::new().to_request(&session)?), 200, Some("text/plain; charset=utf-8")),
        (raw("GET /icws/1/things/5?limit=1"), 401, Some(plain)),
        (raw("TRACE /icws/connection"), 405, Some(plain)),
        (raw("GET /elsewhere"), 404, Some(plain)),
    ] {
        let answer = exchange(address, &request).await?;
        let told = answer.headers().get("content-type").map(|value| value.to_str().unwrap_or("?"));
        assert_eq!(
            (answer.status().as_u16(), told),
            (status, media_type),
            "{}",
            String::from_utf8_lossy(&request)
        );
    }
    Ok(())
}

#[tokio::test]
async fn texts_and_answers_without_a_body_arrive() -> Tested {
    assert_eq!(told(&GetServer::new()).await?, "\"ic1 ü\"");
    let id: Uuid = ID.parse()?;
    assert_eq!(told(&DeleteThing::new(id)).await?, format!("{ID:?}"));
    assert!(matches!(call(&GetThing::new(id, 0, Kind::Small)).await?, Ok(GetThingResponse::NoContent)));
    has(&told(&GetThing::new(id, 404, Kind::Small)).await?, "NotFound");
    has(
        &told(&FindThings::new("gone", Kind::Small, &["a".to_owned()])).await?,
        "ServerError { status: 502, received_headers: .. }",
    );
    Ok(())
}

#[tokio::test]
async fn an_answer_that_is_not_documented_or_cannot_be_written_is_a_500() -> Tested {
    let fine = told(&Connect::new(&Settings::new("app", "fine"))).await?;
    has(&fine, "status: 500");
    has(&fine, "the response has a status that it is not documented for");
    has(&told(&FindThings::new("fine", Kind::Small, &["a".to_owned()])).await?, "status: 500");
    has(
        &told(&Connect::new(&Settings::new("app", "line\nbreak"))).await?,
        "a header of the response cannot be written",
    );
    Ok(())
}

#[tokio::test]
#[allow(deprecated, reason = "it is served all the same")]
async fn bodies_that_may_be_absent_are_and_limits_hold_inside_of_others() -> Tested {
    let id: Uuid = ID.parse()?;
    has(&told(&PutThing::new(id)).await?, "status: 204");
    has(&told(&PutThing::new(id).with_body(&PutThingBody::new().with_note("n"))).await?, "status: 201");
    let thing = |rest: &str| -> Result<Thing, serde_json::Error> {
        serde_json::from_str(&format!(r#"{{"id":"{ID}","owner":null,"size":{{"width":1.5}}{rest}}}"#))
    };
    let kept = thing(r#","target":{"__type":"urn:inin.com:new","x":1}"#)?;
    has(
        &told(&PatchThing::new(id, &kept)).await?,
        "Unknown({\"__type\": \"urn:inin.com:new\", \"x\": 1})",
    );
    let broken = thing(
        r#","count":9,"children":[{"id":"67e55044-10b1-426f-9247-bb680e5fe0c8","owner":null,"size":{"width":1},"note":"b"}]"#,
    )?;
    let refused = told(&PatchThing::new(id, &broken)).await?;
    has(&refused, "`children[0].note` must");
    has(&refused, "`count` must");
    Ok(())
}

#[tokio::test]
async fn a_body_is_read_by_the_letter_wherever_something_stands_in_it() -> Tested {
    let address = serve().await?;
    for (rest, status, says) in [
        (
            r#","note":null,"weights":{"w":[null,1]},"maybe":{"m":null},"any":null,"bag":{"b":null},
                "target":{"x":null}"#,
            200,
            "",
        ),
        (r#","unknown":null,"target":{"__type":"urn:inin.com:new","x":null}"#, 200, ""),
        (r#","target":{"__type":"urn:inin.com:timed","applicationName":"a","x":null}"#, 200, ""),
        (r#","link":null"#, 400, "`link`: invalid type: null"),
        (r#","at":null"#, 400, "`at`: invalid type: null"),
        (r#","at":"9999-12-31T23:59:59.9999999Z","hour":"12:30:00.1234567891","target":{"x":1}"#, 200, ""),
        (r#","at":"0001-01-01T00:00:00""#, 400, "`at`: "),
        (r#","day":"2026-02-30""#, 400, "`day`: "),
        (r#","data":"YQ==","wait":0.12345678912,"target":{"x":1}"#, 200, ""),
        (r#","data":"YQ""#, 400, "`data`: Invalid padding"),
        (r#","data":"-_8=""#, 400, "`data`: Invalid symbol 45, offset 0"),
        (r#","data":"YQ==\n""#, 400, "`data`: "),
        (r#","wait":-1"#, 400, "`wait`: "),
        (r#","wait":1e30"#, 400, "`wait`: "),
        (r#","small":-0,"target":{"x":1}"#, 200, ""),
        (r#","small":5.0"#, 400, "`small`: invalid type: floating point `5.0`"),
        (r#","target":{"__type":"urn:inin.com:user"}"#, 400, "`target`: missing field `user`"),
        (r#","target":{"__type":"urn:inin.com:user","__type":"x","user":"u"}"#, 400, "`target`: duplicate field `__type`"),
        (r#","kind":null"#, 400, "`kind`: invalid type: null"),
        (r#","parent":null"#, 400, "`parent`: invalid type: null"),
        (r#","rows":[{"cell":null}]"#, 400, "`rows[0].cell`: invalid type: null"),
        (r#","rows":[["c"]]"#, 400, "`rows[0]`: invalid type: sequence, expected an object"),
        (
            r#","target":{"__type":"urn:inin.com:queue","inner":{"__type":"urn:inin.com:queue","queue":null}}"#,
            400,
            "`target.inner.queue`: invalid type: null",
        ),
        (
            r#","target":{"__type":"urn:inin.com:timed","applicationName":"a","hours":null}"#,
            400,
            "`target.hours`: invalid type: null",
        ),
    ] {
        let body = format!(r#"{{"id":"{ID}","owner":null,"size":{{"width":1.5}}{rest}}}"#);
        let request = format!(
            "PATCH /icws/1/things/{ID} HTTP/1.1\r\nHost: ic1\r\nConnection: close\r\nININ-ICWS-CSRF-Token: t\r\n\
             Cookie: a=b\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        let answer = exchange(address, request.as_bytes()).await?;
        let told = String::from_utf8_lossy(answer.body());
        assert_eq!(answer.status(), status, "{rest} {told}");
        has(&told, says);
    }
    Ok(())
}

#[tokio::test]
async fn several_methods_of_one_path_are_told_apart() -> Tested {
    let address = serve().await?;
    for (method, status) in [("HEAD", 401), ("GET", 401), ("OPTIONS", 204), ("POST", 405)] {
        let request =
            format!("{method} /icws/1/things/{ID} HTTP/1.1\r\nHost: ic1\r\nConnection: close\r\n\r\n");
        let answer = exchange(address, request.as_bytes()).await?;
        assert_eq!(answer.status(), status, "{method}");
        if status != 401 {
            assert_eq!(answer.headers()["allow"], "DELETE, GET, PATCH, PUT, HEAD, OPTIONS");
        }
        assert_eq!(answer.body().is_empty(), matches!(method, "HEAD" | "OPTIONS"), "{method}");
    }
    Ok(())
}

/// Asks with credentials, and with these lines of headers.
async fn ask(method: &str, target: &str, headers: &str) -> Result<Response<Vec<u8>>, Anything> {
    let request = format!(
        "{method} {target} HTTP/1.1\r\nHost: ic1\r\nConnection: close\r\nININ-ICWS-CSRF-Token: t\r\nCookie: a=b\r\n\
         {headers}\r\n"
    );
    exchange(serve().await?, request.as_bytes()).await
}

#[tokio::test]
async fn the_head_of_an_answer_is_that_of_the_answer() -> Tested {
    let target = "/icws/connection/server";
    let (get, head) = (ask("GET", target, "").await?, ask("HEAD", target, "").await?);
    assert_eq!((get.status().as_u16(), head.status().as_u16()), (200, 200));
    for name in ["content-type", "content-length"] {
        assert_eq!(get.headers()[name], head.headers()[name]);
    }
    assert!(head.body().is_empty() && !get.body().is_empty());
    Ok(())
}

#[tokio::test]
async fn a_plus_is_a_space_in_a_query_alone_and_names_are_decoded_there() -> Tested {
    let target = format!("/icws/1/things/{ID}?li%6Dit=5&select=a+b&select=c");
    let answer = ask("GET", &target, "If-Kind: 1\r\nX-Trace: a+b\r\nX-Marks: x ,\ty\r\n").await?;
    let body = String::from_utf8_lossy(answer.body()).replace('\\', "");
    has(&body, "Some([\"a b\", \"c\"])");
    has(&body, "Some(\"a+b\") Some([\"x\", \"y\"])");
    Ok(())
}
