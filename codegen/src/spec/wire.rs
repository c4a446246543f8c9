//! What the things of a spec are called on the wire: rules that the contract graph, the emitted attributes
//! and the checks share.

use datacontract::contract::{Naming, clr_namespace, encode_name, generic_pattern};

use super::{ClrName, Contract, Format, JsonNaming, Literal, Member, Spec, TypeDef, TypeKind};

/// The namespace of the contracts of .NET's own tuples and pairs.
pub(crate) const SYSTEM: &str = "http://schemas.datacontract.org/2004/07/System";

/// Returns the member's name before it is encoded: of a class that is merely `[Serializable]` that of the
/// field behind a property.
pub(crate) fn member_name(ty: &TypeDef, member: &Member) -> String {
    match (&member.contract_name, ty.contract) {
        (Some(name), _) => name.value.clone(),
        (None, Contract::Serializable) if !member.field => format!("<{}>k__BackingField", member.name.value),
        (None, _) => member.name.value.clone(),
    }
}

/// Returns the name in JSON that a member is given: in the spec, or because the service has the properties of a class
/// that is merely `[Serializable]`.
pub(crate) fn given_json_name(spec: &Spec, ty: &TypeDef, member: &Member) -> Option<String> {
    if let Some(name) = &member.json_name {
        return Some(name.value.clone());
    }
    let is_field_behind =
        ty.contract == Contract::Serializable && member.contract_name.is_none() && !member.field;
    let naming = || Naming::from(spec.json.with(ty.json).naming);
    (is_field_behind && spec.json_formatter.ignore_serializable_attribute)
        .then(|| naming().apply(&member.name.value))
}

/// A member of one of .NET's own classes.
pub(crate) struct LibraryMember {
    /// C#'s name of the property: `Item1`.
    pub(crate) property: String,
    /// The field behind it, which has the value in XML: `m_Item1`.
    pub(crate) field: String,
    /// Its name in JSON.
    pub(crate) json: String,
}

impl LibraryMember {
    /// Returns the item of a tuple at a place, the first one at 0.
    pub(crate) fn item_of_tuple(spec: &Spec, place: usize) -> Self {
        let property = format!("Item{}", place + 1);
        let field = format!("m_{property}");
        let shown = if spec.json_formatter.ignore_serializable_attribute { &property } else { &field };
        let json = Naming::from(spec.json.naming).apply(shown);
        Self { property, field, json }
    }
}

/// Returns C#'s name of a member for `XmlSerializer`, where the contract has another one.
pub(crate) fn clr_name_of_member<'a>(ty: &TypeDef, member: &'a Member) -> Option<&'a str> {
    let name = &member.name.value;
    (member_name(ty, member) != *name).then_some(name)
}

/// Returns C#'s name of a class for `XmlSerializer`, where it does not follow from the contract's: without
/// its namespace and the classes around it, of a generic class without its arguments.
pub(crate) fn clr_name_of_type(ty: &TypeDef) -> Option<&str> {
    let given = &ty.contract_name.as_ref()?.value;
    let name = ty.name.short();
    let is_generic = ty.name.arguments().next().is_some();
    (is_generic || given != name).then_some(name)
}

/// Returns whether `XmlSerializer` has a member before others that stand before it: fields come first. Only of
/// classes that are merely `[Serializable]` the contract does not say so, since all their members are fields to
/// `DataContractSerializer`.
pub(crate) fn is_field_among_properties(ty: &TypeDef, member: &Member) -> bool {
    let has_properties = || ty.class().is_some_and(|class| class.members.iter().any(|other| !other.field));
    ty.contract == Contract::Serializable && member.field && has_properties()
}

/// Returns what a member of a type is called in a document; in XML by `DataContractSerializer`.
#[must_use]
pub fn wire_name(spec: &Spec, format: Format, owner: usize, member: &Member) -> String {
    let ty = spec.types.get(owner);
    let name = ty.map_or_else(|| member.name.value.clone(), |ty| member_name(ty, member));
    let given = ty.and_then(|ty| given_json_name(spec, ty, member));
    match (format, given) {
        (Format::Xml, _) => encode_name(&name),
        (_, Some(name)) => name,
        _ => {
            let style = spec.json.with(ty.map(|ty| ty.json).unwrap_or_default());
            Naming::from(style.naming).apply(&name)
        }
    }
}

