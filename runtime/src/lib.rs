//! `DataContract` XML and JSON, exactly as ASP.NET Web API writes and reads them.
//!
//! Thousands of business APIs are ASP.NET services. What they put on the wire is the XML of .NET's
//! `DataContractSerializer` and the JSON of Json.NET, with rules of their own: members of base classes first,
//! the others in ordinal order of their names, prefixes such as `d2p1`, `i:nil`, and members out of order
//! silently lost. This crate knows these rules, and is proven against the output of .NET itself.
//!
//! ```
//! # #[cfg(feature = "derive")] {
//! use datacontract::{DataContract, xml};
//!
//! #[derive(DataContract, Clone, Debug, Default, PartialEq)]
//! #[contract(clr_namespace = "Shop.Models", rename_all = "PascalCase")]
//! struct Lead {
//!     name: Option<String>,
//!     age: Option<i32>,
//! }
//!
//! let lead = Lead { name: Some("Ada".to_owned()), age: None };
//! let text = xml::to_string(&lead)?;
//! assert_eq!(
//!     text,
//!     r#"<Lead xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.datacontract.org/2004/07/Shop.Models"><Age i:nil="true" /><Name>Ada</Name></Lead>"#,
//! );
//! assert_eq!(xml::from_str::<Lead>(&text)?, lead);
//! # }
//! # Ok::<_, datacontract::Error>(())
//! ```
//!
//! # How it works
//!
//! A [`Contract`](contract::Contract) describes a type as C# declares it. One engine for each format
//! ([`xml`], and `json`) writes and reads by that description, whatever the value is: a derived or generated
//! Rust type, or a [`dynamic::Value`] whose contract was made at run time. The rules are stated, with their
//! sources, in [`xml`], `json` and [`clr`].
//!
//! # Features
//!
//! | feature | default | what it adds |
//! |---|---|---|
//! | `derive` | yes | `#[derive(DataContract)]`; it has `xml` |
//! | `json` | yes | the module `json`, and serde's traits for contracts; it has `xml` |
//! | `xml` | by `derive` and `json` | the module `xml`, and all else that has values; without it there are only [`clr`] and [`contract`] |
//! | `http` | no | the module `http` and `#[derive(Endpoint)]`: requests from arguments, results from responses |
//! | `validate` | no | `http::validate`: what a service would refuse; `server` has it |
//! | `client` | no | the module `client`, for your own transports and for mocks |
//! | `reqwest`, `ureq` | no | async clients, and blocking ones |
//! | `rustls`, `native-tls` | no | TLS, for both |
//! | `http2` | no | HTTP/2, for async clients |
//! | `gzip`, `deflate`, `brotli`, `zstd` | no | compressed responses, for all clients, and compressed requests, for servers |
//! | `server` | no | the module `server`: services with axum |
//! | `serve` | no | `server::serve`: servers on sockets of their own, with limits for slow clients |
//! | `proxy` | no | `server::{Proxy, Shadow}`: a proxy before the service that is replaced, and the comparison of both |
//! | `proxy-rustls`, `proxy-native-tls` | no | TLS between the proxy and that service |
//! | `tracing` | no | spans around calls and requests |
//! | `jiff`, `time`, `chrono`, `uuid`, `rust_decimal` | no | members of these crates' types, and conversions of the values in [`clr`] |
//! | `bigdecimal`, `bytes`, `compact_str`, `indexmap`, `secrecy`, `smallvec`, `smol_str`, `url` | no | members of these crates' types |

#![cfg_attr(docsrs, feature(doc_cfg))]
// The engines are what much of `clr` and `contract` is for.
#![cfg_attr(not(feature = "xml"), allow(dead_code, unused_imports))]

#[doc(hidden)]
#[cfg(feature = "xml")]
#[path = "private.rs"]
pub mod __private;
#[cfg(feature = "json")]
mod any_case;
#[cfg(feature = "client")]
pub mod client;
pub mod clr;
#[cfg(feature = "xml")]
pub mod codegen;
pub mod contract;
#[cfg(feature = "xml")]
mod convert;
#[cfg(feature = "xml")]
pub mod dynamic;
#[cfg(feature = "xml")]
mod engine;
#[cfg(feature = "xml")]
mod error;
#[cfg(feature = "http")]
pub mod http;
#[cfg(feature = "xml")]
pub mod items;
#[cfg(feature = "json")]
pub mod json;
#[cfg(feature = "xml")]
mod notice;
#[cfg(feature = "xml")]
pub mod outcome;
#[cfg(feature = "xml")]
mod plan;
#[cfg(feature = "xml")]
mod raw;
#[cfg(feature = "server")]
pub mod server;
#[cfg(feature = "xml")]
pub mod types;
#[cfg(feature = "xml")]
pub mod value;
#[cfg(feature = "xml")]
pub mod xml;

#[cfg(feature = "derive")]
pub use datacontract_macros::DataContract;
#[cfg(all(feature = "derive", feature = "http"))]
pub use datacontract_macros::Endpoint;
#[cfg(feature = "xml")]
pub use error::{Error, ErrorKind, Result};
#[cfg(feature = "http")]
pub use http::Endpoint;
#[cfg(feature = "xml")]
pub use notice::{Notice, NoticeKind};
#[cfg(feature = "xml")]
pub use value::{
    DataContract, Dictionary, Field, Presence, ReadOnly, ReadOnlyCollection, ReadOnlyDictionary, Secret,
    Shared, UnknownValue,
};

/// Without JSON there are no serde traits to implement.
#[cfg(not(feature = "json"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_serde {
    ($($ty:tt)*) => {};
}

/// Includes the module that `datacontract_codegen` generated from a spec in `build.rs`, by its name.
///
/// ```ignore
/// // The build script generates what this includes.
/// pub mod lcmanager {
///     datacontract::include_api!("lcmanager");
/// }
/// ```
#[macro_export]
macro_rules! include_api {
    ($module:literal) => {
        include!(concat!(env!("OUT_DIR"), "/", $module, ".rs"));
    };
}
