//! Values that are one token of JSON, and what Json.NET converts them from.

use super::any::any_value;
use super::error_or_notice::ErrorOrNotice;
use super::token::Token;
use crate::clr::{self, Bytes, Char, Decimal, Guid, ParseError, TimeSpan, Uri};
use crate::contract::{DateSettings, Primitive, type_name};
use crate::error::{Error, ErrorKind, Result, no_null};
use crate::json::dates::{of_member, read_date_time, read_date_time_offset};
use crate::json::names::enum_number;
use crate::json::view::write_enum_number;
use crate::plan::EnumPlan;
use crate::plan::{Body, ObjectPlan, Shape, TypePlan};
use crate::value::dynamic::Value;
use crate::value::{ConvertedSlot, Slot, View};

#[cold]
pub(super) fn unexpected(ty: &TypePlan, found: &str) -> Error {
    let name = type_name(&ty.ty).name;
    Error::new(
        ErrorKind::Value,
        format!("a value of the contract's type {name} is expected, but this is {found}"),
    )
}

#[cold]
pub(super) fn bad_escape() -> Error {
    Error::new(ErrorKind::Syntax, "the text has an escape that JSON does not know")
}

fn parse_error(error: ParseError) -> Error {
    Error::new(ErrorKind::Value, format!("the text is not {}", error.expected()))
}

/// What is converted.
#[derive(Clone, Copy)]
pub(super) struct Conversions {
    /// Only the JSON type that Json.NET writes for a type.
    pub(super) strict: bool,
    /// Whether null for a value type is an error.
    pub(super) require: bool,
    /// Whether there is a hook for notices.
    pub(super) wants_notices: bool,
}

impl Conversions {
    /// Puts a token into whatever the slot is.
    pub(super) fn scalar(
        self,
        slot: &mut Slot<'_>,
        ty: &TypePlan,
        token: Token<'_>,
        dates: &DateSettings,
    ) -> Result<(), ErrorOrNotice> {
        match slot {
            Slot::Nullable(nullable) => {
                if self.is_null(&token, ty) {
                    if !ty.is_nullable && self.strict {
                        return Err(self.nil(ty, false));
                    }
                    nullable.set_null();
                    return Ok(());
                }
                self.scalar(&mut nullable.fill(), ty, token, dates)
            }
            Slot::Value(value) => {
                if matches!(ty.shape, Shape::Object) {
                    **value = any_value(&token);
                    return Ok(());
                }
                if self.is_null(&token, ty) {
                    if !ty.is_nullable {
                        return Err(self.nil(ty, false));
                    }
                    **value = Value::Null;
                    return Ok(());
                }
                match value.fill(&ty.ty) {
                    Some(mut slot) => self.scalar(&mut slot, ty, token, dates),
                    None => Err(unexpected(ty, token.kind()).into()),
                }
            }
            Slot::Converted(slot) => self.converted(&mut **slot, ty, token, dates),
            slot => self.text(slot, ty, &token, dates),
        }
    }

    /// Puts a token into the value that then is converted.
    #[cold]
    fn converted(
        self,
        slot: &mut dyn ConvertedSlot,
        ty: &TypePlan,
        token: Token<'_>,
        dates: &DateSettings,
    ) -> Result<(), ErrorOrNotice> {
        if !ty.is_nullable && self.is_null(&token, ty) {
            return Err(self.nil(ty, slot.needs_value()));
        }
        slot.fill(|mut slot| self.scalar(&mut slot, ty, token, dates))?.map_err(ErrorOrNotice::unconverted)
    }

    /// Null where there can be none.
    #[cold]
    fn nil(self, ty: &TypePlan, needs_value: bool) -> ErrorOrNotice {
        if self.strict || self.require || needs_value || ty.is_abstract() {
            Error::new(ErrorKind::Nil, no_null("null", ty.is_nullable)).into()
        } else {
            ErrorOrNotice::null()
        }
    }

    /// Json.NET takes an empty text for null, where a text or anything at all is not what is declared.
    fn is_null(self, token: &Token<'_>, ty: &TypePlan) -> bool {
        match token {
            Token::Null => true,
            Token::Text("") if ty.is_nullable && !self.strict => {
                !matches!(ty.shape, Shape::Object | Shape::Primitive(Primitive::String | Primitive::Bytes))
            }
            _ => false,
        }
    }

