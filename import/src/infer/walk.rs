//! Goes through the samples of a payload in both formats at once, guided by the page's types, and notes of each class
//! and enum what it meets.

use super::{
    class::is_identifier,
    form::{JsonForm, Text, XmlForm, system},
    json::Json,
    names::{self, Argument},
    pair,
    types::{Kind, Known, Registry, Seen, SeenMember, Slot, TypeId},
    words::{PageType, Word},
    xml::{Element, backing_field, decode},
};
use datacontract::contract::{ARRAYS, DC, SER};

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
    pub(crate) has_json: bool,
    pub(crate) has_xml: bool,
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
            (JsonForm::Text(Text::Guid | Text::TimeSpan | Text::Bytes | Text::Uri(_)), Some(Json::Text(text)))
                if !self.counted && *page == PageType::Unknown =>
            {
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
                ty.set_contract(&xml.namespace, &xml.name)
            }
            _ => {
                if let Some(namespace) = at.namespace.filter(|namespace| !namespace.starts_with(SER)) {
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
                if members.is_empty() && xml.is_none_or(|xml| xml.children.is_empty()) =>
            {
                return Kind::Simple;
            }
            Some(Json::Object(members)) => {
                let names: Vec<String> = members.iter().map(|(name, _)| name.clone()).collect();
                let id = self.unnamed(names, xml, at);
                self.class(id, json, xml, at);
                return Kind::Type(id);
            }
            _ => {}
        }
        if self.is_engines_enum(slot, at) {
            let id = self.registry.unnamed(&pascal(at.name), at.owner, &[]);
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
            let names = xml.children.iter().map(|child| decode(&child.name)).collect();
            let id = self.unnamed(names, Some(xml), at);
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
            let id = self.unnamed(Vec::new(), Some(xml), at);
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
            (JsonForm::Text(Text::Other(json)), XmlForm::Text(Text::Other(xml))) => json == xml && is_identifier(xml),
            (JsonForm::Text(Text::Other(json)), XmlForm::Absent) => !self.has_xml && json != "A" && is_identifier(json),
            (JsonForm::Whole(number), XmlForm::Absent) => match number.parse::<usize>() {
                Ok(number) => number == 0 || (number > at.siblings && number != BYTE),
                Err(_) => true,
            },
            _ => false,
        }
    }

    /// A type without a name on the page: by its contract name if XML shows it, else named after the member.
    fn unnamed(&mut self, members: Vec<String>, xml: Option<&Element>, at: At<'_>) -> TypeId {
        if let Some(xml) = xml.filter(|_| at.named) {
            if let Some(id) = self.registry.of_contract(&xml.namespace, &xml.name) {
                return id;
            }
            let name = decode(&xml.name);
            if let Some(id) = self.registry.known_page(&name) {
                return id;
            }
            return self.registry.unnamed(&pascal(&name), at.owner, &members);
        }
        self.registry.unnamed(&pascal(at.name), at.owner, &members)
    }

    fn class(&mut self, id: TypeId, json: Option<&Json>, xml: Option<&Element>, at: At<'_>) {
        let id = self.derived(id, xml);
        let members = match json {
            Some(Json::Object(members)) => Some(members.as_slice()),
            _ => None,
        };
        let xml = xml.filter(|xml| !xml.nil);
        let own = xml.and_then(|xml| self.namespace_of_class(id, xml, at));
        if let Some(ty) = self.registry.get_mut(id) {
            note_page(&mut ty.pages, self.page);
        }
        let contents = xml.filter(|xml| !xml.is_ref);
        let has_xml = contents.is_some_and(|xml| !xml.children.is_empty());
        if members.is_none_or(<[_]>::is_empty) && !has_xml {
            return;
        }
        let mut scope = at.scope.to_vec();
        if let Some(xml) = contents {
            scope.extend(xml.declared.iter().cloned());
            scope.push(xml.namespace.clone());
        }
        let seen =
            self.members(id, members, contents.filter(|_| has_xml), own.as_deref(), (&scope, at.depth));
        if let Some(ty) = self.registry.get_mut(id) {
            ty.add_seen(seen);
        }
    }

    /// The class that `i:type` says, in place of the declared one.
    fn derived(&mut self, id: TypeId, xml: Option<&Element>) -> TypeId {
        let Some((namespace, name)) = xml.and_then(|xml| xml.instance.as_ref()) else { return id };
        let is_declared = self.registry.types.get(id).is_some_and(|ty| {
            ty.contract
                .as_ref()
                .map_or(ty.page.as_ref() == Some(name), |(of, own)| of == namespace && own == name)
        });
        if is_declared || name == "anyType" || namespace == SER {
            return id;
        }
        let derived = self.registry.of_contract(namespace, name).or_else(|| self.registry.known_page(name));
        let derived = derived.unwrap_or_else(|| self.registry.unnamed(&pascal(&decode(name)), "", &[]));
        if let Some(ty) = self.registry.get_mut(derived) {
            ty.set_contract(namespace, name);
            ty.derives = Some(id);
        }
        derived
    }

    /// The namespace of a class's contract. Roots and items are named after it. A member's element declares it unless
    /// it is in scope already; then the class's own members, which are last, are in it. If the last member has a
    /// namespace that was not in scope, the class has no members of its own, and what was in scope is the owner's.
    fn namespace_of_class(&mut self, id: TypeId, xml: &Element, at: At<'_>) -> Option<String> {
        let ty = self.registry.get_mut(id)?;
        ty.is_reference |= xml.has_id || xml.is_ref;
        if at.named && xml.instance.is_none() {
            ty.set_contract(&xml.namespace, &xml.name);
            return Some(xml.namespace.clone());
        }
        if let Some((namespace, _)) = &xml.instance {
            return Some(namespace.clone());
        }
        if xml.is_ref {
            return None;
        }
        let last = xml.children.last().map(|child| child.namespace.clone());
        let (known, namespace) = match (xml.declared.first(), last) {
            (Some(declared), _) => (Known::Declared, declared.clone()),
            (None, Some(last)) if at.scope.contains(&last) || last == xml.namespace => {
                (Known::Declared, last)
            }
            (None, _) => (Known::Assumed, at.namespace?.to_owned()),
        };
        ty.set_namespace(known, &namespace);
        Some(namespace)
    }

    fn members(
        &mut self,
        id: TypeId,
        json: Option<&[(String, Json)]>,
        xml: Option<&Element>,
        own: Option<&str>,
        (scope, depth): (&[String], usize),
    ) -> Seen {
        let rows = self.registry.rows(id).to_vec();
        let json = json.unwrap_or_default();
        let children = xml.map_or(&[][..], |xml| xml.children.as_slice());
        let row_names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
        // The fields behind a tuple's properties.
        let is_tuple = self.registry.types.get(id).and_then(|ty| ty.page.as_ref()).is_some_and(|page| page.starts_with("TupleOf"));
        let plain = |name: &str| {
            let name = backing_field(name).unwrap_or(name);
            if is_tuple { name.strip_prefix("m_").unwrap_or(name).to_owned() } else { name.to_owned() }
        };
        let json_names: Vec<String> = json.iter().map(|(name, _)| plain(name)).collect();
        let xml_names: Vec<String> = children.iter().map(|child| plain(&decode(&child.name))).collect();
        let is_serializable = children.iter().any(|child| backing_field(&decode(&child.name)).is_some());
        let alike = |name: usize, element: usize| {
            let json = JsonForm::of(json.get(name).map(|(_, value)| value));
            let xml = XmlForm::of(children.get(element));
            same_value(&json, &xml)
        };
        let json_refs: Vec<&str> = json_names.iter().map(String::as_str).collect();
        let xml_refs: Vec<&str> = xml_names.iter().map(String::as_str).collect();
        let pairs = pair::pair(&row_names, &json_refs, &xml_refs, &alike);
        let owner = match self.registry.get_mut(id) {
            Some(ty) => {
                ty.is_serializable |= is_serializable;
                ty.page.clone().unwrap_or_else(|| ty.made_up.clone())
            }
            None => String::new(),
        };
        let siblings = pairs.len();
        let members = pairs
            .into_iter()
            .map(|pair| {
                let row = pair.row.and_then(|row| rows.get(row));
                let element = pair.xml.and_then(|at| children.get(at));
                let value = pair.json.and_then(|at| json.get(at));
                let name = [
                    row.map(|row| row.name.clone()).filter(|name| !name.is_empty()),
                    pair.xml.and_then(|at| xml_names.get(at)).cloned(),
                    pair.json.and_then(|at| json_names.get(at)).cloned(),
                ];
                let key = name.into_iter().flatten().next().unwrap_or_default();
                let page = row.map(|row| PageType::parse(&row.ty)).unwrap_or_default();
                let namespace = element.map(|element| element.namespace.as_str()).or(own);
                let at = At { name: &key, owner: &owner, namespace, scope, siblings, named: false, depth: depth + 1 };
                let slot = self.slot(&page, value.map(|(_, value)| value), element, at);
                SeenMember {
                    row: pair.row,
                    json: pair.json.zip(value).map(|(at, (name, _))| (name.clone(), at)),
                    xml: pair
                        .xml
                        .zip(element)
                        .map(|(at, element)| (at, element.namespace.clone(), element.name.clone())),
                    slot,
                    key,
                }
            })
            .collect();
        Seen {
            members,
            has_json: !json.is_empty() || (self.has_json && xml.is_none()),
            has_xml: !children.is_empty(),
            counted: self.counted,
            in_request: self.in_request,
        }
    }

    fn list(&mut self, item: &PageType, json: Option<&Json>, xml: Option<&Element>, at: At<'_>) -> Kind {
        let values = match json {
            Some(Json::Array(values)) => values.as_slice(),
            _ => &[],
        };
        let children = xml.map_or(&[][..], |xml| xml.children.as_slice());
        let mut scope = at.scope.to_vec();
        if let Some(xml) = xml {
            scope.extend(xml.declared.iter().cloned());
            scope.push(xml.namespace.clone());
        }
        let at = At { named: true, scope: &scope, depth: at.depth + 1, ..at };
        let count = values.len().max(children.len()).min(ITEMS).max(1);
        let singular = singular(at.name);
        let items = (0..count)
            .map(|place| {
                let at = At { name: &singular, ..at };
                self.slot(item, values.get(place), children.get(place), at)
            })
            .collect();
        Kind::List(items)
    }

    fn dictionary(
        &mut self,
        key: &PageType,
        value: &PageType,
        json: Option<&Json>,
        xml: Option<&Element>,
        at: At<'_>,
    ) -> Kind {
        let members = match json {
            Some(Json::Object(members)) => members.as_slice(),
            _ => &[],
        };
        let children = xml.map_or(&[][..], |xml| xml.children.as_slice());
        let entry = children.first().map(|child| child.name.clone());
        let mut scope = at.scope.to_vec();
        if let Some(xml) = xml {
            scope.extend(xml.declared.iter().cloned());
            scope.push(xml.namespace.clone());
        }
        let singular = singular(at.name);
        let at =
            At { name: &singular, named: false, namespace: None, scope: &scope, depth: at.depth + 1, ..at };
        let count = members.len().max(children.len()).min(ITEMS).max(1);
        let entries: Vec<(Slot, Slot)> = (0..count)
            .map(|place| {
                let (name, content) = members
                    .get(place)
                    .map_or((None, None), |(name, content)| (Some(key_value(key, name)), Some(content)));
                let (key_element, value_element) =
                    match children.get(place).map(|child| child.children.as_slice()) {
                        Some([key, value, ..]) => (Some(key), Some(value)),
                        _ => (None, None),
                    };
                (self.slot(key, name.as_ref(), key_element, at), self.slot(value, content, value_element, at))
            })
            .collect();
        if let Some(entry) = &entry {
            self.by_hash(entry, &entries, &scope);
        }
        Kind::Dictionary(entries, entry)
    }

    /// The name of a dictionary's entries has a hash of the namespaces of key and value: where these are not shown
    /// otherwise, as those of enums are not, the namespace that gives this very name is the one.
    fn by_hash(&mut self, entry: &str, entries: &[(Slot, Slot)], scope: &[String]) {
        let Some((_, value)) = entries.first() else { return };
        let Kind::Type(id) = value.kind else { return };
        let Some(ty) = self.registry.types.get(id) else { return };
        let names: Vec<String> = ty
            .contract
            .iter()
            .map(|(_, name)| name.clone())
            .chain(ty.page.clone())
            .chain([ty.made_up.clone()])
            .collect();
        let known =
            self.registry.types.iter().filter_map(|ty| ty.namespace.as_ref().map(|(_, namespace)| namespace));
        let mut namespaces: Vec<String> = scope.iter().chain(known).cloned().collect();
        namespaces.dedup();
        let keys = built_in_names();
        for name in &names {
            for namespace in &namespaces {
                let plain = Argument::new(name, namespace);
                for argument in [plain.clone(), plain.nullable()] {
                    if keys.iter().any(|key| names::entry(key, &argument) == entry) {
                        let (name, namespace) = (name.clone(), namespace.clone());
                        if let Some(ty) = self.registry.get_mut(id) {
                            ty.set_contract(&namespace, &name);
                        }
                        return;
                    }
                }
            }
        }
    }

    fn pair(
        &mut self,
        key: &PageType,
        value: &PageType,
        json: Option<&Json>,
        xml: Option<&Element>,
        at: At<'_>,
    ) -> Kind {
        let part = |number: usize| match json {
            Some(Json::Object(members)) => members.get(number).map(|(_, value)| value),
            _ => None,
        };
        let element = |number: usize| xml.and_then(|xml| xml.children.get(number));
        let mut scope = at.scope.to_vec();
        scope.extend(xml.iter().flat_map(|xml| xml.declared.iter().cloned()));
        let at = At { named: false, namespace: None, scope: &scope, depth: at.depth + 1, ..at };
        let key = self.slot(key, part(0), element(0), at);
        let value = self.slot(value, part(1), element(1), at);
        Kind::Pair(Box::new((key, value)))
    }
}

