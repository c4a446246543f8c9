//! Lists that are written item by item.

use super::progress::{ListState, list_state};
use super::with_list::{Fixed, with_list};
use crate::error::{Error, ErrorKind, Result};
use crate::value::{Field, List, View};
use std::borrow::Borrow;
use std::fmt;
use std::io::Write;
use std::marker::PhantomData;

/// A list by its address, so that an engine finds it among the values of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ListAddress(usize);

impl ListAddress {
    pub(crate) fn of(list: &dyn List) -> Self {
        ListAddress(std::ptr::from_ref(list).cast::<()>().addr())
    }
}

/// A document whose list is written item by item. Another list stands in its place, which the engine takes for the
/// place of the items.
#[derive(Clone, Copy)]
pub(crate) struct Around<'v> {
    pub(crate) document: View<'v>,
    pub(crate) list: ListAddress,
}

/// What a format does to write a list item by item.
pub(crate) trait ItemWriter {
    /// Writes a document up to the items of its list.
    ///
    /// Returns whether the list was met.
    fn write_head(&mut self, around: Around<'_>, out: &mut Vec<u8>) -> Result<ListMet>;

    /// Writes the items of a list behind those that were written.
    fn write_items(&mut self, list: &dyn List, out: &mut Vec<u8>) -> Result<()>;

    /// Writes the document from the end of the items on.
    fn write_tail(&mut self, around: Around<'_>, out: &mut Vec<u8>) -> Result<ListMet>;

    /// Writes a document as a whole.
    fn write_whole(&mut self, document: View<'_>, out: &mut Vec<u8>) -> Result<()>;

    /// Returns the indexes among the views of their objects of the members that lead to the list.
    fn view_path(&self) -> &[usize];
}

/// Whether a list was met while a document was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListMet {
    Yes,
    /// It was left out, or what it stands in.
    No,
}

/// Calls a function with a view of the value around the list.
pub(super) type Document<'d> = dyn Fn(&mut dyn FnMut(View<'_>)) + 'd;

/// A document that other threads may write as well.
type SharedDocument<'d> = dyn Fn(&mut dyn FnMut(View<'_>)) + Send + Sync + 'd;

/// How far a document was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// No item was written, and nothing of the document.
    New,
    Items,
    Done,
}

/// Writes a list item by item, for bytes that go anywhere: [`write_items`](crate::xml::write_items) writes to a
/// [`Write`].
///
/// The bytes are those of the whole document. An object that several items share is written with each of them.
///
/// ```
/// use datacontract::xml::{self, WriteOptions};
///
/// let mut encoder = xml::item_encoder::<i32, Vec<i32>>(Vec::new(), "", &WriteOptions::default())?;
/// let mut document = Vec::new();
/// for number in [5, 8] {
///     encoder.push(&number)?;
///     document.extend(encoder.take());
/// }
/// encoder.finish()?;
/// document.extend(encoder.take());
/// assert_eq!(document, xml::to_vec(&vec![5, 8])?);
/// # Ok::<_, datacontract::Error>(())
/// ```
pub struct ItemEncoder<'o, T> {
    encoding: Encoding<'o>,
    document: Box<SharedDocument<'o>>,
    item: PhantomData<fn(&T)>,
}

impl<'o, T: Field> ItemEncoder<'o, T> {
    pub(crate) fn new<D: Field + Send + Sync + 'o>(
        writer: Box<dyn ItemWriter + Send + 'o>,
        document: D,
    ) -> Self {
        ItemEncoder {
            encoding: Encoding::new(writer),
            document: Box::new(move |f| f(document.view())),
            item: PhantomData,
        }
    }

    /// Writes an item, behind those before it.
    ///
    /// # Errors
    /// If the item cannot be written, or with the first item the document around it. Nothing is written of it then.
    /// Behind [`finish`](Self::finish) that is so for all items.
    pub fn push(&mut self, item: &T) -> Result<()> {
        self.encoding.push(&*self.document, item.view())
    }

    /// Writes what is behind the items.
    ///
    /// # Errors
    /// If the document around the items cannot be written.
    pub fn finish(&mut self) -> Result<()> {
        self.encoding.finish(&*self.document)
    }

    /// Returns the bytes that were written since the last call.
    pub fn take(&mut self) -> Vec<u8> {
        self.encoding.take()
    }

    /// Returns how many bytes [`take`](Self::take) would return.
    #[must_use]
    pub fn buffered(&self) -> usize {
        self.encoding.buffer.len()
    }
}

/// A document that is written item by item, whatever its items are.
pub(super) struct Encoding<'o> {
    writer: Box<dyn ItemWriter + Send + 'o>,
    buffer: Vec<u8>,
    stage: Stage,
}

