//! A good spec with its samples, to be spoilt.

use std::{fs, path::Path};

use datacontract_codegen::{
    diagnostic::Format,
    graph::ContractGraph,
    prove::{self, Report},
    spec::Spec,
};

const FOLDER: &str = "tests/fixtures/orders";

/// The spec's file.
pub(crate) const SPEC: &str = "api.json";
pub(crate) const REQUEST_JSON: &str = "samples/Order.request.json";
pub(crate) const REQUEST_XML: &str = "samples/Order.request.xml";
pub(crate) const RESPONSE_JSON: &str = "samples/Order.response.json";
pub(crate) const RESPONSE_XML: &str = "samples/Order.response.xml";

/// One file's text in place of another: the text before, which stands there once, and after.
pub(crate) type Edit<'e> = (&'e str, &'e str, &'e str);

/// The proofs of the spec with these edits, and what is said.
pub(crate) fn with(edits: &[Edit<'_>]) -> (Report, String) {
    let mut files: Vec<(&str, String)> = [SPEC, REQUEST_JSON, REQUEST_XML, RESPONSE_JSON, RESPONSE_XML]
        .map(|name| (name, fs::read_to_string(Path::new(FOLDER).join(name)).expect("a file of the fixture")))
        .into();
    for (name, before, after) in edits {
        let (_, text) = files.iter_mut().find(|(other, _)| other == name).expect("a file of the fixture");
        assert_eq!(text.matches(before).count(), 1, "{before} in {name}");
        *text = text.replace(before, after);
    }
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    prove_files(&files)
}

/// The proofs of the spec with this file in place of its own.
pub(crate) fn with_file(name: &str, bytes: &[u8]) -> (Report, String) {
    let files = [SPEC, REQUEST_JSON, REQUEST_XML, RESPONSE_JSON, RESPONSE_XML]
        .map(|name| (name, fs::read(Path::new(FOLDER).join(name)).expect("a file of the fixture")));
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(other, text)| (*other, if *other == name { bytes } else { text })).collect();
    prove_files(&files)
}

/// The proofs of a spec of these files.
pub(crate) fn prove_files(files: &[(&str, &[u8])]) -> (Report, String) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("samples")).expect("a folder");
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).expect("a file");
    }
    let (spec, diagnostics) = Spec::load(folder.path());
    let text = Format::Text { color: false };
    let spec = spec.unwrap_or_else(|| panic!("{}", diagnostics.render(text)));
    let report = prove::prove(&spec, &ContractGraph::new(&spec));
    let said = report.diagnostics.render(text);
    let said = said.replace(&folder.path().to_string_lossy().replace('\\', "/"), "orders");
    (report, said)
}