/// What the engine shows for `byte` and `sbyte`.
const BYTE: usize = 64;

/// The engine makes two; more say nothing more.
const ITEMS: usize = 2;

/// The built-in types that keys are of.
pub(crate) fn built_in_names() -> Vec<Argument> {
    use datacontract::contract::XSD;
    let xsd = [
        "string",
        "int",
        "long",
        "short",
        "byte",
        "unsignedByte",
        "unsignedShort",
        "unsignedInt",
        "unsignedLong",
        "decimal",
        "double",
        "float",
        "boolean",
        "dateTime",
        "anyURI",
        "anyType",
        "base64Binary",
    ];
    let ser = ["guid", "char", "duration"];
    xsd.into_iter()
        .map(|name| Argument::new(name, XSD))
        .chain(ser.into_iter().map(|name| Argument::new(name, SER)))
        .chain([Argument::new("DateTimeOffset", format!("{DC}System"))])
        .collect()
}

/// A key in JSON is always a text: what it would be as a value.
fn key_value(key: &PageType, name: &str) -> Json {
    match key {
        PageType::Word(Word::Text | Word::Guid | Word::Date) => Json::Text(name.to_owned()),
        _ if name.parse::<i64>().is_ok() => Json::Number(name.to_owned()),
        _ => Json::Text(name.to_owned()),
    }
}

