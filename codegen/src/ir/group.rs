//! Groups of operations: those of one tag, where there are too many for one list.

use super::{Api, Gate, Name, Operation};

/// The operations of a tag.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The tag, the module of its operations, and the method that leads to its calls.
    pub name: Name,
    /// The types that have a method for each of its operations.
    pub ident: String,
    /// Its description.
    pub docs: String,
}

/// How many operations are few. More methods side by side fill several screens, and a reader has to know their names.
const FEW: usize = 20;

impl Group {
    /// Whether so many operations with so many tags are in groups: not where they are few, nor where all would be in one.
    pub(crate) const fn are_made(operations: usize, tags: usize) -> bool {
        operations > FEW && tags > 1
    }
}

impl Api {
    /// The group of an operation.
    pub fn group(&self, operation: &Operation) -> Option<&Group> {
        self.groups.iter().find(|group| Some(&group.name.ident) == operation.group.as_ref())
    }

    /// Whether operations with the same errors share their enumeration. Where operations are many, their enumerations are a third
    /// of what a crate takes to compile. Where they are few, what one of them is does not depend on the others.
    pub const fn shares_errors(&self) -> bool {
        self.operations.len() > FEW
    }

    /// The gate of a group: it is there as soon as one of its operations is.
    pub fn group_gate(&self, group: &Group) -> Gate {
        let own =
            self.operations.iter().filter(|operation| operation.group.as_ref() == Some(&group.name.ident));
        own.map(|operation| operation.since.gate).reduce(Gate::or).unwrap_or(Gate::ALWAYS)
    }
}
