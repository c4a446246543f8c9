//! JSON that is read item by item.

mod find;
mod scan;

use super::path::JsonPath;
use super::read::{Reading, read_at};
use super::{ReadOptions, error_of, read_document, settings_of, syntax_error};
use crate::contract::{JsonSettings, Type, type_name};
use crate::error::{Error, ErrorKind, Result};
use crate::items::values::{self, Outcome};
use crate::items::{
    ItemDecoder, ItemFormat, Items, ItemsRead, Limit, Limits, NoticeHook, Search, Shell, Window,
};
use crate::notice::NoticeBudget;
use crate::plan::{Body, ClassPlan, CollectionPlan, MemberPlan, RootPlan, TypePlan};
use crate::value::{Field, List, Slot};
use find::{Found, Step, find_list, is_found_again, skip_white_space};
use scan::ValueScan;
use serde::de::IgnoredAny;
use std::io::Read;

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
    let format = JsonItems::new(&D::TYPE, path, options)?;
    format.check_items(&T::TYPE)?;
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
    let format = JsonItems::new(root, path, &options)?;
    let Some(list) = format.list_type().filter(|_| format.collection().is_some()).map(|ty| ty.ty) else {
        return Err(no_list(path, "it is no list"));
    };
    let limits = Limits { max_size: options.max_size, max_item_size: options.max_item_size };
    let hook = notices.as_mut().map(|hook| &mut **hook as NoticeHook<'_>);
    Ok(values::read(Box::new(format), limits, (root, &list), chunks, hook))
}

/// A document of JSON whose list is read item by item.
struct JsonItems {
    root: RootPlan,
    /// The members that lead to the list: each by its index in the order of JSON.
    members: Vec<usize>,
    view_path: Vec<usize>,
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
}

impl JsonItems {
    fn new(root: &Type, path: &str, options: &ReadOptions<'_>) -> Result<Self> {
        let plan = RootPlan::new(root);
        let (mut members, mut view_path) = (Vec::new(), Vec::new());
        let mut ty: &TypePlan = &plan;
        for name in path.split('/').filter(|name| !name.is_empty()) {
            let (index, member) = named_member(ty, name)?;
            members.push(index);
            view_path.push(member.index);
            ty = &member.ty;
        }
        Ok(JsonItems {
            members,
            view_path,
            strict: options.strict,
            settings: options.settings.unwrap_or_else(|| *settings_of(root)),
            max_depth: options.max_depth,
            max_item_size: options.max_item_size,
            require: options.require,
            notice_budget: NoticeBudget::new(options.max_notices),
            count: 0,
            scan: None,
            root: plan,
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

    /// Returns the objects around the list, from the root on.
    fn steps(&self) -> Vec<Step<'_>> {
        let mut ty: &TypePlan = &self.root;
        let mut steps = Vec::new();
        for &member in &self.members {
            let Some(class) = class_of(ty) else { break };
            let Some(next) = member_at(class, member) else { break };
            steps.push(Step { class, member });
            ty = &next.ty;
        }
        steps
    }

    /// Returns the plan of the list's type.
    fn list_type(&self) -> Option<&TypePlan> {
        let ty = self
            .members
            .iter()
            .try_fold(&*self.root, |ty, &member| Some(&member_at(class_of(ty)?, member)?.ty))?;
        Some(ty.wrapped().unwrap_or(ty))
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

    /// Reads the item that a text is.
    fn read_item(
        &self,
        document: crate::engine::Document<'_>,
        list: &mut dyn List,
        collection: &CollectionPlan,
        (notices, budget): (Option<NoticeHook<'_>>, &mut NoticeBudget),
    ) -> Result<Trailing, ItemError> {
        let text = document.text;
        let mut reading = Reading::new(document, &self.settings, self.options(notices));
        reading.begin_item(budget);
        let steps = self.steps();
        let mut deserializer = serde_json::Deserializer::from_str(text);
        deserializer.disable_recursion_limit();
        let result = in_steps(JsonPath::root(&self.root), &steps, &mut |path| {
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

fn class_of(ty: &TypePlan) -> Option<&ClassPlan> {
    match &ty.object()?.body {
        Body::Class(class) => Some(class),
        _ => None,
    }
}

/// Returns a member by its index in JSON's order.
fn member_at(class: &ClassPlan, index: usize) -> Option<&MemberPlan> {
    class.members.get(*class.json.get(index)?)
}

/// Returns a member by its name in JSON, with its index in the order of JSON.
fn named_member<'p>(ty: &'p TypePlan, name: &str) -> Result<(usize, &'p MemberPlan)> {
    let type_name = type_name(&ty.ty).name;
    let Some(class) = class_of(ty) else {
        return Err(no_list(name, &format!("{type_name} is no class, so it has no such member")));
    };
    let members = (0..class.json.len()).filter_map(|index| Some((index, member_at(class, index)?)));
    let found = members.clone().find(|(_, member)| member.json_name == name);
    found.ok_or_else(|| {
        let names: Vec<&str> = members.map(|(_, member)| member.json_name.as_str()).collect();
        no_list(name, &format!("{type_name} has no such member, only {}", names.join(", ")))
    })
}

/// Returns the error for a list whose items cannot be read one by one.
#[cold]
fn no_list(name: &str, why: &str) -> Error {
    Error::new(ErrorKind::Value, format!("the items of `{name}` cannot be read one by one: {why}"))
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
        Ok(match find_list(window.text, &self.steps()) {
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
            let Some(collection) = self.collection() else { break ItemsRead::ToEnd(pos) };
            let hook = notices.as_mut().map(|hook| &mut **hook as NoticeHook<'_>);
            let result = match self.read_item(document, list, collection, (hook, &mut budget)) {
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
                    match self.read_item(with_rest, list, collection, no_notices) {
                        Err(ItemError { is_eof: true, .. }) if !window.is_last => {
                            list.pop();
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
        format!("]{}", "}".repeat(self.members.len()))
    }

    fn read_shell(&mut self, shell: &Shell, slot: Slot<'_>, notices: Option<NoticeHook<'_>>) -> Result<()> {
        // Without a hook it is only the head that is read, by way of trial.
        let budget =
            if notices.is_some() { std::mem::take(&mut self.notice_budget) } else { NoticeBudget::default() };
        let document = shell.document();
        read_document(document, &self.root, slot, &self.settings, (self.options(notices), budget))?;
        if let Some(tail) = shell.tail()
            && is_found_again(tail.strip_prefix(']').unwrap_or(tail), &self.steps())
        {
            return Err(Error::new(ErrorKind::Unexpected, "the list stands twice in its object"));
        }
        Ok(())
    }

    fn is_of_rest(&self, error: &Error, _: usize) -> bool {
        // What is wrong with a whole object is said of its start.
        let (path, mut around) = (error.path(), format!("/{}", type_name(&self.root.ty).name));
        self.steps().iter().any(|step| {
            let is_around = path == around;
            if let Some(member) = member_at(step.class, step.member) {
                around = format!("{around}/{}", member.json_name);
            }
            is_around
        })
    }

    fn view_path(&self) -> &[usize] {
        &self.view_path
    }
}
