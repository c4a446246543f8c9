//! XML that is read item by item.

mod scan;
mod write;

use super::reader::{Around, ItemReading, ListPath, find_list, read_items, read_text};
use super::{Paths, ReadOptions, serializer_of};
use crate::contract::{Serializer, Type};
use crate::error::{Error, ErrorKind, Result};
use crate::items::values::{self, Outcome};
use crate::items::{
    FormatMembers, HasItems, ItemDecoder, ItemFormat, Items, ItemsRead, Limits, ListPlace, NoticeHook,
    PathToList, Search, Shell, Window,
};
use crate::notice::NoticeBudget;
use crate::plan::{Placement, RootPlan};
use crate::value::{Field, List, Slot};
use scan::ItemScan;
use std::io::Read;
#[cfg(feature = "server")]
pub(crate) use write::encoder_at;
pub(super) use write::write_values;
pub use write::{item_encoder, write_items, write_items_in, write_items_with};

/// Reads the items of a document that is a list, one by one: [`items`](crate::items) says more.
///
/// ```
/// use datacontract::xml;
///
/// let document = r#"<ArrayOfstring xmlns="http://schemas.microsoft.com/2003/10/Serialization/Arrays"><string>Ada</string></ArrayOfstring>"#;
/// let names: Vec<String> = xml::items::<String>(document.as_bytes()).collect::<Result<_, _>>()?;
/// assert_eq!(names, ["Ada"]);
/// # Ok::<_, datacontract::Error>(())
/// ```
pub fn items<T: Field>(reader: impl Read) -> Items<'static, impl Read, T> {
    items_with(reader, "", ReadOptions::for_items())
}

/// Reads the items of a list that is a member of the root `D`, one by one: [`items`](crate::items) says more.
///
/// The path has the element's name, and before it those of the members that it is in: `Leads`, `Page/Leads`.
pub fn items_in<D: Field, T: Field>(reader: impl Read, path: &str) -> Items<'static, impl Read, T, D> {
    items_with(reader, path, ReadOptions::for_items())
}

/// Reads the items of a document one by one whose type says where they are: [`HasItems`] says how.
pub fn items_of<D: HasItems>(reader: impl Read) -> Items<'static, impl Read, D::Item, D> {
    let path = D::path_to_items();
    Items::new(decoder_at(PathToList::Views(&path), &ReadOptions::for_items()), reader, None)
}

/// Reads the items of a list, one by one: [`items`](crate::items) says more.
///
/// The list is the root `D` if the path is empty, else a member of it: see [`items_in`].
/// [`ReadOptions::for_items`] has no limit for the size of the whole document.
pub fn items_with<'o, R: Read, D: Field, T: Field>(
    reader: R,
    path: &str,
    mut options: ReadOptions<'o>,
) -> Items<'o, R, T, D> {
    let notices = options.notices.take();
    Items::new(item_decoder(path, &options), reader, notices)
}

/// Returns a decoder for the items of a list whose bytes come from anywhere: [`ItemDecoder`] says more.
///
/// The list is the root `D` if the path is empty, else a member of it: see [`items_in`]. The options' hook for notices
/// is not called; [`ItemDecoder::next_item_with_notices`] takes one.
pub fn item_decoder<'o, T: Field, D: Field>(
    path: &str,
    options: &ReadOptions<'o>,
) -> Result<ItemDecoder<'o, T, D>> {
    decoder_at(PathToList::Names(path), options)
}

/// Returns a decoder for the items of the list that a path leads to.
pub(crate) fn decoder_at<'o, T: Field, D: Field>(
    path: PathToList<'_>,
    options: &ReadOptions<'o>,
) -> Result<ItemDecoder<'o, T, D>> {
    let format = XmlItems::new(&D::TYPE, path, options)?;
    format.place.check_items(&T::TYPE)?;
    let limits = Limits { max_size: options.max_size, max_item_size: options.max_item_size };
    Ok(ItemDecoder::new(Box::new(format), limits))
}

/// The options for reading without the hook, which is given for each part of the document.
#[derive(Clone, Copy)]
struct Settings<'o> {
    serializer: Serializer,
    strict: bool,
    max_depth: u32,
    max_item_size: usize,
    known_types: &'o [Type],
    require: bool,
}

impl<'o> Settings<'o> {
    fn with<'s, 'n: 's>(&self, notices: Option<NoticeHook<'n>>) -> ReadOptions<'s>
    where
        'o: 's,
    {
        let Settings { serializer, strict, max_depth, max_item_size, known_types, require } = *self;
        ReadOptions {
            serializer,
            strict,
            max_depth,
            // A reference to an object may make an item as long as that.
            max_size: max_item_size,
            max_item_size,
            known_types,
            require,
            notices: notices.map(|hook| hook as NoticeHook<'s>),
            ..ReadOptions::default()
        }
    }
}

/// A document of XML whose list is read item by item.
struct XmlItems<'o> {
    place: ListPlace,
    settings: Settings<'o>,
    notice_budget: NoticeBudget,
    around: Around,
    /// Where the next item ends, once one was met whose end had not come.
    scan: Option<ItemScan>,
}

