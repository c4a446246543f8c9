//! XML as `DataContractSerializer` writes and reads it, or `XmlSerializer`.
//!
//! The form is that of `DataContractSerializer` unless the options say [`Serializer::XmlSerializer`], or the root's
//! contract does. What `XmlSerializer`'s attributes say stands in the contracts:
//! [`contract::xml_serializer`](crate::contract::xml_serializer). This page is about the first form.
//!
//! ```
//! use datacontract::xml;
//!
//! let text = xml::to_string(&"sample string 1".to_owned())?;
//! assert_eq!(text, r#"<string xmlns="http://schemas.microsoft.com/2003/10/Serialization/">sample string 1</string>"#);
//! assert_eq!(xml::from_str::<String>(&text)?, "sample string 1");
//! # Ok::<_, datacontract::Error>(())
//! ```
//!
//! # Writing
//!
//! The output is what ASP.NET's XML formatter sends, byte for byte: no declaration, no indentation. The
//! rules, each seen in the output of .NET's own serializer (`tests/vectors/writing.json`; the names of cases
//! in parentheses):
//!
//! - Members of base classes come first. A class's own members come without `Order` first, then by `Order`,
//!   among equals by the UTF-16 order of their encoded names (`order.ascii`, `order.attribute`,
//!   `order.attribute-inherited`).
//! - A name that is no XML name is encoded: `first name` becomes `first_x0020_name` (`names.encode-sort`).
//! - A member's element is in the namespace of the class that declares it (`inherit.three-namespaces`). If
//!   its content is in another one, the element declares a prefix for that, even where it is nil
//!   (`ns.siblings`, `ns.nulls`); enums and primitives need none (`ns.enum-member`).
//! - Prefixes are `d{depth}p{number}`. A namespace in scope is not declared again (`ns.three-deep`), back in
//!   the root's namespace there is no prefix (`ns.back-to-root`), and one that is not in scope becomes the
//!   default.
//! - A collection declares its items' namespace, unless it is null (`ns.far-collections`); the entries of a
//!   dictionary declare it on each key and value (`dict.kinds`).
//! - An actual type that is not the declared one is named by `i:type` (`poly.members`, `object.01-boolean`);
//!   it has to be among the known types (`poly.unknown`).
//! - Null is `<X i:nil="true" />`; an empty text is `<X></X>`; an empty collection, class or `byte[]` is
//!   `<X />`.
//! - `EmitDefaultValue=false` leaves out null, zero, false and structs of these, not empty texts or
//!   collections (`member.emit-default-false-set`).
//! - Objects of contracts with `IsReference` have `z:Id="i1"`, and `z:Ref="i1"` from the second time on
//!   (`ref.root-cycle`). Every primitive's text is described in [`clr`](crate::clr).
//! - Text escapes `&`, `<` and `>`; all line ends become the one of [`WriteOptions`].
//! - Characters that XML forbids, such as U+0000, become references (`scalar.string-invalid-0000`): `&#x0;`.
//!   .NET reads these, but a parser that follows XML 1.0 to the letter does not. Half of a surrogate pair is
//!   refused.
//!
//! # Reading
//!
//! By default a document may say the same in any way: members in any order, any prefixes, unknown elements,
//! comments, CDATA, white space between elements, a byte-order mark. [`ReadOptions::strict`] reads as .NET
//! does (`tests/vectors/reading.json`), which *loses* what comes out of order, without a word.
//! [`ReadOptions::notices`] reports each difference from the contract that is no error, in both modes
//! ([`NoticeKind`](crate::NoticeKind)).
//!
//! | input | default | strict |
//! |---|---|---|
//! | members out of order | read | lost, with the notice `OutOfOrder` (`order.swapped`) |
//! | a member that stands twice | the first counts, with the notice `Duplicate` | the same (`order.duplicate-later`) |
//! | unknown members | skipped, with the notice `Unknown` | the same (`order.interrupted-by-unknown`) |
//! | a member is missing that .NET would have written | keeps its default, with the notice `Missing` | the same |
//! | a required member is missing | error; without [`ReadOptions::require`] as any other | the same (`required.missing`) |
//! | an unknown name of an enum | kept, where the Rust enum has a variant for that, with the notice `UnknownEnumValue` | error |
//! | foreign items in an array of `bool`, `int`, `long`, `float`, `double`, `decimal` or `DateTime` | skipped, with the notice `Unknown` | error (`list.unknown-item`); in other arrays they are skipped |
//! | a member out of order whose value cannot be read | skipped, with the notice `OutOfOrder`, unless it is required | lost, with the notice `OutOfOrder` |
//! | `z:Id` or `z:Ref` on a value type, an empty `z:Id`, a `z:Size` that is no number | skipped | error |
//! | `z:Ref` to an object that no element before it has as its `z:Id` | error | the same |
//! | `z:Ref` to an object without `IsReference` that contains it | error: the value would have no end | the same; .NET makes such an object |
//! | `nil` that is neither true nor false | error; inside of what is skipped, and on a primitive root, nobody looks | the same |
//! | blanks around the name in `i:type` | skipped | error |
//! | a time without a date | error | the same; .NET takes today's date |
//! | a key that a dictionary has already | the first counts, with the notice `Duplicate` | error (`dict.duplicate-key`) |
//! | a processing instruction | skipped | error (`text.pi-between`) |
//! | nil for a value type, or for an object in a Rust type without null | error; without [`ReadOptions::require`] the default stays, with the notice `Null` | error (`nil.int`) |
//! | nil, or nothing, for an object of an abstract class in a Rust type without null | error: any value would be an invention | the same |
//! | a reference to a character that XML forbids, `&#0;` | read as the character, as .NET's writer makes them | the same (`text.string-charref-zero`) |
//! | a name with a character that XML 1.0's fourth edition does not have in names | error | the same, as in .NET |
//! | text or CDATA between members, unless it is white space | error | the same (`text.text-between`) |
//! | another root or namespace | error | the same (`root.wrong-namespace`) |
//! | a DTD; another encoding than UTF-8; malformed XML | error | the same (`dtd.plain`, `decl.overlong-utf8`) |
//! | more than 256 nested elements | error | the same (`depth.300`) |
//!
//! Every error says where: the path of element names, the byte, line and column; and never holds a value.

