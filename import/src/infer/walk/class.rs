//! Classes: their members in both formats, and the namespaces of their contracts.

use std::borrow::Cow;

use super::{
    Lack, Maker, Open, ValueContext, Walk,
    looks::{Identity, class_of, contents_of, note_page},
};
use crate::infer::{
    model::TypeId,
    pairing::by_name::{self, loosely},
    samples::{
        cut_member::{Begun, CutEnd, CutMember},
        form::{JsonForm, Text},
        json::Json,
        xml::{Element, KeptBy, decode},
    },
    types::{
        each::{Known, Memberless},
        registry::Shape,
        seen::{Formats, Kind, Seen, SeenMember, Slot},
    },
    wording::plain_names::pascal,
};
use datacontract::contract::SER;

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
        let is_empty =
            |xml: &Element| !xml.nil && !xml.is_cut && xml.children.is_empty() && xml.text.is_empty();
        match contents_of(json).0 {
            Some(_) if context.open.json > 0 => Memberless::Class,
            Some(_) if ends_xml => Memberless::EmptyBeforeCut,
            Some(_) => Memberless::Empty,
            None if xml.is_some_and(is_nil_of_class) => Memberless::Class,
            None if json.is_none() && context.named && xml.is_some_and(is_empty) => Memberless::EmptyInXml,
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
