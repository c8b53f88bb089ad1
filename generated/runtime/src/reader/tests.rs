use serde::de::DeserializeOwned;
use serde::{Serialize, Serializer};

use super::meter::Allowance;
use super::*;
use crate::model::{Derived, UnknownObject};
use crate::{Dictionary, Json};

crate::codegen::object! {
    #[object()]
    /// As the generator writes them.
    #[derive(Debug, PartialEq)]
    struct Closed {
        #[member(optional, "optional")]
        optional: Option<bool>,
        #[member(present, "nullable")]
        nullable: Option<Option<bool>>,
        #[member(optional, "inner")]
        inner: Option<Box<Open>>,
        #[member(optional, "values")]
        values: Option<Dictionary<Option<bool>>>,
        #[member(optional, "items")]
        items: Option<Vec<Option<Closed>>>,
        #[member(optional, "choice")]
        choice: Option<ClosedOrUnknown>,
    }
}

crate::codegen::object! {
    #[object(rest = extra)]
    #[derive(Debug, PartialEq)]
    struct Open {
        #[member(optional, "optional")]
        optional: Option<String>,
        #[member(stated, "nullable")]
        nullable: Option<i32>,
        #[member(present, "anything")]
        anything: Option<Json>,
    }
}

#[derive(Debug, PartialEq)]
enum ClosedOrUnknown {
    Closed(Box<Closed>),
    Unknown(UnknownObject),
}

impl Serialize for ClosedOrUnknown {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Closed(object) => object.serialize(serializer),
            Self::Unknown(object) => object.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for ClosedOrUnknown {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Derived::deserialize(deserializer)?.read(Self::Closed, Self::Unknown)
    }
}

fn strictly<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_str(text).map(|Strictly(value)| value).map_err(|error| error.to_string())
}

#[test]
fn what_the_specification_says_is_read_as_ever() {
    for text in [
        "{}",
        r#"{"optional":true,"nullable":null,"unknown":null,"unknown2":[null]}"#,
        r#"{"inner":{"nullable":null,"anything":null,"unknown":null},"values":{"a":null,"b":true}}"#,
        r#"{"items":[null,{"optional":true,"nullable":false}],"choice":{"nullable":null,"x":null}}"#,
    ] {
        let patiently = serde_json::from_str::<Closed>(text).map_err(|error| error.to_string());
        assert!(patiently.is_ok(), "{patiently:?}");
        assert_eq!(strictly(text), patiently, "{text}");
    }
}

#[test]
fn null_is_no_absence_and_a_list_is_no_object() {
    for (text, says) in [
        (r#"{"optional":null}"#, "invalid type: null, expected a boolean"),
        (r#"{"values":null}"#, "invalid type: null, expected an object"),
        (r#"{"items":null}"#, "invalid type: null, expected a sequence"),
        (r#"{"items":[{"optional":null}]}"#, "invalid type: null, expected a boolean"),
        (r#"{"inner":null}"#, "invalid type: null, expected an object"),
        (r#"{"inner":{"nullable":1,"optional":null}}"#, "invalid type: null, expected a string"),
        (r#"{"inner":{"optional":""}}"#, "missing field `nullable`"),
        (r#"{"choice":{"optional":null}}"#, "invalid type: null, expected a boolean"),
        (r#"{"choice":null}"#, "invalid type: null, expected an object"),
        ("[]", "invalid type: sequence, expected an object"),
        ("[true]", "invalid type: sequence, expected an object"),
        (r#"{"items":[[true]]}"#, "invalid type: sequence, expected an object"),
        (r#"{"inner":["",1]}"#, "invalid type: sequence, expected an object"),
        (r#"{"values":[]}"#, "invalid type: sequence, expected an object"),
    ] {
        let read = strictly::<Closed>(text);
        assert!(read.as_ref().is_err_and(|error| error.starts_with(says)), "{text}: {read:?}");
    }
    assert!(serde_json::from_str::<Closed>(r#"{"optional":null}"#).is_ok(), "answers are read as before");
    assert!(serde_json::from_str::<Closed>("[true]").is_err(), "but a list is no object there, either");
}

crate::codegen::object! {
    #[object()]
    struct Holder {
        #[member(present, "inner")]
        inner: Option<Option<Closed>>,
    }
}

#[test]
fn what_may_be_null_is_read_by_the_letter_inside() {
    assert!(strictly::<Holder>(r#"{"inner":null}"#).is_ok());
    assert!(strictly::<Holder>(r#"{"inner":{"optional":null}}"#).is_err());
}

struct Panics;

impl<'de> Deserialize<'de> for Panics {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        std::panic::resume_unwind(Box::new(()))
    }
}

#[test]
fn it_ends_with_the_value_and_with_a_panic() {
    assert!(serde_json::from_str::<Strictly<bool>>("true").is_ok() && !is_strict());
    let read = std::panic::catch_unwind(|| serde_json::from_str::<Strictly<Panics>>("{}").is_ok());
    assert!(read.is_err() && !is_strict());
}

#[test]
fn an_integer_is_one_in_whichever_way_it_is_written() {
    let patiently = |text: &str| {
        serde_json::from_str::<Patiently<Vec<Option<i32>>>>(text)
            .ok()
            .and_then(|Patiently(read)| read.first().copied())
    };
    let is_strict = |text: &str| strictly::<Vec<Option<i32>>>(text).is_ok();
    for (text, number, letter) in [
        ("[5]", Some(5), true),
        ("[-0]", Some(0), true),
        ("[5.0]", Some(5), false),
        ("[0.0]", Some(0), false),
        ("[-1e2]", Some(-100), false),
    ] {
        assert_eq!((patiently(text), is_strict(text)), (Some(number), letter), "{text}");
    }
    for text in ["[5.5]", "[1e10]", "[-1e400]", "[2147483648]", "[\"5\"]", "[true]"] {
        assert_eq!((patiently(text), is_strict(text)), (None, false), "{text}");
    }
    let says = strictly::<i32>("true").err().unwrap_or_default();
    assert!(says.starts_with("invalid type: boolean `true`, expected i32"), "{says}");
    let wide = |text: &str| serde_json::from_str::<Patiently<i64>>(text).map(|Patiently(read)| read).ok();
    assert_eq!(wide("9007199254740992.0"), Some(1 << 53));
    assert_eq!(wide("9007199254740994.0"), None, "it could have been another integer");
    assert_eq!(wide("9223372036854775807"), Some(i64::MAX));
}

crate::codegen::object! {
    #[object()]
    /// An object that takes much more room than the pointer to it, which is all that a list of boxes counts.
    struct Large {
        #[member(optional, "texts")]
        texts: Option<[String; 16]>,
    }
}

crate::codegen::object! {
    #[object()]
    struct Boxed {
        #[member(optional, "large")]
        large: Option<Box<Large>>,
    }
}

#[test]
fn an_object_in_a_box_takes_the_room_of_all_that_it_may_have() {
    let is_read = |count: usize| {
        let body = format!("[{}]", vec![r#"{"large":{}}"#; count].join(","));
        let allowance = Allowance::of_answer(body.len(), None);
        meter::within(allowance, || {
            let read = serde_json::from_str(&body).map(|Patiently(read): Patiently<Vec<Boxed>>| read);
            read.is_ok_and(|all| all.iter().all(|one| one.large.is_some()))
        })
    };
    assert_eq!(is_read(2_000), Ok(true));
    assert_eq!(is_read(4_000), Err(Exceeded::Memory(1 << 20)));
}
