//! JSON as Json.NET writes and reads it for ASP.NET Web API.
//!
//! ```
//! use datacontract::clr::Decimal;
//! use datacontract::json;
//!
//! let text = json::to_string(&vec![Decimal::from(8)])?;
//! assert_eq!(text, "[8.0]");
//! assert_eq!(json::from_str::<Vec<Decimal>>(&text)?, [Decimal::from(8)]);
//! # Ok::<_, datacontract::Error>(())
//! ```
//!
//! # What is written
//!
//! - Members in Json.NET's order: the derived class's first, those without `Order` before the others.
//! - `double` and `decimal` with a point (`4.0`, `1E+300`), `decimal` with its scale; `"NaN"` and
//!   `"Infinity"` as texts; dates, time intervals, Guids, URIs, `byte[]` and characters as texts.
//! - An enum as its number, or as its name where the contract says so ([`json_text`]). A number that has no
//!   name is written as a number in both cases.
//! - A dictionary as an object whose keys are the texts that Json.NET makes of them: an enum's name, `True`.
//! - The value of an `object` member, and an object of a derived class, by their actual type, which nothing
//!   names.
//!
//! # What is read
//!
//! Members in any order and any case. As Json.NET does, `"5"` is read as a number, `5` as a text, `""` as
//! null where there is a null, an enum by number or name. Where a document differs from its contract:
//!
//! | input | what becomes of it | [`ReadOptions::notices`] |
//! |---|---|---|
//! | a member that the contract does not have | skipped | `Unknown` |
//! | members with the same name, entries with the same key | the last one counts | `Duplicate` |
//! | a member is missing that .NET would have written | it keeps its default | `Missing` |
//! | a required member is missing | error; without [`ReadOptions::require`] as any other | `Missing` |
//! | null for a value type, or an object in a Rust type without null | error; without [`ReadOptions::require`] the default stays | `Null` |
//! | null, or nothing, for an object of an abstract class in a Rust type without null | error: any value would be an invention | |
//! | a number that the enum does not have | kept, where the Rust enum has a variant for that | `UnknownEnumValue` |
//! | a name that the enum does not have | the same; with [`ReadOptions::strict`] error | `UnknownEnumValue` |
//!
//! Not as Json.NET does:
//!
//! - The document has to be JSON: no comments, single quotes, bare `NaN`, or halves of surrogate pairs in
//!   texts that are not skipped.
//! - An integer may be written as `5.0`, but `5.5` is never rounded.
//! - Dates are ISO 8601 or `/Date(..)/`, not the other forms of `DateTime.Parse`.
//! - A decimal number read as a text becomes the text that Json.NET writes for it (`1.50` becomes `1.5`).
//!
//! With [`ReadOptions::strict`] nothing is converted. An error about a value says where that is: the names
//! and indexes from the root on, and its first byte.
//!
//! # serde
//!
//! Generated types, and derived ones with `#[contract(serde)]`, have `serde::Serialize` and
//! `serde::Deserialize`, which come here; so they work in any self-describing format, in `axum::Json` and in
//! other types with serde's own derive. `serde_json` itself then decides about escapes and exponents: `1e+300` for `1E+300`, which is the same number.
//!
//! [`json_text`]: crate::contract::EnumContract::json_text

mod dates;
mod entry_key;
mod items;
mod key;
mod left_out;
mod locate;
mod metadata;
mod names;
mod number;
mod output;
mod path;
mod read;
mod serde;
mod sink;
mod text_sink;
mod view;
mod write;

pub(crate) use self::key::Key;
pub use self::serde::{deserialize, serialize};
#[cfg(feature = "client")]
pub(crate) use items::decoder_at;
#[cfg(feature = "server")]
pub(crate) use items::encoder_at;
pub use items::{
    item_decoder, item_encoder, items, items_in, items_of, items_with, write_items, write_items_in,
    write_items_with,
};
pub(crate) use items::{read_values, write_values};

use crate::contract::{Contract, JsonSettings, Type};
use crate::engine::{Document, Engine, MAX_DEPTH, MAX_ITEM_SIZE, MAX_SIZE};
use crate::error::{Error, ErrorKind, Result};
use crate::notice::{MAX_NOTICES, Notice, NoticeBudget};
use crate::plan::{Room, RootPlan, TypePlan};
use crate::value::dynamic::Value;
use crate::value::{Field, Slot, View};
use locate::{end_of, start_of_value};
use output::Output;
use path::JsonPath;
use read::{Reading, read_root};
use view::{JsonView, Writing};

