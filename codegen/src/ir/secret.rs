//! What no text may show, by its name.

use std::collections::BTreeSet;

use super::{Api, Shape};

impl Api {
    /// The names on the wire of all that is secret. What comes in an unexpected place is known by its name alone.
    pub fn secrets(&self) -> BTreeSet<&str> {
        let properties = self.schemas.iter().flat_map(|schema| match &schema.shape {
            Shape::Object(object) => object.properties.as_slice(),
            Shape::Enumeration(_) | Shape::Choice(_) => &[],
        });
        let properties = properties.map(|property| (property.secret, &property.name));
        let parameters = self.operations.iter().flat_map(|operation| &operation.parameters);
        let parameters = parameters.map(|parameter| (parameter.notes.secret, &parameter.name));
        let answers = self.operations.iter().flat_map(|operation| operation.answers());
        let headers = answers.flat_map(|answer| &answer.headers);
        let headers = headers.map(|header| (header.notes.secret, &header.name));
        let all = properties.chain(parameters).chain(headers);
        let own = all.filter(|(is_secret, _)| *is_secret).map(|(_, name)| name.wire.as_str());
        own.chain(self.secrets_of_whole.iter().map(String::as_str)).collect()
    }
}
