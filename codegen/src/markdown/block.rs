//! The blocks of a text: paragraphs, lists, quotes, tables and code, each with its place in what it stands in.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::code::longest_run;
use super::inline::{Inside, Leaf};
use super::table::Table;
use super::{OPTIONS, plain};

/// How deep lists and quotes are indented. What nests deeper is shown at that depth: nobody reads it, and without a
/// bound a line could become as long as the text is deep.
const DEEPEST: usize = 20;

/// A text that is printed.
pub(super) struct Printed {
    pub(super) lines: Vec<String>,
    /// Whether it begins with a paragraph, so that it can go on after some words.
    pub(super) is_paragraph: bool,
}

/// Prints a text that has one kind of line break and no hidden character.
pub(super) fn print(source: &str) -> Printed {
    let mut printer = Printer {
        source,
        open: Vec::new(),
        root: Frame::new(ContainerKind::Flat),
        leaf: None,
        code: None,
        table: None,
    };
    for (event, range) in Parser::new_ext(source, OPTIONS).into_offset_iter() {
        printer.event(event, range);
    }
    printer.end_leaf();
    let Printer { root, .. } = printer;
    let is_paragraph = root.blocks.first().is_some_and(|block| block.kind != BlockKind::Other);
    Printed { lines: root.joined(), is_paragraph }
}

struct Printer<'s> {
    source: &'s str,
    open: Vec<Frame>,
    root: Frame,
    /// The text that is being read.
    leaf: Option<(Leaf<'s>, BlockKind)>,
    code: Option<String>,
    table: Option<Table>,
}

/// A list, a quote or the whole text, and what it has in it so far.
struct Frame {
    kind: ContainerKind,
    blocks: Vec<Block>,
    /// Whether its items are paragraphs, so that they have empty lines between them.
    is_loose: bool,
}

enum ContainerKind {
    /// Not indented.
    Flat,
    Quote,
    List,
    /// An item with its bullet or number.
    Item(String),
    /// A footnote with its label.
    Footnote(String),
}

struct Block {
    kind: BlockKind,
    lines: Vec<String>,
}

#[derive(Clone, Copy, PartialEq)]
enum BlockKind {
    Paragraph,
    /// The text of an item that has no empty line around it.
    Tight,
    Other,
}

impl<'s> Printer<'s> {
    fn event(&mut self, event: Event<'s>, range: Range<usize>) {
        match event {
            Event::Text(text) if self.code.is_some() => {
                self.code.iter_mut().for_each(|code| code.push_str(&text))
            }
            Event::Start(tag) if is_inline(&tag) => self.inline(Event::Start(tag), range),
            Event::Start(tag) => self.start(tag, &range),
            Event::End(
                TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image,
            ) => {
                self.inline(event, range);
            }
            Event::End(tag) => self.end(tag),
            // Neither the underline of a heading nor a bullet, whatever it stands below or behind.
            Event::Rule => self.block(BlockKind::Other, vec!["___".to_owned()]),
            inline => self.inline(inline, range),
        }
    }

    fn inline(&mut self, event: Event<'s>, range: Range<usize>) {
        let leaf = || (Leaf::new(self.source, Inside::Paragraph), BlockKind::Tight);
        self.leaf.get_or_insert_with(leaf).0.event(event, range);
    }

