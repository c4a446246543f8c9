//! What the engine writes to: text of its own, or any serializer of serde.

use super::entry_key::EntryKey;
use super::number::serialize_decimal;
use super::view::{JsonView, VALUES, Values};
use crate::clr::Decimal;
use crate::contract::Primitive;
use crate::plan::{MemberPlan, Shape};
use crate::value::View;
use serde_core::ser::{SerializeMap, SerializeSeq};
use serde_core::{Serialize, Serializer};

/// Takes one value.
pub(super) trait Sink: Sized {
    type Ok;
    type Error: serde_core::ser::Error;
    type Array: Array<Ok = Self::Ok, Error = Self::Error>;
    type Object: Object<Ok = Self::Ok, Error = Self::Error>;

    fn null(self) -> Result<Self::Ok, Self::Error>;
    fn bool(self, value: bool) -> Result<Self::Ok, Self::Error>;
    fn int(self, value: i64) -> Result<Self::Ok, Self::Error>;
    fn uint(self, value: u64) -> Result<Self::Ok, Self::Error>;
    /// Writes a finite number.
    fn single(self, value: f32) -> Result<Self::Ok, Self::Error>;
    /// Writes a finite number.
    fn double(self, value: f64) -> Result<Self::Ok, Self::Error>;
    /// `scratch` is for its text.
    fn decimal(self, value: &Decimal, scratch: &mut String) -> Result<Self::Ok, Self::Error>;
    fn char(self, value: char) -> Result<Self::Ok, Self::Error>;
    fn text(self, value: &str) -> Result<Self::Ok, Self::Error>;
    /// Writes `/Date(..)/`, whose slashes are escaped.
    fn microsoft_date(self, value: &str) -> Result<Self::Ok, Self::Error>;
    fn array(self, len: usize) -> Result<Self::Array, Self::Error>;
    /// Begins an object. The number of its members is not always known.
    fn object(self, len: Option<usize>) -> Result<Self::Object, Self::Error>;
}

/// Takes the items of an array.
pub(super) trait Array {
    type Ok;
    type Error;

    fn item(&mut self, item: &JsonView<'_>) -> Result<(), Self::Error>;
    fn end(self) -> Result<Self::Ok, Self::Error>;
    /// Ends an array whose items are written later: the document is not empty there.
    fn end_without_items(self) -> Result<Self::Ok, Self::Error>;
}

/// Takes the members of an object.
pub(super) trait Object {
    type Ok;
    type Error;

    /// The view of a member of this object.
    fn member(
        &mut self,
        object: &JsonView<'_>,
        member: &MemberPlan,
        view: View<'_>,
    ) -> Result<(), Self::Error>;
    /// A member that no contract has.
    fn entry(&mut self, key: EntryKey<'_>, value: &JsonView<'_>) -> Result<(), Self::Error>;
    /// The items of a collection as one of its members.
    fn values(&mut self, values: &Values<'_>) -> Result<(), Self::Error>;
    /// One whose value is a text.
    fn text_entry(&mut self, key: &str, value: &str) -> Result<(), Self::Error>;
    fn end(self) -> Result<Self::Ok, Self::Error>;
}

/// A serializer of serde, and what it makes of arrays and objects.
pub(super) struct Serde<S>(pub(super) S);

impl<S: Serializer> Sink for Serde<S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type Array = Serde<S::SerializeSeq>;
    type Object = Serde<S::SerializeMap>;

    fn null(self) -> Result<S::Ok, S::Error> {
        self.0.serialize_none()
    }

    fn bool(self, value: bool) -> Result<S::Ok, S::Error> {
        self.0.serialize_bool(value)
    }

    fn int(self, value: i64) -> Result<S::Ok, S::Error> {
        self.0.serialize_i64(value)
    }

    fn uint(self, value: u64) -> Result<S::Ok, S::Error> {
        self.0.serialize_u64(value)
    }

    fn single(self, value: f32) -> Result<S::Ok, S::Error> {
        self.0.serialize_f32(value)
    }

    fn double(self, value: f64) -> Result<S::Ok, S::Error> {
        self.0.serialize_f64(value)
    }

    fn decimal(self, value: &Decimal, scratch: &mut String) -> Result<S::Ok, S::Error> {
        serialize_decimal(value, scratch, self.0)
    }

    fn char(self, value: char) -> Result<S::Ok, S::Error> {
        self.0.serialize_char(value)
    }

    fn text(self, value: &str) -> Result<S::Ok, S::Error> {
        self.0.serialize_str(value)
    }

    fn microsoft_date(self, value: &str) -> Result<S::Ok, S::Error> {
        self.text(value)
    }

    fn array(self, len: usize) -> Result<Self::Array, S::Error> {
        self.0.serialize_seq(Some(len)).map(Serde)
    }

    fn object(self, len: Option<usize>) -> Result<Self::Object, S::Error> {
        self.0.serialize_map(len).map(Serde)
    }
}

impl<S: SerializeSeq> Array for Serde<S> {
    type Ok = S::Ok;
    type Error = S::Error;

    fn item(&mut self, item: &JsonView<'_>) -> Result<(), S::Error> {
        self.0.serialize_element(item)
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.0.end()
    }

    fn end_without_items(self) -> Result<S::Ok, S::Error> {
        self.0.end()
    }
}

impl<S: SerializeMap> Object for Serde<S> {
    type Ok = S::Ok;
    type Error = S::Error;

    #[inline]
    fn member(&mut self, object: &JsonView<'_>, member: &MemberPlan, view: View<'_>) -> Result<(), S::Error> {
        let name = member.json_name.as_str();
        match (&member.ty.shape, view) {
            // The short ways for what comes most often.
            (Shape::Primitive(Primitive::String), View::Str(text)) => self.0.serialize_entry(name, text),
            (Shape::Primitive(Primitive::Int32 | Primitive::Int64), View::Int(number)) => {
                self.0.serialize_entry(name, &number)
            }
            (_, View::Null) if member.ty.is_nullable => self.0.serialize_entry(name, &None::<()>),
            _ => self.0.serialize_entry(name, &object.member(member, view)),
        }
    }

    fn entry(&mut self, key: EntryKey<'_>, value: &JsonView<'_>) -> Result<(), S::Error> {
        let (EntryKey::Text(key) | EntryKey::MicrosoftDate(key)) = key;
        self.0.serialize_entry(key, value)
    }

    fn values(&mut self, values: &Values<'_>) -> Result<(), S::Error> {
        self.0.serialize_entry(VALUES, values)
    }

    fn text_entry(&mut self, key: &str, value: &str) -> Result<(), S::Error> {
        self.0.serialize_entry(key, value)
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.0.end()
    }
}

impl Serialize for JsonView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.write(Serde(serializer))
    }
}

impl Serialize for Values<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.view.items(self.collection, self.list, Serde(serializer))
    }
}
