//! Goes through the samples of a payload in both formats at once, guided by the page's types, and notes of each class
//! and enum what it meets.

mod class;
mod collections;
mod looks;
mod scope;

use std::collections::{BTreeMap, HashMap};

use super::{
    class::is_identifier,
    form::{JsonForm, Text, XmlForm, system},
    json::Json,
    types::{Formats, Kind, Known, Registry, Shape, ShapeId, Slot, TypeId},
    words::{PageType, Word},
    xml::{Element, decode},
};
use datacontract::contract::{ARRAYS, SER};
pub(crate) use looks::pascal;
use looks::{is_dictionary, looks_like_list, note_page, refers_to};
pub(crate) use scope::Scope;

const MAX_DEPTH: usize = 64;

/// Where the walk is.
#[derive(Clone, Copy)]
pub(crate) struct At<'a> {
    /// The member's name, or what a root without a name would be called.
    pub(crate) name: &'a str,
    /// The class that the member belongs to.
    pub(crate) owner: &'a str,
    /// The namespace of the contract that declares the member.
    pub(crate) namespace: Option<&'a str>,
    /// The class itself.
    pub(crate) within: Option<TypeId>,
    /// The contract of what stands here, where the name around it shows it: namespace and name.
    pub(crate) contract: Option<(&'a str, &'a str)>,
    /// The namespaces that are in scope.
    pub(crate) scope: &'a Scope<'a>,
    /// How many members the object has.
    pub(crate) siblings: usize,
    /// The element is named after its type: it is a root or an item.
    pub(crate) named: bool,
    /// What of it is cut off.
    pub(crate) open: Open,
    /// Who made the object that it stands in.
    pub(crate) maker: Maker,
    pub(crate) depth: usize,
}

/// Who made an object of a sample.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Maker {
    /// The engine, as far as can be seen.
    #[default]
    Engine,
    /// A person: it has a text that the engine never makes.
    Person,
}

/// How many values are open where a sample is cut off, from a place inwards, by format; 0 if what stands there is whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Open {
    pub(crate) json: usize,
    pub(crate) xml: usize,
}

impl Open {
    /// Returns what is open of a part: a cut is behind the last part that is there, or in it.
    fn of_part(self, is_last_in_json: bool, is_last_in_xml: bool) -> Self {
        let inner = |is_last: bool, open: usize| if is_last { open.saturating_sub(1) } else { 0 };
        Self { json: inner(is_last_in_json, self.json), xml: inner(is_last_in_xml, self.xml) }
    }
}

/// The walk through one payload.
pub(crate) struct Walk<'r> {
    pub(crate) registry: &'r mut Registry,
    /// The page, for messages.
    pub(crate) page: &'r str,
    pub(crate) in_request: bool,
    /// The samples are the engine's.
    pub(crate) counted: bool,
    pub(crate) formats: Formats,
    /// The types of objects that others refer to, by `z:Id`.
    pub(crate) identities: BTreeMap<String, TypeId>,
    /// The same of JSON, by `$id`.
    pub(crate) json_identities: BTreeMap<String, TypeId>,
    /// The first date in JSON that is in no format that can be read.
    pub(crate) odd_date: Option<String>,
    /// The shapes of values by where they are in memory: a value is looked at again at each level above it.
    pub(crate) shapes: HashMap<usize, ShapeId>,
}

