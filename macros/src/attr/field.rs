//! `#[contract(..)]` on a field.

use super::container::{ENUM_FORMS, HANDLINGS};
use super::{Annotations, AttributeValue, Conversion, Item, Serde, Words, XmlOfField, items};
use crate::ctxt::Ctxt;
use crate::symbol::{
    ANNOTATIONS, ARRAY, AS, BASE, BYTES, EMIT_DEFAULT_VALUE, FIELD, IGNORE, IS_REQUIRED, ITEMS,
    JSON_DATE_FORMAT, JSON_DEFAULT_VALUE, JSON_DEFAULTS, JSON_ENUM, JSON_NAME, JSON_NULLS, JSON_ONLY,
    JSON_ORDER, NAME, NULLABLE, ORDER, SECRET, WITH, XML, XML_ONLY,
};

/// What becomes of defaults: the variants of `contract::DefaultValueHandling`.
const DEFAULTS: [(&str, &str); 4] = [
    ("include", "Include"),
    ("ignore", "Ignore"),
    ("populate", "Populate"),
    ("ignoreAndPopulate", "IgnoreAndPopulate"),
];

/// What it says on a field.
#[derive(Default)]
pub(crate) struct Field {
    pub(crate) words: Words,
    pub(crate) name: Option<AttributeValue<String>>,
    pub(crate) order: Option<AttributeValue<i32>>,
    pub(crate) is_required: Option<AttributeValue<()>>,
    pub(crate) emit_default_value: Option<AttributeValue<bool>>,
    pub(crate) nullable: Option<AttributeValue<bool>>,
    pub(crate) json_name: Option<AttributeValue<String>>,
    pub(crate) json_order: Option<AttributeValue<i32>>,
    /// The variant of `contract::NullValueHandling`.
    pub(crate) json_nulls: Option<AttributeValue<&'static str>>,
    /// The variant of `contract::DefaultValueHandling`.
    pub(crate) json_defaults: Option<AttributeValue<&'static str>>,
    /// The default as JSON.
    pub(crate) json_default_value: Option<AttributeValue<String>>,
    pub(crate) json_date_format: Option<AttributeValue<String>>,
    /// The variant of `contract::EnumForm`.
    pub(crate) json_enum: Option<AttributeValue<&'static str>>,
    pub(crate) json_only: Option<AttributeValue<()>>,
    pub(crate) xml_only: Option<AttributeValue<()>>,
    pub(crate) base: Option<AttributeValue<()>>,
    pub(crate) array: Option<AttributeValue<()>>,
    /// Whether it is the list whose items are read one by one, or leads to it.
    pub(crate) items: Option<AttributeValue<()>>,
    pub(crate) secret: Option<AttributeValue<()>>,
    pub(crate) ignore: Option<AttributeValue<()>>,
    /// What `as`, `with` and `bytes` say.
    pub(crate) conversion: Option<AttributeValue<Conversion>>,
    /// What `annotations(..)` says, if it is there.
    pub(crate) annotations: Option<Annotations>,
    /// What `xml(..)` says, if it is there.
    pub(crate) xml: Option<XmlOfField>,
    pub(crate) serde: Serde,
}

impl Field {
    pub(crate) fn read(cx: &Ctxt, attrs: &[syn::Attribute]) -> Self {
        let mut field = Field { serde: Serde::read(cx, attrs), ..Field::default() };
        for (word, item) in items(cx, attrs, &FIELD) {
            field.words.push((word, item.word.clone()));
            match word {
                NAME => AttributeValue::set(&mut field.name, cx, &item, item.name(cx)),
                ORDER => AttributeValue::set(&mut field.order, cx, &item, order(cx, &item)),
                IS_REQUIRED => AttributeValue::set(&mut field.is_required, cx, &item, item.flag(cx)),
                EMIT_DEFAULT_VALUE => {
                    AttributeValue::set(&mut field.emit_default_value, cx, &item, item.boolean(cx));
                }
                NULLABLE => AttributeValue::set(&mut field.nullable, cx, &item, item.boolean(cx)),
                JSON_NAME => AttributeValue::set(&mut field.json_name, cx, &item, item.text(cx)),
                JSON_ORDER => {
                    let order = item.int(cx, "an integer of 32 bits");
                    AttributeValue::set(&mut field.json_order, cx, &item, order);
                }
                JSON_NULLS => {
                    AttributeValue::set(&mut field.json_nulls, cx, &item, item.choice(cx, &HANDLINGS));
                }
                JSON_DEFAULTS => {
                    AttributeValue::set(&mut field.json_defaults, cx, &item, item.choice(cx, &DEFAULTS));
                }
                JSON_DEFAULT_VALUE => {
                    AttributeValue::set(&mut field.json_default_value, cx, &item, item.text(cx));
                }
                JSON_DATE_FORMAT => {
                    AttributeValue::set(&mut field.json_date_format, cx, &item, item.text(cx));
                }
                JSON_ENUM => {
                    AttributeValue::set(&mut field.json_enum, cx, &item, item.choice(cx, &ENUM_FORMS));
                }
                JSON_ONLY => AttributeValue::set(&mut field.json_only, cx, &item, item.flag(cx)),
                XML_ONLY => AttributeValue::set(&mut field.xml_only, cx, &item, item.flag(cx)),
                BASE => AttributeValue::set(&mut field.base, cx, &item, item.flag(cx)),
                ARRAY => AttributeValue::set(&mut field.array, cx, &item, item.flag(cx)),
                ITEMS => AttributeValue::set(&mut field.items, cx, &item, item.flag(cx)),
                SECRET => AttributeValue::set(&mut field.secret, cx, &item, item.flag(cx)),
                BYTES => AttributeValue::set(&mut field.conversion, cx, &item, item.byte_array(cx)),
                AS => AttributeValue::set(&mut field.conversion, cx, &item, item.wire_type(cx)),
                WITH => AttributeValue::set(&mut field.conversion, cx, &item, item.module(cx)),
                IGNORE => AttributeValue::set(&mut field.ignore, cx, &item, item.flag(cx)),
                ANNOTATIONS => field.annotations.get_or_insert_default().read(cx, &item),
                XML => field.xml.get_or_insert_default().read(cx, &item),
                _ => {}
            }
        }
        field
    }
}

/// `DataMemberAttribute.Order` throws for less than zero.
fn order(cx: &Ctxt, item: &Item) -> Option<i32> {
    match item.int::<i32>(cx, "an integer of 32 bits")? {
        ..0 => item.wants(cx, "0 or more, as in .NET; only `json_order` may be less"),
        order => Some(order),
    }
}
