//! Documents that are meant to bring the generator down end in a diagnostic, soon and with little memory.

use icws_codegen::diagnostic::Style;
use icws_codegen::{Spec, generate};

/// What is said about a document; every place is looked up and everything is printed on the way.
fn said(text: &str) -> String {
    let error =
        generate(Spec { path: "hostile.yaml", bytes: text.as_bytes() }).expect_err("it is no specification");
    assert!(error.count() > 0);
    error.render(Style::Plain)
}

fn schemas(schemas: &str) -> String {
    format!(
        "openapi: 3.0.3\ninfo: {{ title: T, version: '1' }}\npaths: {{}}\ncomponents:\n  schemas:\n{schemas}"
    )
}

#[test]
fn a_chain_of_references_without_end() {
    let chain: String =
        (0..20_000).map(|n| format!("    n{n}: {{ $ref: '#/components/schemas/n{}' }}\n", n + 1)).collect();
    assert!(said(&schemas(&chain)).contains("E0212"));
}

#[test]
fn many_keys_that_nobody_knows() {
    let keys: String = (0..20_000).map(|n| format!("k{n}: 1\n")).collect();
    assert!(said(&format!("openapi: 3.0.3\n{keys}")).contains("more mistakes are not shown"));
}

#[test]
fn a_fault_at_the_bottom_of_many_levels() {
    let mut deep = "{ type: 5 }".to_owned();
    for _ in 0..60 {
        deep = format!("{{ type: array, items: {deep} }}");
    }
    assert!(said(&schemas(&format!("    a: {deep}\n"))).contains("E0114"));
}

#[test]
fn nesting_without_end() {
    for (open, close) in [("{ a: ", " }"), ("[ ", " ]"), ("{ a: ", ""), ("[", "")] {
        said(&format!("openapi: {}1{}", open.repeat(20_000), close.repeat(20_000)));
    }
    let lines: String = (0..2_000).map(|n| format!("{}a:\n", " ".repeat(n))).collect();
    said(&lines);
}

#[test]
fn aliases_of_aliases() {
    let bomb: String = (0..30).map(|n| format!("a{}: &a{} [*a{n}, *a{n}, *a{n}]\n", n + 1, n + 1)).collect();
    assert!(said(&format!("openapi: 3.0.3\na0: &a0 x\n{bomb}")).contains("E0105"));
}

#[test]
fn numbers_that_are_none() {
    let text = schemas("    a: { type: integer, description: D., minimum: 1e400 }\n");
    assert!(said(&text).contains("E0114"));
}
