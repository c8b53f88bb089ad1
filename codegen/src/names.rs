//! The words of Rust, the names that generated code has for itself, and what its methods are called.

use crate::ir::{Api, Body, Group, Operation, Parameter, Property, Schema, Status};

/// All words that cannot be an identifier, of every edition.
const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do",
    "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static",
    "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual",
    "where", "while", "yield",
];

/// Whether a word of Rust, of any edition.
pub fn is_keyword(word: &str) -> bool {
    KEYWORDS.contains(&word)
}

/// Types and variants of Rust's own that generated code calls by their short names.
pub(crate) const TYPES: &[&str] = &[
    "AsRef",
    "Box",
    "Default",
    "Err",
    "Into",
    "IntoIterator",
    "None",
    "Ok",
    "Option",
    "Result",
    "Self_",
    "Some",
    "String",
    "ToOwned",
    "TryFrom",
    "Vec",
];

/// Variants beside those of the calls, which are named after their operations.
pub(crate) const CALLS: &[&str] = &["Never", "Other"];

/// Methods that a client, or the trait of a server, has or will have for itself, and those that Rust finds before them.
pub(crate) const METHODS: &[&str] = &[
    "as_ref",
    "authenticate",
    "builder",
    "clone",
    "execute",
    "execute_with_response",
    "from_mock",
    "from_parts",
    "into",
    "login",
    "logout",
    "max_request_size",
    "new",
    "session",
    "sharing",
    "to_owned",
    "try_into",
    "with_header",
    "with_max_response_size",
    "with_observer",
    "with_relogin",
    "with_retry",
    "with_server_version",
    "with_session",
    "with_timeout",
    "without_validation",
];

/// Names that a group must not have beside [`METHODS`]: what the module of a server and the type that it makes have.
pub(crate) const GROUPS: &[&str] = &["axum", "into_router"];

/// Methods of an operation and of a model, of its own or of a trait, which an old name of a field must not hide.
pub(crate) const ACCESSORS: &[&str] = &[
    "call",
    "check",
    "clone",
    "clone_into",
    "eq",
    "fmt",
    "into",
    "ne",
    "new",
    "serialize",
    "to_owned",
    "to_request",
    "try_into",
    "type_id",
];

/// The setter of a field, without the underscore that keeps the field apart from a word of Rust or from a number.
pub(crate) fn setter(field: &str) -> String {
    format!("with_{}", field.trim_matches('_'))
}

/// The setter of a property, where it has one: the constructor takes what must be there, and nobody sets a constant.
pub(crate) fn setter_of_property(property: &Property) -> Option<String> {
    (!property.required && property.constant.is_none()).then(|| setter(&property.name.ident))
}

/// The setter of a parameter, where it has one.
pub(crate) fn setter_of_parameter(parameter: &Parameter) -> Option<String> {
    (!parameter.required).then(|| setter(&parameter.name.ident))
}

/// The setter of a request body, where it has one.
pub(crate) fn setter_of_body(body: &Body) -> Option<String> {
    (!body.required).then(|| setter(BODY))
}

/// Fields of an operation, of an answer and of an open object.
pub(crate) const BODY: &str = "body";
pub(crate) const OPERATION_FIELDS: &[&str] = &[BODY];
pub(crate) const ANSWER_FIELDS: &[&str] = &["body", "error", "headers", "received_headers", "status"];
pub(crate) const OPEN_FIELDS: &[&str] = &["extra"];

/// The fields with the message and the identifier of the usual error, which the runtime's table of errors reads by itself.
pub(crate) const USUAL_ERROR: (&str, &str) = ("message", "error_id");

/// The media type of JSON that the runtime takes where no other one is given.
pub(crate) const USUAL_JSON: &str = "application/vnd.inin.icws+JSON";

/// How long the name of a module may be: files have it, and some file systems allow 255 bytes, some 260 for a whole path.
pub(crate) const LONGEST_MODULE: usize = 150;

/// Files that Windows takes for devices, whatever their extension.
const DEVICES: &[&str] = &[
    "aux", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con", "lpt0",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "nul", "prn",
];

/// The trait that servers implement: `DialerApi` for the crate `icws-dialer`, whatever its features are.
pub(crate) fn server_trait(package: &str) -> String {
    let short = package.strip_prefix("icws-").or_else(|| package.strip_prefix("icws_"));
    let short = short.filter(|short| short.starts_with(|first: char| first.is_ascii_alphabetic()));
    format!("{}Api", heck::AsUpperCamelCase(short.unwrap_or(package)))
}

