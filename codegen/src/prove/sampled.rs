//! A sample that was read, and the form in which it is compared with what is written of it.

use datacontract::{contract::JsonSettings, dynamic::Value};

use super::{
    format,
    lost::{self, Identities},
    subject::Sample,
    token::Token,
};
use crate::spec::Format;

/// A sample that was read.
pub(super) struct Read<'s> {
    pub(super) sample: Sample<'s>,
    pub(super) value: Value,
    pub(super) reproduced: bool,
    /// JSON alone: members that are null are left out.
    pub(super) nulls_left_out: bool,
}

impl Read<'_> {
    /// Returns the tokens of what was written for this sample's place, without what this sample's writer
    /// leaves out.
    pub(super) fn as_sampled<'t>(&self, shown: &Shown<'_>, written: &'t str) -> Vec<Token<'t>> {
        let found = shown.as_shown(written);
        if self.nulls_left_out { lost::without_nulls(shown.format, &shown.tokens, found).0 } else { found }
    }
}

/// What a sample shows, in the form in which it is compared.
pub(super) struct Shown<'s> {
    format: Format,
    identities: Identities,
    pub(super) tokens: Vec<Token<'s>>,
}

impl<'s> Shown<'s> {
    pub(super) fn new(sample: &'s Sample<'_>, settings: &JsonSettings) -> Self {
        let format = sample.format;
        let tokens = format::tokens(format, &sample.text);
        let identities = Identities::of(format, &tokens, settings);
        Self { format, identities, tokens: identities.of_tokens(tokens) }
    }

    /// Returns the tokens of what was written, without what the page has lost.
    pub(super) fn as_shown<'t>(&self, written: &'t str) -> Vec<Token<'t>> {
        let found = self.identities.of_tokens(format::tokens(self.format, written));
        let found = lost::without_identities(self.format, &self.tokens, found);
        lost::without_metadata_of_root(self.format, &self.tokens, found)
    }
}
