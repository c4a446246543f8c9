//! What the code of `#[derive(DataContract)]` calls. Not for use by hand: it changes with the derive.
//!
//! Most of it runs at compile time; what it refuses by a panic is then a compile error at the attribute or type.

use crate::contract::{Contract, ContractRef, EnumMember, Member, Primitive, Type};
use crate::value::{DataContract, Field, Object, View};

#[cfg(feature = "json")]
pub use serde;

/// The type of a Rust type with a contract of its own.
#[must_use]
pub const fn contract_type<T: DataContract>() -> Type {
    Type::Contract(ContractRef::Static(T::contract))
}

/// The base class. The bound refuses enums and collections.
#[must_use]
pub const fn base<T: DataContract + Object>() -> ContractRef {
    ContractRef::Static(<T as DataContract>::contract)
}

/// A member of this Rust type.
#[must_use]
pub const fn member<T: Field>(name: &'static str) -> Member {
    let member = Member::new(name, T::TYPE);
    if T::IS_SECRET { member.secret() } else { member }
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

/// The items of a list.
///
/// # Panics
/// If it is none.
#[must_use]
pub const fn item<T: Field>() -> Type {
    match T::TYPE {
        Type::List(item) | Type::Array(item) => *item,
        _ => panic!("`collection` is for structs over a list, such as `Vec<T>`"),
    }
}

/// Key and value of a dictionary.
///
/// # Panics
/// If it is none.
#[must_use]
pub const fn entry<T: Field>() -> (Type, Type) {
    match T::TYPE {
        Type::Dictionary(entry) => *entry,
        _ => panic!(
            "`dictionary` is for structs over a `Dictionary<K, V>`, `BTreeMap<K, V>` or `HashMap<K, V>`"
        ),
    }
}

/// The contract of a variant of a polymorphic enum.
///
/// # Panics
/// If its type has none.
#[must_use]
pub const fn contract_ref<T: Field>() -> ContractRef {
    match T::TYPE {
        Type::Contract(contract) => contract,
        _ => panic!(
            "the variants of a polymorphic enum are over classes: this type has no contract of its own"
        ),
    }
}

/// The contracts of the variants of a polymorphic enum.
#[must_use]
pub fn contracts(variants: &[ContractRef]) -> Vec<&'static Contract> {
    variants.iter().map(|variant| variant.get()).collect()
}

/// The place of a contract among them; none is `usize::MAX`.
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
    /// The smallest number.
    const MIN: i128;
    /// The greatest number.
    const MAX: i128;

    /// The number as an enum's contract has it.
    fn to_bits(self) -> i64;

    /// The number from what an enum's contract has.
    fn from_bits(bits: i64) -> Option<Self>;
}

macro_rules! integer {
    ($($rust:ident $primitive:ident,)*) => {$(
        impl Integer for $rust {
            const PRIMITIVE: Primitive = Primitive::$primitive;
            const MIN: i128 = $rust::MIN as i128;
            const MAX: i128 = $rust::MAX as i128;

            #[allow(clippy::cast_possible_wrap, clippy::cast_lossless)]
            fn to_bits(self) -> i64 {
                self as i64
            }

            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_lossless)]
            fn from_bits(bits: i64) -> Option<Self> {
                let number = bits as $rust;
                (number.to_bits() == bits).then_some(number)
            }
        }
    )*};
}

integer! {
    i8 SByte, u8 Byte, i16 Int16, u16 UInt16, i32 Int32, u32 UInt32, i64 Int64, u64 UInt64,
}

/// A member of a flags enum.
///
/// # Panics
/// If the number does not fit the integer.
#[must_use]
#[allow(clippy::cast_possible_truncation)]
pub const fn flag<T: Integer>(name: &'static str, number: i128) -> EnumMember {
    assert!(T::MIN <= number && number <= T::MAX, "the number of the flag does not fit the struct's integer");
    EnumMember::new(name, number as i64)
}

/// [`Scalar::set`](crate::value::Scalar::set) of a flags enum.
pub fn set_bits<T: Integer>(place: &mut T, value: View<'_>) -> bool {
    let number = match value {
        View::Int(bits) => T::from_bits(bits),
        _ => None,
    };
    number.map(|number| *place = number).is_some()
}
