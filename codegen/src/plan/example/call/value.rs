//! Values as Rust.

use indexmap::IndexMap;

use super::code::Code;
use crate::ir::{
    Api, Enumeration, EnumerationKind, Example, Format, Gate, Literal, Object, Property, Schema, SchemaId,
    Shape, Type,
};
use crate::names;
use crate::plan::example::made::Extent;

/// Writes values as Rust that compiles from a version on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Writer<'a> {
    pub(super) api: &'a Api,
    pub(super) gate: Gate,
    pub(super) extent: Extent,
}

impl Writer<'_> {
    /// What is set in an object and is younger than the writer, each with when it is there.
    pub(super) fn younger(self, id: SchemaId, example: &Example) -> Vec<(Gate, (String, Code))> {
        let object = self.api.schema(id).map(|schema| &schema.shape);
        let (Some(Shape::Object(object)), Example::Object(members)) = (object, example) else {
            return Vec::new();
        };
        let younger = self.settable(object).filter(|own| !own.since.gate.covers(self.gate));
        let set = younger.filter_map(|own| {
            let gate = own.since.gate;
            Some((gate, Self { gate, ..self }.set(own, members)?))
        });
        set.collect()
    }

    /// A value as a setter or a constructor takes it.
    pub(super) fn value(self, ty: &Type, example: &Example) -> Option<Code> {
        match (ty, example) {
            (Type::List(item), Example::List(values)) => {
                let values: Option<Vec<Code>> = self.alike(item, values.iter()).collect();
                Code::list("[", values?)
            }
            (Type::Map(item), Example::Object(members)) => {
                let values = members.keys().zip(self.alike(item, members.values()));
                let pairs: Option<Vec<Code>> =
                    values.map(|(key, value)| Some(pair(format!("{key:?}"), value?))).collect();
                Code::list("[", pairs?)
            }
            (Type::String | Type::Any, Example::Text(text)) => Some(Code::text(format!("{text:?}"))),
            (Type::Schema(id), _) => self.named(self.api.schema(*id)?, example),
            (Type::Nullable(_), Example::Null) => Some(Code::text("None")),
            (Type::Nullable(inner), _) => {
                Some(Code::call("Some".to_owned(), vec![self.owned(inner, example)?]))
            }
            _ => scalar(ty, example),
        }
    }

    /// The values of a list, all of which have the same type in Rust: of those that may differ in it, the first alone.
    fn alike<'e>(
        self,
        item: &Type,
        values: impl Iterator<Item = &'e Example>,
    ) -> impl Iterator<Item = Option<Code>> {
        let differ = match item {
            Type::List(_) | Type::Map(_) => true,
            Type::Schema(id) => self.is_choice(*id),
            _ => false,
        };
        values.take(if differ { 1 } else { usize::MAX }).map(move |value| self.value(item, value))
    }

    /// A value as a field has it.
    pub(super) fn owned(self, ty: &Type, example: &Example) -> Option<Code> {
        match (ty, example) {
            (Type::String, Example::Text(text)) => Some(Code::text(format!("{text:?}.to_owned()"))),
            (Type::List(_), _) => self.list("vec![", ty, example),
            (Type::Any | Type::Map(_) | Type::Nullable(_), _) => None,
            (Type::Schema(id), _) if self.is_choice(*id) => {
                let object = self.value(ty, example)?;
                Some(Code::call(format!("models::{}::from", self.api.schema(*id)?.name.ident), vec![object]))
            }
            _ => self.value(ty, example),
        }
    }

    /// The items of a list as its fields have them, in brackets.
    pub(super) fn list(self, opening: &str, ty: &Type, example: &Example) -> Option<Code> {
        let (Type::List(item), Example::List(values)) = (ty, example) else { return None };
        let items: Option<Vec<Code>> = values.iter().map(|value| self.owned(item, value)).collect();
        Code::list(opening, items?)
    }

    fn is_choice(self, id: SchemaId) -> bool {
        matches!(self.api.schema(id).map(|schema| &schema.shape), Some(Shape::Choice(_)))
    }

    fn named(self, schema: &Schema, example: &Example) -> Option<Code> {
        let name = format!("models::{}", schema.name.ident);
        match (&schema.shape, example) {
            (Shape::Object(object), Example::Object(members)) => self.object(&name, object, members),
            (Shape::Enumeration(enumeration), _) => self.enumeration(&name, enumeration, example),
            (Shape::Choice(choice), _) => {
                self.named(self.api.schema(choice.branch_of(example)?.schema)?, example)
            }
            (Shape::Object(_), _) => None,
        }
    }

    fn object(self, name: &str, object: &Object, members: &IndexMap<String, Example>) -> Option<Code> {
        let required = object.properties.iter().filter(|own| own.required && own.constant.is_none());
        let given: Option<Vec<Code>> =
            required.map(|own| self.value(&own.ty, members.get(&own.name.wire)?)).collect();
        let new = Code::call(format!("{name}::new"), given?);
        let set = self.settable(object).filter(|own| own.since.gate.covers(self.gate));
        let set: Vec<_> = set.filter_map(|own| self.set(own, members)).collect();
        Some(if set.is_empty() { new } else { Code::Chain(Box::new(new), set) })
    }

    /// What is set and needs not be, but for what new code should not use.
    fn settable(self, object: &Object) -> impl Iterator<Item = &Property> {
        let is_settable = move |own: &&Property| {
            self.extent == Extent::Whole
                && !own.required
                && own.constant.is_none()
                && own.deprecated.is_none()
        };
        object.properties.iter().filter(is_settable)
    }

    fn set(self, property: &Property, members: &IndexMap<String, Example>) -> Option<(String, Code)> {
        let value = self.value(&property.ty, members.get(&property.name.wire)?)?;
        Some((names::setter(&property.name.ident), value))
    }

    fn enumeration(self, name: &str, enumeration: &Enumeration, example: &Example) -> Option<Code> {
        let literal = match (example, enumeration.kind) {
            (Example::Integer(number), EnumerationKind::Numbers | EnumerationKind::Flags) => {
                Literal::Integer(*number)
            }
            (Example::Text(text), EnumerationKind::Texts) => Literal::Text(text.clone()),
            _ => return None,
        };
        let known = enumeration.values.iter().find(|value| {
            value.literal == literal && value.since.gate.covers(self.gate) && value.deprecated.is_none()
        });
        Some(Code::text(match known {
            Some(value) => format!("{name}::{}", value.name.ident),
            None => format!("{name}::from({literal:?})"),
        }))
    }
}

