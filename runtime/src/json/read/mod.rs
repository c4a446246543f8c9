//! serde's data model to values, as leniently as Json.NET reads, or only what it writes.

mod any;
mod class;
mod collection;
mod converted;
mod error_or_notice;
mod metadata;
mod notices;
mod progress;
mod recovery;
mod reference;
mod scalar;
mod token;

pub(super) use class::find_member;

use super::ReadOptions;
use super::number::RAW_TOKEN;
use super::path::JsonPath;
use crate::contract::{JsonSettings, NullValueHandling, Primitive};
use crate::engine::{Document, Positions};
use crate::error::{Error, ErrorKind, Result};
use crate::notice::{Notice, NoticeBudget};
use crate::plan::{Body, ObjectPlan, Shape, TypePlan};
use crate::value::{Slot, View};
use error_or_notice::ErrorOrNotice;
use metadata::Copies;
use reference::References;
use scalar::Conversions;
use serde_core::Deserializer;
use serde_core::de::{DeserializeSeed, EnumAccess, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::fmt;
use std::ops::Range;
use token::Token;

type NoticeFn<'o> = dyn FnMut(&Notice<'_>) + 'o;
type ErrorFn<'o> = dyn FnMut(Error) + 'o;

/// What holds for a whole document.
pub(super) struct Reading<'s, 'o> {
    conversions: Conversions,
    settings: &'s JsonSettings,
    max_depth: u32,
    notices: Option<RefCell<&'o mut NoticeFn<'o>>>,
    notice_budget: NoticeBudget,
    errors: Option<RefCell<&'o mut ErrorFn<'o>>>,
    /// Whether the value that was read last is wrong, and the hook for errors has its error.
    is_wrong: Cell<bool>,
    /// Where the document is in memory, if it is one text.
    document: Range<usize>,
    /// Where the text that is read stands in the input.
    positions: Positions,
    /// The offset of the name that was read last.
    last_name: Cell<Option<usize>>,
    /// The name that was read last, if no member has it and somebody wants to know.
    unknown_name: RefCell<String>,
    references: References,
    /// Whether the text is an item of a list without what is before it in the document.
    is_item: bool,
    /// What has metadata, if the settings say that anything has.
    copies: Option<Box<Copies>>,
    /// What went wrong: serde's errors cannot carry it.
    error: RefCell<Option<Error>>,
}

impl<'s, 'o> Reading<'s, 'o> {
    /// Makes what holds for a document, whose text is empty if serde reads it from elsewhere.
    #[inline]
    pub(super) fn new(document: Document<'_>, settings: &'s JsonSettings, options: ReadOptions<'o>) -> Self {
        let start = document.text.as_ptr().addr();
        Reading {
            conversions: Conversions {
                strict: options.strict,
                require: options.require,
                wants_notices: options.notices.is_some(),
            },
            settings,
            copies: settings.has_metadata().then(|| Box::new(Copies::new(document.text, options.max_size))),
            max_depth: options.max_depth,
            notices: options.notices.map(RefCell::new),
            notice_budget: NoticeBudget::new(options.max_notices),
            errors: options.errors.map(RefCell::new),
            is_wrong: Cell::default(),
            document: start..start + document.text.len(),
            positions: document.positions,
            last_name: Cell::default(),
            unknown_name: RefCell::default(),
            references: References::default(),
            is_item: false,
            error: RefCell::default(),
        }
    }

    /// Says how many notices may be given.
    pub(super) fn set_notice_budget(&mut self, budget: NoticeBudget) {
        self.notice_budget = budget;
    }

    /// Says that the text is an item of a list without what is before it in the document, and how many notices may be
    /// given.
    pub(super) fn begin_item(&mut self, budget: &mut NoticeBudget) {
        self.is_item = true;
        std::mem::swap(&mut self.notice_budget, budget);
    }

    /// Returns how many notices may still be given.
    pub(super) fn take_notice_budget(&mut self) -> NoticeBudget {
        std::mem::take(&mut self.notice_budget)
    }