mod fast_tags;
mod indent;
mod items;
mod known;
mod nodes;
mod output;
mod prefixes;
mod reader;
pub(crate) mod slow_path;
mod tags;
mod text;
pub(crate) mod tokenizer;
mod writer;

pub(crate) use fast_tags::{Content, FastMember, FastRoot, FastTags};
pub use indent::indent;
#[cfg(feature = "client")]
pub(crate) use items::decoder_at;
#[cfg(feature = "server")]
pub(crate) use items::encoder_at;
pub use items::{
    item_decoder, item_encoder, items, items_in, items_of, items_with, write_items, write_items_in,
    write_items_with,
};
#[cfg(feature = "http")]
pub(crate) use reader::is_nil;
pub(crate) use tags::Tags;
#[cfg(feature = "http")]
pub(crate) use text::write_text;

pub use crate::contract::LineEnd;
use crate::contract::{Serializer, Type, XmlSettings};
use crate::engine::{Engine, MAX_DEPTH, MAX_ITEM_SIZE, MAX_SIZE};
use crate::error::Result;
use crate::notice::{MAX_NOTICES, Notice};
use crate::plan::{ObjectPlan, Room, RootPlan};
use crate::raw;
use crate::value::dynamic::Value;
use crate::value::{Field, Slot, View};

/// Which ways the engines take. What they read and write is the same either way; tests hold one against the
/// other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paths {
    /// The fast path as far as it goes, and the slow path for the rest.
    FastAndSlow,
    /// The slow path alone.
    SlowOnly,
}

