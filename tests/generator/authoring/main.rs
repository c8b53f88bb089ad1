//! What authors of a specification write: which forms mean the same, and what is said, and where, about those that are
//! mistakes. Each row is one form in an otherwise good document.

mod edges;

use icws_codegen::diagnostic::Style;
use icws_codegen::{Diagnostics, Output, Spec};

/// A document with these parameters, headers of its answer, and properties of its body.
fn document(parameters: &str, headers: &str, properties: &str) -> String {
    format!(
        "\
openapi: 3.0.3
info: {{ title: Example, version: '4' }}
x-features: {{ dialer: {{ oldest: 2, newest: 4 }} }}
security: [{{ csrfToken: [], sessionCookie: [] }}]
paths:
  /icws/{{sessionId}}/example/{{id}}:
    parameters:
      - {{ $ref: '#/components/parameters/sessionId' }}
      - {{ name: X-Outer, in: header, schema: {{ type: string }} }}
    put:
      operationId: putExample
      parameters:
        - {{ name: id, in: path, required: true, schema: {{ type: string }} }}
        - {parameters}
      requestBody:
        content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/thing' }} }} }}
      responses:
        '200':
          description: Done.
          headers: {{ {headers} }}
        '400':
          description: Refused.
          content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/error' }} }} }}
components:
  securitySchemes:
    csrfToken: {{ type: apiKey, in: header, name: ININ-ICWS-CSRF-Token }}
    sessionCookie: {{ type: apiKey, in: header, name: Cookie }}
  parameters:
    sessionId: {{ name: sessionId, in: path, required: true, x-supplied-by: session, schema: {{ type: string }} }}
  schemas:
    error: {{ type: object, required: [message], properties: {{ message: {{ type: string }} }} }}
    note: {{ type: object, properties: {{ text: {{ type: string }} }} }}
    kind: {{ type: string, enum: [x, y] }}
    size: {{ type: integer, enum: [1, 2], x-enum-varnames: [One, Two] }}
    texts: {{ type: array, items: {{ type: string, nullable: true }} }}
    bag: {{ type: object, additionalProperties: {{ type: integer }} }}
    late: {{ type: string, format: date-time }}
    flag: {{ type: boolean }}
    wait: {{ type: number, format: duration }}
    either:
      oneOf: [{{ $ref: '#/components/schemas/derived' }}]
      discriminator: {{ propertyName: __type }}
    derived: {{ type: object, required: [__type], properties: {{ __type: {{ type: string, enum: [derived] }} }} }}
    thing:
      type: object
      properties:
        note: {{ $ref: '#/components/schemas/note' }}
        kind: {{ $ref: '#/components/schemas/kind' }}
        size: {{ $ref: '#/components/schemas/size' }}
        texts: {{ $ref: '#/components/schemas/texts' }}
        bag: {{ $ref: '#/components/schemas/bag' }}
        late: {{ $ref: '#/components/schemas/late' }}
        flag: {{ $ref: '#/components/schemas/flag' }}
        wait: {{ $ref: '#/components/schemas/wait' }}
        either: {{ $ref: '#/components/schemas/either' }}
        tried: {properties}
"
    )
}

const PARAMETER: &str = "{ name: p, in: query, schema: { type: string } }";
const HEADER: &str = "X-Seen: { schema: { type: string } }";
const PROPERTY: &str = "{ type: string }";

fn generate(text: &str) -> Result<Output, Diagnostics> {
    icws_codegen::generate(Spec { path: "example.yaml", bytes: text.as_bytes() })
}

/// The generated code of a document that is good.
fn accepted(text: &str) -> String {
    let output = generate(text).unwrap_or_else(|error| panic!("{}", error.render(Style::Plain)));
    output.tree.into_values().collect()
}

/// The code of the one mistake in a document, what it points at, and the whole message.
fn refused(text: &str) -> (&'static str, String, String) {
    let Err(mistakes) = generate(text) else { panic!("accepted:\n{text}") };
    let rendered = mistakes.render(Style::Plain).to_string();
    assert_eq!(mistakes.count(), 1, "{rendered}");
    let mistake = mistakes.iter().next().expect("it is one");
    let (start, end) = (mistake.span.start as usize, mistake.span.end as usize);
    let place: String = text.chars().skip(start).take(end - start).collect();
    (mistake.code.as_str(), place.trim_end().to_owned(), rendered)
}

