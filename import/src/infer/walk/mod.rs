//! Goes through the samples of a payload in both formats at once, guided by the page's types, and notes of each class
//! and enum what it meets.

mod class;
mod collections;
mod looks;

use std::collections::{BTreeMap, BTreeSet};

use super::{
    class::is_identifier,
    form::{JsonForm, Text, XmlForm, system},
    json::Json,
    types::{Formats, Kind, Known, Registry, Slot, TypeId},
    words::{PageType, Word},
    xml::{Element, decode},
};
use datacontract::contract::{ARRAYS, SER};
pub(crate) use looks::pascal;
use looks::{Identity, contents_of, is_dictionary, looks_like_list, note_page, signature};

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
    /// The namespace of an empty list's items, as its element shows it.
    pub(crate) items: Option<(Known, &'a str)>,
    /// The namespaces that are in scope.
    pub(crate) scope: &'a [String],
    /// How many members the object has.
    pub(crate) siblings: usize,
    /// The element is named after its type: it is a root or an item.
    pub(crate) named: bool,
    pub(crate) depth: usize,
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
    /// Theirs in JSON, by `$id`.
    pub(crate) json_identities: BTreeMap<String, TypeId>,
    /// The types whose identity JSON keeps.
    pub(crate) kept_in_json: BTreeSet<TypeId>,
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
        let mut slot = Slot {
            page: page.clone(),
            json: self.json_form(page, json),
            xml: XmlForm::of(xml),
            element: xml.filter(|_| at.named).map(|xml| (xml.namespace.clone(), xml.name.clone())),
            kind: Kind::Unknown,
        };
        if at.depth > MAX_DEPTH {
            return slot;
        }
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
        match xml.filter(|xml| at.named && !xml.nil) {
            Some(xml) if xml.namespace != system() || at.depth == 0 => {
                ty.set_contract(&xml.namespace, &xml.name);
            }
            _ => {
                if let Some((known, namespace)) = at.items {
                    ty.set_namespace(known, namespace);
                } else if let Some(namespace) = at.namespace.filter(|namespace| !namespace.starts_with(SER)) {
                    ty.set_namespace(Known::Assumed, namespace);
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
            Some(Json::Object(members)) if is_dictionary(members, xml) => {
                return self.dictionary(&PageType::Unknown, &PageType::Unknown, json, xml, at);
            }
            Some(Json::Object(members))
                if members.is_empty()
                    && xml.is_none_or(|xml| xml.children.is_empty() && xml.declared.is_empty()) =>
            {
                return Kind::Simple;
            }
            Some(Json::Object(members)) if !members.is_empty() => {
                let (content, identity) = contents_of(json);
                let known = match identity {
                    Identity::RefersTo(identity) => self.json_identities.get(identity).copied(),
                    _ => None,
                };
                // Of a reference in JSON the content may stand in XML.
                let content = json.filter(|_| content.is_some());
                let id = known.unwrap_or_else(|| self.unnamed(&signature(content, xml, 0), xml, at));
                self.class(id, json, xml, at);
                return Kind::Type(id);
            }
            _ => {}
        }
        if self.is_engines_enum(slot, at) {
            let id = self.registry.unnamed(&pascal(at.name), at.owner, ENUM);
            self.enumeration(id, xml, at, slot);
            return Kind::Type(id);
        }
        if let Some(declared) =
            xml.filter(|xml| is_empty_object(json, xml)).and_then(|xml| xml.declared.first())
        {
            return self.placeholder(declared, at);
        }
        let Some(xml) = xml.filter(|xml| xml.instance.is_none() || !xml.children.is_empty()) else {
            return if slot.json.is_value() { Kind::Simple } else { Kind::Unknown };
        };
        if !xml.children.is_empty() {
            if looks_like_list(xml) {
                return self.list(&PageType::Unknown, json, Some(xml), at);
            }
            let id = self.unnamed(&signature(None, Some(xml), 0), Some(xml), at);
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
            let id = self.unnamed(ENUM, Some(xml), at);
            self.enumeration(id, Some(xml), at, slot);
            return Kind::Type(id);
        }
        if slot.json.is_value() || slot.xml.is_value() { Kind::Simple } else { Kind::Unknown }
    }

    /// What the engine makes of an enum, where it would make something else of any other type: a text that is no
    /// `sample string`, and a number that no counter can show.
    fn is_engines_enum(&self, slot: &Slot, at: At<'_>) -> bool {
        if !self.counted || at.named {
            return false;
        }
        match (&slot.json, &slot.xml) {
            (JsonForm::Text(Text::Other(json)), XmlForm::Text(Text::Other(xml))) => {
                json == xml && is_identifier(xml)
            }
            (JsonForm::Text(Text::Other(json)), XmlForm::Absent) => {
                !self.formats.xml && json != "A" && is_identifier(json)
            }
            (JsonForm::Whole(number), XmlForm::Absent) => match number.parse::<usize>() {
                Ok(number) => number == 0 || (number > at.siblings && number != BYTE),
                Err(_) => true,
            },
            _ => false,
        }
    }

    /// What stands where nothing is shown but the namespace of its type: a list of built-in items, or a class of which
    /// nothing else is known.
    pub(super) fn placeholder(&mut self, namespace: &str, at: At<'_>) -> Kind {
        if namespace == ARRAYS {
            return Kind::List(vec![Slot::default()]);
        }
        let id = self.registry.unnamed(&pascal(at.name), at.owner, &format!("{PLACEHOLDER}{namespace}"));
        if let Some(ty) = self.registry.get_mut(id) {
            ty.is_placeholder = true;
            ty.set_namespace(Known::Declared, namespace);
            note_page(&mut ty.pages, self.page);
        }
        Kind::Type(id)
    }

    /// A type without a name on the page: by its contract name if XML shows it, else named after the member.
    fn unnamed(&mut self, signature: &str, xml: Option<&Element>, at: At<'_>) -> TypeId {
        if let Some(id) = xml.and_then(|xml| xml.refers.as_ref()).and_then(|id| self.identities.get(id)) {
            return *id;
        }
        if let Some((namespace, name)) = at.contract {
            let known = self.registry.of_contract(namespace, name);
            let id =
                known.unwrap_or_else(|| self.registry.unnamed(&pascal(&decode(name)), at.owner, signature));
            if let Some(ty) = self.registry.get_mut(id) {
                ty.set_contract(namespace, name);
            }
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
            return self.registry.unnamed(&pascal(&name), at.owner, signature);
        }
        self.registry.unnamed(&pascal(at.name), at.owner, signature)
    }
}

/// Instead of the content of an enum.
const ENUM: &str = "enum";

/// Before the namespace, instead of the content of a class of which nothing else is shown.
const PLACEHOLDER: &str = "nothing but ";

/// Whether neither format shows any content.
fn is_empty_object(json: Option<&Json>, xml: &Element) -> bool {
    let is_empty = match json {
        None | Some(Json::Null) => true,
        Some(Json::Object(members)) => members.is_empty(),
        _ => false,
    };
    is_empty
        && xml.children.is_empty()
        && xml.text.is_empty()
        && xml.instance.is_none()
        && xml.refers.is_none()
}

/// What the engine shows for `byte` and `sbyte`.
const BYTE: usize = 64;
