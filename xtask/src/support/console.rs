//! Printing. Whoever closes our output early (`| head`) does not make a command fail, as `println!` would.

use std::ffi::OsStr;
use std::fmt::Display;
use std::io::{IsTerminal, Write};

use icws_codegen::diagnostic::Style;
use icws_codegen::visible::visible;

use super::failure::Failure;

/// Prints a line of what was asked for. Nothing in it commands the terminal.
pub(crate) fn say(line: impl Display) {
    let _ = writeln!(std::io::stdout(), "{}", visible(&line.to_string()));
}

/// Prints a line about how it goes, or what went wrong. Nothing in it commands the terminal.
pub(crate) fn complain(line: impl Display) {
    let _ = writeln!(std::io::stderr(), "{}", visible(&line.to_string()));
}

/// Empties the screen, if it is one.
pub(crate) fn clear() {
    let mut screen = std::io::stdout();
    if screen.is_terminal() {
        let _ = write!(screen, "\x1b[2J\x1b[3J\x1b[H").and_then(|()| screen.flush());
    }
}

/// Prints why a command failed.
pub(crate) fn report(failure: &Failure) {
    if let Some(diagnostics) = &failure.diagnostics {
        show(diagnostics);
    }
    complain(failure);
}

/// Prints diagnostics, which have the colours that [`style`] wants and show everything else already.
pub(crate) fn show(diagnostics: &str) {
    let _ = writeln!(std::io::stderr(), "{diagnostics}\n");
}

/// Whether what goes to stderr may have colours: only on a terminal, and not if `NO_COLOR` is set.
pub(crate) fn style() -> Style {
    let no_color = std::env::var_os("NO_COLOR").unwrap_or_default();
    chosen(std::io::stderr().is_terminal(), &no_color)
}

fn chosen(is_terminal: bool, no_color: &OsStr) -> Style {
    if is_terminal && no_color.is_empty() { Style::Coloured } else { Style::Plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_for_a_terminal_that_wants_them() {
        let chosen = |is_terminal, no_color: &str| chosen(is_terminal, no_color.as_ref());
        assert_eq!(chosen(true, ""), Style::Coloured);
        assert_eq!([chosen(true, "1"), chosen(false, ""), chosen(false, "1")], [Style::Plain; 3]);
    }
}