#[test]
fn what_restates_a_default_of_openapi_changes_nothing() {
    let plain = accepted(&document(PARAMETER, HEADER, PROPERTY));
    for parameter in [
        "{ name: p, in: query, style: form, explode: true, schema: { type: string } }",
        "{ name: p, in: query, required: false, deprecated: false, schema: { type: string } }",
        "{ name: p, in: query, allowEmptyValue: false, allowReserved: false, schema: { type: string } }",
        "{ name: p, in: query, examples: {}, schema: { type: string, nullable: false } }",
    ] {
        assert!(accepted(&document(parameter, HEADER, PROPERTY)) == plain, "{parameter}");
    }
    for header in [
        "X-Seen: { style: simple, explode: false, schema: { type: string } }",
        "X-Seen: { required: false, deprecated: false, allowEmptyValue: false, schema: { type: string } }",
    ] {
        assert!(accepted(&document(PARAMETER, header, PROPERTY)) == plain, "{header}");
    }
    for property in [
        "{ type: string, nullable: false, deprecated: false, readOnly: false, writeOnly: false }",
        "{ type: string, minLength: 0, uniqueItems: false }",
        "{ type: string, exclusiveMinimum: false, exclusiveMaximum: false, minItems: 0, minProperties: 0 }",
        "{ type: string, xml: {}, properties: {} }",
    ] {
        assert!(accepted(&document(PARAMETER, HEADER, property)) == plain, "{property}");
    }
    let spelled = document(PARAMETER, HEADER, PROPERTY)
        .replace(
            "operationId: putExample",
            "operationId: putExample\n      servers: []\n      deprecated: false",
        )
        .replace("requestBody:", "requestBody:\n        required: false")
        .replace("application/json: { ", "application/json: { encoding: {}, ")
        .replace("name: id, in: path,", "name: id, in: path, style: simple, explode: false,")
        .replace("name: X-Outer, in: header,", "name: X-Outer, in: header, style: simple, explode: false,");
    assert!(accepted(&spelled) == plain);
}

#[test]
fn another_style_than_the_default_is_refused() {
    for (parameter, key) in [
        ("{ name: p, in: query, style: simple, schema: { type: string } }", "style"),
        ("{ name: p, in: query, style: spaceDelimited, schema: { type: string } }", "style"),
        ("{ name: p, in: header, style: form, schema: { type: string } }", "style"),
        ("{ name: p, in: query, allowReserved: true, schema: { type: string } }", "allowReserved"),
        ("{ name: p, in: query, allowEmptyValue: true, schema: { type: string } }", "allowEmptyValue"),
    ] {
        let (code, place, _) = refused(&document(parameter, HEADER, PROPERTY));
        assert_eq!((code, place.as_str()), ("E0202", key), "{parameter}");
    }
}

#[test]
fn a_wrapped_reference_may_repeat_its_type() {
    for (ty, name) in [
        ("object", "note"),
        ("object", "either"),
        ("string", "kind"),
        ("integer", "size"),
        ("array", "texts"),
        ("object", "bag"),
        ("string", "late"),
        ("boolean", "flag"),
        ("number", "wait"),
    ] {
        let wrapped = |ty: &str| {
            format!("{{ {ty}nullable: true, allOf: [{{ $ref: '#/components/schemas/{name}' }}] }}")
        };
        let said = document(PARAMETER, HEADER, &wrapped(&format!("type: {ty}, ")));
        assert!(accepted(&said) == accepted(&document(PARAMETER, HEADER, &wrapped(""))), "{name}");
        let wrong = if ty == "string" { "array" } else { "string" };
        let (code, place, _) = refused(&document(PARAMETER, HEADER, &wrapped(&format!("type: {wrong}, "))));
        assert_eq!((code, place.as_str()), ("E0245", wrong), "{name}");
    }
}

