//! What a spec says, once read: the same structure as the file's, with every default filled in.
//!
//! Nothing here is resolved or computed by .NET's rules; that is the contract graph's job. Lists keep the
//! order of the file.

mod authentication;
mod endpoint;
mod files;
mod in_xml;
mod paging;
mod rust;
mod rust_types;
mod settings;
mod types;
mod xml;

pub use authentication::{Authentication, Grant, TokenEndpoint, TokenField};
pub use endpoint::{Endpoint, Parameter, ParameterPlace, Payload, SampleFiles, Samples, Status, Untyped};
pub use files::{Download, FileCount, FilePart, Upload, UploadForm};
pub use paging::{PageStep, Paging};
pub use rust::{MemberSelection, RustRule, RustRules, RustTarget, TypeSelection};
pub use rust_types::RustTypes;
pub use settings::{JsonFormatter, MemberJson};
pub use types::{
    Annotations, Class, Collection, Contract, Dictionary, Enum, EnumMember, Member, Outcome, OutcomeCode,
    TextRule, TypeDef, TypeKind, Underlying,
};
pub use xml::{
    EnumMemberXml, Form, MemberXml, TypeXml, XmlAnyElement, XmlArray, XmlArrayItem, XmlAttribute, XmlElement,
    XmlRoot, XmlText, XmlType,
};

use super::{
    names::{Names, Unresolved},
    span::Spanned,
    type_expr::{ClrName, Nullability, TypeExpr},
};
use crate::diagnostic::SourceFile;
use datacontract::contract::{JsonSettings, XmlSettings};

/// One API.
#[derive(Clone, Debug)]
pub struct Spec {
    /// The file, for messages about it.
    pub file: SourceFile,
    /// Version of the format.
    pub version: Spanned<u32>,
    /// What people call the API.
    pub name: Spanned<String>,
    /// The Rust module that holds its types.
    pub module: Spanned<String>,
    /// What the API is for.
    pub doc: Option<Spanned<String>>,
    /// The version of the API that the spec describes: three numbers, `1.4.0`.
    pub api_version: Option<Spanned<String>>,
    /// Where the facts come from.
    pub source: Source,
    /// The address that paths are relative to.
    pub base_url: Option<Spanned<String>>,
    /// How callers say who they are.
    pub authentication: Authentication,
    /// The formats that the service takes, in its order.
    pub formatters: Vec<Formatter>,
    /// How names and enums look in JSON.
    pub json: JsonStyle,
    /// What else the JSON formatter is set to.
    pub json_formatter: JsonFormatter,
    /// What the XML formatter is set to.
    pub xml: XmlSettings,
    /// The operations, in the order of the file.
    pub endpoints: Vec<Endpoint>,
    /// The types, in the order of the file.
    pub types: Vec<TypeDef>,
    /// Wishes about the Rust code.
    pub rust: RustRules,
    /// The Rust types that built-in types become.
    pub rust_types: RustTypes,
    /// The types by name.
    pub names: Names,
}

/// Where the facts of a spec come from.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// Address of the page.
    pub page: Option<Spanned<String>>,
    /// The day it was read, as `2024-10-15`.
    pub retrieved: Option<Spanned<String>>,
    /// What a reader of the spec ought to know about the page.
    pub note: Option<Spanned<String>>,
}

/// A format with its media types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formatter {
    /// Which one.
    pub format: Format,
    /// Its media types, the preferred one first.
    pub media_types: Vec<Spanned<String>>,
}

/// The formats of Web API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Json.NET.
    Json,
    /// `DataContractSerializer`, or `XmlSerializer`.
    Xml,
    /// `application/x-www-form-urlencoded`, requests only.
    Form,
}

impl Format {
    /// All of them, in the usual order.
    pub const ALL: [Self; 3] = [Self::Json, Self::Xml, Self::Form];

