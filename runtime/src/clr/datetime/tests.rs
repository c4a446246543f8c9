use super::*;
use proptest::prelude::*;

const LOCAL: fn(i16) -> DateTimeKind = |offset_minutes| DateTimeKind::Local { offset_minutes };

#[test]
fn writes_as_in_the_vectors() {
    use DateTimeKind::{Unspecified, Utc};
    // writing.json: scalar.datetimes
    let cases = [
        (638_397_614_450_000_000, Utc, "2024-01-02T03:04:05Z"),
        (638_397_614_450_000_000, Unspecified, "2024-01-02T03:04:05"),
        (638_397_614_450_000_000, LOCAL(60), "2024-01-02T03:04:05+01:00"),
        (638_554_862_450_000_000, LOCAL(120), "2024-07-02T03:04:05+02:00"),
        (599_266_080_000_000_000, LOCAL(60), "1900-01-01T00:00:00+01:00"),
        (638_655_930_000_000_000, LOCAL(60), "2024-10-27T02:30:00+01:00"),
        (638_397_902_450_000_001, Utc, "2024-01-02T11:04:05.0000001Z"),
        (638_397_902_450_000_010, Utc, "2024-01-02T11:04:05.000001Z"),
        (638_397_902_450_000_100, Utc, "2024-01-02T11:04:05.00001Z"),
        (638_397_902_450_001_000, Utc, "2024-01-02T11:04:05.0001Z"),
        (638_397_902_450_010_000, Utc, "2024-01-02T11:04:05.001Z"),
        (638_397_902_450_100_000, Utc, "2024-01-02T11:04:05.01Z"),
        (638_397_902_451_000_000, Utc, "2024-01-02T11:04:05.1Z"),
        (638_397_902_451_234_567, Utc, "2024-01-02T11:04:05.1234567Z"),
        (638_397_902_451_200_000, Utc, "2024-01-02T11:04:05.12Z"),
        (638_397_902_451_234_500, Utc, "2024-01-02T11:04:05.12345Z"),
        (0, Unspecified, "0001-01-01T00:00:00"),
        (3_155_378_975_999_999_999, Unspecified, "9999-12-31T23:59:59.9999999"),
        (0, LOCAL(72), "0001-01-01T00:00:00+01:12"),
        (3_155_378_975_999_999_999, LOCAL(60), "9999-12-31T23:59:59.9999999+01:00"),
        (432_000_000_000, Unspecified, "0001-01-01T12:00:00"),
        (315_253_727_990_000_000, Unspecified, "0999-12-31T23:59:59"),
        (638_447_616_000_000_000, Unspecified, "2024-02-29T00:00:00"),
    ];
    for (ticks, kind, expected) in cases {
        let date = DateTime::from_ticks(ticks, kind).unwrap();
        assert_eq!(date.to_string(), expected);
        assert_eq!(date.to_json_text(), expected);
        assert_eq!(expected.parse(), Ok(date));
        assert_eq!(DateTime::from_json_text(expected), Ok(date));
    }
}