#[test]
fn a_default_is_what_its_schema_allows() {
    for property in [
        "{ type: integer, format: int32, minimum: 5, default: 5 }",
        "{ allOf: [{ $ref: '#/components/schemas/kind' }], default: x }",
        "{ allOf: [{ $ref: '#/components/schemas/size' }], default: 2 }",
        "{ type: string, enum: [a, b], default: b }",
        "{ type: string, nullable: true, default: null }",
        "{ type: string, format: date-time, default: '2024-02-29T00:00:00Z' }",
        "{ type: number, default: 1 }",
        "{ allOf: [{ $ref: '#/components/schemas/texts' }], default: [a, null] }",
        "{ allOf: [{ $ref: '#/components/schemas/bag' }], default: { a: 1 } }",
        "{ type: array, items: { type: integer }, default: [] }",
    ] {
        accepted(&document(PARAMETER, HEADER, property));
    }
    for (property, place) in [
        ("{ type: integer, format: int32, minimum: 5, default: abc }", "abc"),
        ("{ type: integer, format: int32, minimum: 5, default: 1 }", "1"),
        ("{ type: integer, format: int32, default: 2147483648 }", "2147483648"),
        ("{ type: integer, default: 1.5 }", "1.5"),
        ("{ type: number, maximum: 1, exclusiveMaximum: true, default: 1 }", "1"),
        ("{ type: number, multipleOf: 0.5, default: 0.7 }", "0.7"),
        ("{ type: string, default: 5 }", "5"),
        ("{ type: string, default: null }", "null"),
        ("{ type: string, maxLength: 2, default: abc }", "abc"),
        ("{ type: string, pattern: '^a', default: b }", "b"),
        ("{ type: boolean, default: 'true' }", "'true'"),
        ("{ type: string, format: date, default: '2023-02-29' }", "'2023-02-29'"),
        ("{ type: string, format: date-time, default: yesterday }", "yesterday"),
        ("{ type: string, format: uuid, default: abc }", "abc"),
        ("{ type: string, format: byte, default: '***' }", "'***'"),
        ("{ type: number, format: duration, default: -1 }", "-1"),
        ("{ type: array, items: { type: integer }, default: [1, x] }", "x"),
        ("{ type: array, maxItems: 1, items: { type: integer }, default: [1, 2] }", "[1, 2]"),
        ("{ allOf: [{ $ref: '#/components/schemas/kind' }], default: nonsense }", "nonsense"),
        ("{ allOf: [{ $ref: '#/components/schemas/size' }], default: One }", "One"),
        ("{ allOf: [{ $ref: '#/components/schemas/note' }], default: { text: 5 } }", "5"),
        ("{ allOf: [{ $ref: '#/components/schemas/error' }], default: {} }", "{}"),
        ("{ allOf: [{ $ref: '#/components/schemas/bag' }], default: { a: x } }", "x"),
        ("{ type: string, enum: [a, b], default: c }", "c"),
    ] {
        let (code, found, message) = refused(&document(PARAMETER, HEADER, property));
        assert_eq!((code, found.as_str()), ("E0240", place), "{message}");
    }
}

#[test]
fn two_headers_that_differ_in_capitals_are_one() {
    for (parameter, place) in [
        ("{ name: x-outer, in: header, schema: { type: string } }", "x-outer"),
        (
            "{ name: X-A, in: header, schema: { type: string } }\n        - { name: x-a, in: header, x-rust-name: b, schema: { type: string } }",
            "x-a",
        ),
    ] {
        let (code, found, message) = refused(&document(parameter, HEADER, PROPERTY));
        assert!(code == "E0241" && found.contains(place), "{message}");
    }
    let both = "X-Foo: { schema: { type: string } }, x-foo: { x-rust-name: other, schema: { type: string } }";
    let (code, found, _) = refused(&document(PARAMETER, both, PROPERTY));
    assert_eq!((code, found.as_str()), ("E0241", "x-foo"));
    accepted(&document(
        "{ name: x-outer, in: query, x-rust-name: q, schema: { type: string } }",
        HEADER,
        PROPERTY,
    ));
    accepted(&document("{ name: X-Outer, in: header, schema: { type: integer } }", HEADER, PROPERTY));
}

