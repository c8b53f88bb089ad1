//! What OpenAPI has and the generator has not, each with what to write instead.

use crate::diagnostic::{Diagnostic, mistakes};
use crate::source::Span;

mistakes! {
    const UNSUPPORTED;

    E0201 unsupported(what: &str, help: &str) {
        "{what} is not supported"
        "not supported"
        "{help}"
    }
}

/// Makes a function of each row: what is not supported, and what to write instead.
macro_rules! unsupported {
    ($($name:ident($($argument:ident: $kind:ty),*) { $what:literal $help:literal })*) => {
        $(
            pub(in crate::lower) fn $name(span: Span, $($argument: $kind),*) -> Diagnostic {
                unsupported(span, &format!($what), &format!($help))
            }
        )*
    };
}

// Operations, parameters and headers.
unsupported! {
    method(verb: &str) {
        "the method {verb}"
        "ICWS has GET, POST, PUT, PATCH and DELETE"
    }
    security_choice() {
        "a choice between security schemes"
        "put all schemes that are needed together into one list item"
    }
    security_scheme() {
        "this security scheme"
        "describe it as `type: apiKey`, `in: header` or `in: cookie`"
    }
    cookie_parameter() {
        "a parameter in a cookie"
        "write `x-supplied-by: session` beside it: the cookie that there is comes from the session"
    }
    parameter_type() {
        "a parameter of this type"
        "a parameter is a text, a number, a boolean, an enumeration, or a list of one of them"
    }
    header_name(wire: &str) {
        "`{wire}` as the name of a header"
        "the name of a header has letters, digits and hyphens"
    }
    header_of_client(wire: &str) {
        "the header `{wire}` as a parameter"
        "leave it out: the client sets this header itself"
    }
    header_of_http(wire: &str) {
        "the header `{wire}` of an answer"
        "leave it out: HTTP has this header for itself"
    }
    header_type() {
        "a header of this type"
        "a header of an answer is a text, a number or a boolean, or a list of one of them"
    }
}

// Bodies and statuses.
unsupported! {
    body_type() {
        "a request body that is a dictionary or no object"
        "make it an object, which can grow properties later; with `additionalProperties: true` it takes any other property, too"
    }
    second_media_type() {
        "a second media type"
        "keep one media type; the client understands any kind of JSON in an answer anyway"
    }
    media_type(name: &str) {
        "the media type `{name}` here"
        "write one without parameters other than `charset=utf-8`: `application/json` or another that ends in `+json`, \
         `text/plain`, `image/png`"
    }
    multipart(name: &str) {
        "a body of several parts, `{name}`,"
        "describe it as `application/octet-stream` with `{{ type: string, format: binary }}`, and put the parts together with a library"
    }
    form() {
        "a form, `application/x-www-form-urlencoded`,"
        "describe it as `application/octet-stream` with `{{ type: string, format: binary }}`, or as JSON if the server takes that"
    }
    event_stream() {
        "a stream of events, `text/event-stream`,"
        "leave it out and describe the answer in JSON that the same operation gives to who polls; a client for streams can send the \
         request of `to_request`"
    }
    text_schema() {
        "a text body that is no text"
        "write `schema: {{ type: string }}`: the body is the text as it is"
    }
    bytes_schema() {
        "a body that is neither JSON nor text with another schema than bytes"
        "write `schema: {{ type: string, format: binary }}`, or leave the schema out: the body is bytes as they are"
    }
    status(code: u16) {
        "the status {code}"
        "describe only answers that are a success or an error"
    }
    status_range(range: u16) {
        "the status range {range}XX"
        "describe only answers that are a success or an error"
    }
    unregistered_status(code: u16) {
        "the unregistered status {code}"
        "use a status that is registered, or a range such as `4XX`"
    }
}

// Schemas.
unsupported! {
    any_of(key: &str) {
        "`{key}`"
        "describe what they have in common as one object, or use `oneOf` with a `discriminator`"
    }
    all_of_nothing() {
        "`allOf` of nothing"
        "name what it is made of, or remove it"
    }
    all_of_other() {
        "`allOf` of anything but objects"
        "refer to an object, or describe one"
    }
    all_of_many(most: usize) {
        "`allOf` that puts more than {most} properties and objects together in a document"
        "refer to the common part with a property, instead of having all its properties again"
    }
    families_too_large(most: usize) {
        "a document with more than {most} derived types in all its bases together"
        "let fewer bases derive from one another"
    }
    one_of_nothing() {
        "`oneOf` of nothing"
        "name the objects that it may be"
    }
    one_of_other() {
        "`oneOf` of anything but objects"
        "refer to an object"
    }
    one_of_unnamed() {
        "an object without a name in `oneOf`"
        "name the object under `components.schemas` and refer to it with `$ref`"
    }
    no_discriminator() {
        "`oneOf` without a discriminator"
        "add `discriminator: {{ propertyName: __type, mapping: {{...}} }}`"
    }
    other_discriminator() {
        "another discriminator than `__type`"
        "ICWS tells derived types apart by `__type`"
    }
    typed_extras() {
        "`additionalProperties` of a type beside `properties`"
        "write `additionalProperties: true`, which keeps them as they are"
    }
    closed_and_empty() {
        "an object without any property"
        "describe its properties, or remove `additionalProperties: false`"
    }
    deep_nesting() {
        "a type that `items` and `additionalProperties` nest so deep"
        "put an object under `components.schemas` in between, which becomes a type with a name"
    }
    enumeration_type(ty: &str) {
        "`enum` of a schema of type `{ty}`"
        "leave it out, and say in the description what the values mean"
    }
}

// Limits.
unsupported! {
    limit_of_none(key: &str, bound: &str) {
        "`{key}` without `{bound}`"
        "add `{bound}`, which it says more about, or leave it out"
    }
    multiple_of_none() {
        "`multipleOf` of 0 or less"
        "write a number above 0, or leave it out"
    }
    limit_beyond(key: &str) {
        "`{key}` beyond the numbers of 32 bits"
        "write one from -2147483648 to 2147483647, leave it out, or make the format `int64`"
    }
    foreign_limit(key: &str) {
        "`{key}` of a value whose type already says what it can be"
        "leave it out, or say it in the description"
    }
}
