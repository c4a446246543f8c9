//! Types: declarations, and how they are referred to.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::{Object, Spec};

const SIMPLE: [&str; 30] = [
    "int",
    "long",
    "short",
    "byte",
    "sbyte",
    "uint",
    "ulong",
    "ushort",
    "bool",
    "float",
    "double",
    "decimal",
    "char",
    "string",
    "DateTime",
    "DateTimeOffset",
    "TimeSpan",
    "Guid",
    "Uri",
    "byte[]",
    "object",
    "integer",
    "unsigned integer",
    "signed byte",
    "character",
    "decimal number",
    "boolean",
    "globally unique identifier",
    "time interval",
    "date",
];

/// What a type of the spec is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Class,
    Enum,
    List,
    Dictionary,
}

impl Spec {
    /// Returns the declarations of all types. Their names are drawn first, so that they can refer to each
    /// other.
    pub(super) fn types(&mut self) -> Object {
        let count = self.rng.usize(1..12);
        let mut declared: Vec<(String, Kind)> = Vec::new();
        let mut taken = HashSet::new();
        for _ in 0..count {
            let mut name = self.class_name();
            if !taken.insert(name.to_lowercase()) {
                name = format!("{name}{}", self.rng.u32(..));
            }
            let namespace = self.one_of(&["Site.Models", "Site", "A.B.C", "Größe.Ж", "std"]);
            let nested = if self.chance(0.1) { "Outer+" } else { "" };
            let kind = match self.rng.u8(0..10) {
                0 | 1 => Kind::Enum,
                2 => Kind::List,
                3 => Kind::Dictionary,
                _ => Kind::Class,
            };
            let full = format!("{namespace}.{nested}{name}");
            match kind {
                Kind::Class => self.classes.push(full.clone()),
                Kind::Enum => self.enums.push(full.clone()),
                Kind::List | Kind::Dictionary => self.collections.push(full.clone()),
            }
            declared.push((full, kind));
        }
        // Generic classes over what is there.
        for _ in 0..self.rng.usize(0..3) {
            let arguments: Vec<String> = (0..self.rng.usize(1..3)).map(|_| self.ty(2)).collect();
            let full = format!("Site.{}{}<{}>", self.class_name(), self.rng.u16(..), arguments.join(", "));
            self.classes.push(full.clone());
            declared.push((full, Kind::Class));
        }
        let mut types = Object::new();
        for (at, (name, kind)) in declared.iter().enumerate() {
            let ty = match kind {
                Kind::Class => self.class(at, &declared),
                Kind::Enum => self.enumeration(),
                Kind::List => self.list(),
                Kind::Dictionary => self.dictionary(),
            };
            types.insert(name.clone(), ty);
        }
        types
    }

    /// Returns a type word, in C# or as help pages have it.
    pub(super) fn ty(&mut self, depth: usize) -> String {
        let deep = if depth > 0 { 14 } else { 8 };
        match self.rng.u8(0..deep) {
            0..4 => self.one_of(&SIMPLE).to_owned(),
            4 | 5 if !self.classes.is_empty() => self.pick(|spec| &spec.classes),
            6 if !self.enums.is_empty() => self.pick(|spec| &spec.enums),
            7 if !self.collections.is_empty() => self.pick(|spec| &spec.collections),
            8 => format!("List<{}>", self.ty(depth - 1)),
            9 => format!("{}[]", self.ty(depth - 1)),
            10 => format!("Dictionary<{}, {}>", self.key(), self.ty(depth - 1)),
            11 => match self.rng.u8(0..3) {
                0 => format!("Collection of {}", self.ty(depth - 1)),
                1 => format!("Pair of {} [key] and {} [value]", self.key(), self.ty(depth - 1)),
                _ => format!("Dictionary of {} [key] and {} [value]", self.key(), self.ty(depth - 1)),
            },
            12 => format!("KeyValuePair<{}, {}>", self.ty(depth - 1), self.ty(depth - 1)),
            13 => {
                let items: Vec<String> = (0..self.rng.usize(1..9)).map(|_| self.ty(depth - 1)).collect();
                format!("Tuple<{}>", items.join(", "))
            }
            _ => self.one_of(&["int?", "DateTime?", "string", "Guid?"]).to_owned(),
        }
    }