/// The options for writing.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct WriteOptions<'o> {
    /// What the line ends in texts become, and those of an indented document. LF by default.
    pub line_end: LineEnd,
    /// Whether to begin with the XML declaration. Not by default.
    pub declaration: bool,
    /// The encoding that the declaration names: `utf-8` by default. What is written is UTF-8 all the same.
    pub encoding: &'static str,
    /// Whether to indent the document as .NET's writer does: two blanks a level. Not by default.
    pub indented: bool,
    /// How deep elements may nest: 256 by default, which is what ASP.NET reads.
    pub max_depth: u32,
    /// Types known besides those of the contracts' own attributes, as given to the serializer's constructor.
    pub known_types: &'o [Type],
    /// Which of .NET's serializers the document is for.
    pub serializer: Serializer,
}

impl Default for WriteOptions<'_> {
    fn default() -> Self {
        WriteOptions {
            line_end: LineEnd::default(),
            declaration: false,
            encoding: "utf-8",
            indented: false,
            max_depth: MAX_DEPTH,
            known_types: &[],
            serializer: Serializer::default(),
        }
    }
}

impl WriteOptions<'_> {
    /// Returns the options by which a service writes whose formatter has these settings.
    #[must_use]
    pub fn of_settings(settings: &XmlSettings) -> Self {
        WriteOptions {
            line_end: settings.line_end,
            declaration: settings.declaration,
            indented: settings.indented,
            serializer: settings.serializer,
            ..WriteOptions::default()
        }
    }
}

/// The options for reading.
#[non_exhaustive]
pub struct ReadOptions<'o> {
    /// Which of .NET's serializers reads such documents.
    pub serializer: Serializer,
    /// Read as .NET does: members out of order are lost, text of other white space than XML's is refused.
    /// Without it, which is the default, members may come in any order.
    pub strict: bool,
    /// How deep elements may nest: 256 by default.
    pub max_depth: u32,
    /// How many bytes the document may have: 64 MiB by default.
    pub max_size: usize,
    /// How many bytes an item may have where a list is read [item by item](crate::items), and how many all that is
    /// around the list: 16 MiB by default.
    pub max_item_size: usize,
    /// Types known besides those of the contracts' own attributes, as given to the serializer's constructor.
    pub known_types: &'o [Type],
    /// Whether it is an error if a required member is missing, and if something is nil whose Rust type has no
    /// null: a value type, an object. It is by default. Without it the member keeps its default, with
    /// a [notice](Self::notices); nil is an error in strict mode all the same.
    pub require: bool,
    /// A hook that is called for each difference between the document and its contract that is no error.
    pub notices: Option<&'o mut dyn FnMut(&Notice<'_>)>,
    /// How many notices the hook gets: 100 by default. A last one then says how many more there are
    /// ([`NoticeKind::Omitted`](crate::NoticeKind::Omitted)).
    pub max_notices: usize,
}

impl Default for ReadOptions<'_> {
    fn default() -> Self {
        ReadOptions {
            serializer: Serializer::default(),
            strict: false,
            max_depth: MAX_DEPTH,
            max_size: MAX_SIZE,
            max_item_size: MAX_ITEM_SIZE,
            known_types: &[],
            require: true,
            notices: None,
            max_notices: MAX_NOTICES,
        }
    }
}

impl ReadOptions<'_> {
    /// Returns the options by which a service reads whose formatter has these settings.
    #[must_use]
    pub fn of_settings(settings: &XmlSettings) -> Self {
        ReadOptions { serializer: settings.serializer, ..ReadOptions::default() }
    }

    /// Returns the options for lists that are read [item by item](crate::items): the document may have any size.
    #[must_use]
    pub fn for_items() -> Self {
        ReadOptions { max_size: usize::MAX, ..ReadOptions::default() }
    }

    /// Returns the options that read as .NET does.
    #[must_use]
    pub fn strict() -> Self {
        ReadOptions { strict: true, ..ReadOptions::default() }
    }
}

