use std::hash::{BuildHasher, RandomState};

use serde_json::json;

use super::*;

/// What serde_json's own type loses, or cannot hold at all.
const LOSSY: [&str; 9] = [
    "12345678901234567890123",
    "1.10",
    "-0",
    "1e400",
    r#"{"b":1,"a":2,"b":3}"#,
    r#"[1.0, {"a" : 1E2}]"#,
    r#""\/Date(0)\/""#,
    r#""\ud800""#,
    "0.1000000000000000055511151231257827",
];

#[test]
fn everything_comes_back_as_it_came() -> Result<(), Error> {
    for text in LOSSY {
        let value: Json = serde_json::from_str(text)?;
        assert_eq!((value.as_json(), serde_json::to_string(&value)?.as_str()), (text, text));
        let values: Vec<Json> = serde_json::from_str(&format!("[{text} ,{text}]"))?;
        assert_eq!(serde_json::to_string(&values)?, format!("[{text},{text}]"));
    }
    Ok(())
}

#[test]
fn a_value_of_another_source_is_one_too() -> Result<(), Error> {
    let value = json!({ "a": [1, null, "x\"y"], "b": 1.5 });
    assert_eq!(serde_json::from_value::<Json>(value.clone())?, value);
    assert_eq!(serde_json::to_value(Json::from(value.clone()))?, value);

    #[derive(Deserialize)]
    struct Holder {
        #[serde(flatten)]
        inner: std::collections::BTreeMap<String, Json>,
    }
    let outer: Holder = serde_json::from_str(r#"{"a":[1,{"b":null}]}"#)?;
    assert_eq!(outer.inner.get("a").map(Json::as_json), Some(r#"[1,{"b":null}]"#));
    Ok(())
}

#[test]
fn the_name_for_texts_of_values_is_that_of_serde_json() -> Result<(), Error> {
    struct Asked;
    impl<'de> Deserializer<'de> for Asked {
        type Error = serde::de::value::Error;

        fn deserialize_newtype_struct<V: serde::de::Visitor<'de>>(
            self,
            name: &'static str,
            _: V,
        ) -> Result<V::Value, Self::Error> {
            Err(Self::Error::custom(name))
        }

        fn deserialize_any<V: serde::de::Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
            Err(Self::Error::custom("another question"))
        }

        serde::forward_to_deserialize_any! {
            bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
            unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
        }
    }
    let name = |asked: Result<(), serde::de::value::Error>| asked.err().map(|error| error.to_string());
    let theirs = name(Box::<RawValue>::deserialize(Asked).map(drop));
    assert_eq!(name(Json::deserialize(Asked).map(drop)), theirs);
    Ok(())
}

#[test]
fn its_parts_are_at_hand() -> Result<(), Error> {
    assert_eq!(Json::from("a\"b").as_str(), Some("a\"b"));
    assert_eq!(r#""\u0061\/""#.parse::<Json>()?.as_str(), Some("a/"));
    for (json, text) in [(r#""x""#, Some("x")), (r#""""#, Some("")), (r#""\ud800""#, None), ("5", None)] {
        assert_eq!(json.parse::<Json>()?.as_str(), text, "{json}");
    }
    let number: Json = "-5".parse()?;
    assert_eq!((number.as_i64(), number.as_u64(), number.as_f64()), (Some(-5), None, Some(-5.0)));
    assert_eq!(Json::from(u64::MAX).as_u64(), Some(u64::MAX));
    assert_eq!((number.as_bool(), Json::from(true).as_bool()), (None, Some(true)));
    assert!(Json::default().is_null() && Json::from(()).is_null() && !number.is_null());
    assert_eq!(Json::from(vec![1, 2]).read::<Vec<u8>>()?, [1, 2]);
    assert!("1e400".parse::<Json>()?.to_value().is_err() && "{".parse::<Json>().is_err());
    Ok(())
}

#[test]
fn white_space_and_nothing_else_is_the_same() -> Result<(), Error> {
    let same = |one: &str, other: &str| Ok::<_, Error>(one.parse::<Json>()? == other.parse::<Json>()?);
    let hasher = RandomState::new();
    let hash = |json: &str| json.parse::<Json>().map(|json| hasher.hash_one(json));
    assert!(same("[1, {\"a\" :\t2}]", "[1,{\"a\":2}]")? && same(r#""a \" b""#, r#" "a \" b" "#)?);
    for (one, other) in [
        ("1.0", "1"),
        (r#""a b""#, r#""ab""#),
        (r#""\" b""#, r#""\"b""#),
        ("12345678901234567890123", "12345678901234567890124"),
    ] {
        assert!(!same(one, other)?, "{one} {other}");
        assert_ne!(hash(one)?, hash(other)?, "{one} {other}");
    }
    assert_eq!(hash("[1, 2]")?, hash("[1,2]")?);
    let value = json!({ "b": [1, 2.5], "a": "x" });
    assert_eq!(r#"{"a":"x","b":[1, 2.5]}"#.parse::<Json>()?, value);
    assert_eq!(value, Json::from(value.clone()));
    let other = Json::from(5);
    assert!(other != value);
    assert!(value != other);
    assert_eq!(Json::from(5), 5_i64);
    assert_eq!(Json::from(true), true);
    assert_eq!(Json::from("x"), *"x");
    assert_ne!(Json::from("5"), 5);
    Ok(())
}