    fn pick(&mut self, of: fn(&Self) -> &Vec<String>) -> String {
        let index = self.rng.usize(..of(self).len());
        of(self)[index].clone()
    }

    fn key(&mut self) -> String {
        match self.rng.u8(0..4) {
            0 if !self.enums.is_empty() => self.pick(|spec| &spec.enums),
            1 => self
                .one_of(&["int", "Guid", "long", "byte", "bool", "char", "DateTime", "decimal"])
                .to_owned(),
            _ => "string".to_owned(),
        }
    }

    /// What all kinds of types have.
    fn common(&mut self, object: &mut Object) {
        self.maybe(0.3, object, "doc", |spec| json!(spec.text()));
        self.maybe(0.1, object, "source", Self::source);
        self.maybe(0.05, object, "deprecated", Self::deprecated);
        self.maybe(0.1, object, "json", |spec| {
            json!({ "naming": spec.one_of(&["asDeclared", "camelCase", "snakeCase"]), "enums": "text" })
        });
        self.maybe(0.1, object, "namespace", |spec| {
            json!(spec.one_of(&[
                "urn:a",
                "http://example.com/a b",
                "",
                "http://schemas.datacontract.org/2004/07/",
                "http://schemas.datacontract.org/2004/07/A b",
                "http://schemas.datacontract.org/2004/07/A/B",
                "größe",
                "urn:\"a\"",
            ]))
        });
    }

    fn class(&mut self, at: usize, declared: &[(String, Kind)]) -> Value {
        let mut object = Object::new();
        self.common(&mut object);
        let is_contract = self.chance(0.5);
        if is_contract {
            object.insert("contract".to_owned(), json!("dataContract"));
            self.maybe(0.1, &mut object, "name", |spec| json!(spec.wire_name()));
        } else {
            self.maybe(0.1, &mut object, "contract", |_| json!("serializable"));
        }
        let before: Vec<&String> =
            declared[..at].iter().filter(|(_, kind)| *kind == Kind::Class).map(|(name, _)| name).collect();
        let mut is_struct = false;
        if !before.is_empty() && self.chance(0.3) {
            let base = before[self.rng.usize(..before.len())].clone();
            object.insert("base".to_owned(), json!(base));
        } else {
            is_struct = self.chance(0.1);
            if is_struct {
                object.insert("struct".to_owned(), json!(true));
            }
        }
        let is_reference = is_contract && !is_struct && self.chance(0.1);
        if is_reference {
            object.insert("isReference".to_owned(), json!(true));
        }
        if !is_struct {
            self.maybe(0.1, &mut object, "abstract", |_| json!(true));
        }
        if self.chance(0.3) && !self.classes.is_empty() {
            let known: HashSet<String> =
                (0..self.rng.usize(1..3)).map(|_| self.pick(|spec| &spec.classes)).collect();
            let mut known: Vec<String> = known.into_iter().collect();
            known.sort();
            object.insert("knownTypes".to_owned(), json!(known));
        }
        let mut members = Object::new();
        for _ in 0..self.rng.usize(0..8) {
            let member = self.member(is_contract, is_reference);
            members.insert(self.name(), member);
        }
        let code = members
            .iter()
            .find(|(_, ty)| ["int", "long", "string", "bool"].contains(&ty.as_str().unwrap_or_default()));
        if let Some((code, ty)) = code.map(|(code, ty)| (code.clone(), ty.clone()))
            && !code.contains('.')
            && self.chance(0.3)
        {
            let success = match ty.as_str() {
                Some("string") => json!(["OK \"fine\""]),
                Some("bool") => json!([true]),
                _ => json!([0, -1]),
            };
            let mut outcome = json!({ "code": code, "success": success });
            if self.chance(0.5) {
                outcome["message"] = json!(code);
            }
            object.insert("outcome".to_owned(), outcome);
        }
        object.insert("members".to_owned(), Value::Object(members));
        Value::Object(object)
    }

