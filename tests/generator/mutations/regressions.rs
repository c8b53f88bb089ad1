//! What once brought the generator down, found by mutating or by fuzzing.

use crate::judge::judge;

/// openapiv3 2.2.0 panics ("somehow this parsed successfully the second time") where a number is not finite.
#[test]
fn numbers_that_are_not_finite_are_refused() {
    for number in [".inf", "-.inf", ".nan", "1e400", "-1e400"] {
        for key in ["minimum", "maximum", "multipleOf", "default", "example", "enum", "minLength", "nullable"]
        {
            let value = if key == "enum" { format!("[{number}]") } else { number.to_owned() };
            let schema = format!("{{ type: number, description: D., {key}: {value} }}");
            let head = "openapi: 3.0.3\ninfo: { title: T, version: '1' }\npaths: {}\n";
            let text = format!("{head}components: {{ schemas: {{ a: {schema} }} }}\n");
            let verdict = judge(&schema, text.as_bytes()).unwrap_or_else(|fault| panic!("{fault}"));
            assert!(!verdict.is_code, "{schema}");
        }
    }
}

/// saphyr-parser 0.3.3 counts the bytes of a directive, and so pointed behind the text.
#[test]
fn a_directive_that_is_not_ascii_does_not_push_places_out_of_the_text() {
    for text in
        ["%swagger\u{120}paths'.0x-", "%\u{120}\u{120} \u{65e5}\u{672c}\n---\n[", "%YAML \u{65e5}\u{672c}"]
    {
        let verdict = judge(text, text.as_bytes()).unwrap_or_else(|fault| panic!("{fault}"));
        assert!(!verdict.is_code, "{text}");
    }
}
