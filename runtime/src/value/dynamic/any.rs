//! A value of any contract type, and what stands in it: these types contain each other.

use super::enumeration::DynamicEnum;
use crate::clr::{Bytes, Char, DateTime, DateTimeOffset, Decimal, Guid, TimeSpan, Uri};
use crate::contract::{Contract, Kind, Primitive, Type};
use crate::value::{Field, Shared, Slot, View};

macro_rules! value {
    ($($(#[$doc:meta])* $variant:ident($rust:ty),)*) => {
        /// A value of any contract type.
        ///
        /// ```
        /// use datacontract::dynamic::Value;
        ///
        /// // The members of a class that are declared as `object` name their values' types on the wire.
        /// let value = Some(Value::Int32(5));
        /// # let _ = value;
        /// ```
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub enum Value {
            /// Null.
            #[default]
            Null,
            /// `new object()`: a value with nothing in it.
            Empty,
            $($(#[$doc])* $variant($rust),)*
            /// A value of an enum.
            Enum(DynamicEnum),
            /// An object of a class or struct, or a pair.
            Object(Box<DynamicObject>),
            /// A collection.
            List(Box<DynamicList>),
            /// A dictionary.
            Map(Box<DynamicMap>),
            /// An object or collection that other places refer to as well.
            Shared(DynamicShared),
        }

        impl Value {
            /// Returns the type of the value; none for null and for an empty `object`.
            #[must_use]
            pub fn ty(&self) -> Option<Type> {
                match self {
                    Value::Null | Value::Empty => None,
                    $(Value::$variant(_) => Some(Type::Primitive(Primitive::$variant)),)*
                    Value::Enum(value) => Some(value.ty()),
                    Value::Object(value) => Some(value.ty()),
                    Value::List(value) => Some(value.ty()),
                    Value::Map(value) => Some(value.ty()),
                    Value::Shared(value) => Some(value.ty()),
                }
            }

            /// Returns the value for writing where its type is declared: with the actual type only for
            /// `object`.
            pub(crate) fn view_as(&self, declared: &Type) -> View<'_> {
                match (self, declared) {
                    (Value::Null, _) => View::Null,
                    (value, Type::Object) => View::Any(value),
                    (value, _) => value.content(),
                }
            }

            /// The value for writing where its type is the declared one.
            pub(crate) fn content(&self) -> View<'_> {
                match self {
                    Value::Null => View::Null,
                    Value::Empty => View::Absent,
                    $(Value::$variant(value) => value.view(),)*
                    Value::Enum(value) => value.view(),
                    Value::Object(value) => View::Object(&**value),
                    Value::List(value) => View::List(&**value),
                    Value::Map(value) => View::Map(&**value),
                    Value::Shared(value) => View::Shared(value.pointer()),
                }
            }

            /// Becomes the default of a type, and gives its slot; `None` for `object`, whose values choose
            /// their type.
            pub(crate) fn fill(&mut self, ty: &Type) -> Option<Slot<'_>> {
                *self = match ty {
                    $(Type::Primitive(Primitive::$variant) => Value::$variant(Default::default()),)*
                    Type::Object => return None,
                    Type::Nullable(inner) => return self.fill(inner),
                    Type::Contract(contract) if contract.get().is_reference() => {
                        Value::Shared(DynamicShared::new(*ty))
                    }
                    Type::Contract(contract) => Value::of_contract(contract.get(), *ty),
                    Type::List(_) | Type::Array(_) => Value::List(Box::new(DynamicList::new(*ty))),
                    Type::Dictionary(_) => Value::Map(Box::new(DynamicMap::new(*ty))),
                    Type::Pair(_) | Type::ReadOnlyCollection(_) | Type::ReadOnlyDictionary(_) => {
                        Value::Object(Box::new(DynamicObject::new(*ty)))
                    }
                };
                Some(match self {
                    $(Value::$variant(value) => value.slot(),)*
                    Value::Enum(value) => Slot::Scalar(value),
                    Value::Object(value) => Slot::Object(&mut **value),
                    Value::List(value) => Slot::List(&mut **value),
                    Value::Map(value) => Slot::Map(&mut **value),
                    Value::Shared(value) => Slot::Shared(value),
                    Value::Null | Value::Empty => return None,
                })
            }
        }

        $(
            impl From<$rust> for Value {
                fn from(value: $rust) -> Self {
                    Value::$variant(value)
                }
            }
        )*
    };
}

value! {
    /// `bool`
    Boolean(bool),
    /// `sbyte`
    SByte(i8),
    /// `byte`
    Byte(u8),
    /// `short`
    Int16(i16),
    /// `ushort`
    UInt16(u16),
    /// `int`
    Int32(i32),
    /// `uint`
    UInt32(u32),
    /// `long`
    Int64(i64),
    /// `ulong`
    UInt64(u64),
    /// `float`
    Single(f32),
    /// `double`
    Double(f64),
    /// `decimal`
    Decimal(Decimal),
    /// `char`
    Char(Char),
    /// `string`
    String(String),
    /// `DateTime`
    DateTime(DateTime),
    /// `DateTimeOffset`
    DateTimeOffset(DateTimeOffset),
    /// `TimeSpan`
    TimeSpan(TimeSpan),
    /// `Guid`
    Guid(Guid),
    /// `Uri`
    Uri(Uri),
    /// `byte[]`
    Bytes(Bytes),
}

impl Value {
    /// Where the content of an object or collection goes.
    pub(crate) fn content_slot(&mut self) -> Slot<'_> {
        match self {
            Value::Object(value) => Slot::Object(&mut **value),
            Value::List(value) => Slot::List(&mut **value),
            Value::Map(value) => Slot::Map(&mut **value),
            value => Slot::Value(value),
        }
    }

    pub(super) fn of_contract(contract: &'static Contract, ty: Type) -> Value {
        match contract.kind() {
            Kind::Class(_) => Value::Object(Box::new(DynamicObject::new(ty))),
            Kind::Enum(_) => Value::Enum(DynamicEnum::new(ty)),
            Kind::Collection { .. } => Value::List(Box::new(DynamicList::new(ty))),
            Kind::Dictionary { .. } => Value::Map(Box::new(DynamicMap::new(ty))),
        }
    }

    /// Returns the default of a type: null where it has one, else zero, false, a struct of defaults.
    #[must_use]
    pub fn default_of(ty: &Type) -> Value {
        let mut value = Value::Null;
        if !ty.is_nullable() {
            let _ = value.fill(ty);
        }
        value
    }

    /// Returns an empty value of a type that is not null: an empty text, an object with the defaults of its
    /// members.
    #[must_use]
    pub fn new(ty: &Type) -> Value {
        let mut value = Value::Null;
        let _ = value.fill(ty);
        value
    }
}