    fn member(&mut self, is_contract: bool, is_reference: bool) -> Value {
        let deep = if self.chance(0.02) { 20 } else { 3 };
        let ty = self.ty(deep);
        if self.chance(0.5) {
            return json!(ty);
        }
        let mut object = Object::new();
        object.insert("type".to_owned(), json!(ty));
        self.maybe(0.5, &mut object, "doc", |spec| json!(spec.text()));
        if is_contract {
            self.maybe(0.2, &mut object, "name", |spec| json!(spec.wire_name()));
            self.maybe(0.2, &mut object, "order", |spec| json!(spec.rng.i32(0..)));
            if is_reference || self.chance(0.5) {
                self.maybe(0.2, &mut object, "emitDefault", |_| json!(false));
            } else {
                self.maybe(0.3, &mut object, "required", |_| json!(true));
            }
        }
        match self.rng.u8(0..6) {
            0 => {
                object.insert("only".to_owned(), json!("xml"));
            }
            choice => {
                if choice == 1 {
                    object.insert("only".to_owned(), json!("json"));
                }
                self.maybe(0.2, &mut object, "json", |spec| json!(spec.wire_name()));
                self.maybe(0.2, &mut object, "jsonOrder", |spec| json!(spec.rng.i32(..)));
            }
        }
        self.maybe(0.2, &mut object, "secret", |_| json!(true));
        self.maybe(0.1, &mut object, "deprecated", Self::deprecated);
        self.maybe(0.1, &mut object, "field", |_| json!(true));
        self.maybe(0.1, &mut object, "nullable", |spec| json!(spec.rng.bool()));
        self.maybe(
            0.2,
            &mut object,
            "annotations",
            |spec| json!({ "required": spec.rng.bool(), "dataType": "Date`Time", "range": [0, "a`b"] }),
        );
        Value::Object(object)
    }

    /// A name on the wire.
    fn wire_name(&mut self) -> String {
        match self.rng.u8(0..4) {
            0 => self
                .one_of(&["a b", "x,y", "<a>", "\"q\"", "\\", "{0}", "\u{2028}", "ﬁ", "e\u{301}", "1"])
                .to_owned(),
            _ => self.name(),
        }
    }

    fn enumeration(&mut self) -> Value {
        let mut object = Object::new();
        self.common(&mut object);
        let underlying = self.one_of(&["int", "byte", "long", "ulong", "sbyte"]);
        if underlying != "int" {
            object.insert("underlying".to_owned(), json!(underlying));
        }
        let is_flags = self.chance(0.4);
        if is_flags {
            object.insert("flags".to_owned(), json!(true));
        }
        self.maybe(0.3, &mut object, "open", |_| json!(false));
        let mut members = Object::new();
        let mut number: i128 = 0;
        for _ in 0..self.rng.usize(0..8) {
            number = match (self.rng.u8(0..8), underlying) {
                (0, "ulong") => u64::MAX.into(),
                (0, "long") => i64::MIN.into(),
                (0, "int" | "sbyte") => -1,
                (0, "byte") => 255,
                (1, _) => number,
                _ => (number + 1).clamp(0, 100),
            };
            let value = serde_json::from_str(&number.to_string()).unwrap_or_default();
            let member = if self.chance(0.6) {
                value
            } else {
                let mut object = Object::new();
                object.insert("value".to_owned(), value);
                self.maybe(0.5, &mut object, "name", |spec| json!(spec.wire_name()));
                self.maybe(0.5, &mut object, "doc", |spec| json!(spec.text()));
                self.maybe(0.2, &mut object, "deprecated", Self::deprecated);
                Value::Object(object)
            };
            members.insert(self.name(), member);
        }
        object.insert("enum".to_owned(), Value::Object(members));
        Value::Object(object)
    }

    fn list(&mut self) -> Value {
        let mut object = Object::new();
        self.common(&mut object);
        let item = self.ty(2);
        object.insert("collection".to_owned(), json!(item));
        self.maybe(0.3, &mut object, "itemName", |spec| json!(spec.wire_name()));
        self.maybe(0.2, &mut object, "isReference", |_| json!(true));
        Value::Object(object)
    }

    fn dictionary(&mut self) -> Value {
        let mut object = Object::new();
        self.common(&mut object);
        let entry = [self.key(), self.ty(2)];
        object.insert("dictionary".to_owned(), json!(entry));
        self.maybe(0.3, &mut object, "itemName", |spec| json!(spec.wire_name()));
        self.maybe(0.3, &mut object, "keyName", |spec| json!(spec.wire_name()));
        self.maybe(0.3, &mut object, "valueName", |spec| json!(spec.wire_name()));
        self.maybe(0.2, &mut object, "isReference", |_| json!(true));
        Value::Object(object)
    }
}
