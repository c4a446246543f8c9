//! What is emitted for fixtures: the Rust module beside each spec, word for word.
//!
//! `UPDATE_FIXTURES=1 cargo test -p datacontract-codegen --test emit` writes the modules anew. That they
//! compile, and that their types do what the specs say, is tested in the crate of the tests.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use datacontract_codegen::{
    diagnostic::Format,
    emit::{self, Destination, Options, Parts},
    spec::Spec,
};
use proptest::prelude::*;

/// Fixtures of types: their module is in `expected.rs`.
const FOLDER: &str = "tests/fixtures/emit";

/// Fixtures of endpoints, clients, servers and samples: the module is in `mod.rs`, those in it are beside it.
const PARTS: &str = "tests/fixtures/parts";

/// The folders of the fixtures.
fn cases() -> Vec<PathBuf> {
    cases_in(FOLDER)
}

fn cases_in(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder of the fixtures");
    let mut cases: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    cases.sort();
    cases
}

fn spec(case: &Path) -> Spec {
    let (spec, diagnostics) = Spec::load(case);
    let text = diagnostics.render(Format::Text { color: false });
    spec.unwrap_or_else(|| panic!("{text}"))
}

/// Compares a text with a file's, or writes it there.
fn is_expected(path: &Path, text: &str) -> bool {
    let expected = fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    if text != expected && env::var_os("UPDATE_FIXTURES").is_some() {
        fs::write(path, text).expect("the fixture is written");
        return true;
    }
    text == expected
}

#[test]
fn modules_are_as_expected() {
    let mut wrong = Vec::new();
    for case in cases() {
        let text = emit::module(&spec(&case), &Options::default());
        let path = case.join("expected.rs");
        if !is_expected(&path, &text) {
            wrong.push(path);
        }
    }
    assert!(wrong.is_empty(), "other than expected (UPDATE_FIXTURES=1 writes them anew): {wrong:#?}");
}

#[test]
fn parts_are_as_expected() {
    let mut wrong = Vec::new();
    for case in cases_in(PARTS) {
        let spec = spec(&case);
        let options = Options { parts: Parts::ALL, ..Options::default() };
        let submodules = emit::submodules(&spec, &options).into_iter();
        let submodules = submodules.map(|submodule| (format!("{}.rs", submodule.name), submodule.text));
        for (name, text) in submodules.chain([("mod.rs".to_owned(), emit::module(&spec, &options))]) {
            if !is_expected(&case.join(&name), &text) {
                wrong.push(case.join(name));
            }
        }
    }
    assert!(wrong.is_empty(), "other than expected (UPDATE_FIXTURES=1 writes them anew): {wrong:#?}");
}

/// Each part is there alone, and the endpoints with each.
#[test]
fn parts_can_be_left_out() {
    let spec = spec(&Path::new(PARTS).join("header"));
    let names = |parts: Parts, destination: Destination| {
        let options = Options { parts, destination, ..Options::default() };
        let file = syn::parse_file(&emit::module(&spec, &options)).expect("a module");
        let names = file.items.iter().filter_map(|item| match item {
            syn::Item::Mod(module) => Some(module.ident.to_string()),
            _ => None,
        });
        let names: Vec<String> = names.collect();
        let files: Vec<&str> = emit::submodules(&spec, &options).iter().map(|module| module.name).collect();
        assert!(destination == Destination::Included || files == names, "{files:?}, {names:?}");
        names.join(" ")
    };
    for destination in [Destination::File, Destination::Included] {
        assert_eq!(names(Parts::default(), destination), "");
        assert_eq!(names(Parts { endpoints: true, ..Parts::default() }, destination), "endpoints");
        assert_eq!(names(Parts { client: true, ..Parts::default() }, destination), "endpoints client");
        assert_eq!(names(Parts { server: true, ..Parts::default() }, destination), "endpoints server");
        assert_eq!(names(Parts { samples: true, ..Parts::default() }, destination), "endpoints samples");
        assert_eq!(names(Parts::ALL, destination), "endpoints client server samples");
    }
}

#[test]
fn the_same_comes_out_twice() {
    for case in cases().into_iter().chain(cases_in(PARTS)) {
        let options = Options { parts: Parts::ALL, ..Options::default() };
        assert_eq!(emit::module(&spec(&case), &options), emit::module(&spec(&case), &options), "{case:?}");
        assert_eq!(emit::submodules(&spec(&case), &options), emit::submodules(&spec(&case), &options));
    }
}

