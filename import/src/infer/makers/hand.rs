//! Who made a sample: the engine, or a person.

use super::{
    login,
    made_dates::{are_dates_of_persons, has_time_of_making},
    own_dates::{self, DateLook},
};
use crate::infer::{
    samples::{
        form::{BYTE, CHAR, Text, XmlForm, is_count},
        json::Json,
        xml::Element,
    },
    types::member_types::MemberTypes,
    wording::words::is_identifier,
};
use datacontract::contract::Serializer;

/// What a sample's texts show of who made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hand {
    /// It has texts as the engine makes them.
    Engine,
    /// It has no text that tells.
    Open,
    /// Its only texts are times of day, in a format of the service's own or a person's.
    Times,
    /// Its only texts are days, in a format of the service's own or a person's.
    Days,
    /// It has other texts.
    Person,
}

/// What else shows who made a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OtherSample {
    /// Another sample of the page has texts of the engine's.
    OfEngine,
    /// None has.
    Open,
}

impl OtherSample {
    /// Looks at the texts of a page's samples.
    pub(crate) fn find<'t>(mut samples: impl Iterator<Item = &'t str>) -> Self {
        if samples.any(|sample| sample.contains("sample string ")) { Self::OfEngine } else { Self::Open }
    }
}

/// Who made a sample, as far as can be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SampleMaker {
    /// The engine: its counters are proof.
    Engine,
    /// A serializer, of values that the site has given it: what a contract has it shows.
    Serializer,
    /// A person, for all that shows. What is there has names and types; what is not there proves nothing.
    Person,
}

impl SampleMaker {
    /// Finds it in the samples of a payload. `serializer` is the one whose declarations the XML has, `other`
    /// what the page's other samples show, and `types` the types that tables have for members.
    pub(crate) fn find(
        json: Option<&Json>,
        xml: Option<&Element>,
        serializer: Option<Serializer>,
        other: OtherSample,
        types: &MemberTypes,
    ) -> Self {
        // People leave out what they do not understand: a namespace, and members. One value has none.
        let is_serializers = |root: &Element| {
            let is_value = root.children.is_empty() && !root.text.trim().is_empty();
            let is_declared = match serializer {
                Some(Serializer::XmlSerializer) => true,
                Some(Serializer::DataContractSerializer) => !has_day(root),
                None => false,
            };
            is_declared || !root.namespace.is_empty() || is_value
        };
        if xml.is_none() && json.is_some_and(login::is_of_login) {
            Self::Person
        } else if is_engines(json, xml, serializer, other, types) {
            Self::Engine
        } else if xml.is_some_and(is_serializers) {
            Self::Serializer
        } else {
            Self::Person
        }
    }
}

/// Returns whether the engine made a sample, as far as can be seen.
fn is_engines(
    json: Option<&Json>,
    xml: Option<&Element>,
    serializer: Option<Serializer>,
    other: OtherSample,
    types: &MemberTypes,
) -> bool {
    let Some(json) = json else { return xml.is_none_or(|xml| is_engines_xml(xml, serializer)) };
    match Hand::of(json, types) {
        Hand::Engine => true,
        Hand::Open => {
            other == OtherSample::OfEngine
                || !(are_numbers_of_persons(json)
                    || (xml.is_none() && Numbers::of(json).are_not_counted())
                    || (are_dates_of_persons(json) && !xml.is_some_and(has_time_of_making)))
        }
        Hand::Times => other == OtherSample::OfEngine || xml.is_some_and(has_time_of_making),
        Hand::Days => xml.is_some_and(has_time_of_making),
        Hand::Person => false,
    }
}

/// Why XML that a person has written is left out if its root declares nothing.
pub(crate) const OF_NO_SERIALIZER: &str = "a person seems to have written it: its root declares no namespace, and those \
                                           of both serializers do, so that it shows neither the serializer nor the \
                                           contract's namespace";

/// Returns whether the engine made the JSON sample, and no text of the XML sample is one of the engine's.
pub(crate) fn is_xml_of_person(json: Option<&Json>, xml: Option<&Element>) -> bool {
    fn add_texts<'x>(element: &'x Element, texts: &mut Vec<&'x str>) {
        texts.push(element.text.trim());
        element.children.iter().for_each(|child| add_texts(child, texts));
    }
    let mut texts = Vec::new();
    if let Some(xml) = xml {
        add_texts(xml, &mut texts);
    }
    texts.retain(|text| !text.is_empty());
    let is_engines =
        |text: &&str| matches!(Text::of(text), Text::Sample(_) | Text::Uri(_) | Text::Bytes | Text::TimeSpan);
    xml.is_some()
        && json.is_some_and(|json| Hand::of(json, &MemberTypes::default()) == Hand::Engine)
        && !texts.iter().any(is_engines)
}

impl Hand {
    /// Finds it in the texts of a JSON sample: the engine's are `sample string 1` and so on.
    fn of(value: &Json, types: &MemberTypes) -> Self {
        let mut hand = Self::Open;
        look(value, types, &mut hand);
        hand
    }
}

/// Returns whether a value is a word, or a list of words: an enum's, where the page has a type of the
/// service's own.
fn is_word(value: &Json) -> bool {
    match value {
        Json::Text(text) => is_identifier(text) && matches!(Text::of(text), Text::Other(_)),
        Json::Array(array) => !array.items.is_empty() && array.items.iter().all(is_word),
        _ => false,
    }
}

