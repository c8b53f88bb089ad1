//! How much memory reading takes: never more than eight times the body, whatever its shape, on either side. Where it would
//! be more, reading ends with an error that says so.

use allocation_counter::measure;
use hyper::service::Service;
use hyper_util::service::TowerToHyperService;
use icws_dialer::operations::{PerformCallListQuery, PerformCallListQueryResponse, ReadyForCalls};
use icws_dialer::server::axum::{Router, body::Body};
use icws_dialer::server::{Credentials, Denied, DialerApi, router};
use icws_dialer::{Error, Operation};
use icws_tests::Tested;

/// About how long the bodies are.
const LENGTH: usize = 1 << 19;

/// A body of one piece again and again, with a comma between, inside of something.
fn repeated(before: &str, piece: impl Fn(usize) -> String, after: &str) -> String {
    let mut body = before.to_owned();
    for index in 0.. {
        body += &piece(index);
        if body.len() >= LENGTH {
            break;
        }
        body.push(',');
    }
    body + after
}

fn same(piece: &str) -> impl Fn(usize) -> String {
    move |_| piece.to_owned()
}

/// The most memory that was taken at a time.
fn peak<T>(act: impl FnOnce() -> T) -> (T, usize) {
    let mut result = None;
    let info = measure(|| result = Some(act()));
    (result.expect("it was called"), usize::try_from(info.bytes_max).expect("it fits"))
}

/// Whether it is read, and how many times as much memory as its body an answer takes.
fn answered(body: &str) -> Result<(bool, f64), http::Error> {
    let response =
        http::Response::builder().header("content-type", "application/json").body(body.as_bytes())?;
    let (outcome, bytes) = peak(|| match PerformCallListQuery::from_response(response) {
        Ok(_) => true,
        Err(Error::Decode(error)) => {
            assert!(error.is_too_large(), "{error}");
            false
        }
        Err(other) => panic!("{other}"),
    });
    Ok((outcome, bytes as f64 / body.len() as f64))
}

const START: &str = r#"{"recordsaffected":1,"errorMessage":"","records":["#;

fn records(piece: impl Fn(usize) -> String) -> String {
    repeated(START, piece, "]}")
}

fn unknown(before: &str, piece: &str, after: &str) -> String {
    repeated(&format!("{START}],{before}"), same(piece), &format!("{after}}}"))
}

