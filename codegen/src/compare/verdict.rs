//! What a change means, and to whom.

use std::fmt;

/// How a change touches somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Nothing that worked stops working.
    #[default]
    Safe,
    /// It depends on the values, or on what a program does with them.
    Risky,
    /// Something that worked stops working.
    Breaks,
}

impl Verdict {
    /// All of them, the worst last.
    pub const ALL: [Self; 3] = [Self::Safe, Self::Risky, Self::Breaks];

    /// Returns `safe`, `risky` or `breaks`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Risky => "risky",
            Self::Breaks => "breaks",
        }
    }

    /// Returns the verdict of this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.word() == word)
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// What of a spec somebody depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Surface {
    /// The source of the generated Rust: whether what calls it still compiles.
    Rust,
    /// JSON on the wire, as Json.NET and others read it.
    Json,
    /// XML on the wire, for a reader that takes members in any order and skips what it does not know, as this
    /// project's lenient reader does.
    Xml,
    /// XML on the wire, for .NET's own serializer: members out of order are lost in silence, and unknown values are
    /// errors.
    StrictXml,
}

impl Surface {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Rust, Self::Json, Self::Xml, Self::StrictXml];

    /// Returns `rust`, `json`, `xml` or `strictXml`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Rust => "rust",
            Self::Json => "json",
            Self::Xml => "xml",
            Self::StrictXml => "strictXml",
        }
    }
}

/// On which side of the wire somebody stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Programs that were made from the old spec and call the changed service.
    Clients,
    /// Services that were made from the old spec and are called by clients of the new one.
    Servers,
}

impl Side {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Clients, Self::Servers];

    /// Returns `clients` or `servers`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Clients => "clients",
            Self::Servers => "servers",
        }
    }
}

/// The verdicts of one change for every audience: each surface, on each side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Verdicts([[Verdict; 2]; 4]);

impl Verdicts {
    /// Returns the verdict for an audience.
    #[must_use]
    pub fn get(&self, surface: Surface, side: Side) -> Verdict {
        self.0[surface as usize][side as usize]
    }

    /// Makes the verdict for an audience at least as bad as this one.
    pub(super) fn raise(&mut self, surface: Surface, side: Side, verdict: Verdict) {
        let cell = &mut self.0[surface as usize][side as usize];
        *cell = verdict.max(*cell);
    }

    /// Makes the verdict for a surface at least as bad as this one, on these sides.
    pub(super) fn raise_on(&mut self, surface: Surface, sides: &[Side], verdict: Verdict) {
        for side in sides {
            self.raise(surface, *side, verdict);
        }
    }

    /// Sets the verdict for an audience.
    pub(super) fn set(&mut self, surface: Surface, side: Side, verdict: Verdict) {
        self.0[surface as usize][side as usize] = verdict;
    }

    /// Returns the worst verdict for the audiences that `is_asked` takes.
    pub fn worst(&self, is_asked: impl Fn(Surface, Side) -> bool) -> Verdict {
        let asked = self.iter().filter(|(surface, side, _)| is_asked(*surface, *side));
        asked.map(|(_, _, verdict)| verdict).max().unwrap_or_default()
    }

    /// Returns the verdicts, audience by audience.
    pub fn iter(&self) -> impl Iterator<Item = (Surface, Side, Verdict)> {
        let audiences = Surface::ALL.into_iter().flat_map(|surface| Side::ALL.map(|side| (surface, side)));
        audiences.map(|(surface, side)| (surface, side, self.get(surface, side)))
    }
}