impl<'o> Encoding<'o> {
    pub(super) fn new(writer: Box<dyn ItemWriter + Send + 'o>) -> Self {
        Encoding { writer, buffer: Vec::new(), stage: Stage::New }
    }

    pub(super) fn push(&mut self, document: &Document<'_>, item: View<'_>) -> Result<()> {
        let before = self.buffer.len();
        let begun = match self.stage {
            Stage::New => self.write_around(document, Part::Head),
            Stage::Items => Ok(()),
            Stage::Done => {
                let message = "the document is finished, so that no item can follow";
                Err(Error::new(ErrorKind::Unrepresentable, message))
            }
        };
        let written = begun.and_then(|()| self.writer.write_items(&Fixed(Some(item)), &mut self.buffer));
        match written {
            Ok(()) => self.stage = Stage::Items,
            Err(_) => self.buffer.truncate(before),
        }
        written
    }

    pub(super) fn finish(&mut self, document: &Document<'_>) -> Result<()> {
        match self.stage {
            Stage::New => self.write_empty(document)?,
            Stage::Items => self.write_around(document, Part::Tail)?,
            Stage::Done => {}
        }
        self.stage = Stage::Done;
        Ok(())
    }

    pub(super) fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.buffer)
    }

    /// Writes the document with a list that has no items.
    fn write_empty(&mut self, document: &Document<'_>) -> Result<()> {
        let Encoding { writer, buffer, .. } = self;
        let (path, list) = (writer.view_path().to_vec(), Fixed(None));
        let mut result = Ok(());
        document(&mut |view| {
            result = check_list(view, &path);
            if result.is_ok() {
                with_list(view, &path, &list, &mut |view| result = writer.write_whole(view, buffer));
            }
        });
        result
    }

    fn write_around(&mut self, document: &Document<'_>, part: Part) -> Result<()> {
        let Encoding { writer, buffer, .. } = self;
        // The engine takes no item out of it; with one it is no empty list, which may be written otherwise.
        let (path, list) = (writer.view_path().to_vec(), Fixed(Some(View::Null)));
        let mut result = Ok(ListMet::Yes);
        document(&mut |view| {
            if let Err(error) = check_list(view, &path) {
                result = Err(error);
                return;
            }
            with_list(view, &path, &list, &mut |document| {
                let around = Around { document, list: ListAddress::of(&list) };
                result = match part {
                    Part::Head => writer.write_head(around, buffer),
                    Part::Tail => writer.write_tail(around, buffer),
                };
            });
        });
        match result? {
            ListMet::Yes => Ok(()),
            ListMet::No => Err(Error::new(
                ErrorKind::Unrepresentable,
                "the list has no place in the document: what it stands in is null, or another member leaves it out",
            )),
        }
    }
}

/// What is written of a document.
#[derive(Clone, Copy)]
enum Part {
    Head,
    Tail,
}

/// Checks that nothing is lost where other items are written than those of the document.
fn check_list(view: View<'_>, path: &[usize]) -> Result<()> {
    match list_state(view, path) {
        ListState::HasItems => Err(Error::new(
            ErrorKind::Unrepresentable,
            "the document has items in its list already: leave it empty, and write them as the first ones",
        )),
        ListState::Missing | ListState::Empty | ListState::Unknown => Ok(()),
    }
}

/// How many bytes are written at once.
const CHUNK: usize = 64 << 10;

/// Writes a document and all items of an iterator.
pub(crate) fn write_all<T: Field>(
    item_writer: Box<dyn ItemWriter + Send + '_>,
    document: &impl Field,
    items: impl IntoIterator<Item: Borrow<T>>,
    writer: &mut dyn Write,
) -> Result<()> {
    let mut encoding = Encoding::new(item_writer);
    let document = |f: &mut dyn FnMut(View<'_>)| f(document.view());
    for item in items {
        encoding.push(&document, item.borrow().view())?;
        if encoding.buffer.len() >= CHUNK {
            flush(&mut encoding.buffer, writer)?;
        }
    }
    encoding.finish(&document)?;
    flush(&mut encoding.buffer, writer)
}

fn flush(buffer: &mut Vec<u8>, writer: &mut dyn Write) -> Result<()> {
    writer.write_all(buffer).map_err(|error| {
        Error::new(ErrorKind::Io, format!("the document could not be written further: {error}"))
    })?;
    buffer.clear();
    Ok(())
}

impl<T> fmt::Debug for ItemEncoder<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemEncoder").field("stage", &self.encoding.stage).finish_non_exhaustive()
    }
}
