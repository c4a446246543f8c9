//! JSON that is read item by item.

mod find;
mod scan;
mod write;

use super::path::JsonPath;
use super::read::{Reading, read_at};
use super::{ReadOptions, error_of, read_document, settings_of, syntax_error};
use crate::contract::{JsonSettings, Type, type_name};
use crate::error::{Error, ErrorKind, Result};
use crate::items::values::{self, Outcome};
use crate::items::{
    FormatMembers, HasItems, ItemDecoder, ItemFormat, Items, ItemsRead, Limit, Limits, ListPlace, NoticeHook,
    PathToList, Search, Shell, Window, class_of,
};
use crate::notice::NoticeBudget;
use crate::plan::{ClassPlan, CollectionPlan, MemberPlan, RootPlan, TypePlan};
use crate::value::{Field, List, Slot};
use find::{Found, Step, find_list, is_found_again, skip_white_space};
use scan::ValueScan;
use serde_core::de::IgnoredAny;
use std::io::Read;
#[cfg(feature = "server")]
pub(crate) use write::encoder_at;
pub(crate) use write::write_values;
pub use write::{item_encoder, write_items, write_items_in, write_items_with};

/// Reads the items of a document that is an array, one by one: [`items`](crate::items) says more.
///
/// ```
/// use datacontract::json;
///
/// let names: Vec<String> = json::items::<String>(&b"[\"Ada\", \"Grace\"]"[..]).collect::<Result<_, _>>()?;
/// assert_eq!(names, ["Ada", "Grace"]);
/// # Ok::<_, datacontract::Error>(())
/// ```
pub fn items<T: Field>(reader: impl Read) -> Items<'static, impl Read, T> {
    items_with(reader, "", ReadOptions::for_items())
}

/// Reads the items of an array that is a member of the root `D`, one by one: [`items`](crate::items) says more.
///
/// The path has the member's name in JSON, and before it those of the members that it is in: `Leads`, `Page/Leads`.
///
/// ```
/// # #[cfg(feature = "derive")] {
/// use datacontract::{DataContract, json};
///
/// #[derive(DataContract, Default)]
/// #[contract(namespace = "urn:shop", rename_all = "PascalCase")]
/// struct Answer {
///     total: i32,
///     names: Vec<String>,
/// }
///
/// let mut names = json::items_in::<Answer, String>(&br#"{"Names":["Ada"],"Total":1}"#[..], "Names");
/// assert_eq!(names.next().transpose()?.as_deref(), Some("Ada"));
/// assert_eq!(names.finish()?.total, 1);
/// # }
/// # Ok::<_, datacontract::Error>(())
/// ```
pub fn items_in<D: Field, T: Field>(reader: impl Read, path: &str) -> Items<'static, impl Read, T, D> {
    items_with(reader, path, ReadOptions::for_items())
}

/// Reads the items of a document one by one whose type says where they are: [`HasItems`] says how.
pub fn items_of<D: HasItems>(reader: impl Read) -> Items<'static, impl Read, D::Item, D> {
    let path = D::path_to_items();
    Items::new(decoder_at(PathToList::Views(&path), &ReadOptions::for_items()), reader, None)
}

/// Reads the items of an array, one by one: [`items`](crate::items) says more.
///
/// The array is the root `D` if the path is empty, else a member of it: see [`items_in`].
/// [`ReadOptions::for_items`] has no limit for the size of the whole document. The options' hook for errors is not
/// called: the first error ends the reading.
pub fn items_with<'o, R: Read, D: Field, T: Field>(
    reader: R,
    path: &str,
    mut options: ReadOptions<'o>,
) -> Items<'o, R, T, D> {
    let notices = options.notices.take();
    Items::new(item_decoder(path, &options), reader, notices)
}

