//! `cargo xtask surface`: what each version adds, and what is there at one.

use bpaf::{Parser, construct, long};
use icws_codegen::ir::Feature;
use icws_codegen::surface;

use crate::generate::ladder;
use crate::generate::specification;
use crate::support::console::say;
use crate::support::failure::Failure;
use crate::support::folder::{self, Entry};
use crate::support::help::paragraphs;
use crate::support::workspace::{CRATE, RUNTIME, Workspace};

/// What to print; without a version, what each adds.
#[derive(Debug, PartialEq)]
pub(crate) struct Surface {
    at: Option<String>,
}

const HELP: &str = "\
Prints which calls, fields and values each feature version adds: as a table, then as public items, and with each what \
travels under its name: the name on the wire, the number of a value, the status and the media type of an answer, \
credentials and limits. What is written by hand, sessions and clients among it, is the same at every version.";

pub(crate) fn command() -> impl Parser<Surface> {
    let at = long("at")
        .help("print every public item that is there at version N, with all transports, and what travels")
        .argument::<String>("N")
        .optional();
    construct!(Surface { at })
        .to_options()
        .descr("what each feature version adds, and what is there at one")
        .header(paragraphs(HELP))
        .command("surface")
}

pub(crate) fn run(workspace: &Workspace, Surface { at }: &Surface) -> Result<(), Failure> {
    let output = specification::own(workspace)?;
    let manifest = folder::text(&workspace.path(&format!("{CRATE}/Cargo.toml")))?;
    let others = ladder::others(&manifest, &output.api.features)
        .map_err(|mistake| Failure::new(format!("error: {CRATE}/Cargo.toml: {mistake}")))?;
    match at {
        Some(at) => {
            let flags = others.iter().cloned().chain(rungs_at(at, &output.api.features)?).collect();
            surface::everything(&output, &flags).iter().for_each(say);
            by_hand(workspace, &others)?.iter().for_each(say);
        }
        None => {
            say(surface::table(&output.api));
            surface::additions(&output, &others).iter().for_each(say);
            say("every version has what is written by hand");
            by_hand(workspace, &others)?.iter().for_each(|line| say(format!("  {line}")));
        }
    }
    Ok(())
}

/// What is public of the code that is written by hand.
fn by_hand(workspace: &Workspace, others: &[String]) -> Result<Vec<String>, Failure> {
    let sources = format!("{RUNTIME}/src");
    let entries = folder::entries(workspace.root(), &sources)?;
    let text = |entry: &Entry| entry.content().map(|content| String::from_utf8_lossy(content).into_owned());
    let below = |path: &str| path.trim_start_matches(&sources).trim_start_matches('/').to_owned();
    let files = entries.iter().filter_map(|(path, entry)| Some((below(path), text(entry)?))).collect();
    let root = folder::text(&workspace.path(&format!("{CRATE}/src/lib.rs")))?;
    Ok(surface::written_by_hand(&files, &root, &others.iter().cloned().collect()))
}

/// The rungs that are on at a version, which is a number, or the name of a cargo feature.
fn rungs_at(at: &str, features: &[Feature]) -> Result<Vec<String>, Failure> {
    for feature in features {
        for version in feature.rungs() {
            if at == version.to_string() || at == feature.flag(version) {
                return Ok(surface::rungs_up_to(feature, version));
            }
        }
    }
    let known = |feature: &Feature| format!("{} {} to {}", feature.name, feature.oldest, feature.newest);
    let known: Vec<String> = features.iter().map(known).collect();
    let flags: Vec<String> =
        features.iter().flat_map(|feature| feature.rungs().map(|rung| feature.flag(rung))).collect();
    // `dialer7` and `Dialer 7` are clear; what only looks like another version is not.
    let same = |flag: &&String| flag.replace('-', "") == at.to_lowercase().replace([' ', '_', '-'], "");
    let help = match flags.iter().find(same) {
        Some(flag) => format!("did you mean `{flag}`?"),
        None if features.is_empty() => "the specification declares no versions".to_owned(),
        None => format!("there is {}", known.join(", ")),
    };
    Err(Failure::usage(format!("error: there is no version `{at}`\nhelp: {help}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dialer() -> Feature {
        let span = icws_codegen::source::Span::new(0, 0);
        Feature { name: "dialer".to_owned(), oldest: 2, newest: 4, span }
    }

    #[test]
    fn a_version_is_a_number_or_a_feature() {
        let flags = Ok(vec!["dialer-2".to_owned(), "dialer-3".to_owned()]);
        assert_eq!(rungs_at("3", &[dialer()]), flags);
        assert_eq!(rungs_at("dialer-3", &[dialer()]), flags);
        let said = rungs_at("Dialer3", &[dialer()]).err().map(|failure| failure.to_string());
        assert_eq!(
            said.as_deref(),
            Some("error: there is no version `Dialer3`\nhelp: did you mean `dialer-3`?")
        );
        for unknown in ["1", "5", "x", "", "-3", "dialer"] {
            let said =
                rungs_at(unknown, &[dialer()]).err().map(|failure| failure.to_string()).unwrap_or_default();
            assert!(said.ends_with("help: there is dialer 2 to 4"), "{said}");
        }
        let said = rungs_at("1", &[]).err().map(|failure| failure.to_string()).unwrap_or_default();
        assert!(said.ends_with("help: the specification declares no versions"), "{said}");
    }
}
