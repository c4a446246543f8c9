//! What the spec's file says of its own entries in comments: what import inferred and why, what is open, and
//! what a person noted.

use datacontract_codegen::spec::Spec;

/// How sure a fact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// The pages suggest it.
    Inferred,
    /// The pages leave it open: a person has to decide.
    Open,
    /// A person wrote something about it.
    Note,
}

impl Standing {
    /// Returns the word for it, which is that of comments.
    pub(super) fn word(self) -> &'static str {
        match self {
            Standing::Inferred => "inferred",
            Standing::Open => "open",
            Standing::Note => "note",
        }
    }
}

/// A comment of the spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Remark {
    pub(super) standing: Standing,
    pub(super) text: String,
}

/// Returns the comments that stand directly above the entry at a byte of the spec's file.
pub(super) fn above(spec: &Spec, at: usize) -> Vec<Remark> {
    let text = spec.file.text();
    let Some(before) = text.get(..at) else { return Vec::new() };
    // From the line of the entry upwards.
    let mut lines: Vec<&str> = Vec::new();
    let mut rest = before.rfind('\n').and_then(|end| before.get(..end)).unwrap_or_default();
    loop {
        let start = rest.rfind('\n').map_or(0, |end| end + 1);
        let line = rest.get(start..).unwrap_or_default().trim();
        let Some(comment) = line.strip_prefix("//") else { break };
        lines.push(comment.trim());
        if start == 0 {
            break;
        }
        rest = rest.get(..start - 1).unwrap_or_default();
    }
    let mut remarks: Vec<Remark> = Vec::new();
    for line in lines.into_iter().rev() {
        match (started(line), remarks.last_mut()) {
            (Some((standing, text)), _) => remarks.push(Remark { standing, text: text.to_owned() }),
            (None, Some(last)) => {
                last.text.push(' ');
                last.text.push_str(line);
            }
            (None, None) => remarks.push(Remark { standing: Standing::Note, text: line.to_owned() }),
        }
    }
    remarks
}

/// Returns what begins with a line of a comment, if it has a word for how sure it is.
fn started(line: &str) -> Option<(Standing, &str)> {
    [Standing::Inferred, Standing::Open].into_iter().find_map(|standing| {
        let text = line.strip_prefix(standing.word())?.strip_prefix(':')?;
        Some((standing, text.trim_start()))
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use datacontract_codegen::spec::Spec;

    use super::{Remark, Standing, above};

    #[test]
    fn comments_above_an_entry_are_its_remarks() {
        let text = r#"{
  "version": 1, "name": "A", "module": "a",
  // of endpoints, not of the first one
  "endpoints": {

    // A person's note,
    // of two lines.
    // inferred: the page does not say it,
    // but it looks so
    // open: who knows
    "GET api/a": { "response": "string" },
    "GET api/b": { "response": "string" }
  }
}"#;
        let (spec, _) = Spec::from_text(Path::new("api.json"), text);
        let spec = spec.expect("a spec");
        let of = |place: usize| above(&spec, spec.endpoints[place].heading.span.start);
        let remark = |standing, text: &str| Remark { standing, text: text.to_owned() };
        assert_eq!(
            of(0),
            [
                remark(Standing::Note, "A person's note, of two lines."),
                remark(Standing::Inferred, "the page does not say it, but it looks so"),
                remark(Standing::Open, "who knows"),
            ]
        );
        assert_eq!(of(1), []);
        assert_eq!(above(&spec, 0), []);
    }
}
