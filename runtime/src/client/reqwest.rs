//! reqwest: async, on tokio.

use super::connections::{AsyncPlaces, Connections, Gate, HttpVersion, check_tls, unusable};
use super::mock::Mock;
use super::{
    Answer, AsyncBody, Attempt, Client, Error, Exchange, ItemReading, ListStream, PageStream, Pages,
    StreamTransport, Transport, TransportError, TransportKind, drive_stream,
};
use crate::http::file::body::UploadBody;
use crate::http::{BaseUrl, Endpoint, Paged};
use crate::items::HasItems;
use ::http::header::CONTENT_LENGTH;
use ::http::{HeaderValue, Response};
use ::reqwest::redirect::Policy;
use ::reqwest::{ClientBuilder, Proxy, Url};
use bytes::BytesMut;
use http_body::{Body as _, Frame};
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;

/// A transport over [reqwest](https://docs.rs/reqwest): calls are futures, which need tokio.
///
/// [`Connections`] has the settings. A reqwest client of your own is for what it has no name for:
///
/// ```no_run
/// use datacontract::client::{Client, Reqwest};
/// use datacontract::http::BaseUrl;
///
/// let own = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
/// let client = Client::new(BaseUrl::new("https://example.com")?, Reqwest::from(own));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// It should follow no redirects, as above: otherwise it follows them by its own rules, not by those of
/// [this module](super). Its TLS is that of the features of your own dependency on reqwest; without any of them, but
/// with the feature `rustls` of this crate, reqwest panics unless the process has installed cryptography
/// (`CryptoProvider::install_default`).
#[derive(Clone)]
pub struct Reqwest(Backend);

#[derive(Clone)]
enum Backend {
    Http(::reqwest::Client, Option<Arc<Gate<AsyncPlaces>>>),
    Own(::reqwest::Client),
    Mock(Mock),
}

/// Returns a client of the service at an address, by reqwest.
///
/// # Errors
/// [`Error::Arguments`] if the address is none, [`Error::Transport`] if TLS cannot be set up, or a proxy that the environment
/// names cannot be used.
pub fn reqwest(base_url: &str) -> Result<Client<Reqwest>, Error> {
    Connections::new().reqwest(base_url)
}

impl Connections {
    /// Returns an async client of the service at an address, with these settings, by reqwest.
    ///
    /// # Errors
    /// [`Error::Arguments`] if the address is none, [`Error::Transport`] if the settings cannot be used.
    pub fn reqwest(&self, base_url: &str) -> Result<Client<Reqwest>, Error> {
        Ok(Client::new(BaseUrl::new(base_url)?, Reqwest::with(self)?))
    }
}

impl Reqwest {
    /// Returns a transport with the settings that [`Connections`] has by default.
    ///
    /// # Errors
    /// If TLS cannot be set up, or a proxy that the environment names cannot be used.
    pub fn new() -> Result<Self, TransportError> {
        Reqwest::with(&Connections::new())
    }

    /// Returns a transport with these settings.
    ///
    /// # Errors
    /// If they cannot be used.
    pub fn with(connections: &Connections) -> Result<Self, TransportError> {
        let builder = ::reqwest::Client::builder()
            .redirect(Policy::none())
            .referer(false)
            .no_brotli()
            .no_deflate()
            .no_zstd()
            // The crate does it itself, for all transports.
            .no_gzip()
            .pool_idle_timeout(connections.idle_timeout)
            .pool_max_idle_per_host(connections.max_idle_per_host)
            .connect_timeout(connections.connect_timeout);
        let builder = match connections.http_version {
            None => builder,
            Some(HttpVersion::Http1) => builder.http1_only(),
            #[cfg(feature = "http2")]
            Some(HttpVersion::Http2) => builder.http2_prior_knowledge(),
            #[cfg(not(feature = "http2"))]
            Some(HttpVersion::Http2) => {
                return Err(unusable("HTTP/2 needs the feature `http2` of `datacontract`"));
            }
        };
        let builder = with_proxies(builder, connections)?;
        #[cfg(any(feature = "rustls", feature = "native-tls"))]
        let builder = with_tls(builder, connections)?;
        let client = builder.build().map_err(|error| unusable(error.without_url().to_string()))?;
        Ok(Reqwest(Backend::Http(client, connections.max_per_host.map(|most| Arc::new(Gate::new(most))))))
    }

