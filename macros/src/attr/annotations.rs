//! `annotations(..)`: what the attributes of `System.ComponentModel.DataAnnotations` say.

use super::{AttributeValue, Item, Value};
use crate::ctxt::Ctxt;
use crate::symbol::{
    ALLOW_EMPTY_STRINGS, ANNOTATIONS_WORDS, AttributePlace, COMPARE, COMPARE_WORDS, CREDIT_CARD,
    DISPLAY_NAME, EMAIL_ADDRESS, LENGTH, LENGTH_WORDS, MAX, MAX_LENGTH, MESSAGE, MIN, MIN_LENGTH, OTHER,
    PATTERN, PATTERN_WORDS, PHONE, PLAIN_WORDS, RANGE, RANGE_WORDS, REGULAR_EXPRESSION, REQUIRED,
    REQUIRED_WORDS, STRING_LENGTH, STRING_LENGTH_WORDS, Symbol, URL,
};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

/// What it says on a field, in the order in which it stands there.
#[derive(Default)]
pub(crate) struct Annotations {
    display_name: Option<AttributeValue<String>>,
    rules: Vec<Annotation>,
}

/// One attribute.
struct Annotation {
    word: Symbol,
    arguments: Arguments,
}

/// What an attribute is given.
#[derive(Default)]
struct Arguments {
    allows_empty_strings: Option<AttributeValue<()>>,
    min: Option<AttributeValue<Bound>>,
    max: Option<AttributeValue<Bound>>,
    length: Option<AttributeValue<u32>>,
    /// The pattern, or the name of the other member.
    text: Option<AttributeValue<String>>,
    message: Option<AttributeValue<String>>,
}

/// An end of a range of lengths or values.
enum Bound {
    Length(u32),
    Text(String),
}

impl Bound {
    fn read(cx: &Ctxt, item: &Item, of: Symbol) -> Option<Self> {
        if of == STRING_LENGTH {
            item.int(cx, "a length").map(Bound::Length)
        } else {
            item.text(cx).map(Bound::Text)
        }
    }
}

impl ToTokens for Bound {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Bound::Length(length) => length.to_tokens(tokens),
            Bound::Text(text) => text.to_tokens(tokens),
        }
    }
}

impl Annotations {
    pub(crate) fn read(&mut self, cx: &Ctxt, item: &Item) {
        let words = match item.value {
            Value::None => item.wants(cx, "attributes of C#: `annotations(required)`"),
            _ => item.nested(cx, &ANNOTATIONS_WORDS),
        };
        for (word, item) in words.unwrap_or_default() {
            if word == DISPLAY_NAME {
                AttributeValue::set(&mut self.display_name, cx, &item, item.name(cx));
            } else if self.rules.iter().any(|rule| rule.word == word) {
                cx.error(&item.word, format!("`{word}` is given twice"));
            } else if let Some(arguments) = Arguments::read(cx, &item, word) {
                self.rules.push(Annotation { word, arguments });
            }
        }
    }

