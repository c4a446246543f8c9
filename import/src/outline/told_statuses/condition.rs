//! A condition that stands before the code: `If there is none, returns 404`.

use super::words::{ALL, AND, CONDITIONS, ERROR, FOR, NAMES, SMALL, last_word};
use super::{before_verb, is_mark, passive};

/// The part of a line that ends in a code and begins with the condition under which it comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Condition<'l> {
    /// Where the sentence begins, in bytes of the text before the code.
    pub(super) begin: usize,
    /// The condition; empty if the sentence has a subject in its place: `All other errors return 500`.
    pub(super) words: &'l str,
}

/// Finds the sentence that a code ends, in the text between the code and what was told before it. The full stop
/// between two sentences may be missing: comments stand on lines of their own, and a copy joins these by
/// blanks. The capital letter is left.
pub(super) fn before_code<'l>(before: &'l str, after: &str) -> Option<Condition<'l>> {
    let before = before.trim_end_matches(is_mark);
    let clause = before_verb(before).or_else(|| before_verb(without_last(before, ERROR)?));
    // `In case of .., a status of 404 is returned`.
    let clause = clause.or_else(|| passive::begins(after).then(|| before_subject(before)));
    let Some(clause) = clause else { return all_errors(before) };
    // `Returns 404 if there is none and returns 500 if it fails`: what goes on has its condition behind it.
    if AND.contains(&last_word(clause).as_str()) {
        return None;
    }
    let starts = clause.char_indices().filter(|(at, _)| is_start_of_word(clause, *at)).map(|(at, _)| at);
    let (begin, is_condition) = starts.rev().find_map(|at| {
        let (above, sentence) = clause.split_at_checked(at)?;
        let is_condition = begins_with_condition(sentence);
        let is_first = above.trim().is_empty();
        let is_quoted_before = above.trim_end().ends_with(['"', '”', '`', '\'', ')']);
        let begins = sentence.starts_with(char::is_uppercase) && (is_condition || is_quoted_before);
        (begins || (is_first && is_condition)).then_some((at, is_condition))
    })?;
    let sentence = clause.get(begin..).unwrap_or_default();
    Some(Condition { begin, words: if is_condition { without_subject(sentence) } else { "" } })
}

/// Finds a sentence without a verb that says what all others come back with: `All other errors 500`.
pub(super) fn all_errors(clause: &str) -> Option<Condition<'_>> {
    const MOST_WORDS: usize = 4;
    if !ERROR.contains(&last_word(clause).as_str()) {
        return None;
    }
    let starts = clause.char_indices().filter(|(at, _)| is_start_of_word(clause, *at)).map(|(at, _)| at);
    starts.rev().take(MOST_WORDS).find_map(|begin| {
        let words = clause.get(begin..)?;
        let first = words.split_whitespace().next()?;
        let is_subject =
            words.starts_with(char::is_uppercase) && ALL.contains(&first.to_lowercase().as_str());
        is_subject.then_some(Condition { begin, words })
    })
}

/// Returns a text without its last word, if that is one of these.
fn without_last<'l>(text: &'l str, words: &[&str]) -> Option<&'l str> {
    let last = last_word(text);
    let is_one = words.contains(&last.as_str());
    is_one.then(|| text.get(..text.len().saturating_sub(last.len())).unwrap_or_default().trim_end())
}

/// Returns what stands before the words for a status: `a status code of`.
fn before_subject(mut text: &str) -> &str {
    while let Some(rest) =
        [NAMES, ERROR, SMALL, &["of"]].into_iter().find_map(|words| without_last(text, words))
    {
        text = rest;
    }
    text
}

fn is_start_of_word(text: &str, at: usize) -> bool {
    let (above, word) = text.split_at_checked(at).unwrap_or((text, ""));
    word.starts_with(char::is_alphabetic) && !above.ends_with(|c: char| !c.is_whitespace())
}

fn begins_with_condition(sentence: &str) -> bool {
    CONDITIONS.iter().chain(FOR).any(|words| {
        let start = sentence.get(..words.len());
        let rest = sentence.get(words.len()..).unwrap_or_default();
        start.is_some_and(|start| start.to_lowercase() == *words) && !rest.starts_with(char::is_alphanumeric)
    })
}

/// Returns a clause without the subject of the sentence at its end: `If it is gone, the service`.
fn without_subject(clause: &str) -> &str {
    const WORDS_OF_A_SUBJECT: usize = 3;
    let subject = clause
        .rsplit_once(',')
        .filter(|(_, subject)| subject.split_whitespace().count() <= WORDS_OF_A_SUBJECT);
    subject.map_or(clause, |(condition, _)| condition).trim()
}
