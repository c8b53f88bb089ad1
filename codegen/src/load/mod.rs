//! Spec text to a document in which every value knows its place.

mod conflict;
mod deserialize;
mod dialect;
mod grammar;
mod implied;
pub(crate) mod key;
mod lossless;
pub(crate) mod mistakes;
mod node;
mod restated;
mod scalar;
mod shape;
mod surrogate;
mod yaml;

use crate::diagnostic::{Code, Diagnostics, Sink};
use crate::source::{Source, Span, Spec};

pub(crate) use dialect::schema as dialect;
pub(crate) use grammar::TYPES;
pub(crate) use node::{At, Entry, Kind, NamedPart, Node};

/// A whole OpenAPI document: the typed form, and the tree of nodes that knows where everything stands.
#[derive(Debug)]
pub struct Document {
    pub(crate) source: Source,
    pub(crate) root: Node,
    pub(crate) openapi: openapiv3::OpenAPI,
    /// What is wrong with the text, as far as the rest can be read all the same. Lowering reports it together with
    /// what it finds itself, so that one run shows both.
    pub(crate) mistakes: Sink,
}

impl Document {
    /// The text that the document was read from.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The components of one kind.
    pub(crate) fn section(&self, key: &str) -> Option<&Node> {
        self.root.get(key::COMPONENTS)?.get(key)
    }

    /// The document as JSON, in its own order.
    pub(crate) fn json(&self) -> String {
        serde_json::to_string(&self.openapi).unwrap_or_default()
    }
}

/// Reads a specification's text.
///
/// # Errors
///
/// What is not UTF-8, not YAML or not OpenAPI 3.0, so that nothing more can be said about it. A mistake that leaves
/// the rest readable, a misspelt key for example, is kept in the document.
pub fn load(spec: Spec<'_>) -> Result<Document, Diagnostics> {
    let text = utf8(spec)?;
    let source = Source::new(spec.path, text);
    let mut sink = Sink::default();
    let root = conflict::refuse(text, &mut sink).and_then(|()| yaml::parse(text, &mut sink));
    let root = root.filter(|root| is_openapi(root, &mut sink));
    let Some(mut root) = root else {
        return Err(sink.fail(&source));
    };
    shape::check(&mut root, &mut sink);
    // The typed document cannot be made of these, and openapiv3 takes time exponential in the depth to find out.
    if sink.has(&[Code::E0113, Code::E0114, Code::E0120]) {
        return Err(sink.fail(&source));
    }
    match lossless::convert(&root, &mut sink) {
        Some(openapi) => Ok(Document { source, root, openapi, mistakes: sink }),
        None => Err(sink.fail(&source)),
    }
}

fn utf8(spec: Spec<'_>) -> Result<&str, Diagnostics> {
    std::str::from_utf8(spec.bytes).map_err(|error| {
        let (valid, _) = spec.bytes.split_at_checked(error.valid_up_to()).unwrap_or_default();
        let valid = String::from_utf8_lossy(valid);
        let at = u32::try_from(valid.chars().count()).unwrap_or(u32::MAX);
        let mut sink = Sink::default();
        sink.report(mistakes::not_utf8(Span::new(at, at + 1)));
        sink.fail(&Source::new(spec.path, &format!("{valid}\u{fffd}")))
    })
}

/// Refuses early what is no OpenAPI 3.0 at all: every other message would only add noise.
fn is_openapi(root: &Node, sink: &mut Sink) -> bool {
    let Some(version) = root.get(key::OPENAPI) else {
        sink.report(mistakes::not_openapi(root));
        return false;
    };
    match version.as_str() {
        Some(text) if text == "3.0" || text.starts_with("3.0.") => true,
        _ => {
            sink.report(mistakes::openapi_version(version.span, version));
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::source::Spec;

    #[test]
    fn a_document_becomes_json_in_the_order_of_the_typed_one() {
        let text = "info: { version: '1', title: T }\npaths: {}\nopenapi: 3.0.3\n";
        let json = crate::document(Spec { path: "x.yaml", bytes: text.as_bytes() });
        let kept = r#"{"openapi":"3.0.3","info":{"title":"T","version":"1"},"paths":{}}"#;
        assert_eq!(json.ok().as_deref(), Some(kept));
    }
}
