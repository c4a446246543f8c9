//! The choice of what becomes of invalid requests.

/// What happens to requests with invalid arguments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Invalid {
    /// They are refused with 400, and the `ModelState` says what is wrong: what services do with a filter, or
    /// by asking `ModelState.IsValid` first.
    #[default]
    Refuse,
    /// The method is called anyway, with defaults for what is wrong, and finds the faults in
    /// [`Request::model_state`](super::Request::model_state). So does Web API by itself; as there, a request
    /// is refused all the same where a number, a date, an enum that cannot be null has no value: a required
    /// parameter that is wrong, any parameter that is empty, a JSON body.
    PassOn,
}
