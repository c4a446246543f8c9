//! Statuses that pages tell in sentences: `Returns 201 when the order was created.`

mod condition;
mod passive;
mod words;

use self::condition::Condition;
use self::words::{
    AND, ARTICLES, ARTICLES_OF_CODES, CONDITIONS, DENIALS, ERROR, NAMES, RETURNS, SMALL, last_word,
};
use super::draft::Draft;
use super::words::{Status, before_reason, behind_phrase_of_any, behind_reason, is_registered};

/// A status in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) status: Status,
    pub(super) certainty: Certainty,
}

/// Whether a number in a sentence is a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Certainty {
    /// The words around it say so.
    Sure,
    /// It may as well count something.
    Possible,
}

/// Takes the statuses that the comments of a page tell; the comments stay as they are.
pub(super) fn settle(draft: &mut Draft) {
    let comments = [&draft.page.summary, &draft.request.payload.doc, &draft.response.payload.doc];
    let lines: Vec<String> = comments.into_iter().flat_map(|doc| doc.lines()).map(str::to_owned).collect();
    for line in lines {
        let (sure, possible): (Vec<Told>, Vec<Told>) =
            in_line(&line).into_iter().partition(|told| told.certainty == Certainty::Sure);
        for Told { status, .. } in sure {
            // What a table or a list says of it is said of it alone.
            if !draft.page.status.iter().any(|(code, _)| *code == status.code) {
                draft.page.status.push((status.code, status.text));
            }
        }
        let codes: Vec<String> = possible.iter().map(|told| told.status.code.to_string()).collect();
        if !codes.is_empty() {
            let note =
                format!("Whether a sentence tells of a status is open ({}): `{line}`", codes.join(", "));
            draft.notes.push(note);
        }
    }
}

/// Returns the statuses in a line of running text.
pub(super) fn in_line(line: &str) -> Vec<Told> {
    // Comments are shorter, and each number is looked at with its sentence.
    const LONGEST: usize = 4096;
    let mut found: Vec<StatusInLine<'_>> = Vec::new();
    if line.len() > LONGEST {
        return Vec::new();
    }
    for (at, code) in numbers(line) {
        let (before, rest) = line.split_at_checked(at).unwrap_or((line, ""));
        let after = rest.get(CODE_LENGTH..).unwrap_or_default();
        // What an earlier sentence says is none of this one's.
        let sentence = before.rfind(". ").map_or(0, |end| end + 1);
        let above = found.iter().rfind(|other| other.begin >= sentence).map(|other| other.certainty);
        let number = NumberInSentence { code, before: before.get(sentence..).unwrap_or_default(), after };
        if let Some(certainty) = number.certainty(above) {
            let phrase = number.phrase_before();
            let told = found.last().map_or(0, |last| last.at + CODE_LENGTH).max(sentence);
            let condition = condition::before_code(before.get(told..).unwrap_or_default(), after);
            let begin = match (condition, phrase) {
                (Some(condition), _) => told + condition.begin,
                (None, Some((above, _))) => sentence + above.len(),
                (None, None) => at,
            };
            let phrase = phrase.map_or("", |(_, phrase)| phrase);
            let condition = condition.map_or("", |Condition { words, .. }| words);
            found.push(StatusInLine { code, begin, phrase, condition, before, after, at, certainty });
        }
    }
    let begins: Vec<usize> = found.iter().map(|found| found.begin).collect();
    let told = |(index, found): (usize, &StatusInLine<'_>)| Told {
        status: Status { code: found.code, text: found.text(begins.get(index + 1).copied()) },
        certainty: found.certainty,
    };
    found.iter().enumerate().map(told).collect()
}

/// How many digits a code has.
const CODE_LENGTH: usize = 3;

/// Returns the numbers in a line that are codes of HTTP, with their positions.
fn numbers(line: &str) -> Vec<(usize, u16)> {
    let is_digit = |c: char| c.is_ascii_digit();
    let mut found = Vec::new();
    let mut rest = line;
    while let Some(start) = rest.find(is_digit) {
        let (before, digits) = rest.split_at_checked(start).unwrap_or((rest, ""));
        let length = digits.len() - digits.trim_start_matches(is_digit).len();
        let (number, behind) = digits.split_at_checked(length).unwrap_or((digits, ""));
        let is_behind = |text: &str| {
            text.ends_with(|c: char| {
                c.is_alphanumeric() || matches!(c, '.' | '/' | '#' | '-' | '_' | '$' | '€' | '£' | ':' | '+')
            })
        };
        // `1,404` is one number.
        let is_part = is_behind(before) || (before == "," && digits.len() + 1 < line.len());
        let goes_on = behind.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | '_' | '°' | '/'))
            || (behind.starts_with(['.', ',', '-', ':']) && behind.chars().nth(1).is_some_and(is_digit));
        let code = number.parse().ok().filter(|code| is_registered(*code));
        if let Some(code) = code.filter(|_| length == CODE_LENGTH && !is_part && !goes_on) {
            found.push((line.len() - digits.len(), code));
        }
        rest = behind;
    }
    found
}

