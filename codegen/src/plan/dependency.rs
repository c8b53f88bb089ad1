//! The crates that generated code needs beside those of the runtime, and from which version on.

use crate::ir::{Api, Format, Gate, Shape};

/// A crate that generated code needs beside those of the runtime.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dependency {
    /// Its name.
    pub name: &'static str,
    /// From when on it is needed.
    pub gate: Gate,
    version: &'static str,
    /// The features to turn on. Without what the defaults bring, but with std: without it errors are no errors of std.
    features: &'static [&'static str],
}

impl Dependency {
    /// Its line in a manifest.
    pub fn line(&self) -> String {
        let Self { name, gate, version, features } = self;
        let features: Vec<String> = features.iter().map(|feature| format!("\"{feature}\"")).collect();
        let optional = if *gate == Gate::ALWAYS { "" } else { ", optional = true" };
        match (features.as_slice(), optional) {
            ([], "") => format!("{name} = \"{version}\""),
            ([], _) => format!("{name} = {{ version = \"{version}\"{optional} }}"),
            _ => format!(
                "{name} = {{ version = \"{version}\", default-features = false, features = [{}]{optional} }}",
                features.join(", ")
            ),
        }
    }
}

/// The crates that generated code needs, by their names.
pub fn dependencies(api: &Api) -> Vec<Dependency> {
    let mut dependencies: Vec<Dependency> = Vec::new();
    for one in api.formats().into_iter().filter_map(of_format).chain(of_patterns(api)) {
        match dependencies.iter_mut().find(|known| known.name == one.name) {
            Some(known) => known.gate = known.gate.or(one.gate),
            None => dependencies.push(one),
        }
    }
    dependencies.sort_unstable_by_key(|dependency| dependency.name);
    dependencies
}

/// The crate that matches patterns, from the first of them on: small, and in linear time whatever the pattern.
fn of_patterns(api: &Api) -> Option<Dependency> {
    let schemas = api.schemas.iter().filter(|schema| schema.checked);
    let properties = schemas.flat_map(|schema| match &schema.shape {
        Shape::Object(object) => object.properties.as_slice(),
        _ => &[],
    });
    let properties = properties.map(|property| (&property.limits, property.since.gate));
    let parameters = api.operations.iter().flat_map(|operation| {
        operation.parameters.iter().map(|parameter| (&parameter.notes.limits, operation.since.gate))
    });
    let patterns = properties.chain(parameters).filter(|(limits, _)| limits.pattern().is_some());
    let gate = patterns.map(|(_, gate)| gate).reduce(Gate::or)?;
    Some(Dependency { name: "regex-lite", gate, version: "0.1", features: &[] })
}

fn of_format((format, gate): (Format, Gate)) -> Option<Dependency> {
    match format {
        Format::Byte => Some(Dependency { name: "base64", gate, version: "0.23", features: &["std"] }),
        Format::Date | Format::DateTime | Format::Time => {
            Some(Dependency { name: "jiff", gate, version: "0.2", features: &["std"] })
        }
        Format::Duration | Format::Uri => None,
        Format::Uuid => Some(Dependency { name: "uuid", gate, version: "1", features: &["serde"] }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::FeatureId;
    use crate::tests::generated;

    #[test]
    fn a_crate_is_needed_from_the_oldest_of_what_needs_it_on() -> Result<(), Vec<&'static str>> {
        let since = |version| Gate::since(FeatureId(0), version);
        let property = |name: &str, version: u32, what: &str| {
            format!("{name}: {{ type: string, x-feature-version: dialer {version}, {what} }}")
        };
        for (first, second, name) in [
            ("pattern: '^a$'", "pattern: '^b$'", "regex-lite"),
            ("format: date", "format: date-time", "jiff"),
        ] {
            for versions in [[4, 3], [3, 4]] {
                let [one, other] = versions;
                let properties = [property("one", one, first), property("other", other, second)];
                let api = generated(&[("# properties", &properties.join("\n        "))])?.api;
                let needed: Vec<_> = dependencies(&api).into_iter().map(|it| (it.name, it.gate)).collect();
                assert_eq!(needed, [(name, since(3))], "{versions:?}");
            }
        }
        Ok(())
    }
}