/// As a member declared as `object`.
impl Field for Value {
    const TYPE: Type = Type::Object;
    const IS_VALUE_TYPE: bool = false;
    const TAKES_NULL: bool = true;

    fn initial() -> Self {
        Value::Null
    }

    fn view(&self) -> View<'_> {
        match self {
            Value::Null => View::Null,
            value => View::Any(value),
        }
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Value(self)
    }
}

/// An object of a class or struct, a pair, or a read-only list or dictionary.
#[derive(Clone)]
pub struct DynamicObject {
    pub(super) ty: Type,
    /// By the members' indexes: bases first, each class's in the order of declaration.
    pub(super) values: Vec<Value>,
}

/// A collection.
#[derive(Clone)]
pub struct DynamicList {
    pub(super) ty: Type,
    pub(super) item: Type,
    /// The items.
    pub items: Vec<Value>,
}

/// A dictionary.
#[derive(Clone)]
pub struct DynamicMap {
    pub(super) ty: Type,
    pub(super) entry: (Type, Type),
    /// The entries, in their order.
    pub entries: Vec<(Value, Value)>,
}

/// The object behind a [`DynamicShared`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DynamicNode(pub(super) Value);

/// An object or collection of a contract with `IsReference`, which other places may refer to as well.
#[derive(Clone, Debug, PartialEq)]
pub struct DynamicShared {
    pub(super) ty: DynamicType,
    pub(super) pointer: Shared<DynamicNode>,
}

/// The type, which is the same for equal values anyway.
#[derive(Clone, Copy, Debug)]
pub(super) struct DynamicType(pub(super) Type);
