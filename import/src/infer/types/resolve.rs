//! The exact types of values: what the page's word leaves open, the forms of the samples may show.

use std::collections::HashSet;

use datacontract::contract::{ARRAYS, SER};
use datacontract_codegen::spec::{Clr, Word as SpecWord, remarks::doubts};

use super::{
    candidates::EntryTypes,
    each::Type,
    generic_names,
    registry::{EnumsInJson, Registry},
    seen::{CollectionClass, Digits, Kind, Slot},
    variants::IfUnlike,
};
use crate::{
    infer::{
        model::Ty,
        samples::{
            cut_member::{Begun, CutEnd},
            elements::{ELEMENTS, by_element},
            form::{BYTE, CHAR, JsonForm, Text, XmlForm, system},
        },
        wording::words::{NumberType, PageType, Word},
    },
    outline::words::{self, Bits, Sign, SizedInteger},
};

/// The type of a place, null aside.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Resolved {
    pub(crate) ty: Ty,
    /// It is a value type of C#: it takes null only if it is `T?`.
    pub(crate) is_value_type: bool,
    /// What is not certain about it.
    pub(crate) doubt: Option<&'static str>,
    /// Why it is this type, where samples suggest it without proof.
    pub(crate) reason: Option<&'static str>,
}

impl Resolved {
    pub(crate) fn of(ty: Ty) -> Self {
        let is_value_type = match &ty {
            Ty::Clr(clr) => clr.is_value_type(),
            Ty::Word(_) | Ty::Pair(..) => true,
            _ => false,
        };
        Self { ty, is_value_type, doubt: None, reason: None }
    }

    fn doubt(mut self, doubt: &'static str) -> Self {
        self.doubt = Some(doubt);
        self
    }

    /// The class of this list or dictionary that samples show.
    fn of_class(self, slots: &[&Slot]) -> Self {
        let shown = slots.iter().map(|slot| slot.collection).find(|class| *class != CollectionClass::Usual);
        match (shown, self.ty) {
            (Some(CollectionClass::ReadOnly), ty) => Self { ty: Ty::ReadOnly(Box::new(ty)), ..self },
            (Some(CollectionClass::Array), Ty::List(item)) => Self { ty: Ty::Array(item), ..self },
            (_, ty) => Self { ty, ..self },
        }
    }

    pub(crate) fn reason(mut self, reason: &'static str) -> Self {
        self.reason = Some(reason);
        self
    }
}

/// Finds the type of a place from all that was seen in it.
pub(crate) fn resolve(registry: &mut Registry, slots: &[&Slot]) -> Resolved {
    let best = best_informed(slots);
    let slots = best.as_slice();
    let is_text = shows_text(slots);
    let is_other =
        |kind: &&Kind| !is_text || !matches!(kind, Kind::Type(id) if is_guessed_enum(registry, *id));
    let kind = slots.iter().map(|slot| &slot.kind).filter(is_other).max_by_key(|kind| rank(kind));
    let page = slots.iter().map(|slot| &slot.page).find(|page| **page != PageType::Unknown);
    match (kind, page) {
        (Some(Kind::Type(id)), _) if is_text_of_class(registry, *id) => Resolved::of(Ty::Clr(Clr::String))
            .reason(
                "both formats have a word, and enums are numbers in JSON: a text that the class sets itself",
            ),
        (Some(Kind::Type(id)), _) => declared(registry, *id),
        (Some(Kind::List(_)), _) => list(registry, slots).of_class(slots),
        (Some(Kind::Dictionary(..)), _) => dictionary(registry, slots).of_class(slots),
        (Some(Kind::Pair(_)), _) => pair(registry, slots),
        (Some(Kind::Simple), Some(page)) if page.is_list_of_objects() => any_json(slots),
        (_, Some(page)) if !matches!(page, PageType::Word(_)) => of_page(registry, page, None),
        (Some(Kind::Unknown) | None, None)
            if let Some(id) = slots.iter().find_map(|slot| slot.leads_back) =>
        {
            declared(registry, id)
                .reason("it is named after the class around it, and samples end where a graph leads back")
        }
        (Some(Kind::Unknown) | None, None) if let Some(end) = cut_in(slots) => of_cut(end),
        _ => simple(slots),
    }
}

