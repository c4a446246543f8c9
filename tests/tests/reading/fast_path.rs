//! The fast path reads as the slow path does: the same value, the same notices, the same error.

use crate::documents::{LAYOUTS, MODES, ODDITIES, laid_out, spoil, write_options};
use datacontract::__private::slow_path;
use datacontract::contract::{Serializer, Type};
use datacontract::value::Field;
use datacontract::xml::{self, ReadOptions, WriteOptions};
use datacontract::{Error, Notice, UnknownValue, json};
use datacontract_apis::lcmanager::LeadUpdateRequest;
use datacontract_apis::leadbank::{LeadResponse, LeadState};
use datacontract_tests::arbitrary::{self, Choices, FORMS};
use proptest::prelude::*;
use std::fmt::Write as _;

const CONTRACTS: Serializer = Serializer::DataContractSerializer;

type Read<'f> = &'f dyn Fn(&str, ReadOptions<'_>) -> Result<String, Error>;

/// All that is to be known of how a document was read.
fn outcome(
    text: &str,
    serializer: Serializer,
    (strict, require, max_depth): (bool, bool, u32),
    read: Read<'_>,
) -> String {
    let mut notices = String::new();
    let mut note = |notice: &Notice<'_>| {
        let _ = writeln!(notices, "{notice:?}");
    };
    let mut options = ReadOptions::default();
    (options.strict, options.require, options.max_depth) = (strict, require, max_depth);
    options.serializer = serializer;
    options.notices = Some(&mut note);
    let result = read(text, options).map_err(|error| format!("{error:?} {error}"));
    format!("{notices}{result:?}")
}

/// Whether the document could be read.
fn check(text: &str, serializer: Serializer, fast: Read<'_>, slow: Read<'_>) -> bool {
    for mode in MODES {
        let (fast, slow) = (outcome(text, serializer, mode, fast), outcome(text, serializer, mode, slow));
        assert_eq!(fast, slow, "{serializer:?} {mode:?} {text}");
    }
    let mut options = ReadOptions::default();
    options.serializer = serializer;
    fast(text, options).is_ok()
}

fn check_value(text: &str, ty: &Type, serializer: Serializer) -> bool {
    let written = |value| xml::write_value(&value, ty, &write_options(serializer));
    check(
        text,
        serializer,
        &|text, options| xml::read_value_with(text, ty, options).and_then(written),
        &|text, options| slow_path::read_value(text, ty, options).and_then(written),
    )
}

fn check_typed<T: Field + Default>(text: &str, serializer: Serializer) -> bool {
    let written = |value: T| xml::to_string_with(&value, &write_options(serializer));
    check(
        text,
        serializer,
        &|text, options| xml::from_str_with(text, options).and_then(written),
        &|text, options| slow_path::from_str(text, options).and_then(written),
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_document_of_any_contract(seed: u64) {
        for serializer in FORMS {
            let mut choices = Choices::new(seed);
            let ty = arbitrary::contracts_for(&mut choices, serializer);
            let value = arbitrary::value(&mut choices, &ty, 4);
            // `XmlSerializer` refuses some contracts, which `properties` counts.
            let Ok(written) = xml::write_value(&value, &ty, &write_options(serializer)) else { continue };
            prop_assert!(check_value(&written, &ty, serializer));
            for layout in LAYOUTS {
                // Twice, since the order of the first is learnt from.
                let mut text = laid_out(&written, layout);
                check_value(&text, &ty, serializer);
                check_value(&text, &ty, serializer);
                for _ in 0..6 {
                    spoil(&mut text, &mut choices);
                    check_value(&text, &ty, serializer);
                }
            }
        }
    }

    #[test]
    fn shared_objects(seed: u64) {
        let mut choices = Choices::new(seed);
        let (ty, value) = arbitrary::graph(&mut choices);
        let mut text = xml::write_value(&value, &ty, &WriteOptions::default()).expect("it can be written");
        prop_assert!(check_value(&text, &ty, CONTRACTS));
        for _ in 0..8 {
            spoil(&mut text, &mut choices);
            check_value(&text, &ty, CONTRACTS);
        }
    }
}

/// Cuts a document at each place, takes away each character, and puts each oddity everywhere.
fn at_every_place<T: Field + Default>(text: &str, serializer: Serializer) {
    assert!(check_typed::<T>(text, serializer));
    for (place, c) in text.char_indices() {
        check_typed::<T>(&text[..place], serializer);
        check_typed::<T>(&[&text[..place], &text[place + c.len_utf8()..]].concat(), serializer);
        for oddity in ODDITIES {
            check_typed::<T>(&[&text[..place], oddity, &text[place..]].concat(), serializer);
        }
    }
}

fn lead() -> LeadUpdateRequest {
    let sample = include_str!("../../../specs/lcmanager/samples/LeadUpdate.request.json");
    json::from_str(sample).expect("the sample of the page")
}

#[test]
fn every_place_of_an_object_with_a_base_class() {
    for serializer in FORMS {
        let text = xml::to_string_with(&lead(), &write_options(serializer)).expect("it can be written");
        for layout in LAYOUTS {
            let text = laid_out(&text, layout);
            assert!(check_typed::<LeadUpdateRequest>(&text, serializer));
        }
        at_every_place::<LeadUpdateRequest>(&text, serializer);
    }
}

#[test]
fn every_place_of_nested_lists() {
    let sample = include_str!("../../../specs/leadbank/samples/leads.response.json");
    let mut value: LeadResponse = json::from_str(sample).expect("the sample of the page");
    if let Some(leads) = &mut value.leads {
        leads.truncate(1);
        // XML has only names for the values of an enum, and the page does not notify them.
        for lead in leads.iter_mut() {
            lead.state = LeadState::Unknown(UnknownValue::Text("New".into()));
        }
        if let Some(contents) = leads.first_mut().and_then(|lead| lead.contents.as_mut()) {
            contents.truncate(2);
        }
    }
    for serializer in FORMS {
        let text = xml::to_string_with(&value, &write_options(serializer)).expect("it can be written");
        for layout in LAYOUTS {
            assert!(check_typed::<LeadResponse>(&laid_out(&text, layout), serializer));
        }
        at_every_place::<LeadResponse>(&text, serializer);
    }
}
