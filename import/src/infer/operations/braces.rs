//! The braces of a heading, in which its parameters stand.

use std::collections::HashSet;

use crate::{infer::model::Remark, outline::words, page::Row};

/// A parameter's place in a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Brace {
    pub(crate) name: String,
    pub(crate) in_path: bool,
    /// Nothing but such parameters stands behind it in the path, so that an address can do without it.
    pub(crate) is_at_end: bool,
    pub(crate) is_list: bool,
}

/// Returns whether a part of a path is nothing but parameters, each a segment.
fn are_parameters(path: &str) -> bool {
    path.split('/')
        .skip(1)
        .all(|segment| segment.starts_with('{') && segment.find('}') == Some(segment.len() - 1))
}

/// The parameters of a heading, each once: `codes[0]={codes[0]}&codes[1]={codes[1]}` is one list.
pub(crate) fn braces(heading: &str) -> Vec<Brace> {
    let mut found: Vec<Brace> = Vec::new();
    let mut known = HashSet::new();
    let query = heading.find('?').unwrap_or(heading.len());
    let mut rest = 0;
    while let Some(open) = heading.get(rest..).and_then(|text| text.find('{')).map(|at| rest + at) {
        let Some(close) = heading.get(open..).and_then(|text| text.find('}')).map(|at| open + at) else {
            break;
        };
        let name = heading.get(open + 1..close).unwrap_or_default();
        // `codes[0]` is an item of `codes`; of a list called `ids[]` brackets are a part of the name.
        let item = name
            .strip_suffix(']')
            .and_then(|name| name.rsplit_once('['))
            .filter(|(_, index)| !index.is_empty() && index.bytes().all(|byte| byte.is_ascii_digit()));
        let (name, is_list) = item.map_or((name, name.ends_with("[]")), |(name, _)| (name, true));
        if !name.is_empty() && known.insert(name) {
            let in_path = open < query;
            let is_segment = heading.get(..open).is_some_and(|before| before.ends_with('/'));
            let behind = heading.get(close + 1..query).unwrap_or_default();
            let is_at_end =
                is_segment && (behind.is_empty() || behind.starts_with('/')) && are_parameters(behind);
            found.push(Brace { name: name.to_owned(), in_path, is_at_end, is_list });
        }
        rest = close + 1;
    }
    found
}

/// Puts the segments of a path in braces that are called as parameters, where a site has lost all braces.
pub(crate) fn put_in_braces(heading: &mut String, rows: &[Row], remarks: &mut Vec<Remark>) {
    if heading.contains('{') {
        return;
    }
    let Some((method, address)) = heading.split_once(' ') else { return };
    let path = address.split('?').next().unwrap_or_default();
    let is_required = |row: &&Row| row.annotations.iter().any(|text| words::is_required(text));
    let is_parameter =
        |segment: &str| rows.iter().filter(is_required).any(|row| row.name.eq_ignore_ascii_case(segment));
    let mut named: Vec<&str> = Vec::new();
    let segments: Vec<String> = path
        .split('/')
        .enumerate()
        .map(|(at, segment)| {
            if at == 0 || !is_parameter(segment) {
                return segment.to_owned();
            }
            named.push(segment);
            format!("{{{segment}}}")
        })
        .collect();
    if named.is_empty() {
        return;
    }
    remarks.push(Remark::inferred(format!(
        "`{}` stands in the path without braces: it is taken for the parameter of that name",
        named.join("`, `")
    )));
    let query = address.get(path.len()..).unwrap_or_default();
    *heading = format!("{method} {}{query}", segments.join("/"));
}
