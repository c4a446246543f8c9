//! The exact types of values: what the page's word leaves open, the forms of the samples may tell.

use std::collections::HashSet;

use datacontract::contract::{ARRAYS, SER, XSD};
use datacontract_codegen::spec::{Clr, Word as SpecWord};

use super::{
    form::{BYTE, CHAR, JsonForm, OBJECT_MODEL, Text, XmlForm, system},
    model::Ty,
    names::{self, Argument},
    types::{CollectionClass, Kind, Registry, Slot},
    variants::IfUnlike,
    words::{PageType, Word},
};
use crate::outline::words::{Bits, Sign, SizedInteger};

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
    fn of(ty: Ty) -> Self {
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

    fn reason(mut self, reason: &'static str) -> Self {
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
        (Some(Kind::Type(id)), _) => declared(registry, *id),
        (Some(Kind::List(_)), _) => list(registry, slots).of_class(slots),
        (Some(Kind::Dictionary(..)), _) => dictionary(registry, slots).of_class(slots),
        (Some(Kind::Pair(_)), _) => pair(registry, slots),
        (_, Some(page)) if !matches!(page, PageType::Word(_)) => of_page(registry, page, None),
        _ => simple(slots),
    }
}

/// The places that tell most: what both formats show to its end tells more than what one of them lacks, be it
/// behind a cut or because the page has no such sample.
fn best_informed<'s>(slots: &[&'s Slot]) -> Vec<&'s Slot> {
    let is_known = |slot: &&&Slot| slot.kind != Kind::Unknown && !slot.is_cut_off;
    let in_both = |slot: &&&Slot| slot.json.is_value() && slot.xml.is_value();
    let both: Vec<&Slot> = slots.iter().filter(is_known).filter(in_both).copied().collect();
    if !both.is_empty() {
        return both;
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

fn rank(kind: &Kind) -> u8 {
    match kind {
        Kind::Unknown => 0,
        Kind::Simple => 1,
        _ => 2,
    }
}

fn declared(registry: &Registry, id: usize) -> Resolved {
    let id = registry.actual(id);
    let is_enum = registry.types.get(id).is_some_and(super::types::Type::is_enum);
    Resolved { ty: Ty::Type(id), is_value_type: is_enum, doubt: None, reason: None }
}

/// The type by the page's words alone. Of several types of one name it is the one in the namespace `near`, if
/// there is one.
pub(crate) fn of_page(registry: &mut Registry, page: &PageType, near: Option<&str>) -> Resolved {
    match page {
        PageType::Unknown => Resolved::of(Ty::Clr(Clr::Object)).doubt("nothing shows what it is"),
        PageType::Word(word) => simple(&[&Slot { page: PageType::Word(*word), ..Slot::default() }]),
        PageType::Named(name) => {
            let id = registry.of_members(name, None, near, &HashSet::new(), IfUnlike::Best);
            declared(registry, id)
        }
        PageType::List(item) => Resolved::of(Ty::List(Box::new(of_page(registry, item, near).ty))),
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
    let item = resolve(registry, &items);
    let namespaces = items.iter().filter_map(|item| item.element.as_ref());
    let of_system = namespaces.clone().any(|(namespace, _)| *namespace == system());
    let is_offset = item.ty == Ty::Clr(Clr::DateTimeOffset);
    let is_pair = matches!(item.ty, Ty::Pair(..));
    let nullable = item.is_value_type && !is_offset && !is_pair && (of_system || counted_anew);
    let ty = if nullable { item.ty.nullable() } else { item.ty };
    let mut resolved = Resolved::of(Ty::List(Box::new(ty)));
    resolved.doubt = item.doubt;
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
    let (key, value) = match name.and_then(|name| {
        entry(registry, (&key.ty, &value.ty), &|key, value| names::entry(key, value) == name)
    }) {
        Some(exact) => exact,
        None => name.and_then(|name| built_in_entry(&value.ty, name)).unwrap_or((key.ty, value.ty)),
    };
    Resolved::of(Ty::Dictionary(Box::new(key), Box::new(value)))
}

/// The built-in types of key and value that give an entry's name, whatever the forms of their values say: XML
/// alone shows a `decimal` as it shows an `int`.
fn built_in_entry(value: &Ty, name: &str) -> Option<(Ty, Ty)> {
    if !matches!(value, Ty::Clr(_) | Ty::Word(_)) {
        return None;
    }
    let all: Vec<(Ty, Argument)> = ELEMENTS.iter().filter_map(|(_, clr)| built_in(*clr)).collect();
    let pairs = all.iter().flat_map(|key| all.iter().map(move |value| (key, value)));
    let mut fitting = pairs.filter(|(key, value)| names::entry(&key.1, &value.1) == name);
    fitting.next().map(|(key, value)| (key.0.clone(), value.0.clone()))
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
    let fits = |name: &str, key: &Argument, value: &Argument| {
        names::generic("KeyValuePair", &[key.clone(), value.clone()]) == name
    };
    let exact =
        name.and_then(|name| entry(registry, (&key.ty, &value.ty), &|key, value| fits(name, key, value)));
    let (key, value) = exact.unwrap_or((key.ty, value.ty));
    Resolved::of(Ty::Pair(Box::new(key), Box::new(value)))
}

fn entry(
    registry: &Registry,
    (key, value): (&Ty, &Ty),
    fits: &dyn Fn(&Argument, &Argument) -> bool,
) -> Option<(Ty, Ty)> {
    let values = candidates(registry, value);
    for (key, key_name) in candidates(registry, key) {
        for (value, value_name) in &values {
            if fits(&key_name, value_name) {
                return Some((key, value.clone()));
            }
        }
    }
    None
}

/// Dictionaries in dictionaries multiply what they may be; beyond this nothing is tried.
const ENOUGH: usize = 4096;

/// The types that a type may be exactly, with their contract names.
pub(crate) fn candidates(registry: &Registry, ty: &Ty) -> Vec<(Ty, Argument)> {
    let exact: Vec<(Ty, Argument)> = match ty {
        Ty::Clr(Clr::Double) => [Clr::Double, Clr::Float].into_iter().filter_map(built_in).collect(),
        Ty::Clr(clr) => built_in(*clr).into_iter().collect(),
        Ty::Word(word) => clrs(*word).iter().copied().filter_map(built_in).collect(),
        Ty::Type(id) => registry
            .types
            .get(*id)
            .and_then(|of| {
                let name = of.contract.as_ref().map(|(_, name)| name.clone()).or_else(|| of.page.clone())?;
                let (_, namespace) = of.namespace.as_ref()?;
                Some((ty.clone(), Argument::new(name, namespace)))
            })
            .into_iter()
            .collect(),
        Ty::List(item) => candidates(registry, item)
            .into_iter()
            .map(|(item, name)| (Ty::List(Box::new(item)), name.list()))
            .collect(),
        Ty::Dictionary(key, value) => {
            let named = |entry: Entry| (entry.ty, Argument::dictionary(&entry.key, &entry.value));
            entry_candidates(registry, key, value).into_iter().map(named).collect()
        }
        Ty::Nullable(inner) => {
            return candidates(registry, inner)
                .into_iter()
                .map(|(ty, name)| (ty.nullable(), name.nullable()))
                .collect();
        }
        Ty::ReadOnly(inner) => read_only_candidates(registry, inner),
        Ty::Array(item) => candidates(registry, item)
            .into_iter()
            .map(|(item, name)| (Ty::Array(Box::new(item)), name.list()))
            .collect(),
        Ty::Pair(..) => Vec::new(),
    };
    let nullable: Vec<_> = exact
        .iter()
        .filter(|(ty, _)| match ty {
            Ty::Clr(clr) => clr.is_value_type(),
            Ty::Type(id) => registry.types.get(*id).is_some_and(super::types::Type::is_enum),
            _ => false,
        })
        .map(|(ty, name)| (ty.clone().nullable(), name.nullable()))
        .collect();
    exact.into_iter().chain(nullable).collect()
}

/// A type of dictionaries, with the names of key and value.
struct Entry {
    ty: Ty,
    key: Argument,
    value: Argument,
}

/// Returns the types that a dictionary may have, by those of its keys and values.
fn entry_candidates(registry: &Registry, key: &Ty, value: &Ty) -> Vec<Entry> {
    let values = candidates(registry, value);
    let entry = |(key_ty, key): &(Ty, Argument), (value_ty, value): &(Ty, Argument)| Entry {
        ty: Ty::Dictionary(Box::new(key_ty.clone()), Box::new(value_ty.clone())),
        key: key.clone(),
        value: value.clone(),
    };
    candidates(registry, key)
        .iter()
        .flat_map(|key| values.iter().map(move |value| entry(key, value)))
        .take(ENOUGH)
        .collect()
}

/// Returns the types that a read-only class over a list or dictionary may have.
fn read_only_candidates(registry: &Registry, inner: &Ty) -> Vec<(Ty, Argument)> {
    let read_only = |ty: Ty, class: &str, arguments: &[Argument]| {
        (Ty::ReadOnly(Box::new(ty)), Argument::new(names::generic(class, arguments), OBJECT_MODEL))
    };
    match inner {
        Ty::List(item) => candidates(registry, item)
            .into_iter()
            .map(|(item, name)| read_only(Ty::List(Box::new(item)), "ReadOnlyCollection", &[name]))
            .collect(),
        Ty::Dictionary(key, value) => {
            let named = |entry: Entry| read_only(entry.ty, "ReadOnlyDictionary", &[entry.key, entry.value]);
            entry_candidates(registry, key, value).into_iter().map(named).collect()
        }
        _ => Vec::new(),
    }
}

fn clrs(word: SpecWord) -> &'static [Clr] {
    match word {
        SpecWord::Integer => &[Clr::Int, Clr::Long, Clr::Short],
        SpecWord::UnsignedInteger => &[Clr::UInt, Clr::ULong, Clr::UShort],
        SpecWord::DecimalNumber => &[Clr::Decimal, Clr::Double, Clr::Float],
        SpecWord::Date => &[Clr::DateTime, Clr::DateTimeOffset],
        SpecWord::SignedByte => &[Clr::SByte],
        SpecWord::Character => &[Clr::Char],
        SpecWord::Boolean => &[Clr::Bool],
        SpecWord::GloballyUniqueIdentifier => &[Clr::Guid],
        SpecWord::TimeInterval => &[Clr::TimeSpan],
    }
}

/// The elements of built-in types, in lists and as roots.
const ELEMENTS: &[(&str, Clr)] = &[
    ("boolean", Clr::Bool),
    ("byte", Clr::SByte),
    ("unsignedByte", Clr::Byte),
    ("short", Clr::Short),
    ("unsignedShort", Clr::UShort),
    ("int", Clr::Int),
    ("unsignedInt", Clr::UInt),
    ("long", Clr::Long),
    ("unsignedLong", Clr::ULong),
    ("float", Clr::Float),
    ("double", Clr::Double),
    ("decimal", Clr::Decimal),
    ("char", Clr::Char),
    ("string", Clr::String),
    ("dateTime", Clr::DateTime),
    ("DateTimeOffset", Clr::DateTimeOffset),
    ("duration", Clr::TimeSpan),
    ("guid", Clr::Guid),
    ("anyURI", Clr::Uri),
    ("base64Binary", Clr::Bytes),
    ("anyType", Clr::Object),
];

/// The element in XML that is named after a built-in type.
pub(crate) fn element(clr: Clr) -> Option<&'static str> {
    ELEMENTS.iter().find(|(_, other)| *other == clr).map(|(name, _)| *name)
}

