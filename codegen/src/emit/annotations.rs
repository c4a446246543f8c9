//! Annotations of a spec as words of the derives.

use super::integer;
use crate::spec::annotations::Rule;
use crate::spec::{Annotations, TextRule};
use proc_macro2::TokenStream;
use quote::quote;

/// Returns `annotations(..)`, if a service demands anything.
pub(super) fn word(annotations: &Annotations) -> Option<TokenStream> {
    let rules = annotations.rules();
    if rules.is_empty() {
        return None;
    }
    let rules = rules.into_iter().map(|(rule, message)| rule_word(&rule, message));
    let name = annotations.display_name.as_ref().map(|name| {
        let name = name.as_str();
        quote!(display_name = #name)
    });
    let words = rules.chain(name);
    Some(quote!(annotations(#(#words),*)))
}

fn rule_word(rule: &Rule<'_>, message: Option<&str>) -> TokenStream {
    let number = |number: u32| integer::literal(number.into());
    let message = message.map(|message| quote!(message = #message));
    let (word, arguments) = match rule {
        Rule::Required { allows_empty_strings: false } => (quote!(required), vec![]),
        Rule::Required { allows_empty_strings: true } => {
            (quote!(required), vec![quote!(allow_empty_strings)])
        }
        Rule::StringLength { min, max } => {
            let (min, max) = ((*min > 0).then(|| number(*min)), number(*max));
            let min = min.map(|min| quote!(min = #min));
            (quote!(string_length), std::iter::once(quote!(max = #max)).chain(min).collect())
        }
        Rule::MinLength(length) => return length_word(&quote!(min_length), number(*length), message),
        Rule::MaxLength(length) => return length_word(&quote!(max_length), number(*length), message),
        Rule::Range { min, max } => (quote!(range), vec![quote!(min = #min), quote!(max = #max)]),
        Rule::RegularExpression(pattern) => {
            return valued(&quote!(regular_expression), &quote!(pattern), &quote!(#pattern), message);
        }
        Rule::Text(TextRule::EmailAddress) => (quote!(email_address), vec![]),
        Rule::Text(TextRule::Url) => (quote!(url), vec![]),
        Rule::Text(TextRule::Phone) => (quote!(phone), vec![]),
        Rule::Text(TextRule::CreditCard) => (quote!(credit_card), vec![]),
        Rule::Compare(other) => return valued(&quote!(compare), &quote!(other), &quote!(#other), message),
    };
    let arguments: Vec<TokenStream> = arguments.into_iter().chain(message).collect();
    if arguments.is_empty() { word } else { quote!(#word(#(#arguments),*)) }
}

fn length_word(
    word: &TokenStream,
    length: impl quote::ToTokens,
    message: Option<TokenStream>,
) -> TokenStream {
    valued(word, &quote!(length), &quote!(#length), message)
}

/// `word = value`, or with a message `word(name = value, message = ..)`.
fn valued(
    word: &TokenStream,
    name: &TokenStream,
    value: &TokenStream,
    message: Option<TokenStream>,
) -> TokenStream {
    match message {
        None => quote!(#word = #value),
        Some(message) => quote!(#word(#name = #value, #message)),
    }
}
