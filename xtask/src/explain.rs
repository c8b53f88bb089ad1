//! `cargo xtask explain`: what a code means, and how to mend it.

use icws_codegen::{Code, Diagnostics};

use crate::support::console::say;
use crate::support::failure::Failure;

/// Prints the long text of each code, or the titles of all.
pub(crate) fn run(codes: &[Code]) -> Result<(), Failure> {
    if codes.is_empty() {
        icws_codegen::codes().iter().for_each(|code| say(format!("{}  {}", code.as_str(), code.title())));
    }
    let texts: Vec<&str> = codes.iter().map(|code| code.explanation().trim_end()).collect();
    texts.join("\n\n\n").lines().for_each(say);
    Ok(())
}

/// The command that explains these mistakes.
pub(crate) fn command(mistakes: &Diagnostics) -> String {
    let mut codes: Vec<Code> = mistakes.iter().map(|mistake| mistake.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let codes: Vec<&str> = codes.into_iter().map(Code::as_str).collect();
    format!("cargo xtask explain {}", codes.join(" "))
}