#[test]
fn headers_that_http_has_for_itself_are_refused() {
    let of_both = [
        "Connection",
        "Content-Encoding",
        "content-length",
        "Content-Type",
        "Date",
        "Expect",
        "Host",
        "Keep-Alive",
        "Proxy-Authorization",
        "proxy-connection",
        "TE",
        "Trailer",
        "Transfer-Encoding",
        "Upgrade",
        "Via",
    ];
    for name in of_both.into_iter().chain(["Accept", "Accept-Encoding", "Authorization", "Cookie"]) {
        let parameter = format!("{{ name: {name}, in: header, schema: {{ type: string }} }}");
        let (code, found, _) = refused(&document(&parameter, HEADER, PROPERTY));
        assert_eq!((code, found.as_str()), ("E0201", name));
    }
    for name in of_both {
        let (code, found, _) =
            refused(&document(PARAMETER, &format!("{name}: {{ schema: {{ type: string }} }}"), PROPERTY));
        assert_eq!((code, found.as_str()), ("E0201", name));
    }
    for name in ["Set-Cookie", "Retry-After", "Location", "ETag", "Accept-Ranges", "ININ-ICWS-Session-ID"] {
        accepted(&document(PARAMETER, &format!("{name}: {{ schema: {{ type: string }} }}"), PROPERTY));
    }
    for name in ["Range", "Accept-Language", "If-Match", "User-Agent", "Prefer"] {
        accepted(&document(
            &format!("{{ name: {name}, in: header, schema: {{ type: string }} }}"),
            HEADER,
            PROPERTY,
        ));
    }
}

#[test]
fn a_mistake_in_an_enumeration_is_one_message_at_the_value() {
    for (property, code, place) in [
        ("{ type: string, enum: [] }", "E0242", "enum"),
        ("{ type: boolean, enum: [true] }", "E0201", "enum"),
        ("{ type: boolean, enum: [] }", "E0242", "enum"),
        ("{ type: number, enum: [1.5] }", "E0201", "enum"),
        ("{ type: string, enum: [a, 5] }", "E0244", "5"),
        ("{ type: string, enum: [a, true] }", "E0244", "true"),
        ("{ type: integer, enum: [1, 1e3], x-enum-varnames: [A, B] }", "E0244", "1e3"),
        ("{ type: integer, enum: [1, '2'], x-enum-varnames: [A, B] }", "E0244", "'2'"),
        (
            "{ type: integer, enum: [1, 9223372036854775808], x-enum-varnames: [A, B] }",
            "E0244",
            "9223372036854775808",
        ),
        ("{ type: integer, enum: [1, 2, null], x-enum-varnames: [A, B] }", "E0243", "null"),
        ("{ type: string, enum: [a, null] }", "E0243", "null"),
    ] {
        for text in [
            document(PARAMETER, HEADER, property),
            document(PARAMETER, HEADER, &format!("{{ type: array, items: {property} }}")),
            document(PARAMETER, HEADER, "{ $ref: '#/components/schemas/odd' }")
                .replace("  schemas:\n", &format!("  schemas:\n    odd: {property}\n")),
        ] {
            let (found, at, message) = refused(&text);
            assert_eq!((found, at.as_str()), (code, place), "{message}");
        }
    }
    accepted(&document(PARAMETER, HEADER, "{ type: string, nullable: true, enum: [a, null] }"));
}

/// The parts in backticks that a help says to write.
fn quoted(message: &str) -> Vec<String> {
    let (_, help) = message.split_once("= help: ").expect("each mistake has a help");
    help.split('`').skip(1).step_by(2).map(ToOwned::to_owned).collect()
}

