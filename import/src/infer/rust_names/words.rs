//! The words of operations' names: plurals, verbs of documentation, acronyms.

/// Things of which services give lists, and whose controllers are called after one of them. Of words that are
/// not among them, as those of other languages, nobody knows the plural.
const THINGS: &str = "account activity address agent airport alert amenity app appointment area article asset attachment \
    attribute bank batch bill block booking box branch brand building bus campaign card cart case category certificate \
    change channel charge city class client clinic code color colour comment company contact contract country county coupon \
    course credential currency customer date dealer debtor delivery department deposit device discount district doctor \
    document domain driver email employee entry error event exam expense facility farm fee field file filter flight folder \
    form group guest hotel house image incident invoice issue item job key kite label language lead lease lesson letter \
    license line link list loan location log lot manager manufacturer market meeting member menu merchant message meter \
    method model movie name network note notification offer office operator option order organisation organization owner \
    package page parcel parent parking participant partner party patient payment permission person phone photo plan player \
    point policy port position post price printer product profile project property provider province purchase question \
    quote rate reason receipt record region rental report request reservation resource response restaurant result review \
    role room route row rule sale schedule school score season seat section segment seller sensor service session setting \
    shift ship shipment shop site slot source species spot staff state station statistic status step store street student \
    subject subscriber subscription supplier survey symbol tag task tax teacher team template tenant term test ticket time \
    title token topic tour trade transaction transfer trip truck type unit update user value variant vehicle vendor venue \
    version video visit visitor voucher warehouse wallet week word worker zone";

/// Things whose plural is no other word, or has no ending.
const SAME: &[(&str, &str)] = &[("person", "people"), ("species", "species"), ("staff", "staff")];

/// Verbs that say no more than that something is made.
const MAKES: &str = "add append create insert make";

/// Returns the words with the last one as a plural, if it is one of the things of which services give lists.
pub(crate) fn plural(words: &str) -> String {
    let at = words.rfind('_').map_or(0, |at| at + 1);
    let (start, last) = words.split_at(at);
    if let Some((_, many)) = SAME.iter().find(|(one, _)| *one == last) {
        return format!("{start}{many}");
    }
    if !holds(THINGS, last) {
        return words.to_owned();
    }
    let before_y = last.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    match before_y {
        Some(stem) => format!("{start}{stem}ies"),
        None if last.ends_with(['s', 'x']) || last.ends_with("ch") || last.ends_with("sh") => {
            format!("{words}es")
        }
        None => format!("{words}s"),
    }
}

/// Returns the verb that a documentation begins with, as `terminate` of `Terminates the ..`: `create` if it
/// says that something is made. `is_verb` knows the verbs.
pub(crate) fn doc_verb(doc: &str, is_verb: impl Fn(&str) -> bool) -> Option<String> {
    let mut words = doc.split_whitespace();
    let first = words.next()?.to_lowercase();
    // `Inserts or updates` is neither.
    if matches!(words.next(), Some("or" | "and" | "/")) {
        return None;
    }
    let stems = [
        Some(first.clone()),
        first.strip_suffix("ies").map(|stem| format!("{stem}y")),
        first.strip_suffix('s').map(str::to_owned),
        first.strip_suffix("es").map(str::to_owned),
    ];
    let verb = stems.into_iter().flatten().find(|word| is_verb(word) || holds(MAKES, word))?;
    Some(if holds(MAKES, &verb) { "create".to_owned() } else { verb })
        .filter(|verb| !matches!(verb.as_str(), "post" | "put"))
}

/// Returns whether a word is one of a list, which has blanks between them.
pub(crate) fn holds(list: &str, word: &str) -> bool {
    list.split(' ').any(|other| other == word)
}

/// Makes one word of an acronym with a small letter at its end: `IDs`, `NFe`.
pub(crate) fn whole_acronyms(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let is_at = |at: usize, of: fn(char) -> bool| letters.get(at).is_some_and(|c| of(*c));
    let mut out: Vec<char> = Vec::with_capacity(letters.len());
    let mut run = 0;
    for (at, c) in letters.iter().enumerate() {
        // The last capital letter of several, before one small letter that ends the word.
        let is_last = run > 0
            && c.is_uppercase()
            && is_at(at + 1, char::is_lowercase)
            && !is_at(at + 2, char::is_lowercase);
        if is_last {
            // Of `POAs` all letters but the first.
            let small: Vec<char> =
                out.drain(out.len() + 1 - run..).chain([*c]).flat_map(char::to_lowercase).collect();
            out.extend(small);
        } else {
            out.push(*c);
        }
        run = if c.is_uppercase() { run + 1 } else { 0 };
    }
    out.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acronyms_are_one_word() {
        for (text, whole) in [
            ("IDs", "Ids"),
            ("GetPOAsForCustomer", "GetPoasForCustomer"),
            ("NFe", "Nfe"),
            ("GetURL", "GetURL"),
        ] {
            assert_eq!(whole_acronyms(text), whole);
        }
    }

    #[test]
    fn plurals_are_of_things_that_are_known() {
        for (one, many) in [
            ("product", "products"),
            ("order_category", "order_categories"),
            ("survey", "surveys"),
            ("tax", "taxes"),
            ("person", "people"),
            ("branch", "branches"),
            ("utenti", "utenti"),
            ("products", "products"),
        ] {
            assert_eq!(plural(one), many, "{one}");
        }
    }

    #[test]
    fn acronyms_stay_whole() {
        for (text, expected) in [
            ("EmitirCCe", "EmitirCce"),
            ("GetIDs", "GetIds"),
            ("NFeStatus", "NfeStatus"),
            ("XMLHttp", "XMLHttp"),
            ("getOrder", "getOrder"),
            ("A", "A"),
        ] {
            assert_eq!(whole_acronyms(text), expected, "{text}");
        }
    }
}