/// The options for writing.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct WriteOptions {
    /// Whether to write Json.NET's `Formatting.Indented`. Not by default, unless the settings say so.
    pub indented: bool,
    /// How deep objects and arrays may nest: 256 by default, which is what ASP.NET reads.
    pub max_depth: u32,
    /// What the service's formatter is set to. By default it is what the root's contract says, or that of its
    /// items.
    pub settings: Option<JsonSettings>,
}

impl Default for WriteOptions {
    fn default() -> Self {
        WriteOptions { indented: false, max_depth: MAX_DEPTH, settings: None }
    }
}

/// The options for reading.
#[non_exhaustive]
pub struct ReadOptions<'o> {
    /// Refuse values of another JSON type than Json.NET writes: `"5"` for a number, `5` for a text, an empty
    /// text for null. Without it, which is the default, they are converted as Json.NET does.
    pub strict: bool,
    /// What the service's formatter is set to. By default it is what the root's contract says, or that of its
    /// items.
    pub settings: Option<JsonSettings>,
    /// How deep objects and arrays may nest: 256 by default.
    pub max_depth: u32,
    /// How many bytes the document may have: 64 MiB by default.
    pub max_size: usize,
    /// How many bytes an item may have where a list is read [item by item](crate::items), and how many all that is
    /// around the list: 16 MiB by default.
    pub max_item_size: usize,
    /// Whether it is an error if a required member is missing, and if something is null whose Rust type has
    /// no null: a value type, an object. It is by default. Without it the member keeps its default, with a
    /// [notice](Self::notices); null is an error with [`Self::strict`] all the same.
    pub require: bool,
    /// A hook that is called for each difference between the document and its contract that is no error.
    pub notices: Option<&'o mut dyn FnMut(&Notice<'_>)>,
    /// How many notices the hook gets: 100 by default. A last one then says how many more there are
    /// ([`NoticeKind::Omitted`](crate::NoticeKind::Omitted)).
    pub max_notices: usize,
    /// A hook that is called with each wrong value, and with each required member that is missing. With it
    /// reading goes on, as Json.NET does where a service handles its errors, as Web API does: the member
    /// keeps its default, an item or entry is left out, and what follows the document is not looked at.
    /// Without it reading ends at the first error.
    pub errors: Option<&'o mut dyn FnMut(Error)>,
}

impl Default for ReadOptions<'_> {
    fn default() -> Self {
        ReadOptions {
            strict: false,
            settings: None,
            max_depth: MAX_DEPTH,
            max_size: MAX_SIZE,
            max_item_size: MAX_ITEM_SIZE,
            require: true,
            notices: None,
            max_notices: MAX_NOTICES,
            errors: None,
        }
    }
}

impl ReadOptions<'_> {
    /// Returns the options for lists that are read [item by item](crate::items): the document may have any size.
    #[must_use]
    pub fn for_items() -> Self {
        ReadOptions { max_size: usize::MAX, ..ReadOptions::default() }
    }

    /// Returns the options that convert nothing.
    #[must_use]
    pub fn strict() -> Self {
        ReadOptions { strict: true, ..ReadOptions::default() }
    }
}

impl std::fmt::Debug for ReadOptions<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ReadOptions")
            .field("strict", &self.strict)
            .field("settings", &self.settings)
            .field("max_depth", &self.max_depth)
            .field("max_size", &self.max_size)
            .field("require", &self.require)
            .finish_non_exhaustive()
    }
}

/// Writes a value without white space, as ASP.NET does.
pub fn to_string<T: Field>(value: &T) -> Result<String> {
    to_string_with(value, &WriteOptions::default())
}

/// Writes a value as Json.NET's `Formatting.Indented`: two blanks a level, as on help pages.
///
/// ```
/// let text = datacontract::json::to_string_pretty(&vec![vec![1, 2], vec![]])?;
/// assert_eq!(text, "[\n  [\n    1,\n    2\n  ],\n  []\n]");
/// # Ok::<_, datacontract::Error>(())
/// ```
pub fn to_string_pretty<T: Field>(value: &T) -> Result<String> {
    to_string_with(value, &WriteOptions { indented: true, ..WriteOptions::default() })
}

/// Writes a value.
pub fn to_string_with<T: Field>(value: &T, options: &WriteOptions) -> Result<String> {
    Json::to_string(&T::TYPE, value.view(), options)
}

/// Writes a value as UTF-8 without a byte-order mark and without white space, as ASP.NET does.
pub fn to_vec<T: Field>(value: &T) -> Result<Vec<u8>> {
    Json::to_vec(&T::TYPE, value.view(), &WriteOptions::default())
}

