//! Puts everything together: from the pages of a site to the spec to be.

use std::collections::{BTreeMap, BTreeSet};

use datacontract::contract::{DC, Naming, encode_name};
use datacontract_codegen::spec::{Clr, TypeExpr, TypeExprKind, Word as SpecWord};

use super::{
    annotations,
    bases::{self, Classes},
    class::{self, Fact, Facts, is_identifier},
    clr, codes,
    counter::Nullable,
    enums,
    form::JsonForm,
    heading,
    model::{
        Annotations, Api, Authentication, Class, Confidence, Endpoint, EnumMember, Member, Outcome, Remark,
        Ty, TypeDef, TypeKind,
    },
    naming,
    payloads::{self, Read},
    resolve::{self, Resolved},
    rust_names,
    site::Site,
    types::{Known, Registry, TypeId},
    walk::pascal,
};
use crate::{infer::Options, page::CodeTable};

/// The spec to be, and the samples.
#[derive(Debug, Default)]
pub(crate) struct Assembled {
    pub(crate) api: Api,
    pub(crate) samples: Vec<(String, String)>,
    /// What is wrong with pages, and types that no operation uses.
    pub(crate) notes: Vec<(String, String)>,
}

/// Infers everything from the pages.
pub(crate) fn assemble(mut site: Site, options: &Options) -> Assembled {
    let mut result = Assembled { notes: std::mem::take(&mut site.notes), ..Assembled::default() };
    let mut reads: Vec<[Option<Read>; 2]> =
        (0..site.endpoints.len()).map(|place| payloads::read(&mut site, place)).collect();
    let all_codes: Vec<CodeTable> =
        site.endpoints.iter().flat_map(|endpoint| endpoint.codes.clone()).collect();
    header(&mut site, options, &mut result);
    endpoints(&mut site, &mut reads, &mut result);
    let mut types = Types::new(&mut site.registry, &result.api, &all_codes);
    types.api(&mut result.api);
    index(&site, &mut result);
    rust_names::resolve_clashes(&mut result.api);
    result
}

fn header(site: &mut Site, options: &Options, result: &mut Assembled) {
    let api = &mut result.api;
    api.source = site.first.clone();
    let most = site.base_urls.iter().max_by_key(|(_, count)| **count).map(|(url, _)| url.clone());
    if site.base_urls.len() > 1 {
        let all: Vec<&str> = site.base_urls.keys().map(String::as_str).collect();
        api.notes.push(format!("pages name several hosts: {}", all.join(", ")));
    }
    let host =
        most.as_deref().and_then(|url| url.split("://").nth(1)).and_then(|rest| rest.split('/').next());
    api.name = options.name.clone().unwrap_or_else(|| match host {
        Some(host) => format!("API of {host}"),
        None => "Imported API".to_owned(),
    });
    api.module = options.module.clone().unwrap_or_else(|| {
        let text = options.name.as_deref().or(host).unwrap_or("api");
        let word: String = text
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' })
            .collect();
        datacontract_codegen::spec::rust_name::identifier(word.trim_matches('_'))
    });
    api.base_url = most;
    api.authentication = match site.authentication.take() {
        None => Authentication::None,
        Some(word) if word.eq_ignore_ascii_case("none") => Authentication::None,
        Some(word) if word.eq_ignore_ascii_case("basic") => Authentication::Basic,
        Some(header) => Authentication::Header(header),
    };
    api.formatters = formatters(site);
    if !site.formats.others.is_empty() {
        api.notes
            .push(format!("pages list formats that specs do not have: {}", site.formats.others.join(", ")));
    }
}

