//! Type words: C# types and the words of help pages, in one tree.

mod parse;

use std::fmt;

pub use parse::TypeError;
pub(super) use parse::clr_alias;

use super::span::Span;
#[cfg(feature = "graph")]
use datacontract::contract::{Primitive, Type};

/// A type as written in a spec.
#[derive(Clone, Debug)]
pub struct TypeExpr {
    /// What it is.
    pub kind: TypeExprKind,
    /// Where it stands in the file.
    pub span: Span,
}

/// The forms of a type.
#[derive(Clone, Debug)]
pub enum TypeExprKind {
    /// A built-in type by its C# name: it is known exactly.
    Clr(Clr),
    /// A built-in type by the page's word: the exact type and whether it takes null are not known.
    Word(Word),
    /// `T?`.
    Nullable(Box<TypeExpr>),
    /// A type of the spec.
    Named(ClrName),
    /// `List<T>`, `Collection of T` and so on.
    List(Box<TypeExpr>),
    /// `T[]`: on the wire as a list, but .NET's reader refuses foreign items. (`byte[]` is [`Clr::Bytes`].)
    Array(Box<TypeExpr>),
    /// `Dictionary<K, V>`.
    Dictionary(Box<TypeExpr>, Box<TypeExpr>),
    /// `ReadOnlyCollection<T>` over a list, `ReadOnlyDictionary<K, V>` over a dictionary: in XML they are
    /// classes with a member for what they wrap.
    ReadOnly(Box<TypeExpr>),
    /// `KeyValuePair<K, V>`.
    Pair(Box<TypeExpr>, Box<TypeExpr>),
    /// `Tuple<A, B>`.
    Tuple(Vec<TypeExpr>),
}

/// The built-in CLR types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are C#'s")]
pub enum Clr {
    Bool,
    SByte,
    Byte,
    Short,
    UShort,
    Int,
    UInt,
    Long,
    ULong,
    Float,
    Double,
    Decimal,
    Char,
    String,
    DateTime,
    DateTimeOffset,
    TimeSpan,
    Guid,
    Uri,
    /// `byte[]`.
    Bytes,
    Object,
}

#[cfg(feature = "graph")]
impl Clr {
    /// Returns the type of the runtime.
    pub(crate) fn runtime_type(self) -> Type {
        Type::Primitive(match self {
            Clr::Object => return Type::Object,
            Clr::Bool => Primitive::Boolean,
            Clr::SByte => Primitive::SByte,
            Clr::Byte => Primitive::Byte,
            Clr::Short => Primitive::Int16,
            Clr::UShort => Primitive::UInt16,
            Clr::Int => Primitive::Int32,
            Clr::UInt => Primitive::UInt32,
            Clr::Long => Primitive::Int64,
            Clr::ULong => Primitive::UInt64,
            Clr::Float => Primitive::Single,
            Clr::Double => Primitive::Double,
            Clr::Decimal => Primitive::Decimal,
            Clr::Char => Primitive::Char,
            Clr::String => Primitive::String,
            Clr::DateTime => Primitive::DateTime,
            Clr::DateTimeOffset => Primitive::DateTimeOffset,
            Clr::TimeSpan => Primitive::TimeSpan,
            Clr::Guid => Primitive::Guid,
            Clr::Uri => Primitive::Uri,
            Clr::Bytes => Primitive::Bytes,
        })
    }
}

/// The words of help pages for built-in types, where they say less than a C# name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Word {
    /// `short`, `int` or `long`.
    Integer,
    /// `ushort`, `uint` or `ulong`.
    UnsignedInteger,
    /// `sbyte`.
    SignedByte,
    /// `char`.
    Character,
    /// `float`, `double` or `decimal`.
    DecimalNumber,
    /// `bool`.
    Boolean,
    /// `Guid`.
    GloballyUniqueIdentifier,
    /// `TimeSpan`.
    TimeInterval,
    /// `DateTime` or `DateTimeOffset`.
    Date,
}

