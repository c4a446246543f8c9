//! Conflicts, marked in the spec: where a person and the pages changed the same, or the pages do not have any more what a
//! person wrote into.
//!
//! A comment above the entry says what the pages have. It goes when the spec says the same, and when a person deletes it.

use serde_json::Value;

use super::{
    change::{Change, ChangeKind, Why, cut},
    lines::Lines,
    record::Record,
};
use crate::keys::Keys;

/// What a comment on a conflict begins with.
pub const CONFLICT: &str = "conflict:";

pub(super) struct Marked {
    pub(super) text: String,
    /// The lines of the comments that were added.
    pub(super) added: Vec<String>,
}

/// Marks conflicts in the text of a spec, and takes away the marks of those that are settled.
pub(super) fn mark(text: &str, changes: &[Change], spec: &Value, record: &mut Record) -> Marked {
    let keys = Keys::of(text);
    let mut lines = Lines::new(text);
    let mut added = Vec::new();
    let last = std::mem::take(&mut record.conflicts);
    for change in changes {
        let Some(comment) = comment(change) else { continue };
        let path = change.path.join(" / ");
        let Some(anchor) = anchor(&keys, &change.path) else { continue };
        let is_replaced = last.get(&path).is_some_and(|old| lines.replace(anchor, old, &comment));
        if is_replaced || lines.insert(anchor, &comment) {
            added.extend(lines.lines_of(anchor, &comment));
            record.conflicts.insert(path, comment);
        }
    }
    for (path, comment) in last {
        if record.conflicts.contains_key(&path) {
            continue;
        }
        let of: Vec<String> = path.split(" / ").map(str::to_owned).collect();
        let Some(anchor) = anchor(&keys, &of) else { continue };
        let is_settled = value(spec, &of).is_some() && value(spec, &of) == value(&record.spec, &of);
        if is_settled {
            lines.remove(anchor, &comment);
        } else if lines.find(anchor, &comment).is_some() {
            record.conflicts.insert(path, comment);
        }
    }
    Marked { text: lines.text(), added }
}

/// Returns the line above which a comment on an entry stands.
fn anchor(keys: &Keys, path: &[String]) -> Option<usize> {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    (1..=path.len()).rev().find_map(|length| keys.line(path.get(..length)?))
}

fn value<'a>(spec: &'a Value, path: &[String]) -> Option<&'a Value> {
    path.iter().try_fold(spec, |value, key| value.get(key))
}

fn comment(change: &Change) -> Option<String> {
    let ChangeKind::Kept { spec, pages, why } = &change.kind else { return None };
    if let Why::OtherPages(_) = why {
        // Once these are there, it may be none.
        return None;
    }
    let name = change.path.last().map(String::as_str).unwrap_or_default();
    let text = match pages {
        Some(pages) => format!(
            "{CONFLICT} the pages have {name}: {} now; the spec keeps {}, as {why}. Write what the service has, and \
             delete this comment.",
            cut(pages),
            cut(spec),
        ),
        None => format!(
            "{CONFLICT} the pages do not have {name} any more; it stays, as {why}. Remove it if the service has it no \
             more, and delete this comment."
        ),
    };
    // Nothing in it ends the comment.
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}
