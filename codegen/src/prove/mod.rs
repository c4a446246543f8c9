//! Proofs that a spec's contracts reproduce its samples.
//!
//! A help page shows the same object in every format. So of each payload every sample is read into a value
//! without a Rust type, and written again both in its own format and in the other one: what comes out has to
//! be the samples, byte for byte but for the white space that only makes them readable. Whatever differs is a
//! finding, with the first byte that differs and the member that it belongs to. Of secret members no value is
//! shown.
//!
//! ```no_run
//! use datacontract_codegen::{graph::ContractGraph, prove, spec::Spec};
//!
//! let (spec, _) = Spec::load("specs/lcmanager".as_ref());
//! if let Some(spec) = spec {
//!     let report = prove::prove(&spec, &ContractGraph::new(&spec));
//!     assert!(report.diagnostics.is_empty());
//! }
//! ```

mod advice;
mod by_types;
mod difference;
mod explain;
mod format;
mod hidden;
mod json;
mod locate;
mod lost;
mod mask;
mod payload;
mod report;
mod same;
mod sampled;
mod setting;
mod shown;
mod subject;
mod token;
mod value_types;
mod xml;

pub use hidden::{DocumentText, SecretValues, is_signed_token, placeholder};
pub use report::{EndpointReport, PayloadReport, Report, SampleState, Verdict};
pub use setting::{Setting, Settings};
pub use xml::serializer_of;

use std::{io, path::Path};

use crate::{
    diagnostic::{Code, Diagnostics},
    graph::ContractGraph,
    spec::{Payload, SampleFiles, Spec, ValueType},
};

/// Proves the samples of a spec. Samples are read from its folder; nothing is compiled.
///
/// Endpoints that are not in the sound part of the graph are left unproven.
#[must_use]
pub fn prove(spec: &Spec, graph: &ContractGraph<'_>) -> Report {
    prove_with(spec, graph, &|path| std::fs::read(path))
}

/// Returns the Rust types that were chosen for types of .NET and of which proofs say nothing, because their crates are
/// not part of this build: it lacks the feature `value-types`.
#[must_use]
pub fn untried_types(spec: &Spec) -> Vec<ValueType> {
    spec.rust_types.iter().filter(|ty| !cfg!(feature = "value-types") && ty.feature().is_some()).collect()
}

/// Returns what the Rust types that were chosen for types of .NET lose of the samples of a spec without
/// errors.
#[must_use]
pub fn losses(spec: &Spec) -> Diagnostics {
    if spec.rust_types.iter().next().is_none() {
        return Diagnostics::new();
    }
    let report = prove(spec, &ContractGraph::new(spec));
    let mut losses = Diagnostics::new();
    losses.extend(report.diagnostics.iter().filter(|it| it.code == Code::SampleLostByTypes).cloned());
    losses
}

/// Proves the samples of a spec that need not be on disk: `read` gives a sample's content by its path.
#[must_use]
pub fn prove_with(
    spec: &Spec,
    graph: &ContractGraph<'_>,
    read: &dyn Fn(&Path) -> io::Result<Vec<u8>>,
) -> Report {
    let mut diagnostics = Diagnostics::new();
    let mut endpoints = Vec::new();
    let mut settings = Settings::new();
    let secrets = mask::Secrets::of(spec);
    for (place, endpoint) in spec.endpoints.iter().enumerate() {
        let mut prove = |payload: &Option<Payload>, files: &SampleFiles, what: &'static str| {
            let payload = payload.as_ref()?;
            if !graph.is_sound(place) {
                return Some(payload::untried(spec));
            }
            let payload_under_test = subject::PayloadUnderTest {
                spec,
                graph,
                endpoint,
                what,
                ty: &payload.ty,
                secrets: &secrets,
                read,
            };
            Some(payload::prove(&payload_under_test, files, &mut settings, &mut diagnostics))
        };
        endpoints.push(EndpointReport {
            request: prove(&endpoint.body, &endpoint.samples.request, "request"),
            response: prove(&endpoint.response, &endpoint.samples.response, "response"),
            heading: endpoint.heading.value.clone(),
            untyped: endpoint.untyped().collect(),
        });
    }
    settings.retain(|setting, _| !setting.is_said(spec));
    Report { endpoints, settings, diagnostics }
}
