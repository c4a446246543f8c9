//! Headings: method, path and query of an operation, and its parameters.

use std::{collections::BTreeMap, fmt::Write as _};

use super::{
    annotations,
    form::JsonForm,
    model::{Parameter, Remark, Ty},
    pair::loosely,
    resolve,
    types::Registry,
    words::PageType,
};
use crate::page::Row;
use datacontract_codegen::spec::Clr;

const METHODS: &[&str] = &["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];

/// A heading as specs have it, and the host if it has one. Empty if there is no path.
pub(crate) fn clean(text: &str, has_body: bool, notes: &mut Vec<String>) -> (String, Option<String>) {
    let words: Vec<&str> = text.split_whitespace().collect();
    let method = words
        .iter()
        .position(|word| METHODS.contains(&word.trim_matches([':', ',']).to_uppercase().as_str()));
    let path = match method {
        Some(at) => words.get(at + 1..).unwrap_or_default().concat(),
        None => words.concat(),
    };
    let (host, path) = split_host(&path);
    let path = path.trim_start_matches(['~', '/']);
    if path.is_empty() {
        return (String::new(), host);
    }
    let method = if let Some(word) = method.and_then(|at| words.get(at)) {
        word.trim_matches([':', ',']).to_uppercase()
    } else {
        let method = if has_body { "POST" } else { "GET" };
        notes.push(format!("the heading has no method: {method} is assumed"));
        method.to_owned()
    };
    (format!("{method} {path}"), host)
}

fn split_host(path: &str) -> (Option<String>, &str) {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| path.starts_with(scheme));
    let Some(scheme) = scheme else { return (None, path) };
    let rest = path.get(scheme.len()..).unwrap_or_default();
    match rest.split_once('/') {
        Some((host, path)) => (Some(format!("{scheme}{host}")), path),
        None => (Some(path.to_owned()), ""),
    }
}

/// A parameter's place in a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Brace {
    name: String,
    in_path: bool,
    is_list: bool,
}

/// The parameters of a heading, each once: `codes[0]={codes[0]}&codes[1]={codes[1]}` is one list.
fn braces(heading: &str) -> Vec<Brace> {
    let mut found: Vec<Brace> = Vec::new();
    let query = heading.find('?').unwrap_or(heading.len());
    let mut rest = 0;
    while let Some(open) = heading.get(rest..).and_then(|text| text.find('{')).map(|at| rest + at) {
        let Some(close) = heading.get(open..).and_then(|text| text.find('}')).map(|at| open + at) else {
            break;
        };
        let name = heading.get(open + 1..close).unwrap_or_default();
        let (name, is_list) = match name.split_once('[') {
            Some((name, rest)) if rest.trim_end_matches(']').bytes().all(|byte| byte.is_ascii_digit()) => {
                (name, true)
            }
            _ => (name, false),
        };
        if !name.is_empty() && !found.iter().any(|brace| brace.name == name) {
            found.push(Brace { name: name.to_owned(), in_path: open < query, is_list });
        }
        rest = close + 1;
    }
    found
}

