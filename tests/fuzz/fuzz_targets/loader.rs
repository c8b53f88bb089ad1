//! Any bytes are a specification: they become code that parses, or mistakes that can be shown.
#![no_main]

use icws_codegen::Spec;
use icws_codegen::diagnostic::Style;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    match icws_codegen::generate(Spec { path: "fuzz.yaml", bytes }) {
        Ok(output) => output.tree.iter().for_each(|(path, text)| {
            assert!(syn::parse_file(text).is_ok(), "{path} does not parse:\n{text}");
        }),
        Err(mistakes) => {
            let text = mistakes.source().text();
            assert!(mistakes.count() > 0, "refused without a word");
            assert!(mistakes.iter().all(|mistake| mistake.span.start as usize <= text.chars().count()));
            assert!(mistakes.iter().all(|mistake| !mistake.message.is_empty() && !mistake.help.is_empty()));
            assert!(
                !mistakes.render(Style::Plain).is_empty() && !mistakes.render(Style::Coloured).is_empty()
            );
        }
    }
});
