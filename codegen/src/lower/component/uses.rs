//! Which components use which, and behind which gate.

use indexmap::IndexMap;

use super::reference;
use crate::ir::{Feature, Gate};
use crate::load::{Document, Kind, Node, key};
use crate::lower::family::Families;
use crate::lower::feature;
use crate::source::Span;

/// A component: its section and its name.
pub(in crate::lower) type Component<'d> = (&'d str, &'d str);

/// A component that is used somewhere, and the gate that stands before it there.
pub(in crate::lower) type Use<'d> = (Component<'d>, Gate);

/// What uses what.
pub(in crate::lower) struct Uses<'d> {
    /// What the operations use themselves.
    pub(in crate::lower) by_operations: Vec<Use<'d>>,
    /// Each component, in the order of the text, with what it uses itself.
    pub(in crate::lower) by_components: IndexMap<Component<'d>, Definition<'d>>,
}

/// A component as others see it.
pub(in crate::lower) struct Definition<'d> {
    /// Where it is named.
    pub(in crate::lower) span: Span,
    /// Its definition.
    pub(in crate::lower) node: &'d Node,
    /// The gate that it names itself.
    pub(in crate::lower) own: Option<Gate>,
    /// What it uses itself.
    pub(in crate::lower) uses: Vec<Use<'d>>,
}

/// Keys of maps whose own keys are names that the author has chosen: a property may well be called `example`.
const NAMES: [&str; 5] = [key::PROPERTIES, key::HEADERS, key::RESPONSES, key::CONTENT, key::EXAMPLES];

/// Keys of values, in which nothing refers to anything.
const VALUES: [&str; 4] = [key::EXAMPLE, key::VALUE, key::DEFAULT, key::ENUM];

/// Finds all references of a document.
pub(in crate::lower) fn of<'d>(
    document: &'d Document,
    families: &Families<'d>,
    features: &[Feature],
) -> Uses<'d> {
    let walk = Walk { document, features };
    let root = &document.root;
    let mut by_operations = Vec::new();
    for item in root.get(key::PATHS).and_then(Node::as_map).into_iter().flatten() {
        walk.node(&item.1.value, Gate::ALWAYS, &mut by_operations);
    }
    security(root, &mut by_operations);
    let mut by_components = IndexMap::new();
    for (section, entries) in root.get(key::COMPONENTS).and_then(Node::as_map).into_iter().flatten() {
        for (name, entry) in entries.value.as_map().into_iter().flatten() {
            let mut uses = Vec::new();
            // Types of parameters are as old as their operation: a server's method takes them at every version.
            let own = walk.own(&entry.value).filter(|_| section != key::PARAMETERS);
            walk.inside(&entry.value, own.unwrap_or(Gate::ALWAYS), &mut uses);
            // A base uses all that derive from it, also where somebody takes its properties alone: it is then as old as that,
            // and so must be each branch of the choice between them.
            let members = families.of(&entry.value).into_iter().flat_map(|family| &family.members);
            uses.extend(members.map(|member| ((key::SCHEMAS, member.name), Gate::ALWAYS)));
            let part = Definition { span: entry.key, node: &entry.value, own, uses };
            by_components.insert((section.as_str(), name.as_str()), part);
        }
    }
    Uses { by_operations, by_components }
}

struct Walk<'d, 'f> {
    document: &'d Document,
    features: &'f [Feature],
}

impl<'d> Walk<'d, '_> {
    /// Adds every use below a node that is there from `gate` on.
    fn node(&self, node: &'d Node, gate: Gate, uses: &mut Vec<Use<'d>>) {
        self.inside(node, self.own(node).map_or(gate, |own| gate.and(own)), uses);
    }

    /// The same, whatever the node says of its own gate.
    fn inside(&self, node: &'d Node, gate: Gate, uses: &mut Vec<Use<'d>>) {
        match &node.kind {
            Kind::List(items) => items.iter().for_each(|item| self.node(item, gate, uses)),
            Kind::Map(map) => {
                for (key, entry) in map.iter() {
                    self.entry((key, &entry.value), gate, uses);
                }
                security(node, uses);
            }
            _ => {}
        }
    }

    fn entry(&self, (key, node): (&str, &'d Node), gate: Gate, uses: &mut Vec<Use<'d>>) {
        match (key, &node.kind) {
            (key::REF, Kind::Text(target)) => {
                let found = reference::find(self.document, target);
                uses.extend(found.map(|(section, name, _)| ((section, name), gate)));
            }
            (key, Kind::Map(map)) if NAMES.contains(&key) => {
                map.values().for_each(|entry| self.node(&entry.value, gate, uses));
            }
            (key::PARAMETERS, Kind::List(items)) => {
                items.iter().for_each(|item| self.inside(item, gate, uses))
            }
            (key, _) if VALUES.contains(&key) => {}
            _ => self.node(node, gate, uses),
        }
    }

    fn own(&self, node: &Node) -> Option<Gate> {
        feature::named(node, self.features)
    }
}

/// Adds the security schemes that a document or an operation names.
fn security<'d>(node: &'d Node, uses: &mut Vec<Use<'d>>) {
    let requirements = node.list(key::SECURITY);
    for scheme in requirements.iter().filter_map(Node::as_map).flat_map(IndexMap::keys) {
        uses.push(((key::SECURITY_SCHEMES, scheme), Gate::ALWAYS));
    }
}

#[cfg(test)]
mod tests {
    use crate::tests::generated;

    #[test]
    fn what_derives_from_a_base_is_as_old_as_the_oldest_of_them() -> Result<(), Vec<&'static str>> {
        let properties = "early: { x-feature-version: dialer 3, type: array, items: { $ref: '#/components/schemas/one' } }\n        \
                          late: { x-feature-version: dialer 4, type: array, items: { $ref: '#/components/schemas/base' } }\n        \
                          latest: { x-feature-version: dialer 4, type: array, items: { $ref: '#/components/schemas/two' } }";
        let made = |name: &str| {
            format!(
                "{name}: {{ allOf: [{{ $ref: '#/components/schemas/base' }}, {{ type: object, properties: {{ {name}: {{ type: string }} }} }}] }}"
            )
        };
        let base = "base: { type: object, required: [kind], properties: { kind: { type: string } }, \
                    discriminator: { propertyName: kind } }";
        let schemas = [base.to_owned(), made("one"), made("two")].join("\n    ");
        let api = generated(&[("# properties", properties), ("# schemas", &schemas)])?.api;
        let schemas =
            api.schemas.iter().map(|schema| (&*schema.name.ident, format!("{:?}", schema.since.gate)));
        let derived: Vec<_> = schemas.filter(|(name, _)| *name != "Thing").collect();
        let oldest = || "feature 0 from 3".to_owned();
        assert_eq!(
            derived,
            [("Base", oldest()), ("One", oldest()), ("Two", oldest()), ("BaseBase", oldest())]
        );
        Ok(())
    }
}