fn look(value: &Json, types: &MemberTypes, hand: &mut Hand) {
    match value {
        Json::Text(text) => {
            let shown = match Text::of(text) {
                Text::Sample(_) | Text::Uri(_) | Text::Bytes | Text::TimeSpan => Hand::Engine,
                // The engine's `char`.
                Text::Other(text) if text == CHAR => Hand::Open,
                Text::Other(text) => match own_dates::look(&text) {
                    DateLook::Time => Hand::Times,
                    DateLook::Day => Hand::Days,
                    DateLook::None => Hand::Person,
                },
                Text::Date | Text::OwnDate | Text::PerhapsOwnDate | Text::Guid => Hand::Open,
            };
            *hand = match (*hand, shown) {
                (Hand::Engine, _) | (_, Hand::Engine) => Hand::Engine,
                (Hand::Person, _) | (_, Hand::Person) => Hand::Person,
                (Hand::Days, _) | (_, Hand::Days) => Hand::Days,
                (Hand::Times, _) | (_, Hand::Times) => Hand::Times,
                (Hand::Open, Hand::Open) => Hand::Open,
            };
        }
        Json::Array(array) => array.items.iter().for_each(|item| look(item, types, hand)),
        Json::Object(object) => {
            for (name, value) in &object.members {
                // The key of a dictionary.
                if matches!(Text::of(name), Text::Sample(_)) {
                    *hand = Hand::Engine;
                }
                if !(is_word(value) && types.is_of_own_type(name)) {
                    look(value, types, hand);
                }
            }
        }
        _ => {}
    }
}

/// Returns whether at least half of the numbers in a sample are no counts, and some have digits behind the point that
/// the engine never writes, as in 0.02.
fn are_numbers_of_persons(value: &Json) -> bool {
    let numbers = Numbers::of(value);
    numbers.fractions > 0 && numbers.others >= numbers.counts
}

/// The numbers in a sample.
#[derive(Default)]
struct Numbers {
    counts: usize,
    others: usize,
    /// Of the others, those with digits behind the point.
    fractions: usize,
    /// The least of those but for 0, which the engine sets an enum to.
    least: Option<u64>,
    zeros: usize,
    /// Those that are no greater than what there is to count in the same object up to them: texts, numbers, and the
    /// words for true and false.
    in_their_places: usize,
}

impl Numbers {
    fn of(value: &Json) -> Self {
        let mut numbers = Self::default();
        numbers.add(value);
        numbers
    }

    fn add(&mut self, value: &Json) {
        match value {
            Json::Number(number) => {
                if is_count(number) {
                    self.counts += 1;
                } else {
                    self.others += 1;
                    let number = number.parse::<f64>();
                    self.fractions += usize::from(number.is_ok_and(|number| number.fract() != 0.0));
                }
                match whole(number) {
                    0 => self.zeros += 1,
                    number => self.least = Some(self.least.map_or(number, |least| least.min(number))),
                }
            }
            Json::Array(array) => self.add_all(array.items.iter().map(|item| (None, item))),
            Json::Object(object) => {
                self.add_all(object.members.iter().map(|(name, value)| (Some(name.as_str()), value)));
            }
            Json::Null | Json::Text(_) | Json::Bool(_) => {}
        }
    }

    /// Adds what is counted together: the members of an object, the items of a list, or the keys and values of a
    /// dictionary.
    fn add_all<'j>(&mut self, values: impl Iterator<Item = (Option<&'j str>, &'j Json)>) {
        // No member of C# is called so.
        let is_key = |name: &str| name.parse::<i64>().is_ok() || !matches!(Text::of(name), Text::Other(_));
        let mut counted = 0;
        for (name, value) in values {
            counted += u64::from(name.is_some_and(is_key));
            counted += u64::from(matches!(value, Json::Number(_) | Json::Text(_) | Json::Bool(_)));
            if let Json::Number(number) = value {
                let number = whole(number);
                self.in_their_places += usize::from((1..=counted).contains(&number));
            }
            self.add(value);
        }
    }

    /// Returns whether there are numbers, and the engine can have counted none of them, unless members are hidden
    /// before each: they are greater than what there is to count, and none is what it sets a `byte` or an enum to.
    /// Beside 0 one alone may be an enum's as well.
    fn are_not_counted(&self) -> bool {
        const ENOUGH_BESIDE_ZERO: usize = 2;
        let least = self.least.filter(|least| *least > 1 && *least != u64::from(BYTE));
        let others = (self.counts + self.others).saturating_sub(self.zeros);
        least.is_some() && self.in_their_places == 0 && (self.zeros == 0 || others >= ENOUGH_BESIDE_ZERO)
    }
}

/// Returns a number without its fraction; 0 if it is less.
fn whole(number: &str) -> u64 {
    number.split('.').next().unwrap_or_default().parse().unwrap_or(0)
}

/// Returns whether XML has a day without a time: no serializer writes a date so, and of the texts that persons change
/// dates are the first.
fn has_day(root: &Element) -> bool {
    let is_day = matches!(Text::of(&root.text), Text::Other(text) if own_dates::look(&text) == DateLook::Day);
    is_day || root.children.iter().any(has_day)
}

/// Returns whether the engine made XML that stands alone. A single word may be an enum's. Where nothing else tells, a root
/// that declares nothing is a person's.
fn is_engines_xml(root: &Element, serializer: Option<Serializer>) -> bool {
    fn texts(element: &Element, sample: &mut bool, other: &mut bool) {
        match XmlForm::of(Some(element)) {
            XmlForm::Text(Text::Sample(_) | Text::Uri(_) | Text::Bytes | Text::TimeSpan) => *sample = true,
            XmlForm::Text(Text::Other(text)) => *other |= !is_identifier(&text),
            _ => {}
        }
        element.children.iter().for_each(|child| texts(child, sample, other));
    }
    let (mut sample, mut other) = (false, false);
    texts(root, &mut sample, &mut other);
    sample || (!other && (serializer.is_some() || !root.namespace.is_empty()))
}