/// Whether an object's members are entries: XML shows it, or the names are the counter's.
fn is_dictionary(members: &[(String, Json)], xml: Option<&Element>) -> bool {
    match xml.and_then(|xml| xml.children.first()) {
        Some(first) => first.name.starts_with("KeyValueOf") && first.namespace == ARRAYS,
        None => {
            !members.is_empty()
                && members.iter().all(|(name, _)| matches!(Text::of(name), Text::Sample(_) | Text::Guid))
        }
    }
}

/// Two elements of one name and nothing else, or items of the library's namespace.
fn looks_like_list(xml: &Element) -> bool {
    let alike = xml.children.windows(2).all(|pair| match pair {
        [a, b] => a.name == b.name && a.namespace == b.namespace,
        _ => true,
    });
    alike && (xml.children.len() > 1 || xml.children.first().is_some_and(|child| child.namespace == ARRAYS))
}

/// Whether a value in JSON and one in XML are the same.
fn same_value(json: &JsonForm, xml: &XmlForm) -> bool {
    match (json, xml) {
        (JsonForm::Text(Text::Other(a)), XmlForm::Text(Text::Other(b))) => a == b,
        (JsonForm::Text(a), XmlForm::Text(b)) => a == b,
        (JsonForm::Whole(a), XmlForm::Whole(b)) | (JsonForm::Fraction(a), XmlForm::Fraction(b)) => a == b,
        (JsonForm::Fraction(a), XmlForm::Whole(b)) => a.strip_suffix(".0") == Some(b),
        (JsonForm::Bool, XmlForm::Bool) | (JsonForm::Null, XmlForm::Nil) => true,
        (JsonForm::Text(Text::Date), XmlForm::Offset) => true,
        _ => false,
    }
}

