use std::collections::BTreeMap;

use super::Dictionary;

type Counts = Dictionary<i32>;

#[test]
fn entries_are_in_the_order_of_their_names_and_the_last_of_a_name_stays() {
    let expected = [("a".to_owned(), 4), ("b".to_owned(), 2), ("c".to_owned(), 3)];
    let in_disorder = Counts::from([("c", 1), ("a", 1), ("b", 1), ("a", 3), ("b", 2), ("c", 3), ("a", 4)]);
    let mut extended = Counts::from([("b", 1), ("c", 3)]);
    extended.extend([("b".to_owned(), 2), ("a".to_owned(), 4)]);
    let read: Counts = serde_json::from_str(r#"{"b":1,"c":3,"a":1,"b":2,"a":4}"#).unwrap_or_default();
    let in_order = Counts::from([("a", 1), ("a", 4), ("b", 2), ("c", 3)]);
    for dictionary in [in_disorder, in_order, extended, read] {
        assert!(dictionary.iter().eq(expected.iter().map(|(name, value)| (name, value))), "{dictionary:?}");
    }
}

#[test]
fn it_does_what_a_map_does() {
    let (mut dictionary, mut map) = (Counts::new(), BTreeMap::new());
    for (name, value) in [("m", 1), ("z", 2), ("a", 3), ("m", 4), ("", 5), ("z", 6), ("b", 7)] {
        assert_eq!(dictionary.insert(name, value), map.insert(name.to_owned(), value), "{name}");
    }
    for name in ["z", "y", ""] {
        assert_eq!(dictionary.get(name), map.get(name), "{name}");
        assert_eq!(dictionary.contains_key(name), map.contains_key(name), "{name}");
        assert_eq!(dictionary.get_mut(name), map.get_mut(name), "{name}");
        assert_eq!(dictionary.remove(name), map.remove(name), "{name}");
    }
    assert_eq!((dictionary.len(), dictionary["b"], dictionary.is_empty()), (3, 7, false));
    assert!(dictionary.keys().eq(map.keys()) && dictionary.values().eq(map.values()));
    assert_eq!(format!("{dictionary:?}"), format!("{map:?}"));
    assert_eq!(BTreeMap::from(dictionary.clone()), map);
    assert_eq!(Dictionary::from(map), dictionary);
}

#[test]
fn it_is_an_object_in_json() -> serde_json::Result<()> {
    let dictionary = Counts::from([("b", 1), ("a\"", 2)]);
    assert_eq!(serde_json::to_string(&dictionary)?, r#"{"a\"":2,"b":1}"#);
    let empty: Counts = serde_json::from_str("{}")?;
    assert!(empty.is_empty() && empty == Dictionary::default());
    for other in ["[]", "1", r#"{"a":"b"}"#] {
        assert!(serde_json::from_str::<Counts>(other).is_err(), "{other}");
    }
    Ok(())
}