/// The parameters of an operation. What the heading has is right: of a complex type's properties the table has the
/// contract names, and without the prefix that the heading gives them.
pub(crate) fn parameters(
    registry: &mut Registry,
    heading: &mut String,
    rows: &[Row],
    remarks: &mut Vec<Remark>,
) -> Vec<Parameter> {
    let mut braces = braces(heading);
    let mut rows_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut taken = vec![false; rows.len()];
    let mut take = |brace: usize, row: usize, rows_of: &mut BTreeMap<usize, usize>| {
        rows_of.insert(brace, row);
        if let Some(taken) = taken.get_mut(row) {
            *taken = true;
        }
    };
    let find = |rows_of: &BTreeMap<usize, usize>, wanted: &dyn Fn(&Row) -> bool| {
        rows.iter().enumerate().position(|(at, row)| !rows_of.values().any(|used| *used == at) && wanted(row))
    };
    for (at, brace) in braces.iter().enumerate() {
        if let Some(row) = find(&rows_of, &|row| row.name == brace.name) {
            take(at, row, &mut rows_of);
        }
    }
    let last = |name: &str| loosely(name.rsplit('.').next().unwrap_or(name));
    for (at, brace) in braces.iter().enumerate() {
        if !rows_of.contains_key(&at)
            && let Some(row) =
                find(&rows_of, &|row| !row.name.is_empty() && last(&row.name) == last(&brace.name))
        {
            take(at, row, &mut rows_of);
        }
    }
    // Renamed or lost names: in order, if as many are left on either side.
    let open: Vec<usize> = (0..braces.len()).filter(|at| !rows_of.contains_key(at)).collect();
    let left: Vec<usize> = (0..rows.len()).filter(|at| taken.get(*at) == Some(&false)).collect();
    if open.len() == left.len() {
        for (at, row) in open.into_iter().zip(left) {
            if rows.get(row).is_none_or(|row| !is_complex(registry, row)) {
                rows_of.insert(at, row);
                if let Some(taken) = taken.get_mut(row) {
                    *taken = true;
                }
            }
        }
    }
    for (at, row) in rows.iter().enumerate().filter(|(at, _)| taken.get(*at) == Some(&false)) {
        if row.name.trim().is_empty()
            || braces.iter().any(|brace| brace.name == row.name)
            || !fits_braces(&row.name)
        {
            continue;
        }
        if is_complex(registry, row) {
            remarks.push(Remark::open(format!(
                "the table has `{}` of the type `{}`; the heading has its properties, whose types no page shows",
                row.name, row.ty
            )));
            continue;
        }
        remarks.push(Remark::inferred(format!("the heading lacks `{}`, which the table has", row.name)));
        heading.push(if heading.contains('?') { '&' } else { '?' });
        let _ = write!(heading, "{0}={{{0}}}", row.name);
        rows_of.insert(braces.len(), at);
        braces.push(Brace { name: row.name.clone(), in_path: false, is_list: false });
    }
    braces
        .iter()
        .enumerate()
        .map(|(at, brace)| one(registry, brace, rows_of.get(&at).and_then(|row| rows.get(*row))))
        .collect()
}

/// Whether a name can stand in a heading.
fn fits_braces(name: &str) -> bool {
    !name.contains(|c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '{' | '}' | '"' | '\\' | '?' | '&' | '=')
    })
}

/// What cannot stand in a URI.
fn is_complex(registry: &Registry, row: &Row) -> bool {
    match PageType::parse(&row.ty) {
        PageType::Named(name) => registry
            .known_page(&name)
            .and_then(|id| registry.types.get(id))
            .is_some_and(|ty| ty.values.is_none() && (ty.rows.is_some() || !ty.seen.is_empty())),
        PageType::Dictionary(..) | PageType::Pair(..) => true,
        _ => false,
    }
}

fn one(registry: &mut Registry, brace: &Brace, row: Option<&Row>) -> Parameter {
    let mut remarks = Vec::new();
    let annotations = row.map(|row| annotations::read(&row.annotations)).unwrap_or_default();
    let page = row.map(|row| PageType::parse(&row.ty)).unwrap_or_default();
    let ty = match &page {
        PageType::Unknown => {
            remarks.push(Remark::open("the page has no type for it: any text is taken"));
            Ty::Clr(Clr::String)
        }
        PageType::Dictionary(..) | PageType::Pair(..) => {
            remarks.push(Remark::open("what the page says of its type cannot stand in a URI"));
            Ty::Clr(Clr::String)
        }
        PageType::Named(name) => {
            let id = registry.of_page(name);
            if let Some(of) = registry.get_mut(id).filter(|of| of.values.is_none() && of.rows.is_none()) {
                // Nothing else of a name of its own is one value in a URI.
                of.is_enum = true;
            }
            Ty::Type(id)
        }
        PageType::List(item) => {
            if let PageType::Named(name) = &**item {
                let id = registry.of_page(name);
                if let Some(of) = registry.get_mut(id).filter(|of| of.rows.is_none()) {
                    of.is_enum = true;
                }
            }
            resolve::of_page(registry, &page).ty
        }
        PageType::Word(super::words::Word::Object | super::words::Word::Bytes) => {
            remarks.push(Remark::open(format!("the page calls it `{}`", row.map_or("", |row| &row.ty))));
            Ty::Clr(Clr::String)
        }
        PageType::Word(_) => resolve::of_page(registry, &page).ty,
    };
    let ty = if brace.is_list && !matches!(ty, Ty::List(_)) { Ty::List(Box::new(ty)) } else { ty };
    let ty = in_uri(ty, brace, &mut remarks);
    if let (Some(default), Ty::Type(id)) = (&annotations.default, &ty)
        && let Some(of) = registry.get_mut(*id).filter(|of| of.values.is_none())
    {
        of.add_shown(JsonForm::Absent, super::form::XmlForm::Text(super::form::Text::Other(default.clone())));
    }
    remarks.extend(annotations.others.iter().map(|other| Remark::open(format!("the page says: {other}"))));
    let default = annotations.default.as_deref().map(|default| default_of(default, &ty));
    Parameter {
        name: brace.name.clone(),
        doc: row.map(|row| row.description.clone()).unwrap_or_default(),
        required: annotations.required || (brace.in_path && row.is_none()),
        default,
        in_path: brace.in_path,
        ty,
        remarks,
    }
}

