//! Documents that are made to bring a reader down: too deep, too large, or in a circle.
//!
//! The large ones have up to a megabyte, many times what the real specification has: whatever takes a time
//! quadratic in the length takes longer there than the watchdog allows, and all else is quick without optimisation.

use std::fmt::Write as _;

use crate::judge::{Verdict, judge};

/// How deep the deep ones are.
const DEEP: usize = 20_000;

/// How many entries the broad ones have.
const BROAD: usize = 20_000;

/// How many characters the long ones have.
const LONG: usize = 200_000;

/// More than any of them may take at a time, in bytes. Paths take most: openapiv3 makes 15 KB of one without operations.
const MEMORY: u64 = 400_000_000;

/// The least that surrounds components.
const HEAD: &str =
    "openapi: 3.0.3\ninfo: { title: 'ICWS T', version: '1' }\nx-features: { t: { oldest: 1, newest: 2 } }\n";

fn verdict(name: &str, text: &str) -> Verdict {
    let verdict = judge(name, text.as_bytes()).unwrap_or_else(|fault| panic!("{fault:.2000}"));
    assert!(verdict.memory < MEMORY, "{name}: {} bytes of memory", verdict.memory);
    verdict
}

/// Requires that the document is refused with this code.
fn refused(name: &str, text: &str, code: &str) {
    let codes = verdict(name, text).codes;
    assert!(codes.contains(&code), "{name}: {codes:.200?}");
}

/// Requires that the document is refused as too deep. In flow style the YAML parser has a limit of its own, which can
/// come first; and a key can be no mapping, however deep.
fn too_deep(name: &str, text: &str) {
    let codes = verdict(name, text).codes;
    assert!(matches!(codes.as_slice(), ["E0103" | "E0108" | "E0109"]), "{name}: {codes:?}");
}

fn schemas(text: &str) -> String {
    format!("{HEAD}paths: {{}}\ncomponents:\n  schemas:\n{text}")
}

/// So many lines, each made of its number.
fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

fn reference(section: &str, name: &str) -> String {
    format!("{{ $ref: '#/components/{section}/{name}' }}")
}

