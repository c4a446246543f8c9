//! Lists that are read item by item, from bytes that come from anywhere.

use super::progress::{Progress, Stage, Step};
use super::{ItemFormat, Limits, NoticeHook};
use crate::error::{Error, Result};
use crate::notice::Notice;
use crate::value::Field;

/// Reads a list item by item from the bytes of its document, as they come.
///
/// `T` is the type of an item, and `D` that of the root: [`Items::document`](super::Items::document) says more.
///
/// ```
/// use datacontract::xml::{self, ReadOptions};
///
/// let chunks = [
///     "<ArrayOfint xmlns=\"http://schemas.microsoft.com/2003/10/Serialization/Arrays\"><int>",
///     "5</int><int>8</int></Arr",
///     "ayOfint>",
/// ];
/// let mut decoder = xml::item_decoder::<i32, Vec<i32>>("", &ReadOptions::for_items())?;
/// let mut numbers = Vec::new();
/// for chunk in chunks {
///     decoder.push(chunk.as_bytes());
///     while let Some(number) = decoder.next_item()? {
///         numbers.push(number);
///     }
/// }
/// decoder.finish();
/// assert_eq!(decoder.next_item()?, None);
/// assert_eq!(numbers, [5, 8]);
/// # Ok::<_, datacontract::Error>(())
/// ```
pub struct ItemDecoder<'o, T, D = Vec<T>> {
    progress: Progress<'o>,
    ready: std::vec::IntoIter<T>,
    /// What comes behind the items that are ready.
    error: Option<Error>,
    document: Option<D>,
}

impl<'o, T: Field, D: Field> ItemDecoder<'o, T, D> {
    pub(crate) fn new(format: Box<dyn ItemFormat + Send + 'o>, limits: Limits) -> Self {
        let progress = Progress::new(format, limits);
        ItemDecoder { progress, ready: Vec::new().into_iter(), error: None, document: None }
    }

    /// Adds the next bytes of the document. All items that came before are to be taken first, with
    /// [`next_item`](Self::next_item).
    pub fn push(&mut self, bytes: &[u8]) {
        if let Err(error) = self.progress.push(bytes) {
            self.error.get_or_insert(error);
        }
    }

    /// Notes that no more bytes follow.
    pub fn finish(&mut self) {
        self.progress.finish();
    }

    /// Returns the next item; `None` if more bytes have to come first, or if there are no more items.
    ///
    /// Behind [`finish`](Self::finish) it has to be called up to `None`, so that the document is checked to its end.
    /// Behind an error there are no more items.
    pub fn next_item(&mut self) -> Result<Option<T>> {
        self.next_item_with(None)
    }

    /// Does what [`next_item`](Self::next_item) does, and calls a hook with each difference between the document and
    /// its contract that is no error.
    pub fn next_item_with_notices(&mut self, notices: &mut dyn FnMut(&Notice<'_>)) -> Result<Option<T>> {
        self.next_item_with(Some(notices))
    }

    pub(super) fn next_item_with(&mut self, mut notices: Option<NoticeHook<'_>>) -> Result<Option<T>> {
        loop {
            if let Some(item) = self.ready.next() {
                return Ok(Some(item));
            }
            if let Some(error) = self.error.take() {
                self.progress.stop();
                return Err(error);
            }
            let mut items = Vec::new();
            let hook = notices.as_mut().map(|hook| &mut **hook as NoticeHook<'_>);
            let step = self.progress.advance(&mut items, &mut self.document, hook);
            self.ready = items.into_iter();
            match step {
                Ok(Step::Bytes | Step::Done) => return Ok(None),
                Ok(_) => {}
                Err(error) => self.error = Some(error),
            }
        }
    }

    /// Returns whether no more bytes follow those that have come.
    pub(super) fn has_all_bytes(&self) -> bool {
        self.progress.has_all_bytes()
    }

    /// Returns an error at the end of what has come, and ends the reading.
    #[cold]
    pub(super) fn stopped_by(&mut self, error: Error) -> Error {
        self.progress.stop();
        error.at(self.progress.size())
    }

    /// Returns the document, if it was read.
    pub(super) fn into_document(self) -> Option<D> {
        self.document
    }

    /// Returns the document without the items: see [`Items::document`](super::Items::document).
    pub fn document(&self) -> Option<&D> {
        self.document.as_ref()
    }

    /// Returns whether the document was read to its end, or up to an error.
    pub fn is_done(&self) -> bool {
        self.progress.stage() == Stage::Done && self.error.is_none() && self.ready.as_slice().is_empty()
    }
}

impl<T, D> std::fmt::Debug for ItemDecoder<'_, T, D> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ItemDecoder").field("stage", &self.progress.stage()).finish_non_exhaustive()
    }
}