#[test]
fn what_the_help_says_of_a_type_ends_the_matter() {
    let names = [
        "String",
        "text",
        "Boolean",
        "bool",
        "Int",
        "int32",
        "Integer",
        "Long",
        "int64",
        "Float",
        "Double",
        "decimal",
        "Guid",
        "uuid",
        "Uri",
        "url",
        "DateTime",
        "datetime",
        "timestamp",
        "Date",
        "date",
        "Time",
        "time",
        "Duration",
        "TimeSpan",
        "bytes",
        "Byte[]",
        "password",
        "List",
        "List<String>",
        "string[]",
        "Array",
        "Dictionary",
        "Dictionary<String, String>",
        "map",
        "Object",
        "Number",
        "float",
        "double",
        "guid",
        "long",
    ];
    for name in names {
        let text = document(PARAMETER, HEADER, &format!("{{ type: '{name}' }}"));
        let (code, _, message) = refused(&text);
        assert_eq!(code, "E0216", "{message}");
        let written = quoted(&message);
        let mended = match written.first().map(String::as_str) {
            Some("string" | "integer" | "number" | "boolean") => format!("type: {}", written[0]),
            Some("array") => "type: array, items: { type: string }".to_owned(),
            Some("object") => "type: object".to_owned(),
            _ => written.join(", "),
        };
        accepted(&document(PARAMETER, HEADER, &format!("{{ {mended} }}")));
    }
    for (ty, format, right) in [
        ("string", "guid", "uuid"),
        ("string", "datetime", "date-time"),
        ("string", "url", "uri"),
        ("string", "base64", "byte"),
        ("string", "bytes", "byte"),
        ("integer", "long", "int64"),
        ("integer", "int", "int32"),
        ("number", "decimal", "double"),
        ("number", "timespan", "duration"),
    ] {
        let (code, place, message) =
            refused(&document(PARAMETER, HEADER, &format!("{{ type: {ty}, format: {format} }}")));
        assert_eq!(
            (code, place.as_str(), quoted(&message)),
            ("E0233", format, vec![right.to_owned()]),
            "{message}"
        );
        accepted(&document(PARAMETER, HEADER, &format!("{{ type: {ty}, format: {right} }}")));
    }
}

#[test]
fn what_the_help_says_of_a_key_beside_a_reference_ends_the_matter() {
    let reference = "$ref: '#/components/schemas/kind'";
    for (key, value) in [
        ("description", "Its kind."),
        ("discription", "Its kind."),
        ("nullable", "true"),
        ("nulable", "true"),
        ("deprecated", "true"),
        ("default", "x"),
        ("x-feature-version", "dialer 3"),
        ("x-feature-verison", "dialer 3"),
        ("x-rust-name", "other_name"),
        ("example", "x"),
    ] {
        let (code, place, message) =
            refused(&document(PARAMETER, HEADER, &format!("{{ {reference}, {key}: {value} }}")));
        assert_eq!((code, place.as_str()), ("E0115", key));
        let written = quoted(&message);
        assert_eq!(written[0], "allOf: [{$ref: ...}]", "{message}");
        accepted(&document(
            PARAMETER,
            HEADER,
            &format!("{{ allOf: [{{ {reference} }}], {}: {value} }}", written[1]),
        ));
    }
    for (key, value) in [("type", "string"), ("format", "uuid"), ("enum", "[x]"), ("nonsense", "5")] {
        let (code, _, message) =
            refused(&document(PARAMETER, HEADER, &format!("{{ {reference}, {key}: {value} }}")));
        assert!(code == "E0115" && message.contains(&format!("help: remove `{key}`")), "{message}");
    }
}

#[test]
fn a_wrapped_scalar_may_have_limits() {
    let property = "{ allOf: [{ $ref: '#/components/schemas/wait' }], minimum: 1, default: 2 }";
    let code = accepted(&document(PARAMETER, HEADER, property));
    assert!(code.contains("At least 1.") && code.contains("it counts as `2`"));
    let crossed = "{ allOf: [{ $ref: '#/components/schemas/wait' }], minimum: 1, default: 0 }";
    assert_eq!(refused(&document(PARAMETER, HEADER, crossed)).0, "E0240");
}

#[test]
fn a_conflict_is_called_one() {
    let good = document(PARAMETER, HEADER, PROPERTY);
    let line = "        note: { $ref: '#/components/schemas/note' }\n";
    let both = |marks: [&str; 3], end: &str| {
        let [ours, between, theirs] = marks;
        good.replace(line, &format!("{ours}{end}{line}{between}{end}{line}{theirs}{end}"))
    };
    for end in ["\n", "\r\n"] {
        let (code, place, message) = refused(&both(["<<<<<<< HEAD", "=======", ">>>>>>> theirs"], end));
        assert_eq!((code, place.as_str()), ("E0103", "<<<<<<<"));
        assert!(message.contains("a merge conflict has not been resolved"), "{message}");
    }
    let left = good.replace(line, &format!("{line}>>>>>>> theirs\n"));
    assert_eq!(refused(&left).1, ">>>>>>>");
    let left = good.replace(line, &format!("=======\n{line}"));
    assert_eq!(refused(&left).1, "=======");
    let prose = "{ type: string, description: \"<<<<<<< is no conflict in a text\" }";
    accepted(&document(PARAMETER, HEADER, prose));
}

