//! Samples that have the words of types where values would stand: `"Count": "int"`, `<IsOpen>bool</IsOpen>`.
//!
//! No serializer writes such a value for a number or for true and false, so whoever wrote the sample says the types.

use super::{json::Json, xml::Element};
use crate::infer::{
    model::Remark,
    wording::words::{PageType, Word},
};

/// What the values of a payload's samples are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Leaves {
    /// Values, as far as can be seen.
    Values,
    /// The words of their types.
    TypeWords,
}

impl Leaves {
    /// Looks at the values of a payload's samples, up to the first that is no word of a type. `string` alone
    /// is what tools of other kinds have for any text.
    pub(crate) fn of(json: Option<&Json>, xml: Option<&Element>) -> Self {
        let mut met = WordsMet::default();
        let are_words =
            json.is_none_or(|json| of_json(json, &mut met)) && xml.is_none_or(|xml| of_xml(xml, &mut met));
        if are_words && met.tell() { Self::TypeWords } else { Self::Values }
    }
}

/// Which kinds of words have been met.
#[derive(Default)]
struct WordsMet {
    /// `string`, which is what tools of other kinds have for any text.
    text: bool,
    /// `object`, which is a word of any text as well.
    object: bool,
    /// The words of numbers, dates and the like.
    value: bool,
}

impl WordsMet {
    /// Returns whether they are the words of types: two that a text may have by itself say so together.
    fn tell(&self) -> bool {
        self.value || (self.text && self.object)
    }
}

/// Returns whether all values are words of types, and notes which.
fn of_json(json: &Json, met: &mut WordsMet) -> bool {
    match json {
        Json::Text(text) => is_word(text, met),
        Json::Array(array) => array.items.iter().all(|item| of_json(item, met)),
        Json::Object(object) => object.members.iter().all(|(_, value)| of_json(value, met)),
        Json::Null => true,
        Json::Bool(_) | Json::Number(_) => false,
    }
}

fn of_xml(xml: &Element, met: &mut WordsMet) -> bool {
    let is_value = xml.children.is_empty() && !xml.text.trim().is_empty();
    (!is_value || is_word(&xml.text, met)) && xml.children.iter().all(|child| of_xml(child, met))
}

fn is_word(text: &str, met: &mut WordsMet) -> bool {
    match word(text) {
        Some(Word::Text) => met.text = true,
        Some(Word::Object) => met.object = true,
        Some(_) => met.value = true,
        None => return false,
    }
    true
}

/// C#'s words for numbers, with .NET's names of the types. A table may write them of any number; a sample that has them
/// in place of values says which is which.
const OF_CSHARP: [(&str, &str); 9] = [
    ("short", "Int16"),
    ("int", "Int32"),
    ("long", "Int64"),
    ("ushort", "UInt16"),
    ("uint", "UInt32"),
    ("ulong", "UInt64"),
    ("float", "Single"),
    ("double", "Double"),
    ("decimal", "Decimal"),
];

/// Returns the built-in type whose word a text is.
fn word(text: &str) -> Option<Word> {
    let text = text.trim();
    let exact = OF_CSHARP.iter().find(|(word, _)| *word == text);
    match PageType::parse(exact.map_or(text, |(_, name)| name)) {
        // A page may write it in other letters of any object; C# has this word.
        PageType::Word(Word::Object) if text != "object" => None,
        PageType::Word(word) => Some(word),
        _ => None,
    }
}

/// A value in place of the word of its type.
pub(crate) struct StandIn {
    pub(crate) page: PageType,
    pub(crate) json: Option<Json>,
    pub(crate) xml: Option<Element>,
}

