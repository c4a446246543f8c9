//! Endpoints without a transport: requests from typed arguments, typed results from responses.
//!
//! An [`Endpoint`] is a type that holds the arguments of one operation. What the help page says of the
//! operation (method, path, parameters, body, response) is its [`Operation`], a static description; so the
//! code that makes requests and reads responses exists once, not once an endpoint, as with contracts. Clients
//! (`client`) and servers (`server`) go through the same description.
//!
//! # Where values stand
//!
//! - In path and query a value is the text that .NET's type converters read in the invariant culture: numbers
//!   in digits, `true` and `false`, dates as ISO 8601, enums by C#'s names (numbers where a value has no
//!   name). All but letters, digits and `-._~` is percent-encoded as UTF-8, as `Uri.EscapeDataString` does.
//! - A list is its key once for each item: `codes=a&codes=b`.
//! - An argument that is null, and one that is what the service takes anyway (its default), is left out. Null
//!   is written (`since=`) where the service demands the parameter, or would take its default for it.
//! - `{*rest}` at the end of a path takes slashes too.
//! - A body is JSON, XML or a form, by the [`Format`] that is asked for.
//!
//! # Answers
//!
//! - A status code from 200 to 299 is success. The body is read by its own media type and character set,
//!   whatever was asked for; without a media type by its looks.
//! - An empty body and null are `None`, and an error where the type has no null. For `()` nothing is read.
//! - Any other status code is an error, with ASP.NET's own words where they came ([`HttpError`]).
//!
//! # The crate `http`
//!
//! The types of the crates `http` and `bytes` that signatures of this crate name are in this module as well.
//! So after `use datacontract::http` there is no need of the crates themselves, nor of writing `::http`:
//!
//! ```
//! use datacontract::http;
//!
//! fn is_lost(status: http::StatusCode, headers: &http::HeaderMap) -> bool {
//!     status == http::StatusCode::NOT_FOUND && !headers.contains_key("location")
//! }
//!
//! let answer = http::Response::builder().status(404).body(http::Bytes::new())?;
//! assert!(is_lost(answer.status(), answer.headers()));
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```

pub(crate) mod answer;
mod authentication;
pub(crate) mod bind;
pub(crate) mod charset;
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) mod coding;
pub(crate) mod content_encoding;
#[cfg(any(all(any(feature = "reqwest", feature = "ureq"), feature = "rustls"), feature = "proxy-rustls"))]
pub(crate) mod cryptography;
mod endpoint;
mod error;
mod excerpt;
pub(crate) mod file;
mod form;
mod format;
mod http_error;
#[cfg(feature = "client")]
pub(crate) mod items;
mod media_type;
mod model_state;
pub(crate) mod multipart;
#[cfg(feature = "server")]
pub(crate) mod negotiate;
pub(crate) mod once;
mod operation;
mod paging;
mod request;
pub(crate) mod response;
#[cfg(feature = "client")]
pub(crate) mod secrets;
pub(crate) mod tree;
mod untyped;
pub(crate) mod uri;
#[cfg(feature = "validate")]
pub(crate) mod validation;

pub use answer::{answer, answer_error};
pub use authentication::{Authentication, Grant, TokenEndpoint};
pub(crate) use bind::reads_text;
pub use bind::{Bound, Rejection, bind};
#[cfg(any(feature = "client", feature = "server"))]
pub use coding::decode_body;
pub use endpoint::{Arguments, Endpoint, Payload};
pub use error::{DecodeError, Error, ErrorBody, LoginError, StatusError, TransportError, TransportKind};
pub use file::upload::{Upload, UploadReader};
pub use file::{File, FileField};
pub use format::{Format, Formatter};
pub use http_error::HttpError;
pub use media_type::MediaType;
pub use model_state::ModelState;
pub use operation::{Api, Body, FilePart, ListForm, Operation, Parameter, ParameterPlace, RequestForm};
pub use paging::{PageArgument, PageInfo, PageValue, Paged, Paging};
pub use request::{BaseUrl, request};
#[cfg(feature = "client")]
pub(crate) use request::{BuiltRequest, build as build_request};
pub use response::{response, response_with};
pub use untyped::UntypedArguments;
#[cfg(feature = "client")]
pub(crate) use uri::encode as encode_uri;
#[cfg(feature = "validate")]
pub use validation::{Validate, pattern_error, validate};

pub use ::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode, Uri};
pub use bytes::Bytes;
