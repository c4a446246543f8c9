//! Hashes of contents. They tell whether something changed, not whether somebody wanted to deceive.

use twox_hash::XxHash3_128;

/// A hash as text.
pub(super) type Hash = String;

/// Returns the hash of some bytes.
pub(super) fn hash(bytes: &[u8]) -> Hash {
    format!("{:032x}", XxHash3_128::oneshot(bytes))
}

/// The hash of several things, one after the other.
pub(super) struct Hasher(XxHash3_128);

impl Hasher {
    pub(super) fn new() -> Self {
        Self(XxHash3_128::new())
    }

    /// Adds a thing, with its length: what is moved from one to the next makes a difference.
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.0.write(&(bytes.len() as u64).to_le_bytes());
        self.0.write(bytes);
    }

    pub(super) fn finish(&self) -> Hash {
        format!("{:032x}", self.0.finish_128())
    }
}
