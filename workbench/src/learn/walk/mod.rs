//! A document along its type: where each value belongs in the spec.

mod looks;
mod xml_serializer;

use datacontract_codegen::payload::{self, FormatterSettings};
use datacontract_codegen::spec::{Clr, Enum, Member, Spec, TypeExpr, TypeExprKind, TypeKind, wire_name};

use super::{
    actual_types::ActualTypes,
    counting::{count, entry},
    document::{Form, Node, Scalar, with_root},
    observed::{Look, Observations, SlotOwner},
    orders::Orders,
    pairs::Trace,
};
use crate::site::Site;
use crate::traffic::text::Text;
pub(super) use looks::is_guid;
use looks::{is_default, is_number, look, number};

/// How deep documents are followed. Those of services are rarely deeper than ten.
const MAX_DEPTH: usize = 64;

/// The namespaces in which .NET names elements by the type of their content.
const ELEMENTS_BY_TYPE: [&str; 2] = [
    "http://schemas.microsoft.com/2003/10/Serialization/Arrays",
    "http://schemas.microsoft.com/2003/10/Serialization/",
];

/// What `XmlSerializer` calls built-in types besides the numbers, `boolean` and `dateTime`.
const TYPE_NAMES: [&str; 7] = ["string", "base64Binary", "anyType", "guid", "char", "TimeSpan", "QName"];

/// What a document has of a member.
enum Found<'d, 's> {
    Nothing,
    /// A value of a type: where a member has several elements the element says which.
    Value(Node<'d>, &'s TypeExpr),
    /// The items of a list, each with its type.
    Items(Vec<(Node<'d>, &'s TypeExpr)>),
}

impl<'d, 's> Found<'d, 's> {
    fn value(node: Option<Node<'d>>, ty: &'s TypeExpr) -> Self {
        node.map_or(Self::Nothing, |node| Self::Value(node, ty))
    }
}

/// Goes through one document.
pub(super) struct Walk<'w, 's> {
    pub(super) site: &'s Site,
    pub(super) form: Form,
    pub(super) actual_types: &'w ActualTypes,
    pub(super) seen: &'w mut Observations<'s>,
    pub(super) trace: Trace,
    /// Whether an object named a class that the spec does not have.
    pub(super) has_unknown_class: bool,
    pub(super) orders: Orders,
}

impl<'w, 's> Walk<'w, 's> {
    /// Creates one that has seen nothing of its document yet.
    pub(super) fn new(
        site: &'s Site,
        form: Form,
        actual_types: &'w ActualTypes,
        seen: &'w mut Observations<'s>,
    ) -> Self {
        let (trace, orders) = (Trace::default(), Orders::default());
        Walk { site, form, actual_types, seen, trace, has_unknown_class: false, orders }
    }
}

/// Returns in which order the contract writes the members of a document's objects. Of what it cannot read there are none.
pub(super) fn written_orders(
    site: &Site,
    actual_types: &ActualTypes,
    endpoint: usize,
    form: Form,
    body: &[u8],
) -> Orders {
    let endpoint_spec = &site.spec().endpoints[endpoint];
    let Some(response) = &endpoint_spec.response else { return Orders::default() };
    let (ty, format) = (site.type_of(&response.ty), form.format());
    let settings = FormatterSettings::of(site.spec(), endpoint_spec, &response.ty);
    let text = Text::of(body).and_then(|Text { content, .. }| {
        let value = payload::read(format, &content, &ty, &settings).ok()?;
        payload::write(format, &value, &ty, &settings).ok()
    });
    let mut orders = Orders::default();
    with_root(format, text.unwrap_or_default().as_bytes(), |node| {
        let mut seen = Observations::default();
        let mut walk = Walk::new(site, form, actual_types, &mut seen);
        walk.root(node, &response.ty, SlotOwner::Response(endpoint));
        orders = walk.orders;
    });
    orders
}

