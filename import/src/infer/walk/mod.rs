//! Goes through the samples of a payload in both formats at once, guided by the page's types, and notes of
//! each class and enum what it meets.

mod class;
mod collections;
mod cut_in_xml;
mod enums;
mod looks;
mod members;
mod read_only;
mod scope;
mod unlike_items;
mod unnamed;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::infer::{
    makers::{
        hand::SampleMaker,
        own_dates::{self, DateLook},
    },
    model::TypeId,
    pairing::by_name::loosely,
    samples::{
        cut_member::CutEnd,
        form::{JsonForm, Text, XmlForm, is_microsofts_date, origin_of},
        json::Json,
        type_words::{Leaves, StandIn},
        xml::{Element, Node},
    },
    settings::{dictionary_keys::DictionaryKeys, formatter::DatePairs},
    types::{
        each::{Contract, CutNamespace, Known},
        registry::{Registry, ShapeId},
        seen::{CollectionClass, Digits, Formats, Kind, OfDefault, Slot},
        variants::{IfUnlike, names_in},
    },
    wording::words::{PageType, Word},
};
use datacontract::contract::Serializer;
use looks::{Identity, class_of_list, contents_of};
pub(crate) use scope::Scope;

/// How deeply values are gone into: no contract that people wrote is as deep.
pub(crate) const MAX_DEPTH: usize = 64;

/// What is known of the place in which a value stands.
#[derive(Clone, Copy)]
pub(crate) struct ValueContext<'a> {
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
    pub(crate) scope: &'a Scope<'a>,
    /// How far the value may have been counted in its object.
    pub(crate) most_counted: usize,
    /// The element is named after its type: it is a root or an item.
    pub(crate) named: bool,
    /// How much of the value is cut off.
    pub(crate) open: Open,
    /// Who made the object in which it stands.
    pub(crate) maker: Maker,
    /// What it means that XML does not have the value.
    pub(crate) lack: Lack,
    pub(crate) depth: usize,
}

/// What it means that XML does not have a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lack {
    /// XML never has it: its place is there.
    Shown,
    /// Nothing: there is no XML, or it is cut off before that.
    Open,
}

/// Who made an object of a sample.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Maker {
    /// The engine, as far as can be seen.
    #[default]
    Engine,
    /// A person: it has a text that the engine never makes.
    Person,
    /// The engine, beside somebody whose texts it has as well: a getter, or a person.
    Both,
}

/// How many values are open where a sample is cut off, from a place inwards, by format; 0 if what stands
/// there is whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Open {
    pub(crate) json: usize,
    pub(crate) xml: usize,
}

impl Open {
    /// Returns what is open of a part: a cut is behind the last part that is there, or in it.
    fn of_part(self, is_last: Formats) -> Self {
        let inner = |is_last: bool, open: usize| if is_last { open.saturating_sub(1) } else { 0 };
        Self { json: inner(is_last.json, self.json), xml: inner(is_last.xml, self.xml) }
    }
}

/// The walk through one payload.
pub(crate) struct Walk<'r> {
    pub(crate) registry: &'r mut Registry,
    /// The page, for messages.
    pub(crate) page: &'r str,
    /// The types whose tables stand on the page, by their names.
    pub(crate) on_page: Option<&'r HashMap<String, TypeId>>,
    /// The rows that the tables on the page lack: of these its samples show nothing.
    pub(crate) unlisted: Option<&'r HashMap<TypeId, BTreeSet<String>>>,
    pub(crate) in_request: bool,
    /// Who made the samples.
    pub(crate) maker: SampleMaker,
    pub(crate) formats: Formats,
    /// There is a sample in XML, be it no more than a part of the root's tag.
    pub(crate) begins_xml: bool,
    /// Which serializer wrote the XML.
    pub(crate) serializer: Serializer,
    /// What its root declares.
    pub(crate) root: RootOfXml,
    /// The types of objects that others refer to, by `z:Id`.
    pub(crate) identities: BTreeMap<String, TypeId>,
    /// Theirs in JSON, by `$id`.
    pub(crate) json_identities: BTreeMap<String, TypeId>,
    /// The types whose identity JSON keeps.
    pub(crate) kept_in_json: BTreeSet<TypeId>,
    /// The first date in JSON that is in no format that can be read.
    pub(crate) odd_date: Option<String>,
    /// The dates that both formats show.
    pub(crate) dates: DatePairs,
    /// The keys of dictionaries.
    pub(crate) keys: DictionaryKeys,
    /// What `XmlSerializer` has lost of the values.
    pub(crate) lost: Lost,
    /// Values nest more deeply than is gone into.
    pub(crate) is_too_deep: bool,
    /// What the values of the samples are.
    pub(crate) leaves: Leaves,
    /// The classes around a value, the outermost first.
    pub(crate) around: Vec<TypeId>,
    /// The shapes of values by where they are in memory: a value is looked at again at each level above it.
    pub(crate) shapes: HashMap<usize, ShapeId>,
}