/// The formats that the pages list; none if they are the usual ones.
fn formatters(site: &Site) -> Option<Vec<(&'static str, Vec<String>)>> {
    let usual: [(&str, &[&str]); 3] = [
        ("json", &["application/json", "text/json"]),
        ("xml", &["application/xml", "text/xml"]),
        ("form", &["application/x-www-form-urlencoded"]),
    ];
    let mut seen = site.formats.seen.clone();
    if seen.is_empty() {
        return None;
    }
    for (format, media_types) in &mut seen {
        if media_types.is_empty()
            && let Some((_, usual)) = usual.iter().find(|(other, _)| other == format)
        {
            *media_types = usual.iter().map(|media| (*media).to_owned()).collect();
        }
    }
    // Responses do not list forms: without requests nothing is known about them.
    let no_requests = site.formats.requests == 0;
    let is_usual = |seen: &[(&'static str, Vec<String>)]| {
        let wanted = if no_requests { 2 } else { 3 };
        seen.len() == wanted
            && seen
                .iter()
                .zip(usual)
                .all(|((format, media), (other, usual))| *format == other && media == usual)
    };
    (!is_usual(&seen)).then_some(seen)
}

fn endpoints(site: &mut Site, reads: &mut [[Option<Read>; 2]], result: &mut Assembled) {
    let mut stems = BTreeSet::new();
    let mut identities: BTreeMap<String, String> = BTreeMap::new();
    for (place, read) in reads.iter_mut().enumerate() {
        let Some(raw) = site.endpoints.get(place) else { continue };
        let mut heading = raw.heading.clone();
        let (rows, source, notes) = (raw.uri.clone(), raw.source.clone(), raw.notes.clone());
        let (summary, status) = (raw.summary.clone(), raw.status.clone());
        let mut remarks: Vec<Remark> = Vec::new();
        let parameters = heading::parameters(&mut site.registry, &mut heading, &rows, &mut remarks);
        result.notes.extend(notes.into_iter().map(|note| (source.location.clone(), note)));
        let identity = identity(&heading);
        if let Some(first) = identities.get(&identity) {
            let note = format!("`{heading}` is the same operation as `{first}`: left out");
            result.notes.push((source.location.clone(), note));
            continue;
        }
        if let Err(why) = datacontract_codegen::spec::Template::parse(
            heading.split_once(' ').map_or("", |(_, path)| path),
            0,
        ) {
            result.notes.push((
                source.location.clone(),
                format!("`{heading}` is no heading of an operation: {}", why.message),
            ));
            continue;
        }
        identities.insert(identity, heading.clone());
        let [request, response] = std::mem::take(read);
        let stem = stem(&heading, &mut stems);
        let mut samples = [None, None, None, None];
        let mut save = |text: Option<String>, at: usize, name: String| {
            if let Some(text) = text
                && let Some(sample) = samples.get_mut(at)
            {
                *sample = Some(name.clone());
                result.samples.push((name, text));
            }
        };
        let mut payload = |read: Option<Read>, first: usize, what: &str| {
            let read = read?;
            save(read.json, first, format!("{stem}.{what}.json"));
            save(read.xml, first + 1, format!("{stem}.{what}.xml"));
            let resolved = resolve::resolve(&mut site.registry, &[&read.slot]);
            let is_open = matches!(resolved.ty, Ty::Clr(Clr::Object)) && resolved.doubt.is_some();
            if is_open {
                remarks.push(Remark::open(format!("nothing shows what the {what} is")));
            } else if read.ty_text.is_empty() || super::words::PageType::parse(&read.ty_text).is_framework() {
                remarks.push(Remark::inferred(format!(
                    "the page does not say what the {what} is; the samples do"
                )));
            }
            Some((resolved.ty, read.doc))
        };
        let body = payload(request, 0, "request");
        let response = payload(response, 2, "response");
        result.api.endpoints.push(Endpoint {
            heading,
            name: None,
            doc: summary,
            parameters,
            body,
            response,
            status,
            samples,
            source,
            remarks,
        });
    }
}

/// What makes two operations the same: the names of parameters in the path do not count.
fn identity(heading: &str) -> String {
    let (path, query) = heading.split_once('?').unwrap_or((heading, ""));
    let mut text = String::new();
    let mut inside = false;
    for c in path.chars() {
        match c {
            '{' => inside = true,
            '}' => {
                inside = false;
                text.push_str("{}");
            }
            c if !inside => text.extend(c.to_lowercase()),
            _ => {}
        }
    }
    let mut keys: Vec<String> =
        query.split('&').map(|part| part.split('=').next().unwrap_or_default().to_lowercase()).collect();
    keys.sort();
    format!("{text}?{}", keys.join("&"))
}

/// The start of the names of an operation's samples, each once.
fn stem(heading: &str, taken: &mut BTreeSet<String>) -> String {
    let (method, path) = heading.split_once(' ').unwrap_or(("", heading));
    let path = path.split('?').next().unwrap_or_default();
    let words = path.split('/').filter(|segment| !segment.is_empty() && !segment.eq_ignore_ascii_case("api"));
    let clean = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-')).collect()
    };
    let mut stem = words.map(clean).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-");
    if stem.is_empty() {
        stem.push_str("root");
    }
    let mut wanted = stem.clone();
    if taken.contains(&wanted.to_lowercase()) {
        wanted = format!("{}-{stem}", method.to_lowercase());
    }
    let mut number = 2;
    while !taken.insert(wanted.to_lowercase()) {
        wanted = format!("{}-{stem}-{number}", method.to_lowercase());
        number += 1;
    }
    wanted
}

