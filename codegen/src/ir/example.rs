//! Examples of values.

use indexmap::IndexMap;
use serde::Serialize;

/// A value as JSON.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Example {
    /// `null`.
    Null,
    /// A boolean.
    Boolean(bool),
    /// An integer.
    Integer(i64),
    /// Any other number.
    Number(f64),
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Example>),
    /// An object or a dictionary.
    Object(IndexMap<String, Example>),
}

/// How long a line of JSON may be.
const WIDTH: usize = 100;

impl Example {
    /// As JSON, in which a list or an object is on one line where it fits.
    pub fn to_json(&self) -> String {
        self.laid_out(0, 0)
    }

    /// On lines that are indented so far, where so much stands around it on its first line.
    fn laid_out(&self, indent: usize, around: usize) -> String {
        let (edges, values): ([&str; 2], Vec<(String, &Self)>) = match self {
            Self::List(items) => (["[", "]"], items.iter().map(|item| (String::new(), item)).collect()),
            Self::Object(members) => {
                let member = |(key, value)| (format!("{}: ", json(key)), value);
                (["{", "}"], members.iter().map(member).collect())
            }
            scalar => return json(scalar),
        };
        let [open, close] = edges;
        let value = |(key, value): (String, &Self)| {
            let value = value.laid_out(indent + 2, key.chars().count() + 1);
            key + &value
        };
        let values: Vec<String> = values.into_iter().map(value).collect();
        let flat = match (self, values.join(", ")) {
            (Self::Object(_), flat) if !flat.is_empty() => format!("{{ {flat} }}"),
            (_, flat) => format!("{open}{flat}{close}"),
        };
        if !flat.contains('\n') && indent + around + flat.chars().count() <= WIDTH {
            return flat;
        }
        let (edge, values) = (" ".repeat(indent), values.join(&format!(",\n{}", " ".repeat(indent + 2))));
        format!("{open}\n{edge}  {values}\n{edge}{close}")
    }
}

fn json<T: Serialize + ?Sized>(value: &T) -> String {
    // Numbers are finite, and keys are texts: nothing is no JSON.
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object<const N: usize>(members: [(&str, Example); N]) -> Example {
        Example::Object(members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    }

    #[test]
    fn what_fits_into_a_line_is_on_one() {
        let short =
            object([("a", Example::List(vec![Example::Null, Example::Integer(-1)])), ("b", object([]))]);
        assert_eq!(short.to_json(), r#"{ "a": [null, -1], "b": {} }"#);
        let long = Example::Text("x".repeat(80));
        let whole = object([("short", short), ("long", long), ("number", Example::Number(0.5))]);
        let lines = [
            "{",
            r#"  "short": { "a": [null, -1], "b": {} },"#,
            &format!(r#"  "long": "{}","#, "x".repeat(80)),
        ];
        assert_eq!(whole.to_json(), format!("{}\n  \"number\": 0.5\n}}", lines.join("\n")));
    }

    #[test]
    fn a_line_is_as_long_as_it_may_be_and_no_longer() {
        for (letters, lines) in [(81, 1), (82, 3)] {
            let value = object([("escaped\"", Example::Text("x".repeat(letters)))]);
            assert_eq!(value.to_json().lines().count(), lines, "{}", value.to_json());
            assert!(value.to_json().lines().all(|line| line.len() <= WIDTH));
        }
        // The comma behind a member is a part of its line.
        for (letters, lines) in [(85, 4), (86, 6)] {
            let list = Example::List(vec![Example::Text("x".repeat(letters))]);
            let value = object([("list", list), ("end", Example::Null)]);
            assert_eq!(value.to_json().lines().count(), lines, "{}", value.to_json());
        }
    }
}
