//! The words of `#[contract(..)]` and `#[endpoint(..)]`, and what to say of one that is not among them.

mod annotations;
mod xml;

pub(crate) use annotations::*;
pub(crate) use xml::*;

use proc_macro2::Ident;
use std::fmt;

/// A word of the attribute.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Symbol(&'static str);

impl PartialEq<Symbol> for Ident {
    fn eq(&self, word: &Symbol) -> bool {
        self == word.0
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

macro_rules! symbols {
    ($($name:ident = $word:literal),* $(,)?) => {
        $(pub(crate) const $name: Symbol = Symbol($word);)*
    };
}

symbols! {
    ABSTRACT_CLASS = "abstract_class",
    ALIAS = "alias",
    ALLOW_EMPTY_STRINGS = "allow_empty_strings",
    ANNOTATIONS = "annotations",
    ANY_ATTRIBUTE = "any_attribute",
    ANY_ELEMENT = "any_element",
    API = "api",
    AUTHENTICATION = "authentication",
    ARGS = "args",
    ARRAY = "array",
    AS = "as",
    ATTRIBUTE = "attribute",
    BASE = "base",
    BODY = "body",
    BYTES = "bytes",
    CHOICE_IDENTIFIER = "choice_identifier",
    CLR_NAME = "clr_name",
    CLR_NAMESPACE = "clr_namespace",
    COLLECTION = "collection",
    COMMA_SEPARATED = "comma_separated",
    COMPARE = "compare",
    CONTRACT = "contract",
    CREDIT_CARD = "credit_card",
    DATA_TYPE = "data_type",
    DEFAULT = "default",
    DELETE = "delete",
    DICTIONARY = "dictionary",
    DISPLAY_NAME = "display_name",
    ELEMENT = "element",
    EMAIL_ADDRESS = "email_address",
    EMIT_DEFAULT_VALUE = "emit_default_value",
    ENDPOINT = "endpoint",
    FLAGS = "flags",
    FORM = "form",
    GENERIC = "generic",
    FILE = "file",
    FIRST = "first",
    GET = "get",
    HEAD = "head",
    IGNORE = "ignore",
    INCLUDE = "include",
    INTERFACE = "interface",
    IS_FIELD = "field",
    IS_NULLABLE = "is_nullable",
    IS_REFERENCE = "is_reference",
    IS_REQUIRED = "is_required",
    ITEM = "item",
    ITEMS = "items",
    ITEM_NAME = "item_name",
    JSON = "json",
    JSON_DATE_FORMAT = "json_date_format",
    JSON_DEFAULTS = "json_defaults",
    JSON_DEFAULT_VALUE = "json_default_value",
    JSON_ENUM = "json_enum",
    JSON_ITEM_NULLS = "json_item_nulls",
    JSON_NAME = "json_name",
    JSON_NAMING = "json_naming",
    JSON_NULLS = "json_nulls",
    JSON_ONLY = "json_only",
    JSON_ORDER = "json_order",
    JSON_REFERENCE = "json_reference",
    JSON_SETTINGS = "json_settings",
    JSON_TYPE = "json_type",
    KEY_NAME = "key_name",
    KNOWN_TYPES = "known_types",
    LENGTH = "length",
    LEVELS = "levels",
    MAX = "max",
    MAX_LENGTH = "max_length",
    MESSAGE = "message",
    MIN = "min",
    MIN_LENGTH = "min_length",
    NAME = "name",
    NAMESPACE = "namespace",
    NAMESPACES = "namespaces",
    NESTING_LEVEL = "nesting_level",
    NO_DEFAULT = "no_default",
    NULLABLE = "nullable",
    OPTIONAL = "optional",
    PAGE = "page",
    PAGES = "pages",
    PAGING = "paging",
    MORE = "more",
    NEXT = "next",
    SIZE = "size",
    SKIP = "skip",
    TOTAL = "total",
    PART = "part",
    MEDIA_TYPE = "media_type",
    OPTIONS = "options",
    ORDER = "order",
    OTHER = "other",
    OUTCOME = "outcome",
    PATCH = "patch",
    PATTERN = "pattern",
    PHONE = "phone",
    POLYMORPHIC = "polymorphic",
    POST = "post",
    PUT = "put",
    RANGE = "range",
    REFUSED = "refused",
    REGULAR_EXPRESSION = "regular_expression",
    RENAME_ALL = "rename_all",
    REQUIRED = "required",
    RESPONSE = "response",
    ROOT = "root",
    SECRET = "secret",
    SERDE = "serde",
    SERIALIZER = "serializer",
    STATUS = "status",
    STRING_LENGTH = "string_length",
    TEXT = "text",
    TRANSPARENT = "transparent",
    TYPE_WORD = "type",
    UNDERLYING = "underlying",
    UNKNOWN = "unknown",
    URL = "url",
    VALUE = "value",
    VALUE_NAME = "value_name",
    VALUE_TYPE = "value_type",
    WITH = "with",
    XML = "xml",
    XML_ONLY = "xml_only",
}

/// Where a word may stand.
pub(crate) struct AttributePlace {
    pub(crate) attribute: Symbol,
    /// As in "on a field".
    pub(crate) name: &'static str,
    pub(crate) words: &'static [Symbol],
    /// The places to which a word belongs that stands here by mistake: those in or around this one.
    pub(crate) related: &'static [&'static AttributePlace],
}

pub(crate) static TYPE: AttributePlace = AttributePlace {
    attribute: CONTRACT,
    name: "on a struct or enum",
    words: &[
        NAME,
        NAMESPACE,
        CLR_NAMESPACE,
        JSON_NAMING,
        JSON_SETTINGS,
        JSON_TYPE,
        JSON_ITEM_NULLS,
        RENAME_ALL,
        VALUE_TYPE,
        ABSTRACT_CLASS,
        IS_REFERENCE,
        JSON_REFERENCE,
        KNOWN_TYPES,
        GENERIC,
        COLLECTION,
        DICTIONARY,
        FLAGS,
        UNDERLYING,
        JSON,
        POLYMORPHIC,
        TRANSPARENT,
        AS,
        WITH,
        DEFAULT,
        NO_DEFAULT,
        SERDE,
        XML,
    ],
    related: &[&XML_OF_TYPE],
};

pub(crate) static FIELD: AttributePlace = AttributePlace {
    attribute: CONTRACT,
    name: "on a field",
    words: &[
        NAME,
        ORDER,
        IS_REQUIRED,
        EMIT_DEFAULT_VALUE,
        JSON_NULLS,
        JSON_DEFAULTS,
        JSON_DEFAULT_VALUE,
        JSON_DATE_FORMAT,
        JSON_ENUM,
        NULLABLE,
        JSON_NAME,
        JSON_ORDER,
        JSON_ONLY,
        XML_ONLY,
        BASE,
        ARRAY,
        ITEMS,
        SECRET,
        BYTES,
        AS,
        WITH,
        IGNORE,
        ANNOTATIONS,
        XML,
    ],
    related: &[&XML_OF_FIELD],
};

pub(crate) static VARIANT: AttributePlace = AttributePlace {
    attribute: CONTRACT,
    name: "on a variant",
    words: &[NAME, CLR_NAME, VALUE, ALIAS, IGNORE, UNKNOWN, DEFAULT, XML],
    related: &[],
};

pub(crate) static COLLECTION_WORDS: AttributePlace =
    AttributePlace { attribute: CONTRACT, name: "in `collection(..)`", words: &[ITEM_NAME], related: &[] };

pub(crate) static DICTIONARY_WORDS: AttributePlace = AttributePlace {
    attribute: CONTRACT,
    name: "in `dictionary(..)`",
    words: &[ITEM_NAME, KEY_NAME, VALUE_NAME],
    related: &[],
};

pub(crate) static GENERIC_WORDS: AttributePlace =
    AttributePlace { attribute: CONTRACT, name: "in `generic(..)`", words: &[ARGS, LEVELS], related: &[] };

pub(crate) static ENDPOINT_TYPE: AttributePlace = AttributePlace {
    attribute: ENDPOINT,
    name: "on the struct",
    words: &[
        API,
        GET,
        POST,
        PUT,
        DELETE,
        PATCH,
        HEAD,
        OPTIONS,
        RESPONSE,
        STATUS,
        NAME,
        OUTCOME,
        SERIALIZER,
        AUTHENTICATION,
        PAGING,
    ],
    related: &[],
};

pub(crate) static ENDPOINT_FIELD: AttributePlace = AttributePlace {
    attribute: ENDPOINT,
    name: "on a field",
    words: &[
        NAME,
        DEFAULT,
        OPTIONAL,
        REQUIRED,
        COMMA_SEPARATED,
        BODY,
        INTERFACE,
        ANNOTATIONS,
        PART,
        FILE,
        MEDIA_TYPE,
    ],
    related: &[],
};

pub(crate) static PAGING_WORDS: AttributePlace = AttributePlace {
    attribute: ENDPOINT,
    name: "in `paging(..)`",
    words: &[PAGE, FIRST, SKIP, SIZE, NEXT, TOTAL, PAGES, MORE],
    related: &[],
};

static PLACES: [&AttributePlace; 27] = [
    &PAGING_WORDS,
    &TYPE,
    &FIELD,
    &VARIANT,
    &COLLECTION_WORDS,
    &DICTIONARY_WORDS,
    &GENERIC_WORDS,
    &ENDPOINT_TYPE,
    &ENDPOINT_FIELD,
    &XML_OF_FIELD,
    &XML_OF_TYPE,
    &XML_ELEMENT,
    &XML_ATTRIBUTE,
    &XML_ARRAY,
    &XML_ITEM,
    &XML_ANY_ELEMENT,
    &XML_ROOT,
    &XML_TYPE,
    &XML_OF_VARIANT,
    &ANNOTATIONS_WORDS,
    &REQUIRED_WORDS,
    &STRING_LENGTH_WORDS,
    &LENGTH_WORDS,
    &RANGE_WORDS,
    &PATTERN_WORDS,
    &COMPARE_WORDS,
    &PLAIN_WORDS,
];

impl AttributePlace {
    /// What to say of a word that may not stand here.
    pub(crate) fn refuse(&self, word: &Ident) -> String {
        let text = word.to_string();
        if self.attribute == XML
            && let Some(answer) = of_xml_serializer(&text)
        {
            return answer.to_owned();
        }
        if self.attribute != ENDPOINT
            && let Some(answer) = of_serde(&text)
        {
            return answer.to_owned();
        }
        if let Some(related) = self.related.iter().find(|related| related.has(word)) {
            return format!("`{word}` goes {}", related.name);
        }
        if let Some(other) = PLACES.iter().find(|other| other.attribute == self.attribute && other.has(word))
        {
            return format!("`{word}` goes {}, not {}", other.name, self.name);
        }
        if let Some(meant) = self.nearest(word) {
            return format!("there is no `{word}`; did you mean `{meant}`?");
        }
        let words: Vec<String> = self.words.iter().map(|word| format!("`{word}`")).collect();
        format!("there is no `{word}`; {} there are {}", self.name, words.join(", "))
    }

