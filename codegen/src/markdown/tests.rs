mod said;

use std::collections::BTreeSet;

use pulldown_cmark::Parser;

use said::{Said, meant, read};

use super::{OPTIONS, code, introduced, normal, plain, prose};

/// What is printed as it was written.
#[test]
fn ordinary_prose_stays_as_its_author_wrote_it() {
    for written in [
        "One line.",
        "Two\nlines, and `code`, and `` a ` tick ``, and ` a`, `b `, `  ` and `  c  `.",
        "3.5 is more\n5% of it\n(and more) \\(or less)",
        "A paragraph.\n\nAnother one, with snake_case, 2 * 3, a*b, R&D, *y* and __z__.",
        "- a list\n- with two items,\n  of which the second goes on\n  - and has one below\n\nThe end.",
        "1. first\n\n2. second\n\n   with two paragraphs",
        "* a\n* b\n\n+ another list",
        "A [link](https://example.com/a_b?c=1 \"its title\") and <https://example.com/>.",
        "| a | b |\n| --- | ---: |\n| `x \\| y` and a \\| b | 1 |",
        "> quoted\n> twice\n>\n> - a list",
        "# A heading\n\nand text\\\nwith a break \\\nor  \ntwo",
        "~~gone~~, *this*, _that_, **those**, ***all***",
        "- [x] done\n- [ ] not yet",
        "```text\ncode\n\n    indented\n```",
        "It costs 5\\* and C:\\dir, &copy; 2024 &amp; later.",
        "#1 of 10% at 3.5 (a) - b -- c --- d + e = f",
    ] {
        assert_eq!(prose(written), written);
    }
}

#[test]
fn what_is_no_markdown_to_rustdoc_is_text() {
    for (written, shown) in [
        ("a [1,*] <b> `x[0]<T>`", "a \\[1,*\\] \\<b> `x[0]<T>`"),
        ("[`Other`] and [it](Other)", "\\[`Other`\\] and \\[it\\](Other)"),
        ("![a](img.png) <tel:1> <a@b.c>", "\\!\\[a\\](img.png) \\<tel:1> <a@b.c>"),
        ("<div>\n  a *b*\n</div>", "\\<div>\na \\*b\\*\n\\</div>"),
        ("<!-- a\n\nb -->", "\\<\\!-- a\n\nb -->"),
        ("x[^n]\n\n[^n]: a *note*", "x\\[^n\\]\n\n\\[^n\\]: a *note*"),
        ("a #\n===", "# a \\#"),
        ("a\n    # b\n    - c", "a\n\\# b\n\\- c"),
        ("> a\n===\n1. b", "> a\n> \\===\n\n1. b"),
        ("a ` b", "a \\` b"),
        ("a\tb\r\nc\rd", "a b\nc\nd"),
        ("a\u{202e}b &#x202e; `\u{7}`", "a\\u{202e}b \\u{202e} `\\u{7}`"),
    ] {
        assert_eq!(prose(written), shown, "{written:?}");
    }
}

#[test]
fn addresses_are_links_wherever_they_stand() {
    for (written, shown) in [
        ("see https://example.com/a.", "see <https://example.com/a>."),
        ("(https://e.com/b), \"https://e.com\"", "(<https://e.com/b>), \"<https://e.com>\""),
        ("**https://e.com/a_b_c**'s", "**<https://e.com/a_b_c>**'s"),
        ("Docs:https://e.com/a_(b)!", "Docs:<https://e.com/a_(b)>!"),
        ("(https://e.com/a_(b))", "(<https://e.com/a_(b)>)"),
        ("`https://e.com` [https://e.com](https://e.com)", "`https://e.com` [https://e.com](https://e.com)"),
        ("https://e.com?a&amp;b", "<https://e.com?a&b>"),
        ("[a][b]\n\n[b]: <https://e.com/(x>", "[a](<https://e.com/(x>)"),
        ("https://{host}/x <a href=\"https://e.com\">", "https://{host}/x \\<a href=\"<https://e.com>\">"),
        ("| https://e.com |\n|-|", "| <https://e.com> |\n| --- |"),
        ("(*https://e.com*) *a* *https://e.com*", "(*<https://e.com>*) *a* *<https://e.com>*"),
        ("<https://e.com/a|b>", "<https://e.com/a|b>"),
        ("| <https://e.com/a\\|b> |\n|-|", "| <https://e.com/a\\|b> |\n| --- |"),
        // Where marks have to stay beside it, it is none.
        ("a*https://e.com*b", "a*https:\\//e.com*b"),
    ] {
        assert_eq!(prose(written), shown, "{written:?}");
    }
}