/// Returns the type of what pages call a list of objects and samples do not show as one.
fn any_json(slots: &[&Slot]) -> Resolved {
    let any = Resolved::of(Ty::Clr(Clr::Object));
    if slots.iter().any(|slot| slot.json != JsonForm::Null) {
        return any;
    }
    any.doubt(
        "it is null where the engine fills a list: pages call Json.NET's `JObject` and `JArray` lists of objects too, and \
         it is taken to be any JSON",
    )
}

/// Returns where the samples end that have a place, if they have no more of it than its name.
fn cut_in(slots: &[&Slot]) -> Option<CutEnd> {
    slots.iter().map(|slot| slot.cut).reduce(Option::and).flatten()
}

/// Returns the type of a place of which the samples end in the member.
fn of_cut(end: CutEnd) -> Resolved {
    let clr = |clr| Resolved::of(Ty::Clr(clr));
    let open = |doubt| clr(Clr::Object).doubt(doubt);
    let begun = match end {
        CutEnd::Name => {
            return open("the page ends in its name, which may be longer: nothing shows what it is");
        }
        CutEnd::Value => return open("the page ends before its value: nothing shows what it is"),
        CutEnd::InValue(begun) => begun,
    };
    match begun {
        Begun::SampleString => clr(Clr::String),
        Begun::SampleStart => {
            clr(Clr::String).reason("the page ends in its value, which begins as the texts of samples do")
        }
        Begun::Date => Resolved::of(Ty::Word(SpecWord::Date))
            .reason("the page ends in its value, which is a date so far"),
        Begun::Bool => {
            clr(Clr::Bool).reason("the page ends in its value, which begins as `true` or `false` does")
        }
        Begun::Fraction => Resolved::of(Ty::Word(SpecWord::DecimalNumber))
            .reason("the page ends in its value, which is a number with a fraction"),
        Begun::Number => {
            open("the page ends in its value, a number: it may be an integer, or have a fraction")
        }
        Begun::Text => open(
            "the page ends in its value, a text: it may be a `string`, a date, a `Guid`, an enum and the like",
        ),
        Begun::Null => open(
            "the page ends in its value, which begins as `null` does: it may be any type that takes null",
        ),
        Begun::Object => open("the page ends in its value, an object: nothing shows its members"),
        Begun::List => Resolved::of(Ty::List(Box::new(Ty::Clr(Clr::Object))))
            .doubt("the page ends in its value, a list: nothing shows what its items are"),
    }
}

/// Returns the places that show most: what both formats show to its end is more than what one of them lacks,
/// be it behind a cut or because the page has no such sample.
fn best_informed<'s>(slots: &[&'s Slot]) -> Vec<&'s Slot> {
    let is_known = |slot: &&&Slot| slot.kind != Kind::Unknown && !slot.is_cut_off;
    let in_both = |slot: &&&Slot| slot.json.is_value() && slot.xml.is_value();
    let both: Vec<&Slot> = slots.iter().filter(is_known).filter(in_both).copied().collect();
    if !both.is_empty() {
        // A number without a fraction may be one that has fractions: an object that JSON alone has shows it.
        let is_number = both.iter().any(|slot| matches!(slot.json, JsonForm::Whole(_)));
        let has_fraction =
            |slot: &&&Slot| is_number && matches!(slot.json, JsonForm::Fraction(_)) && !in_both(slot);
        let fractions = slots.iter().filter(is_known).filter(has_fraction).copied();
        return fractions.chain(both).collect();
    }
    let whole: Vec<&Slot> = slots.iter().filter(is_known).copied().collect();
    if whole.is_empty() { slots.to_vec() } else { whole }
}

