//! What the spelling of samples shows of the service's formatters: which characters JSON escapes, and how XML
//! begins.
//!
//! Indentation is no sign: the help page itself indents what it shows.

use crate::infer::model::{Api, Remark, Setting, SettingValue};

/// What was seen of one sign, with the first example of it.
#[derive(Clone, Debug, Default)]
struct Seen(Option<String>);

impl Seen {
    fn note(&mut self, example: &str) {
        self.0.get_or_insert_with(|| example.to_owned());
    }
}

/// How samples are spelled.
#[derive(Clone, Debug, Default)]
pub(crate) struct Spelling {
    /// A character that is not ASCII, as an escape.
    escaped_non_ascii: Seen,
    /// One as it is.
    plain_non_ascii: Seen,
    /// A character of HTML, as an escape.
    escaped_html: Seen,
    /// One as it is.
    plain_html: Seen,
    /// An XML declaration.
    declaration: Seen,
    /// The start of XML that has none.
    no_declaration: Seen,
}

impl Spelling {
    /// Takes in a sample in JSON that is whole and was not mended.
    pub(crate) fn add_json(&mut self, text: &str) {
        let mut chars = text.char_indices();
        let mut is_text = false;
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => is_text = !is_text,
                _ if !is_text => {}
                '\\' => match chars.next() {
                    Some((_, 'u')) => self.add_escape(text.get(at..at + 6).unwrap_or_default()),
                    // By HTML's escapes it would be `\u0022`.
                    Some((_, '"')) => self.plain_html.note("\\\""),
                    _ => {}
                },
                '<' | '>' | '&' | '\'' => self.plain_html.note(c.encode_utf8(&mut [0; 4])),
                _ if is_ordinary_non_ascii(u32::from(c)) => {
                    self.plain_non_ascii.note(c.encode_utf8(&mut [0; 4]));
                }
                _ => {}
            }
        }
    }

    /// Takes in `\u00e5`. Json.NET writes small letters: others are somebody else's.
    fn add_escape(&mut self, escape: &str) {
        let digits = escape.get(2..).unwrap_or_default();
        let Ok(code) = u32::from_str_radix(digits, 16) else { return };
        if digits.contains(|c: char| c.is_ascii_uppercase()) {
            return;
        }
        match char::from_u32(code) {
            Some('<' | '>' | '&' | '\'' | '"') => self.escaped_html.note(escape),
            _ if is_ordinary_non_ascii(code) => self.escaped_non_ascii.note(escape),
            _ => {}
        }
    }

    /// Takes in a sample in XML.
    pub(crate) fn add_xml(&mut self, text: Option<&str>) {
        let Some(text) = text else { return };
        let text = text.trim_start_matches('\u{feff}').trim_start();
        let declaration = text.starts_with("<?xml").then(|| text.find("?>")).flatten();
        match declaration.and_then(|end| text.get(..end + 2)) {
            Some(declaration) => self.declaration.note(declaration),
            None => self.no_declaration.note(text.split([' ', '>', '\n']).next().unwrap_or_default()),
        }
    }

    /// Notes in the API what the spelling shows.
    pub(crate) fn settle(&self, api: &mut Api) {
        self.settle_escapes(api);
        if let Some(declaration) = &self.declaration.0 {
            let why = format!("samples in XML begin with `{declaration}`");
            api.xml_settings.push(Setting {
                key: "omitXmlDeclaration",
                value: SettingValue::Flag(false),
                remark: Remark::inferred(why),
            });
            if let Some(other) = &self.no_declaration.0 {
                let text = format!(
                    "some samples in XML have a declaration, others have none (`{other} ..`): help pages leave it out"
                );
                api.xml_remarks.push(Remark::open(text).advise("see whether the service writes it"));
            }
        }
    }

    fn settle_escapes(&self, api: &mut Api) {
        let kinds = [
            (
                "escapeNonAscii",
                &self.escaped_non_ascii.0,
                &self.plain_non_ascii.0,
                "characters that are not ASCII",
            ),
            ("escapeHtml", &self.escaped_html.0, &self.plain_html.0, "the characters of HTML"),
        ];
        let shown: Vec<_> = kinds
            .iter()
            .filter_map(|(value, escaped, plain, what)| Some((value, escaped.as_ref()?, plain, what)))
            .collect();
        match shown.as_slice() {
            [(value, escaped, None, what)] => api.json_settings.push(Setting {
                key: "stringEscapeHandling",
                value: SettingValue::Text((**value).to_owned()),
                remark: Remark::inferred(format!("JSON escapes {what}: `{escaped}`")),
            }),
            [] => {}
            [(_, escaped, plain, what), ..] => {
                let others = match plain {
                    Some(plain) => format!("elsewhere they stand as they are (`{plain}`)"),
                    None => "and those of HTML, which no setting of Json.NET does at once".to_owned(),
                };
                let text =
                    format!("samples contradict each other: JSON escapes {what} (`{escaped}`), {others}");
                api.json_remarks.push(Remark::open(text).write(
                    "write the setting of the formatter",
                    &["stringEscapeHandling"],
                    "\"escapeNonAscii\"",
                ));
            }
        }
    }
}

