//! Names of generic contracts, with places for their arguments: `PageOf{0}{#}`.

use crate::TextError;

/// Returns what is wrong with the name of a contract that has this many type arguments.
#[must_use]
pub fn generic_error(name: &str, arguments: usize) -> Option<TextError> {
    let mut at = 0;
    while let Some(start) = name[at..].find(['{', '}']).map(|found| at + found) {
        let Some((place, _)) = name[start..].strip_prefix('{').and_then(|rest| rest.split_once('}')) else {
            return Some(TextError::new(
                start..start + 1,
                "a brace without the other: places are written `{0}` and `{#}`",
            ));
        };
        let end = start + place.len() + 2;
        let is_known = place == "#" || place.parse::<usize>().is_ok_and(|place| place < arguments);
        if !is_known {
            let s = if arguments == 1 { "" } else { "s" };
            return Some(TextError::new(
                start..end,
                format!(
                    "there is no place `{{{place}}}`: the type has {arguments} argument{s}, counted from 0"
                ),
            ));
        }
        at = end;
    }
    None
}

/// Returns what is wrong with the names that a dictionary gives the keys and values of its entries, where it
/// gives them any.
#[must_use]
pub fn entry_error(key: Option<&str>, value: Option<&str>) -> Option<String> {
    let (key, value) = (key.unwrap_or("Key"), value.unwrap_or("Value"));
    (key == value).then(|| {
        format!("key and value of an entry are both called `{key}`, and DataContractSerializer refuses that")
    })
}

#[cfg(test)]
mod tests {
    use super::{entry_error, generic_error};

    #[test]
    fn keys_and_values_have_names_of_their_own() {
        for (key, value) in [(None, None), (Some("A"), Some("B")), (Some("Value"), Some("Key"))] {
            assert_eq!(entry_error(key, value), None);
        }
        for (key, value) in [(Some("A"), Some("A")), (Some("Value"), None), (None, Some("Key"))] {
            assert!(entry_error(key, value).is_some());
        }
    }

    #[test]
    fn places_are_closed_and_have_an_argument_each() {
        for name in ["Page", "PageOf{0}{#}", "{0}{0}"] {
            assert_eq!(generic_error(name, 1), None, "{name}");
        }
        for (name, wrong) in
            [("X}{0}", "}"), ("X{0", "{"), ("{0}{", "{"), ("{1}", "{1}"), ("{}", "{}"), ("{-1}", "{-1}")]
        {
            let error = generic_error(name, 1).unwrap_or_else(|| panic!("`{name}` is refused"));
            assert_eq!(&name[error.at.clone()], wrong, "{name}");
        }
        for (arguments, says) in [(0, "0 arguments,"), (1, "1 argument,"), (2, "2 arguments,")] {
            let message = generic_error("{7}", arguments).map(|error| error.message).unwrap_or_default();
            assert!(message.contains(says), "{message}");
        }
    }
}
