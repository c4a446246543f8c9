//! Lists, dictionaries and pairs.

use std::borrow::Cow;

use datacontract::contract::ARRAYS;

use super::{
    Lack, Lost, Open, ValueContext, Walk,
    looks::{Identity, built_in_names, class_of, contents_of, contract_of_value, key_value, note_page},
    unlike_items,
};
use crate::{
    clr_name::{AssemblyQualifiedName, by_class},
    infer::{
        makers::hand::SampleMaker,
        model::TypeId,
        pairing::by_name::loosely,
        samples::{elements, json::Json, xml::Element},
        types::{
            each::{CutContract, Known, Placeholder},
            seen::{Formats, Kind, Slot},
        },
        wording::{
            plain_names::singular,
            words::{PageType, Word},
        },
        xml_serializer::nodes,
    },
    page::NameEnd,
};

/// The engine makes two; more say nothing more.
const ITEMS: usize = 2;

/// Returns whether the items of a list are objects of the same members.
fn are_alike(values: &[Json]) -> bool {
    let names = |value: &Json| match value {
        Json::Object(object) => Some(object.members.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>()),
        _ => None,
    };
    let mut all = values.iter().take(ITEMS).map(names);
    let first = all.next().flatten();
    first.is_some() && all.all(|other| other == first)
}

/// Returns what a page's type is in samples: a list of an interface is one of objects, which an empty list of a class
/// does not look like.
pub(super) fn as_in_samples<'p>(
    page: &'p PageType,
    json: Option<&Json>,
    xml: Option<&Element>,
) -> Cow<'p, PageType> {
    let has_items = matches!(json, Some(Json::Array(array)) if !array.items.is_empty());
    let is_of_objects = |xml: &Element| {
        !xml.is_cut && xml.children.is_empty() && xml.declared.first().is_some_and(|of| of == ARRAYS)
    };
    match page {
        PageType::List(item)
            if matches!(**item, PageType::Named(_)) && !has_items && xml.is_some_and(is_of_objects) =>
        {
            Cow::Owned(PageType::List(Box::new(PageType::Word(Word::Object))))
        }
        page => Cow::Borrowed(page),
    }
}

/// Returns whether what a page calls a list of objects is any JSON, as pages call Json.NET's `JObject` and all that can
/// be gone through: JSON has an object, or null where the engine would have filled a list.
pub(super) fn is_any_json(
    page: &PageType,
    json: Option<&Json>,
    xml: Option<&Element>,
    context: ValueContext<'_>,
    slot: &Slot,
) -> bool {
    let is_not_filled = || slot.is_engines && xml.is_none() && context.lack == Lack::Open;
    page.is_list_of_objects()
        && match json {
            Some(Json::Object(_)) => true,
            Some(Json::Null) => is_not_filled(),
            _ => false,
        }
}

/// Returns whether a root is called otherwise than a list of .NET's: then the list has a class of its own, which
/// is called so. `open` is how much of the root is cut off: then it may have no item yet.
fn is_root_of_own_list(json: Option<&Json>, root: &Element, open: usize) -> bool {
    let are_items = match root.children.as_slice() {
        [] => open > 0 && root.text.is_empty() && !root.nil,
        [first, others @ ..] => {
            first.namespace != ARRAYS
                && others.iter().all(|other| other.name == first.name && other.namespace == first.namespace)
        }
    };
    are_items
        && matches!(json, None | Some(Json::Array(_)))
        && !root.name.starts_with("ArrayOf")
        && root.namespace != ARRAYS
}

/// Returns whether the items of a list are no objects of `object` itself, which have nothing in them.
fn shows_items(json: Option<&Json>, xml: Option<&Element>) -> bool {
    let in_json = match json {
        Some(Json::Array(array)) => array.items.iter().any(|item| match item {
            Json::Object(object) => !object.says_nothing(),
            item => *item != Json::Null,
        }),
        _ => false,
    };
    let in_xml = || {
        let children = xml.map_or(&[][..], |xml| xml.children.as_slice());
        children.iter().any(|child| child.instance.is_none() && !child.children.is_empty())
    };
    in_json || (json.is_none() && in_xml())
}

