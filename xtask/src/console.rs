//! Printing. Whoever closes our output early (`| head`) does not make a command fail, as `println!` would.

use std::fmt::Display;
use std::io::{IsTerminal, Write};

use icws_codegen::diagnostic::Style;

/// Prints a line of what was asked for.
pub(crate) fn say(line: impl Display) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

/// Prints a line about how it goes, or what went wrong.
pub(crate) fn complain(line: impl Display) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Whether what goes to stderr may have colours: only on a terminal, and not if `NO_COLOR` is set.
pub(crate) fn style() -> Style {
    let is_unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    if std::io::stderr().is_terminal() && !is_unwanted { Style::Coloured } else { Style::Plain }
}
