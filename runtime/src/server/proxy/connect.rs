//! Connections to the service behind.

use super::body::Upload;
use crate::error::Result;
#[cfg(feature = "proxy-rustls")]
use crate::http::cryptography::provider;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use std::time::Duration;

#[cfg(feature = "proxy-rustls")]
type Connector = hyper_rustls::HttpsConnector<HttpConnector>;
#[cfg(all(feature = "proxy-native-tls", not(feature = "proxy-rustls")))]
type Connector = hyper_tls::HttpsConnector<HttpConnector>;
#[cfg(not(any(feature = "proxy-native-tls", feature = "proxy-rustls")))]
type Connector = HttpConnector;

/// Whether a service can be reached by `https`.
pub(super) const HAS_TLS: bool = cfg!(any(feature = "proxy-native-tls", feature = "proxy-rustls"));

/// A client whose connections are shared, and kept for the next request.
#[derive(Clone, Debug)]
pub(super) struct Connections(Client<Connector, Upload>);

impl Connections {
    pub(super) fn new(connect_timeout: Option<Duration>) -> Result<Self> {
        let mut http = HttpConnector::new();
        http.set_connect_timeout(connect_timeout);
        http.set_nodelay(true);
        http.enforce_http(false);
        // Services close idle connections after a minute or two; a request on one that closes just now fails.
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(Duration::from_secs(30))
            .build(connector(http)?);
        Ok(Connections(client))
    }

    pub(super) fn send(
        &self,
        request: ::http::Request<Upload>,
    ) -> hyper_util::client::legacy::ResponseFuture {
        self.0.request(request)
    }
}

#[cfg(feature = "proxy-rustls")]
fn connector(http: HttpConnector) -> Result<Connector> {
    let builder = hyper_rustls::HttpsConnectorBuilder::new().with_provider_and_platform_verifier(provider());
    let builder = builder.map_err(|error| no_tls(&error))?;
    Ok(builder.https_or_http().enable_http1().wrap_connector(http))
}

#[cfg(all(feature = "proxy-native-tls", not(feature = "proxy-rustls")))]
fn connector(http: HttpConnector) -> Result<Connector> {
    let tls = hyper_tls::native_tls::TlsConnector::new().map_err(|error| no_tls(&error))?;
    Ok((http, tls.into()).into())
}

#[cfg(not(any(feature = "proxy-native-tls", feature = "proxy-rustls")))]
#[expect(clippy::unnecessary_wraps, reason = "with TLS it can fail")]
fn connector(http: HttpConnector) -> Result<Connector> {
    Ok(http)
}

#[cfg(any(feature = "proxy-native-tls", feature = "proxy-rustls"))]
fn no_tls(error: &dyn std::error::Error) -> crate::Error {
    let message = format!("there is no TLS on this machine: {error}");
    crate::Error::new(crate::ErrorKind::Unrepresentable, message)
}
