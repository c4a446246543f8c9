//! The places for the words of `xml(..)`, which are those of `XmlSerializer`'s attributes.

use super::{
    ANY_ATTRIBUTE, ANY_ELEMENT, ARRAY, ATTRIBUTE, AttributePlace, CHOICE_IDENTIFIER, CLR_NAME, DATA_TYPE,
    ELEMENT, FIELD, FORM, IGNORE, INCLUDE, IS_FIELD, IS_NULLABLE, ITEM, NAME, NAMESPACE, NAMESPACES,
    NESTING_LEVEL, ORDER, REFUSED, ROOT, SERIALIZER, TEXT, TYPE, TYPE_WORD, VARIANT, XML,
};

pub(crate) static XML_OF_TYPE: AttributePlace = AttributePlace {
    attribute: XML,
    name: "in `xml(..)` on a struct or enum",
    words: &[ROOT, TYPE_WORD, CLR_NAME, INCLUDE, SERIALIZER, REFUSED],
    related: &[&XML_ROOT, &XML_TYPE, &TYPE],
};

pub(crate) static XML_OF_FIELD: AttributePlace = AttributePlace {
    attribute: XML,
    name: "in `xml(..)` on a field",
    words: &[
        ELEMENT,
        ATTRIBUTE,
        TEXT,
        ARRAY,
        ITEM,
        IGNORE,
        ORDER,
        IS_FIELD,
        CLR_NAME,
        CHOICE_IDENTIFIER,
        ANY_ELEMENT,
        ANY_ATTRIBUTE,
        NAMESPACES,
    ],
    related: &[&XML_ELEMENT, &XML_ITEM, &FIELD],
};

pub(crate) static XML_OF_VARIANT: AttributePlace = AttributePlace {
    attribute: XML,
    name: "in `xml(..)` on a member of an enum",
    words: &[NAME, IGNORE],
    related: &[&VARIANT],
};

pub(crate) static XML_ROOT: AttributePlace = AttributePlace {
    attribute: XML,
    name: "in `root(..)`",
    words: &[NAME, NAMESPACE, IS_NULLABLE],
    related: &[],
};

pub(crate) static XML_TYPE: AttributePlace =
    AttributePlace { attribute: XML, name: "in `type(..)`", words: &[NAME, NAMESPACE], related: &[] };

pub(crate) static XML_ELEMENT: AttributePlace = AttributePlace {
    attribute: XML,
    name: "in `element(..)`",
    words: &[NAME, NAMESPACE, IS_NULLABLE, FORM, DATA_TYPE, TYPE_WORD],
    related: &[],
};

pub(crate) static XML_ATTRIBUTE: AttributePlace = AttributePlace {
    attribute: XML,
    name: "in `attribute(..)`",
    words: &[NAME, NAMESPACE, FORM, DATA_TYPE],
    related: &[],
};

pub(crate) static XML_TEXT: AttributePlace =
    AttributePlace { attribute: XML, name: "in `text(..)`", words: &[DATA_TYPE], related: &[] };

pub(crate) static XML_ARRAY: AttributePlace = AttributePlace {
    attribute: XML,
    name: "in `array(..)`",
    words: &[NAME, NAMESPACE, IS_NULLABLE, FORM],
    related: &[],
};

pub(crate) static XML_ITEM: AttributePlace = AttributePlace {
    attribute: XML,
    name: "in `item(..)`",
    words: &[NAME, NAMESPACE, IS_NULLABLE, FORM, DATA_TYPE, TYPE_WORD, NESTING_LEVEL],
    related: &[],
};

pub(crate) static XML_ANY_ELEMENT: AttributePlace =
    AttributePlace { attribute: XML, name: "in `any_element(..)`", words: &[NAME, NAMESPACE], related: &[] };

/// Returns what to say in place of a word for what other attributes of C# say.
pub(super) fn of_xml_serializer(word: &str) -> Option<&'static str> {
    Some(match word {
        "default" | "default_value" => {
            "`DefaultValue` counts in both formats: it is `json_default_value` on the field"
        }
        "specified" => {
            "`XxxSpecified` needs no word: a `bool` that has this name in C#, marked `xml(ignore)`, says whether the \
             member `Xxx` is there"
        }
        "should_serialize" => {
            "`ShouldSerializeXxx` needs no word: a member of the type `Presence` is left out where it is absent"
        }
        "flatten" => "a list without an element around its items is `element` here",
        _ => return None,
    })
}