#[test]
fn reads_what_dotnet_reads() {
    // reading.json: date.[..]. Where .NET turned an offset into Stockholm's time, the clock and the offset of
    // the text stand here.
    let cases = [
        ("2024-01-02T03:04:05", Some("2024-01-02T03:04:05")),
        ("2024-01-02T03:04:05Z", Some("2024-01-02T03:04:05Z")),
        ("2024-07-02T03:04:05+02:00", Some("2024-07-02T03:04:05+02:00")),
        ("2024-01-02T03:04:05+00:00", Some("2024-01-02T03:04:05+00:00")),
        ("2024-01-02T03:04:05.123456789Z", Some("2024-01-02T03:04:05.1234568Z")),
        ("2024-01-02T03:04:05.12345675", Some("2024-01-02T03:04:05.1234568")),
        ("2024-01-02T03:04:05.1", Some("2024-01-02T03:04:05.1")),
        ("2024-01-02Z", Some("2024-01-02T00:00:00Z")),
        ("2024-01-02+01:00", Some("2024-01-02T00:00:00+01:00")),
        ("2024", Some("2024-01-01T00:00:00")),
        ("2024-01-02T03:04", None),
        ("2024-01-02 03:04:05", None),
        ("01/02/2024", None),
        ("0000-01-01T00:00:00", None),
        ("0001-01-01T00:00:00Z", Some("0001-01-01T00:00:00Z")),
        ("9999-12-31T23:59:59.9999999-02:00", Some("9999-12-31T23:59:59.9999999-02:00")),
        ("2024-01-02T03:04:05+14:00", Some("2024-01-02T03:04:05+14:00")),
        ("2024-01-02T03:04:05+14:01", Some("2024-01-02T03:04:05+14:01")),
        ("2024-01-02T03:04:05.", None),
        ("24-01-02T03:04:05", None),
        ("--01-02", Some("1904-01-02T00:00:00")),
        ("2024-1-2T3:4:5", None),
        // By .NET's XsdDateTime.
        ("2024-10", Some("2024-10-01T00:00:00")),
        ("2024-10Z", Some("2024-10-01T00:00:00Z")),
        ("2024-05:00", Some("2024-01-01T00:00:00-05:00")),
        ("2024-10-05:00", Some("2024-10-01T00:00:00-05:00")),
        ("2024-10-05-05:00", Some("2024-10-05T00:00:00-05:00")),
        ("--02-29", Some("1904-02-29T00:00:00")),
        ("\u{a0}2024-01-02T03:04:05z\r\n", Some("2024-01-02T03:04:05Z")),
        ("2024-01-02T03:04:05.12345665", Some("2024-01-02T03:04:05.1234566")),
        ("2024-01-02T03:04:05.123456650001", Some("2024-01-02T03:04:05.1234567")),
        ("2024-01-02T23:59:59.99999999", Some("2024-01-03T00:00:00")),
        ("9999-12-31T23:59:59.99999999", None),
        ("2024-01-02T24:00:00", None),
        ("2024-01-02T23:60:00", None),
        ("2024-01-02T23:59:60", None),
        ("2023-02-29", None),
        ("2024-13-01", None),
        ("2024-01-02T03:04:05+02", None),
        ("2024-01-02T03:04:05+-2:00", None),
        ("2024-01-02T03:04:05+0200", None),
        ("2024-01-02T03:04:05+99:60", None),
        ("2024-01-02T", None),
        ("12024-01-02", None),
        ("", None),
        // .NET adds today's date to these.
        ("03:04:05", None),
        ("---02", None),
        ("--01", None),
    ];
    for (text, expected) in cases {
        assert_eq!(text.parse::<DateTime>().ok().map(|d| d.to_string()).as_deref(), expected, "{text:?}");
    }
}

#[test]
fn local_texts_name_the_instant_of_the_vectors() {
    // reading.json: date.[..+14:00], date.[..+14:01]; Stockholm is an hour ahead of UTC there.
    for (text, stockholm) in [
        ("2024-01-02T03:04:05+14:00", 638_397_146_450_000_000),
        ("2024-01-02T03:04:05+14:01", 638_397_145_850_000_000),
        ("2024-01-02T03:04:05+00:00", 638_397_650_450_000_000_i64),
    ] {
        let date: DateTime = text.parse().unwrap();
        assert_eq!(date.to_unix_ticks_utc(), Some(stockholm - 60 * TICKS_PER_MINUTE - UNIX_TICKS), "{text}");
    }
}

