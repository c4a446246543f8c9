//! How the service's JSON formatter is set, as far as samples show it beside XML, which no such setting changes.

use std::{collections::BTreeSet, sync::LazyLock};

use datacontract::{
    Field,
    clr::{DateTime, DateTimeKind, DateTimeOffset},
    contract::{DateFormatHandling, DateSettings, DateTimeZoneHandling, JsonSettings, Naming},
    dynamic::ContractSet,
    json::{self, ReadOptions, WriteOptions},
};

use datacontract_codegen::spec::JsonEnums;

use super::form::is_microsofts_date;
use super::model::{Api, Remark, Setting, SettingValue};

/// Dates that stand in both formats.
#[derive(Clone, Debug, Default)]
pub(crate) struct DatePairs {
    /// JSON's text, and XML's.
    dates: BTreeSet<(String, String)>,
    /// Of `DateTimeOffset`s: JSON's text, and the date in UTC and the offset in minutes that XML has.
    offsets: BTreeSet<(String, String, String)>,
}

/// So many pairs tell the setting; more of them tell no more.
const MOST_PAIRS: usize = 64;

impl DatePairs {
    pub(crate) fn add(&mut self, json: &str, xml: &str) {
        if self.dates.len() < MOST_PAIRS {
            self.dates.insert((json.to_owned(), xml.to_owned()));
        }
    }

    pub(crate) fn add_offset(&mut self, json: &str, utc: &str, minutes: &str) {
        if self.offsets.len() < MOST_PAIRS {
            self.offsets.insert((json.to_owned(), utc.to_owned(), minutes.to_owned()));
        }
    }

    pub(crate) fn extend(&mut self, others: DatePairs) {
        for (json, xml) in others.dates {
            self.add(&json, &xml);
        }
        for (json, utc, minutes) in others.offsets {
            self.add_offset(&json, &utc, &minutes);
        }
    }

    fn offsets(&self) -> Vec<(&str, DateTimeOffset)> {
        let read = |json, utc: &str, minutes: &str| {
            Some((json, DateTimeOffset::from_utc_and_offset(utc.parse().ok()?, minutes.parse().ok()?)?))
        };
        self.offsets.iter().filter_map(|(json, utc, minutes)| read(json.as_str(), utc, minutes)).collect()
    }

    /// Notes in the API how dates are written, if that is not Json.NET's way; whether it is known now.
    pub(crate) fn settle(&self, api: &mut Api) -> Dates {
        let dates: Vec<(&str, DateTime)> = self
            .dates
            .iter()
            .filter_map(|(json, xml)| Some((json.as_str(), xml.parse::<DateTime>().ok()?)))
            .collect();
        let offsets = self.offsets();
        let example = match (self.dates.first(), self.offsets.first()) {
            (Some((json, xml)), _) => format!("`{json}` beside `{xml}`"),
            (None, Some((json, utc, minutes))) => format!("`{json}` beside `{utc}` and {minutes} minutes"),
            (None, None) => return Dates::Usual,
        };
        let found = if dates.is_empty() { settings_of_offsets(&offsets) } else { settings_of(&dates) };
        let Some(mut found) = found else {
            let odd = dates.iter().find(|(json, _)| DateTime::from_json_text(json).is_err());
            return odd.map_or(Dates::Usual, |(json, _)| Dates::Odd((*json).to_owned()));
        };
        found.with_server_offset(&dates, &offsets);
        if found.is_usual() {
            return Dates::Usual;
        }
        api.json_settings.extend(found.keys(&example));
        if let Some(other) = found.also_by(&dates) {
            let format = found.format.unwrap_or_default();
            api.json_remarks.push(Remark::open(format!(
                "dates by `{format}` would look the same by `{other}`: no sample tells which it is"
            )));
        }
        Dates::Known
    }
}

/// What is known of dates in JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Dates {
    /// Nothing that Json.NET would not do by itself.
    Usual,
    /// The setting is known.
    Known,
    /// This date is in a form that no setting explains.
    Odd(String),
}

/// A way to write dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Way {
    zone: DateTimeZoneHandling,
    handling: DateFormatHandling,
    format: Option<&'static str>,
    local_offset: Option<i16>,
}