fn index(site: &Site, result: &mut Assembled) {
    let known: BTreeSet<String> =
        result.api.endpoints.iter().map(|endpoint| endpoint.heading.to_lowercase()).collect();
    for (heading, location) in &site.index {
        let (heading, _) = heading::clean(heading, false, &mut Vec::new());
        if !heading.is_empty() && !known.contains(&heading.to_lowercase()) {
            result
                .notes
                .push((location.clone(), format!("the index has `{heading}`, but its page was not given")));
        }
    }
}

/// The types that endpoints use, on their way into the spec.
struct Types<'a> {
    registry: &'a mut Registry,
    codes: &'a [CodeTable],
    has_xml: bool,
    facts: BTreeMap<TypeId, Facts>,
    /// Of members: the resolved types.
    resolved: BTreeMap<(TypeId, String), Resolved>,
    /// In the order of first use.
    order: Vec<TypeId>,
    classes: Classes,
    naming: Naming,
    enums_text: bool,
    /// Roots of responses.
    responses: BTreeSet<TypeId>,
    /// Enums that tables of codes declare.
    code_enums: BTreeMap<TypeId, CodeTable>,
}

impl<'a> Types<'a> {
    fn new(registry: &'a mut Registry, api: &Api, codes: &'a [CodeTable]) -> Self {
        let has_xml = api
            .formatters
            .as_ref()
            .is_none_or(|formatters| formatters.iter().any(|(format, _)| *format == "xml"));
        Self {
            registry,
            codes,
            has_xml,
            facts: BTreeMap::new(),
            resolved: BTreeMap::new(),
            order: Vec::new(),
            classes: Classes::default(),
            naming: Naming::AsDeclared,
            enums_text: false,
            responses: BTreeSet::new(),
            code_enums: BTreeMap::new(),
        }
    }

    fn api(&mut self, api: &mut Api) {
        for endpoint in &api.endpoints {
            let payloads = endpoint.body.iter().chain(&endpoint.response).map(|(ty, _)| ty);
            let types: Vec<Ty> = payloads.chain(endpoint.parameters.iter().map(|p| &p.ty)).cloned().collect();
            if let Some((Ty::Type(id), _)) = &endpoint.response {
                self.responses.insert(*id);
            }
            for ty in types {
                let mut ids = Vec::new();
                ty.each_type(&mut |id| ids.push(id));
                ids.into_iter().for_each(|id| self.visit(id));
            }
        }
        // Classes seen in the place of others.
        for id in 0..self.registry.types.len() {
            let derives = self.registry.types.get(id).and_then(|ty| ty.derives);
            if derives.is_some_and(|base| self.order.contains(&base)) {
                self.visit(id);
            }
        }
        self.assume_namespaces(api);
        self.classes = bases::split(self.registry, &self.facts, &self.order);
        self.styles(api);
        let defs = self.definitions(api);
        api.types = defs;
        if api.authentication == Authentication::None {
            self.secrets_of_body(api);
        }
    }

