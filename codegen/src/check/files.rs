//! Every file can be written, on whatever file system.

use super::mistakes;
use crate::diagnostic::Sink;
use crate::ir::{Api, Name};
use crate::names;

/// Reports names that are too long for a file. That no two files are one is said of the identifiers.
pub(super) fn check(api: &Api, sink: &mut Sink) {
    let schemas = api.schemas.iter().map(|schema| (names::of_model(schema), &schema.name));
    let operations = api.operations.iter();
    let operations = operations.map(|operation| (names::of_operation(api, operation), &operation.name));
    let groups = api.groups.iter().map(|group| (names::of_group(group), &group.name));
    let mut long: Vec<(String, &Name)> = schemas.chain(operations).chain(groups).collect();
    long.retain(|(module, _)| module.len() > names::LONGEST_MODULE);
    // A name stands right before all that begin with it.
    long.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut outer: Option<&str> = None;
    for (module, name) in &long {
        let is_inside = outer.is_some_and(|outer| module.starts_with(outer));
        if !is_inside {
            outer = Some(module);
        } else if !is_own(name) {
            continue; // it is as long as it is because of the type that it stands in
        }
        sink.report(mistakes::long_name(name.span, module.len(), names::LONGEST_MODULE));
    }
}

/// Whether something is called like itself, and not after what it stands in.
fn is_own(Name { wire, ident, .. }: &Name) -> bool {
    *ident == heck::AsUpperCamelCase(wire).to_string() || *ident == heck::AsSnakeCase(wire).to_string()
}

#[cfg(test)]
mod tests {
    use crate::names::LONGEST_MODULE;
    use crate::tests::generated;

    #[test]
    fn a_name_may_be_as_long_as_a_file_has_room_for() {
        for (length, mistakes) in [(LONGEST_MODULE, None), (LONGEST_MODULE + 1, Some(vec!["E0312"]))] {
            let schema = format!("{}: {{ type: object }}", "a".repeat(length));
            assert_eq!(generated(&[("# schemas", &schema)]).err(), mistakes, "{length}");
        }
    }

    #[test]
    fn a_long_name_is_told_even_where_it_begins_with_another_one() {
        let [long, longer] = [151, 152].map(|length| "a".repeat(length));
        let schemas = format!("{long}: {{ type: object }}\n    {longer}: {{ type: object }}");
        assert_eq!(generated(&[("# schemas", &schemas)]).err(), Some(vec!["E0312", "E0312"]));
    }
}
