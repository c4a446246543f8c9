//! The types that operations use, and what they have in common.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use datacontract::contract::Serializer;
use datacontract_codegen::spec::{Clr, JsonEnums};
use indexmap::IndexSet;

use super::{
    accounts,
    class_remarks::NamesInXml,
    secrets::secrets_of_body,
    shared_enums,
    wire_names::{NamedBy, declared, named_by},
};
use crate::{
    infer::{
        classes::{
            bases::{self, Classes, Unity},
            class, clr,
            codes::{self, CodeTables},
        },
        members::facts::{Fact, Facts},
        model::{Api, Authentication, Endpoint, Extent, Remark, Ty, TypeId, TypeKind},
        samples::form::{JsonForm, Text, XmlForm},
        settings::{
            enums_shown::{EnumShown, enums_of},
            naming::{self, Strategy},
        },
        types::{
            each::Type,
            generic_names,
            registry::Registry,
            resolve::{self, Resolved},
            seen::Seen,
        },
        wording::{
            plain_names::pascal,
            words::{self, PageType},
        },
    },
    page::CodeTable,
};

/// More base classes above each other than this are not followed.
const LEVELS: usize = 16;

/// Chains of types that are known by each other.
const ROUNDS: usize = 8;

/// The types that endpoints use, on their way into the spec.
pub(super) struct Types<'a> {
    pub(super) registry: &'a mut Registry,
    pub(super) codes: &'a CodeTables,
    /// The assembly of most types, which `$type` names in JSON.
    pub(super) assembly: Option<&'a str>,
    pub(super) has_xml: bool,
    /// What writes the service's XML.
    pub(super) serializer: Serializer,
    /// How much the pages show of the operation of which they show least.
    pub(super) extent: Extent,
    pub(super) facts: BTreeMap<TypeId, Facts>,
    /// The types of the items of lists that are classes of their own.
    pub(super) lists: BTreeMap<TypeId, Ty>,
    /// Of members: the resolved types.
    pub(super) resolved: BTreeMap<(TypeId, String), Resolved>,
    /// In the order of first use.
    pub(super) order: IndexSet<TypeId>,
    pub(super) classes: Classes,
    pub(super) naming: Strategy,
    pub(super) names_in_xml: NamesInXml,
    pub(super) enums: JsonEnums,
    /// What elements in XML are named after: bodies, items, values of dictionaries, and classes in place of
    /// others.
    pub(super) named_in_xml: BTreeSet<TypeId>,
    /// Roots of responses, and their base classes once these are known.
    pub(super) responses: BTreeSet<TypeId>,
    /// The type arguments of generic classes.
    pub(super) arguments: BTreeMap<TypeId, Vec<Ty>>,
    /// Types that no endpoint leads to.
    pub(super) unused: BTreeSet<TypeId>,
    /// Enums that tables of codes declare.
    pub(super) code_enums: BTreeMap<TypeId, CodeTable>,
}

impl<'a> Types<'a> {
    pub(super) fn new(
        registry: &'a mut Registry,
        api: &Api,
        codes: &'a CodeTables,
        assembly: Option<&'a str>,
        serializer: Serializer,
    ) -> Self {
        let has_xml = api
            .formatters
            .as_ref()
            .is_none_or(|formatters| formatters.iter().any(|(format, _)| *format == "xml"));
        let extents = api.endpoints.iter().map(|endpoint| endpoint.extent);
        Self {
            registry,
            codes,
            assembly,
            has_xml,
            serializer,
            extent: extents.filter(|extent| *extent != Extent::Listed).max().unwrap_or_default(),
            facts: BTreeMap::new(),
            lists: BTreeMap::new(),
            resolved: BTreeMap::new(),
            order: IndexSet::new(),
            classes: Classes::default(),
            naming: Strategy::default(),
            names_in_xml: NamesInXml::default(),
            enums: JsonEnums::default(),
            named_in_xml: BTreeSet::new(),
            unused: BTreeSet::new(),
            arguments: BTreeMap::new(),
            responses: BTreeSet::new(),
            code_enums: BTreeMap::new(),
        }
    }

    /// Returns whether the names of contracts stand in XML, with their namespaces.
    pub(super) fn shows_contracts(&self) -> bool {
        self.has_xml && self.serializer == Serializer::DataContractSerializer
    }

