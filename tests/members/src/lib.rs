//! A model with a member of each type that can be one, and the same model with the types of .NET alone.

use bigdecimal::BigDecimal;
use compact_str::CompactString;
use datacontract::{DataContract, Dictionary, clr, dynamic};
use indexmap::{IndexMap, IndexSet};
use secrecy::{ExposeSecret, SecretString};
use smallvec::SmallVec;
use smol_str::SmolStr;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet, VecDeque};
use std::num::{NonZeroI16, NonZeroU8, NonZeroU32, NonZeroU64};
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use url::Url;
use uuid::Uuid;

/// Every type of other crates and of the standard library.
#[derive(DataContract, Clone, Debug)]
#[contract(name = "Model", clr_namespace = "Shop", rename_all = "PascalCase", no_default)]
pub struct Foreign {
    /// `DateTime` of kind `Utc`
    pub chrono_utc: chrono::DateTime<chrono::Utc>,
    /// `DateTimeOffset`
    pub chrono_offset: chrono::DateTime<chrono::FixedOffset>,
    /// `DateTime` of kind `Unspecified`
    pub chrono_naive: chrono::NaiveDateTime,
    /// `DateTime` at midnight
    pub chrono_date: chrono::NaiveDate,
    /// `TimeSpan`
    pub chrono_span: chrono::TimeDelta,
    /// `DateTime` of kind `Utc`
    pub jiff_instant: jiff::Timestamp,
    /// `DateTimeOffset`
    pub jiff_zoned: jiff::ZonedDateTime,
    /// `DateTime` of kind `Unspecified`
    pub jiff_civil: jiff::civil::DateTime,
    /// `DateTime` at midnight
    pub jiff_date: jiff::civil::Date,
    /// `TimeSpan`
    pub jiff_span: jiff::SignedDuration,
    /// `DateTimeOffset`
    pub time_offset: time::OffsetDateTime,
    /// `DateTime` of kind `Utc`
    pub time_utc: time::UtcDateTime,
    /// `DateTime` of kind `Unspecified`
    pub time_primitive: time::PrimitiveDateTime,
    /// `DateTime` at midnight
    pub time_date: time::Date,
    /// `TimeSpan`
    pub time_span: time::Duration,
    /// `TimeSpan`
    pub std_span: Duration,
    /// `DateTime` of kind `Utc`
    pub std_time: SystemTime,
    /// `Guid`
    pub uuid: Uuid,
    /// `decimal`
    pub decimal: rust_decimal::Decimal,
    /// `decimal`
    pub big_decimal: BigDecimal,
    /// `Uri`
    pub url: Url,
    /// `byte[]`
    pub bytes: bytes::Bytes,
    /// `List<byte>`
    pub byte_list: Vec<u8>,
    /// `byte[]`
    #[contract(bytes)]
    pub byte_array: Vec<u8>,
    /// `byte[]`
    #[contract(bytes)]
    pub maybe_bytes: Option<Vec<u8>>,
    /// `byte[]`
    #[contract(bytes)]
    pub four_bytes: [u8; 4],
    /// `string`
    pub secret: SecretString,
    /// `object`
    pub any: serde_json::Value,
    /// `byte`
    pub non_zero_byte: NonZeroU8,
    /// `short`
    pub non_zero_short: NonZeroI16,
    /// `uint`
    pub non_zero_uint: NonZeroU32,
    /// `ulong?`
    pub non_zero_maybe: Option<NonZeroU64>,
    /// `char`
    pub letter: char,
    /// `int`
    pub arc: Arc<i32>,
    /// `string`
    pub rc: Rc<String>,
    /// A class
    pub arc_class: Option<Arc<Line<Uuid>>>,
    /// `string`
    pub box_str: Box<str>,
    /// `string`
    pub arc_str: Arc<str>,
    /// `string`
    pub cow: Cow<'static, str>,
    /// `string`
    pub compact: CompactString,
    /// `string`
    pub smol: SmolStr,
    /// `HashSet<Guid>`
    pub hash_set: HashSet<Uuid>,
    /// `SortedSet<int>`
    pub btree_set: BTreeSet<i32>,
    /// `LinkedList<string>`: .NET's serializer writes the fields of a `Queue<string>`
    pub deque: VecDeque<String>,
    /// `int[]`
    pub array: [i32; 3],
    /// `Dictionary<string, Guid>`
    pub index_map: IndexMap<String, Uuid>,
    /// `ICollection<string>`: .NET's serializer takes an `ISet<string>` for an `object`
    pub index_set: IndexSet<String>,
    /// `List<DateTime>`
    pub small_vec: SmallVec<[chrono::DateTime<chrono::Utc>; 2]>,
    /// `Dictionary<Guid, List<TimeSpan>>`
    pub nested: BTreeMap<Uuid, Vec<Duration>>,
    /// `DateTime?`
    pub none: Option<time::Date>,
    /// Another class
    pub lines: Vec<Line<Uuid>>,
}

