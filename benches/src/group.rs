//! What is compared with what: a direction, a payload, a shape.

use std::fmt;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    Write,
    Read,
}

/// The payloads of `docs/performance.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Size {
    /// (a): one object, 828 bytes.
    Small,
    /// (b): 100 leads of 10 contents each.
    Medium,
    /// (c): 10,000 leads.
    Large,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// As .NET writes it.
    Compact,
    /// A line an element.
    Indented,
    /// Other prefixes than .NET's.
    Prefixed,
    /// Members in reverse.
    Reordered,
    /// Two of three members are null.
    Nils,
    /// Texts full of `&`, `<` and `>`.
    Escapes,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Group {
    pub direction: Direction,
    pub size: Size,
    pub shape: Shape,
}

impl Group {
    pub const fn new(direction: Direction, size: Size, shape: Shape) -> Self {
        Group { direction, size, shape }
    }

    /// All groups: what is written has no other shapes than .NET's.
    pub fn all() -> Vec<Group> {
        let mut all = Vec::new();
        for size in Size::ALL {
            for shape in [Shape::Compact, Shape::Nils, Shape::Escapes] {
                all.push(Group::new(Direction::Write, size, shape));
            }
            for shape in Shape::ALL {
                all.push(Group::new(Direction::Read, size, shape));
            }
        }
        all
    }
}

impl Group {
    /// The name by which `--once` knows a contender: `read/b/compact/quick-xml`.
    pub fn full_name(self, contender: &str) -> String {
        let words = contender.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-');
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        format!("{self}/{}", words.join("-"))
    }
}

impl Size {
    pub const ALL: [Size; 3] = [Size::Small, Size::Medium, Size::Large];

    pub const fn letter(self) -> &'static str {
        match self {
            Size::Small => "a",
            Size::Medium => "b",
            Size::Large => "c",
        }
    }
}

impl Shape {
    pub const ALL: [Shape; 6] =
        [Shape::Compact, Shape::Indented, Shape::Prefixed, Shape::Reordered, Shape::Nils, Shape::Escapes];

    pub const fn name(self) -> &'static str {
        match self {
            Shape::Compact => "compact",
            Shape::Indented => "indented",
            Shape::Prefixed => "prefixed",
            Shape::Reordered => "reordered",
            Shape::Nils => "nils",
            Shape::Escapes => "escapes",
        }
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Direction::Write => "write",
            Direction::Read => "read",
        })
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.direction, self.size.letter(), self.shape.name())
    }
}