    /// Returns what went wrong with a value, and where the text stands in the input.
    pub(super) fn into_error(self) -> (Option<Error>, Positions) {
        (self.error.into_inner(), self.positions)
    }

    /// Returns an error as serde's; the whole of it is kept for the end.
    #[cold]
    fn report<E: serde_core::de::Error>(&self, error: Error, path: &JsonPath<'_>) -> E {
        let error = path.locate(error);
        let shown = E::custom(&error);
        *self.error.borrow_mut() = Some(error);
        shown
    }

    /// Says of the error where it is, if its value is a part of the document.
    #[cold]
    fn locate(&self, value: &str) {
        let mut error = self.error.borrow_mut();
        *error = error.take().map(|error| match self.offset_of(value.as_ptr().addr()) {
            Some(offset) => error.at(offset),
            None => error,
        });
    }
}

/// A value that is being read: its path and type, and what holds for the whole document.
#[derive(Clone, Copy)]
struct ValueContext<'a, 'o> {
    reading: &'a Reading<'a, 'o>,
    path: JsonPath<'a>,
    ty: &'a TypePlan,
}

impl ValueContext<'_, '_> {
    /// Returns whether a number may stand here: for a primitive, an enum, any value.
    fn is_number_or_any(&self) -> bool {
        match &self.ty.shape {
            Shape::Primitive(_) | Shape::Object => true,
            Shape::Contract(_) => matches!(self.ty.object(), Some(ObjectPlan { body: Body::Enum(_), .. })),
            Shape::Library(_) => false,
        }
    }

    #[inline]
    fn check_depth<E: serde_core::de::Error>(&self) -> Result<(), E> {
        if self.path.depth() < self.reading.max_depth { Ok(()) } else { Err(self.too_deep()) }
    }

    #[cold]
    fn too_deep<E: serde_core::de::Error>(&self) -> E {
        let limit = self.reading.max_depth;
        let message = format!(
            "the document nests more than {limit} levels deep; ReadOptions::max_depth raises the limit"
        );
        self.report(Error::new(ErrorKind::Limit, message))
    }

    /// Visits an integer. This is a function of its own, so that what calls it stays small enough to become a
    /// part of `serde_json`'s.
    #[inline(never)]
    fn integer<E: serde_core::de::Error>(&self, slot: &mut Slot<'_>, value: i64) -> Result<(), E> {
        // The short ways for what comes most often.
        let is_set = match (&self.ty.shape, &mut *slot) {
            (Shape::Primitive(Primitive::Int64), Slot::Int64(target)) => {
                **target = value;
                true
            }
            (Shape::Primitive(Primitive::Int64), Slot::Nullable(nullable)) => nullable.set(View::Int(value)),
            (Shape::Primitive(Primitive::Int32), slot) => {
                i32::try_from(value).is_ok() && slot.set(View::Int(value))
            }
            _ => false,
        };
        if is_set { Ok(()) } else { self.token(slot, Token::Int(value)) }
    }

    #[inline(never)]
    fn token<E: serde_core::de::Error>(&self, slot: &mut Slot<'_>, token: Token<'_>) -> Result<(), E> {
        let result = self.reading.conversions.scalar(slot, self.ty, token, &self.reading.settings.dates);
        result.or_else(|outcome| self.resolve(outcome, slot))
    }

    /// Returns whether null leaves the slot as it is.
    fn ignores_null(&self) -> bool {
        let nulls = self.ty.json.nulls.unwrap_or(self.reading.settings.nulls);
        // It is for members only.
        nulls == NullValueHandling::Ignore && self.path.is_member()
    }

    #[cold]
    fn resolve<E: serde_core::de::Error>(
        &self,
        outcome: ErrorOrNotice,
        slot: &mut Slot<'_>,
    ) -> Result<(), E> {
        match outcome.resolve(self.reading, &self.path) {
            Ok(()) => Ok(()),
            Err(error) => self.recover(error, slot),
        }
    }

