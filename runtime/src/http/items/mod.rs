//! A list in a response, which is read item by item while the response comes.

mod text;

use super::coding::{BodyPiece, DecodedBody, Decoder};
use super::response::{format, in_wrong_format, is_empty, is_empty_error, is_null_error, without_coding};
use super::{DecodeError, Error, Format, MediaType, Operation};
use crate::error::Error as ReadError;
use crate::items::{HasItems, ItemDecoder, NoticeHook, PathToList};
use crate::{json, xml};
use ::http::{HeaderMap, StatusCode};
use bytes::Bytes;
use text::{TextError, TextSource};

/// The items of the list `L`, as far as their response has come.
pub(crate) struct ResponseItems<L: HasItems> {
    operation: &'static Operation,
    asked: Format,
    status: StatusCode,
    headers: HeaderMap,
    limits: ItemLimits,
    source: TextSource,
    /// What reads the document, once its format is known.
    decoder: Option<ItemDecoder<'static, L::Item, Option<L>>>,
    /// What the document is said to be, and what it looks like.
    formats: Option<(Format, Option<Format>)>,
}

/// How large a response may be that is read item by item, and how many notices of it are given.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ItemLimits {
    /// The most bytes that the whole response may have.
    pub(crate) size: usize,
    /// The most bytes that an item may have, or what is around the list.
    pub(crate) item_size: usize,
    /// The most notices that the hook gets.
    pub(crate) notices: usize,
}

/// What comes next.
pub(crate) enum NextItem<T> {
    Item(T),
    /// More of the response has to come first.
    Waiting,
    End,
}

impl<L: HasItems> ResponseItems<L> {
    /// Begins with the head of a response of success.
    ///
    /// # Errors
    /// If the body is compressed in a way that was not asked for.
    pub(crate) fn new(
        operation: &'static Operation,
        asked: Format,
        (status, headers): (StatusCode, HeaderMap),
        limits: ItemLimits,
    ) -> Result<Self, Error> {
        let media_type = MediaType::of_body(&headers);
        let charset = media_type.as_ref().and_then(MediaType::charset).map(str::to_owned);
        let (coding, refused) = match Decoder::of_headers(&headers, limits.size) {
            Ok(coding) => (coding, None),
            Err(_) => (None, without_coding(&headers).err()),
        };
        let source = TextSource::new(DecodedBody::new(coding, limits.size), charset);
        let items =
            ResponseItems { operation, asked, status, headers, limits, source, decoder: None, formats: None };
        match refused {
            Some(error) => Err(items.wrong(error)),
            None => Ok(items),
        }
    }

    pub(crate) fn status(&self) -> StatusCode {
        self.status
    }

    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the document without its items, as far as it is known; `None` also if it is null.
    pub(crate) fn document(&self) -> Option<&L> {
        self.decoder.as_ref()?.document()?.as_ref()
    }

    /// Adds the next bytes of the body. All items that came before are to be taken first.
    pub(crate) fn push(&mut self, bytes: Bytes) {
        self.source.push(bytes);
    }

    /// Notes that the body is complete.
    pub(crate) fn finish(&mut self) {
        self.source.finish();
    }

    /// Returns the next item. It is to be called up to the end, so that the document is checked to its end.
    ///
    /// # Errors
    /// If the response is not what the contract says.
    pub(crate) fn next(&mut self, mut notices: Option<NoticeHook<'_>>) -> Result<NextItem<L::Item>, Error> {
        loop {
            if let Some(decoder) = &mut self.decoder {
                let item = match &mut notices {
                    Some(hook) => decoder.next_item_with_notices(&mut **hook),
                    None => decoder.next_item(),
                };
                match item {
                    Ok(Some(item)) => return Ok(NextItem::Item(item)),
                    Ok(None) if decoder.is_done() => return self.end(),
                    Ok(None) => {}
                    Err(error) => return Err(self.wrong(error)),
                }
            }
            match self.source.next() {
                Ok(BodyPiece::Waiting) => return Ok(NextItem::Waiting),
                Ok(BodyPiece::Bytes(text)) => match &mut self.decoder {
                    Some(decoder) => decoder.push(&text),
                    None => self.begin(&text).map_err(|error| self.wrong(error))?,
                },
                Ok(BodyPiece::End) => match &mut self.decoder {
                    Some(decoder) => decoder.finish(),
                    None => return self.end(),
                },
                Err(TextError::Wrong(error)) => return Err(self.wrong(error)),
                Err(TextError::Coding(error)) => return Err(Error::Transport(error.into())),
            }
        }
    }

    /// Begins to read the document, whose first bytes these are.
    fn begin(&mut self, text: &[u8]) -> Result<(), ReadError> {
        if is_empty(self.status, text) {
            return Ok(());
        }
        let start = match std::str::from_utf8(text) {
            Ok(start) => start,
            Err(error) => std::str::from_utf8(&text[..error.valid_up_to()]).unwrap_or_default(),
        };
        let media_type = MediaType::of_body(&self.headers);
        let found = format(self.operation.api, &self.headers, media_type.as_ref(), start, self.asked)?;
        self.formats = Some((found, Format::sniff(start)));
        let path = L::path_to_items();
        let path = PathToList::Views(&path);
        let ItemLimits { item_size: max_item_size, notices: max_notices, .. } = self.limits;
        // The size of the whole is counted where the body is decompressed.
        let max_size = usize::MAX;
        let mut decoder = if found == Format::Xml {
            let options = xml::ReadOptions {
                require: false,
                max_size,
                max_item_size,
                max_notices,
                ..xml::ReadOptions::of_settings(&self.operation.xml)
            };
            xml::decoder_at(path, &options)?
        } else {
            let options = json::ReadOptions {
                settings: Some(self.operation.api.json),
                require: false,
                max_size,
                max_item_size,
                max_notices,
                ..json::ReadOptions::default()
            };
            json::decoder_at(path, &options)?
        };
        decoder.push(text);
        self.decoder = Some(decoder);
        Ok(())
    }

    /// Checks at the end what can be checked only then.
    fn end(&mut self) -> Result<NextItem<L::Item>, Error> {
        match &self.decoder {
            _ if L::TAKES_NULL => Ok(NextItem::End),
            None => Err(self.wrong(is_empty_error())),
            Some(_) if self.document().is_none() => Err(self.wrong(is_null_error())),
            Some(_) => Ok(NextItem::End),
        }
    }

    /// Returns the error of a response that is not what the contract says.
    #[cold]
    fn wrong(&self, error: ReadError) -> Error {
        let error = match self.formats {
            Some((said, seen)) => in_wrong_format(error, said, seen),
            None => error,
        };
        let read = u64::try_from(self.source.size()).unwrap_or(u64::MAX);
        let error = DecodeError::of_items(self.operation.name, error, self.status, &self.headers, read);
        Error::Decode(Box::new(error))
    }
}