/// Writes a value behind what a buffer holds, as [`to_vec`] does, so that it can be used again and again.
/// After an error the buffer is as it was before.
///
/// ```
/// let mut buffer = b"data: ".to_vec();
/// datacontract::json::append_to_vec(&vec![1, 2], &mut buffer)?;
/// assert_eq!(buffer, b"data: [1,2]");
/// # Ok::<_, datacontract::Error>(())
/// ```
pub fn append_to_vec<T: Field>(value: &T, buffer: &mut Vec<u8>) -> Result<()> {
    append_to_vec_with(value, &WriteOptions::default(), buffer)
}

/// Writes a value behind what a buffer holds: see [`append_to_vec`].
pub fn append_to_vec_with<T: Field>(value: &T, options: &WriteOptions, buffer: &mut Vec<u8>) -> Result<()> {
    Json::append(&T::TYPE, value.view(), options, buffer)
}

/// Writes a value without a Rust type, whose root is declared as `ty`.
///
/// ```
/// use datacontract::contract::{Primitive, Type};
/// use datacontract::dynamic::Value;
/// use datacontract::json::{self, WriteOptions};
///
/// let ty = Type::Primitive(Primitive::Double);
/// assert_eq!(json::write_value(&Value::Double(4.0), &ty, &WriteOptions::default())?, "4.0");
/// # Ok::<_, datacontract::Error>(())
/// ```
pub fn write_value(value: &Value, ty: &Type, options: &WriteOptions) -> Result<String> {
    Json::to_string(ty, value.view_as(ty), options)
}

/// Reads a document.
pub fn from_str<T: Field>(text: &str) -> Result<T> {
    from_str_with(text, ReadOptions::default())
}

/// Reads a document.
///
/// ```
/// use datacontract::ErrorKind;
/// use datacontract::json::{self, ReadOptions};
///
/// assert_eq!(json::from_str::<i32>(r#""5""#)?, 5);
/// let error = json::from_str_with::<i32>(r#""5""#, ReadOptions::strict()).unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Value);
/// # Ok::<_, datacontract::Error>(())
/// ```
pub fn from_str_with<T: Field>(text: &str, options: ReadOptions<'_>) -> Result<T> {
    Json::typed(text, options)
}

/// Reads a document of UTF-8 bytes, with or without a byte-order mark.
pub fn from_slice<T: Field>(bytes: &[u8]) -> Result<T> {
    from_slice_with(bytes, ReadOptions::default())
}

/// Reads a document of UTF-8 bytes, with or without a byte-order mark.
pub fn from_slice_with<T: Field>(bytes: &[u8], options: ReadOptions<'_>) -> Result<T> {
    Json::typed_from_slice(bytes, options)
}

/// Reads a document into a value without a Rust type, whose root is declared as `ty`.
///
/// ```
/// use datacontract::contract::Type;
/// use datacontract::dynamic::Value;
/// use datacontract::json;
///
/// let value = json::read_value(r#"{"Points": [1, 2.5]}"#, &Type::Object)?;
/// let Value::Map(map) = &value else { panic!("an object of no contract is read as a dictionary") };
/// assert_eq!(map.entries[0].0, Value::from("Points".to_owned()));
/// # Ok::<_, datacontract::Error>(())
/// ```
pub fn read_value(text: &str, ty: &Type) -> Result<Value> {
    read_value_with(text, ty, ReadOptions::default())
}

/// Reads a document into a value without a Rust type, whose root is declared as `ty`.
pub fn read_value_with(text: &str, ty: &Type, options: ReadOptions<'_>) -> Result<Value> {
    Json::untyped(text, ty, options)
}

/// Reads a document of UTF-8 bytes into a value without a Rust type, whose root is declared as `ty`.
pub fn read_value_from_slice_with(bytes: &[u8], ty: &Type, options: ReadOptions<'_>) -> Result<Value> {
    Json::untyped_from_slice(bytes, ty, options)
}

/// The engine for JSON.
pub(crate) struct Json;

impl Engine for Json {
    type WriteOptions<'o> = WriteOptions;
    type ReadOptions<'o> = ReadOptions<'o>;

    fn write(ty: &Type, view: View<'_>, options: &WriteOptions, out: &mut Vec<u8>) -> Result<()> {
        let settings = options.settings.as_ref().unwrap_or_else(|| settings_of(ty));
        let plan = RootPlan::with_naming(ty, settings.names());
        let writing = Writing::new(settings, options.max_depth);
        let room = Room::make(plan.contract().map(|plan| &plan.sizes.json), out);
        let mut output = Output::new(std::mem::take(out), settings, options.indented);
        let result =
            JsonView { writing: &writing, path: JsonPath::root(&plan), ty: &plan, view }.write(&mut output);
        *out = output.into_inner();
        if result.is_ok() {
            room.settle(out);
        }
        result.map_err(|_| writing.into_error())
    }

