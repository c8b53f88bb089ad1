//! `cargo xtask conformance`: independent programs judge the specification, and our clients and our router by it.

pub(crate) mod install;
mod listening;
mod openapi_generator;
mod openapi_spec_validator;
mod prism;
mod redocly;
mod router;
mod schemathesis;
mod spectral;

use std::path::Path;
use std::time::{Duration, Instant};

use crate::support::console::{complain, say};
use crate::support::failure::Failure;
use crate::support::process::seconds;
use crate::support::workspace::Workspace;
use install::Package;

/// A program that judges by OpenAPI documents.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Judge {
    OpenapiSpecValidator,
    Redocly,
    Spectral,
    Prism,
    Schemathesis,
    OpenapiGenerator,
}

/// What came of a judge.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Verdict {
    Passed,
    Failed,
    /// It could not be installed, or something that it needs is not there.
    NotRun,
}

pub(crate) fn run(workspace: &Workspace, judges: &[Judge]) -> Result<(), Failure> {
    let mut results = Vec::new();
    for judge in judges {
        let started = Instant::now();
        let (verdict, why) = judge.run(workspace);
        if let Some(why) = why {
            complain(format!("error: {}: {why}", judge.package()));
        }
        results.push((*judge, verdict, started.elapsed()));
    }
    table(&results).iter().for_each(say);
    let failed = results.iter().filter(|(_, verdict, _)| *verdict != Verdict::Passed);
    let failed: Vec<_> = failed.map(|(judge, ..)| judge.name()).collect();
    if failed.is_empty() { Ok(()) } else { Err(Failure::new(format!("not passed: {}", failed.join(", ")))) }
}

impl Judge {
    pub(crate) const ALL: [Self; 6] = [
        Self::OpenapiSpecValidator,
        Self::Redocly,
        Self::Spectral,
        Self::Prism,
        Self::Schemathesis,
        Self::OpenapiGenerator,
    ];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::OpenapiSpecValidator => "openapi-spec-validator",
            Self::Redocly => "redocly",
            Self::Spectral => "spectral",
            Self::Prism => "prism",
            Self::Schemathesis => "schemathesis",
            Self::OpenapiGenerator => "openapi-generator",
        }
    }

    const fn package(self) -> Package {
        match self {
            Self::OpenapiSpecValidator => openapi_spec_validator::PACKAGE,
            Self::Redocly => redocly::PACKAGE,
            Self::Spectral => spectral::PACKAGE,
            Self::Prism => prism::PACKAGE,
            Self::Schemathesis => schemathesis::PACKAGE,
            Self::OpenapiGenerator => openapi_generator::PACKAGE,
        }
    }

    /// Installs it where it is missing, and lets it judge.
    fn run(self, workspace: &Workspace) -> (Verdict, Option<String>) {
        let home = match self.package().install(workspace, self.name()) {
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
        let (name, version) = (judge.name(), judge.package().version);
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
        let versions = results.map(|(judge, ..)| judge.package().version);
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