impl StandIn {
    /// Returns the value for a word that stands in the samples.
    pub(crate) fn of(json: Option<&Json>, xml: Option<&Element>) -> Option<Self> {
        let of_json = json.map(|json| match json {
            Json::Text(text) => Some(text.as_str()),
            _ => None,
        });
        let of_xml = xml.map(|xml| Some(xml.text.as_str()).filter(|_| xml.children.is_empty()));
        let word = word(of_json.or(of_xml)??)?;
        let value = match word {
            Word::Bool => Json::Bool(true),
            Word::Integer | Word::Unsigned | Word::Sized(_) | Word::Byte | Word::SByte => {
                Json::Number("1".to_owned())
            }
            Word::Number | Word::Exact(_) => Json::Number("1.0".to_owned()),
            Word::Guid => Json::Text("00000000-0000-0000-0000-000000000000".to_owned()),
            Word::Date => Json::Text("2000-01-01T00:00:00".to_owned()),
            Word::Char | Word::Text | Word::TimeSpan | Word::Uri | Word::Object | Word::Bytes => {
                Json::Text("text".to_owned())
            }
        };
        let text = match &value {
            Json::Bool(value) => value.to_string(),
            Json::Number(text) | Json::Text(text) => text.clone(),
            _ => String::new(),
        };
        Some(Self {
            page: PageType::Word(word),
            json: json.map(|_| value),
            xml: xml.map(|xml| Element { text, ..xml.clone() }),
        })
    }
}

/// Returns the remark on such samples, and what their comments say of members. The samples are left out: no client
/// could read them.
pub(crate) fn remarks<'t>(what: &str, texts: impl Iterator<Item = &'t str>) -> Vec<Remark> {
    let mut said: Vec<String> = Vec::new();
    for (name, comment) in texts.flat_map(str::lines).filter_map(comment) {
        let text = format!("`{name}`: {comment}");
        if !said.contains(&text) {
            said.push(text);
        }
    }
    let mut remarks = vec![Remark::inferred(format!(
        "the samples of the {what} have the words of types in place of values: the types are these, and the samples are \
         left out"
    ))];
    if !said.is_empty() {
        let text = format!("the samples of the {what} say of members: {}", said.join("; "));
        remarks.push(Remark::said(text));
    }
    remarks
}

/// Reads the member of a line and the comment behind it: `<Id>long</Id> <!-- .. -->`, `"Id": "long", // ..`.
fn comment(line: &str) -> Option<(&str, &str)> {
    let line = line.trim();
    let (name, comment) = if let Some(rest) = line.strip_prefix('<') {
        let (element, comment) = rest.split_once("<!--")?;
        (element.split(['>', ' ', '/']).next()?, comment.split("-->").next()?)
    } else {
        let (name, rest) = line.strip_prefix('"')?.split_once('"')?;
        (name, rest.split_once("//")?.1)
    };
    let comment = comment.trim();
    (!name.is_empty() && !comment.is_empty()).then_some((name, comment))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer::samples::json;

    #[test]
    fn words_of_types_are_told_from_values() {
        for (text, expected) in [
            (r#"{"A":"int","B":[{"C":"string"}]}"#, Leaves::TypeWords),
            (r#"{"A":"bool"}"#, Leaves::TypeWords),
            (r#"{"A":"string","B":"string"}"#, Leaves::Values),
            (r#"{"A":"int","B":5}"#, Leaves::Values),
            (r#"{"A":"string","B":"object"}"#, Leaves::TypeWords),
            (r#"{"A":"object"}"#, Leaves::Values),
            (r#"{"A":"Object","B":"string"}"#, Leaves::Values),
            (r#"{"Name":"Age","Type":"int"}"#, Leaves::Values),
            ("{}", Leaves::Values),
        ] {
            let parsed = json::parse(text).expect("JSON");
            assert_eq!(Leaves::of(Some(&parsed.value), None), expected, "{text}");
        }
    }

    #[test]
    fn comments_are_their_members() {
        for (line, expected) in [
            ("  <Id>long</Id>  <!--Its number--> ", Some(("Id", "Its number"))),
            (r#""Id": "long",   // Its number"#, Some(("Id", "Its number"))),
            (r#""Id": "long","#, None),
            ("<!--All of it-->", None),
        ] {
            assert_eq!(comment(line), expected, "{line}");
        }
    }
}