    /// Returns whether the contract of a type stands in XML with its namespace: not where samples show it in
    /// the XML of `XmlSerializer` alone.
    pub(super) fn has_contract_in_xml(&self, id: TypeId) -> bool {
        let is_serialized = self.registry.types.get(id).is_some_and(|ty| {
            let of_xml_serializer = |seen: &Seen| seen.formats.xml && seen.is_of_xml_serializer();
            ty.namespace.is_none() && (ty.serialized.is_named() || ty.seen.iter().any(of_xml_serializer))
        });
        self.shows_contracts() && !is_serialized
    }

    pub(super) fn api(&mut self, api: &mut Api) {
        self.visit_all(api);
        for _ in 0..ROUNDS {
            if bases::unite_inherited(self.registry, &self.facts, &self.order) == Unity::AsBefore {
                break;
            }
            // What is another type now leads to other types.
            self.visit_again(api);
        }
        if self.registry.defaults.are_left_out()
            && let Some(kept) = self.kept_default()
        {
            self.registry.defaults.add_kept(&kept);
            self.visit_again(api);
        }
        self.find_named_in_xml(api);
        self.assume_namespaces(api);
        self.classes = bases::split(self.registry, &self.facts, &self.order);
        self.mark_requests(api);
        shared_enums::note(self.registry, &mut self.classes);
        self.resolve_inherited();
        self.responses_with_bases();
        self.names_in_xml = NamesInXml::of(self.classes.own.values());
        self.styles(api);
        let defs = self.definitions(api);
        api.types = defs;
        simple_parameters(api);
        if api.authentication == Authentication::None {
            accounts::login_page(api);
        }
        if api.authentication == Authentication::None {
            secrets_of_body(api);
        }
        if matches!(api.authentication, Authentication::None | Authentication::Token(_)) {
            accounts::individual_accounts(api);
        }
    }

    /// Visits all types again, of which more is known now.
    fn visit_again(&mut self, api: &Api) {
        self.facts.clear();
        self.resolved.clear();
        self.order.clear();
        self.visit_all(api);
    }

    /// Visits what the endpoints use, and what has a page of its own.
    fn visit_all(&mut self, api: &Api) {
        for endpoint in &api.endpoints {
            let payloads = endpoint.body.iter().chain(&endpoint.response).map(|(ty, _)| ty);
            let types: Vec<Ty> = payloads.chain(endpoint.values().map(|value| &value.ty)).cloned().collect();
            if let Some((Ty::Type(id), _)) = &endpoint.response {
                self.responses.insert(*id);
            }
            for ty in types {
                let mut ids = Vec::new();
                ty.each_type(&mut |id| ids.push(id));
                for id in ids {
                    self.visit(id);
                }
            }
        }
        // Classes seen in the place of others.
        for id in 0..self.registry.types.len() {
            let derives = self.registry.types.get(id).and_then(|ty| ty.derives);
            if derives.is_some_and(|base| self.order.contains(&base)) {
                self.visit(id);
            }
        }
        self.visit_unused();
    }

