//! What holds for any input.
//!
//! Each property takes bytes and panics if it does not hold for them. The fuzz targets in `fuzz/` call them with bytes that
//! libFuzzer makes up; the tests of this crate with seeds. What a fuzz target finds is mended with a test beside the code
//! that was wrong.

// The crate of the tests has transports besides, which each fuzz target would be built with.
#[path = "../../src/arbitrary.rs"]
pub mod arbitrary;

mod bodies;
mod cases;
mod drift;
mod import;
mod json;
mod merge;
mod service;
mod spec;
mod uris;
mod xml;

use datacontract::contract::Serializer;

/// A property, with its name and what its inputs are made of.
#[derive(Clone, Copy, Debug)]
pub struct Property {
    /// The name of the fuzz target.
    pub name: &'static str,
    /// Panics if it does not hold.
    pub check: fn(&[u8]),
    /// Returns inputs from which others are made.
    pub seeds: fn() -> Vec<Vec<u8>>,
}

/// All of them.
pub const PROPERTIES: &[Property] = &[
    Property {
        name: "xml_data_contract",
        check: |data| xml::check(data, Serializer::DataContractSerializer),
        seeds: || xml::seeds(Serializer::DataContractSerializer),
    },
    Property {
        name: "xml_xml_serializer",
        check: |data| xml::check(data, Serializer::XmlSerializer),
        seeds: || xml::seeds(Serializer::XmlSerializer),
    },
    Property { name: "json", check: json::check, seeds: json::seeds },
    Property { name: "bodies", check: bodies::check, seeds: bodies::seeds },
    Property { name: "uris", check: uris::check, seeds: uris::seeds },
    Property { name: "import_html", check: import::check_html, seeds: import::html_seeds },
    Property { name: "import_text", check: import::check_text, seeds: import::text_seeds },
    Property { name: "spec", check: spec::check, seeds: spec::seeds },
    Property { name: "merge", check: merge::check, seeds: merge::seeds },
    Property { name: "drift", check: drift::check, seeds: drift::seeds },
];

/// Returns the property of a name.
#[must_use]
pub fn property(name: &str) -> Option<&'static Property> {
    PROPERTIES.iter().find(|property| property.name == name)
}

/// Checks the property of a name.
///
/// # Panics
/// If it does not hold, or there is none.
pub fn check(name: &str, data: &[u8]) {
    let property = property(name).unwrap_or_else(|| panic!("there is no property {name}"));
    (property.check)(data);
}
