//! What differs between two answers.

/// A difference between the answers of the old service and the new one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Difference {
    /// Where: `status`, `Content-Type`, or the members from the root of the body on, `/Lines/0/Sku`.
    pub path: String,
    /// What the old service has there; long texts are cut, secrets are hidden.
    pub old: String,
    /// What the new one has there.
    pub new: String,
}

/// How many differences of two answers are told.
const MOST: usize = 50;
/// How many characters of a value are told.
const LONGEST: usize = 80;

/// The differences of two answers: the first of them.
#[derive(Debug, Default)]
pub(super) struct Differences(Vec<Difference>);

impl Differences {
    pub(super) fn is_full(&self) -> bool {
        self.0.len() >= MOST
    }

    pub(super) fn add(&mut self, path: &str, old: &str, new: &str) {
        if self.is_full() {
            return;
        }
        let path = if path.is_empty() { "/" } else { path };
        self.0.push(Difference { path: cut(path), old: cut(old), new: cut(new) });
    }

    /// Adds a difference of which nothing may be seen.
    pub(super) fn hidden(&mut self, path: &str) {
        self.add(path, "[secret]", "[another secret]");
    }

    pub(super) fn into_vec(self) -> Vec<Difference> {
        self.0
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}
