//! What the inference of help pages says, said of recordings.

/// Returns what a remark about pages says of recordings: what is learnt from traffic stood on no page. Names, which are in
/// backticks, stay.
pub(super) fn of_recordings(remark: &str) -> String {
    let parts = remark.split('`').enumerate().map(|(index, part)| match index % 2 {
        0 => words_of_recordings(part),
        _ => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("`")
}

fn words_of_recordings(text: &str) -> String {
    let is_letter = |c: char| c.is_alphanumeric() || c == '_';
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_letter) {
        out.push_str(&rest[..start]);
        let word = &rest[start..];
        let word = &word[..word.find(|c| !is_letter(c)).unwrap_or(word.len())];
        out.push_str(match word {
            "page" => "recording",
            "pages" => "recordings",
            word => word,
        });
        rest = &rest[start + word.len()..];
    }
    out + rest
}

/// Returns a spec's entry with its comments said of recordings.
pub(super) fn entry_of_recordings(entry: &str) -> String {
    let line =
        |line: &str| if line.trim_start().starts_with("//") { of_recordings(line) } else { line.to_owned() };
    entry.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// Returns the words with which a remark begins, which may be said of pages or of recordings, and what follows them.
pub(super) fn split_at<'t>(remark: &'t str, words: &str) -> Option<(&'t str, &'t str)> {
    let is_said = |words: &str| remark.starts_with(words).then(|| remark.split_at(words.len()));
    is_said(words).or_else(|| is_said(&of_recordings(words)))
}

/// Returns whether a remark begins with words, which may be said of pages or of recordings.
pub(super) fn begins_with(remark: &str, words: &str) -> bool {
    split_at(remark, words).is_some()
}

#[cfg(test)]
mod tests {
    use super::{begins_with, entry_of_recordings};

    #[test]
    fn names_and_values_stay() {
        let entry =
            "// inferred: no page names its class, pages have `page` alone; pageSize\n\"page\": \"the page\"";
        assert_eq!(
            entry_of_recordings(entry),
            "// inferred: no recording names its class, recordings have `page` alone; pageSize\n\"page\": \"the page\""
        );
        assert!(begins_with("the recording has none: x", "the page has none"));
        assert!(begins_with("the page has none: x", "the page has none"));
    }
}
