//! Numbers whose text matters: `decimal` has a scale, `float` must not be rounded twice.
//!
//! serde knows neither, but `serde_json` hands out and takes in a number's own text as its `RawValue`. With
//! other formats numbers go the plain way.

use crate::clr::Decimal;
use serde_core::{Serialize, Serializer};
use serde_json::value::RawValue;
use std::any::type_name;

/// The name by which a deserializer of `serde_json` is asked for a value's text. If `serde_json` renames it,
/// decimals lose their scale but are read all the same; a test would fail.
pub(super) const RAW_TOKEN: &str = "$serde_json::private::RawValue";

/// Returns whether a serializer with this error takes a `RawValue`: all those of `serde_json` do.
fn is_serde_json<E>() -> bool {
    type_name::<E>() == type_name::<serde_json::Error>()
}

/// Writes a decimal with its scale, or as near to it as the format allows.
pub(super) fn serialize_decimal<S: Serializer>(
    value: &Decimal,
    scratch: &mut String,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    scratch.clear();
    value.write_json_text(scratch);
    if is_serde_json::<S::Error>()
        && let Ok(raw) = serde_json::from_str::<&RawValue>(scratch)
    {
        return raw.serialize(serializer);
    }
    let float = value.to_f64();
    if Decimal::try_from(float).is_ok_and(|read_back| read_back == *value) {
        serializer.serialize_f64(float)
    } else {
        serializer.serialize_str(scratch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_core::de::{Deserialize, Deserializer, Error as _, Visitor};

    /// Tells the name that it is asked for.
    struct Probe;

    impl<'de> Deserializer<'de> for Probe {
        type Error = serde_core::de::value::Error;

        fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
            Err(Self::Error::custom("asked for something else"))
        }

        fn deserialize_newtype_struct<V: Visitor<'de>>(
            self,
            name: &'static str,
            _: V,
        ) -> Result<V::Value, Self::Error> {
            Err(Self::Error::custom(name))
        }

        serde_core::forward_to_deserialize_any! {
            bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
            unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
        }
    }

    #[test]
    fn serde_json_knows_the_token() {
        let error = <&RawValue>::deserialize(Probe).map(|_| ()).unwrap_err();
        assert_eq!(error.to_string(), RAW_TOKEN);
    }
}
