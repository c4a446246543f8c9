//! `rust_decimal`.

use crate::clr::Decimal;

impl From<::rust_decimal::Decimal> for Decimal {
    /// Keeps the scale. The sign of a negative zero is lost.
    fn from(number: ::rust_decimal::Decimal) -> Self {
        // Both have 96 bits and 28 digits behind the point.
        Self::new(number.mantissa(), number.scale()).unwrap_or_default()
    }
}

impl From<Decimal> for ::rust_decimal::Decimal {
    /// Keeps the scale.
    fn from(number: Decimal) -> Self {
        Self::try_from_i128_with_scale(number.mantissa(), number.scale()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn keeps_extremes() {
        for number in [Decimal::MAX, Decimal::MIN, Decimal::ZERO, Decimal::new(1, 28).unwrap()] {
            let other = ::rust_decimal::Decimal::from(number);
            assert_eq!(other.to_string(), number.to_string());
            assert!(Decimal::from(other).same_text(&number));
        }
        assert_eq!(Decimal::from(::rust_decimal::Decimal::MAX).to_string(), Decimal::MAX.to_string());
    }

    proptest! {
        #[test]
        fn texts_agree(mantissa: i64, scale in 0..=28_u32) {
            let number = Decimal::new(i128::from(mantissa), scale).unwrap();
            let other = ::rust_decimal::Decimal::from(number);
            prop_assert_eq!(other.to_string(), number.to_string());
            prop_assert!(Decimal::from(other).same_text(&number));
        }
    }
}
