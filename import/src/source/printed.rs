//! Text taken from a printed page: what the printer put on every sheet is none of the page's.

use crate::address::begins_address;

/// A text without the lines of the sheets.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Printed {
    pub(super) text: String,
    /// How many lines were left out.
    pub(super) left_out: usize,
    /// The address that browsers print at the foot of each sheet.
    pub(super) address: Option<String>,
}

/// What a browser prints at the edge of a sheet.
enum Edge<'t> {
    /// Day, time and title.
    Head,
    /// The address and the number of the sheet.
    Foot(&'t str),
    /// The number of the sheet alone.
    Number,
}

/// Leaves out the lines of the sheets; `None` if a text is not printed.
pub(super) fn clean(text: &str) -> Option<Printed> {
    let feeds = text.contains('\u{c}');
    let feet = text.lines().filter(|line| matches!(edge(line), Some(Edge::Foot(_) | Edge::Head))).count();
    if !feeds && feet == 0 {
        return None;
    }
    let mut printed = Printed { text: String::with_capacity(text.len()), left_out: 0, address: None };
    for line in text.split(['\n', '\u{c}']) {
        let Some(edge) = edge(line) else {
            printed.text.push_str(line);
            printed.text.push('\n');
            continue;
        };
        printed.left_out += 1;
        if let Edge::Foot(address) = edge {
            printed.address.get_or_insert_with(|| address.to_owned());
        }
    }
    Some(printed)
}

fn edge(line: &str) -> Option<Edge<'_>> {
    let line = line.trim();
    if line.is_empty() || line.len() > 2048 {
        return None;
    }
    let (before, last) = line.rsplit_once(char::is_whitespace).unwrap_or(("", line));
    if is_sheet(last) {
        let before = before.trim_end();
        if before.is_empty() {
            return Some(Edge::Number);
        }
        if is_address(before) {
            return Some(Edge::Foot(before));
        }
    }
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    match line.split_whitespace().collect::<Vec<_>>().as_slice() {
        [page, number] if page.eq_ignore_ascii_case("page") && is_number(number) => {
            return Some(Edge::Number);
        }
        [page, number, of, all]
            if page.eq_ignore_ascii_case("page")
                && of.eq_ignore_ascii_case("of")
                && is_number(number)
                && is_number(all) =>
        {
            return Some(Edge::Number);
        }
        _ => {}
    }
    let mut words = line.split_whitespace();
    let (day, time) = (words.next()?, words.next()?);
    (is_day(day.trim_end_matches(',')) && is_time(time) && is_far_or_none(line, time)).then_some(Edge::Head)
}

/// Returns whether a word is `3/7`.
fn is_sheet(word: &str) -> bool {
    let numbers =
        word.split_once('/').and_then(|(at, all)| Some((at.parse::<u16>().ok()?, all.parse::<u16>().ok()?)));
    numbers.is_some_and(|(at, all)| (1..=all).contains(&at))
}

fn is_address(text: &str) -> bool {
    begins_address(text) && !text.contains(char::is_whitespace)
}

/// Returns whether a word is `11/27/26`, `27.11.2026` or `2026-11-27`.
fn is_day(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['/', '.', '-']).collect();
    parts.len() == 3
        && parts
            .iter()
            .all(|part| matches!(part.len(), 1 | 2 | 4) && part.bytes().all(|b| b.is_ascii_digit()))
}

/// Returns whether a word is `4:35`.
fn is_time(word: &str) -> bool {
    let word = word.trim_end_matches(',');
    word.split_once(':').is_some_and(|(hour, minute)| {
        matches!(hour.len(), 1 | 2)
            && minute.len() == 2
            && hour.bytes().chain(minute.bytes()).all(|b| b.is_ascii_digit())
    })
}

/// Returns whether a title stands apart from the time, as on sheets: a date in a table or sample does not
/// look so.
fn is_far_or_none(line: &str, time: &str) -> bool {
    let after = line.split_once(time).map_or("", |(_, after)| after);
    let after = ["AM", "PM", "am", "pm"]
        .iter()
        .find_map(|half| after.trim_start().strip_prefix(half))
        .unwrap_or(after);
    after.starts_with("  ") || after.starts_with('\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_out_what_is_printed_on_each_sheet() {
        let text = "27.11.2026, 16:35      GET api/kites\nGET api/kites\nhttps://a.example/Help   1/2\n\u{c}11/27/26, 4:35 PM\tGET api/kites\nRequest Information\nhttps://a.example/Help   2/2\n";
        let printed = clean(text).expect("printed");
        assert_eq!(printed.text, "GET api/kites\n\nRequest Information\n\n");
        assert_eq!((printed.left_out, printed.address.as_deref()), (4, Some("https://a.example/Help")));
        assert_eq!(
            clean("a\u{c}Page 3 of 7\n 2/7\nb").map(|printed| printed.text).as_deref(),
            Some("a\nb\n")
        );
    }

    #[test]
    fn leaves_other_texts_alone() {
        for text in
            ["GET api/kites\n1/2\n", "2024-10-15 10:00\n", "11/27/26 4:35 PM\nx", "Page 1\nGET api/x\n"]
        {
            assert_eq!(clean(text), None, "{text}");
        }
        // A ratio or a date among the page's own words is none of the sheet's.
        let text = "POST api/x\u{c}\"At\": \"1/2/2024 10:00\"\nhttps://a.example/x\n";
        assert_eq!(clean(text).map(|printed| printed.left_out), Some(0));
    }
}
