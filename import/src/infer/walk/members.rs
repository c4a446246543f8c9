//! The members of a class: what belongs together in the table, in JSON and in XML, and what it shows.

use std::collections::HashSet;

use super::{
    Lack, Maker, Open, ValueContext, Walk,
    cut_in_xml::{CutInXml, may_be_renamed},
    looks::{value_of, values_in_xml},
};
use crate::{
    infer::{
        makers::{
            hand::SampleMaker,
            own_dates::{self, DateLook},
        },
        members::cut_order::{self, DerivedFirst},
        model::TypeId,
        pairing::{
            by_name::{self, MadeOnce, Pairing, Values},
            by_value::{Shown, pair_contents},
        },
        samples::{
            form::{JsonForm, SAMPLE_STRING, Text, XmlForm, has_fractions},
            json::Json,
            xml::{Element, Node, backing_field, decode},
        },
        settings::left_out::{Zero, is_default},
        types::{
            generic_names::FIELD,
            seen::{Formats, Kind, OfDefault, OrderInXml, Seen, SeenMember, Slot},
        },
        wording::words::{PageType, is_identifier},
        xml_serializer::nodes,
    },
    page::Row,
};
use datacontract::contract::Serializer;

/// An object whose members are read.
struct Object<'a> {
    id: TypeId,
    rows: &'a [Row],
    json: &'a [(String, Json)],
    children: &'a [Element],
    /// The names of properties by the members of JSON, and by the elements.
    json_names: &'a [String],
    xml_names: &'a [String],
    /// The namespace of the class's own members.
    own: Option<&'a str>,
    /// What the class is called.
    owner: &'a str,
    /// How far each member of JSON may have been counted.
    most_counted: Vec<usize>,
    shown: ShownInXml<'a>,
    maker: Maker,
    context: ValueContext<'a>,
}

impl Object<'_> {
    /// Returns whether JSON has the object, and shows it to its end.
    fn has_whole_json(&self) -> bool {
        !self.json.is_empty() && self.context.open.json == 0
    }
}

/// How far XML shows an object.
struct ShownInXml<'a> {
    /// What it means that XML lacks the object.
    around: Lack,
    /// How many values are open in it where XML is cut off; none of an object that XML lacks.
    extent: Option<usize>,
    /// The last place in JSON of a member that XML has.
    last_in_json: Option<usize>,
    /// The last member that XML has.
    last_name: Option<&'a str>,
    serializer: Serializer,
    /// The members that JSON has first and XML behind the cut, since they are a derived class's.
    derived: DerivedFirst,
}

impl ShownInXml<'_> {
    /// Returns what it means that XML does not have a member: it may be behind the cut if XML has nothing
    /// that stands behind it, or a derived class has it. `XmlSerializer` has the order of declaration, as
    /// JSON has;
    /// `DataContractSerializer` goes by name.
    fn lack_of(&self, name: &str, in_json: Option<usize>) -> Lack {
        let is_before_cut = || match self.serializer {
            Serializer::XmlSerializer => in_json < self.last_in_json,
            Serializer::DataContractSerializer => self.last_name.is_some_and(|last| name < last),
        };
        let may_be_derived = in_json.is_some_and(|place| place < self.derived.at_most);
        match self.extent {
            None => self.around,
            Some(open) if open > 0 && may_be_derived => Lack::Open,
            Some(open) if open == 0 || is_before_cut() => Lack::Shown,
            Some(_) => Lack::Open,
        }
    }
}