/// The CLR name of a type: namespace, enclosing classes, own name, type arguments.
///
/// In a reference the namespace may be left out, wholly or its first parts.
#[derive(Clone, Debug)]
pub struct ClrName {
    /// `Site.Models`; empty if none is given.
    pub namespace: String,
    /// The enclosing classes from outside to inside, last the type itself; never empty.
    pub segments: Vec<ClrSegment>,
    /// Where it stands in the file.
    pub span: Span,
}

/// One class of a [`ClrName`].
#[derive(Clone, Debug)]
pub struct ClrSegment {
    /// The name without type arguments.
    pub name: String,
    /// The type arguments.
    pub arguments: Vec<TypeExpr>,
}

/// Whether a value can be null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nullability {
    /// It cannot: a value type.
    Never,
    /// It can: a reference type or `T?`.
    Nullable,
    /// Help pages show `int` and `int?` alike, and nothing else shows it.
    Unknown,
}

impl TypeExpr {
    /// Reads a type word. `at` is where `text` begins in the file; all spans count from there.
    pub fn parse(text: &str, at: usize) -> Result<Self, TypeError> {
        parse::type_expr(text, at)
    }

    /// Returns the built-in type it stands for, if it is one: exact, or the best reading of the page's word.
    /// [`Self::exact`] says which.
    #[must_use]
    pub fn clr(&self) -> Option<Clr> {
        match &self.kind {
            TypeExprKind::Clr(clr) => Some(*clr),
            TypeExprKind::Word(word) => Some(word.clr()),
            TypeExprKind::Nullable(inner) => inner.clr(),
            _ => None,
        }
    }

    /// Returns whether no page's word is in the way of knowing the exact type.
    #[must_use]
    pub fn exact(&self) -> bool {
        match &self.kind {
            TypeExprKind::Word(_) => false,
            TypeExprKind::Nullable(inner) => inner.exact(),
            _ => true,
        }
    }

    /// Returns the type without `?`.
    #[must_use]
    pub fn without_nullable(&self) -> &Self {
        match &self.kind {
            TypeExprKind::Nullable(inner) => inner,
            _ => self,
        }
    }

    /// Returns whether a value of it can be null, given which named types are value types (enums and
    /// structs).
    pub fn nullability(&self, is_value_type: impl FnOnce(&ClrName) -> bool) -> Nullability {
        match &self.kind {
            TypeExprKind::Clr(clr) if clr.is_value_type() => Nullability::Never,
            TypeExprKind::Word(_) => Nullability::Unknown,
            TypeExprKind::Named(name) if is_value_type(name) => Nullability::Never,
            TypeExprKind::Pair(..) => Nullability::Never,
            _ => Nullability::Nullable,
        }
    }

    /// Returns the read-only class of .NET over this list or dictionary, in C#'s notation. `text` writes its
    /// arguments.
    pub(super) fn read_only_text(&self, text: &dyn Fn(&TypeExpr) -> String) -> String {
        match &self.kind {
            TypeExprKind::List(item) => format!("ReadOnlyCollection<{}>", text(item)),
            TypeExprKind::Dictionary(key, value) => {
                format!("ReadOnlyDictionary<{}, {}>", text(key), text(value))
            }
            _ => text(self),
        }
    }

    /// Calls `visit` with this type and every type in it, from outside to inside and from left to right.
    pub fn each_part<'a>(&'a self, visit: &mut dyn FnMut(&'a TypeExpr)) {
        visit(self);
        match &self.kind {
            TypeExprKind::Clr(_) | TypeExprKind::Word(_) => {}
            TypeExprKind::Nullable(inner)
            | TypeExprKind::List(inner)
            | TypeExprKind::Array(inner)
            | TypeExprKind::ReadOnly(inner) => inner.each_part(visit),
            TypeExprKind::Dictionary(key, value) | TypeExprKind::Pair(key, value) => {
                key.each_part(visit);
                value.each_part(visit);
            }
            TypeExprKind::Tuple(items) => items.iter().for_each(|item| item.each_part(visit)),
            TypeExprKind::Named(name) => name.arguments().for_each(|argument| argument.each_part(visit)),
        }
    }