/// Returns a decoder for the items of an array whose bytes come from anywhere: [`ItemDecoder`] says more.
///
/// The array is the root `D` if the path is empty, else a member of it: see [`items_in`]. The options' hooks are not
/// called; [`ItemDecoder::next_item_with_notices`] takes one for notices.
///
/// ```
/// use datacontract::json::{self, ReadOptions};
///
/// let mut decoder = json::item_decoder::<i32, Vec<i32>>("", &ReadOptions::for_items())?;
/// decoder.push(b"[5, 8");
/// assert_eq!(decoder.next_item()?, Some(5));
/// assert_eq!(decoder.next_item()?, None); // It could go on: 80.
/// decoder.push(b"]");
/// decoder.finish();
/// assert_eq!(decoder.next_item()?, Some(8));
/// assert_eq!(decoder.next_item()?, None);
/// # Ok::<_, datacontract::Error>(())
/// ```
pub fn item_decoder<T: Field, D: Field>(
    path: &str,
    options: &ReadOptions<'_>,
) -> Result<ItemDecoder<'static, T, D>> {
    decoder_at(PathToList::Names(path), options)
}

/// Returns a decoder for the items of the list that a path leads to.
pub(crate) fn decoder_at<T: Field, D: Field>(
    path: PathToList<'_>,
    options: &ReadOptions<'_>,
) -> Result<ItemDecoder<'static, T, D>> {
    let format = JsonItems::new(&D::TYPE, path, options)?;
    format.place.check_items(&T::TYPE)?;
    let limits = Limits { max_size: options.max_size, max_item_size: options.max_item_size };
    Ok(ItemDecoder::new(Box::new(format), limits))
}

/// Reads an array of values without Rust types from chunks, for tests.
pub(crate) fn read_values(
    chunks: &mut dyn Iterator<Item = &[u8]>,
    (root, path): (&Type, &str),
    mut options: ReadOptions<'_>,
) -> Result<Outcome> {
    let mut notices = options.notices.take();
    let format = JsonItems::new(root, PathToList::Names(path), &options)?;
    let limits = Limits { max_size: options.max_size, max_item_size: options.max_item_size };
    let hook = notices.as_mut().map(|hook| &mut **hook as NoticeHook<'_>);
    values::read(format, limits, (root, |format| &format.place), chunks, hook)
}

/// A document of JSON whose list is read item by item.
struct JsonItems {
    place: ListPlace,
    strict: bool,
    settings: JsonSettings,
    max_depth: u32,
    max_item_size: usize,
    require: bool,
    notice_budget: NoticeBudget,
    /// How many items were read.
    count: usize,
    /// Where the next item ends, if its end had not come.
    scan: Option<ValueScan>,
    /// Whether the hook has heard of the next item. What is wrong with it will only be known with what follows.
    is_told: bool,
}

impl JsonItems {
    fn new(root: &Type, path: PathToList<'_>, options: &ReadOptions<'_>) -> Result<Self> {
        Ok(JsonItems {
            place: ListPlace::new(RootPlan::new(root), path, &MEMBERS)?,
            strict: options.strict,
            settings: options.settings.unwrap_or_else(|| *settings_of(root)),
            max_depth: options.max_depth,
            max_item_size: options.max_item_size,
            require: options.require,
            notice_budget: NoticeBudget::new(options.max_notices),
            count: 0,
            scan: None,
            is_told: false,
        })
    }

    fn options<'n>(&self, notices: Option<NoticeHook<'n>>) -> ReadOptions<'n> {
        ReadOptions {
            strict: self.strict,
            max_depth: self.max_depth,
            // A reference to an object may make an item as long as that.
            max_size: self.max_item_size,
            require: self.require,
            notices,
            ..ReadOptions::default()
        }
    }

    /// Reads the item that a text is.
    fn read_item(
        &self,
        document: crate::engine::Document<'_>,
        list: &mut dyn List,
        (collection, steps): (&CollectionPlan, &[Step<'_>]),
        (notices, budget): (Option<NoticeHook<'_>>, &mut NoticeBudget),
    ) -> Result<Trailing, ItemError> {
        let text = document.text;
        let mut reading = Reading::new(document, &self.settings, self.options(notices));
        reading.begin_item(budget);
        let mut deserializer = serde_json::Deserializer::from_str(text);
        deserializer.disable_recursion_limit();
        let result = in_steps(JsonPath::root(self.place.root()), steps, &mut |path| {
            let item = path.item(self.count);
            read_at(&reading, item, &collection.item.ty, list.push(), &mut deserializer)
        });
        *budget = reading.take_notice_budget();
        match result {
            Ok(()) if deserializer.end().is_ok() => Ok(Trailing::Nothing),
            Ok(()) => Ok(Trailing::Something),
            Err(error) => Err(ItemError { is_eof: error.is_eof(), error: error_of(&error, reading, text) }),
        }
    }
}

/// Whether anything stands behind a value where its end was taken to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Trailing {
    Nothing,
    Something,
}

/// Why an item cannot be read.
struct ItemError {
    error: Error,
    /// Whether the text ended before the value did.
    is_eof: bool,
}

/// Calls `f` with the path behind these steps.
fn in_steps<R>(path: JsonPath<'_>, steps: &[Step<'_>], f: &mut dyn FnMut(JsonPath<'_>) -> R) -> R {
    match steps {
        [] => f(path),
        [step, rest @ ..] => match member_at(step.class, step.member) {
            Some(member) => in_steps(path.member(member), rest, f),
            None => f(path),
        },
    }
}

/// JSON's order and names of members.
const MEMBERS: FormatMembers = FormatMembers {
    at: member_at,
    name: |member| &member.json_name,
    refused: |_| None,
    unwrapped: |ty| ty.wrapped().unwrap_or(ty),
};

/// Returns a member by its index in JSON's order.
fn member_at(class: &ClassPlan, index: usize) -> Option<&MemberPlan> {
    class.members.get(*class.json.get(index)?)
}

/// Returns the objects around a list, from the root on.
fn steps(place: &ListPlace) -> Vec<Step<'_>> {
    let mut ty: &TypePlan = place.root();
    let mut steps = Vec::new();
    for &member in place.members() {
        let Some(class) = class_of(ty) else { break };
        let Some(next) = member_at(class, member) else { break };
        steps.push(Step { class, member });
        ty = &next.ty;
    }
    steps
}