impl Walk<'_> {
    /// Reads the members of a class in both formats. `own` is the namespace of the class's own members.
    pub(super) fn members(
        &mut self,
        id: TypeId,
        json: Option<&[(String, Json)]>,
        xml: Option<&Element>,
        own: Option<&str>,
        context: ValueContext<'_>,
    ) -> Seen {
        let rows = self.registry.rows(id).to_vec();
        // `{}` shows that JSON has no member, unless the page ends in it.
        let shows_none = json.is_some_and(<[_]>::is_empty) && context.open.json == 0;
        let json = json.unwrap_or_default();
        let children = self.children(xml, nodes::of_object);
        let children = children.as_ref();
        let row_names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
        let json_names: Vec<String> = json.iter().map(|(name, _)| self.plain_name(id, name)).collect();
        let xml_names: Vec<String> =
            children.iter().map(|child| self.plain_name(id, &decode(&child.name))).collect();
        let json_refs: Vec<&str> = json_names.iter().map(String::as_str).collect();
        let xml_refs: Vec<&str> = xml_names.iter().map(String::as_str).collect();
        let maker = maker(json, children);
        let begun = xml.and_then(|xml| xml.begun_child.as_deref()).map(decode);
        let cut_in_xml = xml_refs.last().filter(|_| context.open.xml > 0).map(|last| CutInXml {
            values: json,
            names: &json_refs,
            renamed: may_be_renamed(json, &json_refs, children, &xml_refs),
            last: cut_order::later(last, begun.as_deref()),
            is_engines: self.is_counted() && maker == Maker::Engine,
            serializer: self.serializer,
        });
        let values = Values {
            of_json: &|at| values_in_xml(json.get(at).map(|(_, value)| value)),
            of_xml: &|at| value_of(children.get(at)),
            made_once: MadeOnce {
                in_json: &|at| made_once_in_json(json, at),
                in_xml: &|at| made_once_in_xml(children, at),
            },
            is_telling: &|(form, _)| !matches!(form, XmlForm::Bool),
            are_whole: context.open == Open::default(),
            behind_cut: &|shown| cut_in_xml.as_ref().map(|cut| cut.behind_cut(shown)).unwrap_or_default(),
        };
        let mut pairs = by_name::pair(&row_names, &json_refs, &xml_refs, &values);
        self.pair_by_content(&mut pairs, json, children, context.open);
        let unlisted = self.unlisted.and_then(|unlisted| unlisted.get(&id)).cloned().unwrap_or_default();
        let lacks = |row: usize| rows.get(row).is_some_and(|row| unlisted.contains(&row.name));
        let is_shown = |pair: &Pairing| pair.json.is_some() || pair.xml.is_some();
        pairs.retain(|pair| is_shown(pair) || !pair.row.is_some_and(lacks));
        let owner = self.registry.types.get(id).map(|ty| ty.page.as_ref().unwrap_or(&ty.made_up).clone());
        let owner = owner.unwrap_or_default();
        let in_both = pairs.iter().filter(|pair| pair.xml.is_some());
        let in_both: HashSet<usize> = in_both.filter_map(|pair| pair.json).collect();
        let shown = ShownInXml {
            derived: cut_in_xml.as_ref().map(|cut| cut.derived_first(&in_both)).unwrap_or_default(),
            around: context.lack,
            extent: xml.map(|_| context.open.xml),
            last_in_json: pairs.iter().filter(|pair| pair.xml.is_some()).filter_map(|pair| pair.json).max(),
            last_name: xml_names.last().map(String::as_str),
            serializer: self.serializer,
        };
        let object = Object {
            id,
            rows: &rows,
            json,
            children,
            json_names: &json_names,
            xml_names: &xml_names,
            own,
            owner: &owner,
            most_counted: most_counted(json, context.open),
            shown,
            maker,
            context,
        };
        let members = pairs.into_iter().map(|pair| self.member(&object, pair)).collect();
        Seen {
            members,
            formats: Formats {
                json: !json.is_empty() || shows_none || (self.formats.json && xml.is_none()),
                xml: xml.is_some(),
            },
            begun_name: None,
            whole: self.whole_formats(context, xml, &rows),
            counted: self.is_counted(),
            order: if self.shows_contracts() || self.is_xml_serializer() {
                OrderInXml::OfSerializer
            } else {
                OrderInXml::Nobodys
            },
            in_request: self.in_request,
            serializer: self.serializer,
            unlisted,
        }
    }

    /// Reads a member whose row, value and element belong together.
    fn member(&mut self, object: &Object<'_>, pair: Pairing) -> SeenMember {
        let Object { id, rows, json, children, json_names, xml_names, own, owner, maker, context, .. } =
            *object;
        let row = pair.row.and_then(|row| rows.get(row));
        let element = pair.xml.and_then(|at| children.get(at));
        let value = pair.json.and_then(|at| json.get(at));
        let page = row.map(|row| PageType::parse(&row.ty)).unwrap_or_default();
        let mut open = context.open.of_part(is_last(pair, json, children));
        let only = element.filter(|_| self.is_xml_serializer()).and_then(|only| {
            let item = nodes::as_only_item(only, value.map(|(_, value)| value));
            item.or_else(|| nodes::as_first_item(only, &page, open.xml))
        });
        let element = only.as_ref().or(element);
        if open.xml > 0 && element.is_some_and(|element| element.node == Node::Items) {
            // The element around the items is none of the sample's.
            open.xml += 1;
        }
        let in_xml = pair.xml.and_then(|at| xml_names.get(at));
        let in_json = pair.json.and_then(|at| json_names.get(at));
        let mut names = [row.map(|row| &row.name), in_xml, in_json].into_iter().flatten();
        let key = names.find(|name| !name.is_empty()).cloned().unwrap_or_default();
        let namespace = element.map(|element| element.namespace.as_str()).or(own);
        let namespace = namespace.filter(|_| self.shows_contracts());
        let context = ValueContext {
            name: &key,
            owner,
            namespace,
            within: Some(id),
            contract: None,
            items: None,
            scope: context.scope,
            most_counted: pair.json.and_then(|at| object.most_counted.get(at)).copied().unwrap_or(usize::MAX),
            named: false,
            open,
            maker,
            lack: if element.is_some() { Lack::Open } else { object.shown.lack_of(&key, pair.json) },
            depth: context.depth + 1,
        };
        let mut slot = self.slot(&page, value.map(|(_, value)| value), element, context);
        // Tables list what JSON has: what they lack JSON never has.
        let lost = element.filter(|element| {
            object.has_whole_json() && !element.is_cut && (row.is_some() || rows.is_empty())
        });
        self.note_default(&mut slot, &key, value.map(|(_, value)| value), lost, row.is_some());
        let ends_in_namespace = self.shows_contracts() && element.is_some_and(Element::ends_in_namespace);
        SeenMember {
            row: pair.row,
            json: pair.json.zip(value).map(|(at, (name, _))| (name.clone(), at)),
            ends_in_namespace,
            xml: place_in_xml(pair.xml, element.filter(|_| !ends_in_namespace)),
            slot,
            key,
        }
    }

    /// Returns what an enum calls zero. `is_listed` says that the table of the owner has the member.
    fn zero_of(&self, slot: &Slot, is_listed: bool) -> Zero {
        let Kind::Type(id) = slot.kind else { return Zero::Unknown };
        let values = self.registry.types.get(id).and_then(|ty| ty.values.as_deref()).unwrap_or_default();
        let has_numbers = values.iter().any(|row| !row.value.trim().is_empty());
        match values.iter().find(|row| row.value.trim() == "0") {
            Some(row) => Zero::Named(row.name.clone()),
            // The engine sets an enum's lowest value. Of what JSON ignores nobody can say whether that is
            // zero.
            None if !has_numbers && slot.is_engines && is_listed => Zero::Shown,
            None => Zero::Unknown,
        }
    }

    /// Notes what becomes in JSON of a member that has the default of its type. `lost` is its element in XML
    /// if JSON would have to have it.
    fn note_default(
        &mut self,
        slot: &mut Slot,
        name: &str,
        json: Option<&Json>,
        lost: Option<&Element>,
        is_listed: bool,
    ) {
        let zero = self.zero_of(slot, is_listed);
        match (json, lost) {
            (Some(json), _) if matches!(slot.kind, Kind::Type(_)) && zero.is_in_json(json) => {
                slot.of_default = OfDefault::KeptOfEnum;
            }
            (Some(json), _) => self.registry.defaults.add_json(name, json),
            (None, Some(element)) if is_default(element, &zero) => {
                slot.of_default = OfDefault::LeftOut;
                self.registry.defaults.add_left_out(name, element);
            }
            (None, Some(_)) if slot.is_engines && !is_listed && matches!(slot.kind, Kind::Type(_)) => {
                // The engine sets an enum's lowest value, which is mostly zero. It shows nothing of the
                // service's settings: JSON may ignore a member that no table lists.
                slot.of_default = OfDefault::LeftOut;
            }
            (None, _) => {}
        }
    }

    /// Returns the name of a property by the name of what stands for it: a field behind it, or behind one of
    /// a tuple's.
    fn plain_name(&self, id: TypeId, name: &str) -> String {
        let page = self.registry.types.get(id).and_then(|ty| ty.page.as_ref());
        let is_tuple = page.is_some_and(|page| page.starts_with("TupleOf"));
        let name = backing_field(name).unwrap_or(name);
        name.strip_prefix(FIELD).filter(|_| is_tuple).unwrap_or(name).to_owned()
    }

    /// Returns the formats that show all members of a class. A person may have left out what the table has,
    /// and the cut of a sample in XML may hide all of them.
    fn whole_formats(&self, context: ValueContext<'_>, xml: Option<&Element>, rows: &[Row]) -> Formats {
        if self.maker == SampleMaker::Person && !rows.is_empty() {
            return Formats::default();
        }
        let is_behind_cut = xml.is_none() && self.begins_xml && context.lack == Lack::Open;
        Formats { json: context.open.json == 0, xml: context.open.xml == 0 && !is_behind_cut }
    }

    /// Pairs members by all that they hold, where names do not pair them.
    fn pair_by_content(
        &self,
        pairs: &mut Vec<Pairing>,
        json: &[(String, Json)],
        children: &[Element],
        open: Open,
    ) {
        if self.is_xml_serializer() {
            nodes::pair_lists(pairs, json, children);
        }
        if open.json == 0 {
            let shown = match open.xml {
                0 => Shown::Whole,
                1 => Shown::XmlIsCut,
                _ => Shown::XmlIsOpen,
            };
            pair_contents(pairs, json, children, shown);
        }
    }
}

