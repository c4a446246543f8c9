//! `xml(..)`: what the attributes of `XmlSerializer` say.

use super::{AttributeValue, Item, Value, Words};
use crate::ctxt::Ctxt;
use crate::symbol::{
    ANY_ATTRIBUTE, ANY_ELEMENT, ARRAY, ATTRIBUTE, AttributePlace, CHOICE_IDENTIFIER, CLR_NAME, DATA_TYPE,
    ELEMENT, FORM, IGNORE, INCLUDE, IS_FIELD, IS_NULLABLE, ITEM, NAME, NAMESPACE, NAMESPACES, NESTING_LEVEL,
    ORDER, REFUSED, ROOT, SERIALIZER, Symbol, TEXT, TYPE_WORD, XML_ANY_ELEMENT, XML_ARRAY, XML_ATTRIBUTE,
    XML_ELEMENT, XML_ITEM, XML_OF_FIELD, XML_OF_TYPE, XML_OF_VARIANT, XML_ROOT, XML_TEXT, XML_TYPE,
};
use datacontract_rules::DataType;

/// What one attribute of C# sets. Which of these words it has is its place's to say.
#[derive(Default)]
pub(crate) struct XmlNode {
    pub(crate) name: Option<AttributeValue<String>>,
    pub(crate) namespace: Option<AttributeValue<String>>,
    pub(crate) is_nullable: Option<AttributeValue<bool>>,
    /// The variant of `xml_serializer::Form`.
    pub(crate) form: Option<AttributeValue<&'static str>>,
    pub(crate) data_type: Option<AttributeValue<DataType>>,
    pub(crate) ty: Option<AttributeValue<syn::Type>>,
    pub(crate) nesting_level: Option<AttributeValue<u8>>,
}

const FORMS: [(&str, &str); 2] = [("qualified", "Qualified"), ("unqualified", "Unqualified")];

impl XmlNode {
    /// `element`, `element = "tag"`, `element(name = "tag", ..)`
    fn read(cx: &Ctxt, item: &Item, place: &AttributePlace) -> Option<Self> {
        let mut node = Self::default();
        if matches!(item.value, Value::Expr(_) | Value::Type(_)) && place.words.contains(&NAME) {
            AttributeValue::set(&mut node.name, cx, item, item.name(cx));
            return node.name.is_some().then_some(node);
        }
        for (word, item) in item.nested(cx, place)? {
            match word {
                NAME => AttributeValue::set(&mut node.name, cx, &item, item.name(cx)),
                NAMESPACE => AttributeValue::set(&mut node.namespace, cx, &item, item.text(cx)),
                IS_NULLABLE => AttributeValue::set(&mut node.is_nullable, cx, &item, item.boolean(cx)),
                FORM => AttributeValue::set(&mut node.form, cx, &item, item.choice(cx, &FORMS)),
                DATA_TYPE => AttributeValue::set(&mut node.data_type, cx, &item, data_type(cx, &item)),
                TYPE_WORD => AttributeValue::set(&mut node.ty, cx, &item, item.ty(cx)),
                NESTING_LEVEL => {
                    let level = item.int(cx, "a small number, 0 for the items of the member's own list");
                    AttributeValue::set(&mut node.nesting_level, cx, &item, level);
                }
                _ => {}
            }
        }
        Some(node)
    }
}

fn data_type(cx: &Ctxt, item: &Item) -> Option<DataType> {
    let name = item.text(cx)?;
    if let Some(error) = DataType::error(&name) {
        cx.error(item.place(), error);
    }
    DataType::named(&name)
}

/// Returns the words in the parentheses of `xml(..)`, of which there has to be one.
fn words(cx: &Ctxt, item: &Item, place: &AttributePlace) -> Vec<(Symbol, Item)> {
    let is_empty = match &item.value {
        Value::None => true,
        Value::List(list) => list.stream().is_empty(),
        Value::Expr(_) | Value::Type(_) | Value::Closure(_) => false,
    };
    let words = if is_empty {
        item.wants(cx, &format!("words of XmlSerializer's attributes: `xml({} = \"..\")`", place.words[0]))
    } else {
        item.nested(cx, place)
    };
    words.unwrap_or_default()
}

/// What they say on a struct or enum.
#[derive(Default)]
pub(crate) struct XmlOfType {
    pub(crate) root: Option<AttributeValue<XmlNode>>,
    pub(crate) ty: Option<AttributeValue<XmlNode>>,
    pub(crate) clr_name: Option<AttributeValue<String>>,
    pub(crate) include: Option<AttributeValue<Vec<syn::Type>>>,
    pub(crate) serializer: Option<AttributeValue<()>>,
    pub(crate) refused: Option<AttributeValue<String>>,
}

