//! Names that are no secrets.

use crate::contract::{Contract, Serializer, Type};
use crate::plan::xml_serializer::{self, KnownClasses};
use crate::plan::{Body, CollectionPlan, MemberPlan, ObjectPlan, Placement, TypePlan};
use std::collections::HashSet;

/// The names that may be shown: those of a type, of what it refers to, and of HTML.
pub(in crate::http) struct Names {
    pub(super) known: HashSet<String>,
    /// Whether there are secret members, of whose values not even the shape is shown.
    pub(super) has_secrets: bool,
}

impl Names {
    /// Returns the names of a type in JSON and in the XML of a serializer.
    pub(in crate::http) fn of(ty: &Type, serializer: Serializer) -> Self {
        let mut names = Names::of_html();
        names.add_type(&TypePlan::new(ty), &mut Vec::new());
        if serializer == Serializer::XmlSerializer {
            names.known.insert(xml_serializer::root_name(ty).into_owned());
            let mut seen = Vec::new();
            names.add_type(&TypePlan::root_for_xml_serializer(ty), &mut seen);
            for plan in KnownClasses::of_root(ty).plans() {
                names.add_object(plan, &mut seen);
            }
        }
        names
    }

    pub(super) fn of_html() -> Self {
        let known = HTML.into_iter().chain(INSTANCE).map(str::to_owned).collect();
        Names { known, has_secrets: false }
    }

    pub(super) fn contains(&self, name: &str) -> bool {
        self.known.contains(name)
    }

    fn add_type(&mut self, ty: &TypePlan, seen: &mut Vec<&'static Contract>) {
        if let Some(plan) = ty.object() {
            self.add_object(plan, seen);
        }
    }

    fn add_object(&mut self, plan: &ObjectPlan, seen: &mut Vec<&'static Contract>) {
        if let Some(contract) = plan.contract {
            if seen.iter().any(|known| std::ptr::eq(*known, contract)) {
                return;
            }
            seen.push(contract);
            for known in contract.known() {
                self.add_type(&TypePlan::new(known), seen);
            }
        }
        self.known.insert(plan.name.name.clone());
        match &plan.body {
            Body::Class(class) => {
                class.members.iter().for_each(|member| self.add_member(member, seen));
                class.attributes.iter().for_each(|attribute| self.add_member(&attribute.member, seen));
            }
            Body::Collection(collection) => self.add_items(collection, seen),
            Body::Dictionary(dictionary) => {
                self.known.insert(dictionary.entry_name.clone());
                self.add_member(&dictionary.key, seen);
                self.add_member(&dictionary.value, seen);
            }
            Body::Enum(_) => {}
        }
    }

    fn add_member(&mut self, member: &MemberPlan, seen: &mut Vec<&'static Contract>) {
        self.has_secrets |= member.is_secret;
        self.known.insert(member.name.clone());
        self.known.insert(member.json_name.clone());
        match &member.placement {
            Placement::Items(collection) => self.add_items(collection, seen),
            Placement::Choice(choices) => choices.iter().for_each(|choice| self.add_member(choice, seen)),
            Placement::Element | Placement::Text | Placement::OneOf { .. } => {
                self.add_type(&member.ty, seen);
            }
            // Nobody knows the names of these.
            Placement::AnyElements(_) | Placement::AnyAttributes => {}
        }
    }

    fn add_items(&mut self, collection: &CollectionPlan, seen: &mut Vec<&'static Contract>) {
        self.add_member(&collection.item, seen);
        collection.choices.iter().for_each(|choice| self.add_member(choice, seen));
    }
}

/// What tells an error page from an answer.
pub(super) const HTML: [&str; 24] = [
    "html", "head", "title", "meta", "link", "script", "style", "body", "h1", "h2", "h3", "p", "div", "span",
    "pre", "code", "a", "br", "hr", "center", "table", "tr", "td", "th",
];
const INSTANCE: [&str; 8] = ["xml", "xmlns", "nil", "type", "Id", "Ref", "$id", "$ref"];
