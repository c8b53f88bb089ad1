//! Faults of peers in what they make of answers.

use http::{Response, StatusCode};
use icws_dialer::models::{DialerContactData, Error as ServerError};
use icws_dialer::operations::{
    MarkCallForFinishing, MarkCallForFinishingError, PerformCallListQuery, PerformCallListQueryResponse,
    PlacePreviewCall, PlacePreviewCallError, ReadyForCalls, ReadyForCallsError,
};
use icws_dialer::{Error, Operation};
use icws_tests::Tested;
use icws_tests::answer::{Answer, CHALLENGE, ERROR_BODY, HTML, QUERY_BODY};
use icws_tests::operation::OPERATIONS;
use icws_tests::outcome::Kind;

/// P, R, O: a success without a body beside one with a body is a panic or an error.
#[test]
fn a_202_beside_a_200_is_a_success_and_not_an_error() -> Tested {
    let accepted = PerformCallListQuery::from_response(Response::builder().status(202).body("")?)?;
    assert_eq!(accepted, PerformCallListQueryResponse::Accepted);
    let binary = Answer::new(202).header("Content-Type", "application/octet-stream").response()?;
    assert_eq!(PerformCallListQuery::from_response(binary)?, PerformCallListQueryResponse::Accepted);
    Ok(())
}

/// R with `supportMultipleResponses`: both successes are one shape, and the variant of the 202 is never made.
#[test]
fn a_200_is_not_mixed_up_with_the_202() -> Tested {
    let done = PerformCallListQuery::from_response(Answer::json(200, QUERY_BODY).response()?)?;
    assert!(matches!(done, PerformCallListQueryResponse::Ok(answer) if answer.records_affected == 1));
    Ok(())
}

/// R: the refusals are tried in turn, so that a 401, a 410 and even an undocumented 404 decode as the 400.
#[test]
fn a_410_is_not_decoded_as_a_400_and_neither_is_any_other_status() -> Tested {
    let refused = |status| -> Result<_, Box<dyn std::error::Error + Send + Sync>> {
        Ok(MarkCallForFinishing::from_response(Answer::json(status, ERROR_BODY).response()?))
    };
    assert!(matches!(refused(400)?, Err(Error::Api(MarkCallForFinishingError::BadRequest(_)))));
    assert!(matches!(refused(401)?, Err(Error::Api(MarkCallForFinishingError::Unauthorized { .. }))));
    assert!(matches!(refused(403)?, Err(Error::Api(MarkCallForFinishingError::Forbidden(_)))));
    assert!(matches!(refused(410)?, Err(Error::Api(MarkCallForFinishingError::Gone(_)))));
    assert!(matches!(refused(500)?, Err(Error::Api(MarkCallForFinishingError::InternalServerError(_)))));
    assert!(
        matches!(refused(404)?, Err(Error::UnexpectedStatus { status, .. }) if status == StatusCode::NOT_FOUND)
    );
    Ok(())
}

/// S, G: refusals stand among the successes, inside `Ok`.
#[test]
fn a_refusal_is_an_err_and_not_an_ok() -> Tested {
    for row in &OPERATIONS {
        for (status, _) in row.refusals {
            assert!((row.receive)(Answer::refusal(*status).response()?).is_err(), "{row} {status}");
        }
    }
    Ok(())
}

/// G: one enumeration for all operations, so that one can "return" a refusal that it never declares.
#[test]
fn a_refusal_that_only_another_operation_has_is_not_one_of_its_own() -> Tested {
    let answer = || Answer::refusal(404).response();
    let found = PlacePreviewCall::from_response(answer()?);
    assert!(matches!(found, Err(Error::Api(PlacePreviewCallError::NotFound(_)))));
    assert!(matches!(ReadyForCalls::from_response(answer()?), Err(Error::UnexpectedStatus { .. })));
    Ok(())
}

/// R: the header is lost. S: without it, the whole 401 is an error of another kind.
#[test]
fn the_header_of_a_401_is_kept_and_may_be_missing() -> Tested {
    let challenge = |answer: Answer| -> Result<_, Box<dyn std::error::Error + Send + Sync>> {
        match ReadyForCalls::from_response(answer.response()?) {
            Err(Error::Api(ReadyForCallsError::Unauthorized { challenge, .. })) => Ok(challenge),
            other => Err(format!("{other:?}").into()),
        }
    };
    assert_eq!(challenge(Answer::refusal(401))?.location(), Some("/ICWS/connection"));
    assert_eq!(challenge(Answer::json(401, ERROR_BODY))?.location(), None);
    Ok(())
}