    /// Returns the `Annotations` of the member or parameter.
    pub(crate) fn tokens(&self) -> TokenStream {
        let rules = self.rules.iter().map(Annotation::tokens);
        let name =
            self.display_name.as_ref().map(|AttributeValue { value, .. }| quote!(.display_name(#value)));
        quote!(::datacontract::contract::Annotations::new(&[#(#rules),*]) #name)
    }
}

/// Returns the words that an attribute may be given.
fn place_of(word: Symbol) -> &'static AttributePlace {
    match word {
        REQUIRED => &REQUIRED_WORDS,
        STRING_LENGTH => &STRING_LENGTH_WORDS,
        MIN_LENGTH | MAX_LENGTH => &LENGTH_WORDS,
        RANGE => &RANGE_WORDS,
        REGULAR_EXPRESSION => &PATTERN_WORDS,
        COMPARE => &COMPARE_WORDS,
        _ => &PLAIN_WORDS,
    }
}

impl Arguments {
    fn read(cx: &Ctxt, item: &Item, word: Symbol) -> Option<Self> {
        let mut arguments = Self::default();
        let has_one_value = matches!(word, MIN_LENGTH | MAX_LENGTH | REGULAR_EXPRESSION | COMPARE);
        if has_one_value && matches!(item.value, Value::Expr(_)) {
            arguments.argument(cx, item, word, word);
            return Some(arguments);
        }
        let words = item.nested(cx, place_of(word))?;
        let lacks = |inner| !words.iter().any(|(given, _)| *given == inner);
        let missing = match word {
            STRING_LENGTH if lacks(MAX) => Some("the greatest length: `string_length(max = 40)`"),
            MIN_LENGTH | MAX_LENGTH if lacks(LENGTH) => Some("a length: `max_length = 40`"),
            RANGE if lacks(MIN) || lacks(MAX) => {
                Some("both ends, as texts: `range(min = \"1\", max = \"10\")`")
            }
            REGULAR_EXPRESSION if lacks(PATTERN) => Some("a pattern: `regular_expression = \"^[A-Z]+$\"`"),
            COMPARE if lacks(OTHER) => Some("C#'s name of the other member: `compare = \"Password\"`"),
            _ => None,
        };
        if let Some(missing) = missing {
            return item.wants(cx, missing);
        }
        for (inner, item) in &words {
            arguments.argument(cx, item, *inner, word);
        }
        Some(arguments)
    }

    /// Reads one argument of the attribute `of`.
    fn argument(&mut self, cx: &Ctxt, item: &Item, word: Symbol, of: Symbol) {
        match word {
            ALLOW_EMPTY_STRINGS => {
                AttributeValue::set(&mut self.allows_empty_strings, cx, item, item.flag(cx));
            }
            MIN => AttributeValue::set(&mut self.min, cx, item, Bound::read(cx, item, of)),
            MAX => AttributeValue::set(&mut self.max, cx, item, Bound::read(cx, item, of)),
            LENGTH | MIN_LENGTH | MAX_LENGTH => {
                AttributeValue::set(&mut self.length, cx, item, item.int(cx, "a length"));
            }
            PATTERN | REGULAR_EXPRESSION | OTHER | COMPARE => {
                AttributeValue::set(&mut self.text, cx, item, item.name(cx));
            }
            MESSAGE => AttributeValue::set(&mut self.message, cx, item, item.text(cx)),
            _ => {}
        }
    }
}

impl Annotation {
    fn tokens(&self) -> TokenStream {
        let Arguments { allows_empty_strings, min, max, length, text, message } = &self.arguments;
        let min = min.as_ref().map(|given| &given.value);
        let max = max.as_ref().map(|given| &given.value);
        let length = length.as_ref().map(|given| given.value);
        let text = text.as_ref().map(|given| &given.value);
        let variant = match self.word {
            REQUIRED => {
                let allows = allows_empty_strings.is_some();
                quote!(Required { allows_empty_strings: #allows })
            }
            STRING_LENGTH => {
                let min = min.map_or_else(|| quote!(0), ToTokens::to_token_stream);
                quote!(StringLength { min: #min, max: #max })
            }
            MIN_LENGTH => quote!(MinLength(#length)),
            MAX_LENGTH => quote!(MaxLength(#length)),
            RANGE => quote!(Range { min: #min, max: #max }),
            REGULAR_EXPRESSION => quote!(RegularExpression(#text)),
            EMAIL_ADDRESS => quote!(EmailAddress),
            URL => quote!(Url),
            PHONE => quote!(Phone),
            CREDIT_CARD => quote!(CreditCard),
            _ => quote!(Compare(#text)),
        };
        let message = message.as_ref().map(|AttributeValue { value, .. }| quote!(.message(#value)));
        quote! {
            ::datacontract::contract::Annotation::new(::datacontract::contract::AnnotationRule::#variant) #message
        }
    }
}
