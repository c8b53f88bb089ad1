use serde_json::json;

use super::*;
use crate::Json;
use crate::model::{BaseTag, Tag, Tagged};

crate::codegen::object! {
    #[object(rest = extra)]
    #[derive(Debug, Default, PartialEq)]
    struct Thing {
        #[member(required, "Count")]
        count: i32,
        #[member(stated, "owner")]
        owner: Option<String>,
        #[member(present, "note")]
        note: Option<Option<String>>,
        #[member(present, "any")]
        any: Option<Json>,
        #[member(optional, finite, "ratios")]
        ratios: Option<Vec<f64>>,
        #[member(optional, "inner")]
        inner: Option<Vec<Thing>>,
    }
}

crate::codegen::object! {
    #[object(rest = extra)]
    #[derive(Debug, PartialEq)]
    struct Nothing {}
}

crate::codegen::object! {
    #[object()]
    #[derive(Debug, PartialEq)]
    struct Closed {
        #[member(constant, "tag")]
        tag: Tag<Self>,
        #[member(absent, "base")]
        base: BaseTag<Self>,
        #[member(required, "count")]
        count: i32,
        #[member(optional, finite, "ratio")]
        ratio: Option<f64>,
    }
}

impl Tagged for Closed {
    const TYPE: &'static str = "urn:closed";
}

fn read(text: &str) -> Result<Thing, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