    #[cold]
    fn report<E: serde_core::de::Error>(&self, error: Error) -> E {
        self.reading.report(error, &self.path)
    }

    #[cold]
    fn unexpected<E: serde_core::de::Error>(&self, found: &str) -> E {
        self.report(scalar::unexpected(self.ty, found))
    }
}

/// The key of the map that a number is with `serde_json`'s feature `arbitrary_precision`.
const NUMBER_TOKEN: &str = "$serde_json::private::Number";

/// Reads a document whose root is of this type.
#[inline]
pub(super) fn read_root<'de, D: Deserializer<'de>>(
    reading: &Reading<'_, '_>,
    ty: &TypePlan,
    slot: Slot<'_>,
    deserializer: D,
) -> Result<(), D::Error> {
    read_at(reading, JsonPath::root(ty), ty, slot, deserializer)
}

/// Reads a value that has this path in its document.
pub(super) fn read_at<'de, D: Deserializer<'de>>(
    reading: &Reading<'_, '_>,
    path: JsonPath<'_>,
    ty: &TypePlan,
    mut slot: Slot<'_>,
    deserializer: D,
) -> Result<(), D::Error> {
    let context = ValueContext { reading, path, ty };
    Target { context: &context, slot: &mut slot }.deserialize(deserializer)
}

/// A slot with the type of its value: what serde reads every contract by. It is handed on from function to
/// function, and fits into two registers.
struct Target<'t, 'o, 's> {
    context: &'t ValueContext<'t, 'o>,
    slot: &'t mut Slot<'s>,
}

impl Target<'_, '_, '_> {
    fn token<E: serde_core::de::Error>(self, token: Token<'_>) -> Result<(), E> {
        self.context.token(self.slot, token)
    }

    fn null<E: serde_core::de::Error>(self) -> Result<(), E> {
        if self.context.ignores_null() { Ok(()) } else { self.token(Token::Null) }
    }
}

impl<'de> DeserializeSeed<'de> for Target<'_, '_, '_> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.context.ty.is_number_text {
            deserializer.deserialize_newtype_struct(RAW_TOKEN, self)
        } else {
            deserializer.deserialize_any(self)
        }
    }
}

impl<'de> Visitor<'de> for Target<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of the contract's type")
    }

    fn visit_bool<E: serde_core::de::Error>(self, value: bool) -> Result<(), E> {
        self.token(Token::Bool(value))
    }

    #[inline]
    fn visit_i64<E: serde_core::de::Error>(self, value: i64) -> Result<(), E> {
        self.context.integer(self.slot, value)
    }

    #[inline]
    fn visit_u64<E: serde_core::de::Error>(self, value: u64) -> Result<(), E> {
        match i64::try_from(value) {
            Ok(value) => self.context.integer(self.slot, value),
            Err(_) => self.token(Token::UInt(value)),
        }
    }

    fn visit_i128<E: serde_core::de::Error>(self, _: i128) -> Result<(), E> {
        Err(self.context.unexpected("a number of more than 64 bits"))
    }

    fn visit_u128<E: serde_core::de::Error>(self, _: u128) -> Result<(), E> {
        Err(self.context.unexpected("a number of more than 64 bits"))
    }

    fn visit_f64<E: serde_core::de::Error>(self, value: f64) -> Result<(), E> {
        self.token(Token::Float(value))
    }

    #[inline]
    fn visit_str<E: serde_core::de::Error>(self, text: &str) -> Result<(), E> {
        // The short ways for what comes most often.
        let is_set = match (&self.context.ty.shape, &mut *self.slot) {
            (Shape::Primitive(Primitive::String), Slot::Nullable(nullable)) => nullable.set(View::Str(text)),
            (Shape::Primitive(Primitive::String), slot) => slot.set(View::Str(text)),
            _ => false,
        };
        if is_set { Ok(()) } else { self.token(Token::Text(text)) }
    }

    fn visit_bytes<E: serde_core::de::Error>(self, bytes: &[u8]) -> Result<(), E> {
        self.token(Token::Bytes(bytes))
    }

    fn visit_none<E: serde_core::de::Error>(self) -> Result<(), E> {
        self.null()
    }

    fn visit_unit<E: serde_core::de::Error>(self) -> Result<(), E> {
        self.null()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        self.context.check_depth()?;
        self.context.array(self.slot, seq)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        if self.context.ty.is_number_text {
            return match map.next_key_seed(Text)? {
                Some(key) if key == RAW_TOKEN => map.next_value_seed(RawText(self)),
                _ => Err(self.context.unexpected("an object")),
            };
        }
        let mut fields = Fields { map, first: None };
        if self.context.is_number_or_any() {
            match fields.map.next_key_seed(Text)? {
                Some(key) if key == NUMBER_TOKEN => return fields.map.next_value_seed(NumberText(self)),
                key => fields.first = key,
            }
        }
        self.context.check_depth()?;
        match &self.context.reading.copies {
            Some(copies) => self.context.annotated(copies, self.slot, fields),
            None => self.context.object(self.slot, fields),
        }
    }

    fn visit_enum<A: EnumAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        Err(self.context.unexpected("a variant of an enum"))
    }
}

