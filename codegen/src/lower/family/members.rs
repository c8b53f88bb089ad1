//! Who belongs to each family.

use std::collections::HashSet;

use indexmap::{IndexMap, IndexSet};

use super::tree::FamilyTree;
use super::{Families, Family, Member, Tag, tag, walk};
use crate::diagnostic::Sink;
use crate::load::{Node, key};
use crate::lower::mistakes;
use crate::source::Span;

/// How many members the families of a document may have together. No API comes near; a thousand bases that derive from
/// one another do, and each of them would have all the others.
const MOST: usize = 50_000;

/// MemberNames of components, each with the place that makes it a member.
type MemberNames<'d> = IndexMap<&'d str, Span>;

/// Adds all families: those of bases, those of what derives from a base, has others that derive from it in turn, and is
/// referred to as a value, and those of `oneOf`.
pub(super) fn add<'d>(
    families: &mut Families<'d>,
    (tree, values): (&FamilyTree<'d>, &HashSet<&'d str>),
    discriminated: &[&'d Node],
    sink: &mut Sink,
) {
    let is_choice = |node: &&&Node| node.get(key::ONE_OF).is_some() && node.get(key::PROPERTIES).is_none();
    let (choices, bases): (Vec<&Node>, Vec<&Node>) = discriminated.iter().partition(|node| is_choice(node));
    let heads: IndexMap<&'d str, &'d Node> =
        bases.into_iter().filter_map(|node| Some((tree.home(node)?, node))).collect();
    families.heads.extend(heads.values().map(|node| std::ptr::from_ref(*node)));
    let mut found = Vec::new();
    for (name, node) in &heads {
        found.push((tree.node(name), of_base(families, tree, name, Some(node))));
    }
    let derived: IndexSet<&'d str> = heads.keys().flat_map(|name| tree.derived(name)).collect();
    let between = |name: &&str| values.contains(name) && !heads.contains_key(name);
    for name in derived.into_iter().filter(between).filter(|name| !tree.derived(name).is_empty()) {
        found.push((tree.node(name), of_base(families, tree, name, None)));
    }
    insert(families, found, sink);
    let found = choices.into_iter().map(|node| (Some(node), of_choice(families, tree, node)));
    let found = found.collect();
    insert(families, found, sink);
}

fn insert<'d>(families: &mut Families<'d>, found: Vec<(Option<&'d Node>, Family<'d>)>, sink: &mut Sink) {
    for (node, family) in found {
        let Some(node) = node.filter(|_| families.count <= MOST) else { continue };
        families.count += family.members.len();
        if families.count > MOST {
            sink.report(mistakes::families_too_large(node.span, MOST));
        }
        for member in family.members.iter().filter(|member| member.untagged) {
            let tag = families.tags.get_mut(member.name);
            tag.into_iter().for_each(|tag| tag.optional = true);
        }
        families.families.insert(node, family);
    }
}

/// The family of a base: itself, unless it is never sent alone, and what derives from it.
fn of_base<'d>(
    families: &mut Families<'d>,
    tree: &FamilyTree<'d>,
    base: &'d str,
    discriminated: Option<&'d Node>,
) -> Family<'d> {
    let derived = tree.derived(base).into_iter().filter(|name| !families.is_alias(tree, name));
    let mut names: MemberNames<'d> =
        [base].into_iter().chain(derived).map(|name| (name, tree.span(name))).collect();
    if let Some(node) = discriminated {
        one_of(families, (tree, node), &mut HashSet::new(), &mut names);
        by_name(families, &names, node);
    }
    let mut family = Family::default();
    for (name, span) in names {
        let value = families.tags.get(name).map(|tag| tag.value);
        let untagged = name == base;
        match (value, discriminated) {
            // What is not mapped and must have a value is never sent alone.
            (None, _) if untagged && tag::is_required(tree, name) => {}
            (None, _) if !untagged && !tree.derived(name).is_empty() => {}
            (None, Some(node)) if !untagged => {
                family.mistakes.push(mistakes::no_value(span, name, node.key(key::DISCRIMINATOR)));
            }
            (None, None) if !untagged => {} // said of the base that it derives from
            _ => family.members.push(Member { name, span, value, untagged }),
        }
    }
    if let Some(node) = discriminated {
        let order: Vec<&str> = walk::mapping(node).map(|(value, ..)| value).collect();
        let position = |value: &str| order.iter().position(|known| *known == value).unwrap_or(order.len());
        family.members.sort_by_key(|member| member.value.map(position)); // one without a value comes first
        for (value, span, target) in walk::mapping(node) {
            let member = tree.mapped(target).filter(|name| family.has(name));
            if member.is_none() {
                family.mistakes.push(mistakes::not_derived(span, value, base));
            }
        }
    }
    family
}

