//! `#[contract(..)]` on a variant.

use super::{Given, Words, items};
use crate::ctxt::Ctxt;
use crate::symbol::{ALIAS, CLR_NAME, DEFAULT, IGNORE, NAME, UNKNOWN, VALUE, VARIANT};

/// What it says on a variant.
#[derive(Default)]
pub(crate) struct Variant {
    pub(crate) words: Words,
    pub(crate) name: Option<Given<String>>,
    /// C#'s name, where `name` is another one.
    pub(crate) clr_name: Option<Given<String>>,
    pub(crate) value: Option<Given<i128>>,
    /// The names of further members with the same number.
    pub(crate) aliases: Vec<Given<String>>,
    pub(crate) ignore: Option<Given<()>>,
    pub(crate) unknown: Option<Given<()>>,
    pub(crate) default: Option<Given<()>>,
}

impl Variant {
    pub(crate) fn read(cx: &Ctxt, attrs: &[syn::Attribute]) -> Self {
        let mut variant = Variant::default();
        for (word, item) in items(cx, attrs, &VARIANT) {
            variant.words.push((word, item.word.clone()));
            match word {
                NAME => Given::set(&mut variant.name, cx, &item, item.name(cx)),
                CLR_NAME => Given::set(&mut variant.clr_name, cx, &item, item.name(cx)),
                VALUE => Given::set(&mut variant.value, cx, &item, item.int(cx, "an integer")),
                ALIAS => {
                    let mut alias = None;
                    Given::set(&mut alias, cx, &item, item.name(cx));
                    variant.aliases.extend(alias);
                }
                IGNORE => Given::set(&mut variant.ignore, cx, &item, item.flag(cx)),
                UNKNOWN => Given::set(&mut variant.unknown, cx, &item, item.flag(cx)),
                DEFAULT => Given::set(&mut variant.default, cx, &item, item.flag(cx)),
                _ => {}
            }
        }
        variant
    }
}
