use std::hash::BuildHasher;

use serde::{Serialize, Serializer};

use super::*;
use crate::Json;

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Leaf {
    numbers: Vec<u8>,
}

/// As the generator writes it.
#[derive(Debug, PartialEq)]
enum Choice {
    Leaf(Leaf),
    Node(Box<Node>),
    Unknown(UnknownObject),
}

impl Serialize for Choice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Leaf(object) => object.serialize(serializer),
            Self::Node(object) => object.serialize(serializer),
            Self::Unknown(object) => object.serialize(serializer),
        }
    }
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Node {
    inner: Choice,
}

impl<'de> Deserialize<'de> for Choice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let object = Derived::deserialize(deserializer)?;
        match object.tag() {
            Some("leaf") => object.read(Self::Leaf, Self::Unknown),
            Some("node") => object.read(Self::Node, Self::Unknown),
            _ => Ok(Self::Unknown(object.into())),
        }
    }
}

fn read(text: &str) -> Result<Choice, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

/// The reason why an object is kept as it came, which it must be.
fn reason(text: &str) -> Result<Option<String>, String> {
    match read(text)? {
        Choice::Unknown(object) if object.as_json() == text => Ok(object.reason()),
        other => Err(format!("{other:?}")),
    }
}

#[test]
fn the_type_decides_wherever_it_stands() {
    assert_eq!(read(r#"{"numbers":[1],"__type":"leaf"}"#), Ok(Choice::Leaf(Leaf { numbers: vec![1] })));
    assert_eq!(
        read(r#"{"numbers":[1],"__\u0074ype":"lea\u0066"}"#),
        read(r#"{"__type":"leaf","numbers":[1]}"#)
    );
    assert!(matches!(read(r#"{"__type":"node","inner":{}}"#), Ok(Choice::Node(node))
        if matches!(&node.inner, Choice::Unknown(object) if object.members().is_empty())));
    for text in [r#"{"__type":"Leaf"}"#, r#"{"__type":["leaf"]}"#, r#"{"numbers":[1]}"#, "{ }"] {
        assert_eq!(reason(text), Ok(None), "{text}");
    }
}

#[test]
fn an_object_that_is_kept_is_kept_as_well_where_a_mistake_elsewhere_is_looked_for() {
    let unfit = r#"{"__type":"leaf"}"#;
    assert_eq!(tracked(|| reason(unfit)), (reason(unfit), String::new()));
}

#[test]
fn an_object_that_does_not_fit_its_type_is_kept_with_the_reason() {
    for (text, says) in [
        (r#"{"__type":"leaf"}"#, "missing field `numbers`"),
        (
            r#"{"__type":"leaf","numbers":[1,"two"]}"#,
            "`numbers[1]`: invalid type: string \"two\", expected u8",
        ),
        (r#"{"__type":"node"}"#, "missing field `inner`"),
        (r#"{"__type":"node","inner":5}"#, "`inner`: invalid type: integer `5`, expected an object"),
        (r#"{"__type":"leaf","numbers":[],"__type":"leaf"}"#, "duplicate field `__type`"),
    ] {
        assert_eq!(reason(text), Ok(Some(says.to_owned())), "{text}");
    }
    let inside = r#"{"__type":"node","inner":{"__type":"leaf","numbers":1.10}}"#;
    let Ok(Choice::Node(node)) = read(inside) else { return assert!(read(inside).is_err()) };
    assert!(matches!(&node.inner, Choice::Unknown(object) if object.type_name() == Some("leaf")));
}

#[test]
fn only_an_object_can_be_unknown() {
    for (text, found) in
        [("5", "integer `5`"), ("null", "null"), ("[]", "sequence"), ("\"leaf\"", "string \"leaf\"")]
    {
        let expected = format!("invalid type: {found}, expected an object");
        assert!(read(text).is_err_and(|error| error.starts_with(&expected)), "{text}");
    }
}

#[test]
fn an_end_is_put_to_what_is_nested() {
    let nested = |count: usize, inner: &str| {
        format!("{}{inner}{}", r#"{"__type":"node","inner":"#.repeat(count), "}".repeat(count))
    };
    for count in [MOST_INSIDE - 1, MOST_INSIDE, 100, 10_000] {
        let text = nested(count, r#"{"__type":"leaf","numbers":[]}"#);
        let mut innermost = read(&text).ok();
        while let Some(Choice::Node(node)) = innermost {
            innermost = Some(node.inner);
        }
        let reason = match innermost {
            Some(Choice::Unknown(object)) => object.reason(),
            _ => None,
        };
        let is_too_deep = (count >= MOST_INSIDE).then(|| "it is nested too deep".to_owned());
        assert_eq!(reason, is_too_deep, "{count}");
    }
    let unfit = nested(MOST_INSIDE - 1, r#"{"__type":"leaf"}"#);
    assert!(read(&unfit).is_ok() && DEPTH.get() == 0);
}

#[test]
fn levels_are_counted_outside_of_texts() {
    for (text, count) in [
        ("5", 0),
        ("[[],[],{}]", 2),
        (r#"{"a":["]",[{}],[]]}"#, 4),
        (r#"["\"[[["]"#, 1),
        (r#"["\\",[]]"#, 2),
        (r#"["\\\"[[[",{}]"#, 2),
    ] {
        assert_eq!(levels(text), count, "{text}");
    }
    for (count, is_too_deep) in [(DEEPEST - 1, false), (DEEPEST, true)] {
        let (open, close) = ("[".repeat(count), "]".repeat(count));
        let text = format!(r#"{{"__type":"leaf","numbers":[],"other":{open}{close}}}"#);
        assert_eq!(matches!(read(&text), Ok(Choice::Unknown(_))), is_too_deep, "{count}");
    }
}

#[test]
fn an_object_that_is_kept_takes_its_text_and_what_holds_it() {
    use crate::reader::meter::{Allowance, within};

    let fits = |length: usize| {
        let text = format!(r#"{{"__type":"{}"}}"#, "x".repeat(length - 13));
        within(Allowance::of_answer(0, None), || read(&text).is_ok()).is_ok()
    };
    assert!(fits((1 << 20) - 100) && !fits(1 << 20));
}

#[test]
fn objects_of_no_type_are_equal_where_their_members_are_and_hide_secrets() {
    let object = |pin: i32| UnknownObject::new([("__type", Json::from("x")), ("pin", Json::from(pin))]);
    assert!(object(5) == object(5) && object(5) != object(6) && object(5).members().len() == 2);
    let hasher = std::hash::RandomState::new();
    let [one, same, other] = [5, 5, 6].map(|pin| hasher.hash_one(object(pin)));
    assert!(one == same && one != other);
    let shown = [object(5), object(5).hiding(&["pin"])].map(|object| format!("{object:?}").contains('5'));
    assert_eq!(shown, [true, false]);
}

#[cfg(feature = "server")]
#[test]
fn objects_that_are_read_slowly_take_no_more_room_than_others() {
    use crate::decode::read_json;
    use crate::error::DecodeFault;
    use crate::reader::Strictly;
    use crate::reader::meter::Allowance;

    crate::codegen::object! {
        #[object()]
        struct Bare {
            #[member(optional, "name")]
            name: Option<String>,
            #[member(optional, "other")]
            other: Option<String>,
        }
    }

    struct Known(Option<Bare>);

    impl<'de> Deserialize<'de> for Known {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            Derived::deserialize(deserializer)?.read(|bare: Box<Bare>| Self(Some(*bare)), |_| Self(None))
        }
    }

    let read = |name: &str| {
        let body = format!(r#"[{}{{"__type":"t","name":{name}}}]"#, r#"{"__type":"t"},"#.repeat(1000));
        let read = read_json(body.as_bytes(), Allowance::of_request(body.len()));
        read.map(|Strictly(all): Strictly<Vec<Known>>| {
            all.iter().filter(|Known(bare)| bare.is_some()).count()
        })
        .map_err(|fault| match fault {
            DecodeFault::Json { path, .. } => path,
            _ => None,
        })
    };
    assert_eq!(read(r#""last""#), Ok(1001));
    assert_eq!(read("5"), Err(Some("[1000].name".to_owned())));
}

#[cfg(feature = "server")]
fn place(text: &str) -> (bool, String) {
    use crate::Dictionary;
    use crate::reader::Strictly;

    let mut reader = serde_json::Deserializer::from_str(text);
    let (result, inside) =
        tracked(|| serde_path_to_error::deserialize::<_, Strictly<Dictionary<Choice>>>(&mut reader));
    match result {
        Ok(_) => (true, inside),
        Err(error) => (false, joined(error.path(), &inside)),
    }
}

#[cfg(feature = "server")]
#[test]
fn a_fault_is_found_through_every_type_where_it_is_one() {
    use crate::reader::Strictly;

    let wrong = r#"{"__type":"leaf","numbers":[1,"two"]}"#;
    for (text, path) in [
        (format!(r#"{{"a":{wrong}}}"#), "a.numbers[1]"),
        (format!(r#"{{"a":{{"__type":"node","inner":{wrong}}}}}"#), "a.inner.numbers[1]"),
        (r#"{"a":{"__type":"leaf"}}"#.to_owned(), "a"),
        (r#"{"a":{"__type":"x","__type":"leaf"}}"#.to_owned(), "a"),
        (r#"{"a":{"__type":"leaf","__type":"x"}}"#.to_owned(), "a"),
        (r#"{"b":{"__type":"x"},"a":5}"#.to_owned(), "a"),
        ("5".to_owned(), ""),
    ] {
        assert_eq!(place(&text), (false, path.to_owned()), "{text}");
    }
    assert_eq!(place(r#"{"a":{"__type":"leaf","numbers":[]}}"#), (true, String::new()));
    let strictly = serde_json::from_str::<Strictly<Choice>>(wrong);
    assert!(
        strictly.is_err_and(|error| error.to_string().contains("invalid type")),
        "and also when nobody asks where"
    );
}

struct Named;

impl Tagged for Named {
    const TYPE: &'static str = "urn:named";
}

#[test]
fn a_tag_is_always_its_own() {
    for text in ["\"urn:named\"", "\"urn:other\"", "null", "[1]"] {
        let tag: Option<Tag<Named>> = serde_json::from_str(text).ok().or(Some(Tag::new()));
        assert_eq!(serde_json::to_string(&tag).ok().as_deref(), Some("\"urn:named\""));
    }
    assert_eq!(format!("{:?}", Tag::<Named>::default()), "urn:named");
}

#[derive(Debug)]
struct Robot;

impl Tagged for Robot {
    const TYPE: &'static str = "robot";
}

#[test]
fn a_type_that_says_itself_has_one_value() -> Result<(), serde_json::Error> {
    let (new, read): (Tag<Robot>, Tag<Robot>) = (Tag::new(), serde_json::from_str(r#"{"any":5}"#)?);
    assert_eq!(new, read);
    assert_eq!(
        (serde_json::to_string(&read)?, format!("{new:?}")),
        ("\"robot\"".to_owned(), "robot".to_owned())
    );
    Ok(())
}

#[test]
fn a_base_that_came_without_its_tag_is_another_one() {
    let [there, absent] = [BaseTag::<Robot>::new(), BaseTag::absent()];
    let hasher = std::hash::RandomState::new();
    assert!(
        there != absent
            && Clone::clone(&absent) == absent
            && hasher.hash_one(there) != hasher.hash_one(absent)
    );
    assert_eq!(format!("{there:?} {absent:?}"), "robot None");
}
