//! Where in the specification something belongs: found by the indentation that its authors keep to.

use crate::support::workspace::SPEC;

/// The number of a line before which something is put, if it was found.
#[derive(Debug, PartialEq)]
pub(super) struct Place(Option<usize>);

impl Place {
    /// Before the line with this key.
    pub(super) fn before(text: &str, key: &str) -> Self {
        Self(text.lines().position(|line| line.starts_with(key)).map(|index| index + 1))
    }

    /// At the end of what stands below a key, the first of its name behind the line with another.
    pub(super) fn end_of(text: &str, from: &str, key: &str) -> Self {
        let lines: Vec<&str> = text.lines().collect();
        let find = |start: usize, wanted: &str| {
            lines.iter().skip(start).position(|line| *line == wanted).map(|index| start + index)
        };
        let place = find(0, from).and_then(|start| find(start, key)).map(|key_line| {
            let depth = indentation(key);
            let below = lines.iter().skip(key_line + 1);
            key_line + 2 + below.take_while(|line| !line.is_empty() && indentation(line) > depth).count()
        });
        Self(place)
    }

    /// A sentence that says where something goes.
    pub(super) fn told(&self, what: &str) -> String {
        match self.0 {
            Some(line) => format!("{what} goes before line {line} of {SPEC}"),
            None => format!("{what} goes where its like stands in {SPEC}"),
        }
    }
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "a:\n  b:\n    c:\n      d: 1\n\n  e:\n    c:\n      d: 1\n      f: 2\n    g: 3\nh: 4\n";

    #[test]
    fn a_place_is_a_line_or_told_in_words() {
        assert_eq!(Place::before(TEXT, "h:"), Place(Some(11)));
        assert_eq!(Place::end_of(TEXT, "  e:", "    c:"), Place(Some(10)));
        assert_eq!(Place::end_of(TEXT, "  b:", "    c:"), Place(Some(5)));
        assert_eq!(Place::end_of(TEXT, "  x:", "    c:"), Place(None));
        assert_eq!(Place(Some(5)).told("it"), "it goes before line 5 of spec/dialer.yaml");
        assert_eq!(Place(None).told("it"), "it goes where its like stands in spec/dialer.yaml");
    }
}