/// A code with what stands around it in its sentence.
struct NumberInSentence<'l> {
    code: u16,
    before: &'l str,
    after: &'l str,
}

impl<'l> NumberInSentence<'l> {
    /// Returns whether the number is a status; `None` if nothing speaks for it. `above` is whether the number before it
    /// in the sentence is one.
    fn certainty(&self, above: Option<Certainty>) -> Option<Certainty> {
        let has_phrase =
            behind_reason(self.code, without_marks(self.after)).is_some() || self.phrase_before().is_some();
        let before = self.before.trim_end_matches(is_mark);
        let goes_on = goes_on(before);
        let is_returned = is_returned(before);
        let is_alone = is_alone(self.after) || self.has_phrase_of_another();
        // `.. on success, or a 403 if ..`
        let is_next = goes_on || behind_article(before).is_some_and(self::goes_on);
        // `the status codes 200 = done, 404 = it is gone`
        let is_explained = self.after.trim_start().starts_with('=')
            && (above == Some(Certainty::Sure)
                || ["status", "http"].iter().any(|word| names_codes(before, word)));
        let is_sure = has_phrase
            || is_named(before)
            || is_explained
            || (is_returned && is_alone && self.code >= 200)
            || ((is_next || condition::all_errors(before).is_some())
                && is_alone
                && above == Some(Certainty::Sure));
        if is_sure {
            let around = [self.before, self.after].map(str::to_lowercase);
            let is_denied = DENIALS.iter().any(|words| around.iter().any(|text| text.contains(words)));
            return Some(if is_denied { Certainty::Possible } else { Certainty::Sure });
        }
        let may_be =
            is_returned || (goes_on && above.is_some()) || ERROR.contains(&last_word(before).as_str());
        may_be.then_some(Certainty::Possible)
    }

    /// Returns whether the reason phrase of another code stands behind the number, and nothing behind that
    /// which the number could count: `403 bad request if ..`. The number is what a client sees. A phrase of
    /// one word is a word of any sentence.
    fn has_phrase_of_another(&self) -> bool {
        behind_phrase_of_any(without_marks(self.after)).is_some_and(is_alone)
    }

    /// Returns what stands before the reason phrase, and the phrase, where the code is in brackets behind it.
    fn phrase_before(&self) -> Option<(&'l str, &'l str)> {
        let before = self.before.strip_suffix(['(', '['])?.trim_end();
        let above = before_reason(self.code, before)?;
        Some((above, before.get(above.len()..)?))
    }
}

/// A status where it stands in its line.
struct StatusInLine<'l> {
    code: u16,
    /// Where what is said of it begins.
    begin: usize,
    /// The reason phrase, if it stands before the code.
    phrase: &'l str,
    /// The condition, if it stands before the code.
    condition: &'l str,
    /// The line before the code.
    before: &'l str,
    /// The line behind the code.
    after: &'l str,
    /// Where the code stands.
    at: usize,
    certainty: Certainty,
}

