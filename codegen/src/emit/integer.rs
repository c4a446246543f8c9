//! Integer literals.

use proc_macro2::TokenStream;
use quote::quote;

/// Returns an integer literal that may have a minus; long ones in groups of three digits.
pub(crate) fn literal(number: i128) -> TokenStream {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && digits.len() > 5 && (digits.len() - at).is_multiple_of(3) {
            text.push('_');
        }
        text.push(digit);
    }
    let literal = syn::LitInt::new(&text, proc_macro2::Span::call_site());
    if number < 0 { quote!(-#literal) } else { quote!(#literal) }
}
