//! What is no mistake, but probably not what was meant.

use crate::diagnostic::mistakes;
use crate::ir::Feature;
use crate::source::Span;

mistakes! {
    const WARNING;

    W0401 unused_component(section: &str, name: &str) {
        "no operation uses `{name}` of `components.{section}`"
        "is not used"
        "refer to it, or remove it"
    }
    W0410 other_version(version: &str, feature: &Feature, ladder: Span) {
        {
            let Feature { name, newest, .. } = feature;
            format!("the document is of version {version}, but the newest version of `{name}` is {newest}")
        }
        "shown as the version by other tools"
        { format!("write `version: '{}'`, or correct `newest` in `x-features`", feature.newest) }
        ladder: "the ladder is declared here"
    }
    W0411 silent_error(status: &str, example: Span) {
        "`{status}` has no `content`, so what a server says with it is dropped"
        "an error without a body"
        "add the `content` that the other errors have; if there never is a body, write `content: {{}}`"
        example: "the body of another error"
    }
    W0412 session_as_argument(name: &str) {
        "`{name}` is an argument of each call, and not the id of the client's session"
        "a parameter that everybody has to pass"
        "add `x-supplied-by: session`; if it is the id of another session, rename it, here and in the path, as in `otherSessionId`"
    }
    W0440 event_stream_beside(other: &str) {
        "the stream of events beside `{other}` is left out"
        "no client reads it"
        "remove it, or keep it for other readers of the document: the client asks for `{other}` alone"
    }
    W0451 bad_example(reason: &str) {
        "the schema does not allow this example"
        "{reason}"
        "write what may really be sent or answered, or correct the schema"
    }
}
