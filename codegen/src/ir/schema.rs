//! Types with a name.

use std::collections::HashSet;
use std::fmt;

use super::{Deprecation, Example, Limits, Name, SchemaId, Since, Type, named_values};

/// A named type.
#[derive(Debug, Clone, PartialEq)]
pub struct Schema {
    /// Its name.
    pub name: Name,
    /// The module (and file) that it stands in.
    pub module: String,
    /// From when on it is there.
    pub since: Since,
    /// Its description.
    pub docs: String,
    /// Why its name is a guess, where it is one.
    pub inferred: Option<String>,
    /// Whether new code should not use it any more.
    pub deprecated: Option<Deprecation>,
    /// What a value that is absent counts as, as JSON.
    pub default: Option<String>,
    /// A value that it may have, as the specification gives one.
    pub example: Option<Example>,
    /// Whether a request can hold it and there is something to check in it before that is sent.
    pub checked: bool,
    /// Whether its values are always equal to themselves: no floating point number is in them.
    pub total: bool,
    /// What it consists of.
    pub shape: Shape,
}

/// What a named type consists of.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// Properties.
    Object(Object),
    /// Named integers, texts or bits.
    Enumeration(Enumeration),
    /// One of several objects, told apart by a property.
    Choice(Choice),
}

impl Shape {
    /// The types that it holds, each with the property that holds it where there is one.
    pub fn parts(&self) -> Vec<(Option<&Property>, SchemaId)> {
        match self {
            Self::Object(object) => {
                let parts = object.properties.iter().map(|property| (Some(property), property.ty.schema()));
                parts.filter_map(|(property, id)| Some((property, id?))).collect()
            }
            Self::Enumeration(_) => Vec::new(),
            Self::Choice(choice) => choice.branches.iter().map(|branch| (None, branch.schema)).collect(),
        }
    }

    /// Those of them that it holds without a list or a dictionary in between.
    pub fn direct_parts(&self) -> impl Iterator<Item = (Option<&Property>, SchemaId)> {
        let parts = self.parts().into_iter();
        parts.filter(|(property, id)| property.is_none_or(|property| property.ty.direct() == Some(*id)))
    }
}

/// An object with known properties.
#[derive(Debug, Clone, PartialEq)]
pub struct Object {
    /// The properties, in the order of the specification.
    pub properties: Vec<Property>,
    /// Whether properties that nobody described are kept.
    pub open: bool,
    /// What the struct with its fields is called, where the object is a box around one, because it is large.
    pub fields: Option<String>,
}

impl Schema {
    /// What it is called, the struct with its fields, and the one with the values of its constructor.
    pub fn idents(&self) -> impl Iterator<Item = String> {
        let fields = match &self.shape {
            Shape::Object(object) => object.fields.clone(),
            Shape::Enumeration(_) | Shape::Choice(_) => None,
        };
        let ident = &self.name.ident;
        [ident.clone(), named_values(ident)].into_iter().chain(fields)
    }
}

/// A property of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Property {
    /// Its name.
    pub name: Name,
    /// From when on it is there; never before the object.
    pub since: Since,
    /// Its description.
    pub docs: String,
    /// Why its name is a guess, where it is one.
    pub inferred: Option<String>,
    /// Its type, without regard to whether it may be absent.
    pub ty: Type,
    /// Whether it must be there.
    pub required: bool,
    /// Whether it is in a box.
    pub boxed: bool,
    /// Whether new code should not use it any more.
    pub deprecated: Option<Deprecation>,
    /// The one value that it always has, where it has only one: the `__type` of a derived type.
    pub constant: Option<String>,
    /// Whether no text may show it: a password, for example.
    pub secret: bool,
    /// What it counts as where it is absent, as JSON.
    pub default: Option<String>,
    /// A value that it may have, as the specification gives one.
    pub example: Option<Example>,
    /// What its values must keep to.
    pub limits: Limits,
}

impl Property {
    /// Whether the constructor takes it.
    pub fn is_argument(&self) -> bool {
        self.required && self.constant.is_none()
    }
}

/// An open set of named integers, texts or bits.
#[derive(Debug, Clone, PartialEq)]
pub struct Enumeration {
    /// What the values are.
    pub kind: EnumerationKind,
    /// The values, in the order of the specification.
    pub values: Vec<EnumerationValue>,
}

/// What the values of an enumeration are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnumerationKind {
    /// Integers, of which a value is one.
    Numbers,
    /// Texts, of which a value is one.
    Texts,
    /// Bits, of which a value has any number.
    Flags,
}

impl Enumeration {
    /// The variant for values without a name. An old name that stays is taken, too.
    pub fn rest(&self) -> String {
        let names = self.values.iter().map(|value| &value.name);
        rest(names.flat_map(|name| [Some(name.ident.as_str()), name.former()]).flatten().collect())
    }
}

/// A variant that no value is called like: `Unknown`, or where there is a value of that name, `Unrecognized`.
fn rest(taken: HashSet<&str>) -> String {
    let numbered = (2..).take(taken.len()).map(|number| format!("Unrecognized{number}"));
    let mut names = ["Unknown", "Unrecognized"].map(str::to_owned).into_iter().chain(numbered);
    names.find(|name| !taken.contains(name.as_str())).unwrap_or_default()
}

/// One of several objects, told apart by a property.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The property that tells them apart, `__type`.
    pub tag: String,
    /// The objects, in the order of the specification.
    pub branches: Vec<Branch>,
}

impl Choice {
    /// The branch that an example is of.
    pub fn branch_of(&self, example: &Example) -> Option<&Branch> {
        let Example::Object(members) = example else { return None };
        self.branches.iter().find(|branch| match (members.get(&self.tag), &branch.value) {
            (Some(Example::Text(tag)), Some(value)) => tag == value,
            (None, _) => branch.untagged,
            _ => false,
        })
    }

    /// The variant for objects of other types.
    pub fn rest(&self) -> String {
        rest(self.branches.iter().map(|branch| branch.name.ident.as_str()).collect())
    }
}

/// One object of a choice.
#[derive(Debug, Clone, PartialEq)]
pub struct Branch {
    /// The object's name, and the variant.
    pub name: Name,
    /// The value of the property that tells the objects apart, if it has one.
    pub value: Option<String>,
    /// Whether an object without that property is one.
    pub untagged: bool,
    /// The object.
    pub schema: SchemaId,
}

/// The value of an enumeration on the wire.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Literal {
    /// A number.
    Integer(i64),
    /// A text.
    Text(String),
}

/// One named value.
#[derive(Debug, Clone, PartialEq)]
pub struct EnumerationValue {
    /// The value on the wire.
    pub literal: Literal,
    /// Its name.
    pub name: Name,
    /// From when on it is there; never before the enumeration.
    pub since: Since,
    /// Its description.
    pub docs: String,
    /// Whether new code should not use it any more.
    pub deprecated: Option<Deprecation>,
}

impl EnumerationValue {
    /// The bits of a flag. No flag is a text.
    pub const fn bits(&self) -> i64 {
        match self.literal {
            Literal::Integer(bits) => bits,
            Literal::Text(_) => 0,
        }
    }
}

impl fmt::Debug for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(number) => number.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}
