//! How the service's JSON formatter is set, as far as samples show it beside XML, which no such setting
//! changes.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use datacontract::{
    clr::{DateTime, DateTimeKind, DateTimeOffset},
    contract::{DateFormatHandling, DateSettings, DateTimeZoneHandling, JsonSettings},
    dynamic::ContractSet,
    json::{self, ReadOptions, WriteOptions},
};

use crate::infer::{
    model::{Api, Remark, Setting, SettingValue},
    samples::json::quoted,
};

/// Dates of samples, as JSON has them.
#[derive(Clone, Debug, Default)]
pub(crate) struct DatePairs {
    /// Dates that stand in XML too, with XML's text.
    pairs: BTreeSet<(String, String)>,
    /// Of `DateTimeOffset`s: JSON's text, and the date in UTC and the offset in minutes that XML has.
    offsets: BTreeSet<(String, String, String)>,
    /// Dates that JSON alone shows.
    alone: BTreeSet<String>,
    /// Texts in the form of dates that JSON alone shows and no page calls dates, with how often they stand there.
    untyped: BTreeMap<String, usize>,
    /// Dates that JSON alone shows in samples that the engine made: the time of their making.
    of_engine: BTreeSet<String>,
    /// The dates among these that lack the zone, with how often each stands there.
    now_without_zone: BTreeMap<String, usize>,
}

/// So many pairs show the setting; more of them add nothing.
const MOST_PAIRS: usize = 64;

impl DatePairs {
    pub(crate) fn add(&mut self, json: &str, xml: &str) {
        if self.pairs.len() < MOST_PAIRS {
            self.pairs.insert((json.to_owned(), xml.to_owned()));
        }
    }

    pub(crate) fn add_offset(&mut self, json: &str, utc: &str, minutes: &str) {
        if self.offsets.len() < MOST_PAIRS {
            self.offsets.insert((json.to_owned(), utc.to_owned(), minutes.to_owned()));
        }
    }

    /// Adds a date that JSON alone shows.
    pub(crate) fn add_alone(&mut self, json: &str) {
        if self.alone.len() < MOST_PAIRS {
            self.alone.insert(json.to_owned());
        }
    }

    /// Adds a text in the form of a date that JSON alone shows, and that no page calls a date.
    pub(crate) fn add_untyped(&mut self, json: &str) {
        if self.untyped.len() < MOST_PAIRS {
            *self.untyped.entry(json.to_owned()).or_default() += 1;
        }
    }

    /// Adds a text that JSON alone shows in a sample that the engine made, if it is the time at which it did.
    pub(crate) fn add_engines(&mut self, json: &str) {
        if is_moment(json) && self.of_engine.len() < MOST_PAIRS {
            self.of_engine.insert(json.to_owned());
        }
        if is_now_without_zone(json) && self.now_without_zone.len() < MOST_PAIRS {
            *self.now_without_zone.entry(json.to_owned()).or_default() += 1;
            self.add_alone(json);
        }
    }

    pub(crate) fn extend(&mut self, others: DatePairs) {
        for (json, xml) in others.pairs {
            self.add(&json, &xml);
        }
        for (json, utc, minutes) in others.offsets {
            self.add_offset(&json, &utc, &minutes);
        }
        for json in others.alone {
            self.add_alone(&json);
        }
        for (json, count) in others.untyped {
            *self.untyped.entry(json).or_default() += count;
        }
        for (json, count) in others.now_without_zone {
            *self.now_without_zone.entry(json).or_default() += count;
        }
        self.of_engine.extend(others.of_engine);
    }

    /// Returns the dates that JSON alone shows: those that pages call dates, or else what has the form of one. A text
    /// of that form may be any text, unless there are several.
    fn alone(&self) -> BTreeSet<&str> {
        const SEVERAL: usize = 2;
        if self.alone.is_empty() && self.untyped.values().sum::<usize>() >= SEVERAL {
            return self.untyped.keys().map(String::as_str).collect();
        }
        self.alone.iter().map(String::as_str).collect()
    }

