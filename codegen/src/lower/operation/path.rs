//! Paths.

use super::parameter::Parameters;
use crate::diagnostic::{Sink, closest};
use crate::ir::Location;
use crate::lower::mistakes;
use crate::source::Span;

/// Holds a path template against the parameters.
pub(super) fn check((template, span): (&str, Span), parameters: &Parameters<'_>, sink: &mut Sink) {
    let (mut literals, mut used) = (Vec::new(), Vec::new());
    let mut rest = template;
    while let Some((literal, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        literals.push(literal);
        if !parameters.path_names().any(|known| known == name) {
            sink.report(mistakes::undeclared_parameter(span, name, parameters.path_names()));
            // The one that was meant is in the path, only misspelt.
            used.extend(closest(name, parameters.path_names()));
        }
        used.push(name);
        rest = after;
    }
    literals.push(rest);
    if !is_path(template, &literals) {
        sink.report(mistakes::bad_template(span, template));
    }
    let mut between = literals.iter().skip(1).rev().skip(1);
    if between.any(|literal| literal.is_empty()) {
        sink.report(mistakes::side_by_side(span, template));
    }
    for (name, location, place) in parameters.places() {
        if location == Location::Path && !used.contains(&name) {
            sink.report(mistakes::unused_parameter(place, name, template, span));
        }
    }
}

/// Whether the literal pieces have only characters of a path, and none of them climbs it.
fn is_path(template: &str, literals: &[&str]) -> bool {
    let is_clean = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~:@!$&'()*+,;=".contains(&byte);
    literals.iter().all(|text| text.bytes().all(is_clean))
        && !template.split('/').any(|part| part == "." || part == "..")
}

#[cfg(test)]
mod tests {
    use crate::tests::generated;

    #[test]
    fn something_stands_between_two_parameters() {
        let parameters = ["a", "b"]
            .map(|name| format!("- {{ name: {name}, in: path, required: true, schema: {{ type: string }} }}"))
            .join("\n        ");
        for (path, mistakes) in [
            ("/{a}{b}", Some(vec!["E0295"])),
            ("/{a}{b}.x", Some(vec!["E0295"])),
            ("{a}/{b}", Some(vec!["E0295"])),
            ("/{a}/{b}", None),
            ("/{a}.{b}", None),
            ("/x{a}-to-{b}", None),
        ] {
            let path = format!("{path}:");
            let edits = [("/thing:", path.as_str()), ("# parameters", parameters.as_str())];
            assert_eq!(generated(&edits).err(), mistakes, "{path}");
        }
    }
}