/// The contract name of a built-in type.
pub(crate) fn built_in(clr: Clr) -> Option<(Ty, Argument)> {
    let name = element(clr)?;
    let namespace = match clr {
        Clr::Char | Clr::TimeSpan | Clr::Guid => SER.to_owned(),
        Clr::DateTimeOffset => system(),
        _ => XSD.to_owned(),
    };
    Some((Ty::Clr(clr), Argument::new(name, namespace)))
}

/// A built-in type by its class's name: `Int32`, as it stands in the names of generics on pages.
pub(crate) fn by_class(name: &str) -> Option<Clr> {
    Some(match name {
        "Boolean" => Clr::Bool,
        "SByte" => Clr::SByte,
        "Byte" => Clr::Byte,
        "Int16" => Clr::Short,
        "UInt16" => Clr::UShort,
        "Int32" => Clr::Int,
        "UInt32" => Clr::UInt,
        "Int64" => Clr::Long,
        "UInt64" => Clr::ULong,
        "Single" => Clr::Float,
        "Double" => Clr::Double,
        "Decimal" => Clr::Decimal,
        "Char" => Clr::Char,
        "String" => Clr::String,
        "DateTime" => Clr::DateTime,
        "DateTimeOffset" => Clr::DateTimeOffset,
        "TimeSpan" => Clr::TimeSpan,
        "Guid" => Clr::Guid,
        "Uri" => Clr::Uri,
        "Object" => Clr::Object,
        _ => return None,
    })
}