    /// Types that no sample shows have the namespace of their neighbours: of the types that operations under the same
    /// path use, if most of these are in one.
    fn assume_namespaces(&mut self, api: &Api) {
        if !self.has_xml {
            return;
        }
        let mut groups: BTreeMap<String, Vec<TypeId>> = BTreeMap::new();
        for endpoint in &api.endpoints {
            let path = endpoint.heading.split(' ').nth(1).unwrap_or_default();
            let words = path.split('/').filter(|word| !word.eq_ignore_ascii_case("api"));
            let group = groups.entry(words.take(1).collect::<String>().to_lowercase()).or_default();
            for (ty, _) in endpoint.body.iter().chain(&endpoint.response) {
                ty.each_type(&mut |id| self.reach(id, group));
            }
        }
        for group in groups.values() {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for id in group {
                if let Some((known, namespace)) = self.registry.types.get(*id).and_then(|ty| ty.namespace.as_ref())
                    && *known > Known::Assumed
                    && namespace.starts_with(DC)
                {
                    *counts.entry(namespace.clone()).or_default() += 1;
                }
            }
            let all: usize = counts.values().sum();
            let Some((namespace, count)) = counts.into_iter().max_by_key(|(_, count)| *count) else { continue };
            if count * 2 < all {
                continue;
            }
            for id in group {
                if let Some(ty) = self.registry.get_mut(*id).filter(|ty| ty.namespace.is_none()) {
                    ty.set_namespace(Known::Assumed, &namespace);
                }
            }
        }
    }

    /// The types that a type uses.
    fn reach(&self, id: TypeId, found: &mut Vec<TypeId>) {
        if found.contains(&id) {
            return;
        }
        found.push(id);
        let members = self.facts.get(&id).map_or(&[][..], |facts| facts.members.as_slice());
        for fact in members {
            if let Some(resolved) = self.resolved.get(&(id, fact.key.clone())) {
                resolved.ty.each_type(&mut |id| self.reach(id, found));
            }
        }
    }

    /// Depth first, so that types stand in the order of their first use.
    fn visit(&mut self, id: TypeId) {
        if self.order.contains(&id) {
            return;
        }
        self.order.push(id);
        let is_enum = self.registry.types.get(id).is_some_and(super::types::Type::is_enum);
        if is_enum {
            return;
        }
        let facts = class::facts(self.registry, id);
        let mut next = Vec::new();
        for fact in &facts.members {
            let resolved = self.member_type(fact);
            resolved.ty.each_type(&mut |id| next.push(id));
            self.resolved.insert((id, fact.key.clone()), resolved);
        }
        self.facts.insert(id, facts);
        for id in self.arguments(id) {
            next.push(id);
        }
        next.into_iter().for_each(|id| self.visit(id));
    }

    fn arguments(&self, id: TypeId) -> Vec<TypeId> {
        let mut found = Vec::new();
        for argument in clr::name(self.registry, id, self.has_xml).arguments {
            argument.each_type(&mut |id| found.push(id));
        }
        found
    }

    fn member_type(&mut self, fact: &Fact) -> Resolved {
        if let Some(table) =
            codes::of_member(self.codes, fact).filter(|table| codes::are_words(table)).cloned()
        {
            let id = self.registry.of_page(&pascal(&fact.clr_name()));
            if let Some(ty) = self.registry.get_mut(id) {
                ty.is_enum = true;
                ty.made_up = pascal(&fact.clr_name());
            }
            self.code_enums.insert(id, table);
            return Resolved { ty: Ty::Type(id), is_value_type: true, doubt: None };
        }
        let slots: Vec<_> = fact.slots.iter().collect();
        if slots.is_empty() {
            let page =
                fact.row.as_ref().map(|row| super::words::PageType::parse(&row.ty)).unwrap_or_default();
            return resolve::of_page(self.registry, &page);
        }
        resolve::resolve(self.registry, &slots)
    }

    /// The site's naming in JSON, and whether it writes enums as text.
    fn styles(&mut self, api: &mut Api) {
        let mut names: Vec<(String, String)> = Vec::new();
        for facts in self.classes.own.values() {
            for fact in facts {
                if let Some(json) = &fact.json {
                    let (name, contract_name) = wire_names(fact);
                    names.push((contract_name.unwrap_or(name), json.clone()));
                }
            }
        }
        self.naming =
            naming::strategy(names.iter().map(|(declared, json)| (declared.as_str(), json.as_str())));
        api.naming = naming::key(self.naming);
        let shown: Vec<bool> = self.order.iter().filter_map(|id| self.json_text(*id)).collect();
        self.enums_text = !shown.is_empty() && shown.iter().all(|text| *text);
        api.enums_text = self.enums_text;
    }

