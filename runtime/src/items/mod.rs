//! Lists that are read item by item, so that a document of any size needs the memory of a few items.
//!
//! [`xml::items`](crate::xml::items) and `json::items` read a list from anything that implements [`Read`]:
//!
//! ```
//! use datacontract::xml;
//!
//! let document = r#"<ArrayOfint xmlns="http://schemas.microsoft.com/2003/10/Serialization/Arrays"><int>5</int><int>8</int></ArrayOfint>"#;
//! let mut sum = 0;
//! for number in xml::items::<i32>(document.as_bytes()) {
//!     sum += number?;
//! }
//! assert_eq!(sum, 13);
//! # Ok::<_, datacontract::Error>(())
//! ```
//!
//! Where the list is a member of an object, [`items_in`](crate::xml::items_in) takes the name of the member. What else
//! the object has can be had from [`Items::document`]. A program whose bytes come otherwise, such as in chunks from an
//! async client, gives them to an [`ItemDecoder`].
//!
//! # What is checked
//!
//! All that is checked of a whole document, with the same results: what is well-formed, up to the end; how deep it
//! nests; what the contract says of the items, of the object around them and of its other members. An error comes when
//! the document is read so far, behind the items before it. What is different:
//!
//! - The options' `max_size` is the limit of the whole document, as ever, and `max_item_size` that of one item. The same
//!   holds for all that is around the list.
//! - An item cannot refer to an object of another one: with `z:Ref` or `$ref`, that is an error.
//! - The hook for notices hears of the items first, then of what is around the list.
//! - A list that stands twice in its object, where the ordinary reader takes the last one or both, is an error.
//! - Where `i:type` names another class for what is around the list, that is an error too.

mod input;
mod place;
mod shell;
pub(crate) mod values;

use crate::error::{Error, ErrorKind, Result};
use crate::notice::Notice;
use crate::value::{Field, List, Slot, View};
pub(crate) use input::Window;
#[cfg(feature = "json")]
pub(crate) use place::class_of;
pub(crate) use place::{FormatMembers, ListPlace};
pub(crate) use shell::Shell;
use std::io::{self, Read};

use input::Input;

/// A hook for notices.
pub(crate) type NoticeHook<'n> = &'n mut dyn FnMut(&Notice<'_>);

/// What may have no more bytes than the options say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limit {
    Document,
    Item,
    /// What is around the list.
    Around,
}

impl Limit {
    #[cold]
    pub(crate) fn error(self, most: usize) -> Error {
        let message = match self {
            Limit::Document => {
                format!("the document has more than {most} bytes; ReadOptions::max_size raises the limit")
            }
            Limit::Item => {
                format!(
                    "an item of the list has more than {most} bytes; ReadOptions::max_item_size raises the limit"
                )
            }
            Limit::Around => format!(
                "what is around the list has more than {most} bytes; ReadOptions::max_item_size raises the limit"
            ),
        };
        Error::new(ErrorKind::Limit, message)
    }
}

/// The limits of a document that is read item by item.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) max_size: usize,
    pub(crate) max_item_size: usize,
}

/// Where the list is in a document.
pub(crate) enum Search {
    /// Its items begin at this position.
    Found(usize),
    /// There is none, or none that has items.
    None,
    /// More has to be known of the document.
    Incomplete,
}

/// How far the items in a window were read.
pub(crate) enum ItemsRead {
    /// To the end of the list.
    ToEnd(usize),
    /// To an item whose end has not come, or to the end of the window.
    UpTo(usize),
    /// To an item that cannot be read.
    Failed(Error),
}

/// What a format knows of documents that are read item by item.
pub(crate) trait ItemFormat {
    /// Finds the list in the first part of a document.
    fn find_list(&mut self, window: Window<'_>) -> Result<Search>;

    /// Reads the items at the start of a window.
    fn read_items(
        &mut self,
        window: Window<'_>,
        list: &mut dyn List,
        notices: Option<NoticeHook<'_>>,
    ) -> ItemsRead;

    /// Returns what closes the list and all that is around it.
    fn closing(&self) -> String;

    /// Reads a document without the items of its list.
    fn read_shell(&mut self, shell: &Shell, slot: Slot<'_>, notices: Option<NoticeHook<'_>>) -> Result<()>;

    /// Returns whether an error in what is before the list, which was closed behind this offset, may be one of what was
    /// not there yet.
    fn is_of_rest(&self, error: &Error, list_start: usize) -> bool;

    /// Returns the indexes among the views of their objects of the members that lead to the list.
    fn view_path(&self) -> &[usize];
}

/// How far a document was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Head,
    Items,
    /// Behind the list, or in a document that has none.
    Tail,
    Done,
}

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// There may be items now.
    Items,
    /// More bytes have to come.
    Bytes,
    /// What is before the list is known.
    Head,
    /// All that is around the list is known.
    Whole,
    /// Nothing.
    Done,
}