    /// Calls `visit` with every name of a spec's type in it, from left to right; arguments come after the
    /// type.
    pub fn each_name<'a>(&'a self, visit: &mut dyn FnMut(&'a ClrName)) {
        self.each_part(&mut |part| {
            if let TypeExprKind::Named(name) = &part.kind {
                visit(name);
            }
        });
    }
}

impl ClrName {
    /// Reads the name of a type, `Site.Models.Outer+Inner<int>`. `at` is where `text` begins in the file.
    pub fn parse(text: &str, at: usize) -> Result<Self, TypeError> {
        parse::clr_name(text, at)
    }

    /// Returns the type's own name, without namespace, enclosing classes and arguments.
    #[must_use]
    pub fn short(&self) -> &str {
        self.segments.last().map_or("", |segment| &segment.name)
    }

    /// Returns all type arguments, those of enclosing classes first.
    pub fn arguments(&self) -> impl Iterator<Item = &TypeExpr> {
        self.segments.iter().flat_map(|segment| &segment.arguments)
    }
}

impl Clr {
    /// All of them.
    pub const ALL: [Self; 21] = [
        Self::Bool,
        Self::SByte,
        Self::Byte,
        Self::Short,
        Self::UShort,
        Self::Int,
        Self::UInt,
        Self::Long,
        Self::ULong,
        Self::Float,
        Self::Double,
        Self::Decimal,
        Self::Char,
        Self::String,
        Self::DateTime,
        Self::DateTimeOffset,
        Self::TimeSpan,
        Self::Guid,
        Self::Uri,
        Self::Bytes,
        Self::Object,
    ];

    /// Returns whether its values are whole numbers.
    #[must_use]
    pub fn is_integer(self) -> bool {
        matches!(
            self,
            Self::SByte
                | Self::Byte
                | Self::Short
                | Self::UShort
                | Self::Int
                | Self::UInt
                | Self::Long
                | Self::ULong
        )
    }

    /// Returns the C# name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Bool => "bool",
            Self::SByte => "sbyte",
            Self::Byte => "byte",
            Self::Short => "short",
            Self::UShort => "ushort",
            Self::Int => "int",
            Self::UInt => "uint",
            Self::Long => "long",
            Self::ULong => "ulong",
            Self::Float => "float",
            Self::Double => "double",
            Self::Decimal => "decimal",
            Self::Char => "char",
            Self::String => "string",
            Self::DateTime => "DateTime",
            Self::DateTimeOffset => "DateTimeOffset",
            Self::TimeSpan => "TimeSpan",
            Self::Guid => "Guid",
            Self::Uri => "Uri",
            Self::Bytes => "byte[]",
            Self::Object => "object",
        }
    }

    /// Returns the lowest and the highest value of an integer; `None` for other types.
    #[must_use]
    pub fn integer_range(self) -> Option<(i128, i128)> {
        Some(match self {
            Self::SByte => (i8::MIN.into(), i8::MAX.into()),
            Self::Byte => (u8::MIN.into(), u8::MAX.into()),
            Self::Short => (i16::MIN.into(), i16::MAX.into()),
            Self::UShort => (u16::MIN.into(), u16::MAX.into()),
            Self::Int => (i32::MIN.into(), i32::MAX.into()),
            Self::UInt => (u32::MIN.into(), u32::MAX.into()),
            Self::Long => (i64::MIN.into(), i64::MAX.into()),
            Self::ULong => (u64::MIN.into(), u64::MAX.into()),
            _ => return None,
        })
    }

    /// Returns the type of a number, a boolean or a date that XML Schema calls so: `unsignedShort` is a `ushort`. Both
    /// serializers of .NET use these names.
    #[must_use]
    pub fn of_schema_type(name: &str) -> Option<Self> {
        Some(match name {
            "boolean" => Self::Bool,
            "byte" => Self::SByte,
            "unsignedByte" => Self::Byte,
            "short" => Self::Short,
            "unsignedShort" => Self::UShort,
            "int" => Self::Int,
            "unsignedInt" => Self::UInt,
            "long" => Self::Long,
            "unsignedLong" => Self::ULong,
            "float" => Self::Float,
            "double" => Self::Double,
            "decimal" => Self::Decimal,
            "dateTime" => Self::DateTime,
            _ => return None,
        })
    }

    /// Returns whether it is never null unless declared with `?`.
    #[must_use]
    pub fn is_value_type(self) -> bool {
        !matches!(self, Self::String | Self::Uri | Self::Bytes | Self::Object)
    }
}

