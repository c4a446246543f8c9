//! The reader of specs, their layout, and what is emitted of them.

use datacontract_codegen::emit::{self, Options, Parts};
use datacontract_codegen::spec::{Spec, format::formatted};
use std::path::{Path, PathBuf};

/// - No text makes the reader, the checks or the layout panic.
/// - The layout is stable, and says the same.
/// - Rust is emitted of whatever passes the checks.
pub(crate) fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let path = Path::new("api.json");
    let (spec, diagnostics) = Spec::from_text(path, text);
    for diagnostic in &diagnostics {
        let _ = diagnostic.to_string();
    }
    let Some(spec) = spec else { return };
    let laid_out = formatted(text);
    assert_eq!(formatted(&laid_out), laid_out, "the layout is not stable");
    let (again, diagnostics) = Spec::from_text(path, &laid_out);
    assert!(
        again.is_some(),
        "laid out, it has errors: {:?}",
        diagnostics.iter().next().map(ToString::to_string)
    );
    // It panics if it is no Rust.
    for parts in [Parts::default(), Parts::ALL] {
        let options = Options { parts, ..Options::default() };
        // The first line has the digest of the spec's text.
        let emitted =
            |spec: &Spec| emit::module(spec, &options).split_once('\n').map(|(_, module)| module.to_owned());
        assert_eq!(again.as_ref().map(emitted), Some(emitted(&spec)), "laid out, it says something else");
        let _ = emit::submodules(&spec, &options);
    }
}

/// Returns the files in a folder and in those below it.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files
}

pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folders = ["specs", "tests/hostile", "codegen/tests/fixtures", "codegen/tests/compare/fixtures"];
    let files = folders.iter().flat_map(|folder| files(&root.join(folder)));
    let specs = files.filter(|path| path.extension().is_some_and(|ending| ending == "json"));
    specs.filter_map(|path| std::fs::read(path).ok()).filter(|text| text.len() < 20_000).collect()
}
