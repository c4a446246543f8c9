//! Samples in several parts, as `multipart/form-data` has them: what stands in a part is no line of the page.

use std::ops::Range;

use super::labels::is_sample_label;

/// Returns the lines of a sample in several parts that begins at the first line or below its label. One that
/// has lost its end goes on to the end of the page.
pub(super) fn find(lines: &[&str]) -> Option<Range<usize>> {
    let is_above = |line: &&str| line.trim().is_empty() || is_sample_label(line.trim());
    let start = lines.iter().take_while(|line| is_above(line)).count();
    let [boundary, header] = lines.get(start..)?.first_chunk()?;
    let boundary = boundary.trim();
    let is_boundary =
        boundary.len() > 2 && boundary.starts_with("--") && !boundary.contains(char::is_whitespace);
    if !is_boundary || !header.trim_start().to_ascii_lowercase().starts_with("content-") {
        return None;
    }
    let is_end = |line: &&str| line.trim().strip_suffix("--") == Some(boundary);
    let end = lines.iter().skip(start).position(is_end).map_or(lines.len(), |at| start + at + 1);
    Some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_end_with_their_boundary() {
        let parts = ["--ab1", "Content-Type: text/plain", "", "Remarks", "--ab1--"];
        let lines: Vec<&str> = ["Sample:", ""].into_iter().chain(parts).chain(["Response Formats"]).collect();
        assert_eq!(find(&lines), Some(2..7));
        assert_eq!(find(lines.get(..6).unwrap_or_default()), Some(2..6));
        for other in
            [&["---", "a"][..], &["--a b", "Content-Type: x"], &["{", "Content-Type: x"], &["--ab1"], &[]]
        {
            assert_eq!(find(other), None, "{other:?}");
        }
    }
}