/// Returns whether a type is a library collection on the wire: `class Tags : List<string>` without attribute.
pub(crate) fn is_plain_collection(ty: &TypeDef) -> bool {
    is_collection_without_attribute(ty) && !ty.xml.needs_contract()
}

/// Returns whether a type is a list or a dictionary without `[CollectionDataContract]`.
pub(crate) fn is_collection_without_attribute(ty: &TypeDef) -> bool {
    matches!(ty.kind, TypeKind::Collection(_) | TypeKind::Dictionary(_))
        && ty.contract != Contract::DataContract
}

/// Returns the name that a contract is given or that its class has: `Outer.Inner`, or `PageOf{0}{#}`.
pub(crate) fn contract_pattern(ty: &TypeDef) -> String {
    if let Some(name) = &ty.contract_name {
        return name.value.clone();
    }
    let classes: Vec<&str> = ty.name.segments.iter().map(|segment| segment.name.as_str()).collect();
    generic_pattern(&classes.join("."), ty.name.arguments().count())
}

/// Returns the namespace that a contract is given or that its class has.
pub(crate) fn contract_namespace(ty: &TypeDef) -> String {
    match &ty.namespace {
        Some(namespace) => namespace.value.clone(),
        None => clr_namespace(&ty.name.namespace),
    }
}

/// Returns the number of parameters of each class from the first generic one on.
pub(crate) fn levels(name: &ClrName) -> Vec<u8> {
    let counts = name.segments.iter().map(|segment| u8::try_from(segment.arguments.len()).unwrap_or(u8::MAX));
    counts.skip_while(|count| *count == 0).collect()
}

impl From<JsonNaming> for Naming {
    fn from(naming: JsonNaming) -> Self {
        match naming {
            JsonNaming::AsDeclared => Naming::AsDeclared,
            JsonNaming::CamelCase => Naming::CamelCase,
            JsonNaming::SnakeCase => Naming::SnakeCase,
            JsonNaming::KebabCase => Naming::KebabCase,
        }
    }
}

/// Returns the value of `DefaultValue(..)` as JSON; that of an enum as its number.
pub(crate) fn json_default(spec: &Spec, member: &Member) -> Option<String> {
    let default = &member.json.default_value.as_ref()?.value;
    if let Some(named) = spec.enum_member(default, &member.ty) {
        return Some(named.value.value.to_string());
    }
    Some(match default {
        Literal::Null => "null".to_owned(),
        Literal::Bool(value) => value.to_string(),
        Literal::Number(text) => text.clone(),
        Literal::Text(text) => serde_json::Value::from(text.as_str()).to_string(),
    })
}

/// Returns what `$type` has of a `System.Tuple` with so many items.
pub(crate) fn json_type_of_tuple(count: usize) -> String {
    format!("System.Tuple`{count}{}, mscorlib", json_arguments(count))
}

/// Returns what stands for type arguments in `$type`: `[[{0}],[{1}]]`.
fn json_arguments(count: usize) -> String {
    let places: Vec<String> = (0..count).map(|index| format!("[{{{index}}}]")).collect();
    if places.is_empty() { String::new() } else { format!("[{}]", places.join(",")) }
}

/// Returns what `$type` has of a type: its CLR name, where `{0}` stands for that of its first argument, and
/// its assembly, if that is known.
#[must_use]
pub fn json_type(spec: &Spec, ty: &TypeDef) -> String {
    let classes = ty.name.segments.iter().map(|segment| match segment.arguments.len() {
        0 => segment.name.clone(),
        count => format!("{}`{count}", segment.name),
    });
    let mut name = classes.collect::<Vec<_>>().join("+");
    if !ty.name.namespace.is_empty() {
        name = format!("{}.{name}", ty.name.namespace);
    }
    name += &json_arguments(ty.name.arguments().count());
    match ty.assembly.as_ref().or(spec.json_formatter.assembly.as_ref()) {
        Some(assembly) => format!("{name}, {assembly}"),
        None => name,
    }
}