    /// Whether samples have an enum as text in JSON.
    fn json_text(&self, id: TypeId) -> Option<bool> {
        let ty = self.registry.types.get(id).filter(|ty| ty.is_enum())?;
        ty.shown.iter().find_map(|(json, _)| match json {
            JsonForm::Text(_) => Some(true),
            JsonForm::Whole(_) => Some(false),
            _ => None,
        })
    }

    fn definitions(&mut self, api: &mut Api) -> Vec<TypeDef> {
        let mut defs: Vec<TypeDef> = Vec::new();
        let mut order = Vec::new();
        for id in self.order.clone() {
            let mut chain = vec![id];
            while let Some(base) = chain.last().and_then(|id| self.classes.base.get(id)).copied() {
                if chain.contains(&base) {
                    break;
                }
                chain.push(base);
            }
            for id in chain.into_iter().rev() {
                if !order.contains(&id) {
                    order.push(id);
                }
            }
        }
        for id in order {
            defs.push(self.definition(id, api));
        }
        contracts_of_bases(&mut defs);
        for id in 0..self.registry.types.len() {
            let derives = self.registry.types.get(id).and_then(|ty| ty.derives);
            if let Some(base) = derives.filter(|_| defs.iter().any(|def| def.id == id))
                && let Some(TypeKind::Class(class)) =
                    defs.iter_mut().find(|def| def.id == base).map(|def| &mut def.kind)
            {
                class.known.push(id);
            }
        }
        defs
    }

    fn definition(&mut self, id: TypeId, api: &mut Api) -> TypeDef {
        let name = clr::name(self.registry, id, self.has_xml);
        let reference = |id: TypeId| plain_name(self.registry, id, self.has_xml);
        let arguments: Vec<String> = name.arguments.iter().map(|ty| ty.text(&reference)).collect();
        let class = match arguments.as_slice() {
            [] => name.class.clone(),
            arguments => format!("{}<{}>", name.class, arguments.join(", ")),
        };
        let mut remarks = name.remarks;
        if self.classes.made_up.contains(&id) {
            remarks.clear();
        }
        remarks.extend(self.classes.remarks.get(&id).into_iter().flatten().cloned());
        let mut contract = "plain";
        if name.contract_name.is_some() || name.contract_namespace.is_some() {
            contract = "dataContract";
        }
        let (mut doc, mut source, mut page_name) =
            (String::new(), crate::page::Provenance::default(), name.page);
        let mut is_enum = false;
        if let Some(ty) = self.registry.types.get(id) {
            doc.clone_from(&ty.doc);
            source.clone_from(&ty.source);
            is_enum = ty.is_enum();
            if ty.is_serializable && contract == "plain" {
                contract = "serializable";
            }
            remarks.extend(ty.conflicts.iter().map(|conflict| Remark::open(conflict.clone())));
            if source.location.is_empty()
                && let Some(page) = ty.pages.first()
            {
                source.location.clone_from(page);
            }
        }
        let mut json_text = None;
        let kind = if let Some(table) = self.code_enums.get(&id).cloned() {
            page_name = None;
            json_text = Some(true).filter(|text| *text != api.enums_text);
            remarks.retain(|remark| remark.confidence != Confidence::Open);
            remarks.push(Remark::inferred("the numbers are made up: only the codes stand on the wire"));
            enum_of_codes(&table)
        } else if is_enum {
            let (kind, more) = self.registry.types.get(id).map(enums::members).unwrap_or((
                TypeKind::Enum { members: Vec::new(), flags: false, underlying: None },
                Vec::new(),
            ));
            remarks.extend(more);
            json_text = self.json_text(id).filter(|text| *text != self.enums_text);
            kind
        } else {
            self.class(id, &mut contract, &mut remarks)
        };
        TypeDef {
            id,
            namespace: name.namespace,
            class,
            page: page_name,
            doc,
            contract,
            contract_name: name.contract_name,
            contract_namespace: name.contract_namespace,
            json_text,
            kind,
            source,
            remarks,
        }
    }

