//! Reads the full names of CLR types: as .NET writes them
//! (``System.Collections.Generic.List`1[[Shop.Order, Shop]]``), as C# does (`System.Collections.Generic.List<Shop.Order>`, `Shop.Order[]`)
//! and as Visual Basic does (`List(Of Shop.Order)`). What takes null may be called as help pages call generic classes
//! (`NullableOfInt32`).

use std::fmt;

use datacontract_codegen::spec::Clr;

/// A type by its full name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FullName {
    /// Namespace and class, without the number of its parameters: `Shop.Page`, `Shop.Outer+Inner`.
    pub(crate) name: String,
    /// The arguments of a generic type.
    pub(crate) arguments: Vec<FullName>,
    /// How often it is an array: 1 for `Order[]`.
    pub(crate) arrays: usize,
    /// It has a question mark behind it, or `NullableOf` before it.
    pub(crate) is_nullable: bool,
}

/// Arguments within arguments; deeper ones are no type's.
const DEEPEST: usize = 16;

/// The longest name that is read.
const LONGEST: usize = 4096;

impl FullName {
    /// Reads a whole text as one type's name; `None` if it is something else.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut parser = Parser::new(text.trim());
        if parser.rest.len() > LONGEST {
            return None;
        }
        let found = parser.full_name(0)?;
        parser.rest.trim().is_empty().then_some(found)
    }

    /// Returns whether the name says more than a word can: it has type arguments, is an array, or is one of
    /// .NET's own.
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

/// The names of Visual Basic for .NET's types, where these are called otherwise.
const OF_VISUAL_BASIC: &[(&str, &str)] = &[
    ("Short", "Int16"),
    ("Integer", "Int32"),
    ("Long", "Int64"),
    ("UShort", "UInt16"),
    ("UInteger", "UInt32"),
    ("ULong", "UInt64"),
    ("Date", "DateTime"),
];

/// Returns .NET's name for one of Visual Basic's.
fn of_visual_basic(name: FullName) -> FullName {
    match OF_VISUAL_BASIC.iter().find(|(own, _)| *own == name.name) {
        Some((_, dotnets)) => FullName { name: (*dotnets).to_owned(), ..name },
        None => name,
    }
}

/// Returns the type that a help page calls so with its null: `Int32` of `NullableOfInt32`.
fn taking_null(name: &str) -> Option<&str> {
    let of = name.strip_prefix("System.").unwrap_or(name).strip_prefix("NullableOf")?;
    of.starts_with(|c: char| c.is_uppercase()).then_some(of)
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

/// The name of a class with its assembly, as `$type` has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AssemblyQualifiedName {
    /// The full name of the class: ``Shop.Page`1[[Shop.Order, Shop]]``.
    pub(crate) name: String,
    /// Its assembly: `Shop`, or `Shop, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null`.
    pub(crate) assembly: String,
}

impl AssemblyQualifiedName {
    /// Reads a class with its assembly, as .NET writes it. What has no assembly is not .NET's: another
    /// service's `$type` is a member.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let mut parser = Parser::new(text);
        parser.full_name(0)?;
        let name = parser.read_since(text);
        parser.take(",")?;
        let assembly = parser.rest.trim();
        let is_assembly = !assembly.is_empty() && !assembly.contains(['[', ']']);
        (is_assembly && name.len() <= LONGEST)
            .then(|| Self { name: name.to_owned(), assembly: assembly.to_owned() })
    }

    /// Returns the class without namespace, outer classes and type arguments.
    pub(crate) fn simple_name(&self) -> &str {
        let name = self.name.split(['`', '[']).next().unwrap_or_default();
        name.rsplit(['.', '+']).next().unwrap_or_default()
    }

    /// Returns whether a page may call the class so: `Order`, `Shop.Order`, `PageOfOrder`.
    pub(crate) fn is_called(&self, page: &str) -> bool {
        let simple = self.simple_name();
        let last = page.rsplit(['.', '+']).next().unwrap_or_default();
        let is_generic = self.name.contains('`');
        page == simple
            || last == simple
            || (is_generic && page.starts_with(simple))
            || FullName::parse(page) == FullName::parse(&self.name)
    }

    /// Returns the assemblies of the service's own classes in the name: of the class and of its type
    /// arguments, but not of .NET's own.
    pub(crate) fn own_assemblies(&self) -> impl Iterator<Item = String> {
        let mut classes = vec![self.clone()];
        let mut own = Vec::new();
        while let Some(class) = classes.pop() {
            classes.extend(class.arguments());
            let is_frameworks = ["System.", "Microsoft."].iter().any(|start| class.name.starts_with(start));
            if !is_frameworks {
                own.push(class.assembly);
            }
        }
        own.into_iter()
    }

    /// Returns the type of the items of a list, or those of the keys and the values of a dictionary.
    pub(crate) fn parts(&self) -> Vec<Self> {
        match self.name.strip_suffix("[]") {
            Some(item) => vec![Self { name: item.to_owned(), assembly: self.assembly.clone() }],
            None => self.arguments(),
        }
    }

    /// Returns the type arguments that have assemblies: `Shop.Order, Shop` of ``Page`1[[Shop.Order, Shop]]``.
    fn arguments(&self) -> Vec<Self> {
        let mut parser = Parser::new(&self.name);
        parser.full_name(0).map(|_| parser.qualified).unwrap_or_default()
    }

    /// Returns the assembly's name, without its version.
    pub(crate) fn simple_assembly(&self) -> &str {
        self.assembly.split(',').next().unwrap_or_default().trim()
    }
}