impl Walk<'_> {
    /// A list, or a class that is one.
    pub(super) fn list(
        &mut self,
        item: &PageType,
        json: Option<&Json>,
        xml: Option<&Element>,
        context: ValueContext<'_>,
    ) -> Kind {
        // Pages call the items of a class that is a list objects, whatever they are.
        let item = if *item == PageType::Word(Word::Object) && shows_items(json, xml) {
            &PageType::Unknown
        } else {
            item
        };
        let root = xml.filter(|root| context.depth == 0 && is_root_of_own_list(json, root, context.open.xml));
        let list = self.plain_list(item, json, xml, context);
        let (Some(root), Kind::List(items)) = (root, &list) else { return list };
        let id = self.own_list(root, context);
        if let Some(ty) = self.registry.get_mut(id) {
            note_page(&mut ty.pages, self.page);
            for item in items {
                ty.add_item(item.clone());
            }
        }
        Kind::Type(id)
    }

    fn plain_list(
        &mut self,
        item: &PageType,
        json: Option<&Json>,
        xml: Option<&Element>,
        context: ValueContext<'_>,
    ) -> Kind {
        let values = match json {
            Some(Json::Array(array)) => array.items.as_slice(),
            _ => &[],
        };
        let part = class_of(json).and_then(|class| class.parts().into_iter().next());
        let children = self.children(xml, nodes::of_list);
        let children = children.as_ref();
        let list = context;
        let scope = self.enter(&context, xml);
        let context =
            ValueContext { named: true, contract: None, scope: &scope, depth: context.depth + 1, ..context };
        // An empty list that declares no namespace has items of the class's own.
        let is_end_of_graph = context.open == Open::default()
            && xml.is_some_and(|xml| !xml.nil && xml.declared.is_empty() && xml.children.is_empty());
        if *item == PageType::Unknown
            && values.is_empty()
            && is_end_of_graph
            && !self.is_xml_serializer()
            && let (Some(within), Some(list)) = (context.within, xml)
        {
            let kind = self.item_of_own_namespace(within, &list.namespace, context);
            return match kind {
                kind @ Kind::Type(_) => Kind::List(vec![Slot { kind, ..Slot::default() }]),
                list => list,
            };
        }
        let singular = singular(context.name);
        // Where there is no item, the element of the list itself shows their namespace.
        let shown = xml.filter(|_| children.is_empty()).and_then(|xml| self.namespace_shown(xml, list));
        if let (PageType::Unknown, Some((Known::Declared, namespace)), true) =
            (item, &shown, values.is_empty())
            && context.open == Open::default()
        {
            let context = ValueContext { name: &singular, ..context };
            return match self.placeholder(namespace, Placeholder::EmptyList, context) {
                kind @ Kind::Type(_) => Kind::List(vec![Slot { kind, ..Slot::default() }]),
                list => list,
            };
        }
        let lack = match xml {
            Some(_) if context.open.xml == 0 => Lack::Shown,
            Some(_) => Lack::Open,
            None => context.lack,
        };
        let context = ValueContext {
            items: shown.as_ref().map(|(known, namespace)| (*known, namespace.as_str())),
            lack,
            ..context
        };
        // Items that XML does not show, be it for a cut, are of the class of the one that it does.
        let shows_name = |child: &&Element| !child.children.is_empty() || child.is_cut;
        let first = children.first().filter(shows_name).filter(|_| are_alike(values));
        let of_first = first.map(|child| (child.namespace.as_str(), child.name.as_str()));
        let count = values.len().max(children.len()).clamp(1, ITEMS);
        let items: Vec<Slot> = (0..count)
            .map(|place| {
                let open = context
                    .open
                    .of_part(Formats { json: place + 1 == values.len(), xml: place + 1 == children.len() });
                let contract = of_first.filter(|_| children.get(place).is_none());
                let context = ValueContext { name: &singular, open, contract, ..context };
                let slot = self.slot(item, values.get(place), children.get(place), context);
                self.with_class(slot, part.as_ref())
            })
            .collect();
        self.note_lacking(&items, values, context.open.json);
        if let (Some(list), [first, ..], []) = (xml, items.as_slice(), children) {
            self.note_begun_item(first, list);
        }
        Kind::List(items)
    }

    /// Keeps how the name of a list's items begins in XML, where a sample is cut off in the tag of the first
    /// one.
    fn note_begun_item(&mut self, item: &Slot, list: &Element) {
        let (Kind::Type(id), Some(begun)) = (&item.kind, &list.begun_child) else { return };
        let namespace = list.declared.first().unwrap_or(&list.namespace).clone();
        if let Some(ty) = self.registry.get_mut(*id) {
            let name = begun.clone();
            ty.cut_contract.get_or_insert(CutContract { name, name_end: NameEnd::Open, namespace });
        }
    }

    /// Notes which members items of a list lack that others have, where a person or the service's own values show them:
    /// the engine makes each item of all members. `open` tells whether the page may end in the last item.
    fn note_lacking(&mut self, items: &[Slot], values: &[Json], open: usize) {
        let class_of = |item: &Slot| if let Kind::Type(id) = item.kind { Some(id) } else { None };
        let mut classes = items.iter().filter_map(class_of);
        let Some(id) = classes.next().filter(|_| self.maker == SampleMaker::Person) else { return };
        // Those of another class have other members.
        if classes.all(|other| other == id)
            && let Some(ty) = self.registry.get_mut(id)
        {
            let whole = if open == 0 { values.len() } else { values.len().saturating_sub(1) };
            let lacking = unlike_items::lacking(values, whole);
            ty.lacking_in_items.extend(lacking.into_iter().map(str::to_owned));
        }
    }

    /// Returns the class of the items of an empty list whose namespace is that of the class around it: the class itself
    /// if the list is named after it, as samples end where a graph leads back; else one of which nothing is shown.
    fn item_of_own_namespace(&mut self, within: TypeId, namespace: &str, context: ValueContext<'_>) -> Kind {
        let singular = singular(context.name);
        let item = loosely(&singular);
        let is_named_so = self.registry.types.get(within).is_some_and(|ty| {
            let contract = ty.contract.as_ref().map(|(_, name)| name.as_str());
            let names = [ty.page.as_deref(), contract, Some(ty.made_up.as_str())];
            names.into_iter().flatten().any(|name| !name.is_empty() && loosely(name).ends_with(&item))
        });
        if is_named_so || namespace.is_empty() {
            return Kind::Type(within);
        }
        self.placeholder(namespace, Placeholder::EmptyList, ValueContext { name: &singular, ..context })
    }

    /// Adds what the `$type` of a list or dictionary says of a part of it: its class, or which of .NET's own
    /// types it is, as the name of an element in XML would.
    fn with_class(&mut self, slot: Slot, class: Option<&AssemblyQualifiedName>) -> Slot {
        let Some(class) = class else { return slot };
        if let Kind::Type(id) = slot.kind {
            if self.registry.types.get(id).is_some_and(|ty| ty.clr.is_none()) {
                self.registry.set_clr_name(id, class);
            }
            return slot;
        }
        let element = class.name.strip_prefix("System.").and_then(by_class).and_then(elements::element);
        match (&slot.element, element) {
            (None, Some(name)) => Slot { element: Some((ARRAYS.to_owned(), name.to_owned())), ..slot },
            _ => slot,
        }
    }

    pub(super) fn dictionary(
        &mut self,
        key: &PageType,
        value: &PageType,
        json: Option<&Json>,
        xml: Option<&Element>,
        context: ValueContext<'_>,
    ) -> Kind {
        let (members, identity) = contents_of(json);
        let members = members.unwrap_or_default();
        if identity != Identity::None {
            self.registry.keeps_classless = true;
        }
        let parts = class_of(json).map(AssemblyQualifiedName::parts).unwrap_or_default();
        let children = xml.map_or(&[][..], |xml| xml.children.as_slice());
        let entry = children.first().map(|child| child.name.clone());
        if self.is_xml_serializer() && xml.is_some() {
            self.lost = Lost::Entries;
        }
        let scope = self.enter(&context, xml);
        let singular = singular(context.name);
        let contract = match (value, &entry) {
            (PageType::Unknown | PageType::Named(_), Some(entry)) => children
                .first()
                .and_then(|child| child.children.get(1))
                .and_then(|value| contract_of_value(entry, value, &scope)),
            _ => None,
        };
        let context = ValueContext {
            name: &singular,
            named: false,
            namespace: None,
            contract: None,
            scope: &scope,
            depth: context.depth + 1,
            ..context
        };
        let value_context = ValueContext {
            contract: contract
                .as_ref()
                .filter(|_| *value == PageType::Unknown)
                .map(|(namespace, name)| (namespace.as_str(), name.as_str())),
            ..context
        };
        // Keys and values are counted together.
        let all = members.len().max(children.len());
        let (context, value_context) = (
            ValueContext { most_counted: all * 2, ..context },
            ValueContext { most_counted: all * 2, ..value_context },
        );
        let count = all.clamp(1, ITEMS);
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
                if let Some((name, _)) = members.get(place) {
                    self.keys.add(name, key_element.map(|key| key.text.as_str()));
                }
                let open = context
                    .open
                    .of_part(Formats { json: place + 1 == members.len(), xml: place + 1 == children.len() });
                let key = self.slot(
                    key,
                    name.as_ref(),
                    key_element,
                    ValueContext { open: Open::default(), ..context },
                );
                // In XML the value is a part of the entry.
                let open = Open { xml: open.xml.saturating_sub(1), ..open };
                let value = self.slot(value, content, value_element, ValueContext { open, ..value_context });
                (self.with_class(key, parts.first()), self.with_class(value, parts.get(1)))
            })
            .collect();
        if let Some(entry) = &entry {
            self.by_hash(entry, &entries);
        }
        // A class within another one, which pages call by its own name.
        if let (Some((namespace, name)), Some((_, Slot { kind: Kind::Type(id), .. }))) =
            (&contract, entries.first())
            && self.registry.types.get(*id).is_some_and(|ty| ty.contract.is_none())
        {
            self.registry.set_contract(*id, namespace, name);
        }
        Kind::Dictionary(entries, entry)
    }

    /// The name of a dictionary's entries has a hash of the namespaces of key and value: where these are not
    /// shown otherwise, as those of enums are not, the namespace that gives this very name is the one.
    pub(super) fn by_hash(&mut self, entry: &str, entries: &[(Slot, Slot)]) {
        let Some((_, value)) = entries.first() else { return };
        let Kind::Type(id) = value.kind else { return };
        let Some(ty) = self.registry.types.get(id) else { return };
        let contract = ty.contract.as_ref().map(|(_, name)| name.clone());
        let names = contract.into_iter().chain(ty.page.clone()).chain([ty.made_up.clone()]);
        let keys = built_in_names();
        for name in names.collect::<Vec<_>>() {
            if let Some(namespace) = self.registry.namespaces.of_entry(entry, &name, &keys) {
                let namespace = namespace.to_owned();
                self.registry.set_contract(id, &namespace, &name);
                return;
            }
        }
    }

    pub(super) fn pair(
        &mut self,
        key: &PageType,
        value: &PageType,
        json: Option<&Json>,
        xml: Option<&Element>,
        context: ValueContext<'_>,
    ) -> Kind {
        let part = |number: usize| match json {
            Some(Json::Object(object)) => object.members.get(number).map(|(_, value)| value),
            _ => None,
        };
        let element = |number: usize| xml.and_then(|xml| xml.children.get(number));
        let scope = self.enter(&context, xml);
        let lack = match xml {
            // `XmlSerializer` writes nothing of what is in it.
            Some(_) if context.open.xml == 0 => Lack::Shown,
            _ => context.lack,
        };
        let context = ValueContext {
            named: false,
            contract: None,
            namespace: None,
            // Key and value are counted by themselves.
            most_counted: 2,
            lack,
            scope: &scope,
            depth: context.depth + 1,
            ..context
        };
        let open = |number: usize| {
            context
                .open
                .of_part(Formats { json: part(number + 1).is_none(), xml: element(number + 1).is_none() })
        };
        let key = self.slot(key, part(0), element(0), ValueContext { open: open(0), ..context });
        let value = self.slot(value, part(1), element(1), ValueContext { open: open(1), ..context });
        Kind::Pair(Box::new((key, value)))
    }
}