/// The module of all operations.
const OPERATIONS: &str = "operations";

/// The module of a type. Nobody outside sees it, so it can be called otherwise than the type.
pub(crate) fn of_model(schema: &Schema) -> String {
    module(&schema.module, &["formats", "models"])
}

/// The module of an operation. It is private, too. It never has the name of the module around it: clippy warns of that.
pub(crate) fn of_operation(api: &Api, operation: &Operation) -> String {
    let outer = api.group(operation).map_or_else(|| OPERATIONS.to_owned(), of_group);
    module(&operation.name.ident, &[&outer])
}

/// The module of a group. It is one name for two modules, in `operations` and in `server`, so it is neither of these.
pub fn of_group(group: &Group) -> String {
    module(&group.name.ident, &[OPERATIONS, "server"])
}

/// The method of an operation, on the client's side and on the server's.
pub fn method<'a>(api: &Api, operation: &'a Operation) -> &'a str {
    without_group(api, operation, &operation.name.ident)
}

/// What the method of an operation was called before.
pub(crate) fn former_method<'a>(api: &Api, operation: &'a Operation) -> Option<&'a str> {
    let former = operation.name.former().map(|former| without_group(api, operation, former));
    former.filter(|former| *former != method(api, operation))
}

/// Where a method of an operation is: behind that of its group, if it is in one.
pub(crate) fn path(operation: &Operation, method: &str) -> String {
    let group = operation.group.as_ref().map(|group| format!("{group}()."));
    format!("{}{method}", group.unwrap_or_default())
}

/// A method without the words that its group has said: `client.connection().get_version()` calls `connectionGetVersion`. It
/// keeps them where what is left is no name, or another's.
fn without_group<'a>(api: &Api, operation: &Operation, method: &'a str) -> &'a str {
    let group = api.group(operation);
    // A group that is called like a word of Rust has an underscore behind that.
    let said = group.map(|group| group.name.ident.trim_end_matches('_'));
    let own = said.and_then(|said| method.strip_prefix(said)?.strip_prefix('_'));
    let is_near = |other: &&Operation| other.group.is_none() || other.group == operation.group;
    let is_free = |own: &&str| {
        own.starts_with(|first: char| first.is_ascii_lowercase())
            && !is_keyword(own)
            && !METHODS.contains(own)
            && !api.operations.iter().filter(is_near).any(|other| other.name.ident == **own)
    };
    own.filter(is_free).unwrap_or(method)
}

/// The enumeration of errors for all operations that document the same ones: those with these statuses. Nobody can name it from
/// outside, but compilers say it.
pub(crate) fn shared_errors(statuses: impl Iterator<Item = Status>) -> String {
    let statuses = statuses.map(|status| match status {
        Status::Code(code) => code.to_string(),
        Status::Range(hundred) => format!("{hundred}xx"),
        Status::Default => "Other".to_owned(),
    });
    let statuses = statuses.collect::<Vec<_>>().join("Or");
    if statuses.is_empty() { "NoErrors".to_owned() } else { format!("Errors{statuses}") }
}

/// The module of such an enumeration.
pub(crate) fn module_of_errors(ident: &str) -> String {
    heck::AsSnakeCase(ident).to_string()
}

