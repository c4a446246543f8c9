//! What a change of a contract does to documents, and whom that touches.

use super::verdict::{Side, Surface, Verdict, Verdicts};

/// How documents that one contract has written are read by another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) json: Verdict,
    pub(super) xml: Verdict,
    pub(super) strict_xml: Verdict,
}

impl Reading {
    /// Returns the same verdict for all readers.
    pub(super) const fn all(verdict: Verdict) -> Self {
        Self { json: verdict, xml: verdict, strict_xml: verdict }
    }

    /// Returns a verdict for JSON alone.
    pub(super) const fn json(verdict: Verdict) -> Self {
        Self { json: verdict, xml: Verdict::Safe, strict_xml: Verdict::Safe }
    }

    /// Returns a verdict for both readers of XML.
    pub(super) const fn xml(verdict: Verdict) -> Self {
        Self { json: Verdict::Safe, xml: verdict, strict_xml: verdict }
    }

    /// Returns a verdict for .NET's reader of XML alone.
    pub(super) const fn strict_xml(verdict: Verdict) -> Self {
        Self { json: Verdict::Safe, xml: Verdict::Safe, strict_xml: verdict }
    }

    /// Returns the worse verdicts of both.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            json: self.json.max(other.json),
            xml: self.xml.max(other.xml),
            strict_xml: self.strict_xml.max(other.strict_xml),
        }
    }

    /// Returns no verdict worse than `limit`.
    pub(super) fn at_most(self, limit: Verdict) -> Self {
        Self { json: self.json.min(limit), xml: self.xml.min(limit), strict_xml: self.strict_xml.min(limit) }
    }
}

/// What a change of a contract does to documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Effect {
    /// Documents of the old contract, read by the new one.
    pub(super) old_to_new: Reading,
    /// Documents of the new contract, read by the old one.
    pub(super) new_to_old: Reading,
}

impl Effect {
    /// Nothing.
    pub(super) const NONE: Self = Self::both(Reading::all(Verdict::Safe));

    /// Returns the same for both directions.
    pub(super) const fn both(reading: Reading) -> Self {
        Self { old_to_new: reading, new_to_old: reading }
    }

    /// Returns what it does to old documents alone.
    pub(super) const fn old_to_new(reading: Reading) -> Self {
        Self { old_to_new: reading, new_to_old: Reading::all(Verdict::Safe) }
    }

    /// Returns what it does to new documents alone.
    pub(super) const fn new_to_old(reading: Reading) -> Self {
        Self { old_to_new: Reading::all(Verdict::Safe), new_to_old: reading }
    }

    /// Returns the worse verdicts of both.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            old_to_new: self.old_to_new.and(other.old_to_new),
            new_to_old: self.new_to_old.and(other.new_to_old),
        }
    }
}

/// What a change does to requests and to responses: a value that is missing in a request is the service's concern, one
/// that is missing in a response the caller's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct WireEffect {
    pub(super) requests: Effect,
    pub(super) responses: Effect,
}

impl From<Effect> for WireEffect {
    fn from(effect: Effect) -> Self {
        Self { requests: effect, responses: effect }
    }
}

impl WireEffect {
    /// Returns what a change does to requests alone.
    pub(super) fn requests(effect: Effect) -> Self {
        Self { requests: effect, responses: Effect::NONE }
    }

    /// Returns what a change does to responses alone.
    pub(super) fn responses(effect: Effect) -> Self {
        Self { requests: Effect::NONE, responses: effect }
    }

    /// Returns the worse verdicts of both.
    pub(super) fn and(self, other: impl Into<Self>) -> Self {
        let other = other.into();
        Self { requests: self.requests.and(other.requests), responses: self.responses.and(other.responses) }
    }
}

/// Where a type is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Flow {
    /// In what clients send.
    pub(super) requests: bool,
    /// In what services answer.
    pub(super) responses: bool,
}

impl Flow {
    pub(super) const BOTH: Self = Self { requests: true, responses: true };
    pub(super) const REQUESTS: Self = Self { requests: true, responses: false };
    pub(super) const RESPONSES: Self = Self { requests: false, responses: true };
}

/// Returns whom an effect on documents touches, by where these documents go.
///
/// A client of the old spec sends old documents to the new service and reads new ones; a service of the old spec reads
/// new documents of new clients and sends old ones.
pub(super) fn verdicts(effect: &WireEffect, flow: Flow) -> Verdicts {
    let mut verdicts = Verdicts::default();
    let mut raise = |side, reading: Reading| {
        verdicts.raise(Surface::Json, side, reading.json);
        verdicts.raise(Surface::Xml, side, reading.xml);
        verdicts.raise(Surface::StrictXml, side, reading.strict_xml);
    };
    if flow.requests {
        raise(Side::Clients, effect.requests.old_to_new);
        raise(Side::Servers, effect.requests.new_to_old);
    }
    if flow.responses {
        raise(Side::Clients, effect.responses.new_to_old);
        raise(Side::Servers, effect.responses.old_to_new);
    }
    verdicts
}
