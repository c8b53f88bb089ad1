//! What a plain YAML scalar means: the core schema of YAML 1.2, but that a number is finite, as it is in JSON.

use super::Kind;

/// Resolves a scalar that was written without quotes.
pub(super) fn resolve(text: &str) -> Kind {
    match text {
        _ if is_null(text) => Kind::Null,
        "true" | "True" | "TRUE" => Kind::Bool(true),
        "false" | "False" | "FALSE" => Kind::Bool(false),
        _ => number(text).unwrap_or_else(|| Kind::Text(text.to_owned())),
    }
}

/// Whether a scalar without quotes is nothing.
pub(super) fn is_null(text: &str) -> bool {
    matches!(text, "" | "~" | "null" | "Null" | "NULL")
}

fn number(text: &str) -> Option<Kind> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let first = digits.strip_prefix('.').unwrap_or(digits).chars().next()?;
    if !first.is_ascii_digit() {
        return None; // `.inf` and `.nan` are text
    }
    if let Some(hex) = text.strip_prefix("0x") {
        return i64::from_str_radix(hex, 16).ok().map(Kind::Integer);
    }
    if let Some(octal) = text.strip_prefix("0o") {
        return i64::from_str_radix(octal, 8).ok().map(Kind::Integer);
    }
    match text.parse() {
        Ok(integer) => Some(Kind::Integer(integer)),
        Err(_) => {
            let number = text.parse().ok().filter(|number: &f64| number.is_finite())?;
            Some(Kind::Float(number, text.to_owned()))
        }
    }
}
