//! What importing again changed, and what it left as it is.

use std::fmt;

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
    /// The pages have it under another name, and with it moved what a person wrote of it.
    Moved {
        /// Its old name.
        from: String,
    },
    /// The pages say otherwise now, but the spec stays as it is here.
    Kept {
        /// What the spec says.
        spec: String,
        /// What the pages say; nothing if they do not have it any more.
        pages: Option<String>,
        /// Why it stays.
        why: Why,
    },
}

/// Why something stays in a spec though the pages say otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// A person edited it.
    Edited,
    /// A person wrote a comment there.
    Commented,
    /// Not all pages that it came from were given: these are missing.
    OtherPages(Vec<String>),
    /// The pages that it came from cannot be told from others of their name.
    Untraceable,
    /// What stays in the spec uses it.
    Used,
}

/// The longest value that is shown.
const LONGEST: usize = 160;

pub(super) fn cut(value: &str) -> String {
    if value.chars().count() <= LONGEST {
        return value.to_owned();
    }
    value.chars().take(LONGEST).chain("..".chars()).collect()
}

impl Why {
    /// Returns the word for it, for programs.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Edited => "edited",
            Self::Commented => "commented",
            Self::OtherPages(_) => "otherPages",
            Self::Untraceable => "untraceable",
            Self::Used => "used",
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Edited => f.write_str("it was edited"),
            Self::Commented => f.write_str("it has a comment that a person wrote"),
            Self::OtherPages(missing) => {
                let first: Vec<&str> = missing.iter().take(3).map(String::as_str).collect();
                let more = missing.len().saturating_sub(first.len());
                write!(f, "not all pages that it came from were given: without {}", first.join(", "))?;
                if more > 0 { write!(f, " and {more} more") } else { Ok(()) }
            }
            Self::Untraceable => f.write_str("its page cannot be told from others of that name"),
            Self::Used => f.write_str("what stays uses it"),
        }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.join(" / ");
        match &self.kind {
            ChangeKind::Added => write!(f, "{path}: new"),
            ChangeKind::Removed => write!(f, "{path}: gone"),
            ChangeKind::Moved { from } => write!(f, "{path}: it was `{from}`"),
            ChangeKind::Changed { from, to } => write!(f, "{path}: {} became {}", cut(from), cut(to)),
            ChangeKind::Kept { spec, pages: Some(pages), why } => {
                write!(f, "{path}: {} stays, as {why}; the pages say {}", cut(spec), cut(pages))
            }
            ChangeKind::Kept { spec, pages: None, why } => write!(
                f,
                "{path}: {} stays, as {why}; the pages do not have it any more: remove it if it is of no use",
                cut(spec)
            ),
        }
    }
}