/// Whether a place shows a text of the engine's: then it is no enum, whatever word it shows elsewhere.
fn shows_text(slots: &[&Slot]) -> bool {
    slots.iter().any(|slot| {
        matches!(slot.json, JsonForm::Text(Text::Sample(_)))
            || matches!(slot.xml, XmlForm::Text(Text::Sample(_)))
    })
}

/// Whether a type was taken to be an enum by its values alone.
fn is_guessed_enum(registry: &Registry, id: usize) -> bool {
    registry.types.get(id).is_some_and(|ty| ty.page.is_none() && ty.is_enum())
}

/// Returns whether a type was taken to be an enum by words that both formats have alike, although JSON has the numbers
/// of enums.
fn is_text_of_class(registry: &Registry, id: usize) -> bool {
    let is_same = |shown: &(JsonForm, XmlForm)| match shown {
        (JsonForm::Text(json), XmlForm::Text(xml)) => json == xml,
        _ => false,
    };
    registry.enums_in_json == EnumsInJson::Numbers
        && is_guessed_enum(registry, id)
        && registry
            .types
            .get(id)
            .is_some_and(|ty| ty.contract.is_none() && !ty.shown.is_empty() && ty.shown.iter().all(is_same))
}

fn rank(kind: &Kind) -> u8 {
    match kind {
        Kind::Unknown => 0,
        Kind::Simple => 1,
        _ => 2,
    }
}

/// Why a type is taken to be a tuple where no sample shows its contract.
const TUPLE: &str =
    "the page has the name and the members of a `System.Tuple`, and no sample its name in XML";

fn declared(registry: &Registry, id: usize) -> Resolved {
    let id = registry.actual(id);
    let tuple = registry.types.get(id).and_then(|ty| generic_names::items_of_tuple(registry, ty));
    if let Some(tuple) = tuple {
        let is_shown = registry.types.get(id).is_some_and(|ty| ty.contract.is_some());
        let resolved = Resolved::of(Ty::Tuple(tuple));
        return if is_shown { resolved } else { resolved.reason(TUPLE) };
    }
    let is_enum = registry.types.get(id).is_some_and(Type::is_enum);
    Resolved { ty: Ty::Type(id), is_value_type: is_enum, doubt: None, reason: None }
}

/// The type by the page's words alone. Of several types of one name it is the one in the namespace `near`, if
/// there is one.
pub(crate) fn of_page(registry: &mut Registry, page: &PageType, near: Option<&str>) -> Resolved {
    match page {
        PageType::Unknown => shown_by_nothing(),
        PageType::Word(word) => simple(&[&Slot { page: PageType::Word(*word), ..Slot::default() }]),
        PageType::Named(name) => {
            let id = registry.of_members(name, None, near, &HashSet::new(), IfUnlike::Best);
            declared(registry, id)
        }
        PageType::List(item) => {
            let list = Resolved::of(Ty::List(Box::new(of_page(registry, item, near).ty)));
            let are_open = **item == PageType::Unknown;
            if are_open { list.doubt("nothing shows what its items are") } else { list }
        }
        PageType::Dictionary(key, value) => {
            let (key, value) = (of_page(registry, key, near).ty, of_page(registry, value, near).ty);
            Resolved::of(Ty::Dictionary(Box::new(key), Box::new(value)))
        }
        PageType::Pair(key, value) => {
            let (key, value) = (of_page(registry, key, near).ty, of_page(registry, value, near).ty);
            Resolved::of(Ty::Pair(Box::new(key), Box::new(value)))
        }
    }
}

