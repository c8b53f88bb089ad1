//! What no text may show, by its name.

use crate::ir::{Api, Shape};

/// Lists the names on the wire of all that is secret. What comes in an unexpected place is known by its name alone.
pub(super) fn list(api: &mut Api) {
    let properties = api.schemas.iter().flat_map(|schema| match &schema.shape {
        Shape::Object(object) => object.properties.as_slice(),
        Shape::Enumeration(_) | Shape::Choice(_) => &[],
    });
    let properties = properties.map(|property| (property.secret, &property.name));
    let parameters = api.operations.iter().flat_map(|operation| &operation.parameters);
    let parameters = parameters.map(|parameter| (parameter.notes.secret, &parameter.name));
    let answers = api.operations.iter().flat_map(|operation| operation.answers());
    let headers = answers.flat_map(|answer| &answer.headers);
    let headers = headers.map(|header| (header.notes.secret, &header.name));
    let all = properties.chain(parameters).chain(headers);
    api.secrets = all.filter(|(is_secret, _)| *is_secret).map(|(_, name)| name.wire.clone()).collect();
}
