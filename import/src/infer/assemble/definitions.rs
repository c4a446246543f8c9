//! Types as they are declared.

use std::collections::{BTreeSet, HashMap, HashSet};

use datacontract::contract::{Naming, Serializer};
use datacontract_codegen::spec::{JsonEnums, remarks::doubts};

use super::{class_remarks, one_cause, types::Types, wire_names::NamingOfClass};
use crate::{
    infer::{
        classes::{
            clr::{self, ClrName},
            enums,
        },
        members::facts::Fact,
        model::{
            Api, Class, Confidence, EnumMember, Member, OpenBehindCut, OwnList, Remark, TAKES_NULL, Topic,
            Ty, TypeDef, TypeId, TypeKind, TypeXml, UNUSED, full_name,
        },
        references::{self, means_named},
        samples::{
            elements,
            xml::{backing_field, decode},
        },
        settings::naming,
        types::each::{Placeholder, Reference, Type},
        wording::{plain_names::pascal, words::is_identifier},
        xml_serializer::attributes,
    },
    page::{CodeTable, NameEnd, Provenance},
};

/// What is advised where a type may be called otherwise.
const RENAME: &str = "rename the entry, and what refers to it, as the service's class is called";

/// Which members of a class XML shows as fields behind properties.
enum ShownFields {
    None,
    All,
    /// All but these, before which the sample ends.
    AllBut(Vec<String>),
}

impl ShownFields {
    fn remark(self) -> Option<Remark> {
        const TAKEN: &str =
            "the XML sample is cut off before these: they are taken for fields, as those before them are";
        let Self::AllBut(members) = self else { return None };
        Some(Remark::inferred(TAKEN).of_members(members))
    }
}

