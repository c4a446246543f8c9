//! ureq: blocking.

use super::connections::{Connections, Gate, HttpVersion, Places, ProxyRules, check_tls, unusable};
use super::mock::Mock;
use super::{
    Answer, Attempt, BlockingBody, Client, Error, Exchange, ItemReading, ListItems, PageItems, Pages,
    StreamTransport, Transport, TransportError, TransportKind, drive_stream_blocking,
};
use crate::http::{BaseUrl, Endpoint, Format, MediaType, Paged};
use crate::items::HasItems;
use ::http::header::{CONTENT_LENGTH, CONTENT_TYPE, TRANSFER_ENCODING};
use ::http::{HeaderMap, HeaderValue, Request, Response, Uri};
use ::ureq::{Agent, Proxy, Timeout};
use std::fmt;
use std::io::{self, Read};
use std::sync::Arc;
use std::time::Duration;

/// A transport over [ureq](https://docs.rs/ureq): calls block.
///
/// [`Connections`] has the settings. An agent of your own is for what it has no name for:
///
/// ```
/// use datacontract::client::{Client, Ureq};
/// use datacontract::http::BaseUrl;
///
/// let own = ureq::Agent::config_builder().no_delay(false).build().new_agent();
/// let client = Client::new(BaseUrl::new("https://example.com")?, Ureq::from(own));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// An agent's own settings for redirects, status codes and the time of a whole call are not used.
#[derive(Clone)]
pub struct Ureq(Backend);

#[derive(Clone)]
enum Backend {
    Http(Arc<Connected>),
    Own(Agent),
    Mock(Mock),
}

/// An agent with what it does not do itself.
struct Connected {
    agent: Agent,
    proxies: ProxyRules<Proxy>,
    gate: Option<Gate<Places>>,
}

/// Returns a client of the service at an address, by ureq.
///
/// # Errors
/// [`Error::Arguments`] if the address is none, [`Error::Transport`] if TLS cannot be set up, or a proxy that the environment
/// names cannot be used.
pub fn ureq(base_url: &str) -> Result<Client<Ureq>, Error> {
    Connections::new().ureq(base_url)
}

impl Connections {
    /// Returns a blocking client of the service at an address, with these settings, by ureq.
    ///
    /// # Errors
    /// [`Error::Arguments`] if the address is none, [`Error::Transport`] if the settings cannot be used.
    pub fn ureq(&self, base_url: &str) -> Result<Client<Ureq>, Error> {
        Ok(Client::new(BaseUrl::new(base_url)?, Ureq::with(self)?))
    }
}

impl Ureq {
    /// Returns a transport with the settings that [`Connections`] has by default.
    ///
    /// # Errors
    /// If TLS cannot be set up, or a proxy that the environment names cannot be used.
    pub fn new() -> Result<Self, TransportError> {
        Ureq::with(&Connections::new())
    }

    /// Returns a transport with these settings.
    ///
    /// # Errors
    /// If they cannot be used. ureq does not speak HTTP/2.
    pub fn with(connections: &Connections) -> Result<Self, TransportError> {
        if connections.http_version == Some(HttpVersion::Http2) {
            return Err(unusable("ureq does not speak HTTP/2: reqwest does"));
        }
        let proxies = connections.proxy_rules()?.try_map(|address| {
            Proxy::new(address).map_err(|_| unusable("the address of a proxy is not valid"))
        })?;
        let config = Agent::config_builder()
            // Which one it is depends on the request.
            .proxy(None)
            .timeout_resolve(Some(connections.connect_timeout))
            .timeout_connect(Some(connections.connect_timeout))
            .max_idle_connections(usize::MAX)
            .max_idle_connections_per_host(connections.max_idle_per_host)
            .max_idle_age(connections.idle_timeout);
        #[cfg(any(feature = "rustls", feature = "native-tls"))]
        let config = config.tls_config(tls(connections)?);
        Ok(Ureq(Backend::Http(Arc::new(Connected {
            agent: config.build().new_agent(),
            proxies,
            gate: connections.max_per_host.map(Gate::new),
        }))))
    }

