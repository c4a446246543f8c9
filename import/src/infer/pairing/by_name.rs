//! Which row of a table, which member of a JSON object and which XML element belong together.
//!
//! Names are alike in the common case; JSON may have them in another case or renamed, XML may encode them, a
//! layout may have lost them. Then the values decide: `sample string 5` stands once in either format.

use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
};

/// The parts of one member, by their places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pairing {
    pub(crate) row: Option<usize>,
    pub(crate) json: Option<usize>,
    pub(crate) xml: Option<usize>,
}

/// The values of members, by which those are paired that names do not pair.
pub(crate) struct Values<'a, V> {
    /// What the value of a member in JSON would be in XML: each form that is the same value.
    pub(crate) of_json: &'a dyn Fn(usize) -> Vec<V>,
    /// The value of an element.
    pub(crate) of_xml: &'a dyn Fn(usize) -> V,
    /// The text of a value in JSON and in XML that is made but once: a Guid, or a moment to the fractions of a second.
    pub(crate) made_once: MadeOnce<'a>,
    /// Whether a value shows which member it is of: `true` shows only of what kind.
    pub(crate) is_telling: &'a dyn Fn(&V) -> bool,
    /// Both formats show all members: none is behind a cut.
    pub(crate) are_whole: bool,
    /// The members of JSON that XML may have behind its cut, by their own names, given those that it has before it.
    pub(crate) behind_cut: &'a dyn Fn(&HashSet<usize>) -> HashSet<usize>,
}

/// The texts of values that are made but once, by their places.
#[derive(Clone, Copy)]
pub(crate) struct MadeOnce<'a> {
    pub(crate) in_json: &'a dyn Fn(usize) -> Option<&'a str>,
    pub(crate) in_xml: &'a dyn Fn(usize) -> Option<&'a str>,
}

/// Pairs members. `rows` are names as on the page, empty where lost; `xml` are decoded names.
///
/// The result is in the order of the rows; what has none follows what stands before it in JSON, or in XML.
pub(crate) fn pair<V: Eq + Hash>(
    rows: &[&str],
    json: &[&str],
    xml: &[&str],
    values: &Values<'_, V>,
) -> Vec<Pairing> {
    let mut to_json = by_name(rows, json);
    let mut to_xml = by_name(rows, xml);
    lost_names(rows, json, &mut to_json);
    // A row without a name has JSON's by now.
    let known: Vec<&str> = rows
        .iter()
        .zip(&to_json)
        .map(
            |(row, at)| {
                if row.is_empty() { at.and_then(|at| json.get(at)).copied().unwrap_or("") } else { row }
            },
        )
        .collect();
    if known != rows {
        for (place, found) in by_name(&known, xml).into_iter().enumerate() {
            if let Some(to) = to_xml.get_mut(place)
                && to.is_none()
            {
                *to = found;
            }
        }
    }
    by_spelling(&known, &to_json, &mut to_xml, xml, values);
    by_made_once(&to_json, &mut to_xml, xml.len(), values.made_once);
    by_value(&to_json, &mut to_xml, xml.len(), values);
    lost_names(rows, xml, &mut to_xml);

    let pairs: Vec<Pairing> = (0..rows.len())
        .map(|row| Pairing {
            row: Some(row),
            json: to_json.get(row).copied().flatten(),
            xml: to_xml.get(row).copied().flatten(),
        })
        .collect();
    with_others(&pairs, json, xml, values)
}

