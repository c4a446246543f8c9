//! Answers that depart from their contract.

use crate::http::Operation;
use crate::notice::Notice;
use std::fmt;

/// A difference between the response of a service and its contract: something new, or something that is gone.
///
/// The call succeeds all the same. [`Client::on_drift`](super::Client::on_drift) reports differences, so that a client
/// learns of changes before they break it.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Drift<'a> {
    /// The operation that was called.
    pub operation: &'static Operation,
    /// What differs, and where.
    pub notice: &'a Notice<'a>,
}

/// `lead_update: `/LeadUpdateResponse/Remark` is not in the contract (byte 8)`
impl fmt::Display for Drift<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.operation.name, self.notice)
    }
}