    fn text(
        self,
        slot: &mut Slot<'_>,
        ty: &TypePlan,
        token: &Token<'_>,
        dates: &DateSettings,
    ) -> Result<(), ErrorOrNotice> {
        if self.is_null(token, ty) {
            // A text or a collection in a Rust type that has no null: an empty one is the nearest.
            let is_object = matches!(slot, Slot::Object(_) | Slot::Polymorphic(_) | Slot::Shared(_));
            return if ty.is_nullable && !is_object { Ok(()) } else { Err(self.nil(ty, slot.needs_value())) };
        }
        let is_set = match &ty.shape {
            Shape::Primitive(primitive) => self.primitive(slot, ty, *primitive, token, dates)?,
            Shape::Contract(_) | Shape::Library(_) => match ty.object() {
                Some(ObjectPlan { body: Body::Enum(contract), .. }) => {
                    return self.enumeration(slot, ty, contract, token);
                }
                _ => return Err(unexpected(ty, token.kind()).into()),
            },
            Shape::Object => false,
        };
        if is_set { Ok(()) } else { Err(unexpected(ty, token.kind()).into()) }
    }

    /// Puts the value of a primitive type into the slot, and returns whether the slot takes it.
    fn primitive(
        self,
        slot: &mut Slot<'_>,
        ty: &TypePlan,
        primitive: Primitive,
        token: &Token<'_>,
        dates: &DateSettings,
    ) -> Result<bool> {
        let is_lenient = !self.strict;
        let view = match (primitive, token) {
            (Primitive::String, Token::Text(text)) => View::Str(text),
            (Primitive::String, token) if is_lenient => return Ok(put_as_text(slot, token)),
            (Primitive::Boolean, Token::Bool(value)) => View::Bool(*value),
            (Primitive::Boolean, Token::Int(number)) if is_lenient => View::Bool(*number != 0),
            (Primitive::Boolean, Token::Text(text)) if is_lenient => View::Bool(bool_of(text)?),
            (Primitive::SByte, token) => View::Int(self.integer(ty, token, i8::MIN, i8::MAX)?.into()),
            (Primitive::Int16, token) => View::Int(self.integer(ty, token, i16::MIN, i16::MAX)?.into()),
            (Primitive::Int32, token) => View::Int(self.integer(ty, token, i32::MIN, i32::MAX)?.into()),
            (Primitive::Int64, token) => View::Int(self.integer(ty, token, i64::MIN, i64::MAX)?),
            (Primitive::Byte, token) => View::UInt(self.integer(ty, token, u8::MIN, u8::MAX)?.into()),
            (Primitive::UInt16, token) => View::UInt(self.integer(ty, token, u16::MIN, u16::MAX)?.into()),
            (Primitive::UInt32, token) => View::UInt(self.integer(ty, token, u32::MIN, u32::MAX)?.into()),
            (Primitive::UInt64, token) => View::UInt(self.integer(ty, token, u64::MIN, u64::MAX)?),
            (Primitive::Double, token) => View::Double(self.double(ty, token)?),
            (Primitive::Single, token) => View::Single(self.single(ty, token)?),
            (Primitive::Decimal, token) => return Ok(slot.set(View::Decimal(&self.decimal(ty, token)?))),
            (Primitive::Char, Token::Text(text)) => {
                View::Char(Char::from_json_text(text).map_err(parse_error)?)
            }
            (Primitive::Char, token @ Token::Int(_)) if is_lenient => {
                View::Char(Char::new(self.integer(ty, token, u16::MIN, u16::MAX)?))
            }
            (Primitive::Bytes, Token::Bytes(bytes)) => View::Bytes(bytes),
            (Primitive::DateTime, Token::Text(text)) => {
                let dates = of_member(*dates, ty.json.date_format);
                let date = read_date_time(text, &dates).ok_or_else(|| no_date(&dates, "DateTime"))?;
                return Ok(slot.set(View::DateTime(&date)));
            }
            (Primitive::DateTimeOffset, Token::Text(text)) => {
                let dates = of_member(*dates, ty.json.date_format);
                let date = read_date_time_offset(text, &dates);
                let date = date.ok_or_else(|| no_date(&dates, "DateTimeOffset"))?;
                return Ok(slot.set(View::DateTimeOffset(&date)));
            }
            (primitive, Token::Text(text)) => {
                return self.put_text(slot, primitive, text).map_err(parse_error);
            }
            _ => return Ok(false),
        };
        Ok(slot.set(view))
    }

