//! Files that are read while the response comes.

mod blocking;
mod stream;

use super::exchange::Exchange;
use super::open_call::OpenCall;
use super::{Call, Error, PiecewiseBody, Result, StreamTransport, TransportError};
use crate::http::coding::BodyPiece;
use crate::http::file::response::ResponseFile;
use crate::http::{Endpoint, File};
use ::http::{HeaderMap, StatusCode};
use bytes::Bytes;
use std::fmt;

/// A file that comes from a service: see [`Call::download`]. It is an [`io::Read`](std::io::Read) if the transport is
/// blocking. If it is async, [`next`](Download::next) returns the pieces; with the feature `reqwest` or `server` it is a
/// `futures_core::Stream` of them as well.
#[must_use = "the connection is closed if the file is dropped"]
pub struct Download<B> {
    file: ResponseFile,
    call: OpenCall,
    /// What is to come; `None` at the end.
    body: Option<B>,
    /// What has come and was not read.
    rest: Bytes,
}

impl<'a, T: StreamTransport, E: Endpoint<Response = File>> Call<'a, T, E> {
    /// Sends the request, and returns the file as soon as the head of the response is there: its content is read piece by
    /// piece, and is never in memory as a whole as it is after [`send`](Self::send).
    ///
    /// ```
    /// # #[cfg(feature = "ureq")] {
    /// use datacontract::client::{self, Client, Mock, Ureq};
    /// use datacontract::http::{Api, File};
    ///
    /// static SHOP: Api = Api::new("Shop");
    ///
    /// #[derive(datacontract::Endpoint, Clone, Debug)]
    /// #[endpoint(api = SHOP, get = "api/invoices/{id}", response = File)]
    /// struct Invoice {
    ///     id: i32,
    /// }
    ///
    /// let mock = Mock::new().on(|_: Invoice| Ok(File::new("%PDF").named("invoice.pdf")));
    /// let shop: Client<Ureq> = client::mock(mock);
    /// let mut invoice = shop.call(Invoice { id: 7 }).download()?;
    /// assert_eq!(invoice.name().as_deref(), Some("invoice.pdf"));
    /// let mut saved = Vec::new(); // or a file of the disk
    /// assert_eq!(std::io::copy(&mut invoice, &mut saved)?, 4);
    /// # }
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// Logins, retries, redirects and the client's limits are those of [`send`](Self::send), up to the first byte of the
    /// file; from then on an error ends it.
    ///
    /// - The time limit is that of the whole call as ever, up to the last byte: a large file needs a
    ///   [longer one](Self::timeout).
    /// - The file may have any size, unless [`max_response_size`](Self::max_response_size) of the call limits it.
    ///
    /// # Errors
    /// [`Error`] says what can go wrong.
    pub fn download(self) -> T::Sent<'a, Result<Download<T::Body>, E::Status>> {
        let Call { client, endpoint, settings } = self;
        let max_size = settings.max_response_size.unwrap_or(usize::MAX);
        let exchange =
            Exchange::new(client.config(), E::operation(), &endpoint, &E::default(), &settings).streamed();
        client.transport().open(exchange, move |mut exchange, body| {
            let begun = exchange.begin_file(&endpoint, max_size);
            let mut call = OpenCall::new(exchange, begun.as_ref().ok().map(|(file, _)| file.status));
            match begun {
                Ok((file, whole)) => {
                    let body = Some(body.unwrap_or_else(|| T::Body::whole(whole)));
                    Ok(Download { file, call, body, rest: Bytes::new() })
                }
                Err(error) => {
                    call.end(error.transport_kind());
                    Err(error.map_status(E::Status::from))
                }
            }
        })
    }
}

impl<B> Download<B> {
    /// Returns the name that the service says: its last part, without folders.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        self.file.name()
    }

    /// Returns the media type.
    #[must_use]
    pub fn media_type(&self) -> Option<&str> {
        self.file.media_type()
    }

    /// Returns how many bytes the file has, if the service says it.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.file.length()
    }

    /// Returns the status of the response.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.file.status
    }

    /// Returns the headers of the response.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.file.headers
    }

    /// Returns the next bytes, as far as the body has come.
    fn next_bytes(&mut self) -> std::result::Result<BodyPiece, Error> {
        match self.file.next() {
            Ok(BodyPiece::End) => {
                self.body = None;
                self.call.end(None);
                Ok(BodyPiece::End)
            }
            Ok(next) => Ok(next),
            Err(error) => Err(self.fail(error)),
        }
    }

    /// Takes what comes next of the body.
    fn push(
        &mut self,
        piece: Option<std::result::Result<Bytes, TransportError>>,
    ) -> std::result::Result<(), Error> {
        match piece {
            Some(Ok(bytes)) => self.file.push(bytes),
            None => self.file.finish(),
            Some(Err(error)) => return Err(self.fail(error)),
        }
        Ok(())
    }

    /// Ends the file with an error.
    fn fail(&mut self, error: TransportError) -> Error {
        self.body = None;
        self.call.end(Some(error.kind()));
        self.call.exchange.of_call(error)
    }
}

/// Prints no content.
impl<B> fmt::Debug for Download<B> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("name", &self.name())
            .field("media_type", &self.media_type())
            .field("length", &self.length())
            .finish_non_exhaustive()
    }
}
