//! Names: ordinary ones, and all that can be in the way of Rust.

use super::Spec;

const ORDINARY: [&str; 24] = [
    "Lead",
    "Order",
    "Customer",
    "Address",
    "IDLeadBank",
    "utm_source",
    "Page",
    "Items",
    "Total",
    "IsActive",
    "CreatedOn",
    "EmailAddress2",
    "Phone",
    "Note",
    "Parent",
    "Children",
    "Kind",
    "Status",
    "Name",
    "Value",
    "Key",
    "Code",
    "Message",
    "Date",
];

/// Keywords of all editions, names of the prelude and of the crates that generated code names, methods, and
/// what the generator calls its own.
const RUST: [&str; 96] = [
    "Gen",
    "gen",
    "Self",
    "self",
    "super",
    "crate",
    "type",
    "Async",
    "dyn",
    "try",
    "abstract",
    "box",
    "yield",
    "macro",
    "union",
    "static",
    "await",
    "fn",
    "unsafe",
    "true",
    "String",
    "Option",
    "Vec",
    "Box",
    "Some",
    "None",
    "Ok",
    "Err",
    "Result",
    "Default",
    "From",
    "Into",
    "Iterator",
    "Clone",
    "Copy",
    "Send",
    "Sync",
    "Drop",
    "Eq",
    "Hash",
    "Debug",
    "bool",
    "i32",
    "u8",
    "str",
    "f64",
    "usize",
    "std",
    "core",
    "alloc",
    "datacontract",
    "tokio",
    "serde",
    "Contract",
    "Field",
    "Client",
    "Call",
    "Credentials",
    "Service",
    "Router",
    "Endpoint",
    "Endpoints",
    "endpoints",
    "client",
    "server",
    "samples",
    "API",
    "Api",
    "Base",
    "base",
    "Unknown",
    "UnknownValue",
    "into",
    "try_into",
    "clone",
    "to_owned",
    "borrow",
    "new",
    "call",
    "api_key",
    "credentials",
    "send",
    "format",
    "timeout",
    "header",
    "retry",
    "body",
    "request",
    "service",
    "place",
    "MEMBERS",
    "CONTRACT",
    "Contains",
    "contains",
    "Outcome",
    "IntoResult",
];

/// Names of other scripts, names that look like others, names without letters.
const STRANGE: [&str; 40] = [
    "Заказ",
    "注文",
    "Größe",
    "ﬁle",
    "ǅungla",
    "ıd",
    "İd",
    "Id",
    "ªordinal",
    "A\u{200d}B",
    "éCombiné",
    "e\u{301}te\u{301}",
    "été",
    "हिन्दी",
    "اسم",
    "שלום",
    "ไทย",
    "한국어",
    "²",
    "3D",
    "1st",
    "_",
    "__",
    "___a",
    "a__b",
    "_private",
    "!?",
    "😀",
    "a b",
    "a-b",
    "a.b",
    "Ａｂｃ",
    "ĸappa",
    "ſtrange",
    "сор",
    "Ωmega",
    "x\u{301}",
    "ß",
    "ẞ",
    "Ⅷ",
];

/// Modules that are called as something else is.
const MODULES: [&str; 24] = [
    "std",
    "core",
    "alloc",
    "datacontract",
    "tokio",
    "serde",
    "axum",
    "str",
    "i32",
    "bool",
    "endpoints",
    "client",
    "server",
    "samples",
    "router",
    "r#gen",
    "r#type",
    "Shop",
    "test",
    "http",
    "api",
    "random_specs",
    "größe",
    "заказ",
];

/// Returns the name of the module of a seed: seldom one that is called as something else is.
#[must_use]
pub fn module(seed: u64) -> String {
    let mut rng = fastrand::Rng::with_seed(seed ^ 0x5eed);
    if rng.u8(0..10) == 0 { MODULES[rng.usize(..MODULES.len())].to_owned() } else { format!("m{seed}") }
}

impl Spec {
    /// Returns a name of a member, of an enum's member or of a parameter.
    pub(super) fn name(&mut self) -> String {
        match self.rng.u8(0..20) {
            0 | 1 => self.one_of(&RUST).to_owned(),
            2 | 3 => self.one_of(&STRANGE).to_owned(),
            4 => format!("{}{}", self.one_of(&RUST), self.rng.u8(0..10)),
            5 => format!("{}{}", self.one_of(&STRANGE), self.rng.u8(0..10)),
            6 if self.chance(0.1) => "LongName".repeat(self.rng.usize(5..40)),
            7 if self.chance(0.2) => self.characters(),
            _ => format!("{}{}", self.one_of(&ORDINARY), self.rng.u16(0..300)),
        }
    }

    /// Returns a name that C# takes, so that it can be that of a type.
    pub(super) fn class_name(&mut self) -> String {
        let name = self.name();
        let is_csharp = name.chars().all(|c| c.is_alphanumeric() || c == '_')
            && !name.starts_with(|c: char| !c.is_alphabetic() && c != '_');
        if is_csharp { name } else { format!("{}{}", self.one_of(&ORDINARY), self.rng.u16(..)) }
    }

    /// Returns a name that someone wishes for in Rust.
    pub(super) fn rust_name(&mut self) -> String {
        match self.rng.u8(0..6) {
            0 => self.name(),
            1 => format!("r#{}", self.one_of(&RUST)),
            2 => self
                .one_of(&["lowerCamel", "snake_case", "SHOUTY", "a__b", "_a", "Ünï", "été", "x9"])
                .to_owned(),
            _ => format!("{}{}", self.one_of(&ORDINARY), self.rng.u16(..)),
        }
    }

    /// Returns some characters of any kind.
    fn characters(&mut self) -> String {
        (0..self.rng.usize(1..5))
            .map(|_| self.rng.char(..))
            .filter(|c| !matches!(c, '"' | '\\' | '{' | '}'))
            .collect()
    }
}