    fn class(&mut self, id: TypeId, contract: &mut &'static str, remarks: &mut Vec<Remark>) -> TypeKind {
        let facts = self.classes.own.get(&id).cloned().unwrap_or_default();
        let is_reference = self.registry.types.get(id).is_some_and(|ty| ty.is_reference);
        let is_serializable = *contract == "serializable";
        let mut members = Vec::new();
        let mut unknown = Vec::new();
        for fact in &facts {
            let resolved = match self.resolved.get(&(id, fact.key.clone())) {
                Some(resolved) => resolved.clone(),
                None => self.member_type(fact),
            };
            let member = self.member(fact, resolved, is_serializable, &mut unknown);
            if member.order.is_some() || member.contract_name.is_some() || !member.emit_default {
                *contract = "dataContract";
            }
            members.push(member);
        }
        if is_reference {
            *contract = "dataContract";
        }
        if facts.is_empty() && !self.classes.base.contains_key(&id) {
            remarks.push(Remark::open("neither a table nor a sample shows its members"));
        }
        if !unknown.is_empty() {
            remarks.push(Remark::open(format!(
                "no sample tells whether these take null: {}",
                unknown.join(", ")
            )));
        }
        let outcome = self.outcome(id, &members);
        TypeKind::Class(Class {
            base: self.classes.base.get(&id).copied(),
            members,
            is_reference,
            known: Vec::new(),
            outcome,
        })
    }

    fn member(
        &self,
        fact: &Fact,
        resolved: Resolved,
        is_serializable: bool,
        unknown: &mut Vec<String>,
    ) -> Member {
        let (name, mut contract_name) = wire_names(fact);
        if is_serializable {
            contract_name = None;
        }
        let mut remarks = fact.remarks.clone();
        if let Some(doubt) = resolved.doubt {
            remarks.push(Remark::open(doubt));
        }
        let (ty, nullable) = with_null(&resolved, fact.nullable, &name, unknown);
        let mut declared = contract_name.clone().unwrap_or_else(|| name.clone());
        if is_serializable {
            declared = format!("<{declared}>k__BackingField");
        }
        let from_row = || {
            let row = fact.row.as_ref().map(|row| row.name.clone()).filter(|row| !row.is_empty())?;
            (row != declared && !is_serializable).then(|| self.naming.apply(&row))
        };
        let json = match &fact.json {
            Some(json) if *json != self.naming.apply(&declared) => Some(json.clone()),
            Some(_) => None,
            None => from_row(),
        };
        let mut annotations =
            fact.row.as_ref().map(|row| annotations::read(&row.annotations)).unwrap_or_default();
        fit_annotations(&mut annotations, &ty, &mut remarks);
        let secret = fact.in_request && codes::is_secret(&name) && !matches!(ty, Ty::Type(_) | Ty::List(_));
        if secret {
            remarks.push(Remark::inferred("its name says that it is a secret"));
        }
        if fact.left_out {
            remarks.push(Remark::inferred(
                "samples leave it out: `EmitDefaultValue = false`, or it cannot be read",
            ));
        }
        Member {
            doc: fact.row.as_ref().map(|row| row.description.clone()).unwrap_or_default(),
            contract_name,
            order: fact.order,
            emit_default: !fact.left_out,
            json: json.filter(|_| fact.only != Some("xml")),
            json_order: fact.json_order.filter(|_| fact.only != Some("xml")),
            only: fact.only,
            field: fact.field,
            secret,
            name,
            ty,
            nullable,
            annotations,
            remarks,
        }
    }

