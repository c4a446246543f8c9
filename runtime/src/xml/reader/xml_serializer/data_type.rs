//! Texts in the form of an XML Schema type: `XmlElement(DataType = "date")`.

use crate::clr;
use crate::contract::decode_name;
use crate::contract::xml_serializer::DataType;
use crate::error::{ErrorKind, Result};
use crate::plan::TypePlan;
use crate::value::{Slot, View};
use crate::xml::reader::Decoder;

impl Decoder<'_, '_> {
    /// Reads a text in the form of an XML Schema type.
    pub(in super::super) fn of_data_type(
        &mut self,
        slot: &mut Slot<'_>,
        ty: &TypePlan,
        data_type: DataType,
        text: &str,
    ) -> Result<()> {
        let wrong = |expected| self.tokens.error(ErrorKind::Value, format!("the text is not {expected}"));
        match (data_type, &ty.shape) {
            (DataType::Date, _) => {
                let date = clr::parse_date(text).ok_or_else(|| wrong("a date, such as `2024-10-15`"))?;
                self.put(slot, ty, View::DateTime(&date))
            }
            (DataType::Time, _) => {
                let time = clr::parse_time(text).ok_or_else(|| wrong("a time, such as `05:29:19`"))?;
                self.put(slot, ty, View::DateTime(&time))
            }
            (DataType::HexBinary, _) => {
                let bytes = hex(text).ok_or_else(|| wrong("an even number of hexadecimal digits"))?;
                self.put(slot, ty, View::Bytes(&bytes))
            }
            // .NET trims these as any text: more is white space than to XML.
            (data_type, _) if data_type.is_name() => {
                let text = decode_name(text.trim());
                self.put(slot, ty, View::Str(&text))
            }
            _ => self.put(slot, ty, View::Str(text.trim())),
        }
    }
}

fn hex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text
        .chars()
        .filter(|c| !c.is_ascii_whitespace())
        .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect::<Option<_>>()?;
    digits.len().is_multiple_of(2).then(|| digits.chunks(2).map(|two| two[0] << 4 | two[1]).collect())
}
