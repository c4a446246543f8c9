//! The Rust types that can stand for a built-in type of .NET: those of crates that Rust people use.

use super::type_expr::Clr;

/// A Rust type that can stand for a built-in type of .NET, in place of this project's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are those of crates and types")]
pub enum ValueType {
    JiffTimestamp,
    JiffDateTime,
    JiffDate,
    JiffZoned,
    JiffDuration,
    ChronoUtc,
    ChronoNaive,
    ChronoDate,
    ChronoOffset,
    ChronoDelta,
    TimeUtc,
    TimePrimitive,
    TimeDate,
    TimeOffset,
    TimeDuration,
    StdTime,
    StdDuration,
    Uuid,
    RustDecimal,
    BigDecimal,
    Url,
    Bytes,
    CompactString,
    SmolStr,
    ArcStr,
    BoxStr,
}

/// What there is to know of a [`ValueType`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct ValueTypeFacts {
    /// The type of .NET.
    pub(crate) clr: Clr,
    /// As people write it, the crate first.
    pub(crate) name: &'static str,
    /// Other ways to write it.
    pub(crate) aliases: &'static [&'static str],
    /// The feature of `datacontract` that it needs.
    pub(crate) feature: Option<&'static str>,
    pub(crate) is_copy: bool,
    /// Whether `Default` gives .NET's default.
    pub(crate) default: OwnDefault,
    /// What it does not keep of .NET's values, as the end of a sentence.
    pub(crate) loses: Option<&'static str>,
}

/// What `Default` of a type gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OwnDefault {
    /// .NET's default.
    OfDotNet,
    /// Another value, or the type has no `Default`.
    Other,
}

/// What somebody has chosen for a type of .NET.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// This project's own type, which has all that .NET's has.
    Own,
    /// A type of another crate.
    Other(ValueType),
}

/// Why a text chooses nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NoChoice {
    pub(crate) message: String,
    pub(crate) help: String,
}

const INSTANT: &str = "an instant, written in UTC: the offset of a date of kind `Local` is not kept, and a date \
                       without a zone is an error";
const INSTANT_OF_JIFF: &str = "an instant, written in UTC: the offset of a date of kind `Local` is not kept, and a \
                               date without a zone is an error, as is the last day of year 9999";
const CLOCK: &str = "a clock without a zone: a date in UTC or with an offset is an error";
const DAY: &str = "a day without a zone: a date with a time of day, in UTC or with an offset is an error";

