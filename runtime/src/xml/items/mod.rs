//! XML that is read item by item.

mod scan;

use super::reader::{Around, ItemReading, ListPath, find_list, read_items, read_text};
use super::{Paths, ReadOptions, serializer_of};
use crate::contract::{Serializer, Type, type_name};
use crate::error::{Error, ErrorKind, Result};
use crate::items::values::{self, Outcome};
use crate::items::{ItemDecoder, ItemFormat, Items, ItemsRead, Limits, NoticeHook, Search, Shell, Window};
use crate::notice::NoticeBudget;
use crate::plan::{Body, CollectionPlan, MemberPlan, Placement, RootPlan, TypePlan};
use crate::value::{Field, List, Slot};
use scan::ItemScan;
use std::io::Read;

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
    let format = XmlItems::new(&D::TYPE, path, options)?;
    format.check_items(&T::TYPE)?;
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
    root: RootPlan,
    /// The members that lead to the list: each by its index in the contract's order.
    members: Vec<usize>,
    view_path: Vec<usize>,
    settings: Settings<'o>,
    notice_budget: NoticeBudget,
    around: Around,
    /// Where the next item ends, once one was met whose end had not come.
    scan: Option<ItemScan>,
}

impl<'o> XmlItems<'o> {
    fn new(root: &Type, path: &str, options: &ReadOptions<'o>) -> Result<Self> {
        let plan = match serializer_of(root, options.serializer) {
            Serializer::DataContractSerializer => RootPlan::new(root),
            Serializer::XmlSerializer => RootPlan::for_xml_serializer(root),
        };
        let (mut members, mut view_path) = (Vec::new(), Vec::new());
        let mut ty: &TypePlan = &plan;
        for name in path.split('/').filter(|name| !name.is_empty()) {
            let (index, member) = find_member(ty, name)?;
            members.push(index);
            view_path.push(member.index);
            ty = &member.ty;
        }
        Ok(XmlItems {
            members,
            view_path,
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
            root: plan,
        })
    }

    /// Returns the plan of the list's type.
    fn list_type(&self) -> Option<&TypePlan> {
        self.members.iter().try_fold(&*self.root, |ty, &index| match &ty.object()?.body {
            Body::Class(class) => Some(&class.xml().get(index)?.ty),
            _ => None,
        })
    }

    /// Returns the plan of the list.
    fn collection(&self) -> Option<&CollectionPlan> {
        match &self.list_type()?.object()?.body {
            Body::Collection(collection) => Some(collection),
            _ => None,
        }
    }

    /// Checks that it is a list of such items.
    fn check_items(&self, item: &Type) -> Result<()> {
        let name = self.list_type().map(|ty| type_name(&ty.ty).name).unwrap_or_default();
        let Some(collection) = self.collection() else { return Err(no_list(&name, "it is no list")) };
        let (declared, given) = (type_name(&collection.item.ty.ty).name, type_name(item).name);
        if declared == given {
            return Ok(());
        }
        Err(no_list(&name, &format!("they are of the type {declared}, not {given}")))
    }
}

/// Returns a member by the name of its element, with its index in the contract's order.
fn find_member<'p>(ty: &'p TypePlan, name: &str) -> Result<(usize, &'p MemberPlan)> {
    let type_name = type_name(&ty.ty).name;
    let Some(Body::Class(class)) = ty.object().map(|plan| &plan.body) else {
        return Err(no_list(name, &format!("{type_name} is no class, so it has no such member")));
    };
    let found = class.xml().iter().enumerate().find(|(_, member)| member.name == name);
    let Some((index, member)) = found else {
        let names: Vec<&str> = class.xml().iter().map(|member| member.name.as_str()).collect();
        return Err(no_list(name, &format!("{type_name} has no such member, only {}", names.join(", "))));
    };
    match member.placement {
        Placement::Element => Ok((index, member)),
        Placement::Items(_) => Err(no_list(name, "there is no element around them")),
        _ => Err(no_list(name, "it is no element of one name")),
    }
}

/// Returns the error for a list whose items cannot be read one by one.
#[cold]
fn no_list(name: &str, why: &str) -> Error {
    Error::new(ErrorKind::Value, format!("the items of `{name}` cannot be read one by one: {why}"))
}

/// Reads a list of values without Rust types from chunks, for tests.
pub(super) fn read_values(
    chunks: &mut dyn Iterator<Item = &[u8]>,
    (root, path): (&Type, &str),
    mut options: ReadOptions<'_>,
) -> Result<Outcome> {
    let mut notices = options.notices.take();
    let format = XmlItems::new(root, path, &options)?;
    let Some(list) = format.list_type().filter(|_| format.collection().is_some()).map(|ty| ty.ty) else {
        return Err(no_list(path, "it is no list"));
    };
    let limits = Limits { max_size: options.max_size, max_item_size: options.max_item_size };
    let hook = notices.as_mut().map(|hook| &mut **hook as NoticeHook<'_>);
    Ok(values::read(Box::new(format), limits, (root, &list), chunks, hook))
}

impl ItemFormat for XmlItems<'_> {
    fn find_list(&mut self, window: Window<'_>) -> Result<Search> {
        let path = ListPath { root: &self.root, members: &self.members };
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
        let Some(collection) = self.collection() else { return ItemsRead::UpTo(0) };
        let reading = ItemReading {
            around: &self.around,
            collection,
            root: &self.root.ty,
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
            &self.root,
            self.settings.with(notices),
            (Paths::FastAndSlow, budget),
        )
    }

    fn is_of_rest(&self, error: &Error, list_start: usize) -> bool {
        error.offset().is_none_or(|offset| offset > list_start)
    }

    fn view_path(&self) -> &[usize] {
        &self.view_path
    }
}
