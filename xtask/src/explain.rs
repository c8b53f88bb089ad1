//! `cargo xtask explain`: what a code means, and how to mend it.

use bpaf::{Parser, construct, positional};
use icws_codegen::diagnostic::closest;
use icws_codegen::{Code, Diagnostics};

use crate::support::console::say;
use crate::support::failure::Failure;

/// What to explain; without a code, all are listed.
#[derive(Debug, PartialEq)]
pub(crate) struct Explain {
    codes: Vec<Code>,
}

const HELP: &str = "\
Prints what the code of a mistake or a warning means, E0210 or W0401 for example: what is wrong and why, an example of \
wrong and one of right, and what to do; or what a change does to whom, C0121 for example. Without a code it lists all of \
them.";

pub(crate) fn command() -> impl Parser<Explain> {
    let codes = positional::<String>("CODE").parse(code).many();
    construct!(Explain { codes })
        .to_options()
        .descr("what the code of a mistake, a warning or a change means; all codes without one")
        .header(HELP)
        .command("explain")
}

/// The code of that name, in whatever capitals.
fn code(name: String) -> Result<Code, String> {
    let codes = icws_codegen::codes();
    let found = codes.iter().find(|code| code.as_str().eq_ignore_ascii_case(&name));
    found.copied().ok_or_else(|| {
        let known = codes.iter().map(|code| code.as_str());
        let meant = closest(&name, known).map(|code| format!("did you mean `{code}`? "));
        format!("{}`cargo xtask explain` lists all codes", meant.unwrap_or_default())
    })
}

/// Prints the long text of each code, or the titles of all.
pub(crate) fn run(Explain { codes }: &Explain) -> Result<(), Failure> {
    if codes.is_empty() {
        icws_codegen::codes().iter().for_each(|code| say(format!("{}  {}", code.as_str(), code.title())));
    }
    let texts: Vec<&str> = codes.iter().map(|code| code.explanation().trim_end()).collect();
    texts.join("\n\n\n").lines().for_each(say);
    Ok(())
}

/// The command that explains these mistakes.
pub(crate) fn command_for(mistakes: &Diagnostics) -> String {
    let mut codes: Vec<Code> = mistakes.iter().map(|mistake| mistake.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let codes: Vec<&str> = codes.into_iter().map(Code::as_str).collect();
    format!("cargo xtask explain {}", codes.join(" "))
}
