//! The cryptography of TLS by rustls.

use rustls::crypto::{CryptoProvider, ring};
use std::sync::Arc;

/// Returns the cryptography of the process where it has chosen one, else that of ring.
///
/// Two crates of a program may bring different cryptography; rustls has no default then, and asking it for one panics.
pub(crate) fn provider() -> Arc<CryptoProvider> {
    CryptoProvider::get_default().map_or_else(|| Arc::new(ring::default_provider()), Arc::clone)
}
