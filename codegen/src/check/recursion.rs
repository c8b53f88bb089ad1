//! No type needs itself to be made: somewhere in the circle a property may be absent, or is a list.

use super::mistakes;
use crate::diagnostic::Sink;
use crate::ir::{Api, Object, SchemaId, Shape, Type};

/// Reports the types of which no value could ever be made.
pub(super) fn check(api: &Api, sink: &mut Sink) {
    let mut walk = Walk { api, state: vec![State::New; api.schemas.len()], sink };
    for index in 0..api.schemas.len() {
        if let Ok(id) = u32::try_from(index) {
            walk.visit(SchemaId(id));
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Done,
}

struct Walk<'a> {
    api: &'a Api,
    state: Vec<State>,
    sink: &'a mut Sink,
}

impl<'a> Walk<'a> {
    /// Goes down all chains of direct containment from one type, on a stack of its own: chains may be long.
    fn visit(&mut self, start: SchemaId) {
        if self.state.get(start.index()) != Some(&State::New) {
            return;
        }
        self.set(start, State::Open);
        let mut path = vec![(start, self.contained(start))];
        while let Some((id, rest)) = path.last_mut() {
            let id = *id;
            let Some((property, next)) = rest.pop() else {
                self.set(id, State::Done);
                path.pop();
                continue;
            };
            match self.state.get(next.index()) {
                Some(State::New) => {
                    self.set(next, State::Open);
                    path.push((next, self.contained(next)));
                }
                Some(State::Open) => {
                    self.sink.report(mistakes::recursive(property.name.span, &property.name.wire))
                }
                _ => {}
            }
        }
    }

    fn set(&mut self, id: SchemaId, state: State) {
        if let Some(slot) = self.state.get_mut(id.index()) {
            *slot = state;
        }
    }

    fn contained(&self, id: SchemaId) -> Vec<(&'a crate::ir::Property, SchemaId)> {
        let Some(Shape::Object(Object { properties, .. })) = self.api.schema(id).map(|schema| &schema.shape)
        else {
            return Vec::new();
        };
        let needed = properties.iter().filter(|property| property.required);
        let direct = needed.filter_map(|property| match property.ty {
            Type::Schema(id) => Some((property, id)),
            _ => None,
        });
        direct.collect()
    }
}