/// What stands in a URI of a list: lists are in the query alone, and their items are single values.
fn in_uri(ty: Ty, brace: &Brace, remarks: &mut Vec<Remark>) -> Ty {
    let Ty::List(item) = ty else { return ty };
    if brace.in_path {
        remarks.push(Remark::open("the page says that it is a list, which cannot stand in the path"));
        return Ty::Clr(Clr::String);
    }
    match *item {
        Ty::Clr(Clr::Object | Clr::Bytes) | Ty::List(_) | Ty::Dictionary(..) | Ty::Pair(..) => {
            remarks.push(Remark::open("what the page says of its items cannot stand in a URI"));
            Ty::List(Box::new(Ty::Clr(Clr::String)))
        }
        item => Ty::List(Box::new(item)),
    }
}

/// The default as a literal of the type: pages write `True`, and texts without quotes.
fn default_of(text: &str, ty: &Ty) -> String {
    match ty {
        Ty::Clr(Clr::String | Clr::Char) | Ty::Type(_) => super::json::quoted(text),
        Ty::Clr(Clr::Bool) if text.eq_ignore_ascii_case("true") => "true".to_owned(),
        Ty::Clr(Clr::Bool) if text.eq_ignore_ascii_case("false") => "false".to_owned(),
        _ => annotations::literal(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &str, ty: &str) -> Row {
        Row { name: name.to_owned(), ty: ty.to_owned(), ..Row::default() }
    }

    fn of(heading: &str, rows: &[Row]) -> Vec<String> {
        let mut heading = heading.to_owned();
        let found = parameters(&mut Registry::default(), &mut heading, rows, &mut Vec::new());
        found.iter().map(|p| format!("{}: {}", p.name, p.ty.text(&|id| format!("#{id}")))).collect()
    }

    #[test]
    fn headings_are_made_alike() {
        let mut notes = Vec::new();
        assert_eq!(clean("Method: post  api/boxes", true, &mut notes).0, "POST api/boxes");
        assert_eq!(clean("POST /api/boxes", true, &mut notes).0, "POST api/boxes");
        let found = clean("GET https://x.example.com/api/a?b={b}", false, &mut notes);
        assert_eq!(found, ("GET api/a?b={b}".to_owned(), Some("https://x.example.com".to_owned())));
        assert!(notes.is_empty());
        assert_eq!(clean("api/boxes", true, &mut notes).0, "POST api/boxes");
        assert_eq!(notes.len(), 1);
        assert_eq!(clean("", true, &mut notes).0, "");
    }

    #[test]
    fn the_heading_names_a_complex_types_properties() {
        let rows = [row("lat", "decimal number"), row("lon", "decimal number")];
        let found = of("GET api/near?Latitude={Latitude}&Longitude={Longitude}", &rows);
        assert_eq!(found, ["Latitude: decimal number", "Longitude: decimal number"]);
        let rows = [row("A", "integer"), row("B", "string"), row("Amount", "decimal number")];
        let found = of("GET api/near?a.A={a.A}&a.B={a.B}&b.Amount={b.Amount}", &rows);
        assert_eq!(found, ["a.A: integer", "a.B: string", "b.Amount: decimal number"]);
    }

    #[test]
    fn lists_stand_in_several_braces() {
        let found =
            of("GET api/a?codes[0]={codes[0]}&codes[1]={codes[1]}", &[row("codes", "Collection of string")]);
        assert_eq!(found, ["codes: List<string>"]);
    }

    #[test]
    fn what_the_page_lacks_is_open() {
        assert_eq!(of("GET api/{tenant}", &[]), ["tenant: string"]);
    }
}
