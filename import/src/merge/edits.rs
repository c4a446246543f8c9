//! What a person edited since the last import.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::{
    change::{Change, ChangeKind},
    value::{has_short_form, long},
};

/// Returns what differs between what the last import wrote and what the spec is, without what is reported already.
pub(super) fn edits(last: &Value, spec: &Value, reported: &[Change]) -> Vec<Change> {
    let mut edits = Edits { reported, found: Vec::new() };
    edits.walk(last, spec, &mut Vec::new());
    edits.found
}

struct Edits<'a> {
    reported: &'a [Change],
    found: Vec<Change>,
}

impl Edits<'_> {
    fn walk(&mut self, last: &Value, spec: &Value, path: &mut Vec<String>) {
        if last == spec || self.is_reported(path) {
            return;
        }
        let both = if has_short_form(path) {
            (long(last), long(spec))
        } else {
            (Cow::Borrowed(last), Cow::Borrowed(spec))
        };
        let (Some(last_entries), Some(entries)) = (both.0.as_object(), both.1.as_object()) else {
            let kind = ChangeKind::Changed { from: last.to_string(), to: spec.to_string() };
            self.found.push(Change { path: path.clone(), kind });
            return;
        };
        self.entries(last_entries, entries, path);
    }

    fn entries(&mut self, last: &Map<String, Value>, spec: &Map<String, Value>, path: &mut Vec<String>) {
        for (key, value) in spec {
            path.push(key.clone());
            match last.get(key) {
                Some(last) => self.walk(last, value, path),
                None => self.tell(path, ChangeKind::Added),
            }
            path.pop();
        }
        for key in last.keys().filter(|key| !spec.contains_key(*key)) {
            path.push(key.clone());
            self.tell(path, ChangeKind::Removed);
            path.pop();
        }
    }

    fn tell(&mut self, path: &[String], kind: ChangeKind) {
        if !self.is_reported(path) {
            self.found.push(Change { path: path.to_vec(), kind });
        }
    }

    /// Returns whether the pages changed the same, so that it is told there.
    fn is_reported(&self, path: &[String]) -> bool {
        let is_kept = |change: &&Change| matches!(change.kind, ChangeKind::Kept { .. });
        self.reported.iter().filter(is_kept).any(|change| change.path == path)
    }
}