/// `leadSource` becomes `LeadSource`.
pub(crate) fn pascal(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut start = true;
    for c in name.chars() {
        if c.is_alphanumeric() || c == '_' {
            if start && c.is_numeric() {
                out.push('_');
            }
            if start {
                out.extend(c.to_uppercase())
            } else {
                out.push(c)
            }
            start = false;
        } else {
            start = true;
        }
    }
    if out.is_empty() { "Unnamed".to_owned() } else { out }
}

/// What one of a list is called: `Addresses` has `Address` in it, `Leads` `Lead`.
fn singular(name: &str) -> String {
    if let Some(stem) = name.strip_suffix("ies") {
        return format!("{stem}y");
    }
    for ending in ["sses", "xes", "ches", "shes"] {
        if name.ends_with(ending) {
            return name.get(..name.len() - 2).unwrap_or(name).to_owned();
        }
    }
    match name.strip_suffix('s') {
        Some(stem) if !stem.is_empty() && !stem.ends_with('s') && !stem.ends_with('u') => stem.to_owned(),
        _ => format!("{name}Item"),
    }
}

fn note_page(pages: &mut Vec<String>, page: &str) {
    const ENOUGH: usize = 4;
    if pages.len() < ENOUGH && !pages.iter().any(|known| known == page) {
        pages.push(page.to_owned());
    }
}
