//! What is nearly a mistake and none, and what is one by a hair.

use super::*;

#[test]
fn a_pattern_may_begin_or_end_with_a_slash() {
    for pattern in ["/icws", "icws/", "a/b", "/"] {
        accepted(&document(PARAMETER, HEADER, &format!("{{ type: string, pattern: '{pattern}' }}")));
    }
    let (_, at, _) = refused(&document(PARAMETER, HEADER, "{ type: string, pattern: '/icws/' }"));
    assert_eq!(at, "'/icws/'");
}

#[test]
fn only_what_has_a_slash_and_nearly_the_name_is_taken_for_a_reference() {
    for (written, key) in [("reff: error", "reff"), ("comment: and/or", "comment")] {
        let (code, at, _) = refused(&document(PARAMETER, HEADER, &format!("{{ type: string, {written} }}")));
        assert_eq!((code, at.as_str()), ("E0112", key));
    }
}

#[test]
fn what_json_cannot_express_is_a_text() {
    for number in [".inf", "-.inf", "+.INF", ".nan", ".NaN", "1e999"] {
        accepted(&document(PARAMETER, HEADER, &format!("{{ type: string, default: {number} }}")));
        let as_number = document(PARAMETER, HEADER, &format!("{{ type: number, default: {number} }}"));
        assert_eq!(refused(&as_number).1, number);
    }
}

#[test]
fn a_version_has_no_leading_zero() {
    let (_, at, message) =
        refused(&document(PARAMETER, HEADER, "{ type: string, x-feature-version: dialer 04 }"));
    assert_eq!(at, "dialer 04", "{message}");
    accepted(&document(PARAMETER, HEADER, "{ type: string, x-feature-version: dialer 4 }"));
}

#[test]
fn a_ladder_has_two_hundred_rungs_at_most() {
    let ladder = |newest: u32| {
        let text = document(PARAMETER, HEADER, PROPERTY);
        text.replace("oldest: 2, newest: 4", &format!("oldest: 2, newest: {newest}"))
    };
    accepted(&ladder(201));
    let (_, at, message) = refused(&ladder(202));
    assert!(at.starts_with("oldest") && message.contains("202"), "{at}: {message}");
}

#[test]
fn what_an_example_says_of_versions_is_an_example() {
    for example in ["{ x-feature-version: dialer 99 }", "[{ $ref: '#/components/schemas/nothing' }]"] {
        accepted(&document(PARAMETER, HEADER, &format!("{{ type: string, example: {example} }}")));
    }
}

/// A type that is used from a version on is there from that version on; an example uses nothing.
#[test]
fn a_reference_in_an_example_is_no_use() {
    let properties = "\
{ type: string, example: { $ref: '#/components/schemas/extra' } }
        young: { x-feature-version: dialer 4, allOf: [{ $ref: '#/components/schemas/extra' }] }
    extra: { type: object, properties: { a: { type: string } } }";
    let code = accepted(&document(PARAMETER, HEADER, properties));
    let young = "#[cfg(feature = \"dialer-4\")]\n    pub use extra::Extra;";
    assert!(code.contains(young), "{code}");
}
