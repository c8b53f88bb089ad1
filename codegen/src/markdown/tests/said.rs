//! What a text says: what its author meant, and what rustdoc reads.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::markdown::{OPTIONS, url, visible};

/// What a text says, whatever it looks like.
#[derive(Debug, PartialEq, Default)]
pub(super) struct Said {
    /// Without white space, in which the two may differ.
    pub(super) text: String,
    /// But for those that the text shows.
    pub(super) links: Vec<String>,
}

/// What the author said, as far as rustdoc can show it.
pub(super) fn meant(source: &str) -> Said {
    let mut said = Said::default();
    let mut ends = Vec::new();
    for event in Parser::new_ext(source, OPTIONS) {
        match event {
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                said.text += &text
            }
            Event::FootnoteReference(label) => said.text += &format!("[^{label}]"),
            Event::TaskListMarker(done) => said.text += if done { "[x]" } else { "[ ]" },
            Event::Start(Tag::FootnoteDefinition(label)) => said.text += &format!("[^{label}]:"),
            Event::Start(Tag::Link { dest_url, link_type, .. }) => {
                ends.push(begin(&mut said, (&dest_url, link_type), "["));
            }
            Event::Start(Tag::Image { dest_url, link_type, .. }) => {
                ends.push(begin(&mut said, (&dest_url, link_type), "!["));
            }
            Event::End(TagEnd::Link | TagEnd::Image) => said.text += &ends.pop().unwrap_or_default(),
            _ => {}
        }
    }
    finish(said)
}

fn begin(said: &mut Said, (destination, kind): (&CowStr<'_>, LinkType), bracket: &str) -> String {
    match kind {
        LinkType::Email => String::new(),
        LinkType::Autolink if url::is_web(destination) => String::new(),
        _ if url::is_web(destination) => {
            said.links.push(url::destination(&visible(destination)));
            String::new()
        }
        LinkType::Autolink => {
            said.text.push('<');
            ">".to_owned()
        }
        _ => {
            said.text.push_str(bracket);
            format!("]({destination})")
        }
    }
}

/// What rustdoc reads in what we print.
pub(super) fn read(printed: &str) -> Said {
    let mut said = Said::default();
    let mut broken = |link: pulldown_cmark::BrokenLink<'_>| panic!("{link:?} would be looked up\n{printed}");
    let options = OPTIONS | Options::ENABLE_SMART_PUNCTUATION;
    for _ in Parser::new_with_broken_link_callback(printed, options, Some(&mut broken)) {}
    for event in Parser::new_ext(printed, OPTIONS) {
        match event {
            Event::Text(text) | Event::Code(text) => said.text += &text,
            Event::TaskListMarker(done) => said.text += if done { "[x]" } else { "[ ]" },
            Event::Start(Tag::CodeBlock(kind)) => {
                assert_eq!(kind, CodeBlockKind::Fenced("text".into()), "{printed}");
            }
            Event::Start(Tag::Link { dest_url, link_type, .. } | Tag::Image { dest_url, link_type, .. }) => {
                assert!(link_type == LinkType::Email || url::is_web(&dest_url), "{dest_url}\n{printed}");
                let is_bare = matches!(link_type, LinkType::Email | LinkType::Autolink);
                said.links.extend((!is_bare).then(|| url::destination(&dest_url)));
            }
            Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => {
                panic!("{event:?}\n{printed}")
            }
            Event::Start(Tag::FootnoteDefinition(_)) => panic!("{event:?}\n{printed}"),
            _ => {}
        }
    }
    finish(said)
}

fn finish(mut said: Said) -> Said {
    said.text.retain(|character| !character.is_whitespace());
    said
}
