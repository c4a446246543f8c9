//! Clients of services, async and blocking.
//!
//! A [`Client`] holds the address of a service, the credentials of the caller, and a [`Transport`]:
//! [`Reqwest`] (async), [`Ureq`] (blocking), or your own. Generated clients wrap such a client and have one
//! method per endpoint. Without generated code, [`call`](Client::call) an [`Endpoint`](crate::Endpoint):
//!
//! ```no_run
//! # #[cfg(feature = "ureq")] {
//! use datacontract::client;
//! use datacontract::http::Api;
//!
//! static SHOP: Api = Api::new("Shop");
//!
//! #[derive(datacontract::Endpoint, Clone, Debug)]
//! #[endpoint(api = SHOP, get = "api/orders/{customer}", response = Vec<String>)]
//! struct Orders {
//!     customer: String,
//! }
//!
//! let shop = client::ureq("https://shop.example.com")?.bearer("token");
//! let orders = shop.call(Orders { customer: "Ada".to_owned() }).send()?;
//! # }
//! # Ok::<_, datacontract::client::Error>(())
//! ```
//!
//! # What all transports have in common
//!
//! - A call has a time limit that includes all attempts and pauses ([`Client::timeout`]).
//! - Idempotent requests are retried if the service is busy or not reached ([`Retry`]).
//! - Redirects are followed for GET and HEAD only, five at most, never from `https` to `http`; to another
//!   server (scheme, host, port) go `Accept`, `Accept-Encoding` and `User-Agent` alone: no credentials, no other headers.
//! - A client logs in by itself, renews its token, and logs in again after a 401 ([`Login`]).
//! - A client keeps to a limit of its own ([`Client::rate_limit`]), and its calls share a budget for retries
//!   ([`Client::retry_budget`]).
//! - Proxies, authorities of one's own, certificates of callers and the limits of connections have the same names
//!   for all transports (`Connections`).
//! - The body of a response has a size limit ([`Client::max_response_size`]).
//! - Responses are read by their own media type and character set. Members that a service adds or leaves out
//!   are no error ([`Client::on_notice`] reports them).
//! - Neither an [`Error`] nor `Debug` nor a `tracing` span shows what was sent or received, except for a
//!   service's messages to its callers.
//!
//! # Tests
//!
//! A [`Mock`] takes the place of the service, without sockets: see there.

mod attempt;
mod attempted;
mod body;
mod call;
mod config;
mod configure;
#[cfg(any(feature = "reqwest", feature = "ureq"))]
mod connections;
mod credentials;
mod download;
mod exchange;
mod headers;
mod http_date;
mod idempotency;
mod items;
mod limits;
pub mod mock;
mod notice;
mod notice_counts;
mod open_call;
mod pages;
mod redirect;
#[cfg(feature = "reqwest")]
mod reqwest;
mod retry;
mod settings;
mod streaming;
#[cfg(feature = "server")]
mod tower;
mod trace;
mod transport;
#[cfg(feature = "ureq")]
mod ureq;

#[cfg(feature = "reqwest")]
pub use self::reqwest::{Reqwest, reqwest};
#[cfg(feature = "server")]
pub use self::tower::Tower;
#[cfg(feature = "ureq")]
pub use self::ureq::{Ureq, ureq};
pub use crate::http::{
    DecodeError, Error, ErrorBody, LoginError, StatusError, TransportError, TransportKind,
};
pub use attempt::Attempt;
pub use attempted::Attempted;
pub use body::{AsyncBody, BlockingBody, PiecewiseBody};
pub use call::{Call, Response};
pub use configure::Client;
#[cfg(any(feature = "reqwest", feature = "ureq"))]
pub use connections::{Connections, HttpVersion};
pub use credentials::{Login, Waiting};
pub use download::Download;
pub use exchange::{Exchange, Step};
pub use items::{ItemReading, ListItems, ListStream};
pub use limits::{RateLimit, RetryBudget};
pub use mock::{Mock, mock};
pub use notice::ResponseNotice;
pub use notice_counts::{NoticeCount, NoticeCounts, NoticeReport};
pub use pages::{Page, PageItems, PageStream, Pages};
pub use retry::{Retry, Retrying};
pub use streaming::StreamTransport;
pub use transport::{Answer, Transport, drive, drive_blocking, drive_stream, drive_stream_blocking};

/// The result of a call.
pub type Result<R, S = ::http::StatusCode> = std::result::Result<R, Error<S>>;
