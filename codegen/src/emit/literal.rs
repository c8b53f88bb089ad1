//! Numbers as Rust writes them.

use proc_macro2::Literal;

/// An integer. Long ones have their digits in groups of three, as people write them.
pub(super) fn integer(number: i64) -> Literal {
    let digits = number.unsigned_abs().to_string();
    if digits.len() < 6 {
        return Literal::i64_unsuffixed(number);
    }
    let mut text = if number < 0 { "-".to_owned() } else { String::new() };
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('_');
        }
        text.push(digit);
    }
    text.parse().unwrap_or_else(|_| Literal::i64_unsuffixed(number))
}

/// A number of floating point, as it was written: `1e300` has 300 digits otherwise.
pub(super) fn float(text: &str) -> Literal {
    text.parse().unwrap_or_else(|_| Literal::f64_unsuffixed(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_short_as_people_write_them() {
        for (number, text) in [
            (0, "0"),
            (-99_999, "-99999"),
            (100_000, "100_000"),
            (-1_234_567, "-1_234_567"),
            (i64::MIN, "-9_223_372_036_854_775_808"),
        ] {
            assert_eq!(integer(number).to_string(), text);
        }
        assert_eq!(float("-1e+300").to_string(), "-1e+300");
    }
}
