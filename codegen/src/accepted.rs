//! Findings that a person accepts, each with a reason: a list in a file that stands beside a spec.

use std::{fs, path::Path};

use jsonc_parser::ast::Value;

use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, SourceFile},
    spec::{
        Span, Spanned,
        parse::{self, reader::Reader},
    },
};

/// Findings that are accepted.
///
/// ```json
/// {
///   "ignore": [
///     { "code": "DR201", "subject": "GET api/orders/{id} response/Order/Remark", "reason": "for the shop alone" },
///     { "subject": "GET api/old/*", "reason": "switched off soon" }
///   ]
/// }
/// ```
///
/// In `subject` a `*` stands for any text. Each has a `reason`, and at least one of `code` and `subject`.
#[derive(Clone, Debug)]
pub struct AcceptedList {
    file: SourceFile,
    entries: Vec<Accepted>,
}

/// Findings that are accepted for one reason.
#[derive(Clone, Debug)]
pub(crate) struct Accepted {
    pub(crate) span: Span,
    code: Option<String>,
    subject: Option<String>,
    pub(crate) reason: String,
}

/// What an entry is called in messages, and which codes there are.
#[derive(Clone, Copy)]
pub(crate) struct Words<'a> {
    /// `an ignored change`
    pub(crate) entry: &'a str,
    /// `change`
    pub(crate) what: &'a str,
    pub(crate) is_code: &'a dyn Fn(&str) -> bool,
}

impl AcceptedList {
    /// Reads a file. `codes` are those that findings can have. There is a list only if no error was found.
    #[must_use]
    pub fn load(path: &Path, codes: &[&str]) -> (Option<Self>, Diagnostics) {
        match fs::read_to_string(path) {
            Ok(text) => Self::from_text(path, &text, codes),
            Err(error) => (None, unreadable(path, &error)),
        }
    }

    /// Reads a file's text; `path` is for messages alone.
    #[must_use]
    pub fn from_text(path: &Path, text: &str, codes: &[&str]) -> (Option<Self>, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        let file = SourceFile::new(path, text.strip_prefix('\u{feff}').unwrap_or(text));
        let is_code = |code: &str| codes.contains(&code);
        let words = Words { entry: "an ignored finding", what: "finding", is_code: &is_code };
        let list = parse::read(&file, &mut diagnostics, |reader, value| {
            let fields = reader.fields(value, "what is decided about findings", &["ignore"])?;
            let entries = Accepted::read_all(reader, fields.get("ignore"), words);
            Some(Self { file: reader.file.clone(), entries })
        });
        (list.flatten().filter(|_| !diagnostics.has_errors()), diagnostics)
    }

    /// Returns the reason why a finding is accepted; `None` if it is not.
    #[must_use]
    pub fn reason(&self, code: &str, subject: &str) -> Option<&str> {
        let found = self.entries.iter().find(|entry| entry.is_about(code, subject))?;
        Some(&found.reason)
    }

    /// Returns a warning for each entry that is about none of these findings, by code and subject.
    #[must_use]
    pub fn unused(&self, findings: &[(&str, String)]) -> Diagnostics {
        let mut diagnostics = Diagnostics::new();
        for entry in &self.entries {
            if !findings.iter().any(|(code, subject)| entry.is_about(code, subject)) {
                diagnostics.push(entry.unused(&self.file, "finding"));
            }
        }
        diagnostics
    }
}

impl Accepted {
    /// Reads a list of entries. Mistakes are reported.
    pub(crate) fn read_all(
        reader: &mut Reader<'_>,
        value: Option<&Value<'_>>,
        words: Words<'_>,
    ) -> Vec<Self> {
        let array = reader.array(value, "`ignore`");
        let entries = array.map(|array| array.elements.as_slice()).unwrap_or_default();
        entries.iter().filter_map(|value| Self::read(reader, value, words)).collect()
    }

    fn read(reader: &mut Reader<'_>, value: &Value<'_>, words: Words<'_>) -> Option<Self> {
        let Words { entry, what, .. } = words;
        let fields = reader.fields(value, entry, &["code", "subject", "reason"])?;
        let code = reader.filled_string(fields.get("code"), "`code`");
        let code = code.and_then(|code| known_code(reader, &code, words));
        let subject = reader.filled_string(fields.get("subject"), "`subject`");
        let reason = reader.required(&fields, "reason", entry, &format!("say why the {what} is meant"));
        let reason = reader.filled_string(reason, "`reason`")?;
        let span = Span::new(fields.span.start, fields.span.start + 1);
        if fields.get("code").is_none() && fields.get("subject").is_none() {
            let message = format!("it is not said which {what}s are meant");
            let diagnostic = Diagnostic::error(Code::MissingKey, reader.file, span, message);
            reader.report(diagnostic.help("write a `code`, a `subject` or both"));
            return None;
        }
        Some(Self { span, code, subject: subject.map(|subject| subject.value), reason: reason.value })
    }

    pub(crate) fn is_about(&self, code: &str, subject: &str) -> bool {
        self.code.as_ref().is_none_or(|known| known == code)
            && self.subject.as_ref().is_none_or(|pattern| matches(pattern, subject))
    }

    /// Returns the warning that there is nothing that it is about.
    pub(crate) fn unused(&self, file: &SourceFile, what: &str) -> Diagnostic {
        let message = format!("there is no such {what}");
        Diagnostic::warning(Code::BadValue, file, self.span, message).help("take it out")
    }
}

/// Returns a code, if there is such a one; else that is reported.
pub(crate) fn known_code(
    reader: &mut Reader<'_>,
    code: &Spanned<String>,
    words: Words<'_>,
) -> Option<String> {
    if (words.is_code)(code) {
        return Some(code.value.clone());
    }
    let message = format!("there is no {} `{}`", words.what, code.value);
    let diagnostic = Diagnostic::error(Code::BadValue, reader.file, code.span, message);
    reader.report(diagnostic.help("`cargo datacontract explain` lists all codes"));
    None
}

/// Returns the error that a file cannot be read.
pub(crate) fn unreadable(path: &Path, error: &std::io::Error) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let file = SourceFile::new(path, "");
    let message = format!("the file cannot be read: {error}");
    diagnostics.push(Diagnostic::error(Code::Unreadable, &file, Span::default(), message));
    diagnostics
}

/// Returns whether a text is what a pattern says, in which a `*` stands for any text.
fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.split_once(part) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_stands_for_any_text() {
        for (pattern, text, expected) in [
            ("a", "a", true),
            ("a", "ab", false),
            ("*", "", true),
            ("a*", "abc", true),
            ("a*c", "abc", true),
            ("a*c", "abd", false),
            ("*b*", "abc", true),
            ("a*b*c", "a1b2c", true),
            ("a*b*c", "acb", false),
            ("ab*ba", "aba", false),
        ] {
            assert_eq!(matches(pattern, text), expected, "{pattern} {text}");
        }
    }
}
