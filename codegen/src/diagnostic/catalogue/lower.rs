//! Mistakes of meaning: what cannot be resolved, named, or placed on a ladder, and what is not supported.

use super::{diagnostic, suggest};
use crate::diagnostic::{Diagnostic, Span};
use crate::ir::Feature;

pub(crate) fn unsupported(span: Span, what: &str, help: &str) -> Diagnostic {
    diagnostic("E0201", span, [format!("{what} is not supported"), "not supported".into(), help.into()])
}

pub(crate) fn unsupported_key(span: Span, key: &str, what: &str) -> Diagnostic {
    diagnostic(
        "E0202",
        span,
        [
            format!("`{key}` of {what} is not supported"),
            "not supported here".into(),
            "remove it, and say in the description what it meant; spec/README.md lists what is supported"
                .into(),
        ],
    )
}

pub(crate) fn no_features(span: Span) -> Diagnostic {
    diagnostic(
        "E0203",
        span,
        [
            "the document declares no ladder of feature versions".into(),
            "`x-features` is missing at the top of the document".into(),
            "add `x-features: { dialer: { oldest: 2, newest: 9 } }`".into(),
        ],
    )
}

pub(crate) fn feature_name(span: Span, name: &str) -> Diagnostic {
    diagnostic(
        "E0204",
        span,
        [
            format!("`{name}` cannot be the name of a feature"),
            "not a word of lower-case letters".into(),
            "start with a letter and use only `a` to `z`, `0` to `9` and `-`".into(),
        ],
    )
}

pub(crate) fn ladder(span: Span, oldest: i64, newest: i64) -> Diagnostic {
    diagnostic(
        "E0205",
        span,
        [
            format!("{oldest} to {newest} is no ladder"),
            "not a range of versions".into(),
            "`oldest` is at least 1, `newest` is at least `oldest`, and there are at most 200 rungs".into(),
        ],
    )
}

pub(crate) fn version_syntax(span: Span, text: &str) -> Diagnostic {
    diagnostic(
        "E0206",
        span,
        [
            format!("`{text}` is no feature version"),
            "expected a feature and a number".into(),
            "write the feature's name, a space and the version, `dialer 4` for example".into(),
        ],
    )
}

pub(crate) fn version_off_ladder(span: Span, version: u32, feature: &Feature) -> Diagnostic {
    let Feature { name, oldest, newest, .. } = feature;
    let help = if version > *newest {
        format!("write a version from {oldest} to {newest}, or raise `newest` in `x-features`")
    } else {
        format!(
            "write a version from {oldest} to {newest}; what is older than the ladder is `{name} {oldest}`"
        )
    };
    diagnostic(
        "E0207",
        span,
        [
            format!("`{name} {version}` is not declared"),
            format!("the ladder goes from {oldest} to {newest}"),
            help,
        ],
    )
    .with_related(feature.span, "the ladder is declared here")
}

pub(crate) fn unknown_feature(span: Span, name: &str, features: &[Feature]) -> Diagnostic {
    let known = features.iter().map(|feature| feature.name.as_str());
    diagnostic(
        "E0208",
        span,
        [
            format!("the feature `{name}` is not declared"),
            "unknown feature".into(),
            suggest(name, known, "declare it in `x-features` at the top of the document"),
        ],
    )
}

pub(crate) fn foreign_ref(span: Span, target: &str, section: &str) -> Diagnostic {
    diagnostic(
        "E0209",
        span,
        [
            format!("the reference `{target}` does not point into this document's components"),
            "not a component".into(),
            format!("write `#/components/{section}/...`, and put what is meant there"),
        ],
    )
}

pub(crate) fn dangling_ref<'a>(
    span: Span,
    target: &str,
    section: &str,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let name = target.rsplit('/').next().unwrap_or_default();
    diagnostic(
        "E0210",
        span,
        [
            format!("there is no `{target}`"),
            format!("nothing of that name under `components.{section}`"),
            suggest(name, known, "add it there, or correct the name"),
        ],
    )
}

pub(crate) fn wrong_section(span: Span, target: &str, section: &str) -> Diagnostic {
    diagnostic(
        "E0211",
        span,
        [
            format!("`{target}` cannot stand here"),
            "a component of another kind".into(),
            format!("refer to something under `#/components/{section}/`"),
        ],
    )
}

pub(crate) fn ref_circle(span: Span, target: &str) -> Diagnostic {
    diagnostic(
        "E0212",
        span,
        [
            format!("the reference `{target}` goes round in a circle"),
            "leads back to itself".into(),
            "describe the thing itself in one place of the circle".into(),
        ],
    )
}