/// A line of schemas: an object that cannot be without another.
fn object(at: usize, to: usize) -> String {
    let property = format!("p: {}", reference("schemas", &format!("s{to}")));
    format!("    s{at}: {{ type: object, description: D., required: [p], properties: {{ {property} }} }}\n")
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
fn circles_and_long_chains_of_references_end() {
    for section in ["schemas", "parameters", "responses", "requestBodies", "headers", "securitySchemes"] {
        let entry = |name: &str, to: &str| format!("    {name}: {}\n", reference(section, to));
        let refused = |name: &str, entries: &str, code: &str| {
            let text = format!("{HEAD}paths: {{}}\ncomponents:\n  {section}:\n{entries}");
            let verdict = verdict(&format!("{name} of {section}"), &text);
            let is_that = section == "securitySchemes" || verdict.codes.contains(&code);
            assert!(!verdict.is_code && is_that, "{name}: {:?}", verdict.codes);
        };
        refused("a thing that is itself", &entry("a", "a"), "E0212");
        refused("a circle", &(entry("a", "b") + &entry("b", "c") + &entry("c", "a")), "E0212");
        refused("a chain", &lines(DEEP, |at| entry(&format!("n{at}"), &format!("n{}", at + 1))), "E0210");
    }
    let beside = |at| object(at, at + BROAD);
    refused("references to nothing", &schemas(&lines(BROAD, beside)), "E0210");
}

#[test]
fn circles_of_types_end() {
    for place in ["items", "additionalProperties", "not"] {
        let schema = format!("    a: {{ type: array, {place}: {} }}\n", reference("schemas", "a"));
        verdict(place, &schemas(&schema));
    }
    for place in ["allOf", "oneOf", "anyOf"] {
        for to in ["a", "b"] {
            let schema =
                |name: &str, to| format!("    {name}: {{ {place}: [{}] }}\n", reference("schemas", to));
            verdict(&format!("a circle of {place}"), &schemas(&(schema("a", to) + &schema("b", "a"))));
        }
    }
    verdict("objects in a circle", &schemas(&lines(2_000, |at| object(at, (at + 1) % 2_000))));
    verdict("objects in a row", &schemas(&lines(2_000, |at| object(at, at.saturating_sub(1)))));
}

/// An operation that uses a schema, and what every specification has.
fn complete(components: &str) -> String {
    format!(
        "{HEAD}security: []
paths:
  /icws/things:
    post:
      operationId: doThing
      x-feature-version: t 2
      requestBody: {{ content: {{ application/json: {{ schema: {} }} }} }}
      responses: {{ '200': {{ description: Done. }} }}
components:
{components}",
        reference("schemas", "s0")
    )
}

fn accepted(name: &str, text: &str) {
    let codes = verdict(name, text).codes;
    assert!(codes.is_empty(), "{name}: {codes:.200?}");
}

#[test]
fn references_in_a_row_are_followed_to_their_end() {
    const LONG_ROW: usize = 2_000;
    let next = |section, at: usize| reference(section, &format!("s{}", at + 1));
    let row = |entry: &dyn Fn(usize) -> String, last: &str| {
        complete(&format!("  schemas:\n{}    s{LONG_ROW}: {last}\n", lines(LONG_ROW, entry)))
    };
    let object = "{ type: object, properties: { p: { type: string } } }";
    accepted("references", &row(&|at| format!("    s{at}: {}\n", next("schemas", at)), object));
    let wrapped = |at| format!("    s{at}: {{ allOf: [{}] }}\n", next("schemas", at));
    accepted("wrapped references", &row(&wrapped, object));
    let nullable = |at| match at {
        0 => format!("    s0: {{ type: object, properties: {{ p: {} }} }}\n", next("schemas", 0)),
        _ => format!("    s{at}: {{ type: object, nullable: true, allOf: [{}] }}\n", next("schemas", at)),
    };
    accepted("nullable references", &row(&nullable, object));
    let derived = |at| format!("    s{at}: {{ allOf: [{}, {{ type: object }}] }}\n", next("schemas", at));
    accepted("objects made of one another", &row(&derived, object));
    for section in ["parameters", "responses", "requestBodies", "headers"] {
        let entry = |at| format!("    s{at}: {}\n", next(section, at));
        let last = match section {
            "parameters" => "{ name: p, in: query, schema: { type: string } }",
            "responses" => "{ description: Done. }",
            "headers" => "{ schema: { type: string } }",
            _ => "{ content: { application/json: { schema: { $ref: '#/components/schemas/s0' } } } }",
        };
        let row = format!("  {section}:\n{}    s{LONG_ROW}: {last}\n", lines(LONG_ROW, entry));
        accepted(section, &complete(&format!("  schemas:\n    s0: {object}\n{row}")));
    }
}

#[test]
fn objects_that_are_shared_many_times_are_put_together_once() {
    let shared = |layers: usize, copies: usize, last: &str, beside: &str| {
        let layer = |at: usize| {
            let part = reference("schemas", &format!("s{}", at + 1));
            format!("    s{at}: {{ allOf: [{}]{beside} }}\n", vec![part; copies].join(", "))
        };
        complete(&format!("  schemas:\n{}    s{layers}: {last}\n", lines(layers, layer)))
    };
    let object = "{ type: object, properties: { p: { type: string } } }";
    for last in ["{ type: object }", object] {
        accepted("two of each", &shared(100, 2, last, ""));
        accepted("ten of each", &shared(20, 10, last, ""));
    }
    let text = shared(30, 2, object, "").replace("{ type: string }", "{ type: string, default: x }");
    accepted("with a default", &text);
    let whole = "    own: { type: object, properties: { p: { default: {}, allOf: [{ $ref: '#/components/schemas/s0' }] } } }\n";
    accepted("a default of it", &(shared(30, 2, object, "") + whole));
    // Each list has two of the next, in objects without a name.
    let pair = |at: usize| {
        let next = reference("schemas", &format!("s{}", at + 1));
        format!(
            "    s{at}: {{ type: array, items: {{ type: object, properties: {{ a: {next}, b: {next} }} }} }}\n"
        )
    };
    let lists = format!(
        "  schemas:\n    s0: {object}\n{}    s41: {object}\n",
        lines(41, pair).split_once('\n').map_or("", |(_, rest)| rest)
    );
    accepted("lists of two of the next", &complete(&lists));
}

#[test]
fn objects_of_which_each_has_all_others_are_refused_before_they_multiply() {
    let entry = |at: usize| {
        let next = reference("schemas", &format!("s{}", at + 1));
        format!(
            "    s{at}: {{ allOf: [{next}, {{ type: object, properties: {{ p{at}: {{ type: string }} }} }}] }}\n"
        )
    };
    let row = |length| {
        complete(&format!("  schemas:\n{}    s{length}: {{ type: object }}\n", lines(length, entry)))
    };
    accepted("25 of them", &row(25));
    refused("2,000 of them", &row(2_000), "E0201");
}

/// Each base has all that derive from it, and so has each of those that it derives from.
#[test]
fn families_that_have_one_another_are_refused_before_they_multiply() {
    let families = |bases: usize, derived: usize| {
        let root = "type: object, properties: { __type: { type: string } }".to_owned();
        let base = |at: usize| {
            let own = match at {
                0 => root.clone(),
                _ => format!("allOf: [{}]", reference("schemas", &format!("b{}", at - 1))),
            };
            format!("    b{at}: {{ {own}, discriminator: {{ propertyName: __type }} }}\n")
        };
        let last = reference("schemas", &format!("b{}", bases - 1));
        let leaf = |at: usize| format!("    s{at}: {{ allOf: [{last}] }}\n");
        complete(&format!("  schemas:\n{}{}", lines(bases, base), lines(derived, leaf)))
    };
    accepted("5 with 20 below them", &families(5, 20));
    refused("20 with 2,600 below them", &families(20, 2_600), "E0201");
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
