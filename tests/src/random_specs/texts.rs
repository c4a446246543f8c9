//! Texts that people write, among them some that could become code or markup.

use super::Spec;

const TEXTS: [&str; 30] = [
    "What it is.",
    "",
    " ",
    "a *b* [c](d) <e> &copy;",
    "`code` and ``more ` code``, and an ` alone",
    "```\nstruct Evil;\n```",
    "```rust\ncompile_error!(\"never\");\n```",
    "    indented code();",
    "\tfn tabbed() {}",
    "*/ struct Evil; /*",
    "// \r struct Evil;",
    "\"]\npub struct Evil;",
    "ends \u{202e}here\u{0}\u{2066}",
    "# heading\n\n- list\n1. list\n\n> quote",
    "see [Lead], [`Lead`], [Lead::name](x), <https://example.com/>, https://example.com/a_b",
    "<div> </p> <script>",
    "line one\nline two\n\nparagraph two",
    "\u{2028}\u{85}\u{feff}",
    "'\"\\ \\n {0} {} {{",
    "LeadUpdate's resp_code, a::b, call()",
    "a|b\n-|-\nc|d",
    "[^1]: note",
    "[ ] task",
    "~~gone~~ __bold__ _it_",
    "ß Ж 漢 😀",
    "#![allow(dead_code)] #[test]",
    "$crate macro!()",
    "@param x",
    "www.example.com mail@example.com",
    "0",
];

impl Spec {
    /// Returns a text for people; seldom one that is empty.
    pub(super) fn text(&mut self) -> String {
        match self.rng.u8(0..4) {
            0 => self.one_of(&TEXTS).to_owned(),
            1 => {
                let name = self.name();
                format!("{name} {}", self.one_of(&TEXTS))
            }
            _ => "What it is.".to_owned(),
        }
    }
}
