//! Changes for people.

use icws_codegen::changes::{Change, Effect, Side, Step};
use icws_codegen::source::Span;

use super::Report;

pub(super) fn report(report: &Report) -> Vec<String> {
    let mut lines = Vec::new();
    for change in &report.changes.list {
        lines.extend(one(report, change));
        lines.push(String::new());
    }
    lines.extend(rungs(report));
    lines.push(verdict(report));
    let entries: Vec<String> =
        report.changes.list.iter().filter(|change| change.effect > Effect::Same).map(Change::entry).collect();
    if !entries.is_empty() {
        lines.push("\nfor CHANGELOG.md:".to_owned());
        lines.extend(entries);
    }
    lines
}

fn one(report: &Report, change: &Change) -> Vec<String> {
    let (effect, code, message) = (change.effect.as_str(), change.code.as_str(), &change.message);
    let mut lines = vec![format!("{effect}[{code}] {}: {message}", change.item)];
    let (file, place) = report.place(change);
    if let Some(place) = place {
        lines.push(format!("  --> {file}:{}:{}", place.line, place.column));
        lines.extend(excerpt(report, change, place.line));
    }
    let mut say = |what: &str, text: &str| lines.push(format!("  = {what:<14} {text}"));
    if let (Some(before), Some(after)) = (&change.before, &change.after) {
        say("was", before);
        say("is", after);
    }
    if !change.also.is_empty() {
        say("also", &change.also.join(", "));
    }
    if let Some((first, last)) = change.rungs.first().zip(change.rungs.last()) {
        say("shows at", &if first == last { first.clone() } else { format!("{first} to {last}") });
    }
    for (role, effect) in change.roles.all() {
        if let Some((who, what)) = told(role, effect) {
            say(who, what);
        }
    }
    if let Some((code, warning)) = &change.warning {
        say("claim", &format!("{}: {warning}", code.as_str()));
    }
    lines
}

/// The line that says it, if it is no longer than people read.
fn excerpt(report: &Report, change: &Change, number: usize) -> Vec<String> {
    let source = match change.side {
        Side::Old => report.old.output.warnings.source(),
        Side::New => report.new.warnings.source(),
    };
    let line = source.text().lines().nth(number.saturating_sub(1)).unwrap_or_default();
    if line.chars().count() > 120 {
        return Vec::new();
    }
    let [start, end] = source.range(Span { ..change.span });
    let margin = " ".repeat(number.to_string().len());
    let (before, marks) =
        (" ".repeat(start.column.saturating_sub(1)), "^".repeat(end.column.saturating_sub(start.column)));
    vec![format!("{number} | {line}"), format!("{margin} | {before}{marks}")]
}

/// What happens to somebody, where anything does.
fn told(role: &str, effect: Effect) -> Option<(&'static str, &'static str)> {
    let who = match role {
        "callers" => "who calls",
        "servers" => "who serves",
        "mockTests" => "tests on mock",
        "newCrateOldServer" => "old servers",
        _ => "old callers",
    };
    let is_old = who.starts_with("old");
    let what = match (effect, is_old) {
        (Effect::Same, _) => return None,
        (Effect::Grows, _) => "go on as before, and have more to use",
        (Effect::Silent, false) => "compile as before, and something else happens",
        (Effect::Breaks, false) => "do not compile, or are refused what worked",
        (Effect::Silent, true) => "understand the new side otherwise, and nobody gets an error",
        (Effect::Breaks, true) => "and the new side refuse each other",
    };
    Some((who, what))
}

/// What those see who name a version.
fn rungs(report: &Report) -> Vec<String> {
    let flags: Vec<String> = report
        .new
        .api
        .features
        .iter()
        .flat_map(|feature| feature.rungs().map(|rung| feature.flag(rung)))
        .collect();
    let seen = |flag: &String| {
        let here = |change: &&Change| change.rungs.is_empty() || change.rungs.contains(flag);
        let count = |effect: Effect| {
            let count = report.changes.list.iter().filter(here).filter(|it| it.effect == effect).count();
            (count > 0).then(|| format!("{count} {}", effect.as_str()))
        };
        let counts = [Effect::Breaks, Effect::Silent, Effect::Grows].into_iter().filter_map(count);
        counts.collect::<Vec<_>>().join(", ")
    };
    let mut groups: Vec<(String, String, String)> = Vec::new();
    for flag in flags {
        let seen = seen(&flag);
        match groups.last_mut() {
            Some((_, last, known)) if *known == seen => *last = flag,
            _ => groups.push((flag.clone(), flag, seen)),
        }
    }
    let named = |(first, last, seen): (String, String, String)| {
        let whom = if first == last { first } else { format!("{first} to {last}") };
        format!("who names {whom}: {}", if seen.is_empty() { "nothing" } else { &seen })
    };
    if report.changes.list.is_empty() { Vec::new() } else { groups.into_iter().map(named).collect() }
}

