use super::*;
use proptest::prelude::*;

fn text64(value: f64) -> String {
    let mut out = String::new();
    write_f64(&mut out, value);
    out
}

fn text32(value: f32) -> String {
    let mut out = String::new();
    write_f32(&mut out, value);
    out
}

#[test]
fn what_is_no_number_stands_in_quotes_in_json() {
    for (value, expected) in
        [(f64::NAN, "\"NaN\""), (f64::INFINITY, "\"Infinity\""), (f64::NEG_INFINITY, "\"-Infinity\"")]
    {
        let (mut of_64, mut of_32) = (String::new(), String::new());
        write_json_f64(&mut of_64, value);
        #[expect(clippy::cast_possible_truncation, reason = "what is no number stays none")]
        write_json_f32(&mut of_32, value as f32);
        assert_eq!([of_64.as_str(), &of_32], [expected; 2]);
    }
}

#[test]
fn doubles_as_in_the_vectors() {
    // writing.json: scalar.floats (D), scalar.min, scalar.max
    let cases = [
        (0.0, "0"),
        (-0.0, "-0"),
        (1.0, "1"),
        (-1.0, "-1"),
        (0.1, "0.1"),
        (1.0 / 3.0, "0.3333333333333333"),
        (2.0 / 3.0, "0.6666666666666666"),
        (100.0, "100"),
        (123_456_789_012_345.0, "123456789012345"),
        (1_234_567_890_123_456.0, "1234567890123456"),
        (1.234_567_890_123_456_8e16, "12345678901234568"),
        (1e14, "100000000000000"),
        (1e15, "1000000000000000"),
        (1e16, "10000000000000000"),
        (1e17, "1E+17"),
        (1e20, "1E+20"),
        (1e21, "1E+21"),
        (1e100, "1E+100"),
        (1e-4, "0.0001"),
        (1e-5, "1E-05"),
        (1e-6, "1E-06"),
        (1.234e-5, "1.234E-05"),
        (1.5e-7, "1.5E-07"),
        (5e-324, "5E-324"),
        (2.225_073_858_507_201_4e-308, "2.2250738585072014E-308"),
        (f64::NAN, "NaN"),
        (f64::INFINITY, "INF"),
        (f64::NEG_INFINITY, "-INF"),
        (9_007_199_254_740_992.0, "9007199254740992"),
        (0.1 + 0.2, "0.30000000000000004"),
        (123_456.789, "123456.789"),
        (1_000_000_000_000_000.5, "1000000000000000.5"),
        (4.35, "4.35"),
        (f64::MAX, "1.7976931348623157E+308"),
        (f64::MIN, "-1.7976931348623157E+308"),
        (999_999_999_999_999.0, "999999999999999"),
        (9_999_999_999_999_998.0, "9999999999999998"),
    ];
    for (value, expected) in cases {
        assert_eq!(text64(value), expected);
    }
}

#[test]
fn floats_as_in_the_vectors() {
    // writing.json: scalar.floats (F), scalar.min
    let cases = [
        (0.0, "0"),
        (-0.0, "-0"),
        (0.1, "0.1"),
        (0.333_333_34, "0.33333334"),
        (16_777_216.0, "16777216"),
        (1e7, "10000000"),
        (1e8, "100000000"),
        (1.5e9, "1.5E+09"),
        (1e10, "1E+10"),
        (1e20, "1E+20"),
        (1e-4, "0.0001"),
        (1e-5, "1E-05"),
        (std::f32::consts::PI, "3.1415927"),
        (1e-45, "1E-45"),
        (f32::NAN, "NaN"),
        (f32::INFINITY, "INF"),
        (f32::NEG_INFINITY, "-INF"),
        (1_234_567.0, "1234567"),
        (12_345_678.0, "12345678"),
        (123_456_790.0, "123456790"),
        (0.2, "0.2"),
        (99_999.99, "99999.99"),
        (f32::MIN, "-3.4028235E+38"),
    ];
    for (value, expected) in cases {
        assert_eq!(text32(value), expected);
    }
}

#[test]
fn json_as_in_the_pages() {
    // truth.json: bodies of Kitchen.Sink and of Shop.Contracts
    let cases = [
        (58.7558, "58.7558"),
        (100.0, "100.0"),
        (1e300, "1E+300"),
        (1e21, "1E+21"),
        (1e-7, "1E-07"),
        (-0.1, "-0.1"),
        (123_456_789.125, "123456789.125"),
        (f64::NAN, "\"NaN\""),
        (f64::INFINITY, "\"Infinity\""),
        (f64::NEG_INFINITY, "\"-Infinity\""),
    ];
    for (value, expected) in cases {
        let mut out = String::from("x.");
        write_json_f64(&mut out, value);
        assert_eq!(out.strip_prefix("x."), Some(expected));
    }
    let mut out = String::new();
    write_json_f32(&mut out, 3.4e38);
    write_json_f32(&mut out, 2.0);
    assert_eq!(out, "3.4E+382.0");
}

