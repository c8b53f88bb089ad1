//! What in one API is what in the other.

mod matched;
mod position;

use std::collections::HashMap;

pub(super) use matched::{Matched, Rule};
use position::{in_operation, in_schema, is_alike};

use super::direction::{Direction, directions};
use crate::ir::{Api, Operation, Schema, SchemaId, Type};

/// Two APIs, and which of their types and operations belong together.
pub(super) struct Pairs<'a> {
    pub(super) old: &'a Api,
    pub(super) new: &'a Api,
    /// The new type for each old one.
    later: Vec<Option<SchemaId>>,
    /// The old type for each new one.
    earlier: Vec<Option<SchemaId>>,
    /// Which way each old type travels.
    directions: Vec<Direction>,
    /// Which way each new type travels.
    later_directions: Vec<Direction>,
    pub(super) operations: Matched<'a, Operation>,
}

impl<'a> Pairs<'a> {
    pub(super) fn new(old: &'a Api, new: &'a Api) -> Self {
        let mut pairs = Self {
            old,
            new,
            later: vec![None; old.schemas.len()],
            earlier: vec![None; new.schemas.len()],
            directions: directions(old),
            later_directions: directions(new),
            operations: operations(old, new),
        };
        pairs.by_former();
        pairs.by_name();
        pairs.by_position();
        pairs
    }

    /// The types that are there before and after.
    pub(super) fn schemas(&self) -> impl Iterator<Item = (SchemaId, &'a Schema, &'a Schema)> {
        ids(self.old).zip(&self.later).filter_map(|(id, later)| {
            let (old, new) = (self.old.schema(id)?, self.new.schema((*later)?)?);
            Some((id, old, new))
        })
    }

    /// The types that are gone.
    pub(super) fn removed(&self) -> impl Iterator<Item = (SchemaId, &'a Schema)> {
        let gone = ids(self.old).zip(&self.later).filter(|(_, later)| later.is_none());
        gone.filter_map(|(id, _)| Some((id, self.old.schema(id)?)))
    }

    /// The types that are new.
    pub(super) fn added(&self) -> impl Iterator<Item = (SchemaId, &'a Schema)> {
        let come = ids(self.new).zip(&self.earlier).filter(|(_, earlier)| earlier.is_none());
        come.filter_map(|(id, _)| Some((id, self.new.schema(id)?)))
    }

    /// Which way an old type travels.
    pub(super) fn direction(&self, id: SchemaId) -> Direction {
        self.directions.get(id.index()).copied().unwrap_or_default()
    }

    /// Whether an operation leads to a type, before and after.
    pub(super) fn is_used(&self, id: SchemaId) -> bool {
        let later = self.later.get(id.index()).copied().flatten();
        !self.direction(id).is_none() && later.is_some_and(|later| !self.later_direction(later).is_none())
    }

    /// Which way a new type travels.
    pub(super) fn later_direction(&self, id: SchemaId) -> Direction {
        self.later_directions.get(id.index()).copied().unwrap_or_default()
    }

    /// The Rust names of the old types that no operation uses.
    pub(super) fn idle(&self) -> Vec<&'a str> {
        let idle = self.old.schemas.iter().zip(&self.directions).filter(|(_, direction)| direction.is_none());
        idle.map(|(schema, _)| schema.name.ident.as_str()).collect()
    }

    /// Whether an old type and a new one are the same.
    pub(super) fn is_same(&self, old: &Type, new: &Type) -> bool {
        match (old, new) {
            (Type::Schema(old), Type::Schema(new)) => self.is_pair(*old, *new),
            (Type::List(old), Type::List(new))
            | (Type::Map(old), Type::Map(new))
            | (Type::Nullable(old), Type::Nullable(new)) => self.is_same(old, new),
            _ => old == new,
        }
    }

    pub(super) fn is_pair(&self, old: SchemaId, new: SchemaId) -> bool {
        self.later.get(old.index()).copied().flatten() == Some(new)
    }

    /// The types that go when an old type is no longer used: they are in it, and they are gone.
    pub(super) fn gone_with(&self, ids: impl IntoIterator<Item = SchemaId>) -> Vec<&'a Schema> {
        alone(self.old, &self.later, ids)
    }

    /// The types that come with a new one.
    pub(super) fn come_with(&self, ids: impl IntoIterator<Item = SchemaId>) -> Vec<&'a Schema> {
        alone(self.new, &self.earlier, ids)
    }

    fn join(&mut self, old: SchemaId, new: SchemaId) {
        if let (Some(later @ None), Some(earlier @ None)) =
            (self.later.get_mut(old.index()), self.earlier.get_mut(new.index()))
        {
            (*later, *earlier) = (Some(new), Some(old));
        }
    }

    /// A type that says what it was called is the one that was called so.
    fn by_former(&mut self) {
        let named = ids(self.old).zip(&self.old.schemas);
        let named: HashMap<&str, SchemaId> =
            named.map(|(id, schema)| (schema.name.ident.as_str(), id)).collect();
        for (id, schema) in ids(self.new).zip(&self.new.schemas) {
            if let Some(old) = schema.name.former().and_then(|former| named.get(former)) {
                self.join(*old, id);
            }
        }
    }

    fn by_name(&mut self) {
        let named = ids(self.new).zip(&self.new.schemas);
        let named: HashMap<&str, SchemaId> =
            named.map(|(id, schema)| (schema.name.wire.as_str(), id)).collect();
        for (id, schema) in ids(self.old).zip(&self.old.schemas) {
            if let Some(new) = named.get(schema.name.wire.as_str()) {
                self.join(id, *new);
            }
        }
    }

    /// A type that has another name is the one that stands where it stood, if it is of the same make.
    fn by_position(&mut self) {
        let mut waiting = Vec::new();
        for (old, new) in &self.operations.kept {
            waiting.extend(in_operation(old, new));
        }
        for (_, old, new) in self.schemas() {
            waiting.extend(in_schema(old, new));
        }
        while let Some((old, new)) = waiting.pop() {
            let (Some(before), Some(after)) = (self.old.schema(old), self.new.schema(new)) else { continue };
            if !is_alike(before, after) || self.is_pair(old, new) {
                continue;
            }
            self.join(old, new);
            if self.is_pair(old, new) {
                waiting.extend(in_schema(before, after));
            }
        }
    }
}

