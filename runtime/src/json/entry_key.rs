//! The keys of dictionaries, which are always texts in JSON.

use super::dates::{DateText, write_date_time, write_date_time_offset};
use super::names::enum_text;
use super::view::{JsonView, write_enum_number, write_text};
use crate::clr;
use crate::contract::{EnumForm, Naming};
use crate::error::ErrorKind;
use crate::plan::{Body, ObjectPlan, TypePlan};
use crate::value::{ConvertedView, View};

/// The text of a key.
#[derive(Clone, Copy)]
pub(super) enum EntryKey<'t> {
    Text(&'t str),
    /// `/Date(..)/`, whose slashes are escaped.
    MicrosoftDate(&'t str),
}

impl JsonView<'_> {
    /// Returns the text of a dictionary's key.
    pub(super) fn entry_key<'t, E: serde_core::ser::Error>(
        &'t self,
        naming: Naming,
        out: &'t mut String,
    ) -> Result<EntryKey<'t>, E> {
        if let View::Converted(value) = self.view {
            return self.converted_key(value, naming, out);
        }
        out.clear();
        let plan;
        let (ty, view) = match self.view {
            View::Any(value) => match value.ty() {
                Some(ty) => {
                    plan = TypePlan::new(&ty);
                    (&plan, value.content())
                }
                None => return Err(self.no_key()),
            },
            view => (self.ty, view),
        };
        let dates = &self.writing.settings.dates;
        let mut date = DateText::Plain;
        match view {
            View::Str(text) if naming == Naming::AsDeclared => return Ok(EntryKey::Text(text)),
            View::Bool(value) => out.push_str(if value { "True" } else { "False" }),
            // As numbers, they would have a point at any rate.
            View::Single(value) => clr::write_f32(out, value),
            View::Double(value) => clr::write_f64(out, value),
            View::Decimal(value) => value.write_xml(out),
            View::Int(number) => match ty.object() {
                Some(ObjectPlan { body: Body::Enum(contract), .. }) => {
                    match enum_text(contract, number, EnumForm::Text) {
                        Some(name) => out.push_str(&name),
                        None => write_enum_number(contract, number, out),
                    }
                }
                _ => clr::write_integer(out, number),
            },
            View::UInt(number) => clr::write_integer(out, number),
            View::DateTime(value) => date = write_date_time(value, dates, out),
            View::DateTimeOffset(value) => date = write_date_time_offset(value, dates, out),
            view => {
                if !write_text(view, out) {
                    return Err(self.no_key());
                }
            }
        }
        replace_infinity(out);
        if naming != Naming::AsDeclared {
            *out = naming.apply(out);
        }
        match date {
            DateText::Plain => Ok(EntryKey::Text(out)),
            DateText::Microsoft => Ok(EntryKey::MicrosoftDate(out)),
            DateText::BadFormat => Err(self.bad_format()),
        }
    }

    /// Returns the text of the key that another value is converted to.
    fn converted_key<'t, E: serde_core::ser::Error>(
        &self,
        value: &dyn ConvertedView,
        naming: Naming,
        out: &'t mut String,
    ) -> Result<EntryKey<'t>, E> {
        let written = value.with(|view| {
            let (key, mut text) = (JsonView { view, ..*self }, String::new());
            key.entry_key(naming, &mut text).map(|key| match key {
                EntryKey::Text(text) => (text.to_owned(), DateText::Plain),
                EntryKey::MicrosoftDate(text) => (text.to_owned(), DateText::Microsoft),
            })
        });
        let (text, date) = written.unwrap_or_else(|error| Err(self.unconverted(error)))?;
        *out = text;
        Ok(if let DateText::Microsoft = date { EntryKey::MicrosoftDate(out) } else { EntryKey::Text(out) })
    }

    #[cold]
    fn no_key<E: serde_core::ser::Error>(&self) -> E {
        self.fail(
            ErrorKind::Unrepresentable,
            "the key of a dictionary cannot be null, an object or a collection in JSON",
        )
    }
}

/// XML has other names for the infinities.
fn replace_infinity(key: &mut String) {
    match key.as_str() {
        "INF" => key.replace_range(.., "Infinity"),
        "-INF" => key.replace_range(.., "-Infinity"),
        _ => {}
    }
}