/// The codes of the warnings about a document, and what each points at.
fn warned(text: &str) -> Vec<(&'static str, String)> {
    let warnings = generate(text).unwrap_or_else(|error| panic!("{}", error.render(Style::Plain))).warnings;
    let found = warnings.iter().map(|warning| {
        let (start, end) = (warning.span.start as usize, warning.span.end as usize);
        let place: String = text.chars().skip(start).take(end - start).collect();
        (warning.code.as_str(), place.trim_end().to_owned())
    });
    found.collect()
}

#[test]
fn a_version_that_is_not_the_newest_is_doubted() {
    let with = |version: &str, features: &str| {
        let text = document(PARAMETER, HEADER, PROPERTY);
        let text = text.replace("version: '4'", &format!("version: '{version}'"));
        warned(&text.replace("{ dialer: { oldest: 2, newest: 4 } }", features))
    };
    let dialer = "{ dialer: { oldest: 2, newest: 5 } }";
    assert_eq!(with("4", dialer), [("W0410", "'4'".to_owned())]);
    assert_eq!(with("6", dialer), [("W0410", "'6'".to_owned())]);
    assert_eq!(with("5", dialer), []);
    assert_eq!(with("1.4.2", dialer), [], "it counts something else");
    assert_eq!(with("4", "{}"), [], "there is no ladder");
    assert_eq!(with("4", "{ dialer: { oldest: 2, newest: 5 }, other: { oldest: 1, newest: 9 } }"), []);
}

#[test]
fn an_error_without_a_body_is_doubted_where_most_have_one() {
    let with = |responses: &str| {
        let text = document(PARAMETER, HEADER, PROPERTY);
        warned(&text.replace("        '400':\n", &format!("        {responses}\n        '400':\n")))
    };
    let body = "content: { application/json: { schema: { $ref: '#/components/schemas/error' } } }";
    let two = format!("'404': {{ description: None., {body} }}");
    let doubted = |place: &str| vec![("W0411", place.to_owned())];
    assert_eq!(with(&format!("{two}\n        '409': {{ description: Conflict. }}")), doubted("'409'"));
    assert_eq!(with(&format!("{two}\n        default: {{ description: Other. }}")), doubted("default"));
    assert_eq!(with(&format!("{two}\n        5XX: {{ description: Other. }}")), doubted("5XX"));
    assert_eq!(with(&format!("{two}\n        '409': {{ description: Conflict., content: {{}} }}")), []);
    assert_eq!(with(&format!("{two}\n        '202': {{ description: Later. }}")), [], "it is no error");
    assert_eq!(with("'409': { description: Conflict. }"), [], "half of the errors have no body");
}

#[test]
fn a_path_parameter_that_is_called_like_the_id_of_the_session_is_doubted_where_there_is_one() {
    let with = |edits: &[(&str, &str)]| {
        let text = document(PARAMETER, HEADER, PROPERTY);
        let edit = |text: String, (from, to): &(&str, &str)| {
            assert!(text.contains(from), "{from}");
            text.replace(from, to)
        };
        warned(&edits.iter().fold(text, edit))
    };
    let forgotten = ("x-supplied-by: session, ", "");
    let anonymous = ("responses:\n", "security: []\n      responses:\n");
    assert_eq!(with(&[forgotten]), [("W0412", "name".to_owned())]);
    assert_eq!(with(&[]), []);
    assert_eq!(with(&[forgotten, anonymous]), [], "no session is needed");
    let nothing = ("responses:\n", "security: [{}]\n      responses:\n");
    assert_eq!(with(&[forgotten, nothing]), [], "no session is needed either");
    let own =
        "- { name: sessionId, in: path, required: true, x-supplied-by: session, schema: { type: string } }";
    let restated = ("parameters:\n        -", format!("parameters:\n        {own}\n        -"));
    assert_eq!(with(&[forgotten, (restated.0, &restated.1)]), [], "the operation says where it comes from");
    let query = (
        "- { name: id, in: path,",
        "- { name: sessionId, in: query, schema: { type: string } }\n        - { name: id, in: path,",
    );
    assert_eq!(with(&[query]), [], "it is in no path");
}
