use crate::Spec;

/// A document of an operation that sends the schema `thing`, beside others.
fn generated(schemas: &str, example: &str) -> crate::Tree {
    let text = format!(
        "openapi: 3.0.3
info: {{ title: Things, version: '1' }}
x-features: {{ dialer: {{ oldest: 2, newest: 3 }} }}
security: [{{ csrfToken: [], sessionCookie: [] }}]
paths:
  /icws/{{sessionId}}/thing:
    post:
      operationId: sendThing
      parameters: [{{ name: sessionId, in: path, required: true, x-supplied-by: session, schema: {{ type: string }} }}]
      requestBody:
        required: true
        content:
          application/vnd.inin.icws+JSON: {{ schema: {{ $ref: '#/components/schemas/thing' }}{example} }}
      responses: {{ '204': {{ description: Done. }} }}
components:
  securitySchemes:
    csrfToken: {{ type: apiKey, in: header, name: ININ-ICWS-CSRF-Token }}
    sessionCookie: {{ type: apiKey, in: header, name: Cookie }}
  schemas:
{schemas}"
    );
    let spec = Spec { path: "things.yaml", bytes: text.as_bytes() };
    crate::generate(spec).unwrap_or_else(|mistakes| panic!("{mistakes:?}")).tree
}

/// The lines of documentation that a file has, without what marks them.
fn documentation(tree: &crate::Tree, file: &str) -> String {
    let lines = tree[file].lines().filter_map(|line| line.trim_start().strip_prefix("///"));
    lines.map(|line| format!("{}\n", line.strip_prefix(' ').unwrap_or(line))).collect()
}

const THING: &str = "
    thing:
      type: object
      required: [name, part]
      properties:
        name: { type: string, minLength: 6 }
        count: { type: integer, minimum: 10, exclusiveMinimum: true }
        part: { $ref: '#/components/schemas/part' }
        later: { type: boolean, x-feature-version: dialer 3 }
    part: { type: object, required: [id], properties: { id: { type: string, pattern: '^[0-9]+$' } } }
";

#[test]
fn what_the_specification_gives_is_shown_and_also_for_what_is_in_it() {
    let example = ", example: { name: given, part: { id: '4711' }, later: true }";
    let tree = generated(&THING.replace(", minLength: 6", ""), example);
    let [thing, part, call] = ["models/thing.rs", "models/part.rs", "operations/send_thing.rs"]
        .map(|file| documentation(&tree, file));
    assert!(
        thing.contains("```json\n{ \"name\": \"given\", \"part\": { \"id\": \"4711\" }, \"later\": true }\n"),
        "{thing}"
    );
    assert!(part.contains("```json\n{ \"id\": \"4711\" }\n```"), "{part}");
    assert!(part.contains("# Calls\n\n- [`SendThing`](crate::operations::SendThing)"), "{part}");
    assert!(
        call.contains("let body = models::Thing::new(\"given\", models::Part::new(\"4711\"));"),
        "{call}"
    );
    let code = &tree["operations/send_thing.rs"];
    let younger = "#[cfg_attr(feature = \"dialer-3\", doc = \" let body = body.with_later(true);\")]";
    assert!(code.contains(younger), "{code}");
}

#[test]
fn what_the_specification_does_not_give_is_made_of_what_it_allows() {
    let thing = documentation(&generated(THING, ""), "models/thing.rs");
    for line in ["\"name\": \"textte\"", "\"count\": 11", "\"id\": \"1234\"", "\"later\": true"] {
        assert!(thing.contains(line), "{line} is not in {thing}");
    }
}

