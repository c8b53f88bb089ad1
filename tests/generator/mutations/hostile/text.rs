//! Documents that are deep, long or broad, or have numbers that are.

use std::fmt::Write as _;

use super::{BROAD, DEEP, HEAD, lines, refused, schemas, verdict};

/// How many characters the long ones have.
const LONG: usize = 200_000;

/// Requires that the document is refused as too deep. In flow style the YAML parser has a limit of its own, which can
/// come first; and a key can be no mapping, however deep.
fn too_deep(name: &str, text: &str) {
    let codes = verdict(name, text).codes;
    assert!(matches!(codes.as_slice(), ["E0103" | "E0108" | "E0109"]), "{name}: {codes:?}");
}

#[test]
fn nesting_without_end_is_too_deep() {
    let shapes: [(&str, &str, &str); 8] = [
        ("flow lists", "[", "]"),
        ("flow lists without an end", "[", ""),
        ("flow mappings", "{a: ", "}"),
        ("flow mappings without an end", "{a: ", ""),
        ("flow mixed", "[{a: ", "}]"),
        ("flow keys", "{? ", "}"),
        ("block lists", "- ", ""),
        ("block keys", "? ", ""),
    ];
    for (name, open, close) in shapes {
        for head in ["", "openapi: 3.0.3\nx: ", "openapi: 3.0.3\nx:\n  "] {
            too_deep(name, &format!("{head}{}1{}", open.repeat(DEEP), close.repeat(DEEP)));
        }
    }
}

/// Each level is longer than the one around it, so that 20,000 of them would be 200 MB of blanks.
#[test]
fn nesting_over_many_lines_is_too_deep() {
    too_deep("block mappings", &lines(DEEP / 10, |depth| format!("{}a:\n", " ".repeat(depth))));
    too_deep("block lists", &lines(DEEP / 10, |depth| format!("{}-\n", " ".repeat(depth))));
}

/// Within the limit of depth; to read again at each level what is below it would take for ever.
#[test]
fn a_fault_at_the_bottom_of_many_levels_is_found() {
    for place in ["items", "additionalProperties", "not"] {
        for fault in ["5", "{ type: 5 }", "{ type: string, minLength: x }", "[]", "{ $ref: 5 }"] {
            let open = format!("{{ type: array, {place}: ").repeat(60);
            let text = format!("    a: {open}{fault}{}\n", " }".repeat(60));
            refused(place, &schemas(&text), "E0114");
        }
    }
}

#[test]
fn closing_what_was_never_opened_is_refused() {
    for close in ["]", "}", "]}", "- ]"] {
        assert!(!verdict(close, &close.repeat(DEEP)).is_code);
    }
}

#[test]
fn aliases_are_refused_before_they_multiply() {
    let mut laughs = "openapi: 3.0.3\na0: &a0 lol\n".to_owned();
    for level in 1..30 {
        let list = vec![format!("*a{}", level - 1); 10].join(", ");
        let _ = writeln!(laughs, "a{level}: &a{level} [{list}]");
    }
    refused("a billion laughs", &laughs, "E0105");
    refused("an alias of itself", "openapi: 3.0.3\na: &a [*a]\n", "E0105");
    refused("a merge of itself", "openapi: 3.0.3\na: &a\n  <<: *a\n", "E0105");
    refused("only aliases", &format!("a: [{}]", "*a, ".repeat(BROAD)), "E0103");
    refused("many anchors", &lines(BROAD, |at| format!("k{at}: &a{at} v\n")), "E0105");
}

#[test]
fn long_lines_are_read_and_shown() {
    let long = "x".repeat(LONG);
    refused("a scalar", &long, "E0110");
    refused("a quoted scalar without an end", &format!("\"{long}"), "E0103");
    refused("blanks", &" ".repeat(LONG), "E0102");
    refused("a comment", &format!("# {long}"), "E0102");
    refused("a version", &format!("openapi: {long}\n"), "E0111");
    refused("a key", &format!("{HEAD}paths: {{}}\n{long}: 1\n"), "E0103");
    refused("a quoted key", &format!("{HEAD}paths: {{}}\n? \"{long}\"\n: 1\n"), "E0112");
    refused("a reference", &schemas(&format!("    a: {{ $ref: '#/{long}' }}\n")), "E0209");
    refused("wide characters", &format!("openapi: {}\n", "日".repeat(LONG / 3)), "E0111");
    refused("control characters", &format!("openapi: \"{}\"\n", "\\e".repeat(LONG / 2)), "E0111");
    refused("a list", &format!("{HEAD}paths: [{}]\n", "1, ".repeat(LONG / 3)), "E0114");
    refused("empty lines", &"\n".repeat(LONG), "E0102");
    let prose = "word ".repeat(LONG / 5);
    verdict("prose", &schemas(&format!("    a: {{ type: object, description: '{prose}' }}\n")));
}

#[test]
fn many_entries_are_read_and_shown() {
    let head = format!("{HEAD}paths: {{}}\n");
    refused("unknown keys", &(head.clone() + &lines(BROAD, |at| format!("k{at}: 1\n"))), "E0112");
    verdict("the same key", &(head + &lines(BROAD, |_| "tags: []\n".to_owned())));
    verdict("paths", &format!("{HEAD}paths:\n{}", lines(BROAD, |at| format!("  /p{at}: {{}}\n"))));
    let values = lines(BROAD, |at| format!("v{at}, "));
    verdict("values", &schemas(&format!("    a: {{ type: string, description: D., enum: [{values}] }}\n")));
    let empty = |at| format!("    s{at}: {{ type: object, description: D. }}\n");
    verdict("schemas", &schemas(&lines(BROAD, empty)));
}

#[test]
fn many_properties_are_read_and_shown() {
    let of = |lines: String| {
        schemas(&format!("    a:\n      type: object\n      description: D.\n      properties:\n{lines}"))
    };
    let property = |at| format!("        p{at}: {{ type: string, description: D. }}\n");
    verdict("properties", &of(lines(BROAD, property)));
    // All become the same field.
    let same = |at: usize| format!("        {}: {{ type: string }}\n", "p-".repeat(at % 300 + 1));
    verdict("properties of one name", &of(lines(BROAD / 5, same)));
}

#[test]
fn numbers_that_fit_nowhere_are_refused_or_kept() {
    let digits = "9".repeat(100_000);
    let large = ["1e400", "-1e400", "9223372036854775808", "18446744073709551616", "0x10000000000000000"];
    for number in large.into_iter().chain([".inf", ".nan", &digits]) {
        for key in ["minimum", "maximum", "minLength", "multipleOf", "default", "enum", "x-feature-version"] {
            let value = if key == "enum" { format!("[{number}]") } else { number.to_owned() };
            verdict(key, &schemas(&format!("    a: {{ type: integer, description: D., {key}: {value} }}\n")));
        }
        verdict("newest", &HEAD.replace("newest: 2", &format!("newest: {number}")));
    }
    refused("a number", &schemas("    a: { type: integer, description: D., minimum: 1e400 }\n"), "E0114");
}

#[test]
fn a_ladder_without_end_is_not_climbed() {
    for newest in ["4294967295", "4294967296", "1000000", "9223372036854775807"] {
        let text = HEAD.replace("newest: 2", &format!("newest: {newest}")) + "paths: {}\n";
        verdict("a ladder without an end", &text);
    }
}
