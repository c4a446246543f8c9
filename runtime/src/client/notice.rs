//! Notices about the responses of a service.

use crate::http::Operation;
use crate::notice::Notice;
use std::fmt;

/// A notice about the response of a service: something in it is new, or something is gone.
///
/// The call succeeds all the same. [`Client::on_notice`](super::Client::on_notice) reports notices, so that a
/// client learns of changes before they break it.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct ResponseNotice<'a> {
    /// The operation that was called.
    pub operation: &'static Operation,
    /// What differs, and where.
    pub notice: &'a Notice<'a>,
}

/// `lead_update: `/LeadUpdateResponse/Remark` is not in the contract (byte 8)`
impl fmt::Display for ResponseNotice<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.operation.name, self.notice)
    }
}