    /// Puts the value of a type that is a text in JSON, but for dates, and returns whether the slot takes it.
    fn put_text(self, slot: &mut Slot<'_>, primitive: Primitive, text: &str) -> Result<bool, ParseError> {
        Ok(match primitive {
            Primitive::TimeSpan => slot.set(View::TimeSpan(TimeSpan::from_json_text(text)?)),
            Primitive::Guid => slot.set(View::Guid(&text.parse::<Guid>()?)),
            Primitive::Uri => slot.set(View::Uri(&text.parse::<Uri>()?)),
            Primitive::Bytes => slot.set(View::Bytes(&self.bytes(text)?)),
            _ => false,
        })
    }

    /// Base64, or a Guid, whose bytes Json.NET takes.
    fn bytes(self, text: &str) -> Result<Bytes, ParseError> {
        match text.parse::<Bytes>() {
            Err(_) if text.len() == 36 && !self.strict => {
                text.parse::<Guid>().map(|guid| Bytes(guid.to_bytes_le().to_vec()))
            }
            result => result,
        }
    }

    fn integer<T>(self, ty: &TypePlan, token: &Token<'_>, min: T, max: T) -> Result<T>
    where
        T: TryFrom<i64> + TryFrom<u64> + Copy + Into<i128>,
    {
        let number = match *token {
            Token::Int(number) => T::try_from(number).ok(),
            Token::UInt(number) => T::try_from(number).ok(),
            // `5.0` is five; Json.NET would round `5.5` for some types and refuse it for others.
            Token::Float(number) if !self.strict => match whole(number) {
                Some(number) => T::try_from(number).ok(),
                None => return Err(unexpected(ty, token.kind())),
            },
            Token::Text(text) if !self.strict => match clr::parse_i64(text) {
                Ok(number) => T::try_from(number).ok(),
                Err(_) => match clr::parse_u64(text) {
                    Ok(number) => T::try_from(number).ok(),
                    Err(_) => return Err(no_integer(min.into(), max.into())),
                },
            },
            _ => return Err(unexpected(ty, token.kind())),
        };
        number.ok_or_else(|| out_of_range(min.into(), max.into()))
    }

    fn double(self, ty: &TypePlan, token: &Token<'_>) -> Result<f64> {
        match *token {
            Token::Float(number) => Ok(number),
            #[expect(clippy::cast_precision_loss, reason = "the nearest double is what the text stands for")]
            Token::Int(number) => Ok(number as f64),
            #[expect(clippy::cast_precision_loss, reason = "the nearest double is what the text stands for")]
            Token::UInt(number) => Ok(number as f64),
            Token::Number(text) => clr::parse_json_f64(text).map_err(parse_error),
            Token::Text(text) if !self.strict || is_float_name(text) => {
                clr::parse_json_f64(text).map_err(parse_error)
            }
            _ => Err(unexpected(ty, token.kind())),
        }
    }

    fn single(self, ty: &TypePlan, token: &Token<'_>) -> Result<f32> {
        match *token {
            Token::Number(text) => clr::parse_json_f32(text).map_err(parse_error),
            Token::Text(text) if !self.strict || is_float_name(text) => {
                clr::parse_json_f32(text).map_err(parse_error)
            }
            #[expect(clippy::cast_possible_truncation, reason = "the nearest float is wanted")]
            _ => self.double(ty, token).map(|number| number as f32),
        }
    }

    fn decimal(self, ty: &TypePlan, token: &Token<'_>) -> Result<Decimal> {
        match *token {
            Token::Int(number) => Ok(Decimal::from(number)),
            Token::UInt(number) => Ok(Decimal::from(number)),
            Token::Float(number) => Decimal::try_from(number)
                .map_err(|_| Error::new(ErrorKind::Value, "the number is beyond the range of a decimal")),
            Token::Number(text) => Decimal::from_json_text(text).map_err(parse_error),
            Token::Text(text) if !self.strict => Decimal::from_json_text(text).map_err(parse_error),
            _ => Err(unexpected(ty, token.kind())),
        }
    }

    fn enumeration(
        self,
        slot: &mut Slot<'_>,
        ty: &TypePlan,
        contract: &EnumPlan,
        token: &Token<'_>,
    ) -> Result<(), ErrorOrNotice> {
        let number = match *token {
            Token::Int(number) => number,
            Token::UInt(number) if contract.underlying == Primitive::UInt64 => number.cast_signed(),
            Token::Float(number) if !self.strict => {
                whole(number).ok_or_else(|| unexpected(ty, token.kind()))?
            }
            Token::Text(text) => return self.enum_name(slot, contract, text),
            _ => return Err(unexpected(ty, token.kind()).into()),
        };
        if !slot.set(View::Int(number)) {
            return Err(no_member("number").into());
        }
        if self.wants_notices && !has_number(contract, number) {
            let mut text = String::new();
            write_enum_number(contract, number, &mut text);
            return Err(ErrorOrNotice::unknown_enum_value(&text));
        }
        Ok(())
    }

    fn enum_name(self, slot: &mut Slot<'_>, contract: &EnumPlan, text: &str) -> Result<(), ErrorOrNotice> {
        let number = enum_number(contract, text, self.strict).or_else(|| {
            if self.strict {
                return None;
            }
            let number = clr::parse_i64(text).ok();
            number.or_else(|| clr::parse_u64(text).ok().map(u64::cast_signed))
        });
        // A Rust enum with a variant for it keeps the unknown name.
        let is_set = match number {
            Some(number) => slot.set(View::Int(number)),
            None => !self.strict && slot.set(View::Str(text)),
        };
        if !is_set {
            return Err(no_member("text").into());
        }
        if self.wants_notices && !number.is_some_and(|number| has_number(contract, number)) {
            return Err(ErrorOrNotice::unknown_enum_value(text));
        }
        Ok(())
    }
}

/// Returns whether an enum has a member with a number, or flags for all of its bits.
fn has_number(contract: &EnumPlan, number: i64) -> bool {
    if contract.is_flags {
        let all = contract.members.iter().fold(0, |bits, member| bits | member.number);
        number & !all == 0
    } else {
        contract.name_of(number).is_some()
    }
}

/// Reads the key of a dictionary, which is a text whatever its type is.
pub(super) fn put_key(
    conversions: Conversions,
    slot: &mut Slot<'_>,
    ty: &TypePlan,
    text: &str,
    dates: &DateSettings,
) -> Result<(), ErrorOrNotice> {
    match slot {
        Slot::Value(value) if matches!(ty.shape, Shape::Object) => {
            **value = Value::String(text.to_owned());
            Ok(())
        }
        slot => Conversions { strict: false, ..conversions }.scalar(slot, ty, Token::Text(text), dates),
    }
}

/// Numbers and truth values as texts, as Json.NET's `ReadAsString` gives them.
fn put_as_text(slot: &mut Slot<'_>, token: &Token<'_>) -> bool {
    let mut text = String::new();
    match *token {
        Token::Bool(value) => text.push_str(clr::bool_text(value)),
        Token::Int(number) => clr::write_integer(&mut text, number),
        Token::UInt(number) => clr::write_integer(&mut text, number),
        Token::Float(number) => clr::write_json_f64(&mut text, number),
        Token::Number(number) => text.push_str(number),
        Token::Null | Token::Text(_) | Token::Bytes(_) => return false,
    }
    slot.set(View::Str(&text))
}

fn bool_of(text: &str) -> Result<bool> {
    clr::parse_bool_text(text).ok_or_else(|| Error::new(ErrorKind::Value, "the text is not true or false"))
}

fn is_float_name(text: &str) -> bool {
    matches!(text, "NaN" | "Infinity" | "-Infinity")
}

/// Returns the integer that a double is; numbers beyond 2^53 are no longer exact.
fn whole(number: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.fract() != 0.0 || number.abs() > EXACT {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "whole and small enough")]
    Some(number as i64)
}

#[cold]
fn no_date(dates: &DateSettings, ty: &str) -> Error {
    let example = match dates.format {
        Some(format) if !format.is_empty() => format!("by the format `{format}`"),
        _ => "such as 2024-10-15T05:29:19.5139414+02:00".to_owned(),
    };
    Error::new(ErrorKind::Value, format!("the text is not a {ty} {example}"))
}

#[cold]
fn no_member(what: &str) -> Error {
    Error::new(ErrorKind::Value, format!("the {what} names no member of the enum"))
}

#[cold]
fn no_integer(min: i128, max: i128) -> Error {
    Error::new(ErrorKind::Value, format!("the text is not an integer from {min} to {max}"))
}

fn out_of_range(min: i128, max: i128) -> Error {
    Error::new(ErrorKind::Value, format!("the number is out of the type's range, {min} to {max}"))
}
