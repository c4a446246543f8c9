//! What is wrong with a request while its arguments are found.

use crate::http::ModelState;

/// What Web API says where it says nothing.
pub(crate) const ERROR_OCCURRED: &str = "An error has occurred.";
/// What it says of a body, or a member of a form, that must not be null.
pub(crate) const REQUIRED: &str = "A value is required.";
/// What it says of a parameter that must not be null.
pub(super) const NOT_PRESENT: &str = "A value is required but was not present in the request.";

/// What is wrong with the arguments of a request.
#[derive(Debug, Default)]
pub(super) struct BindErrors {
    pub(super) state: ModelState,
    /// Whether there is no value for an argument that cannot be null: Web API calls no action then.
    pub(super) lacks_value: bool,
}