pub(crate) fn no_identifier(span: Span, wire: &str) -> Diagnostic {
    diagnostic(
        "E0213",
        span,
        [
            format!("no Rust identifier can be made of `{wire}`"),
            "has no plain letter or digit, or one that is not ASCII".into(),
            "give it one with `x-rust-name`; an enumeration's value gets it from `x-enum-varnames`".into(),
        ],
    )
}

pub(crate) fn bad_rust_name(span: Span, given: &str, (case, proposal): (&str, Option<String>)) -> Diagnostic {
    diagnostic(
        "E0214",
        span,
        [
            format!("`{given}` cannot be used as a Rust name here"),
            format!("not a {case} identifier, or a keyword"),
            match proposal {
                Some(proposal) => format!("write `{proposal}`"),
                None => format!("write a {case} identifier of ASCII letters and digits"),
            },
        ],
    )
}

pub(crate) fn no_type(span: Span) -> Diagnostic {
    diagnostic(
        "E0215",
        Span::new(span.start, span.start + 1),
        [
            "this schema has no type".into(),
            "what a value looks like is not said".into(),
            "add `type:`, or refer to a schema with `$ref`".into(),
        ],
    )
}

pub(crate) fn unknown_type(span: Span, found: &str) -> Diagnostic {
    let known = ["string", "integer", "number", "boolean", "array", "object"];
    diagnostic(
        "E0216",
        span,
        [
            format!("there is no type `{found}`"),
            "unknown type".into(),
            suggest(
                found,
                known.into_iter(),
                "the types are string, integer, number, boolean, array and object",
            ),
        ],
    )
}

pub(crate) fn mixed_schema(span: Span, found: &str) -> Diagnostic {
    diagnostic("E0217", span, [
        format!("this schema is of type `{found}`, but has keys of another type, or values that are none of its"),
        format!("says `{found}`"),
        "keep the keys that belong to the type: `items` to an array, `properties` to an object, and so on".into(),
    ])
}

pub(crate) fn unknown_required<'a>(
    span: Span,
    name: &str,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    diagnostic(
        "E0218",
        span,
        [
            format!("the required property `{name}` does not exist"),
            "no property of that name".into(),
            suggest(name, known, "add it under `properties`, or remove it from `required`"),
        ],
    )
}

pub(crate) fn no_varnames(span: Span) -> Diagnostic {
    diagnostic(
        "E0219",
        span,
        [
            "the values of this enumeration have no names".into(),
            "`x-enum-varnames` is missing".into(),
            "add `x-enum-varnames: [...]` with a name for each value, in their order".into(),
        ],
    )
}

pub(crate) fn one_per_value(span: Span, key: &str, (found, values): (usize, usize)) -> Diagnostic {
    diagnostic(
        "E0220",
        span,
        [
            format!("`{key}` has {found} entries for {values} values"),
            format!("{found} entries"),
            format!("write exactly {values}, in the order of the values"),
        ],
    )
}

pub(crate) fn no_operation_id(span: Span) -> Diagnostic {
    diagnostic(
        "E0221",
        span,
        [
            "this operation has no `operationId`".into(),
            "nothing to name the method after".into(),
            "add `operationId: verbNoun`; the client's method will be `verb_noun`".into(),
        ],
    )
}

pub(crate) fn no_operations(span: Span) -> Diagnostic {
    diagnostic(
        "E0222",
        span,
        [
            "the document describes no operation".into(),
            "empty".into(),
            "add at least one path with an operation".into(),
        ],
    )
}

pub(crate) fn no_content(span: Span) -> Diagnostic {
    diagnostic(
        "E0223",
        span,
        [
            "this `content` has no media type".into(),
            "empty".into(),
            "add a media type, or remove `content` if there is no body".into(),
        ],
    )
}

pub(crate) fn duplicate_parameter(span: Span, name: &str, first: Span) -> Diagnostic {
    diagnostic(
        "E0224",
        span,
        [
            format!("the parameter `{name}` is there twice"),
            "again here".into(),
            "remove one of the two".into(),
        ],
    )
    .with_related(first, "first here")
}

pub(crate) fn undeclared_parameter<'a>(
    span: Span,
    name: &str,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let otherwise =
        format!("add it to `parameters`, `in: path` with `required: true`, or write `{name}` without braces");
    diagnostic(
        "E0225",
        span,
        [
            format!("the path has a parameter `{name}` that nobody declares"),
            format!("`{{{name}}}` is not among the parameters"),
            suggest(name, known, &otherwise),
        ],
    )
}

