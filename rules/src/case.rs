//! `rename_all`: names on the wire from Rust names.

/// How a Rust name becomes a name on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// `FirstName`
    Pascal,
    /// `firstName`
    Camel,
    /// `first_name`
    Snake,
}

impl Case {
    /// All of them, the preferred one first.
    pub const ALL: [Self; 3] = [Self::Pascal, Self::Camel, Self::Snake];

    /// Returns the word of the attribute.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pascal => "PascalCase",
            Self::Camel => "camelCase",
            Self::Snake => "snake_case",
        }
    }

    /// Returns the wire name of a field or variant, whose name comes without `r#`.
    #[must_use]
    pub fn apply(self, name: &str) -> String {
        self.join(&words(name))
    }

    /// Returns the wire name of a Rust name that was split into its [`words`].
    #[must_use]
    pub fn join(self, words: &[String]) -> String {
        match self {
            Self::Pascal => words.iter().map(|word| capitalized(word)).collect(),
            Self::Camel => {
                let words = words.iter().enumerate();
                words.map(|(at, word)| if at == 0 { word.clone() } else { capitalized(word) }).collect()
            }
            Self::Snake => words.join("_"),
        }
    }
}

/// Returns the words of a name in small letters: split at `_`, and before a capital that follows something
/// else.
#[must_use]
pub fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut after_capital = false;
    for c in name.chars() {
        let is_capital = c.is_uppercase();
        let is_break = c == '_' || (is_capital && !after_capital);
        if is_break && words.last().is_some_and(|word| !word.is_empty()) {
            words.push(String::new());
        }
        if c != '_'
            && let Some(word) = words.last_mut()
        {
            word.extend(c.to_lowercase());
        }
        after_capital = is_capital;
    }
    words.retain(|word| !word.is_empty());
    words
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::Case;

    #[test]
    fn each_is_called_as_it_writes() {
        for case in Case::ALL {
            assert_eq!(
                case.word(),
                case.apply(&format!("{}_case", ["pascal", "camel", "snake"][case as usize]))
            );
        }
    }

    #[test]
    fn fields_and_variants() {
        for (name, pascal, camel, snake) in [
            ("first_name", "FirstName", "firstName", "first_name"),
            ("FirstName", "FirstName", "firstName", "first_name"),
            ("id", "Id", "id", "id"),
            ("_id", "Id", "id", "id"),
            ("address_2", "Address2", "address2", "address_2"),
            ("имя_клиента", "ИмяКлиента", "имяКлиента", "имя_клиента"),
        ] {
            assert_eq!(Case::Pascal.apply(name), pascal);
            assert_eq!(Case::Camel.apply(name), camel);
            assert_eq!(Case::Snake.apply(name), snake);
        }
    }
}
