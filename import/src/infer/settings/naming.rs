//! How the service names members in JSON: one strategy for the whole site, found by what most names say.

use datacontract::contract::Naming;

/// How names in JSON are made of those in C#.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Strategy {
    /// One that specs have a word for.
    Setting(Naming),
    /// In small letters, by a contract resolver of the service's own: specs say so of each member.
    LowerCase,
}

impl Default for Strategy {
    fn default() -> Self {
        Strategy::Setting(Naming::AsDeclared)
    }
}

impl Strategy {
    /// Returns the strategy that explains most of the names, given as declared name and name in JSON. What
    /// the others are called is `JsonProperty`'s.
    ///
    /// `alone` are names that JSON alone shows: of strategies that explain as many names, as those of one word do, the
    /// one is taken that these can be of.
    pub(crate) fn of<'a>(names: &(impl Iterator<Item = (&'a str, &'a str)> + Clone), alone: &[&str]) -> Self {
        // One name in small letters can be `JsonProperty`'s.
        const LEAST: usize = 2;
        let explained = |strategy: Strategy| {
            names.clone().filter(|(declared, json)| strategy.apply(declared) == *json).count()
        };
        // With equal counts the default wins: nothing decides then.
        let settings = [Naming::KebabCase, Naming::SnakeCase, Naming::CamelCase, Naming::AsDeclared];
        // Both make all letters small: `phone_No` is camelCase.
        let is_small = !alone.iter().any(|name| name.contains(char::is_uppercase));
        // Names that have `_` as they are declared show that those alone may be declared so as well.
        let has_own = names.clone().any(|(declared, json)| declared == json && declared.contains('_'));
        let possible = |naming: Naming| match naming {
            Naming::SnakeCase if is_small && !has_own => {
                alone.iter().filter(|name| name.contains('_')).count()
            }
            Naming::KebabCase if is_small => alone.iter().filter(|name| name.contains('-')).count(),
            _ => 0,
        };
        let declared = explained(Strategy::Setting(Naming::AsDeclared));
        let best = settings.into_iter().max_by_key(|naming| {
            let explained = explained(Strategy::Setting(*naming));
            // Names that are as they are declared are of no strategy.
            (explained, if explained > declared { possible(*naming) } else { 0 })
        });
        let best = best.map(Strategy::Setting).unwrap_or_default();
        // A resolver makes small letters of all names, of `JsonProperty`'s too.
        let is_lower = names.clone().all(|(_, json)| !json.contains(char::is_uppercase));
        let lower = Strategy::LowerCase;
        let is_proof =
            |(declared, json): &(&str, &str)| lower.apply(declared) == *json && best.apply(declared) != *json;
        let proofs = names.clone().filter(is_proof).count();
        let is_best = is_lower && proofs >= LEAST && explained(lower) > explained(best);
        if is_best { lower } else { best }
    }

    /// Returns the name in JSON.
    pub(crate) fn apply(self, declared: &str) -> String {
        match self {
            Strategy::Setting(naming) => naming.apply(declared),
            Strategy::LowerCase => declared.to_lowercase(),
        }
    }

    /// Returns what specs can say of it for all members at once.
    pub(crate) fn setting(self) -> Naming {
        match self {
            Strategy::Setting(naming) => naming,
            Strategy::LowerCase => Naming::AsDeclared,
        }
    }
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
        let strategy = |names: &[(&'static str, &'static str)]| Strategy::of(&names.iter().copied(), &[]);
        assert_eq!(strategy(&camel), Strategy::Setting(Naming::CamelCase));
        let snake = [("FirstName", "first_name"), ("Id", "id")];
        assert_eq!(strategy(&snake), Strategy::Setting(Naming::SnakeCase));
        let kebab = [("FirstName", "first-name"), ("Id", "id")];
        assert_eq!(strategy(&kebab), Strategy::Setting(Naming::KebabCase));
        let plain = [("Id", "Id"), ("AtId", "@id")];
        assert_eq!(strategy(&plain), Strategy::Setting(Naming::AsDeclared));
        assert_eq!(strategy(&[("id", "id")]), Strategy::default());
        assert_eq!(strategy(&[]), Strategy::default());
    }

    #[test]
    fn names_that_json_alone_has_decide_unless_tables_have_such_names() {
        let strategy =
            |names: &[(&'static str, &'static str)]| Strategy::of(&names.iter().copied(), &["kite_id"]);
        assert_eq!(strategy(&[("Id", "id")]), Strategy::Setting(Naming::SnakeCase));
        let declared_so = [("Id", "id"), ("tail_count", "tail_count")];
        assert_eq!(strategy(&declared_so), Strategy::Setting(Naming::CamelCase));
    }

    #[test]
    fn names_in_small_letters_are_a_resolvers() {
        let strategy = |names: &[(&'static str, &'static str)]| Strategy::of(&names.iter().copied(), &[]);
        let lower = [("Id", "id"), ("Name", "name"), ("KiteId", "kiteid"), ("SailColour", "sailcolour")];
        assert_eq!(strategy(&lower), Strategy::LowerCase);
        let with_own = [("KiteId", "kiteid"), ("SailColour", "sailcolour"), ("TailCount", "tail_count")];
        assert_eq!(strategy(&with_own), Strategy::LowerCase);
        // One name can be an attribute's, and no resolver leaves capital letters.
        assert_eq!(strategy(&[("Id", "id"), ("KiteId", "kiteid")]), Strategy::Setting(Naming::CamelCase));
        let mixed = [("KiteId", "kiteid"), ("SailColour", "sailcolour"), ("TailCount", "tailCount")];
        assert_eq!(strategy(&mixed), Strategy::Setting(Naming::CamelCase));
        assert_eq!(strategy(&[("kiteid", "kiteid"), ("sail", "sail")]), Strategy::default());
    }
}