struct Parser<'t> {
    rest: &'t str,
    /// The arguments of the outermost type that have assemblies.
    qualified: Vec<AssemblyQualifiedName>,
    /// How many lists of arguments of Visual Basic's are open.
    of: usize,
}

impl<'t> Parser<'t> {
    fn new(text: &'t str) -> Self {
        Self { rest: text, qualified: Vec::new(), of: 0 }
    }

    /// Returns what was read since `start` was left to read.
    fn read_since(&self, start: &'t str) -> &'t str {
        start.strip_suffix(self.rest).unwrap_or_default()
    }

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
        let nullable = taking_null(name).filter(|_| !counted && !self.rest.starts_with(['<', '(']));
        let mut found = FullName {
            name: nullable.unwrap_or(name).to_owned(),
            arguments: Vec::new(),
            arrays: 0,
            is_nullable: nullable.is_some(),
        };
        if self.rest.starts_with("(Of ") {
            self.take("(Of ")?;
            self.of += 1;
            found.arguments = self.arguments(")", depth)?.into_iter().map(of_visual_basic).collect();
            self.of -= 1;
        } else if self.rest.starts_with('<') {
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
        // A text with parentheses behind it may be a call.
        let array = if self.of > 0 { "()" } else { "[]" };
        while self.rest.starts_with(array) {
            self.take(array)?;
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
                let start = self.rest;
                found.push(self.full_name(depth + 1)?);
                let name = self.read_since(start);
                let (assembly, rest) = self.rest.split_once(']')?;
                if assembly.contains(['[', '<']) || !(assembly.is_empty() || assembly.starts_with(',')) {
                    return None;
                }
                let assembly = assembly.trim_start_matches(',').trim();
                if depth == 0 && !assembly.is_empty() {
                    let (name, assembly) = (name.trim().to_owned(), assembly.to_owned());
                    self.qualified.push(AssemblyQualifiedName { name, assembly });
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

/// The built-in types by the names of their classes.
const BY_CLASS: &[(&str, Clr)] = &[
    ("Boolean", Clr::Bool),
    ("SByte", Clr::SByte),
    ("Byte", Clr::Byte),
    ("Int16", Clr::Short),
    ("UInt16", Clr::UShort),
    ("Int32", Clr::Int),
    ("UInt32", Clr::UInt),
    ("Int64", Clr::Long),
    ("UInt64", Clr::ULong),
    ("Single", Clr::Float),
    ("Double", Clr::Double),
    ("Decimal", Clr::Decimal),
    ("Char", Clr::Char),
    ("String", Clr::String),
    ("DateTime", Clr::DateTime),
    ("DateTimeOffset", Clr::DateTimeOffset),
    ("TimeSpan", Clr::TimeSpan),
    ("Guid", Clr::Guid),
    ("Uri", Clr::Uri),
    ("Object", Clr::Object),
];

/// Finds a built-in type by its class's name: `Int32`, as it stands in the names of generics on pages.
pub(crate) fn by_class(name: &str) -> Option<Clr> {
    BY_CLASS.iter().find(|(class, _)| *class == name).map(|(_, clr)| *clr)
}

/// Returns whether a word is the name of a built-in type's class, in letters of any case.
pub(crate) fn is_class_in_any_case(word: &str) -> bool {
    BY_CLASS.iter().any(|(class, _)| class.eq_ignore_ascii_case(word))
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
            ("Nullable(Of Date)", "Nullable<DateTime>"),
            ("Dictionary(Of String, List(Of Integer()))", "Dictionary<String, List<Int32[]>>"),
            ("NullableOfInt32", "Int32?"),
            ("Collection<System.NullableOfGuid>", "Collection<Guid?>"),
            ("NullableOffer", "NullableOffer"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn other_texts_are_none() {
        let deep = "A<".repeat(1000);
        for text in [
            "codes[0]",
            "Page<",
            "A sentence.",
            "",
            "`1",
            "List`1[[A, B",
            "3",
            "a..b",
            "A<B>>",
            "Get()",
            "Get(Of A",
            &deep,
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn classes_have_assemblies() {
        let parse =
            |text: &str| AssemblyQualifiedName::parse(text).map(|class| class.simple_assembly().to_owned());
        let generic = "Shop.Page`1[[Shop.Order, Shop]], Shop.Core, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null";
        assert_eq!(parse(generic).as_deref(), Some("Shop.Core"));
        assert_eq!(parse("Shop.Outer+Inner[], Shop").as_deref(), Some("Shop"));
        for text in ["Shop.Order", "", ", Shop", "Shop.Order, ", "a sentence, with a comma", "1, 2"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn arguments_have_assemblies() {
        let dictionary = "System.Collections.Generic.Dictionary`2[[System.String, mscorlib],[Shop.Page`1[[Shop.Order, Shop]], Shop.Core]], mscorlib";
        let parts =
            |text: &str| AssemblyQualifiedName::parse(text).map(|name| name.parts()).unwrap_or_default();
        let found: Vec<String> =
            parts(dictionary).iter().map(|part| format!("{} in {}", part.name, part.assembly)).collect();
        assert_eq!(found, ["System.String in mscorlib", "Shop.Page`1[[Shop.Order, Shop]] in Shop.Core"]);
        assert_eq!(parts("Shop.Order[], Shop").first().map(|part| part.name.as_str()), Some("Shop.Order"));
        assert!(parts("Shop.Page`1[Shop.Order], Shop").is_empty());
        let own =
            AssemblyQualifiedName::parse(dictionary).map(|name| name.own_assemblies().collect::<Vec<_>>());
        assert_eq!(own, Some(vec!["Shop.Core".to_owned(), "Shop".to_owned()]));
    }
}
