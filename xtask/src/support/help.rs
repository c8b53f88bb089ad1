//! The texts of `--help`.

use bpaf::Doc;

/// A text with an empty line between its paragraphs, for which bpaf wants two.
pub(crate) fn paragraphs(text: &str) -> Doc {
    Doc::from(text.replace("\n\n", "\n\n\n\n").as_str())
}
