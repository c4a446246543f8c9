//! What is known of a class and its members.

use super::{counter::Nullable, order::Layout};
use crate::{
    infer::{
        model::Remark,
        pairing::by_name::{is_field_of, loosely},
        samples::{
            form::{BYTE, JsonForm, SAMPLE_STRING, Text, XmlForm, shown_number},
            xml::{Node, backing_field, decode},
        },
        types::seen::{OfDefault, Slot},
        wording::words::{PageType, Word, is_identifier, is_number_of_thing},
    },
    page::Row,
};

/// What is known of a member.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fact {
    /// What it goes by among the facts.
    pub(crate) key: String,
    pub(crate) row: Option<Row>,
    /// Its name in JSON, if a sample shows it.
    pub(crate) json: Option<String>,
    /// Its name in XML, encoded, if a sample shows it.
    pub(crate) xml: Option<String>,
    /// The namespace of that name.
    pub(crate) xml_namespace: Option<String>,
    /// What C# and XML are taken to call it, where XML is cut off before it.
    pub(crate) name_behind_cut: NameBehindCut,
    /// A sample in XML ends in the namespace that its element declares anew.
    pub(crate) ends_in_namespace: bool,
    pub(crate) slots: Vec<Slot>,
    pub(crate) nullable: Nullable,
    pub(crate) order: Option<i32>,
    pub(crate) json_order: Option<i32>,
    pub(crate) field: bool,
    /// `json` or `xml`: only this format has it.
    pub(crate) only: Option<&'static str>,
    pub(crate) presence: Presence,
    pub(crate) in_request: bool,
    /// Of an empty list, what stands for it in the XML of `XmlSerializer`, where that has nothing.
    pub(crate) node_of_empty: Option<Node>,
    /// What both formats call it, where its class shows the fields behind its properties.
    pub(crate) serialized_field: Option<String>,
    pub(crate) remarks: Vec<Remark>,
}

/// What C# and XML call a member, where XML is cut off before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum NameBehindCut {
    /// The page shows nothing of it: the naming of the service may tell it.
    #[default]
    Unknown,
    /// This, as what XML shows of the class tells.
    Told(String),
    /// As the page has it: in `PascalCase` it would stand before the cut.
    ByOrder(String),
    /// As the page has it, for want of a better name: no one naming makes those that XML shows of its class.
    Open,
}

/// Whether a class has a member.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Presence {
    #[default]
    Shown,
    /// Objects of a list have it, and others of the list lack it.
    InSomeItems,
    /// It is in the table, and neither format has it.
    LeftOut,
    /// XML shows it, and whether it is a member of its own is behind a cut.
    Open,
    /// It is in the table, and taken to be an indexer.
    Indexer,
}

/// What is known of a class.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    /// In the order of declaration.
    pub(crate) members: Vec<Fact>,
    pub(crate) layout: Layout,
    pub(crate) remarks: Vec<Remark>,
}

/// Why JSON lacks a member.
pub(crate) const JSON_IGNORES: &str = "JSON does not have it: `[JsonIgnore]`";

/// Why JSON lacks a member that `XmlSerializer` has, which looks for no `[DataMember]`.
pub(crate) const JSON_LACKS: &str =
    "JSON does not have it: `[JsonIgnore]`, or a data contract's member without `[DataMember]`";

/// Why XML has nothing where JSON has an empty list.
pub(crate) const EMPTY_WITHOUT_ELEMENT: &str = "JSON has an empty list and XML nothing: its items are taken to stand \
                                                there without an element around them";

/// Why fields have orders in JSON.
pub(crate) const FIELDS_OF_BASES: &str =
    "JSON has the fields of base classes before the properties of all classes";

/// Why XML lacks a property.
pub(crate) const CANNOT_BE_SET: &str = "XML does not have it: it cannot be set";

impl Fact {
    /// Returns whether the class has it, as far as is known.
    pub(crate) fn is_member(&self) -> bool {
        matches!(self.presence, Presence::Shown | Presence::InSomeItems | Presence::LeftOut)
    }

    /// Returns whether JSON shows the default of its type, which does not take null.
    pub(crate) fn keeps_default(&self) -> bool {
        self.nullable == Nullable::Never
            && self.slots.iter().any(|slot| slot.of_default == OfDefault::KeptOfEnum)
    }

    /// Returns whether JSON has the field behind the property that the table has: such a class shows the
    /// names of its fields in both formats, whatever the service's naming.
    pub(crate) fn is_field_behind(&self) -> bool {
        let row = self.row.as_ref().map(|row| row.name.as_str()).filter(|name| !name.is_empty());
        row.zip(self.json.as_deref()).is_some_and(|(row, json)| is_field_of(json, row))
    }

    /// Returns whether it is called as what has a Guid, and a person wrote one into a sample: it may be any
    /// text.
    pub(crate) fn is_written_guid(&self) -> bool {
        let name = loosely(&self.key);
        let is_guid = |slot: &Slot| {
            !slot.is_engines
                && matches!(&slot.json, JsonForm::Text(Text::Other(text)) if Text::of(text) == Text::Guid)
        };
        ["id", "guid", "uuid"].iter().any(|end| name.ends_with(end)) && self.slots.iter().any(is_guid)
    }

