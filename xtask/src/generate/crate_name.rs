//! What a crate can be called.

use icws_codegen::ir::LONGEST_PACKAGE as LONGEST;
use icws_codegen::is_keyword;

/// The name, if cargo, rustc and registries take it without a word of complaint. The error is the rule.
pub(super) fn accepted(name: String) -> Result<String, String> {
    let is_plain =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'_';
    let is_taken =
        is_keyword(&name) || ["alloc", "core", "proc_macro", "std", "test"].contains(&name.as_str());
    let begins = name.starts_with(|first: char| first.is_ascii_lowercase());
    if begins && name.bytes().all(is_plain) && name.len() <= LONGEST && !is_taken {
        return Ok(name);
    }
    Err(format!(
        "a crate's name is made of small letters, digits, `-` and `_`, begins with a letter, is no word of Rust, and \
         has at most {LONGEST} characters"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_none_for_a_crate_is_refused() {
        let longest = "a".repeat(LONGEST);
        for name in ["icws-foo_2", "a", &longest] {
            assert_eq!(accepted(name.to_owned()).as_deref(), Ok(name));
        }
        let longer = format!("{longest}a");
        for name in [
            "", "2a", "-a", "_a", "icws.foo", "Icws", "icws/foo", "\u{e4}", "a\"b", "fn", "gen", "std",
            "test", &longer,
        ] {
            assert!(accepted(name.to_owned()).is_err_and(|rule| rule.contains("letters")), "{name}");
        }
    }
}
