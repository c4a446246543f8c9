//! How the service names members in JSON: one strategy for the whole site, found by what most names say.

use datacontract::contract::Naming;

/// The strategy that explains most of the names, given as declared name and name in JSON. What the others are
/// called is `JsonProperty`'s.
pub(crate) fn strategy<'a>(names: &(impl Iterator<Item = (&'a str, &'a str)> + Clone)) -> Naming {
    let explained =
        |naming: Naming| names.clone().filter(|(declared, json)| naming.apply(declared) == *json).count();
    // With equal counts the default wins: nothing decides then.
    let best = [Naming::KebabCase, Naming::SnakeCase, Naming::CamelCase, Naming::AsDeclared];
    best.into_iter().max_by_key(|naming| explained(*naming)).unwrap_or_default()
}

/// The name in `PascalCase` that a strategy makes this name in JSON of; none if it makes it of no such name.
pub(crate) fn declared(naming: Naming, json: &str) -> Option<String> {
    let mut declared = String::with_capacity(json.len());
    let mut start = true;
    for c in json.chars() {
        if (c == '_' && naming == Naming::SnakeCase) || (c == '-' && naming == Naming::KebabCase) {
            start = true;
        } else if std::mem::take(&mut start) {
            declared.extend(c.to_uppercase());
        } else {
            declared.push(c);
        }
    }
    (naming != Naming::AsDeclared && declared != json && naming.apply(&declared) == json).then_some(declared)
}

/// The key of a strategy in specs.
pub(crate) fn key(naming: Naming) -> Option<&'static str> {
    match naming {
        Naming::CamelCase => Some("camelCase"),
        Naming::SnakeCase => Some("snakeCase"),
        Naming::KebabCase => Some("kebabCase"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_json_are_made_of_names_in_pascal_case() {
        for (naming, json, name) in [
            (Naming::CamelCase, "zipCode", Some("ZipCode")),
            (Naming::CamelCase, "id", Some("Id")),
            (Naming::CamelCase, "_links", None),
            (Naming::CamelCase, "Id", None),
            (Naming::SnakeCase, "first_name", Some("FirstName")),
            (Naming::SnakeCase, "firstName", None),
            (Naming::KebabCase, "first-name", Some("FirstName")),
            (Naming::KebabCase, "firstName", None),
            (Naming::AsDeclared, "id", None),
        ] {
            assert_eq!(declared(naming, json).as_deref(), name, "{json}");
        }
    }

    #[test]
    fn most_names_decide() {
        let camel = [("ID", "id"), ("URLAddress", "urlAddress"), ("Renamed", "explicitName")];
        assert_eq!(strategy(&camel.into_iter()), Naming::CamelCase);
        let snake = [("FirstName", "first_name"), ("Id", "id")];
        assert_eq!(strategy(&snake.into_iter()), Naming::SnakeCase);
        let kebab = [("FirstName", "first-name"), ("Id", "id")];
        assert_eq!(strategy(&kebab.into_iter()), Naming::KebabCase);
        let plain = [("Id", "Id"), ("AtId", "@id")];
        assert_eq!(strategy(&plain.into_iter()), Naming::AsDeclared);
        assert_eq!(strategy(&[("id", "id")].into_iter()), Naming::AsDeclared);
        assert_eq!(strategy(&[].into_iter()), Naming::AsDeclared);
    }
}
