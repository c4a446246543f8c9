//! What the code of `#[derive(DataContract)]` and `#[derive(Endpoint)]` calls. Not for use by hand: it
//! changes with the derive.
//!
//! Most of it runs at compile time; what it refuses by a panic is then a compile error at the attribute or
//! type.

use crate::contract::{Contract, ContractRef, EnumMember, Member, Primitive, Type};
#[cfg(feature = "http")]
use crate::http::{Parameter, ParameterPlace};
#[cfg(feature = "http")]
use crate::value::Field;
use crate::value::{DataContract, Object, View};

pub use crate::value::conversion::{Inside, MemberSlot, MemberView, Outcome};
pub use crate::value::derived::{SlotsFn, slots_with_base, unknown_value, unknown_view, views_with_base};
pub use crate::value::instantiation::contract_of_instantiation;
/// Reading and writing item by item without Rust types, for tests.
#[cfg(feature = "json")]
pub mod item_wise {
    use crate::contract::Type;
    use crate::dynamic::Value;
    use crate::error::Result;
    pub use crate::items::values::Outcome;
    use crate::json::{self, ReadOptions, WriteOptions};

    /// Reads an array item by item from a document that comes in chunks: the items, and what is around them.
    pub fn read_json(
        chunks: &mut dyn Iterator<Item = &[u8]>,
        root: (&Type, &str),
        options: ReadOptions<'_>,
    ) -> Result<Outcome> {
        json::read_values(chunks, root, options)
    }

    /// Writes a document and the items of its array, one by one.
    pub fn write_json(
        document: &Value,
        items: &[Value],
        root: (&Type, &str),
        options: &WriteOptions,
    ) -> Result<Vec<u8>> {
        json::write_values(document, items, root, options)
    }
}
/// Reading and writing by the slow path alone, for tests.
pub mod slow_path {
    pub use crate::xml::slow_path::{Outcome, from_str, read_items, read_value, write_items, write_value};
}
#[cfg(feature = "http")]
pub use ::http;
#[cfg(feature = "json")]
pub use serde_core as serde;

/// Returns the type of a Rust type with a contract of its own.
#[must_use]
pub const fn contract_type<T: DataContract>() -> Type {
    Type::Contract(ContractRef::Static(T::contract))
}

/// A type whose reading begins with its default.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no default, which reading begins with",
    label = "derive or implement `Default`",
    note = "without a default that makes sense, say `#[contract(no_default)]`: then a document has to have every \
            member that has none"
)]
pub trait Initial {
    /// Returns the default.
    fn initial() -> Self;
}

impl<T: Default> Initial for T {
    #[inline]
    fn initial() -> Self {
        T::default()
    }
}

/// How reading begins: with the type's `Default` where it has one, else with the defaults of its members.
///
/// What it has of its own takes precedence over what it has by [`ByMembers`]; that is where the type has a
/// `Default`.
#[derive(Debug)]
pub struct Beginning<T>(std::marker::PhantomData<T>);

impl<T: Default> Beginning<T> {
    /// Whether the type has no `Default`.
    pub const BY_MEMBERS: bool = false;

    /// Returns the default.
    #[inline]
    #[must_use]
    pub fn initial() -> T {
        T::default()
    }
}

/// Any type, as far as is known.
pub trait ByMembers<T> {
    /// Whether the type has no `Default`.
    const BY_MEMBERS: bool = true;

    /// There is no default: this is never called, for the type's value is made of those of its members.
    ///
    /// # Panics
    /// Always.
    #[cold]
    #[must_use]
    fn initial() -> T {
        unreachable!("the type has no default")
    }
}

impl<T> ByMembers<T> for Beginning<T> {}

/// A class that others derive from.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no class, and cannot be a base class",
    label = "not a class",
    note = "a class is a struct with named fields that derives `DataContract`"
)]
pub trait Base {
    /// Its contract.
    const CONTRACT: ContractRef;
    /// How many members it has.
    const MEMBERS: usize;

    /// Returns its members, for writing.
    fn object(&self) -> &dyn Object;

    /// Returns its members, for reading.
    fn object_mut(&mut self) -> &mut dyn Object;
}