/// Returns how far each member of an object may have been counted: where a text shows a greater number than
/// there are members, members that count are hidden. Where the object is cut off, what is behind the cut was
/// counted later, unless it is ordered otherwise.
fn most_counted(json: &[(String, Json)], open: Open) -> Vec<usize> {
    /// So many members that count may be hidden, or come behind the cut, for each one up to a member.
    const HIDDEN: usize = 2;
    let number = |(_, value): &(String, Json)| match JsonForm::of(Some(value)) {
        JsonForm::Text(Text::Sample(number)) => usize::try_from(number).ok(),
        _ => None,
    };
    let shown = json.iter().filter_map(number).max().unwrap_or_default();
    let mut count = 0;
    let up_to: Vec<usize> = json
        .iter()
        .map(|(_, value)| {
            count += usize::from(can_be_counted(value));
            count
        })
        .collect();
    up_to
        .into_iter()
        .map(|up_to| shown.max(if open.json > 0 { up_to * (1 + HIDDEN) } else { count }))
        .collect()
}

/// Returns whether the engine may have counted a value: not a class, a collection, nor bytes.
fn can_be_counted(value: &Json) -> bool {
    match value {
        Json::Null | Json::Array(_) => false,
        Json::Object(object) => object.says_nothing(),
        Json::Text(text) => Text::of(text) != Text::Bytes,
        Json::Bool(_) | Json::Number(_) => true,
    }
}