/// A built-in type: by the element that is named after it; else by the page's word, and by the forms of
/// values where the word says less than C#: a `decimal` shows `8.0` in JSON and `8` in XML, a `double` `8.1`
/// in both; a `DateTimeOffset` has elements of its own in XML. Without a word, by the forms alone.
fn simple(slots: &[&Slot]) -> Resolved {
    let element = slots.iter().filter_map(|slot| slot.element.as_ref()).find_map(|(namespace, name)| {
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
        Some(Word::Text) => clr(Clr::String),
        Some(Word::Bool) => clr(Clr::Bool),
        Some(Word::Guid) => clr(Clr::Guid),
        Some(Word::TimeSpan) => clr(Clr::TimeSpan),
        Some(Word::Date) => date(slots),
        Some(Word::Uri) => clr(Clr::Uri),
        Some(Word::Object) => clr(Clr::Object),
        Some(Word::Bytes) => clr(Clr::Bytes),
        None => slots.iter().find_map(|slot| of_forms(slot, slots)).unwrap_or_else(|| {
            clr(Clr::String).doubt("only null is shown: it may be of any type that takes null")
        }),
    }
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

fn number(slots: &[&Slot]) -> Resolved {
    if slots.iter().any(|slot| is_text_of_number(slot)) {
        let reason = "the page has a number, which JSON writes as a text: both formats are read as texts";
        return Resolved::of(Ty::Clr(Clr::String)).reason(reason);
    }
    for slot in slots {
        let text = match (&slot.json, &slot.xml) {
            (JsonForm::Fraction(text), _) | (JsonForm::Absent, XmlForm::Fraction(text)) => text.as_str(),
            (JsonForm::Absent, XmlForm::Whole(_)) => return Resolved::of(Ty::Clr(Clr::Decimal)),
            _ => continue,
        };
        if text.ends_with(".0") {
            return Resolved::of(Ty::Clr(Clr::Decimal));
        }
        if text.ends_with(".1") {
            return Resolved::of(Ty::Clr(Clr::Double)).doubt("`double` or `float`: both look like this");
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

fn of_forms(slot: &Slot, all: &[&Slot]) -> Option<Resolved> {
    let clr = |clr| Some(Resolved::of(Ty::Clr(clr)));
    match (&slot.json, &slot.xml) {
        (_, XmlForm::Offset) => clr(Clr::DateTimeOffset),
        (_, XmlForm::NilOfSystem) => Some(Resolved::of(Ty::Clr(Clr::DateTimeOffset)).doubt(
            "only null is shown, of a type of .NET's namespace `System`: mostly `DateTimeOffset?`, but it may be an enum \
             as `DayOfWeek?`, or a class as `Version` or `Tuple`",
        )),
        (JsonForm::Bool, _) | (JsonForm::Absent, XmlForm::Bool) => clr(Clr::Bool),
        (JsonForm::Text(Text::Other(_)), XmlForm::Whole(_)) => clr(Clr::Char),
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
            if wide { clr(Clr::Long) } else { Some(Resolved::of(Ty::Word(SpecWord::Integer))) }
        }
        (JsonForm::Text(text), _) | (JsonForm::Absent, XmlForm::Text(text)) => match text {
            Text::Sample(_) | Text::Other(_) => clr(Clr::String),
            Text::Uri(_) => clr(Clr::Uri),
            Text::Date => Some(date(all)),
            Text::Guid => clr(Clr::Guid),
            Text::TimeSpan => clr(Clr::TimeSpan),
            Text::Bytes => clr(Clr::Bytes),
        },
        (JsonForm::Object { .. }, _) | (_, XmlForm::Any) => clr(Clr::Object),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(page: &str, json: JsonForm, xml: XmlForm, element: Option<&str>) -> Slot {
        Slot {
            page: PageType::parse(page),
            json,
            xml,
            element: element.map(|name| (ARRAYS.to_owned(), name.to_owned())),
            collection: CollectionClass::Usual,
            of_default: crate::infer::types::OfDefault::Unknown,
            is_engines: false,
            is_cut_off: false,
            kind: Kind::Simple,
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
        assert_eq!(ty("", JsonForm::Text(Text::Bytes), XmlForm::Text(Text::Bytes)), "byte[]");
        assert_eq!(ty("", JsonForm::Text(Text::Sample(1)), XmlForm::Absent), "string");
        assert_eq!(ty("", JsonForm::Whole("79161234567".into()), XmlForm::Absent), "long");
        assert_eq!(ty("", JsonForm::Whole("1".into()), XmlForm::Absent), "integer");
        assert_eq!(ty("", JsonForm::Object { empty: true }, XmlForm::Any), "object");
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
            of(Some(&names::entry(&Argument::new("string", XSD), &Argument::new("int", XSD).nullable()))),
            "Dictionary<string, int?>"
        );
        assert_eq!(of(None), "Dictionary<string, integer>");
    }
}