    fn start(&mut self, tag: Tag<'s>, range: &Range<usize>) {
        self.end_leaf();
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.begin_leaf(Inside::Paragraph),
            Tag::Heading { .. } => self.begin_leaf(Inside::Heading),
            Tag::TableCell => self.begin_leaf(Inside::Cell),
            Tag::BlockQuote(_) => self.begin(ContainerKind::Quote),
            Tag::List(_) => self.begin(ContainerKind::List),
            Tag::Item => self.begin(ContainerKind::Item(self.marker(range))),
            Tag::FootnoteDefinition(label) => self.begin(ContainerKind::Footnote(label.into_string())),
            Tag::CodeBlock(_) => self.code = Some(String::new()),
            Tag::Table(alignments) => self.table = Some(Table::new(alignments)),
            Tag::TableHead | Tag::TableRow => self.table.iter_mut().for_each(Table::begin_row),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => {
                let text = self.leaf.take().map(|(leaf, _)| leaf.finish()).unwrap_or_default();
                let hashes = "#".repeat(level as usize);
                let line = (!text.is_empty()).then(|| format!("{hashes} {text}"));
                self.block(BlockKind::Other, line.into_iter().collect());
            }
            TagEnd::TableCell => {
                let text = self.leaf.take().map(|(leaf, _)| leaf.finish()).unwrap_or_default();
                self.table.iter_mut().for_each(|table| table.cell(&text));
            }
            TagEnd::Table => {
                let lines = self.table.take().map(Table::finish).unwrap_or_default();
                self.block(BlockKind::Other, lines);
            }
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                self.block(BlockKind::Other, fenced(&code));
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.end_leaf();
                self.end_frame();
            }
            _ => self.end_leaf(),
        }
    }

    fn begin_leaf(&mut self, inside: Inside) {
        self.leaf = Some((Leaf::new(self.source, inside), BlockKind::Paragraph));
    }

    fn end_leaf(&mut self) {
        if let Some((leaf, kind)) = self.leaf.take() {
            let text = leaf.finish();
            self.block(kind, text.lines().map(str::to_owned).collect());
        }
    }

    fn begin(&mut self, kind: ContainerKind) {
        let kind = if self.open.len() < DEEPEST { kind } else { ContainerKind::Flat };
        self.open.push(Frame::new(kind));
    }

    fn end_frame(&mut self) {
        let Some(frame) = self.open.pop() else { return };
        // A list is as loose as its items.
        if matches!(frame.kind, ContainerKind::Item(_)) {
            let is_loose = frame.blocks.iter().any(|block| block.kind == BlockKind::Paragraph);
            self.frame().is_loose |= is_loose;
        }
        self.block(BlockKind::Other, frame.finish());
    }

    fn block(&mut self, kind: BlockKind, lines: Vec<String>) {
        if !lines.is_empty() {
            self.frame().blocks.push(Block { kind, lines });
        }
    }

    fn frame(&mut self) -> &mut Frame {
        self.open.last_mut().unwrap_or(&mut self.root)
    }

    /// The bullet or the number of an item, as the author wrote it: with another one two lists could become one.
    fn marker(&self, range: &Range<usize>) -> String {
        let item = self.source.get(range.clone()).unwrap_or_default().trim_start();
        let digits = item.len() - item.trim_start_matches(|character: char| character.is_ascii_digit()).len();
        item.get(..=digits).unwrap_or("-").to_owned()
    }
}

impl Frame {
    fn new(kind: ContainerKind) -> Self {
        Self { kind, blocks: Vec::new(), is_loose: false }
    }

    /// What stands in it, marked and indented.
    fn finish(self) -> Vec<String> {
        let (first, further) = match &self.kind {
            ContainerKind::Flat | ContainerKind::List => return self.joined(),
            ContainerKind::Quote => ("> ".to_owned(), "> ".to_owned()),
            ContainerKind::Item(marker) => (format!("{marker} "), " ".repeat(marker.len() + 1)),
            ContainerKind::Footnote(label) => return self.footnote(label),
        };
        let mut lines = self.joined();
        if lines.is_empty() {
            lines.push(String::new());
        }
        for (index, line) in lines.iter_mut().enumerate() {
            let indented = format!("{}{line}", if index == 0 { &first } else { &further });
            // Two spaces at the end of a line break it.
            *line = if line.is_empty() { indented.trim_end().to_owned() } else { indented };
        }
        lines
    }

    /// A footnote as text, where it stands.
    fn footnote(&self, label: &str) -> Vec<String> {
        let label = plain(&format!("[^{label}]:"));
        let mut lines = self.joined();
        match (self.blocks.first().map(|block| block.kind), lines.first_mut()) {
            (Some(BlockKind::Paragraph | BlockKind::Tight), Some(first)) => {
                *first = format!("{label} {first}")
            }
            _ => lines.splice(..0, [label, String::new()]).for_each(drop),
        }
        lines
    }

    /// The blocks with an empty line between two, but where they are items of a list, or stand in one, without.
    fn joined(&self) -> Vec<String> {
        let is_tight_list = matches!(self.kind, ContainerKind::List) && !self.is_loose;
        let mut lines: Vec<String> = Vec::new();
        let mut is_apart = false;
        for block in &self.blocks {
            let is_table = block.lines.first().is_some_and(|line| line.starts_with('|'));
            if !lines.is_empty() && (is_apart || is_table) {
                lines.push(String::new());
            }
            lines.extend(block.lines.iter().cloned());
            is_apart = !is_tight_list && block.kind != BlockKind::Tight;
        }
        lines
    }
}

/// Code, of which nothing is ever compiled. Its fence is longer than any in it.
fn fenced(code: &str) -> Vec<String> {
    let fence = "`".repeat((longest_run(code) + 1).max(3));
    let lines = code.lines().map(|line| line.replace('\t', "    ").trim_end().to_owned());
    [format!("{fence}text")].into_iter().chain(lines).chain([fence.clone()]).collect()
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}
