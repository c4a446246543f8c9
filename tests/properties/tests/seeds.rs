//! The properties hold for their seeds, and for seeds with a few changes.

use datacontract_tests_properties::PROPERTIES;
use datacontract_tests_properties::arbitrary::Choices;

/// How many inputs of a property are checked.
const COUNT: usize = 60;

/// Changes some bytes, and leaves UTF-8 well-formed where it was.
fn change(data: &mut Vec<u8>, choices: &mut Choices) {
    const ODD: [&str; 12] = ["", "<", ">", "\"", "&#x41;", "]]>", "{", "}", ",", "%2F", "é", "=====\n"];
    let is_text = |place: &usize| data.get(*place).is_none_or(|byte| byte & 0xc0 != 0x80);
    let place = (0..=choices.below(data.len() + 1)).rev().find(is_text).unwrap_or(0);
    let end = (place + choices.below(4)..=data.len()).find(is_text).unwrap_or(data.len());
    data.splice(place..end, choices.one_of(&ODD).bytes());
}

#[test]
fn properties_hold_for_seeds_with_changes() {
    for property in PROPERTIES {
        let seeds = (property.seeds)();
        assert!(seeds.len() >= 4, "{} has {} seeds", property.name, seeds.len());
        let mut choices = Choices::new(1);
        for _ in 0..COUNT {
            let mut data = choices.one_of(&seeds).clone();
            for _ in 0..choices.below(4) {
                change(&mut data, &mut choices);
            }
            eprintln!("{}: {:?}", property.name, String::from_utf8_lossy(&data));
            (property.check)(&data);
        }
    }
}
