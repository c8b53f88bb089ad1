//! Values of every type of an API, in JSON as a server writes it, and a program that reads and writes each of them.

use std::fmt::Write;
use std::fs;

use icws_codegen::ir::{
    Api, Branch, Format, Limits, Literal, Location, Object, Parameter, Property, Schema, Shape, Type,
};

use crate::Result;
use crate::sandbox::root;

/// What a specification becomes in a crate of that name.
pub(crate) fn generate(path: &str, package: &str) -> Result<icws_codegen::Output> {
    let bytes = fs::read(root().join(path))?;
    let output = icws_codegen::generate_as(icws_codegen::Spec { path, bytes: &bytes }, "spec", Some(package));
    output.map_err(|mistakes| mistakes.render(icws_codegen::diagnostic::Style::Plain).into())
}

/// What a value has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of<'a> {
    /// Everything.
    All,
    /// What must be there.
    Required,
    /// What must be there, and `null` at that property.
    Null(&'a str),
}

/// How many objects stand in one another before there is only what must be there.
const DEEP: usize = 3;

/// The test of a crate: each of its types comes back as it came, none is large, and small stacks are enough.
pub(crate) fn program(api: &Api, package: &str) -> String {
    let mut rounds = String::new();
    let mut sizes = String::new();
    for schema in &api.schemas {
        let name = &schema.name.ident;
        _ = writeln!(sizes, "        (\"{name}\", size_of::<models::{name}>()),");
        for json in documents(api, schema).into_iter().chain(unfitting(api, schema)) {
            _ = writeln!(rounds, "    round::<models::{name}>({json:?});");
        }
    }
    let package = package.replace('-', "_");
    format!(
        "//! Every type, there and back.\n\nuse {package}::models;\n\n\
         fn round<T: serde::Serialize + serde::de::DeserializeOwned>(json: &str) {{\n    \
         let name = std::any::type_name::<T>();\n    \
         let value: T = serde_json::from_str(json).unwrap_or_else(|error| panic!(\"{{name}} {{json}}: {{error}}\"));\n    \
         assert_eq!(serde_json::to_string(&value).expect(name), json, \"{{name}}\");\n}}\n\n\
         fn rounds() {{\n{rounds}}}\n\n\
         #[test]\nfn every_type_comes_back_as_it_came_on_a_small_stack() {{\n    \
         let thread = std::thread::Builder::new().stack_size(256 * 1024).spawn(rounds);\n    \
         thread.expect(\"started\").join().expect(\"done\");\n}}\n\n\
         #[test]\nfn no_type_is_large() {{\n    let sizes = [\n{sizes}    ];\n    \
         let large: Vec<_> = sizes.into_iter().filter(|(_, size)| *size > 512).collect();\n    \
         assert!(large.is_empty(), \"{{large:?}}\");\n}}\n"
    )
}

/// The values of a type that are tried.
fn documents(api: &Api, schema: &Schema) -> Vec<String> {
    match &schema.shape {
        Shape::Object(object) => {
            let nulls = object.properties.iter().filter(|property| matches!(property.ty, Type::Nullable(_)));
            let nulls = nulls.map(|property| Of::Null(&property.name.wire));
            let all = [Of::All, Of::Required].into_iter().chain(nulls);
            all.map(|of| members(api, object, of, 0)).collect()
        }
        Shape::Choice(choice) => {
            let branches = choice.branches.iter().filter_map(|branch| api.schema(branch.schema));
            let known = branches.flat_map(|branch| documents(api, branch));
            let unknown = r#"{"__type":"urn:nobody","rest":[1]}"#.to_owned();
            known.chain([unknown]).collect()
        }
        Shape::Enumeration(enumeration) => {
            enumeration.values.iter().map(|value| literal(&value.literal)).collect()
        }
    }
}

/// An object of a choice that says what it is, and lacks what such an object must have. Clients keep it, and servers refuse it.
fn unfitting(api: &Api, schema: &Schema) -> Option<String> {
    let Shape::Choice(choice) = &schema.shape else { return None };
    let lacks = |branch: &&Branch| match api.schema(branch.schema).map(|schema| &schema.shape) {
        Some(Shape::Object(object)) => {
            object.properties.iter().any(|it| it.required && it.constant.is_none())
        }
        _ => false,
    };
    let value = choice.branches.iter().filter(lacks).find_map(|branch| branch.value.as_deref())?;
    Some(format!("{{{}:{}}}", text(&choice.tag), text(value)))
}

fn members(api: &Api, object: &Object, of: Of<'_>, depth: usize) -> String {
    let members = object.properties.iter().filter_map(|property| {
        let value = member(api, property, of, depth)?;
        Some(format!("{}:{value}", text(&property.name.wire)))
    });
    format!("{{{}}}", members.collect::<Vec<_>>().join(","))
}

fn member(api: &Api, property: &Property, of: Of<'_>, depth: usize) -> Option<String> {
    if of == Of::Null(&property.name.wire) {
        return Some("null".to_owned());
    }
    if !property.required && of != Of::All {
        return None;
    }
    match &property.constant {
        Some(constant) => Some(text(constant)),
        None => Some(within(&property.limits, &property.ty, value(api, &property.ty, of, depth))),
    }
}

