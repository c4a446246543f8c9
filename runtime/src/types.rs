//! The crates whose types can be members, each behind the feature of its name.
//!
//! Generated code names the types by these paths, so that it needs no other dependency than this crate, and
//! always has the versions that this crate knows. `datacontract::types::uuid::Uuid` is `uuid::Uuid`: a crate
//! that depends on `uuid` itself has the same type, as long as cargo takes both for one version.
//!
//! These can be members, beside those of the standard library:
//!
//! | crate | types | .NET |
//! |---|---|---|
//! | `bigdecimal` | `BigDecimal` | `decimal` |
//! | `bytes` | `Bytes` | `byte[]` |
//! | `chrono` | `DateTime<Utc>`, `NaiveDateTime`, `NaiveDate` | `DateTime` |
//! | | `DateTime<FixedOffset>` | `DateTimeOffset` |
//! | | `TimeDelta` | `TimeSpan` |
//! | `compact_str`, `smol_str` | `CompactString`, `SmolStr` | `string` |
//! | `indexmap` | `IndexMap<K, V>`, `IndexSet<T>` | `Dictionary<K, V>`, a list |
//! | `jiff` | `Timestamp`, `civil::DateTime`, `civil::Date` | `DateTime` |
//! | | `ZonedDateTime` | `DateTimeOffset` |
//! | | `SignedDuration` | `TimeSpan` |
//! | `rust_decimal` | `Decimal` | `decimal` |
//! | `secrecy` | `SecretString`, `SecretBox<T>` | `string`, as `T` |
//! | `smallvec` | `SmallVec<[T; N]>` | a list |
//! | `time` | `UtcDateTime`, `PrimitiveDateTime`, `Date` | `DateTime` |
//! | | `OffsetDateTime` | `DateTimeOffset` |
//! | | `Duration` | `TimeSpan` |
//! | `url` | `Url` | `Uri` |
//! | `uuid` | `Uuid` | `Guid` |
//!
//! With the feature `json`, `serde_json::Value` is `object`.

#[cfg(feature = "bigdecimal")]
pub use ::bigdecimal;
#[cfg(feature = "bytes")]
pub use ::bytes;
#[cfg(feature = "chrono")]
pub use ::chrono;
#[cfg(feature = "compact_str")]
pub use ::compact_str;
#[cfg(feature = "indexmap")]
pub use ::indexmap;
#[cfg(feature = "jiff")]
pub use ::jiff;
#[cfg(feature = "rust_decimal")]
pub use ::rust_decimal;
#[cfg(feature = "secrecy")]
pub use ::secrecy;
#[cfg(feature = "smallvec")]
pub use ::smallvec;
#[cfg(feature = "smol_str")]
pub use ::smol_str;
#[cfg(feature = "time")]
pub use ::time;
#[cfg(feature = "url")]
pub use ::url;
#[cfg(feature = "uuid")]
pub use ::uuid;
