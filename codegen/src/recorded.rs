//! What was recorded of operations that no help page shows.

/// An operation that no page shows, as it was recorded. Documents stand behind their media types.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordedOperation {
    /// `POST api/lead/{id}?from={from}`
    pub heading: String,
    /// The parameters in the URI, with their types in the words of pages: `integer`.
    pub parameters: Vec<(String, String)>,
    /// What was sent.
    pub requests: Vec<(String, String)>,
    /// What was answered.
    pub responses: Vec<(String, String)>,
}
