//! How wide an integer is, as far as the bounds that a page gives for it show.

use datacontract_codegen::spec::{Clr, Word};

use crate::infer::model::{Annotations, Remark, Ty};

/// The integers with their bounds as pages write them; bounds of more than 15 digits are rounded.
const WHOLE: &[(Clr, Word, &str, &str)] = &[
    (Clr::Short, Word::Integer, "-32768", "32767"),
    (Clr::Int, Word::Integer, "-2147483648", "2147483647"),
    (Clr::Long, Word::Integer, "-9.22337203685478E+18", "9.22337203685478E+18"),
    (Clr::Long, Word::Integer, "-9223372036854775808", "9223372036854775807"),
    (Clr::UShort, Word::UnsignedInteger, "0", "65535"),
    (Clr::UInt, Word::UnsignedInteger, "0", "4294967295"),
    (Clr::ULong, Word::UnsignedInteger, "0", "1.84467440737096E+19"),
    (Clr::ULong, Word::UnsignedInteger, "0", "18446744073709551615"),
];

/// Returns the type of an integer whose bounds are those of a type, or beyond all narrower ones, and why.
pub(crate) fn of_range(annotations: &Annotations, ty: &Ty) -> Option<(Ty, Remark)> {
    let word = match ty {
        Ty::Word(word) => *word,
        Ty::Nullable(inner) => {
            let (inner, remark) = of_range(annotations, inner)?;
            return Some((inner.nullable(), remark));
        }
        _ => return None,
    };
    let (low, high) = annotations.range.as_ref()?;
    let whole = WHOLE.iter().find(|(_, of, least, most)| *of == word && least == low && most == high);
    let (clr, why) = match (whole, word, high.parse::<f64>().ok()?) {
        (Some((clr, ..)), ..) => (*clr, "has the bounds of"),
        (None, Word::Integer, high) if high > f64::from(i32::MAX) => (Clr::Long, "needs"),
        (None, Word::UnsignedInteger, high) if high > f64::from(u32::MAX) => (Clr::ULong, "needs"),
        _ => return None,
    };
    let text = format!("its range, from {low} to {high}, {why} `{}`", clr.name());
    Some((Ty::Clr(clr), Remark::inferred(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(word: Word, low: &str, high: &str) -> Option<Ty> {
        let range = Some((low.to_owned(), high.to_owned()));
        of_range(&Annotations { range, ..Annotations::default() }, &Ty::Word(word)).map(|(ty, _)| ty)
    }

    #[test]
    fn bounds_tell_the_width() {
        for (word, low, high, clr) in [
            (Word::UnsignedInteger, "0", "1.84467440737096E+19", Some(Clr::ULong)),
            (Word::UnsignedInteger, "0", "4294967295", Some(Clr::UInt)),
            (Word::UnsignedInteger, "1", "4294967296", Some(Clr::ULong)),
            (Word::UnsignedInteger, "0", "100", None),
            (Word::Integer, "-2147483648", "2147483647", Some(Clr::Int)),
            // Many a `long` is said to be no greater than an `int`.
            (Word::Integer, "0", "2147483647", None),
            (Word::Integer, "1", "9999999999", Some(Clr::Long)),
            (Word::Integer, "-32768", "32767", Some(Clr::Short)),
            (Word::DecimalNumber, "0", "9999999999", None),
        ] {
            assert_eq!(of(word, low, high), clr.map(Ty::Clr), "{low} to {high}");
        }
    }
}
