//! The notes on the samples of a payload, each at the copy of the page that its sample is of.

use crate::{
    infer::pages::raw_endpoint::{CopiesOfSamples, RawEndpoint},
    outline,
};

/// The notes on the samples of a payload, by the samples that they are on.
pub(super) struct NotesOnSamples {
    pub(super) of_both: Vec<String>,
    pub(super) json: Vec<String>,
    pub(super) xml: Vec<String>,
    pub(super) copies: CopiesOfSamples,
}

impl NotesOnSamples {
    /// Adds them to those of the operation. What becomes of a sample that is cut off is said here, so the
    /// page's own note on it goes.
    pub(super) fn add_to(self, endpoint: &mut RawEndpoint, has_cut: bool, what: &str) {
        endpoint.notes.retain(|note| !has_cut || !outline::is_of_cut_sample(note, what));
        endpoint.notes.extend(self.of_both);
        for (notes, copy) in [(self.json, self.copies.json), (self.xml, self.copies.xml)] {
            match copy {
                Some(copy) => {
                    endpoint.notes_of_copies.extend(notes.into_iter().map(|note| (copy.clone(), note)));
                }
                None => endpoint.notes.extend(notes),
            }
        }
    }
}