    /// Notes in the API how dates are written, if that is not Json.NET's way; whether it is known now. What
    /// JSON alone shows tells only where XML shows no date: of its form, not of its zone.
    pub(crate) fn settle(&self, api: &mut Api) -> Dates {
        let alone = self.alone();
        let example = match (self.pairs.first(), self.offsets.first(), alone.first()) {
            (Some((json, xml)), ..) => format!("`{json}` beside `{xml}`"),
            (None, Some((json, utc, minutes)), _) => format!("`{json}` beside `{utc}` and {minutes} minutes"),
            (None, None, Some(json)) => format!("`{json}`"),
            (None, None, None) => {
                self.note_untyped(api);
                return self.settle_fractions(api);
            }
        };
        let beside_xml = self.beside_xml();
        let has_xml = !self.pairs.is_empty() || !self.offsets.is_empty();
        let alone = alone.into_iter().filter(|_| !has_xml).map(|json| Date { json, value: Value::InJson });
        let dates: Vec<Date<'_>> = beside_xml.into_iter().chain(alone).collect();
        let Some(found) = settings_of(&dates) else {
            let odd = dates.iter().find(|date| has_xml && DateTime::from_json_text(date.json).is_err());
            return odd.map_or(Dates::Usual, |date| Dates::Odd(date.json.to_owned()));
        };
        let found = found.with_server_offset(&dates);
        let form = DateForm(found);
        if found.is_usual() {
            return if has_xml { Dates::Usual } else { self.settle_now(&dates, api) };
        }
        api.json_settings.extend(found.keys(&example));
        if let Some(other) = found.also_by(&dates) {
            let format = found.format.unwrap_or_default();
            api.json_remarks.push(Remark::open(format!(
                "dates by `{format}` would look the same by `{other}`: no sample tells which it is"
            )));
        }
        Dates::Known(form)
    }

    /// Notes that dates lack their zone, if those lack it that the engine makes: they are the local time. A setting
    /// alone leaves out the zone; where most of the fraction of the second lacks as well, a format of the service's own
    /// leaves out both. One date of that kind may be a person's.
    fn settle_now(&self, dates: &[Date<'_>], api: &mut Api) -> Dates {
        const SEVERAL: usize = 2;
        let Some(example) = self.now_without_zone.keys().next() else { return self.settle_fractions(api) };
        let why = "the time at which the sample was made has no zone in JSON";
        let digits = self.digits_of_engine();
        let (key, way, why) = if digits <= DIGITS_OF_FORMATS {
            let is_sure =
                self.all_lack_the_zone() && self.now_without_zone.values().sum::<usize>() >= SEVERAL;
            let Some(way) = own_format(dates).filter(|_| is_sure) else { return self.settle_fractions(api) };
            ("dateFormatString", way, format!("{why}, and {}: `{example}`", fraction_of(digits)))
        } else {
            let way = Way { zone: DateTimeZoneHandling::Unspecified, ..Way::USUAL };
            if !way.explains(dates) {
                return self.settle_fractions(api);
            }
            ("dateTimeZoneHandling", way, format!("{why}: `{example}`"))
        };
        let value = SettingValue::Text(way.format.unwrap_or("unspecified").to_owned());
        api.json_settings.push(Setting { key, value, remark: Remark::inferred(why) });
        Dates::Known(DateForm(way))
    }

    /// Returns whether none of the engine's dates has its zone.
    fn all_lack_the_zone(&self) -> bool {
        self.now_without_zone.len() == self.of_engine.len()
    }

    /// Returns how many digits of a second the dates of the engine's have at most.
    fn digits_of_engine(&self) -> usize {
        self.of_engine.iter().map(|json| digits_of_second(json)).max().unwrap_or_default()
    }

    /// Notes that dates have no more digits of the second than a format of the service's own may leave of it, if those
    /// that the engine makes are so: they are the time of their making. A clock may show a whole second, so that one or
    /// two of them prove nothing.
    fn settle_fractions(&self, api: &mut Api) -> Dates {
        const ENOUGH: usize = 3;
        let digits = self.digits_of_engine();
        let Some(example) = self.of_engine.first().filter(|_| digits <= DIGITS_OF_FORMATS) else {
            return Dates::Usual;
        };
        let (zone, rest) = match (self.all_lack_the_zone(), digits) {
            (true, 0) => (" and no zone", "both"),
            (true, _) => (" and no zone", "the others and the zone"),
            (false, 0) => ("", "it"),
            (false, _) => ("", "the others"),
        };
        let why = format!("dates of the engine's have {}{zone} in JSON", fraction_of(digits));
        let dates: Vec<Date<'_>> =
            self.of_engine.iter().map(|json| Date { json, value: Value::InJson }).collect();
        if dates.len() >= ENOUGH
            && let Some(way) = own_format(&dates)
        {
            let value = SettingValue::Text(way.format.unwrap_or_default().to_owned());
            let remark = Remark::inferred(format!("{why}: `{example}`"));
            api.json_settings.push(Setting { key: "dateFormatString", value, remark });
            return Dates::Known(DateForm(way));
        }
        api.json_remarks.push(
            Remark::open(format!(
                "{why} (`{example}`), as a format of the service's own may leave {rest} out"
            ))
            .advise("write `dateFormatString` if you know that the service has one"),
        );
        Dates::Usual
    }

    /// Notes a text that alone has the form of a date.
    fn note_untyped(&self, api: &mut Api) {
        let Some(json) = self.untyped.keys().next() else { return };
        let date = [Date { json, value: Value::InJson }];
        if let Some(format) = settings_of(&date).and_then(|way| way.format) {
            api.json_remarks.push(
                Remark::open(format!(
                    "one text in JSON has the form of a date (`{json}`, by `{format}`), and no page calls it one"
                ))
                .advise("write `dateFormatString` if the service has its dates in this format"),
            );
        }
    }

    /// Returns the dates whose value XML shows.
    fn beside_xml(&self) -> Vec<Date<'_>> {
        let pairs = self
            .pairs
            .iter()
            .filter_map(|(json, xml)| Some(Date { json, value: Value::InXml(xml.parse().ok()?) }));
        let offsets = self.offsets.iter().filter_map(|(json, utc, minutes)| {
            let value = DateTimeOffset::from_utc_and_offset(utc.parse().ok()?, minutes.parse().ok()?)?;
            Some(Date { json, value: Value::OffsetInXml(value) })
        });
        pairs.chain(offsets).collect()
    }
}