impl Walk<'_> {
    /// What stands in a place.
    pub(crate) fn slot(
        &mut self,
        page: &PageType,
        json: Option<&Json>,
        xml: Option<&Element>,
        at: At<'_>,
    ) -> Slot {
        // What one format shows to be simple, the part of an element in the other says nothing about.
        let is_simple = matches!(json, Some(Json::Bool(_) | Json::Number(_) | Json::Text(_)));
        let xml = xml.filter(|_| at.open.xml == 0 || !is_simple);
        let mut slot = Slot {
            page: page.clone(),
            json: self.json_form(page, json),
            xml: XmlForm::of(xml),
            element: xml.filter(|_| at.named).map(|xml| (xml.namespace.clone(), xml.name.clone())),
            kind: Kind::Unknown,
            is_engines: self.counted && at.maker == Maker::Engine,
            is_cut_off: at.open != Open::default(),
        };
        if at.depth > MAX_DEPTH {
            return slot;
        }
        self.note_odd_date(&mut slot, json);
        slot.kind = match page {
            PageType::List(item) => self.list(item, json, xml, at),
            PageType::Dictionary(key, value) => self.dictionary(key, value, json, xml, at),
            PageType::Pair(key, value) => self.pair(key, value, json, xml, at),
            PageType::Named(name) if !page.is_framework() => self.named(name, json, xml, at, &slot),
            PageType::Word(Word::Bytes) if matches!(json, Some(Json::Array(_))) => {
                self.list(&PageType::Word(Word::Byte), json, xml, at)
            }
            PageType::Word(_) => Kind::Simple,
            _ => self.unknown(json, xml, at, &slot),
        };
        slot
    }

    /// A date in JSON in a format of the service's own tells nothing: then what the page and XML say counts.
    fn note_odd_date(&mut self, slot: &mut Slot, json: Option<&Json>) {
        let is_date = slot.page == PageType::Word(Word::Date)
            || (slot.page == PageType::Unknown
                && matches!(slot.xml, XmlForm::Offset | XmlForm::Text(Text::Date)));
        let shown = match json {
            Some(Json::Text(text)) if !reads_as_date(text) => text,
            Some(Json::Number(number)) => number,
            _ => return,
        };
        if is_date {
            self.odd_date.get_or_insert_with(|| shown.clone());
            slot.json = JsonForm::Text(Text::Date);
        }
    }

    /// In samples that are not the engine's, what looks like an identifier may be any text.
    fn json_form(&self, page: &PageType, json: Option<&Json>) -> JsonForm {
        match (JsonForm::of(json), json) {
            (
                JsonForm::Text(Text::Guid | Text::TimeSpan | Text::Bytes | Text::Uri(_)),
                Some(Json::Text(text)),
            ) if !self.counted && *page == PageType::Unknown => JsonForm::Text(Text::Other(text.clone())),
            (form, _) => form,
        }
    }

    /// A type that the page names: an enum if its value is no object.
    fn named(
        &mut self,
        name: &str,
        json: Option<&Json>,
        xml: Option<&Element>,
        at: At<'_>,
        slot: &Slot,
    ) -> Kind {
        let id = self.registry.of_page(name);
        let is_enum = self.registry.types.get(id).is_some_and(|ty| ty.values.is_some());
        let scalar = matches!(slot.json, JsonForm::Whole(_) | JsonForm::Text(_))
            || (slot.json == JsonForm::Absent && matches!(slot.xml, XmlForm::Whole(_) | XmlForm::Text(_)));
        if matches!(json, Some(Json::Array(_))) {
            return self.list(&PageType::Unknown, json, xml, at);
        }
        if is_enum || scalar {
            self.enumeration(id, xml, at, slot);
        } else {
            self.class(id, json, xml, at);
        }
        Kind::Type(id)
    }

    fn enumeration(&mut self, id: TypeId, xml: Option<&Element>, at: At<'_>, slot: &Slot) {
        let Some(ty) = self.registry.get_mut(id) else { return };
        ty.is_enum = true;
        note_page(&mut ty.pages, self.page);
        if slot.json.is_value() || slot.xml.is_value() {
            ty.add_shown(slot.json.clone(), slot.xml.clone());
        }
        match xml.filter(|_| at.named) {
            Some(xml) if xml.namespace != system() || at.depth == 0 => {
                self.registry.set_contract(id, &xml.namespace, &xml.name);
            }
            _ => {
                if let Some(namespace) = at.namespace.filter(|namespace| !namespace.starts_with(SER)) {
                    self.registry.set_namespace(id, Known::Assumed, namespace);
                }
            }
        }
    }

    /// What the page has no type for: the samples show what it is.
    fn unknown(&mut self, json: Option<&Json>, xml: Option<&Element>, at: At<'_>, slot: &Slot) -> Kind {
        if matches!(slot.xml, XmlForm::Offset | XmlForm::Any) {
            return Kind::Simple;
        }
        match json {
            Some(Json::Array(_)) => return self.list(&PageType::Unknown, json, xml, at),
            Some(Json::Object(members)) if xml.is_none() && refers_to(members).is_some() => {
                let id = refers_to(members).and_then(|id| self.json_identities.get(id));
                return id.map_or(Kind::Unknown, |id| Kind::Type(*id));
            }
            Some(Json::Object(members)) if is_dictionary(members, xml) => {
                return self.dictionary(&PageType::Unknown, &PageType::Unknown, json, xml, at);
            }
            Some(Json::Object(members))
                if members.is_empty() && xml.is_none_or(|xml| xml.children.is_empty()) =>
            {
                return Kind::Simple;
            }
            Some(Json::Object(_)) => {
                let shape = self.shape(json, xml);
                let id = self.unnamed(shape, xml, at);
                self.class(id, json, xml, at);
                return Kind::Type(id);
            }
            _ => {}
        }
        if self.is_engines_enum(slot, at) {
            let shape = self.registry.shapes.id(Shape::Enum);
            let id = self.registry.unnamed(&pascal(at.name), at.owner, shape);
            self.enumeration(id, xml, at, slot);
            return Kind::Type(id);
        }
        let Some(xml) = xml.filter(|xml| xml.instance.is_none() || !xml.children.is_empty()) else {
            return if slot.json.is_value() { Kind::Simple } else { Kind::Unknown };
        };
        if !xml.children.is_empty() {
            if looks_like_list(xml) {
                return self.list(&PageType::Unknown, json, Some(xml), at);
            }
            let shape = self.shape(None, Some(xml));
            let id = self.unnamed(shape, Some(xml), at);
            self.class(id, json, Some(xml), at);
            return Kind::Type(id);
        }
        // A number in JSON and a name in XML: an enum. (A `char` is the other way round.)
        let is_enum =
            matches!(slot.json, JsonForm::Whole(_)) && matches!(slot.xml, XmlForm::Text(Text::Other(_)));
        let shown_by_root = at.named
            && matches!(slot.xml, XmlForm::Text(Text::Other(_)))
            && xml.namespace != SER
            && xml.namespace != ARRAYS;
        if is_enum || shown_by_root {
            let shape = self.registry.shapes.id(Shape::Enum);
            let id = self.unnamed(shape, Some(xml), at);
            self.enumeration(id, Some(xml), at, slot);
            return Kind::Type(id);
        }
        if slot.json.is_value() || slot.xml.is_value() { Kind::Simple } else { Kind::Unknown }
    }

    /// What the engine makes of an enum, where it would make something else of any other type: a text that is no
    /// `sample string`, and a number that no counter can show.
    fn is_engines_enum(&self, slot: &Slot, at: At<'_>) -> bool {
        if !slot.is_engines || at.named {
            return false;
        }
        match (&slot.json, &slot.xml) {
            (JsonForm::Text(Text::Other(json)), XmlForm::Text(Text::Other(xml))) => {
                json == xml && is_identifier(xml)
            }
            (JsonForm::Text(Text::Other(json)), XmlForm::Absent) => {
                !self.formats.xml && json != CHAR && is_identifier(json)
            }
            // JSON ignores the member: the engine would have counted a string.
            (JsonForm::Absent, XmlForm::Text(Text::Other(xml))) => is_identifier(xml),
            (JsonForm::Whole(number), XmlForm::Absent) => match number.parse::<u32>() {
                Ok(BYTE) => false,
                Ok(number) => number == 0 || number as usize > at.siblings,
                Err(_) => true,
            },
            _ => false,
        }
    }

    /// A type without a name on the page: by its contract name if XML shows it, else named after the member.
    fn unnamed(&mut self, shape: ShapeId, xml: Option<&Element>, at: At<'_>) -> TypeId {
        if let Some(id) = xml.and_then(|xml| xml.refers.as_ref()).and_then(|id| self.identities.get(id)) {
            return *id;
        }
        if let Some((namespace, name)) = at.contract {
            let known = self.registry.of_contract(namespace, name);
            let id = known.unwrap_or_else(|| self.registry.unnamed(&pascal(&decode(name)), at.owner, shape));
            self.registry.set_contract(id, namespace, name);
            return id;
        }
        if let Some(xml) = xml.filter(|_| at.named) {
            if let Some(id) = self.registry.of_contract(&xml.namespace, &xml.name) {
                return id;
            }
            let name = decode(&xml.name);
            if let Some(id) = self.registry.known_page(&name) {
                return id;
            }
            return self.registry.unnamed(&pascal(&name), at.owner, shape);
        }
        self.registry.unnamed(&pascal(at.name), at.owner, shape)
    }
}

/// Whether a date in JSON is as Json.NET writes it by itself.
fn reads_as_date(text: &str) -> bool {
    text.parse::<datacontract::clr::DateTime>().is_ok()
}

/// What the engine shows for `byte` and `sbyte`.
pub(crate) const BYTE: u32 = 64;

/// What the engine shows for `char` in JSON.
pub(crate) const CHAR: &str = "A";