/// The values of a body: first one that has everything, last one that has only what must be there.
pub(crate) fn contents(api: &Api, ty: &Type) -> Vec<String> {
    let all = match ty {
        Type::Schema(id) => api.schema(*id).map(|schema| documents(api, schema)).unwrap_or_default(),
        Type::List(item) => vec![format!("[{}]", contents(api, item).join(",")), "[]".to_owned()],
        _ => vec![value(api, ty, Of::All, 0)],
    };
    let mut contents: Vec<String> = all.into_iter().chain([value(api, ty, Of::Required, 0)]).collect();
    contents.dedup();
    contents
}

/// The value of a body that clients keep, although something in it is not what it says.
pub(crate) fn unfit(api: &Api, ty: &Type) -> Option<String> {
    match ty {
        Type::Schema(id) => unfitting(api, api.schema(*id)?),
        Type::List(item) => unfit(api, item).map(|item| format!("[{item}]")),
        _ => None,
    }
}

/// The value of a parameter, as a call has it that is written down. A list has two items, where it may.
pub(crate) fn parameter(api: &Api, parameter: &Parameter) -> String {
    let json = value(api, &parameter.ty, Of::Required, 0);
    match &parameter.ty {
        Type::String if !parameter.notes.limits.is_some() && parameter.location != Location::Header => {
            r#""a b/\u00fc,&""#.to_owned()
        }
        Type::List(item) if !parameter.notes.limits.is_some() => {
            let item = value(api, item, Of::Required, 0);
            format!("[{item},{item}]")
        }
        ty => within(&parameter.notes.limits, ty, json),
    }
}

/// The value of a header, as it is sent.
pub(crate) fn header(api: &Api, ty: &Type) -> String {
    let item = |ty: &Type| value(api, ty, Of::Required, 0).trim_matches('"').to_owned();
    match ty {
        Type::List(ty) => format!("{}, {}", item(ty), item(ty)),
        ty => item(ty),
    }
}

/// The value, or one that keeps to the limits.
fn within(limits: &Limits, ty: &Type, value: String) -> String {
    match limits {
        Limits::None | Limits::List { .. } | Limits::Dictionary { .. } => value,
        Limits::Number { minimum, maximum, multiple_of } => {
            let add = if ty.is_floating() { 0.5 } else { 0.0 };
            let numbers = (0..=1000).map(|number| f64::from(number) + add);
            let mut fitting = numbers.filter(|number| {
                let above = minimum.is_none_or(|bound| *number > bound.number.as_float());
                let below = maximum.is_none_or(|bound| *number < bound.number.as_float());
                above && below && multiple_of.is_none_or(|of| (number / of.as_float()).fract() == 0.0)
            });
            fitting.next().map_or(value, |number| number.to_string())
        }
        Limits::Text { length, pattern } => {
            let pattern = pattern.as_deref().and_then(|pattern| regex_lite::Regex::new(pattern).ok());
            let mut texts = ["text", "all", "", "1"].into_iter().filter(|text| {
                let length = length.least.is_none_or(|least| text.len() >= least as usize)
                    && length.most.is_none_or(|most| text.len() <= most as usize);
                length && pattern.as_ref().is_none_or(|pattern| pattern.is_match(text))
            });
            texts.next().map_or(value, text)
        }
    }
}

fn value(api: &Api, ty: &Type, of: Of<'_>, depth: usize) -> String {
    match ty {
        Type::Boolean => "true".to_owned(),
        Type::Int32 | Type::Int64 => "7".to_owned(),
        Type::Float | Type::Double => "1.5".to_owned(),
        Type::String => r#""text""#.to_owned(),
        Type::Format(format) => written(*format).to_owned(),
        Type::Any => r#"{"any":[1,"one",null]}"#.to_owned(),
        // What must be there and leads back to itself ends where it can.
        Type::List(_) if depth > DEEP => "[]".to_owned(),
        Type::Map(_) if depth > DEEP => "{}".to_owned(),
        Type::Nullable(_) if depth > DEEP => "null".to_owned(),
        Type::List(item) => format!("[{}]", value(api, item, of, depth)),
        Type::Map(item) => format!("{{\"key\":{}}}", value(api, item, of, depth)),
        Type::Nullable(inner) => value(api, inner, of, depth),
        Type::Schema(id) => api.schema(*id).map(|schema| named(api, schema, of, depth)).unwrap_or_default(),
    }
}

fn named(api: &Api, schema: &Schema, of: Of<'_>, depth: usize) -> String {
    let of = if of == Of::All && depth < DEEP { Of::All } else { Of::Required };
    match &schema.shape {
        Shape::Object(object) => members(api, object, of, depth + 1),
        Shape::Enumeration(enumeration) => {
            enumeration.values.first().map(|value| literal(&value.literal)).unwrap_or_default()
        }
        Shape::Choice(choice) => {
            let branch = choice.branches.last().and_then(|branch| api.schema(branch.schema));
            branch.map(|branch| named(api, branch, of, depth + 1)).unwrap_or_default()
        }
    }
}

/// A text as JSON.
pub(crate) fn text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn literal(literal: &Literal) -> String {
    match literal {
        Literal::Integer(number) => number.to_string(),
        Literal::Text(literal) => text(literal),
    }
}

fn written(format: Format) -> &'static str {
    match format {
        Format::Byte => r#""AAEC""#,
        Format::Date => r#""2024-02-29""#,
        Format::DateTime => r#""20240229T120000Z""#,
        Format::Duration => "1.5",
        Format::Time => r#""12:00:00""#,
        Format::Uri => r#""/configuration/users/x""#,
        Format::Uuid => r#""6e2a0c5f-0001-4000-8000-000000000000""#,
    }
}
