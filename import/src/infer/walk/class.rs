//! Classes: their members in both formats, and the namespaces of their contracts.

use std::{borrow::Cow, collections::HashSet};

use super::{
    Lack, Maker, Open, ValueContext, Walk,
    cut_in_xml::{CutInXml, may_be_renamed},
    looks::{Identity, class_of, contents_of, note_page, value_of, values_in_xml},
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
            by_name::{self, MadeOnce, Pairing, Values, loosely},
            by_value::{Shown, pair_contents},
        },
        samples::{
            cut_member::{Begun, CutEnd, CutMember},
            form::{JsonForm, SAMPLE_STRING, Text, XmlForm, has_fractions},
            json::Json,
            xml::{Element, KeptBy, Node, backing_field, decode},
        },
        settings::left_out::{Zero, is_default},
        types::{
            each::{Known, Memberless},
            generic_names::FIELD,
            registry::Shape,
            seen::{Formats, Kind, OfDefault, Seen, SeenMember, Slot},
        },
        wording::{
            plain_names::pascal,
            words::{PageType, is_identifier},
        },
        xml_serializer::nodes,
    },
    page::Row,
};
use datacontract::contract::{SER, Serializer};

/// Returns how far each member of an object may have been counted: where a text shows a greater number than there are
/// members, members that count are hidden. Where the object is cut off, what is behind the cut was counted later,
/// unless it is ordered otherwise.
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

