//! `decimal`.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use super::error::{ParseError, RangeError};
use super::text::{Cursor, trim_number};

/// The greatest amount: 2^96 - 1.
const MAX_MANTISSA: u128 = (1 << 96) - 1;
/// The greatest number of digits behind the point.
const MAX_SCALE: u8 = 28;
const EXPECTED: &str = "a decimal number such as 12.50";

/// A .NET `decimal`: a number of up to 28 digits with the count of digits behind its point.
///
/// It keeps its scale on the wire (`4.00` stays `4.00`), but compares by its value: `4.0 == 4.00`. It has no
/// arithmetic: convert it with the features `rust_decimal` or with [`mantissa`](Self::mantissa) and
/// [`scale`](Self::scale).
///
/// .NET knows a negative zero and writes it as `0`; here it is plain zero.
///
/// ```
/// use datacontract::clr::Decimal;
///
/// let price: Decimal = "4.00".parse()?;
/// assert_eq!(price.to_string(), "4.00");
/// assert_eq!((price.mantissa(), price.scale()), (400, 2));
/// assert_eq!(price, Decimal::from(4));
/// assert!(!price.same_text(&Decimal::from(4)));
/// # Ok::<(), datacontract::clr::ParseError>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Decimal {
    /// At most `MAX_MANTISSA`.
    amount: u128,
    /// At most `MAX_SCALE`.
    scale: u8,
    /// Never set for zero.
    negative: bool,
}

impl Decimal {
    /// `0`.
    pub const ZERO: Self = Self { amount: 0, scale: 0, negative: false };
    /// `79228162514264337593543950335`.
    pub const MAX: Self = Self { amount: MAX_MANTISSA, scale: 0, negative: false };
    /// `-79228162514264337593543950335`.
    pub const MIN: Self = Self { amount: MAX_MANTISSA, scale: 0, negative: true };

    /// Returns the number `mantissa / 10^scale`. None if the mantissa has more than 96 bits or the scale is
    /// over 28.
    ///
    /// ```
    /// use datacontract::clr::Decimal;
    ///
    /// assert_eq!(Decimal::new(-1990, 2).map(|d| d.to_string()).as_deref(), Some("-19.90"));
    /// assert!(Decimal::new(1, 29).is_none());
    /// ```
    #[must_use]
    pub fn new(mantissa: i128, scale: u32) -> Option<Self> {
        let amount = mantissa.unsigned_abs();
        let scale = u8::try_from(scale).ok().filter(|&scale| scale <= MAX_SCALE)?;
        (amount <= MAX_MANTISSA).then_some(Self { amount, scale, negative: mantissa < 0 })
    }

    /// Returns all digits, without the point, with the sign.
    #[must_use]
    pub fn mantissa(&self) -> i128 {
        // At most 96 bits, so this always fits.
        let amount = i128::try_from(self.amount).unwrap_or(i128::MAX);
        if self.negative { -amount } else { amount }
    }

    /// Returns how many of the digits stand behind the point: 0 to 28.
    #[must_use]
    pub fn scale(&self) -> u32 {
        u32::from(self.scale)
    }