/// Adds the members that no row is about.
fn with_others<V: Eq + Hash>(
    pairs: &[Pairing],
    json: &[&str],
    xml: &[&str],
    values: &Values<'_, V>,
) -> Vec<Pairing> {
    let more_json = others(json.len(), pairs.iter().filter_map(|pair| pair.json));
    let more_xml = others(xml.len(), pairs.iter().filter_map(|pair| pair.xml));
    let names: Vec<&str> = more_json.iter().filter_map(|at| json.get(*at)).copied().collect();
    let elements: Vec<&str> = more_xml.iter().filter_map(|at| xml.get(*at)).copied().collect();
    let from_json: Vec<Option<usize>> = (0..names.len()).map(Some).collect();
    let mut to = by_name(&names, &elements);
    let place = |places: &[usize], at: usize| places.get(at).copied().unwrap_or(usize::MAX);
    let values = Values {
        of_json: &|at| (values.of_json)(place(&more_json, at)),
        of_xml: &|at| (values.of_xml)(place(&more_xml, at)),
        made_once: MadeOnce {
            in_json: &|at| (values.made_once.in_json)(place(&more_json, at)),
            in_xml: &|at| (values.made_once.in_xml)(place(&more_xml, at)),
        },
        is_telling: values.is_telling,
        are_whole: values.are_whole,
        behind_cut: &|shown| {
            let with_rows = pairs.iter().filter(|pair| pair.xml.is_some()).filter_map(|pair| pair.json);
            let shown = shown.iter().map(|at| place(&more_json, *at)).chain(with_rows).collect();
            let behind = (values.behind_cut)(&shown);
            let places = more_json.iter().enumerate();
            places.filter(|(_, at)| behind.contains(at)).map(|(place, _)| place).collect()
        },
    };
    by_spelling(&names, &from_json, &mut to, &elements, &values);
    by_made_once(&from_json, &mut to, elements.len(), values.made_once);
    by_value(&from_json, &mut to, elements.len(), &values);
    let element = |place: &usize| more_xml.get(*place).copied();
    let more = more_json.iter().zip(&to).map(|(at, to)| Pairing {
        row: None,
        json: Some(*at),
        xml: to.as_ref().and_then(element),
    });

    // Where a table is given, it has all that JSON has; what it lacks was hidden from it. It follows what
    // stands before it in JSON, or is the first.
    let mut firsts: HashMap<usize, usize> = HashMap::new();
    for (place, pair) in pairs.iter().enumerate() {
        if let Some(at) = pair.json {
            firsts.entry(at).or_insert(place);
        }
    }
    let mut after: HashMap<Option<usize>, Vec<Pairing>> = HashMap::new();
    let mut place = None;
    let mut expected = 0;
    for pair in more {
        let at = pair.json.unwrap_or(expected);
        if at != expected {
            place = at.checked_sub(1).and_then(|before| firsts.get(&before).copied());
        }
        expected = at + 1;
        after.entry(place).or_default().push(pair);
    }
    let mut all = after.remove(&None).unwrap_or_default();
    for (place, pair) in pairs.iter().enumerate() {
        all.push(*pair);
        all.extend(after.remove(&Some(place)).unwrap_or_default());
    }
    let paired: HashSet<usize> = to.iter().copied().flatten().collect();
    let alone = more_xml.iter().enumerate().filter(|(place, _)| !paired.contains(place));
    all.extend(alone.map(|(_, at)| Pairing { row: None, json: None, xml: Some(*at) }));
    all
}

/// The places below `count` that are not taken, in order.
fn others(count: usize, taken: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut free = vec![true; count];
    for at in taken {
        if let Some(free) = free.get_mut(at) {
            *free = false;
        }
    }
    free.into_iter().enumerate().filter_map(|(at, free)| free.then_some(at)).collect()
}

/// Equal names first; then names that are equal but for case and for what is no letter, where only one fits.
fn by_name(rows: &[&str], names: &[&str]) -> Vec<Option<usize>> {
    let mut places: HashMap<&str, usize> = HashMap::with_capacity(names.len());
    for (at, name) in names.iter().enumerate() {
        places.entry(name).or_insert(at);
    }
    let mut taken = vec![false; names.len()];
    let mut found: Vec<Option<usize>> = rows
        .iter()
        .map(|row| {
            let at = *places.get(row).filter(|_| !row.is_empty())?;
            *taken.get_mut(at)? = true;
            Some(at)
        })
        .collect();
    let mut loose: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, name) in names.iter().enumerate() {
        if taken.get(at) == Some(&false) {
            loose.entry(loosely(name)).or_default().push(at);
        }
    }
    // Generated classes that are `[Serializable]` show the fields behind their properties.
    for end in ["", FIELD] {
        for (row, found) in rows.iter().zip(&mut found) {
            if found.is_none()
                && !row.is_empty()
                && let Some([at]) = loose.get(&(loosely(row) + end)).map(Vec::as_slice)
                && taken.get(*at) == Some(&false)
            {
                *found = Some(*at);
                if let Some(taken) = taken.get_mut(*at) {
                    *taken = true;
                }
            }
        }
    }
    found
}

