//! Pairs the members that neither names nor single values pair: what they hold is the same in both formats.

use std::collections::HashMap;

use super::by_name::{Pairing, loosely};
use crate::infer::{
    samples::{
        form::{JsonForm, Text, XmlForm, as_in_xml},
        json::Json,
        xml::{Element, decode},
    },
    wording::words::is_identifier,
};

/// Pairs the members that JSON alone has with those that XML alone has, where `fits` finds just one for either.
/// `is_open` says which values are looked at.
pub(crate) fn pair_left(
    pairs: &mut Vec<Pairing>,
    json: &[(String, Json)],
    xml: &[Element],
    is_open: &dyn Fn(&Json) -> bool,
    fits: &dyn Fn(&Json, &Element) -> bool,
) {
    let value = |pair: &Pairing| json.get(pair.json?).map(|(_, value)| value);
    let has_content =
        |element: &&Element| !element.children.is_empty() || XmlForm::of(Some(element)) == XmlForm::Any;
    let element = |pair: &Pairing| xml.get(pair.xml?).filter(has_content);
    let open_json: Vec<(usize, &Json)> = pairs
        .iter()
        .enumerate()
        .filter(|(_, pair)| pair.xml.is_none())
        .filter_map(|(place, pair)| Some((place, value(pair).filter(|value| is_open(value))?)))
        .collect();
    let open_xml: Vec<(usize, &Element)> = pairs
        .iter()
        .enumerate()
        .filter(|(_, pair)| pair.row.is_none() && pair.json.is_none())
        .filter_map(|(place, pair)| Some((place, element(pair)?)))
        .collect();
    let mut found: HashMap<usize, Vec<usize>> = HashMap::new();
    for (place, value) in open_json {
        let mut fitting = open_xml.iter().filter(|(_, element)| fits(value, element));
        if let (Some((only, _)), None) = (fitting.next(), fitting.next()) {
            found.entry(*only).or_default().push(place);
        }
    }
    let mut place = 0;
    let found: Vec<(usize, usize)> = found
        .into_iter()
        .filter_map(|(xml, json)| Some((xml, *json.first().filter(|_| json.len() == 1)?)))
        .collect();
    for (xml, json) in &found {
        let at = pairs.get(*xml).and_then(|pair| pair.xml);
        if let Some(pair) = pairs.get_mut(*json) {
            pair.xml = at;
        }
    }
    pairs.retain(|_| {
        place += 1;
        !found.iter().any(|(xml, _)| *xml == place - 1)
    });
}

/// How much of the formats is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    /// All of both.
    Whole,
    /// All of JSON; XML ends among the values of the last element.
    XmlIsOpen,
    /// All of JSON.
    XmlIsCut,
}

/// Pairs values that hold the same, whatever their members are called.
pub(crate) fn pair_contents(
    pairs: &mut Vec<Pairing>,
    json: &[(String, Json)],
    xml: &[Element],
    shown: Shown,
) {
    let holds_some = |value: &Json| match value {
        Json::Object(_) => true,
        Json::Array(array) => !array.items.is_empty(),
        _ => false,
    };
    let fits = |value: &Json, element: &Element| {
        let is_last = xml.last().is_some_and(|last| std::ptr::eq(last, element));
        let share = if shown == Shown::XmlIsOpen && is_last { Share::Some } else { Share::All };
        holds(value, element, share)
    };
    pair_left(pairs, json, xml, &holds_some, &|value, element| is_telling(element) && fits(value, element));
    // The engine fills what has a setter, and that is in XML as well: one list that is left in JSON is the one that
    // is left in XML, even if all lists of their kind look alike.
    if shown == Shown::Whole {
        pair_left(pairs, json, xml, &holds_some, &fits);
        pair_last_enum(pairs, json, xml);
    }
}

/// Pairs the number of an enum with its word, if nothing else is left in either format.
fn pair_last_enum(pairs: &mut Vec<Pairing>, json: &[(String, Json)], xml: &[Element]) {
    let mut left = pairs.iter().enumerate().filter(|(_, pair)| pair.json.is_some() != pair.xml.is_some());
    let (Some(one), Some(other), None) = (left.next(), left.next(), left.next()) else { return };
    let (of_json, of_xml) = if one.1.json.is_some() { (one, other) } else { (other, one) };
    let value = of_json.1.json.and_then(|at| json.get(at)).map(|(_, value)| value);
    let element = of_xml.1.xml.and_then(|at| xml.get(at));
    if of_xml.1.row.is_none() && may_be_enum(value, element) {
        let (place, unpaired, element) = (of_json.0, of_xml.0, of_xml.1.xml);
        if let Some(pair) = pairs.get_mut(place) {
            pair.xml = element;
        }
        pairs.remove(unpaired);
    }
}

/// Returns whether JSON may have the number of an enum whose word XML has.
fn may_be_enum(value: Option<&Json>, element: Option<&Element>) -> bool {
    matches!(JsonForm::of(value), JsonForm::Whole(_))
        && matches!(XmlForm::of(element), XmlForm::Text(Text::Other(word)) if is_identifier(&word))
}

/// How much of a value an element has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Share {
    All,
    Some,
}

/// Returns whether an element has values that two objects do not share by chance: a text of the engine's, or two
/// numbers. Items that are simple values are the same in every list.
fn is_telling(element: &Element) -> bool {
    let mut names = element.children.iter().map(|child| (&child.namespace, &child.name));
    let first = names.next();
    if element.children.len() > 1 && names.all(|name| Some(name) == first) {
        return element.children.iter().any(|item| !item.children.is_empty() && is_telling(item));
    }
    let forms: Vec<XmlForm> = element.children.iter().map(|child| XmlForm::of(Some(child))).collect();
    let numbers =
        forms.iter().filter(|form| matches!(form, XmlForm::Whole(_) | XmlForm::Fraction(_))).count();
    numbers > 1 || forms.iter().any(|form| matches!(form, XmlForm::Text(Text::Sample(_) | Text::Guid)))
}

