//! Integer literals.

use std::ops::RangeInclusive;

use proc_macro2::TokenStream;
use quote::quote;

use crate::spec::Clr;

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

/// Returns the numbers of an integer type; none of other types.
pub(crate) fn range(clr: Clr) -> Option<RangeInclusive<i128>> {
    Some(match clr {
        Clr::SByte => i8::MIN.into()..=i8::MAX.into(),
        Clr::Byte => u8::MIN.into()..=u8::MAX.into(),
        Clr::Short => i16::MIN.into()..=i16::MAX.into(),
        Clr::UShort => u16::MIN.into()..=u16::MAX.into(),
        Clr::Int => i32::MIN.into()..=i32::MAX.into(),
        Clr::UInt => u32::MIN.into()..=u32::MAX.into(),
        Clr::Long => i64::MIN.into()..=i64::MAX.into(),
        Clr::ULong => u64::MIN.into()..=u64::MAX.into(),
        _ => return None,
    })
}
