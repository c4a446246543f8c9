use super::*;
use proptest::prelude::*;
use std::collections::hash_map::DefaultHasher;

fn hash(number: &Decimal) -> u64 {
    let mut hasher = DefaultHasher::new();
    number.hash(&mut hasher);
    hasher.finish()
}

#[test]
fn writes_as_in_the_vectors() {
    // writing.json: scalar.decimals; the last two were negative zeros in .NET
    let cases = [
        (0, 0, "0"),
        (0, 1, "0.0"),
        (0, 2, "0.00"),
        (1, 0, "1"),
        (10, 1, "1.0"),
        (100, 2, "1.00"),
        (-150, 2, "-1.50"),
        (79_228_162_514_264_337_593_543_950_335, 0, "79228162514264337593543950335"),
        (-79_228_162_514_264_337_593_543_950_335, 0, "-79228162514264337593543950335"),
        (1, 28, "0.0000000000000000000000000001"),
        (79_228_162_514_264_337_593_543_950_335, 28, "7.9228162514264337593543950335"),
        (100, 0, "100"),
        (10_000_000_000, 0, "10000000000"),
        (10, 2, "0.10"),
        (123_456_789_987_654_321_000, 12, "123456789.987654321000"),
    ];
    for (mantissa, scale, expected) in cases {
        let number = Decimal::new(mantissa, scale).unwrap();
        assert_eq!(number.to_string(), expected);
        assert!(expected.parse::<Decimal>().is_ok_and(|read| read.same_text(&number)), "{expected}");
        assert_eq!(
            (number.mantissa(), number.scale(), number.is_negative()),
            (mantissa, scale, mantissa < 0)
        );
    }
}

#[test]
fn equal_numbers_of_any_scale_have_one_hash() {
    for (one, other) in [("1", "1.00"), ("-2.5", "-2.50"), ("100", "100.0"), ("0", "0.000"), ("0.1", "0.10")]
    {
        let [one, other]: [Decimal; 2] = [one, other].map(|text| text.parse().unwrap());
        assert_eq!(one, other);
        assert_eq!(hash(&one), hash(&other), "{one} {other}");
    }
    let different: [Decimal; 6] = ["1", "10", "0.1", "-1", "0", "2"].map(|text| text.parse().unwrap());
    for (at, one) in different.iter().enumerate() {
        for other in &different[..at] {
            assert_ne!(one, other);
            assert_ne!(hash(one), hash(other), "{one} {other}");
        }
    }
}

#[test]
fn what_does_not_fit_is_rounded_and_halves_to_even() {
    // What stands behind 27 zeros of the fraction.
    for (text, expected) in [
        ("14", "1"),
        ("16", "2"),
        ("15", "2"),
        ("25", "2"),
        ("251", "3"),
        ("250", "2"),
        ("2501", "3"),
        ("06", "1"),
        ("05", "0"),
    ] {
        let zeros = "0".repeat(27);
        let number: Decimal = format!("0.{zeros}{text}").parse().unwrap();
        assert_eq!(number.to_string(), format!("0.{zeros}{expected}"), "{text}");
    }
}

#[test]
fn one_point_is_enough() {
    for text in ["1.2.3", "1..2", ".", "1.2."] {
        assert!(text.parse::<Decimal>().is_err(), "{text}");
    }
}

#[test]
fn a_plus_and_a_minus_stand_once() {
    for (text, expected) in [("+1.5", Some("1.5")), ("-1.5", Some("-1.5")), ("-+1.5", None), ("+-1.5", None)]
    {
        assert_eq!(
            text.parse::<Decimal>().ok().map(|number| number.to_string()).as_deref(),
            expected,
            "{text}"
        );
    }
}

#[test]
fn json_as_in_the_pages() {
    // truth.json: bodies of Kitchen.Sink and of Shop.Contracts
    let cases = [
        ("1990.50", "1990.50"),
        ("0", "0.0"),
        ("79228162514264337593543950335", "79228162514264337593543950335.0"),
        ("-0.10", "-0.10"),
        ("0.0000001", "0.0000001"),
        ("100", "100.0"),
        ("1.500", "1.500"),
    ];
    for (xml, json) in cases {
        assert_eq!(xml.parse::<Decimal>().unwrap().to_json_text(), json);
        assert_eq!(Decimal::from_json_text(json), xml.parse(), "{json}");
    }
}