    /// Returns whether the number is below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.negative
    }

    /// Returns whether both are written alike: equal in value and in scale.
    #[must_use]
    pub fn same_text(&self, other: &Self) -> bool {
        (self.amount, self.scale, self.negative) == (other.amount, other.scale, other.negative)
    }

    /// Returns the nearest `f64`.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        self.to_string().parse().unwrap_or(f64::NAN)
    }

    /// The same value without zeros at the end of its fraction.
    fn normalized(&self) -> Self {
        let mut number = *self;
        if number.amount == 0 {
            return Self::ZERO;
        }
        while number.scale > 0 && number.amount.is_multiple_of(10) {
            number.amount /= 10;
            number.scale -= 1;
        }
        number
    }

    /// Appends the text in XML: all digits, the scale kept.
    pub fn write_xml(&self, out: &mut String) {
        if self.negative {
            out.push('-');
        }
        let mut buffer = itoa::Buffer::new();
        let digits = buffer.format(self.amount);
        let scale = usize::from(self.scale);
        if scale == 0 {
            out.push_str(digits);
        } else if let Some(before) = digits.len().checked_sub(scale).filter(|&before| before > 0) {
            let (whole, part) = digits.split_at(before);
            out.push_str(whole);
            out.push('.');
            out.push_str(part);
        } else {
            out.push_str("0.");
            out.extend(std::iter::repeat_n('0', scale.saturating_sub(digits.len())));
            out.push_str(digits);
        }
    }

    /// Appends the number in JSON: as in XML, but integers get `.0`, as Json.NET writes them.
    pub fn write_json_text(&self, out: &mut String) {
        self.write_xml(out);
        if self.scale == 0 {
            out.push_str(".0");
        }
    }

    /// Returns the number in JSON: see [`write_json_text`](Self::write_json_text).
    ///
    /// ```
    /// use datacontract::clr::Decimal;
    ///
    /// assert_eq!(Decimal::from(8).to_json_text(), "8.0");
    /// ```
    #[must_use]
    pub fn to_json_text(&self) -> String {
        let mut out = String::new();
        self.write_json_text(&mut out);
        out
    }

    /// Reads the text of a JSON number, or of a JSON string that holds a number; exponents are fine.
    ///
    /// ```
    /// use datacontract::clr::Decimal;
    ///
    /// assert_eq!(Decimal::from_json_text("1.5E+2"), Ok(Decimal::from(150)));
    /// ```
    pub fn from_json_text(text: &str) -> Result<Self, ParseError> {
        read(text, Exponents::Read).ok_or(ParseError::new(EXPECTED))
    }
}

/// Whether a number may have an exponent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Exponents {
    Read,
    Refused,
}

/// Reads as .NET's `decimal.Parse`: digits that do not fit are rounded, halves to even; too great numbers are
/// refused.
fn read(text: &str, exponents: Exponents) -> Option<Decimal> {
    let mut cursor = Cursor::new(trim_number(text));
    let negative = cursor.eat(b'-');
    if !negative {
        cursor.eat(b'+');
    }

    let mut digits = Digits { amount: 0, next: None, tail: false, started: false };
    // How many digits the number has left of its point, less one for each zero right of the point that comes
    // first.
    let mut point = 0_i64;
    let mut any = false;
    let mut fraction = false;
    // How many digits went into `digits.amount`.
    let mut taken = 0_i64;
    loop {
        if let Some(digit) = cursor.digit() {
            any = true;
            if !digits.started && digit == 0 {
                point -= i64::from(fraction);
            } else {
                digits.started = true;
                point += i64::from(!fraction);
                taken += i64::from(digits.push(digit));
            }
        } else if !fraction && cursor.eat(b'.') {
            fraction = true;
        } else {
            break;
        }
    }
    if !any {
        return None;
    }
    if exponents == Exponents::Read && (cursor.eat(b'e') || cursor.eat(b'E')) {
        let below = cursor.eat(b'-');
        if !below {
            cursor.eat(b'+');
        }
        let mut exponent = i64::from(cursor.digit()?);
        while let Some(digit) = cursor.digit() {
            exponent = exponent.saturating_mul(10).saturating_add(i64::from(digit)).min(100_000);
        }
        point += if below { -exponent } else { exponent };
    }
    if !cursor.is_empty() {
        return None;
    }
    if !digits.started {
        let scale = u8::try_from((-point).clamp(0, i64::from(MAX_SCALE))).unwrap_or(0);
        return Some(Decimal { amount: 0, scale, negative: false });
    }
    digits.finish(point - taken, negative)
}

/// The digits of a number while they are read.
struct Digits {
    amount: u128,
    /// The first digit that did not fit.
    next: Option<u8>,
    /// Whether a digit other than zero follows that one.
    tail: bool,
    /// Whether a digit other than zero was seen.
    started: bool,
}

