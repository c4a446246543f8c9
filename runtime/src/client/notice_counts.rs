//! Notices of a running program, counted.

use super::ResponseNotice;
use crate::notice::{NoticeKind, without_indexes};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// How many different notices are kept, unless the program says otherwise.
const MOST: usize = 1_000;
/// How many characters of a path or of a value are kept.
const LONGEST: usize = 200;

/// Counts the notices about the responses of a service, by endpoint and member: a program in production learns
/// from it that its partner has changed, long before that breaks something.
///
/// Cheap to clone; all clones count together. Memory is bounded: it keeps a count for each difference, and of
/// differences beyond [`max`](Self::max) only how many there were. No value of a response is kept but names and
/// numbers that an enum does not have, and of those none of a secret member.
///
/// ```
/// use datacontract::client::NoticeCounts;
///
/// # fn watch<T>(http: datacontract::client::Client<T>) {
/// let changes = NoticeCounts::new();
/// let http = http.on_notice(changes.hook());
/// // .. the program runs, and now and then it tells:
/// for change in &changes.take().changes {
///     eprintln!("{change}");
/// }
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct NoticeCounts {
    shared: Arc<Mutex<Counts>>,
    most: usize,
}

#[derive(Debug, Default)]
struct Counts {
    changes: BTreeMap<Key, u64>,
    left_out: u64,
}

/// What tells one difference from another.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    operation: &'static str,
    path: String,
    kind: &'static str,
    value: Option<String>,
}

/// The notices that were counted, from [`NoticeCounts::report`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct NoticeReport {
    /// The differences, by operation and path.
    pub changes: Vec<NoticeCount>,
    /// How many notices were not counted one by one: there were too many different ones, or too many about one
    /// response.
    pub left_out: u64,
}

/// A difference between a service's responses and their contract, with how often it was there.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NoticeCount {
    /// The name of the operation: `get_order`.
    pub operation: String,
    /// The member, from the root on: `/Order/Lines/*/Sku`. A star stands for the indexes of items.
    pub path: String,
    /// What it is, in one word: `unknown`, `missing`, `null`, `unknownEnumValue`, `duplicate`, `outOfOrder`.
    pub kind: &'static str,
    /// The name or number that the enum does not have.
    pub value: Option<String>,
    /// How often it was there.
    pub count: u64,
}

impl NoticeCounts {
    /// Creates counts that have seen nothing yet.
    #[must_use]
    pub fn new() -> Self {
        NoticeCounts { shared: Arc::default(), most: MOST }
    }

    /// Sets how many different notices are kept: 1,000 unless it is called.
    #[must_use]
    pub fn max(self, most: usize) -> Self {
        NoticeCounts { most, ..self }
    }

    /// Returns the hook for [`Client::on_notice`](super::Client::on_notice) that counts into this.
    pub fn hook(&self) -> impl Fn(&ResponseNotice<'_>) + Send + Sync + 'static {
        let counts = self.clone();
        move |notice| counts.add(notice)
    }

    /// Counts a notice.
    pub fn add(&self, notice: &ResponseNotice<'_>) {
        let mut counts = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        let word = match notice.notice.kind {
            NoticeKind::Unknown => "unknown",
            NoticeKind::Duplicate => "duplicate",
            NoticeKind::OutOfOrder => "outOfOrder",
            NoticeKind::Missing => "missing",
            NoticeKind::UnknownEnumValue => "unknownEnumValue",
            NoticeKind::Null => "null",
            NoticeKind::Omitted(more) => {
                counts.left_out = counts.left_out.saturating_add(more as u64);
                return;
            }
        };
        let path = without_indexes(&format!("{}/{}", notice.notice.path, notice.notice.name));
        let key = Key {
            operation: notice.operation.name,
            path: cut(path),
            kind: word,
            value: notice.notice.value.map(|value| cut(value.to_owned())),
        };
        if counts.changes.len() >= self.most && !counts.changes.contains_key(&key) {
            counts.left_out = counts.left_out.saturating_add(1);
            return;
        }
        *counts.changes.entry(key).or_default() += 1;
    }

    /// Returns what was counted so far.
    #[must_use]
    pub fn report(&self) -> NoticeReport {
        report(&self.shared.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Returns what was counted, and begins anew: for reports at intervals.
    #[must_use]
    pub fn take(&self) -> NoticeReport {
        report(&std::mem::take(&mut *self.shared.lock().unwrap_or_else(PoisonError::into_inner)))
    }
}

impl Default for NoticeCounts {
    fn default() -> Self {
        Self::new()
    }
}

fn report(counts: &Counts) -> NoticeReport {
    let change = |(key, count): (&Key, &u64)| NoticeCount {
        operation: key.operation.to_owned(),
        path: key.path.clone(),
        kind: key.kind,
        value: key.value.clone(),
        count: *count,
    };
    NoticeReport { changes: counts.changes.iter().map(change).collect(), left_out: counts.left_out }
}

fn cut(text: String) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text,
    }
}

impl NoticeReport {
    /// Returns the report as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        let change = |change: &NoticeCount| {
            serde_json::json!({
                "operation": change.operation,
                "path": change.path,
                "kind": change.kind,
                "value": change.value,
                "count": change.count,
            })
        };
        let changes: Vec<_> = self.changes.iter().map(change).collect();
        serde_json::json!({ "changes": changes, "leftOut": self.left_out }).to_string()
    }

    /// Writes an event of `tracing` for each difference, with the fields `operation`, `path`, `kind`, `value` and `count`.
    #[cfg(feature = "tracing")]
    #[cfg_attr(docsrs, doc(cfg(feature = "tracing")))]
    pub fn trace(&self) {
        for NoticeCount { operation, path, kind, value, count } in &self.changes {
            tracing::warn!(
                target: "datacontract::client::notices",
                operation,
                path,
                kind,
                value,
                count,
                "the service's responses differ from their contract"
            );
        }
    }
}

/// ``get_order: `/Order/Note` unknown (14 times)``
impl fmt::Display for NoticeCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: `{}` {}", self.operation, self.path, self.kind)?;
        if let Some(value) = &self.value {
            write!(f, " `{value}`")?;
        }
        match self.count {
            1 => f.write_str(" (once)"),
            count => write!(f, " ({count} times)"),
        }
    }
}