#[test]
fn reads_what_dotnet_reads() {
    // reading.json: decimal.[..], empty.decimal; the others by .NET's Number.TryNumberToDecimal
    let cases = [
        ("1.00", Some("1.00")),
        ("1e2", None),
        (".5", Some("0.5")),
        ("5.", Some("5")),
        ("79228162514264337593543950336", None),
        ("79228162514264337593543950335", Some("79228162514264337593543950335")),
        ("1.23456789012345678901234567890123", Some("1.2345678901234567890123456789")),
        (" 1 ", Some("1")),
        ("-0.0", Some("0.0")),
        ("1,000", None),
        ("$1", None),
        ("", None),
        (".", None),
        ("-", None),
        ("1-", None),
        ("79228162514264337593543950335.4", Some("79228162514264337593543950335")),
        ("79228162514264337593543950335.5", None),
        ("7922816251426433759354395033.55", Some("7922816251426433759354395034")),
        ("7922816251426433759354395033.45", Some("7922816251426433759354395033.4")),
        ("7922816251426433759354395033.451", Some("7922816251426433759354395033.5")),
        ("0.00000000000000000000000000005", Some("0.0000000000000000000000000000")),
        ("0.000000000000000000000000000051", Some("0.0000000000000000000000000001")),
        ("0.00000000000000000000000000015", Some("0.0000000000000000000000000002")),
        ("0.0000000000000000000000000000000000001", Some("0.0000000000000000000000000000")),
        ("1.0000000000000000000000000000000000", Some("1.0000000000000000000000000000")),
        ("000000000000000000000000000000000001", Some("1")),
    ];
    for (text, expected) in cases {
        assert_eq!(text.parse::<Decimal>().ok().map(|d| d.to_string()).as_deref(), expected, "{text:?}");
    }
}

#[test]
fn reads_exponents_in_json() {
    let cases = [
        ("1e2", Some("100")),
        ("1.50E-1", Some("0.150")),
        ("-2E+0", Some("-2")),
        ("1e28", Some("10000000000000000000000000000")),
        ("1e29", None),
        ("1e-28", Some("0.0000000000000000000000000001")),
        ("25e-29", Some("0.0000000000000000000000000002")),
        ("1e-99999999999", Some("0.0000000000000000000000000000")),
        ("1e99999999999", None),
        ("0e99999999999", Some("0")),
        ("0.00000000000000000000000000000123e30", Some("1.23")),
        ("1e", None),
    ];
    for (text, expected) in cases {
        assert_eq!(
            Decimal::from_json_text(text).ok().map(|d| d.to_string()).as_deref(),
            expected,
            "{text:?}"
        );
    }
}

#[test]
fn compares_by_value() {
    let number = |text: &str| text.parse::<Decimal>().unwrap();
    assert_eq!(number("1.0"), number("1.00"));
    assert_eq!(hash(&number("1.0")), hash(&number("1.00")));
    assert_eq!(number("0.00"), Decimal::default());
    assert!(!number("1.0").same_text(&number("1.00")));
    let mut numbers: Vec<_> =
        ["2", "-1.5", "1.99", "-79228162514264337593543950335", "0.0", "-1.49"].map(number).into();
    numbers.sort_unstable();
    let texts: Vec<_> = numbers.iter().map(ToString::to_string).collect();
    assert_eq!(texts, ["-79228162514264337593543950335", "-1.5", "-1.49", "0.0", "1.99", "2"]);
    assert!(Decimal::MAX > number("7.9228162514264337593543950335"));
}

#[test]
fn converts_floats() {
    assert_eq!(Decimal::try_from(0.1).map(|d| d.to_string()).as_deref(), Ok("0.1"));
    assert_eq!(Decimal::try_from(-1e20).map(|d| d.to_string()).as_deref(), Ok("-100000000000000000000"));
    assert!(Decimal::try_from(f64::NAN).is_err());
    assert!(Decimal::try_from(1e29).is_err());
    assert!((Decimal::new(-1990, 2).unwrap().to_f64() - -19.9).abs() < f64::EPSILON);
    assert_eq!(Decimal::from(u64::MAX).mantissa(), i128::from(u64::MAX));
}

fn any_decimal() -> impl Strategy<Value = Decimal> {
    let limit = i128::try_from(MAX_MANTISSA).unwrap();
    (-limit..=limit, 0..=28_u32).prop_map(|(mantissa, scale)| Decimal::new(mantissa, scale).unwrap())
}

proptest! {
    #[test]
    fn reads_back_what_it_writes(number in any_decimal()) {
        prop_assert!(number.to_string().parse::<Decimal>().is_ok_and(|read| read.same_text(&number)));
        prop_assert_eq!(Decimal::from_json_text(&number.to_json_text()), Ok(number));
    }

    #[test]
    fn equal_numbers_have_equal_hashes(mantissa in -1_000_000_000_i128..1_000_000_000, zeros in 0..15_u32) {
        let short = Decimal::new(mantissa, 3).unwrap();
        let long = Decimal::new(mantissa * 10_i128.pow(zeros), 3 + zeros).unwrap();
        prop_assert_eq!(short, long);
        prop_assert_eq!(hash(&short), hash(&long));
        prop_assert_eq!(short.cmp(&long), Ordering::Equal);
    }

    #[test]
    fn orders_as_its_parts(a: i64, b: i64, scale in 0..=28_u32) {
        let number = |n: i64| Decimal::new(i128::from(n), scale).unwrap();
        prop_assert_eq!(number(a).cmp(&number(b)), a.cmp(&b));
    }

    #[test]
    fn never_panics(text in ".{0,40}", like_number in "[-+]?[0-9]{0,40}\\.?[0-9]{0,40}([eE][-+]?[0-9]{0,12})?") {
        let _ = (text.parse::<Decimal>(), Decimal::from_json_text(&text));
        let _ = (like_number.parse::<Decimal>(), Decimal::from_json_text(&like_number));
    }
}
