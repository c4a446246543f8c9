//! The type of a member, an item, a root.

use super::ContractRef;
use super::namespaces::{SER, SYSTEM, XSD};

/// A type that is written as text (or, for `DateTimeOffset`, as a fixed pair of elements).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Primitive {
    /// `System.Boolean`
    Boolean,
    /// `System.SByte`
    SByte,
    /// `System.Byte`
    Byte,
    /// `System.Int16`
    Int16,
    /// `System.UInt16`
    UInt16,
    /// `System.Int32`
    Int32,
    /// `System.UInt32`
    UInt32,
    /// `System.Int64`
    Int64,
    /// `System.UInt64`
    UInt64,
    /// `System.Single`
    Single,
    /// `System.Double`
    Double,
    /// `System.Decimal`
    Decimal,
    /// `System.Char`: a number in XML, a text of one character in JSON
    Char,
    /// `System.String`
    String,
    /// `System.DateTime`
    DateTime,
    /// `System.DateTimeOffset`: two elements in XML, a text in JSON
    DateTimeOffset,
    /// `System.TimeSpan`
    TimeSpan,
    /// `System.Guid`
    Guid,
    /// `System.Uri`
    Uri,
    /// `byte[]`: base64
    Bytes,
}

impl Primitive {
    /// All of them.
    pub const ALL: [Primitive; 20] = [
        Primitive::Boolean,
        Primitive::SByte,
        Primitive::Byte,
        Primitive::Int16,
        Primitive::UInt16,
        Primitive::Int32,
        Primitive::UInt32,
        Primitive::Int64,
        Primitive::UInt64,
        Primitive::Single,
        Primitive::Double,
        Primitive::Decimal,
        Primitive::Char,
        Primitive::String,
        Primitive::DateTime,
        Primitive::DateTimeOffset,
        Primitive::TimeSpan,
        Primitive::Guid,
        Primitive::Uri,
        Primitive::Bytes,
    ];

    /// Returns the contract name: the element of a list's items, the value of `i:type`.
    #[must_use]
    pub const fn contract_name(self) -> &'static str {
        match self {
            Primitive::Boolean => "boolean",
            Primitive::SByte => "byte",
            Primitive::Byte => "unsignedByte",
            Primitive::Int16 => "short",
            Primitive::UInt16 => "unsignedShort",
            Primitive::Int32 => "int",
            Primitive::UInt32 => "unsignedInt",
            Primitive::Int64 => "long",
            Primitive::UInt64 => "unsignedLong",
            Primitive::Single => "float",
            Primitive::Double => "double",
            Primitive::Decimal => "decimal",
            Primitive::Char => "char",
            Primitive::String => "string",
            Primitive::DateTime => "dateTime",
            Primitive::DateTimeOffset => "DateTimeOffset",
            Primitive::TimeSpan => "duration",
            Primitive::Guid => "guid",
            Primitive::Uri => "anyURI",
            Primitive::Bytes => "base64Binary",
        }
    }

    /// Returns the namespace of the contract name, as `i:type` and the hash of generic names have it.
    #[must_use]
    pub const fn namespace(self) -> &'static str {
        match self {
            Primitive::Char | Primitive::Guid | Primitive::TimeSpan => SER,
            Primitive::DateTimeOffset => SYSTEM,
            _ => XSD,
        }
    }

    /// Returns whether .NET's type is a value type: never null by itself.
    #[must_use]
    pub const fn is_value_type(self) -> bool {
        !matches!(self, Primitive::String | Primitive::Uri | Primitive::Bytes)
    }
}

/// The type of a member, an item, a root.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Type {
    /// A type that is written as text.
    Primitive(Primitive),
    /// `System.Object`: any value, its type named by `i:type`.
    Object,
    /// A class, struct, enum, or collection class of its own contract.
    Contract(ContractRef),
    /// `Nullable<T>` of a value type.
    Nullable(&'static Type),
    /// A library collection: `List<T>`, `IEnumerable<T>`, ..
    List(&'static Type),
    /// `T[]`: as a list on the wire, but .NET's reader refuses foreign items in it.
    Array(&'static Type),
    /// A library dictionary: key and value.
    Dictionary(&'static (Type, Type)),
    /// `KeyValuePair<K, V>`: a struct with the members `key` and `value`.
    Pair(&'static (Type, Type)),
    /// `ReadOnlyCollection<T>`: in XML a class whose member `list` has the items, in JSON just the items.
    ReadOnlyCollection(&'static Type),
    /// `ReadOnlyDictionary<K, V>`: in XML a class whose member `m_dictionary` has the entries, in JSON just
    /// the entries.
    ReadOnlyDictionary(&'static (Type, Type)),
}

impl Type {
    /// Returns whether .NET's type is a value type: never null by itself. (`Nullable<T>` may be null.)
    #[must_use]
    pub fn is_value_type(&self) -> bool {
        match self {
            Type::Primitive(primitive) => primitive.is_value_type(),
            Type::Contract(contract) => contract.get().is_value_type(),
            Type::Pair(_) => true,
            Type::Object
            | Type::Nullable(_)
            | Type::List(_)
            | Type::Array(_)
            | Type::Dictionary(_)
            | Type::ReadOnlyCollection(_)
            | Type::ReadOnlyDictionary(_) => false,
        }
    }

    /// Returns the list or dictionary that a read-only one wraps, or `None` of other types.
    pub(crate) const fn wrapped(&self) -> Option<Type> {
        match *self {
            // .NET makes an array of the field, which is an `IList<T>`.
            Type::ReadOnlyCollection(item) => Some(Type::Array(item)),
            Type::ReadOnlyDictionary(entry) => Some(Type::Dictionary(entry)),
            _ => None,
        }
    }

    /// Returns whether it may be null.
    #[must_use]
    pub fn is_nullable(&self) -> bool {
        !self.is_value_type()
    }
}
