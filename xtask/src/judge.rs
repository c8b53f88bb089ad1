//! `cargo xtask conformance`: independent programs judge the specification, and our clients and our router by it.

mod docs;
mod language_server;
mod listening;
mod openapi_generator;
mod openapi_spec_validator;
mod prism;
mod program;
mod redocly;
mod router;
mod sarif;
mod schemathesis;
mod spectral;
mod yaml_language_server;

use std::path::Path;
use std::str::FromStr;
use std::time::{Duration, Instant};

use bpaf::{Parser, construct, positional};

use crate::support::console::{complain, say};
use crate::support::failure::Failure;
use crate::support::help::paragraphs;
use crate::support::install::Tool;
use crate::support::named::named;
use crate::support::process::seconds;
use crate::support::workspace::Workspace;

/// Who is to judge: these, or all.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Conformance {
    judges: Vec<Judge>,
}

const HELP: &str = "\
Has spec/dialer.yaml, and our clients and our router by it, judged by independent programs, or by those named, with a \
table at the end. Each is installed once, in a pinned version, into .cache/conformance/.

    openapi-spec-validator  whether it is OpenAPI; from PyPI, needs python3
    redocly                 whether it is good OpenAPI, by spec/redocly.yaml; from npm
    spectral                the same by the rules of others, by spec/spectral.yaml; from npm
    prism                   a server made of it, which both clients call: whether each request is
                            right and each documented status becomes its own variant; from npm
    schemathesis            makes requests of it, good and bad, and sends them to the router:
                            whether it tells them apart and answers as documented, by
                            spec/schemathesis.toml and spec/schemathesis-outcomes.toml; from PyPI
    openapi-generator       makes a client of it in Python, which calls the router: whether
                            everything arrives, there and back; from PyPI, needs java
    yaml-language-server    what editors start: whether it marks what is wrong and nothing else,
                            completes keys and versions, and explains them; from npm
    sarif                   whether what `gen --format sarif` prints is SARIF; from npm
    docs                    a browser reads what `cargo xtask docs` writes: whether everybody can
                            (axe), and offline; from npm, needs chromium";

const DETAILS: &str = "\
Environment:

    ICWS_SCHEMATHESIS_EXAMPLES=N  schemathesis tries about N requests of each operation instead of
                                  100, and others each time; 2000 take ten minutes
    ICWS_SCHEMATHESIS_SEED=N      those of the time that printed this seed

Exit code: 0 nothing is found, 1 something is found, or a judge could not be installed or run, 2 a wrong command line.";

pub(crate) fn command() -> impl Parser<Conformance> {
    let judges = positional::<Judge>("JUDGE").many();
    construct!(Conformance { judges })
        .to_options()
        .descr("have the specification, the clients and the router judged by others")
        .header(paragraphs(HELP))
        .footer(paragraphs(DETAILS))
        .command("conformance")
}

/// A program that judges by OpenAPI documents.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Judge {
    OpenapiSpecValidator,
    Redocly,
    Spectral,
    Prism,
    Schemathesis,
    OpenapiGenerator,
    YamlLanguageServer,
    Sarif,
    Docs,
}

/// What came of a judge.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Verdict {
    Passed,
    Failed,
    /// It could not be installed, or something that it needs is not there.
    NotRun,
}

pub(crate) fn run(workspace: &Workspace, Conformance { judges }: &Conformance) -> Result<(), Failure> {
    let judges = if judges.is_empty() { &Judge::ALL } else { judges.as_slice() };
    let mut results = Vec::new();
    for judge in judges {
        complain(format!("== {}", judge.name()));
        let started = Instant::now();
        let (verdict, why) = judge.run(workspace);
        if let Some(why) = why {
            complain(format!("error: {}: {why}", judge.tool()));
        }
        results.push((*judge, verdict, started.elapsed()));
    }
    table(&results).iter().for_each(say);
    let failed = results.iter().filter(|(_, verdict, _)| *verdict != Verdict::Passed);
    let failed: Vec<_> = failed.map(|(judge, ..)| judge.name()).collect();
    if failed.is_empty() { Ok(()) } else { Err(Failure::new(format!("not passed: {}", failed.join(", ")))) }
}

/// Installs all judges that are missing and can be had.
pub(crate) fn install(workspace: &Workspace) {
    for judge in Judge::ALL {
        let _ = judge.tool().install(workspace, judge.name());
    }
}

impl FromStr for Judge {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        named(name, &Self::ALL, |judge| judge.name())
    }
}

