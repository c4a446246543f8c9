//! XML whose list is written item by item.

use super::super::indent::Indentation;
use super::super::writer::{self, ItemPlace, Numbers};
use super::super::{Root, WriteOptions, Xml, declaration, serializer_of};
use super::list_place;
use crate::contract::Type;
use crate::engine::Engine;
use crate::error::Result;
use crate::items::values;
use crate::items::{Around, ItemEncoder, ItemWriter, ListMet, ListPlace, PathToList, write_all};
use crate::raw;
use crate::value::dynamic::Value;
use crate::value::{Field, List, View};
use std::borrow::Borrow;
use std::io::Write;

/// Writes a list as a document, one item after the other: [`items`](crate::items) says more.
///
/// ```
/// use datacontract::xml;
///
/// let mut document = Vec::new();
/// xml::write_items::<i32>(&mut document, (1..=3).map(|number| number * number))?;
/// assert_eq!(document, xml::to_vec(&vec![1, 4, 9])?);
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
/// The path has the name of the list's element, and before it those of the members that it is in: `Leads`,
/// `Page/Leads`. The list of `document` itself has to be empty.
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
/// let (mut document, names) = (Vec::new(), ["Ada", "Grace"].map(str::to_owned));
/// xml::write_items_in::<Answer, String>(&mut document, &Answer { total: 2, names: vec![] }, "Names", &names)?;
/// assert_eq!(document, xml::to_vec(&Answer { total: 2, names: names.into() })?);
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
    options: &WriteOptions<'_>,
) -> Result<()> {
    write_all(
        XmlItemWriter::of_items::<T>(&D::TYPE, PathToList::Names(path), options)?,
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
    options: &WriteOptions<'o>,
) -> Result<ItemEncoder<'o, T>> {
    encoder_at(document, PathToList::Names(path), options)
}

/// Returns an encoder for a document and the items of the list that a path leads to.
pub(crate) fn encoder_at<'o, T: Field, D: Field + Send + Sync + 'o>(
    document: D,
    path: PathToList<'_>,
    options: &WriteOptions<'o>,
) -> Result<ItemEncoder<'o, T>> {
    Ok(ItemEncoder::new(XmlItemWriter::of_items::<T>(&D::TYPE, path, options)?, document))
}

/// Writes a document and items without Rust types, for tests.
pub(in crate::xml) fn write_values(
    document: &Value,
    items: &[Value],
    (root, path): (&Type, &str),
    options: &WriteOptions<'_>,
) -> Result<Vec<u8>> {
    let writer = XmlItemWriter::new(root, PathToList::Names(path), options)?;
    let item = writer.place.item_type()?;
    values::write(writer, (document, root), (items, &item))
}

/// A document of XML whose list is written item by item.
struct XmlItemWriter<'o> {
    root: Type,
    place: ListPlace,
    options: WriteOptions<'o>,
    layout: Option<Indentation>,
    /// Where the items belong, and the numbers behind the last one.
    items: Option<(ItemPlace, Numbers)>,
}

impl<'o> XmlItemWriter<'o> {
    /// Writes items of a Rust type.
    fn of_items<T: Field>(
        root: &Type,
        path: PathToList<'_>,
        options: &WriteOptions<'o>,
    ) -> Result<Box<Self>> {
        let writer = Self::new(root, path, options)?;
        writer.place.check_items(&T::TYPE)?;
        Ok(writer)
    }

    fn new(root: &Type, path: PathToList<'_>, options: &WriteOptions<'o>) -> Result<Box<Self>> {
        let place = list_place(root, path, options.serializer)?;
        Ok(Box::new(XmlItemWriter {
            root: *root,
            place,
            options: options.clone(),
            layout: None,
            items: None,
        }))
    }

    fn root(&self) -> Root<'_> {
        let serializer = serializer_of(&self.root, self.options.serializer);
        Root { ty: &self.root, plan: None, serializer }
    }

    /// Appends a part of the document in its layout.
    fn push(&mut self, part: &[u8], out: &mut Vec<u8>) {
        match &mut self.layout {
            None => out.extend_from_slice(part),
            Some(layout) => {
                let mut text = String::new();
                layout.push(&raw::into_string(part.to_vec()), self.options.line_end.as_str(), &mut text);
                out.extend_from_slice(text.as_bytes());
            }
        }
    }
}

impl ItemWriter for XmlItemWriter<'_> {
    fn write_head(&mut self, around: Around<'_>, out: &mut Vec<u8>) -> Result<ListMet> {
        let mut text = Vec::new();
        let Some(place) = writer::write_around(self.root(), around, &self.options, None, &mut text)? else {
            return Ok(ListMet::No);
        };
        self.layout = self.options.indented.then(Indentation::of_writer);
        out.extend_from_slice(declaration(&self.options).as_bytes());
        self.push(&text[..place.pos], out);
        let numbers = place.numbers;
        self.items = Some((place, numbers));
        Ok(ListMet::Yes)
    }

    fn write_items(&mut self, list: &dyn List, out: &mut Vec<u8>) -> Result<()> {
        let (Some((place, numbers)), Some(collection)) = (&self.items, self.place.collection()) else {
            return Ok(());
        };
        let mut text = Vec::new();
        let to = if self.layout.is_none() { &mut *out } else { &mut text };
        let numbers =
            writer::write_items(self.root(), place, (collection, list), &self.options, *numbers, to)?;
        self.items.iter_mut().for_each(|(_, last)| *last = numbers);
        if self.layout.is_some() {
            self.push(&text, out);
        }
        Ok(())
    }

    fn write_tail(&mut self, around: Around<'_>, out: &mut Vec<u8>) -> Result<ListMet> {
        let mut text = Vec::new();
        let numbers = self.items.as_ref().map(|(_, numbers)| *numbers);
        let Some(place) = writer::write_around(self.root(), around, &self.options, numbers, &mut text)?
        else {
            return Ok(ListMet::No);
        };
        self.push(&text[place.pos..], out);
        Ok(ListMet::Yes)
    }

    fn write_whole(&mut self, document: View<'_>, out: &mut Vec<u8>) -> Result<()> {
        Xml::append(&self.root, document, &self.options, out)
    }

    fn view_path(&self) -> &[usize] {
        self.place.view_path()
    }
}
