//! Values that no text shows: passwords, tokens, and whatever else a specification marks as secret.

use std::borrow::Cow;
use std::fmt;

use serde::de::Error;
use serde_json::value::RawValue;

use crate::reader::raw;

/// What is shown in the place of a secret.
pub(crate) const HIDDEN: &str = "[hidden]";

/// Shows that there is a secret.
#[derive(Clone, Copy)]
pub struct Hidden;

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HIDDEN)
    }
}

/// What is wrong with a secret. serde would say what stands in its place, which may be the secret in another form.
pub(super) fn unread<E: Error>(_: &E) -> E {
    E::custom("a secret is not of its type")
}

/// JSON without the values of these properties, wherever in it they stand.
pub(super) fn redacted<'a>(json: &'a str, secrets: &[&str]) -> Cow<'a, str> {
    let may_hold_one = |name: &&str| json.contains('\\') || json.contains(*name);
    if secrets.iter().any(may_hold_one) { written(json, secrets).into() } else { json.into() }
}

fn written(json: &str, secrets: &[&str]) -> String {
    match json.trim_start().as_bytes().first() {
        Some(b'{') => {
            let mut members = Vec::new();
            // It cannot fail, because it has been read before.
            _ = raw::each(json, |name, value| {
                let is_secret = secrets.contains(&name);
                let value = if is_secret { HIDDEN.to_owned() } else { written(value.get(), secrets) };
                members.push(format!("{}:{value}", serde_json::Value::from(name)));
                Ok(())
            });
            format!("{{{}}}", members.join(","))
        }
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(json).unwrap_or_default();
            let items: Vec<String> = items.into_iter().map(|item| written(item.get(), secrets)).collect();
            format!("[{}]", items.join(","))
        }
        _ => json.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_hidden_wherever_they_stand_and_nothing_else_is() {
        for (json, shown) in [
            (r#"{"a":1,"pin":"x"}"#, r#"{"a":1,"pin":[hidden]}"#),
            (r#"{"a":[{"pin":{"b":1}},2]}"#, r#"{"a":[{"pin":[hidden]},2]}"#),
            (r#"{"p\u0069n":"x"}"#, r#"{"pin":[hidden]}"#),
            (r#" [ "pin", 1.50 ]"#, r#"["pin",1.50]"#),
            (r#"{"opinion": "x"}"#, r#"{"opinion":"x"}"#),
            (r#"{"a": 1}"#, r#"{"a": 1}"#),
            (r#""pin""#, r#""pin""#),
        ] {
            assert_eq!(redacted(json, &["pin"]), shown);
        }
        assert_eq!(format!("{Hidden:?}"), HIDDEN);
    }

    #[test]
    fn what_is_wrong_with_a_secret_does_not_say_what_it_is() {
        crate::codegen::object! {
            #[object(secrets = NAMES)]
            #[derive(Debug)]
            struct Secrets {
                #[member(optional, "one")]
                one: Option<String>,
                #[member(present, "other")]
                other: Option<Option<i32>>,
                #[member(stated, "third")]
                third: bool,
            }
        }

        const NAMES: &[&str] = &["one", "other", "third"];
        for json in [r#"{"one":4711}"#, r#"{"other":"4711"}"#, r#"{"third":"4711"}"#, r#"{"one":[4711]}"#] {
            let error = serde_json::from_str::<Secrets>(json).expect_err("not of its type").to_string();
            assert!(error.starts_with("a secret is not of its type at line 1"), "{json}: {error}");
        }
    }
}
