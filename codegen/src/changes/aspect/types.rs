//! Types: what a value of one is to somebody who expects one of another.

use crate::changes::impact::WireEffect;
use crate::changes::pairs::Pairs;
use crate::ir::{Api, EnumerationKind, Format, Shape, Type};

/// What becomes of values whose type is another now. Their Rust type is another in any case.
pub(in crate::changes) fn wire(pairs: &Pairs<'_>, old: &Type, new: &Type) -> WireEffect {
    if pairs.is_same(old, new) {
        return WireEffect::Same;
    }
    match (old, new) {
        (Type::Nullable(old), Type::Nullable(new))
        | (Type::List(old), Type::List(new))
        | (Type::Map(old), Type::Map(new)) => wire(pairs, old, new),
        (old, Type::Nullable(new)) => widened(wire(pairs, old, new)),
        (Type::Nullable(old), new) => narrowed(wire(pairs, old, new)),
        (_, Type::Any) => WireEffect::Widens,
        (Type::Any, _) => WireEffect::Narrows,
        _ => match (kind(pairs.old, old), kind(pairs.new, new)) {
            (Some(old), Some(new)) => scalar(old, new),
            _ => WireEffect::Moves,
        },
    }
}

fn widened(wire: WireEffect) -> WireEffect {
    if matches!(wire, WireEffect::Same | WireEffect::Widens) { WireEffect::Widens } else { WireEffect::Moves }
}

fn narrowed(wire: WireEffect) -> WireEffect {
    if matches!(wire, WireEffect::Same | WireEffect::Narrows) {
        WireEffect::Narrows
    } else {
        WireEffect::Moves
    }
}

/// What a single value is on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WireType {
    Boolean,
    /// A number, and how many others it can be: the wider one takes whatever the narrower one is.
    Number(u8),
    /// Any text, or any that is not read at once.
    Text,
    /// A text that is refused where it is no UUID.
    Uuid,
}

fn kind(api: &Api, ty: &Type) -> Option<WireType> {
    match ty {
        Type::Boolean => Some(WireType::Boolean),
        Type::Int32 => Some(WireType::Number(0)),
        Type::Int64 => Some(WireType::Number(1)),
        Type::Float => Some(WireType::Number(2)),
        Type::Double | Type::Format(Format::Duration) => Some(WireType::Number(3)),
        Type::String => Some(WireType::Text),
        Type::Format(Format::Uuid) => Some(WireType::Uuid),
        Type::Format(_) => Some(WireType::Text),
        // An enumeration keeps what it has no name for.
        Type::Schema(id) => match api.schema(*id).map(|schema| &schema.shape) {
            Some(Shape::Enumeration(values)) if values.kind == EnumerationKind::Texts => Some(WireType::Text),
            Some(Shape::Enumeration(_)) => Some(WireType::Number(1)),
            _ => None,
        },
        _ => None,
    }
}

fn scalar(old: WireType, new: WireType) -> WireEffect {
    match (old, new) {
        (WireType::Number(old), WireType::Number(new)) if old < new => WireEffect::Widens,
        (WireType::Number(old), WireType::Number(new)) if old > new => WireEffect::Narrows,
        (WireType::Text, WireType::Uuid) => WireEffect::Narrows,
        (WireType::Uuid, WireType::Text) => WireEffect::Widens,
        (old, new) if old == new => WireEffect::Same,
        _ => WireEffect::Moves,
    }
}

