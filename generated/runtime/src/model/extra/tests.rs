use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use serde_json::json;

use super::*;

#[test]
fn it_is_used_as_a_map_is() {
    let mut extra = Extra::from([("b", json!([1])), ("a", json!("x")), ("b", json!(2))]);
    assert_eq!(extra.keys().collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!((&extra["a"], extra.len()), (&Json::from("x"), 2));
    assert_eq!(extra["b"], json!(2));
    extra.insert("a", 5);
    extra.insert("q\"\n", Json::default());
    assert_eq!(format!("{extra:?}"), r#"{"b": 2, "a": 5, "q\"\n": null}"#);
    assert_eq!(extra.remove("b"), Some(Json::from(2)));
    assert_eq!((extra.remove("b"), extra.contains_key("b"), extra.is_empty()), (None, false, false));
    extra.add([("a", 6), ("c", 7)]);
    let all: Vec<(&str, String)> = extra.iter().map(|(name, value)| (name, value.to_string())).collect();
    assert_eq!(all, [("q\"\n", "null".to_owned()), ("a", "6".to_owned()), ("c", "7".to_owned())]);
    assert!(Extra::new().is_empty() && Extra::from([("a", 1)]).remove("a").is_some());
}

#[test]
fn what_came_is_kept_in_its_order_and_more_than_once() -> serde_json::Result<()> {
    let text = r#"{"z":1.10,"a":12345678901234567890123,"z":[ -0 ],"\u0061":1}"#;
    let extra: Extra = serde_json::from_str(text)?;
    assert_eq!(serde_json::to_string(&extra.clone())?, text);
    assert_eq!((extra.len(), extra["z"].as_json(), extra["a"].as_json()), (4, "[ -0 ]", "1"));
    assert_eq!((extra.get("y"), &extra["y"]), (None, &Json::default()));
    for (text, is_empty) in [("{}", true), ("{ \n}", true), (r#"{ "}":1}"#, false)] {
        let extra: Extra = serde_json::from_str(text)?;
        assert_eq!((extra.is_empty(), extra.len()), (is_empty, usize::from(!is_empty)), "{text}");
    }
    assert!(serde_json::from_str::<Extra>("[]").is_err());
    Ok(())
}

#[test]
fn the_order_of_properties_does_not_count_unless_they_have_one_name() -> serde_json::Result<()> {
    let read = |text: &str| serde_json::from_str::<Extra>(text);
    assert_eq!(read(r#"{"a":1,"b":[2, 3]}"#)?, read(r#"{ "b" : [2,3], "a" : 1 }"#)?);
    assert_ne!(read(r#"{"a":1,"a":2}"#)?, read(r#"{"a":2,"a":1}"#)?);
    assert_ne!(read(r#"{"a":1}"#)?, read(r#"{"a":1,"a":1}"#)?);
    assert_eq!(read("{}")?, Extra::new());
    let hash = |extra: Extra| BuildHasherDefault::<DefaultHasher>::default().hash_one(extra);
    assert_eq!(hash(read(r#"{"a":1,"b":2}"#)?), hash(read(r#"{"b": 2,"a":1}"#)?));
    assert_ne!(hash(read(r#"{"a":1,"b":2}"#)?), hash(read(r#"{"a":1}"#)?));
    Ok(())
}

#[test]
fn a_member_takes_three_times_its_text_and_the_first_one_what_holds_them() {
    let allowance = meter::Allowance::of_answer(0, None);
    let fits = |members: &Members, length: usize| {
        let charged = || members.charge::<serde_json::Error>("", &"1".repeat(length)).is_ok();
        meter::within(allowance, charged).is_ok_and(|fits| fits)
    };
    let (first, mut next) = (Members::default(), Members::default());
    next.push("a", "1");
    // A mebibyte by three, without the quotes, the colon and the comma.
    let most = (1 << 20) / 3 - 4;
    assert!(fits(&next, most) && !fits(&next, most + 1));
    assert!(!fits(&first, most));
}

#[test]
fn a_member_that_is_kept_takes_its_text_alone() {
    let kept = meter::within(meter::Allowance::of_answer(0, None), || {
        let mut members = Members::default();
        let is_charged = members.charge::<serde_json::Error>("a", &"1".repeat(300_000)).is_ok();
        members.push("a", &"1".repeat(300_000));
        let _kept = members.finish();
        let left = |bytes| meter::charge::<serde_json::Error>(bytes).is_ok();
        is_charged && left(700_000)
    });
    assert_eq!(kept, Ok(true));
}

#[test]
fn what_is_hidden_stays_hidden() {
    let mut extra = Extra::from([("pin", 1234)]).hiding(&["pin"]);
    extra.insert("inner", Json::new(r#"{"pin":1234}"#));
    extra.insert("shown", 5);
    extra.remove("shown");
    for extra in [extra.clone(), extra] {
        let shown = format!("{extra:?}");
        assert!(shown.contains("inner") && !shown.contains("1234"), "{shown}");
    }
}
