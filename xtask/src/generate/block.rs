//! Marked blocks: the lines of a hand-written file that we maintain.

use std::fmt;
use std::ops::Range;

/// A block that is to be in a file: its name, and how a comment begins and ends there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Block {
    name: &'static str,
    comment: [&'static str; 2],
}

/// The ladder of features, in a manifest.
pub(crate) const FEATURES: Block = Block { name: "features", comment: ["# ", ""] };
/// The newest version of each family, in the manifest of a crate that depends on ours.
pub(crate) const NEWEST: Block = Block { name: "newest", comment: ["# ", ""] };
/// The crates that generated code needs, in a manifest.
pub(crate) const DEPENDENCIES: Block = Block { name: "dependencies", comment: ["# ", ""] };
/// The table of features, in a README.
pub(crate) const SURFACE: Block = Block { name: "surface", comment: ["<!-- ", " -->"] };

/// Why a block cannot be replaced.
#[derive(Debug, PartialEq)]
pub(crate) struct Malformed {
    block: Block,
    begins: usize,
    ends: usize,
}

/// The text with what stands between the block's two markers replaced. Everything else stays byte for byte.
pub(crate) fn replace(text: &str, block: Block, body: &str) -> Result<String, Malformed> {
    let begins = lines_with(text, &format!("@generated-begin {}", block.name));
    let ends = lines_with(text, &format!("@generated-end {}", block.name));
    match (begins.as_slice(), ends.as_slice()) {
        ([begin], [end]) if begin.end <= end.start => {
            let before = text.get(..begin.end).unwrap_or_default();
            let after = text.get(end.start..).unwrap_or_default();
            let body = if before.ends_with("\r\n") { body.replace('\n', "\r\n") } else { body.to_owned() };
            Ok(format!("{before}{body}{after}"))
        }
        _ => Err(Malformed { block, begins: begins.len(), ends: ends.len() }),
    }
}

/// Where the lines with that marker are, each with its line break.
fn lines_with(text: &str, marker: &str) -> Vec<Range<usize>> {
    let is_marked = |line: &str| {
        line.split_once(marker)
            .is_some_and(|(_, rest)| !rest.starts_with(|next: char| next.is_alphanumeric() || next == '-'))
    };
    let mut start = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        found.extend(is_marked(line).then_some(start..end));
        start = end;
    }
    found
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Block { name, comment: [open, close] } = self.block;
        let (begin, end) = (format!("@generated-begin {name}"), format!("@generated-end {name}"));
        match (self.begins, self.ends) {
            (1, 1) => write!(f, "the line with `{end}` stands before the one with `{begin}`"),
            (0, 0) => write!(
                f,
                "no block `{name}`\nhelp: add these two lines where it shall stand:\n\
                 {open}{begin}: maintained by `cargo xtask gen` from the spec; do not edit.{close}\n{open}{end}{close}"
            ),
            (0, _) => write!(f, "no line `{open}{begin}{close}`\nhelp: add it before the one with `{end}`"),
            (_, 0) => write!(f, "no line `{open}{end}{close}`\nhelp: add it after the one with `{begin}`"),
            _ => write!(f, "more than one block `{name}`\nhelp: remove all but one"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARKED: &str = "a\n# @generated-begin features: ours\nold\nold\n# @generated-end features\nb";

    #[test]
    fn only_the_body_changes() {
        let expected = "a\n# @generated-begin features: ours\nnew\n# @generated-end features\nb";
        assert_eq!(replace(MARKED, FEATURES, "new\n").as_deref(), Ok(expected));
        assert_eq!(replace(expected, FEATURES, "new\n").as_deref(), Ok(expected));
    }

    #[test]
    fn line_breaks_stay_what_they_are() {
        let crlf = MARKED.replace('\n', "\r\n");
        let replaced = replace(&crlf, FEATURES, "new\n");
        let expected = "a\r\n# @generated-begin features: ours\r\nnew\r\n# @generated-end features\r\nb";
        assert_eq!(replaced.as_deref(), Ok(expected));
    }

    #[test]
    fn an_empty_block_at_the_end_is_filled() {
        let text = "<!-- @generated-begin surface -->\n<!-- @generated-end surface -->";
        let expected = "<!-- @generated-begin surface -->\nx\n<!-- @generated-end surface -->";
        assert_eq!(replace(text, SURFACE, "x\n").as_deref(), Ok(expected));
    }

    #[test]
    fn other_blocks_are_none_of_ours() {
        let text = "# @generated-begin features-more\n# @generated-end features-more\n";
        assert_eq!(replace(text, FEATURES, "x\n"), Err(Malformed { block: FEATURES, begins: 0, ends: 0 }));
    }

    #[test]
    fn what_is_missing_is_said() {
        let said = |text: &str| {
            replace(text, FEATURES, "").map_err(|error| error.to_string()).err().unwrap_or_default()
        };
        assert_eq!(
            said(""),
            "no block `features`\nhelp: add these two lines where it shall stand:\n\
             # @generated-begin features: maintained by `cargo xtask gen` from the spec; do not edit.\n\
             # @generated-end features"
        );
        assert!(said("# @generated-begin features\n").contains("no line `# @generated-end features`"));
        assert!(said("# @generated-end features\n").contains("no line `# @generated-begin features`"));
        assert!(said("# @generated-end features\n# @generated-begin features\n").contains("stands before"));
        assert!(said(&format!("{MARKED}\n{MARKED}")).contains("more than one"));
    }
}