/// What is included has no inner documentation or attributes, which could not stand there.
#[test]
fn included_modules_are_items_alone() {
    for case in cases().into_iter().chain(cases_in(PARTS)) {
        let options = Options { destination: Destination::Included, parts: Parts::ALL, ..Options::default() };
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

/// Of JSON `XmlSerializer` heeds `DefaultValue` alone; an array as an argument, which Rust does not tell, is in the name.
#[test]
fn xml_serializer_needs_defaults_and_names_without_json() {
    let text = r#"{ "version": 1, "name": "A", "module": "a", "xml": { "serializer": "xmlSerializer" },
        "types": {
            "Page<int[]>": { "members": { "Items": "int[]", "Size": { "type": "int", "json": { "defaultValue": 5 } } } },
            "Page<List<int>>": { "members": { "Items": "List<int>" } },
            "Host": { "members": { "Page": "Page<int[]>", "Other": "Page<List<int>>" } } },
        "rust": { "Page<int[]>": { "name": "ArrayPage" } } }"#;
    let (spec, diagnostics) = Spec::from_text(Path::new("api.json"), text);
    let spec = spec.unwrap_or_else(|| panic!("{}", diagnostics.render(Format::Text { color: false })));
    let module = emit::module(&spec, &Options { json: false, ..Options::default() });
    let count = |text: &str| module.matches(text).count();
    assert_eq!(count("json_default_value = \"5\""), 1, "{module}");
    assert_eq!((count("type = \"PageOfArrayOfInt32\""), count("type = ")), (1, 1), "{module}");
}

/// In an example a module's name must not mean a crate or a type of Rust.
#[test]
fn examples_name_modules_that_are_called_as_something_else() {
    let fixture = fs::read_to_string(Path::new(PARTS).join("header/api.json")).expect("a spec");
    let (before, after) = fixture.split_once("\"module\": \"").expect("a module");
    let (_, after) = after.split_once('"').expect("its end");
    let client = |module: &str| {
        let text = format!("{before}\"module\": \"{module}\"{after}");
        let (spec, _) = Spec::from_text(Path::new("api.json"), &text);
        let spec = spec.unwrap_or_else(|| panic!("{text}"));
        let crate_name = Some("acme-apis".to_owned());
        let options = Options { parts: Parts::ALL, crate_name, ..Options::default() };
        let mut submodules = emit::submodules(&spec, &options).into_iter();
        submodules.find(|submodule| submodule.name == "client").expect("a client").text
    };
    let shown = client("shop");
    assert!(
        shown.contains("# use acme_apis::shop;\n") && shown.contains("(api: shop::client::Client<"),
        "{shown}"
    );
    for module in ["std", "core", "datacontract", "str", "samples", "acme_apis"] {
        let shown = client(module);
        let path = format!("(api: ::acme_apis::{module}::client::Client<");
        assert!(shown.contains(&path) && !shown.contains(&format!("# use acme_apis::{module};")), "{shown}");
    }
}

/// The texts of the fixtures.
fn texts() -> Vec<String> {
    let cases = cases().into_iter().chain(cases_in(PARTS));
    cases.map(|case| fs::read_to_string(case.join("api.json")).expect("a spec")).collect()
}

/// How many structs and enums of a text have this name; `None` if it is no Rust.
fn types_named(text: &str, name: &str) -> Option<usize> {
    let names = syn::parse_file(text).ok()?.items.into_iter().filter_map(|item| match item {
        syn::Item::Struct(item) => Some(item.ident),
        syn::Item::Enum(item) => Some(item.ident),
        _ => None,
    });
    Some(names.filter(|found| found == name).count())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands in a spec without errors: what is emitted is Rust, and has the items of the spec
    /// alone.
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
        let options = Options { parts: Parts::ALL, ..Options::default() };
        let module = emit::module(&spec, &options);
        let wanted = (0..spec.types.len()).filter(|index| spec.rust_type_name(*index) == "Evil").count();
        prop_assert_eq!(types_named(&module, "Evil"), Some(wanted), "{}", module);
        for submodule in emit::submodules(&spec, &options) {
            let endpoints = spec.endpoints.iter().filter(|endpoint| endpoint.has_code());
            let wanted = endpoints.filter(|endpoint| endpoint.rust_type_name() == "Evil").count();
            let wanted = if submodule.name == "endpoints" { wanted } else { 0 };
            prop_assert_eq!(types_named(&submodule.text, "Evil"), Some(wanted), "{}", submodule.text);
        }
    }
}
