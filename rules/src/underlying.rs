//! The integers that enums are stored as.

/// The integer types of enums.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Underlying {
    SByte,
    Byte,
    Short,
    UShort,
    #[default]
    Int,
    UInt,
    Long,
    ULong,
}

impl Underlying {
    /// All of them, the smaller ones first.
    pub const ALL: [Self; 8] =
        [Self::SByte, Self::Byte, Self::Short, Self::UShort, Self::Int, Self::UInt, Self::Long, Self::ULong];

    /// Returns the C# word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::SByte => "sbyte",
            Self::Byte => "byte",
            Self::Short => "short",
            Self::UShort => "ushort",
            Self::Int => "int",
            Self::UInt => "uint",
            Self::Long => "long",
            Self::ULong => "ulong",
        }
    }

    /// Returns the smallest and the largest value.
    #[must_use]
    pub fn range(self) -> (i128, i128) {
        match self {
            Self::SByte => (i8::MIN.into(), i8::MAX.into()),
            Self::Byte => (0, u8::MAX.into()),
            Self::Short => (i16::MIN.into(), i16::MAX.into()),
            Self::UShort => (0, u16::MAX.into()),
            Self::Int => (i32::MIN.into(), i32::MAX.into()),
            Self::UInt => (0, u32::MAX.into()),
            Self::Long => (i64::MIN.into(), i64::MAX.into()),
            Self::ULong => (0, u64::MAX.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Underlying;

    #[test]
    fn ranges_are_those_of_the_types() {
        assert_eq!(Underlying::default().word(), "int");
        assert_eq!(Underlying::SByte.range(), (-128, 127));
        assert_eq!(Underlying::Int.range(), (-2_147_483_648, 2_147_483_647));
        assert_eq!(Underlying::ULong.range(), (0, 18_446_744_073_709_551_615));
    }
}