/// The family of `oneOf`. The others may all be made of one of them, or one of them may have no value: what comes
/// without `__type` is that one.
fn of_choice<'d>(families: &mut Families<'d>, tree: &FamilyTree<'d>, node: &'d Node) -> Family<'d> {
    let mut names = MemberNames::new();
    one_of(families, (tree, node), &mut HashSet::new(), &mut names);
    by_name(families, &names, node);
    let is_known = |name: &&str| families.tags.contains_key(name);
    let without: Vec<&str> = names.keys().filter(|name| !is_known(name)).copied().collect();
    let untagged = match without.as_slice() {
        [] => common_base(tree, &names),
        [only] if !tag::is_required(tree, only) => Some(*only),
        _ => None,
    };
    let mut family = Family::default();
    for (name, span) in names {
        let value = families.tags.get(name).map(|tag| tag.value);
        if value.is_none() && untagged != Some(name) {
            family.mistakes.push(mistakes::no_constant(span, name, tree.span(name)));
        }
        family.members.push(Member { name, span, value, untagged: untagged == Some(name) });
    }
    for (value, span, target) in walk::mapping(node) {
        if tree.mapped(target).is_none_or(|name| !family.has(name)) {
            let known = family.members.iter().filter_map(|member| member.value);
            family.mistakes.push(mistakes::unknown_branch(span, value, known));
        }
    }
    family
}

/// Adds the objects of `oneOf`, and those of the choices in it.
fn one_of<'d>(
    families: &Families<'d>,
    (tree, node): (&FamilyTree<'d>, &'d Node),
    seen: &mut HashSet<*const Node>,
    names: &mut MemberNames<'d>,
) {
    let mut waiting = vec![(node, None)];
    while let Some((node, place)) = waiting.pop() {
        if !seen.insert(node) {
            continue;
        }
        let parts = node.list(key::ONE_OF);
        let mut inside = Vec::new();
        for reference in parts.iter().filter_map(|part| part.get(key::REF)) {
            let place: Span = place.unwrap_or(reference.span);
            let Some(name) = reference.as_str().and_then(|reference| tree.target(reference)) else {
                continue;
            };
            let Some(definition) = tree.node(name) else { continue };
            match families.of(definition) {
                Some(family) => names.extend(family.members.iter().map(|member| (member.name, place))),
                None if definition.get(key::ONE_OF).is_some() => inside.push((definition, Some(place))),
                None => {
                    names.entry(name).or_insert(place);
                }
            }
        }
        waiting.extend(inside.into_iter().rev());
    }
}

/// Without a mapping, and without any object that says what it is, the names of the schemas are the values.
fn by_name<'d>(families: &mut Families<'d>, names: &MemberNames<'d>, node: &Node) {
    let has_values = walk::mapping(node).next().is_some();
    if has_values || names.keys().any(|name| families.tags.contains_key(name)) {
        return;
    }
    for (name, span) in names {
        families.tags.insert(name, Tag { value: name, span: *span, optional: false });
    }
}

/// The one of several objects that the others are made of.
fn common_base<'d>(tree: &FamilyTree<'d>, names: &MemberNames<'d>) -> Option<&'d str> {
    let mut left: Vec<&'d str> = names.keys().copied().collect();
    for name in names.keys() {
        let bases: HashSet<&str> = tree.bases(name).into_iter().chain([*name]).collect();
        left.retain(|base| bases.contains(base));
    }
    left.into_iter().next().filter(|_| names.len() > 1)
}

#[cfg(test)]
mod tests {
    use crate::ir::Shape;
    use crate::tests::generated;

    /// What each branch has in `__type`, and whether it may come without; or the codes of what is wrong.
    type Branches = Result<Vec<(Option<String>, bool)>, Vec<&'static str>>;

    fn branches(choice: &str, edits: &[(&str, &str)]) -> Branches {
        let schemas = generated(edits)?.api.schemas.into_iter();
        let shapes = schemas.filter(|schema| schema.name.wire == choice).map(|schema| schema.shape);
        let branches = shapes
            .flat_map(|shape| if let Shape::Choice(choice) = shape { choice.branches } else { Vec::new() });
        Ok(branches.map(|branch| (branch.value, branch.untagged)).collect())
    }