/// Returns whether a character is none of ASCII's, nor one that Json.NET always escapes.
fn is_ordinary_non_ascii(code: u32) -> bool {
    code > 0x7f && !matches!(code, 0x85 | 0x2028 | 0x2029)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(json: &[&str], xml: &[&str]) -> (String, Vec<String>) {
        let mut spelling = Spelling::default();
        for text in json {
            spelling.add_json(text);
        }
        for text in xml {
            spelling.add_xml(Some(text));
        }
        let mut api = Api::default();
        spelling.settle(&mut api);
        let settings = api.json_settings.iter().chain(&api.xml_settings);
        let keys: Vec<String> =
            settings.map(|setting| format!("{}={:?}", setting.key, setting.value)).collect();
        (
            keys.join(" "),
            api.json_remarks.iter().chain(&api.xml_remarks).map(|remark| remark.text.clone()).collect(),
        )
    }

    #[test]
    fn escapes_tell_the_setting() {
        for (json, expected) in [
            (&[r#"{"A": "\u00e5 & <b>"}"#][..], r#"stringEscapeHandling=Text("escapeNonAscii")"#),
            (&[r#"{"A": "\ud83d\ude00"}"#], r#"stringEscapeHandling=Text("escapeNonAscii")"#),
            (&[r#"{"A": "\u003cb\u003e å"}"#], r#"stringEscapeHandling=Text("escapeHtml")"#),
            (&[r#"{"A": "it\u0027s"}"#, r#"{"A": "plain"}"#], r#"stringEscapeHandling=Text("escapeHtml")"#),
            // Json.NET's own.
            (&[r#"{"A": "\u0001 \u2028 \u0085 å <b> \" \\u00e5"}"#], ""),
            // Not Json.NET's.
            (&[r#"{"A": "\u00E5"}"#], ""),
            // No texts.
            (&["{'A': 1}"], ""),
        ] {
            let (keys, remarks) = settled(json, &[]);
            assert_eq!((keys.as_str(), remarks.len()), (expected, 0), "{json:?}: {remarks:?}");
        }
    }

    #[test]
    fn escapes_that_contradict_are_said() {
        for json in [
            &[r#"{"A": "\u00e5"}"#, r#"{"A": "å"}"#][..],
            &[r#"{"A": "\u003c"}"#, r#"{"A": "<"}"#],
            &[r#"{"A": "\u00e5 \u003c"}"#],
        ] {
            let (keys, remarks) = settled(json, &[]);
            assert!(
                keys.is_empty() && remarks.len() == 1 && remarks[0].contains("contradict"),
                "{json:?}: {remarks:?}"
            );
        }
    }

    #[test]
    fn declarations_tell_the_setting_and_indentation_tells_nothing() {
        let declared = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<A />";
        assert_eq!(settled(&[], &[declared]).0, "omitXmlDeclaration=Flag(false)");
        assert_eq!(settled(&[], &[declared, "<A>\n  <B />\n</A>"]).1.len(), 1);
        assert_eq!(settled(&["{\n  \"A\": 1\n}"], &["<A>\n  <B />\n</A>"]), (String::new(), Vec::new()));
    }
}
