//! The models as JSON: what is absent, empty and unknown, and that nothing is lost on a round trip.

use std::fmt::Debug;

use icws_dialer::models::{
    CallListQueryResponse, ContactListRecord, DatabaseParameter, DbCommandType, Error,
    MarkCallForFinishingParameters, PerformCallListQueryParameters, PlacePreviewCallParameters,
    StartReceivingParameters, TableType,
};
use icws_tests::Tested;
use icws_tests::operation::{
    mark_call_for_finishing, perform_call_list_query, place_preview_call, start_receiving,
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
    assert_eq!(serde_json::to_string(&ContactListRecord::new("s"))?, r#"{"status":"s"}"#);
    assert_eq!(serde_json::to_string(&DatabaseParameter::new("v", 5))?, r#"{"value":"v","type":5}"#);
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
    let text = PerformCallListQueryParameters::new("", "", "").with_display_name("").with_parameters([]);
    assert_eq!(
        serde_json::to_string(&text)?,
        r#"{"connectionid":"","contactlisttable":"","statement":"","parameters":[],"displayname":""}"#
    );
    Ok(())
}

#[test]
fn false_and_zero_are_values_and_sent() -> Tested {
    let timer = PlacePreviewCallParameters::new().with_call_initiated_by_timer(false);
    assert_eq!(serde_json::to_string(&timer)?, r#"{"callInitiatedByTimer":false}"#);
    let query = PerformCallListQueryParameters::new("", "", "").with_command_type(DbCommandType::Create);
    assert!(serde_json::to_string(&query)?.ends_with(r#""commandtype":0}"#));
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
        again::<DatabaseParameter>(r#"{"value":"","type":0,"size":null}"#)?,
        r#"{"value":"","type":0}"#
    );
    assert_eq!(
        again::<CallListQueryResponse>(r#"{"recordsaffected":0,"errorMessage":"","contacts":null}"#)?,
        r#"{"recordsaffected":0,"errorMessage":""}"#
    );
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
    let mut record = ContactListRecord::new("C")
        .with_identity("1")
        .with_zone("CEST")
        .with_contact_data([("a", "b"), ("", "")]);
    record.extra.insert("attempts".into(), serde_json::json!({ "n": [1, -2.5, null, "x"] }));
    let mut answer = CallListQueryResponse::new(-1, "no").with_contacts([record.clone()]);
    answer.extra.insert("rows".into(), serde_json::json!([]));
    let mut error = Error::new("\u{0}\"\\\u{1f600}").with_error_id("");
    error.extra.insert("__type".into(), "urn:inin.com:common:missingPropertyError".into());
    survives(&record)?;
    survives(&answer)?;
    survives(&error)?;
    survives(&start_receiving())?;
    survives(&place_preview_call())?;
    survives(&mark_call_for_finishing())?;
    survives(&perform_call_list_query())?;
    survives(&DatabaseParameter::new("v", i32::MIN).with_size(i32::MAX).with_scale(0).with_precision(-1))?;
    survives(&StartReceivingParameters::new())?;
    survives(&PlacePreviewCallParameters::new())
}

#[test]
fn unknown_properties_never_fail() -> Tested {
    let unknown = r#""brandNew":{"a":[1]},"":null"#;
    serde_json::from_str::<StartReceivingParameters>(&format!("{{{unknown}}}"))?;
    serde_json::from_str::<PlacePreviewCallParameters>(&format!("{{{unknown}}}"))?;
    serde_json::from_str::<MarkCallForFinishingParameters>(&format!(
        r#"{{"callId":"","campaignId":"",{unknown}}}"#
    ))?;
    serde_json::from_str::<PerformCallListQueryParameters>(&format!(
        r#"{{"connectionid":"","contactlisttable":"","statement":"",{unknown}}}"#
    ))?;
    serde_json::from_str::<DatabaseParameter>(&format!(r#"{{"value":"","type":0,{unknown}}}"#))?;
    assert_eq!(
        again::<Error>(&format!(r#"{{"message":"",{unknown}}}"#))?,
        r#"{"message":"","":null,"brandNew":{"a":[1]}}"#
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
const TABLES: [(i64, TableType); 16] = [
    (1, TableType::CallList),
    (2, TableType::CallHistory),
    (4, TableType::AgentStat),
    (8, TableType::CallSchedule),
    (16, TableType::Audit),
    (32, TableType::Recycle),
    (64, TableType::PhoneNumberDetail),
    (128, TableType::Version),
    (256, TableType::Jit),
    (512, TableType::CampaignStat),
    (1024, TableType::Upload),
    (2048, TableType::UploadIds),
    (4096, TableType::PenetrationRange),
    (8192, TableType::PenetrationData),
    (16384, TableType::PenetrationCallsCompleted),
    (32768, TableType::DncMetaDataTable),
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
        assert_eq!(serde_json::from_str::<TableType>(&number.to_string())?, table);
        assert_eq!((table.value(), TableType::from(number)), (number, table));
    }
    Ok(())
}

#[test]
fn a_value_that_is_not_listed_survives_byte_for_byte() -> Tested {
    for number in [-1, 3, 99_991, i64::from(i32::MAX) + 1, i64::MIN, i64::MAX] {
        let text = format!(
            r#"{{"connectionid":"","contactlisttable":"","statement":"","commandtype":{number},"tabletype":{number}}}"#
        );
        assert_eq!(again::<PerformCallListQueryParameters>(&text)?, text);
        let query: PerformCallListQueryParameters = serde_json::from_str(&text)?;
        assert_eq!(query.table_type.map(TableType::value), Some(number));
        assert_eq!(query.command_type.map(i64::from), Some(number));
        if number != 3 {
            assert_eq!(query.command_type, Some(DbCommandType::Unknown(number)));
        }
    }
    Ok(())
}

#[test]
fn a_value_that_is_no_integer_is_an_error() {
    for text in [r#""4""#, "4.0", "null", "true", "[4]", "9223372036854775808"] {
        assert!(serde_json::from_str::<DbCommandType>(text).is_err(), "{text}");
        assert!(serde_json::from_str::<TableType>(text).is_err(), "{text}");
    }
}