/// Each of them has the next one twice: all of it together would be more than there is room for.
#[test]
fn what_has_no_end_in_sight_is_not_shown() {
    let link = |index: u32| {
        let next = format!(
            "$ref: '#/components/schemas/{}'",
            if index == 0 { "end".to_owned() } else { format!("t{index}") }
        );
        let name = if index == 40 { "thing".to_owned() } else { format!("t{}", index + 1) };
        format!(
            "    {name}: {{ type: object, required: [a, b], properties: {{ a: {{ {next} }}, b: {{ {next} }} }} }}\n"
        )
    };
    let end = "    end: { type: object, properties: { all: { type: array, items: { $ref: '#/components/schemas/end' } } } }\n";
    let schemas: String = (0..=40).map(link).chain([end.to_owned()]).collect();
    let tree = generated(&schemas, "");
    let [thing, last] = ["models/thing.rs", "models/end.rs"].map(|file| documentation(&tree, file));
    assert!(!thing.contains("# JSON"), "{thing}");
    assert!(last.contains("```json\n{ \"all\": [] }\n```"), "{last}");
    assert!(!tree["operations/send_thing.rs"].contains("EXAMPLE"));
}

#[test]
fn every_call_has_an_example_and_every_object_its_json() {
    let bytes = include_bytes!("../../../../../tests/conventions/day.yaml");
    let tree = crate::generate(Spec { path: "day.yaml", bytes }).expect("no mistakes").tree;
    for (path, text) in tree.iter().filter(|(_, text)| text.contains("\npub struct ")) {
        if path.starts_with("operations/") {
            assert!(text.contains("const EXAMPLE"), "{path}");
        } else if path.starts_with("models/") {
            assert!(text.contains("/// # Calls"), "{path}");
            assert!(text.contains("/// # JSON"), "{path}");
        }
    }
}

#[test]
fn what_may_be_null_is_shown_as_its_field_has_it_or_not_at_all() {
    let schemas = "
    thing:
      type: object
      properties:
        texts: { type: array, nullable: true, items: { type: string } }
        lists: { type: array, items: { type: array, items: { type: string } } }
        bag: { type: object, nullable: true, additionalProperties: { type: string } }
        other: { type: string }
";
    let example = ", example: { texts: [a, b], lists: [[c], [d]], bag: { e: f }, other: g }";
    let call = documentation(&generated(schemas, example), "operations/send_thing.rs");
    assert!(call.contains(".with_texts(Some(vec![\"a\".to_owned(), \"b\".to_owned()]))"), "{call}");
    assert!(call.contains(".with_lists([[\"c\"]])"), "{call}");
    assert!(!call.contains(".with_bag(") && call.contains(".with_other(\"g\")"), "{call}");
}

#[test]
fn what_is_younger_is_shown_with_all_that_is_there_by_then() {
    let schemas = "
    thing:
      type: object
      properties:
        part: { x-feature-version: dialer 3, allOf: [{ $ref: '#/components/schemas/part' }] }
    part: { type: object, properties: { flag: { type: boolean, x-feature-version: dialer 3 } } }
";
    let tree = generated(schemas, ", example: { part: { flag: true } }");
    let call = &tree["operations/send_thing.rs"];
    assert!(call.contains("body.with_part(models::Part::new().with_flag(true));"), "{call}");
}

#[test]
fn of_a_choice_the_first_object_alone_is_shown_where_several_would_differ_in_their_types() {
    let schemas = "
    thing:
      type: object
      properties:
        choices: { type: array, items: { $ref: '#/components/schemas/choice' } }
        owned: { type: array, nullable: true, items: { $ref: '#/components/schemas/choice' } }
    choice:
      oneOf: [{ $ref: '#/components/schemas/one' }, { $ref: '#/components/schemas/two' }]
      discriminator: { propertyName: __type, mapping: { 'urn:one': '#/components/schemas/one', 'urn:two': '#/components/schemas/two' } }
    one: { type: object, required: [__type], properties: { __type: { type: string, enum: ['urn:one'] } } }
    two: { type: object, required: [__type], properties: { __type: { type: string, enum: ['urn:two'] } } }
";
    let both = "[{ __type: 'urn:one' }, { __type: 'urn:two' }]";
    let example = format!(", example: {{ choices: {both}, owned: {both} }}");
    let call = documentation(&generated(schemas, &example), "operations/send_thing.rs");
    assert!(call.contains(".with_choices([models::One::new()])"), "{call}");
    let owned = ["One", "Two"].map(|name| format!("models::Choice::from(models::{name}::new()),\n"));
    assert!(owned.iter().all(|line| call.contains(line)), "{call}");
}