    async fn attempt(&self, attempt: Attempt) -> Result<Answer<AsyncBody>, TransportError> {
        let (client, gate) = match &self.0 {
            Backend::Http(client, gate) => {
                check_tls(attempt.request.uri())?;
                (client, gate.as_ref())
            }
            Backend::Own(client) => (client, None),
            Backend::Mock(mock) => return mock.answer(attempt.in_memory().await?).map(Answer::Whole),
        };
        let (tells_length, takes_stream) = (attempt.tells_length(), attempt.stream_taker());
        let Attempt { request, upload, timeout, max_response_size, .. } = attempt;
        let (place, timeout) = match gate {
            Some(gate) => {
                let (place, left) = gate.enter(request.uri(), timeout).await?;
                (Some(place), left)
            }
            None => (None, timeout),
        };
        let is_empty = request.body().is_empty();
        let mut request = ::reqwest::Request::try_from(request).map_err(transport_error)?;
        if is_empty && tells_length {
            // It says nothing of an empty body itself.
            request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        if let Some(upload) = upload {
            let length = upload.length();
            match length {
                Some(length) => request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(length)),
                None => request.headers_mut().remove(CONTENT_LENGTH),
            };
            *request.body_mut() = Some(::reqwest::Body::wrap(UploadBody::new(upload)));
        }
        *request.timeout_mut() = Some(timeout);
        let mut response = client.execute(request).await.map_err(transport_error)?;
        if takes_stream(response.status()) {
            let response: Response<::reqwest::Body> = response.into();
            return Ok(Answer::Begun(response.map(|body| body_of(body, place))));
        }

        let mut body = BytesMut::new();
        while let Some(chunk) = response.chunk().await.map_err(transport_error)? {
            if chunk.len() > max_response_size - body.len() {
                return Err(TransportError::of(TransportKind::TooLarge, None));
            }
            body.extend_from_slice(&chunk);
        }
        let mut answer = Response::new(body.freeze());
        *answer.status_mut() = response.status();
        *answer.headers_mut() = std::mem::take(response.headers_mut());
        Ok(Answer::Whole(answer))
    }
}

/// Lets requests go through the proxies of the settings, by rules that all transports share.
fn with_proxies(builder: ClientBuilder, connections: &Connections) -> Result<ClientBuilder, TransportError> {
    let rules = connections.proxy_rules()?.try_map(|address| {
        Url::parse(address).map_err(|error| unusable(format!("the address of a proxy is not valid: {error}")))
    })?;
    if rules.is_empty() {
        return Ok(builder.no_proxy());
    }
    Ok(builder.proxy(Proxy::custom(move |url| {
        rules.proxy_for(url.scheme(), url.host_str().unwrap_or_default(), url.port()).cloned()
    })))
}

#[cfg(feature = "rustls")]
fn with_tls(builder: ClientBuilder, connections: &Connections) -> Result<ClientBuilder, TransportError> {
    Ok(builder.tls_backend_preconfigured(super::connections::rustls_config(connections)?))
}

#[cfg(all(feature = "native-tls", not(feature = "rustls")))]
fn with_tls(mut builder: ClientBuilder, connections: &Connections) -> Result<ClientBuilder, TransportError> {
    use super::connections::{ClientCertificate, NO_CERTIFICATE, NO_IDENTITY};
    use ::reqwest::{Certificate, Identity};
    builder = builder.tls_backend_native();
    if let Some(pem) = &connections.roots {
        let roots = Certificate::from_pem_bundle(pem).ok().filter(|roots| !roots.is_empty());
        builder = builder.tls_certs_only(roots.ok_or_else(|| unusable(NO_CERTIFICATE))?);
    }
    if let Some(ClientCertificate { chain, key }) = &connections.identity {
        let identity = Identity::from_pkcs8_pem(chain, key);
        builder = builder.identity(identity.map_err(|_| unusable(NO_IDENTITY))?);
    }
    Ok(builder)
}

