//! Changes as a page, for the summary of a pull request.

use icws_codegen::changes::{Change, Effect};

use super::{Report, human};

pub(super) fn report(report: &Report) -> Vec<String> {
    let mut lines = vec![format!("## Changes\n\n{}", human::verdict(report))];
    if !report.changes.list.is_empty() {
        let roles = "calls | serves | tests on mock | old servers | old callers";
        lines.push(format!("\n| effect | what | change | from | {roles} |"));
        lines.push(format!("|{}", " --- |".repeat(9)));
        lines.extend(report.changes.list.iter().map(row));
    }
    let named = report.changes.list.iter().filter(|change| change.effect > Effect::Same);
    let entries: Vec<String> = named.map(Change::entry).collect();
    if !entries.is_empty() {
        lines.push(format!("\n### For the changelog\n\n{}", entries.join("\n")));
    }
    lines
}

fn row(change: &Change) -> String {
    let (effect, code) = (change.effect.as_str(), change.code.as_str());
    let from = change.rungs.first().map_or("", String::as_str);
    let roles: Vec<&str> = change.roles.all().iter().map(|(_, effect)| effect.as_str()).collect();
    let message = match (&change.before, &change.after) {
        (Some(before), Some(after)) => format!("{}: {before} → {after}", change.message),
        _ => change.message.clone(),
    };
    let cells = [format!("**{effect}** {code}"), format!("`{}`", change.item), message, from.to_owned()];
    let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|").replace('\n', " ")).collect();
    format!("| {} | {} |", cells.join(" | "), roles.join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::changes::tests::report as about;
    use crate::support::failure::Failure;

    #[test]
    fn the_changelog_gets_what_does_anything_to_anybody() -> Result<(), Failure> {
        let has_entries = |from: &str, to: &str| -> Result<bool, Failure> {
            let lines = report(&about((from, to))?);
            assert!(lines.iter().any(|line| line.starts_with("| **")), "{lines:?}");
            Ok(lines.iter().any(|line| line.contains("### For the changelog\n\n- ")))
        };
        assert!(!has_entries("description: Holds.", "description: Keeps.")?);
        assert!(has_entries(
            "reason: {",
            "urgency: { description: How soon., type: string }\n        reason: {"
        )?);
        Ok(())
    }

    #[test]
    fn a_row_says_what_was_and_what_is_in_its_own_cells() -> Result<(), Failure> {
        let mut change = about(("description: Holds.", "description: Keeps."))?.changes.list[0].clone();
        change.message = "it is\nanother".to_owned();
        (change.before, change.after) = (Some("a|b".to_owned()), Some("c".to_owned()));
        assert!(row(&change).contains(" | it is another: a\\|b \u{2192} c | "), "{}", row(&change));
        change.after = None;
        assert!(row(&change).contains(" | it is another | "), "{}", row(&change));
        Ok(())
    }
}
