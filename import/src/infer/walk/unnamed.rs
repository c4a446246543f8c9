//! What pages have no type for: the samples show what it is, and XML, the member or nothing what it is called.

use datacontract::contract::{ARRAYS, SER};

use super::{
    ValueContext, Walk,
    looks::{Identity, class_of, contents_of, is_dictionary, is_entry, looks_like_list, note_page},
};
use crate::infer::{
    model::TypeId,
    samples::{
        elements::by_element,
        form::{JsonForm, Text, XmlForm},
        json::{Json, Object},
        xml::{Element, Node, decode},
    },
    settings::metadata,
    types::{
        each::{Contract, Known, Placeholder},
        registry::{Shape, ShapeId},
        seen::{Kind, Slot},
    },
    wording::{plain_names::pascal, words::PageType},
};

impl Walk<'_> {
    /// What the page has no type for: the samples show what it is.
    pub(super) fn unknown(
        &mut self,
        json: Option<&Json>,
        xml: Option<&Element>,
        context: ValueContext<'_>,
        slot: &Slot,
    ) -> Kind {
        if matches!(slot.xml, XmlForm::Offset | XmlForm::NilOfSystem | XmlForm::Any) {
            return Kind::Simple;
        }
        match json {
            Some(Json::Array(_)) => return self.list(&PageType::Unknown, json, xml, context),
            Some(Json::Object(object)) if is_dictionary(&object.members, xml) => {
                return self.dictionary(&PageType::Unknown, &PageType::Unknown, json, xml, context);
            }
            Some(Json::Object(object))
                if object.says_nothing()
                    && xml.is_none_or(|xml| xml.children.is_empty() && xml.declared.is_empty()) =>
            {
                let Some(item) = xml.filter(|xml| self.is_item_of_class(xml, context)) else {
                    return Kind::Simple;
                };
                let shape = self.shape(json, Some(item));
                let id = self.unnamed(shape, Some(item), context);
                self.class(id, json, Some(item), context);
                return Kind::Type(id);
            }
            Some(Json::Object(object)) if self.is_emptied_pair(object, xml, context) => {
                return self.pair(&PageType::Unknown, &PageType::Unknown, json, xml, context);
            }
            Some(Json::Object(object)) if !object.says_nothing() => {
                let (content, identity) = contents_of(json);
                let known = match identity {
                    Identity::RefersTo(identity) => self.json_identities.get(identity).copied(),
                    _ => None,
                };
                // Of a reference in JSON the content may stand in XML, or on no page at all.
                if content.is_none() && known.is_none() && xml.is_none() {
                    return Kind::Unknown;
                }
                let content = json.filter(|_| content.is_some());
                let shape = self.shape(content, xml);
                let class = class_of(json);
                let known = known.or_else(|| self.registry.of_clr_name(&class?.name));
                let id = known.unwrap_or_else(|| {
                    let name = class.map(|class| pascal(class.simple_name()));
                    self.unnamed(
                        shape,
                        xml,
                        ValueContext { name: name.as_deref().unwrap_or(context.name), ..context },
                    )
                });
                self.class(id, json, xml, context);
                return Kind::Type(id);
            }
            _ => {}
        }
        if self.is_engines_enum(slot, context) {
            let id = self.unnamed_enum(slot, None, context);
            self.enumeration(id, xml, context, slot);
            return Kind::Type(id);
        }
        if let Some(declared) =
            xml.filter(|xml| is_empty_object(json, xml)).and_then(|xml| xml.declared.first())
        {
            let shown =
                if xml.is_some_and(|xml| xml.is_cut) { Placeholder::StartTag } else { Placeholder::Null };
            return self.placeholder(declared, shown, context);
        }
        let Some(xml) = xml.filter(|xml| xml.instance.is_none() || !xml.children.is_empty()) else {
            return if slot.json.is_value() { Kind::Simple } else { Kind::Unknown };
        };
        if !xml.children.is_empty() {
            if json.is_none() && xml.children.first().is_some_and(is_entry) {
                return self.dictionary(&PageType::Unknown, &PageType::Unknown, json, Some(xml), context);
            }
            if looks_like_list(xml) {
                return self.list(&PageType::Unknown, json, Some(xml), context);
            }
            let shape = self.shape(None, Some(xml));
            let id = self.unnamed(shape, Some(xml), context);
            self.class(id, json, Some(xml), context);
            return Kind::Type(id);
        }
        if json.is_none() && slot.xml == XmlForm::Empty && self.is_item_of_class(xml, context) {
            let shape = self.shape(None, Some(xml));
            // The root of a list is called after its items, also if it has none.
            if let Some(item) = xml.name.strip_prefix("ArrayOf") {
                let context = ValueContext { contract: Some((&xml.namespace, item)), ..context };
                let kind = Kind::Type(self.unnamed(shape, None, context));
                return Kind::List(vec![Slot { kind, ..Slot::default() }]);
            }
            let id = self.unnamed(shape, Some(xml), context);
            self.class(id, None, Some(xml), context);
            return Kind::Type(id);
        }
        // A number in JSON and a name in XML: an enum. (A `char` is the other way round.)
        let is_enum =
            matches!(slot.json, JsonForm::Whole(_)) && matches!(slot.xml, XmlForm::Text(Text::Other(_)));
        let shown_by_root = context.named
            && matches!(slot.xml, XmlForm::Text(Text::Other(_)))
            && !(self.is_xml_serializer() && by_element(&xml.name).is_some())
            && xml.namespace != SER
            && xml.namespace != ARRAYS;
        if is_enum || shown_by_root {
            let id = self.unnamed_enum(slot, Some(xml), context);
            self.enumeration(id, Some(xml), context, slot);
            return Kind::Type(id);
        }
        if slot.json.is_value() || slot.xml.is_value() { Kind::Simple } else { Kind::Unknown }
    }

    /// Returns whether an element without content is called as a class without members: items are called as their type,
    /// and an `object` as .NET's own.
    fn is_item_of_class(&self, xml: &Element, context: ValueContext<'_>) -> bool {
        let is_dotnets = xml.namespace == ARRAYS || xml.namespace == SER;
        self.shows_contracts()
            && context.named
            && !xml.nil
            && xml.instance.is_none()
            && !xml.is_cut
            && !is_dotnets
    }

    /// Returns whether an object is a `KeyValuePair`, of which `XmlSerializer` writes an empty element: its properties
    /// cannot be set.
    fn is_emptied_pair(&self, object: &Object, xml: Option<&Element>, context: ValueContext<'_>) -> bool {
        let is_emptied = |xml: &Element| {
            !xml.nil && !xml.is_cut && xml.children.is_empty() && xml.text.is_empty() && context.open.xml == 0
        };
        self.is_xml_serializer() && metadata::is_pair(object) && xml.is_some_and(is_emptied)
    }

    /// A list with a class of its own, which is called as a root.
    pub(super) fn own_list(&mut self, root: &Element, context: ValueContext<'_>) -> TypeId {
        let shape = self.registry.shapes.id(Shape::OwnList);
        let id = self.unnamed(shape, Some(root), context);
        if self.shows_contracts() {
            self.registry.set_contract(id, &root.namespace, &root.name);
        } else {
            self.note_names(id, Some(root), context);
        }
        id
    }

    /// What stands where nothing is shown but the namespace of its type: a list of built-in items, or a class
    /// of which nothing else is known.
    pub(super) fn placeholder(
        &mut self,
        namespace: &str,
        shown: Placeholder,
        context: ValueContext<'_>,
    ) -> Kind {
        if namespace == ARRAYS {
            return Kind::List(vec![Slot::default()]);
        }
        let shape = self.registry.shapes.id(Shape::Placeholder(namespace.to_owned()));
        let id = self.registry.unnamed(&class_name(context.name), context.owner, shape);
        self.registry.set_namespace(id, Known::Declared, namespace);
        if let Some(ty) = self.registry.get_mut(id) {
            ty.placeholder = Some(shown);
            note_page(&mut ty.pages, self.page);
        }
        Kind::Type(id)
    }

    /// A type without a name on the page: by its contract name if XML shows it, else named after the member.
    pub(super) fn unnamed(
        &mut self,
        shape: ShapeId,
        xml: Option<&Element>,
        context: ValueContext<'_>,
    ) -> TypeId {
        if let Some(id) = xml.and_then(|xml| xml.refers.as_ref()).and_then(|id| self.identities.get(id)) {
            return *id;
        }
        let shown = xml.filter(|xml| context.named && xml.node == Node::Element);
        if self.is_xml_serializer() {
            let name = context.contract.map(|(_, name)| name).or(shown.map(|xml| xml.name.as_str()));
            let Some(name) = name.map(decode) else {
                return self.registry.unnamed(&class_name(context.name), context.owner, shape);
            };
            let known = self.registry.known_page(&name);
            return known.unwrap_or_else(|| self.registry.unnamed(&pascal(&name), context.owner, shape));
        }
        if let Some((namespace, name)) = context.contract {
            let known = self.registry.of_contract(namespace, name);
            let id =
                known.unwrap_or_else(|| self.registry.unnamed(&pascal(&decode(name)), context.owner, shape));
            self.registry.set_contract(id, namespace, name);
            return id;
        }
        if let Some(xml) = shown {
            let name = decode(&xml.name);
            if let Some(id) = self.registry.of_contract(&xml.namespace, &xml.name) {
                return id;
            }
            let shown = Contract { namespace: xml.namespace.clone(), name: Some(xml.name.clone()) };
            if let Some(id) = self.registry.fitting(&name, &shown) {
                return id;
            }
            return self.registry.unnamed(&pascal(&name), context.owner, shape);
        }
        self.registry.unnamed(&class_name(context.name), context.owner, shape)
    }
}

/// Returns what the class in a member is called for want of a name: `BillingAddress` in `billing_address`.
fn class_name(member: &str) -> String {
    let name: String = member.split('_').filter(|word| !word.is_empty()).map(pascal).collect();
    if name.is_empty() || name.starts_with(char::is_numeric) { pascal(member) } else { name }
}

/// Whether neither format shows any content.
fn is_empty_object(json: Option<&Json>, xml: &Element) -> bool {
    let is_empty = match json {
        None | Some(Json::Null) => true,
        Some(Json::Object(object)) => object.says_nothing(),
        _ => false,
    };
    is_empty
        && xml.children.is_empty()
        && xml.text.is_empty()
        && xml.instance.is_none()
        && xml.refers.is_none()
}
