//! The words of a name, and names in Rust's cases.

use unicode_normalization::UnicodeNormalization as _;

use super::identifier::continues;

/// What stands between words although Rust takes it in a name.
const SEPARATORS: [char; 8] =
    ['_', '\u{203f}', '\u{2040}', '\u{2054}', '\u{b7}', '\u{30fb}', '\u{200c}', '\u{200d}'];

/// How the words of a name are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `GenericResp`: types, variants.
    Camel,
    /// `generic_resp`: fields, functions, modules.
    Snake,
    /// `GENERIC_RESP`: constants.
    Shouty,
}

impl Style {
    /// Returns the name made of the words of a text; empty if no character of it can be in a name.
    ///
    /// Characters that only look different (`ﬁ`, `ª`, full-width letters) become what they stand for, as
    /// Unicode's NFKC has it: rustc warns of the others.
    pub(super) fn apply(self, text: &str) -> String {
        if text.is_ascii() {
            return self.join(&words(text));
        }
        let text: String = text.nfkc().collect();
        // A letter and a mark may become one character where the case changes.
        self.join(&words(&text)).nfc().collect()
    }

    fn join(self, words: &[&str]) -> String {
        let mut name = String::new();
        for (at, word) in words.iter().enumerate() {
            if at > 0 && self != Self::Camel {
                name.push('_');
            }
            match self {
                Self::Camel => {
                    let mut chars = word.chars();
                    name.extend(chars.next().into_iter().flat_map(char::to_uppercase));
                    name.push_str(&chars.as_str().to_lowercase());
                }
                Self::Snake => name.push_str(&word.to_lowercase()),
                Self::Shouty => name.push_str(&word.to_uppercase()),
            }
        }
        name
    }
}

/// Returns the words of a text: split where no name goes on, before a capital that follows a small letter,
/// and before the last of several capitals that a small letter follows: `IDLead` is `ID` and `Lead`.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for part in text.split(|c| !continues(c) || SEPARATORS.contains(&c)) {
        let mut start = 0;
        let mut before = Kind::Other;
        let mut chars = part.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let Some(&(next_at, next)) = chars.peek() else { break };
            let own = Kind::of(c, before);
            if own == Kind::Small && next.is_uppercase() {
                words.push(&part[start..next_at]);
                start = next_at;
                before = Kind::Other;
            } else if before == Kind::Capital && c.is_uppercase() && next.is_lowercase() {
                words.push(&part[start..at]);
                start = at;
                before = Kind::Other;
            } else {
                before = own;
            }
        }
        words.push(&part[start..]);
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The case of a letter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Small,
    Capital,
    Other,
}

impl Kind {
    /// Digits, marks and letters without case are of the kind of what is before them.
    fn of(c: char, before: Self) -> Self {
        if c.is_lowercase() {
            Self::Small
        } else if c.is_uppercase() {
            Self::Capital
        } else {
            before
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Style;

    #[test]
    fn words_are_found_and_joined() {
        for (text, camel, snake, shouty) in [
            ("IDLeadBank", "IdLeadBank", "id_lead_bank", "ID_LEAD_BANK"),
            ("oMId", "OMId", "o_m_id", "O_M_ID"),
            ("utm_source", "UtmSource", "utm_source", "UTM_SOURCE"),
            ("EmailAddress2B", "EmailAddress2B", "email_address2_b", "EMAIL_ADDRESS2_B"),
            ("__a--b ", "AB", "a_b", "A_B"),
            ("A\u{200d}B", "AB", "a_b", "A_B"),
            ("НомерЗаказа", "НомерЗаказа", "номер_заказа", "НОМЕР_ЗАКАЗА"),
            ("हिन्दी", "हिन्दी", "हिन्दी", "हिन्दी"),
            ("ﬁle", "File", "file", "FILE"),
            ("ªordinal", "Aordinal", "aordinal", "AORDINAL"),
            ("Ｆｕｌｌ", "Full", "full", "FULL"),
            ("e\u{301}te\u{301}", "Été", "été", "ÉTÉ"),
            ("²", "2", "2", "2"),
            ("!?", "", "", ""),
        ] {
            let names = [Style::Camel, Style::Snake, Style::Shouty].map(|style| style.apply(text));
            assert_eq!(names, [camel, snake, shouty], "{text}");
        }
    }
}
