//! serde's traits for contract types, by which they go through any format.

use super::path::JsonPath;
use super::read::{Reading, read_root};
use super::view::{JsonView, Writing};
use super::{ReadOptions, WriteOptions, settings_of};
use crate::clr::{Bytes, Char, DateTime, DateTimeOffset, Decimal, Guid, TimeSpan, Uri};
use crate::engine::{Document, Positions};
use crate::plan::{RootPlan, TypePlan};
use crate::value::dynamic::Value;
use crate::value::{Field, Slot, View};
use serde_core::{Deserializer, Serialize, Serializer};

/// Writes a value with any serializer of serde: the derived `Serialize`.
///
/// ```
/// use datacontract::{clr::TimeSpan, json};
///
/// let value = json::serialize(&TimeSpan::from_ticks(10_000_000), serde_json::value::Serializer)?;
/// assert_eq!(value, "00:00:01");
/// # Ok::<_, serde_json::Error>(())
/// ```
pub fn serialize<T: Field, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serialize_view(&RootPlan::new(&T::TYPE), value.view(), serializer)
}

fn serialize_view<S: Serializer>(ty: &TypePlan, view: View<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    let writing = Writing::new(settings_of(&ty.ty), WriteOptions::default().max_depth);
    JsonView { writing: &writing, path: JsonPath::root(ty), ty, view }.serialize(serializer)
}

/// Reads a value with any deserializer of serde for a self-describing format: the derived `Deserialize`.
///
/// ```
/// use datacontract::{clr::TimeSpan, json};
///
/// let value: TimeSpan = json::deserialize(serde_json::json!("00:00:01"))?;
/// assert_eq!(value, TimeSpan::from_ticks(10_000_000));
/// # Ok::<_, serde_json::Error>(())
/// ```
pub fn deserialize<'de, T: Field, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut value = T::initial();
    deserialize_slot(&RootPlan::new(&T::TYPE), value.slot(), deserializer)?;
    Ok(value)
}

fn deserialize_slot<'de, D: Deserializer<'de>>(
    ty: &TypePlan,
    slot: Slot<'_>,
    deserializer: D,
) -> Result<(), D::Error> {
    let document = Document { text: "", positions: Positions::of_document(0) };
    let reading = Reading::new(document, settings_of(&ty.ty), ReadOptions::default());
    read_root(&reading, ty, slot, deserializer)
}

/// serde's traits for a contract type: `__impl_serde!(Order)`, `__impl_serde!([T: Field] [] Page<T>)`.
/// The derive expands to it.
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_serde {
    ([$($generics:tt)*] [$($clause:tt)*] $ty:ty) => {
        impl<$($generics)*> $crate::__private::serde::Serialize for $ty $($clause)* {
            fn serialize<__S: $crate::__private::serde::Serializer>(
                &self,
                serializer: __S,
            ) -> ::core::result::Result<__S::Ok, __S::Error> {
                $crate::json::serialize(self, serializer)
            }
        }

        impl<'__de, $($generics)*> $crate::__private::serde::Deserialize<'__de> for $ty $($clause)* {
            fn deserialize<__D: $crate::__private::serde::Deserializer<'__de>>(
                deserializer: __D,
            ) -> ::core::result::Result<Self, __D::Error> {
                $crate::json::deserialize(deserializer)
            }
        }
    };
    ($ty:ty) => {
        $crate::__impl_serde!([] [] $ty);
    };
}

__impl_serde!(Bytes);
__impl_serde!(Char);
__impl_serde!(DateTime);
__impl_serde!(DateTimeOffset);
__impl_serde!(Decimal);
__impl_serde!(Guid);
__impl_serde!(TimeSpan);
__impl_serde!(Uri);
__impl_serde!(Value);