impl<T: DataContract + Object> Base for T {
    const CONTRACT: ContractRef = ContractRef::Static(<T as DataContract>::contract);
    const MEMBERS: usize = <T as DataContract>::MEMBERS;

    fn object(&self) -> &dyn Object {
        self
    }

    fn object_mut(&mut self) -> &mut dyn Object {
        self
    }
}

/// Returns the members of a class with their names.
#[must_use]
pub const fn members<const N: usize>(names: [&'static str; N], mut members: [Member; N]) -> [Member; N] {
    let mut index = 0;
    while index < N {
        members[index].name = names[index];
        index += 1;
    }
    members
}

/// Returns a member that has a value to begin with, whatever its type has.
#[must_use]
pub const fn with_default(mut member: Member) -> Member {
    member.is_required = false;
    member.needs_value = false;
    member
}

/// Returns whether one of the members needs a value.
#[must_use]
pub const fn needs_value(members: &[Member]) -> bool {
    let mut rest = members;
    while let [member, behind @ ..] = rest {
        if member.needs_value {
            return true;
        }
        rest = behind;
    }
    false
}

/// Makes the member's list an array.
///
/// # Panics
/// If it is no list.
#[must_use]
pub const fn array(member: Member) -> Member {
    let ty = match member.ty {
        Type::List(item) | Type::Array(item) => Type::Array(item),
        _ => panic!("`array` is for fields whose type is a list, such as `Vec<T>`"),
    };
    Member { ty, ..member }
}

/// Checks that the member is secret.
///
/// # Panics
/// If its Rust type shows it.
#[must_use]
pub const fn secret(member: Member) -> Member {
    assert!(
        member.is_secret,
        "wrap the type in `datacontract::Secret`: as it is, `Debug` would show the value"
    );
    member
}

/// Returns the items of a list.
///
/// # Panics
/// If it is none.
#[must_use]
pub const fn item(ty: Type) -> Type {
    match ty {
        Type::List(item) | Type::Array(item) => *item,
        _ => panic!("`collection` is for structs over a list, such as `Vec<T>`"),
    }
}

/// Returns the slots of a key and a value.
///
/// # Panics
/// If it is none.
#[must_use]
pub const fn entry(ty: Type) -> (Type, Type) {
    match ty {
        Type::Dictionary(entry) => *entry,
        _ => panic!(
            "`dictionary` is for structs over a `Dictionary<K, V>`, `BTreeMap<K, V>` or `HashMap<K, V>`"
        ),
    }
}

/// Returns the contract of a variant of a polymorphic enum.
///
/// # Panics
/// If its type has none.
#[must_use]
pub const fn contract_ref(ty: Type) -> ContractRef {
    match ty {
        Type::Contract(contract) => contract,
        _ => panic!(
            "the variants of a polymorphic enum are over classes: this type has no contract of its own"
        ),
    }
}

/// Returns the place of a contract among those of the variants of a polymorphic enum; none is `usize::MAX`.
#[must_use]
pub fn position(variants: &[ContractRef], contract: &'static Contract) -> usize {
    variants.iter().position(|variant| std::ptr::eq(variant.get(), contract)).unwrap_or(usize::MAX)
}

/// The integer in a flags enum.
#[diagnostic::on_unimplemented(
    message = "`flags` is for structs over an integer, and `{Self}` is none",
    label = "not an integer",
    note = "one of `u8`, `i8`, `u16`, `i16`, `u32`, `i32`, `u64`, `i64`"
)]
pub trait Integer: Copy {
    /// C#'s type.
    const PRIMITIVE: Primitive;

    /// Returns the number as an enum's contract has it.
    fn to_bits(self) -> i64;

    /// Takes a value as [`Scalar::set`](crate::value::Scalar::set) does.
    fn set(&mut self, value: View<'_>) -> bool;
}

macro_rules! integer {
    ($($rust:ident $primitive:ident,)*) => {$(
        impl Integer for $rust {
            const PRIMITIVE: Primitive = Primitive::$primitive;

            #[allow(clippy::cast_possible_wrap, clippy::cast_lossless)]
            fn to_bits(self) -> i64 {
                self as i64
            }

            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_lossless)]
            fn set(&mut self, value: View<'_>) -> bool {
                let View::Int(bits) = value else { return false };
                let number = bits as $rust;
                let fits = number.to_bits() == bits;
                if fits {
                    *self = number;
                }
                fits
            }
        }
    )*};
}