#[test]
fn reads_what_json_net_reads() {
    let cases = [
        ("2024-10-15T05:29:19.514+0200", Some("2024-10-15T05:29:19.514+02:00")),
        ("2024-10-15T05:29:19+02", Some("2024-10-15T05:29:19+02:00")),
        ("2024-10-15T24:00:00Z", Some("2024-10-16T00:00:00Z")),
        ("2024-10-15T24:00:01Z", None),
        ("2024-10-15", Some("2024-10-15T00:00:00")),
        ("2024-10-15T05:29", Some("2024-10-15T05:29:00")),
        ("/Date(1234567890000)/", Some("2009-02-13T23:31:30Z")),
        ("/Date(1234567890000+0200)/", Some("2009-02-14T01:31:30+02:00")),
        ("/Date(-1000-0500)/", Some("1969-12-31T18:59:59-05:00")),
        ("/Date(1e3)/", None),
        ("/Date()/", None),
        ("/Date(99999999999999999)/", None),
        ("/Date(1+2)/", None),
        ("2024-10-15X", None),
        ("", None),
    ];
    for (text, expected) in cases {
        assert_eq!(
            DateTime::from_json_text(text).ok().map(|d| d.to_string()).as_deref(),
            expected,
            "{text:?}"
        );
    }
}

#[test]
fn has_parts() {
    let date: DateTime = "2024-10-15T05:29:19.5139414Z".parse().unwrap();
    assert_eq!((date.year(), date.month(), date.day()), (2024, 10, 15));
    assert_eq!((date.hour(), date.minute(), date.second()), (5, 29, 19));
    assert_eq!((date.ticks_of_second(), date.nanosecond()), (5_139_414, 513_941_400));
    assert_eq!(DateTime::from_parts(2024, 10, 15, 5, 29, 19, 5_139_414, DateTimeKind::Utc), Some(date));
    assert_eq!(DateTime::from_parts(10_000, 1, 1, 0, 0, 0, 0, DateTimeKind::Utc), None);
    assert_eq!(DateTime::from_parts(2024, 1, 1, 0, 0, 0, 10_000_000, DateTimeKind::Utc), None);
    assert_eq!(DateTime::from_ticks(-1, DateTimeKind::Utc), None);
    assert_eq!(DateTime::from_ticks(0, LOCAL(i16::MIN)), None);
    assert_eq!(
        DateTime::from_unix_ticks_utc(0).map(|d| d.to_string()).as_deref(),
        Some("1970-01-01T00:00:00Z")
    );
    assert_eq!(date.with_kind(DateTimeKind::Unspecified).and_then(|d| d.to_unix_ticks_utc()), None);
    assert_eq!(date.to_unix_nanos_utc(), Some(1_728_970_159_513_941_400));
}

proptest! {
    #[test]
    fn reads_back_what_it_writes(ticks in 0..=MAX_TICKS, kind in 0..3_u8, offset in -MAX_OFFSET..=MAX_OFFSET) {
        let kind = match kind {
            0 => DateTimeKind::Unspecified,
            1 => DateTimeKind::Utc,
            _ => LOCAL(offset),
        };
        let date = DateTime::from_ticks(ticks, kind).unwrap();
        prop_assert_eq!(date.to_string().parse(), Ok(date));
        prop_assert_eq!(DateTime::from_json_text(&date.to_json_text()), Ok(date));
    }

    #[test]
    fn days_follow_each_other(day in 0..3_652_058_i64) {
        let at = |day| DateTime::from_ticks(day * TICKS_PER_DAY, DateTimeKind::Utc).unwrap();
        let (today, tomorrow) = (at(day), at(day + 1));
        if tomorrow.day() == 1 {
            prop_assert!(today.day() >= 28);
            prop_assert_eq!(tomorrow.month(), today.month() % 12 + 1);
        } else {
            prop_assert_eq!((tomorrow.month(), tomorrow.day()), (today.month(), today.day() + 1));
        }
    }

    #[test]
    fn never_panics(text in ".{0,40}", like_date in "[-0-9]{0,11}T?[0-9:.]{0,20}([-+][0-9:]{0,6})?", json in "/Date\\([-+0-9]{0,25}\\)/") {
        for text in [text, like_date, json] {
            let _ = (text.parse::<DateTime>(), DateTime::from_json_text(&text));
        }
    }
}
