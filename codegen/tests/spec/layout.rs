//! The layout of specs: white space changes, and nothing else.

use std::{fs, path::Path};

use datacontract_codegen::spec::{
    Spec,
    format::formatted,
    remarks::{RemarkKind, remarks},
    tokens::tokens,
};
use proptest::prelude::*;

/// The tokens of a text, without what stands between them.
fn words(text: &str) -> Vec<&str> {
    tokens(text).iter().map(|token| &text[token.span.range()]).collect()
}

/// JSON with comments, and white space anywhere.
fn documents() -> impl Strategy<Value = String> {
    let blank = prop_oneof![
        4 => Just(String::new()),
        3 => Just(" ".to_owned()),
        2 => Just("\n".to_owned()),
        1 => Just("\n\n\n\t".to_owned()),
        1 => Just(" // a comment: { \"x\", [\n".to_owned()),
        1 => Just("/* one\n  more */".to_owned()),
    ];
    let long = "a text that makes lines wider than they may be. ".repeat(2);
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("-1.5e3".to_owned()),
        Just("\"// no comment \\\" é\"".to_owned()),
        Just(format!("\"{long}\"")),
        Just("{}".to_owned()),
        Just("[ ]".to_owned()),
    ];
    let value = leaf.prop_recursive(5, 60, 5, move |inner| {
        let entry = (blank.clone(), inner.clone(), blank.clone());
        let list = prop::collection::vec(entry.clone(), 1..5).prop_map(|items| {
            let items: Vec<String> = items.into_iter().map(|(a, item, b)| format!("{a}{item}{b}")).collect();
            format!("[{}]", items.join(","))
        });
        let object = (prop::collection::vec((entry, blank.clone()), 1..5), any::<bool>()).prop_map(
            |(entries, comma)| {
                let entry = |(at, ((a, value, b), c)): (usize, ((String, String, String), String))| {
                    format!("{a}\"k{at}\"{c}:{b}{value}{a}")
                };
                let entries: Vec<String> = entries.into_iter().enumerate().map(entry).collect();
                format!("{{{}{}}}", entries.join(","), if comma { "," } else { "" })
            },
        );
        prop_oneof![list, object]
    });
    (value, any::<bool>())
        .prop_map(|(value, is_windows)| if is_windows { value.replace('\n', "\r\n") } else { value })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_token_is_kept_and_a_second_time_changes_nothing(text in documents()) {
        let once = formatted(&text);
        prop_assert_eq!(words(&once), words(&text));
        prop_assert_eq!(formatted(&once), once.clone());
        prop_assert!(once.lines().all(|line| line.trim_end() == line || text.contains("/*")), "{}", once);
    }

    #[test]
    fn no_text_is_too_broken(text in "[{}\\[\\],: \n\"a/*é\\\\]{0,40}") {
        let _ = formatted(&text);
    }
}

/// What `import` writes, and what this repository has, is laid out already.
#[test]
fn the_specs_of_this_repository_are_laid_out() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    for entry in fs::read_dir(folder).expect("the specs").flatten() {
        let file = entry.path().join("api.json");
        let Ok(text) = fs::read_to_string(&file) else { continue };
        let laid_out = formatted(&text);
        assert_eq!(laid_out, text, "{}", file.display());
        assert!(Spec::from_text(&file, &laid_out).0.is_some());
    }
}

#[test]
fn objects_stay_on_their_lines() {
    for (text, expected) in [
        ("{\n\"a\":{\"b\":1}}", "{\n  \"a\": { \"b\": 1 }\n}\n"),
        ("{\"a\":{\n\"b\":1}}", "{\n  \"a\": {\n    \"b\": 1\n  }\n}\n"),
        ("{\"a\":[ 1,2 ], // c\n\n\n\"b\":[ ]}", "{\n  \"a\": [1, 2], // c\n\n  \"b\": []\n}\n"),
        ("// top\n\n{}", "// top\n\n{}\n"),
        ("{\n\n  // c\n  \"a\": 1,\n}", "{\n  // c\n  \"a\": 1,\n}\n"),
        ("\u{feff}{\r\n\"a\":1}", "\u{feff}{\r\n  \"a\": 1\r\n}\r\n"),
        ("", ""),
    ] {
        assert_eq!(formatted(text), expected, "{text}");
    }
}

#[test]
fn remarks_go_on_over_lines() {
    let text = "{ // open: a\n// b\n\n// c\n\"x\": 1, // inferred: d\n // conflict: e\n// f\n\"y\": \"// open: g\" }";
    let found: Vec<(RemarkKind, String)> =
        remarks(text).into_iter().map(|remark| (remark.kind, remark.text)).collect();
    let expected = [(RemarkKind::Open, "a b"), (RemarkKind::Inferred, "d"), (RemarkKind::Conflict, "e f")];
    assert_eq!(found, expected.map(|(kind, text)| (kind, text.to_owned())));
}
