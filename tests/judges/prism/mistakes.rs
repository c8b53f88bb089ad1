//! Requests with one thing wrong in each. Who does not find them finds nothing, whatever it says of the others.

use http::header::{CONTENT_TYPE, COOKIE};
use http::{HeaderValue, Method, Request, Uri};
use icws_dialer::Session;
use icws_tests::Tested;
use icws_tests::operation;

use crate::Part;
use crate::relay::{complaint, exchange};

/// What is done to a request that is right, and a part of what Prism says of it then.
struct Mistake {
    what: &'static str,
    operation: &'static str,
    make: fn(&mut Request<Vec<u8>>),
    said: &'static str,
}

pub(crate) fn judge(prism: &str, session: &Session) -> Tested<Part> {
    let mut findings = Vec::new();
    for Mistake { what, operation, make, said } in MISTAKES {
        let right = (operation::operation(operation)?.most)(session)?;
        let mut wrong = right.clone();
        make(&mut wrong);
        if let Some(complaint) = complaint(&exchange(prism, &bytes(&right), None)?) {
            findings.push(format!("{operation}, which is right: Prism {complaint}"));
        }
        match complaint(&exchange(prism, &bytes(&wrong), None)?) {
            Some(complaint) if complaint.contains(said) => {}
            other => findings.push(format!("{operation}, {what}: Prism says {other:?} instead of {said:?}")),
        }
    }
    let tried =
        format!("{} wrong requests, each wrong in its own way, are each found to be so", MISTAKES.len());
    Ok(Part { tried, findings })
}

const MISTAKES: [Mistake; 11] = [
    Mistake {
        what: "without the token",
        operation: "readyForCalls",
        make: |request| drop(request.headers_mut().remove("ININ-ICWS-CSRF-Token")),
        said: "Invalid security scheme used",
    },
    Mistake {
        what: "without the cookie",
        operation: "establishPersistentConnection",
        make: |request| drop(request.headers_mut().remove(COOKIE)),
        said: "Invalid security scheme used",
    },
    Mistake {
        what: "without a body",
        operation: "placePreviewCall",
        make: |request| request.body_mut().clear(),
        said: "Body parameter is required",
    },
    Mistake {
        what: "with a body that is said to be text",
        operation: "placePreviewCall",
        make: |request| {
            request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/plain"));
        },
        said: "Supported content types",
    },
    Mistake {
        what: "with a body that is not JSON",
        operation: "readyForCalls",
        make: |request| *request.body_mut() = b"{]".to_vec(),
        said: "Invalid JSON",
    },
    Mistake {
        what: "with a text where a list belongs",
        operation: "readyForCalls",
        make: |request| *request.body_mut() = br#"{"campaignIds":"c1"}"#.to_vec(),
        said: "campaignIds must be array",
    },
    Mistake {
        what: "with an empty list where one has at least one item",
        operation: "readyForCalls",
        make: |request| *request.body_mut() = br#"{"campaignIds":[]}"#.to_vec(),
        said: "must NOT have fewer than 1 items",
    },
    Mistake {
        what: "without a required property",
        operation: "markCallForFinishing",
        make: |request| *request.body_mut() = br#"{"campaignId":"c1"}"#.to_vec(),
        said: "must have required property 'callId'",
    },
    Mistake {
        what: "with a value that its enumeration does not have",
        operation: "performCallListQuery",
        make: |request| {
            let body = operation::LEAST_CALL_LIST_QUERY.replace(r#""commandtype":0"#, r#""commandtype":6"#);
            *request.body_mut() = body.into_bytes();
        },
        said: "commandtype must be equal to one of the allowed values",
    },
    Mistake {
        what: "with another method",
        operation: "placePreviewCall",
        make: |request| *request.method_mut() = Method::PUT,
        said: "no method matched",
    },
    Mistake {
        what: "to a path that is not there",
        operation: "placePreviewCall",
        make: |request| *request.uri_mut() = Uri::from_static("/icws/1723/dialer/place-preview"),
        said: "no path matched",
    },
];

/// A request as it goes over the wire.
fn bytes(request: &Request<Vec<u8>>) -> Vec<u8> {
    let mut bytes =
        format!("{} {} HTTP/1.1\r\nHost: prism\r\n", request.method(), request.uri().path()).into_bytes();
    for (name, value) in request.headers() {
        bytes.extend([name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
    }
    bytes.extend(format!("Content-Length: {}\r\n\r\n", request.body().len()).bytes());
    bytes.extend(request.body());
    bytes
}
