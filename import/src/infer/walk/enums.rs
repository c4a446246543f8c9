//! Enums: what samples show of their values, and of which enum they are.

use datacontract::contract::SER;

use super::{Lack, ValueContext, Walk, looks::note_page};
use crate::infer::{
    model::TypeId,
    samples::{
        form::{BYTE, CHAR, JsonForm, Text, XmlForm, shown_number, system},
        xml::Element,
    },
    settings::enums_shown::EnumShown,
    types::{
        each::{Known, ShownBy},
        registry::{EnumsInJson, NamesInJson, Shape},
        seen::Slot,
        variants,
    },
    wording::words::{is_identifier, is_number_of_thing},
};

impl Walk<'_> {
    pub(super) fn enumeration(
        &mut self,
        id: TypeId,
        xml: Option<&Element>,
        context: ValueContext<'_>,
        slot: &Slot,
    ) {
        if shown_number(&slot.json).is_some() && matches!(slot.xml, XmlForm::Text(Text::Other(_))) {
            self.registry.enums_in_json = EnumsInJson::Numbers;
        }
        let Some(ty) = self.registry.get_mut(id) else { return };
        ty.is_enum = true;
        note_page(&mut ty.pages, self.page);
        if slot.json.is_value() || slot.xml.is_value() {
            ty.add_shown(slot.json.clone(), slot.xml.clone());
            let by = if slot.is_engines { ShownBy::Engine } else { ShownBy::Persons };
            ty.shown_by = ty.shown_by.max(by);
        }
        if !self.shows_contracts() {
            self.note_names(id, xml, context);
            return;
        }
        match xml.filter(|xml| context.named && !xml.nil) {
            Some(xml) if xml.namespace != system() || context.depth == 0 => {
                self.registry.set_contract(id, &xml.namespace, &xml.name);
            }
            _ => {
                if let Some((known, namespace)) = context.items {
                    self.registry.set_namespace(id, known, namespace);
                } else if let Some(namespace) =
                    context.namespace.filter(|namespace| !namespace.starts_with(SER))
                {
                    self.registry.set_namespace(id, Known::Assumed, namespace);
                }
            }
        }
    }

    /// What the engine makes of an enum, where it would make something else of any other type: a text that is
    /// no `sample string`, and a number that no counter can show.
    pub(super) fn is_engines_enum(&self, slot: &Slot, context: ValueContext<'_>) -> bool {
        let is_root = context.depth == 0;
        if is_root || (context.named && slot.xml != XmlForm::Absent) {
            return false;
        }
        // Whoever made the sample: only the names of enums differ in the formats.
        if let (JsonForm::Text(Text::Other(json)), XmlForm::Text(Text::Other(xml))) = (&slot.json, &slot.xml)
            && json != xml
            && EnumShown::of_text(json, xml) == EnumShown::CamelCase
        {
            return is_identifier(xml);
        }
        if !slot.is_engines {
            return false;
        }
        match (&slot.json, &slot.xml) {
            (JsonForm::Text(Text::Other(json)), XmlForm::Text(Text::Other(xml))) => {
                json == xml && is_identifier(xml)
            }
            (JsonForm::Text(Text::Other(json)), XmlForm::Absent) => {
                // A word in small letters is a constant rather than an enum's camelCase, unless names are in
                // it as well.
                context.lack == Lack::Open
                    && json != CHAR
                    && is_identifier(json)
                    && (!json.starts_with(char::is_lowercase)
                        || self.registry.names_in_json == NamesInJson::CamelCase)
            }
            // JSON ignores the member: the engine would have counted a string.
            (JsonForm::Absent, XmlForm::Text(Text::Other(xml))) => is_identifier(xml),
            // What XML lacks beside JSON was never set: it shows the default of any type.
            (JsonForm::Whole(number), XmlForm::Absent) if context.lack == Lack::Open => {
                match number.parse::<u32>() {
                    Ok(BYTE) => false,
                    // Numbers of things are no enums: one of 0 was never set.
                    Ok(0) if is_number_of_thing(context.name) => false,
                    // Items are counted by themselves.
                    Ok(number) => number == 0 || (!context.named && number as usize > context.most_counted),
                    Err(_) => !context.named,
                }
            }
            _ => false,
        }
    }

    /// An enum without a name on the page: two that are called so are one unless their values say otherwise. One sample
    /// may show a value by its name, and another one the same by its number.
    pub(super) fn unnamed_enum(
        &mut self,
        slot: &Slot,
        xml: Option<&Element>,
        context: ValueContext<'_>,
    ) -> TypeId {
        let shape = self.registry.shapes.id(Shape::Enum(None));
        let first = self.unnamed(shape, xml, context);
        let fits = |id: &TypeId| {
            let is_another = slot.is_engines && self.registry.has_another_lowest(*id, &slot.json, &slot.xml);
            !is_another && self.registry.may_have(*id, &slot.json, &slot.xml)
        };
        let is_shown = |id: &&TypeId| {
            let ty = self.registry.types.get(**id);
            ty.is_some_and(|ty| variants::shares_value(ty, &slot.json, &slot.xml))
        };
        let fitting: Vec<TypeId> = self.registry.enums_called_as(first).filter(fits).collect();
        if let Some(id) = fitting.iter().find(is_shown).or(fitting.first()) {
            return *id;
        }
        let value = variants::value_of(&slot.json, &slot.xml).map(str::to_owned);
        let shape = self.registry.shapes.id(Shape::Enum(value));
        let other = self.unnamed(shape, xml, context);
        self.registry.note_enum_called_as(first, other);
        other
    }
}

/// Whether a value is one that enums have.
pub(super) fn is_scalar(slot: &Slot) -> bool {
    matches!(slot.json, JsonForm::Whole(_) | JsonForm::Text(_))
        || (slot.json == JsonForm::Absent && matches!(slot.xml, XmlForm::Whole(_) | XmlForm::Text(_)))
}