/// How the names of the fields behind a generated class's properties end, in small.
const FIELD: &str = "field";

/// Returns whether a name is that of the field behind a property: `nameField` is behind `Name`.
pub(crate) fn is_field_of(name: &str, property: &str) -> bool {
    loosely(name).strip_suffix(FIELD).is_some_and(|start| start == loosely(property))
}

/// Letters and digits in small.
pub(crate) fn loosely(name: &str) -> String {
    let loose: String = if name.is_ascii() {
        let letters = name.bytes().filter(u8::is_ascii_alphanumeric);
        letters.map(|letter| char::from(letter.to_ascii_lowercase())).collect()
    } else {
        name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    if loose.is_empty() { name.to_owned() } else { loose }
}

/// Rows without a name take the members without a row that stand between the same neighbours.
fn lost_names(rows: &[&str], names: &[&str], to: &mut [Option<usize>]) {
    let lost: Vec<usize> = (0..rows.len())
        .filter(|row| rows.get(*row).is_some_and(|row| row.is_empty()) && to.get(*row) == Some(&None))
        .collect();
    let free = others(names.len(), to.iter().copied().flatten());
    if lost.len() == free.len() {
        for (row, at) in lost.into_iter().zip(free) {
            if let Some(to) = to.get_mut(row) {
                *to = Some(at);
            }
        }
        return;
    }
    let mut free: HashSet<usize> = free.into_iter().collect();
    for row in lost {
        let before = row.checked_sub(1).and_then(|before| to.get(before).copied().flatten());
        let wanted = before.map_or(0, |before| before + 1);
        if free.remove(&wanted)
            && let Some(to) = to.get_mut(row)
        {
            *to = Some(wanted);
        }
    }
}

/// What is left in both formats, shows the same value and is spelled otherwise by one letter, as in `Succes`, if
/// nothing else is.
fn by_spelling<V: Eq + Hash>(
    names: &[&str],
    to_json: &[Option<usize>],
    to_xml: &mut [Option<usize>],
    xml: &[&str],
    values: &Values<'_, V>,
) {
    /// More names than these are not compared with each other.
    const MOST: usize = 64;
    let free = others(xml.len(), to_xml.iter().copied().flatten());
    let is_open = |(row, json): &(usize, &Option<usize>)| json.is_some() && to_xml.get(*row) == Some(&None);
    let open: Vec<usize> = to_json.iter().enumerate().filter(is_open).map(|(row, _)| row).collect();
    if free.len() > MOST || open.len() > MOST {
        return;
    }
    let name = |names: &[&str], at: usize| names.get(at).map(|name| loosely(name)).unwrap_or_default();
    let is_one = |row: usize, at: usize| {
        let json = to_json.get(row).copied().flatten();
        is_misspelled(&name(names, row), &name(xml, at))
            && json.is_some_and(|json| (values.of_json)(json).contains(&(values.of_xml)(at)))
    };
    let mut found = Vec::new();
    for row in &open {
        let mut fitting = free.iter().filter(|at| is_one(*row, **at));
        if let (Some(at), None) = (fitting.next(), fitting.next())
            && open.iter().all(|other| other == row || !is_one(*other, *at))
        {
            found.push((*row, *at));
        }
    }
    for (row, at) in found {
        if let Some(to) = to_xml.get_mut(row) {
            *to = Some(at);
        }
    }
}

/// Returns whether two words differ by one letter that is left out, put in or another one.
fn is_misspelled(a: &str, b: &str) -> bool {
    /// Shorter words are others.
    const SHORTEST: usize = 5;
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if short.len() < SHORTEST || long.len() - short.len() > 1 || a == b {
        return false;
    }
    let same = short.iter().zip(long.iter()).take_while(|(a, b)| a == b).count();
    let rest = |word: &[char], from: usize| word.get(from..).unwrap_or_default().to_vec();
    let (one, other) = (long.get(same), short.get(same).filter(|_| short.len() == long.len()));
    let is_letter = |c: Option<&char>| c.is_none_or(|c| c.is_alphabetic());
    // The plural is another word.
    let is_plural =
        short.len() < long.len() && same == short.len() && one == Some(&'s') && !short.ends_with(&['s']);
    let skipped = same + usize::from(short.len() == long.len());
    is_letter(one) && is_letter(other) && !is_plural && rest(long, same + 1) == rest(short, skipped)
}

/// What is left in both formats and has the very value that is made but once. The engine makes one object for both
/// formats.
fn by_made_once(to_json: &[Option<usize>], to_xml: &mut [Option<usize>], xml: usize, values: MadeOnce<'_>) {
    let open: Vec<(usize, &str)> = to_json
        .iter()
        .zip(to_xml.iter())
        .enumerate()
        .filter_map(|(row, (json, xml))| Some((row, (values.in_json)(json.filter(|_| xml.is_none())?)?)))
        .collect();
    if open.is_empty() {
        return;
    }
    let mut members: HashMap<&str, usize> = HashMap::new();
    for (_, text) in &open {
        *members.entry(text).or_default() += 1;
    }
    let mut elements: HashMap<&str, Vec<usize>> = HashMap::new();
    for at in others(xml, to_xml.iter().copied().flatten()) {
        if let Some(text) = (values.in_xml)(at) {
            elements.entry(text).or_default().push(at);
        }
    }
    for (row, text) in open {
        if let (Some(1), Some([at])) = (members.get(text), elements.get(text).map(Vec::as_slice))
            && let Some(to) = to_xml.get_mut(row)
        {
            *to = Some(*at);
        }
    }
}

/// What is left in both formats and has the same value, if no other has it. What shows only of what kind it
/// is counts where as many are left in either format: then they may be the same members by other names.
///
/// A member that XML may have behind its cut is none that it has before it: equal values are no proof then.
fn by_value<V: Eq + Hash>(
    to_json: &[Option<usize>],
    to_xml: &mut [Option<usize>],
    xml: usize,
    values: &Values<'_, V>,
) {
    let is_telling = values.is_telling;
    let open: Vec<(usize, Vec<V>)> = to_json
        .iter()
        .zip(to_xml.iter())
        .enumerate()
        .filter_map(|(row, (json, xml))| {
            json.filter(|_| xml.is_none()).map(|json| (row, (values.of_json)(json)))
        })
        .collect();
    if open.is_empty() {
        return;
    }
    let mut elements: HashMap<V, Elements> = HashMap::new();
    let left = others(xml, to_xml.iter().copied().flatten());
    let count = left.len();
    for at in left {
        let of = elements.entry((values.of_xml)(at)).or_insert(Elements { last: at, count: 0, members: 0 });
        of.last = at;
        of.count += 1;
    }
    for value in open.iter().flat_map(|(_, values)| values) {
        if let Some(of) = elements.get_mut(value) {
            of.members += 1;
        }
    }
    // What no element shows is none of them.
    let is_shown = |(_, values): &&(usize, Vec<V>)| values.iter().any(|value| elements.contains_key(value));
    let may_be_the_same = values.are_whole && count == open.iter().filter(is_shown).count();
    let in_both = to_json.iter().zip(to_xml.iter()).filter(|(_, xml)| xml.is_some());
    let shown: HashSet<usize> = in_both.filter_map(|(json, _)| *json).collect();
    let behind = (values.behind_cut)(&shown);
    for (row, of_row) in &open {
        let counts = |value: &&V| may_be_the_same || (is_telling)(value);
        let fitting: Vec<&Elements> =
            of_row.iter().filter(counts).filter_map(|value| elements.get(value)).collect();
        let is_behind = |json: usize| behind.contains(&json);
        if let [Elements { last, count: 1, members: 1 }] = fitting.as_slice()
            && !to_json.get(*row).copied().flatten().is_some_and(is_behind)
            && let Some(to) = to_xml.get_mut(*row)
        {
            *to = Some(*last);
        }
    }
}

/// The elements that have one value.
struct Elements {
    last: usize,
    count: usize,
    /// How many members of JSON have it.
    members: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(rows: &[&str], json: &[&str], xml: &[&str], values: (&[&str], &[&str])) -> Vec<String> {
        let of_values = Values {
            of_json: &|at| vec![values.0.get(at)],
            of_xml: &|at| values.1.get(at),
            made_once: MadeOnce { in_json: &|_| None, in_xml: &|_| None },
            is_telling: &|value| *value != Some(&"true"),
            behind_cut: &|_| HashSet::new(),
            are_whole: true,
        };
        let pairs = pair(rows, json, xml, &of_values);
        let of = |names: &[&str], at: Option<usize>| {
            at.and_then(|at| names.get(at)).map_or("-", |name| *name).to_owned()
        };
        pairs.iter().map(|p| format!("{}={}={}", of(rows, p.row), of(json, p.json), of(xml, p.xml))).collect()
    }

    #[test]
    fn a_letter_more_or_less_is_the_same_name() {
        for (a, b, is) in [
            ("succes", "success", true),
            ("recieve", "receive", false),
            ("adress", "address", true),
            ("colour", "colours", false),
            ("address1", "address2", false),
            ("name", "names", false),
            ("organisation", "organization", true),
            ("success", "success", false),
        ] {
            assert_eq!((is_misspelled(a, b), is_misspelled(b, a)), (is, is), "{a} {b}");
        }
        let found = names(&[], &["succes", "note"], &["Success", "Note"], (&["true", "x"], &["true", "x"]));
        assert_eq!(found, ["-=succes=Success", "-=note=Note"]);
    }

    #[test]
    fn cases_and_separators_do_not_count() {
        let found =
            names(&["BoxId", "URLText"], &["box_id", "urlText"], &["BoxId", "URLText"], (&[], &["x", "y"]));
        assert_eq!(found, ["BoxId=box_id=BoxId", "URLText=urlText=URLText"]);
        let found = names(&["self", "Self"], &["self", "Self"], &["Self", "self"], (&[], &["x", "y"]));
        assert_eq!(found, ["self=self=self", "Self=Self=Self"]);
    }

    #[test]
    fn values_that_are_made_once_tell_members_apart() {
        let pairs = |in_json: &[&'static str], in_xml: &[&'static str]| {
            let values = Values {
                of_json: &|_| vec!["date"],
                of_xml: &|_| "date",
                made_once: MadeOnce {
                    in_json: &|at| in_json.get(at).copied(),
                    in_xml: &|at| in_xml.get(at).copied(),
                },
                is_telling: &|_| true,
                are_whole: true,
                behind_cut: &|_| HashSet::new(),
            };
            let pairs = pair(&["a", "b"], &["a", "b"], &["X", "Y"], &values);
            pairs.iter().filter_map(|pair| pair.json.zip(pair.xml)).collect::<Vec<_>>()
        };
        assert_eq!(pairs(&["1", "2"], &["2", "1"]), [(0, 1), (1, 0)]);
        assert_eq!(pairs(&["1", "2"], &["2", "3"]), [(0, 1), (1, 0)]);
        assert_eq!(pairs(&["1", "1"], &["1", "1"]), []);
    }

    #[test]
    fn values_find_what_names_do_not() {
        let found = names(
            &["@id", "$ref", "Name"],
            &["@id", "$ref", "Name"],
            &["AtId", "DollarRef", "Name"],
            (&["1", "sample string 2", "sample string 3"], &["1", "sample string 2", "sample string 3"]),
        );
        assert_eq!(found, ["@id=@id=AtId", "$ref=$ref=DollarRef", "Name=Name=Name"]);
        // Two that show 1 cannot be told apart.
        let found = names(&["@a", "@b"], &["@a", "@b"], &["X", "Y"], (&["1", "1"], &["1", "1"]));
        assert_eq!(found, ["@a=@a=-", "@b=@b=-", "-=-=X", "-=-=Y"]);
    }

    #[test]
    fn true_does_not_pair_what_each_format_has_alone() {
        let found = names(
            &["Name", "HasTail"],
            &["Name", "HasTail"],
            &["Deleted", "Log", "Name"],
            (&["sample string 1", "true"], &["true", "", "sample string 1"]),
        );
        assert_eq!(found, ["Name=Name=Name", "HasTail=HasTail=-", "-=-=Deleted", "-=-=Log"]);
        // One that is left in either may have two names.
        let found = names(&["ok"], &["ok"], &["IsFine"], (&["true"], &["true"]));
        assert_eq!(found, ["ok=ok=IsFine"]);
    }

    #[test]
    fn a_lost_name_is_in_the_samples() {
        let found = names(
            &["Phone", "", "Cheque"],
            &["Phone", "Email", "Cheque"],
            &["Cheque", "Email", "Phone"],
            (&[], &["x"]),
        );
        assert_eq!(found, ["Phone=Phone=Phone", "=Email=Email", "Cheque=Cheque=Cheque"]);
    }

    #[test]
    fn without_a_table_the_order_of_json_counts() {
        let found = names(&[], &["b", "a"], &["a", "b", "hidden"], (&[], &["x"]));
        assert_eq!(found, ["-=b=b", "-=a=a", "-=-=hidden"]);
    }

    #[test]
    fn what_the_table_lacks_stands_where_json_has_it() {
        let found = names(&["b", "d"], &["a", "b", "c1", "c2", "d", "e"], &["x", "d"], (&[], &["x", "y"]));
        assert_eq!(found, ["-=a=-", "b=b=-", "-=c1=-", "-=c2=-", "d=d=d", "-=e=-", "-=-=x"]);
        // Two rows of one name are both about the member; what follows it follows the first one.
        let found = names(&["b", "b"], &["b", "c"], &[], (&[], &[]));
        assert_eq!(found, ["b=b=-", "-=c=-", "b=b=-"]);
    }

    #[test]
    fn many_members_cost_little() {
        const MANY: usize = 100_000;
        let texts = |start: &str| -> Vec<String> { (0..MANY).map(|at| format!("{start}{at}")).collect() };
        let (rows, json, xml) = (texts("Row"), texts("json"), texts("Xml"));
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let json: Vec<&str> = json.iter().map(String::as_str).collect();
        let xml: Vec<&str> = xml.iter().map(String::as_str).collect();
        let values = Values {
            of_json: &|at| vec![at],
            of_xml: &|at| MANY - 1 - at,
            made_once: MadeOnce { in_json: &|_| Some("x"), in_xml: &|_| Some("x") },
            is_telling: &|_| true,
            are_whole: true,
            behind_cut: &|_| HashSet::new(),
        };
        let pairs = pair(&rows, &json, &xml, &values);
        assert_eq!(pairs.len(), 2 * MANY);
        // No row has its name, so all members follow the table, paired by their values.
        let paired =
            pairs.iter().filter(|pair| pair.json.zip(pair.xml).is_some_and(|(a, b)| a + b == MANY - 1));
        assert_eq!(paired.count(), MANY);
        let lost = vec![""; MANY - 1];
        assert_eq!(pair(&lost, &json, &[], &values).len(), MANY);
    }
}
