//! The words that say behind a code that it comes back: `404 is returned`.

/// What stands before the verb.
const HELPERS: &[&str] = &[
    "is", "are", "was", "gets", "be", "will", "would", "could", "may", "might", "can", "should", "shall",
    "also", "then",
];

/// The verbs.
const VERBS: &[&str] = &["returned", "sent", "thrown", "given", "raised", "issued", "generated"];

/// What may stand behind the verb, and says no more.
const REST: &[&str] = &["as", "well", "too", "instead", "back", "also"];

/// Returns whether a text begins with such words, perhaps behind a reason phrase in brackets.
pub(super) fn begins(text: &str) -> bool {
    let text = text.trim_start();
    let behind =
        text.strip_prefix('(').and_then(|text| text.split_once(')')).map_or(text, |(_, behind)| behind);
    let mut words = behind.split_whitespace().map(plain);
    let helpers = words.clone().take_while(|word| HELPERS.contains(&word.as_str())).count();
    helpers > 0 && words.nth(helpers).is_some_and(|word| VERBS.contains(&word.as_str()))
}

/// Returns a text without such words at its end.
pub(super) fn without(text: &str) -> &str {
    let mut rest = text;
    for (words, least) in [(REST, 0), (VERBS, 1), (HELPERS, 1)] {
        let mut count = 0;
        while let Some(shorter) = without_last(rest, words) {
            rest = shorter;
            count += 1;
        }
        if count < least {
            return text;
        }
    }
    rest
}

fn without_last<'l>(text: &'l str, words: &[&str]) -> Option<&'l str> {
    let text = text.trim_end();
    let start = text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let (rest, last) = text.split_at_checked(start)?;
    words.contains(&plain(last).as_str()).then(|| rest.trim_end())
}

fn plain(word: &str) -> String {
    word.trim_end_matches(['.', ',', ';', '!']).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_what_comes_back_say_nothing_else() {
        assert!(begins(" will be returned. See below") && begins(" (Not Found) is returned"));
        assert!(!begins(" returned") && !begins(" is the number") && !begins(""));
        assert_eq!(without("Not Found is returned"), "Not Found");
        assert_eq!(without("could be returned as well"), "");
        for same in ["returned", "as well", "the kite is sent to us", "is returned if it is late", ""] {
            assert_eq!(without(same), same);
        }
    }
}
