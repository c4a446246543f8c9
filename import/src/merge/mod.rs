//! Importing again into a spec that a person has edited since.
//!
//! Three texts meet: what the importer wrote last time, what the spec is now, and what the importer would write today.
//! Where a person changed nothing, today's wins; where the pages changed nothing, the person's does; where both did,
//! the person's stays, and both are reported. The spec is edited in place, so comments and layout stay as they are.

mod apply;
mod value;

use std::fmt;

use jsonc_parser::{ParseOptions, cst::CstRootNode};
use serde_json::{Value, json};

/// What the importer wrote: kept beside the spec, for the next time.
pub const FACTS_FILE: &str = ".import.json";

const VERSION: u64 = 1;

/// A spec after importing again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The spec: `api.json`.
    pub api_json: String,
    /// What the pages changed, and where a person's edits stayed.
    pub changes: Vec<Change>,
}

/// A difference between last time and today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The keys from the root: `types`, `Shop.Order`, `members`, `State`.
    pub path: Vec<String>,
    /// What happened to it.
    pub kind: ChangeKind,
}

/// What happened to an entry. Values are JSON on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// The pages have it now.
    Added,
    /// The pages do not have it any more.
    Removed,
    /// The pages say otherwise now.
    Changed {
        /// What they said.
        from: String,
        /// What they say.
        to: String,
    },
    /// The pages say otherwise now, but the spec was edited here: its words stay.
    Kept {
        /// What the spec says.
        spec: String,
        /// What the pages say; nothing if they do not have it any more.
        pages: Option<String>,
    },
}

/// Why importing again failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MergeError {
    /// The spec is no JSON with comments.
    Spec(String),
    /// The facts of the last import are damaged.
    Facts(String),
    /// What was imported is no JSON: a mistake of the importer.
    Imported(String),
}

impl fmt::Display for MergeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Spec(why) => write!(f, "the spec that is there cannot be read: {why}"),
            Self::Facts(why) => write!(
                f,
                "`{FACTS_FILE}`, which says what the last import wrote, cannot be read: {why}; without it, whatever the \
                 spec says counts as edited by hand"
            ),
            Self::Imported(why) => write!(f, "what was imported cannot be read again: {why}"),
        }
    }
}

impl std::error::Error for MergeError {}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.join(" / ");
        match &self.kind {
            ChangeKind::Added => write!(f, "{path}: new"),
            ChangeKind::Removed => write!(f, "{path}: gone"),
            ChangeKind::Changed { from, to } => write!(f, "{path}: {from} became {to}"),
            ChangeKind::Kept { spec, pages: Some(pages) } => {
                write!(f, "{path}: {spec} stays, as it was edited; the pages say {pages}")
            }
            ChangeKind::Kept { spec, pages: None } => {
                write!(f, "{path}: {spec} stays, as it was edited; the pages do not have it any more")
            }
        }
    }
}

/// What is to be kept for the next time.
pub fn facts(api_json: &str) -> Result<String, MergeError> {
    let spec = value::parse(api_json).map_err(MergeError::Imported)?;
    let mut text = serde_json::to_string_pretty(&json!({ "version": VERSION, "spec": spec }))
        .map_err(|error| MergeError::Imported(error.to_string()))?;
    text.push('\n');
    Ok(text)
}