impl Way {
    const USUAL: Way = Way {
        zone: DateTimeZoneHandling::RoundtripKind,
        handling: DateFormatHandling::IsoDateFormat,
        format: None,
        local_offset: None,
    };

    fn is_usual(&self) -> bool {
        *self == Way::USUAL
    }

    fn options(&self) -> WriteOptions {
        let mut dates = DateSettings::new();
        (dates.zone, dates.handling, dates.local_offset) = (self.zone, self.handling, self.local_offset);
        dates.format = self.format;
        let mut settings = JsonSettings::new();
        settings.dates = dates;
        let mut options = WriteOptions::default();
        options.settings = Some(settings);
        options
    }

    /// Reads a date that JSON alone shows.
    fn read(&self, json: &str) -> Option<DateTime> {
        let mut reading = ReadOptions::default();
        reading.settings = self.options().settings;
        json::from_str_with(&super::json::quoted(json), reading).ok()
    }

    /// Returns whether it reads a date that JSON alone shows, and writes it so.
    fn reads_and_writes(&self, json: &str) -> bool {
        self.read(json).is_some_and(|date| self.explains(&[(json, date)]))
    }

    /// Whether it writes all dates as JSON has them.
    fn explains<T: Field>(&self, dates: &[(&str, T)]) -> bool {
        let options = self.options();
        dates.iter().all(|(json, date)| {
            let written = json::to_string_with(date, &options).ok();
            written.and_then(|text| json::from_str::<String>(&text).ok()).as_deref() == Some(*json)
        })
    }

    /// Adds the offset of the server's zone where the format writes none: without it nobody can read a
    /// `DateTimeOffset`.
    fn with_server_offset(&mut self, dates: &[(&str, DateTime)], offsets: &[(&str, DateTimeOffset)]) {
        let writes_zone = |format: &str| format.contains(['K', 'z']) || format.len() == 1;
        let Some((_, first)) = offsets.first().filter(|_| self.format.is_some_and(|f| !writes_zone(f)))
        else {
            return;
        };
        let with_offset = Self { local_offset: Some(first.offset_minutes()), ..*self };
        let is_one = offsets.iter().all(|(_, date)| date.offset_minutes() == first.offset_minutes());
        if self.local_offset.is_none() && is_one && with_offset.explains(dates) {
            *self = with_offset;
        }
    }

    fn keys(&self, example: &str) -> Vec<Setting> {
        let mut keys = Vec::new();
        let mut add = |key, value: &str, why: &str| {
            let remark = Remark::inferred(format!("{why}: {example}"));
            keys.push(Setting { key, value: SettingValue::Text(value.to_owned()), remark });
        };
        match self.zone {
            DateTimeZoneHandling::RoundtripKind => {}
            DateTimeZoneHandling::Utc => {
                add("dateTimeZoneHandling", "utc", "JSON has dates in UTC where XML has them as they are");
            }
            DateTimeZoneHandling::Local => {
                let why = "JSON has dates in the server's zone where XML has them as they are";
                add("dateTimeZoneHandling", "local", why);
            }
            DateTimeZoneHandling::Unspecified => {
                add("dateTimeZoneHandling", "unspecified", "JSON has dates without a zone where XML has one");
            }
        }
        if let Some(minutes) = self.local_offset {
            let (sign, size) = (if minutes < 0 { '-' } else { '+' }, minutes.unsigned_abs());
            let offset = format!("{sign}{:02}:{:02}", size / 60, size % 60);
            add("localOffset", &offset, "it is that of the server's own zone");
        }
        if self.handling == DateFormatHandling::MicrosoftDateFormat {
            add("dateFormatHandling", "microsoftDateFormat", "JSON has dates in Microsoft's form");
        }
        if let Some(format) = self.format {
            add("dateFormatString", format, "dates in JSON are in a format of the service's own");
        }
        keys
    }

    /// Another format that explains the dates as well: one with day and month in another order.
    fn also_by(&self, dates: &[(&str, DateTime)]) -> Option<&'static str> {
        let format = self.format?;
        let date = DATES.iter().filter(|date| format.starts_with(**date)).max_by_key(|date| date.len())?;
        let sorted = |text: &str| {
            let mut letters = text.as_bytes().to_vec();
            letters.sort_unstable();
            letters
        };
        let others = DATES.iter().filter(|other| *other != date && sorted(other) == sorted(date));
        let mut others = others.map(|other| ContractSet::keep_text(format.replacen(date, other, 1)));
        others.find(|other| Way { format: Some(other), ..*self }.explains(dates))
    }
}

