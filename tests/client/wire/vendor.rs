//! The client beside the vendor's own: it sends the same bytes, and reads the same answers.

use icws_dialer::Operation;
use icws_dialer::models::{
    CallListQueryResponse, DbCommandParameters, DbCommandQueryParameters, DbCommandType, DbTableType,
    DialerContactData, Error, PerformCallListQueryParameters,
};
use icws_dialer::operations::{PerformCallListQuery, PerformCallListQueryResponse};
use icws_tests::Tested;
use icws_tests::answer::Answer;
use icws_tests::operation::OPERATIONS;
use icws_tests::secret::session;
use icws_tests::vendor::{CALL_LIST_QUERY, CALL_LIST_RESULT};

fn query() -> PerformCallListQueryParameters {
    let command = DbCommandParameters::new(
        "I3_LIST_CS0",
        "SELECT * FROM I3_LIST_CS0 WHERE status=?",
        DbCommandType::Select,
        DbTableType::CallList,
    )
    .with_parameters([DbCommandQueryParameters::new("status", 20)
        .with_size(8)
        .with_scale(2)
        .with_precision(1)]);
    PerformCallListQueryParameters::new("0A1B2C3D-0000-0000-0000-000000000001", command)
        .with_display_name("mine")
}

fn records() -> [DialerContactData; 2] {
    let all = DialerContactData::new("C")
        .with_identity("42")
        .with_zone("EST")
        .with_values([("name", "Zoë"), ("phone", "3175550100")]);
    [all, DialerContactData::new("J")]
}

#[test]
fn a_query_is_sent_in_the_bytes_that_the_vendors_client_sends() -> Tested {
    let body = query();
    let request = PerformCallListQuery::new(&body).to_request(&session("https://ic1")?)?;
    assert_eq!(String::from_utf8(request.into_body())?, CALL_LIST_QUERY);
    Ok(())
}

#[test]
fn what_is_optional_in_a_query_is_left_out_by_itself() -> Tested {
    let command = DbCommandParameters::new("CL", "DROP", DbCommandType::Drop, DbTableType::DncMetaDataTable);
    let plain = PerformCallListQueryParameters::new("guid", command.clone());
    assert_eq!(
        serde_json::to_string(&plain)?,
        concat!(
            r#"{"connectionid":"guid","command":"#,
            r#"{"contactlisttable":"CL","statement":"DROP","commandtype":5,"tabletype":32768}}"#
        )
    );
    let command = command.with_parameters([DbCommandQueryParameters::new("i3_identity", 20)]);
    assert_eq!(
        serde_json::to_string(&PerformCallListQueryParameters::new("guid", command))?,
        concat!(
            r#"{"connectionid":"guid","command":{"contactlisttable":"CL","statement":"DROP","commandtype":5,"#,
            r#""dbcommandparameterlist":[{"value":"i3_identity","type":20}],"tabletype":32768}}"#
        )
    );
    Ok(())
}

#[test]
fn a_result_is_read_with_every_value_in_its_field() -> Tested {
    let answer = Answer::json(200, CALL_LIST_RESULT).response()?;
    let expected = CallListQueryResponse::new(1, "none", records());
    assert_eq!(PerformCallListQuery::from_response(answer)?, PerformCallListQueryResponse::Ok(expected));
    Ok(())
}

#[test]
fn a_result_lacks_none_of_what_is_required() {
    for required in ["recordsaffected", "errorMessage", "records", "status"] {
        let without = CALL_LIST_RESULT.replacen(&format!(r#""{required}":"#), r#""another":"#, 1);
        let error = serde_json::from_str::<CallListQueryResponse>(&without).err();
        let said = error.map(|error| error.to_string()).unwrap_or_default();
        assert!(said.contains(&format!("missing field `{required}`")), "{required}: {said:?}");
    }
}

#[test]
fn a_refusal_has_its_identifier_its_text_and_its_number() -> Tested {
    let body = r#"{"errorId":"error.request.dialer","message":"no","errorCode":-2147221503}"#;
    let expected = Error::new("no").with_error_id("error.request.dialer").with_error_code(-2_147_221_503);
    for row in &OPERATIONS {
        for (status, _) in row.refusals {
            let refused = (row.refuse)(Answer::json(*status, body).response()?).ok_or("no refusal")?;
            assert_eq!(refused.error, expected, "{row} {status}");
        }
    }
    assert_eq!(serde_json::to_string(&expected)?, body);
    // The documentation does not say how large it can be. As an unsigned number, an HRESULT has more than 31 bits.
    let wide = body.replace("-2147221503", "2147745793");
    assert_eq!(serde_json::from_str::<Error>(&wide)?.error_code, Some(2_147_745_793));
    Ok(())
}
