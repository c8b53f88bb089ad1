//! The text of a paragraph, a heading or a cell: what the author wrote, but for what rustdoc would take for something
//! else.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::code::code_span;
use super::letters::{Letter, Written};
use super::url;
use crate::visible::{is_hidden, visible};

/// Where a text stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Inside {
    Paragraph,
    /// All on one line.
    Heading,
    /// All on one line, and ended by a `|`.
    Cell,
}

/// A text that is being printed.
pub(super) struct Leaf<'s> {
    source: &'s str,
    pub(super) inside: Inside,
    pub(super) printed: String,
    /// What has been read and not printed yet: an address in it can only be seen as a whole.
    pub(super) letters: Vec<Letter<'s>>,
    pub(super) links: Vec<Link>,
    /// Whether an address at the start, and one at the end of the letters must not be put between signs: a mark of
    /// emphasis beside it would mean something else there.
    pub(super) hemmed: (bool, bool),
}

/// What has begun with a bracket.
pub(super) enum Link {
    /// A link or a picture, and what stands at its end.
    Web(String),
    /// Shown as it was written, because it leads nowhere.
    Shown(String),
    /// An address between `<` and `>`, which has been printed.
    Bare,
}

impl<'s> Leaf<'s> {
    pub(super) fn new(source: &'s str, inside: Inside) -> Self {
        Self {
            source,
            inside,
            printed: String::new(),
            letters: Vec::new(),
            links: Vec::new(),
            hemmed: (false, false),
        }
    }

    /// The text with its line breaks.
    pub(super) fn finish(mut self) -> String {
        self.flush(None);
        match self.printed.trim_matches([' ', '\n']) {
            // A task that says nothing, of which only the box would be left, and looked up.
            "[x]" => "\\[x\\]".to_owned(),
            "[ ]" => "\\[ \\]".to_owned(),
            printed => printed.to_owned(),
        }
    }