const ZONES: [DateTimeZoneHandling; 4] = [
    DateTimeZoneHandling::RoundtripKind,
    DateTimeZoneHandling::Utc,
    DateTimeZoneHandling::Unspecified,
    DateTimeZoneHandling::Local,
];

/// The forms that dates have by formats of services' own, the more usual ones first.
const DATES: [&str; 20] = [
    "yyyy-MM-dd",
    "dd/MM/yyyy",
    "MM/dd/yyyy",
    "dd.MM.yyyy",
    "dd-MM-yyyy",
    "yyyy/MM/dd",
    "yyyyMMdd",
    "MM-dd-yyyy",
    "d/M/yyyy",
    "M/d/yyyy",
    "d.M.yyyy",
    "dd MMM yyyy",
    "d MMM yyyy",
    "dd-MMM-yyyy",
    "MMM dd, yyyy",
    "MMM d, yyyy",
    "dd MMMM yyyy",
    "d MMMM yyyy",
    "MMMM d, yyyy",
    "yyyy.MM.dd",
];
const BETWEEN: [&str; 4] = [" ", "'T'", ", ", ""];
const TIMES: [&str; 14] = [
    "HH:mm:ss",
    "HH:mm",
    "HH:mm:ss.fff",
    "HH:mm:ss.fffffff",
    "HH:mm:ss.FFFFFFF",
    "HH:mm:ss.ff",
    "HH:mm:ss.ffffff",
    "hh:mm tt",
    "hh:mm:ss tt",
    "h:mm tt",
    "h:mm:ss tt",
    "H:mm",
    "HHmmss",
    "HHmm",
];
const BEHIND: [&str; 5] = ["", "K", "'Z'", "zzz", " zzz"];

/// The usual way if that explains the dates, else the plainest one that does.
fn settings_of(dates: &[(&str, DateTime)]) -> Option<Way> {
    let explains = |way: &Way| way.explains(dates);
    let offsets = offsets(dates);
    for handling in [DateFormatHandling::IsoDateFormat, DateFormatHandling::MicrosoftDateFormat] {
        for zone in ZONES {
            for local_offset in offsets.iter().copied() {
                let way = Way { zone, handling, local_offset, ..Way::USUAL };
                if explains(&way) {
                    return Some(way);
                }
            }
        }
    }
    for zone in ZONES {
        for local_offset in offsets.iter().copied() {
            let ways = FORMATS.iter().filter(|format| could_be(format, dates));
            let mut ways = ways.map(|format| Way { zone, local_offset, format: Some(format), ..Way::USUAL });
            if let Some(way) = ways.find(|way| way.explains(dates)) {
                return Some(way);
            }
        }
    }
    None
}

/// The way that explains `DateTimeOffset`s where there are no other dates: zones change nothing of these.
fn settings_of_offsets(offsets: &[(&str, DateTimeOffset)]) -> Option<Way> {
    let handlings = [DateFormatHandling::IsoDateFormat, DateFormatHandling::MicrosoftDateFormat];
    let by_itself = handlings.into_iter().map(|handling| Way { handling, ..Way::USUAL });
    let by_format = FORMATS.iter().map(|format| Way { format: Some(format), ..Way::USUAL });
    by_itself.chain(by_format).find(|way| way.explains(offsets))
}

/// Notes what dates tell of the setting that stand in JSON alone: Microsoft's form is no other's, and a format of the
/// service's own has to read and write all of them.
pub(crate) fn of_json_alone(odd: &[&str], api: &mut Api) -> Dates {
    let Some(first) = odd.first() else { return Dates::Usual };
    let way = if odd.iter().all(|date| is_microsofts_date(date)) {
        Way { handling: DateFormatHandling::MicrosoftDateFormat, ..Way::USUAL }
    } else {
        let by_format = FORMATS.iter().map(|format| Way { format: Some(format), ..Way::USUAL });
        let mut by_format = by_format.filter(|way| odd.iter().all(|date| way.reads_and_writes(date)));
        let Some(way) = by_format.next() else { return Dates::Odd((*first).to_owned()) };
        let dates: Vec<(&str, DateTime)> =
            odd.iter().filter_map(|date| Some((*date, way.read(date)?))).collect();
        if let Some(other) = way.also_by(&dates) {
            let format = way.format.unwrap_or_default();
            api.json_remarks.push(Remark::open(format!(
                "dates by `{format}` would look the same by `{other}`: no sample tells which it is"
            )));
        }
        way
    };
    api.json_settings.extend(way.keys(&format!("`{first}`")));
    Dates::Known
}

