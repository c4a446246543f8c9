//! How clients connect to a service: settings with the same names and the same meaning for all transports of this
//! crate.

mod gate;
mod proxy;
#[cfg(feature = "rustls")]
mod tls;

#[cfg(feature = "reqwest")]
pub(super) use gate::AsyncPlaces;
pub(super) use gate::Gate;
#[cfg(feature = "ureq")]
pub(super) use gate::Places;
pub(super) use proxy::ProxyRules;
#[cfg(feature = "rustls")]
pub(super) use tls::{explain, rustls_config};

use super::{TransportError, TransportKind};
use ::http::Uri;
use std::fmt;
use std::time::Duration;

/// The settings of the connections of a client: through which proxy they go, which servers they trust, and how many stay
/// open.
///
/// ```no_run
/// # #[cfg(all(feature = "ureq", feature = "rustls"))] {
/// use datacontract::client::Connections;
///
/// let shop = Connections::new()
///     .proxy("http://proxy.example.com:3128")
///     .proxy_credentials("ada", "password")
///     .proxy_except("localhost, .internal.example.com")
///     .root_certificates(std::fs::read("company-ca.pem")?)
///     .ureq("https://shop.example.com")?;
/// # }
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// Each setting means the same with `Connections::reqwest` and with `Connections::ureq`. What a transport
/// cannot do, and what is not valid, is an error when the client is built ([`TransportKind::Settings`]).
///
/// Without settings a client connects within 10 seconds, trusts the servers that the platform trusts, and goes through the
/// proxy that the environment names: `HTTP_PROXY`, `HTTPS_PROXY` and `ALL_PROXY`, except for the hosts in `NO_PROXY`.
#[derive(Clone)]
pub struct Connections {
    pub(super) connect_timeout: Duration,
    pub(super) idle_timeout: Duration,
    pub(super) max_idle_per_host: usize,
    pub(super) max_per_host: Option<usize>,
    pub(super) http_version: Option<HttpVersion>,
    proxy: ProxySettings,
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    pub(super) roots: Option<Vec<u8>>,
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    pub(super) identity: Option<ClientCertificate>,
}

/// A version of HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum HttpVersion {
    /// HTTP/1.1.
    Http1,
    /// HTTP/2, which needs the feature `http2` and an async client.
    Http2,
}

/// What was said of proxies.
#[derive(Clone, Default)]
struct ProxySettings {
    source: ProxySource,
    credentials: Option<(String, String)>,
    except: Option<String>,
}

#[derive(Clone, Default)]
enum ProxySource {
    #[default]
    Environment,
    None,
    /// An address, perhaps with a name and a password.
    Address(String),
}

/// By what a server knows who calls, in PEM.
#[cfg(any(feature = "rustls", feature = "native-tls"))]
#[derive(Clone)]
pub(super) struct ClientCertificate {
    pub(super) chain: Vec<u8>,
    pub(super) key: Vec<u8>,
}

impl Default for Connections {
    fn default() -> Self {
        Connections {
            connect_timeout: Duration::from_secs(10),
            // The longer a connection is idle, the likelier the server has closed it.
            idle_timeout: Duration::from_secs(15),
            max_idle_per_host: usize::MAX,
            max_per_host: None,
            http_version: None,
            proxy: ProxySettings::default(),
            #[cfg(any(feature = "rustls", feature = "native-tls"))]
            roots: None,
            #[cfg(any(feature = "rustls", feature = "native-tls"))]
            identity: None,
        }
    }
}

impl Connections {
    /// Returns the settings that clients have unless they get others.
    #[must_use]
    pub fn new() -> Self {
        Connections::default()
    }