impl<'o> XmlItems<'o> {
    fn new(root: &Type, path: PathToList<'_>, options: &ReadOptions<'o>) -> Result<Self> {
        Ok(XmlItems {
            place: list_place(root, path, options.serializer)?,
            settings: Settings {
                serializer: options.serializer,
                strict: options.strict,
                max_depth: options.max_depth,
                max_item_size: options.max_item_size,
                known_types: options.known_types,
                require: options.require,
            },
            notice_budget: NoticeBudget::new(options.max_notices),
            around: Around::default(),
            scan: None,
        })
    }
}

/// Finds the list in the plan of a root.
fn list_place(root: &Type, path: PathToList<'_>, serializer: Serializer) -> Result<ListPlace> {
    let root = match serializer_of(root, serializer) {
        Serializer::DataContractSerializer => RootPlan::new(root),
        Serializer::XmlSerializer => RootPlan::for_xml_serializer(root),
    };
    ListPlace::new(root, path, &MEMBERS)
}

/// The contract's order of members, and the names of their elements.
const MEMBERS: FormatMembers = FormatMembers {
    at: |class, index| class.xml().get(index),
    name: |member| &member.name,
    refused: |member| match member.placement {
        Placement::Element => None,
        Placement::Items(_) => Some("there is no element around them"),
        _ => Some("it is no element of one name"),
    },
    unwrapped: |ty| ty,
};

/// Reads a list of values without Rust types from chunks, for tests.
pub(super) fn read_values(
    chunks: &mut dyn Iterator<Item = &[u8]>,
    (root, path): (&Type, &str),
    mut options: ReadOptions<'_>,
) -> Result<Outcome> {
    let mut notices = options.notices.take();
    let format = XmlItems::new(root, PathToList::Names(path), &options)?;
    let limits = Limits { max_size: options.max_size, max_item_size: options.max_item_size };
    let hook = notices.as_mut().map(|hook| &mut **hook as NoticeHook<'_>);
    values::read(format, limits, (root, |format| &format.place), chunks, hook)
}

impl ItemFormat for XmlItems<'_> {
    fn find_list(&mut self, window: Window<'_>) -> Result<Search> {
        let path = ListPath { root: self.place.root(), members: self.place.members() };
        let document = window.document(0, window.text.len());
        match find_list(document, path, self.settings.with(None)) {
            Ok(Some(found)) => {
                self.around = found.around;
                Ok(Search::Found(found.pos))
            }
            Err(error) if matches!(error.kind(), ErrorKind::Root) => Err(error),
            Err(_) if !window.is_last => Ok(Search::Incomplete),
            // The ordinary reader says what is wrong first.
            Ok(None) | Err(_) => Ok(Search::None),
        }
    }

    fn read_items(
        &mut self,
        window: Window<'_>,
        list: &mut dyn List,
        notices: Option<NoticeHook<'_>>,
    ) -> ItemsRead {
        let mut end = window.text.len();
        // Notices cannot be taken back, so with a hook no item is read whose end has not come.
        if !window.is_last && (notices.is_some() || self.scan.is_some()) {
            let scan = self.scan.get_or_insert_default();
            let Some(first) = scan.next_end(window.text) else { return ItemsRead::UpTo(0) };
            if notices.is_some() {
                end = first;
                while let Some(next) = scan.next_end(window.text) {
                    end = next;
                }
            }
        }
        let mut notice_budget = std::mem::take(&mut self.notice_budget);
        let Some(collection) = self.place.collection() else { return ItemsRead::UpTo(0) };
        let reading = ItemReading {
            around: &self.around,
            collection,
            root: &self.place.root().ty,
            options: self.settings.with(notices),
            max_item_size: self.settings.max_item_size,
            notice_budget: &mut notice_budget,
        };
        let read = read_items(window.document(0, end), list, reading);
        self.notice_budget = notice_budget;
        let pos = read.pos;
        match read.result {
            Ok(()) => ItemsRead::ToEnd(pos),
            Err(error) if window.is_last => ItemsRead::Failed(error),
            Err(error) => {
                // It may only be that the rest of the item has not come.
                let mut scan = ItemScan::at(pos);
                if scan.next_end(window.text).is_some() {
                    return ItemsRead::Failed(error);
                }
                scan.forget(pos);
                self.scan = Some(scan);
                ItemsRead::UpTo(pos)
            }
        }
    }

    fn closing(&self) -> String {
        self.around.closing()
    }

    fn read_shell(&mut self, shell: &Shell, slot: Slot<'_>, notices: Option<NoticeHook<'_>>) -> Result<()> {
        // Without a hook it is only the head that is read, by way of trial.
        let budget =
            if notices.is_some() { std::mem::take(&mut self.notice_budget) } else { NoticeBudget::default() };
        read_text(
            shell.document(),
            slot,
            self.place.root(),
            self.settings.with(notices),
            (Paths::FastAndSlow, budget),
        )
    }

    fn is_of_rest(&self, error: &Error, list_start: usize) -> bool {
        error.offset().is_none_or(|offset| offset > list_start)
    }

    fn view_path(&self) -> &[usize] {
        self.place.view_path()
    }
}