impl Types<'_> {
    /// Returns what `XmlSerializer` calls the items of a list of this type, where that is known.
    pub(super) fn name_for_xml_serializer(&self, ty: &Ty) -> Option<String> {
        match ty {
            Ty::Clr(clr) => elements::element_of_xml_serializer(*clr).map(str::to_owned),
            Ty::Word(word) => elements::element_of_xml_serializer(word.clr()).map(str::to_owned),
            Ty::Nullable(inner) => self.name_for_xml_serializer(inner),
            Ty::Type(id) => {
                let name = clr::name(self.registry, *id, self.has_contract_in_xml(*id));
                let ty = self.registry.types.get(*id).filter(|_| name.arguments.is_empty())?;
                Some(attributes::name_of_type(ty, own_name(&name.class)))
            }
            Ty::List(_)
            | Ty::Array(_)
            | Ty::Dictionary(..)
            | Ty::Pair(..)
            | Ty::Tuple(_)
            | Ty::ReadOnly(_) => None,
        }
    }

    pub(super) fn definitions(&mut self, api: &mut Api) -> Vec<TypeDef> {
        let mut defs: Vec<TypeDef> = Vec::new();
        let mut order = Vec::new();
        let mut placed = HashSet::new();
        for id in self.order.clone() {
            let mut chain = Vec::new();
            let mut next = Some(id);
            while let Some(id) = next.filter(|id| placed.insert(*id)) {
                chain.push(id);
                next = self.classes.base.get(&id).copied();
            }
            order.extend(chain.into_iter().rev());
        }
        for id in order {
            defs.push(self.definition(id, api));
        }
        self.grant_wishes(&mut defs);
        // Two types with arguments are one only if these are.
        let is_named = |def: &TypeDef| {
            self.registry.types.get(def.id).is_some_and(|ty| ty.page.is_some() || ty.contract.is_some())
        };
        // A name that pages or contracts give is never another type's for want of one.
        let own = defs.iter_mut().filter(|def| !self.arguments.contains_key(&def.id));
        let (named, others): (Vec<_>, Vec<_>) = own.partition(|def| is_named(def));
        unique(named.into_iter().chain(others));
        references::add_arguments(&mut defs, &self.arguments);
        contracts_of_bases(&mut defs);
        one_cause::tell_once(&mut defs);
        let places: HashMap<TypeId, usize> =
            defs.iter().enumerate().map(|(place, def)| (def.id, place)).collect();
        for id in 0..self.registry.types.len() {
            let derives = self.registry.types.get(id).and_then(|ty| ty.derives);
            let base = derives.filter(|_| places.contains_key(&id)).and_then(|base| places.get(&base));
            if let Some(TypeDef { kind: TypeKind::Class(class), xml, .. }) =
                base.and_then(|base| defs.get_mut(*base))
            {
                match self.serializer {
                    Serializer::XmlSerializer => xml.includes.push(id),
                    Serializer::DataContractSerializer => class.known.push(id),
                }
            }
        }
        defs
    }

    /// Types whose names are made up may be called as others in other namespaces are.
    fn grant_wishes(&self, defs: &mut [TypeDef]) {
        let mut taken: HashSet<String> = defs.iter().map(TypeDef::full_name).collect();
        for def in defs.iter_mut().filter(|def| !def.namespace.is_empty()) {
            let ty =
                self.registry.types.get(def.id).filter(|ty| ty.contract.is_none() && ty.made_up == def.class);
            let Some(wished) = ty.and_then(|ty| ty.wished.as_ref()) else { continue };
            if taken.insert(full_name(&def.namespace, wished)) {
                def.class.clone_from(wished);
            }
        }
    }

    pub(super) fn definition(&mut self, id: TypeId, api: &mut Api) -> TypeDef {
        // Samples of an endpoint that uses a type would show its namespace.
        let is_missed =
            self.has_contract_in_xml(id) && !self.unused.contains(&id) && !self.hides_namespace(id);
        let mut name = clr::name(self.registry, id, is_missed);
        if self.lists.contains_key(&id) {
            self.name_list(id, &mut name);
        }
        if !name.arguments.is_empty() {
            self.arguments.insert(id, name.arguments.clone());
        }
        let mut remarks = name.remarks;
        let begins_otherwise = self.begins_otherwise(id, &name.class);
        remarks.extend(match begins_otherwise {
            Some(remark) => Some(remark),
            None => self.made_up(id, &name.class, name.is_made_up),
        });
        if self.registry.types.get(id).is_some_and(|ty| ty.page_end == NameEnd::Open && ty.contract.is_none())
        {
            remarks.push(Remark::open("the page ends with its name, which may be longer").advise(RENAME));
        }
        if self.classes.made_up.contains(&id) {
            remarks.clear();
        }
        remarks.extend(self.classes.remarks.get(&id).into_iter().flatten().cloned());
        if self.unused.contains(&id) {
            remarks.push(
                Remark::open(UNUSED)
                    .advise("import the pages of the endpoints that use it as well, or delete it"),
            );
        }
        let mut json_assembly = None;
        if let Some(class) = self.registry.types.get(id).and_then(|ty| ty.clr.as_ref()) {
            let assembly = class.simple_assembly();
            remarks.push(Remark::inferred(format!(
                "JSON says its class as `$type`; the assembly is `{assembly}`"
            )));
            json_assembly =
                Some(&class.assembly).filter(|assembly| self.assembly != Some(assembly.as_str())).cloned();
        }
        let fields = self.fields(id);
        let mut contract = if matches!(fields, ShownFields::None) { "plain" } else { "serializable" };
        remarks.extend(fields.remark());
        if name.contract_name.is_some() || name.contract_namespace.is_some() {
            contract = "dataContract";
        }
        let (mut doc, mut source, mut page_name) =
            (String::new(), Provenance::default(), name.page.filter(|page| !page.trim().is_empty()));
        let mut is_enum = false;
        if let Some(ty) = self.registry.types.get(id) {
            if let Some(full) = &ty.page {
                remarks.extend(self.registry.short_names(full).map(|short| {
                    Remark::inferred(format!(
                        "`{short}` is taken to be `{full}`: what the pages show of the two is the same"
                    ))
                }));
            }
            doc.clone_from(&ty.doc);
            source.clone_from(&ty.source);
            is_enum = ty.is_enum();
            remarks.extend(ty.placeholder.map(of_placeholder));
            remarks.extend(ty.conflicts.iter().map(|conflict| Remark::open(conflict.clone())));
            if source.location.is_empty()
                && let Some(page) = ty.pages.first()
            {
                source.location.clone_from(page);
            }
        }
        let xml = self.type_xml(id, &name.class, &name.arguments);
        let mut json_enums = None;
        let kind = if let Some(table) = self.code_enums.get(&id).cloned() {
            page_name = None;
            json_enums = Some(JsonEnums::Text).filter(|enums| *enums != api.enums);
            remarks.retain(|remark| remark.confidence != Confidence::Open);
            remarks.push(Remark::inferred("the numbers are made up: only the codes stand on the wire"));
            enum_of_codes(&table)
        } else if is_enum {
            let (kind, more) = self.enumeration(id);
            remarks.extend(more);
            json_enums = self.json_enums(id).and_then(|shown| shown.unlike(self.enums));
            kind
        } else if let Some(item) = self.lists.get(&id).cloned() {
            TypeKind::List(OwnList { item_name: self.item_name(id, &item), item })
        } else {
            self.class(id, &mut contract, &mut remarks)
        };
        TypeDef {
            id,
            namespace: name.namespace,
            class: name.class,
            page: page_name,
            doc,
            contract,
            contract_name: name.contract_name,
            contract_namespace: name.contract_namespace,
            json_enums,
            json_assembly,
            xml,
            kind,
            source,
            remarks,
        }
    }

    /// Returns the remark on a name that is none of XML's: there a sample is cut off in the root's name, which begins
    /// with something else.
    fn begins_otherwise(&self, id: TypeId, class: &str) -> Option<Remark> {
        let ty = self.registry.types.get(id).filter(|ty| ty.contract.is_none())?;
        let cut = ty.cut_contract.as_ref().filter(|cut| cut.name_end == NameEnd::Open)?;
        // The last character may be one of half an escape.
        let start = decode(cut.name.split("_x").next().unwrap_or_default());
        (!class.starts_with(&start)).then(|| {
            let text = format!("XML calls it `{}…`: the page ends in its name", cut.name);
            Remark::open(text).advise(RENAME)
        })
    }

    /// Returns the remark on a name that is made up, unless elements in XML are named after the type.
    fn made_up(&self, id: TypeId, class: &str, is_made_up: bool) -> Option<Remark> {
        let is_shown = self.registry.types.get(id).is_some_and(|ty| ty.serialized.is_named());
        let needed = self.has_xml && self.named_in_xml.contains(&id);
        (is_made_up && !is_shown).then(|| {
            Remark::inferred(if needed {
                format!("the name is made up: no page shows it, and XML needs it (`<{class}>`)")
            } else {
                "the name is made up; it never stands on the wire".to_owned()
            })
        })
    }

    /// Says of a list with a class of its own that its contract has a name: without one it would be called after its
    /// items.
    fn name_list(&self, id: TypeId, name: &mut ClrName) {
        name.is_made_up = false;
        name.remarks.push(Remark::inferred(
            "XML calls the list so, in place of `ArrayOf…`: it has a class of its own, which is taken to be called \
             so too",
        ));
        if let Some((_, contract)) = self.registry.types.get(id).and_then(|ty| ty.contract.as_ref()) {
            name.contract_name.get_or_insert_with(|| decode(contract));
        }
    }

    /// Returns what a list with a contract of its own calls its items, where they are not called as their type.
    fn item_name(&self, id: TypeId, item: &Ty) -> Option<String> {
        let mut items = self.registry.types.get(id)?.items.iter();
        let shown = items.find(|slot| !slot.is_of_xml_serializer()).and_then(|slot| slot.element.as_ref())?;
        let name = match item {
            Ty::Type(id) => self.registry.types.get(*id)?.contract.as_ref()?.1.clone(),
            Ty::Clr(clr) => elements::element(*clr)?.to_owned(),
            Ty::Word(word) => elements::element(word.clr())?.to_owned(),
            _ => return None,
        };
        (shown.1 != name).then(|| decode(&shown.1))
    }

    /// Returns an enum's members, with what is not certain about them.
    fn enumeration(&self, id: TypeId) -> (TypeKind, Vec<Remark>) {
        let none = TypeKind::Enum { members: Vec::new(), flags: false, underlying: None };
        let Some(ty) = self.registry.types.get(id) else { return (none, Vec::new()) };
        let (mut kind, mut remarks) = enums::members(ty);
        if let (TypeKind::Enum { members, .. }, Serializer::XmlSerializer) = (&mut kind, self.serializer) {
            let before = members.len();
            attributes::of_enum(ty, members);
            if members.len() > before {
                let text = "XML has the number itself: the name of its member is made up";
                remarks.push(Remark::inferred(text));
            }
        }
        (kind, remarks)
    }

    /// Returns what the attributes of `XmlSerializer` say of a class. What it calls a generic one follows
    /// from the arguments.
    fn type_xml(&self, id: TypeId, class: &str, arguments: &[Ty]) -> TypeXml {
        let ty = self.registry.types.get(id).filter(|_| arguments.is_empty());
        ty.map(|ty| attributes::of_type(ty, own_name(class))).unwrap_or_default()
    }

    /// Returns what shows that the members that are a class's own, not its bases', are fields behind properties: no
    /// other class has such names.
    fn fields(&self, id: TypeId) -> ShownFields {
        let own = self.classes.own.get(&id).map_or(&[][..], Vec::as_slice);
        let is_field = |fact: &Fact| {
            fact.xml.as_deref().is_some_and(|name| backing_field(&decode(name)).is_some())
                || fact.node().is_some() && fact.json.as_deref().and_then(backing_field).is_some()
        };
        let is_cut_off = |fact: &&Fact| fact.xml.is_none() && fact.only.is_none() && fact.json.is_some();
        if !own.iter().any(is_field) {
            return ShownFields::None;
        }
        let cut_off: Vec<String> = own.iter().filter(is_cut_off).map(Fact::clr_name).collect();
        if cut_off.is_empty() { ShownFields::All } else { ShownFields::AllBut(cut_off) }
    }

    /// Returns whether XML never has the namespace of a type: that of an enum stands in roots and items alone.
    fn hides_namespace(&self, id: TypeId) -> bool {
        self.registry.types.get(id).is_some_and(Type::is_enum) && !self.named_in_xml.contains(&id)
    }

    pub(super) fn class(
        &mut self,
        id: TypeId,
        contract: &mut &'static str,
        remarks: &mut Vec<Remark>,
    ) -> TypeKind {
        let facts = self.classes.own.get(&id).cloned().unwrap_or_default();
        let ty = self.registry.types.get(id);
        let reference = ty.map(|ty| ty.reference).unwrap_or_default();
        let is_reference =
            matches!(reference, Reference::Shown | Reference::ShownInJson | Reference::Inferred);
        remarks.extend(class_remarks::of_identity(reference));
        let is_serializable = *contract == "serializable";
        let mut members = Vec::new();
        let mut unknown = Vec::new();
        let naming = NamingOfClass::of(&facts, self.naming.setting());
        remarks.extend(naming.own.map(|(_, why)| Remark::inferred(why)));
        if naming.of_json_alone != Naming::AsDeclared {
            let is_told = |remark: &Remark| {
                matches!(remark.topic, Topic::BehindCut(_, OpenBehindCut::NamesOfJsonAlone))
            };
            remarks.retain(|remark| !is_told(remark));
        }
        for fact in &facts {
            let resolved = match self.resolved.get(&(id, fact.key.clone())) {
                Some(resolved) => resolved.clone(),
                None => self.member_type(id, fact),
            };
            let member = self.member(fact, &resolved, is_serializable, naming, &mut unknown);
            if member.order.is_some() || member.contract_name.is_some() || !member.emit_default {
                *contract = "dataContract";
            }
            members.push(member);
        }
        class_remarks::name_members(remarks, &facts, &members);
        remarks.extend(class_remarks::of_names(&facts, &members, naming, self.naming));
        unique_members(&mut members, remarks);
        if is_reference {
            *contract = "dataContract";
        }
        if let Some(ty) = self.registry.types.get(id) {
            let has_base = self.classes.base.contains_key(&id);
            remarks.extend(class_remarks::of_extent(ty, &facts, has_base));
            remarks.extend(class_remarks::of_json_alone(ty, &facts, naming, self.names_in_xml));
        }
        // Samples of an endpoint that uses it would show it, unless a page without its heading has some.
        let has_samples = self.registry.types.get(id).is_some_and(|ty| !ty.seen.is_empty());
        if !unknown.is_empty() && (has_samples || !self.unused.contains(&id)) {
            remarks.push(
                Remark::open(doubts::NULL)
                    .of_members(unknown)
                    .advise(TAKES_NULL)
                    .decided_by(&["type", "nullable"]),
            );
        }
        let outcome = self.outcome(id, &members).map(Box::new);
        TypeKind::Class(Class {
            base: self.classes.base.get(&id).copied(),
            members,
            is_reference,
            known: Vec::new(),
            outcome,
            json_naming: naming.own.and_then(|(own, _)| naming::key(own)),
        })
    }
}

