//! The places for the words of `annotations(..)`, which are the attributes of `System.ComponentModel.DataAnnotations`.

use super::{
    ALLOW_EMPTY_STRINGS, ANNOTATIONS, AttributePlace, COMPARE, CREDIT_CARD, DISPLAY_NAME, EMAIL_ADDRESS,
    LENGTH, MAX, MAX_LENGTH, MESSAGE, MIN, MIN_LENGTH, OTHER, PATTERN, PHONE, RANGE, REGULAR_EXPRESSION,
    REQUIRED, STRING_LENGTH, Symbol, URL,
};

pub(crate) static ANNOTATIONS_WORDS: AttributePlace = place(
    "in `annotations(..)`",
    &[
        REQUIRED,
        STRING_LENGTH,
        MIN_LENGTH,
        MAX_LENGTH,
        RANGE,
        REGULAR_EXPRESSION,
        EMAIL_ADDRESS,
        URL,
        PHONE,
        CREDIT_CARD,
        COMPARE,
        DISPLAY_NAME,
    ],
);

pub(crate) static REQUIRED_WORDS: AttributePlace =
    place("in `required(..)`", &[ALLOW_EMPTY_STRINGS, MESSAGE]);
pub(crate) static STRING_LENGTH_WORDS: AttributePlace = place("in `string_length(..)`", &[MAX, MIN, MESSAGE]);
pub(crate) static LENGTH_WORDS: AttributePlace =
    place("in `min_length(..)` and `max_length(..)`", &[LENGTH, MESSAGE]);
pub(crate) static RANGE_WORDS: AttributePlace = place("in `range(..)`", &[MIN, MAX, MESSAGE]);
pub(crate) static PATTERN_WORDS: AttributePlace = place("in `regular_expression(..)`", &[PATTERN, MESSAGE]);
pub(crate) static COMPARE_WORDS: AttributePlace = place("in `compare(..)`", &[OTHER, MESSAGE]);
pub(crate) static PLAIN_WORDS: AttributePlace =
    place("in `email_address(..)`, `url(..)`, `phone(..)` and `credit_card(..)`", &[MESSAGE]);

const fn place(name: &'static str, words: &'static [Symbol]) -> AttributePlace {
    AttributePlace { attribute: ANNOTATIONS, name, words, related: &[] }
}
