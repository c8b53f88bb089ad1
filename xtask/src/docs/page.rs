//! What all pages have in common.

use icws_codegen::ir::{Api, Operation};

/// The pages, with what each is called.
const PAGES: [(&str, &str); 4] = [
    ("index.html", "Overview"),
    ("reference.html", "Reference"),
    ("versions.html", "Versions"),
    ("changes.html", "Changes"),
];

/// A page around what is particular to it, which is HTML.
pub(super) fn page(file: &str, title: &str, body: &str) -> String {
    let links: String = PAGES
        .iter()
        .map(|(target, name)| {
            let current = if *target == file { " aria-current=\"page\"" } else { "" };
            format!("<li><a href=\"{target}\"{current}>{name}</a></li>")
        })
        .collect();
    let title = escaped(title);
    format!(
        "<!doctype html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<title>{title}</title>
<link rel=\"icon\" href=\"data:,\">
<link rel=\"stylesheet\" href=\"site.css\">
</head>
<body>
<a class=\"skip\" href=\"#content\">To the content</a>
<nav class=\"bar\" aria-label=\"Pages\"><ul>{links}</ul></nav>
{body}
</body>
</html>
"
    )
}

/// The part of a page that is read, under its title.
pub(super) fn content(title: &str, html: &str) -> String {
    format!(
        "<main id=\"content\" class=\"page\" tabindex=\"-1\">\n<h1>{}</h1>\n{html}\n</main>\n<footer class=\"foot\">Made of spec/dialer.yaml by \
         <code>cargo xtask docs</code>.</footer>\n<script src=\"site.js\"></script>",
        escaped(title)
    )
}

/// A text in which nothing is HTML.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A text as a paragraph, with code where it has some.
pub(super) fn prose(text: &str) -> String {
    let parts = escaped(text.trim()).split('`').map(str::to_owned).collect::<Vec<_>>();
    let last = parts.len().saturating_sub(1);
    let shown = parts.iter().enumerate().map(|(index, part)| match index % 2 {
        1 if index < last => format!("<code>{part}</code>"),
        1 => format!("`{part}"),
        _ => part.clone(),
    });
    shown.collect()
}

/// A table that scrolls by itself where the page is narrow, also by the keyboard.
pub(super) fn table(name: &str, heads: [&str; 3], rows: &str) -> String {
    let heads: String = heads.iter().map(|head| format!("<th scope=\"col\">{head}</th>")).collect();
    wide(name, &format!("<table><thead><tr>{heads}</tr></thead><tbody>\n{rows}</tbody></table>"))
}

pub(super) fn wide(name: &str, html: &str) -> String {
    format!("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{name}\">\n{html}</div>")
}

/// The name of a call or a field as code. On a narrow page it breaks where a word of it begins, and nowhere else.
pub(super) fn name(text: &str) -> String {
    let mut shown = String::new();
    let mut before = ' ';
    for c in text.chars() {
        if before == '.' || before.is_lowercase() && c.is_uppercase() {
            shown.push_str("<wbr>");
        }
        shown.push_str(&escaped(&c.to_string()));
        before = c;
    }
    format!("<code>{shown}</code>")
}

/// The calls in the order of the specification, which is the one in which somebody thought of them.
pub(super) fn in_order(api: &Api) -> Vec<&Operation> {
    let mut calls: Vec<&Operation> = api.operations.iter().collect();
    calls.sort_by_key(|call| (call.path_span.start, call.since.span.start));
    calls
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_breaks_between_its_words() {
        assert_eq!(name("dbType.iD<"), "<code>db<wbr>Type.<wbr>i<wbr>D&lt;</code>");
    }

    #[test]
    fn nothing_in_a_text_is_html() {
        assert_eq!(escaped("<a b=\"&\">"), "&lt;a b=&quot;&amp;&quot;&gt;");
        assert_eq!(prose("a `<b>` c ` d"), "a <code>&lt;b&gt;</code> c ` d");
    }
}
