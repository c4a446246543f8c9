//! Entries come and go as jsonc-parser lets them, whatever stands around them.

use std::fmt::Write;

use jsonc_parser::{
    ParseOptions,
    cst::{CstNode, CstObject, CstObjectProp, CstRootNode},
};
use serde_json::{Value, json};

use super::Layout;
use crate::merge::value::input;

/// A generator of numbers, the same ones each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % 1_000_003).expect("a small number") % bound
    }

    fn one_of<'a>(&mut self, texts: &[&'a str]) -> &'a str {
        texts[self.below(texts.len())]
    }
}

const VALUES: [&str; 6] =
    ["1", "\"int\"", "{}", "{\"x\": [1, 2]}", "{\n      \"x\": {\"y\": 1},\n    }", "[{\"a\": 1}, 2]"];

fn trivia(numbers: &mut Numbers, has_lines: bool) -> String {
    const LINES: [&str; 10] =
        ["", "", " ", "\n", "\n    ", " // of a person\n", "\n    // above\n    ", " /* b */", "\n\n", "\t"];
    const ONE_LINE: [&str; 6] = ["", "", " ", "  ", "/* b */", " /* c */ "];
    let texts: &[&str] = if has_lines { &LINES } else { &ONE_LINE };
    (0..numbers.below(4)).map(|_| numbers.one_of(texts)).collect()
}

fn object_text(numbers: &mut Numbers) -> String {
    let count = numbers.below(5);
    let style = numbers.below(4);
    let between = |numbers: &mut Numbers| match style {
        0 => "\n    ".to_owned(),
        1 => trivia(numbers, false),
        _ => trivia(numbers, true),
    };
    let mut text = "{".to_owned();
    for index in 0..count {
        text += &between(numbers);
        write!(text, "\"k{index}\": {}", numbers.one_of(&VALUES)).expect("a text");
        if style > 1 {
            text += &between(numbers);
        }
        if index + 1 < count || numbers.below(3) == 0 {
            text.push(',');
        }
    }
    text += &between(numbers);
    text.push('}');
    // Of whitespace alone on a line, jsonc-parser guesses the indentation before it removes the line.
    let lines: Vec<&str> = text.split('\n').collect();
    let last = lines.len() - 1;
    let lines = lines.iter().enumerate();
    lines
        .map(|(index, line)| if index == last { line } else { line.trim_end() })
        .collect::<Vec<_>>()
        .join("\n")
}

fn whole_text(numbers: &mut Numbers) -> String {
    let object = object_text(numbers);
    match numbers.below(5) {
        0 => object,
        1 => format!("{{\"types\": {object}}}"),
        2 => format!("{{\n  \"types\": {object},\n}}"),
        3 => format!("{{\r\n\t\"a\": {{\r\n\t\t\"types\": {object}\r\n\t}}\r\n}}\r\n"),
        _ => format!("// head\n{{\n    \"a\": {{ \"types\": {object} }}}}"),
    }
}

fn deepest(root: &CstRootNode) -> CstObject {
    let mut object = root.object_value().expect("an object");
    while let Some(inner) = object.object_value("types").or_else(|| object.object_value("a")) {
        object = inner;
    }
    object
}

/// What `Layout` has to do, by the tree of jsonc-parser.
fn insert(object: &CstObject, after: Option<&CstObjectProp>, key: &str, value: &Value) -> CstObjectProp {
    let index = after.map_or_else(|| object.properties().len(), |after| after.property_index() + 1);
    object.insert(index, key, input(value))
}

fn remove(property: CstObjectProp) {
    let mut nodes: Vec<CstNode> =
        property.previous_siblings().take_while(|node| node.is_trivia() || node.is_comma()).collect();
    if let Some(comma) = nodes.iter().position(CstNode::is_comma) {
        let line_end = nodes.iter().take(comma).rposition(CstNode::is_newline);
        nodes.truncate(line_end.unwrap_or(comma));
    }
    nodes.iter().filter_map(CstNode::as_comment).for_each(jsonc_parser::cst::CstComment::remove);
    property.remove();
}

#[test]
fn entries_come_and_go_as_in_a_tree() {
    // What fits a line stands on one here alone, so the objects are longer.
    let long = "It is long. ".repeat(10);
    let new = [
        json!("string"),
        json!({"type": "int", "doc": format!("It's \"so\".\n\u{1}{long}"), "list": [1, 2], "none": {}}),
        json!([1, [], null, true]),
        json!({"members": {"A": "int", "B": {"type": "C", "doc": long}}, "none": []}),
    ];
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    let (mut inserted, mut first, mut removed) = (0, 0, 0);
    for round in 0..5_000 {
        let text = whole_text(&mut numbers);
        let parse = || CstRootNode::parse(&text, &ParseOptions::default()).expect("JSON with comments");
        let (tree, own) = (parse(), parse());
        let object = deepest(&tree);
        let mut layout = Layout::of(&deepest(&own));
        let mut nodes = object.properties();
        let mut ids: Vec<_> = layout.by_key().into_values().collect();
        let old = nodes.len();
        assert_eq!(ids.len(), old, "{text}");
        for index in 0..numbers.below(4) {
            let after = numbers.below(nodes.len() + 1);
            let (key, value) = (format!("new{index}"), &new[numbers.below(new.len())]);
            // A comment behind the brace stays there, and jsonc-parser puts it behind the new entry.
            let line = object.to_string().lines().next().unwrap_or_default().to_owned();
            if after == 0 && old > 0 && !line.contains("/*") && !line.contains("//") {
                nodes.push(object.insert(0, &key, input(value)));
                ids.push(layout.insert_first(&key, value));
                first += 1;
            } else {
                nodes.push(insert(&object, nodes.get(after), &key, value));
                ids.push(layout.insert(ids.get(after).copied(), &key, value));
            }
            assert_eq!(layout.text(), object.to_string(), "round {round}: new entries of\n{text}");
            inserted += 1;
        }
        for index in 0..old {
            if numbers.below(2) == 0 {
                remove(nodes[index].clone());
                layout.remove(ids[index]);
                assert_eq!(layout.text(), object.to_string(), "round {round}: without k{index}\n{text}");
                removed += 1;
            }
        }
        layout.finish();
        assert_eq!(own.to_string(), tree.to_string(), "round {round}: the whole of\n{text}");
    }
    assert!(
        inserted > 2_500 && first > 500 && removed > 2_500,
        "{inserted} new, {first} first, {removed} gone"
    );
}