impl ValueType {
    /// All of them, by their types of .NET, the usual ones first.
    pub const ALL: &'static [Self] = &[
        Self::JiffTimestamp,
        Self::JiffDateTime,
        Self::JiffDate,
        Self::ChronoUtc,
        Self::ChronoNaive,
        Self::ChronoDate,
        Self::TimeUtc,
        Self::TimePrimitive,
        Self::TimeDate,
        Self::StdTime,
        Self::JiffZoned,
        Self::ChronoOffset,
        Self::TimeOffset,
        Self::JiffDuration,
        Self::ChronoDelta,
        Self::TimeDuration,
        Self::StdDuration,
        Self::Uuid,
        Self::RustDecimal,
        Self::BigDecimal,
        Self::Url,
        Self::Bytes,
        Self::CompactString,
        Self::SmolStr,
        Self::ArcStr,
        Self::BoxStr,
    ];

    /// Returns how people write it: `jiff::Timestamp`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.facts().name
    }

    /// Returns the type of .NET that it can stand for.
    #[must_use]
    pub fn clr(self) -> Clr {
        self.facts().clr
    }

    /// Returns the feature of `datacontract` that it needs, if it is not of the standard library.
    #[must_use]
    pub fn feature(self) -> Option<&'static str> {
        self.facts().feature
    }

    /// Returns what it does not keep of .NET's values, as the end of a sentence; `None` if it keeps all.
    #[must_use]
    pub fn loses(self) -> Option<&'static str> {
        self.facts().loses
    }

    pub(crate) const fn facts(self) -> ValueTypeFacts {
        const fn facts(clr: Clr, name: &'static str, feature: Option<&'static str>) -> ValueTypeFacts {
            ValueTypeFacts {
                clr,
                name,
                aliases: &[],
                feature,
                is_copy: true,
                default: OwnDefault::OfDotNet,
                loses: None,
            }
        }
        const fn date(
            clr: Clr,
            name: &'static str,
            feature: Option<&'static str>,
            loses: Option<&'static str>,
        ) -> ValueTypeFacts {
            ValueTypeFacts { default: OwnDefault::Other, loses, ..facts(clr, name, feature) }
        }
        const fn on_heap(clr: Clr, name: &'static str, feature: Option<&'static str>) -> ValueTypeFacts {
            ValueTypeFacts { is_copy: false, ..facts(clr, name, feature) }
        }
        const JIFF: Option<&str> = Some("jiff");
        const CHRONO: Option<&str> = Some("chrono");
        const TIME: Option<&str> = Some("time");
        match self {
            Self::JiffTimestamp => date(Clr::DateTime, "jiff::Timestamp", JIFF, Some(INSTANT_OF_JIFF)),
            Self::JiffDateTime => date(Clr::DateTime, "jiff::civil::DateTime", JIFF, Some(CLOCK)),
            Self::JiffDate => date(Clr::DateTime, "jiff::civil::Date", JIFF, Some(DAY)),
            Self::JiffZoned => ValueTypeFacts {
                is_copy: false,
                ..date(
                    Clr::DateTimeOffset,
                    "jiff::ZonedDateTime",
                    JIFF,
                    Some("a date with an offset: one on the last day of year 9999 is an error"),
                )
            },
            Self::JiffDuration => facts(Clr::TimeSpan, "jiff::SignedDuration", JIFF),
            Self::ChronoUtc => ValueTypeFacts {
                aliases: &["chrono::DateTime<chrono::Utc>"],
                ..date(Clr::DateTime, "chrono::DateTime<Utc>", CHRONO, Some(INSTANT))
            },
            Self::ChronoNaive => date(Clr::DateTime, "chrono::NaiveDateTime", CHRONO, Some(CLOCK)),
            Self::ChronoDate => date(Clr::DateTime, "chrono::NaiveDate", CHRONO, Some(DAY)),
            Self::ChronoOffset => ValueTypeFacts {
                aliases: &["chrono::DateTime<chrono::FixedOffset>"],
                ..date(Clr::DateTimeOffset, "chrono::DateTime<FixedOffset>", CHRONO, None)
            },
            Self::ChronoDelta => ValueTypeFacts {
                aliases: &["chrono::Duration"],
                ..facts(Clr::TimeSpan, "chrono::TimeDelta", CHRONO)
            },
            Self::TimeUtc => date(Clr::DateTime, "time::UtcDateTime", TIME, Some(INSTANT)),
            Self::TimePrimitive => date(Clr::DateTime, "time::PrimitiveDateTime", TIME, Some(CLOCK)),
            Self::TimeDate => date(Clr::DateTime, "time::Date", TIME, Some(DAY)),
            Self::TimeOffset => date(Clr::DateTimeOffset, "time::OffsetDateTime", TIME, None),
            Self::TimeDuration => facts(Clr::TimeSpan, "time::Duration", TIME),
            Self::StdTime => date(Clr::DateTime, "std::time::SystemTime", None, Some(INSTANT)),
            Self::StdDuration => ValueTypeFacts {
                loses: Some("a span without a sign: a negative one is an error"),
                ..facts(Clr::TimeSpan, "std::time::Duration", None)
            },
            Self::Uuid => facts(Clr::Guid, "uuid::Uuid", Some("uuid")),
            Self::RustDecimal => facts(Clr::Decimal, "rust_decimal::Decimal", Some("rust_decimal")),
            Self::BigDecimal => on_heap(Clr::Decimal, "bigdecimal::BigDecimal", Some("bigdecimal")),
            Self::Url => ValueTypeFacts {
                default: OwnDefault::Other,
                loses: Some(
                    "an absolute URL in its normal form: `http://example.com` becomes `http://example.com/`, a relative \
                     URI is an error, and `Default` gives `about:blank`",
                ),
                ..on_heap(Clr::Uri, "url::Url", Some("url"))
            },
            Self::Bytes => on_heap(Clr::Bytes, "bytes::Bytes", Some("bytes")),
            Self::CompactString => on_heap(Clr::String, "compact_str::CompactString", Some("compact_str")),
            Self::SmolStr => on_heap(Clr::String, "smol_str::SmolStr", Some("smol_str")),
            Self::ArcStr => {
                ValueTypeFacts { aliases: &["Arc<str>"], ..on_heap(Clr::String, "std::sync::Arc<str>", None) }
            }
            Self::BoxStr => ValueTypeFacts {
                aliases: &["Box<str>"],
                ..on_heap(Clr::String, "std::boxed::Box<str>", None)
            },
        }
    }

    /// Returns the types that can stand for a type of .NET.
    pub(crate) fn of(clr: Clr) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |ty| ty.clr() == clr)
    }

    /// Returns the types of .NET that there is a choice for, as C# has them.
    pub(crate) fn chosen_for() -> Vec<&'static str> {
        let mut names: Vec<&str> = Self::ALL.iter().map(|ty| ty.clr().name()).collect();
        names.dedup();
        names
    }
}

