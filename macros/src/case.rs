//! `rename_all`: wire names from Rust names.

/// How a Rust name becomes a wire name.
#[derive(Clone, Copy)]
pub(crate) enum Case {
    Pascal,
    Camel,
    Snake,
}

impl Case {
    pub(crate) const WORDS: [(&'static str, Case); 3] =
        [("PascalCase", Case::Pascal), ("camelCase", Case::Camel), ("snake_case", Case::Snake)];

    /// `first_name` to `FirstName`, `firstName` or `first_name`; variants come as `FirstName`.
    pub(crate) fn apply(self, name: &str) -> String {
        let words = words(name);
        match self {
            Case::Pascal => words.iter().map(|word| capitalized(word)).collect(),
            Case::Camel => {
                let words = words.iter().enumerate();
                words.map(|(i, word)| if i == 0 { word.clone() } else { capitalized(word) }).collect()
            }
            Case::Snake => words.join("_"),
        }
    }
}

/// The words of a name in small letters: split at `_`, and before a capital that follows something else.
fn words(name: &str) -> Vec<String> {
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
