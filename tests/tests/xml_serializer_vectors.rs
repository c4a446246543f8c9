//! The XML engine does what .NET's `XmlSerializer` did: `tests/vectors/xmlserializer`, on the fast path and without it.

use datacontract::__private::slow_path;
use datacontract::contract::Serializer;
use datacontract::xml::{self, ReadOptions, WriteOptions};
use datacontract_tests::conformance::{Outcome, cases, check_xml_serializer};
use datacontract_tests::neutral::{Contracts, as_texts, from_neutral};
use serde_json::Value as Json;

fn load(file: &str) -> Json {
    let path = format!("{}/vectors/xmlserializer/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the vectors are there");
    as_texts(serde_json::from_str(&text).expect("JSON"))
}

fn run(file: &str, least_passed: usize) {
    let json = load(file);
    let mut failed = Vec::new();
    let mut passed = 0;
    for (types, case) in cases(&json) {
        match check_xml_serializer(types, case) {
            Outcome::Failed(how) => failed.push(format!("{}: {how}", case["id"])),
            Outcome::Passed => passed += 1,
            Outcome::OnPurpose(_) | Outcome::OutOfScope(_) => {}
        }
    }
    assert!(failed.is_empty(), "{} cases failed:\n{}", failed.len(), failed.join("\n"));
    assert!(passed >= least_passed, "only {passed} passed");
}

#[test]
fn writing() {
    run("writing.json", 395);
}

#[test]
fn random_graphs() {
    run("random.json", 245);
}

#[test]
fn reading() {
    run("reading.json", 376);
}

/// One case of each kind that fresh random cases once found to differ.
#[test]
fn fresh() {
    run("fresh.json", 38);
}

/// XML that no contract describes, and texts between elements, by classes made for that.
#[test]
fn nodes() {
    run("nodes.json", 130);
}

/// Every fifth case with the generator's types, compiled: the contracts become a spec, the generator's output is built,
/// and the compiled types do the work. All cases:
/// `cargo run -p datacontract-tests --bin conformance -- --xml-serializer --compiled ..`.
#[test]
fn compiled_types() {
    let vectors = format!("{}/vectors/xmlserializer", env!("CARGO_MANIFEST_DIR"));
    let files = ["writing.json", "random.json", "reading.json", "fresh.json", "nodes.json"];
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_conformance"))
        .args(["--xml-serializer", "--compiled", "--sample", "5"])
        .args(files.map(|file| format!("{vectors}/{file}")))
        .output()
        .expect("the runner runs");
    let printed = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{printed}\n{errors}");
    let last = printed.trim_end().lines().last().unwrap_or_default();
    assert!(last.contains(" passed, 0 failed"), "{printed}");
}

/// Returns what became of a document, with all notices.
fn outcome(
    text: &str,
    strict: bool,
    read: impl FnOnce(&str, ReadOptions<'_>) -> datacontract::Result<datacontract::dynamic::Value>,
) -> String {
    let mut notices = Vec::new();
    let mut note = |notice: &datacontract::Notice<'_>| notices.push(format!("{notice:?}"));
    let mut options = if strict { ReadOptions::strict() } else { ReadOptions::default() };
    options.serializer = Serializer::XmlSerializer;
    options.notices = Some(&mut note);
    let result = read(text, options).map_err(|error| format!("{error:?} {error}"));
    format!("{result:?} {notices:?}")
}

/// Every document of the vectors, as it is and with a byte of markup changed here and there: both paths read the same
/// value or say the same error and the same notices, and neither panics.
#[test]
fn both_paths_agree() {
    let mut read = 0;
    for file in ["writing.json", "random.json", "reading.json", "fresh.json", "nodes.json"] {
        let json = load(file);
        for (number, (types, case)) in cases(&json).into_iter().enumerate() {
            let Some(text) = case.get("xml").and_then(Json::as_str) else { continue };
            let mut contracts = Contracts::of_serializer(types, Serializer::XmlSerializer);
            let Ok(ty) = contracts.type_of(&case["root"]) else { continue };
            if let Ok(value) = from_neutral(&mut contracts, &case["root"], &case["value"])
                && !case["value"].is_null()
            {
                let mut options = WriteOptions::default();
                options.serializer = Serializer::XmlSerializer;
                let fast = xml::write_value(&value, &ty, &options).map_err(|error| format!("{error:?}"));
                let slow =
                    slow_path::write_value(&value, &ty, &options).map_err(|error| format!("{error:?}"));
                assert_eq!(fast, slow, "{}", case["id"]);
            }
            for text in mutated(text, number) {
                for strict in [false, true] {
                    let fast = outcome(&text, strict, |text, options| {
                        xml::read_value_from_slice_with(text.as_bytes(), &ty, options)
                    });
                    let slow =
                        outcome(&text, strict, |text, options| slow_path::read_value(text, &ty, options));
                    assert_eq!(fast, slow, "{} {text}", case["id"]);
                    read += 1;
                }
            }
        }
    }
    assert!(read > 8_000, "{read}");
}

/// Returns a document, and variants of it: cut off, with things where they do not belong, without a piece.
fn mutated(text: &str, seed: usize) -> Vec<String> {
    const ODDITIES: [&str; 10] = [
        "<X/>",
        "<!-- -->",
        " xsi:nil=\"true\"",
        "</X>",
        "<![CDATA[1]]>",
        " ",
        "&#x41;",
        " x=\"1\"",
        "é",
        "<",
    ];
    let boundary = |place: usize| (place..=text.len()).find(|place| text.is_char_boundary(*place));
    let place = |step: usize| {
        let place = seed.wrapping_mul(7919).wrapping_add(step * 104_729) % (text.len() + 1);
        boundary(place).unwrap_or(text.len())
    };
    let mut variants = vec![text.to_owned(), text[..place(0)].to_owned()];
    for step in 1..4 {
        // Between two elements, and anywhere.
        let anywhere = place(step);
        let between = text[anywhere..].find("><").map_or(anywhere, |behind| anywhere + behind + 1);
        let oddity = ODDITIES[(seed + step) % ODDITIES.len()];
        for at in [anywhere, between] {
            variants.push(format!("{}{oddity}{}", &text[..at], &text[at..]));
        }
    }
    variants
}
