//! The proxy before the service that is replaced.

mod faults;
mod headers;
mod old;
mod passing;
mod streams;
mod watched;
