//! Types and their members.

use jsonc_parser::ast::Value;

use super::{
    keys,
    reader::{Entry, Fields, Reader, extent, listed},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    spec::{
        model::{
            Annotations, Class, Collection, Contract, Dictionary, Enum, EnumMember, EnumMemberXml, Format,
            Literal, Member, MemberJson, MemberXml, Outcome, OutcomeCode, TextRule, TypeDef, TypeKind,
            Underlying,
        },
        span::{Span, Spanned},
        type_expr::{ClrName, TypeExpr},
    },
};

/// The keys that say what kind of type it is, each with what such a type is called and the keys that only it
/// has.
const KINDS: [(&str, &str, &[&str]); 4] = [
    (
        "members",
        "a class",
        &["members", "base", "isReference", "knownTypes", "abstract", "struct", "outcome"],
    ),
    ("enum", "an enum", &["enum", "underlying", "flags", "open"]),
    ("collection", "a list", &["collection", "itemName", "isReference"]),
    ("dictionary", "a dictionary", &["dictionary", "itemName", "keyName", "valueName", "isReference"]),
];

/// The keys that every kind of type has.
const COMMON: &[&str] =
    &["doc", "source", "page", "contract", "name", "namespace", "deprecated", "json", "xml"];

impl Reader<'_> {
    pub(super) fn types(&mut self, value: &Value<'_>) -> Vec<TypeDef> {
        let entries = self.entries(value, "`types`", Code::DuplicateType);
        entries.into_iter().filter_map(|entry| self.type_def(entry)).collect()
    }

    fn type_def(&mut self, (name, value): Entry<'_, '_>) -> Option<TypeDef> {
        let clr = self.start_of(&name).and_then(|at| match ClrName::parse(&name, at) {
            Ok(clr) => Some(Spanned::new(clr, name.span)),
            Err(error) => {
                self.type_error(Code::BadTypeName, error);
                None
            }
        });
        let fields = self.fields(value, "a type", keys::TYPE)?;
        let kind = self.kind(&fields);
        let contracts = [
            ("plain", Contract::Plain),
            ("dataContract", Contract::DataContract),
            ("serializable", Contract::Serializable),
        ];
        let contract = self.choice(fields.get("contract"), "`contract`", &contracts);
        // The names of items can only come from [CollectionDataContract].
        let implied = match kind {
            "collection" | "dictionary" => ["itemName", "keyName", "valueName", "isReference", "name"]
                .iter()
                .any(|key| fields.key_span(key).is_some()),
            _ => false,
        };
        let usual = if implied { Contract::DataContract } else { Contract::Plain };
        let json = self.type_json(fields.get("json"));
        let ty = TypeDef {
            extent: extent(name.span, value),
            doc: self.string(fields.get("doc"), "`doc`"),
            source: fields.get("source").and_then(|value| self.source(value)).unwrap_or_default(),
            page: self.filled_string(fields.get("page"), "`page`"),
            contract: contract.map_or(usual, |contract| contract.value),
            contract_name: self.string(fields.get("name"), "`name`"),
            namespace: self.string(fields.get("namespace"), "`namespace`"),
            deprecated: self.deprecated(fields.get("deprecated")),
            json: json.style,
            assembly: json.assembly,
            item_nulls: json.item_nulls,
            xml: self.type_xml(&fields),
            kind: match kind {
                "enum" => TypeKind::Enum(self.enumeration(&fields, name.span)),
                "collection" => TypeKind::Collection(self.collection(&fields, name.span)),
                "dictionary" => TypeKind::Dictionary(self.dictionary(&fields, name.span)?),
                _ => TypeKind::Class(self.class(&fields, name.span)),
            },
            name: clr?,
        };
        Some(ty)
    }

    /// Returns what kind of type it is, by its keys; keys of other kinds are reported.
    fn kind(&mut self, fields: &Fields<'_, '_>) -> &'static str {
        let mut declared = KINDS.iter().filter(|(key, ..)| fields.get(key).is_some());
        let (kind, what, own) = declared.next().unwrap_or(&KINDS[0]);
        for key in keys::TYPE.iter().filter(|key| !own.contains(key) && !COMMON.contains(key)) {
            let Some(span) = fields.key_span(key) else { continue };
            let owners: Vec<&str> =
                KINDS.iter().filter(|(.., keys)| keys.contains(key)).map(|(_, what, _)| *what).collect();
            let message = format!("{what} has no `{key}`; {} has", owners.join(" or "));
            let mut diagnostic = Diagnostic::error(Code::MixedKinds, self.file, span, message);
            if let Some(span) = fields.key_span(kind) {
                diagnostic =
                    diagnostic.related(span, format!("this makes it {what}")).help("take one of the two out");
            } else {
                let kinds: Vec<&str> = KINDS.iter().map(|(key, ..)| *key).collect();
                let help = format!("say what kind of type it is by one of {}", listed(&kinds));
                diagnostic = diagnostic.help(help);
            }
            self.report(diagnostic);
        }
        kind
    }

    fn class(&mut self, fields: &Fields<'_, '_>, place: Span) -> Class {
        let members = match fields.get("members") {
            Some(value) => self.entries(value, "`members`", Code::DuplicateMember),
            None => Vec::new(),
        };
        Class {
            base: self.type_expr(fields.get("base"), "`base`"),
            members: members.into_iter().filter_map(|entry| self.member(entry)).collect(),
            is_reference: self.flag(fields.get("isReference"), "`isReference`", false, place),
            known_types: self.type_exprs(fields.get("knownTypes"), "`knownTypes`"),
            is_abstract: self.flag(fields.get("abstract"), "`abstract`", false, place).value,
            is_struct: self.flag(fields.get("struct"), "`struct`", false, place).value,
            outcome: fields.get("outcome").and_then(|value| self.outcome(value)),
        }
    }

    fn member(&mut self, (name, value): Entry<'_, '_>) -> Option<Member> {
        let place = name.span;
        if let Value::StringLit(_) = value {
            let ty = self.type_or_object(Some(value), place);
            return Some(Member::new(name, ty));
        }
        let what = "a member";
        let fields = self.fields_or(value, what, "a type or ", keys::MEMBER)?;
        let ty = self.required(&fields, "type", what, "write its type in C# or as the page has it");
        let ty = self.type_or_object(ty, place);
        let formats = [("json", Format::Json), ("xml", Format::Xml)];
        let (json_name, json) = self.member_json(fields.get("json"));
        Some(Member {
            doc: self.string(fields.get("doc"), "`doc`"),
            contract_name: self.string(fields.get("name"), "`name`"),
            order: self.integer(fields.get("order"), "`order`"),
            required: self.flag(fields.get("required"), "`required`", false, place),
            emit_default: self.flag(fields.get("emitDefault"), "`emitDefault`", true, place),
            json_name,
            json,
            json_order: self.integer(fields.get("jsonOrder"), "`jsonOrder`"),
            xml: self.member_xml(&fields),
            nullable: self.optional_flag(fields.get("nullable"), "`nullable`"),
            secret: self.flag(fields.get("secret"), "`secret`", false, place).value,
            deprecated: self.deprecated(fields.get("deprecated")),
            annotations: fields.get("annotations").map(|value| self.annotations(value)).unwrap_or_default(),
            default: self.literal(fields.get("default"), "`default`"),
            only: self.choice(fields.get("only"), "`only`", &formats).map(|format| format.value),
            field: self.flag(fields.get("field"), "`field`", false, place).value,
            ..Member::new(name, ty)
        })
    }

    pub(super) fn annotations(&mut self, value: &Value<'_>) -> Annotations {
        let Some(fields) = self.fields(value, "`annotations`", keys::ANNOTATIONS) else {
            return Annotations::default();
        };
        let length = self.two(fields.get("length"), "`length`").and_then(|(min, max)| {
            let min = self.integer(Some(min), "a length");
            let max = self.integer(Some(max), "a length");
            min.zip(max)
        });
        let range = self.two(fields.get("range"), "`range`").and_then(|(min, max)| {
            let min = self.literal(Some(min), "an end of the range");
            let max = self.literal(Some(max), "an end of the range");
            min.zip(max)
        });
        Annotations {
            required: self.flag(fields.get("required"), "`required`", false, fields.span).value,
            allows_empty_strings: self
                .flag(fields.get("allowEmptyStrings"), "`allowEmptyStrings`", false, fields.span)
                .value,
            min_length: self.integer(fields.get("minLength"), "`minLength`"),
            max_length: self.integer(fields.get("maxLength"), "`maxLength`"),
            length,
            range,
            pattern: self.filled_string(fields.get("pattern"), "`pattern`"),
            data_type: self.filled_string(fields.get("dataType"), "`dataType`"),
            texts: TextRule::ALL
                .into_iter()
                .filter(|rule| {
                    let what = format!("`{}`", rule.key());
                    self.flag(fields.get(rule.key()), &what, false, fields.span).value
                })
                .collect(),
            compare: self.filled_string(fields.get("compare"), "`compare`"),
            display_name: self.filled_string(fields.get("displayName"), "`displayName`"),
            messages: self.messages(fields.get("messages")),
            order: fields.names().map(str::to_owned).collect(),
        }
    }

    /// Reads `ErrorMessage`s, by the keys of their rules.
    fn messages(&mut self, value: Option<&Value<'_>>) -> Vec<(Spanned<String>, Spanned<String>)> {
        let Some(value) = value else { return Vec::new() };
        let entries = self.entries(value, "`messages`", Code::DuplicateKey);
        let messages = entries.into_iter().filter_map(|(key, value)| {
            let message = self.filled_string(Some(value), "a message")?;
            Some((key, message))
        });
        messages.collect()
    }

    fn outcome(&mut self, value: &Value<'_>) -> Option<Outcome> {
        let what = "`outcome`";
        let fields = self.fields(value, what, keys::OUTCOME)?;
        let code = self.required(&fields, "code", what, "write the path of the member that holds the code");
        let code = self.filled_string(code, "`code`");
        let success = self.array(fields.get("success"), "`success`").map(|array| {
            let values = array.elements.iter();
            values.filter_map(|value| self.literal(Some(value), "an item of `success`")).collect::<Vec<_>>()
        });
        if success.as_ref().is_some_and(Vec::is_empty) {
            let span = fields.key_span("success").unwrap_or(fields.span);
            let diagnostic = Diagnostic::error(Code::BadOutcome, self.file, span, "no value means success");
            self.report(diagnostic.help("leave `success` out if nobody knows which values mean success"));
        }
        let codes = match fields.get("codes") {
            Some(value) => self.entries(value, "`codes`", Code::DuplicateKey),
            None => Vec::new(),
        };
        let codes = codes.into_iter().filter_map(|(code, value)| {
            let doc = self.string(Some(value), "the meaning of a code")?;
            Some(OutcomeCode { code, doc })
        });
        let codes = codes.collect();
        let message = self.filled_string(fields.get("message"), "`message`");
        Some(Outcome { span: fields.span, code: code?, success, message, codes })
    }

    fn enumeration(&mut self, fields: &Fields<'_, '_>, place: Span) -> Enum {
        let members = match fields.get("enum") {
            Some(value) => self.entries(value, "`enum`", Code::DuplicateMember),
            None => Vec::new(),
        };
        let words = Underlying::ALL.map(|underlying| (underlying.word(), underlying));
        Enum {
            members: members.into_iter().filter_map(|entry| self.enum_member(entry)).collect(),
            underlying: self
                .choice(fields.get("underlying"), "`underlying`", &words)
                .unwrap_or(Spanned::new(Underlying::default(), place)),
            flags: self.flag(fields.get("flags"), "`flags`", false, place).value,
            open: self.flag(fields.get("open"), "`open`", true, place).value,
        }
    }

    fn enum_member(&mut self, (name, value): Entry<'_, '_>) -> Option<EnumMember> {
        if let Value::NumberLit(_) = value {
            let value = self.integer(Some(value), "the value of an enum's member")?;
            let xml = EnumMemberXml::default();
            return Some(EnumMember { name, value, contract_name: None, xml, doc: None, deprecated: None });
        }
        let what = "an enum's member";
        let fields = self.fields_or(value, what, "a number or ", keys::ENUM_MEMBER)?;
        let value = self.required(&fields, "value", what, "write its number");
        let value = self.integer(value, "`value`");
        let contract_name = self.string(fields.get("name"), "`name`");
        let xml = self.enum_member_xml(&fields);
        let doc = self.string(fields.get("doc"), "`doc`");
        let deprecated = self.deprecated(fields.get("deprecated"));
        Some(EnumMember { name, value: value?, contract_name, xml, doc, deprecated })
    }

    fn collection(&mut self, fields: &Fields<'_, '_>, place: Span) -> Collection {
        Collection {
            item: self.type_or_object(fields.get("collection"), place),
            item_name: self.filled_string(fields.get("itemName"), "`itemName`"),
            is_reference: self.flag(fields.get("isReference"), "`isReference`", false, place),
        }
    }

    fn dictionary(&mut self, fields: &Fields<'_, '_>, place: Span) -> Option<Dictionary> {
        let (key, value) = self.two(fields.get("dictionary"), "`dictionary`")?;
        Some(Dictionary {
            key: self.type_or_object(Some(key), place),
            value: self.type_or_object(Some(value), place),
            item_name: self.filled_string(fields.get("itemName"), "`itemName`"),
            key_name: self.filled_string(fields.get("keyName"), "`keyName`"),
            value_name: self.filled_string(fields.get("valueName"), "`valueName`"),
            is_reference: self.flag(fields.get("isReference"), "`isReference`", false, place),
        })
    }
}

impl Member {
    /// A member of which only name and type are given.
    fn new(name: Spanned<String>, ty: TypeExpr) -> Self {
        let place = name.span;
        Self {
            name,
            ty,
            doc: None,
            contract_name: None,
            order: None,
            required: Spanned::new(false, place),
            emit_default: Spanned::new(true, place),
            json_name: None,
            json: MemberJson::default(),
            json_order: None,
            xml: MemberXml::default(),
            nullable: None,
            secret: false,
            deprecated: None,
            annotations: Annotations::default(),
            default: None::<Spanned<Literal>>,
            only: None,
            field: false,
        }
    }
}