/// Returns a body by its pieces. It keeps the place of its request.
fn body_of(mut body: ::reqwest::Body, place: Option<impl Send + 'static>) -> AsyncBody {
    AsyncBody::new(move |context| {
        let _ = &place;
        loop {
            let frame = match Pin::new(&mut body).poll_frame(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(frame) => frame,
            };
            match frame.map(|frame| frame.map(Frame::into_data)) {
                None => return Poll::Ready(None),
                Some(Ok(Ok(data))) => return Poll::Ready(Some(Ok(data))),
                // Trailers.
                Some(Ok(Err(_))) => {}
                Some(Err(error)) => return Poll::Ready(Some(Err(transport_error(error)))),
            }
        }
    })
}

impl Transport for Reqwest {
    type Sent<'a, R: Send + 'a> = Pin<Box<dyn Future<Output = R> + Send + 'a>>;

    fn send<'a, R: Send + 'a>(
        &'a self,
        exchange: Exchange,
        finish: impl FnOnce(Exchange) -> R + Send + 'a,
    ) -> Self::Sent<'a, R> {
        Box::pin(async move { finish(self.run(exchange).await.0) })
    }
}

impl Reqwest {
    /// Does the steps of an exchange. Nothing in it depends on the endpoint, so it is compiled once.
    async fn run(&self, exchange: Exchange) -> (Exchange, Option<AsyncBody>) {
        let is_mock = matches!(self.0, Backend::Mock(_));
        let pause = async |pause| {
            if !is_mock {
                tokio::time::sleep(pause).await;
            }
        };
        drive_stream(exchange, |attempt| self.attempt(attempt), pause).await
    }
}

impl StreamTransport for Reqwest {
    type Body = AsyncBody;

    fn open<'a, R: Send + 'a>(
        &'a self,
        exchange: Exchange,
        finish: impl FnOnce(Exchange, Option<AsyncBody>) -> R + Send + 'a,
    ) -> Self::Sent<'a, R> {
        Box::pin(async move {
            let (exchange, body) = self.run(exchange).await;
            finish(exchange, body)
        })
    }

    type Items<E: Endpoint<Response: HasItems>> = ListStream<E>;

    fn items<E: Endpoint<Response: HasItems>>(self: Arc<Self>, reading: ItemReading<E>) -> ListStream<E> {
        ListStream::new(reading, |exchange| async move { self.run(exchange).await })
    }

    type PageItems<E: Paged> = PageStream<Self, E>;

    fn page_items<E: Paged>(pages: Pages<Self, E>) -> PageStream<Self, E> {
        PageStream::new(pages)
    }
}

impl From<::reqwest::Client> for Reqwest {
    fn from(client: ::reqwest::Client) -> Self {
        Reqwest(Backend::Own(client))
    }
}

/// For tests of code that calls by reqwest.
impl From<Mock> for Reqwest {
    fn from(mock: Mock) -> Self {
        Reqwest(Backend::Mock(mock))
    }
}

/// Shows nothing of the settings, some of which are secret.
impl fmt::Debug for Reqwest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reqwest")
    }
}

/// Returns reqwest's error without the address, whose query may be secret.
fn transport_error(error: ::reqwest::Error) -> TransportError {
    let error = error.without_url();
    #[cfg(feature = "rustls")]
    if let Some((kind, advice)) = super::connections::explain(&error) {
        return TransportError::new(kind, error).with_advice(advice);
    }
    let kind = if error.is_connect() {
        TransportKind::Connect
    } else if error.is_timeout() {
        TransportKind::Timeout
    } else if error.is_builder() || error.is_redirect() {
        TransportKind::Other
    } else {
        TransportKind::Interrupted
    };
    TransportError::new(kind, error)
}