/// Returns whether a text is a date and a time to the second as Json.NET writes it, which is no midnight: that is set
/// by persons.
fn is_moment(json: &str) -> bool {
    let time = json.split_once('T').and_then(|(_, time)| time.get(..8));
    time.is_some_and(|time| time != "00:00:00") && DateTime::from_json_text(json).is_ok()
}

/// The digits of a fraction of a second that formats of services' own have at most. Json.NET writes seven, without
/// zeros at their end: of a clock's times one in ten thousand has as few as these.
const DIGITS_OF_FORMATS: usize = 3;

/// Returns how many digits a date has behind its seconds.
fn digits_of_second(json: &str) -> usize {
    let digits = json.split_once('.').map_or("", |(_, digits)| digits);
    digits.bytes().take_while(u8::is_ascii_digit).count()
}

/// Says how many digits a second has at most behind its point.
fn fraction_of(digits: usize) -> String {
    match digits {
        0 => "no fraction of a second".to_owned(),
        1 => "one digit of a fraction of a second at most".to_owned(),
        digits => format!("{digits} digits of a fraction of a second at most"),
    }
}

/// Returns whether a date of the engine's, which is the time at which it made the sample, has no zone.
fn is_now_without_zone(json: &str) -> bool {
    let is_of_time =
        |time: &str| time.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.'));
    is_moment(json)
        && json.split_once('T').is_some_and(|(_, time)| is_of_time(time))
        && json.parse::<DateTime>().is_ok()
}

/// A date of a sample.
#[derive(Clone, Copy, Debug)]
struct Date<'s> {
    json: &'s str,
    value: Value,
}

/// The value of a date.
#[derive(Clone, Copy, Debug)]
enum Value {
    /// XML shows it.
    InXml(DateTime),
    /// XML shows it, as a `DateTimeOffset`.
    OffsetInXml(DateTimeOffset),
    /// JSON alone shows it.
    InJson,
}

impl Date<'_> {
    /// Returns whether a way writes the date as JSON has it. What JSON alone shows it reads first.
    fn is_by(&self, settings: JsonSettings) -> bool {
        let mut options = WriteOptions::default();
        options.settings = Some(settings);
        let written = match self.value {
            Value::InXml(date) => json::to_string_with(&date, &options),
            Value::OffsetInXml(date) => json::to_string_with(&date, &options),
            Value::InJson => {
                let mut reading = ReadOptions::default();
                reading.settings = Some(settings);
                match json::from_str_with::<DateTime>(&quoted(self.json), reading) {
                    Ok(date) => json::to_string_with(&date, &options),
                    Err(_) => return false,
                }
            }
        };
        written.ok().and_then(|text| json::from_str::<String>(&text).ok()).as_deref() == Some(self.json)
    }

    /// Returns the offset of a `DateTimeOffset`, which XML shows.
    fn offset_minutes(&self) -> Option<i16> {
        match self.value {
            Value::OffsetInXml(date) => Some(date.offset_minutes()),
            Value::InXml(_) | Value::InJson => None,
        }
    }
}

/// What is known of dates in JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Dates {
    /// Nothing that Json.NET would not do by itself.
    Usual,
    /// The setting is known.
    Known(DateForm),
    /// This date is in a form that no setting explains.
    Odd(String),
}

/// The form of the service's dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DateForm(Way);

impl DateForm {
    /// Returns whether a text is a date in this form.
    pub(crate) fn writes(self, text: &str) -> bool {
        Date { json: text, value: Value::InJson }.is_by(self.0.settings())
    }
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