    /// The branches of a choice between `one` and `two`.
    fn either(schemas: &str) -> Branches {
        let choice = "either: { oneOf: [{ $ref: '#/components/schemas/one' }, { $ref: '#/components/schemas/two' }], \
                      discriminator: { propertyName: __type } }";
        branches("either", &[("# schemas", &format!("{choice}\n    {schemas}"))])
    }

    #[test]
    fn what_stands_between_a_base_and_what_derives_is_sent_itself_unless_it_must_say_what_it_is()
    -> Result<(), Vec<&'static str>> {
        let middle = |base: &str| {
            let schemas = [
                format!(
                    "top: {{ {base}, discriminator: {{ propertyName: __type, mapping: {{ 'urn:leaf': leaf }} }} }}"
                ),
                "middle: { allOf: [{ $ref: '#/components/schemas/top' }, { type: object }] }".to_owned(),
                "alias: { $ref: '#/components/schemas/middle' }".to_owned(),
                "leaf: { allOf: [{ $ref: '#/components/schemas/alias' }, { type: object }] }".to_owned(),
            ];
            let used = "inner: { $ref: '#/components/schemas/middle' }";
            branches("middle", &[("# properties", used), ("# schemas", &schemas.join("\n    "))])
        };
        let silent = "type: object, properties: { __type: { type: string } }";
        let leaf = (Some("urn:leaf".to_owned()), false);
        assert_eq!(middle(silent)?, [(None, true), leaf.clone()]);
        assert_eq!(middle(&silent.replace("object,", "object, required: [__type],"))?, [leaf]);
        Ok(())
    }

    /// A component with nothing of its own is another name for what it is made of.
    #[test]
    fn another_name_of_a_base_that_lists_what_derives_from_it_is_no_object() {
        let schemas = [
            "top: { type: object, discriminator: { propertyName: __type, mapping: { 'urn:leaf': leaf } } }",
            "alias: { allOf: [{ $ref: '#/components/schemas/top' }] }",
            "leaf: { allOf: [{ $ref: '#/components/schemas/alias' }, { type: object }] }",
            "other: { allOf: [{ $ref: '#/components/schemas/top' }] }",
        ];
        let used = "inner: { $ref: '#/components/schemas/alias' }";
        let told = branches("top", &[("# properties", used), ("# schemas", &schemas.join("\n    "))]);
        assert_eq!(told, Ok(vec![(None, true), (Some("urn:leaf".to_owned()), false)]));
    }

    fn says(value: &str) -> String {
        format!("{{ type: object, properties: {{ __type: {{ type: string, enum: ['{value}'] }} }} }}")
    }

    #[test]
    fn an_object_that_says_nothing_is_what_all_of_them_are_made_of() -> Result<(), Vec<&'static str>> {
        let told = |one, two| vec![(Some("urn:one".to_owned()), one), (Some("urn:two".to_owned()), two)];
        let (one, two) = (says("urn:one"), says("urn:two"));
        let apart = format!("one: {one}\n    two: {two}");
        assert_eq!(either(&apart)?, told(false, false));
        let derived =
            format!("one: {one}\n    two: {{ allOf: [{{ $ref: '#/components/schemas/one' }}, {two}] }}");
        assert_eq!(either(&derived)?, told(true, false));
        // What an object is made of may say it for the object.
        let shared = format!(
            "shared: {one}\n    one: {{ allOf: [{{ $ref: '#/components/schemas/shared' }}, {{ type: object }}] }}"
        );
        assert_eq!(either(&format!("{shared}\n    two: {two}"))?, told(false, false));
        Ok(())
    }

    #[test]
    fn one_object_may_say_nothing_unless_it_must() -> Result<(), Vec<&'static str>> {
        let one = says("urn:one");
        let silent = "{ type: object, properties: { __type: { type: string } } }";
        let told = vec![(Some("urn:one".to_owned()), false), (None, true)];
        assert_eq!(either(&format!("one: {one}\n    two: {silent}"))?, told);
        let must = silent.replace("object,", "object, required: [__type],");
        assert_eq!(either(&format!("one: {one}\n    two: {must}")), Err(vec!["E0235"]));
        Ok(())
    }
}