/// Returns what is wrong with the brackets and commas of an array, from a position between two items on.
#[cold]
fn error_between(window: Window<'_>, pos: usize, count: usize) -> Error {
    let missing = || Error::new(ErrorKind::Syntax, "`,` or `]` is expected behind an item of an array");
    syntax_error_from(window, pos, count).unwrap_or_else(missing)
}

/// Returns the first error of syntax from a position between two items on.
#[cold]
fn syntax_error_from(window: Window<'_>, pos: usize, count: usize) -> Option<Error> {
    // The same array with an item before the position, if there was one.
    let before = if count == 0 { "[" } else { "[\"\"" };
    let text = format!("{before}{}", &window.text[pos..]);
    let document = window.document(pos, window.text.len());
    let error = serde_json::from_str::<Vec<IgnoredAny>>(&text).err()?;
    let end = super::end_of(&text, error.line(), error.column());
    let at = end - usize::from(error.column() > 0).min(end);
    let located =
        document.positions.locate(syntax_error(&error).at(at.saturating_sub(before.len())), document.text);
    Some(match (located.offset(), located.line_column()) {
        // At the last byte before the position, which is a bracket, a quote or the like.
        (Some(offset), Some((line, column))) if at < before.len() => {
            located.move_to(offset.saturating_sub(1), (line, column.saturating_sub(1)))
        }
        _ => located,
    })
}

impl ItemFormat for JsonItems {
    fn find_list(&mut self, window: Window<'_>) -> Result<Search> {
        Ok(match find_list(window.text, &steps(&self.place)) {
            Found::At(pos) => Search::Found(pos),
            Found::Incomplete if !window.is_last => Search::Incomplete,
            Found::Nothing | Found::Incomplete => Search::None,
        })
    }