/// The type as the specification would name it.
pub(in crate::changes) fn shown(api: &Api, ty: &Type) -> String {
    match ty {
        Type::Schema(id) => api.schema(*id).map_or_else(String::new, |schema| schema.name.ident.clone()),
        Type::List(item) => format!("list of {}", shown(api, item)),
        Type::Map(value) => format!("dictionary of {}", shown(api, value)),
        Type::Nullable(value) => format!("{} or null", shown(api, value)),
        other => format!("{other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::generated;

    #[test]
    fn what_stands_in_a_list_or_beside_null_counts_as_it_does_by_itself() -> Result<(), Vec<&'static str>> {
        let api = generated(&[])?.api;
        let pairs = Pairs::new(&api, &api);
        let nullable = |ty: &Type| Type::Nullable(Box::new(ty.clone()));
        let list = |ty: &Type| Type::List(Box::new(ty.clone()));
        let dictionary = |ty: &Type| Type::Map(Box::new(ty.clone()));
        let (narrow, wide, other) = (Type::Int32, Type::Int64, Type::Boolean);
        let same = |ty: &Type| ty.clone();
        for inside in [&same as &dyn Fn(&Type) -> Type, &nullable, &list, &dictionary] {
            let between = |old, new| wire(&pairs, &inside(old), &inside(new));
            assert_eq!(between(&narrow, &narrow), WireEffect::Same);
            assert_eq!(between(&narrow, &wide), WireEffect::Widens);
            assert_eq!(between(&wide, &narrow), WireEffect::Narrows);
            assert_eq!(between(&wide, &other), WireEffect::Moves);
            assert_eq!(between(&wide, &Type::Any), WireEffect::Widens);
            assert_eq!(between(&Type::Any, &wide), WireEffect::Narrows);
        }
        for (old, new, effect) in [
            (&narrow, &narrow, WireEffect::Widens),
            (&narrow, &wide, WireEffect::Widens),
            (&wide, &narrow, WireEffect::Moves),
            (&wide, &other, WireEffect::Moves),
        ] {
            assert_eq!(wire(&pairs, old, &nullable(new)), effect, "{old:?} {new:?}");
        }
        for (old, new, effect) in [
            (&narrow, &narrow, WireEffect::Narrows),
            (&wide, &narrow, WireEffect::Narrows),
            (&narrow, &wide, WireEffect::Moves),
            (&wide, &other, WireEffect::Moves),
        ] {
            assert_eq!(wire(&pairs, &nullable(old), new), effect, "{old:?} {new:?}");
        }
        assert_eq!(wire(&pairs, &narrow, &list(&narrow)), WireEffect::Moves);
        Ok(())
    }

    #[test]
    fn every_scalar_is_something_on_the_wire() -> Result<(), Vec<&'static str>> {
        let kinds = "word: { type: string, enum: [a] }\n    number: { type: integer, enum: [1], x-enum-varnames: [One] }";
        let api = generated(&[("# schemas", kinds)])?.api;
        let of_schema = |wire: &str| {
            let ids = (0..).map(crate::ir::SchemaId).zip(&api.schemas);
            let id = ids.into_iter().find(|(_, schema)| schema.name.wire == wire).map(|(id, _)| id);
            id.and_then(|id| kind(&api, &Type::Schema(id)))
        };
        assert_eq!(of_schema("word"), Some(WireType::Text));
        assert_eq!(of_schema("number"), Some(WireType::Number(1)));
        assert_eq!(of_schema("thing"), None);
        for (ty, expected) in [
            (Type::Boolean, WireType::Boolean),
            (Type::Int32, WireType::Number(0)),
            (Type::Int64, WireType::Number(1)),
            (Type::Float, WireType::Number(2)),
            (Type::Double, WireType::Number(3)),
            (Type::Format(Format::Duration), WireType::Number(3)),
            (Type::String, WireType::Text),
            (Type::Format(Format::Date), WireType::Text),
            (Type::Format(Format::Uuid), WireType::Uuid),
        ] {
            assert_eq!(kind(&api, &ty), Some(expected), "{ty:?}");
        }
        Ok(())
    }

    #[test]
    fn a_value_is_read_where_whatever_it_could_be_is_still_read() {
        use WireType::{Boolean, Number, Text, Uuid};
        for (old, new, effect) in [
            (Number(1), Number(1), WireEffect::Same),
            (Number(1), Number(2), WireEffect::Widens),
            (Number(2), Number(1), WireEffect::Narrows),
            (Uuid, Text, WireEffect::Widens),
            (Text, Uuid, WireEffect::Narrows),
            (Boolean, Boolean, WireEffect::Same),
            (Boolean, Text, WireEffect::Moves),
        ] {
            assert_eq!(scalar(old, new), effect, "{old:?} {new:?}");
        }
    }
}
