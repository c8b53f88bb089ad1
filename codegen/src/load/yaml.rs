//! YAML text to a tree of nodes, without recursion and within limits.

use std::borrow::Cow;

use indexmap::IndexMap;
use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, StrInput, Tag};

use super::mistakes::{self, Broken};
use super::surrogate::Surrogates;
use super::{Entry, Kind, Node, Span, scalar};
use crate::diagnostic::{Diagnostic, Sink};

/// How deep lists and mappings may nest. The deepest place of a sensible document is at about 20.
const DEEPEST: usize = 100;

/// Parses the text's one document. Nothing is returned where the text ends early or cannot be parsed; the sink
/// then has the reason.
pub(super) fn parse(text: &str, sink: &mut Sink) -> Option<Node> {
    let surrogates = Surrogates::find(text);
    let mut builder = Builder { sink, surrogates: &surrogates, open: Vec::new(), root: None, documents: 0 };
    let mut parser: Parser<'_, StrInput<'_>> = Parser::new_from_str(&surrogates.text);
    let end = text.chars().count();
    while let Some(next) = parser.next_event() {
        match next {
            Ok((Event::StreamEnd, _)) => break,
            Ok((event, span)) => builder.event(event, convert(span, end))?,
            Err(error) => return builder.sink.refuse(syntax(&error, text, end)),
        }
    }
    match builder.root {
        Some(Node { kind: Kind::Null, .. }) | None if builder.sink.errors() == 0 => {
            builder.sink.refuse(mistakes::empty(Span::default()))
        }
        root => root,
    }
}

fn convert(span: saphyr_parser::Span, end: usize) -> Span {
    Span::new(place(&span.start, end), place(&span.end, end))
}

/// The character that a marker means, inside of the text: saphyr-parser 0.3.3 counts the bytes and not the characters
/// of a directive, so that its markers behind one can point beyond the end.
fn place(marker: &Marker, end: usize) -> u32 {
    u32::try_from(marker.index().min(end)).unwrap_or(u32::MAX)
}

fn syntax(error: &ScanError, text: &str, end: usize) -> Diagnostic {
    let at = place(error.marker(), end);
    let line = text.lines().nth(error.marker().line().saturating_sub(1)).unwrap_or_default();
    let broken = if line.contains('\t') { Broken::Tab } else { Broken::Other };
    mistakes::yaml_syntax(Span::new(at, at + 1), error.info(), broken)
}

/// A list or a mapping that has not ended yet.
struct Open {
    span: Span,
    kind: OpenKind,
}

enum OpenKind {
    List(Vec<Node>),
    Map { entries: IndexMap<String, Entry>, key: Option<(String, Span)> },
}

struct Builder<'s> {
    sink: &'s mut Sink,
    surrogates: &'s Surrogates<'s>,
    open: Vec<Open>,
    root: Option<Node>,
    documents: usize,
}

