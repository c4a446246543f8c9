//! Dates without a zone: clocks, and days alone.

use crate::{through, written};
use datacontract_tests_value_types::{
    clocks_chrono, clocks_jiff, clocks_time, days_chrono, days_jiff, days_own, days_time,
};

const SAMPLE: (&str, &str) =
    (include_str!("../../specs/days/samples/day.xml"), include_str!("../../specs/days/samples/day.json"));

#[test]
fn samples_are_written_as_by_own_types() {
    let day = through::<days_own::Day>(SAMPLE);
    assert_eq!(through::<days_jiff::Day>(SAMPLE), day);
    assert_eq!(through::<days_chrono::Day>(SAMPLE), day);
    assert_eq!(through::<days_time::Day>(SAMPLE), day);
    assert_eq!(through::<clocks_jiff::Day>(SAMPLE), day);
    assert_eq!(through::<clocks_chrono::Day>(SAMPLE), day);
    assert_eq!(through::<clocks_time::Day>(SAMPLE), day);
}

#[test]
fn defaults_are_the_first_day() {
    let day = written(&days_own::Day::default());
    assert!(day.1.contains("0001-01-01T00:00:00\""), "{}", day.1);
    assert_eq!(written(&days_jiff::Day::default()), day);
    assert_eq!(written(&days_chrono::Day::default()), day);
    assert_eq!(written(&days_time::Day::default()), day);
    assert_eq!(written(&clocks_jiff::Day::default()), day);
    assert_eq!(written(&clocks_chrono::Day::default()), day);
    assert_eq!(written(&clocks_time::Day::default()), day);
}
