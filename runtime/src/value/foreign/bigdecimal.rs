//! `bigdecimal`.

use super::{converted, fits};
use crate::clr::Decimal;
use crate::value::ConvertError;
use ::bigdecimal::BigDecimal;
use ::bigdecimal::num_bigint::BigInt;

converted!(
    BigDecimal => Decimal,
    initial: BigDecimal::default(),
    |number| to_wire(number),
    |number| fits(BigDecimal::new(BigInt::from(number.mantissa()), i64::from(number.scale())))
);

/// Keeps the scale; zeros that stand before the point are written out.
fn to_wire(number: &BigDecimal) -> Result<Decimal, ConvertError> {
    let (digits, scale) = number.as_bigint_and_exponent();
    let (digits, scale) = if scale < 0 {
        // More zeros than a decimal has digits cannot fit.
        let zeros = u32::try_from(-scale).ok().filter(|zeros| *zeros <= 28 || digits == BigInt::default());
        (zeros.map(|zeros| digits * BigInt::from(10).pow(zeros.min(28))), 0)
    } else {
        (Some(digits), scale)
    };
    digits
        .and_then(|digits| i128::try_from(digits).ok())
        .zip(u32::try_from(scale).ok())
        .and_then(|(digits, scale)| Decimal::new(digits, scale))
        .ok_or_else(|| {
            ConvertError::new(
                "the number has more digits than a decimal: 28 behind the point, 96 bits in all",
            )
        })
}
