//! Values that are written as text.

use super::{Writer, mismatch, unrepresentable};
use crate::clr;
use crate::contract::{Primitive, Serializer};
use crate::error::Result;
use crate::plan::EnumPlan;
use crate::plan::TypePlan;
use crate::value::View;
use std::borrow::Cow;

impl Writer<'_, '_> {
    pub(super) fn enumeration(&mut self, contract: &EnumPlan, ty: &TypePlan, view: View<'_>) -> Result<()> {
        let text = self.enumeration_text(contract, ty, view)?;
        // .NET writes the names of flags one by one: without any the element stays empty.
        let is_left_open = contract.is_flags || self.serializer == Serializer::XmlSerializer;
        if !(is_left_open && text.is_empty()) {
            self.close_tag();
            self.text(&text);
        }
        Ok(())
    }

    /// Returns the text of an enum's value.
    pub(super) fn enumeration_text<'v>(
        &self,
        contract: &EnumPlan,
        ty: &TypePlan,
        view: View<'v>,
    ) -> Result<Cow<'v, str>> {
        Ok(match view {
            View::Int(number) => match contract.name_of(number) {
                Some(name) => Cow::Borrowed(name),
                None => Cow::Owned(self.flags_text(contract, number).ok_or_else(|| {
                    unrepresentable(format!(
                        "the enum has no member for the number {number}; only JSON can hold it"
                    ))
                })?),
            },
            View::Str(text) => Cow::Borrowed(text),
            _ => return Err(mismatch(ty)),
        })
    }

    fn flags_text(&self, contract: &EnumPlan, number: i64) -> Option<String> {
        match self.serializer {
            Serializer::DataContractSerializer => contract.text_of(number, " "),
            Serializer::XmlSerializer if contract.is_flags => contract.flags_text(number),
            Serializer::XmlSerializer => None,
        }
    }

    pub(super) fn primitive(&mut self, primitive: Primitive, ty: &TypePlan, view: View<'_>) -> Result<()> {
        // An empty byte[] leaves the element empty, an empty text does not.
        if let View::Bytes([]) = view {
            return if primitive == Primitive::Bytes { Ok(()) } else { Err(mismatch(ty)) };
        }
        self.close_tag();
        if let Some(data_type) = ty.data_type {
            return self.as_data_type(data_type, ty, view);
        }
        let out = &mut self.out;
        match (primitive, view) {
            (Primitive::String, View::Str(text)) => self.text(text),
            (Primitive::Boolean, View::Bool(value)) => out.push_str(if value { "true" } else { "false" }),
            (Primitive::SByte | Primitive::Int16 | Primitive::Int32 | Primitive::Int64, View::Int(value)) => {
                self.int(value);
            }
            (
                Primitive::Byte | Primitive::UInt16 | Primitive::UInt32 | Primitive::UInt64,
                View::UInt(value),
            ) => {
                out.push_unsigned(value);
            }
            (Primitive::Single, View::Single(value)) => out.push_with(|out| clr::write_f32(out, value)),
            (Primitive::Double, View::Double(value)) => out.push_with(|out| clr::write_f64(out, value)),
            (Primitive::Decimal, View::Decimal(value)) => out.push_with(|out| value.write_xml(out)),
            (Primitive::Char, View::Char(value)) => out.push_with(|out| value.write_xml(out)),
            (Primitive::DateTime, View::DateTime(value)) => out.push_with(|out| value.write_xml(out)),
            (Primitive::TimeSpan, View::TimeSpan(value)) => out.push_with(|out| value.write_xml(out)),
            (Primitive::Guid, View::Guid(value)) => out.push_with(|out| value.write_xml(out)),
            (Primitive::Uri, View::Uri(value)) => {
                self.text(&value.to_xml_text());
            }
            (Primitive::Bytes, View::Bytes(value)) => out.push_with(|out| clr::write_base64(out, value)),
            _ => return Err(mismatch(ty)),
        }
        Ok(())
    }

    #[inline]
    pub(super) fn text(&mut self, text: &str) {
        self.out.push_text(text, self.options.line_end.as_str());
    }

    #[inline]
    pub(super) fn int(&mut self, value: i64) {
        self.out.push_integer(value);
    }
}