impl Word {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Integer,
        Self::UnsignedInteger,
        Self::SignedByte,
        Self::Character,
        Self::DecimalNumber,
        Self::Boolean,
        Self::GloballyUniqueIdentifier,
        Self::TimeInterval,
        Self::Date,
    ];

    /// Returns the page's text.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Integer => "integer",
            Self::UnsignedInteger => "unsigned integer",
            Self::SignedByte => "signed byte",
            Self::Character => "character",
            Self::DecimalNumber => "decimal number",
            Self::Boolean => "boolean",
            Self::GloballyUniqueIdentifier => "globally unique identifier",
            Self::TimeInterval => "time interval",
            Self::Date => "date",
        }
    }

    /// Returns the CLR type that loses least if it is the wrong one: the widest integer, the decimal (which
    /// keeps the digits and the scale of whatever it reads).
    #[must_use]
    pub fn clr(self) -> Clr {
        match self {
            Self::Integer => Clr::Long,
            Self::UnsignedInteger => Clr::ULong,
            Self::SignedByte => Clr::SByte,
            Self::Character => Clr::Char,
            Self::DecimalNumber => Clr::Decimal,
            Self::Boolean => Clr::Bool,
            Self::GloballyUniqueIdentifier => Clr::Guid,
            Self::TimeInterval => Clr::TimeSpan,
            Self::Date => Clr::DateTime,
        }
    }
}

/// Equal if they mean the same to the reader of the spec; places do not count.
impl PartialEq for TypeExpr {
    fn eq(&self, other: &Self) -> bool {
        self.to_string() == other.to_string()
    }
}

impl Eq for TypeExpr {}

/// Equal if spelled alike; places do not count.
impl PartialEq for ClrName {
    fn eq(&self, other: &Self) -> bool {
        self.to_string() == other.to_string()
    }
}

impl Eq for ClrName {}

/// In C#'s notation, the page's words as they are.
impl fmt::Display for TypeExpr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            TypeExprKind::Clr(clr) => f.write_str(clr.name()),
            TypeExprKind::Word(word) => f.write_str(word.text()),
            TypeExprKind::Nullable(inner) => write!(f, "{inner}?"),
            TypeExprKind::Named(name) => write!(f, "{name}"),
            TypeExprKind::List(item) => write!(f, "List<{item}>"),
            TypeExprKind::Array(item) => write!(f, "{item}[]"),
            TypeExprKind::Dictionary(key, value) => write!(f, "Dictionary<{key}, {value}>"),
            TypeExprKind::ReadOnly(inner) => write!(f, "{}", inner.read_only_text(&TypeExpr::to_string)),
            TypeExprKind::Pair(key, value) => write!(f, "KeyValuePair<{key}, {value}>"),
            TypeExprKind::Tuple(items) => write_arguments(f, "Tuple", items),
        }
    }
}

impl fmt::Display for ClrName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.namespace.is_empty() {
            write!(f, "{}.", self.namespace)?;
        }
        for (index, segment) in self.segments.iter().enumerate() {
            if index > 0 {
                f.write_str("+")?;
            }
            write_arguments(f, &segment.name, &segment.arguments)?;
        }
        Ok(())
    }
}

fn write_arguments(f: &mut fmt::Formatter<'_>, name: &str, arguments: &[TypeExpr]) -> fmt::Result {
    f.write_str(name)?;
    for (index, argument) in arguments.iter().enumerate() {
        f.write_str(if index == 0 { "<" } else { ", " })?;
        write!(f, "{argument}")?;
    }
    if arguments.is_empty() { Ok(()) } else { f.write_str(">") }
}