    fn read_items(
        &mut self,
        window: Window<'_>,
        list: &mut dyn List,
        mut notices: Option<NoticeHook<'_>>,
    ) -> ItemsRead {
        let text = window.text;
        let steps = steps(&self.place);
        let Some(collection) = self.place.collection() else { return ItemsRead::ToEnd(0) };
        let list_plans = (collection, steps.as_slice());
        let mut budget = std::mem::take(&mut self.notice_budget);
        let mut position = window.start();
        let (mut pos, mut scan) = (0, self.scan.take());
        let read = loop {
            let mut start = skip_white_space(text, pos);
            match text.as_bytes().get(start) {
                Some(b']') => break ItemsRead::ToEnd(start),
                Some(b',') if self.count > 0 => start = skip_white_space(text, start + 1),
                Some(_) if self.count == 0 => {}
                None if !window.is_last => break ItemsRead::UpTo(pos),
                _ => break ItemsRead::Failed(error_between(window, pos, self.count)),
            }
            let mut value = scan.take().unwrap_or(ValueScan::at(start));
            let end = match value.end(text) {
                None if window.is_last && start < text.len() => text.len(),
                None if window.is_last => break ItemsRead::Failed(error_between(window, pos, self.count)),
                None => {
                    value.forget(pos);
                    self.scan = (start < text.len()).then_some(value);
                    break ItemsRead::UpTo(pos);
                }
                // No value begins there.
                Some(end) if end == start => break ItemsRead::Failed(error_between(window, pos, self.count)),
                Some(end) => end,
            };
            position.move_to(start);
            let document = position.document(end);
            let is_told = std::mem::take(&mut self.is_told);
            let hook = notices.as_mut().filter(|_| !is_told).map(|hook| &mut **hook as NoticeHook<'_>);
            let result = match self.read_item(document, list, list_plans, (hook, &mut budget)) {
                Ok(Trailing::Nothing) if end - pos > self.max_item_size => {
                    let error = Limit::Item.error(self.max_item_size).at(0);
                    Err(position.document(end).positions.locate(error, ""))
                }
                Ok(Trailing::Nothing) => Ok(()),
                Ok(Trailing::Something) => Err(error_between(window, pos, self.count)),
                // What is wrong with a number, a word or an escape may depend on what stands behind it.
                Err(ItemError { error, .. }) if error.kind() == ErrorKind::Syntax => {
                    list.pop();
                    let with_rest = position.document(text.len());
                    let no_notices = (None, &mut NoticeBudget::default());
                    match self.read_item(with_rest, list, list_plans, no_notices) {
                        Err(ItemError { is_eof: true, .. }) if !window.is_last => {
                            list.pop();
                            self.is_told = true;
                            break ItemsRead::UpTo(pos);
                        }
                        Err(ItemError { error, .. }) => Err(error),
                        Ok(_) => Err(error),
                    }
                }
                Err(ItemError { error, .. }) => Err(error),
            };
            if let Err(error) = result {
                list.pop();
                break ItemsRead::Failed(error);
            }
            self.count += 1;
            pos = end;
        };
        self.notice_budget = budget;
        read
    }

    fn closing(&self) -> String {
        format!("]{}", "}".repeat(self.place.members().len()))
    }

    fn read_shell(&mut self, shell: &Shell, slot: Slot<'_>, notices: Option<NoticeHook<'_>>) -> Result<()> {
        // Without a hook it is only the head that is read, by way of trial.
        let budget =
            if notices.is_some() { std::mem::take(&mut self.notice_budget) } else { NoticeBudget::default() };
        let document = shell.document();
        read_document(document, self.place.root(), slot, &self.settings, (self.options(notices), budget))?;
        if let Some(tail) = shell.tail()
            && is_found_again(tail.strip_prefix(']').unwrap_or(tail), &steps(&self.place))
        {
            return Err(Error::new(ErrorKind::Unexpected, "the list stands twice in its object"));
        }
        Ok(())
    }

    fn is_of_rest(&self, error: &Error, _: usize) -> bool {
        // What is wrong with a whole object is said of its start.
        let (path, mut around) = (error.path(), format!("/{}", type_name(&self.place.root().ty).name));
        steps(&self.place).iter().any(|step| {
            let is_around = path == around;
            if let Some(member) = member_at(step.class, step.member) {
                around = format!("{around}/{}", member.json_name);
            }
            is_around
        })
    }

    fn view_path(&self) -> &[usize] {
        self.place.view_path()
    }
}