impl std::fmt::Debug for ReadOptions<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ReadOptions")
            .field("serializer", &self.serializer)
            .field("strict", &self.strict)
            .field("max_depth", &self.max_depth)
            .field("max_size", &self.max_size)
            .field("require", &self.require)
            .finish_non_exhaustive()
    }
}

/// Writes a value as a document: no declaration, no indentation, as ASP.NET does.
pub fn to_string<T: Field>(value: &T) -> Result<String> {
    to_string_with(value, &WriteOptions::default())
}

/// Writes a value as a document.
pub fn to_string_with<T: Field>(value: &T, options: &WriteOptions<'_>) -> Result<String> {
    Xml::to_string(&T::TYPE, value.view(), options)
}

/// Writes a value as a document in UTF-8 without a byte-order mark: no declaration, no indentation, as
/// ASP.NET does.
pub fn to_vec<T: Field>(value: &T) -> Result<Vec<u8>> {
    Xml::to_vec(&T::TYPE, value.view(), &WriteOptions::default())
}

/// Writes a value as a document behind what a buffer holds, so that it can be used again and again. After an
/// error the buffer is as it was before.
///
/// ```
/// use datacontract::xml;
///
/// let mut buffer = Vec::new();
/// for name in ["Anna", "Berta"] {
///     buffer.clear();
///     xml::append_to_vec(&name.to_owned(), &mut buffer)?;
///     assert!(buffer.ends_with(format!(">{name}</string>").as_bytes()));
/// }
/// # Ok::<_, datacontract::Error>(())
/// ```
pub fn append_to_vec<T: Field>(value: &T, buffer: &mut Vec<u8>) -> Result<()> {
    append_to_vec_with(value, &WriteOptions::default(), buffer)
}

/// Writes a value as a document behind what a buffer holds: see [`append_to_vec`].
pub fn append_to_vec_with<T: Field>(
    value: &T,
    options: &WriteOptions<'_>,
    buffer: &mut Vec<u8>,
) -> Result<()> {
    Xml::append(&T::TYPE, value.view(), options, buffer)
}

/// Writes a value without a Rust type as a document whose root is declared as `ty`.
pub fn write_value(value: &Value, ty: &Type, options: &WriteOptions<'_>) -> Result<String> {
    Xml::to_string(ty, value.view_as(ty), options)
}

/// The root of a document that is written.
#[derive(Clone, Copy)]
pub(crate) struct Root<'o> {
    pub(crate) ty: &'o Type,
    /// The plan of its contract; without it the slow path is taken.
    pub(crate) plan: Option<&'static ObjectPlan>,
    pub(crate) serializer: Serializer,
}

/// The engine for XML.
pub(crate) struct Xml;

impl Engine for Xml {
    type WriteOptions<'o> = WriteOptions<'o>;
    type ReadOptions<'o> = ReadOptions<'o>;

    fn write(ty: &Type, view: View<'_>, options: &WriteOptions<'_>, out: &mut Vec<u8>) -> Result<()> {
        if options.declaration || options.indented {
            return write_laid_out(ty, view, options, out);
        }
        let (plan, serializer) = match ty {
            Type::Contract(contract) => {
                let contract = contract.get();
                let serializer = contract.own_serializer().unwrap_or(options.serializer);
                let plan = match serializer {
                    Serializer::DataContractSerializer => contract.plan(),
                    Serializer::XmlSerializer => contract.xml_serializer_root(ty).plan,
                };
                (Some(plan), serializer)
            }
            _ => (None, options.serializer),
        };
        let room = Room::make(plan.map(|plan| &plan.sizes.xml), out);
        writer::write_document(Root { ty, plan, serializer }, view, options, out)?;
        room.settle(out);
        Ok(())
    }

