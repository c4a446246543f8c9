//! Recorded traffic against the contract: what the wire shows that the spec does not say.
//!
//! A help page says what its author believed; the wire says what is true. [`har`] reads what browsers and proxies record,
//! [`Drift`] reads each exchange by the contract of its endpoint and collects the departures: by endpoint and member, with how
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
mod kinds;
pub(crate) mod matching;
mod reading;

pub use coverage::{Coverage, EndpointCoverage};
pub use drift::{Drift, DriftReport, Finding, FirstSeen};
pub use exchange::{Exchange, Message};
pub use kinds::{DriftKind, Severity};
