//! The secrets that were seen, which may stand in other places too.

use std::collections::VecDeque;

use base64::Engine as _;

use super::HIDDEN;

/// How many secrets of earlier exchanges are remembered.
const REMEMBERED: usize = 256;
/// Shorter texts stand for themselves in too many places.
const SHORTEST: usize = 6;
const SHORTEST_NUMBER: usize = 8;

/// The secrets of an exchange and of those before it. They are kept in memory only.
#[derive(Default)]
pub(super) struct KnownSecrets {
    texts: VecDeque<String>,
    /// How many are of this exchange. All of these are kept, however many there are.
    own: usize,
}

impl KnownSecrets {
    pub(super) fn begin_exchange(&mut self) {
        self.texts.truncate(REMEMBERED);
        self.own = 0;
    }

    /// Remembers a secret, if it can be told from other texts.
    pub(super) fn add(&mut self, text: &str) {
        let text = text.trim();
        let length = text.chars().count();
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+'));
        let is_placeholder = text == HIDDEN || text.chars().all(|c| matches!(c, '0' | '-'));
        if length < if is_number { SHORTEST_NUMBER } else { SHORTEST }
            || is_placeholder
            || self.texts.iter().any(|known| known == text)
        {
            return;
        }
        self.texts.push_front(text.to_owned());
        self.own += 1;
        if self.texts.len() > REMEMBERED.max(self.own) {
            self.texts.pop_back();
        }
    }

    /// Remembers the credentials of a header: the whole, and what is in it.
    pub(super) fn add_credentials(&mut self, text: &str) {
        self.add(text);
        let decoded = base64::engine::general_purpose::STANDARD.decode(text.trim());
        if let Some(login) = decoded.ok().and_then(|bytes| String::from_utf8(bytes).ok())
            && let Some((_, password)) = login.split_once(':')
        {
            self.add(password);
        }
    }

    /// Returns a text without these secrets; `None` if it has none of them.
    pub(super) fn hide(&self, text: &str) -> Option<String> {
        let mut hidden: Option<String> = None;
        let mut found: Vec<&String> =
            self.texts.iter().filter(|secret| text.contains(secret.as_str())).collect();
        // One that is a part of another leaves nothing of that.
        found.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
        for secret in found {
            hidden = Some(hidden.as_deref().unwrap_or(text).replace(secret.as_str(), HIDDEN));
        }
        hidden
    }
}
