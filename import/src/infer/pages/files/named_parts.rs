//! The parts of forms that texts name.

/// A part that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NamedPart {
    pub(crate) name: String,
    /// The text gives it a file name.
    pub(crate) has_file_name: bool,
}

/// What stands in front of the name of a part: `name="file"`, `the key "file"`.
const BEFORE_NAMES: [&str; 6] = ["name", "named", "called", "key", "field", "part"];

/// Returns the parts that a text names, each once: a sentence, an example of the header, a whole sample of such a form.
///
/// Outside of headers a name has to stand in quotes: any word may follow on `name` in a sentence.
pub(crate) fn of_text(text: &str) -> Vec<NamedPart> {
    let lower = text.to_ascii_lowercase();
    let mut starts: Vec<(usize, &str)> = Vec::new();
    for word in BEFORE_NAMES {
        starts.extend(lower.match_indices(word).map(|(at, _)| (at, word)));
    }
    starts.sort_unstable();
    let headers = Headers::of(&lower);
    let mut found: Vec<NamedPart> = Vec::new();
    for (at, word) in starts {
        let is_word =
            text.get(..at).is_some_and(|before| !before.ends_with(|c: char| c.is_alphanumeric() || c == '_'));
        let header = headers.around(at);
        let is_attribute = word == "name" && !header.is_empty();
        let rest = text.get(at + word.len()..).filter(|_| is_word);
        let Some(name) = rest.and_then(|rest| name_at(rest, is_attribute)) else { continue };
        let has_file_name = header.contains("filename");
        match found.iter_mut().find(|part| part.name.eq_ignore_ascii_case(name)) {
            Some(known) => known.has_file_name |= has_file_name,
            None => found.push(NamedPart { name: name.to_owned(), has_file_name }),
        }
    }
    found
}

/// Returns the name at the start of what follows a word. An attribute of a header may stand without quotes.
fn name_at(rest: &str, is_attribute: bool) -> Option<&str> {
    let rest = rest.trim_start_matches(' ');
    let rest = rest.strip_prefix(['=', ':']).unwrap_or(rest).trim_start_matches(' ');
    let quote = rest.chars().next()?;
    let name = match quote {
        '"' | '\'' | '`' => rest.get(1..)?.split(quote).next()?,
        '“' => rest.strip_prefix('“')?.split('”').next()?,
        _ if is_attribute => rest.split(|c: char| c.is_whitespace() || matches!(c, ';' | ',')).next()?,
        _ => return None,
    };
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '[' | ']');
    (!name.is_empty() && name.chars().all(fits)).then_some(name)
}

/// Where the header of each part begins in a text.
struct Headers<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Headers<'t> {
    fn of(text: &'t str) -> Self {
        Self { text, starts: text.match_indices("form-data;").map(|(at, _)| at).collect() }
    }

    /// Returns the line of the header around a position; empty if no header is there.
    fn around(&self, at: usize) -> &'t str {
        let next = self.starts.partition_point(|start| *start <= at);
        let Some(start) = next.checked_sub(1).and_then(|last| self.starts.get(last)) else { return "" };
        let end = self.starts.get(next).copied().unwrap_or(self.text.len());
        let header = self.text.get(*start..end).unwrap_or_default();
        let line = header.lines().next().unwrap_or_default();
        if at < start + line.len() { line } else { "" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Vec<(String, bool)> {
        of_text(text).into_iter().map(|part| (part.name, part.has_file_name)).collect()
    }

    #[test]
    fn a_header_names_its_part() {
        let text = r#"Content-Disposition: form-data; name="Image"; filename="a.png""#;
        assert_eq!(named(text), [("Image".to_owned(), true)]);
        let text = "Content-Disposition: form-data; filename=\"a.png\"; name=\"Image\"\r\n\r\nx\r\n--b\r\n\
                    Content-Disposition: form-data; name=title\r\n\r\nKite";
        assert_eq!(named(text), [("Image".to_owned(), true), ("title".to_owned(), false)]);
    }

    #[test]
    fn a_sentence_names_a_part_in_quotes() {
        assert_eq!(named("The file goes into the part named \"photo\"."), [("photo".to_owned(), false)]);
        assert_eq!(named("Send it under the key 'photo'"), [("photo".to_owned(), false)]);
        assert!(named("The name of the file is free; rename it before.").is_empty());
    }
}
