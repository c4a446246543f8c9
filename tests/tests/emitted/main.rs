//! The modules that are emitted for the fixtures compile, and their types have the contracts of the specs.
//!
//! Each fixture is a module here, as it is written for the generated crate.

mod contracts;
mod contracts_xml;
mod support;

#[rustfmt::skip]
#[path = "../../../codegen/tests/fixtures/emit/annotations/expected.rs"]
pub mod annotations;
#[rustfmt::skip]
#[path = "../../../codegen/tests/fixtures/emit/bases/expected.rs"]
pub mod bases;
#[rustfmt::skip]
#[path = "../../../codegen/tests/fixtures/emit/collections/expected.rs"]
pub mod collections;
#[rustfmt::skip]
#[path = "../../../codegen/tests/fixtures/emit/deprecated/expected.rs"]
pub mod deprecated;
#[rustfmt::skip]
#[path = "../../../codegen/tests/fixtures/emit/docs/expected.rs"]
pub mod docs;
#[rustfmt::skip]
#[path = "../../../codegen/tests/fixtures/emit/enums/expected.rs"]
pub mod enums;
#[rustfmt::skip]
#[path = "../../../codegen/tests/fixtures/emit/flags/expected.rs"]
pub mod flags;
#[rustfmt::skip]
#[path = "../../../codegen/tests/fixtures/emit/generics/expected.rs"]
pub mod generics;
#[rustfmt::skip]
#[path = "../../../codegen/tests/fixtures/emit/json/expected.rs"]
pub mod json;
#[rustfmt::skip]
#[path = "../../../codegen/tests/fixtures/emit/names/expected.rs"]
pub mod names;
#[rustfmt::skip]
#[path = "../../../codegen/tests/fixtures/emit/outcome/expected.rs"]
pub mod outcome;
#[rustfmt::skip]
#[path = "../../../codegen/tests/fixtures/emit/overrides/expected.rs"]
pub mod overrides;
#[rustfmt::skip]
#[path = "../../../codegen/tests/fixtures/emit/polymorphism/expected.rs"]
pub mod polymorphism;
#[rustfmt::skip]
#[path = "../../../codegen/tests/fixtures/emit/recursion/expected.rs"]
pub mod recursion;
#[rustfmt::skip]
#[path = "../../../codegen/tests/fixtures/emit/references/expected.rs"]
pub mod references;
#[rustfmt::skip]
#[path = "../../../codegen/tests/fixtures/emit/secrets/expected.rs"]
pub mod secrets;
#[rustfmt::skip]
#[path = "../../../codegen/tests/fixtures/emit/values/expected.rs"]
pub mod values;
#[rustfmt::skip]
#[path = "../../../codegen/tests/fixtures/emit/xml_serializer/expected.rs"]
pub mod xml_serializer;
#[rustfmt::skip]
#[path = "../../../codegen/tests/fixtures/parts/credentials/mod.rs"]
pub mod bank;
#[rustfmt::skip]
#[path = "../../../codegen/tests/fixtures/parts/header/mod.rs"]
pub mod weather;
#[rustfmt::skip]
#[path = "../../../codegen/tests/fixtures/parts/paging/mod.rs"]
pub mod leads;
#[rustfmt::skip]
#[path = "../../../codegen/tests/fixtures/parts/query_key/mod.rs"]
pub mod weather_by_query;
#[rustfmt::skip]
#[path = "../../../codegen/tests/fixtures/parts/token/mod.rs"]
pub mod accounts;
#[rustfmt::skip]
#[path = "../../../codegen/tests/fixtures/parts/files/mod.rs"]
pub mod album;
#[rustfmt::skip]
#[path = "../../../codegen/tests/fixtures/parts/names/mod.rs"]
pub mod odd_names;
#[rustfmt::skip]
#[path = "../../../codegen/tests/fixtures/parts/settings/mod.rs"]
pub mod settings;
#[rustfmt::skip]
#[path = "../../../codegen/tests/fixtures/parts/shop/mod.rs"]
pub mod shop;
#[rustfmt::skip]
#[path = "../../../codegen/tests/fixtures/parts/typed/mod.rs"]
pub mod typed;
#[rustfmt::skip]
#[path = "../../../codegen/tests/fixtures/parts/xml_serializer/mod.rs"]
pub mod catalogue;

mod behaviour;
mod files;
mod formatters;
mod paging;
mod parts;
mod serializers;
mod type_names;