    /// Depth first, so that types stand in the order of their first use. What is still to be visited is on a
    /// stack of its own: types may lead from one to the next for longer than the machine's stack lasts.
    pub(super) fn visit(&mut self, id: TypeId) {
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            let id = self.registry.actual(id);
            if !self.order.insert(id) {
                continue;
            }
            let is_enum = self.registry.types.get(id).is_some_and(Type::is_enum);
            if is_enum {
                continue;
            }
            let items = self.registry.types.get(id).map(|ty| ty.items.clone()).unwrap_or_default();
            if !items.is_empty() {
                let item = resolve::resolve(self.registry, &items.iter().collect::<Vec<_>>()).ty;
                let mut next = Vec::new();
                item.each_type(&mut |id| next.push(id));
                self.lists.insert(id, item);
                open.extend(next.into_iter().rev());
                continue;
            }
            let facts = class::facts(self.registry, id);
            let mut next = Vec::new();
            for fact in facts.members.iter().filter(|fact| fact.is_member()) {
                let resolved = self.member_type(id, fact);
                resolved.ty.each_type(&mut |id| next.push(id));
                self.resolved.insert((id, fact.key.clone()), resolved);
            }
            self.facts.insert(id, facts);
            next.extend(self.arguments(id));
            open.extend(next.into_iter().rev());
        }
    }

    /// A member that does not take null, whose default JSON shows: no setting leaves out defaults then.
    fn kept_default(&self) -> Option<String> {
        let facts = self.order.iter().filter_map(|id| self.facts.get(id));
        facts.flat_map(|facts| &facts.members).find(|fact| fact.keeps_default()).map(Fact::clr_name)
    }

    /// Resolves the members of base classes again: the tables and samples of derived classes show them as
    /// well.
    fn resolve_inherited(&mut self) {
        let bases: BTreeSet<TypeId> = self.classes.base.values().copied().collect();
        for id in bases {
            let own = self.classes.own.get(&id).cloned().unwrap_or_default();
            for fact in &own {
                let resolved = self.member_type(id, fact);
                self.resolved.insert((id, fact.key.clone()), resolved);
            }
        }
    }

    /// Marks the members of what is sent, and of its base classes, also where no sample shows a request.
    fn mark_requests(&mut self, api: &Api) {
        let mut sent = BTreeSet::new();
        for (ty, _) in api.endpoints.iter().filter_map(|endpoint| endpoint.body.as_ref()) {
            ty.each_type(&mut |id| _ = sent.insert(id));
        }
        for id in sent {
            let mut next = Some(id);
            for _ in 0..LEVELS {
                let Some(id) = next else { break };
                for fact in self.classes.own.get_mut(&id).into_iter().flatten() {
                    fact.in_request = true;
                }
                next = self.classes.base.get(&id).copied();
            }
        }
    }

    /// Adds the base classes of the roots of responses, up to some levels.
    fn responses_with_bases(&mut self) {
        let mut level: Vec<TypeId> = self.responses.iter().copied().collect();
        for _ in 0..LEVELS {
            level = level.iter().filter_map(|id| self.classes.base.get(id).copied()).collect();
            level.sort_unstable();
            level.dedup();
            self.responses.extend(&level);
        }
    }

    /// Types that have a page or a table of their own are kept, whether or not an endpoint leads to them.
    fn visit_unused(&mut self) {
        let used = self.order.len();
        for id in 0..self.registry.types.len() {
            let is_shown = self.registry.types.get(id).is_some_and(|ty| {
                let name = ty.page.as_deref().unwrap_or_default();
                (ty.rows.is_some() || ty.values.is_some())
                    && !words::is_of_framework(name)
                    && generic_names::items_of_tuple(self.registry, ty).is_none()
            });
            if is_shown {
                self.visit(id);
            }
        }
        self.unused = self.order.iter().skip(used).copied().collect();
    }

    /// A member's element is named after the member; a root and the items of a list are named after their
    /// type, and so are the entries of a dictionary.
    fn find_named_in_xml(&mut self, api: &Api) {
        let mut found = BTreeSet::new();
        let payloads =
            api.endpoints.iter().flat_map(|endpoint| endpoint.body.iter().chain(&endpoint.response));
        payloads.for_each(|(ty, _)| ty.each_type(&mut |id| _ = found.insert(id)));
        let is_of_member = |ty: &Ty| match ty {
            Ty::Type(_) => true,
            Ty::Nullable(inner) => matches!(**inner, Ty::Type(_)),
            _ => false,
        };
        self.lists.values().for_each(|item| item.each_type(&mut |id| _ = found.insert(id)));
        for resolved in self.resolved.values().filter(|resolved| !is_of_member(&resolved.ty)) {
            resolved.ty.each_type(&mut |id| _ = found.insert(id));
        }
        found.extend(
            self.order
                .iter()
                .filter(|id| self.registry.types.get(**id).is_some_and(|ty| ty.derives.is_some())),
        );
        for id in &self.order {
            found.extend(self.arguments(*id));
        }
        self.named_in_xml = found;
    }

    pub(super) fn arguments(&self, id: TypeId) -> Vec<TypeId> {
        let mut found = Vec::new();
        for argument in clr::name(self.registry, id, self.has_contract_in_xml(id)).arguments {
            argument.each_type(&mut |id| found.push(id));
        }
        found
    }

    pub(super) fn member_type(&mut self, owner: TypeId, fact: &Fact) -> Resolved {
        if let Some(table) = self.codes.of_member(fact).filter(|table| codes::are_words(table)).cloned() {
            let id = self.registry.of_page(&pascal(&fact.clr_name()));
            if let Some(ty) = self.registry.get_mut(id) {
                ty.is_enum = true;
            }
            self.registry.rename(id, pascal(&fact.clr_name()));
            self.code_enums.insert(id, table);
            return Resolved { ty: Ty::Type(id), is_value_type: true, doubt: None, reason: None };
        }
        let slots: Vec<_> = fact.slots.iter().collect();
        if slots.is_empty() {
            let page = fact.row.as_ref().map(|row| PageType::parse(&row.ty)).unwrap_or_default();
            let owner = self.registry.types.get(owner).and_then(|ty| ty.namespace.clone());
            return resolve::of_page(
                self.registry,
                &page,
                owner.as_ref().map(|(_, namespace)| namespace.as_str()),
            );
        }
        resolve::resolve(self.registry, &slots)
    }

    /// The site's naming in JSON, and whether it writes enums as text.
    pub(super) fn styles(&mut self, api: &mut Api) {
        let mut names: Vec<(String, String)> = Vec::new();
        let mut alone: Vec<&str> = Vec::new();
        let mut by: HashSet<NamedBy> = HashSet::new();
        for facts in self.classes.own.values() {
            for fact in facts.iter().filter(|fact| fact.serialized_field.is_none()) {
                // A name that JSON alone shows says nothing about what became of it.
                if fact.is_json_alone() {
                    alone.extend(fact.json.as_deref());
                } else if let Some(json) = &fact.json {
                    let from = named_by(fact);
                    by.insert(from);
                    if from != NamedBy::Table {
                        names.push((declared(fact), json.clone()));
                    }
                }
            }
        }
        let names = names.iter().map(|(declared, json)| (declared.as_str(), json.as_str()));
        // Where tables have the names in JSON, and none has others, no resolver made those without a table either.
        let is_of_tables = by.contains(&NamedBy::Table) && !by.contains(&NamedBy::Resolver);
        self.naming = if is_of_tables { Strategy::default() } else { Strategy::of(&names, &alone) };
        // A resolver would have changed names that JSON alone shows as well: if it left most, there is none.
        let naming = self.naming.setting();
        let is_made = |(declared, json): &(&str, &str)| declared != json && naming.apply(declared) == **json;
        let left = alone.iter().filter(|name| naming.apply(name) != **name).count();
        if left > names.filter(is_made).count() {
            self.naming = Strategy::default();
        }
        api.naming = naming::key(self.naming.setting());
        let shown: Vec<EnumShown> = self.order.iter().filter_map(|id| self.json_enums(*id)).collect();
        self.enums = enums_of(&shown);
        api.enums = self.enums;
        let is_shown = |id: &TypeId| {
            let has_page = self.registry.types.get(*id).is_some_and(|ty| ty.values.is_some());
            match self.json_enums(*id) {
                Some(EnumShown::CamelCase) => true,
                Some(EnumShown::Text) => has_page,
                Some(EnumShown::Number) | None => false,
            }
        };
        let is_concluded = self.enums != JsonEnums::Number && !self.order.iter().any(is_shown);
        api.enums_remark = is_concluded.then(|| {
            Remark::inferred(
                "JSON has words that are taken to be the names of enums: no page of an enum shows them",
            )
        });
    }

    /// What samples have of an enum in JSON.
    pub(super) fn json_enums(&self, id: TypeId) -> Option<EnumShown> {
        let ty = self.registry.types.get(id).filter(|ty| ty.is_enum())?;
        let shown = ty.shown.iter().filter_map(|(json, xml)| match (json, xml) {
            (JsonForm::Text(Text::Other(json)), XmlForm::Text(Text::Other(xml))) => {
                Some(EnumShown::of_text(json, xml))
            }
            (JsonForm::Text(_), _) => Some(EnumShown::Text),
            (JsonForm::Whole(_), _) => Some(EnumShown::Number),
            _ => None,
        });
        let is_quoted = ty.values.iter().flatten().any(|row| !row.text.is_empty() && row.text == row.name);
        shown.max_by_key(|shown| *shown == EnumShown::CamelCase).or(is_quoted.then_some(EnumShown::Text))
    }
}

/// A class cannot stand in a URI: which of its properties do, no page says.
fn simple_parameters(api: &mut Api) {
    let classes: HashSet<TypeId> =
        api.types.iter().filter(|def| matches!(def.kind, TypeKind::Class(_))).map(|def| def.id).collect();
    for parameter in api.endpoints.iter_mut().flat_map(Endpoint::values_mut) {
        let mut has_class = false;
        parameter.ty.each_type(&mut |id| has_class |= classes.contains(&id));
        let is_nested = matches!(&parameter.ty, Ty::List(item) if matches!(**item, Ty::List(_) | Ty::Dictionary(..) | Ty::Pair(..) | Ty::Tuple(_)));
        if has_class || is_nested {
            let text = Ty::Clr(Clr::String);
            parameter.ty = if matches!(parameter.ty, Ty::List(_)) { Ty::List(Box::new(text)) } else { text };
            parameter.default = None;
            parameter.remarks.push(Remark::unfit("the page has a type for it that cannot stand in a URI"));
        }
    }
}
