//! Operations: paths, parameters, bodies, security.

use crate::diagnostic::{mistakes, suggest};
use crate::source::Span;

mistakes! {
    const OPERATION;

    E0221 no_operation_id() {
        "this operation has no `operationId`"
        "nothing to name the method after"
        "add `operationId: verbNoun`; the client's method will be `verb_noun`"
    }
    E0222 no_operations() {
        "the document describes no operation"
        "empty"
        "add at least one path with an operation"
    }
    E0223 no_content() {
        "this `content` has no media type"
        "empty"
        "add a media type, or remove `content` if there is no body"
    }
    E0224 duplicate_parameter(name: &str, first: Span) {
        "the parameter `{name}` is there twice"
        "again here"
        "remove one of the two"
        first: "first here"
    }
    E0225 undeclared_parameter<'a>(name: &str, known: impl Iterator<Item = &'a str>) {
        "the path has a parameter `{name}` that nobody declares"
        "`{{{name}}}` is not among the parameters"
        {
            let otherwise = format!(
                "add it to `parameters`, `in: path` with `required: true`, or write `{name}` without braces"
            );
            suggest(name, known, &otherwise)
        }
    }
    E0226 unused_parameter(name: &str, template: &str, path: Span) {
        "the path parameter `{name}` does not occur in `{template}`"
        "declared here"
        "add `{{{name}}}` to the path, or remove the parameter"
        path: "the path"
    }
    E0227 bad_template(template: &str) {
        "`{template}` is no path"
        "has a character or a part that a path cannot have"
        {
            if template.contains('?') {
                "end the path before the `?`, and describe each part of the query in `parameters`, with `in: query`"
            } else {
                "use letters, digits and `-._~` between slashes, `{name}` for a parameter, and no `.` or `..` alone"
            }
        }
    }
    E0295 side_by_side(template: &str) {
        "nothing stands between two parameters of `{template}`"
        "no server can tell where the first value ends"
        "write between them what stands there on the wire and in no value, such as `/`, or make them one parameter"
    }
    E0228 unknown_supplier() {
        "a parameter can only be supplied by `session`"
        "unknown supplier"
        "write `x-supplied-by: session`, or remove it"
    }
    E0229 unknown_session_value(name: &str, known: &str) {
        "a session does not supply the parameter `{name}`"
        "unknown to a session"
        "a session supplies the path parameter `{known}`"
    }
    E0230 unknown_scheme<'a>(name: &str, known: impl Iterator<Item = &'a str>) {
        "there is no security scheme `{name}`"
        "not under `components.securitySchemes`"
        { suggest(name, known, &add_scheme(name)) }
    }
    E0231 unknown_credential(header: &str) {
        "a session has nothing for the header `{header}`"
        "unknown credential"
        "a session has the headers `ININ-ICWS-CSRF-Token` and `Cookie`"
    }
    E0232 optional_path_parameter(name: &str) {
        "the path parameter `{name}` is not required"
        "a path is no path without it"
        "add `required: true`"
    }
    E0238 no_security() {
        "nothing says which credentials this operation needs"
        "neither the operation nor the document has `security`"
        "write `security: [{{csrfToken: [], sessionCookie: []}}]` at the top of the document, or `security: []` here for \
         an operation that needs no session"
    }
    E0241 duplicate_header(name: &str, known: &str, first: Span) {
        "the header `{name}` is there twice: as `{known}`, too"
        "the same header in other capitals"
        "remove one of the two: HTTP does not tell headers apart by their capitals"
        first: "first here"
    }
}

/// What a document needs for the usual name of a scheme: the token unless it is about the cookie.
fn add_scheme(name: &str) -> String {
    let place = match name.to_ascii_lowercase().contains("cookie") {
        true => "in: cookie, name: icws",
        false => "in: header, name: ININ-ICWS-CSRF-Token",
    };
    format!("add `{name}: {{ type: apiKey, {place} }}` there, or correct the name")
}

#[cfg(test)]
mod tests {
    use super::add_scheme;

    #[test]
    fn a_scheme_that_is_missing_is_given_the_place_that_its_name_says() {
        for (name, place) in [
            ("token", "in: header, name: ININ-ICWS-CSRF-Token"),
            ("sessionCookie", "in: cookie, name: icws"),
            ("cookie", "in: cookie, name: icws"),
        ] {
            let scheme = format!("`{name}: {{ type: apiKey, {place} }}`");
            assert!(add_scheme(name).contains(&scheme), "{}", add_scheme(name));
        }
    }
}
