//! Texts from files on their way to a terminal.

/// Replaces control characters other than line breaks, so that a text from a file cannot steer the terminal.
pub(super) fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect()
}