/// Brings what was imported into the spec that is there. `last` is what [`facts`] gave last time; without it, nobody
/// knows what a person edited, so only what is new is taken.
pub fn merge(last: Option<&str>, spec: &str, imported: &str) -> Result<Merged, MergeError> {
    let last = match last {
        Some(text) => {
            let facts: Value =
                serde_json::from_str(text).map_err(|error| MergeError::Facts(error.to_string()))?;
            if facts.get("version").and_then(Value::as_u64) != Some(VERSION) {
                return Err(MergeError::Facts("its version is another".to_owned()));
            }
            facts.get("spec").cloned().ok_or_else(|| MergeError::Facts("it has no `spec`".to_owned()))?
        }
        None => Value::Object(serde_json::Map::new()),
    };
    let imported = value::parse(imported).map_err(MergeError::Imported)?;
    let root = CstRootNode::parse(spec, &ParseOptions::default())
        .map_err(|error| MergeError::Spec(error.to_string()))?;
    let object = root.object_value().ok_or_else(|| MergeError::Spec("it is no object".to_owned()))?;
    let mut changes = Vec::new();
    apply::object(&object, &last, &imported, &mut Vec::new(), &mut changes);
    Ok(Merged { api_json: root.to_string(), changes })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAST: &str = r#"{
  "version": 1,
  "types": {
    "A": { "members": { "Id": "integer", "Name": "string", "Old": "string", "Code": { "type": "integer", "doc": "d" } } }
  }
}
"#;

    fn merged(spec: &str, imported: &str) -> Merged {
        merge(Some(&facts(LAST).expect("facts")), spec, imported).expect("a spec")
    }

    fn changes(merged: &Merged) -> Vec<String> {
        merged.changes.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn nothing_changed_means_the_same_bytes() {
        let edited = LAST.replace(
            "\"string\", \"Old\"",
            "{ \"type\": \"string\", \"doc\": \"Mine.\" }, // note\n \"Old\"",
        );
        assert_ne!(edited, LAST);
        let merged = merged(&edited, LAST);
        assert_eq!((merged.api_json.as_str(), merged.changes.len()), (edited.as_str(), 0));
    }

    #[test]
    fn what_the_pages_changed_is_taken() {
        let now = LAST
            .replace("\"integer\", \"Name\"", "\"integer?\", \"Name\"")
            .replace("\"Old\": \"string\"", "\"New\": \"bool\"");
        let merged = merged(LAST, &now);
        assert_eq!(value::parse(&merged.api_json), value::parse(&now));
        assert_eq!(
            changes(&merged),
            [
                "types / A / members / Id: \"integer\" became \"integer?\"",
                "types / A / members / New: new",
                "types / A / members / Old: gone",
            ]
        );
    }

    #[test]
    fn what_a_person_changed_stays() {
        let edited = LAST.replace("\"Id\": \"integer\"", "// 64 bits\n\"Id\": \"long\"");
        let unchanged = merged(&edited, LAST);
        assert_eq!((unchanged.api_json.as_str(), unchanged.changes.len()), (edited.as_str(), 0));
        let now = LAST.replace("\"Id\": \"integer\"", "\"Id\": \"integer?\"");
        let conflict = merged(&edited, &now);
        assert_eq!(conflict.api_json, edited);
        assert_eq!(
            changes(&conflict),
            ["types / A / members / Id: \"long\" stays, as it was edited; the pages say \"integer?\""]
        );
    }

    #[test]
    fn short_and_long_forms_are_one() {
        // The person documented the member; the pages have another type for it now.
        let edited =
            LAST.replace("\"Name\": \"string\"", "\"Name\": { \"type\": \"string\", \"doc\": \"Mine.\" }");
        let now = LAST.replace("\"Name\": \"string\"", "\"Name\": \"Guid\"");
        let both = merged(&edited, &now);
        let member = value::parse(&both.api_json).expect("JSON")["types"]["A"]["members"]["Name"].clone();
        assert_eq!(member, json!({ "type": "Guid", "doc": "Mine." }));
        // The person has a better type; the pages have a description now.
        let edited = LAST.replace("\"Name\": \"string\"", "\"Name\": \"Guid\"");
        let now =
            LAST.replace("\"Name\": \"string\"", "\"Name\": { \"type\": \"string\", \"doc\": \"Theirs.\" }");
        let both = merged(&edited, &now);
        let member = value::parse(&both.api_json).expect("JSON")["types"]["A"]["members"]["Name"].clone();
        assert_eq!(member, json!({ "type": "Guid", "doc": "Theirs." }));
    }

    #[test]
    fn what_a_person_took_out_stays_out() {
        let edited = LAST.replace("\"Old\": \"string\", ", "");
        let merged = merged(&edited, LAST);
        assert_eq!((merged.api_json.as_str(), merged.changes.len()), (edited.as_str(), 0));
    }

    #[test]
    fn without_facts_only_what_is_new_is_taken() {
        let now = LAST.replace("\"Id\": \"integer\"", "\"Id\": \"long\", \"More\": \"string\"");
        let merged = merge(None, LAST, &now).expect("a spec");
        let members = value::parse(&merged.api_json).expect("JSON")["types"]["A"]["members"].clone();
        assert_eq!((&members["Id"], &members["More"]), (&json!("integer"), &json!("string")));
    }

    #[test]
    fn damaged_texts_are_refused() {
        assert!(matches!(merge(None, "{", "{}"), Err(MergeError::Spec(_))));
        assert!(matches!(merge(None, "[]", "{}"), Err(MergeError::Spec(_))));
        assert!(matches!(merge(Some("x"), "{}", "{}"), Err(MergeError::Facts(_))));
        assert!(matches!(merge(Some("{\"version\": 2}"), "{}", "{}"), Err(MergeError::Facts(_))));
    }
}
