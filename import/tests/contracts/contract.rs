//! What C# declares.

/// A type that the pages have a word for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Simple {
    /// The word of the pages.
    pub(crate) word: &'static str,
    /// The names that a spec may have for it. The first one is C#'s.
    pub(crate) names: &'static [&'static str],
    /// What XML calls it where it is an item.
    pub(crate) item: &'static str,
    /// Whether `T?` is something else than `T`.
    pub(crate) is_value: bool,
}

macro_rules! simple {
    ($($constant:ident: $word:literal, [$($name:literal),+], $item:literal, $is_value:literal;)+) => {
        $(pub(crate) static $constant: Simple =
            Simple { word: $word, names: &[$($name),+], item: $item, is_value: $is_value };)+
    };
}

simple! {
    STRING: "string", ["string"], "string", false;
    SHORT: "integer", ["short", "integer"], "short", true;
    INT: "integer", ["int", "integer"], "int", true;
    LONG: "integer", ["long", "integer"], "long", true;
    UINT: "unsigned integer", ["uint", "unsigned integer"], "unsignedInt", true;
    BYTE: "byte", ["byte"], "unsignedByte", true;
    SBYTE: "signed byte", ["sbyte", "signed byte"], "byte", true;
    CHAR: "character", ["char", "character"], "char", true;
    BOOL: "boolean", ["bool", "boolean"], "boolean", true;
    DOUBLE: "decimal number", ["double", "float", "decimal number"], "double", true;
    DECIMAL: "decimal number", ["decimal", "decimal number"], "decimal", true;
    GUID: "globally unique identifier", ["Guid", "globally unique identifier"], "guid", true;
    SPAN: "time interval", ["TimeSpan", "time interval"], "duration", true;
    DATE: "date", ["DateTime", "date"], "dateTime", true;
    OFFSET: "date", ["DateTimeOffset", "date"], "DateTimeOffset", true;
    URI: "URI", ["Uri", "URI"], "anyURI", false;
    OBJECT: "Object", ["object"], "anyType", false;
    BYTES: "Collection of byte", ["byte[]"], "base64Binary", false;
}

#[derive(Clone, Debug)]
pub(crate) enum Type {
    Simple(&'static Simple),
    Nullable(Box<Type>),
    List(Box<Type>),
    Dictionary(&'static Simple, Box<Type>),
    Enum(usize),
    Class(usize),
}

impl Type {
    pub(crate) fn is_value(&self) -> bool {
        match self {
            Self::Simple(simple) => simple.is_value,
            Self::Enum(_) => true,
            _ => false,
        }
    }

    /// Whether its samples show a number or text of the counter that goes through an object.
    pub(crate) fn shows_count(&self) -> bool {
        let Self::Simple(simple) = self else { return false };
        ["string", "integer", "unsigned integer", "decimal number", "URI"].contains(&simple.word)
    }

    pub(crate) fn counts(&self) -> bool {
        matches!(self, Self::Simple(simple) if simple.item != "base64Binary")
    }
}

/// Which side of a contract a member is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Property,
    Field,
    /// Without a setter: XML has no element for it, and no sample fills it.
    ReadOnly,
    /// `[JsonIgnore]`: in XML alone.
    XmlOnly,
    /// `[IgnoreDataMember]`: nowhere, but it takes its place in the count.
    Ignored,
}

#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) ty: Type,
    pub(crate) kind: Kind,
    pub(crate) doc: String,
    pub(crate) annotations: Vec<String>,
    /// `[JsonProperty("..")]`.
    pub(crate) json: Option<String>,
    /// `[DataMember(Name = "..")]`.
    pub(crate) data_name: Option<String>,
    /// `[DataMember(Order = ..)]`.
    pub(crate) order: Option<u32>,
}

impl Member {
    /// The name that tables show.
    pub(crate) fn table_name(&self) -> &str {
        self.json.as_deref().unwrap_or_else(|| self.xml_name())
    }

    pub(crate) fn xml_name(&self) -> &str {
        self.data_name.as_deref().unwrap_or(&self.name)
    }

    pub(crate) fn is_in_table(&self) -> bool {
        matches!(self.kind, Kind::Property | Kind::Field | Kind::ReadOnly)
    }

    pub(crate) fn is_in_xml(&self) -> bool {
        matches!(self.kind, Kind::Property | Kind::Field | Kind::XmlOnly)
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Class {
    pub(crate) name: String,
    pub(crate) clr_namespace: String,
    /// Has `[DataContract]`.
    pub(crate) is_contract: bool,
    /// `[DataContract(Namespace = "..")]`.
    pub(crate) namespace: Option<String>,
    pub(crate) base: Option<usize>,
    pub(crate) members: Vec<Member>,
    pub(crate) doc: String,
}

impl Class {
    pub(crate) fn xml_namespace(&self) -> String {
        self.namespace.clone().unwrap_or_else(|| clr_namespace(&self.clr_namespace))
    }
}

pub(crate) fn clr_namespace(name: &str) -> String {
    format!("http://schemas.datacontract.org/2004/07/{name}")
}

#[derive(Clone, Debug)]
pub(crate) struct Enum {
    pub(crate) name: String,
    pub(crate) clr_namespace: String,
    pub(crate) members: Vec<(String, i64)>,
}

impl Enum {
    /// The member that samples show: the one with the lowest value.
    pub(crate) fn lowest(&self) -> &(String, i64) {
        self.members.iter().min_by_key(|(_, value)| *value).expect("an enum has members")
    }
}
