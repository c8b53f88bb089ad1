use std::fmt;

/// The values of a request break limits that the API sets, so nothing was sent.
///
/// It lists every such value, not only the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidationError {
    violations: Vec<Violation>,
}

impl ValidationError {
    pub(crate) fn new(violations: Vec<Violation>) -> Self {
        Self { violations }
    }

    /// What is wrong, in the order in which the values stand in the request. There is at least one.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }
}

/// `campaignIds must have at least 1 item, and has 0; ...`
impl fmt::Display for ValidationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, violation) in self.violations.iter().enumerate() {
            if number > 0 {
                f.write_str("; ")?;
            }
            violation.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for ValidationError {}

/// One value of a request that breaks a limit. It does not hold the value, which may be personal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    path: String,
    rule: String,
}

impl Violation {
    pub(crate) fn new(path: String, rule: String) -> Self {
        Self { path, rule }
    }

    /// Where the value stands, by the names on the wire, e.g. `campaignIds` or `parameters[2].size`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What the value breaks, e.g. `must have at least 1 item, and has 0`.
    #[must_use]
    pub fn rule(&self) -> &str {
        &self.rule
    }
}

/// Place and rule.
impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.path.escape_debug(), self.rule)
    }
}