impl StatusInLine<'_> {
    /// Returns what is said of the status, up to the end of the sentence or the next status.
    fn text(&self, next: Option<usize>) -> String {
        let end =
            self.after.find(". ").or_else(|| Some(self.after.find(".) ")? + 2)).unwrap_or(self.after.len());
        let to_next =
            next.and_then(|next| next.checked_sub(self.at + CODE_LENGTH)).filter(|next| *next <= end);
        let said = self.after.get(..to_next.unwrap_or(end)).unwrap_or_default();
        let mut said = without_marks(said).to_owned();
        // `"404 Not Found", with a message`: the mark before the code ends behind its phrase.
        if let Some(mark) = self.before.chars().next_back().filter(|mark| matches!(mark, '"' | '`' | '\'')) {
            said = said.replacen(mark, "", 1);
        }
        if let Some(more) = said.strip_prefix("and ") {
            said = more.to_owned();
        }
        // `404 (Not Found)`.
        if let Some(behind) = behind_reason(self.code, &said)
            && let Some(more) = behind.strip_prefix([')', ']'])
        {
            let phrase = said.len() - behind.len();
            said = format!("{}{more}", said.get(..phrase).unwrap_or_default());
        }
        let whole = said.as_str();
        let mut said = whole;
        loop {
            let trimmed =
                said.trim_end_matches(|c: char| is_mark(c) || matches!(c, ',' | '.' | ';' | ':' | '/'));
            let last = last_word(trimmed);
            let is_of_next = to_next.is_some()
                && (AND.contains(&last.as_str())
                    || SMALL.contains(&last.as_str())
                    || NAMES.contains(&last.as_str())
                    || RETURNS.contains(&last.as_str()));
            said = if is_of_next {
                trimmed.get(..trimmed.len() - last.len()).unwrap_or_default()
            } else {
                trimmed
            };
            if !is_of_next {
                break;
            }
        }
        // `header at 'api/kites/{code}'.`
        let said = passive::without(with_closing_quote(said, whole));
        // The condition is told where nothing else is said but the reason phrase.
        let condition = if said.is_empty() && self.phrase.is_empty() {
            self.condition.to_owned()
        } else if said.is_empty() || behind_reason(self.code, said) == Some("") {
            with_small_letter(self.condition)
        } else {
            String::new()
        };
        let texts = [self.phrase, said, &condition];
        texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// Returns the start of a text with the quotation mark that closes one in it.
fn with_closing_quote<'l>(start: &'l str, text: &'l str) -> &'l str {
    let behind = text.get(start.len()..).unwrap_or_default();
    let Some(mark) = behind.chars().next().filter(|mark| matches!(mark, '\'' | '"' | '`')) else {
        return start;
    };
    let is_open = start.matches(mark).count() % 2 == 1;
    if is_open { text.get(..start.len() + mark.len_utf8()).unwrap_or(start) } else { start }
}

/// Returns a condition as it stands within a sentence.
fn with_small_letter(condition: &str) -> String {
    let mut letters = condition.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

fn is_mark(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | '[' | '`' | '*' | '"' | '\'' | '-' | '–' | '—')
}

/// Returns a text without the marks between a code and what is said of it.
fn without_marks(text: &str) -> &str {
    text.trim_start_matches(|c: char| is_mark(c) || matches!(c, ')' | ']' | ':' | '=' | ',' | ';' | '.'))
        .trim_end()
}

/// Returns whether nothing stands behind a number that it could count.
fn is_alone(after: &str) -> bool {
    let after = after.trim_start_matches(['`', '*', '"', '\'']).to_lowercase();
    let mut words = after.split_whitespace();
    let (next, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let goes_on = AND.contains(&next)
        && (ARTICLES.contains(&second) || second.starts_with(|c: char| c.is_ascii_digit()));
    let has_condition = CONDITIONS.iter().any(|words| {
        let rest = after.trim_start().strip_prefix(words);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    });
    next.is_empty() || after.starts_with(['.', ',', ';', ')', ']', ':']) || goes_on || has_condition
}

/// Returns whether the words before a number go on with a list of such.
fn goes_on(before: &str) -> bool {
    before.ends_with([',', '/', ';']) || AND.contains(&last_word(before).as_str())
}

/// Returns the words before a number without the article with which they end, if they do.
fn behind_article(before: &str) -> Option<&str> {
    let last = last_word(before);
    let is_article = ARTICLES_OF_CODES.contains(&last.as_str());
    is_article.then(|| before.get(..before.len() - last.len()).unwrap_or_default().trim_end())
}

/// Returns whether the words before a number speak of codes of this kind: `with the following status codes:`.
fn names_codes(before: &str, kind: &str) -> bool {
    let before = before.to_lowercase();
    before.contains(kind) && before.trim_end_matches([':', ' ']).ends_with("codes")
}

/// Returns whether the words before a number call it a status.
fn is_named(before: &str) -> bool {
    let last = last_word(before);
    let above = before.get(..before.len().saturating_sub(last.len())).unwrap_or_default().trim_end();
    match last.as_str() {
        "code" => NAMES.contains(&last_word(above).as_str()) || last_word(above) == "response",
        // `a status of 404`
        "of" => matches!(last_word(above).as_str(), "status" | "statuscode" | "code") && is_named(above),
        last => NAMES.contains(&last),
    }
}

/// Returns whether a verb before a number says that it comes back.
fn is_returned(before: &str) -> bool {
    before_verb(before).is_some()
}

/// Returns what stands before the verb that says that a number comes back.
fn before_verb(mut before: &str) -> Option<&str> {
    loop {
        let last = last_word(before);
        let above = before.get(..before.len().saturating_sub(last.len())).unwrap_or_default().trim_end();
        if RETURNS.contains(&last.as_str()) {
            return Some(above);
        }
        if !SMALL.contains(&last.as_str()) {
            return None;
        }
        before = above;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str, certainty: Certainty) -> Vec<(u16, String)> {
        let told = in_line(line).into_iter().filter(|told| told.certainty == certainty);
        told.map(|told| (told.status.code, told.status.text)).collect()
    }

    #[test]
    fn sentences_tell_statuses() {
        for (line, statuses) in [
            ("Returns 201 when the order was created.", &[(201, "when the order was created")][..]),
            ("Makes one. Returns 204.", &[(204, "")]),
            (
                "Returns 200 OK with the order, or 404 Not Found if there is none.",
                &[(200, "OK with the order"), (404, "Not Found if there is none")],
            ),
            (
                "HTTP 201 and the link if it was made, else HTTP 500 and an error message.",
                &[(201, "the link if it was made"), (500, "an error message")],
            ),
            ("Answers with a 409 (Conflict) if there is one. See 3.1.", &[(409, "Conflict if there is one")]),
            ("Not Found (404) if there is none", &[(404, "Not Found if there is none")]),
            ("The status code 410 means that it is gone", &[(410, "means that it is gone")]),
            ("Returns 200, 201 or 202.", &[(200, ""), (201, ""), (202, "")]),
            ("Devuelve 404 si no hay ninguno.", &[(404, "si no hay ninguno")]),
            (
                "A 201 created response on success, or a 403 bad request if there are issues.",
                &[(201, "created response on success"), (403, "bad request if there are issues")],
            ),
            ("Returns 200, or a 404 when there is none.", &[(200, ""), (404, "when there is none")]),
            ("Returns 410 not found.", &[(410, "not found")]),
            ("If there is none, returns 404.", &[(404, "If there is none")]),
            (
                "If it is done returns \"200 OK\", with the kite If not, returns \"404 Not Found\" If the depot fails for \
                 good, the service returns \"502 Bad Gateway\" All other errors return \"500\"",
                &[
                    (200, "OK, with the kite"),
                    (404, "Not Found if not"),
                    (502, "Bad Gateway if the depot fails for good"),
                    (500, ""),
                ],
            ),
            (
                "If the kite is not found returns 404 Not Found For errors in the depot returns 502 Bad Gateway All other \
                 errors 500",
                &[
                    (404, "Not Found if the kite is not found"),
                    (502, "Bad Gateway for errors in the depot"),
                    (500, "All other errors"),
                ],
            ),
            (
                "Returns 201 (Created), with the address 'api/kites/{code}'.",
                &[(201, "Created, with the address 'api/kites/{code}'")],
            ),
            ("For kites in the depot, returns 204.", &[(204, "For kites in the depot")]),
            (
                "Returns 404 If there is none and returns 410 If it is gone",
                &[(404, "If there is none"), (410, "If it is gone")],
            ),
            ("When a, b or c is missing it returns `400`, with a text.", &[(400, "with a text")]),
            (
                "In the case of a mismatch, a HTTP Status of 422 will be returned. In rare cases, a HTTP status of 409 could \
                 be returned as well.",
                &[(422, "In the case of a mismatch"), (409, "In rare cases")],
            ),
            (
                "If the kite is unknown, the service returns error 404 (Not Found). If it is busy, error 503 (Service \
                 Unavailable) is returned.",
                &[(404, "Not Found if the kite is unknown"), (503, "Service Unavailable if it is busy")],
            ),
            ("A status code of 410 means that it is gone", &[(410, "means that it is gone")]),
            (
                "One of these status codes: 200 = success (it is done), 400 = bad request (it is malformed), 404 = not found \
                 (it is gone.) 500 = something went wrong.",
                &[
                    (200, "success (it is done)"),
                    (400, "bad request (it is malformed)"),
                    (404, "not found (it is gone.)"),
                    (500, "something went wrong"),
                ],
            ),
        ] {
            let statuses: Vec<(u16, String)> =
                statuses.iter().map(|(code, text)| (*code, (*text).to_owned())).collect();
            assert_eq!(told(line, Certainty::Sure), statuses, "{line}");
            assert!(told(line, Certainty::Possible).is_empty(), "{line}");
        }
    }

    #[test]
    fn numbers_that_may_count_are_open() {
        let codes = |line| -> Vec<u16> {
            told(line, Certainty::Possible).into_iter().map(|(code, _)| code).collect()
        };
        for (line, open) in [
            ("Returns 200 orders at most, and 404 for others.", &[200, 404][..]),
            ("It never returns 404 Not Found.", &[404]),
            ("Fails with error 404", &[404]),
            ("There are 404 of them, up to 200 letters.", &[]),
            ("Counts the 404 bad request lines, or a 500 not found if asked.", &[]),
            ("Fails with error 404, or a 403 bad request form of 2 pages", &[404]),
            ("Returns 1,404 kites, 404.5 m, 404%, api/404 and #404", &[]),
            ("The kite of 2024-404", &[]),
        ] {
            assert_eq!(codes(line), open, "{line}");
            assert!(told(line, Certainty::Sure).is_empty(), "{line}");
        }
    }
}