#[test]
fn what_is_not_described_comes_back_as_it_came() -> serde_json::Result<()> {
    for text in [
        r#"{"Count":1,"owner":null,"z":1.10,"a":12345678901234567890123,"z":{"b" : 1,"a":-0}}"#,
        r#"{"Count":1,"owner":"me","note":null,"any":null,"ratios":[1.5],"inner":[{"Count":0,"owner":null,"x":[]}]}"#,
        r#"{"Count":1,"owner":null,"any":1.10,"q\"\\ü":"\/"}"#,
        r#"{"Count":1,"owner":null,"count":2,"":1e400}"#,
    ] {
        assert_eq!(serde_json::to_string(&serde_json::from_str::<Thing>(text)?)?, text);
    }
    let nothing: Nothing = serde_json::from_str(r#"{"a":0.10}"#)?;
    assert_eq!(serde_json::to_string(&nothing)?, r#"{"a":0.10}"#);
    Ok(())
}

#[test]
fn fields_are_read_as_they_are_described() {
    assert!(
        read(r#"{"Count":1,"owner":null,"note":null,"inner":null}"#)
            .is_ok_and(|thing| { thing == Thing { count: 1, note: Some(None), ..Thing::default() } })
    );
    for (text, says) in [
        (r#"{"owner":null}"#, "missing field `Count`"),
        (r#"{"Count":1}"#, "missing field `owner`"),
        (r#"{"Count":1,"owner":null,"Count":1}"#, "duplicate field `Count`"),
        (r#"{"Count":1,"owner":null,"note":null,"note":"a"}"#, "duplicate field `note`"),
        (r#"{"Count":1,"owner":null,"note":"a","note":"a"}"#, "duplicate field `note`"),
        (r#"{"Count":1,"owner":null,"ratios":null,"ratios":null}"#, "duplicate field `ratios`"),
        (r#"{"Count":"1","owner":null}"#, "invalid type: string \"1\", expected i32"),
        ("[]", "invalid type: sequence, expected an object"),
        (r#"{"Count":1,"owner":null,"x":}"#, "expected value"),
    ] {
        let error = read(text).err().unwrap_or_default();
        assert!(error.starts_with(says), "{text}: {error}");
    }
}

#[test]
fn what_a_closed_object_does_not_know_is_passed_over() {
    let again = |text| {
        let closed: Closed = serde_json::from_str(text).map_err(|error| error.to_string())?;
        serde_json::to_string(&closed).map_err(|error| error.to_string())
    };
    for (text, result) in [
        (r#"{"count":1}"#, r#"{"tag":"urn:closed","count":1}"#),
        (
            r#"{"x":[{}],"ratio":null,"count":1,"tag":7,"base":""}"#,
            r#"{"tag":"urn:closed","base":"urn:closed","count":1}"#,
        ),
        (r#"{"count":1,"ratio":2.5,"x":null}"#, r#"{"tag":"urn:closed","count":1,"ratio":2.5}"#),
    ] {
        assert_eq!(again(text).as_deref(), Ok(result), "{text}");
    }
    for (text, says) in [
        ("{}", "missing field `count`"),
        (r#"{"count":1,"count":1}"#, "duplicate field `count`"),
        (r#"{"count":1,"ratio":null,"ratio":2.5}"#, "duplicate field `ratio`"),
        (r#"{"count":1,"tag":"","tag":""}"#, "duplicate field `tag`"),
        (r#"{"count":1,"x":}"#, "expected value"),
        (r#"{"count":null,"x":}"#, "invalid type: null, expected i32"),
        (r#"{"x":1"#, "EOF while parsing an object"),
    ] {
        assert!(again(text).is_err_and(|error| error.starts_with(says)), "{text}: {:?}", again(text));
    }
    let none = Closed { tag: Tag::new(), base: BaseTag::new(), count: 1, ratio: Some(f64::NAN) };
    assert!(serde_json::to_string(&none).is_err());
}

#[test]
fn a_name_is_sent_once_and_what_the_field_has_counts() -> serde_json::Result<()> {
    let mut thing = Thing { count: 1, ..Thing::default() };
    thing.extra =
        Extra::from([("Count", json!(9)), ("ratios", json!([])), ("inner", json!(null)), ("x", json!(1))]);
    thing.ratios = Some(vec![2.5]);
    assert_eq!(
        serde_json::to_string(&thing)?,
        r#"{"Count":1,"owner":null,"ratios":[2.5],"inner":null,"x":1}"#,
        "a field that is not set leaves room for it"
    );
    thing.ratios = Some(vec![f64::NAN]);
    assert!(serde_json::to_string(&thing).is_err_and(|error| error.to_string().contains("NaN")));
    Ok(())
}

#[test]
fn it_goes_through_values_and_through_the_types_of_others() -> serde_json::Result<()> {
    let value = json!({ "Count": 1, "owner": null, "any": { "a": 1 }, "x": [1.5, null] });
    let thing: Thing = serde_json::from_value(value.clone())?;
    assert_eq!(serde_json::to_value(&thing)?, value);
    assert_eq!(thing.extra["x"], json!([1.5, null]));

    #[derive(Serialize, Deserialize)]
    struct Outer {
        id: i32,
        #[serde(flatten)]
        thing: Thing,
    }
    let outer: Outer =
        serde_json::from_str(r#"{"id":1,"Count":1,"owner":null,"any":{"a":1},"x":[1.5,null]}"#)?;
    assert_eq!(outer.thing, thing);
    assert_eq!(
        serde_json::to_string(&outer)?,
        r#"{"id":1,"Count":1,"owner":null,"any":{"a":1},"x":[1.5,null]}"#
    );
    Ok(())
}

#[test]
fn a_fault_inside_has_its_place() {
    let text =
        r#"{"Count":1,"owner":null,"x":1,"inner":[{"Count":1,"owner":null},{"y":2,"Count":1,"owner":5}]}"#;
    let read = serde_path_to_error::deserialize::<_, Thing>(&mut serde_json::Deserializer::from_str(text));
    assert_eq!(read.err().map(|error| error.path().to_string()).as_deref(), Some("inner[1].owner"));
}

crate::codegen::object! {
    #[object()]
    #[derive(Debug)]
    struct Weighed {
        #[member(required, finite, "weight")]
        weight: f64,
    }
}

#[test]
fn a_number_that_must_be_there_is_no_null_either() {
    let written = |weight| serde_json::to_string(&Weighed { weight }).ok();
    assert_eq!((written(1.5).as_deref(), written(f64::NAN)), (Some(r#"{"weight":1.5}"#), None));
}
