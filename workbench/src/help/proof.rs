//! What the samples of the help page prove of an endpoint, in words.

use datacontract_codegen::prove::{PayloadReport, SampleState, Verdict};
use datacontract_codegen::spec::Format;

use super::Help;
use crate::sample::Side;

/// The standing of an endpoint.
#[derive(Clone, Debug)]
pub(super) struct Proof {
    /// `proven`, `partly`, ..
    pub(super) word: &'static str,
    /// What that means.
    pub(super) meaning: &'static str,
}

impl Help {
    /// Returns how far the samples prove an endpoint.
    pub(super) fn proof(&self, place: usize) -> Option<Proof> {
        let verdict = self.site.proof().endpoints.get(place)?.verdict();
        let meaning = match verdict {
            Verdict::Proven => {
                "The contracts reproduce every sample of the original help page, byte for byte."
            }
            Verdict::Partly => "The contracts reproduce the samples that there are; some are lacking.",
            Verdict::Unproven => "The original help page has no samples of it: nothing proves the contracts.",
            Verdict::Failed => "A sample of the original help page is not reproduced.",
            Verdict::Empty => "It has neither a body nor a response: there is nothing to prove.",
        };
        Some(Proof { word: verdict.word(), meaning })
    }

    /// Returns the standing of a sample in a few words.
    pub(super) fn proof_of_sample(&self, place: usize, side: Side, format: Format) -> &'static str {
        let report = self.site.proof().endpoints.get(place);
        let payload: Option<&PayloadReport> = report.and_then(|report| match side {
            Side::Request => report.request.as_ref(),
            Side::Response => report.response.as_ref(),
        });
        let mut states = payload.into_iter().flat_map(|payload| &payload.formats);
        match states.find(|(of, _)| *of == format).map(|(_, state)| *state) {
            Some(SampleState::Reproduced) => "proven",
            Some(SampleState::ChangedByTypes) => "changed by the chosen Rust types",
            Some(SampleState::Failed) => "not reproduced",
            Some(SampleState::Missing) => "made",
            Some(SampleState::Untried) | None => "",
        }
    }
}
