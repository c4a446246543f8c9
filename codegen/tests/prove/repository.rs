//! The specs of this repository.

use std::{fs, path::Path};

use datacontract_codegen::{
    diagnostic::Format,
    graph::ContractGraph,
    prove::{self, SampleState, Verdict},
    spec::Spec,
};

#[test]
fn all_samples_of_the_five_pages_are_reproduced() {
    let mut samples = 0;
    for entry in fs::read_dir("../specs").expect("the folder of the specs") {
        let path = entry.expect("an entry").path();
        if !path.is_dir() {
            continue;
        }
        let (spec, diagnostics) = Spec::load(Path::new(&path));
        assert!(diagnostics.is_empty(), "{}", diagnostics.render(Format::Text { color: false }));
        let spec = spec.expect("a spec without diagnostics");
        let report = prove::prove(&spec, &ContractGraph::new(&spec));
        assert!(
            report.diagnostics.is_empty(),
            "{}",
            report.diagnostics.render(Format::Text { color: false })
        );
        for endpoint in &report.endpoints {
            assert_eq!(endpoint.verdict(), Verdict::Proven, "{}", endpoint.heading);
        }
        samples += report.samples(SampleState::Reproduced);
    }
    assert!(samples >= 16, "{samples} samples");
}