impl Digits {
    /// Adds a digit; false if it did not fit.
    fn push(&mut self, digit: u8) -> bool {
        if self.next.is_none() {
            let longer = self.amount * 10 + u128::from(digit);
            if longer <= MAX_MANTISSA {
                self.amount = longer;
                return true;
            }
            self.next = Some(digit);
        } else {
            self.tail |= digit != 0;
        }
        false
    }

    /// Returns the number `amount * 10^exponent`, rounded by the digits that did not fit.
    fn finish(mut self, mut exponent: i64, negative: bool) -> Option<Decimal> {
        while exponent > 0 && self.next.is_none() {
            self.amount = self.amount.checked_mul(10).filter(|&amount| amount <= MAX_MANTISSA)?;
            exponent -= 1;
        }
        while exponent < -i64::from(MAX_SCALE) {
            if self.amount == 0 {
                self.tail |= self.next.is_some_and(|digit| digit != 0);
                self.next = Some(0);
                exponent = -i64::from(MAX_SCALE);
                break;
            }
            self.tail |= self.next.is_some_and(|digit| digit != 0);
            self.next = u8::try_from(self.amount % 10).ok();
            self.amount /= 10;
            exponent += 1;
        }
        let up = match self.next {
            Some(5) => self.tail || self.amount % 2 == 1,
            Some(digit) => digit > 5,
            None => false,
        };
        if up {
            self.amount += 1;
            if self.amount > MAX_MANTISSA {
                // 2^96 has 29 digits and ends with 6; one digit less, rounded up.
                self.amount = MAX_MANTISSA / 10 + 1;
                exponent += 1;
            }
        }
        if exponent > 0 {
            return None;
        }
        let scale = u8::try_from(-exponent).ok()?;
        Some(Decimal { amount: self.amount, scale, negative: negative && self.amount != 0 })
    }
}

impl FromStr for Decimal {
    type Err = ParseError;

    /// Reads the text of XML: blanks around it, a sign, digits with at most one point, no exponent.
    ///
    /// Digits that do not fit are rounded; numbers beyond [`Decimal::MAX`] are refused.
    fn from_str(text: &str) -> Result<Self, ParseError> {
        read(text, Exponents::Refused).ok_or(ParseError::new(EXPECTED))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::with_capacity(32);
        self.write_xml(&mut out);
        f.write_str(&out)
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.normalized().same_text(&other.normalized())
    }
}

impl Eq for Decimal {}

impl Hash for Decimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let number = self.normalized();
        (number.amount, number.scale, number.negative).hash(state);
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => compare_amounts(self, other),
            (true, true) => compare_amounts(other, self),
        }
    }
}

fn compare_amounts(a: &Decimal, b: &Decimal) -> Ordering {
    // Whole parts first: what is left of each is below 10^28, so bringing it to scale 28 cannot overflow.
    let split = |d: &Decimal| {
        let unit = 10_u128.pow(u32::from(d.scale));
        (d.amount / unit, d.amount % unit * 10_u128.pow(u32::from(MAX_SCALE - d.scale)))
    };
    split(a).cmp(&split(b))
}

macro_rules! from_integers {
    ($($type:ident)*) => {
        $(
            impl From<$type> for Decimal {
                fn from(number: $type) -> Self {
                    let number = i128::from(number);
                    Self { amount: number.unsigned_abs(), scale: 0, negative: number < 0 }
                }
            }
        )*
    };
}

from_integers!(i8 u8 i16 u16 i32 u32 i64 u64);

impl TryFrom<f64> for Decimal {
    type Error = RangeError;

    /// Returns the decimal with the shortest digits of `number` (not, as in .NET, with 15 digits only).
    ///
    /// Fails for what is no number and for numbers beyond [`Decimal::MAX`].
    fn try_from(number: f64) -> Result<Self, RangeError> {
        let mut text = String::new();
        super::float::write_f64(&mut text, number);
        read(&text, Exponents::Read).ok_or(RangeError::new("a decimal"))
    }
}

#[cfg(test)]
mod tests;