#[test]
fn code_is_text_behind_every_kind_of_fence() {
    let block = "```text\nrun();\n```";
    for written in [
        "```\nrun();\n```",
        "```rust,no_run\nrun();",
        "``` rust\nrun();\n```",
        "````should_panic\nrun();\n````",
        "~~~edition2021\nrun();\n~~~",
        "    run();",
        "\trun();",
    ] {
        assert_eq!(prose(written), block, "{written:?}");
    }
    for (written, shown) in [
        ("-     run();", "- ```text\n  run();\n  ```"),
        ("1.\t\trun();", "1. ```text\n    run();\n   ```"),
        ("- ```\n  run();", "- ```text\n  run();\n  ```"),
        ("> ~~~\n> run();", "> ```text\n> run();\n> ```"),
        ("a\n\n    run();", "a\n\n```text\nrun();\n```"),
        ("~~~\n```\na\tb\n~~~", "````text\n```\na    b\n````"),
    ] {
        assert_eq!(prose(written), shown, "{written:?}");
    }
}

#[test]
fn a_description_goes_on_behind_words_of_ours_where_it_can() {
    assert_eq!(introduced("`404`:", "No *such* thing."), "`404`: No *such* thing.");
    assert_eq!(introduced("`404`:", "- a\n- b"), "`404`:\n\n- a\n- b");
    assert_eq!(introduced("`404`:", " \n[a]: b"), "`404`.");
}

#[test]
fn nothing_ends_code_but_its_end() {
    for (text, shown) in [
        ("plain", "`plain`"),
        ("a`b", "`` a`b ``"),
        ("`", "`` ` ``"),
        (" a ", "`  a  `"),
        (" ", "` `"),
        ("", "`\"\"`"),
        ("a\nb\u{202e}", "`a\\u{a}b\\u{202e}`"),
    ] {
        assert_eq!(code(text), shown, "{text:?}");
    }
}

#[test]
fn a_title_means_nothing_but_what_it_says() {
    assert_eq!(
        plain("*A* [b](c) <d> https://e.com\0 #1"),
        "\\*A\\* \\[b\\](c) \\<d> <https://e.com>\\\\u{0} \\#1"
    );
}

#[test]
fn depth_and_length_cost_what_they_must() {
    let deep = ["> ".repeat(20_000), "- ".repeat(20_000), "*a ".repeat(20_000), "[".repeat(20_000)];
    let long =
        ["http://-".repeat(50_000), "http://a".repeat(50_000) + &")".repeat(50_000), "`".repeat(200_000)];
    for text in deep.iter().chain(&long) {
        assert!(prose(text).len() < 4 * text.len() + 1_000);
    }
}

const PIECES: &[&str] = &[
    "a",
    "b c",
    " ",
    " ",
    " ",
    "  ",
    "\n",
    "\n",
    "\n\n",
    "\t",
    "    ",
    "*",
    "**",
    "_",
    "__",
    "~",
    "~~",
    "~~~",
    "`",
    "``",
    "```",
    "````",
    "\\",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "> ",
    "- ",
    "-",
    "* ",
    "+ ",
    "1. ",
    "2) ",
    "10.",
    "#",
    "# ",
    "## ",
    "=",
    "===",
    "---",
    "***",
    "|",
    "| a | b |",
    "\n|-|-|\n",
    "|---|",
    ":-:",
    "&",
    "&amp;",
    "&lt;",
    "&#x202e;",
    "&#10;",
    ";",
    "!",
    "![",
    "](",
    "](x)",
    "](https://e.com)",
    "[x]: y",
    "[x]: https://e.com 't'",
    "[x]",
    "[^1]",
    "[^1]: n",
    "<b>",
    "</b>",
    "<div>",
    "<!--",
    "-->",
    "<a@b.c>",
    "<https://e.com/a_b>",
    "<tel:1>",
    "https://e.com/x",
    "http://",
    "https://e.com/?a=1&b=2",
    "'",
    "\"",
    ".",
    ",",
    ":",
    "- [ ] ",
    "[x] ",
    "\u{202e}",
    "\u{e9}",
    "{",
    "}",
    "rust",
    "$",
];

#[test]
fn whatever_is_written_is_shown_and_nothing_of_it_is_compiled() {
    let mut random = fastrand::Rng::with_seed(77);
    let mut kinds = BTreeSet::new();
    for _ in 0..20_000 {
        let count = random.usize(1..25);
        let text: String = (0..count).filter_map(|_| random.choice(PIECES)).copied().collect();
        let source = normal(&text);
        let printed = prose(&text);
        kinds.extend(
            Parser::new_ext(&printed, OPTIONS)
                .map(|event| format!("{event:?}").chars().take(12).collect::<String>()),
        );
        let normalised = |said: Said| Said { text: said.text.replace('\u{202e}', "\\u{202e}"), ..said };
        assert_eq!(read(&printed), normalised(meant(&source)), "{text:?}\n{printed}");
        assert!(!printed.contains(['\t', '\u{202e}']), "{text:?}\n{printed}");
        assert_eq!(read(&prose(&printed)), read(&printed), "{text:?}\n{printed}");
    }
    assert!(kinds.len() > 30, "{kinds:?}");
}