pub(crate) fn unused_parameter(span: Span, name: &str, template: &str) -> Diagnostic {
    diagnostic(
        "E0226",
        span,
        [
            format!("the path parameter `{name}` does not occur in `{template}`"),
            "declared here".into(),
            format!("add `{{{name}}}` to the path, or remove the parameter"),
        ],
    )
}

pub(crate) fn bad_template(span: Span, template: &str) -> Diagnostic {
    diagnostic("E0227", span, [
        format!("`{template}` is no path"),
        "has a character or a part that a path cannot have".into(),
        "use letters, digits and `-._~` between slashes, `{name}` for a parameter, and no `.` or `..` alone".into(),
    ])
}

pub(crate) fn unknown_supplier(span: Span) -> Diagnostic {
    diagnostic(
        "E0228",
        span,
        [
            "a parameter can only be supplied by `session`".into(),
            "unknown supplier".into(),
            "write `x-supplied-by: session`, or remove it".into(),
        ],
    )
}

pub(crate) fn unknown_session_value(span: Span, name: &str, known: &str) -> Diagnostic {
    diagnostic(
        "E0229",
        span,
        [
            format!("a session does not supply the parameter `{name}`"),
            "unknown to a session".into(),
            format!("a session supplies the path parameter `{known}`"),
        ],
    )
}

pub(crate) fn unknown_scheme<'a>(span: Span, name: &str, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    diagnostic(
        "E0230",
        span,
        [
            format!("there is no security scheme `{name}`"),
            "not under `components.securitySchemes`".into(),
            suggest(name, known, "add it there, or correct the name"),
        ],
    )
}

pub(crate) fn unknown_credential(span: Span, header: &str) -> Diagnostic {
    diagnostic(
        "E0231",
        span,
        [
            format!("a session has nothing for the header `{header}`"),
            "unknown credential".into(),
            "a session has the headers `ININ-ICWS-CSRF-Token` and `Cookie`".into(),
        ],
    )
}

pub(crate) fn optional_path_parameter(span: Span, name: &str) -> Diagnostic {
    diagnostic(
        "E0232",
        span,
        [
            format!("the path parameter `{name}` is not required"),
            "a path is no path without it".into(),
            "add `required: true`".into(),
        ],
    )
}

pub(crate) fn unknown_format(span: Span, format: &str, known: &[&str]) -> Diagnostic {
    let otherwise = format!("the formats of this type are `{}`", known.join("`, `"));
    diagnostic(
        "E0233",
        span,
        [
            format!("the format `{format}` is not supported"),
            "unknown format".into(),
            suggest(format, known.iter().copied(), &otherwise),
        ],
    )
}

pub(crate) fn limits_crossed(span: Span, (least, most): (&str, &str)) -> Diagnostic {
    diagnostic(
        "E0234",
        span,
        [
            format!("`{least}` is greater than `{most}`"),
            "no value can keep to both".into(),
            "swap the two, or correct one".into(),
        ],
    )
}

pub(crate) fn no_constant(span: Span, name: &str) -> Diagnostic {
    diagnostic(
        "E0235",
        span,
        [
            format!("`{name}` does not say which `__type` it has"),
            "cannot be told from the others".into(),
            "add the property `__type: { type: string, enum: [\"urn:...\"] }` to it, and make it required"
                .into(),
        ],
    )
}

pub(crate) fn mapping_differs(span: Span, mapped: &str, constant: &str) -> Diagnostic {
    diagnostic(
        "E0236",
        span,
        [
            format!("the mapping says `{mapped}`, the object `{constant}`"),
            "not what the object says".into(),
            format!("write `{constant}` in both places, or correct the object"),
        ],
    )
}

pub(crate) fn unknown_branch<'a>(
    span: Span,
    value: &str,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    diagnostic(
        "E0237",
        span,
        [
            format!("no object of this choice has the `__type` `{value}`"),
            "maps to nothing in `oneOf`".into(),
            suggest(value, known, "add the object to `oneOf`, or remove the entry"),
        ],
    )
}

pub(crate) fn no_security(span: Span) -> Diagnostic {
    diagnostic("E0238", span, [
        "nothing says what this operation needs to know who asks".into(),
        "neither the operation nor the document has `security`".into(),
        "write `security: [{csrfToken: [], sessionCookie: []}]` at the top of the document, or `security: []` here \
         for an operation that needs no session"
            .into(),
    ])
}
