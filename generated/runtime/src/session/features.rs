//! What a server says about its features in its response to a login.

use serde_json::Value;

use crate::FeatureVersion;
use crate::version::version_of_entry;

/// The features of a server and their versions; nothing, where it did not say.
#[derive(Debug, Clone, Default)]
pub(crate) struct Features {
    listed: Option<Vec<Entry>>,
}

/// A feature and its version, unless that is none.
type Entry = (String, Option<u32>);

impl Features {
    /// The features in a list that a server sends. What is no entry is left out.
    pub(crate) fn of_list(list: &[Value]) -> Self {
        let entry = |entry: &Value| {
            let feature = entry.get("featureId")?.as_str()?.to_owned();
            Some((feature, version_of_entry(entry).ok()))
        };
        Self { listed: Some(list.iter().filter_map(entry).collect()) }
    }

    /// The features in the form in which they are kept.
    pub(super) fn of_entries(entries: Vec<Entry>) -> Self {
        Self { listed: Some(entries) }
    }

    pub(super) fn listed(&self) -> Option<&[Entry]> {
        self.listed.as_deref()
    }

    /// The version of a feature, as far as it is known. What a server does not list it does not have.
    pub(crate) fn version_of(&self, feature: &'static str) -> Option<FeatureVersion> {
        let mut listed = self.listed.as_ref()?.iter();
        let version = match listed.find(|(listed, _)| listed.eq_ignore_ascii_case(feature)) {
            Some((_, version)) => (*version)?,
            None => 0,
        };
        Some(FeatureVersion::new(feature, version))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn version_of(list: &Value, feature: &'static str) -> Option<u32> {
        let features = Features::of_list(list.as_array().map_or(&[], Vec::as_slice));
        features.version_of(feature).map(FeatureVersion::get)
    }

    #[test]
    fn a_version_is_a_number_or_a_text() {
        let list =
            json!([{"featureId": "dialer", "version": 7}, {"featureId": "Connection", "version": "3"}]);
        assert_eq!((version_of(&list, "dialer"), version_of(&list, "connection")), (Some(7), Some(3)));
    }

    #[test]
    fn what_is_not_listed_is_not_there_and_what_cannot_be_read_is_not_known() {
        let list = json!([7, {"featureId": 5}, {"featureId": "odd", "version": "x"}]);
        assert_eq!((version_of(&list, "dialer"), version_of(&list, "odd")), (Some(0), None));
        assert_eq!(Features::default().version_of("dialer"), None);
    }
}
