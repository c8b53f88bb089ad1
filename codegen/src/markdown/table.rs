//! Tables.

use pulldown_cmark::Alignment;

/// A table that is being read: its first row is its head.
pub(super) struct Table {
    alignments: Vec<Alignment>,
    rows: Vec<String>,
}

impl Table {
    pub(super) fn new(alignments: Vec<Alignment>) -> Self {
        Self { alignments, rows: Vec::new() }
    }

    pub(super) fn begin_row(&mut self) {
        self.rows.push("|".to_owned());
    }

    pub(super) fn cell(&mut self, text: &str) {
        let text = if text.is_empty() { " |".to_owned() } else { format!(" {text} |") };
        self.rows.iter_mut().rev().take(1).for_each(|row| row.push_str(&text));
    }

    pub(super) fn finish(self) -> Vec<String> {
        let Self { alignments, mut rows } = self;
        let marks = alignments.into_iter().map(|alignment| match alignment {
            Alignment::None => " --- |",
            Alignment::Left => " :--- |",
            Alignment::Center => " :---: |",
            Alignment::Right => " ---: |",
        });
        let below = rows.len().min(1);
        rows.splice(below..below, [["|"].into_iter().chain(marks).collect()]).for_each(drop);
        rows
    }
}