    /// Returns whether samples show a text that has one of the engine's in it.
    pub(crate) fn is_made_of_others(&self) -> bool {
        let is_made = |text: &Text| matches!(text, Text::Other(text) if text.contains(SAMPLE_STRING));
        self.slots.iter().any(|slot| {
            matches!(&slot.json, JsonForm::Text(text) if is_made(text))
                || matches!(&slot.xml, XmlForm::Text(text) if is_made(text))
        })
    }

    /// Returns whether JSON has a text of digits where the page says that there is a number.
    pub(crate) fn is_number_as_text(&self) -> bool {
        let is_number = |slot: &Slot| {
            matches!(
                &slot.page,
                PageType::Word(
                    Word::Integer | Word::Unsigned | Word::Sized(_) | Word::Number | Word::Exact(_)
                )
            )
        };
        let is_text = |slot: &Slot| matches!(&slot.json, JsonForm::Text(Text::Other(text)) if text.parse::<f64>().is_ok());
        self.slots.iter().any(|slot| is_number(slot) && is_text(slot))
    }

    /// Returns the number that JSON alone shows, if it is not counted and no page says what it is: what takes null
    /// shows this number as well as an enum of which it is the lowest value.
    pub(crate) fn uncounted_number(&self) -> Option<u32> {
        let is_alone = self.row.is_none() && self.xml.is_none() && self.nullable == Nullable::Takes;
        if !is_alone || self.slots.is_empty() || is_number_of_thing(&self.key) {
            return None;
        }
        [1, BYTE].into_iter().find(|number| {
            let shows = |slot: &Slot| slot.is_engines && shown_number(&slot.json) == Some((*number).into());
            self.slots.iter().all(shows)
        })
    }

    /// Returns whether JSON alone shows a 0, to which the engine never counts, and nothing but the name says that it is
    /// a number.
    pub(crate) fn is_unset_number_of_thing(&self) -> bool {
        let is_zero = |slot: &Slot| slot.is_engines && slot.json == JsonForm::Whole("0".to_owned());
        self.row.is_none()
            && is_number_of_thing(&self.key)
            && self.xml.is_none()
            && self.only.is_none()
            && !self.slots.is_empty()
            && self.slots.iter().all(is_zero)
    }

    /// Returns whether neither a table nor XML shows its name.
    pub(crate) fn is_json_alone(&self) -> bool {
        self.xml.is_none()
            && self.name_behind_cut == NameBehindCut::Unknown
            && self.row.as_ref().is_none_or(|row| row.name.is_empty())
    }

    /// Returns what stands for it in the XML of `XmlSerializer`, if samples show it.
    pub(crate) fn node(&self) -> Option<Node> {
        let shows = |slot: &&Slot| slot.is_of_xml_serializer() && slot.xml != XmlForm::Absent;
        self.slots.iter().find(shows).map(|slot| slot.node).or(self.node_of_empty)
    }

    /// Returns what C# calls a member that `XmlSerializer` shows: as its element, unless that is called
    /// otherwise by an attribute. Names in JSON and in tables are changed more often; but names of C# begin
    /// with a capital, and items are not called as their list.
    fn source_name(&self, row: Option<&str>, node: Node) -> String {
        let xml = self.xml.as_deref().map(decode).unwrap_or_default();
        let is_pascal = |name: &str| name.starts_with(char::is_uppercase);
        let row = row.filter(|row| is_identifier(row));
        let json = || self.json.clone().unwrap_or_else(|| self.key.clone());
        match (row, node) {
            (Some(row), Node::Attribute | Node::Items | Node::Text) => row.to_owned(),
            (Some(row), Node::Element) if !is_identifier(&xml) || (is_pascal(row) && !is_pascal(&xml)) => {
                row.to_owned()
            }
            (None, Node::Items | Node::Text) => json(),
            (None, Node::Attribute) if self.json.as_deref().is_some_and(is_pascal) => json(),
            _ if is_identifier(&xml) => xml,
            _ => json(),
        }
    }

    /// What the class calls it, as far as anybody can know: XML's name where the table has JSON's, which
    /// attributes change more often; without XML the table's; without a table JSON's.
    pub(crate) fn clr_name(&self) -> String {
        if let (NameBehindCut::Told(name) | NameBehindCut::ByOrder(name), None) =
            (&self.name_behind_cut, &self.xml)
        {
            return name.clone();
        }
        let row = self.row.as_ref().map(|row| row.name.as_str()).filter(|name| !name.is_empty());
        if let Some(node) = self.node() {
            return self.source_name(row, node);
        }
        let xml = self.xml.as_deref().map(decode);
        let xml = xml.map(|name| backing_field(&name).map_or(name.clone(), str::to_owned));
        match (row, xml) {
            // The table and JSON have `JsonProperty`'s name.
            (Some(row), Some(xml))
                if loosely(row) == loosely(&xml)
                    && self.json.as_deref() == Some(row)
                    && xml.starts_with(char::is_uppercase)
                    && is_identifier(&xml) =>
            {
                xml
            }
            (Some(row), Some(xml))
                if (loosely(row) == loosely(&xml) || is_field_of(&xml, row)) && is_identifier(row) =>
            {
                row.to_owned()
            }
            (_, Some(xml)) if is_identifier(&xml) => xml,
            (Some(row), _) => row.to_owned(),
            (None, Some(xml)) => xml,
            (None, None) => {
                let json = self.json.clone().unwrap_or_else(|| self.key.clone());
                backing_field(&json).map_or(json.clone(), str::to_owned)
            }
        }
    }
}