    /// How a response tells success from failure.
    fn outcome(&self, id: TypeId, members: &[Member]) -> Option<Outcome> {
        let facts = self.classes.own.get(&id)?;
        let is_simple = |member: &&Member| {
            !matches!(member.ty, Ty::Type(_) | Ty::List(_) | Ty::Dictionary(..) | Ty::Pair(..))
        };
        let table = |member: &Member| {
            let fact = facts.iter().find(|fact| wire_names(fact).0 == member.name)?;
            codes::of_member(self.codes, fact).filter(|table| !codes::are_words(table))
        };
        let in_request = facts.iter().any(|fact| fact.in_request);
        let with_table =
            members.iter().filter(is_simple).find_map(|member| table(member).map(|table| (member, table)));
        let code = with_table.map(|(member, _)| member).or_else(|| {
            let is_answer = !in_request && (self.responses.contains(&id) || self.is_base_of_response(id));
            members.iter().filter(is_simple).find(|member| is_answer && codes::is_code(&member.name))
        })?;
        let message = members.iter().filter(is_simple).find(|member| codes::is_message(&member.name));
        let (success, codes) = match with_table {
            Some((_, table)) => {
                let is_text = matches!(code.ty, Ty::Clr(Clr::String));
                let literal = |code: String| if is_text { super::json::quoted(&code) } else { code };
                (codes::success(table).into_iter().map(literal).collect(), table.rows.clone())
            }
            None => (Vec::new(), Vec::new()),
        };
        let remark = if success.is_empty() {
            Remark::open("the page does not say which codes mean success")
        } else {
            Remark::inferred("the meaning of these codes is success")
        };
        Some(Outcome {
            code: code.name.clone(),
            success,
            message: message.map(|m| m.name.clone()),
            codes,
            remark,
        })
    }

    fn is_base_of_response(&self, id: TypeId) -> bool {
        self.responses.iter().any(|response| {
            let mut current = *response;
            for _ in 0..16 {
                match self.classes.base.get(&current) {
                    Some(base) if *base == id => return true,
                    Some(base) => current = *base,
                    None => return false,
                }
            }
            false
        })
    }

    /// Credentials that stand in a body: a class of which some members are secrets.
    fn secrets_of_body(&self, api: &mut Api) {
        let path = api.endpoints.iter().find_map(|endpoint| match &endpoint.body {
            Some((Ty::Type(id), _)) => path_to_secrets(&api.types, *id, &mut Vec::new()),
            _ => None,
        });
        if let Some(path) = path {
            api.authentication = Authentication::Body(path);
        }
    }
}

/// The path of the member called `credentials` (or the like) whose class has secrets.
fn path_to_secrets(types: &[TypeDef], id: TypeId, path: &mut Vec<TypeId>) -> Option<String> {
    const NAMES: &[&str] = &["credentials", "credential", "authentication", "auth", "login"];
    if path.contains(&id) || path.len() > 8 {
        return None;
    }
    path.push(id);
    let class = types.iter().find(|def| def.id == id).and_then(|def| match &def.kind {
        TypeKind::Class(class) => Some(class),
        TypeKind::Enum { .. } => None,
    })?;
    for member in &class.members {
        let Ty::Type(inner) = member.ty else { continue };
        let has_secrets = types.iter().find(|def| def.id == inner).is_some_and(|def| match &def.kind {
            TypeKind::Class(class) => class.members.iter().any(|member| member.secret),
            TypeKind::Enum { .. } => false,
        });
        if has_secrets && NAMES.contains(&member.name.to_lowercase().as_str()) {
            return Some(member.name.clone());
        }
        if let Some(rest) = path_to_secrets(types, inner, path) {
            return Some(format!("{}.{rest}", member.name));
        }
    }
    None
}

/// `DataContractSerializer` refuses a contract on a plain base class.
fn contracts_of_bases(defs: &mut [TypeDef]) {
    loop {
        let needed: Vec<TypeId> = defs
            .iter()
            .filter(|def| def.contract == "dataContract")
            .filter_map(|def| match &def.kind {
                TypeKind::Class(class) => class.base,
                TypeKind::Enum { .. } => None,
            })
            .collect();
        let Some(def) = defs.iter_mut().find(|def| def.contract == "plain" && needed.contains(&def.id))
        else {
            return;
        };
        def.contract = "dataContract";
        def.remarks
            .push(Remark::inferred("a class derived from it is a data contract, so it must be one too"));
    }
}

/// A name for messages and type arguments.
fn plain_name(registry: &Registry, id: TypeId, xml: bool) -> String {
    let name = clr::name(registry, id, xml);
    name.class.rsplit('+').next().unwrap_or(&name.class).to_owned()
}