/// The items of a list: their elements are named after their type, and those of nullable ones are in the
/// namespace of `System`. Where there is no XML, two that both show 1 were not counted, so they are nullable.
fn list(registry: &mut Registry, slots: &[&Slot]) -> Resolved {
    let mut items: Vec<&Slot> = Vec::new();
    let mut counted_anew = false;
    for slot in slots {
        if let Kind::List(found) = &slot.kind {
            items.extend(found);
            if let [first, second] = found.as_slice() {
                counted_anew |= shown(first) == Some(1) && shown(second) == Some(1);
            }
        }
    }
    items.retain(|item| !shows_nothing(item));
    let item = resolve(registry, &items);
    let namespaces = items.iter().filter_map(|item| item.element.as_ref());
    let of_system = namespaces.clone().any(|(namespace, _)| *namespace == system());
    let is_offset = item.ty == Ty::Clr(Clr::DateTimeOffset);
    let is_pair = matches!(item.ty, Ty::Pair(..));
    // An enum shows its lowest value each time.
    let is_enum = items.iter().any(|item| matches!(item.kind, Kind::Type(_)));
    let has_elements = items.iter().any(|item| item.element.is_some() && !item.is_of_xml_serializer());
    let nullable = item.is_value_type
        && !is_offset
        && !is_pair
        && (of_system || (counted_anew && !is_enum && !has_elements));
    let ty = if nullable { item.ty.nullable() } else { item.ty };
    let mut resolved = Resolved::of(Ty::List(Box::new(ty)));
    resolved.doubt = item.doubt;
    resolved.reason = item.reason;
    resolved
}

/// The number that a value shows, whatever its type.
pub(crate) fn shown(slot: &Slot) -> Option<u32> {
    let number = |text: &str| text.split('.').next().unwrap_or_default().parse().ok();
    match (&slot.json, &slot.xml) {
        (JsonForm::Text(Text::Sample(number) | Text::Uri(number)), _)
        | (JsonForm::Absent, XmlForm::Text(Text::Sample(number) | Text::Uri(number))) => Some(*number),
        (JsonForm::Whole(text) | JsonForm::Fraction(text), _)
        | (JsonForm::Absent, XmlForm::Whole(text) | XmlForm::Fraction(text)) => number(text),
        _ => None,
    }
}

/// A dictionary: the name of its entries in XML is computed from the types of key and value, so the
/// candidates that give this name are the ones.
fn dictionary(registry: &mut Registry, slots: &[&Slot]) -> Resolved {
    let mut keys = Vec::new();
    let mut values = Vec::new();
    let mut name = None;
    for slot in slots {
        if let Kind::Dictionary(entries, entry) = &slot.kind {
            keys.extend(entries.iter().map(|(key, _)| key));
            values.extend(entries.iter().map(|(_, value)| value));
            name = name.or(entry.as_deref());
        }
    }
    let key = resolve(registry, &keys);
    let value = resolve(registry, &values);
    let guessed = EntryTypes { key: key.ty, value: value.ty };
    let exact = name.and_then(|name| {
        let by_contract = guessed.of_entry(registry, name).or_else(|| guessed.of_built_in_entry(name));
        // A dictionary at the root is a list of such pairs to `XmlSerializer`.
        by_contract.or_else(|| guessed.of_pair_by_classes(name))
    });
    let EntryTypes { key, value } = exact.unwrap_or(guessed);
    Resolved::of(Ty::Dictionary(Box::new(key), Box::new(value)))
}

fn pair(registry: &mut Registry, slots: &[&Slot]) -> Resolved {
    let mut keys = Vec::new();
    let mut values = Vec::new();
    let mut name = None;
    for slot in slots {
        if let Kind::Pair(parts) = &slot.kind {
            keys.push(&parts.0);
            values.push(&parts.1);
            name = name.or(slot.element.as_ref().map(|(_, name)| name.as_str()));
        }
    }
    let key = resolve(registry, &keys);
    let value = resolve(registry, &values);
    let guessed = EntryTypes { key: key.ty, value: value.ty };
    let is_by_classes = slots.iter().any(|slot| slot.is_of_xml_serializer());
    let exact = name.and_then(|name| {
        if is_by_classes { guessed.of_pair_by_classes(name) } else { guessed.of_pair(registry, name) }
    });
    let EntryTypes { key, value } = exact.unwrap_or(guessed);
    Resolved::of(Ty::Pair(Box::new(key), Box::new(value)))
}

