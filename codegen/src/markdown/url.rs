//! Addresses on the web: which destinations are links, and where an address stands in a text.

/// Whether a destination is linked to. Any other is shown, because rustdoc would look for an item of that name, and
/// nothing that a description can name is beside the documentation.
pub(super) fn is_web(destination: &str) -> bool {
    let starts = |scheme: &str| {
        destination.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    starts("http://") || starts("https://")
}

/// The length of the address that a text begins with, in characters, without the punctuation behind it.
pub(super) fn length(text: impl Iterator<Item = char> + Clone) -> Option<usize> {
    // Most characters begin none, which the first letter tells.
    text.clone().next().filter(|first| *first == 'h')?;
    let scheme = ["http://", "https://"]
        .into_iter()
        .find(|scheme| text.clone().take(scheme.len()).eq(scheme.chars()))?;
    text.clone().nth(scheme.len()).filter(|first| first.is_alphanumeric())?;
    let mut address: Vec<char> = text.take_while(|character| is_part(*character)).collect();
    let count = |wanted: char| address.iter().filter(|character| **character == wanted).count();
    // More that end than begin: the last ones belong to the sentence.
    let mut surplus = count(')').saturating_sub(count('('));
    while let Some(last) = address.last() {
        match last {
            '.' | ',' | ':' | ';' | '!' | '?' | '*' | '_' | '~' | '&' => {}
            ')' if surplus > 0 => surplus -= 1,
            _ => break,
        }
        address.pop();
    }
    Some(address.len())
}

fn is_part(character: char) -> bool {
    match character {
        '<' | '>' | '"' | '\'' | '`' | '|' | '\\' | '^' | '{' | '}' | '[' | ']' => false,
        other => other.is_ascii_graphic() || other.is_alphanumeric(),
    }
}

/// A destination as it stands between parentheses: nothing in it can end it, or be read as something else.
pub(super) fn destination(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => written.push_str("&amp;"),
            '<' | '>' | '"' | '`' | '|' | '\\' | '[' | ']' => {
                written.push_str(&format!("%{:02X}", u32::from(character)));
            }
            space if space.is_whitespace() => written.push_str("%20"),
            other => written.push(other),
        }
    }
    if written.contains(['(', ')']) { format!("<{written}>") } else { written }
}
