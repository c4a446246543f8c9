//! What members are called in C# and on the wire.

use datacontract::contract::{Naming, encode_name};

use super::super::{
    facts::Fact,
    naming,
    walk::pascal,
    words::is_identifier,
    xml::{backing_field, decode},
};

/// Returns the naming that tells the names in C# of those members of a class that JSON alone shows: the
/// service's, unless it would leave few of their names as they are.
pub(super) fn naming_of_class(facts: &[Fact], naming: Naming) -> Naming {
    let names = facts.iter().filter(|fact| fact.is_json_alone()).filter_map(|fact| fact.json.as_deref());
    let (kept, changed): (Vec<&str>, Vec<&str>) = names.partition(|name| naming.apply(name) == *name);
    if changed.len() > kept.len() { Naming::AsDeclared } else { naming }
}

/// What a member is called.
pub(super) struct WireNames {
    /// Its name in C#.
    pub(super) declared: String,
    /// Its `DataMember(Name)`, where XML has another.
    pub(super) contract_name: Option<String>,
}

/// Returns what a member is called.
///
/// A member that JSON alone shows has the C# name from which the service's naming makes its name in JSON.
pub(super) fn wire_names(fact: &Fact, naming: Naming) -> WireNames {
    let mut name = fact.clr_name();
    if fact.is_json_alone()
        && let Some(declared) = naming::declared(naming, &name)
    {
        name = declared;
    }
    let own = if is_identifier(&name) { name.clone() } else { pascal(&name) };
    let xml = fact.xml.as_deref().filter(|xml| backing_field(&decode(xml)).is_none());
    // What `XmlSerializer` calls it is no contract's name.
    let xml = xml.filter(|_| fact.node().is_none());
    let contract_name = match xml {
        Some(xml) if *xml == encode_name(&own) => None,
        Some(xml) => Some(decode(xml)),
        None => fact.serialized_field.clone().filter(|name| *name != own),
    };
    WireNames { declared: own, contract_name }
}
