//! `#[contract(..)]` on a variant.

use super::{AttributeValue, Serde, WireName, Words, XmlOfVariant, items};
use crate::ctxt::Ctxt;
use crate::symbol::{ALIAS, CLR_NAME, DEFAULT, IGNORE, NAME, UNKNOWN, VALUE, VARIANT, XML};

/// What it says on a variant.
#[derive(Default)]
pub(crate) struct Variant {
    pub(crate) words: Words,
    pub(crate) name: Option<AttributeValue<String>>,
    /// C#'s name, where `name` is another one.
    pub(crate) clr_name: Option<AttributeValue<String>>,
    pub(crate) value: Option<AttributeValue<i128>>,
    /// The names of further members with the same number.
    pub(crate) aliases: Vec<WireName>,
    pub(crate) ignore: Option<AttributeValue<()>>,
    pub(crate) unknown: Option<AttributeValue<()>>,
    pub(crate) default: Option<AttributeValue<()>>,
    /// What `xml(..)` says, if it is there.
    pub(crate) xml: Option<XmlOfVariant>,
    pub(crate) serde: Serde,
}

impl Variant {
    pub(crate) fn read(cx: &Ctxt, attrs: &[syn::Attribute]) -> Self {
        let mut variant = Variant { serde: Serde::read(cx, attrs), ..Variant::default() };
        for (word, item) in items(cx, attrs, &VARIANT) {
            variant.words.push((word, item.word.clone()));
            match word {
                NAME => AttributeValue::set(&mut variant.name, cx, &item, item.name(cx)),
                CLR_NAME => AttributeValue::set(&mut variant.clr_name, cx, &item, item.name(cx)),
                VALUE => AttributeValue::set(&mut variant.value, cx, &item, item.int(cx, "an integer")),
                ALIAS => variant.aliases.extend(item.aliases(cx).unwrap_or_default()),
                IGNORE => AttributeValue::set(&mut variant.ignore, cx, &item, item.flag(cx)),
                XML => variant.xml.get_or_insert_default().read(cx, &item),
                UNKNOWN => AttributeValue::set(&mut variant.unknown, cx, &item, item.flag(cx)),
                DEFAULT => AttributeValue::set(&mut variant.default, cx, &item, item.flag(cx)),
                _ => {}
            }
        }
        variant
    }
}