/// A built-in type: by the element that is named after it; else by the page's word, and by the forms of
/// values where the word says less than C#: a `decimal` shows `8.0` in JSON and `8` in XML, a `double` `8.1`
/// in both; a `DateTimeOffset` has elements of its own in XML. Without a word, by the forms alone.
fn simple(slots: &[&Slot]) -> Resolved {
    let element = slots.iter().find_map(|slot| {
        let (namespace, name) = slot.element.as_ref()?;
        if slot.is_of_xml_serializer() {
            return by_element(name);
        }
        let library = namespace == ARRAYS || namespace == SER || *namespace == system();
        ELEMENTS.iter().find(|(element, _)| library && element == name).map(|(_, clr)| *clr)
    });
    if let Some(clr) = element {
        return Resolved::of(Ty::Clr(clr));
    }
    let word = slots.iter().find_map(|slot| match &slot.page {
        PageType::Word(word) => Some(*word),
        _ => None,
    });
    let clr = |clr| Resolved::of(Ty::Clr(clr));
    match word {
        Some(Word::Integer) => Resolved::of(Ty::Word(SpecWord::Integer)),
        Some(Word::Unsigned) => Resolved::of(Ty::Word(SpecWord::UnsignedInteger)),
        Some(Word::Sized(sized)) => clr(integer(sized)),
        Some(Word::Byte) => clr(Clr::Byte),
        Some(Word::SByte) => clr(Clr::SByte),
        Some(Word::Char) => clr(Clr::Char),
        Some(Word::Number) => number(slots),
        Some(Word::Exact(exact)) => text_of_number(slots).unwrap_or_else(|| clr(fraction(exact))),
        Some(Word::Text) => clr(Clr::String),
        Some(Word::Bool) => clr(Clr::Bool),
        Some(Word::Guid) => clr(Clr::Guid),
        Some(Word::TimeSpan) => clr(Clr::TimeSpan),
        Some(Word::Date) => date(slots),
        Some(Word::Uri) => clr(Clr::Uri),
        Some(Word::Object) => clr(Clr::Object),
        Some(Word::Bytes) => clr(Clr::Bytes),
        None if slots.is_empty() => clr(Clr::String).doubt("no item is shown: the items may be of any type"),
        None => slots.iter().find_map(|slot| of_forms(slot, slots)).unwrap_or_else(|| {
            if slots.iter().all(|slot| shows_nothing(slot)) {
                return shown_by_nothing();
            }
            clr(Clr::String).doubt("only null is shown: it may be of any type that takes null")
        }),
    }
}

/// Returns whether neither the page nor a sample has anything of a place.
fn shows_nothing(slot: &Slot) -> bool {
    slot.page == PageType::Unknown
        && slot.kind == Kind::Unknown
        && (&slot.json, &slot.xml) == (&JsonForm::Absent, &XmlForm::Absent)
        && (&slot.element, slot.leads_back, slot.cut) == (&None, None, None)
}

/// Returns the type of a place that has no word on the page and no value in a sample.
fn shown_by_nothing() -> Resolved {
    Resolved::of(Ty::Clr(Clr::Object)).doubt("nothing shows what it is")
}

fn integer(sized: SizedInteger) -> Clr {
    match (sized.sign, sized.bits) {
        (Sign::Signed, Bits::Sixteen) => Clr::Short,
        (Sign::Signed, Bits::ThirtyTwo) => Clr::Int,
        (Sign::Signed, Bits::SixtyFour) => Clr::Long,
        (Sign::Unsigned, Bits::Sixteen) => Clr::UShort,
        (Sign::Unsigned, Bits::ThirtyTwo) => Clr::UInt,
        (Sign::Unsigned, Bits::SixtyFour) => Clr::ULong,
    }
}

fn fraction(exact: NumberType) -> Clr {
    match exact {
        NumberType::Single => Clr::Float,
        NumberType::Double => Clr::Double,
        NumberType::Decimal => Clr::Decimal,
    }
}

