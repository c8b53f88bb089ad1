//! Documents whose references lead round in circles, far, or many times to the same.

use super::{BROAD, DEEP, HEAD, accepted, lines, refused, schemas, verdict};

fn reference(section: &str, name: &str) -> String {
    format!("{{ $ref: '#/components/{section}/{name}' }}")
}

/// A line of schemas: an object that cannot be without another.
fn object(at: usize, to: usize) -> String {
    let property = format!("p: {}", reference("schemas", &format!("s{to}")));
    format!("    s{at}: {{ type: object, description: D., required: [p], properties: {{ {property} }} }}\n")
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