impl Choice {
    /// Returns the choice that a text makes for a type of .NET: a type, or a crate that has one type for it.
    pub(crate) fn parse(clr: Clr, text: &str) -> Result<Self, NoChoice> {
        let wanted: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let wanted = wanted.trim_start_matches("::");
        if ValueType::of(clr).next().is_none() {
            return Err(NoChoice {
                message: format!("`{}` has one Rust type, and no choice", clr.name()),
                help: format!("there is a choice for {}", listed(&ValueType::chosen_for())),
            });
        }
        let own = own_name(clr);
        if wanted.trim_start_matches("datacontract::").trim_start_matches("clr::")
            == own.trim_start_matches("clr::")
        {
            return Ok(Self::Own);
        }
        let is_meant = |ty: &ValueType| {
            let facts = ty.facts();
            facts.name == wanted || facts.aliases.contains(&wanted)
        };
        if let Some(ty) = ValueType::of(clr).find(is_meant) {
            return Ok(Self::Other(ty));
        }
        let of_crate: Vec<ValueType> =
            ValueType::of(clr).filter(|ty| ty.facts().name.split("::").next() == Some(wanted)).collect();
        if let [only] = of_crate.as_slice() {
            return Ok(Self::Other(*only));
        }
        let (message, types) = if of_crate.is_empty() {
            (format!("`{text}` cannot stand for `{}`", clr.name()), ValueType::of(clr).collect())
        } else {
            (format!("`{text}` has several types that can stand for `{}`", clr.name()), of_crate)
        };
        let names: Vec<&str> = types.iter().map(|ty| ty.name()).chain([own]).collect();
        Err(NoChoice { message, help: format!("write one of {}", listed(&names)) })
    }
}

/// Returns this project's own type for a type of .NET that there is a choice for.
fn own_name(clr: Clr) -> &'static str {
    match clr {
        Clr::DateTime => "clr::DateTime",
        Clr::DateTimeOffset => "clr::DateTimeOffset",
        Clr::TimeSpan => "clr::TimeSpan",
        Clr::Guid => "clr::Guid",
        Clr::Decimal => "clr::Decimal",
        Clr::Uri => "clr::Uri",
        Clr::Bytes => "clr::Bytes",
        _ => "String",
    }
}

fn listed(names: &[&str]) -> String {
    super::parse::reader::listed(names)
}

#[cfg(test)]
mod tests {
    use super::{Choice, Clr, ValueType};

    #[test]
    fn all_are_found_by_their_names() {
        for ty in ValueType::ALL {
            let facts = ty.facts();
            for name in facts.aliases.iter().chain([&facts.name]) {
                assert_eq!(Choice::parse(facts.clr, name), Ok(Choice::Other(*ty)), "{name}");
                assert_eq!(Choice::parse(facts.clr, &format!("::{name} ")), Ok(Choice::Other(*ty)));
            }
        }
    }

    #[test]
    fn a_crate_is_enough_where_it_has_one_type() {
        for (clr, text, found) in [
            (Clr::Guid, "uuid", Some(ValueType::Uuid)),
            (Clr::TimeSpan, "jiff", Some(ValueType::JiffDuration)),
            (Clr::DateTimeOffset, "chrono", Some(ValueType::ChronoOffset)),
            (Clr::String, "smol_str", Some(ValueType::SmolStr)),
            (Clr::DateTime, "jiff", None),
            (Clr::Guid, "chrono", None),
            (Clr::String, "std", None),
        ] {
            assert_eq!(Choice::parse(clr, text).ok(), found.map(Choice::Other), "{text}");
        }
        for (clr, text) in [(Clr::DateTime, "clr::DateTime"), (Clr::String, "String"), (Clr::Bytes, "Bytes")]
        {
            assert_eq!(Choice::parse(clr, text), Ok(Choice::Own));
        }
    }

    #[test]
    fn what_fits_not_is_answered_with_what_does() {
        let none = Choice::parse(Clr::Guid, "chrono").expect_err("no type");
        assert_eq!(none.message, "`chrono` cannot stand for `Guid`");
        assert_eq!(none.help, "write one of `uuid::Uuid` and `clr::Guid`");
        let several = Choice::parse(Clr::DateTime, "jiff").expect_err("several types");
        assert_eq!(several.message, "`jiff` has several types that can stand for `DateTime`");
        let fixed = Choice::parse(Clr::Int, "u32").expect_err("no choice");
        assert_eq!(fixed.message, "`int` has one Rust type, and no choice");
    }
}
