//! Names of files that mean the same on every system.
//!
//! What one system takes another refuses, or takes for a device or another file: Windows has forbidden characters and
//! [names of devices], drops dots and blanks at the end, and, as macOS does, tells no upper from lower case.
//!
//! [names of devices]: https://learn.microsoft.com/windows/win32/fileio/naming-a-file

use std::{collections::BTreeSet, fmt, fmt::Write as _};

/// What no file can be called on Windows, whatever comes after a dot.
const DEVICES: [&str; 22] = [
    "aux", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "con", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "nul", "prn",
];

/// How many bytes most file systems take.
const LONGEST: usize = 255;

/// How many of them a name has at most to which an extension can be added.
const LONGEST_STEM: usize = 240;

/// Why a text is not the name of a file on every system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Nothing, `.` and `..` are no files.
    Nothing,
    /// It leads into folders.
    Path,
    /// A character that some systems refuse.
    Character(char),
    /// Windows has a device of this name.
    Device,
    /// A dot or a blank at the end, which Windows drops.
    End,
    /// Longer than what file systems take.
    Long,
}

impl Unfit {
    /// Returns why a text is not the name of a file, in one folder and on every system; `None` if it is one.
    ///
    /// ```
    /// use datacontract_codegen::file_name::Unfit;
    ///
    /// assert_eq!(Unfit::of("lead.response.json"), None);
    /// assert_eq!(Unfit::of("con.json"), Some(Unfit::Device));
    /// assert_eq!(Unfit::of("../lead.json"), Some(Unfit::Path));
    /// ```
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        let refused = name.chars().find(|c| is_refused(*c));
        match name {
            "" | "." | ".." => Some(Unfit::Nothing),
            _ if name.contains(['/', '\\']) => Some(Unfit::Path),
            _ if refused.is_some() => refused.map(Unfit::Character),
            _ if is_device(name) => Some(Unfit::Device),
            _ if name.ends_with(['.', ' ']) => Some(Unfit::End),
            _ if name.len() > LONGEST => Some(Unfit::Long),
            _ => None,
        }
    }
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unfit::Nothing => f.write_str("it is the name of no file"),
            Unfit::Path => f.write_str("it leads into another folder"),
            Unfit::Character(c) => write!(f, "Windows takes no {c:?} in names of files"),
            Unfit::Device => f.write_str("it is a device on Windows"),
            Unfit::End => f.write_str("Windows drops dots and blanks at the end of names"),
            Unfit::Long => write!(f, "it is longer than {LONGEST} bytes"),
        }
    }
}

/// Returns whether Windows takes a name for a device.
pub(crate) fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    DEVICES.iter().any(|device| device.eq_ignore_ascii_case(stem))
}

fn is_refused(c: char) -> bool {
    c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*')
}

/// Makes names of files of texts, such that each file has a name of its own on every system.
///
/// ```
/// use datacontract_codegen::file_name::FileNames;
///
/// let mut names = FileNames::default();
/// assert_eq!(names.of("List<Lead>"), "List%3CLead%3E");
/// assert_eq!(names.of("Con"), "%43on");
/// assert_eq!(names.of("lead"), "lead");
/// // Not the same file as the one before where systems do not look at the case.
/// assert_eq!(names.of("Lead"), "Lead-a5c083b4bb73ce4f");
/// ```
#[derive(Clone, Debug, Default)]
pub struct FileNames {
    taken: BTreeSet<String>,
}

impl FileNames {
    /// Returns the name for a text, to which an extension can be added. What some systems refuse is percent-encoded, the end
    /// of a long name gives way to a hash, and so does a name that has been given already.
    pub fn of(&mut self, text: &str) -> String {
        let name = portable(text);
        // A hash of the text is the same whatever other texts there are, so files keep their names.
        let name = if self.taken.contains(&name.to_lowercase()) { hashed(&name) } else { name };
        self.taken.insert(name.to_lowercase());
        name
    }
}

/// Returns a name that a file can have on every system, to which an extension can be added. Different texts have different
/// names, which systems that do not look at the case may take for one.
#[must_use]
pub fn portable(text: &str) -> String {
    if text.is_empty() {
        // No other text has this name.
        return "%".to_owned();
    }
    let mut name = String::with_capacity(text.len());
    let last = text.char_indices().next_back().map(|(at, _)| at);
    for (at, c) in text.char_indices() {
        // A dot at the beginning hides a file, and one at the end gets lost.
        let is_at_end = matches!(c, '.' | ' ') && (at == 0 || Some(at) == last);
        if is_refused(c) || c == '%' || is_at_end || (at == 0 && is_device(text)) {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                let _ = write!(name, "%{byte:02X}");
            }
        } else {
            name.push(c);
        }
    }
    if name.len() <= LONGEST_STEM { name } else { hashed(&name) }
}

/// Returns a name whose end is a hash of all of it.
fn hashed(name: &str) -> String {
    let mut end = name.len().min(LONGEST_STEM - 17);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}-{:016x}", &name[..end], fnv1a(name.as_bytes()))
}

/// Returns the FNV-1a hash of some bytes, which is the same in every run.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{FileNames, Unfit, portable};

    /// Texts that some system has trouble with as the name of a file.
    const TEXTS: [(&str, Option<Unfit>, &str); 18] = [
        ("Lead", None, "Lead"),
        ("Größe 5", None, "Größe 5"),
        (".lead", None, "%2Elead"),
        ("console", None, "console"),
        ("", Some(Unfit::Nothing), "%"),
        (".", Some(Unfit::Nothing), "%2E"),
        ("..", Some(Unfit::Nothing), "%2E%2E"),
        ("a/b", Some(Unfit::Path), "a%2Fb"),
        ("a\\b", Some(Unfit::Path), "a%5Cb"),
        ("a:b", Some(Unfit::Character(':')), "a%3Ab"),
        ("List<A>", Some(Unfit::Character('<')), "List%3CA%3E"),
        ("a\u{1}", Some(Unfit::Character('\u{1}')), "a%01"),
        ("con", Some(Unfit::Device), "%63on"),
        ("NUL.json", Some(Unfit::Device), "%4EUL.json"),
        ("Com1 .xml", Some(Unfit::Device), "%43om1 .xml"),
        ("lead.", Some(Unfit::End), "lead%2E"),
        ("lead ", Some(Unfit::End), "lead%20"),
        ("50%", None, "50%25"),
    ];

    #[test]
    fn names_that_some_system_refuses_are_found() {
        for (text, unfit, _) in TEXTS {
            assert_eq!(Unfit::of(text), unfit, "{text:?}");
        }
        assert_eq!(Unfit::of(&"ä".repeat(128)), Some(Unfit::Long));
    }

    #[test]
    fn every_text_becomes_a_name_that_fits() {
        for (text, _, name) in TEXTS {
            assert_eq!(portable(text), name, "{text:?}");
            assert_eq!(Unfit::of(&format!("{name}.html")), None, "{text:?}");
        }
        let long = portable(&"ä".repeat(300));
        assert!(long.len() <= 240 && long != portable(&"ä".repeat(301)), "{long}");
    }

    #[test]
    fn names_differ_by_more_than_their_case() {
        let mut names = FileNames::default();
        let texts = ["Lead", "lead", "LEAD", "Größe", "GRÖSSE", "grösse", "a/b", "A/B"];
        let given: BTreeSet<_> = texts.iter().map(|text| names.of(text).to_lowercase()).collect();
        assert_eq!(given.len(), texts.len(), "{given:?}");
        assert_eq!(FileNames::default().of("Lead"), "Lead");
    }
}
