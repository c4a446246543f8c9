//! JSON whose list is written item by item.

use super::super::output::{ItemPlace, Output};
use super::super::path::JsonPath;
use super::super::view::{JsonView, ListMark, Writing};
use super::super::{Json, WriteOptions, settings_of};
use super::{MEMBERS, in_steps, steps};
use crate::contract::{JsonSettings, Type};
use crate::engine::Engine;
use crate::error::Result;
use crate::items::values;
use crate::items::{Around, ItemEncoder, ItemWriter, ListMet, ListPlace, PathToList, write_all};
use crate::plan::RootPlan;
use crate::value::dynamic::Value;
use crate::value::{Field, List, View};
use std::borrow::Borrow;
use std::io::Write;

/// Writes a list as a document, one item after the other: [`items`](crate::items) says more.
///
/// ```
/// use datacontract::json;
///
/// let mut document = Vec::new();
/// json::write_items::<i32>(&mut document, (1..=3).map(|number| number * number))?;
/// assert_eq!(document, b"[1,4,9]");
/// # Ok::<_, datacontract::Error>(())
/// ```
///
/// # Errors
/// If an item cannot be written, or if the writer fails. The items before it may have been written then.
pub fn write_items<T: Field>(writer: impl Write, items: impl IntoIterator<Item: Borrow<T>>) -> Result<()> {
    write_items_with(writer, (&Vec::<T>::new(), ""), items, &WriteOptions::default())
}

/// Writes a document and the items of its list, one after the other: [`items`](crate::items) says more.
///
/// The path has the list's name in JSON, and before it those of the members that it is in: `Leads`, `Page/Leads`. The
/// list of `document` itself has to be empty.
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
/// let (mut document, names) = (Vec::new(), ["Ada", "Grace"].map(str::to_owned));
/// json::write_items_in::<Answer, String>(&mut document, &Answer { total: 2, names: vec![] }, "Names", &names)?;
/// assert_eq!(document, json::to_vec(&Answer { total: 2, names: names.into() })?);
/// # }
/// # Ok::<_, datacontract::Error>(())
/// ```
///
/// # Errors
/// If `document` has no such list or the list has items, if something cannot be written, or if the writer fails.
pub fn write_items_in<D: Field, T: Field>(
    writer: impl Write,
    document: &D,
    path: &str,
    items: impl IntoIterator<Item: Borrow<T>>,
) -> Result<()> {
    write_items_with(writer, (document, path), items, &WriteOptions::default())
}

/// Writes a document and the items of its list with options: see [`write_items_in`].
///
/// # Errors
/// Returns the errors of [`write_items_in`].
pub fn write_items_with<D: Field, T: Field>(
    mut writer: impl Write,
    (document, path): (&D, &str),
    items: impl IntoIterator<Item: Borrow<T>>,
    options: &WriteOptions,
) -> Result<()> {
    write_all(
        JsonItemWriter::of_items::<T>(&D::TYPE, PathToList::Names(path), options)?,
        document,
        items,
        &mut writer,
    )
}

/// Returns an encoder for a document and the items of its list: [`ItemEncoder`] says more.
///
/// The list is the root `D` if the path is empty, else a member of it: see [`write_items_in`].
///
/// # Errors
/// If `D` has no such list.
pub fn item_encoder<'o, T: Field, D: Field + Send + Sync + 'o>(
    document: D,
    path: &str,
    options: &WriteOptions,
) -> Result<ItemEncoder<'o, T>> {
    encoder_at(document, PathToList::Names(path), options)
}

/// Returns an encoder for a document and the items of the list that a path leads to.
pub(crate) fn encoder_at<'o, T: Field, D: Field + Send + Sync + 'o>(
    document: D,
    path: PathToList<'_>,
    options: &WriteOptions,
) -> Result<ItemEncoder<'o, T>> {
    Ok(ItemEncoder::new(JsonItemWriter::of_items::<T>(&D::TYPE, path, options)?, document))
}

/// Writes a document and items without Rust types, for tests.
pub(crate) fn write_values(
    document: &Value,
    items: &[Value],
    (root, path): (&Type, &str),
    options: &WriteOptions,
) -> Result<Vec<u8>> {
    let writer = JsonItemWriter::new(root, PathToList::Names(path), options)?;
    let item = writer.place.item_type()?;
    values::write(writer, (document, root), (items, &item))
}