    fn has(&self, word: &Ident) -> bool {
        self.words.iter().any(|known| word == known)
    }

    /// Returns the word that was probably meant: C#'s spelling of one, one with a slip in it, or a part of
    /// one.
    fn nearest(&self, word: &Ident) -> Option<Symbol> {
        let plain = |text: &str| text.replace('_', "").to_lowercase();
        let given = plain(&word.to_string());
        let slip = self
            .words
            .iter()
            .map(|known| (distance(&given, &plain(known.0)), *known))
            .filter(|(distance, known)| *distance <= known.0.len() / 4)
            .min_by_key(|(distance, _)| *distance);
        let part = || {
            let known = self.words.iter().map(|known| (plain(known.0), *known));
            known
                .filter(|(text, _)| {
                    given.len() >= 4 && (text.contains(&given) || given.contains(text.as_str()))
                })
                .min_by_key(|(text, _)| text.len())
        };
        slip.map(|(_, known)| known).or_else(|| part().map(|(_, known)| known))
    }
}

/// What to say in place of a word of serde.
fn of_serde(word: &str) -> Option<&'static str> {
    Some(match word {
        "rename" => "`rename` of serde is `name` here",
        "default" => {
            "`default` of serde needs no word here: a missing member has what the type's `Default` says"
        }
        "skip" | "skip_serializing" | "skip_deserializing" => {
            "`skip` of serde is `ignore` here; a member of one format alone is `json_only` or `xml_only`"
        }
        "skip_serializing_if" => {
            "`skip_serializing_if` of serde is `emit_default_value = false` here: null, zero and false are left out"
        }
        "alias" => {
            "a member has one name, and JSON finds it whatever the case of its letters; `alias` is for the variants of \
             enums"
        }
        "flatten" => "`flatten` of serde is `base` here, if the field is the base class",
        "tag" | "content" | "untagged" => {
            "a value says its class by `i:type` and `$type`: write an enum over the classes, with \
             `polymorphic(Base)`"
        }
        "other" => "`other` of serde is `unknown` here",
        "serialize_with" | "deserialize_with" => {
            "`serialize_with` and `deserialize_with` of serde are `with` here: a module with `type Wire`, `to_wire` and \
             `from_wire`"
        }
        "from" | "into" | "try_from" => {
            "`from`, `into` and `try_from` of serde are `as` here: it names the type on the wire"
        }
        "deny_unknown_fields" => {
            "what to do with unknown members is the reader's to choose: `ReadOptions::strict`, or its notices"
        }
        "remote" | "getter" => {
            "a type of another crate goes over the wire by `with` at its member, or by a newtype with `as`"
        }
        "bound" => "the bounds follow from the members: each type parameter is a `Field`",
        "crate" => "the derive needs the crate by its own name, `datacontract`",
        _ => return None,
    })
}