    /// Returns the key in a spec: `json`, `xml`, `form`.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Xml => "xml",
            Self::Form => "form",
        }
    }

    /// Returns the media types that Web API gives it.
    #[must_use]
    pub fn usual_media_types(self) -> &'static [&'static str] {
        match self {
            Self::Json => &["application/json", "text/json"],
            Self::Xml => &["application/xml", "text/xml"],
            Self::Form => &["application/x-www-form-urlencoded"],
        }
    }
}

/// How names and enums look in JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JsonStyle {
    /// What becomes of member names.
    pub naming: JsonNaming,
    /// What becomes of enum values.
    pub enums: JsonEnums,
}

/// What a service makes of member names in JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum JsonNaming {
    /// They stay as the contract has them.
    #[default]
    AsDeclared,
    /// Json.NET's camel case.
    CamelCase,
    /// Json.NET's snake case.
    SnakeCase,
    /// Json.NET's kebab case.
    KebabCase,
}

/// What a service makes of enum values in JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum JsonEnums {
    /// Numbers.
    #[default]
    Number,
    /// Names (`StringEnumConverter`); numbers are read too.
    Text,
    /// Names in camelCase (`StringEnumConverter { CamelCaseText = true }`).
    CamelCaseText,
}

/// What a type says about JSON where it differs from the API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct JsonStyleChange {
    /// See [`JsonStyle::naming`].
    pub naming: Option<JsonNaming>,
    /// See [`JsonStyle::enums`].
    pub enums: Option<JsonEnums>,
}

impl JsonStyle {
    /// Returns this style with what `change` says otherwise.
    #[must_use]
    pub fn with(self, change: JsonStyleChange) -> Self {
        Self { naming: change.naming.unwrap_or(self.naming), enums: change.enums.unwrap_or(self.enums) }
    }
}

/// Whether something is on its way out, and why or what to use instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deprecated {
    /// `"deprecated": true`.
    Yes,
    /// `"deprecated": "Use the other."`.
    Because(String),
}

/// A scalar of a spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Literal {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, spelled as in the file.
    Number(String),
    /// A text.
    Text(String),
}

impl Spec {
    /// Returns what the JSON formatter is set to, as the runtime knows it.
    #[must_use]
    pub fn json_settings(&self) -> JsonSettings {
        self.json_formatter.settings(self.json)
    }

    /// Returns whether the service has XML at all.
    #[must_use]
    pub fn has_xml(&self) -> bool {
        self.formatters.iter().any(|formatter| formatter.format == Format::Xml)
    }

    /// Returns what the XML formatter is set to for an endpoint.
    #[must_use]
    pub fn xml_settings(&self, endpoint: &Endpoint) -> XmlSettings {
        match &endpoint.serializer {
            Some(serializer) => self.xml.serializer(serializer.value),
            None => self.xml,
        }
    }

    /// Returns how the callers of an endpoint say who they are.
    #[must_use]
    pub fn authentication_of<'a>(&'a self, endpoint: &'a Endpoint) -> &'a Authentication {
        endpoint.authentication.as_deref().unwrap_or(&self.authentication)
    }

    /// Returns the type that a name in this spec means: its place in [`Spec::types`]. A spec without errors
    /// has only names that mean one.
    pub fn resolve(&self, name: &ClrName) -> Result<usize, Unresolved> {
        self.names.resolve(name)
    }

    /// Returns whether a value of this type can be null.
    #[must_use]
    pub fn nullability_of_type(&self, ty: &TypeExpr) -> Nullability {
        ty.nullability(|name| self.resolve(name).is_ok_and(|index| self.types[index].is_value_type()))
    }

    /// Returns whether a member can be null: as the spec says, else as its type says.
    #[must_use]
    pub fn nullability(&self, member: &Member) -> Nullability {
        match member.nullable.as_deref() {
            Some(true) => Nullability::Nullable,
            Some(false) => Nullability::Never,
            None => self.nullability_of_type(&member.ty),
        }
    }
}