/// Returns the place of a member's element, with its namespace and name.
fn place_in_xml(at: Option<usize>, element: Option<&Element>) -> Option<(usize, String, String)> {
    at.zip(element).map(|(at, element)| (at, element.namespace.clone(), element.name.clone()))
}

/// Returns in which formats a member is the last one of its object.
fn is_last(pair: Pairing, json: &[(String, Json)], children: &[Element]) -> Formats {
    Formats {
        json: pair.json.is_some_and(|at| at + 1 == json.len()),
        xml: pair.xml.is_some_and(|at| at + 1 == children.len()),
    }
}

/// Returns whether a text is a Guid, or a date with the fractions of a second that only a clock gives.
fn is_made_once(text: &str) -> bool {
    match Text::of(text) {
        Text::Guid => text.bytes().any(|byte| !matches!(byte, b'0' | b'-')),
        Text::Date => has_fractions(text),
        _ => false,
    }
}

/// Returns the text of a member in JSON, if it is made but once.
fn made_once_in_json(json: &[(String, Json)], at: usize) -> Option<&str> {
    match json.get(at) {
        Some((_, Json::Text(text))) => Some(text.as_str()).filter(|text| is_made_once(text)),
        _ => None,
    }
}

/// Returns the text of an element, if it is made but once.
fn made_once_in_xml(children: &[Element], at: usize) -> Option<&str> {
    let child = children.get(at).filter(|child| child.children.is_empty())?;
    Some(child.text.as_str()).filter(|text| is_made_once(text))
}

/// A text that is neither the engine's nor a name, as an enum has, nor a date was written by a person. One
/// with a text of the engine's in it a getter has made.
fn maker(json: &[(String, Json)], children: &[Element]) -> Maker {
    let is_word = |text: &str| text.is_empty() || text.split(", ").all(is_identifier);
    let is_date = |text: &str| own_dates::look(text) != DateLook::None;
    let is_of_engines = |text: &str| text.contains(SAMPLE_STRING);
    let is_a_persons = |text: &str| match Text::of(text) {
        Text::Other(text) => !is_word(&text) && !is_date(&text) && !is_of_engines(&text),
        _ => false,
    };
    let texts =
        || json.iter().filter_map(|(_, value)| if let Json::Text(text) = value { Some(text) } else { None });
    let in_json = texts().any(|text| is_a_persons(text));
    let in_xml = json.is_empty()
        && children.iter().any(|child| {
            matches!(XmlForm::of(Some(child)), XmlForm::Text(Text::Other(text)) if is_a_persons(&text))
        });
    if in_json && texts().any(|text| is_of_engines(text)) {
        Maker::Both
    } else if in_json || in_xml {
        Maker::Person
    } else {
        Maker::Engine
    }
}
