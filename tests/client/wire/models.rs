//! The models as JSON: what is absent, empty and unknown, and that nothing is lost on a round trip.

use std::fmt::Debug;

use icws_dialer::models::{
    CallListQueryResponse, DbCommandParameters, DbCommandQueryParameters, DbCommandType, DbTableType,
    DialerContactData, Error, MarkCallForFinishingParameters, PerformCallListQueryParameters,
    PlacePreviewCallParameters, StartReceivingParameters,
};
use icws_tests::Tested;
use icws_tests::operation::{
    LEAST_CALL_LIST_QUERY, least_call_list_query, mark_call_for_finishing, perform_call_list_query,
    place_preview_call, start_receiving,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

const NAMELESS: [(&str, &str); 0] = [];

/// Reads the text as a model and writes it again.
fn again<T: Serialize + DeserializeOwned>(text: &str) -> serde_json::Result<String> {
    serde_json::to_string(&serde_json::from_str::<T>(text)?)
}

#[test]
fn what_is_not_set_is_absent() -> Tested {
    assert_eq!(serde_json::to_string(&StartReceivingParameters::new())?, "{}");
    assert_eq!(serde_json::to_string(&PlacePreviewCallParameters::new())?, "{}");
    assert_eq!(serde_json::to_string(&Error::new("m"))?, r#"{"message":"m"}"#);
    assert_eq!(serde_json::to_string(&DialerContactData::new("s"))?, r#"{"status":"s"}"#);
    assert_eq!(serde_json::to_string(&DbCommandQueryParameters::new("v", 5))?, r#"{"value":"v","type":5}"#);
    Ok(())
}

#[test]
fn what_is_set_to_nothing_is_sent_as_nothing() -> Tested {
    let list = StartReceivingParameters::new().with_campaign_ids([""; 0]);
    assert_eq!(serde_json::to_string(&list)?, r#"{"campaignIds":[]}"#);
    let dictionary = PlacePreviewCallParameters::new().with_call_attributes(NAMELESS);
    assert_eq!(serde_json::to_string(&dictionary)?, r#"{"callAttributes":{}}"#);
    let dictionary = MarkCallForFinishingParameters::new("", "").with_call_attributes(NAMELESS);
    assert_eq!(serde_json::to_string(&dictionary)?, r#"{"callId":"","callAttributes":{},"campaignId":""}"#);
    let text = least_call_list_query().with_display_name("");
    assert!(serde_json::to_string(&text)?.ends_with(r#"},"displayname":""}"#));
    let list = least_call_list_query().command.with_parameters([]);
    assert!(serde_json::to_string(&list)?.contains(r#","dbcommandparameterlist":[],"#));
    assert_eq!(
        serde_json::to_string(&CallListQueryResponse::new(0, "", []))?,
        r#"{"recordsaffected":0,"errorMessage":"","records":[]}"#
    );
    Ok(())
}

#[test]
fn false_and_zero_are_values_and_sent() -> Tested {
    let timer = PlacePreviewCallParameters::new().with_call_initiated_by_timer(false);
    assert_eq!(serde_json::to_string(&timer)?, r#"{"callInitiatedByTimer":false}"#);
    let create = DbCommandParameters::new("", "", DbCommandType::Create, DbTableType::CallList);
    assert!(serde_json::to_string(&create)?.contains(r#","commandtype":0,"#));
    Ok(())
}

#[test]
fn absent_empty_and_set_survive_as_what_they_are() -> Tested {
    for text in ["{}", r#"{"campaignIds":[]}"#, r#"{"campaignIds":[""]}"#, r#"{"campaignIds":["a","a"]}"#] {
        assert_eq!(again::<StartReceivingParameters>(text)?, text);
    }
    for text in ["{}", r#"{"callAttributes":{}}"#, r#"{"callAttributes":{"":""}}"#] {
        assert_eq!(again::<PlacePreviewCallParameters>(text)?, text);
    }
    Ok(())
}

#[test]
fn null_is_read_as_absent_and_never_written() -> Tested {
    assert_eq!(again::<StartReceivingParameters>(r#"{"campaignIds":null}"#)?, "{}");
    assert_eq!(
        again::<PlacePreviewCallParameters>(r#"{"callInitiatedByTimer":null,"callAttributes":null}"#)?,
        "{}"
    );
    assert_eq!(
        again::<DbCommandQueryParameters>(r#"{"value":"","type":0,"size":null}"#)?,
        r#"{"value":"","type":0}"#
    );
    assert_eq!(
        again::<DialerContactData>(r#"{"status":"","identity":null,"zone":null,"values":null}"#)?,
        r#"{"status":""}"#
    );
    assert_eq!(again::<Error>(r#"{"errorId":null,"message":"m","errorCode":null}"#)?, r#"{"message":"m"}"#);
    Ok(())
}

fn survives<T: Serialize + DeserializeOwned + PartialEq + Debug>(model: &T) -> Tested {
    let text = serde_json::to_string(model)?;
    assert_eq!(&serde_json::from_str::<T>(&text)?, model, "{text}");
    assert_eq!(again::<T>(&text)?, text);
    assert_eq!(&serde_json::from_value::<T>(serde_json::to_value(model)?)?, model, "{text}");
    Ok(())
}

#[test]
fn every_model_survives_a_round_trip() -> Tested {
    let mut record =
        DialerContactData::new("C").with_identity("1").with_zone("CEST").with_values([("a", "b"), ("", "")]);
    record.extra.insert("x-attempts", serde_json::json!({ "n": [1, -2.5, null, "x"] }));
    let mut answer = CallListQueryResponse::new(-1, "no", [record.clone()]);
    answer.extra.insert("x-rows", serde_json::json!([]));
    let mut error = Error::new("\u{0}\"\\\u{1f600}").with_error_id("").with_error_code(-1);
    error.extra.insert("__type", "urn:inin.com:common:missingPropertyError");
    survives(&record)?;
    survives(&answer)?;
    survives(&error)?;
    survives(&start_receiving())?;
    survives(&place_preview_call())?;
    survives(&mark_call_for_finishing())?;
    survives(&perform_call_list_query())?;
    survives(
        &DbCommandQueryParameters::new("v", i32::MIN).with_size(i32::MAX).with_scale(0).with_precision(-1),
    )?;
    survives(&StartReceivingParameters::new())?;
    survives(&PlacePreviewCallParameters::new())
}

#[test]
fn unknown_properties_never_fail() -> Tested {
    let unknown = r#""x-new":{"a":[1]},"":null"#;
    serde_json::from_str::<StartReceivingParameters>(&format!("{{{unknown}}}"))?;
    serde_json::from_str::<PlacePreviewCallParameters>(&format!("{{{unknown}}}"))?;
    serde_json::from_str::<MarkCallForFinishingParameters>(&format!(
        r#"{{"callId":"","campaignId":"",{unknown}}}"#
    ))?;
    let command =
        format!(r#"{{"contactlisttable":"","statement":"","commandtype":0,"tabletype":1,{unknown}}}"#);
    serde_json::from_str::<PerformCallListQueryParameters>(&format!(
        r#"{{"connectionid":"","command":{command},{unknown}}}"#
    ))?;
    serde_json::from_str::<DbCommandQueryParameters>(&format!(r#"{{"value":"","type":0,{unknown}}}"#))?;
    assert_eq!(
        again::<Error>(&format!(r#"{{"message":"",{unknown}}}"#))?,
        r#"{"message":"","x-new":{"a":[1]},"":null}"#
    );
    Ok(())
}

/// The numbers that the pages of the vendor list, with their names.
const COMMANDS: [(i64, DbCommandType); 6] = [
    (0, DbCommandType::Create),
    (1, DbCommandType::Insert),
    (2, DbCommandType::Update),
    (3, DbCommandType::Delete),
    (4, DbCommandType::Select),
    (5, DbCommandType::Drop),
];
const TABLES: [(i64, DbTableType); 16] = [
    (1, DbTableType::CallList),
    (2, DbTableType::CallHistory),
    (4, DbTableType::AgentStat),
    (8, DbTableType::CallSchedule),
    (16, DbTableType::Audit),
    (32, DbTableType::Recycle),
    (64, DbTableType::PhoneNumberDetail),
    (128, DbTableType::Version),
    (256, DbTableType::Jit),
    (512, DbTableType::CampaignStat),
    (1024, DbTableType::Upload),
    (2048, DbTableType::UploadIds),
    (4096, DbTableType::PenetrationRange),
    (8192, DbTableType::PenetrationData),
    (16384, DbTableType::PenetrationCallsCompleted),
    (32768, DbTableType::DncMetaDataTable),
];

#[test]
fn a_listed_value_is_its_name_in_rust_and_its_number_on_the_wire() -> Tested {
    for (number, command) in COMMANDS {
        assert_eq!(serde_json::to_string(&command)?, number.to_string());
        assert_eq!(serde_json::from_str::<DbCommandType>(&number.to_string())?, command);
        assert_eq!((command.value(), DbCommandType::from(number)), (number, command));
    }
    for (number, table) in TABLES {
        assert_eq!(serde_json::to_string(&table)?, number.to_string());
        assert_eq!(serde_json::from_str::<DbTableType>(&number.to_string())?, table);
        assert_eq!((table.value(), DbTableType::from(number)), (number, table));
    }
    Ok(())
}

#[test]
fn a_value_that_is_not_listed_survives_byte_for_byte() -> Tested {
    for number in [-1, 3, 99_991, i64::from(i32::MAX) + 1, i64::MIN, i64::MAX] {
        let text = LEAST_CALL_LIST_QUERY
            .replace(r#""commandtype":0"#, &format!(r#""commandtype":{number}"#))
            .replace(r#""tabletype":1"#, &format!(r#""tabletype":{number}"#));
        assert_eq!(again::<PerformCallListQueryParameters>(&text)?, text);
        let command = serde_json::from_str::<PerformCallListQueryParameters>(&text)?.command;
        assert_eq!((command.table_type.value(), command.command_type.value()), (number, number));
        if number != 3 {
            assert_eq!(command.command_type, DbCommandType::Unknown(number));
        }
    }
    Ok(())
}

#[test]
fn a_value_that_is_no_integer_is_an_error() {
    for text in [r#""4""#, "4.0", "null", "true", "[4]", "9223372036854775808"] {
        assert!(serde_json::from_str::<DbCommandType>(text).is_err(), "{text}");
        assert!(serde_json::from_str::<DbTableType>(text).is_err(), "{text}");
    }
}
