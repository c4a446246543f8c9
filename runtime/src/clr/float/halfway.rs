//! Shortest digits that lie exactly halfway to the neighbour.
//!
//! A decimal number halfway between two floats reads back as the one whose mantissa is even, so most shortest
//! printers take it for that one. .NET takes only what lies nearer to the float than to its neighbours, and
//! writes more digits or others.

/// A finite `float` or `double` as an integer times a power of two.
#[derive(Clone, Copy)]
pub(super) struct Binary {
    mantissa: u64,
    exponent: i32,
    /// The neighbour below is only half as far away as the one above.
    is_power_of_two: bool,
}

/// Digits and the power of ten that they are multiplied with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scaled {
    pub(super) digits: u64,
    pub(super) exponent: u32,
}

impl Binary {
    /// Returns the parts of a number for which halfway digits can be the shortest ones, `None` for all
    /// others.
    ///
    /// Such digits, at most 17 (9), are an integer times a power of ten, and so is a number between two
    /// neighbours: it has one bit more than a mantissa. With digits behind the point it would need more of
    /// them than the number itself. So the number is an integer with zeros at the end in binary, and its
    /// digits have no more than 23 (10) factors of five.
    #[inline]
    pub(super) fn of_f64(value: f64) -> Option<Self> {
        const MANTISSA: u64 = (1 << 52) - 1;
        let bits = value.to_bits();
        let exponent = i32::try_from(bits >> 52 & 0x7ff).ok()? - 1075;
        let mantissa = bits & MANTISSA;
        (mantissa.is_multiple_of(2) && (1..=80).contains(&exponent)).then_some(Self {
            mantissa: mantissa | 1 << 52,
            exponent,
            is_power_of_two: mantissa == 0,
        })
    }

    #[inline]
    pub(super) fn of_f32(value: f32) -> Option<Self> {
        const MANTISSA: u32 = (1 << 23) - 1;
        let bits = value.to_bits();
        let exponent = i32::try_from(bits >> 23 & 0xff).ok()? - 150;
        let mantissa = bits & MANTISSA;
        (mantissa.is_multiple_of(2) && (1..=45).contains(&exponent)).then_some(Self {
            mantissa: u64::from(mantissa) | 1 << 23,
            exponent,
            is_power_of_two: mantissa == 0,
        })
    }

    /// Returns what .NET writes instead of shortest digits that lie halfway to a neighbour, `None` if these
    /// do not.
    pub(super) fn instead_of(self, shortest: Scaled) -> Option<Scaled> {
        // Both sides are divided by 10^exponent, and all is in quarters of the last bit.
        let decimal = u128::from(shortest.digits).checked_mul(five(shortest.exponent)?)?;
        let quarter =
            u32::try_from(self.exponent - 2).ok().and_then(|bits| bits.checked_sub(shortest.exponent));
        let number = u128::from(self.mantissa) * 4;
        let is_halfway = |quarters: u128| {
            if let Some(bits) = quarter {
                return Some(quarters.checked_mul(1_u128.checked_shl(bits)?)? == decimal);
            }
            // A fraction of the unit.
            let bits = shortest.exponent.checked_add_signed(2 - self.exponent)?;
            Some(decimal.checked_mul(1_u128.checked_shl(bits)?)? == quarters)
        };
        let below = if self.is_power_of_two { 1 } else { 2 };
        if !is_halfway(number + 2)? && !is_halfway(number - below)? {
            return None;
        }
        (0..=shortest.exponent).rev().find_map(|exponent| self.nearest(exponent))
    }

    /// Returns the digits with so many zeros behind them that lie nearer to the number than to its
    /// neighbours, if there are any: the last one as .NET rounds it.
    fn nearest(self, exponent: u32) -> Option<Scaled> {
        // All is multiplied by four, so that half the distance to a nearer neighbour is an integer too.
        let bits = u32::try_from(self.exponent).ok()?.checked_sub(exponent)?;
        let (unit, half_above) = (five(exponent)? * 4, 2 << bits);
        let half_below = if self.is_power_of_two { half_above / 2 } else { half_above };
        let number = (u128::from(self.mantissa) * 4).checked_mul(1 << bits)?;
        let (digits, rest) = (number / unit, number % unit);
        let takes_below = rest < half_below;
        let takes_above = unit - rest < half_above;
        let rounds_up = match (takes_below, takes_above) {
            (false, false) => return None,
            (true, false) => false,
            (false, true) => true,
            (true, true) => rest * 2 > unit || (rest * 2 == unit && digits % 2 == 1),
        };
        Some(Scaled { digits: u64::try_from(digits).ok()? + u64::from(rounds_up), exponent })
    }
}

/// Returns the power of five, of those that matter.
fn five(exponent: u32) -> Option<u128> {
    (exponent <= 23).then(|| 5_u128.pow(exponent))
}
