//! What a document looks like near an error, without what it says.

mod names;
mod parts;

pub(super) use names::Names;
use parts::{Part, Parts};

/// How many bytes are shown before the error.
const BEFORE: usize = 120;
/// How many bytes are shown from the error on.
const BEHIND: usize = 60;

/// Returns the surroundings of an error in a document: names, structure and the shape of values.
///
/// Values must not reach logs: letters become `x`, digits `0`. A name is shown only where a name belongs and
/// if it is known: in a document that is not what it should be, anything may stand there, and so may keys of
/// dictionaries. Where the type has secret members, `…` stands for each value. `➜` marks the error.
pub(super) fn excerpt(text: &str, at: usize, names: &Names) -> String {
    let mut parts = Parts::of(text);
    let (mut out, mut marked, mut is_cut) = (String::new(), None, false);
    while let Some(part) = parts.next() {
        if marked.is_none() {
            if out.len() > 8 * BEFORE {
                out.drain(..boundary(&out, out.len() - 4 * BEFORE));
                is_cut = true;
            }
            if parts.place() > at {
                marked = Some(out.len());
            }
        }
        part.write(&mut out, names);
        if marked.is_some_and(|marked| out.len() > marked + BEHIND) {
            break;
        }
    }
    let marked = marked.unwrap_or(out.len());
    let start = boundary(&out, marked.saturating_sub(BEFORE));
    let end = boundary(&out, out.len().min(marked + BEHIND));
    let dots = |is_cut| if is_cut { "…" } else { "" };
    format!(
        "{}{}➜{}{}",
        dots(is_cut || start > 0),
        &out[start..marked],
        &out[marked..end],
        dots(end < out.len() || parts.place() < text.len())
    )
}

impl Part<'_> {
    fn write(&self, out: &mut String, names: &Names) {
        match *self {
            Part::Symbol(symbol) => out.push_str(symbol),
            Part::Blank if out.ends_with(' ') => {}
            Part::Blank => out.push(' '),
            Part::Name(name) => write_name(out, name, names),
            Part::Value(value) => write_value(out, value, names),
            Part::Quoted { content, is_name, is_closed } => {
                out.push('"');
                if is_name {
                    write_name(out, content, names);
                } else {
                    write_value(out, content, names);
                }
                out.push_str(if is_closed { "\"" } else { "" });
            }
        }
    }
}

/// How many characters of a value are shown.
const MAX_VALUE: usize = 24;

fn write_name(out: &mut String, name: &str, names: &Names) {
    let (prefix, local) = name.split_once(':').unwrap_or(("", name));
    if !names.contains(local) {
        return write_value(out, name, names);
    }
    if !prefix.is_empty() {
        write_value(out, prefix, names);
        out.push(':');
    }
    out.push_str(local);
}

fn write_value(out: &mut String, value: &str, names: &Names) {
    if names.has_secrets {
        // Nobody knows where the secrets are: the document is not what it should be.
        out.push_str(if value.is_empty() { "" } else { "…" });
        return;
    }
    for (place, c) in value.chars().enumerate() {
        if place == MAX_VALUE {
            out.push('…');
            return;
        }
        out.push(match c {
            '-' | ':' | '.' | ',' | '+' | '/' | '@' => c,
            c if c.is_numeric() => '0',
            c if c.is_whitespace() => ' ',
            c if c.is_ascii_punctuation() => '?',
            _ => 'x',
        });
    }
}

/// Returns the next offset at which the text may be cut.
fn boundary(text: &str, mut place: usize) -> usize {
    while !text.is_char_boundary(place) {
        place += 1;
    }
    place
}

#[cfg(test)]
mod tests {
    use super::{Names, boundary, excerpt};
    use proptest::prelude::*;

    fn names() -> Names {
        let mut names = Names::of_html();
        names.known.extend(["Order", "Lines", "Sku", "Count", "Key"].map(str::to_owned));
        names
    }

    /// By a mark in the text.
    fn shown(text: &str) -> String {
        let at = text.find('^').unwrap_or(text.len());
        excerpt(&text.replacen('^', "", 1), at, &names())
    }