    pub(super) fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Text(_) if matches!(self.links.last(), Some(Link::Bare)) => {}
            Event::Text(text) => self.text(&text, range),
            Event::Html(text) | Event::InlineHtml(text) => self.foreign(&text),
            Event::FootnoteReference(label) => self.foreign(&format!("[^{label}]")),
            Event::Code(text) => self.raw(&match self.inside {
                Inside::Cell => code_span(&text).replace('|', "\\|"),
                _ => code_span(&text),
            }),
            Event::SoftBreak => self.line_break(""),
            Event::HardBreak => {
                let mark = if self.written(&range).starts_with('\\') { "\\" } else { "  " };
                self.line_break(mark);
            }
            Event::TaskListMarker(done) => self.raw(if done { "[x] " } else { "[ ] " }),
            Event::Start(tag) => self.start(tag, &range),
            Event::End(tag) => self.end(tag, &range),
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::Rule => {}
        }
    }

    /// Text that was no Markdown to its author, a tag of HTML for example: nothing in it means anything.
    pub(super) fn foreign(&mut self, text: &str) {
        for (index, line) in visible(text).split('\n').enumerate() {
            if index > 0 {
                self.line_break("");
            }
            let letters = line.chars().map(|shown| Letter {
                shown,
                written: if "*_&!#|".contains(shown) { Written::Escaped } else { Written::Plain },
            });
            self.letters.extend(letters);
        }
    }

    fn written(&self, range: &Range<usize>) -> &'s str {
        self.source.get(range.clone()).unwrap_or_default()
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        let written = self.written(&range);
        if written == text {
            let before = self.source.get(..range.start).unwrap_or_default();
            let escaped =
                before.ends_with('\\') && text.starts_with(|first: char| first.is_ascii_punctuation());
            let escaped = usize::from(escaped);
            let letters = text.chars().enumerate().map(|(index, shown)| Letter {
                shown,
                written: if index < escaped { Written::Escaped } else { Written::Plain },
            });
            self.letters.extend(letters);
        } else if written.starts_with('&') && written.ends_with(';') && !text.contains(is_hidden) {
            let shown = text.chars().next().unwrap_or_default();
            self.letters.push(Letter { shown, written: Written::Entity(written) });
        } else {
            self.foreign(text);
        }
    }

    /// What is printed as it is.
    fn raw(&mut self, text: &str) {
        self.flush(text.chars().next());
        self.printed.push_str(text);
    }

    /// Breaks the line, behind the mark of the author if it is to stay broken.
    fn line_break(&mut self, mark: &str) {
        while mark != "\\" && self.letters.pop_if(|letter| matches!(letter.shown, ' ' | '\t')).is_some() {}
        self.flush(None);
        match self.inside {
            // An empty line of HTML ends the paragraph, and further ones say nothing.
            Inside::Paragraph if self.printed.ends_with("\n\n") => {}
            Inside::Paragraph => {
                self.printed.push_str(mark);
                self.printed.push('\n');
            }
            Inside::Heading | Inside::Cell => self.printed.push(' '),
        }
    }

    /// Emphasis is marked with the author's marks, which fit what is around them.
    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Emphasis => self.begin_mark(range, 1),
            Tag::Strong => self.begin_mark(range, 2),
            Tag::Strikethrough => self.begin_mark(range, self.tildes(range)),
            Tag::Link { link_type, dest_url, title, .. } => self.link((link_type, &dest_url, &title), "["),
            Tag::Image { link_type, dest_url, title, .. } => self.link((link_type, &dest_url, &title), "!["),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Emphasis => self.end_mark(range, 1),
            TagEnd::Strong => self.end_mark(range, 2),
            TagEnd::Strikethrough => self.end_mark(range, self.tildes(range)),
            TagEnd::Link | TagEnd::Image => {
                // While it is known that it is a link's text.
                self.flush(Some(']'));
                match self.links.pop() {
                    Some(Link::Web(end)) => self.printed.push_str(&end),
                    Some(Link::Shown(end)) => self.foreign(&end),
                    Some(Link::Bare) | None => {}
                }
            }
            _ => {}
        }
    }

    fn begin_mark(&mut self, range: &Range<usize>, length: usize) {
        let mark = self.written(range).get(..length).unwrap_or_default();
        self.hemmed.1 = true;
        self.flush(mark.chars().next());
        let before = self.source.get(..range.start).unwrap_or_default().chars().next_back();
        // Behind punctuation it could end what another one before it began.
        let has_marks = mark.chars().next().is_some_and(|mark| self.printed.contains(mark));
        let could_end = has_marks && before.is_some_and(|before| !before.is_whitespace());
        self.raw(if self.is_shown() { "" } else { mark });
        self.hemmed.0 = could_end || before.is_some_and(hems) || self.is_part(range, length);
    }

    fn end_mark(&mut self, range: &Range<usize>, length: usize) {
        let mark = self.written(range).get(..length).unwrap_or_default();
        let after = self.source.get(range.end..).unwrap_or_default().chars().next();
        self.hemmed.1 = after.is_some_and(hems) || self.is_part(range, length);
        self.raw(if self.is_shown() { "" } else { mark });
        self.hemmed.0 = true;
    }

    /// Whether the text is that of a link that is shown as it was written. Its marks must not find a partner outside of
    /// it, so that there are none.
    pub(super) fn is_shown(&self) -> bool {
        self.links.iter().any(|link| matches!(link, Link::Shown(_)))
    }

    /// Whether one of the two marks is a part of a longer run, which would fit other runs than the mark does.
    fn is_part(&self, range: &Range<usize>, length: usize) -> bool {
        let mark = self.written(range).chars().next();
        let inside = range.start + length..range.end.saturating_sub(length);
        let inside = self.written(&inside).chars();
        let before = self.source.get(..range.start).unwrap_or_default().chars().next_back();
        let after = self.source.get(range.end..).unwrap_or_default().chars().next();
        [before, inside.clone().next(), inside.clone().next_back(), after].contains(&mark)
    }

    fn tildes(&self, range: &Range<usize>) -> usize {
        if self.written(range).starts_with("~~") { 2 } else { 1 }
    }

    fn link(&mut self, (kind, destination, title): (LinkType, &CowStr<'_>, &CowStr<'_>), bracket: &str) {
        let is_web = url::is_web(destination);
        let link = match kind {
            LinkType::Autolink if !is_web => {
                self.foreign(&format!("<{destination}>"));
                Link::Bare
            }
            LinkType::Autolink | LinkType::Email => {
                self.raw(&format!("<{destination}>"));
                Link::Bare
            }
            _ if is_web => {
                self.raw(bracket);
                let destination = url::destination(&visible(destination));
                Link::Web(format!("]({destination}{})", shown_title(title)))
            }
            _ => {
                self.foreign(bracket);
                Link::Shown(format!("]({destination})"))
            }
        };
        self.links.push(link);
    }
}

/// The title of a link, with a space in front.
fn shown_title(title: &str) -> String {
    if title.is_empty() {
        return String::new();
    }
    let mut shown = " \"".to_owned();
    for character in title.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        match character {
            '"' | '&' | '<' | '`' | '\\' | '|' => shown.push_str(&format!("&#{};", u32::from(character))),
            other => shown.push(other),
        }
    }
    shown.push('"');
    shown
}

/// Whether a mark would mean something else between this and the sign that an address is put behind.
fn hems(outside: char) -> bool {
    !outside.is_whitespace() && (!outside.is_ascii_punctuation() || "*_~".contains(outside))
}
