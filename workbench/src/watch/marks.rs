//! Where in a document its departures stand.

use std::ops::Range;

use datacontract_codegen::spec::Format;

use crate::traffic::Finding;

/// A piece of a document, with what is to be said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece<'t> {
    pub(super) text: &'t str,
    /// The messages of departures; empty where there is none.
    pub(super) said: String,
}

/// The name of a member in a document.
struct Name {
    range: Range<usize>,
    /// Its path without the root; a star stands for an item of a list in JSON.
    path: Vec<String>,
}

/// Cuts a document at the names of members that departures are about. A member that is missing is told at what is around it.
pub(super) fn pieces<'t>(format: Option<Format>, text: &'t str, departures: &[&Finding]) -> Vec<Piece<'t>> {
    let names = match format {
        Some(Format::Json) => names_of_json(text),
        Some(Format::Xml) => names_of_xml(text),
        _ => Vec::new(),
    };
    let mut said: Vec<String> = vec![String::new(); names.len()];
    for finding in departures.iter().filter(|finding| finding.path.starts_with('/')) {
        let mut path: Vec<&str> = finding.path.split('/').skip(2).collect();
        loop {
            let mut is_there = false;
            for (name, said) in names.iter().zip(&mut said) {
                if is_same(&name.path, &path) {
                    is_there = true;
                    let separator = if said.is_empty() { "" } else { "; " };
                    said.push_str(&format_said(separator, finding));
                }
            }
            if is_there || path.pop().is_none() {
                break;
            }
        }
    }
    let mut pieces = Vec::new();
    let mut end = 0;
    for (name, said) in names.into_iter().zip(said).filter(|(_, said)| !said.is_empty()) {
        pieces.push(Piece { text: text.get(end..name.range.start).unwrap_or_default(), said: String::new() });
        pieces.push(Piece { text: text.get(name.range.clone()).unwrap_or_default(), said });
        end = name.range.end;
    }
    pieces.push(Piece { text: text.get(end..).unwrap_or_default(), said: String::new() });
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

fn format_said(separator: &str, finding: &Finding) -> String {
    format!("{separator}{} {}", finding.kind.code(), finding.message)
}

fn is_same(name: &[String], path: &[&str]) -> bool {
    name.len() == path.len() && name.iter().zip(path).all(|(a, b)| *b == "*" || a.eq_ignore_ascii_case(b))
}

fn names_of_json(text: &str) -> Vec<Name> {
    let mut names = Vec::new();
    // The names around a place; a star for an array.
    let mut around: Vec<String> = Vec::new();
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        match c {
            '"' => {
                let end = end_of_string(text, at);
                let is_name = text.get(end..).unwrap_or_default().trim_start().starts_with(':');
                if is_name && let Some((_, depth)) = open.last() {
                    around.truncate(*depth);
                    let raw = text.get(at..end).unwrap_or_default();
                    around.push(serde_json::from_str(raw).unwrap_or_default());
                    names.push(Name { range: at..end, path: around.clone() });
                }
                at = end;
                continue;
            }
            '{' => open.push((c, around.len())),
            '[' => {
                open.push((c, around.len()));
                around.push("*".to_owned());
            }
            '}' | ']' => {
                if let Some((_, depth)) = open.pop() {
                    around.truncate(depth);
                }
            }
            _ => {}
        }
        at += c.len_utf8();
    }
    names
}

fn end_of_string(text: &str, start: usize) -> usize {
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(start + 1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn names_of_xml(text: &str) -> Vec<Name> {
    let mut names = Vec::new();
    let mut around: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find('<')).map(|found| at + found) {
        let rest = text.get(start..).unwrap_or_default();
        let end = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")]
            .iter()
            .find(|(open, _)| rest.starts_with(open));
        if let Some((_, close)) = end {
            at = rest.find(close).map_or(text.len(), |found| start + found + close.len());
            continue;
        }
        let length = rest.find('>').map_or(rest.len(), |found| found + 1);
        let tag = rest.get(..length).unwrap_or_default();
        at = start + length;
        if tag.starts_with("</") {
            around.pop();
            continue;
        }
        let bare = tag.trim_start_matches('<');
        let name = bare.split(|c: char| c.is_whitespace() || c == '/' || c == '>').next().unwrap_or_default();
        around.push(name.rsplit(':').next().unwrap_or(name).to_owned());
        // The root is no member.
        let path = around.iter().skip(1).cloned().collect();
        names.push(Name { range: start + 1..start + 1 + name.len(), path });
        if tag.ends_with("/>") {
            around.pop();
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use datacontract_codegen::spec::Format;

    use super::pieces;
    use crate::sample::Side;
    use crate::traffic::{DriftKind, Finding, FirstSeen};

    fn marked(format: Format, text: &str, path: &str) -> Vec<String> {
        let finding = Finding {
            kind: DriftKind::UnknownMember,
            endpoint: String::new(),
            side: Some(Side::Response),
            path: path.to_owned(),
            message: "m".to_owned(),
            accepted: None,
            count: 1,
            first: FirstSeen { recording: String::new(), exchange: 1 },
        };
        let pieces = pieces(Some(format), text, &[&finding]);
        assert_eq!(pieces.iter().map(|piece| piece.text).collect::<String>(), text);
        pieces.iter().filter(|piece| !piece.said.is_empty()).map(|piece| piece.text.to_owned()).collect()
    }

    #[test]
    fn departures_stand_at_the_names_of_their_members() {
        let json = r#"{"Id": 1, "Lines": [{"X": ":", "Id": 2}, {"X": 3}], "X": 4}"#;
        assert_eq!(marked(Format::Json, json, "/Order/Lines/*/X"), ["\"X\"", "\"X\""]);
        assert_eq!(marked(Format::Json, json, "/Order/x"), ["\"X\""]);
        assert_eq!(marked(Format::Json, "[{\"X\":1}]", "/ArrayOfOrder/*/X"), ["\"X\""]);
        let xml = "<Order><!-- <X> --><Lines><Line><b:X>1</b:X><Id/></Line><Line><X/></Line></Lines></Order>";
        assert_eq!(marked(Format::Xml, xml, "/Order/Lines/*/X"), ["b:X", "X"]);
    }

    #[test]
    fn what_is_missing_is_told_around_it() {
        assert_eq!(marked(Format::Json, r#"{"Lines": [{"X": 1}]}"#, "/Order/Lines/*/Count"), ["\"Lines\""]);
        assert_eq!(marked(Format::Xml, "<Order><Id/></Order>", "/Order/Count"), ["Order"]);
        assert_eq!(marked(Format::Json, r#"{"Id": 1}"#, "/Order/Count"), Vec::<String>::new());
    }
}
