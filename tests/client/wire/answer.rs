//! Answers with a documented status and the body that is documented for it.

use icws_dialer::Operation;
use icws_dialer::operations::{PerformCallListQuery, PerformCallListQueryResponse};
use icws_tests::Tested;
use icws_tests::answer::{Answer, CHALLENGE, ERROR_BODY, QUERY_BODY};
use icws_tests::operation::OPERATIONS;
use icws_tests::outcome::Kind;

#[test]
fn every_documented_success_is_one() -> Tested {
    for row in &OPERATIONS {
        for status in row.successes {
            let success = (row.receive)(row.success(*status).response()?);
            assert!(success.is_ok(), "{row} {status}: {success:?}");
        }
    }
    Ok(())
}

#[test]
fn a_success_without_a_documented_body_may_have_any_but_a_page() -> Tested {
    for row in &OPERATIONS {
        for status in row.successes.iter().filter(|status| !row.answers_with_body(**status)) {
            for body in ["{}", "null", r#"{"new":1}"#, "{", "OK"] {
                let success = (row.receive)(Answer::json(*status, body).response()?);
                assert!(success.is_ok(), "{row} {status} {body}: {success:?}");
            }
        }
    }
    Ok(())
}

#[test]
fn the_two_successes_of_a_query_are_told_apart() -> Tested {
    let answered = PerformCallListQuery::from_response(Answer::json(200, QUERY_BODY).response()?)?;
    let PerformCallListQueryResponse::Ok(answer) = answered else { return Err("not the result".into()) };
    assert_eq!(answer.records_affected, 1);
    assert_eq!(answer.records.len(), 1);
    for accepted in [Answer::new(202), Answer::json(202, QUERY_BODY)] {
        let accepted = PerformCallListQuery::from_response(accepted.response()?)?;
        assert_eq!(accepted, PerformCallListQueryResponse::Accepted);
    }
    Ok(())
}

#[test]
fn every_documented_refusal_is_its_own_variant() -> Tested {
    for row in &OPERATIONS {
        for (status, variant) in row.refusals {
            let Err(failure) = (row.receive)(Answer::refusal(*status).response()?) else {
                return Err(format!("{row} {status} succeeded").into());
            };
            assert_eq!(failure.kind, Kind::Api, "{row} {status}");
            assert_eq!(failure.variant.as_deref(), Some(*variant), "{row} {status}");
            assert_eq!(failure.status, Some(*status), "{row}");
        }
    }
    Ok(())
}

#[test]
fn a_refusal_has_the_servers_identifier_and_message() -> Tested {
    for row in &OPERATIONS {
        for (status, _) in row.refusals {
            let refused = (row.refuse)(Answer::refusal(*status).response()?).ok_or("no refusal")?;
            assert_eq!(refused.status, *status, "{row}");
            assert_eq!(refused.error.error_id.as_deref(), Some("error.request.dialer"), "{row}");
            assert_eq!(refused.error.message, "it cannot be done", "{row}");
            assert!(refused.error.extra.is_empty(), "{row}");
        }
    }
    Ok(())
}

#[test]
fn a_refusal_reads_as_operation_status_message_and_identifier() -> Tested {
    for row in &OPERATIONS {
        for (status, _) in row.refusals {
            let failure = (row.receive)(Answer::refusal(*status).response()?).err().ok_or("no failure")?;
            let reason = http::StatusCode::from_u16(*status)?;
            let expected = format!("{}: {reason}: it cannot be done (error.request.dialer)", row.id);
            assert_eq!(failure.texts.first(), Some(&expected));
        }
    }
    Ok(())
}

#[test]
fn a_401_and_nothing_else_has_the_challenge() -> Tested {
    for row in &OPERATIONS {
        for (status, _) in row.refusals {
            let answer = Answer::json(*status, ERROR_BODY).header("WWW-Authenticate", CHALLENGE);
            let refused = (row.refuse)(answer.response()?).ok_or("no refusal")?;
            assert_eq!(refused.challenge.is_some(), *status == 401, "{row} {status}");
            if let Some(challenge) = refused.challenge {
                assert_eq!(challenge.scheme(), Some("ICWS"));
                assert_eq!(challenge.realm(), Some("ICWS"));
                assert_eq!(challenge.location(), Some("/ICWS/connection"));
                assert_eq!(challenge.as_str(), CHALLENGE);
            }
        }
    }
    Ok(())
}

#[test]
fn a_401_without_a_challenge_is_still_unauthorized() -> Tested {
    for row in &OPERATIONS {
        for answer in [
            Answer::json(401, ERROR_BODY),
            Answer::json(401, ERROR_BODY).header("WWW-Authenticate", ""),
            Answer::json(401, ERROR_BODY).header("WWW-Authenticate", "=\"\u{e9}"),
        ] {
            let refused = (row.refuse)(answer.response()?).ok_or("no refusal")?;
            let challenge = refused.challenge.ok_or("no challenge")?;
            assert_eq!((challenge.realm(), challenge.location()), (None, None), "{row}");
        }
    }
    Ok(())
}

#[test]
fn a_derived_error_keeps_its_type_and_its_own_properties() -> Tested {
    let body = concat!(
        r#"{"__type":"urn:inin.com:common:missingPropertyError","errorId":"e","#,
        r#""message":"m","propertyName":"callId","inner":{"a":[1,null]}}"#
    );
    for row in &OPERATIONS {
        for (status, variant) in row.refusals {
            let refused = (row.refuse)(Answer::json(*status, body).response()?)
                .ok_or_else(|| format!("{row} {status} is not {variant}"))?;
            let extra: Vec<_> = refused.error.extra.keys().collect();
            assert_eq!(extra, ["__type", "propertyName", "inner"], "{row} {status}");
            let kept: serde_json::Value = serde_json::from_str(body)?;
            assert_eq!(serde_json::to_value(&refused.error)?, kept, "{row} {status}");
        }
    }
    Ok(())
}

#[test]
fn an_error_without_an_identifier_is_an_error_all_the_same() -> Tested {
    for row in &OPERATIONS {
        for body in [r#"{"message":""}"#, r#"{"message":"","errorId":null}"#] {
            let refused = (row.refuse)(Answer::json(500, body).response()?).ok_or("no refusal")?;
            assert_eq!((refused.error.error_id, refused.error.message.as_str()), (None, ""), "{row}");
        }
    }
    Ok(())
}

/// Their names begin as none of the vendor's does, so that the specification may get properties of any name.
#[test]
fn an_answer_keeps_the_properties_that_nobody_documents() -> Tested {
    let body = concat!(
        r#"{"recordsaffected":2,"errorMessage":"","records":[{"status":"C","values":{"a":"b"},"#,
        r#""x-attempts":3}],"x-rows":[{"x":1.5}],"x-nothing":null}"#
    );
    let answered = PerformCallListQuery::from_response(Answer::json(200, body).response()?)?;
    let PerformCallListQueryResponse::Ok(answer) = answered else { return Err("not the result".into()) };
    assert_eq!(answer.extra.keys().collect::<Vec<_>>(), ["x-rows", "x-nothing"]);
    let record = answer.records.first().ok_or("no record")?;
    assert_eq!(record.extra["x-attempts"], 3);
    assert_eq!(serde_json::to_value(&answer)?, serde_json::from_str::<serde_json::Value>(body)?);
    Ok(())
}
