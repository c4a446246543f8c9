//! What has changed between two states of a spec, and whom it breaks.
//!
//! Each change has a code, its places in both files, and a verdict for each audience: the source of generated Rust, JSON,
//! XML for a lenient reader and XML for .NET's own, on the side of clients and on that of servers. What it does to
//! documents is a matter of who writes and who reads them: a response that may now be null breaks callers, a request
//! does not.
//!
//! Nothing is left to opinion that can be tried. Whether Rust still compiles is read off the code that is emitted for
//! both states; what .NET loses for the order of members, from documents that one contract writes and the other reads.
//!
//! ```
//! use datacontract_codegen::{compare::{CompareOptions, Surface, Side, Verdict, compare}, spec::Spec};
//!
//! let before = r#"{"version": 1, "name": "Shop", "module": "shop", "endpoints": {},
//!     "types": {"Shop.Order": {"members": {"Id": "int"}}}}"#;
//! let after = before.replace("\"int\"", "\"long\"");
//! let [before, after] = [before, &after].map(|text| Spec::from_text("api.json".as_ref(), text).0.unwrap());
//!
//! let comparison = compare(&before, &after, &CompareOptions::default());
//! let change = &comparison.changes[0];
//! assert_eq!(change.rule.code(), "CH406");
//! assert_eq!(change.subject, "Shop.Order.Id");
//! assert_eq!(change.verdicts.get(Surface::Rust, Side::Clients), Verdict::Breaks);
//! assert_eq!(change.verdicts.get(Surface::Json, Side::Clients), Verdict::Risky);
//! ```

mod api;
mod change;
mod context;
mod contracts;
mod effect;
mod endpoints;
mod enums;
mod files;
mod items;
mod members;
mod order;
mod pairs;
mod parameters;
mod payloads;
mod policy;
mod rules;
mod rust;
mod tried;
mod type_words;
mod types;
mod usage;
mod validation;
mod verdict;
mod version;
mod words;
mod xml_serializer;

pub use change::{Change, Location};
pub use policy::Policy;
pub use rules::Rule;
pub use rust::{RustChange, rust_changes};
pub use verdict::{Side, Surface, Verdict, Verdicts};
pub use version::Bump;

use crate::{emit::Parts, graph::ContractGraph, spec::Spec};

/// What is compared besides what is on the wire.
#[derive(Clone, Copy, Debug)]
pub struct CompareOptions {
    /// The parts of the generated code that somebody uses.
    pub parts: Parts,
}

impl Default for CompareOptions {
    /// Types, endpoints, client and server. Samples are for tests.
    fn default() -> Self {
        Self { parts: Parts { samples: false, ..Parts::ALL } }
    }
}

/// What has changed between two states of a spec; by default nothing.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// The changes, in the order of the new file; then those of what is gone, in the order of the old one.
    pub changes: Vec<Change>,
}

impl Comparison {
    /// Returns what of the API's own version has to grow, by what is on the wire.
    #[must_use]
    pub fn api_bump(&self) -> Bump {
        version::of_api(&self.changes)
    }

    /// Returns what of the version of the generated crate has to grow, by what still compiles.
    #[must_use]
    pub fn crate_bump(&self) -> Bump {
        version::of_crate(&self.changes)
    }
}

/// Returns the one change of a spec that is new.
#[must_use]
pub fn added(spec: &Spec) -> Comparison {
    let change = Change::new(Rule::SpecAdded, &spec.name.value, "the spec is new");
    Comparison { changes: vec![change.after(&spec.file, spec.name.span)] }
}

/// Returns the one change of a spec that is gone.
#[must_use]
pub fn removed(spec: &Spec) -> Comparison {
    let mut change = Change::new(Rule::SpecRemoved, &spec.name.value, "the spec is gone");
    for surface in Surface::ALL {
        change.verdicts.raise_on(surface, &Side::ALL, Verdict::Breaks);
    }
    Comparison { changes: vec![change.before(&spec.file, spec.name.span)] }
}

/// Compares two states of a spec without errors.
#[must_use]
pub fn compare(before: &Spec, after: &Spec, options: &CompareOptions) -> Comparison {
    let pairs = pairs::TypePairs::new(before, after);
    let graphs = [ContractGraph::new(before), ContractGraph::new(after)];
    let contracts = contracts::Contracts { before: &graphs[0], after: &graphs[1] };
    let mut cx = context::Comparer::new(before, after, &pairs, &contracts);
    api::compare(&mut cx);
    endpoints::compare(&mut cx);
    types::compare(&mut cx);
    tried::report_unexplained(&mut cx);
    rust::compare(&mut cx, options.parts);
    let mut changes = cx.changes;
    changes.sort_by(|a, b| a.order().cmp(&b.order()));
    Comparison { changes }
}
