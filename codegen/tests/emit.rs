//! What is emitted for fixtures: the Rust module beside each spec, word for word.
//!
//! `UPDATE_FIXTURES=1 cargo test -p datacontract-codegen --test emit` writes the modules anew. That they compile, and
//! that their types do what the specs say, is tested in the crate of the tests.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use datacontract_codegen::{
    diagnostic::Format,
    emit::{self, Options, Place},
    spec::Spec,
};
use proptest::prelude::*;

const FOLDER: &str = "tests/fixtures/emit";

/// The folders of the fixtures.
fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(FOLDER).expect("the folder of the fixtures");
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    cases.sort();
    cases
}

fn spec(case: &Path) -> Spec {
    let (spec, diagnostics) = Spec::load(case);
    let text = diagnostics.render(Format::Text { color: false });
    spec.unwrap_or_else(|| panic!("{text}"))
}

#[test]
fn modules_are_as_expected() {
    let mut wrong = Vec::new();
    for case in cases() {
        let text = emit::module(&spec(&case), &Options::default());
        let path = case.join("expected.rs");
        let expected = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        if text == expected {
            continue;
        }
        if env::var_os("UPDATE_FIXTURES").is_some() {
            fs::write(&path, text).expect("the fixture is written");
        } else {
            wrong.push(path.display().to_string());
        }
    }
    assert!(wrong.is_empty(), "other than expected (UPDATE_FIXTURES=1 writes them anew): {wrong:#?}");
}

#[test]
fn the_same_comes_out_twice() {
    for case in cases() {
        let options = Options::default();
        assert_eq!(emit::module(&spec(&case), &options), emit::module(&spec(&case), &options), "{case:?}");
    }
}

/// What is included has no inner documentation or attributes, which could not stand there.
#[test]
fn included_modules_are_items_alone() {
    for case in cases() {
        let options = Options { place: Place::Included, ..Options::default() };
        let file = syn::parse_file(&emit::module(&spec(&case), &options)).expect("a module");
        assert!(file.attrs.is_empty(), "{case:?}");
    }
}

#[test]
fn json_and_models_can_be_left_out() {
    let spec = spec(&Path::new(FOLDER).join("json"));
    let without_json = emit::module(&spec, &Options { json: false, ..Options::default() });
    assert!(!without_json.contains("json_"), "{without_json}");
    assert!(!without_json.contains("pub computed"), "{without_json}");
    let nothing = emit::module(&spec, &Options { models: false, ..Options::default() });
    assert!(syn::parse_file(&nothing).expect("a module").items.is_empty());
}

/// The texts of the fixtures.
fn texts() -> Vec<String> {
    cases().iter().map(|case| fs::read_to_string(case.join("api.json")).expect("a spec")).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands in a spec without errors: what is emitted is Rust, and has the items of the spec alone.
    #[test]
    fn texts_do_not_become_code(
        which in any::<prop::sample::Index>(),
        word in any::<prop::sample::Index>(),
        text in prop_oneof![
            prop::sample::select(vec![
                "\\\"]\\npub struct Evil;",
                "*/ struct Evil; /*",
                "// \\r struct Evil;",
                "\\n\\n```\\nstruct Evil;\\n```",
                "Evil { } struct Evil",
                "Evil",
                "r#Evil",
                "\u{202e}Evil\u{2066}",
                "{0}{#}{",
                "",
            ]).prop_map(str::to_owned),
            "[ -~]{0,12}".prop_map(|text| text.replace(['\\', '"'], "'")),
        ],
    ) {
        let texts = texts();
        let spec = which.get(&texts);
        // Every other part stands between quotes.
        let mut parts: Vec<&str> = spec.split('"').collect();
        let at = word.index(parts.len() / 2) * 2 + 1;
        let is_code = parts.iter().rposition(|part| *part == "rust").is_some_and(|rust| at > rust);
        prop_assume!(!is_code);
        parts[at] = &text;
        let (spec, _) = Spec::from_text(Path::new("api.json"), &parts.join("\""));
        let Some(spec) = spec else { return Ok(()) };
        let module = emit::module(&spec, &Options::default());
        let file = syn::parse_file(&module);
        prop_assert!(file.is_ok(), "{module}");
        let names = file.into_iter().flat_map(|file| file.items).filter_map(|item| match item {
            syn::Item::Struct(item) => Some(item.ident),
            syn::Item::Enum(item) => Some(item.ident),
            _ => None,
        });
        let count = names.filter(|name| name == "Evil").count();
        let wanted = (0..spec.types.len()).filter(|index| spec.rust_type_name(*index) == "Evil").count();
        prop_assert_eq!(count, wanted, "{}", module);
    }
}