/// Returns whether an element has a value's parts alone, each once.
fn holds(value: &Json, element: &Element, share: Share) -> bool {
    match value {
        Json::Object(object) if object.says_nothing() => XmlForm::of(Some(element)) == XmlForm::Any,
        Json::Object(object) => {
            has_members(&object.members, element, share)
                || has_names(&object.members, element)
                || has_entries(&object.members, element)
        }
        Json::Array(array) => {
            let items = array.items.iter().zip(&element.children);
            array.items.len() == element.children.len()
                && items.into_iter().all(|(item, child)| is_item(item, child))
        }
        value => as_in_xml(JsonForm::of(Some(value))).contains(&XmlForm::of(Some(element))),
    }
}

/// Returns whether an element has what an item or a member of an object has.
fn is_item(value: &Json, element: &Element) -> bool {
    holds(value, element, Share::All) || may_be_enum(Some(value), Some(element))
}

/// Returns whether an element has what JSON has under the same names, and maybe more, which JSON ignores.
fn has_names(members: &[(String, Json)], element: &Element) -> bool {
    let named: HashMap<String, &Element> =
        element.children.iter().map(|child| (loosely(&decode(&child.name)), child)).collect();
    members.iter().all(|(name, value)| named.get(&loosely(name)).is_some_and(|child| is_item(value, child)))
}

/// Returns whether an element has the values of an object, whatever they are called. `XmlSerializer` leaves out null.
fn has_members(members: &[(String, Json)], element: &Element, share: Share) -> bool {
    /// No class that is renamed all through is as large.
    const MOST: usize = 64;
    if members.len() > MOST || element.children.len() > members.len() || element.children.is_empty() {
        return false;
    }
    let mut left: Vec<&Json> = members.iter().map(|(_, value)| value).collect();
    let has_all = element.children.iter().all(|child| {
        let same = left.iter().position(|value| holds(value, child, Share::All));
        let found = same.or_else(|| left.iter().position(|value| may_be_enum(Some(value), Some(child))));
        found.map(|at| left.swap_remove(at)).is_some()
    });
    has_all && (share == Share::Some || left.iter().all(|value| **value == Json::Null))
}

/// Returns whether an element has the entries of a dictionary.
fn has_entries(entries: &[(String, Json)], element: &Element) -> bool {
    entries.len() == element.children.len()
        && entries.iter().zip(&element.children).all(|((key, value), entry)| {
            match entry.children.as_slice() {
                [of_key, of_value] => of_key.text == *key && is_item(value, of_value),
                _ => false,
            }
        })
}

#[cfg(test)]
mod tests {
    use datacontract::contract::Serializer;

    use super::*;
    use crate::infer::samples::{json, xml};

    /// What is paired of members none of which names pair, as `json=element`.
    fn paired(json: &str, xml: &str) -> Vec<String> {
        let Json::Object(object) = json::parse(json).expect("JSON").value else { panic!("an object") };
        let elements = format!("<k xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\">{xml}</k>");
        let document = xml::parse(&elements, Serializer::DataContractSerializer).expect("XML");
        let children = document.root.children;
        let of_json = (0..object.members.len()).map(|at| Pairing { json: Some(at), ..Pairing::default() });
        let of_xml = (0..children.len()).map(|at| Pairing { xml: Some(at), ..Pairing::default() });
        let mut pairs: Vec<Pairing> = of_json.chain(of_xml).collect();
        pair_contents(&mut pairs, &object.members, &children, Shown::Whole);
        let both =
            pairs.iter().filter_map(|pair| Some((object.members.get(pair.json?)?, children.get(pair.xml?)?)));
        both.map(|((name, _), element)| format!("{name}={}", element.name)).collect()
    }

    #[test]
    fn what_members_hold_pairs_them() {
        let lists = "<Sizes><int>1</int><int>2</int></Sizes><Tags><string>sample string 1</string></Tags>";
        assert_eq!(paired(r#"{ "a": [1, 2], "b": ["sample string 1"] }"#, lists), ["a=Sizes", "b=Tags"]);
        let entries = "<Options><E><Key>sample string 1</Key><Value>true</Value></E></Options>";
        assert_eq!(paired(r#"{ "a": { "sample string 1": true } }"#, entries), ["a=Options"]);
        let items = "<Rows><Row><Id>1</Id><Mood>Calm</Mood></Row></Rows>";
        assert_eq!(paired(r#"{ "rows_x": [{ "id": 1, "mood": 0 }] }"#, items), ["rows_x=Rows"]);
        assert_eq!(paired(r#"{ "a": 0 }"#, "<Mood>Calm</Mood>"), ["a=Mood"]);
    }

    #[test]
    fn what_may_be_one_or_the_other_stays_apart() {
        let twice = "<A><int>1</int><int>2</int></A><B><int>1</int><int>2</int></B>";
        assert!(paired(r#"{ "x": [1, 2], "y": [1, 2] }"#, twice).is_empty());
        assert!(paired(r#"{ "x": [1, 2] }"#, "<A><int>1</int></A>").is_empty());
        assert!(paired(r#"{ "x": 0, "y": 0 }"#, "<Mood>Calm</Mood>").is_empty());
    }
}
