//! How bodies are laid out in recordings: a document in one line is indented if nothing is lost by it.

use datacontract_codegen::spec::Format;

/// Returns a document that stands in one line with line breaks and indents; `None` if [`compact`] would not give back the
/// same bytes.
pub(super) fn indented(format: Format, text: &str) -> Option<String> {
    let indented = match format {
        Format::Json => indented_json(text),
        Format::Xml => indented_xml(text),
        Format::Form => return None,
    };
    (indented.trim_end() != text && compact(format, &indented) == text).then_some(indented)
}

/// Returns an indented document in one line, as it was.
pub(super) fn compact(format: Format, text: &str) -> String {
    match format {
        Format::Xml => compact_xml(text),
        Format::Json | Format::Form => compact_json(text),
    }
}

/// Calls a function with each character of JSON, and whether it is within a string.
fn each_of_json(text: &str, mut f: impl FnMut(char, bool)) {
    let (mut is_inside, mut is_escaped) = (false, false);
    for c in text.chars() {
        let was_inside = is_inside;
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' if is_inside => is_escaped = true,
            '"' => is_inside = !is_inside,
            _ => {}
        }
        f(c, was_inside || is_inside);
    }
}

fn compact_json(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    each_of_json(text, |c, is_inside| {
        if is_inside || !matches!(c, ' ' | '\t' | '\r' | '\n') {
            out.push(c);
        }
    });
    out
}

fn indented_json(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut depth = 0_usize;
    let mut is_empty = false;
    each_of_json(text, |c, is_inside| {
        let closes = !is_inside && matches!(c, '}' | ']');
        if closes {
            depth = depth.saturating_sub(1);
        }
        if is_empty != closes && (is_empty || closes) {
            break_line(&mut out, depth);
        }
        is_empty = false;
        out.push(c);
        match c {
            _ if is_inside => {}
            '{' | '[' => {
                depth += 1;
                is_empty = true;
            }
            ',' => break_line(&mut out, depth),
            ':' => out.push(' '),
            _ => {}
        }
    });
    out.push('\n');
    out
}

fn break_line(out: &mut String, depth: usize) {
    // A document of nothing but brackets would grow with the square of its depth.
    const DEEPEST: usize = 40;
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", depth.min(DEEPEST)));
}

fn compact_xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.trim_end_matches(['\n', '\r']);
    while let Some(at) = rest.find('>') {
        let (before, behind) = rest.split_at(at + 1);
        out.push_str(before);
        let next = behind.trim_start_matches([' ', '\t', '\r', '\n']);
        rest = if next.starts_with('<') { next } else { behind };
    }
    out + rest
}

fn indented_xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut depth = 0_usize;
    let mut rest = text;
    let mut last_opened = false;
    while let Some((piece, behind)) = next_piece(rest) {
        let is_tag = piece.starts_with('<');
        let closes = piece.starts_with("</");
        let opens = is_tag
            && !closes
            && !piece.ends_with("/>")
            && !piece.starts_with("<?")
            && !piece.starts_with("<!");
        if closes {
            depth = depth.saturating_sub(1);
        }
        // Only between two tags, and not between those of an element without content.
        if is_tag && out.ends_with('>') && !(closes && last_opened) {
            break_line(&mut out, depth);
        }
        out.push_str(piece);
        if opens {
            depth += 1;
        }
        last_opened = opens;
        rest = behind;
    }
    out.push('\n');
    out
}

/// Returns the next tag or text, and what comes behind it.
fn next_piece(text: &str) -> Option<(&str, &str)> {
    let end = if text.starts_with('<') {
        text.find('>').map_or(text.len(), |at| at + 1)
    } else {
        text.find('<').unwrap_or(text.len())
    };
    (!text.is_empty()).then(|| text.split_at(end))
}

#[cfg(test)]
mod tests {
    use datacontract_codegen::spec::Format::{self, Json, Xml};

    use super::{compact, indented};

    #[test]
    fn documents_in_one_line_are_indented() {
        let cases: [(Format, &str, &str); 4] = [
            (
                Json,
                r#"{"A":[1,{"b":"x, {y: z"}],"C":{},"D":[]}"#,
                "{\n  \"A\": [\n    1,\n    {\n      \"b\": \"x, {y: z\"\n    }\n  ],\n  \"C\": {},\n  \"D\": []\n}\n",
            ),
            (
                Xml,
                r#"<A xmlns="n"><B>1</B><C/><D></D></A>"#,
                "<A xmlns=\"n\">\n  <B>1</B>\n  <C/>\n  <D></D>\n</A>\n",
            ),
            (
                Xml,
                "<?xml version='1.0'?><A><B><C>x</C></B></A>",
                "<?xml version='1.0'?>\n<A>\n  <B>\n    <C>x</C>\n  </B>\n</A>\n",
            ),
            (Json, r#"["\"",[]]"#, "[\n  \"\\\"\",\n  []\n]\n"),
        ];
        for (format, text, expected) in cases {
            assert_eq!(indented(format, text).as_deref(), Some(expected));
            assert_eq!(compact(format, expected), text);
        }
    }

    #[test]
    fn what_would_not_come_back_stays_as_it_is() {
        for (format, text) in [
            (Json, "{ \"A\": 1 }"),
            (Json, "{\"A\":1}\n"),
            (Json, "\"x\""),
            (Json, "5"),
            (Xml, "<A>\n</A>"),
            (Xml, "<A> <B/></A>"),
            (Xml, "<A><B/>\n</A>"),
            (Xml, "<A><![CDATA[> <]]></A>"),
            (Xml, "<A b='> <'><C/></A>"),
            (Xml, "<A>1</A>"),
        ] {
            assert_eq!(indented(format, text), None, "{text}");
        }
    }
}
