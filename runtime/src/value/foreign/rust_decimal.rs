//! `rust_decimal`.

use super::{converted, fits};
use crate::clr;
use ::rust_decimal::Decimal;

converted!(
    Decimal => clr::Decimal,
    initial: Decimal::ZERO,
    |number| fits(clr::Decimal::from(*number)),
    |number| fits(number.into())
);