    fn attempt(&self, attempt: Attempt) -> Result<Answer<BlockingBody>, TransportError> {
        let (agent, settings) = match &self.0 {
            Backend::Http(connected) => (&connected.agent, Some(&**connected)),
            Backend::Own(agent) => (agent, None),
            Backend::Mock(mock) => return mock.answer(attempt).map(Answer::Whole),
        };
        let (tells_length, takes_stream) = (attempt.tells_length(), attempt.stream_taker());
        let Attempt { request, upload, timeout, max_response_size, .. } = attempt;
        if settings.is_some() {
            check_tls(request.uri())?;
        }
        let (place, timeout) = match settings.and_then(|settings| settings.gate.as_ref()) {
            Some(gate) => {
                let (place, left) = gate.enter(request.uri(), timeout)?;
                (Some(place), left)
            }
            None => (None, timeout),
        };
        let is_secure = request.uri().scheme_str() == Some("https");
        let proxy = settings.and_then(|settings| settings.proxy_for(request.uri()));
        let options = Options { timeout, proxy };
        let (mut parts, body) = request.into_parts();
        let response = if let Some(upload) = upload {
            if upload.has_stream() {
                let message = "a file of the request is a stream, which this client cannot send because it blocks: use \
                               `File::from_reader`, or an async client";
                return Err(TransportError::new(TransportKind::Other, message));
            }
            // Without a length it is sent in chunks.
            if let Some(length) = upload.length() {
                parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
            }
            let body = ::ureq::SendBody::from_owned_reader(upload.reader());
            run(agent, Request::from_parts(parts, body), options)
        } else if tells_length {
            run(agent, Request::from_parts(parts, &body[..]), options)
        } else {
            // Not even an empty body: no `Content-Length: 0`.
            run(agent, Request::from_parts(parts, ()), options)
        };
        let (parts, body) = response.map_err(transport_error)?.into_parts();

        if takes_stream(parts.status) {
            let body = body_of(body, place);
            let body = if is_secure && !has_length(&parts.headers) { body.may_be_cut() } else { body };
            return Ok(Answer::Begun(Response::from_parts(parts, body)));
        }
        let limit = u64::try_from(max_response_size).unwrap_or(u64::MAX);
        let mut bytes = Vec::new();
        let mut reader = body.into_reader().take(limit.saturating_add(1));
        reader.read_to_end(&mut bytes).map_err(|error| transport_error(::ureq::Error::from(error)))?;
        if bytes.len() > max_response_size {
            return Err(TransportError::of(TransportKind::TooLarge, None));
        }
        if is_secure && !has_length(&parts.headers) && !is_whole(&parts.headers, &bytes) {
            let message = "the answer has no length and may be cut off: ureq does not tell a connection over TLS that was cut \
                           from one that was closed (reqwest does)";
            return Err(TransportError::new(TransportKind::Interrupted, message));
        }
        Ok(Answer::Whole(Response::from_parts(parts, bytes.into())))
    }
}

/// How many bytes are read at once of a body that is handed on while it comes.
const PIECE: usize = 64 << 10;

/// Returns a body by its pieces. It keeps the place of its request.
fn body_of(body: ::ureq::Body, place: Option<impl Send + 'static>) -> BlockingBody {
    let mut reader = body.into_reader();
    BlockingBody::new(move || {
        let _ = &place;
        let mut piece = vec![0; PIECE];
        let len = loop {
            match reader.read(&mut piece) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Some(Err(transport_error(::ureq::Error::from(error)))),
                Ok(0) => return None,
                Ok(len) => break len,
            }
        };
        piece.truncate(len);
        Some(Ok(piece.into()))
    })
}

/// Returns whether an answer itself says how long it is.
fn has_length(headers: &HeaderMap) -> bool {
    headers.contains_key(CONTENT_LENGTH) || headers.contains_key(TRANSFER_ENCODING)
}

/// Returns whether a body is empty, or ends as JSON and XML do. What is cut off before such an end is not well-formed, and
/// no reader takes it.
fn is_whole(headers: &HeaderMap, body: &[u8]) -> bool {
    let media = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).and_then(MediaType::parse);
    let is_document = matches!(media.and_then(|media| media.format()), Some(Format::Json | Format::Xml));
    match body.trim_ascii_end().last() {
        None => true,
        Some(last) => is_document && b"}]\">".contains(last),
    }
}

impl Connected {
    fn proxy_for(&self, uri: &Uri) -> Option<Proxy> {
        self.proxies.proxy_for(uri.scheme_str()?, uri.host()?, uri.port_u16()).cloned()
    }
}

#[cfg(feature = "rustls")]
fn tls(connections: &Connections) -> Result<::ureq::tls::TlsConfig, TransportError> {
    use super::connections::{ClientCertificate, rustls_config};
    use crate::http::cryptography::provider;
    use ::ureq::tls::{ClientCert, PrivateKey, RootCerts, TlsConfig};
    // ureq makes the same configuration of the same parts, but later, and passes over what cannot be used.
    rustls_config(connections)?;
    let mut tls = TlsConfig::builder()
        .unversioned_rustls_crypto_provider(provider())
        .root_certs(RootCerts::PlatformVerifier);
    if let Some(pem) = &connections.roots {
        tls = tls.root_certs(RootCerts::new_with_certs(&certificates(pem)));
    }
    if let Some(ClientCertificate { chain, key }) = &connections.identity {
        let key = PrivateKey::from_pem(key)
            .map_err(|_| unusable("the key of `client_certificate` is no private key in PEM"))?;
        tls = tls.client_cert(Some(ClientCert::new_with_certs(&certificates(chain), key)));
    }
    Ok(tls.build())
}