/// The formats that are tried, the plainer ones first.
static FORMATS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut formats = DATES.to_vec();
    // An hour without a zero before it goes with such a day.
    let (short, long): (Vec<&str>, Vec<&str>) = DATES.into_iter().partition(|date| is_short(date, "d"));
    let dates = |time: &str| {
        if is_short(time, "h") || is_short(time, "H") { [&short[..], &long].concat() } else { DATES.to_vec() }
    };
    for (date, time) in TIMES.iter().flat_map(|time| dates(time).into_iter().map(move |date| (date, *time))) {
        for between in BETWEEN {
            let format = format!("{date}{between}{time}");
            formats.extend(BEHIND.iter().map(|behind| ContractSet::keep_text(format!("{format}{behind}"))));
        }
    }
    formats.extend(["r", "D", "f", "F", "U"]);
    formats
});

/// Whether a format has a letter, but not twice.
fn is_short(format: &str, letter: &str) -> bool {
    format.contains(letter) && !format.contains(&letter.repeat(2))
}

/// Whether a format may explain the first date, at a glance.
fn could_be(format: &str, dates: &[(&str, DateTime)]) -> bool {
    let marks = |text: &str| text.chars().filter(|c| matches!(c, '/' | ',')).count();
    format.len() == 1 || dates.first().is_some_and(|(json, _)| marks(json) == marks(format))
}

/// The offsets that the server's zone may have: none that need be said, then those that stand in the dates.
fn offsets(dates: &[(&str, DateTime)]) -> Vec<Option<i16>> {
    let offset = |date: &DateTime| match date.kind() {
        DateTimeKind::Local { offset_minutes } => Some(offset_minutes),
        _ => None,
    };
    let shown: BTreeSet<i16> = dates
        .iter()
        .flat_map(|(json, xml)| {
            [DateTime::from_json_text(json).ok().and_then(|date| offset(&date)), offset(xml)]
        })
        .flatten()
        .collect();
    std::iter::once(None).chain(shown.into_iter().map(Some)).take(4).collect()
}

/// What samples show of an enum in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EnumShown {
    /// Its number.
    Number,
    /// Its name, which may be the same in camelCase.
    Text,
    /// Its name in camelCase, which XML has otherwise.
    CamelCase,
}

impl EnumShown {
    /// What the text in JSON beside the name in XML shows.
    pub(crate) fn of_text(json: &str, xml: &str) -> Self {
        // XML separates flags by blanks, JSON by commas.
        let names = xml.split(' ').map(|name| Naming::CamelCase.apply(name)).collect::<Vec<_>>();
        if json != xml && json == names.join(", ") { Self::CamelCase } else { Self::Text }
    }

    /// What a spec says of an enum, if that is not what it says of all.
    pub(crate) fn unlike(self, enums: JsonEnums) -> Option<JsonEnums> {
        match (self, enums) {
            (Self::Text, JsonEnums::CamelCaseText) => None,
            (shown, enums) => Some(shown.form()).filter(|form| *form != enums),
        }
    }

    fn form(self) -> JsonEnums {
        match self {
            Self::Number => JsonEnums::Number,
            Self::Text => JsonEnums::Text,
            Self::CamelCase => JsonEnums::CamelCaseText,
        }
    }
}

