//! Paths, as templates and as they come.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// A template as the router has it: each piece with a parameter is one of its own, named by its place, because the router
/// knows neither two names at one place nor a piece that is only in part a parameter.
pub(super) fn shape(template: &str) -> String {
    let pieces = template.split('/').enumerate().map(|(place, piece)| match piece.contains('{') {
        true => Cow::from(format!("{{p{place}}}")),
        false => Cow::from(piece),
    });
    pieces.collect::<Vec<_>>().join("/")
}

/// The values in a path of that template, still encoded; `None` where it is a path of another one.
pub(super) fn values<'t, 'p>(template: &'t str, path: &'p str) -> Option<Vec<(&'t str, &'p str)>> {
    let mut values = Vec::new();
    let (mut templates, mut pieces) = (template.split('/'), path.split('/'));
    loop {
        match (templates.next(), pieces.next()) {
            (Some(template), Some(piece)) => piece_values(template, piece, &mut values)?,
            (None, None) => return Some(values),
            _ => return None,
        }
    }
}

/// The values in one piece of a path. A value ends where what stands behind it in the template first comes.
fn piece_values<'t, 'p>(
    mut template: &'t str,
    mut piece: &'p str,
    values: &mut Vec<(&'t str, &'p str)>,
) -> Option<()> {
    while let Some((before, (name, behind))) =
        template.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    {
        piece = piece.strip_prefix(before)?;
        let literal = behind.split_once('{').map_or(behind, |(literal, _)| literal);
        let end = if literal.is_empty() { piece.len() } else { piece.find(literal)? };
        let (value, rest) = piece.split_at_checked(end)?;
        if value.is_empty() {
            return None;
        }
        values.push((name, value));
        (template, piece) = (behind, rest);
    }
    (template == piece).then_some(())
}

/// Decodes a value, once. Bytes that are no text are nothing.
pub(super) fn decode(value: &str) -> Option<String> {
    percent_decode_str(value).decode_utf8().ok().map(Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_router_never_sees_two_names_at_one_place() {
        assert_eq!(shape("/a/{one}/b"), shape("/a/{other}/b"));
        assert_eq!(shape("/a/{one}.json/:b"), "/a/{p2}/:b");
    }

    #[test]
    fn values_are_found_by_their_names_and_left_encoded() {
        assert_eq!(values("/a/{b}/c/{d}", "/a/%2F/c/.."), Some(vec![("b", "%2F"), ("d", "..")]));
        assert_eq!(values("/{a}-{b}.json", "/x-y-z.json"), Some(vec![("a", "x"), ("b", "y-z")]));
    }

    #[test]
    fn a_path_of_another_template_has_no_values() {
        for path in ["/a", "/a/", "/a/b/c", "/b/c", "/a/b/", "a/b", "/a/.json"] {
            assert_eq!(values("/a/{b}.json", path), None, "{path}");
        }
        assert_eq!(values("/a/{b}", "/a/"), None);
    }

    #[test]
    fn a_value_is_decoded_once() {
        assert_eq!(decode("%252F%20+%C3%BC").as_deref(), Some("%2F +ü"));
        assert_eq!(decode("%ff"), None);
    }
}