    /// Sets how long it may take to connect, with the handshake of TLS and with the proxy. The default is 10 seconds.
    #[must_use]
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// Sets how long an unused connection stays open for the next call. The default is 15 seconds.
    #[must_use]
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.idle_timeout = timeout;
        self
    }

    /// Sets how many unused connections to each host stay open. By default all do until the
    /// [`idle_timeout`](Self::idle_timeout). With 0 each call has a connection of its own.
    #[must_use]
    pub fn max_idle_per_host(mut self, connections: usize) -> Self {
        self.max_idle_per_host = connections;
        self
    }

    /// Sets how many requests are sent to each host at the same time, and so how many connections to it are in use.
    /// Further requests wait, and the time counts as time of their call. By default there is no limit.
    #[must_use]
    pub fn max_per_host(mut self, requests: usize) -> Self {
        self.max_per_host = Some(requests);
        self
    }

    /// Sets the version of HTTP that is spoken. By default client and server agree on one.
    ///
    /// With [`HttpVersion::Http2`] a service behind `http` gets HTTP/2 without having been asked, and one behind `https`
    /// that does not speak it is an error.
    #[must_use]
    pub fn http_version(mut self, version: HttpVersion) -> Self {
        self.http_version = Some(version);
        self
    }

    /// Sets the address of the HTTP proxy, instead of those in the environment. It begins with `http://` or
    /// `https://`, and may have a name and a password: `http://user:password@proxy.example.com:3128`.
    #[must_use]
    pub fn proxy(mut self, address: impl Into<String>) -> Self {
        self.proxy.source = ProxySource::Address(address.into());
        self
    }

    /// Sets the name and the password for the proxy, which go before those in its address.
    #[must_use]
    pub fn proxy_credentials(mut self, user: impl Into<String>, password: impl Into<String>) -> Self {
        self.proxy.credentials = Some((user.into(), password.into()));
        self
    }

    /// Sets the hosts that are called without the proxy, instead of those in `NO_PROXY`. Between commas stand names of
    /// hosts (`example.com` and `.example.com` are both the host and all below it), addresses (`10.0.0.1`), networks
    /// (`10.0.0.0/8`), each with a port if need be (`example.com:8080`), or `*` for all hosts.
    #[must_use]
    pub fn proxy_except(mut self, hosts: impl Into<String>) -> Self {
        self.proxy.except = Some(hosts.into());
        self
    }

    /// Uses no proxy, whatever the environment says.
    #[must_use]
    pub fn no_proxy(mut self) -> Self {
        self.proxy.source = ProxySource::None;
        self
    }

    /// Sets who may have signed the certificates of servers: one or several certificates in PEM. Given, they are the
    /// only ones, and what the platform trusts does not count.
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    #[must_use]
    pub fn root_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.roots = Some(pem.into());
        self
    }

    /// Sets the certificate by which servers know who calls, and its private key, both in PEM. Certificates between it and
    /// a root follow it. The key is one of PKCS #8 (`BEGIN PRIVATE KEY`); with the feature `rustls` it may also be one of
    /// PKCS #1 or SEC 1.
    #[cfg(any(feature = "rustls", feature = "native-tls"))]
    #[must_use]
    pub fn client_certificate(mut self, chain: impl Into<Vec<u8>>, key: impl Into<Vec<u8>>) -> Self {
        self.identity = Some(ClientCertificate { chain: chain.into(), key: key.into() });
        self
    }

    /// Returns the proxies by the settings, and by the environment as far as these leave it to that.
    pub(super) fn proxy_rules(&self) -> Result<ProxyRules<String>, TransportError> {
        let ProxySettings { source, credentials, except } = &self.proxy;
        let environment = |name: &str| std::env::var(name).ok();
        let rules = match source {
            ProxySource::None => return Ok(ProxyRules::none()),
            ProxySource::Environment => ProxyRules::from_environment(environment, credentials.as_ref())?,
            ProxySource::Address(address) => ProxyRules::for_all(address, credentials.as_ref())?,
        };
        let except = except.clone().or_else(|| proxy::no_proxy(environment));
        Ok(rules.except(except.as_deref().unwrap_or_default()))
    }
}

#[cfg(all(feature = "native-tls", not(feature = "rustls")))]
pub(super) const NO_CERTIFICATE: &str =
    "`root_certificates` is no certificate in PEM that can be used: a text with `BEGIN CERTIFICATE`";

#[cfg(all(feature = "native-tls", not(feature = "rustls")))]
pub(super) const NO_IDENTITY: &str = "`client_certificate` is no certificate and private key in PEM: texts with `BEGIN CERTIFICATE` and `BEGIN PRIVATE \
     KEY`, without a password";

/// Returns the error of settings that cannot be used. The message shows nothing of what is secret.
pub(super) fn unusable(message: impl Into<String>) -> TransportError {
    TransportError::new(TransportKind::Settings, message.into())
}

/// Refuses an address that needs TLS where there is none.
pub(super) fn check_tls(address: &Uri) -> Result<(), TransportError> {
    if address.scheme_str() == Some("https") && !cfg!(any(feature = "rustls", feature = "native-tls")) {
        return Err(unusable("`https` needs the feature `rustls` or `native-tls` of `datacontract`"));
    }
    Ok(())
}

/// Shows neither addresses of proxies, which may have passwords, nor certificates and keys.
impl fmt::Debug for Connections {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let proxy = match &self.proxy.source {
            ProxySource::Environment => "from the environment",
            ProxySource::None => "none",
            ProxySource::Address(_) => "given",
        };
        let mut shown = f.debug_struct("Connections");
        shown
            .field("connect_timeout", &self.connect_timeout)
            .field("idle_timeout", &self.idle_timeout)
            .field("max_idle_per_host", &self.max_idle_per_host)
            .field("max_per_host", &self.max_per_host)
            .field("http_version", &self.http_version)
            .field("proxy", &proxy);
        #[cfg(any(feature = "rustls", feature = "native-tls"))]
        shown
            .field("has_root_certificates", &self.roots.is_some())
            .field("has_client_certificate", &self.identity.is_some());
        shown.finish_non_exhaustive()
    }
}
