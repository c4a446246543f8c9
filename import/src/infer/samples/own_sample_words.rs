//! Sample texts in the words of a service that has changed or translated those of the engine:
//! `voorbeeld tekst 2` in place of `sample string 2`.

use super::{
    form::{SAMPLE_STRING, Text},
    json::Json,
    xml::Element,
};

/// Words that a service has in place of the engine's, without the number behind them.
pub(crate) struct OwnWords(String);

impl OwnWords {
    /// Finds the words in a JSON sample: all its texts are these with a number, and the numbers of an object
    /// grow as the engine's counter does. One word, or one text, may be anybody's.
    pub(crate) fn find(json: &Json) -> Option<Self> {
        let mut found = Search { words: None, texts_of_fullest: 0 };
        let goes_on = found.look(json);
        let words = found.words.filter(|_| goes_on && found.texts_of_fullest > 1)?;
        Some(Self(words.to_owned()))
    }

    /// Returns the text of the service's that stands for the engine's with this number.
    pub(crate) fn text(&self, number: u32) -> String {
        format!("{} {number}", self.0)
    }

    /// Puts the engine's words in their place.
    pub(crate) fn replace_in_json(&self, json: &mut Json) {
        match json {
            Json::Text(text) => self.replace(text),
            Json::Array(array) => array.items.iter_mut().for_each(|item| self.replace_in_json(item)),
            Json::Object(object) => {
                object.members.iter_mut().for_each(|(_, value)| self.replace_in_json(value));
            }
            Json::Null | Json::Bool(_) | Json::Number(_) => {}
        }
    }

    /// Puts the engine's words in their place.
    pub(crate) fn replace_in_xml(&self, element: &mut Element) {
        self.replace(&mut element.text);
        element.children.iter_mut().for_each(|child| self.replace_in_xml(child));
    }

    fn replace(&self, text: &mut String) {
        if let Some(number) = split(text).filter(|(words, _)| *words == self.0).map(|(_, number)| number) {
            *text = format!("{SAMPLE_STRING}{number}");
        }
    }
}

/// What was found of the words so far.
struct Search<'j> {
    words: Option<&'j str>,
    /// How many texts the object has that has most.
    texts_of_fullest: usize,
}

impl<'j> Search<'j> {
    /// Looks at a value and all that it holds; returns whether they can be the engine's.
    fn look(&mut self, value: &'j Json) -> bool {
        match value {
            Json::Array(array) => self.look_at_all(array.items.iter()),
            Json::Object(object) => self.look_at_all(object.members.iter().map(|(_, value)| value)),
            Json::Text(_) | Json::Null | Json::Bool(_) | Json::Number(_) => true,
        }
    }

    /// Looks at values that are counted together.
    fn look_at_all(&mut self, values: impl Iterator<Item = &'j Json>) -> bool {
        let (mut count, mut last, mut texts) = (0, 0, 0);
        for value in values {
            count += 1;
            if let Json::Text(text) = value {
                match Text::of(text) {
                    Text::Other(_) => {}
                    Text::Sample(_) => return false,
                    _ => continue,
                }
                let Some((words, number)) = split(text) else { return false };
                let is_next = number > last && number <= count;
                if !is_next || **self.words.get_or_insert(words) != *words {
                    return false;
                }
                last = number;
                texts += 1;
            } else if !self.look(value) {
                return false;
            }
        }
        self.texts_of_fullest = self.texts_of_fullest.max(texts);
        true
    }
}

/// Splits a text into several words and the number behind them.
fn split(text: &str) -> Option<(&str, u32)> {
    let (words, number) = text.rsplit_once(' ')?;
    let are_words = words.split(' ').all(|word| !word.is_empty() && word.chars().all(char::is_alphabetic));
    (are_words && words.contains(' ')).then_some(())?;
    Some((words, number.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer::samples::json;

    fn words(text: &str) -> Option<String> {
        let value = json::parse(text)?.value;
        OwnWords::find(&value).map(|words| words.text(3))
    }

    #[test]
    fn texts_that_are_counted_are_the_engines() {
        let found =
            words(r#"{"Id": 1, "Holder": "voorbeeld tekst 2", "Zoom": 3, "Label": "voorbeeld tekst 4"}"#);
        assert_eq!(found.as_deref(), Some("voorbeeld tekst 3"));
        let in_list = words(r#"[{"A": "mon texte 1", "B": {"C": "mon texte 1", "D": "mon texte 2"}}]"#);
        assert_eq!(in_list.as_deref(), Some("mon texte 3"));
    }

    #[test]
    fn texts_of_persons_are_theirs() {
        for text in [
            // One text alone.
            r#"{"Id": 1, "Holder": "voorbeeld tekst 2"}"#,
            // One word.
            r#"{"A": "Street 1", "B": "Street 2"}"#,
            // Different words.
            r#"{"A": "my street 1", "B": "my town 2"}"#,
            // Numbers that no count explains.
            r#"{"A": "my street 2", "B": "my street 1"}"#,
            r#"{"A": "my street 12", "B": "my street 13"}"#,
            // Another text, or the engine's own.
            r#"{"A": "my street 1", "B": "my street 2", "C": "x"}"#,
            r#"{"A": "my street 1", "B": "my street 2", "C": "sample string 3"}"#,
        ] {
            assert_eq!(words(text), None, "{text}");
        }
    }
}