/// The text of a JSON value, which `serde_json` gives where a number's text matters.
struct RawText<'t, 'o, 's>(Target<'t, 'o, 's>);

impl<'de> DeserializeSeed<'de> for RawText<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for RawText<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text of a value")
    }

    fn visit_str<E: serde_core::de::Error>(self, json: &str) -> Result<(), E> {
        let RawText(target) = self;
        let context = target.context;
        let result = match json.as_bytes().first() {
            Some(b'n') => target.null(),
            Some(b't') => target.token(Token::Bool(true)),
            Some(b'f') => target.token(Token::Bool(false)),
            Some(b'[') => context.recover(scalar::unexpected(context.ty, "an array"), target.slot),
            Some(b'{') => context.recover(scalar::unexpected(context.ty, "an object"), target.slot),
            Some(b'"') => match serde_json::from_str::<String>(json) {
                Ok(text) => target.token(Token::Text(&text)),
                // `serde_json` found its end, but did not look at its escapes.
                Err(_) => Err(context.report(scalar::bad_escape())),
            },
            _ => target.token(Token::Number(json)),
        };
        // `serde_json` does not say where it is itself.
        result.inspect_err(|_| context.reading.locate(json))
    }
}

/// The text of a number in a map of its own, as `serde_json` has it where some crate has switched on its
/// feature `arbitrary_precision`.
struct NumberText<'t, 'o, 's>(Target<'t, 'o, 's>);

impl<'de> DeserializeSeed<'de> for NumberText<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for NumberText<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text of a number")
    }

    fn visit_str<E: serde_core::de::Error>(self, number: &str) -> Result<(), E> {
        let NumberText(target) = self;
        if let Ok(number) = number.parse::<i64>() {
            target.visit_i64(number)
        } else if let Ok(number) = number.parse::<u64>() {
            target.visit_u64(number)
        } else if let Ok(number) = number.parse::<f64>() {
            target.visit_f64(number)
        } else {
            Err(target.context.unexpected("an object"))
        }
    }
}

/// The members of an object, the first of which may have been looked at already.
struct Fields<'de, A> {
    map: A,
    first: Option<Cow<'de, str>>,
}

/// A text, borrowed where it can be: the key of an entry, the name of a member.
struct Text;

impl<'de> DeserializeSeed<'de> for Text {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Text {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_borrowed_str<E: serde_core::de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E: serde_core::de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_string<E: serde_core::de::Error>(self, text: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text))
    }

    fn visit_i64<E: serde_core::de::Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Cow::Owned(number.to_string()))
    }

    fn visit_u64<E: serde_core::de::Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Cow::Owned(number.to_string()))
    }
}