integer! {
    i8 SByte, u8 Byte, i16 Int16, u16 UInt16, i32 Int32, u32 UInt32, i64 Int64, u64 UInt64,
}

/// Returns a member of a flags enum over this integer type.
///
/// # Panics
/// If the number does not fit the integer.
#[must_use]
#[allow(clippy::cast_possible_truncation)]
pub const fn flag(name: &'static str, number: i128, integer: Primitive) -> EnumMember {
    let (bits, is_signed) = match integer {
        Primitive::SByte => (8, true),
        Primitive::Byte => (8, false),
        Primitive::Int16 => (16, true),
        Primitive::UInt16 => (16, false),
        Primitive::Int32 => (32, true),
        Primitive::UInt32 => (32, false),
        Primitive::Int64 => (64, true),
        _ => (64, false),
    };
    let (min, max) = if is_signed { (-1 << (bits - 1), (1 << (bits - 1)) - 1) } else { (0, (1 << bits) - 1) };
    assert!(min <= number && number <= max, "the number of the flag does not fit the struct's integer");
    EnumMember::new(name, number as i64)
}

/// Returns a parameter in path or query.
///
/// # Panics
/// If its type cannot stand there.
#[cfg(feature = "http")]
#[must_use]
#[track_caller]
pub const fn parameter<T: Field>(name: &'static str, place: ParameterPlace) -> Parameter {
    let item = match (place, T::TYPE) {
        (ParameterPlace::Query | ParameterPlace::Part, Type::List(item) | Type::Array(item)) => Some(item),
        _ => None,
    };
    let is_simple = match item {
        // Whether the contract of an item is an enum's is not known before the program runs.
        Some(item) => is_simple(item, true),
        None => is_simple(&T::TYPE, T::IS_VALUE_TYPE),
    };
    match place {
        ParameterPlace::Path => {
            assert!(is_simple, "in the path there are only values that are written as text");
        }
        ParameterPlace::Part => {
            assert!(
                is_simple,
                "a part of a body is a file, or a value that is written as text, or a list of them"
            );
        }
        ParameterPlace::Query => assert!(
            is_simple,
            "in the query there are only values that are written as text, and lists of them; an object stands there \
             as a field for each of its members"
        ),
    }
    let parameter = match place {
        ParameterPlace::Path => Parameter::path(name, T::TYPE),
        ParameterPlace::Query => Parameter::query(name, T::TYPE),
        ParameterPlace::Part => Parameter::part(name, T::TYPE),
    };
    let parameter = if T::IS_SECRET { parameter.secret() } else { parameter };
    if T::TAKES_NULL || item.is_some() { parameter.optional() } else { parameter }
}

/// Returns whether it is written as text. Of the types with contracts the enums are, and of the classes they
/// differ in being value types.
#[cfg(feature = "http")]
const fn is_simple(ty: &Type, is_value_type: bool) -> bool {
    match ty {
        Type::Primitive(Primitive::Bytes) => false,
        Type::Primitive(_) => true,
        Type::Nullable(inner) => is_simple(inner, true),
        Type::Contract(_) => is_value_type,
        _ => false,
    }
}

/// Returns a list in the query whose items are one value with commas between them.
///
/// # Panics
/// If it is something else.
#[cfg(feature = "http")]
#[must_use]
#[track_caller]
pub const fn comma_separated(parameter: Parameter) -> Parameter {
    let is_list = matches!(parameter.ty, Type::List(_) | Type::Array(_));
    assert!(
        is_list && matches!(parameter.place, ParameterPlace::Query),
        "only a list in the query has items with commas between them"
    );
    parameter.comma_separated()
}

/// Returns a parameter that has to be there even if it is null.
#[cfg(feature = "http")]
#[must_use]
pub const fn required(mut parameter: Parameter) -> Parameter {
    parameter.is_required = true;
    parameter
}