impl Judge {
    const ALL: [Self; 9] = [
        Self::OpenapiSpecValidator,
        Self::Redocly,
        Self::Spectral,
        Self::Prism,
        Self::Schemathesis,
        Self::OpenapiGenerator,
        Self::YamlLanguageServer,
        Self::Sarif,
        Self::Docs,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::OpenapiSpecValidator => "openapi-spec-validator",
            Self::Redocly => "redocly",
            Self::Spectral => "spectral",
            Self::Prism => "prism",
            Self::Schemathesis => "schemathesis",
            Self::OpenapiGenerator => "openapi-generator",
            Self::YamlLanguageServer => "yaml-language-server",
            Self::Sarif => "sarif",
            Self::Docs => "docs",
        }
    }

    const fn tool(self) -> Tool {
        match self {
            Self::OpenapiSpecValidator => openapi_spec_validator::TOOL,
            Self::Redocly => redocly::TOOL,
            Self::Spectral => spectral::TOOL,
            Self::Prism => prism::TOOL,
            Self::Schemathesis => schemathesis::TOOL,
            Self::OpenapiGenerator => openapi_generator::TOOL,
            Self::YamlLanguageServer => yaml_language_server::TOOL,
            Self::Sarif => sarif::TOOL,
            Self::Docs => docs::TOOL,
        }
    }

    /// Installs it where it is missing, and lets it judge.
    fn run(self, workspace: &Workspace) -> (Verdict, Option<String>) {
        let home = match self.tool().install(workspace, self.name()) {
            Ok(home) => home,
            Err(why) => return (Verdict::NotRun, Some(why)),
        };
        match self.judge(workspace, &home) {
            Ok(()) => (Verdict::Passed, None),
            Err(findings) => (Verdict::Failed, Some(shortened(&findings))),
        }
    }

    /// Lets it judge; the error is what it finds.
    fn judge(self, workspace: &Workspace, home: &Path) -> Result<(), String> {
        match self {
            Self::OpenapiSpecValidator => openapi_spec_validator::judge(workspace, home),
            Self::Redocly => redocly::judge(workspace, home),
            Self::Spectral => spectral::judge(workspace, home),
            Self::Prism => prism::judge(workspace, home),
            Self::Schemathesis => schemathesis::judge(workspace, home),
            Self::OpenapiGenerator => openapi_generator::judge(workspace, home),
            Self::YamlLanguageServer => yaml_language_server::judge(workspace, home),
            Self::Sarif => sarif::judge(workspace, home),
            Self::Docs => docs::judge(workspace, home),
        }
    }
}

/// What a judge prints without the schema and the document that it judged, which the validator prints on lines of 20,000
/// characters and on hundreds of lines.
fn shortened(printed: &str) -> String {
    let line = |line: &str| line.chars().take(200).collect::<String>();
    printed.lines().take(40).map(line).collect::<Vec<_>>().join("\n")
}

fn table(results: &[(Judge, Verdict, Duration)]) -> Vec<String> {
    let row = |(judge, verdict, time): &(Judge, Verdict, Duration)| {
        let verdict = match verdict {
            Verdict::Passed => "ok",
            Verdict::Failed => "FAILED",
            Verdict::NotRun => "NOT RUN",
        };
        let (name, version) = (judge.name(), judge.tool().version);
        format!("{name:<22} {version:<7} {verdict:<7} {:>8}", seconds(*time))
    };
    results.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_tells_what_failed_from_what_did_not_run() {
        let time = Duration::from_millis(1500);
        let results = [
            (Judge::OpenapiSpecValidator, Verdict::NotRun, Duration::ZERO),
            (Judge::Redocly, Verdict::Passed, time),
            (Judge::Prism, Verdict::Failed, time),
        ];
        let versions = results.map(|(judge, ..)| judge.tool().version);
        let expected = [
            format!("openapi-spec-validator {:<7} NOT RUN    0.0 s", versions[0]),
            format!("redocly                {:<7} ok         1.5 s", versions[1]),
            format!("prism                  {:<7} FAILED     1.5 s", versions[2]),
        ];
        assert_eq!(table(&results), expected);
    }

    #[test]
    fn what_is_found_is_cut_to_what_can_be_read() {
        let printed = format!("{}\n", "x".repeat(300)).repeat(50);
        assert_eq!(shortened(&printed), vec!["x".repeat(200); 40].join("\n"));
    }
}
