//! Mistakes between things: gates, names, answers.

use crate::diagnostic::{Code, mistakes};
use crate::ir::Literal;
use crate::source::Span;

/// The codes of all of them.
pub(crate) const ALL: [&[Code]; 1] = [CHECK];

mistakes! {
    const CHECK;

    E0301 gate_not_closed(users: (&str, &str), versions: (String, String), both: &str, gated: Span) {
        {
            let ((user, schema), (available, needed)) = (users, versions);
            format!("`{user}` is there {available}, but its type `{schema}` only {needed}")
        }
        { format!("uses `{}`", users.1) }
        "write `x-feature-version: {both}` at what uses the type, or leave that of the type out, which is then as old as what uses it"
        gated: "the type is gated here"
    }
    E0302 young_required(name: &str, older: Span) {
        "the required property `{name}` is younger than its type"
        "required, but not there at first"
        "remove `{name}` from `required`: older servers know the type without it"
        older: "the type is older"
    }
    E0303 duplicate_operation(id: &str, first: Span) {
        "the `operationId` `{id}` is there twice"
        "again here"
        "give each operation an id of its own"
        first: "first here"
    }
    E0304 taken_name(wire: &str, ident: &str) {
        {
            match wire == ident {
                true => format!("the name `{ident}` is taken"),
                false => format!("`{wire}` would be called `{ident}` in Rust, which is taken"),
            }
        }
        "the generated code needs this name for itself"
        { rename(ident) }
    }
    E0305 same_identifier(wire: &str, ident: &str, first: Span) {
        "`{wire}` and another one would both be called `{ident}` in Rust"
        "the same identifier"
        { rename(ident) }
        first: "the other one"
    }
    E0306 duplicate_value(value: &Literal, first: Span) {
        "the value {value:?} is there twice"
        "names a value that already has a name"
        "remove one of the two"
        first: "first here"
    }
    E0307 no_success(id: &str) {
        "`{id}` has no answer that is a success"
        "only errors are described"
        "add the status that says it went well, `200` or `202` for example"
    }
    E0308 duplicate_path(path: &str, first: Span) {
        "`{path}` cannot be told from another path"
        "differs in the names of parameters only"
        "remove one of the two, or correct its path or its method"
        first: "first here"
    }
    E0309 recursive(name: &str) {
        "`{name}` is required, and leads back to its own type: no value would ever end"
        "this property closes the circle"
        "make a property of the circle optional, a list or a dictionary"
    }
    E0310 inferred_required(name: &str) {
        "the inferred property `{name}` is required"
        "a guess that every call would depend on"
        "remove `{name}` from `required`, or `x-inferred` if the name is certain"
    }
    E0311 inferred_closed(name: &str, object: Span) {
        "the inferred property `{name}` is in an answer that drops what it does not know"
        "if the guess is wrong, the data is lost"
        "add `additionalProperties: true` to the object"
        object: "add it here"
    }
    E0312 long_name(length: usize, longest: usize) {
        "a file with {length} letters in its name would come of this name"
        "longer than the {longest} that each file system has room for"
        "give the type a shorter name with `x-rust-name`, the operation another `operationId`; a type without a name is \
         named after all that it stands in, so give it one under `components.schemas`"
    }
    E0340 same_former(ident: &str) {
        "`{ident}` is the name that this has, and not one that it had before"
        "the same name"
        "write the name that the last release had, or remove it"
    }
    E0341 former_taken(former: &str, taken: &str) {
        "the old name `{former}` cannot stay, because `{taken}` is something else"
        "is taken"
        "remove the old name, and say in the changelog that it is gone; or give what is new another one"
    }
    E0360 young_parameter(name: &str, operation: Span) {
        "the required parameter `{name}` is younger than its operation"
        "required, but not there at first"
        "make it `required: false`: older servers know the operation without it. What is in the path is as old as its \
         operation"
        operation: "the operation is older"
    }
    E0361 young_parameter_type(user: &str, versions: (String, String), ty: Span) {
        "the type of the parameter `{user}` is younger than the operation"
        { format!("a server's method takes it {}", versions.0) }
        "remove the `x-feature-version` of the type; the one of the parameter is enough"
        ty: "the type is younger"
    }
    E0362 young_success(id: &str, operation: Span) {
        "`{id}` cannot succeed at first: all that it answers then are errors"
        "the first success, which is younger than the operation"
        "remove the `x-feature-version` of this answer, or add the status of a success that was there from the start"
        operation: "the operation is older"
    }
}

/// How a thing of that name in Rust gets another one.
fn rename(ident: &str) -> &'static str {
    if ident.starts_with(|first: char| first.is_ascii_uppercase()) {
        "a schema gets another name with `x-rust-name`, a value with `x-enum-varnames` or in `x-flags`, an operation with another \
         `operationId`"
    } else {
        "it gets another name with `x-rust-name`, or if it is an operation, with another `operationId`"
    }
}