/// A value for a document without the items of its list.
trait Surroundings {
    /// Lets `read` fill a new value, and keeps it unless there is an error.
    fn fill(&mut self, read: &mut dyn FnMut(Slot<'_>) -> Result<()>) -> Result<()>;

    /// Returns what is where these members lead.
    fn list(&self, path: &[usize]) -> ListState;
}

impl<D: Field> Surroundings for Option<D> {
    fn fill(&mut self, read: &mut dyn FnMut(Slot<'_>) -> Result<()>) -> Result<()> {
        *self = None;
        let mut document = D::initial();
        read(document.slot())?;
        *self = Some(document);
        Ok(())
    }

    fn list(&self, path: &[usize]) -> ListState {
        self.as_ref().map_or(ListState::Missing, |document| list_state(document.view(), path))
    }
}

/// The state of a document that is read item by item, whatever its items are.
struct Progress<'o> {
    format: Box<dyn ItemFormat + Send + 'o>,
    limits: Limits,
    input: Input,
    shell: Shell,
    stage: Stage,
    /// How long the head was when the list was looked for last.
    searched: usize,
    /// Whether all that has come was read, as far as it can be.
    is_waiting: bool,
}

/// How long a head may be that is searched again with all bytes that come. A longer one is searched when a quarter more
/// of it has come.
const SHORT_HEAD: usize = 4 << 10;

impl<'o> Progress<'o> {
    fn new(format: Box<dyn ItemFormat + Send + 'o>, limits: Limits) -> Self {
        Progress {
            format,
            limits,
            input: Input::new(),
            shell: Shell::default(),
            stage: Stage::Head,
            searched: 0,
            is_waiting: false,
        }
    }

    fn push(&mut self, bytes: &[u8]) -> Result<()> {
        self.input.push(bytes);
        self.is_waiting = false;
        if self.input.size() > self.limits.max_size {
            return Err(Limit::Document.error(self.limits.max_size));
        }
        Ok(())
    }

    fn finish(&mut self) {
        self.input.finish();
        self.is_waiting = false;
    }

    /// Reads on: until there are items, until more bytes are needed, or to the end.
    fn advance(
        &mut self,
        list: &mut dyn List,
        around: &mut dyn Surroundings,
        mut notices: Option<NoticeHook<'_>>,
    ) -> Result<Step> {
        loop {
            let hook = notices.as_mut().map(|hook| &mut **hook as NoticeHook<'_>);
            let step = match self.stage {
                Stage::Head => self.find_list()?,
                Stage::Items => self.read_items(list, hook)?,
                Stage::Tail => self.read_tail()?,
                Stage::Done => Step::Done,
            };
            match step {
                Step::Head => self.read_head(around)?,
                Step::Whole => self.read_whole(around, notices.take())?,
                Step::Items if list.is_empty() => {}
                Step::Items | Step::Bytes | Step::Done => return Ok(step),
            }
        }
    }

    /// Reads what is before the list, so that an error in it is found before the items are.
    fn read_head(&mut self, around: &mut dyn Surroundings) -> Result<()> {
        let list_start = self.input.origin();
        let closed = self.shell.closed(&self.format.closing(), list_start);
        match around.fill(&mut |slot| self.format.read_shell(&closed, slot, None)) {
            Err(error) if self.format.is_of_rest(&error, list_start.offset) => Ok(()),
            Err(error) => Err(error),
            Ok(()) => self.check_list(around),
        }
    }

    /// Checks that the ordinary reader takes the list for empty where its items are left out.
    fn check_list(&self, around: &dyn Surroundings) -> Result<()> {
        let message = match around.list(self.format.view_path()) {
            ListState::HasItems => {
                "the list stands twice in its object, or where it is not read item by item"
            }
            ListState::Missing if self.shell.has_cut() || self.stage == Stage::Items => {
                "the object of the list stands out of order and cannot be read, so that it is passed over"
            }
            ListState::Missing | ListState::Empty | ListState::Unknown => return Ok(()),
        };
        Err(Error::new(ErrorKind::Unexpected, message))
    }

    /// Reads all that is around the list.
    fn read_whole(
        &mut self,
        around: &mut dyn Surroundings,
        mut notices: Option<NoticeHook<'_>>,
    ) -> Result<()> {
        let Progress { format, shell, .. } = self;
        around.fill(&mut |slot| {
            let hook = notices.as_mut().map(|hook| &mut **hook as NoticeHook<'_>);
            format.read_shell(shell, slot, hook)
        })?;
        self.check_list(around)
    }

    fn find_list(&mut self) -> Result<Step> {
        let (window, max_len) = (self.input.window(), self.limits.max_item_size);
        let next_search =
            if self.searched > SHORT_HEAD { self.searched + self.searched / 4 } else { self.searched };
        if !window.is_last && (window.text.len() <= next_search) {
            return self.more_bytes();
        }
        self.searched = window.text.len();
        match self.format.find_list(window)? {
            Search::Found(pos) if pos <= max_len => {
                self.move_to_shell(pos)?;
                self.stage = Stage::Items;
                Ok(Step::Head)
            }
            Search::None => {
                self.stage = Stage::Tail;
                Ok(Step::Items)
            }
            Search::Incomplete if window.text.len() <= max_len => self.more_bytes(),
            Search::Found(_) | Search::Incomplete => Err(self.input.locate(Limit::Around.error(max_len))),
        }
    }

    fn read_items(&mut self, list: &mut dyn List, notices: Option<NoticeHook<'_>>) -> Result<Step> {
        if std::mem::take(&mut self.is_waiting) {
            return self.more_bytes();
        }
        let window = self.input.window();
        match self.format.read_items(window, list, notices) {
            ItemsRead::Failed(error) => Err(error),
            ItemsRead::ToEnd(pos) => {
                self.input.skip(pos);
                self.shell.cut(self.input.origin());
                self.stage = Stage::Tail;
                Ok(Step::Items)
            }
            ItemsRead::UpTo(pos) => {
                self.input.skip(pos);
                if self.input.len() > self.limits.max_item_size {
                    return Err(self.input.locate(Limit::Item.error(self.limits.max_item_size)));
                }
                self.is_waiting = true;
                Ok(Step::Items)
            }
        }
    }

    fn read_tail(&mut self) -> Result<Step> {
        self.move_to_shell(self.input.len())?;
        if !self.input.is_last() {
            return self.more_bytes();
        }
        self.input.check_rest()?;
        self.stage = Stage::Done;
        Ok(Step::Whole)
    }

    /// Moves the first bytes that have come to what is around the list.
    fn move_to_shell(&mut self, len: usize) -> Result<()> {
        let max_len = self.limits.max_item_size;
        if self.shell.is_new() {
            self.shell.begin(self.input.origin());
        }
        if self.shell.len() + len > max_len {
            return Err(self.input.locate(Limit::Around.error(max_len)));
        }
        self.shell.push_str(&self.input.window().text[..len]);
        self.input.skip(len);
        Ok(())
    }

    /// Asks for more bytes, where there can be any.
    fn more_bytes(&mut self) -> Result<Step> {
        self.input.check_rest()?;
        Ok(Step::Bytes)
    }
}

/// Reads a list item by item from the bytes of its document, as they come.
///
/// `T` is the type of an item, and `D` that of the root: [`Items::document`] says more.
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

    fn next_item_with(&mut self, mut notices: Option<NoticeHook<'_>>) -> Result<Option<T>> {
        loop {
            if let Some(item) = self.ready.next() {
                return Ok(Some(item));
            }
            if let Some(error) = self.error.take() {
                self.progress.stage = Stage::Done;
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

    /// Returns the document without the items: see [`Items::document`].
    pub fn document(&self) -> Option<&D> {
        self.document.as_ref()
    }

    /// Returns whether the document was read to its end, or up to an error.
    pub fn is_done(&self) -> bool {
        self.progress.stage == Stage::Done && self.error.is_none() && self.ready.as_slice().is_empty()
    }
}

/// What is where a list should be, in a document without its items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ListState {
    Missing,
    Empty,
    HasItems,
    /// It is behind a conversion of the Rust type.
    Unknown,
}

/// Returns what is where a path of members leads.
fn list_state(view: View<'_>, path: &[usize]) -> ListState {
    match (view, path) {
        (View::List(list), []) if list.is_empty() => ListState::Empty,
        (View::List(_), []) => ListState::HasItems,
        (View::Null | View::Absent, _) => ListState::Missing,
        (View::Object(object), [first, rest @ ..]) => {
            let mut state = ListState::Missing;
            object
                .views(&mut |views| state = views.get(*first).map_or(state, |view| list_state(*view, rest)));
            state
        }
        _ => ListState::Unknown,
    }
}

impl<T, D> std::fmt::Debug for ItemDecoder<'_, T, D> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ItemDecoder").field("stage", &self.progress.stage).finish_non_exhaustive()
    }
}

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
        let document = self.decoder.and_then(|decoder| decoder.document);
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
            if decoder.is_done() || decoder.progress.input.is_last() {
                return Ok(None);
            }
            match self.reader.read(&mut self.chunk) {
                Ok(0) => decoder.finish(),
                Ok(len) => decoder.push(self.chunk.get(..len).unwrap_or_default()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    let message = format!("the document could not be read further: {error}");
                    let error = Error::new(ErrorKind::Io, message).at(decoder.progress.input.size());
                    decoder.progress.stage = Stage::Done;
                    return Err(error);
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