fn values(piece: impl Fn(usize) -> String) -> String {
    repeated(&format!(r#"{START}{{"status":"","values":{{"#), piece, "}}]}")
}

#[test]
fn an_answer_of_any_shape_takes_eight_times_its_length_at_most() -> Tested {
    let deep = format!("{}0{}", "[".repeat(100), "]".repeat(100));
    for (what, body) in [
        ("small objects that are not known", unknown(r#""x":["#, r#"{"":0}"#, "]")),
        ("numbers that are not known", unknown(r#""x":["#, "0", "]")),
        ("lists that are not known", unknown(r#""x":["#, "[]", "]")),
        ("deep lists that are not known", unknown(r#""x":["#, &deep, "]")),
        ("properties that are not known", unknown("", r#""x":0"#, "")),
        ("texts that are not known", unknown(r#""x":["#, r#""\n""#, "]")),
        ("a text that is not known", unknown(r#""x":""#, "\\n", "\"")),
        ("records with a property that is not known", records(same(r#"{"status":"","":0}"#))),
        (
            "records with properties that are not known",
            records(same(r#"{"status":"","a":0,"b":0,"c":[{}]}"#)),
        ),
        ("small records", records(same(r#"{"status":""}"#))),
        ("records with a small dictionary", records(same(r#"{"status":"","values":{"":""}}"#))),
        (
            "records with dictionaries",
            records(same(r#"{"status":"","values":{"a":"","b":"","c":"","d":""}}"#)),
        ),
        ("records with an empty dictionary", records(same(r#"{"status":"","values":{}}"#))),
        ("records with short texts", records(same(r#"{"status":"a","identity":"b","zone":"c"}"#))),
        ("a dictionary in order", values(|index| format!(r#""{index:06}":"""#))),
        ("a dictionary in reverse", values(|index| format!(r#""{:06}":"""#, 999_999 - index))),
        (
            "a dictionary without order",
            values(|index| format!(r#""{:x}":"a""#, (index as u32).wrapping_mul(2_654_435_761))),
        ),
        ("a dictionary with one key", values(same(r#""":"""#))),
        ("a text", unknown(r#""zone":""#, "x", "\"")),
        (
            "a text with escapes",
            repeated(r#"{"recordsaffected":1,"records":[],"errorMessage":""#, same("\\u00e4\\n"), "\"}"),
        ),
    ] {
        let (_, times) = answered(&body)?;
        assert!(times <= 8.0, "{what}: {times:.1} times");
    }
    Ok(())
}

#[test]
fn answers_of_ordinary_queries_are_read() -> Tested {
    let value = |index: usize, name: &str| format!(r#""{name}{:02}":"value {index}""#, index % 20);
    let row = |index: usize| {
        (0..20).map(|column| value(index * 20 + column, "COLUMN_")).collect::<Vec<_>>().join(",")
    };
    for (what, body) in [
        (
            "20 columns",
            records(|index| {
                format!(
                    r#"{{"status":"C","identity":"{index:06}","zone":"EST","values":{{{}}}}}"#,
                    row(index)
                )
            }),
        ),
        (
            "no columns",
            records(|index| {
                format!(
                    r#"{{"status":"Callable","identity":"00000000-0000-0000-0000-{index:012}","zone":"Eastern Standard Time"}}"#
                )
            }),
        ),
        (
            "one short column",
            records(|index| {
                format!(r#"{{"status":"C","identity":"{index}","zone":"EST","values":{{"ID":"{index}"}}}}"#)
            }),
        ),
        (
            "three short columns without a zone",
            records(|index| {
                format!(r#"{{"status":"C","identity":"{index}","values":{{"A":"","B":"1","C":"{index}"}}}}"#)
            }),
        ),
        (
            "five columns",
            records(|index| {
                format!(
                    r#"{{"status":"C","identity":"{index:06}","zone":"EST","values":{{"CUSTOMERID":"{index:08}","FIRSTNAME":"Margaret","LASTNAME":"Hamilton","PHONE":"3175551234","ZIP":"46204"}}}}"#
                )
            }),
        ),
    ] {
        let (is_read, times) = answered(&body)?;
        assert!(is_read && times <= 8.0, "{what}: {times:.1} times");
    }
    let small = repeated(START, same(r#"{"status":""}"#), "]}")
        .get(..40_000)
        .map(|start| start.rsplit_once(',').map_or("", |(rest, _)| rest).to_owned() + "]}")
        .unwrap_or_default();
    assert!(answered(&small)?.0, "what takes no more than a mebibyte is read in any shape");
    Ok(())
}

struct Open;

impl DialerApi for Open {
    async fn authenticate(&self, credentials: &Credentials) -> Result<(), Denied> {
        credentials.allow_anyone()
    }

    fn max_request_size(&self) -> usize {
        16 << 20
    }

    async fn ready_for_calls(
        &self,
        _: icws_dialer::models::StartReceivingParameters,
    ) -> Result<(), icws_dialer::operations::ReadyForCallsError> {
        Ok(())
    }

    async fn perform_call_list_query(
        &self,
        _: icws_dialer::models::PerformCallListQueryParameters,
    ) -> Result<PerformCallListQueryResponse, icws_dialer::operations::PerformCallListQueryError> {
        Ok(PerformCallListQueryResponse::Accepted)
    }
}

/// The status, and how many times as much memory as its body a request takes.
fn requested(
    router: &Router,
    path: &str,
    body: String,
) -> Result<(u16, f64), Box<dyn std::error::Error + Send + Sync>> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let length = body.len();
    let request = http::Request::post(path.replace("{sessionId}", "17"))
        .header("inin-icws-csrf-token", "t")
        .header("cookie", "a=b")
        .header("content-type", "application/json")
        .body(Body::from(body))?;
    let service = TowerToHyperService::new(router.clone());
    let (answer, bytes) = peak(|| runtime.block_on(service.call(request)));
    Ok((answer?.status().as_u16(), bytes as f64 / length as f64))
}

#[test]
fn a_request_of_any_shape_takes_eight_times_its_length_at_most() -> Tested {
    let router = router(Open);
    let ready =
        |before: &str, piece: &str, after: &str| (ReadyForCalls::PATH, repeated(before, same(piece), after));
    let query = |piece: &str| {
        let before = r#"{"connectionid":"","command":{"contactlisttable":"","statement":"","commandtype":0,"tabletype":1,"dbcommandparameterlist":["#;
        (PerformCallListQuery::PATH, repeated(before, same(piece), "]}}"))
    };
    for (what, (path, body), is_read) in [
        ("objects that are not known", ready(r#"{"x":["#, r#"{"":0}"#, "]}"), true),
        ("properties that are not known", ready("{", r#""x":0"#, "}"), true),
        ("empty texts", ready(r#"{"campaignIds":["#, r#""""#, "]}"), false),
        ("short texts", ready(r#"{"campaignIds":["#, r#""abc""#, "]}"), false),
        (
            "ordinary texts",
            ready(r#"{"campaignIds":["#, r#""00000000-0000-0000-0000-000000000000""#, "]}"),
            true,
        ),
        ("empty objects", query("{}"), false),
        ("small objects", query(r#"{"value":"","type":0}"#), true),
    ] {
        let (status, times) = requested(&router, path, body)?;
        assert!(times <= 8.0, "{what}: {times:.1} times");
        let possible: &[u16] = if is_read { &[200, 202] } else { &[400, 413] };
        assert!(possible.contains(&status), "{what}: {status}");
    }
    Ok(())
}

#[test]
fn what_takes_too_much_memory_says_so_and_the_next_answer_is_read() -> Tested {
    let (many, few) = (records(same(r#"{"status":""}"#)), format!(r#"{START}{{"status":""}}]}}"#));
    let read =
        |body: &str| PerformCallListQuery::from_response(http::Response::new(body.as_bytes().to_vec()));
    let Err(Error::Decode(error)) = read(&many) else {
        return Err("it was read".into());
    };
    let limit = many.len() * 8;
    assert_eq!(
        error.to_string(),
        format!(
            "the response with status 200 OK cannot be decoded: what it holds takes more than {limit} bytes of memory"
        )
    );
    assert_eq!((error.path(), error.body()), (None, many.as_bytes()));
    assert!(format!("{error:?}").contains("Memory"), "{error:?}");
    assert!(read(&few).is_ok());
    Ok(())
}
