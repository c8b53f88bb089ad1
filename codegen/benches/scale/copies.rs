//! A document of any size: copies of a document, each with names of its own.

/// A document with that many copies of the paths, the answers and the schemas of the one given. The first copy keeps
/// its names, and those of every other get its number, so each copy refers to itself alone. Nothing comes back for a
/// document that is not laid out as ours is.
pub(crate) fn of(document: &str, copies: usize) -> Option<String> {
    let (head, rest) = document.split_once("\npaths:\n")?;
    let (paths, rest) = rest.split_once("\ncomponents:\n")?;
    let (shared, rest) = rest.split_once("\n  responses:\n")?;
    let (responses, schemas) = rest.split_once("\n  schemas:\n")?;
    let all = |section: &str| -> String { (1..=copies).map(|number| copy(section, number)).collect() };
    Some(format!(
        "{head}\npaths:\n{}\ncomponents:\n{shared}\n  responses:\n{}\n  schemas:\n{}",
        all(paths),
        all(responses),
        all(schemas)
    ))
}

fn copy(section: &str, number: usize) -> String {
    let suffix = if number == 1 { String::new() } else { number.to_string() };
    section.lines().map(|line| renamed(line, &suffix) + "\n").collect()
}

/// The line, with the suffix behind the name in it that would be there twice.
fn renamed(line: &str, suffix: &str) -> String {
    let copied =
        ["#/components/responses/", "#/components/schemas/"].iter().any(|section| line.contains(section));
    let path = line.starts_with("  /");
    let component = line.starts_with("    ") && !line.starts_with("     ") && !line.starts_with("    #");
    match (line.strip_suffix(':'), line.strip_suffix('\'')) {
        (Some(name), _) if path && !suffix.is_empty() => format!("{name}-{suffix}:"),
        (Some(name), _) if component && name != "    post" => format!("{name}{suffix}:"),
        (_, Some(target)) if copied => format!("{target}{suffix}'"),
        _ if line.starts_with("      operationId: ") => format!("{line}{suffix}"),
        _ => line.to_owned(),
    }
}
