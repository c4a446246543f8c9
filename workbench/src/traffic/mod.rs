//! Recorded traffic against the contract: what the wire shows that the spec does not say.
//!
//! A help page says what its author believed; the wire says what is true. [`har`] reads what browsers and proxies record,
//! [`recording`] what this project has recorded itself, without secrets ([`Redaction`]); [`read()`] takes both. [`Drift`] reads each exchange by the contract of its endpoint and collects the departures: by endpoint and member, with how
//! often they were seen and where first. No value of a document is kept.
//!
//! ```
//! use datacontract_workbench::{site::Site, traffic::{Drift, DriftKind, har}};
//!
//! let spec = r#"{ "version": 1, "name": "Shop", "module": "shop",
//!     "endpoints": { "GET api/orders": { "response": "Order" } },
//!     "types": { "Shop.Order": { "members": { "Id": "int" } } } }"#;
//! let (site, _) = Site::from_text(spec, &[]);
//! let recording = r#"{ "log": { "entries": [{
//!     "request": { "method": "GET", "url": "https://example.com/api/orders", "headers": [] },
//!     "response": { "status": 200, "headers": [],
//!         "content": { "mimeType": "application/json", "text": "{\"Id\":1,\"Note\":\"!\"}" } } }] } }"#;
//!
//! let site = site.unwrap();
//! let mut drift = Drift::new(&site);
//! for exchange in har::read(recording).unwrap() {
//!     drift.add("shop.har", &exchange);
//! }
//! let report = drift.report();
//! assert_eq!(report.findings[0].kind, DriftKind::UnknownMember);
//! assert_eq!(report.findings[0].path, "/Order/Note");
//! ```

mod coverage;
mod drift;
mod exchange;
pub mod har;
mod hosts;
mod kinds;
pub(crate) mod matching;
mod reading;
pub mod recording;
mod redaction;
pub(crate) mod text;

use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

pub use coverage::{Coverage, EndpointCoverage};
pub use drift::{Drift, DriftReport, Finding, FirstSeen};
pub(crate) use exchange::header_lines;
pub use exchange::{Exchange, Message};
pub use hosts::locate;
pub use kinds::{DriftKind, Severity};
pub use redaction::Redaction;

/// Reads traffic: an HTTP archive, or the folder of a [recording].
///
/// # Errors
/// If it cannot be read, or is neither.
pub fn read(path: &Path) -> Result<Vec<Exchange>, ReadError> {
    if path.is_dir() {
        return recording::read(path).map_err(|error| ReadError::Recording(error.to_string()));
    }
    let text = fs::read_to_string(path).map_err(ReadError::Unreadable)?;
    let mut exchanges = har::read(&text).map_err(|error| ReadError::Recording(error.to_string()))?;
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    for (index, exchange) in exchanges.iter_mut().enumerate() {
        exchange.name = format!("{file}#{}", index + 1);
    }
    Ok(exchanges)
}

/// Why there is no traffic.
#[derive(Debug)]
pub enum ReadError {
    /// The file cannot be read.
    Unreadable(io::Error),
    /// It is no recording: the reason.
    Recording(String),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(error) => write!(f, "it cannot be read: {error}"),
            Self::Recording(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for ReadError {}
