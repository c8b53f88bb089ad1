//! Conflicts of a merge that nobody has resolved, which no parser of YAML calls by that name.

use super::mistakes::{self, Broken};
use crate::diagnostic::Sink;
use crate::source::Span;

/// Reports every conflict in the text, or what is left of one. Markers stand at the start of a line, where no text of
/// an OpenAPI document can.
pub(super) fn refuse(text: &str, sink: &mut Sink) -> Option<()> {
    let (begins, rest) = (markers(text, "<<<<<<<"), ["=======", ">>>>>>>", "|||||||"]);
    let found = match begins.is_empty() {
        true => rest.iter().flat_map(|marker| markers(text, marker)).take(1).collect(),
        false => begins,
    };
    for span in &found {
        sink.report(mistakes::yaml_syntax(*span, "a merge conflict has not been resolved", Broken::Conflict));
    }
    found.is_empty().then_some(())
}

fn markers(text: &str, marker: &str) -> Vec<Span> {
    let mut start = 0;
    let mut found = Vec::new();
    // To look for it is quick. To count characters on each line is not.
    if !text.contains(marker) {
        return found;
    }
    for line in text.split_inclusive('\n') {
        let is_marker = line.strip_prefix(marker).is_some_and(|rest| {
            let rest = rest.trim_end_matches(['\r', '\n']);
            rest.is_empty() || rest.starts_with(' ')
        });
        if is_marker {
            found.push(Span::new(start, start + 7));
        }
        start = start.saturating_add(u32::try_from(line.chars().count()).unwrap_or(u32::MAX));
    }
    found
}