/// How many letters have to be put in, taken out or changed.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proc_macro2::Span;

    fn refuse(place: &AttributePlace, word: &str) -> String {
        place.refuse(&Ident::new(word, Span::call_site()))
    }

    #[test]
    fn slips_and_csharp_spelling_are_recognised() {
        assert_eq!(
            refuse(&COLLECTION_WORDS, "xyz"),
            "there is no `xyz`; in `collection(..)` there are `item_name`"
        );
        assert_eq!(refuse(&FIELD, "required"), "there is no `required`; did you mean `is_required`?");
        assert_eq!(refuse(&FIELD, "IsRequired"), "there is no `IsRequired`; did you mean `is_required`?");
        assert_eq!(refuse(&FIELD, "oder"), "there is no `oder`; did you mean `order`?");
        assert_eq!(refuse(&TYPE, "order"), "`order` goes on a field, not on a struct or enum");
        assert_eq!(refuse(&FIELD, "attribute"), "`attribute` goes in `xml(..)` on a field");
        assert_eq!(refuse(&XML_OF_FIELD, "namespace"), "`namespace` goes in `element(..)`");
        assert_eq!(refuse(&XML_ELEMENT, "nullable"), "there is no `nullable`; did you mean `is_nullable`?");
        assert_eq!(
            refuse(&XML_ELEMENT, "order"),
            "`order` goes in `xml(..)` on a field, not in `element(..)`"
        );
    }
}