/// Returns the remark on a class of which nothing is shown but its namespace.
fn of_placeholder(shown: Placeholder) -> Remark {
    let text = match shown {
        Placeholder::Null => {
            "only null is shown, and the namespace: it may be any class of it, or a list of such a class"
        }
        Placeholder::StartTag => {
            "the page ends behind its start tag, which shows the namespace: it may be any class of it, or a list of such \
             a class"
        }
        Placeholder::EmptyList => {
            "only an empty list of it is shown, and the namespace: it may be any class of it, or an enum"
        }
    };
    Remark::open(text).advise("name it as the service does, and write its members")
}

/// Returns a class's name without those of the classes around it.
fn own_name(class: &str) -> &str {
    class.rsplit('+').next().unwrap_or_default()
}

/// Two types that would have one name: the later ones get a number. Made-up names alone can meet.
fn unique<'a>(defs: impl Iterator<Item = &'a mut TypeDef>) {
    let mut taken = BTreeSet::new();
    // Of each name that is taken: the next number that may be free.
    let mut numbers: HashMap<String, usize> = HashMap::new();
    for def in defs {
        if def.namespace.is_empty() && !means_named(&def.class) && is_identifier(&def.class) {
            def.remarks
                .push(Remark::open(format!("`{}` is the name of a built-in type", def.class)).advise(RENAME));
            def.class = format!("{}Model", pascal(&def.class));
        }
        let own = def.class.clone();
        let full = full_name(&def.namespace, &own);
        if !taken.insert(full.clone()) {
            let number = numbers.entry(full).or_insert(2);
            loop {
                def.class = format!("{own}{number}");
                *number += 1;
                if taken.insert(def.full_name()) {
                    break;
                }
            }
        }
        if def.class != own {
            def.remarks.push(Remark::open(format!("another type is called `{own}` already")).advise(RENAME));
        }
    }
}

