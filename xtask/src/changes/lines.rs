//! Changes for programs: a line each.

use std::collections::BTreeMap;

use icws_codegen::changes::{Change, Effect};
use icws_codegen::diagnostic::Severity;
use serde::Serialize;

use super::{Report, human};
use crate::generate::listing::json::line;
use crate::support::annotation::{data, property};

/// A change.
#[derive(Serialize)]
struct Line<'a> {
    code: &'a str,
    effect: &'a str,
    step: &'a str,
    item: &'a str,
    message: &'a str,
    roles: BTreeMap<&'a str, &'a str>,
    rungs: &'a [String],
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<&'a str>,
    also: &'a [String],
    names: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    warning: Option<Warning<'a>>,
    changelog: String,
}

#[derive(Serialize)]
struct Warning<'a> {
    code: &'static str,
    message: &'a str,
}

/// The last line.
#[derive(Serialize)]
struct Summary<'a> {
    step: &'a str,
    version: String,
    enough: bool,
    found: String,
    baseline: String,
    #[serde(rename = "baselineFile")]
    baseline_file: &'a str,
    changes: usize,
    unnamed: Vec<&'a str>,
    unexplained: &'a [String],
}

pub(super) fn json(report: &Report) -> Vec<String> {
    let changes = report.changes.list.iter().map(|change| one(report, change));
    let summary = Summary {
        step: report.changes.step().as_str(),
        version: report.required.to_string(),
        enough: report.is_enough(),
        found: report.found.to_string(),
        baseline: report.old.version.to_string(),
        baseline_file: report.old.output.warnings.source().path(),
        changes: report.changes.list.len(),
        unnamed: report.unnamed.iter().map(|change| change.item.as_str()).collect(),
        unexplained: &report.changes.unexplained,
    };
    changes.chain([line(&summary)]).collect()
}

fn one(report: &Report, change: &Change) -> String {
    let (file, place) = report.place(change);
    line(&Line {
        code: change.code.as_str(),
        effect: change.effect.as_str(),
        step: change.step.as_str(),
        item: &change.item,
        message: &change.message,
        roles: change.roles.all().into_iter().map(|(role, effect)| (role, effect.as_str())).collect(),
        rungs: &change.rungs,
        file,
        line: place.map(|place| place.line),
        column: place.map(|place| place.column),
        before: change.before.as_deref(),
        after: change.after.as_deref(),
        also: &change.also,
        names: &change.names,
        warning: change.warning.as_ref().map(|(code, message)| Warning { code: code.as_str(), message }),
        changelog: change.entry(),
    })
}

/// Annotations, as a workflow prints them.
pub(super) fn github(report: &Report) -> Vec<String> {
    let changes = report.changes.list.iter().map(|change| {
        let is_warned = change.effect >= Effect::Silent || change.code.severity() == Severity::Warning;
        let level = if is_warned { "warning" } else { "notice" };
        let (file, place) = report.place(change);
        let place = place.map_or(String::new(), |place| format!(",line={},col={}", place.line, place.column));
        let title = format!("{}[{}] {}", change.effect.as_str(), change.code.as_str(), change.item);
        let (file, title) = (property(file), property(&title));
        format!("::{level} file={file}{place},title={title}::{}", data(&change.message))
    });
    let level = if report.is_enough() { "notice" } else { "error" };
    changes.chain([format!("::{level} title=version::{}", data(&human::verdict(report)))]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::tests::report as about;
    use crate::support::failure::Failure;

    #[test]
    fn what_is_only_more_is_a_notice_and_what_is_silent_a_warning() -> Result<(), Failure> {
        let mut report =
            about(("reason: {", "urgency: { description: How soon., type: string }\n        reason: {"))?;
        let levels = |report: &Report| -> Vec<String> {
            let level = |line: String| line.split(' ').next().map(ToOwned::to_owned);
            github(report).into_iter().filter_map(level).collect()
        };
        // The last line is about the version.
        assert_eq!(levels(&report), ["::notice", "::notice"]);
        report.changes.list[0].effect = Effect::Silent;
        report.required = semver::Version::new(0, 2, 0);
        assert_eq!(levels(&report), ["::warning", "::error"]);
        Ok(())
    }
}
