//! How members' names become names in JSON.

/// The naming strategy of the service's JSON formatter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Naming {
    /// As the member is declared: Json.NET's default.
    #[default]
    AsDeclared,
    /// `CamelCasePropertyNamesContractResolver`: `ID` becomes `id`, `URLAddress` becomes `urlAddress`.
    CamelCase,
    /// `SnakeCaseNamingStrategy`: `FirstName` becomes `first_name`.
    SnakeCase,
    /// `KebabCaseNamingStrategy`: `FirstName` becomes `first-name`.
    KebabCase,
}

impl Naming {
    /// Returns the name in JSON.
    ///
    /// ```
    /// use datacontract::contract::Naming;
    ///
    /// assert_eq!(Naming::CamelCase.apply("IDLeadBank"), "idLeadBank");
    /// assert_eq!(Naming::SnakeCase.apply("IDLeadBank"), "id_lead_bank");
    /// ```
    #[must_use]
    pub fn apply(self, name: &str) -> String {
        match self {
            Naming::AsDeclared => name.to_owned(),
            Naming::CamelCase => camel_case(name),
            Naming::SnakeCase => separated_case(name, '_'),
            Naming::KebabCase => separated_case(name, '-'),
        }
    }

    /// Returns what becomes of the keys of dictionaries where nothing else is said:
    /// `CamelCasePropertyNamesContractResolver` names them like members, the strategies leave them as they
    /// are.
    #[must_use]
    pub const fn of_keys(self) -> Naming {
        match self {
            Naming::CamelCase => Naming::CamelCase,
            Naming::AsDeclared | Naming::SnakeCase | Naming::KebabCase => Naming::AsDeclared,
        }
    }
}

fn push_lower(text: &mut String, c: char) {
    // .NET maps one character to one character; the few that Rust would make two stay as they are.
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(l), None) => text.push(l),
        _ => text.push(c),
    }
}

/// Json.NET's algorithm: the capitals at the start become small, but for the last of several before a small
/// letter.
fn camel_case(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut text = String::with_capacity(name.len());
    let mut i = 0;
    while let Some(&c) = chars.get(i) {
        if !c.is_uppercase() && i < 2 {
            break;
        }
        if let Some(next) = chars.get(i + 1).filter(|next| i > 0 && !next.is_uppercase()) {
            if next.is_whitespace() {
                push_lower(&mut text, c);
                i += 1;
            }
            break;
        }
        push_lower(&mut text, c);
        i += 1;
    }
    text.extend(chars.iter().skip(i));
    text
}

/// Json.NET's algorithm of snake and kebab case: small letters, with a separator before what begins a word.
fn separated_case(name: &str, separator: char) -> String {
    #[derive(PartialEq)]
    enum State {
        Start,
        Lower,
        Upper,
        NewWord,
    }
    let mut state = State::Start;
    let mut text = String::with_capacity(name.len() + 4);
    let mut chars = name.chars().peekable();
    while let Some(c) = chars.next() {
        if c == ' ' {
            if state != State::Start {
                state = State::NewWord;
            }
        } else if c.is_uppercase() {
            let begins_word = match state {
                State::Upper => chars.peek().is_some_and(|next| !next.is_uppercase() && *next != separator),
                State::Lower | State::NewWord => true,
                State::Start => false,
            };
            if begins_word {
                text.push(separator);
            }
            push_lower(&mut text, c);
            state = State::Upper;
        } else if c == separator {
            text.push(separator);
            state = State::Start;
        } else {
            if state == State::NewWord {
                text.push(separator);
            }
            text.push(c);
            state = State::Lower;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From Json.NET's own behaviour on the pages in `tests/` and its published algorithm.
    #[test]
    fn camel_case_as_json_net() {
        for (name, expected) in [
            ("ID", "id"),
            ("URLAddress", "urlAddress"),
            ("URL", "url"),
            ("FirstName", "firstName"),
            ("firstName", "firstName"),
            ("X", "x"),
            ("Xy", "xy"),
            ("IDprovider", "iDprovider"),
            ("", ""),
            ("_Name", "_Name"),
            ("FOO bar", "foo bar"),
            ("ÅngStröm", "ångStröm"),
        ] {
            assert_eq!(camel_case(name), expected, "{name}");
        }
    }

    #[test]
    fn snake_case_as_json_net() {
        for (name, expected) in [
            ("FirstName", "first_name"),
            ("URLValue", "url_value"),
            ("URL", "url"),
            ("already_snake", "already_snake"),
            ("Two Words", "two_words"),
            ("I", "i"),
        ] {
            assert_eq!(Naming::SnakeCase.apply(name), expected, "{name}");
        }
    }
}
