//! What pages say of a body or a response in words.

use crate::{infer::model::Remark, outline::words};

/// Words that a text does not end with: the template has lost what they lead to, a reference to a class.
const LEADING: &[&str] = &["a", "an", "of", "the"];

/// The ends of names of classes that are sent or come back.
const ENDS: &[&str] = &["Dto", "DTO", "Model", "Reply", "Request", "Response", "Result"];

/// Takes out a text that has lost its end, `Instance of the`, and returns the remark on it.
pub(crate) fn take_stump(doc: &mut String, what: &str) -> Option<Remark> {
    let last = doc.split_whitespace().next_back()?;
    if !LEADING.contains(&last.to_lowercase().as_str()) {
        return None;
    }
    let said = std::mem::take(doc);
    Some(
        Remark::open(format!("what the page says of the {what} has lost its end: {said}"))
            .advise("write what it is into `doc`, or delete the comment"),
    )
}

/// Returns the name of the class that a text says comes back: `A GetOrdersResponse containing ..`.
pub(crate) fn class_named(doc: &str) -> Option<String> {
    let words = doc.split(|c: char| !c.is_alphanumeric() && c != '_');
    let is_class = |word: &&str| {
        words::is_class_name(word)
            && word.starts_with(char::is_uppercase)
            && ENDS.iter().any(|end| word.len() > end.len() && word.ends_with(end))
    };
    let mut found = words.filter(is_class);
    let first = found.next()?;
    found.all(|other| other == first).then(|| first.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stumps_are_taken_out() {
        for (said, rest) in [
            ("Instance of the", ""),
            ("The kite to look for", "The kite to look for"),
            ("Details of", ""),
            ("The kite.", "The kite."),
            ("", ""),
        ] {
            let mut doc = said.to_owned();
            assert_eq!(take_stump(&mut doc, "request").is_some(), rest != said, "{said}");
            assert_eq!(doc, rest);
        }
    }

    #[test]
    fn classes_are_named_in_sentences() {
        for (doc, name) in [
            ("A GetKitesResponse containing all the kites.", Some("GetKitesResponse")),
            ("The Response of the service", None),
            ("A KiteModel or a SailModel", None),
            ("All kites", None),
        ] {
            assert_eq!(class_named(doc).as_deref(), name, "{doc}");
        }
    }
}
