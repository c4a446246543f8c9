//! Which row of a table, which member of a JSON object and which XML element belong together.
//!
//! Names are alike in the common case; JSON may have them in another case or renamed, XML may encode them, a layout
//! may have lost them. Then the values tell: `sample string 5` stands once in either format.

use std::collections::BTreeMap;

/// The parts of one member, by their places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Pairing {
    pub(crate) row: Option<usize>,
    pub(crate) json: Option<usize>,
    pub(crate) xml: Option<usize>,
}

/// Pairs members. `rows` are names as on the page, empty where lost; `xml` are decoded names; `alike` says whether a
/// value in JSON and one in XML are the same.
///
/// The result is in the order of the rows; what has none follows what stands before it in JSON, or in XML.
pub(crate) fn pair(
    rows: &[&str],
    json: &[&str],
    xml: &[&str],
    alike: &dyn Fn(usize, usize) -> bool,
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
    by_value(&mut to_json, &mut to_xml, (json.len(), xml.len()), alike);
    lost_names(rows, xml, &mut to_xml);

    let mut pairs: Vec<Pairing> = (0..rows.len())
        .map(|row| Pairing {
            row: Some(row),
            json: to_json.get(row).copied().flatten(),
            xml: to_xml.get(row).copied().flatten(),
        })
        .collect();
    add_others(&mut pairs, json, xml, alike);
    pairs
}

/// Members that no row is about.
fn add_others(pairs: &mut Vec<Pairing>, json: &[&str], xml: &[&str], alike: &dyn Fn(usize, usize) -> bool) {
    let more_json: Vec<usize> =
        (0..json.len()).filter(|at| !pairs.iter().any(|pair| pair.json == Some(*at))).collect();
    let more_xml: Vec<usize> =
        (0..xml.len()).filter(|at| !pairs.iter().any(|pair| pair.xml == Some(*at))).collect();
    let names: Vec<&str> = more_json.iter().filter_map(|at| json.get(*at)).copied().collect();
    let elements: Vec<&str> = more_xml.iter().filter_map(|at| xml.get(*at)).copied().collect();
    let mut from_json: Vec<Option<usize>> = (0..names.len()).map(Some).collect();
    let mut to = by_name(&names, &elements);
    by_value(&mut from_json, &mut to, (names.len(), elements.len()), &|name, element| match (
        more_json.get(name),
        more_xml.get(element),
    ) {
        (Some(name), Some(element)) => alike(*name, *element),
        _ => false,
    });
    for (place, at) in more_json.iter().enumerate() {
        let element = to.get(place).copied().flatten().and_then(|found| more_xml.get(found)).copied();
        let before = at.checked_sub(1);
        let after = before.and_then(|before| pairs.iter().position(|pair| pair.json == Some(before)));
        let pair = Pairing { row: None, json: Some(*at), xml: element };
        // Where a table is given, it has all that JSON has; what it lacks was hidden from it.
        pairs.insert(after.map_or(if *at == 0 { 0 } else { pairs.len() }, |after| after + 1), pair);
    }
    for (place, at) in more_xml.iter().enumerate() {
        if !to.contains(&Some(place)) {
            pairs.push(Pairing { row: None, json: None, xml: Some(*at) });
        }
    }
}

/// Equal names first; then names that are equal but for case and for what is no letter, where only one fits.
fn by_name(rows: &[&str], names: &[&str]) -> Vec<Option<usize>> {
    let mut taken = vec![false; names.len()];
    let mut found: Vec<Option<usize>> = rows
        .iter()
        .map(|row| {
            let at = names.iter().position(|name| !row.is_empty() && name == row)?;
            *taken.get_mut(at)? = true;
            Some(at)
        })
        .collect();
    let mut loose: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, name) in names.iter().enumerate() {
        if taken.get(at) == Some(&false) {
            loose.entry(loosely(name)).or_default().push(at);
        }
    }
    for (row, found) in rows.iter().zip(&mut found) {
        if found.is_none()
            && !row.is_empty()
            && let Some([at]) = loose.get(&loosely(row)).map(Vec::as_slice)
            && taken.get(*at) == Some(&false)
        {
            *found = Some(*at);
            if let Some(taken) = taken.get_mut(*at) {
                *taken = true;
            }
        }
    }
    found
}

/// Letters and digits in small.
pub(crate) fn loosely(name: &str) -> String {
    let loose: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if loose.is_empty() { name.to_owned() } else { loose }
}

/// Rows without a name take the members without a row that stand between the same neighbours.
fn lost_names(rows: &[&str], names: &[&str], to: &mut [Option<usize>]) {
    let lost: Vec<usize> = (0..rows.len())
        .filter(|row| rows.get(*row).is_some_and(|row| row.is_empty()) && to.get(*row) == Some(&None))
        .collect();
    let free: Vec<usize> = (0..names.len()).filter(|at| !to.contains(&Some(*at))).collect();
    if lost.len() == free.len() {
        for (row, at) in lost.into_iter().zip(free) {
            if let Some(to) = to.get_mut(row) {
                *to = Some(at);
            }
        }
        return;
    }
    for row in lost {
        let before = row.checked_sub(1).and_then(|before| to.get(before).copied().flatten());
        let wanted = before.map_or(0, |before| before + 1);
        if free.contains(&wanted)
            && !to.contains(&Some(wanted))
            && let Some(to) = to.get_mut(row)
        {
            *to = Some(wanted);
        }
    }
}

/// What is left in both formats and has the same value, if no other has it.
fn by_value(
    to_json: &mut [Option<usize>],
    to_xml: &mut [Option<usize>],
    (json, xml): (usize, usize),
    alike: &dyn Fn(usize, usize) -> bool,
) {
    let free: Vec<usize> = (0..xml).filter(|at| !to_xml.contains(&Some(*at))).collect();
    let open: Vec<(usize, usize)> = to_json
        .iter()
        .zip(to_xml.iter())
        .enumerate()
        .filter_map(|(row, (json, xml))| json.filter(|_| xml.is_none()).map(|json| (row, json)))
        .collect();
    debug_assert!(open.iter().all(|(_, at)| *at < json));
    for (row, at) in &open {
        let fitting: Vec<usize> = free.iter().copied().filter(|element| alike(*at, *element)).collect();
        if let [only] = fitting.as_slice()
            && open.iter().filter(|(_, other)| alike(*other, *only)).count() == 1
            && let Some(to) = to_xml.get_mut(*row)
        {
            *to = Some(*only);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(rows: &[&str], json: &[&str], xml: &[&str], values: (&[&str], &[&str])) -> Vec<String> {
        let pairs = pair(rows, json, xml, &|a, b| values.0.get(a) == values.1.get(b));
        let of = |names: &[&str], at: Option<usize>| {
            at.and_then(|at| names.get(at)).map_or("-", |name| *name).to_owned()
        };
        pairs.iter().map(|p| format!("{}={}={}", of(rows, p.row), of(json, p.json), of(xml, p.xml))).collect()
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
}