    fn read(text: &str, ty: &Type, slot: Slot<'_>, options: ReadOptions<'_>) -> Result<()> {
        let document = Document::new(text, options.max_size)?;
        let given = options.settings;
        let settings = given.as_ref().unwrap_or_else(|| settings_of(ty));
        let budget = NoticeBudget::new(options.max_notices);
        read_document(document, &RootPlan::new(ty), slot, settings, (options, budget))
    }
}

/// Reads the text of a document whose root is of this type.
#[inline]
fn read_document(
    document: Document<'_>,
    plan: &TypePlan,
    slot: Slot<'_>,
    settings: &JsonSettings,
    (options, budget): (ReadOptions<'_>, NoticeBudget),
) -> Result<()> {
    let text = document.text;
    let mut reading = Reading::new(document, settings, options);
    reading.set_notice_budget(budget);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    // The depth is counted by ourselves, with a limit that can be set.
    deserializer.disable_recursion_limit();
    let mut result = read_root(&reading, plan, slot, &mut deserializer);
    if result.is_ok() && !reading.recovers() {
        result = deserializer.end();
    }
    reading.notify_of_omitted();
    result.map_err(|error| error_of(&error, reading, text))
}

/// Returns what is wrong in a text, and where.
#[cold]
fn error_of(error: &serde_json::Error, reading: Reading<'_, '_>, text: &str) -> Error {
    let end = end_of(text, error.line(), error.column());
    let (of_value, positions) = reading.into_error();
    let error = match of_value {
        Some(of_value) => of_value.at(start_of_value(text, end)),
        None => syntax_error(error).at(end - usize::from(error.column() > 0).min(end)),
    };
    positions.locate(error, text)
}

/// Returns what the formatter of a type's service is set to: what its contract says, or that of its items.
fn settings_of(ty: &Type) -> &'static JsonSettings {
    static USUAL: JsonSettings = JsonSettings::new();
    fn contract_of(ty: &Type) -> Option<&'static Contract> {
        match *ty {
            Type::Contract(contract) => Some(contract.get()),
            Type::Nullable(inner)
            | Type::List(inner)
            | Type::Array(inner)
            | Type::ReadOnlyCollection(inner) => contract_of(inner),
            Type::Dictionary(&(ref key, ref value))
            | Type::Pair(&(ref key, ref value))
            | Type::ReadOnlyDictionary(&(ref key, ref value)) => {
                contract_of(value).or_else(|| contract_of(key))
            }
            Type::Primitive(_) | Type::Object => None,
        }
    }
    // Most roots have a contract of their own.
    let contract = if let Type::Contract(contract) = ty { Some(contract.get()) } else { contract_of(ty) };
    contract.and_then(Contract::settings).unwrap_or(&USUAL)
}

/// Returns what is wrong with the syntax, in words that hold nothing of the document: `serde_json`'s may.
fn syntax_error(error: &serde_json::Error) -> Error {
    use serde_json::error::Category;
    let message = match error.classify() {
        Category::Eof => "the document ends before the value does",
        Category::Syntax => {
            let shown = error.to_string();
            let known = SYNTAX.iter().find(|(start, _)| shown.starts_with(start));
            known.map_or("this is no JSON", |(_, message)| message)
        }
        Category::Data | Category::Io => "this is not what the contract has here",
    };
    Error::new(ErrorKind::Syntax, message)
}

/// What `serde_json` says, and what it means.
const SYNTAX: [(&str, &str); 14] = [
    ("expected `:`", "`:` is expected behind a member's name"),
    ("expected `,` or `]`", "`,` or `]` is expected behind an item of an array"),
    ("expected `,` or `}`", "`,` or `}` is expected behind a member"),
    ("expected ident", "`true`, `false` or `null` is expected"),
    ("expected value", "a value is expected"),
    ("expected `\"`", "a text in double quotes is expected"),
    ("invalid escape", "the text has an escape that JSON does not know"),
    ("invalid number", "this is no number of JSON"),
    ("number out of range", "the number is too great for a double"),
    ("control character", "control characters have to be escaped in texts"),
    ("key must be a string", "a member's name in double quotes is expected"),
    ("trailing comma", "there is a comma behind the last item or member"),
    ("trailing characters", "there is something after the end of the document"),
    ("lone leading surrogate", "the text has half of a surrogate pair, which UTF-8 cannot hold"),
];