    fn read(text: &str, ty: &Type, slot: Slot<'_>, options: ReadOptions<'_>) -> Result<()> {
        let plan = match serializer_of(ty, options.serializer) {
            Serializer::DataContractSerializer => RootPlan::new(ty),
            Serializer::XmlSerializer => RootPlan::for_xml_serializer(ty),
        };
        reader::read_document(text, slot, &plan, options, Paths::FastAndSlow)
    }
}

/// Returns the serializer of a document with this root, where the formatter's is another: Web API can be told one for
/// a type.
#[inline]
pub(crate) fn serializer_of(ty: &Type, formatter: Serializer) -> Serializer {
    match ty {
        Type::Contract(contract) => contract.get().own_serializer().unwrap_or(formatter),
        _ => formatter,
    }
}

/// Returns whether a formatter with this serializer declines the type: `XmlSerializer` refuses dictionaries and other
/// types.
#[cfg(feature = "http")]
pub(crate) fn refuses(ty: &Type, formatter: Serializer) -> bool {
    serializer_of(ty, formatter) == Serializer::XmlSerializer
        && crate::plan::xml_serializer::refusal(ty).is_some()
}

/// Writes a document with its declaration, or with white space.
#[cold]
fn write_laid_out(ty: &Type, view: View<'_>, options: &WriteOptions<'_>, out: &mut Vec<u8>) -> Result<()> {
    let line_end = options.line_end.as_str();
    out.extend_from_slice(declaration(options).as_bytes());
    if !options.indented {
        return Xml::write(ty, view, &WriteOptions { declaration: false, ..options.clone() }, out);
    }
    let mut plain = Vec::new();
    Xml::write(
        ty,
        view,
        &WriteOptions { declaration: false, indented: false, ..options.clone() },
        &mut plain,
    )?;
    out.extend_from_slice(indent::as_writer(&raw::into_string(plain), line_end).as_bytes());
    Ok(())
}

/// Returns the XML declaration, if there is one, with the line end behind it.
fn declaration(options: &WriteOptions<'_>) -> String {
    if !options.declaration {
        return String::new();
    }
    let line_end = if options.indented { options.line_end.as_str() } else { "" };
    format!("<?xml version=\"1.0\" encoding=\"{}\"?>{line_end}", options.encoding)
}

/// Reads a document.
pub fn from_str<T: Field>(text: &str) -> Result<T> {
    from_str_with(text, ReadOptions::default())
}

/// Reads a document.
pub fn from_str_with<T: Field>(text: &str, options: ReadOptions<'_>) -> Result<T> {
    Xml::typed(text, options)
}

/// Reads a document of UTF-8 bytes, with or without a byte-order mark.
pub fn from_slice<T: Field>(bytes: &[u8]) -> Result<T> {
    from_slice_with(bytes, ReadOptions::default())
}

/// Reads a document of UTF-8 bytes, with or without a byte-order mark.
pub fn from_slice_with<T: Field>(bytes: &[u8], options: ReadOptions<'_>) -> Result<T> {
    Xml::typed_from_slice(bytes, options)
}

/// Reads a document into a value without a Rust type, whose root is declared as `ty`.
pub fn read_value(text: &str, ty: &Type) -> Result<Value> {
    read_value_with(text, ty, ReadOptions::default())
}

/// Reads a document into a value without a Rust type, whose root is declared as `ty`.
pub fn read_value_with(text: &str, ty: &Type, options: ReadOptions<'_>) -> Result<Value> {
    Xml::untyped(text, ty, options)
}

/// Reads a document of UTF-8 bytes into a value without a Rust type, whose root is declared as `ty`.
pub fn read_value_from_slice_with(bytes: &[u8], ty: &Type, options: ReadOptions<'_>) -> Result<Value> {
    Xml::untyped_from_slice(bytes, ty, options)
}
