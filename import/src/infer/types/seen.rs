//! What samples show of one place, in both formats: of a class, of its members, and of the values in them.

use std::collections::BTreeSet;

use datacontract::contract::Serializer;

use crate::infer::{
    model::TypeId,
    samples::{
        cut_member::CutEnd,
        form::{JsonForm, ValueOrigin, XmlForm},
        xml::Node,
    },
    wording::words::PageType,
};

/// The formats that there are samples in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Formats {
    pub(crate) xml: bool,
    pub(crate) json: bool,
}

/// One shape of a class in a sample.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Seen {
    /// In the order of the table.
    pub(crate) members: Vec<SeenMember>,
    pub(crate) formats: Formats,
    /// What there is of the name of its next element, where XML is cut off in its tag.
    pub(crate) begun_name: Option<String>,
    /// The formats in which it stands to its end: what a sample that is cut off lacks may come behind the
    /// cut, and what a person's lacks of a table the service may have.
    pub(crate) whole: Formats,
    /// The sample is the engine's: its counters are proof.
    pub(crate) counted: bool,
    /// Whether its XML shows in which order a serializer writes the members.
    pub(crate) order: OrderInXml,
    /// Whether it stands in what is sent.
    pub(crate) in_request: bool,
    /// Which serializer wrote the XML.
    pub(crate) serializer: Serializer,
    /// The rows that the table on the sample's page lacks, and those on other pages have: the page is of another day,
    /// and the sample shows nothing of them.
    pub(crate) unlisted: BTreeSet<String>,
}

impl Seen {
    /// Returns whether the sample would show a member if it had it.
    pub(crate) fn tells_of(&self, key: &str) -> bool {
        !self.unlisted.contains(key)
    }

    /// Returns whether `XmlSerializer` wrote the XML.
    pub(crate) fn is_of_xml_serializer(&self) -> bool {
        self.serializer == Serializer::XmlSerializer
    }

    /// Returns whether JSON shows the object to its end.
    pub(crate) fn has_whole_json(&self) -> bool {
        self.formats.json && self.whole.json
    }

    /// Returns the members that JSON has, with their names there, in its order.
    pub(crate) fn in_json_order(&self) -> Vec<(&str, &SeenMember)> {
        let in_json = self.members.iter().filter_map(|member| {
            let (name, place) = member.json.as_ref()?;
            Some((*place, name.as_str(), member))
        });
        let mut members: Vec<(usize, &str, &SeenMember)> = in_json.collect();
        members.sort_by_key(|(place, ..)| *place);
        members.into_iter().map(|(_, name, member)| (name, member)).collect()
    }
}

/// Whether XML shows in which order a serializer writes members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OrderInXml {
    /// A serializer wrote it, as far as can be seen.
    OfSerializer,
    /// No serializer writes a root without any namespace: the order is a person's, or that of a formatter of the
    /// service's own.
    Nobodys,
}

/// A member in a sample.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SeenMember {
    /// What it goes by: the row's name, else XML's, else JSON's.
    pub(crate) key: String,
    pub(crate) row: Option<usize>,
    /// Name and place in JSON.
    pub(crate) json: Option<(String, usize)>,
    /// Place, namespace and encoded name in XML.
    pub(crate) xml: Option<(usize, String, String)>,
    /// XML ends in the namespace that its element declares anew: it is a base class's.
    pub(crate) ends_in_namespace: bool,
    pub(crate) slot: Slot,
}

impl SeenMember {
    /// Returns whether no sample ends in its name.
    pub(crate) fn has_whole_name(&self) -> bool {
        self.slot.cut != Some(CutEnd::Name)
    }
}

/// A place for a value: a member, an item, a body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Slot {
    pub(crate) page: PageType,
    pub(crate) json: JsonForm,
    pub(crate) xml: XmlForm,
    /// The XML element's namespace and name, where it is named after its type: roots and items.
    pub(crate) element: Option<(String, String)>,
    pub(crate) kind: Kind,
    /// What class of list or dictionary it is, as far as that shows.
    pub(crate) collection: CollectionClass,
    /// The engine made it, so that its value shows its type.
    pub(crate) is_engines: bool,
    /// What the digits of a number show.
    pub(crate) digits: Digits,
    /// What becomes of it in JSON, if it has the default of its type.
    pub(crate) of_default: OfDefault,
    /// Where its value in JSON can come from.
    pub(crate) origin: ValueOrigin,
    /// A sample is cut off in it: a whole one shows more.
    pub(crate) is_cut_off: bool,
    /// Where the sample ends, if it has no more of the member than its name.
    pub(crate) cut: Option<CutEnd>,
    /// Which serializer wrote the XML.
    pub(crate) serializer: Serializer,
    /// What stands for it in XML.
    pub(crate) node: Node,
    /// The class around it that its name means, where samples show nothing of it: the graph may end there because it
    /// leads back.
    pub(crate) leads_back: Option<TypeId>,
}

impl Slot {
    /// Returns whether `XmlSerializer` wrote the XML.
    pub(crate) fn is_of_xml_serializer(&self) -> bool {
        self.serializer == Serializer::XmlSerializer
    }

    /// Returns whether the engine set what stands there: JSON shows what only the engine makes.
    pub(crate) fn was_set(&self) -> bool {
        self.is_engines && self.json.is_set_value()
    }
}

/// What the digits of a number show of its type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Digits {
    /// The engine may have made the number: it gives a `decimal` a 0 behind the point, and a `double` a 1.
    #[default]
    OfEngine,
    /// It is somebody's own, or greater than what is counted.
    Own,
}

/// What is known of the class of a list or dictionary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum CollectionClass {
    /// Nothing shows it: what most services have is taken, `List<T>` and `Dictionary<K, V>`.
    #[default]
    Usual,
    /// XML shows a `ReadOnlyCollection` or `ReadOnlyDictionary` around it.
    ReadOnly,
    /// `$type` in JSON says that it is an array.
    Array,
}

/// What becomes in JSON of a value that is the default of its type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum OfDefault {
    /// The value is no default, or samples do not show whether JSON has it.
    #[default]
    Unknown,
    /// XML shows it, or an enum's lowest value, and JSON lacks the member.
    LeftOut,
    /// JSON shows it, of an enum: a setting that leaves out defaults keeps it if its type takes null.
    KeptOfEnum,
}

/// What stands in a slot.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// Nothing shows it.
    #[default]
    Unknown,
    Simple,
    /// A class or an enum.
    Type(TypeId),
    /// A list: its first items.
    List(Vec<Slot>),
    /// A dictionary: its first entries, and what XML calls an entry.
    Dictionary(Vec<(Slot, Slot)>, Option<String>),
    Pair(Box<(Slot, Slot)>),
}
