//! Codes with what they mean, as `explain` tells it.

/// Declares an enum of codes. Each has a code, a title and an explanation.
macro_rules! catalogue {
    (
        $(#[$docs:meta])*
        pub enum $catalogue:ident {
            $($name:ident = $code:literal, $title:literal, $explanation:literal;)*
        }
    ) => {
        $(#[$docs])*
        ///
        /// Codes are stable: a code that is no longer used is not given to anything else.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $catalogue {
            $(#[doc = $title] $name,)*
        }

        impl $catalogue {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Returns the code: two letters and three digits.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// Returns what it is in a few words.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }

            /// Returns what there is to know of it, and what is usually done about it.
            #[must_use]
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$name => $explanation,)* }
            }

            /// Returns the one of this code, which may be in any case of letters.
            #[must_use]
            pub fn find(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.code().eq_ignore_ascii_case(code))
            }
        }

        impl std::fmt::Display for $catalogue {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.code())
            }
        }
    };
}

pub(crate) use catalogue;
