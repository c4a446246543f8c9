//! Rust models of ASP.NET Web API services, from specs transcribed from their help pages.
//!
//! A spec is a folder: `api.json` says what the help page of an API says, `samples/` has the page's samples.
//! This crate reads it, with a diagnostic at file, line and column for every mistake, and emits a module of
//! Rust types that read and write exactly what the service does. The types derive
//! `datacontract::DataContract`: what is emitted is what a person would write by hand.
//!
//! # In `build.rs`
//!
//! The spec stands in the crate that uses it, say in `specs/lcmanager`. In `Cargo.toml`:
//!
//! ```toml
//! [dependencies]
//! datacontract = "0.1"
//!
//! [build-dependencies]
//! datacontract-codegen = "0.1"
//! ```
//!
//! In `build.rs`:
//!
//! ```no_run
//! fn main() -> Result<(), datacontract_codegen::Error> {
//!     datacontract_codegen::compile(&["specs/lcmanager"])
//! }
//! ```
//!
//! In `src/lib.rs`, where `lcmanager` is the `module` that the spec gives:
//!
//! ```ignore
//! // What it includes is made by the build script.
//! pub mod lcmanager {
//!     datacontract::include_api!("lcmanager");
//! }
//!
//! use lcmanager::LeadUpdateRequest;
//!
//! let request = LeadUpdateRequest { phone: Some(79_261_234_567), ..Default::default() };
//! let text = datacontract::xml::to_string(&request)?;
//! ```
//!
//! A client, a server and the pages' samples as values are made too if they are asked for. Each is a module
//! in the API's, and needs the feature of its name of `datacontract` (samples need `http`):
//!
//! ```no_run
//! fn main() -> Result<(), datacontract_codegen::Error> {
//!     datacontract_codegen::Config::new().client(true).samples(true).compile(&["specs/lcmanager"])
//! }
//! ```
//!
//! ```ignore
//! use lcmanager::{client::Client, samples};
//!
//! let api = Client::new(datacontract::client::ureq("https://example.com")?);
//! let response = api.lead_update(samples::lead_update_request()).send()?;
//! ```
//!
//! Cargo runs the build script again when the spec or one of its samples changes, and not otherwise. Mistakes
//! in the spec stop the build, and are shown as the compiler shows its own.
//!
//! [`Config`] has what is not said in the spec itself: further derives and attributes, other types for some
//! members, types that exist already. The paths are those of a spec's `rust` section:
//!
//! ```no_run
//! fn main() -> Result<(), datacontract_codegen::Error> {
//!     datacontract_codegen::Config::new()
//!         .derive("BaseResponse", "PartialOrd")
//!         .type_override("LeadUpdateRequest.Phone", "Option<crate::PhoneNumber>")
//!         .extern_path("BaseRequest", "crate::shared::BaseRequest")
//!         .compile(&["specs/lcmanager"])
//! }
//! ```
//!
//! # In the repository
//!
//! Instead the modules can be checked in, so that they are read, reviewed and found by editors, and so that
//! nothing has to be built for them: `cargo datacontract generate`. A project's `datacontract.json` says
//! which specs become which files; `cargo datacontract generate --check` fails if one of them is stale. Both
//! are in this crate too, behind the feature `project`: `Project` is the configuration, [`output::Plan`] what
//! is to be, [`output::Change`] the difference.
//!
//! # From the inside
//!
//! | module | what it does |
//! |---|---|
//! | [`spec`] | reads a spec: what it says, and where |
//! | `graph` | describes its types as contracts, as the engines of `datacontract` need it (feature `graph`) |
//! | `payload` | reads and writes bodies and responses without a Rust type (feature `prove`) |
//! | [`emit`] | makes Rust of it |
//! | `compare` | says what changed between two states of a spec, and whom it breaks (feature `compare`) |
//! | [`output`] | compares that with the files there are, and writes them |
//! | [`diagnostic`] | mistakes, and how they are shown |
//! | [`accepted`] | findings that a person accepts, with a reason |
//! | [`address`] | the secrets in addresses, which nothing shows |
//! | [`recorded`] | what was recorded of operations that no page shows |

#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod accepted;
pub mod address;
mod catalogue;
#[cfg(feature = "compare")]
pub mod compare;
mod config;
pub mod diagnostic;
pub mod emit;
pub mod file_name;
#[cfg(feature = "graph")]
pub mod graph;
pub mod lint;
pub mod output;
#[cfg(feature = "prove")]
pub mod payload;
#[cfg(feature = "prove")]
pub mod prove;
pub mod recorded;
pub mod spec;

#[cfg(feature = "project")]
pub use config::{CONFIG_FILE, Package, Project};
pub use config::{Config, Error, compile};