impl<'s> Walk<'_, 's> {
    fn spec(&self) -> &'s Spec {
        self.site.spec()
    }

    /// Follows the root of a document.
    pub(super) fn root(&mut self, node: Node<'_>, ty: &'s TypeExpr, owner: SlotOwner) {
        // Of null .NET says no more than that it is null: the element is another one.
        if let (Some(index), Some((namespace, name))) = (self.spec().named(ty), node.element())
            && !node.is_null()
        {
            if self.is_named_by_type(namespace, name) && !self.is_root_of(index, name) {
                if let SlotOwner::Response(endpoint) = owner {
                    let others = &mut self.seen.endpoints.entry(endpoint).or_default().others;
                    count(others, name.to_owned());
                }
                return;
            }
            let root = (name.to_owned(), namespace.to_owned());
            let roots = match &self.spec().types[index].kind {
                TypeKind::Enum(_) => &mut self.seen.enums.entry(index).or_default().roots,
                _ => &mut self.seen.classes.entry(index).or_default().roots,
            };
            count(&mut roots[self.form], root);
        }
        self.value(node, ty, owner, MAX_DEPTH);
    }

    /// Returns whether .NET has named an element by the built-in type of its content.
    fn is_named_by_type(&self, namespace: &str, name: &str) -> bool {
        match self.form {
            Form::XmlSerializer => {
                let is_of_schema = Clr::of_schema_type(name).is_some() || TYPE_NAMES.contains(&name);
                namespace.is_empty() && is_of_schema
            }
            Form::Json | Form::DataContract => ELEMENTS_BY_TYPE.contains(&namespace),
        }
    }

    /// Returns whether a type of the spec has the root that is called so, where the name alone tells.
    fn is_root_of(&self, index: usize, name: &str) -> bool {
        self.form == Form::XmlSerializer && self.spec().xml_serializer_root(index).name == name
    }

    fn value(&mut self, node: Node<'_>, ty: &'s TypeExpr, owner: SlotOwner, depth: usize) {
        let slot = self.seen.slot(ty, owner);
        if node.is_null() {
            slot.nulls += 1;
            return;
        }
        slot.values += 1;
        let Some(depth) = depth.checked_sub(1) else { return };
        match &ty.without_nullable().kind {
            TypeExprKind::Clr(Clr::Object) => {
                // It may be of any class.
                let named = node.actual_type().and_then(|named| self.actual_types.find(self.form, &named));
                if let Some(index) = named {
                    self.named(node, index, depth);
                }
            }
            TypeExprKind::Clr(_) | TypeExprKind::Word(_) => self.scalar(node, ty, owner),
            TypeExprKind::Named(name) => {
                if let Ok(index) = self.spec().resolve(name) {
                    self.named(node, index, depth);
                }
            }
            TypeExprKind::List(item) | TypeExprKind::Array(item) => self.items(node, item, owner, depth),
            TypeExprKind::Dictionary(_, value) => self.entries(node, value, owner, depth),
            TypeExprKind::ReadOnly(inner) => {
                let inner_node = match node {
                    Node::Json(_) => Some(node),
                    Node::Xml(_) | Node::Text(_) => node.items().first().copied(),
                };
                match (&inner.kind, inner_node) {
                    (TypeExprKind::List(item), Some(node)) => self.items(node, item, owner, depth),
                    (TypeExprKind::Dictionary(_, value), Some(node)) => {
                        self.entries(node, value, owner, depth);
                    }
                    _ => {}
                }
            }
            // Their parts come in the order of the type, under names of .NET's own.
            TypeExprKind::Pair(key, value) => self.parts(node, &[key, value], owner, depth),
            TypeExprKind::Tuple(parts) => self.parts(node, &parts.iter().collect::<Vec<_>>(), owner, depth),
            TypeExprKind::Nullable(_) => {}
        }
    }

    fn items(&mut self, node: Node<'_>, item: &'s TypeExpr, owner: SlotOwner, depth: usize) {
        for (index, node) in node.items().into_iter().enumerate() {
            if let Some((namespace, name)) = node.element()
                && self.is_named_by_type(namespace, name)
            {
                self.seen.slot(item, owner).element_names.insert(name.to_owned());
            }
            self.trace.enter(index);
            self.value(node, item, owner, depth);
            self.trace.leave();
        }
    }

    /// Follows the values of a dictionary. Its keys are names in JSON, and never null.
    fn entries(&mut self, node: Node<'_>, value: &'s TypeExpr, owner: SlotOwner, depth: usize) {
        match node {
            Node::Json(_) => {
                for (index, (_, node)) in node.members().into_iter().enumerate() {
                    self.trace.enter(index);
                    self.value(node, value, owner, depth);
                    self.trace.leave();
                }
            }
            Node::Xml(_) | Node::Text(_) => {
                for (index, entry) in node.items().into_iter().enumerate() {
                    let parts = entry.items();
                    self.trace.enter(index);
                    if let [_, node] = parts.as_slice() {
                        self.value(*node, value, owner, depth);
                    }
                    self.trace.leave();
                }
            }
        }
    }

    fn parts(&mut self, node: Node<'_>, types: &[&'s TypeExpr], owner: SlotOwner, depth: usize) {
        let members = node.members();
        if members.len() != types.len() {
            return;
        }
        for (index, ((_, node), ty)) in members.into_iter().zip(types).enumerate() {
            self.trace.enter(index);
            self.value(node, ty, owner, depth);
            self.trace.leave();
        }
    }

    fn named(&mut self, node: Node<'_>, index: usize, depth: usize) {
        match &self.spec().types[index].kind {
            TypeKind::Class(_) if node.is_object() && !node.is_reference() => {
                if let Some(actual) = self.actual_class(node, index) {
                    self.class(node, actual, depth);
                }
            }
            TypeKind::Class(_) => {}
            TypeKind::Enum(of) => self.enumeration(node, index, of),
            TypeKind::Collection(collection) => {
                self.items(node, &collection.item, SlotOwner::Items(index), depth);
            }
            TypeKind::Dictionary(dictionary) => {
                self.entries(node, &dictionary.value, SlotOwner::Items(index), depth);
            }
        }
    }

    /// Returns the class of an object where one is declared: its own, if it names one. `None` if the spec does not have that.
    fn actual_class(&mut self, node: Node<'_>, declared: usize) -> Option<usize> {
        let Some(named) = node.actual_type() else { return Some(declared) };
        let found = self.actual_types.find(self.form, &named);
        let found = found.filter(|found| self.spec().types[*found].class().is_some());
        let class = self.seen.classes.entry(declared).or_default();
        match found {
            Some(actual) if actual != declared => class.derived.entry(actual).or_default()[self.form] += 1,
            Some(_) => {}
            None => {
                count(&mut class.unknown_classes, named.to_string());
                self.has_unknown_class = true;
            }
        }
        found
    }

    fn class(&mut self, node: Node<'_>, index: usize, depth: usize) {
        self.seen.classes.entry(index).or_default().objects[self.form] += 1;
        if self.form == Form::XmlSerializer {
            self.class_of_xml_serializer(node, index, depth);
            return;
        }
        let (spec, format) = (self.spec(), self.form.format());
        let mut there = node.members();
        let names: Vec<&str> = there.iter().map(|(name, _)| *name).collect();
        let mut order = Vec::new();
        for owner in spec.with_bases(index) {
            let Some(class) = spec.types[owner].class() else { continue };
            for (place, member) in class.members.iter().enumerate() {
                if member.only.is_some_and(|only| only != format) {
                    continue;
                }
                let name = wire_name(spec, format, owner, member);
                let found = there.iter().position(|(there, _)| *there == name);
                let found = Found::value(found.map(|found| there.remove(found).1), &member.ty);
                if let Found::Value(node, _) = &found
                    && let Some((namespace, _)) = node.element()
                {
                    count(&mut self.seen.classes.entry(owner).or_default().namespaces, namespace.to_owned());
                }
                let at = names.iter().position(|there| *there == name);
                order.extend(at.map(|at| (at, (owner, place))));
                self.member((owner, place), member, found, depth);
            }
        }
        self.orders.add(&self.trace, index, order);
        self.unknown(node, index, &there);
    }

    /// Follows what a document has of a member: `at` is the class that declares it, and its place there.
    fn member(&mut self, at: (usize, usize), member: &'s Member, found: Found<'_, 's>, depth: usize) {
        let presence = self.seen.members.entry(at).or_default();
        let is_nothing = matches!(found, Found::Nothing);
        presence.absent[self.form] += u64::from(is_nothing);
        presence.there[self.form] += u64::from(!is_nothing);
        if let Found::Value(node, _) = &found {
            presence.defaults[self.form] += u64::from(node.is_null() || is_default(*node));
        }
        let (ty, place) = at;
        let owner = SlotOwner::Member { ty, member: place };
        self.trace.enter(ty * 1_000 + place);
        // One of the formats does not have it.
        let is_apart = member.only.is_some() || member.xml.ignore.is_some();
        self.trace.enter_apart(is_apart);
        match found {
            Found::Nothing => {}
            Found::Value(node, ty) => self.value(node, ty, owner, depth),
            Found::Items(items) => {
                self.seen.slot(&member.ty, owner).values += 1;
                for (index, (node, ty)) in items.into_iter().enumerate() {
                    self.trace.enter(index);
                    self.value(node, ty, owner, depth);
                    self.trace.leave();
                }
            }
        }
        self.trace.leave_apart(is_apart);
        self.trace.leave();
    }

    /// Remembers the members that the contract does not have.
    fn unknown(&mut self, object: Node<'_>, index: usize, members: &[(&str, Node<'_>)]) {
        if members.is_empty() {
            return;
        }
        let all = object.members();
        let form = self.form;
        let mut told: Vec<&str> = Vec::new();
        for (name, node) in members {
            let class = self.seen.classes.entry(index).or_default();
            let Some(unknown) = entry(&mut class.unknown, name) else { continue };
            if told.contains(name) {
                // Elements of one name side by side are a list.
                unknown.looks.insert(Look::Parts);
                continue;
            }
            told.push(name);
            unknown.there[form] += 1;
            unknown.is_attribute |= matches!(node, Node::Text(_));
            match look(*node) {
                None => unknown.nulls += 1,
                Some(look) => {
                    unknown.looks.insert(look);
                }
            }
            // DataContractSerializer sorts them by their names.
            if form != Form::DataContract {
                let place = all.iter().position(|(there, _)| there == name);
                let before = place.and_then(|place| all.get(place.checked_sub(1)?));
                if let Some((name, _)) = before {
                    unknown.after[form] = Some((*name).to_owned());
                }
            }
        }
    }

    fn enumeration(&mut self, node: Node<'_>, index: usize, of: &Enum) {
        let seen = self.seen.enums.entry(index).or_default();
        match node.scalar() {
            Some(Scalar::Number(number)) => {
                let Some(number) = number.as_i64().map(i128::from).or(number.as_u64().map(i128::from)) else {
                    return;
                };
                count(&mut seen.numbers, number);
                self.trace.number(index, number);
            }
            Some(Scalar::Text(text)) => {
                if let Ok(number) = text.parse::<i128>() {
                    count(&mut seen.numbers, number);
                    self.trace.number(index, number);
                    return;
                }
                // Those of `[Flags]` stand side by side: blanks in XML, commas in JSON.
                let separator = if self.form == Form::Json { ',' } else { ' ' };
                let words: Vec<&str> =
                    if of.flags { text.split(separator).map(str::trim).collect() } else { vec![text] };
                let words: Vec<&str> =
                    words.into_iter().map(|word| known_word(of, self.form, word)).collect();
                for word in words.iter().filter(|word| !word.is_empty()) {
                    count(&mut seen.words[self.form], (*word).to_owned());
                }
                if let [word] = words.as_slice() {
                    self.trace.word(index, word);
                }
            }
            _ => {}
        }
    }

    fn scalar(&mut self, node: Node<'_>, ty: &'s TypeExpr, owner: SlotOwner) {
        let (Some(scalar), Some(clr)) = (node.scalar(), ty.clr()) else { return };
        self.trace.scalar(&scalar, clr);
        let slot = self.seen.slot(ty, owner);
        if is_number(clr) {
            number(&scalar, &mut slot.numbers);
        }
    }
}

/// Returns the word that an enum's member has in JSON and for `DataContractSerializer`, of which `XmlSerializer` knows nothing.
/// Returns `word` itself if the enum has no such member.
fn known_word<'t>(of: &'t Enum, form: Form, word: &'t str) -> &'t str {
    if form != Form::XmlSerializer {
        return word;
    }
    let mut members = of.members.iter();
    let found = members.find(|member| member.xml.name.as_ref().unwrap_or(&member.name).value == word);
    found.map_or(word, |member| member.wire_name().unwrap_or(&member.name).as_str())
}