    fn settings(&self) -> JsonSettings {
        let mut dates = DateSettings::new();
        (dates.zone, dates.handling, dates.local_offset) = (self.zone, self.handling, self.local_offset);
        dates.format = self.format;
        let mut settings = JsonSettings::new();
        settings.dates = dates;
        settings
    }

    /// Whether it writes all dates as JSON has them.
    fn explains(self, dates: &[Date<'_>]) -> bool {
        let settings = self.settings();
        dates.iter().all(|date| date.is_by(settings))
    }

    /// Adds the offset of the server's zone where the format writes none: without it nobody can read a
    /// `DateTimeOffset`.
    fn with_server_offset(self, dates: &[Date<'_>]) -> Self {
        let writes_zone = |format: &str| format.contains(['K', 'z']) || format.len() == 1;
        let mut offsets = dates.iter().filter_map(Date::offset_minutes);
        let Some(first) = offsets.next().filter(|_| self.format.is_some_and(|f| !writes_zone(f))) else {
            return self;
        };
        let with_offset = Self { local_offset: Some(first), ..self };
        let is_one = offsets.all(|offset| offset == first);
        if self.local_offset.is_none() && is_one && with_offset.explains(dates) { with_offset } else { self }
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

    /// Another format that explains the dates as well: one with day and month in another order, or with a `Z` that
    /// stands behind all dates, whatever their zone.
    fn also_by(&self, dates: &[Date<'_>]) -> Option<&'static str> {
        let format = self.format?;
        if let Some(start) = format.strip_suffix('K').filter(|_| self.zone != DateTimeZoneHandling::Utc) {
            let other = ContractSet::keep_text(format!("{start}'Z'"));
            if (Way { format: Some(other), ..*self }).explains(dates) {
                return Some(other);
            }
        }
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
fn settings_of(dates: &[Date<'_>]) -> Option<Way> {
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
    own_format(dates)
}

/// Returns the plainest format of a service's own that explains the dates.
fn own_format(dates: &[Date<'_>]) -> Option<Way> {
    let offsets = offsets(dates);
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
fn could_be(format: &str, dates: &[Date<'_>]) -> bool {
    let marks = |text: &str| text.chars().filter(|c| matches!(c, '/' | ',')).count();
    format.len() == 1 || dates.first().is_some_and(|date| marks(date.json) == marks(format))
}

/// The offsets that the server's zone may have: none that need be said, then those that stand in the dates.
fn offsets(dates: &[Date<'_>]) -> Vec<Option<i16>> {
    let offset = |date: &DateTime| match date.kind() {
        DateTimeKind::Local { offset_minutes } => Some(offset_minutes),
        _ => None,
    };
    let shown: BTreeSet<i16> = dates
        .iter()
        .flat_map(|date| {
            let in_xml = match &date.value {
                Value::InXml(date) => offset(date),
                Value::OffsetInXml(_) | Value::InJson => None,
            };
            [DateTime::from_json_text(date.json).ok().and_then(|date| offset(&date)), in_xml]
        })
        .flatten()
        .collect();
    std::iter::once(None).chain(shown.into_iter().map(Some)).take(4).collect()
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
    fn dates_in_json_alone_tell_their_form() {
        for (json, expected) in [
            (&["2024-10-15T05:30:00.1234567+02:00", "2024-10-15T05:30:00"][..], ""),
            (&["2024-10-15T03:30:00Z"], ""),
            (&["/Date(1728963000123+0200)/"], "dateFormatHandling=microsoftDateFormat"),
            (&["/Date(1728963000123)/"], "dateFormatHandling=microsoftDateFormat"),
            (&["2024-10-15"], "dateFormatString=yyyy-MM-dd"),
            (&["15/10/2024 05:30:00"], "dateFormatString=dd/MM/yyyy HH:mm:ss"),
            (&["2024-10-15T05:30:00.120"], "dateFormatString=yyyy-MM-dd'T'HH:mm:ss.fff"),
            (&["15/10/2024 05:30:00", "02/01/2024 00:00:00"], "dateFormatString=dd/MM/yyyy HH:mm:ss"),
            (&["15/10/2024", "10/15/2024"], ""),
            (&["day 289 of 2024"], ""),
        ] {
            let mut dates = DatePairs::default();
            for json in json {
                dates.add_alone(json);
            }
            let mut api = Api::default();
            dates.settle(&mut api);
            let keys: Vec<String> = keys(&api).iter().map(|(key, value)| format!("{key}={value}")).collect();
            assert_eq!(keys.join(" "), expected, "{json:?}");
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
        assert!(matches!(dates.settle(&mut api), Dates::Known(_)));
        assert!(api.json_remarks[0].text.contains("MM/dd/yyyy"), "{:?}", api.json_remarks);
    }
}
