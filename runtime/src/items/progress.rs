//! How far a document was read that is read item by item.

use super::input::Input;
use super::{ItemFormat, ItemsRead, Limit, Limits, NoticeHook, Search, Shell};
use crate::error::{Error, ErrorKind, Result};
use crate::value::{Field, List, Slot, View};

/// How far a document was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Head,
    Items,
    /// Behind the list, or in a document that has none.
    Tail,
    Done,
}

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
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
pub(super) trait Surroundings {
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
pub(super) struct Progress<'o> {
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
    pub(super) fn new(format: Box<dyn ItemFormat + Send + 'o>, limits: Limits) -> Self {
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

    pub(super) fn push(&mut self, bytes: &[u8]) -> Result<()> {
        self.input.push(bytes);
        self.is_waiting = false;
        if self.input.size() > self.limits.max_size {
            return Err(Limit::Document.error(self.limits.max_size));
        }
        Ok(())
    }

    pub(super) fn finish(&mut self) {
        self.input.finish();
        self.is_waiting = false;
    }

    /// Reads on: until there are items, until more bytes are needed, or to the end.
    pub(super) fn advance(
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

    /// Returns how far the document was read.
    pub(super) fn stage(&self) -> Stage {
        self.stage
    }

    /// Ends the reading where it is.
    pub(super) fn stop(&mut self) {
        self.stage = Stage::Done;
    }

    /// Returns whether no more bytes follow those that have come.
    pub(super) fn has_all_bytes(&self) -> bool {
        self.input.is_last()
    }

    /// Returns how many bytes have come.
    pub(super) fn size(&self) -> usize {
        self.input.size()
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

/// What is where a list should be, in a document without its items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ListState {
    Missing,
    Empty,
    HasItems,
    /// It is behind a conversion of the Rust type.
    Unknown,
}

/// Returns what is where a path of members leads.
pub(super) fn list_state(view: View<'_>, path: &[usize]) -> ListState {
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
