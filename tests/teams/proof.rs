//! Code that uses each thing that a rung brings, made of what the generator says is public.
//!
//! One item is one line, so that the compiler's errors tell which of them it refuses. Nobody runs it.

use std::collections::BTreeSet;

use icws_codegen::ir::Feature;
use icws_codegen::{Output, Spec, surface};
use icws_tests::root;

/// The cargo features beside the rungs with which the code is compiled.
pub const OTHERS: [&str; 4] = ["blocking", "mock", "reqwest", "server"];
/// What is listed with them.
pub const LISTED: [&str; 4] = ["blocking-client", "mock", "reqwest-client", "server"];

/// What stands above the items.
const HEAD: &str = "//! Made by the tests: what a version brings, one item a line.\n\
                    #![allow(unused, deprecated, ambiguous_glob_imports)]\n\
                    use icws_dialer::*;\n\
                    use std::{fmt::Debug, hash::Hash};\n\
                    fn any<T>() -> T { loop {} }\n";

/// A rung, with what it brings.
#[derive(Debug)]
pub struct Rung {
    /// Its cargo feature.
    pub flag: String,
    /// That of the rung below, if there is one.
    pub below: Option<String>,
    /// The code that uses what it brings.
    pub code: Vec<Code>,
}

/// Code that uses some of what a rung brings.
#[derive(Debug)]
pub struct Code {
    /// The crate that it is.
    pub package: String,
    /// What it consists of.
    pub text: String,
}

impl Code {
    /// The crates of a rung: one with what names something that is new, and one with members of what was there before. The
    /// compiler looks at members only where it knows all names.
    fn of(flag: &str, items: &[String], is_new: impl Fn(&str) -> bool) -> Vec<Self> {
        let (named, members): (Vec<&str>, Vec<&str>) =
            items.iter().map(String::as_str).partition(|item| is_new(item));
        let code = |package: String, items: Vec<&str>| Self {
            package,
            text: format!("{HEAD}{}\n", items.join("\n")),
        };
        let parts = [(flag.to_owned(), named), (format!("{flag}-members"), members)];
        parts
            .into_iter()
            .filter(|(_, items)| !items.is_empty())
            .map(|(package, items)| code(package, items))
            .collect()
    }

    /// The items, each with its number among the lines.
    pub fn items(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.text.lines()).skip(HEAD.lines().count())
    }
}

/// All rungs of all families, each family from the oldest to the newest, with code for what is public with these features.
pub fn rungs(listed: &[&str]) -> Vec<Vec<Rung>> {
    let bytes = std::fs::read(root().join("spec/dialer.yaml")).expect("the specification is there");
    let spec = Spec { path: "spec/dialer.yaml", bytes: &bytes };
    let output = icws_codegen::generate_as(spec, spec.path, Some("icws-dialer")).expect("no mistakes");
    output.api.features.iter().map(|feature| of_family(&output, feature, listed)).collect()
}

fn of_family(output: &Output, feature: &Feature, listed: &[&str]) -> Vec<Rung> {
    let listing = |flags: Vec<String>| -> BTreeSet<String> {
        let flags = flags.into_iter().chain(listed.iter().map(|flag| (*flag).to_owned())).collect();
        surface::listing(&output.tree, &flags).into_iter().collect()
    };
    let mut below = (None, listing(Vec::new()));
    let mut rungs = Vec::new();
    for version in feature.rungs() {
        let (flag, here) = (feature.flag(version), listing(surface::rungs_up_to(feature, version)));
        let is_trait = |path: &str| here.iter().any(|line| line.starts_with(&format!("{path} (trait")));
        let added = || here.difference(&below.1);
        let items: Vec<String> = added().filter_map(|line| item(line, &is_trait)).collect();
        let declared: Vec<&str> =
            added().filter(|line| is_declaration(path(line).1)).map(|line| path(line).0).collect();
        let is_new = |item: &str| words(item).any(|word| declared.iter().any(|path| is_below(word, path)));
        rungs.push(Rung { code: Code::of(&flag, &items, is_new), flag: flag.clone(), below: below.0 });
        below = (Some(flag), here);
    }
    rungs
}

/// Whether a line declares what it begins with, from what follows.
fn is_declaration(rest: &str) -> bool {
    [" (struct", " (enum", " (trait"].iter().any(|kind| rest.contains(kind))
        || !rest.starts_with([':', '(']) && rest.contains(" = ")
}

/// The paths in a line of code.
fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|letter: char| !letter.is_alphanumeric() && !"_:".contains(letter))
}

/// Whether a path is that of an item, or its name alone, or leads to something in it.
fn is_below(path: &str, item: &str) -> bool {
    let path = path.strip_prefix("icws_dialer::").unwrap_or(path);
    let rest = path.strip_prefix(item);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(':'))
        || item.rsplit("::").next() == Some(path)
}

/// A line that uses what a line of the listing is about; nothing for what only generated code uses.
fn item(line: &str, is_trait: &impl Fn(&str) -> bool) -> Option<String> {
    if line.ends_with("!)") || line.contains("runtime::") {
        return None;
    }
    let (path, rest) = path(line);
    let (owner, name) = path.rsplit_once("::").unwrap_or(("", path));
    let is_type = name.starts_with(char::is_uppercase) || owner.is_empty();
    let body = match rest.strip_prefix(": ") {
        Some(said) if is_type && !is_constant(name) => implemented(path, said),
        Some(_) if is_constant(name) => format!("let _ = {path};"),
        Some(_) => format!("|value: &{owner}| {{ let _ = &value.{name}; }};"),
        None if !is_type && is_trait(owner) => {
            format!("fn of<S: {owner}>() {{ let _ = <S as {owner}>::{name}; }}")
        }
        None if !is_type => call((owner, name), rest)?,
        None if is_declaration(rest) => {
            return Some(format!("const _: () = {{ use icws_dialer::{path} as _; }};"));
        }
        None => format!("|value: &{owner}| matches!(value, {path} {{ .. }});"),
    };
    Some(format!("const _: fn() = || {{ {body} }};"))
}