/// Returns the type of a number that a converter of the service's writes as a text.
fn text_of_number(slots: &[&Slot]) -> Option<Resolved> {
    let reason = "the page has a number, which JSON writes as a text: both formats are read as texts";
    let is_text = slots.iter().any(|slot| is_text_of_number(slot));
    is_text.then(|| Resolved::of(Ty::Clr(Clr::String)).reason(reason))
}

fn number(slots: &[&Slot]) -> Resolved {
    if let Some(text) = text_of_number(slots) {
        return text;
    }
    for slot in slots.iter().filter(|slot| slot.digits == Digits::OfEngine) {
        let text = match (&slot.json, &slot.xml) {
            (JsonForm::Fraction(text), _) | (JsonForm::Absent, XmlForm::Fraction(text)) => text.as_str(),
            (JsonForm::Absent, XmlForm::Whole(_)) => return Resolved::of(Ty::Clr(Clr::Decimal)),
            _ => continue,
        };
        if text.ends_with(".0") {
            return Resolved::of(Ty::Clr(Clr::Decimal));
        }
        if text.ends_with(".1") {
            return Resolved::of(Ty::Clr(Clr::Double)).doubt(doubts::FLOAT);
        }
    }
    Resolved::of(Ty::Word(SpecWord::DecimalNumber))
}

/// Returns whether JSON has the digits of a number as a text, as a converter of the service's writes them.
fn is_text_of_number(slot: &Slot) -> bool {
    let JsonForm::Text(Text::Other(json)) = &slot.json else { return false };
    match &slot.xml {
        XmlForm::Whole(xml) | XmlForm::Fraction(xml) => xml == json,
        XmlForm::Absent => json.parse::<f64>().is_ok_and(f64::is_finite),
        _ => false,
    }
}

fn date(slots: &[&Slot]) -> Resolved {
    for slot in slots {
        match slot.xml {
            XmlForm::Offset | XmlForm::NilOfSystem => return Resolved::of(Ty::Clr(Clr::DateTimeOffset)),
            XmlForm::Text(Text::Date) => return Resolved::of(Ty::Clr(Clr::DateTime)),
            _ => {}
        }
    }
    Resolved::of(Ty::Word(SpecWord::Date))
}

/// Returns whether XML shows the number of a text that is one character.
fn is_char(text: &str, number: &str) -> bool {
    let mut units = text.encode_utf16();
    matches!((units.next(), units.next(), number.parse::<u16>()), (Some(unit), None, Ok(number)) if unit == number)
}

/// Returns whether a text is a list of the values that may stand there: `Open|Shut|Lost`.
fn lists_values(text: &str) -> bool {
    text.split('|').count() > 1 && text.split('|').all(words::is_identifier)
}

/// What is not certain where JSON has an empty object.
const EMPTY_OBJECT: &str = "samples show an empty object: it may be an `object`, a class without public members, or a \
                            dictionary of a class of its own";