#[cfg(all(feature = "native-tls", not(feature = "rustls")))]
fn tls(connections: &Connections) -> Result<::ureq::tls::TlsConfig, TransportError> {
    use super::connections::{ClientCertificate, NO_CERTIFICATE, NO_IDENTITY};
    use ::ureq::tls::{ClientCert, PrivateKey, RootCerts, TlsConfig, TlsProvider};
    let mut tls =
        TlsConfig::builder().provider(TlsProvider::NativeTls).root_certs(RootCerts::PlatformVerifier);
    if let Some(pem) = &connections.roots {
        let roots = certificates(pem);
        // ureq passes over what cannot be used.
        if roots.is_empty() || roots.iter().any(|root| native_tls::Certificate::from_der(root.der()).is_err())
        {
            return Err(unusable(NO_CERTIFICATE));
        }
        tls = tls.root_certs(RootCerts::new_with_certs(&roots));
    }
    if let Some(ClientCertificate { chain, key }) = &connections.identity {
        native_tls::Identity::from_pkcs8(chain, key).map_err(|_| unusable(NO_IDENTITY))?;
        let key = PrivateKey::from_pem(key).map_err(|_| unusable(NO_IDENTITY))?;
        tls = tls.client_cert(Some(ClientCert::new_with_certs(&certificates(chain), key)));
    }
    Ok(tls.build())
}

/// Returns the certificates in a text of PEM.
#[cfg(any(feature = "rustls", feature = "native-tls"))]
fn certificates(pem: &[u8]) -> Vec<::ureq::tls::Certificate<'static>> {
    use ::ureq::tls::{PemItem, parse_pem};
    let certificate = |item| match item {
        Ok(PemItem::Certificate(certificate)) => Some(certificate),
        _ => None,
    };
    parse_pem(pem).filter_map(certificate).collect()
}

/// What is different for each request.
struct Options {
    timeout: Duration,
    proxy: Option<Proxy>,
}

fn run<B: ::ureq::AsSendBody>(
    agent: &Agent,
    request: Request<B>,
    options: Options,
) -> Result<Response<::ureq::Body>, ::ureq::Error> {
    let Options { timeout, proxy } = options;
    let request = agent
        .configure_request(request)
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .allow_non_standard_methods(true)
        .timeout_global(Some(timeout));
    let request = match proxy {
        Some(proxy) => request.proxy(Some(proxy)),
        None => request,
    };
    agent.run(request.build())
}

impl Transport for Ureq {
    type Sent<'a, R: Send + 'a> = R;

    fn send<'a, R: Send + 'a>(
        &'a self,
        exchange: Exchange,
        finish: impl FnOnce(Exchange) -> R + Send + 'a,
    ) -> R {
        finish(self.run(exchange).0)
    }
}

impl StreamTransport for Ureq {
    type Body = BlockingBody;

    fn open<'a, R: Send + 'a>(
        &'a self,
        exchange: Exchange,
        finish: impl FnOnce(Exchange, Option<BlockingBody>) -> R + Send + 'a,
    ) -> R {
        let (exchange, body) = self.run(exchange);
        finish(exchange, body)
    }

    type Items<E: Endpoint<Response: HasItems>> = ListItems<E>;

    fn items<E: Endpoint<Response: HasItems>>(self: Arc<Self>, reading: ItemReading<E>) -> ListItems<E> {
        ListItems::new(reading, move |exchange| self.run(exchange))
    }

    type PageItems<E: Paged> = PageItems<Self, E>;

    fn page_items<E: Paged>(pages: Pages<Self, E>) -> PageItems<Self, E> {
        PageItems::new(pages)
    }
}

impl Ureq {
    /// Does the steps of an exchange. Nothing in it depends on the endpoint, so it is compiled once.
    fn run(&self, exchange: Exchange) -> (Exchange, Option<BlockingBody>) {
        let pause = |pause| {
            if !matches!(self.0, Backend::Mock(_)) {
                std::thread::sleep(pause);
            }
        };
        drive_stream_blocking(exchange, |attempt| self.attempt(attempt), pause)
    }
}

impl From<Agent> for Ureq {
    fn from(agent: Agent) -> Self {
        Ureq(Backend::Own(agent))
    }
}

/// For tests of code that calls by ureq.
impl From<Mock> for Ureq {
    fn from(mock: Mock) -> Self {
        Ureq(Backend::Mock(mock))
    }
}

/// Shows nothing of the settings, some of which are secret.
impl fmt::Debug for Ureq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ureq")
    }
}

/// Returns ureq's error, unless it shows the address, whose query may be secret.
fn transport_error(error: ::ureq::Error) -> TransportError {
    use ::ureq::Error as E;
    #[cfg(feature = "rustls")]
    if let Some((kind, advice)) = super::connections::explain(behind(&error)) {
        return TransportError::new(kind, error).with_advice(advice);
    }
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

/// Returns what an error holds: it has no `source`.
#[cfg(feature = "rustls")]
fn behind(error: &::ureq::Error) -> &(dyn std::error::Error + 'static) {
    match error {
        ::ureq::Error::Io(error) => error,
        ::ureq::Error::Rustls(error) => error,
        _ => error,
    }
}

/// Returns whether it is about names of hosts or about certificates: these errors have no kind of their own.
fn is_before_connection(error: &io::Error) -> bool {
    // Windows has numbers for the former: `WSAHOST_NOT_FOUND` and what follows.
    let text = error.to_string();
    matches!(error.raw_os_error(), Some(11001..=11004))
        || text.starts_with("failed to lookup address information")
        || text.starts_with("invalid peer certificate")
}
