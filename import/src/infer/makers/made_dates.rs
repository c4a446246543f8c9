//! Whether the dates of a sample are the time of its making: the engine sets each of them to that.

use datacontract::clr::{DateTime, DateTimeKind};

use crate::infer::samples::{
    form::{Text, has_fractions, is_microsofts_date},
    json::Json,
    xml::Element,
};

/// .NET's ticks in a day.
const TICKS_OF_A_DAY: i64 = 24 * 60 * 60 * 10_000_000;

/// Returns whether XML has a date with the fractions of a second that only a clock gives.
pub(crate) fn has_time_of_making(root: &Element) -> bool {
    let is_clocks = |text: &str| Text::of(text) == Text::Date && has_fractions(text);
    is_clocks(&root.text) || root.children.iter().any(has_time_of_making)
}

/// Returns whether the dates in a sample are a person's: they are of different days, or all are midnights without the
/// zone that the engine gives them.
pub(crate) fn are_dates_of_persons(value: &Json) -> bool {
    let mut texts = Vec::new();
    add_dates(value, &mut texts);
    if texts.iter().any(|text| has_fractions(text)) {
        return false;
    }
    let dates: Vec<DateTime> = texts.iter().filter_map(|text| DateTime::from_json_text(text).ok()).collect();
    let is_midnight = |date: &DateTime| {
        let is_local = matches!(date.kind(), DateTimeKind::Local { .. });
        !is_local && date.ticks() % TICKS_OF_A_DAY == 0
    };
    let ticks = || dates.iter().map(DateTime::ticks);
    let (Some(first), Some(last)) = (ticks().min(), ticks().max()) else { return false };
    // One may be in UTC and the other in the zone of the server.
    dates.iter().all(is_midnight) || last - first > TICKS_OF_A_DAY
}

/// Adds the dates in a sample, but for the first and the last one that there are: nobody has set them.
fn add_dates<'j>(value: &'j Json, dates: &mut Vec<&'j str>) {
    match value {
        Json::Text(text) => {
            let is_set = !text.starts_with("0001-01-01") && !text.starts_with("9999-12-31");
            if is_set && Text::of(text) == Text::Date && !is_microsofts_date(text) {
                dates.push(text);
            }
        }
        Json::Array(array) => array.items.iter().for_each(|item| add_dates(item, dates)),
        Json::Object(object) => object.members.iter().for_each(|(_, value)| add_dates(value, dates)),
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}