    #[test]
    fn json_keeps_structure_and_known_names() {
        for (text, expected) in [
            (
                r#"{"Lines": [{"Sku": "AB-12", "Count": ^"many"}, null], "ada@example.com": true}"#,
                r#"{"Lines": [{"Sku": "xx-00", "Count": ➜"xxxx"}, null], "xxx@xxxxxxx.xxx": xxxx}"#,
            ),
            (r#"{"Count": 1^5.25"#, r#"{"Count": ➜00.00"#),
            (r#"{"Sku": "abc\"de^f"#, r#"{"Sku": ➜"xxx??xxx"#),
            ("^not JSON: Order", "➜xxx xxxx: xxxxx"),
            (r#"{"Count":}^"#, r#"{"Count":}➜"#),
            (r#"{"Count":^}"#, r#"{"Count":➜}"#),
            ("^", "➜"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn xml_keeps_structure_and_known_names() {
        for (text, expected) in [
            (
                r#"<Order xmlns="urn:9"><d2p1:Lines i:nil='true'/><Sku>Ada B. </Sku>  <Count>^5,0</Count><Who>me</Who>"#,
                r#"<Order xmlns="xxx:0"><x0x0:Lines x:nil="xxxx"/><Sku>xxx x. </Sku> <Count>➜0,0</Count><xxx>xx</xxx>"#,
            ),
            ("<Order><![CDATA[^Ada]]></Order>", "<Order><!➜?xxxxx?xxx??></Order>"),
            ("<Order>^</Order>", "<Order>➜</Order>"),
            (
                "<!DOCTYPE html><html><head><title>^Welcome123</title>",
                "<!xxxxxxx xxxx><html><head><title>➜xxxxxxx000</title>",
            ),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn long_documents_and_values_are_cut() {
        let long = format!(
            r#"[{}{{"Sku": ^"{}"}}{}]"#,
            r#""ab","#.repeat(5000),
            "s".repeat(500),
            r#","ab""#.repeat(5000)
        );
        let found = shown(&long);
        assert!(found.starts_with("…"), "{found}");
        assert!(found.contains(r#""xx",{"Sku": ➜"xxxxxxxxxxxxxxxxxxxxxxxx…"}"#), "{found}");
        assert!(found.ends_with("…"), "{found}");
        assert!(found.len() < 250, "{found}");
    }

    #[test]
    fn of_values_beside_secrets_not_even_the_shape_is_shown() {
        let names = Names { has_secrets: true, ..names() };
        for (text, expected) in [
            (r#"{"Sku": "Welcome123", "x-1": 5, "Count": "#, r#"{"Sku": "…", "…": …, "Count": ➜"#),
            ("<Order><Sku b='b-1'>Welcome 123</Sku>", "<Order><Sku …=\"…\">… …</Sku>➜"),
        ] {
            assert_eq!(excerpt(text, text.len(), &names), expected);
        }
    }

    /// Returns a value that does not look like its own mask.
    fn secret() -> impl Strategy<Value = String> {
        "[a-zA-Z0-9åЖ@. -]{0,6}[a-wyzA-Z1-9Жå][a-zA-Z0-9@_-]{2,10}"
    }

    /// Values where they belong and where they do not, in something that is a document or nearly one.
    fn document(is_json: bool, shapes: &[u8], values: &[String]) -> String {
        let part = |(value, shape): (&String, &u8)| match (is_json, shape % 3) {
            (true, 0) => format!("{{\"Sku\": \"{value}\", \"{value}\": [\"{value}\"]}}"),
            (true, 1) => format!("{{\"{value}\":{value}}}"),
            (true, _) => format!("{value} \"{value}"),
            (false, 0) => format!("<Order><Sku>{value}</Sku><Count a='{value}'/></Order>"),
            (false, 1) => format!("<{value}><Sku {value}=\"{value}\">{value}"),
            (false, _) => format!("<Sku {value} <!-- {value} --> & {value}"),
        };
        let parts: Vec<String> = values.iter().zip(shapes).map(part).collect();
        let (start, end) = if is_json { ("[", "]") } else { ("<Order>", "</Order>") };
        format!("{start}{}{end}", parts.join(","))
    }

    proptest! {
        #[test]
        fn no_value_shows_up(
            values in proptest::collection::vec(secret(), 1..6),
            is_json: bool,
            shapes: [u8; 6],
            cut in 0usize..400,
            at in 0usize..400,
        ) {
            let names = names();
            prop_assume!(!values.iter().any(|value| names.contains(value)));
            let text = document(is_json, &shapes, &values);
            // Cut anywhere, and with the fault anywhere.
            let cut = boundary(&text, cut.min(text.len()));
            for text in [&text[..], &text[..cut], &text[cut..]] {
                let found = excerpt(text, at, &names);
                for value in &values {
                    prop_assert!(!found.contains(value.as_str()), "{value:?} in {found:?} of {text:?}");
                }
            }
        }

        #[test]
        fn any_text_is_shown_without_panic(
            text in r#"[<>/!?="'{}\[\]:,a-c0-2 \\\n\u{e5}^]{0,60}"#,
            at in 0usize..80,
        ) {
            prop_assert!(excerpt(&text, at, &names()).matches('➜').count() == 1);
        }
    }
}
