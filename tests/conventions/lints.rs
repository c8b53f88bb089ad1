//! What the crate of `tests/conventions/lints.yaml` is for whoever uses it. Boxes are where values are large, and in nobody's
//! way.
#![cfg(feature = "lint-2")]

use icws_lints::models::{self, Error as Said, From, Large, Texts};
use icws_lints::operations::{FromQueueError, IntoHeaders, IntoHeadersConflictValues, IntoHeadersError, OperationsError};
use icws_lints::{Error, Operation};

fn large() -> Large {
    Large::new("0", "1", "2", "3", "4", "5", "6", "7", "8")
}

/// `clippy::result_large_err` warns from 128 bytes on, in the code of everybody who returns such an error.
#[test]
fn errors_are_small_however_large_what_a_server_says() {
    assert!(size_of::<Large>() > 128);
    assert!(size_of::<Error<FromQueueError>>() < 128);
    assert!(size_of::<Error<IntoHeadersError>>() < 128);
    assert!(size_of::<Error<OperationsError>>() < 128);
}

#[test]
fn headers_that_an_error_has_no_room_for_are_one_box() {
    let answer = http::Response::builder().status(410).header("Content-Type", "application/json");
    let answer = answer.header("X-Header-0", "zero").header("X-Header-19", "19").header("WWW-Authenticate", "x");
    match IntoHeaders::from_response(answer.body(r#"{"message":"gone"}"#).expect("an answer")) {
        Err(Error::Api(IntoHeadersError::Gone { challenge, headers, error, .. })) => {
            assert_eq!((headers.x_header_0.as_deref(), headers.x_header_19), (Some("zero"), Some(19)));
            assert_eq!((&headers.x_header_1, error.message.as_str()), (&None, "gone"));
            assert_eq!(challenge.as_str(), "x");
        }
        other => panic!("{other:?}"),
    }
    let text = |text: &str| Some(text.to_owned());
    let made = IntoHeadersError::conflict(
        text("0"), text("1"), None, None, None, None, None, None, text("8"), "told".to_owned(),
    );
    let named = IntoHeadersError::from(IntoHeadersConflictValues {
        x_header_8: text("8"),
        x_header_0: text("0"),
        x_header_1: text("1"),
        x_header_2: None,
        x_header_3: None,
        x_header_4: None,
        x_header_5: None,
        x_header_6: None,
        x_header_7: None,
        error: "told".to_owned(),
    });
    assert_eq!(named, made);
    assert!(matches!(
        made,
        IntoHeadersError::Conflict { headers, error, .. } if headers.x_header_8 == text("8") && error == "told"
    ));
}

#[test]
fn a_box_is_in_nobodys_way() {
    let wrong: Error<FromQueueError> = Error::Api(FromQueueError::bad_request(large()));
    match wrong {
        Error::Api(FromQueueError::BadRequest { error, .. }) => assert_eq!(error.text3, "3"),
        other => panic!("{other}"),
    }
    let refused = FromQueueError::client_error(http::StatusCode::CONFLICT, large());
    assert!(matches!(&refused, FromQueueError::ClientError { error, .. } if error.text8 == "8"));
    assert_eq!(refused.status(), 409);
}

#[test]
fn a_value_called_like_the_one_for_all_others_is_a_value() {
    assert_eq!(
        (From::from(0), From::from(1), From::from(2)),
        (From::Unknown, From::From, From::Unrecognized)
    );
    assert_eq!(From::from(7), From::Unrecognized2(7));
    assert_eq!((Texts::from("Unknown"), Texts::from("x")), (Texts::Unknown, Texts::X));
    assert_eq!(Texts::from("y"), Texts::Unrecognized("y".to_owned()));
    let unknown = serde_json::json!({ "__type": "urn:other", "more": 1 });
    let read: models::Choice = serde_json::from_value(unknown.clone()).expect("any object is read");
    assert!(matches!(read, models::Choice::Unrecognized(_)));
    assert_eq!(serde_json::to_value(read).expect("it is written as it came"), unknown);
}

#[test]
fn a_status_is_read_as_what_describes_it_most_closely() {
    let read = |status: u16| {
        let body = r#"{"text0":"","text1":"","text2":"","text3":"","text4":"","text5":"","text6":"","text7":"","text8":""}"#;
        let answer =
            http::Response::builder().status(status).header("Content-Type", "application/json").body(body);
        icws_lints::operations::FromQueue::from_response(answer.expect("an answer"))
    };
    assert!(matches!(read(400), Err(Error::Api(FromQueueError::BadRequest { .. }))));
    assert!(
        matches!(read(499), Err(Error::Api(FromQueueError::ClientError { status, .. })) if status == 499)
    );
    assert!(
        matches!(read(403), Err(Error::Api(FromQueueError::ClientError { status, .. })) if status == 403)
    );
    assert!(matches!(read(500), Err(Error::Api(FromQueueError::Other { status, .. })) if status == 500));
    assert!(matches!(read(302), Err(Error::UnexpectedStatus { .. })));
}

#[test]
fn the_names_of_modules_are_those_of_types() {
    let said = Said::new("text").with_error_id("id");
    let _ = (models::Formats::new(), models::Models::new(), models::Aux::new(), said);
}