/// Members of one name, in C# or on the wire, cannot be in one class: the first one counts.
fn unique_members(members: &mut Vec<Member>, remarks: &mut Vec<Remark>) {
    let mut taken: BTreeSet<(&str, String)> = BTreeSet::new();
    let mut lost = Vec::new();
    members.retain(|member| {
        let xml = member.contract_name.clone().unwrap_or_else(|| member.name.clone());
        let json = member.json.clone().unwrap_or_else(|| xml.clone());
        let mut names = vec![("name", member.name.clone())];
        if member.only != Some("json") {
            names.push(("xml", xml));
        }
        if member.only != Some("xml") {
            names.push(("json", json));
        }
        let is_free =
            names.iter().all(|name| !taken.contains(name)) && names.iter().all(|(_, name)| !name.is_empty());
        if is_free {
            taken.extend(names);
        } else {
            lost.push(format!("`{}`", member.name));
        }
        is_free
    });
    if !lost.is_empty() {
        remarks.push(Remark::open(format!(
            "more than one member is called so, and one of each is left out: {}",
            lost.join(", ")
        )));
    }
}

/// `DataContractSerializer` refuses a contract on a plain base class.
fn contracts_of_bases(defs: &mut [TypeDef]) {
    let places: HashMap<TypeId, usize> =
        defs.iter().enumerate().map(|(place, def)| (def.id, place)).collect();
    let base_of = |def: &TypeDef| match &def.kind {
        TypeKind::Class(class) => class.base.and_then(|base| places.get(&base).copied()),
        TypeKind::Enum { .. } | TypeKind::List(_) => None,
    };
    for place in 0..defs.len() {
        let mut next = defs.get(place).filter(|def| def.contract == "dataContract").and_then(base_of);
        while let Some(def) = next.and_then(|base| defs.get_mut(base)).filter(|def| def.contract == "plain") {
            def.contract = "dataContract";
            def.remarks
                .push(Remark::inferred("a class derived from it is a data contract, so it must be one too"));
            next = base_of(def);
        }
    }
}

fn enum_of_codes(table: &CodeTable) -> TypeKind {
    let mut members: Vec<EnumMember> = Vec::new();
    let mut names = HashSet::new();
    for (value, (code, meaning)) in (0..).zip(&table.rows) {
        let word =
            meaning.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or(code);
        let mut name = pascal(word);
        if names.contains(&name) {
            name = pascal(code);
        }
        names.insert(name.clone());
        members.push(EnumMember {
            contract_name: (name != *code).then(|| code.clone()),
            xml_name: None,
            name,
            value,
            doc: meaning.clone(),
        });
    }
    TypeKind::Enum { members, flags: false, underlying: None }
}
