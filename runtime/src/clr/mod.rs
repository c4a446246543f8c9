//! The values of .NET that Rust has no type for, and the texts of those it has.
//!
//! Every type reads (`FromStr`) and writes (`Display`, `write_xml`) its text in XML exactly as
//! `DataContractSerializer` does, and its text in JSON (`from_json_text`, `write_json_text`) as Json.NET
//! does.
//!
//! | C# | Rust | XML | JSON |
//! |---|---|---|---|
//! | `bool` | `bool`, [`parse_bool`] | `true` | `true` |
//! | `sbyte` .. `ulong` | `i8` .. `u64`, [`parse_i32`] and so on | `-5` | `-5` |
//! | `float` | `f32`, [`write_f32`], [`parse_f32`] | `1.5`, `1E+09`, `NaN`, `INF` | `1.5`, `1.0`, `"NaN"`, `"Infinity"` |
//! | `double` | `f64`, [`write_f64`], [`parse_f64`] | `1`, `1E+17`, `-INF` | `1.0`, `1E+17`, `"-Infinity"` |
//! | `decimal` | [`Decimal`] | `4.00`, `4` | `4.00`, `4.0` |
//! | `char` | [`Char`] | `65` | `"A"` |
//! | `DateTime` | [`DateTime`] | `2024-10-15T05:29:19.5139414+02:00` | the same |
//! | `DateTimeOffset` | [`DateTimeOffset`] | two elements: UTC, minutes | `"2024-10-15T05:29:19.5139414+02:00"` |
//! | `TimeSpan` | [`TimeSpan`] | `P1DT2H3M4.005S` | `"1.02:03:04.0050000"` |
//! | `Guid` | [`Guid`] | `00112233-4455-6677-8899-aabbccddeeff` | the same |
//! | `Uri` | [`Uri`] | `http://example.com/` | `"http://example.com"` |
//! | `byte[]` | [`Bytes`] | `AQIDBA==` | the same |
//!
//! # Conversions
//!
//! The features `jiff`, `time`, `chrono`, `uuid` and `rust_decimal` add `From` and `TryFrom` between these
//! types and those of the crates.

mod any_number;
mod boolean;
mod bytes;
mod calendar;
mod char;
mod convert;
#[cfg_attr(not(feature = "json"), allow(dead_code))]
mod date_format;
mod datetime;
mod datetime_offset;
mod decimal;
mod error;
mod float;
mod guid;
mod integer;
mod text;
mod timespan;
mod uri;

pub(crate) use self::any_number::parse_xml_u64;
pub(crate) use self::boolean::bool_text;
pub use self::boolean::parse_bool;
#[cfg(feature = "json")]
pub(crate) use self::boolean::parse_bool_text;
pub(crate) use self::bytes::parse_xml_base64;
pub use self::bytes::{Bytes, parse_base64, write_base64};
pub use self::char::Char;
pub use self::date_format::is_date_format;
#[cfg(feature = "json")]
pub(crate) use self::date_format::{
    Formatted, FormattedZone, ParsedZone, parse as parse_date_format, write as write_date_format,
};
pub use self::datetime::{DateTime, DateTimeKind};
pub(crate) use self::datetime::{parse_date, parse_time};
pub use self::datetime_offset::DateTimeOffset;
pub use self::decimal::Decimal;
pub use self::error::{ParseError, RangeError};
pub use self::float::{
    parse_f32, parse_f64, parse_json_f32, parse_json_f64, write_f32, write_f64, write_json_f32,
    write_json_f64,
};
pub use self::guid::Guid;
pub use self::integer::{
    parse_i8, parse_i16, parse_i32, parse_i64, parse_i64_in, parse_u8, parse_u16, parse_u32, parse_u64,
    write_integer,
};
pub use self::timespan::TimeSpan;
pub use self::uri::Uri;