/// The path at the beginning of a line, and what follows.
fn path(line: &str) -> (&str, &str) {
    let mut end = 0;
    loop {
        let rest = &line[end..];
        let word = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(rest.len());
        end += word;
        if !line[end..].starts_with("::") {
            return line.split_at(end);
        }
        end += 2;
    }
}

fn is_constant(name: &str) -> bool {
    name.len() > 1 && name.chars().all(|letter| letter.is_ascii_uppercase() || "_0123456789".contains(letter))
}

/// Uses that a type has a trait, or what it says in one.
fn implemented(path: &str, said: &str) -> String {
    let Some((named, _)) = said.split_once(" = ") else {
        let said = if said == "serde::Deserialize" { "serde::de::DeserializeOwned" } else { said };
        // What a trait is given stands there without its path.
        return format!(
            "use icws_dialer::{{models::*, operations::*}}; fn is<T: {said}>() {{}} is::<{path}>();"
        );
    };
    let (owner, name) = named.rsplit_once("::").expect("something of a trait has its path");
    if is_constant(name) {
        format!("let _ = <{path} as {owner}>::{name};")
    } else {
        format!("let _: Option<<{path} as {owner}>::{name}> = None;")
    }
}

/// Names a function, or calls it where it takes whatever can be converted; nothing if its types are the caller's choice.
fn call((owner, name): (&str, &str), signature: &str) -> Option<String> {
    if signature.starts_with('<') {
        return None;
    }
    let inputs = top_level(inside(signature));
    // What a builder has so far is known where it is called.
    let is_of_builder = inputs.len() > 1 && inputs.contains(&"self");
    if !is_of_builder && !inputs.iter().any(|input| input.contains("impl ")) {
        return Some(format!("let _ = {owner}::{name};"));
    }
    let arguments = inputs.iter().map(|input| match input.split_once(": ") {
        Some((_, ty)) => format!("any::<{}>()", concrete(ty)),
        None if input.starts_with('&') => format!("any::<&{owner}>()"),
        None => format!("any::<{owner}>()"),
    });
    Some(format!("let _ = {owner}::{name}({});", arguments.collect::<Vec<_>>().join(", ")))
}

/// A type that can be given where such a one is taken.
fn concrete(ty: &str) -> String {
    let of = |before: &str| ty.strip_prefix(before)?.strip_suffix('>');
    if let Some(inner) = of("impl Into<") {
        concrete(inner)
    } else if let Some(item) = of("impl IntoIterator<Item = ") {
        format!("Vec<{}>", concrete(item))
    } else if ty.starts_with('(') {
        let parts: Vec<String> = top_level(inside(ty)).into_iter().map(concrete).collect();
        format!("({})", parts.join(", "))
    } else {
        ty.to_owned()
    }
}

/// What stands in the brackets with which a text begins.
fn inside(text: &str) -> &str {
    let mut depth = 0;
    let end = text.find(|letter| {
        depth += i32::from(letter == '(') - i32::from(letter == ')');
        depth == 0
    });
    &text[1..end.expect("brackets are closed")]
}

/// The parts between the commas that stand in no brackets.
fn top_level(text: &str) -> Vec<&str> {
    let mut depth = 0;
    let parts = text.split(|letter| {
        depth += i32::from("(<[".contains(letter)) - i32::from(")>]".contains(letter));
        letter == ',' && depth == 0
    });
    parts.map(str::trim).filter(|part| !part.is_empty()).collect()
}

#[test]
fn a_line_of_the_listing_becomes_a_line_of_code() {
    let is_trait = |path: &str| path == "server::Api";
    for (line, expected) in [
        ("models::A<'a> (struct, non_exhaustive)", "const _: () = { use icws_dialer::models::A as _; };"),
        ("models::A::b: Option<String>", "|value: &models::A| { let _ = &value.b; };"),
        (
            "models::A: From<i64>",
            "use icws_dialer::{models::*, operations::*}; fn is<T: From<i64>>() {} is::<models::A>();",
        ),
        ("operations::A: Operation::ID = \"a\"", "let _ = <operations::A as Operation>::ID;"),
        ("operations::A: Operation::Error = E", "let _: Option<<operations::A as Operation>::Error> = None;"),
        ("models::A::B(i64)", "|value: &models::A| matches!(value, models::A::B { .. });"),
        ("models::A::B { c: i64, .. }", "|value: &models::A| matches!(value, models::A::B { .. });"),
        ("Client::a(&self, b: &str) -> Result<(), E> (async)", "let _ = Client::a;"),
        ("server::Api::a(&self) -> bool", "fn of<S: server::Api>() { let _ = <S as server::Api>::a; }"),
        (
            "models::A::with_b(mut self, b: impl IntoIterator<Item = (impl Into<String>, i32)>, c: u8) -> Self",
            "let _ = models::A::with_b(any::<models::A>(), any::<Vec<(String, i32)>>(), any::<u8>());",
        ),
    ] {
        let code = item(line, &is_trait).expect("it can be used");
        assert!(code == expected || code == format!("const _: fn() = || {{ {expected} }};"), "{code}");
    }
    assert_eq!(item("operations::AError (refusal!)", &is_trait), None);
    assert_eq!(item("models::A: runtime::Check", &is_trait), None);
}