/// What the root of an XML sample declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RootOfXml {
    /// Something, or there is no XML.
    Declares,
    /// Nothing, unlike those of both serializers: it shows neither contracts nor the order of members.
    Bare,
}

/// What `XmlSerializer` loses, so that a sample cannot be read back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Lost {
    #[default]
    Nothing,
    /// A `TimeSpan`, which older frameworks write as an empty element.
    TimeSpan,
    /// The entries of a dictionary, which Web API takes for a list.
    Entries,
}

/// Returns what stands for a value that `XmlSerializer` writes as an empty element: it loses
/// `DateTimeOffset`, and on older frameworks `TimeSpan`.
fn emptied(json: &JsonForm, xml: XmlForm, lost: &mut Lost) -> XmlForm {
    match (json, &xml) {
        (JsonForm::Text(Text::Date), XmlForm::Empty) => XmlForm::Offset,
        (JsonForm::Text(Text::TimeSpan), XmlForm::Empty) => {
            *lost = Lost::TimeSpan;
            XmlForm::Text(Text::TimeSpan)
        }
        _ => xml,
    }
}

impl Walk<'_> {
    /// Returns whether the samples are the engine's, whose counters are proof.
    fn is_counted(&self) -> bool {
        self.maker == SampleMaker::Engine
    }

    /// Returns whether the XML shows the names and namespaces of contracts: not that of `XmlSerializer`, and not what a
    /// person has written without any namespace.
    fn shows_contracts(&self) -> bool {
        !self.is_xml_serializer() && self.maker != SampleMaker::Person && self.root == RootOfXml::Declares
    }

    /// Returns whether the XML is that of `XmlSerializer`, which shows nothing of contracts.
    fn is_xml_serializer(&self) -> bool {
        self.serializer == Serializer::XmlSerializer
    }

    /// Keeps what `XmlSerializer` calls a type, where an element is named after it and that has written it.
    fn note_names(&mut self, id: TypeId, xml: Option<&Element>, context: ValueContext<'_>) {
        let is_named = |xml: &&Element| xml.instance.is_none() && xml.node == Node::Element;
        let Some(xml) = xml.filter(|_| self.is_xml_serializer()).filter(is_named) else { return };
        let Some(ty) = self.registry.get_mut(id) else { return };
        let names = &mut ty.serialized;
        match context.depth {
            0 => _ = names.roots.insert((xml.namespace.clone(), xml.name.clone())),
            1 if context.named => _ = names.items.insert(xml.name.clone()),
            _ => {}
        }
        let content = xml.children.iter().find(|child| matches!(child.node, Node::Element | Node::Items));
        if let Some(content) = content.filter(|content| content.namespace != xml.namespace) {
            names.namespace.get_or_insert_with(|| content.namespace.clone());
        }
    }

    /// What stands in a place.
    pub(crate) fn slot(
        &mut self,
        page: &PageType,
        json: Option<&Json>,
        xml: Option<&Element>,
        context: ValueContext<'_>,
    ) -> Slot {
        // What one format shows to be simple, the part of an element in the other says nothing about.
        let is_simple = matches!(json, Some(Json::Bool(_) | Json::Number(_) | Json::Text(_)));
        let xml = xml.filter(|xml| context.open.xml == 0 || !is_simple || xml.is_cut);
        let stand_in = match self.leaves {
            Leaves::TypeWords if *page == PageType::Unknown => StandIn::of(json, xml),
            _ => None,
        };
        let (page, json, xml) = match &stand_in {
            Some(StandIn { page, json, xml }) => (page, json.as_ref(), xml.as_ref()),
            None => (page, json, xml),
        };
        let page = collections::as_in_samples(page, json, xml);
        let page = page.as_ref();
        let mut slot = Slot {
            page: page.clone(),
            json: self.json_form(page, json),
            xml: XmlForm::of(xml),
            element: xml.filter(|_| context.named).map(|xml| (xml.namespace.clone(), xml.name.clone())),
            kind: Kind::Unknown,
            is_engines: self.is_counted() && context.maker == Maker::Engine,
            digits: self.digits(json, context),
            is_cut_off: context.open != Open::default(),
            cut: xml.filter(|xml| xml.is_cut && json.is_none()).map(|_| CutEnd::Value),
            collection: class_of_list(json),
            of_default: OfDefault::Unknown,
            origin: origin_of(json),
            serializer: self.serializer,
            node: xml.map(|xml| xml.node).unwrap_or_default(),
            leads_back: None,
        };
        if self.is_xml_serializer() {
            slot.xml = emptied(&slot.json, slot.xml, &mut self.lost);
        }
        if context.depth > MAX_DEPTH {
            self.is_too_deep = true;
            return slot;
        }
        if let (Some(Json::Text(json)), Some(xml), XmlForm::Text(Text::Date)) = (json, xml, &slot.xml) {
            self.dates.add(json, &xml.text);
        }
        if let (Some(Json::Text(json)), XmlForm::Offset, Some([utc, minutes])) =
            (json, &slot.xml, xml.map(|xml| xml.children.as_slice()))
        {
            self.dates.add_offset(json, &utc.text, &minutes.text);
        }
        if let (Some(Json::Text(json)), XmlForm::Absent) = (json, &slot.xml) {
            if slot.is_engines && matches!(page, PageType::Word(Word::Date) | PageType::Unknown) {
                self.dates.add_engines(json);
            }
            let may_be_own = *page == PageType::Unknown && own_dates::look(json) != DateLook::None;
            if self.is_date_alone(page, json) {
                self.dates.add_alone(json);
            } else if slot.is_engines && may_be_own {
                self.dates.add_untyped(json);
            }
        }
        self.note_odd_date(&mut slot, json);
        if let Some(kind) = self.read_only(page, json, xml, context) {
            return Slot { kind, collection: CollectionClass::ReadOnly, ..slot };
        }
        slot.kind = match page {
            page if collections::is_any_json(page, json, xml, context, &slot) => self.any(json),
            PageType::List(item) => self.list(item, json, xml, context),
            PageType::Dictionary(key, value) => self.dictionary(key, value, json, xml, context),
            PageType::Pair(key, value) => self.pair(key, value, json, xml, context),
            PageType::Named(name) if !page.is_framework() => self.named(name, json, xml, context, &slot),
            PageType::Word(Word::Bytes) if matches!(json, Some(Json::Array(_))) => {
                self.list(&PageType::Word(Word::Byte), json, xml, context)
            }
            PageType::Word(Word::Object) => self.any(json),
            PageType::Word(_) => Kind::Simple,
            _ => self.unknown(json, xml, context, &slot),
        };
        self.note_cut_namespace(&slot.kind, xml, context);
        if slot.kind == Kind::Unknown && slot.page == PageType::Unknown && slot.is_engines {
            slot.leads_back = self.leads_back(&slot, context);
        }
        slot
    }

    /// A value of any type: made of `object` itself, it has no members.
    fn any(&mut self, json: Option<&Json>) -> Kind {
        let (content, identity) = contents_of(json);
        self.registry.keeps_classless |=
            matches!(identity, Identity::Is(_)) && content.is_some_and(<[_]>::is_empty);
        Kind::Simple
    }

    /// Finds what the digits of a number show of its type. Items are counted by themselves.
    fn digits(&self, json: Option<&Json>, context: ValueContext<'_>) -> Digits {
        let is_beyond = |number: &str| {
            let count = number.split('.').next().unwrap_or_default().parse::<usize>();
            !context.named && count.is_ok_and(|count| count > context.most_counted)
        };
        match json {
            _ if !self.is_counted() || context.maker == Maker::Person => Digits::Own,
            Some(Json::Number(number)) if is_beyond(number) => Digits::Own,
            _ => Digits::OfEngine,
        }
    }

    /// Notes of the type of a member what a sample that is cut off shows of its namespace.
    fn note_cut_namespace(&mut self, kind: &Kind, xml: Option<&Element>, context: ValueContext<'_>) {
        let Some(start) = xml.and_then(|xml| xml.cut_namespace_of_type().cloned()) else { return };
        let id = match kind {
            Kind::Type(id) => Some(*id),
            // The namespace is that of the items.
            Kind::List(items) => items.iter().find_map(|item| match item.kind {
                Kind::Type(id) => Some(id),
                _ => None,
            }),
            _ => None,
        };
        if let Some(id) = id.filter(|_| self.shows_contracts()) {
            let owners = context.namespace.map(str::to_owned);
            self.registry.set_cut_namespace(id, CutNamespace { start, owners });
        }
    }

    /// Returns the class around a value of which nothing is shown but null, or that is in an empty list, if the
    /// member's name means it: `Order` or `ParentOrder`. `Parent` and `Children` mean the class itself.
    fn leads_back(&self, slot: &Slot, context: ValueContext<'_>) -> Option<TypeId> {
        const OF_ITSELF: &[&str] = &["parent", "child", "children"];
        let is_end = context.open == Open::default()
            && matches!(slot.json, JsonForm::Absent | JsonForm::Null)
            && matches!(slot.xml, XmlForm::Absent | XmlForm::Nil);
        let name = loosely(context.name);
        if !is_end || name.is_empty() {
            return None;
        }
        if OF_ITSELF.contains(&name.as_str()) {
            return self.around.last().copied();
        }
        let means = |id: &&TypeId| {
            self.registry.types.get(**id).is_some_and(|ty| {
                // Of a class that no page names the member around it does.
                ty.names().chain([ty.wished_name()]).any(|own| {
                    let own = loosely(own);
                    own.len() > 2 && (name == own || name.strip_prefix("parent") == Some(own.as_str()))
                })
            })
        };
        self.around.iter().rev().find(means).copied()
    }

    /// Returns whether a text that XML does not show is a date as the service writes it. What a person wrote
    /// need not be as the service writes it, unless nothing else could read it.
    fn is_date_alone(&self, page: &PageType, json: &str) -> bool {
        match page {
            PageType::Word(Word::Date) => self.is_counted() || !reads_as_date(json),
            PageType::Unknown => is_microsofts_date(json),
            _ => false,
        }
    }

    /// A date in JSON in a format of the service's own shows nothing: then what the page and XML say counts.
    fn note_odd_date(&mut self, slot: &mut Slot, json: Option<&Json>) {
        let is_date = slot.page == PageType::Word(Word::Date)
            || (slot.page == PageType::Unknown
                && (matches!(slot.xml, XmlForm::Offset | XmlForm::Text(Text::Date))
                    || matches!(json, Some(Json::Text(text)) if is_microsofts_date(text))));
        let shown = match json {
            Some(Json::Text(text)) if reads_as_date(text) => {
                if is_date && matches!(slot.json, JsonForm::Text(Text::Other(_))) {
                    slot.json = JsonForm::Text(Text::Date);
                }
                return;
            }
            Some(Json::Text(text)) => text,
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
            ) if !self.is_counted() && *page == PageType::Unknown => {
                JsonForm::Text(Text::Other(text.clone()))
            }
            (form, _) => form,
        }
    }

    /// A type that the page names: an enum if its value is no object.
    fn named(
        &mut self,
        name: &str,
        json: Option<&Json>,
        xml: Option<&Element>,
        context: ValueContext<'_>,
        slot: &Slot,
    ) -> Kind {
        if matches!(json, Some(Json::Array(_))) {
            return self.list(&PageType::Unknown, json, xml, context);
        }
        let id = self.variant(name, json, xml, context, slot);
        let is_enum = self.registry.types.get(id).is_some_and(|ty| ty.values.is_some());
        let scalar = enums::is_scalar(slot);
        if is_enum || scalar {
            self.enumeration(id, xml, context, slot);
        } else {
            self.class(id, json, xml, context);
        }
        Kind::Type(id)
    }

    /// The type that stands here, of those that pages call so.
    fn variant(
        &mut self,
        name: &str,
        json: Option<&Json>,
        xml: Option<&Element>,
        context: ValueContext<'_>,
        slot: &Slot,
    ) -> TypeId {
        // Another object stands here, which has been met.
        if let (_, Identity::RefersTo(identity)) = contents_of(json)
            && let Some(id) = self.json_identities.get(identity)
            && self.registry.variants(name).contains(id)
        {
            return *id;
        }
        let on_page = self.on_page.and_then(|types| types.get(name)).copied();
        if enums::is_scalar(slot) {
            let likely = on_page.unwrap_or_else(|| self.registry.of_page(name));
            return self.registry.of_value(name, likely, &slot.json, &slot.xml);
        }
        let shown = match xml {
            Some(xml) if xml.instance.is_none() => {
                self.namespace_shown(xml, context).map(|(known, namespace)| {
                    let is_called_so = context.named && !xml.nil && !xml.name.starts_with("ArrayOf");
                    (known, Contract { namespace, name: is_called_so.then(|| xml.name.clone()) })
                })
            }
            Some(_) => None,
            None => context
                .items
                .map(|(known, namespace)| (known, Contract { namespace: namespace.to_owned(), name: None })),
        };
        let names = names_in(json, xml);
        if let Some((_, shown)) = shown.filter(|(known, _)| *known >= Known::Declared) {
            return self.registry.of_shown(name, on_page, &shown, &names);
        }
        let if_unlike = if on_page.is_some() { IfUnlike::Same } else { IfUnlike::Best };
        let likely = self.registry.of_members(name, on_page, context.namespace, &names, if_unlike);
        let is_whole =
            self.is_counted() && matches!(json, Some(Json::Object(_))) && context.open == Open::default();
        if is_whole { self.registry.unless_unlike(name, likely, &names) } else { likely }
    }
}

/// Whether a date in JSON is as Json.NET writes it by itself.
fn reads_as_date(text: &str) -> bool {
    text.parse::<datacontract::clr::DateTime>().is_ok()
}
