//! Lists that are read and written item by item, so that a document of any size needs the memory of a few items.
//!
//! [`xml::items`](crate::xml::items) and `json::items` read a list from anything that implements
//! [`Read`](std::io::Read):
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
//! [`xml::write_items`](crate::xml::write_items) and `json::write_items` write a list from an iterator, with the same bytes
//! as if it were written whole; an [`ItemEncoder`] is for bytes that go elsewhere than to a [`Write`](std::io::Write).
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

mod decoder;
mod encoder;
mod has_items;
mod input;
mod place;
mod progress;
mod reader;
mod shell;
pub(crate) mod values;
mod with_list;

use crate::error::{Error, ErrorKind, Result};
use crate::notice::Notice;
use crate::value::{List, Slot};
pub use decoder::ItemDecoder;
pub use encoder::ItemEncoder;
pub(crate) use encoder::{Around, ItemWriter, ListAddress, ListMet, write_all};
pub use has_items::HasItems;
pub(crate) use input::Window;
#[cfg(feature = "json")]
pub(crate) use place::class_of;
pub(crate) use place::{FormatMembers, ListPlace, PathToList};
pub use reader::Items;
pub(crate) use shell::Shell;

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

/// What raises the limit of an item.
const RAISES: &str = "ReadOptions::max_item_size raises the limit, max_response_size that of a client";

impl Limit {
    #[cold]
    pub(crate) fn error(self, most: usize) -> Error {
        let message = match self {
            Limit::Document => {
                format!("the document has more than {most} bytes; ReadOptions::max_size raises the limit")
            }
            Limit::Item => {
                format!("an item of the list has more than {most} bytes; {RAISES}")
            }
            Limit::Around => format!("what is around the list has more than {most} bytes; {RAISES}"),
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