/// What all enums of a service are in JSON: text if none is a number, in camelCase if one shows that.
pub(crate) fn enums_of(shown: &[EnumShown]) -> JsonEnums {
    if shown.is_empty() || shown.contains(&EnumShown::Number) {
        return JsonEnums::Number;
    }
    if shown.contains(&EnumShown::CamelCase) { JsonEnums::CamelCaseText } else { JsonEnums::Text }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(api: &Api) -> Vec<(String, String)> {
        let value = |setting: &Setting| match &setting.value {
            SettingValue::Text(text) => text.clone(),
            SettingValue::Flag(flag) => flag.to_string(),
        };
        api.json_settings.iter().map(|setting| (setting.key.to_owned(), value(setting))).collect()
    }

    #[test]
    fn dates_in_json_alone_tell_their_form() {
        for (json, expected) in [
            (&["/Date(1728963000123+0200)/"][..], "dateFormatHandling=microsoftDateFormat"),
            (&["15/10/2024 05:30:00", "02/01/2024 00:00:00"], "dateFormatString=dd/MM/yyyy HH:mm:ss"),
            (&["day 289 of 2024"], ""),
            (&["15/10/2024", "10/15/2024"], ""),
        ] {
            let mut api = Api::default();
            let found = of_json_alone(json, &mut api);
            let keys: Vec<String> = keys(&api).iter().map(|(key, value)| format!("{key}={value}")).collect();
            assert_eq!(keys.join(" "), expected, "{json:?}");
            assert_eq!(matches!(found, Dates::Odd(_)), expected.is_empty(), "{json:?}");
        }
    }

    fn found(pairs: &[(&str, &str)]) -> (Vec<(String, String)>, Dates) {
        let mut dates = DatePairs::default();
        for (json, xml) in pairs {
            dates.add(json, xml);
        }
        let mut api = Api::default();
        let settled = dates.settle(&mut api);
        (keys(&api), settled)
    }

    #[test]
    fn pairs_of_dates_tell_the_setting() {
        let xml = "2024-10-15T05:30:00.1234567+02:00";
        for (json, expected) in [
            (xml, ""),
            ("2024-10-15T03:30:00.1234567Z", "dateTimeZoneHandling=utc"),
            ("2024-10-15T05:30:00.1234567", "dateTimeZoneHandling=unspecified"),
            ("2024-10-15T06:30:00.1234567+03:00", "dateTimeZoneHandling=local localOffset=+03:00"),
            ("/Date(1728963000123+0200)/", "dateFormatHandling=microsoftDateFormat"),
            ("/Date(1728963000123)/", "dateTimeZoneHandling=utc dateFormatHandling=microsoftDateFormat"),
            ("2024-10-15", "dateFormatString=yyyy-MM-dd"),
            ("15/10/2024", "dateFormatString=dd/MM/yyyy"),
            ("10/15/2024 05:30 AM", "dateFormatString=MM/dd/yyyy hh:mm tt"),
            ("2024-10-15 03:30:00", "dateTimeZoneHandling=utc dateFormatString=yyyy-MM-dd HH:mm:ss"),
            ("2024-10-15T05:30:00+02:00", "dateFormatString=yyyy-MM-dd'T'HH:mm:ssK"),
            ("Tue, 15 Oct 2024 05:30:00 GMT", "dateFormatString=r"),
        ] {
            let (keys, dates) = found(&[(json, xml)]);
            let keys: Vec<String> = keys.iter().map(|(key, value)| format!("{key}={value}")).collect();
            assert_eq!(keys.join(" "), expected, "{json}");
            assert_eq!(dates == Dates::Usual, expected.is_empty(), "{json}");
        }
    }

    #[test]
    fn what_no_setting_explains_is_odd() {
        let xml = "2024-10-15T05:30:00.1234567+02:00";
        assert_eq!(found(&[("day 289 of 2024", xml)]).1, Dates::Odd("day 289 of 2024".to_owned()));
        // Two ways at once.
        let pairs = [("15/10/2024", xml), ("2024-10-16", "2024-10-16T00:00:00")];
        assert_eq!(found(&pairs).1, Dates::Odd("15/10/2024".to_owned()));
    }

    #[test]
    fn what_may_be_either_is_said() {
        let mut dates = DatePairs::default();
        dates.add("05/05/2024", "2024-05-05T05:30:00");
        let mut api = Api::default();
        assert_eq!(dates.settle(&mut api), Dates::Known);
        assert!(api.json_remarks[0].text.contains("MM/dd/yyyy"), "{:?}", api.json_remarks);
    }
}