/// G: the header of the 401 is offered by 400, 403, 410 and 500 too.
#[test]
fn only_a_401_has_a_challenge() -> Tested {
    for row in &OPERATIONS {
        for (status, _) in row.refusals {
            let answer = Answer::json(*status, ERROR_BODY).header("WWW-Authenticate", CHALLENGE);
            let refused = (row.refuse)(answer.response()?).ok_or("no refusal")?;
            assert_eq!(refused.challenge.is_some(), *status == 401, "{row} {status}");
        }
    }
    Ok(())
}

/// P, S: an HTML error body of a proxy takes status and headers with it. G: it is there, unread.
#[test]
fn an_html_error_body_does_not_lose_status_headers_or_itself() -> Tested {
    for row in &OPERATIONS {
        for status in [500, 503] {
            let answer =
                Answer::new(status).header("Content-Type", "text/html").header("Via", "p").body(HTML);
            let failure = (row.receive)(answer.response()?).err().ok_or("succeeded")?;
            assert_eq!(failure.status, Some(status), "{row}");
            assert!(failure.headers.get("via").is_some_and(|via| via == "p"), "{row} {status}");
            assert_eq!(failure.body, HTML.as_bytes(), "{row} {status}");
        }
    }
    Ok(())
}

/// R: anything below 400 is `Ok(())`. G: it is an `Ok` of another kind.
#[test]
fn an_undeclared_204_or_304_is_not_a_success() -> Tested {
    for row in &OPERATIONS {
        for status in [201, 204, 206, 304] {
            let failure = (row.receive)(Answer::new(status).response()?).err().ok_or("succeeded")?;
            assert_eq!((failure.kind, failure.status), (Kind::UnexpectedStatus, Some(status)), "{row}");
        }
    }
    Ok(())
}

/// R: looks for "json" in small letters, and refuses the vendor's own media type.
#[test]
fn a_200_body_is_not_rejected_for_the_capitals_of_its_media_type() -> Tested {
    for media_type in ["application/vnd.inin.icws+JSON", "application/vnd.inin.icws+JSON; charset=UTF-8"] {
        let answer = Answer::new(200).header("Content-Type", media_type).body(QUERY_BODY);
        assert!(PerformCallListQuery::from_response(answer.response()?).is_ok(), "{media_type}");
    }
    Ok(())
}

/// P: an absent list or dictionary is an empty one.
#[test]
fn an_absent_dictionary_is_not_an_empty_one() -> Tested {
    let absent: DialerContactData = serde_json::from_str(r#"{"status":""}"#)?;
    let empty: DialerContactData = serde_json::from_str(r#"{"status":"","values":{}}"#)?;
    assert_eq!((absent.values, empty.values), (None, Some(icws_dialer::Dictionary::new())));
    Ok(())
}

/// All peers: properties of an answer that the document does not describe are dropped.
#[test]
fn unknown_response_fields_are_not_dropped() -> Tested {
    let error: ServerError = serde_json::from_str(r#"{"message":"m","__type":"urn:t","x-more":1}"#)?;
    assert_eq!(error.extra.len(), 2);
    let record: DialerContactData = serde_json::from_str(r#"{"status":"s","x-phones":["1"]}"#)?;
    assert_eq!(record.extra["x-phones"], serde_json::json!(["1"]));
    Ok(())
}

/// S: variants are named after the text of a description. R, G: a description that changes renames them.
#[test]
fn variants_are_named_after_their_status() -> Tested {
    for row in &OPERATIONS {
        for (status, variant) in row.refusals {
            let failure = (row.receive)(Answer::refusal(*status).response()?).err().ok_or("succeeded")?;
            let reason = StatusCode::from_u16(*status)?.canonical_reason().unwrap_or_default();
            assert_eq!(failure.variant.as_deref(), Some(*variant), "{row}");
            assert_eq!(reason.replace(' ', ""), *variant, "{row}");
        }
    }
    Ok(())
}
