//! The address that a request came from.

use std::net::SocketAddr;

/// The address of the other end of a connection, in the [extensions](super::Request::extensions) of a request.
///
/// `server::serve` puts it there. With `axum::serve` a layer can do so, from axum's `ConnectInfo`. A proxy in
/// front of the server has an address of its own, and tells that of the caller in `Forwarded`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer(pub SocketAddr);
