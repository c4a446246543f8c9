//! A [`Sink`] that writes a document's text.

use super::entry_key::EntryKey;
use super::key::Key;
use super::output::{ItemPlace, Output, is_plain};
use super::sink::{Array, Object, Sink};
use super::view::{JsonView, VALUES, Values};
use crate::clr::{self, Decimal};
use crate::contract::Primitive;
use crate::plan::{MemberPlan, Shape};
use crate::raw;
use crate::value::View;
use std::fmt::{self, Display};

/// The error is the engine's, which keeps it.
#[derive(Debug)]
pub(super) struct Stopped;

/// The items of an array, or the members of an object. Each has a comma before it; that of the first one
/// becomes the opening bracket at the end.
pub(super) struct Items<'o> {
    output: &'o mut Output,
    start: usize,
    brackets: [u8; 2],
}

impl<'o> Items<'o> {
    /// Begins an array or an object with these brackets.
    fn begin(output: &'o mut Output, brackets: [u8; 2]) -> Self {
        if let Some(level) = &mut output.level {
            *level += 1;
        }
        Items { start: output.out.len(), output, brackets }
    }

    #[inline]
    fn next(&mut self) {
        self.output.out.push(b',');
        self.output.line();
    }

    fn key(&mut self, key: EntryKey<'_>) {
        self.next();
        match key {
            EntryKey::Text(text) => self.output.push_text(text),
            EntryKey::MicrosoftDate(text) => self.output.push_microsoft_date(text),
        }
        self.output.out.extend_from_slice(if self.output.level.is_some() { b": " } else { b":" });
    }

    fn finish(self) {
        let Items { output, start, brackets: [open, close] } = self;
        if let Some(level) = &mut output.level {
            *level -= 1;
        }
        match output.out.get_mut(start) {
            Some(comma) => {
                *comma = open;
                output.line();
            }
            None => output.out.push(open),
        }
        output.out.push(close);
    }
}

impl Array for Items<'_> {
    type Ok = ();
    type Error = Stopped;

    #[inline]
    fn item(&mut self, item: &JsonView<'_>) -> Result<(), Stopped> {
        self.next();
        item.write(&mut *self.output)
    }

    fn end(self) -> Result<(), Stopped> {
        self.finish();
        Ok(())
    }

    #[cold]
    fn end_without_items(self) -> Result<(), Stopped> {
        let Items { output, brackets: [open, close], .. } = self;
        output.out.push(open);
        output.items = Some(ItemPlace { pos: output.out.len(), level: output.level });
        if let Some(level) = &mut output.level {
            *level -= 1;
        }
        output.line();
        output.out.push(close);
        Ok(())
    }
}

impl Object for Items<'_> {
    type Ok = ();
    type Error = Stopped;

    #[inline]
    fn member(&mut self, object: &JsonView<'_>, member: &MemberPlan, view: View<'_>) -> Result<(), Stopped> {
        if !self.output.is_compact {
            return self.entry(EntryKey::Text(&member.json_name), &object.member(member, view));
        }
        let (out, Key { name, text_name }) = (&mut self.output.out, &member.json_key);
        // The short ways for what comes most often.
        match (&member.ty.shape, view) {
            (Shape::Primitive(Primitive::String), View::Str(text)) if is_plain(text.as_bytes()) => {
                raw::push_literal_and_str(out, text_name, text);
                out.push(b'"');
            }
            (Shape::Primitive(Primitive::Int32 | Primitive::Int64), View::Int(number)) => {
                raw::push_literal_and_str(out, name, itoa::Buffer::new().format(number));
            }
            (_, View::Null) if member.ty.is_nullable => raw::push_literal_and_str(out, name, "null"),
            _ => {
                raw::push_literal(out, name);
                return object.member(member, view).write(&mut *self.output);
            }
        }
        Ok(())
    }

    fn entry(&mut self, key: EntryKey<'_>, value: &JsonView<'_>) -> Result<(), Stopped> {
        self.key(key);
        value.write(&mut *self.output)
    }

    fn values(&mut self, values: &Values<'_>) -> Result<(), Stopped> {
        self.key(EntryKey::Text(VALUES));
        values.view.items(values.collection, values.list, &mut *self.output)
    }

    fn text_entry(&mut self, key: &str, value: &str) -> Result<(), Stopped> {
        self.key(EntryKey::Text(key));
        self.output.text(value)
    }

    fn end(self) -> Result<(), Stopped> {
        self.finish();
        Ok(())
    }
}

/// Methods that take a value, and what they do with it.
macro_rules! values {
    ($self:ident; $($name:ident($($value:ident: $ty:ty),*) $body:block)*) => {
        $(
            #[inline]
            fn $name($self, $($value: $ty),*) -> Result<(), Stopped> {
                $body;
                Ok(())
            }
        )*
    };
}

impl<'o> Sink for &'o mut Output {
    type Ok = ();
    type Error = Stopped;
    type Array = Items<'o>;
    type Object = Items<'o>;

    values! {
        self;
        null() { self.out.extend_from_slice(b"null") }
        bool(value: bool) { self.out.extend_from_slice(if value { b"true" } else { b"false" }) }
        int(value: i64) { self.out.extend_from_slice(itoa::Buffer::new().format(value).as_bytes()) }
        uint(value: u64) { self.out.extend_from_slice(itoa::Buffer::new().format(value).as_bytes()) }
        single(value: f32) { self.number(|text| clr::write_json_f32(text, value)) }
        double(value: f64) { self.number(|text| clr::write_json_f64(text, value)) }
        decimal(value: &Decimal, _scratch: &mut String) { self.number(|text| value.write_json_text(text)) }
        // Json.NET escapes no more of a character than has to be, however it is set.
        char(value: char) { self.push_plainly(value.encode_utf8(&mut [0; 4])) }
        text(value: &str) { self.push_text(value) }
        microsoft_date(value: &str) { self.push_microsoft_date(value) }
    }

    fn array(self, _: usize) -> Result<Items<'o>, Stopped> {
        Ok(Items::begin(self, *b"[]"))
    }

    fn object(self, _: Option<usize>) -> Result<Items<'o>, Stopped> {
        Ok(Items::begin(self, *b"{}"))
    }
}

impl serde_core::ser::Error for Stopped {
    fn custom<T: Display>(_: T) -> Self {
        Stopped
    }
}

impl Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value cannot be written as JSON")
    }
}

impl std::error::Error for Stopped {}