fn of_forms(slot: &Slot, all: &[&Slot]) -> Option<Resolved> {
    let clr = |clr| Some(Resolved::of(Ty::Clr(clr)));
    match (&slot.json, &slot.xml) {
        (_, XmlForm::Offset) => clr(Clr::DateTimeOffset),
        (_, XmlForm::Any) => clr(Clr::Object),
        (_, XmlForm::NilOfSystem) => Some(Resolved::of(Ty::Clr(Clr::DateTimeOffset)).doubt(
            "only null is shown, of a type of .NET's namespace `System`: mostly `DateTimeOffset?`, but it may be an enum \
             as `DayOfWeek?`, or a class as `Version` or `Tuple`",
        )),
        (JsonForm::Bool, _) | (JsonForm::Absent, XmlForm::Bool) => clr(Clr::Bool),
        (JsonForm::Text(Text::Other(text)), XmlForm::Whole(number)) if is_char(text, number) => clr(Clr::Char),
        // A text of digits.
        (JsonForm::Text(Text::Other(text)), XmlForm::Whole(number)) if text == number => clr(Clr::String),
        // XML would show 65. A `string` would show `sample string`.
        (JsonForm::Text(Text::Other(text)), XmlForm::Absent)
            if slot.is_engines && text == CHAR && !shows_text(all) =>
        {
            Some(Resolved::of(Ty::Clr(Clr::Char)).reason("samples show `A` for a `char` alone"))
        }
        (JsonForm::Whole(text), XmlForm::Absent | XmlForm::Whole(_))
        | (JsonForm::Absent, XmlForm::Whole(text))
            if all.iter().all(|slot| slot.is_engines && shown(slot) == Some(BYTE)) && text == "64" =>
        {
            Some(Resolved::of(Ty::Clr(Clr::Byte)).reason("samples show 64 for a `byte` (or `sbyte`) alone"))
        }
        (JsonForm::Whole(_) | JsonForm::Absent, XmlForm::Fraction(_)) | (JsonForm::Fraction(_), _) => {
            Some(number(all))
        }
        (JsonForm::Whole(text), _) | (JsonForm::Absent, XmlForm::Whole(text)) => {
            let wide = text.parse::<i64>().is_ok_and(|number| i32::try_from(number).is_err());
            if wide {
                return clr(Clr::Long);
            }
            let integer = Resolved::of(Ty::Word(SpecWord::Integer));
            let is_in_json = all.iter().any(|slot| matches!(slot.json, JsonForm::Whole(_)));
            Some(if is_in_json { integer } else { integer.doubt("an integer or a `decimal`: XML shows both so") })
        }
        (JsonForm::Text(text), _) | (JsonForm::Absent, XmlForm::Text(text)) => match text {
            Text::Other(text) if lists_values(text) => Some(Resolved::of(Ty::Clr(Clr::String)).doubt(
                "its sample lists values with bars between them: it may be an enum that JSON shows by name",
            )),
            Text::Sample(_) | Text::Other(_) => clr(Clr::String),
            Text::Uri(_) => clr(Clr::Uri),
            Text::Date => Some(date(all)),
            Text::OwnDate => Some(date(all).reason("its text has the form of the service's dates")),
            Text::PerhapsOwnDate => Some(
                Resolved::of(Ty::Clr(Clr::String))
                    .doubt("its text has the form of the service's dates: it may be a date, or a text"),
            ),
            Text::Guid => clr(Clr::Guid),
            Text::TimeSpan => clr(Clr::TimeSpan),
            Text::Bytes => clr(Clr::Bytes),
        },
        (JsonForm::Object { empty: true }, _) => Some(Resolved::of(Ty::Clr(Clr::Object)).doubt(EMPTY_OBJECT)),
        (JsonForm::Object { .. }, _) => clr(Clr::Object),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use datacontract::contract::XSD;

    use super::*;
    use crate::infer::types::contract_names::{self, Argument};

    fn slot(page: &str, json: JsonForm, xml: XmlForm, element: Option<&str>) -> Slot {
        Slot {
            page: PageType::parse(page),
            json,
            xml,
            element: element.map(|name| (ARRAYS.to_owned(), name.to_owned())),
            collection: CollectionClass::Usual,
            of_default: crate::infer::types::seen::OfDefault::Unknown,
            is_engines: false,
            is_cut_off: false,
            kind: Kind::Simple,
            ..Slot::default()
        }
    }

    fn ty(page: &str, json: JsonForm, xml: XmlForm) -> String {
        let slot = slot(page, json, xml, None);
        resolve(&mut Registry::default(), &[&slot]).ty.text(&|id| id.to_string())
    }

    fn fraction(text: &str) -> JsonForm {
        JsonForm::Fraction(text.to_owned())
    }

    #[test]
    fn a_decimal_has_a_zero_and_a_double_a_one() {
        assert_eq!(ty("decimal number", fraction("8.0"), XmlForm::Whole("8".into())), "decimal");
        assert_eq!(ty("decimal number", fraction("8.1"), XmlForm::Fraction("8.1".into())), "double");
        assert_eq!(ty("decimal number", fraction("8.0"), XmlForm::Absent), "decimal");
        assert_eq!(ty("decimal number", fraction("8.25"), XmlForm::Absent), "decimal number");
        assert_eq!(ty("", fraction("8.1"), XmlForm::Fraction("8.1".into())), "double");
    }

    #[test]
    fn dates_are_told_apart_by_xml() {
        let date = || JsonForm::Text(Text::Date);
        assert_eq!(ty("date", date(), XmlForm::Offset), "DateTimeOffset");
        assert_eq!(ty("date", date(), XmlForm::Text(Text::Date)), "DateTime");
        assert_eq!(ty("date", date(), XmlForm::Absent), "date");
    }

    #[test]
    fn forms_tell_where_the_page_has_no_type() {
        let other = |text: &str| JsonForm::Text(Text::Other(text.to_owned()));
        assert_eq!(ty("", other("A"), XmlForm::Whole("65".into())), "char");
        assert_eq!(ty("", other("5"), XmlForm::Whole("53".into())), "char");
        assert_eq!(ty("", other("5"), XmlForm::Whole("5".into())), "string");
        assert_eq!(ty("", other("21004"), XmlForm::Whole("21004".into())), "string");
        assert_eq!(ty("", JsonForm::Text(Text::Bytes), XmlForm::Text(Text::Bytes)), "byte[]");
        assert_eq!(ty("", JsonForm::Text(Text::Sample(1)), XmlForm::Absent), "string");
        assert_eq!(ty("", JsonForm::Whole("79161234567".into()), XmlForm::Absent), "long");
        assert_eq!(ty("", JsonForm::Whole("1".into()), XmlForm::Absent), "integer");
        assert_eq!(ty("", JsonForm::Object { empty: true }, XmlForm::Any), "object");
        assert_eq!(ty("", JsonForm::Text(Text::Guid), XmlForm::Any), "object");
    }

    #[test]
    fn the_elements_of_items_are_exact() {
        let items = |names: [&str; 2], numbers: [&str; 2], namespace: &str| {
            let item = |place: usize| Slot {
                page: PageType::Word(Word::Integer),
                json: JsonForm::Whole(numbers.get(place).copied().unwrap_or_default().to_owned()),
                element: Some((
                    namespace.to_owned(),
                    names.get(place).copied().unwrap_or_default().to_owned(),
                )),
                kind: Kind::Simple,
                ..Slot::default()
            };
            let slot = Slot { kind: Kind::List(vec![item(0), item(1)]), ..Slot::default() };
            resolve(&mut Registry::default(), &[&slot]).ty.text(&|id| id.to_string())
        };
        assert_eq!(items(["short", "short"], ["1", "2"], ARRAYS), "List<short>");
        assert_eq!(items(["int", "int"], ["1", "1"], &system()), "List<int?>");
    }

    #[test]
    fn the_entries_of_dictionaries_are_exact() {
        let text = slot("string", JsonForm::Text(Text::Sample(1)), XmlForm::Absent, None);
        let number = slot("integer", JsonForm::Whole("2".into()), XmlForm::Absent, None);
        let of = |entry: Option<&str>| {
            let kind = Kind::Dictionary(vec![(text.clone(), number.clone())], entry.map(str::to_owned));
            let slot = Slot { kind, ..Slot::default() };
            resolve(&mut Registry::default(), &[&slot]).ty.text(&|id| id.to_string())
        };
        assert_eq!(of(Some("KeyValueOfstringlong")), "Dictionary<string, long>");
        assert_eq!(
            of(Some(&contract_names::entry(
                &Argument::new("string", XSD),
                &Argument::new("int", XSD).nullable()
            ))),
            "Dictionary<string, int?>"
        );
        assert_eq!(of(None), "Dictionary<string, integer>");
    }
}
