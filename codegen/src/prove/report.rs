//! What came of the proofs.

use std::fmt;

use super::setting::Settings;
use crate::{
    diagnostic::Diagnostics,
    spec::{Format, Untyped},
};

/// What came of the proofs of a spec.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The endpoints, in the order of the spec.
    pub endpoints: Vec<EndpointReport>,
    /// What the samples show of how the service's JSON formatter is set.
    pub settings: Settings,
    /// What is wrong with the samples, or with the contracts.
    pub diagnostics: Diagnostics,
}

impl Report {
    /// Returns how many endpoints have this verdict.
    #[must_use]
    pub fn count(&self, verdict: Verdict) -> usize {
        self.endpoints.iter().filter(|endpoint| endpoint.verdict() == verdict).count()
    }

    /// Returns how many samples are in this state.
    #[must_use]
    pub fn samples(&self, state: SampleState) -> usize {
        let payloads = self.endpoints.iter().flat_map(EndpointReport::payloads);
        payloads.map(|(_, payload)| payload.formats.iter().filter(|(_, other)| *other == state).count()).sum()
    }
}

/// What came of the proofs of an endpoint.
#[derive(Clone, Debug)]
pub struct EndpointReport {
    /// Its heading, as in the spec.
    pub heading: String,
    /// The request, if it has a body.
    pub request: Option<PayloadReport>,
    /// The response, if it has a body.
    pub response: Option<PayloadReport>,
    /// The payloads of which nobody knows the type, or whether it has them: that is not proven.
    pub untyped: Vec<Untyped>,
}

impl EndpointReport {
    /// Returns request and response, with the words for them.
    pub fn payloads(&self) -> impl Iterator<Item = (&'static str, &PayloadReport)> {
        let request = self.request.iter().map(|payload| ("request", payload));
        request.chain(self.response.iter().map(|payload| ("response", payload)))
    }

    /// Returns all in one word.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let states: Vec<SampleState> =
            self.payloads().flat_map(|(_, payload)| &payload.formats).map(|(_, state)| *state).collect();
        if states.contains(&SampleState::Failed) {
            Verdict::Failed
        } else if states.is_empty() && self.untyped.is_empty() {
            Verdict::Empty
        } else if states.contains(&SampleState::Untried) {
            Verdict::Unproven
        } else if !states.contains(&SampleState::Missing)
            && !states.contains(&SampleState::ChangedByTypes)
            && self.untyped.is_empty()
        {
            Verdict::Proven
        } else if states.contains(&SampleState::Reproduced) || states.contains(&SampleState::ChangedByTypes) {
            Verdict::Partly
        } else {
            Verdict::Unproven
        }
    }
}

/// What came of the proofs of a body or a response.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PayloadReport {
    /// JSON and XML, as far as the service has them.
    pub formats: Vec<(Format, SampleState)>,
}

impl PayloadReport {
    /// Returns the formats whose sample is in this state.
    pub fn in_state(&self, state: SampleState) -> impl Iterator<Item = Format> {
        self.formats.iter().filter(move |(_, other)| *other == state).map(|(format, _)| *format)
    }
}

/// What came of one sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SampleState {
    /// There is none.
    Missing,
    /// The contract reproduces it.
    Reproduced,
    /// The contract reproduces it, but the Rust types that were chosen for types of .NET do not.
    ChangedByTypes,
    /// It does not.
    Failed,
    /// Errors in the spec touch the contract: whether it reproduces the sample was not tried.
    Untried,
}

/// What came of an endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// There are samples of each payload in each of the service's formats, and all are reproduced.
    Proven,
    /// All samples that there are are reproduced by the contracts, but some are lacking, or the type of a
    /// payload is, or the chosen Rust types do not give all of a sample back.
    Partly,
    /// There are no samples, or errors in the spec touch the endpoint.
    Unproven,
    /// A sample is not reproduced.
    Failed,
    /// The endpoint has neither a body nor a response: there is nothing to prove.
    Empty,
}

impl Verdict {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Proven, Self::Partly, Self::Unproven, Self::Failed, Self::Empty];

    /// Returns the word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Proven => "proven",
            Self::Partly => "partly",
            Self::Unproven => "unproven",
            Self::Failed => "failed",
            Self::Empty => "empty",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}