/// A name with an underscore behind it where it is taken: no other name ends in one, but for words of Rust.
fn module(name: &str, taken: &[&str]) -> String {
    let is_taken = taken.contains(&name) || DEVICES.contains(&name);
    if is_taken { format!("{name}_") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{METHODS, USUAL_ERROR, USUAL_JSON, method, server_trait};
    use crate::Spec;

    #[test]
    fn the_methods_of_clients_are_taken() {
        let clients = include_str!("../../generated/runtime/src/macros/clients.rs");
        let shared = include_str!("../../generated/runtime/src/macros/client.rs");
        let (shared, _) = shared.split_once("impl ClientBuilder").unwrap_or_default();
        let life = include_str!("../../generated/runtime/src/macros/life.rs");
        let options = include_str!("../../generated/runtime/src/macros/options.rs");
        let methods = [clients, shared, life, options].concat();
        let parts = methods.replace("pub async fn ", "pub fn ");
        let names: Vec<&str> =
            parts.split("pub fn ").skip(1).filter_map(|part| part.split(['(', '<']).next()).collect();
        assert!(names.len() > 8, "{names:?}");
        let free: Vec<&&str> = names.iter().filter(|name| !METHODS.contains(name)).collect();
        assert!(free.is_empty(), "{free:?}");
    }

    #[test]
    fn a_method_does_not_repeat_its_group_unless_it_would_have_no_name_of_its_own() {
        let text = include_str!("../../tests/conventions/tagged.yaml");
        for (id, name) in [
            ("peopleCallPerson4", "call_person4"),
            ("callPerson4", "call_person4"),
            // The group of another, a word of Rust, a method of the client, a number, an operation in no group, and no name.
            ("queriesCallPerson4", "queries_call_person4"),
            ("peopleType", "people_type"),
            ("peopleClone", "people_clone"),
            ("people4", "people4"),
            ("peoplePing", "people_ping"),
            ("peopleCallPerson3", "people_call_person3"),
            ("peopleGetQuery", "get_query"),
            ("people", "people"),
            ("peoplesCall", "peoples_call"),
        ] {
            let text = text.replace("Id: peopleCallPerson4\n", &format!("Id: {id}\n"));
            let spec = Spec { path: "tagged.yaml", bytes: text.as_bytes() };
            let api = crate::generate(spec).map(|output| output.api);
            let found = api.iter().find_map(|api| {
                let operation = api.operations.iter().find(|operation| operation.name.wire == id)?;
                Some(method(api, operation).to_owned())
            });
            assert_eq!(found.as_deref(), Some(name), "{id}");
        }
    }

    #[test]
    fn no_module_is_called_like_the_one_that_it_is_in() {
        let tagged = include_str!("../../tests/conventions/tagged.yaml");
        for (name, files) in [
            ("young", ["operations/young/young_.rs", "server/young.rs"]),
            ("operations", ["operations/operations_/operations.rs", "server/operations_.rs"]),
            ("server", ["operations/server_/server.rs", "server/server_.rs"]),
        ] {
            let tag = format!("Id: {name}\n      tags: [{name}]");
            let document = tagged.replace("Id: bePresent\n      tags: [server]", &tag);
            let output = crate::generate(Spec { path: "tagged.yaml", bytes: document.as_bytes() });
            let tree = output.map(|output| output.tree).unwrap_or_default();
            for file in files {
                assert!(tree.contains_key(file), "{file}: {:?}", tree.keys());
            }
        }
    }

    #[test]
    fn an_old_id_that_leads_to_the_same_method_is_in_nobodys_way() {
        let tagged = include_str!("../../tests/conventions/tagged.yaml");
        let is_accepted = |id: &str, former: &str| {
            let with_former = format!("Id: {id}\n      x-renamed-from: {former}\n");
            let text = tagged.replace(&format!("Id: {id}\n"), &with_former);
            crate::generate(Spec { path: "tagged.yaml", bytes: text.as_bytes() }).is_ok()
        };
        assert!(is_accepted("peopleCallPerson4", "call_person4"));
        assert!(is_accepted("peopleCallPerson4", "server"));
        assert!(is_accepted("ping", "old_ping"));
        // Another operation of the group, a method of every client, and a group.
        assert!(!is_accepted("peopleCallPerson4", "call_person3"));
        assert!(!is_accepted("peopleCallPerson4", "clone"));
        assert!(!is_accepted("ping", "people"));
    }

    #[test]
    fn the_runtime_reads_the_usual_error() {
        let table = include_str!("../../generated/runtime/src/macros/errors.rs");
        let (message, error_id) = USUAL_ERROR;
        for read in [format!("&error.error().{message},"), format!("error.error().{error_id}.as_deref())")] {
            assert!(table.contains(&read), "{read}");
        }
    }

    #[test]
    fn the_runtime_takes_the_usual_media_type() {
        let media = include_str!("../../generated/runtime/src/media.rs");
        assert!(media.contains(&format!("from_static(\"{USUAL_JSON}; charset=utf-8\")")));
    }

    #[test]
    fn the_trait_is_named_after_the_crate() {
        for (package, name) in [
            ("icws-dialer", "DialerApi"),
            ("icws-call-control", "CallControlApi"),
            ("icws_phones", "PhonesApi"),
            ("acme_phone-2", "AcmePhone2Api"),
            ("icws-2", "Icws2Api"),
            ("icws", "IcwsApi"),
        ] {
            assert_eq!(server_trait(package), name);
        }
    }
}
