//! Reads the full names of CLR types: as .NET writes them (``System.Collections.Generic.List`1[[Shop.Order, Shop]]``) and
//! as C# does (`System.Collections.Generic.List<Shop.Order>`, `Shop.Order[]`).

use std::fmt;

/// A type by its full name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FullName {
    /// Namespace and class, without the number of its parameters: `Shop.Page`, `Shop.Outer+Inner`.
    pub(crate) name: String,
    /// The arguments of a generic type.
    pub(crate) arguments: Vec<FullName>,
    /// How often it is an array: 1 for `Order[]`.
    pub(crate) arrays: usize,
    /// It has a question mark behind it.
    pub(crate) is_nullable: bool,
}

/// Arguments within arguments; deeper ones are no type's.
const DEEPEST: usize = 16;

/// The longest name that is read.
const LONGEST: usize = 4096;

impl FullName {
    /// Reads a whole text as one type's name; `None` if it is something else.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut parser = Parser { rest: text.trim() };
        if parser.rest.len() > LONGEST {
            return None;
        }
        let found = parser.full_name(0)?;
        parser.rest.trim().is_empty().then_some(found)
    }

    /// Returns whether the name says more than a word can: it has type arguments, is an array, or is one of .NET's own.
    pub(crate) fn is_telling(&self) -> bool {
        !self.arguments.is_empty() || self.arrays > 0 || self.is_nullable || self.name.starts_with("System.")
    }

    /// Returns whether it is one of .NET's own types of these names, with or without its namespace.
    pub(crate) fn is_one_of(&self, names: &[&str]) -> bool {
        let is_dotnets = !self.name.contains('.') || self.name.starts_with("System.");
        is_dotnets && names.contains(&self.class())
    }

    /// Returns the name without its namespace.
    pub(crate) fn class(&self) -> &str {
        self.name.rsplit('.').next().unwrap_or(&self.name)
    }
}

/// Writes the name as C# does, so that two spellings of one type are equal.
impl fmt::Display for FullName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        for (at, argument) in self.arguments.iter().enumerate() {
            write!(f, "{}{argument}", if at == 0 { "<" } else { ", " })?;
        }
        if !self.arguments.is_empty() {
            f.write_str(">")?;
        }
        if self.is_nullable {
            f.write_str("?")?;
        }
        (0..self.arrays).try_for_each(|_| f.write_str("[]"))
    }
}

struct Parser<'t> {
    rest: &'t str,
}

impl<'t> Parser<'t> {
    fn take(&mut self, token: &str) -> Option<()> {
        self.rest = self.rest.trim_start().strip_prefix(token)?;
        Some(())
    }

    fn full_name(&mut self, depth: usize) -> Option<FullName> {
        if depth > DEEPEST {
            return None;
        }
        let name = self.name()?;
        let counted = self.rest.starts_with('`');
        if counted {
            let digits = self.rest.trim_start_matches('`');
            self.rest = digits.trim_start_matches(|c: char| c.is_ascii_digit());
        }
        let mut found =
            FullName { name: name.to_owned(), arguments: Vec::new(), arrays: 0, is_nullable: false };
        if self.rest.starts_with('<') {
            self.take("<")?;
            found.arguments = self.arguments(">", depth)?;
        } else if self.rest.starts_with('[') && !self.rest.starts_with("[]") {
            // Brackets of a name without a number are an index: `codes[0]`.
            if !counted {
                return None;
            }
            self.take("[")?;
            found.arguments = self.arguments("]", depth)?;
        }
        if self.rest.starts_with('?') {
            self.take("?")?;
            found.is_nullable = true;
        }
        while self.rest.starts_with("[]") {
            self.take("[]")?;
            found.arrays += 1;
        }
        Some(found)
    }

    /// Identifiers with points and plus signs between.
    fn name(&mut self) -> Option<&'t str> {
        self.rest = self.rest.trim_start();
        let is_inner = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '+');
        let end = self.rest.find(|c| !is_inner(c)).unwrap_or(self.rest.len());
        let (name, rest) = self.rest.split_at_checked(end)?;
        let is_part = |part: &str| part.starts_with(|c: char| c.is_alphabetic() || c == '_');
        if !name.split(['.', '+']).all(is_part) {
            return None;
        }
        self.rest = rest;
        Some(name)
    }

    fn arguments(&mut self, end: &str, depth: usize) -> Option<Vec<FullName>> {
        let mut found = Vec::new();
        loop {
            // With its assembly an argument has brackets around it.
            if self.take("[").is_some() {
                found.push(self.full_name(depth + 1)?);
                let (assembly, rest) = self.rest.split_once(']')?;
                if assembly.contains(['[', '<']) || !(assembly.is_empty() || assembly.starts_with(',')) {
                    return None;
                }
                self.rest = rest;
            } else {
                found.push(self.full_name(depth + 1)?);
            }
            if self.take(end).is_some() {
                return Some(found);
            }
            self.take(",")?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        FullName::parse(text).map(|name| name.to_string())
    }

    #[test]
    fn both_spellings_are_one() {
        for (text, expected) in [
            ("Shop.Order", "Shop.Order"),
            ("Shop.Outer+Inner", "Shop.Outer+Inner"),
            (
                "Shop.Page`1[[Shop.Order, Shop, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null]]",
                "Shop.Page<Shop.Order>",
            ),
            ("Shop.Page`1[Shop.Order]", "Shop.Page<Shop.Order>"),
            (
                "System.Collections.Generic.Dictionary`2[[System.String, mscorlib],[System.Nullable`1[[System.Int32, mscorlib]], mscorlib]]",
                "System.Collections.Generic.Dictionary<System.String, System.Nullable<System.Int32>>",
            ),
            ("Dictionary<string,List<Shop.Order>>", "Dictionary<string, List<Shop.Order>>"),
            ("Shop.Order[][]", "Shop.Order[][]"),
            ("int?", "int?"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn other_texts_are_none() {
        let deep = "A<".repeat(1000);
        for text in
            ["codes[0]", "Page<", "A sentence.", "", "`1", "List`1[[A, B", "3", "a..b", "A<B>>", &deep]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