impl Builder<'_> {
    /// Takes one event; nothing when reading on would make no sense.
    fn event(&mut self, event: Event<'_>, span: Span) -> Option<()> {
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    return self.sink.refuse(mistakes::second_document(span));
                }
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.refuse_extras(anchor, tag, span)?;
                return self.scalar(text, style, span);
            }
            Event::SequenceStart(anchor, tag) => {
                self.refuse_extras(anchor, tag, span)?;
                return self.begin(span, OpenKind::List(Vec::new()));
            }
            Event::MappingStart(anchor, tag) => {
                self.refuse_extras(anchor, tag, span)?;
                return self.begin(span, OpenKind::Map { entries: IndexMap::new(), key: None });
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(span),
            Event::Alias(_) => return self.sink.refuse(mistakes::yaml_alias(span)),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        Some(())
    }

    fn refuse_extras(&mut self, anchor: usize, tag: Option<Cow<'_, Tag>>, span: Span) -> Option<()> {
        match (anchor, tag) {
            (0, None) => Some(()),
            (0, Some(tag)) => {
                let handle = if tag.is_yaml_core_schema() { "!!" } else { tag.handle.as_str() };
                self.sink.refuse(mistakes::yaml_tag(span, &format!("{handle}{}", tag.suffix)))
            }
            _ => self.sink.refuse(mistakes::yaml_alias(span)),
        }
    }

    fn begin(&mut self, span: Span, kind: OpenKind) -> Option<()> {
        if self.open.len() >= DEEPEST {
            return self.sink.refuse(mistakes::too_deep(span, DEEPEST));
        }
        if let Some(Open { kind: OpenKind::Map { key: None, .. }, .. }) = self.open.last() {
            return self.sink.refuse(mistakes::complex_key(span));
        }
        self.open.push(Open { span, kind });
        Some(())
    }

    fn end(&mut self, end: Span) {
        let Some(Open { span, kind }) = self.open.pop() else {
            return;
        };
        // Most have few entries, and the tree is most of what a large document takes.
        let kind = match kind {
            OpenKind::List(mut items) => {
                items.shrink_to_fit();
                Kind::List(items)
            }
            OpenKind::Map { mut entries, .. } => {
                entries.shrink_to_fit();
                Kind::Map(Box::new(entries))
            }
        };
        self.value(Node { span: Span::new(span.start, end.end.max(span.end)), kind });
    }

    /// A scalar is a key where a mapping waits for one, else a value. A key is its text: `200` and `"200"` are
    /// the same key, as they are in JSON.
    fn scalar(&mut self, text: Cow<'_, str>, style: ScalarStyle, span: Span) -> Option<()> {
        let text = self.surrogates.restore(text, span, self.sink);
        let is_plain = style == ScalarStyle::Plain;
        if let Some(Open { kind: OpenKind::Map { key: key @ None, .. }, .. }) = self.open.last_mut() {
            if is_plain && scalar::is_null(&text) {
                return self.sink.refuse(mistakes::complex_key(span));
            }
            // A copy has the length of the text, where the parser has left room behind it.
            *key = Some((text.as_ref().to_owned(), span));
        } else {
            let kind = if is_plain { scalar::resolve(&text) } else { Kind::Text(text.as_ref().to_owned()) };
            self.value(Node { span, kind });
        }
        Some(())
    }

    fn value(&mut self, node: Node) {
        match self.open.last_mut().map(|open| &mut open.kind) {
            None => self.root = Some(node),
            Some(OpenKind::List(items)) => items.push(node),
            Some(OpenKind::Map { entries, key }) => {
                let Some((name, span)) = key.take() else {
                    return;
                };
                if let Some(first) = entries.get(&name) {
                    self.sink.report(mistakes::duplicate_key(span, &name, first.key));
                } else {
                    entries.insert(name, Entry { key: span, value: node });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::diagnostic::Sink;
    use crate::source::Spec;

    #[test]
    fn a_key_is_nothing_only_where_no_quotes_make_it_a_text() {
        for (key, is_key) in [
            ("null", false),
            ("Null", false),
            ("NULL", false),
            ("~", false),
            ("", false),
            ("'null'", true),
            ("\"~\"", true),
            ("''", true),
            ("true", true),
            ("200", true),
        ] {
            let mut sink = Sink::default();
            let root = parse(&format!("{key}: 1"), &mut sink);
            assert_eq!((root.is_some(), sink.errors() == 0), (is_key, is_key), "{key}");
        }
    }

    #[test]
    fn where_the_text_is_no_yaml_a_character_is_marked() {
        for text in ["a: [1", "a: b: c", "\ta: 1", "a: 'x", "a: 1\n}"] {
            let Err(mistakes) = crate::load::load(Spec { path: "x.yaml", bytes: text.as_bytes() }) else {
                panic!("{text} is read")
            };
            let marked: Vec<u32> =
                mistakes.iter().map(|mistake| mistake.span.end - mistake.span.start).collect();
            assert_eq!(marked, [1], "{text}");
        }
    }
}
