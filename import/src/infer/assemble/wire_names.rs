//! What members are called in C# and on the wire.

use datacontract::contract::{Naming, encode_name};

use crate::infer::{
    members::facts::Fact,
    samples::xml::{backing_field, decode},
    settings::naming,
    wording::{plain_names::pascal, words::is_identifier},
};

/// How the members of a class are named in JSON.
#[derive(Clone, Copy, Debug)]
pub(super) struct NamingOfClass {
    /// What makes their names of those in C#, unless a member says otherwise.
    pub(super) setting: Naming,
    /// The naming that is the class's own and not the service's, and why it is taken for that.
    pub(super) own: Option<(Naming, &'static str)>,
    /// What tells the names in C# of those members that JSON alone shows.
    pub(super) of_json_alone: Naming,
}

impl NamingOfClass {
    /// Finds it, given the naming of the service.
    pub(super) fn of(facts: &[Fact], service: Naming) -> Self {
        let own = if service == Naming::AsDeclared { own_naming(facts) } else { None };
        let setting = own.map_or(service, |(own, _)| own);
        Self { setting, own, of_json_alone: of_json_alone(facts, setting) }
    }
}

/// Returns the naming that makes all names of a class in JSON, where the service has none, and why it is taken for the
/// class's own.
fn own_naming(facts: &[Fact]) -> Option<(Naming, &'static str)> {
    // One name says less than the word for all.
    const LEAST: usize = 2;
    let names: Vec<(String, &str)> =
        facts.iter().filter_map(|fact| Some((declared(fact), fact.json.as_deref()?))).collect();
    let count = |by: NamedBy| facts.iter().filter(|fact| named_by(fact) == by).count();
    // No resolver reaches tables.
    let why = if count(NamedBy::Table) >= LEAST {
        "its table has the names in JSON, which no setting of the service reaches: all are as this naming makes them"
    } else if count(NamedBy::Resolver) >= LEAST {
        "all its names in JSON are as this naming makes them, and those of most other classes are not"
    } else {
        return None;
    };
    let makes_all = |naming: &Naming| names.iter().all(|(name, json)| naming.apply(name) == *json);
    let found = [Naming::CamelCase, Naming::SnakeCase, Naming::KebabCase].into_iter().find(makes_all)?;
    Some((found, why))
}

/// What shows from where a member has its name in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum NamedBy {
    /// The table has it, and C# another: it is the member's own, `JsonProperty`'s.
    Table,
    /// The table has another: a resolver may have made it.
    Resolver,
    /// There is no table, or no other name.
    Open,
}

/// Returns what shows from where a member has its name in JSON.
pub(super) fn named_by(fact: &Fact) -> NamedBy {
    let row = fact.row.as_ref().map(|row| row.name.as_str()).filter(|name| !name.is_empty());
    match (row, fact.json.as_deref()) {
        (Some(row), Some(json)) if row != json => NamedBy::Resolver,
        (Some(row), Some(_)) if declared(fact) != row => NamedBy::Table,
        _ => NamedBy::Open,
    }
}

/// Returns the name of which a resolver makes that in JSON.
pub(super) fn declared(fact: &Fact) -> String {
    let names = wire_names(fact, Naming::AsDeclared);
    names.contract_name.unwrap_or(names.declared)
}

/// Returns the naming that tells the names in C# of those members of a class that JSON alone shows: that of the others,
/// unless it would leave few of their names as they are, or those that XML shows of the class are the ones in JSON.
fn of_json_alone(facts: &[Fact], naming: Naming) -> Naming {
    let in_both =
        || facts.iter().filter_map(|fact| Some((decode(fact.xml.as_deref()?), fact.json.as_deref()?)));
    let is_kept = |(xml, json): &(String, &str)| xml == json && naming::declared(naming, json).is_some();
    let is_made = |(xml, json): &(String, &str)| xml != json && naming.apply(xml) == *json;
    if in_both().any(|names| is_kept(&names)) && !in_both().any(|names| is_made(&names)) {
        return Naming::AsDeclared;
    }
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
