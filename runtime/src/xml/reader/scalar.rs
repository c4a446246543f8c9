//! Values that are written as text.

use super::super::tokenizer::Next;
use super::super::tokenizer::Tag;
use super::Decoder;
use crate::clr;
use crate::clr::{Char, DateTime, DateTimeOffset, Decimal, Guid, ParseError, TimeSpan, Uri};
use crate::contract::{Primitive, SYSTEM, Serializer};
use crate::error::{Error, ErrorKind, Result, no_null};
use crate::notice::NoticeKind;
use crate::plan::EnumPlan;
use crate::plan::{Body, ObjectPlan, Shape, TypePlan};
use crate::value::{Slot, View};

impl<'x> Decoder<'x, '_> {
    pub(super) fn scalar(&mut self, mut slot: Slot<'_>, ty: &TypePlan, tag: &Tag<'x>) -> Result<()> {
        let primitive = match &ty.shape {
            // `XmlSerializer` finds no member of it that could be set.
            Shape::Primitive(Primitive::DateTimeOffset) if self.serializer == Serializer::XmlSerializer => {
                return self.tokens.skip_content(tag);
            }
            Shape::Primitive(Primitive::DateTimeOffset) => {
                let value = self.date_time_offset(tag)?;
                return self.put(&mut slot, ty, View::DateTimeOffset(&value));
            }
            Shape::Primitive(primitive) => *primitive,
            _ => match ty.object() {
                Some(ObjectPlan { body: Body::Enum(contract), .. }) => {
                    let text = self.tokens.text_of(tag)?;
                    return self.enumeration(&mut slot, ty, contract, tag, &text);
                }
                _ => return Err(self.unfit(ty)),
            },
        };
        let start = self.tokens.pos;
        let text = self.tokens.text_of(tag)?;
        if primitive == Primitive::TimeSpan && tag.is_empty && self.serializer == Serializer::XmlSerializer {
            return self.put(&mut slot, ty, View::TimeSpan(TimeSpan::default()));
        }
        if let Some(data_type) = ty.data_type {
            return self.of_data_type(&mut slot, ty, data_type, &text);
        }
        if primitive == Primitive::String {
            // Text with references was copied already and need not be copied again.
            if let (Slot::Str(slot), std::borrow::Cow::Owned(text)) = (&mut slot, &text) {
                slot.clone_from(text);
                return Ok(());
            }
            return self.put(&mut slot, ty, View::Str(&text));
        }
        match self.primitive(&mut slot, ty, primitive, &text) {
            Ok(result) => result,
            Err(error) => {
                self.tokens.pos = start;
                Err(self.no_value(&error))
            }
        }
    }

    pub(super) fn no_value(&self, error: &ParseError) -> Error {
        self.tokens.error(ErrorKind::Value, format!("the text is not {}", error.expected()))
    }

    /// Parses a text and puts its value.
    pub(super) fn primitive(
        &self,
        slot: &mut Slot<'_>,
        ty: &TypePlan,
        primitive: Primitive,
        text: &str,
    ) -> Result<Result<()>, ParseError> {
        if self.has_refused_sign(primitive, text) {
            clr::parse_u64("")?;
        }
        let view = match primitive {
            Primitive::Boolean => View::Bool(clr::parse_bool(text)?),
            Primitive::SByte => View::Int(clr::parse_i64_in(text, i8::MIN.into(), i8::MAX.into())?),
            Primitive::Int16 => View::Int(clr::parse_i64_in(text, i16::MIN.into(), i16::MAX.into())?),
            Primitive::Int32 => View::Int(clr::parse_i64_in(text, i32::MIN.into(), i32::MAX.into())?),
            Primitive::Int64 => View::Int(clr::parse_i64_in(text, i64::MIN, i64::MAX)?),
            Primitive::Byte => View::UInt(clr::parse_u8(text)?.into()),
            Primitive::UInt16 => View::UInt(clr::parse_u16(text)?.into()),
            Primitive::UInt32 => View::UInt(clr::parse_u32(text)?.into()),
            Primitive::UInt64 if self.serializer == Serializer::XmlSerializer => {
                View::UInt(clr::parse_u64(text)?)
            }
            Primitive::UInt64 => View::UInt(clr::parse_xml_u64(text)?),
            Primitive::Single => View::Single(self.signed_zero(text, clr::parse_f32(text)?)),
            Primitive::Double => View::Double(self.signed_zero(text, clr::parse_f64(text)?)),
            Primitive::Decimal => return Ok(self.put(slot, ty, View::Decimal(&text.parse::<Decimal>()?))),
            Primitive::Char => View::Char(text.parse::<Char>()?),
            Primitive::DateTime => return Ok(self.put(slot, ty, View::DateTime(&text.parse::<DateTime>()?))),
            Primitive::TimeSpan => View::TimeSpan(text.parse::<TimeSpan>()?),
            Primitive::Guid => return Ok(self.put(slot, ty, View::Guid(&text.parse::<Guid>()?))),
            Primitive::Uri => return Ok(self.put(slot, ty, View::Uri(&text.parse::<Uri>()?))),
            Primitive::Bytes => return Ok(self.put(slot, ty, View::Bytes(&clr::parse_xml_base64(text)?))),
            Primitive::String | Primitive::DateTimeOffset => return Ok(Err(self.unfit(ty))),
        };
        Ok(self.put(slot, ty, view))
    }

    /// Returns whether a text has a sign that `XmlSerializer` takes at signed numbers alone.
    fn has_refused_sign(&self, primitive: Primitive, text: &str) -> bool {
        let is_unsigned = matches!(
            primitive,
            Primitive::Byte | Primitive::UInt16 | Primitive::UInt32 | Primitive::UInt64 | Primitive::Char
        );
        is_unsigned
            && self.options.strict
            && self.serializer == Serializer::XmlSerializer
            && text.trim_ascii_start().starts_with(['+', '-'])
    }

    /// .NET's reader loses the sign of a zero; it is lost here in strict mode only.
    fn signed_zero<T: Default + PartialEq + std::ops::Neg<Output = T>>(&self, text: &str, value: T) -> T {
        let is_negative_zero = value == T::default() && text.trim_ascii_start().starts_with('-');
        let loses_sign = self.options.strict && self.serializer == Serializer::DataContractSerializer;
        if is_negative_zero && !loses_sign { -T::default() } else { value }
    }

    pub(super) fn put(&self, slot: &mut Slot<'_>, ty: &TypePlan, value: View<'_>) -> Result<()> {
        if slot.set(value) { Ok(()) } else { Err(self.unfit(ty)) }
    }

    pub(super) fn enumeration(
        &mut self,
        slot: &mut Slot<'_>,
        ty: &TypePlan,
        contract: &EnumPlan,
        tag: &Tag<'x>,
        text: &str,
    ) -> Result<()> {
        let number = match self.serializer {
            Serializer::DataContractSerializer => contract.number_of(text),
            Serializer::XmlSerializer => contract.number_of_names(text),
        };
        if let Some(number) = number {
            return self.put(slot, ty, View::Int(number));
        }
        if !self.options.strict {
            // .NET takes the parts of a flag's name for names where it has spaces.
            if let Some(number) = contract.number_of_name(text) {
                return self.put(slot, ty, View::Int(number));
            }
            // A Rust enum with a variant for it keeps the unknown name.
            if slot.set(View::Str(text)) {
                self.notify(NoticeKind::UnknownEnumValue, tag, Some(text));
                return Ok(());
            }
        }
        Err(self.tokens.error(ErrorKind::Value, "the text names no member of the enum"))
    }

    /// `<DateTime>..Z</DateTime><OffsetMinutes>..</OffsetMinutes>`: the members of a struct.
    fn date_time_offset(&mut self, tag: &Tag<'x>) -> Result<DateTimeOffset> {
        let (mut date_time, mut offset) = (None, None);
        while !tag.is_empty
            && let Next::Start = self.tokens.next()?
        {
            let child = self.tokens.start_tag()?;
            let is_ours = self.tokens.namespace_of(&child) == SYSTEM;
            let (why, member) = match child.local {
                // In strict mode what stands out of order is lost, as in any class.
                "DateTime" if is_ours && self.options.strict && offset.is_some() => {
                    (NoticeKind::OutOfOrder, None)
                }
                "DateTime" if is_ours => {
                    (NoticeKind::Duplicate, date_time.is_none().then_some(OffsetMember::DateTime))
                }
                "OffsetMinutes" if is_ours => {
                    (NoticeKind::Duplicate, offset.is_none().then_some(OffsetMember::OffsetMinutes))
                }
                _ => (NoticeKind::Unknown, None),
            };
            let Some(member) = member else {
                self.skip_with_notice(&child, why)?;
                continue;
            };
            self.check_attributes(true, &child)?;
            if child.is_nil {
                return Err(self.tokens.error(ErrorKind::Nil, no_null("nil", false)));
            }
            let text = self.tokens.text_of(&child)?;
            match member {
                OffsetMember::DateTime => {
                    date_time = Some(text.parse::<DateTime>().map_err(|error| self.no_value(&error))?);
                }
                OffsetMember::OffsetMinutes => {
                    offset = Some(clr::parse_i16(&text).map_err(|error| self.no_value(&error))?);
                }
            }
            self.tokens.finish(&child)?;
        }
        let (Some(date_time), Some(offset)) = (date_time, offset) else {
            return Err(self
                .tokens
                .error(ErrorKind::Missing, "a DateTimeOffset needs both DateTime and OffsetMinutes"));
        };
        DateTimeOffset::from_utc_and_offset(date_time, offset).ok_or_else(|| {
            self.tokens.error(
                ErrorKind::Value,
                "the offset is out of range: at most 14 hours, and the date within years 1 to 9999",
            )
        })
    }
}

/// The members of a `DateTimeOffset`.
enum OffsetMember {
    DateTime,
    OffsetMinutes,
}
