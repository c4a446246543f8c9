//! Wrong specs, each with what is said about it held in a snapshot beside it.

use std::{collections::BTreeSet, fs, path::Path};

use datacontract_codegen::{
    diagnostic::{Code, Diagnostics, Format},
    spec::Spec,
};

const FOLDER: &str = "tests/fixtures/wrong";

/// The names of the fixtures with what is said about them. Paths are relative, so that messages are the same
/// everywhere.
fn all() -> Vec<(String, Diagnostics)> {
    let mut files: Vec<_> = fs::read_dir(FOLDER)
        .expect("the folder of the fixtures")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            let (spec, diagnostics) = Spec::load(&Path::new(FOLDER).join(format!("{name}.json")));
            assert_eq!(spec.is_none(), diagnostics.has_errors(), "{name}");
            (name, diagnostics)
        })
        .collect()
}

#[test]
fn wrong_specs_are_explained() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Path::new("..").join("fixtures").join("wrong"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (name, diagnostics) in all() {
            assert!(!diagnostics.is_empty(), "{name} is not wrong");
            insta::assert_snapshot!(name, diagnostics.render(Format::Text { color: false }));
        }
    });
}

/// Each code that a spec's text can have is met by some fixture.
#[test]
fn every_code_has_a_fixture() {
    let met: BTreeSet<Code> = all()
        .iter()
        .flat_map(|(_, diagnostics)| diagnostics.iter().map(|diagnostic| diagnostic.code))
        .collect();
    // These need broken files, or the contracts and the samples.
    let elsewhere = [
        Code::Unreadable,
        Code::TooDeep,
        Code::SampleUnreadable,
        Code::SampleDiffers,
        Code::SamplesDisagree,
        Code::SampleLosesDetail,
        Code::SampleLostByTypes,
        // Only `lint` looks for these.
        Code::LintConflict,
        Code::LintOpenFact,
        Code::LintNoSample,
        Code::LintUnusedType,
        Code::LintUnnamedEnum,
        Code::LintFlatList,
        Code::LintNoDoc,
    ];
    let missing: Vec<&Code> =
        Code::ALL.iter().filter(|code| !met.contains(code) && !elsewhere.contains(code)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
