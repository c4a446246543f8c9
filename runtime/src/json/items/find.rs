//! Where the list is in a document.

use super::scan::ValueScan;
use crate::json::read::find_member;
use crate::plan::ClassPlan;

/// An object around the list: its class, and the member that leads on, by its index in JSON's order.
#[derive(Clone, Copy)]
pub(super) struct Step<'p> {
    pub(super) class: &'p ClassPlan,
    pub(super) member: usize,
}

/// What a search came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// This position is behind the bracket of the list, or in front of the value of a member.
    At(usize),
    /// There is no such list, or what is there is no JSON.
    Nothing,
    /// The document has to go on.
    Incomplete,
}

/// Returns the position of the first byte from a position on that is no white space.
pub(super) fn skip_white_space(text: &str, pos: usize) -> usize {
    let rest = text.as_bytes().get(pos..).unwrap_or_default();
    pos + rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count()
}

/// Finds the first item of the list to which these members lead.
pub(super) fn find_list(text: &str, steps: &[Step<'_>]) -> Found {
    let mut pos = skip_white_space(text, 0);
    for step in steps {
        match text.as_bytes().get(pos) {
            None => return Found::Incomplete,
            Some(b'{') => {}
            Some(_) => return Found::Nothing,
        }
        match find_in_object(text, pos + 1, *step, IsFirst::Yes) {
            Found::At(value) => pos = value,
            other => return other,
        }
    }
    match text.as_bytes().get(pos) {
        None => Found::Incomplete,
        Some(b'[') => Found::At(pos + 1),
        Some(_) => Found::Nothing,
    }
}

/// Returns whether the list stands once more in a text that begins behind it.
pub(super) fn is_found_again(text: &str, steps: &[Step<'_>]) -> bool {
    let mut pos = 0;
    for step in steps.iter().rev() {
        if let Found::At(_) = find_in_object(text, pos, *step, IsFirst::No) {
            return true;
        }
        // The object's own bracket is behind its last member.
        match end_of_object(text, pos) {
            Some(end) => pos = end,
            None => return false,
        }
    }
    false
}

/// Whether a member may stand at the position without a comma before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum IsFirst {
    Yes,
    No,
}

/// Finds the value of a member of an object, from a position inside it on.
fn find_in_object(text: &str, mut pos: usize, step: Step<'_>, mut is_first: IsFirst) -> Found {
    loop {
        pos = skip_white_space(text, pos);
        match (text.as_bytes().get(pos), is_first) {
            (None, _) => return Found::Incomplete,
            (Some(b','), IsFirst::No) => pos = skip_white_space(text, pos + 1),
            (Some(b'"'), IsFirst::Yes) => {}
            _ => return Found::Nothing,
        }
        is_first = IsFirst::No;
        match text.as_bytes().get(pos) {
            None => return Found::Incomplete,
            Some(b'"') => {}
            Some(_) => return Found::Nothing,
        }
        let Some(name_end) = ValueScan::at(pos).end(text) else { return Found::Incomplete };
        let colon = skip_white_space(text, name_end);
        match text.as_bytes().get(colon) {
            None => return Found::Incomplete,
            Some(b':') => {}
            Some(_) => return Found::Nothing,
        }
        let value = skip_white_space(text, colon + 1);
        // The ordinary reader says what is wrong with a name.
        let Ok(name) = serde_json::from_str::<String>(&text[pos..name_end]) else { return Found::Nothing };
        if find_member(step.class, &name) == Some(step.member) {
            return if value < text.len() { Found::At(value) } else { Found::Incomplete };
        }
        match ValueScan::at(value).end(text) {
            None => return Found::Incomplete,
            Some(end) if end == value => return Found::Nothing,
            Some(end) => pos = end,
        }
    }
}

/// Returns the position behind the bracket of an object, from a position inside it on.
fn end_of_object(text: &str, mut pos: usize) -> Option<usize> {
    loop {
        pos = skip_white_space(text, pos);
        match text.as_bytes().get(pos)? {
            b'}' => return Some(pos + 1),
            b',' | b':' => pos += 1,
            _ => {
                let end = ValueScan::at(pos).end(text)?;
                if end == pos {
                    return None;
                }
                pos = end;
            }
        }
    }
}