/// The member's CLR name, and `DataMember(Name)` where XML has another.
fn wire_names(fact: &Fact) -> (String, Option<String>) {
    let name = fact.clr_name();
    let own = if is_identifier(&name) { name.clone() } else { pascal(&name) };
    let xml = fact.xml.as_deref().filter(|xml| super::xml::backing_field(&super::xml::decode(xml)).is_none());
    let contract_name = match xml {
        Some(xml) if *xml == encode_name(&own) => None,
        Some(xml) => Some(super::xml::decode(xml)),
        None => None,
    };
    (own, contract_name)
}

/// The type with what is known about null. What nothing tells of value types is left to the page's word where there is
/// one, as then the member is left out when it is empty, which is right either way.
fn with_null(
    resolved: &Resolved,
    nullable: Nullable,
    name: &str,
    unknown: &mut Vec<String>,
) -> (Ty, Option<bool>) {
    let ty = resolved.ty.clone();
    if !resolved.is_value_type {
        return (ty, None);
    }
    match (nullable, &ty) {
        (Nullable::Takes, _) => (ty.nullable(), None),
        (Nullable::Never, Ty::Word(_)) => (ty, Some(false)),
        (Nullable::Never, _) => (ty, None),
        (Nullable::Unknown, Ty::Pair(..)) => (ty, None),
        (Nullable::Unknown, _) => {
            unknown.push(format!("`{name}`"));
            match &ty {
                Ty::Clr(clr) => (word_of(*clr).map_or_else(|| ty.clone().nullable(), Ty::Word), None),
                Ty::Word(_) => (ty, None),
                _ => (ty.nullable(), None),
            }
        }
    }
}

/// The page's word that is read as this type.
fn word_of(clr: Clr) -> Option<SpecWord> {
    SpecWord::ALL
        .into_iter()
        .find(|word| word.clr() == clr && !matches!(word, SpecWord::Integer | SpecWord::UnsignedInteger))
}

/// Takes out what does not fit the type: the spec would be refused.
fn fit_annotations(annotations: &mut Annotations, ty: &Ty, remarks: &mut Vec<Remark>) {
    let has_length =
        matches!(ty, Ty::Clr(Clr::String | Clr::Bytes | Clr::Object) | Ty::List(_) | Ty::Dictionary(..));
    let is_text = matches!(ty, Ty::Clr(Clr::String));
    let mut misfit = |what: &str| {
        remarks.push(Remark::open(format!("the page has {what} here, which does not fit the type")))
    };
    if !has_length {
        if annotations.min_length.take().is_some()
            | annotations.max_length.take().is_some()
            | annotations.length.take().is_some()
        {
            misfit("a length");
        }
    } else if annotations.min_length > annotations.max_length && annotations.max_length.is_some() {
        annotations.min_length = None;
        misfit("a smallest length above the greatest");
    }
    if annotations.length.is_some_and(|(min, max)| min > max) {
        annotations.length = None;
        misfit("a smallest length above the greatest");
    }
    if !is_text && annotations.pattern.take().is_some() {
        misfit("a pattern");
    }
    if let Some((low, high)) = &annotations.range
        && let (Ok(low), Ok(high)) = (low.parse::<f64>(), high.parse::<f64>())
        && low > high
    {
        annotations.range = None;
        misfit("a range without values");
    }
    remarks.extend(annotations.others.iter().map(|other| Remark::open(format!("the page says: {other}"))));
}

fn enum_of_codes(table: &CodeTable) -> TypeKind {
    let mut members: Vec<EnumMember> = Vec::new();
    for (value, (code, meaning)) in (0..).zip(&table.rows) {
        let word =
            meaning.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or(code);
        let mut name = pascal(word);
        if members.iter().any(|member| member.name == name) {
            name = pascal(code);
        }
        members.push(EnumMember {
            contract_name: (name != *code).then(|| code.clone()),
            name,
            value,
            doc: meaning.clone(),
        });
    }
    TypeKind::Enum { members, flags: false, underlying: None }
}

/// Whether a text means a type of its own, and not a built-in one.
pub(crate) fn means_named(text: &str) -> bool {
    TypeExpr::parse(text, 0).is_ok_and(|ty| matches!(ty.kind, TypeExprKind::Named(_)))
}