/// The same with .NET's types.
#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(name = "Model", clr_namespace = "Shop", rename_all = "PascalCase")]
#[expect(missing_docs, reason = "they are those of `Foreign`")]
pub struct Plain {
    pub chrono_utc: clr::DateTime,
    pub chrono_offset: clr::DateTimeOffset,
    pub chrono_naive: clr::DateTime,
    pub chrono_date: clr::DateTime,
    pub chrono_span: clr::TimeSpan,
    pub jiff_instant: clr::DateTime,
    pub jiff_zoned: clr::DateTimeOffset,
    pub jiff_civil: clr::DateTime,
    pub jiff_date: clr::DateTime,
    pub jiff_span: clr::TimeSpan,
    pub time_offset: clr::DateTimeOffset,
    pub time_utc: clr::DateTime,
    pub time_primitive: clr::DateTime,
    pub time_date: clr::DateTime,
    pub time_span: clr::TimeSpan,
    pub std_span: clr::TimeSpan,
    pub std_time: clr::DateTime,
    pub uuid: clr::Guid,
    pub decimal: clr::Decimal,
    pub big_decimal: clr::Decimal,
    pub url: clr::Uri,
    pub bytes: clr::Bytes,
    pub byte_list: Vec<u8>,
    pub byte_array: clr::Bytes,
    pub maybe_bytes: Option<clr::Bytes>,
    pub four_bytes: clr::Bytes,
    #[contract(secret)]
    pub secret: datacontract::Secret<String>,
    pub any: dynamic::Value,
    pub non_zero_byte: u8,
    pub non_zero_short: i16,
    pub non_zero_uint: u32,
    pub non_zero_maybe: Option<u64>,
    pub letter: clr::Char,
    pub arc: i32,
    pub rc: String,
    pub arc_class: Option<PlainLine>,
    pub box_str: String,
    pub arc_str: String,
    pub cow: String,
    pub compact: String,
    pub smol: String,
    pub hash_set: Vec<clr::Guid>,
    pub btree_set: Vec<i32>,
    pub deque: Vec<String>,
    #[contract(array)]
    pub array: Vec<i32>,
    pub index_map: Dictionary<String, clr::Guid>,
    pub index_set: Vec<String>,
    pub small_vec: Vec<clr::DateTime>,
    pub nested: BTreeMap<clr::Guid, Vec<clr::TimeSpan>>,
    pub none: Option<clr::DateTime>,
    pub lines: Vec<PlainLine>,
}

/// A generic class.
#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop", rename_all = "PascalCase")]
pub struct Line<T> {
    /// Its key.
    pub id: T,
    /// How many.
    pub count: i32,
}

/// One of its instantiations.
#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(
    name = "LineOf{0}{#}",
    generic(args(clr::Guid)),
    clr_namespace = "Shop",
    rename_all = "PascalCase"
)]
#[expect(missing_docs, reason = "they are those of `Line`")]
pub struct PlainLine {
    pub id: clr::Guid,
    pub count: i32,
}

impl PartialEq for Foreign {
    /// Secrets are not compared by others.
    fn eq(&self, other: &Self) -> bool {
        let parts = |it: &Foreign| {
            let mut shown = it.clone();
            shown.secret = SecretString::default();
            // Sets have no order.
            shown.hash_set = HashSet::new();
            format!("{shown:?}")
        };
        parts(self) == parts(other)
            && self.hash_set == other.hash_set
            && self.secret.expose_secret() == other.secret.expose_secret()
    }
}