#[test]
fn reads_what_dotnet_reads() {
    // reading.json: double.[..]
    let cases = [
        ("1", Some(1.0)),
        (".5", Some(0.5)),
        ("5.", Some(5.0)),
        ("1e400", Some(f64::INFINITY)),
        ("-1e400", Some(f64::NEG_INFINITY)),
        ("1e-400", Some(0.0)),
        ("INF", Some(f64::INFINITY)),
        ("-INF", Some(f64::NEG_INFINITY)),
        ("+INF", None),
        ("Infinity", Some(f64::INFINITY)),
        ("-Infinity", Some(f64::NEG_INFINITY)),
        (" 1.5 ", Some(1.5)),
        ("1,5", None),
        ("0x1", None),
        ("+1.5", Some(1.5)),
        ("1 5", None),
        ("inf", None),
        ("", None),
        ("-", None),
        ("1e", None),
        ("1.5E+3", Some(1500.0)),
        ("12345678901234567890", Some(12_345_678_901_234_567_890.0)),
    ];
    for (text, expected) in cases {
        assert_eq!(parse_f64(text).ok(), expected, "{text:?}");
    }
    assert!(parse_f64("NaN").is_ok_and(f64::is_nan));
    // double.[-0] gives +0 through the dictionary reader; only the long way keeps the sign.
    assert!(parse_f64("-0").is_ok_and(|zero| zero == 0.0 && zero.is_sign_positive()));
    assert!(parse_f64("-0.0").is_ok_and(|zero| zero == 0.0 && zero.is_sign_negative()));
    assert!(parse_f32("-0").is_ok_and(f32::is_sign_positive));
}

#[test]
fn reads_floats() {
    // reading.json: float.[..]
    assert_eq!(parse_f32("3.4028235E+38"), Ok(f32::MAX));
    assert_eq!(parse_f32("0.1"), Ok(0.1));
    assert_eq!(parse_f32("INF"), Ok(f32::INFINITY));
    assert_eq!(parse_f32("-12345.678"), Ok(-12_345.678));
    assert_eq!(parse_json_f32("1.5"), Ok(1.5));
}

proptest! {
    #[test]
    fn doubles_read_back(bits: u64) {
        let value = f64::from_bits(bits);
        prop_assume!(!value.is_nan());
        let text = text64(value);
        prop_assert_eq!(parse_f64(&text).map(f64::to_bits), Ok(bits));
        let mut json = String::new();
        write_json_f64(&mut json, value);
        prop_assert_eq!(parse_json_f64(json.trim_matches('"')).map(f64::to_bits), Ok(bits));
    }

    #[test]
    fn floats_read_back(bits: u32) {
        let value = f32::from_bits(bits);
        prop_assume!(!value.is_nan());
        prop_assert_eq!(parse_f32(&text32(value)).map(f32::to_bits), Ok(bits));
    }

    #[test]
    fn the_short_cut_agrees_with_rust(text in "-?[0-9]{0,5}\\.[0-9]{1,4}") {
        prop_assert_eq!(parse_f64(&text).ok(), text.parse::<f64>().ok());
        prop_assert_eq!(parse_f32(&text).ok(), text.parse::<f32>().ok());
    }

    #[test]
    fn never_panics(text in ".{0,12}", like_number in "[-+]?[0-9.eEINFa]{0,14}") {
        let _ = (parse_f64(&text), parse_f32(&text), parse_f64(&like_number), parse_f32(&like_number));
    }
}

/// `XmlConvert.ToDouble` of .NET Core 3.1 was asked: zero characters are skipped behind a number, not behind a name.
#[test]
fn zero_characters_may_stand_behind_a_number() {
    for text in ["1.5\0", "1.5\0\0", " 1.5 \0", "1.5\0 "] {
        assert_eq!(parse_f64(text), Ok(1.5), "{text:?}");
    }
    for text in ["INF\0", "\u{b}INF", "Infinity\0", "NaN\0", "\0", "\x001.5"] {
        assert!(parse_f64(text).is_err(), "{text:?}");
    }
}
