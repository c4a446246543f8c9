//! reqwest: async, on tokio.

use super::mock::Mock;
use super::{Attempt, Client, Error, Exchange, Transport, TransportError, TransportKind, drive};
use crate::http::BaseUrl;
use crate::http::file::body::ReadBody;
use ::http::header::CONTENT_LENGTH;
use ::http::{HeaderValue, Response};
use ::reqwest::redirect::Policy;
use bytes::{Bytes, BytesMut};
use std::pin::Pin;
use std::time::Duration;

/// A transport over [reqwest](https://docs.rs/reqwest): calls are futures, which need tokio.
///
/// ```
/// use datacontract::client::{Client, Reqwest};
/// use datacontract::http::BaseUrl;
///
/// let own = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
/// let client = Client::new(BaseUrl::new("https://example.com")?, Reqwest::from(own));
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// A reqwest client of your own should follow no redirects, as above: otherwise it follows them by its own
/// rules, not by those of [this module](super).
#[derive(Clone, Debug)]
pub struct Reqwest(Backend);

#[derive(Clone, Debug)]
enum Backend {
    Http(::reqwest::Client),
    Mock(Mock),
}

/// Returns a client of the service at an address, by reqwest.
///
/// # Errors
/// [`Error::Arguments`] if the address is none, [`Error::Transport`] if TLS cannot be set up.
pub fn reqwest(base_url: &str) -> Result<Client<Reqwest>, Error> {
    Ok(Client::new(BaseUrl::new(base_url)?, Reqwest::new()?))
}

impl Reqwest {
    /// Returns a transport with the settings of this crate: connections within 10 seconds, no redirects of
    /// its own.
    ///
    /// # Errors
    /// If TLS cannot be set up.
    pub fn new() -> Result<Self, TransportError> {
        let builder = ::reqwest::Client::builder()
            .redirect(Policy::none())
            .referer(false)
            .no_brotli()
            .no_deflate()
            .no_zstd()
            // The crate does it itself, for all transports.
            .no_gzip()
            // As ureq: the longer a connection is idle, the likelier the server has closed it.
            .pool_idle_timeout(Duration::from_secs(15))
            .connect_timeout(Duration::from_secs(10));
        Ok(Reqwest(Backend::Http(builder.build().map_err(transport_error)?)))
    }

    async fn attempt(&self, attempt: Attempt) -> Result<Response<Bytes>, TransportError> {
        let client = match &self.0 {
            Backend::Http(client) => client,
            Backend::Mock(mock) => return mock.answer(attempt),
        };
        let tells_length = attempt.tells_length();
        let Attempt { request, upload, timeout, max_response_size, .. } = attempt;
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
            *request.body_mut() = Some(::reqwest::Body::wrap(ReadBody::new(upload.reader(), length)));
        }
        *request.timeout_mut() = Some(timeout);
        let mut response = client.execute(request).await.map_err(transport_error)?;

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
        Ok(answer)
    }
}

impl Transport for Reqwest {
    type Sent<'a, R: Send + 'a> = Pin<Box<dyn Future<Output = R> + Send + 'a>>;

    fn send<'a, R: Send + 'a>(
        &'a self,
        exchange: Exchange,
        finish: impl FnOnce(Exchange) -> R + Send + 'a,
    ) -> Self::Sent<'a, R> {
        Box::pin(async move { finish(self.run(exchange).await) })
    }
}

impl Reqwest {
    /// Does the steps of an exchange. Nothing in it depends on the endpoint, so it is compiled once.
    async fn run(&self, exchange: Exchange) -> Exchange {
        let is_mock = matches!(self.0, Backend::Mock(_));
        let pause = async |pause| {
            if !is_mock {
                tokio::time::sleep(pause).await;
            }
        };
        drive(exchange, |attempt| self.attempt(attempt), pause).await
    }
}

impl From<::reqwest::Client> for Reqwest {
    fn from(client: ::reqwest::Client) -> Self {
        Reqwest(Backend::Http(client))
    }
}

/// For tests of code that calls by reqwest.
impl From<Mock> for Reqwest {
    fn from(mock: Mock) -> Self {
        Reqwest(Backend::Mock(mock))
    }
}

/// Returns reqwest's error without the address, whose query may be secret.
fn transport_error(error: ::reqwest::Error) -> TransportError {
    let kind = if error.is_connect() {
        TransportKind::Connect
    } else if error.is_timeout() {
        TransportKind::Timeout
    } else if error.is_builder() || error.is_redirect() {
        TransportKind::Other
    } else {
        TransportKind::Interrupted
    };
    TransportError::new(kind, error.without_url())
}