impl Walk<'_> {
    pub(super) fn class(
        &mut self,
        id: TypeId,
        json: Option<&Json>,
        xml: Option<&Element>,
        context: ValueContext<'_>,
    ) {
        let declared = id;
        let id = self.derived(id, xml, context);
        let id = self.of_clr_name(id, json, xml);
        let (members, identity) = contents_of(json);
        let own = xml.and_then(|xml| self.namespace_of_class(id, xml, context));
        let memberless = self.memberless(json, xml, context);
        let xml = xml.filter(|xml| !xml.nil);
        if let Some(identity) = xml.and_then(|xml| xml.id.clone()) {
            self.identities.insert(identity, id);
        }
        if let (None, Some((known, namespace))) = (xml, context.items) {
            self.registry.set_namespace(id, known, namespace);
        }
        if let Some(ty) = self.registry.get_mut(id) {
            note_page(&mut ty.pages, self.page);
            ty.identity_in.json |= identity != Identity::None;
        }
        if identity != Identity::None {
            self.kept_in_json.insert(id);
        }
        if let Identity::Is(identity) = identity {
            self.json_identities.insert(identity.to_owned(), id);
        }
        if self.is_counted() {
            self.note_guids(id, members);
        }
        let contents = xml.filter(|xml| xml.refers.is_none());
        let has_text =
            |xml: &Element| self.is_xml_serializer() && members.is_some() && !xml.text.trim().is_empty();
        // An empty element shows that XML has no member, as `{}` does of JSON.
        let is_empty = |xml: &Element| {
            !self.is_xml_serializer()
                && xml.text.is_empty()
                && members.is_some()
                && context.open == Open::default()
        };
        let has_xml = contents.is_some_and(|xml| !xml.children.is_empty() || has_text(xml) || is_empty(xml));
        let cut = cut_member(json);
        if members.is_none_or(<[_]>::is_empty) && !has_xml && cut.is_none() {
            if let Some(ty) = self.registry.get_mut(id) {
                ty.memberless = ty.memberless.max(memberless);
            }
            return;
        }
        let scope = self.enter(&context, contents);
        let begun_name = contents.and_then(|xml| xml.begun_child.as_deref()).map(decode);
        let contents = contents.filter(|_| has_xml);
        self.around.push(id);
        let mut seen =
            self.members(id, members, contents, own.as_deref(), ValueContext { scope: &scope, ..context });
        self.around.pop();
        seen.begun_name = begun_name;
        match cut {
            Some(cut) if self.registry.rows(id).is_empty() => add_cut_member(&mut seen, cut),
            // The table has its members' names, whatever JSON calls them.
            Some(cut) => self.note_cut_row(&mut seen, cut),
            None => {}
        }
        if declared != id {
            self.add_declared(declared, &seen);
        }
        if let Some(ty) = self.registry.get_mut(id) {
            ty.add_seen(seen);
        }
    }

    /// Returns what an object shows of its class if it has no member: XML declares the namespace of null for classes,
    /// and never for enums, and the engine gives each enum its lowest value.
    fn memberless(
        &self,
        json: Option<&Json>,
        xml: Option<&Element>,
        context: ValueContext<'_>,
    ) -> Memberless {
        let is_nil_of_class = |xml: &Element| xml.nil && !xml.declared.is_empty() && self.shows_contracts();
        let ends_xml = self.begins_xml && context.lack == Lack::Open;
        let is_null = json == Some(&Json::Null) || (json.is_none() && xml.is_some_and(|xml| xml.nil));
        let is_engines = self.is_counted() && context.maker == Maker::Engine && context.depth > 0;
        match contents_of(json).0 {
            Some(_) if context.open.json > 0 => Memberless::Class,
            Some(_) if ends_xml => Memberless::EmptyBeforeCut,
            Some(_) => Memberless::Empty,
            None if xml.is_some_and(is_nil_of_class) => Memberless::Class,
            None if is_null && is_engines => Memberless::NullOfEngine,
            None => Memberless::Nothing,
        }
    }

    /// Notes of a member that the table lists that JSON has it, although the sample ends in its value.
    fn note_cut_row(&mut self, seen: &mut Seen, cut: &CutMember) {
        if cut.end == CutEnd::Name {
            return;
        }
        let name = loosely(&cut.name);
        let place = seen.members.iter().filter(|member| member.json.is_some()).count();
        let is_cut = |member: &&mut SeenMember| {
            member.row.is_some() && member.json.is_none() && loosely(&member.key) == name
        };
        let Some(member) = seen.members.iter_mut().find(is_cut) else { return };
        member.json = Some((cut.name.clone(), place));
        if let (CutEnd::InValue(Begun::Object), Kind::Type(id)) = (cut.end, &member.slot.kind)
            && let Some(ty) = self.registry.get_mut(*id)
        {
            ty.memberless = ty.memberless.max(Memberless::Class);
        }
    }

    /// Keeps what samples show of a class in whose place XML shows a derived one, if JSON lacks what that has of
    /// its own: JSON shows the members of the class itself.
    fn add_declared(&mut self, declared: TypeId, seen: &Seen) {
        let is_shared = |member: &SeenMember| member.json.is_some() && member.xml.is_some();
        let is_own = |member: &SeenMember| member.json.is_none() && member.xml.is_some();
        let is_of_declared = seen.formats == (Formats { json: true, xml: true })
            && seen.whole == (Formats { json: true, xml: true })
            && seen.members.iter().all(|member| member.json.is_none() || is_shared(member))
            && seen.members.iter().any(is_shared)
            && seen.members.iter().any(is_own);
        if !is_of_declared {
            return;
        }
        let rows = self.registry.rows(declared);
        let of_declared = |member: &SeenMember| {
            let name = loosely(&member.key);
            let row = rows.iter().position(|row| loosely(&row.name) == name);
            let key = row.and_then(|row| rows.get(row)).map_or(&member.key, |row| &row.name).clone();
            SeenMember { key, row, ..member.clone() }
        };
        let members = seen.members.iter().filter(|member| is_shared(member)).map(of_declared).collect();
        let shown = Seen { members, ..seen.clone() };
        if let Some(ty) = self.registry.get_mut(declared) {
            note_page(&mut ty.pages, self.page);
            ty.add_seen(shown);
        }
    }

    /// Notes the Guids of an object that the engine made.
    fn note_guids(&mut self, id: TypeId, members: Option<&[(String, Json)]>) {
        let payload = self.registry.payloads;
        let Some(ty) = self.registry.get_mut(id) else { return };
        for (name, value) in members.unwrap_or_default() {
            if let (Json::Text(text), JsonForm::Text(Text::Guid)) = (value, JsonForm::of(Some(value))) {
                ty.guids.add(payload, &by_name::loosely(name), text);
            }
        }
    }

    /// The class that `i:type` says, in place of the declared one.
    pub(super) fn derived(&mut self, id: TypeId, xml: Option<&Element>, context: ValueContext<'_>) -> TypeId {
        let Some(xml) = xml else { return id };
        let Some((namespace, name)) = xml.instance.as_ref() else { return id };
        let is_declared = self.registry.types.get(id).is_some_and(|ty| {
            ty.contract
                .as_ref()
                .map_or(ty.page.as_ref() == Some(name), |(of, own)| of == namespace && own == name)
        });
        if is_declared || name == "anyType" || namespace == SER {
            return id;
        }
        let known = self.registry.of_contract(namespace, name).filter(|_| self.shows_contracts());
        let derived = known.or_else(|| self.registry.known_page(name));
        let derived = derived.unwrap_or_else(|| {
            let shape = self.registry.shapes.id(Shape::Derived);
            self.registry.unnamed(&pascal(&decode(name)), "", shape)
        });
        if self.shows_contracts() {
            self.registry.set_contract(derived, namespace, name);
        }
        if context.named && derived != id && self.shows_contracts() {
            // A root and an item are called as the declared class.
            self.registry.set_contract(id, &xml.namespace, &xml.name);
        }
        if let Some(ty) = self.registry.get_mut(derived).filter(|_| derived != id) {
            ty.derives = Some(id);
        }
        derived
    }

    /// The class that `$type` says. Without XML, which would show the contract, another name than the page's
    /// is that of a class in place of the declared one.
    fn of_clr_name(&mut self, id: TypeId, json: Option<&Json>, xml: Option<&Element>) -> TypeId {
        let Some(class) = class_of(json) else { return id };
        let is_declared = self.registry.types.get(id).is_some_and(|ty| match (&ty.clr, &ty.page) {
            (Some(known), _) => known.name == class.name,
            (None, Some(page)) => xml.is_some() || class.is_called(page),
            (None, None) => true,
        });
        if is_declared {
            self.registry.set_clr_name(id, class);
            return id;
        }
        let derived = self.registry.of_clr_name(&class.name).unwrap_or_else(|| {
            let shape = self.registry.shapes.id(Shape::Derived);
            self.registry.unnamed(&pascal(class.simple_name()), "", shape)
        });
        self.registry.set_clr_name(derived, class);
        if let Some(ty) = self.registry.get_mut(derived).filter(|_| derived != id) {
            ty.derives = Some(id);
        }
        derived
    }

    /// The namespace of a class's contract, which is kept with the class.
    pub(super) fn namespace_of_class(
        &mut self,
        id: TypeId,
        xml: &Element,
        context: ValueContext<'_>,
    ) -> Option<String> {
        if !self.shows_contracts() {
            self.note_names(id, Some(xml), context);
            return None;
        }
        let ty = self.registry.get_mut(id)?;
        ty.identity_in.xml |= xml.kept_by() == Some(KeptBy::Class);
        if let Some((namespace, _)) = &xml.instance {
            return Some(namespace.clone());
        }
        if context.named && !xml.nil && !xml.ends_in_namespace() {
            self.registry.set_contract(id, &xml.namespace, &xml.name);
            return Some(xml.namespace.clone());
        }
        let (known, namespace) = self.namespace_shown(xml, context)?;
        self.registry.set_namespace(id, known, &namespace);
        Some(namespace)
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

    #[expect(
        clippy::too_many_lines,
        reason = "members are paired, and what each pair shows depends on all pairs"
    )]
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
        let owner = self.registry.types.get(id).map(|ty| ty.page.as_ref().unwrap_or(&ty.made_up).clone());
        let owner = owner.unwrap_or_default();
        let most = most_counted(json, context.open);
        let has_json = !json.is_empty() && context.open.json == 0;
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
        let members = pairs
            .into_iter()
            .map(|pair| {
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
                    owner: &owner,
                    namespace,
                    within: Some(id),
                    contract: None,
                    items: None,
                    scope: context.scope,
                    most_counted: pair.json.and_then(|at| most.get(at)).copied().unwrap_or(usize::MAX),
                    named: false,
                    open,
                    maker,
                    lack: if element.is_some() { Lack::Open } else { shown.lack_of(&key, pair.json) },
                    depth: context.depth + 1,
                };
                let mut slot = self.slot(&page, value.map(|(_, value)| value), element, context);
                // Tables list what JSON has: what they lack JSON never has.
                let lost = element
                    .filter(|element| has_json && !element.is_cut && (row.is_some() || rows.is_empty()));
                self.note_default(&mut slot, &key, value.map(|(_, value)| value), lost, row.is_some());
                let ends_in_namespace =
                    self.shows_contracts() && element.is_some_and(Element::ends_in_namespace);
                SeenMember {
                    row: pair.row,
                    json: pair.json.zip(value).map(|(at, (name, _))| (name.clone(), at)),
                    ends_in_namespace,
                    xml: place_in_xml(pair.xml, element.filter(|_| !ends_in_namespace)),
                    slot,
                    key,
                }
            })
            .collect();
        Seen {
            members,
            formats: Formats {
                json: !json.is_empty() || shows_none || (self.formats.json && xml.is_none()),
                xml: xml.is_some(),
            },
            begun_name: None,
            whole: self.whole_formats(context, xml, &rows),
            counted: self.is_counted(),
            in_request: self.in_request,
            serializer: self.serializer,
        }
    }

    /// Returns the name of a property by the name of what stands for it: a field behind it, or behind one of a tuple's.
    fn plain_name(&self, id: TypeId, name: &str) -> String {
        let page = self.registry.types.get(id).and_then(|ty| ty.page.as_ref());
        let is_tuple = page.is_some_and(|page| page.starts_with("TupleOf"));
        let name = backing_field(name).unwrap_or(name);
        name.strip_prefix(FIELD).filter(|_| is_tuple).unwrap_or(name).to_owned()
    }

    /// Returns the formats that show all members of a class. A person may have left out what the table has, and the cut
    /// of a sample in XML may hide all of them.
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

    /// Returns what stands in an element; `nodes` finds it if `XmlSerializer` wrote it.
    pub(super) fn children<'x>(
        &self,
        xml: Option<&'x Element>,
        nodes: fn(&'x Element) -> Cow<'x, [Element]>,
    ) -> Cow<'x, [Element]> {
        match xml {
            Some(xml) if self.is_xml_serializer() => nodes(xml),
            Some(xml) => Cow::Borrowed(&xml.children),
            None => Cow::default(),
        }
    }

    /// Returns what an element shows of the namespace of its type's contract: nothing if `XmlSerializer`
    /// or a person wrote it.
    pub(super) fn namespace_shown(
        &self,
        xml: &Element,
        context: ValueContext<'_>,
    ) -> Option<(Known, String)> {
        if self.shows_contracts() { namespace_shown(xml, context) } else { None }
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
    /// Returns what it means that XML does not have a member: it may be behind the cut if XML has nothing that stands
    /// behind it, or a derived class has it. `XmlSerializer` has the order of declaration, as JSON has;
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

/// Returns the member that a sample ends in, if it has no more of it than its name.
fn cut_member(json: Option<&Json>) -> Option<&CutMember> {
    match json {
        Some(Json::Object(object)) => object.cut.as_ref(),
        _ => None,
    }
}

/// Adds the member that a sample ends in, unless XML shows it.
fn add_cut_member(seen: &mut Seen, cut: &CutMember) {
    let name = loosely(&cut.name);
    if seen.members.iter().any(|member| loosely(&member.key) == name) {
        return;
    }
    let place = seen.members.iter().filter(|member| member.json.is_some()).count();
    seen.members.push(SeenMember {
        key: cut.name.clone(),
        row: None,
        json: Some((cut.name.clone(), place)),
        xml: None,
        ends_in_namespace: false,
        slot: Slot { is_cut_off: true, cut: Some(cut.end), ..Slot::default() },
    });
}

/// Returns what an element shows of the namespace of its type's contract. Roots and items are named after
/// their type. A member's element declares it, even if it is null, unless it is in scope already; then it is
/// the only one in scope, or that of the class's own members, which are last, or the owner's. If the last
/// member has a namespace that was not in scope, the class has no members of its own, and what was in scope
/// is the owner's.
fn namespace_shown(xml: &Element, context: ValueContext<'_>) -> Option<(Known, String)> {
    if let Some((namespace, _)) = &xml.instance {
        return Some((Known::Shown, namespace.clone()));
    }
    if context.named {
        return Some((Known::Shown, xml.namespace.clone()));
    }
    if xml.refers.is_some() || xml.cut_declaration.is_some() {
        return None;
    }
    if let Some(declared) = xml.declared.first() {
        return Some((Known::Declared, declared.clone()));
    }
    let is_only = context.scope.has_only(&xml.namespace);
    let last = xml.children.last().map(|child| &child.namespace);
    match last {
        Some(last) if is_only && *last == xml.namespace => Some((Known::Declared, last.clone())),
        Some(last) if context.scope.contains(last) || *last == xml.namespace => {
            Some((Known::Content, last.clone()))
        }
        None if is_only && context.open == Open::default() && context.namespace == Some(&xml.namespace) => {
            Some((Known::Declared, xml.namespace.clone()))
        }
        _ => Some((Known::Owner, context.namespace?.to_owned())),
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

/// Returns whether the engine may have counted a value: not a class, a collection, nor bytes.
fn can_be_counted(value: &Json) -> bool {
    match value {
        Json::Null | Json::Array(_) => false,
        Json::Object(object) => object.says_nothing(),
        Json::Text(text) => Text::of(text) != Text::Bytes,
        Json::Bool(_) | Json::Number(_) => true,
    }
}

/// A text that is neither the engine's nor a name, as an enum has, nor a date was written by a person. One with a text
/// of the engine's in it a getter has made.
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
