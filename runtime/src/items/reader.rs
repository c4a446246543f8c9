//! Lists that are read item by item, from a reader.

use super::{ItemDecoder, NoticeHook};
use crate::error::{Error, ErrorKind, Result};
use crate::notice::Notice;
use crate::value::Field;
use std::io::{self, Read};

/// How many bytes are asked for at once.
const CHUNK: usize = 64 << 10;

/// The items of a list, read one by one from the bytes of its document. Behind an error there are none.
pub struct Items<'o, R, T, D = Vec<T>> {
    decoder: Option<ItemDecoder<'o, T, D>>,
    reader: R,
    chunk: Box<[u8]>,
    notices: Option<&'o mut dyn FnMut(&Notice<'_>)>,
    error: Option<Error>,
}

impl<'o, R: Read, T: Field, D: Field> Items<'o, R, T, D> {
    pub(crate) fn new(
        decoder: Result<ItemDecoder<'o, T, D>>,
        reader: R,
        notices: Option<&'o mut dyn FnMut(&Notice<'_>)>,
    ) -> Self {
        let (decoder, error) = match decoder {
            Ok(decoder) => (Some(decoder), None),
            Err(error) => (None, Some(error)),
        };
        Items { decoder, reader, chunk: vec![0; CHUNK].into(), notices, error }
    }

    /// Returns the document without its items: the object around the list, with its other members.
    ///
    /// Before the first item it has the members that come before the list, and behind the last item all of them. There
    /// is none while a required member is missing that may come behind the list. The document is checked to its end
    /// only if the iterator is called up to `None`.
    ///
    /// ```
    /// # #[cfg(feature = "derive")] {
    /// use datacontract::{DataContract, xml};
    ///
    /// #[derive(DataContract, Default)]
    /// #[contract(namespace = "urn:shop", rename_all = "PascalCase")]
    /// struct Answer {
    ///     #[contract(order = 1)]
    ///     total: i32,
    ///     #[contract(order = 2)]
    ///     names: Vec<String>,
    /// }
    ///
    /// let document = r#"<Answer xmlns="urn:shop"><Total>2</Total>
    ///     <Names xmlns:a="http://schemas.microsoft.com/2003/10/Serialization/Arrays"><a:string>Ada</a:string></Names></Answer>"#;
    /// let mut names = xml::items_in::<Answer, String>(document.as_bytes(), "Names");
    /// assert_eq!(names.next().transpose()?.as_deref(), Some("Ada"));
    /// assert_eq!(names.document().map(|answer| answer.total), Some(2));
    /// # }
    /// # Ok::<_, datacontract::Error>(())
    /// ```
    pub fn document(&self) -> Option<&D> {
        self.decoder.as_ref()?.document()
    }

    /// Reads the items up to the end, and returns the document without them, once it was checked.
    pub fn finish(mut self) -> Result<D> {
        for item in self.by_ref() {
            item?;
        }
        let document = self.decoder.and_then(ItemDecoder::into_document);
        document.ok_or_else(|| {
            Error::new(ErrorKind::Unexpected, "the document was not read, for an error before")
        })
    }

    fn try_next(&mut self) -> Result<Option<T>> {
        if let Some(error) = self.error.take() {
            return Err(error);
        }
        let Some(decoder) = &mut self.decoder else { return Ok(None) };
        loop {
            let hook = self.notices.as_mut().map(|hook| &mut **hook as NoticeHook<'_>);
            if let Some(item) = decoder.next_item_with(hook)? {
                return Ok(Some(item));
            }
            if decoder.is_done() || decoder.has_all_bytes() {
                return Ok(None);
            }
            match self.reader.read(&mut self.chunk) {
                Ok(0) => decoder.finish(),
                Ok(len) => decoder.push(self.chunk.get(..len).unwrap_or_default()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    let message = format!("the document could not be read further: {error}");
                    return Err(decoder.stopped_by(Error::new(ErrorKind::Io, message)));
                }
            }
        }
    }
}

impl<R: Read, T: Field, D: Field> Iterator for Items<'_, R, T, D> {
    type Item = Result<T>;

    fn next(&mut self) -> Option<Self::Item> {
        self.try_next().transpose()
    }
}

impl<R, T, D> std::fmt::Debug for Items<'_, R, T, D> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Items").field("decoder", &self.decoder).finish_non_exhaustive()
    }
}
