//! The stable codes of all kinds of mistakes and warnings.

use std::fmt;

/// The stable code of a kind of mistake. The first two digits tell the stage: 01 load, 02 lower, 03 check. Codes with a
/// W are warnings.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    name: &'static str,
    explanation: &'static str,
}

/// The code alone.
impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// Whether a diagnostic stops the generator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It does not: what is generated is right, but perhaps not what was meant.
    Warning,
    /// It does.
    Error,
}

impl Severity {
    /// The word in front of a message.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl Code {
    pub(crate) const fn new(name: &'static str, explanation: &'static str) -> Self {
        Self { name, explanation }
    }

    /// The code as text, `E0101` for example.
    pub const fn as_str(self) -> &'static str {
        self.name
    }

    /// What is wrong and why it is refused, an example of wrong and one of right, and what to do, as Markdown.
    pub const fn explanation(self) -> &'static str {
        self.explanation
    }

    /// How bad mistakes of this kind are, unless warnings are denied.
    pub fn severity(self) -> Severity {
        if self.name.starts_with('W') { Severity::Warning } else { Severity::Error }
    }

    /// The explanation's first line, without the code.
    pub fn title(self) -> &'static str {
        let line = self.explanation.lines().next().unwrap_or_default();
        line.split_once(": ").map_or(line, |(_, title)| title)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_shown_without_its_explanation() {
        assert_eq!(format!("{:?}", Code::new("E0000", "# E0000: nothing")), "E0000");
    }
}