impl XmlOfType {
    pub(super) fn read(&mut self, cx: &Ctxt, item: &Item) {
        for (word, item) in words(cx, item, &XML_OF_TYPE) {
            match word {
                ROOT => {
                    AttributeValue::set(&mut self.root, cx, &item, XmlNode::read(cx, &item, &XML_ROOT));
                }
                TYPE_WORD => {
                    AttributeValue::set(&mut self.ty, cx, &item, XmlNode::read(cx, &item, &XML_TYPE));
                }
                CLR_NAME => AttributeValue::set(&mut self.clr_name, cx, &item, item.name(cx)),
                INCLUDE => {
                    let types = item.list(cx, "Rust types: `include(Circle, Square)`");
                    AttributeValue::set(&mut self.include, cx, &item, types);
                }
                SERIALIZER => AttributeValue::set(&mut self.serializer, cx, &item, item.flag(cx)),
                REFUSED => AttributeValue::set(&mut self.refused, cx, &item, item.text(cx)),
                _ => {}
            }
        }
    }
}

/// What they say on a field.
#[derive(Default)]
pub(crate) struct XmlOfField {
    pub(crate) words: Words,
    pub(crate) ignore: Option<AttributeValue<()>>,
    pub(crate) text: Option<AttributeValue<XmlNode>>,
    pub(crate) attribute: Option<AttributeValue<XmlNode>>,
    pub(crate) elements: Vec<AttributeValue<XmlNode>>,
    pub(crate) array: Option<AttributeValue<XmlNode>>,
    pub(crate) items: Vec<AttributeValue<XmlNode>>,
    pub(crate) order: Option<AttributeValue<i32>>,
    pub(crate) is_field: Option<AttributeValue<()>>,
    pub(crate) clr_name: Option<AttributeValue<String>>,
    pub(crate) choice_identifier: Option<AttributeValue<String>>,
    pub(crate) any_elements: Vec<AttributeValue<XmlNode>>,
    pub(crate) any_attribute: Option<AttributeValue<()>>,
    pub(crate) namespaces: Option<AttributeValue<()>>,
}

impl XmlOfField {
    /// Returns whether it says which elements the member is.
    pub(crate) fn names_elements(&self) -> bool {
        !self.elements.is_empty() || !self.any_elements.is_empty()
    }

    pub(super) fn read(&mut self, cx: &Ctxt, item: &Item) {
        for (word, item) in words(cx, item, &XML_OF_FIELD) {
            self.words.push((word, item.word.clone()));
            match word {
                IGNORE => AttributeValue::set(&mut self.ignore, cx, &item, item.flag(cx)),
                TEXT => AttributeValue::set(&mut self.text, cx, &item, XmlNode::read(cx, &item, &XML_TEXT)),
                ATTRIBUTE => {
                    let node = XmlNode::read(cx, &item, &XML_ATTRIBUTE);
                    AttributeValue::set(&mut self.attribute, cx, &item, node);
                }
                ELEMENT => self.elements.extend(one_of_several(cx, &item, &XML_ELEMENT)),
                ARRAY => {
                    AttributeValue::set(&mut self.array, cx, &item, XmlNode::read(cx, &item, &XML_ARRAY));
                }
                ITEM => self.items.extend(one_of_several(cx, &item, &XML_ITEM)),
                ANY_ELEMENT => self.any_elements.extend(one_of_several(cx, &item, &XML_ANY_ELEMENT)),
                ANY_ATTRIBUTE => AttributeValue::set(&mut self.any_attribute, cx, &item, item.flag(cx)),
                NAMESPACES => AttributeValue::set(&mut self.namespaces, cx, &item, item.flag(cx)),
                ORDER => AttributeValue::set(&mut self.order, cx, &item, order(cx, &item)),
                IS_FIELD => AttributeValue::set(&mut self.is_field, cx, &item, item.flag(cx)),
                CLR_NAME => AttributeValue::set(&mut self.clr_name, cx, &item, item.name(cx)),
                CHOICE_IDENTIFIER => {
                    AttributeValue::set(&mut self.choice_identifier, cx, &item, item.name(cx));
                }
                _ => {}
            }
        }
    }
}

fn one_of_several(cx: &Ctxt, item: &Item, place: &AttributePlace) -> Option<AttributeValue<XmlNode>> {
    let mut node = None;
    AttributeValue::set(&mut node, cx, item, XmlNode::read(cx, item, place));
    node
}

/// The setters of `Order` throw for less than zero.
fn order(cx: &Ctxt, item: &Item) -> Option<i32> {
    match item.int::<i32>(cx, "an integer of 32 bits")? {
        ..0 => item.wants(cx, "0 or more, as in .NET"),
        order => Some(order),
    }
}

/// What they say on a variant or a flag.
#[derive(Default)]
pub(crate) struct XmlOfVariant {
    /// Empty is a name too.
    pub(crate) name: Option<AttributeValue<String>>,
    pub(crate) ignore: Option<AttributeValue<()>>,
}

impl XmlOfVariant {
    pub(super) fn read(&mut self, cx: &Ctxt, item: &Item) {
        for (word, item) in words(cx, item, &XML_OF_VARIANT) {
            match word {
                NAME => AttributeValue::set(&mut self.name, cx, &item, item.text(cx)),
                IGNORE => AttributeValue::set(&mut self.ignore, cx, &item, item.flag(cx)),
                _ => {}
            }
        }
    }
}
