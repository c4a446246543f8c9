//! No text makes the reader panic, and all texts get the same answer twice.

use std::{fs, path::Path};

use datacontract_codegen::{
    diagnostic::Format,
    spec::{ClrName, Spec, Template, TypeExpr},
};
use proptest::prelude::*;

/// Good specs and wrong ones, to be spoiled.
fn texts() -> Vec<String> {
    let mut texts = Vec::new();
    for folder in ["../specs", "tests/fixtures/wrong"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let mut paths: Vec<_> =
            fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
        paths.sort();
        for path in paths {
            let path = if path.is_dir() { path.join("api.json") } else { path };
            if path.extension().is_some_and(|extension| extension == "json") {
                texts.push(fs::read_to_string(path).expect("a text"));
            }
        }
    }
    texts
}

/// Reads a text and shows what is wrong with it in every form.
fn read(text: &str) {
    let (spec, diagnostics) = Spec::from_text(Path::new("api.json"), text);
    assert_eq!(spec.is_none(), diagnostics.has_errors());
    for format in [Format::Text { color: true }, Format::Json, Format::Github] {
        assert_eq!(diagnostics.render(format).is_empty(), diagnostics.is_empty());
    }
    assert_eq!(diagnostics, Spec::from_text(Path::new("api.json"), text).1);
}

/// The end of a character that is at `at` or after it.
fn boundary(text: &str, at: usize) -> usize {
    (at..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

/// Snippets that mean something to the reader.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        "[\\[\\]{}\":,/*\\\\\n ]{1,4}",
        prop::sample::select(vec![
            "List<",
            ">",
            "?",
            "[]",
            "null",
            "true",
            "0",
            "-1",
            "1e400",
            "99999999999999999999999",
            "//",
            "/*",
            "*/",
            "\"\\ud800\"",
            "\\",
            "ß",
            "\u{feff}",
            "\u{0}",
            "\"type\"",
            "\"base\": \"Lead\",",
            "Collection of ",
            "self",
            "{id}",
            "{",
            "*.",
            ".*",
            "+",
            "\r\n",
            "\"enum\": {}",
        ])
        .prop_map(str::to_owned),
        any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        read(&text);
    }

    #[test]
    fn pieces_are_read(pieces in prop::collection::vec(piece(), 0..20)) {
        read(&pieces.concat());
    }

    #[test]
    fn spoiled_specs_are_read(
        which in any::<prop::sample::Index>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..12_usize, piece()), 1..4),
    ) {
        let texts = texts();
        let mut text = which.get(&texts).clone();
        for (at, length, piece) in changes {
            let start = boundary(&text, at.index(text.len() + 1));
            let end = boundary(&text, (start + length).min(text.len()));
            text.replace_range(start..end, &piece);
        }
        read(&text);
    }

    #[test]
    fn cut_specs_are_read(which in any::<prop::sample::Index>(), at in any::<prop::sample::Index>()) {
        let texts = texts();
        let text = which.get(&texts);
        read(&text[..boundary(text, at.index(text.len() + 1))]);
    }

    #[test]
    fn any_word_is_parsed(text in "[A-Za-z<>\\[\\],.+? §ß]{0,40}", at in 0..1000_usize) {
        // What is read must mean the same when it is shown and read again.
        if let Ok(ty) = TypeExpr::parse(&text, at) {
            let shown = ty.to_string();
            prop_assert_eq!(TypeExpr::parse(&shown, at).expect("a shown type"), ty);
        }
        if let Ok(name) = ClrName::parse(&text, at) {
            let shown = name.to_string();
            prop_assert_eq!(ClrName::parse(&shown, at).expect("a shown name"), name);
        }
        let _ = Template::parse(&text, at);
    }
}
