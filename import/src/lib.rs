//! From help pages to specs.
//!
//! Data flows one way: a [source](page::Provenance) gives a page's HTML or text, a layout reads that into a
//! [`page::Page`], and inference makes of all pages together the spec that a careful person would have
//! written.

#[cfg_attr(not(feature = "fetch"), expect(dead_code, reason = "most of it is for those that ask"))]
mod address;
mod clr_name;
mod date;
mod earlier;
#[cfg(feature = "fetch")]
pub mod fetch;
mod foreign;
pub mod html;
pub mod infer;
mod keys;
#[cfg(feature = "markdown")]
mod markdown;
pub mod merge;
pub mod origins;
mod outline;
pub mod page;
pub mod report;
pub mod source;
mod spec_writer;
pub mod text;
pub mod visible;

pub use earlier::import_beside;
pub use infer::{Imported, Limits, Options, import};