/// The types in some types that the other document does not have.
fn alone<'a>(
    api: &'a Api,
    others: &[Option<SchemaId>],
    ids: impl IntoIterator<Item = SchemaId>,
) -> Vec<&'a Schema> {
    let mut waiting: Vec<SchemaId> = ids.into_iter().collect();
    let mut alone: Vec<&Schema> = Vec::new();
    while let Some(id) = waiting.pop() {
        let is_alone = others.get(id.index()).is_some_and(Option::is_none);
        let Some(schema) = api.schema(id).filter(|_| is_alone) else { continue };
        if !alone.iter().any(|known| std::ptr::eq(*known, schema)) {
            alone.push(schema);
            waiting.extend(schema.shape.parts().into_iter().map(|(_, id)| id));
        }
    }
    alone
}

fn ids(api: &Api) -> impl Iterator<Item = SchemaId> + use<> {
    let count = u32::try_from(api.schemas.len()).unwrap_or(u32::MAX);
    (0..count).map(SchemaId)
}

/// Operations belong together by the old names that stay, then by method and path, then by name. Of several with one
/// method and path, the one with the same name comes first.
fn operations<'a>(old: &'a Api, new: &'a Api) -> Matched<'a, Operation> {
    let route =
        |operation: &Operation| format!("{} {}", operation.method.as_str(), shape_of(&operation.path));
    // What is said of it and what it sends speak for one that has moved and is called otherwise.
    let sense = |operation: &Operation| match operation.docs.as_str() {
        "" => operation.name.ident.clone(),
        docs => format!("{docs}\n{}", operation.body.is_some()),
    };
    let rules: [&dyn Fn(&Operation) -> String; 4] = [
        &|operation| format!("{} {}", route(operation), operation.name.ident),
        &|operation| route(operation),
        &|operation| operation.name.ident.clone(),
        &sense,
    ];
    let is_former = |old: &Operation, new: &Operation| new.name.former() == Some(&old.name.ident);
    let mut operations = Matched::by(&[&is_former], &old.operations, &new.operations);
    let mut added = std::mem::take(&mut operations.added);
    for key in rules {
        let mut left: HashMap<String, &'a Operation> =
            added.iter().map(|operation| (key(operation), *operation)).collect();
        for before in std::mem::take(&mut operations.removed) {
            match left.remove(&key(before)) {
                Some(after) => {
                    operations.kept.push((before, after));
                    added.retain(|operation| !std::ptr::eq(*operation, after));
                }
                None => operations.removed.push(before),
            }
        }
    }
    operations.added = added;
    operations
}

/// A path without the names of its parameters, which do not travel.
pub(super) fn shape_of(path: &str) -> String {
    let mut parts = path.split('/').map(|part| match part.split_once('{') {
        Some((before, rest)) => {
            format!("{before}{{}}{}", rest.split_once('}').map_or("", |(_, after)| after))
        }
        None => part.to_owned(),
    });
    let first = parts.next().unwrap_or_default();
    parts.fold(first, |path, part| path + "/" + &part)
}