/// What the version must become.
pub(super) fn verdict(report: &Report) -> String {
    let Report { old, required, found, changes, .. } = report;
    let (step, since) = (changes.step(), &old.version);
    if step == Step::None {
        return format!("nothing has changed since {since}");
    }
    let enough = if report.is_enough() { "which is enough" } else { "which is too low" };
    format!(
        "a {} step since {since}: {required} is needed, and the version is {found}, {enough}",
        step.as_str()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::tests::report as about;
    use crate::support::failure::Failure;

    #[test]
    fn everybody_has_a_name_and_is_told_what_happens() {
        let who = |role| told(role, Effect::Grows).map(|(who, _)| who);
        let roles = ["callers", "servers", "mockTests", "newCrateOldServer", "oldCrateNewServer"].map(who);
        let names = ["who calls", "who serves", "tests on mock", "old servers", "old callers"].map(Some);
        assert_eq!(roles, names);
        assert_eq!(told("callers", Effect::Same), None);
        for effect in [Effect::Silent, Effect::Breaks] {
            let what = |role| told(role, effect).map(|(_, what)| what);
            assert_eq!(what("callers"), what("mockTests"));
            assert_ne!(what("callers"), what("newCrateOldServer"));
        }
    }

    /// An addition whose line is so long.
    fn added(length: usize) -> Result<Report, Failure> {
        let [start, end] = ["        urgency: { description: How soon", "., type: string }"];
        let line = format!("{start}{}{end}", "!".repeat(length - start.len() - end.len()));
        about(("        reason: {", &format!("{line}\n        reason: {{")))
    }

    #[test]
    fn a_change_says_what_it_is_about_and_at_which_versions() -> Result<(), Failure> {
        let report = added(80)?;
        let mut change = report.changes.list[0].clone();
        let said = |change: &Change, what: &str| {
            let line =
                one(&report, change).into_iter().find(|line| line.starts_with(&format!("  = {what:<15}")));
            line.map(|line| line[19..].to_owned())
        };
        change.also = vec!["one".to_owned(), "other".to_owned()];
        change.rungs = ["dialer-7", "dialer-8", "dialer-9"].map(ToOwned::to_owned).to_vec();
        assert_eq!(said(&change, "also").as_deref(), Some("one, other"));
        assert_eq!(said(&change, "shows at").as_deref(), Some("dialer-7 to dialer-9"));
        change.also.clear();
        change.rungs.truncate(1);
        assert_eq!((said(&change, "also"), said(&change, "shows at").as_deref()), (None, Some("dialer-7")));
        change.rungs.clear();
        assert_eq!(said(&change, "shows at"), None);
        Ok(())
    }

    #[test]
    fn a_line_is_shown_unless_it_is_longer_than_people_read() -> Result<(), Failure> {
        for (length, is_shown) in [(80, true), (120, true), (121, false), (122, false)] {
            let report = added(length)?;
            let lines = one(&report, &report.changes.list[0]);
            let excerpt: Vec<&String> = lines.iter().filter(|line| line.contains(" | ")).collect();
            assert_eq!(!excerpt.is_empty(), is_shown, "{length}: {lines:#?}");
            if let [line, marks] = excerpt[..] {
                assert_eq!(line.find("urgency"), marks.find('^'), "{lines:#?}");
                assert!(marks.ends_with("^^^^^^^") && !marks.ends_with("^^^^^^^^"), "{lines:#?}");
            }
        }
        Ok(())
    }

    #[test]
    fn what_anybody_notices_is_for_the_changelog() -> Result<(), Failure> {
        let edit = ("reason: {", "urgency: { description: How soon., type: string }\n        reason: {");
        let lines = report(&about(edit)?);
        let entries = lines.iter().skip_while(|line| *line != "\nfor CHANGELOG.md:").skip(1);
        assert_eq!(entries.filter(|entry| entry.starts_with("- ")).count(), 1, "{lines:#?}");
        assert_eq!(report(&about(("", ""))?), ["nothing has changed since 0.1.0"]);
        Ok(())
    }

    #[test]
    fn who_names_a_version_is_told_how_many_changes_it_has() -> Result<(), Failure> {
        let seen = |from: &str, to: &str| about((from, to)).map(|report| rungs(&report));
        let later =
            seen("reason: {", "urgency: { description: How soon., type: string }\n        reason: {")?;
        assert_eq!(
            later,
            ["who names dialer-2 to dialer-6: nothing", "who names dialer-7 to dialer-9: 1 grows"]
        );
        assert_eq!(seen("", "")?, [""; 0]);
        Ok(())
    }
}