fn pair(key: String, value: Code) -> Code {
    Code::call(String::new(), vec![Code::Text(key), value])
}

fn scalar(ty: &Type, example: &Example) -> Option<Code> {
    let text = match (ty, example) {
        (Type::Boolean | Type::Any, Example::Boolean(value)) => value.to_string(),
        (Type::Int32 | Type::Any, Example::Integer(number)) => i32::try_from(*number).ok()?.to_string(),
        (Type::Int64, Example::Integer(number)) => number.to_string(),
        (Type::Float | Type::Double, Example::Integer(number)) => format!("{number}.0"),
        (Type::Float, Example::Number(number)) if number.abs() > f64::from(f32::MAX) => return None,
        (Type::Float | Type::Double | Type::Any, Example::Number(number)) => format!("{number:?}"),
        (Type::Format(Format::Duration), Example::Integer(number)) => format!("\"{number}\".parse()?"),
        (Type::Format(Format::Duration), Example::Number(number)) => format!("\"{number}\".parse()?"),
        (Type::Format(_), Example::Text(text)) => format!("{text:?}.parse()?"),
        _ => return None,
    };
    Some(Code::Text(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_written_as_its_type_takes_it_or_not_at_all() {
        let (integer, number) = (Example::Integer, Example::Number);
        let text = || Example::Text("2026".to_owned());
        for (ty, example, expected) in [
            (Type::Boolean, Example::Boolean(true), Some("true")),
            (Type::Any, Example::Boolean(false), Some("false")),
            (Type::Int32, integer(7), Some("7")),
            (Type::Int32, integer(i64::from(i32::MAX) + 1), None),
            (Type::Any, integer(7), Some("7")),
            (Type::Any, integer(i64::MAX), None),
            (Type::Int64, integer(i64::MAX), Some("9223372036854775807")),
            (Type::Float, integer(7), Some("7.0")),
            (Type::Double, integer(7), Some("7.0")),
            (Type::Float, number(0.5), Some("0.5")),
            (Type::Float, number(f64::from(f32::MAX)), Some("3.4028234663852886e38")),
            (Type::Float, number(-1e39), None),
            (Type::Double, number(1e39), Some("1e39")),
            (Type::Any, number(0.5), Some("0.5")),
            (Type::Format(Format::Duration), integer(7), Some("\"7\".parse()?")),
            (Type::Format(Format::Duration), number(0.5), Some("\"0.5\".parse()?")),
            (Type::Format(Format::Date), text(), Some("\"2026\".parse()?")),
            (Type::Format(Format::Date), integer(7), None),
            (Type::Boolean, integer(7), None),
        ] {
            let written = scalar(&ty, &example).map(|code| match code {
                Code::Text(text) => text,
                other => format!("{other:?}"),
            });
            assert_eq!(written.as_deref(), expected, "{ty:?} {example:?}");
        }
    }
}