/// A document of JSON whose list is written item by item.
struct JsonItemWriter {
    root: Type,
    place: ListPlace,
    /// The indexes among the views of their objects of the members that lead to the list.
    view_path: Vec<usize>,
    settings: JsonSettings,
    options: WriteOptions,
    items: Option<Items>,
}

/// The items that were written.
struct Items {
    place: ItemPlace,
    count: usize,
    /// The number of the last object with one.
    last_reference: u32,
}

impl JsonItemWriter {
    /// Writes items of a Rust type.
    fn of_items<T: Field>(root: &Type, path: PathToList<'_>, options: &WriteOptions) -> Result<Box<Self>> {
        let writer = Self::new(root, path, options)?;
        writer.place.check_items(&T::TYPE)?;
        Ok(writer)
    }

    fn new(root: &Type, path: PathToList<'_>, options: &WriteOptions) -> Result<Box<Self>> {
        let settings = options.settings.unwrap_or_else(|| *settings_of(root));
        let place = ListPlace::new(RootPlan::with_naming(root, settings.names()), path, &MEMBERS)?;
        let mut view_path = place.view_path().to_vec();
        if place.is_wrapped() {
            // What is around the list is an object of one member to all but JSON.
            view_path.push(0);
        }
        Ok(Box::new(JsonItemWriter {
            root: *root,
            place,
            view_path,
            settings,
            options: options.clone(),
            items: None,
        }))
    }

    /// Writes the document without its items, and returns where these belong, with the number of the last object
    /// before them.
    fn write_around(&self, around: Around<'_>, out: &mut Vec<u8>) -> Result<Option<(ItemPlace, u32)>> {
        let mut writing = Writing::new(&self.settings, self.options.max_depth);
        let reference_behind = self.items.as_ref().map(|items| items.last_reference);
        writing.list = Some(ListMark::new(around.list, reference_behind));
        let mut output = Output::new(std::mem::take(out), &self.settings, self.options.indented);
        let plan = self.place.root();
        let view =
            JsonView { writing: &writing, path: JsonPath::root(plan), ty: plan, view: around.document };
        let result = view.write(&mut output);
        let place = output.items;
        *out = output.into_inner();
        if result.is_err() {
            return Err(writing.into_error());
        }
        let reference_before = writing.list.as_ref().and_then(|mark| mark.reference_before.get());
        Ok(place.zip(reference_before))
    }
}

impl ItemWriter for JsonItemWriter {
    fn write_head(&mut self, around: Around<'_>, out: &mut Vec<u8>) -> Result<ListMet> {
        let mut text = Vec::new();
        self.items = None;
        let Some((place, last_reference)) = self.write_around(around, &mut text)? else {
            return Ok(ListMet::No);
        };
        out.extend_from_slice(&text[..place.pos]);
        self.items = Some(Items { place, count: 0, last_reference });
        Ok(ListMet::Yes)
    }

    fn write_items(&mut self, list: &dyn List, out: &mut Vec<u8>) -> Result<()> {
        let (Some(items), Some(collection)) = (&mut self.items, self.place.collection()) else {
            return Ok(());
        };
        let writing = Writing::new(&self.settings, self.options.max_depth);
        writing.last_reference.set(items.last_reference);
        let mut output = Output::new(std::mem::take(out), &self.settings, self.options.indented);
        output.level = items.place.level;
        let result = in_steps(JsonPath::root(self.place.root()), &steps(&self.place), &mut |path| {
            (0..list.len()).try_for_each(|index| {
                let count = items.count + index;
                if count > 0 {
                    output.out.push(b',');
                }
                output.line();
                let (path, view) = (path.item(count), list.item(index));
                JsonView { writing: &writing, path, ty: &collection.item.ty, view }.write(&mut output)
            })
        });
        *out = output.into_inner();
        if result.is_err() {
            return Err(writing.into_error());
        }
        items.count += list.len();
        items.last_reference = writing.last_reference.get();
        Ok(())
    }

    fn write_tail(&mut self, around: Around<'_>, out: &mut Vec<u8>) -> Result<ListMet> {
        let mut text = Vec::new();
        let Some((place, _)) = self.write_around(around, &mut text)? else { return Ok(ListMet::No) };
        out.extend_from_slice(&text[place.pos..]);
        Ok(ListMet::Yes)
    }

    fn write_whole(&mut self, document: View<'_>, out: &mut Vec<u8>) -> Result<()> {
        Json::append(&self.root, document, &self.options, out)
    }

    fn view_path(&self) -> &[usize] {
        &self.view_path
    }
}
