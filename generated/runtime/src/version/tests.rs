use super::FeatureVersion;
use super::ParseVersionError::{self, NotFeatures, NotJson, NotListed, NotPositive};

crate::codegen::feature_version! {
    /// A version for these tests.
    pub(crate) struct Tested("tested", 2..=9);
}

#[test]
fn versions_compare_as_integers_not_as_text() {
    assert!(Tested::new(10) > Tested::new(9));
    assert!(Tested::OLDEST < Tested::NEWEST);
    assert_eq!(Tested::new(7).max(Tested::new(3)).get(), 7);
}

#[test]
fn a_version_reads_as_feature_and_number() {
    assert_eq!(Tested::new(7).to_string(), "tested 7");
    assert_eq!(format!("{:?}", Tested::new(7)), "Tested(7)");
}

#[test]
fn a_version_compares_with_those_of_its_feature_and_of_no_other() {
    let (seven, other) = (FeatureVersion::new("tested", 7), FeatureVersion::new("other", 7));
    assert!(seven == Tested::new(7) && Tested::new(7) == seven && seven != Tested::new(8));
    assert!(seven < Tested::new(8) && Tested::new(8) > seven && Tested::NEWEST >= seven);
    assert_eq!(FeatureVersion::from(Tested::new(7)), seven);
    assert!(other != Tested::new(7) && other != seven);
    assert_eq!(other.partial_cmp(&Tested::new(9)), None);
    assert_eq!(Tested::new(1).partial_cmp(&other), None);
}

#[test]
fn what_every_server_has_comes_before_each_version() {
    let every = FeatureVersion::EVERY;
    assert!(every < Tested::new(0) && Tested::new(0) > every && every <= every);
    assert!(every < FeatureVersion::new("other", 0));
    assert_eq!((every.to_string().as_str(), every.get()), ("every version", 0));
}

#[test]
fn a_number_parses_even_above_the_newest() {
    assert_eq!("7".parse(), Ok(Tested::new(7)));
    assert_eq!("12".parse(), Ok(Tested::new(12)));
}

#[test]
fn what_is_no_positive_integer_is_refused() {
    for text in ["", "0", "-1", "+7", " 7", "7.0", "dialer 7", "4294967296", "٧"] {
        assert_eq!(text.parse::<Tested>(), Err(NotPositive), "{text:?}");
    }
}
fn read(body: &str) -> Result<u32, ParseVersionError> {
    Tested::from_feature_answer(body).map(Tested::get)
}

#[test]
fn one_features_answer_is_read_with_a_number_and_with_a_text() {
    assert_eq!(read(r#"{"featureId":"tested","version":9}"#), Ok(9));
    assert_eq!(read(r#"{"version":"12","new":[],"featureId":"Tested"}"#), Ok(12));
    assert_eq!(read("\u{feff} {\"featureId\":\"tested\",\"version\":9} "), Ok(9));
}

#[test]
fn the_list_of_all_features_is_read_whatever_the_others_are() {
    let list = r#"{"featureInfoList":[{"featureId":"other","version":"x"},{"featureId":5},7,
        {"featureId":"tested","version":"4"},{"featureId":"tested 2","version":3}]}"#;
    assert_eq!(read(list), Ok(4));
}

#[test]
fn a_feature_that_is_not_listed_is_told_from_an_answer_that_cannot_be_read() {
    for body in [
        r#"{"featureInfoList":[]}"#,
        r#"{"featureInfoList":[{"featureId":"other","version":9}]}"#,
        r#"{"featureId":"other","version":9}"#,
    ] {
        assert_eq!(read(body), Err(NotListed { feature: "tested" }), "{body}");
    }
    for body in ["", "<html>", r#"{"featureId":"#, "{} {}", "\u{1}"] {
        assert!(matches!(read(body), Err(NotJson { line: 1, .. })), "{body}");
    }
    for body in
        ["[]", "7", "null", "{}", r#"{"version":9}"#, r#"{"featureInfoList":{}}"#, r#"{"message":""}"#]
    {
        assert_eq!(read(body), Err(NotFeatures), "{body}");
    }
    assert!(Tested::from_feature_answer(b"\xff").is_err());
}

#[test]
fn an_answer_counts_with_its_status() {
    let answer = |status: u16, body: &str| {
        let status = http::StatusCode::from_u16(status).expect("a status");
        let mut response = http::Response::new(body.to_owned());
        *response.status_mut() = status;
        Tested::from_feature_response(response).map(Tested::get)
    };
    let missing = r#"{"errorId":"e","message":"none"}"#;
    assert_eq!(answer(200, r#"{"featureId":"tested","version":9}"#), Ok(9));
    assert_eq!(answer(200, missing), Err(NotFeatures));
    for status in [400, 404] {
        assert_eq!(answer(status, missing), Err(NotListed { feature: "tested" }), "{status}");
    }
    for (status, body) in [(404, "<html>"), (404, ""), (500, missing), (302, ""), (503, missing)] {
        let refused = answer(status, body);
        assert!(matches!(refused, Err(ParseVersionError::Refused { status: s }) if s == status), "{status}");
    }
}

#[test]
fn a_version_that_is_no_positive_integer_is_said_to_be_none() {
    for version in ["0", "-1", "9.0", "1e1", "4294967296", "\"x\"", "\"\"", "\"+7\"", "null", "[9]", "true"] {
        let body = format!(r#"{{"featureId":"tested","version":{version}}}"#);
        assert_eq!(read(&body), Err(NotPositive), "{version}");
        assert!(serde_json::from_str::<Tested>(version).is_err(), "{version}");
    }
    assert_eq!(read(r#"{"featureId":"tested"}"#), Err(NotPositive));
}

#[test]
fn serde_reads_a_number_or_a_text_and_writes_a_number() -> Result<(), serde_json::Error> {
    assert_eq!(serde_json::from_str::<[Tested; 2]>(r#"[7,"7"]"#)?, [Tested::new(7); 2]);
    assert_eq!(serde_json::to_string(&Tested::new(7))?, "7");
    let error = serde_json::from_str::<Tested>("0").err().map(|error| error.to_string());
    assert!(error.is_some_and(|error| error.contains("positive integer")));
    Ok(())
}
