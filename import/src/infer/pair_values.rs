//! Pairs the members that neither names nor single values pair: what they hold is the same in both formats.

use std::collections::HashMap;

use super::{
    form::{JsonForm, Text, XmlForm},
    json::Json,
    pair::Pairing,
    walk::as_in_xml,
    xml::Element,
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
    let element = |pair: &Pairing| xml.get(pair.xml?).filter(|element| !element.children.is_empty());
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

/// Pairs objects that hold the same values, whatever their members are called. `is_cut_off` says that the last
/// element ends before its last value.
pub(crate) fn pair_objects(
    pairs: &mut Vec<Pairing>,
    json: &[(String, Json)],
    xml: &[Element],
    is_cut_off: bool,
) {
    let is_object = |value: &Json| matches!(value, Json::Object(object) if !object.members.is_empty());
    pair_left(pairs, json, xml, &is_object, &|value, element| {
        let is_open = is_cut_off && xml.last().is_some_and(|last| std::ptr::eq(last, element));
        is_telling(element) && holds(value, element, if is_open { Share::Some } else { Share::All })
    });
}

/// How much of an object an element has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Share {
    All,
    Some,
}

/// Returns whether an element has values that two objects do not share by chance: a text of the engine's, or two
/// numbers.
fn is_telling(element: &Element) -> bool {
    let forms: Vec<XmlForm> = element.children.iter().map(|child| XmlForm::of(Some(child))).collect();
    let numbers =
        forms.iter().filter(|form| matches!(form, XmlForm::Whole(_) | XmlForm::Fraction(_))).count();
    numbers > 1 || forms.iter().any(|form| matches!(form, XmlForm::Text(Text::Sample(_) | Text::Guid)))
}

/// Returns whether an element has values of an object alone, each once.
fn holds(value: &Json, element: &Element, share: Share) -> bool {
    /// No class that is renamed all through is as large.
    const MOST: usize = 64;
    let Json::Object(object) = value else { return false };
    let count = object.members.len();
    let lacks_some = element.children.len() < count;
    if count > MOST || element.children.len() > count || (share == Share::All && lacks_some) {
        return false;
    }
    let mut left: Vec<&Json> = object.members.iter().map(|(_, value)| value).collect();
    element.children.iter().all(|child| {
        let form = XmlForm::of(Some(child));
        let is_same = |value: &&Json| match value {
            Json::Object(_) => holds(value, child, Share::All),
            value => as_in_xml(JsonForm::of(Some(value))).contains(&form),
        };
        let found = left.iter().position(is_same);
        found.map(|at| left.swap_remove(at)).is_some()
    })
}
