//! ureq: blocking.

use super::mock::Mock;
use super::{Attempt, Client, Error, Exchange, Transport, TransportError, TransportKind, drive_blocking};
use crate::http::BaseUrl;
use ::http::header::CONTENT_LENGTH;
use ::http::{HeaderValue, Request, Response};
use ::ureq::{Agent, Timeout};
use bytes::Bytes;
use std::io::{self, Read};
use std::time::Duration;

/// A transport over [ureq](https://docs.rs/ureq): calls block.
///
/// ```
/// use datacontract::client::{Client, Ureq};
/// use datacontract::http::BaseUrl;
///
/// let own = ureq::Agent::config_builder().max_idle_connections(1).build().new_agent();
/// let client = Client::new(BaseUrl::new("https://example.com")?, Ureq::from(own));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// An agent's own settings for redirects, status codes and the time of a whole call are not used.
#[derive(Clone, Debug)]
pub struct Ureq(Backend);

#[derive(Clone, Debug)]
enum Backend {
    Http(Agent),
    Mock(Mock),
}

/// Returns a client of the service at an address, by ureq.
///
/// # Errors
/// [`Error::Arguments`] if the address is none.
pub fn ureq(base_url: &str) -> Result<Client<Ureq>, Error> {
    Ok(Client::new(BaseUrl::new(base_url)?, Ureq::new()))
}

impl Ureq {
    /// Returns a transport with the settings of this crate: connections within 10 seconds, certificates of
    /// the platform.
    #[must_use]
    pub fn new() -> Self {
        let config = Agent::config_builder().timeout_connect(Some(Duration::from_secs(10)));
        #[cfg(any(feature = "rustls", feature = "native-tls"))]
        let config = config.tls_config(tls());
        Ureq(Backend::Http(config.build().new_agent()))
    }

    fn attempt(&self, attempt: Attempt) -> Result<Response<Bytes>, TransportError> {
        let agent = match &self.0 {
            Backend::Http(agent) => agent,
            Backend::Mock(mock) => return mock.answer(attempt),
        };
        let tells_length = attempt.tells_length();
        let Attempt { request, upload, timeout, max_response_size, .. } = attempt;
        let (mut parts, body) = request.into_parts();
        let response = if let Some(upload) = upload {
            // Without a length it is sent in chunks.
            if let Some(length) = upload.length() {
                parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
            }
            let body = ::ureq::SendBody::from_owned_reader(upload.reader());
            run(agent, Request::from_parts(parts, body), timeout)
        } else if tells_length {
            run(agent, Request::from_parts(parts, &body[..]), timeout)
        } else {
            // Not even an empty body: no `Content-Length: 0`.
            run(agent, Request::from_parts(parts, ()), timeout)
        };
        let (parts, body) = response.map_err(transport_error)?.into_parts();

        let limit = u64::try_from(max_response_size).unwrap_or(u64::MAX);
        let mut bytes = Vec::new();
        let mut reader = body.into_reader().take(limit.saturating_add(1));
        reader.read_to_end(&mut bytes).map_err(|error| transport_error(::ureq::Error::from(error)))?;
        if bytes.len() > max_response_size {
            return Err(TransportError::of(TransportKind::TooLarge, None));
        }
        Ok(Response::from_parts(parts, bytes.into()))
    }
}

/// Certificates are the platform's, as with reqwest.
#[cfg(any(feature = "rustls", feature = "native-tls"))]
fn tls() -> ::ureq::tls::TlsConfig {
    use ::ureq::tls::{RootCerts, TlsConfig, TlsProvider};
    let provider = if cfg!(feature = "rustls") { TlsProvider::Rustls } else { TlsProvider::NativeTls };
    TlsConfig::builder().provider(provider).root_certs(RootCerts::PlatformVerifier).build()
}

impl Default for Ureq {
    fn default() -> Self {
        Ureq::new()
    }
}

fn run<B: ::ureq::AsSendBody>(
    agent: &Agent,
    request: Request<B>,
    timeout: Duration,
) -> Result<Response<::ureq::Body>, ::ureq::Error> {
    let request = agent
        .configure_request(request)
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .allow_non_standard_methods(true)
        .timeout_global(Some(timeout))
        .build();
    agent.run(request)
}

impl Transport for Ureq {
    type Sent<'a, R: Send + 'a> = R;

    fn send<'a, R: Send + 'a>(
        &'a self,
        exchange: Exchange,
        finish: impl FnOnce(Exchange) -> R + Send + 'a,
    ) -> R {
        finish(self.run(exchange))
    }
}

impl Ureq {
    /// Does the steps of an exchange. Nothing in it depends on the endpoint, so it is compiled once.
    fn run(&self, exchange: Exchange) -> Exchange {
        let pause = |pause| {
            if matches!(self.0, Backend::Http(_)) {
                std::thread::sleep(pause);
            }
        };
        drive_blocking(exchange, |attempt| self.attempt(attempt), pause)
    }
}

impl From<Agent> for Ureq {
    fn from(agent: Agent) -> Self {
        Ureq(Backend::Http(agent))
    }
}

/// For tests of code that calls by ureq.
impl From<Mock> for Ureq {
    fn from(mock: Mock) -> Self {
        Ureq(Backend::Mock(mock))
    }
}

/// Returns ureq's error, unless it shows the address, whose query may be secret.
fn transport_error(error: ::ureq::Error) -> TransportError {
    use ::ureq::Error as E;
    let kind = match &error {
        E::Timeout(Timeout::Resolve | Timeout::Connect)
        | E::HostNotFound
        | E::ConnectionFailed
        | E::ConnectProxyFailed(_)
        | E::InvalidProxyUrl
        | E::Tls(_)
        | E::TlsRequired => TransportKind::Connect,
        E::Timeout(_) => TransportKind::Timeout,
        E::Io(error) => match error.kind() {
            io::ErrorKind::ConnectionRefused
            | io::ErrorKind::HostUnreachable
            | io::ErrorKind::NetworkUnreachable
            | io::ErrorKind::AddrNotAvailable => TransportKind::Connect,
            io::ErrorKind::TimedOut => TransportKind::Timeout,
            _ if is_before_connection(error) => TransportKind::Connect,
            _ => TransportKind::Interrupted,
        },
        #[cfg(feature = "rustls")]
        E::Rustls(_) | E::Pem(_) => TransportKind::Connect,
        #[cfg(feature = "native-tls")]
        E::NativeTls(_) | E::Der(_) => TransportKind::Connect,
        E::BadUri(_) | E::RequireHttpsOnly(_) => {
            return TransportError::new(TransportKind::Other, "the address is not one that ureq may call");
        }
        E::Http(_) | E::TooManyRedirects | E::RedirectFailed | E::BodyExceedsLimit(_) => TransportKind::Other,
        #[allow(unreachable_patterns, reason = "which variants there are depends on ureq's features")]
        _ => TransportKind::Interrupted,
    };
    TransportError::new(kind, error)
}

/// Returns whether it is about names of hosts or about certificates: these errors have no kind of their own.
fn is_before_connection(error: &io::Error) -> bool {
    // Windows has numbers for the former: `WSAHOST_NOT_FOUND` and what follows.
    let text = error.to_string();
    matches!(error.raw_os_error(), Some(11001..=11004))
        || text.starts_with("failed to lookup address information")
        || text.starts_with("invalid peer certificate")
}
