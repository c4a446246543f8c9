//! Lists that come in pages, where names say so plainly.
//!
//! No page of the engine says how a list is asked for page by page. Names of parameters do: `pageNumber`
//! beside `pageSize`, `skip` beside `take`; and names of members that count the whole, or lead on. What
//! counts a page is of no use without the number of the first one, which a default shows, or the parameter's
//! description; else a person has to decide.

use std::collections::HashMap;

use datacontract_codegen::spec::Clr;

use crate::infer::{
    model::{
        Api, Class, Endpoint, Member, PageStep, Paging, Parameter, Remark, Ty, TypeDef, TypeId, TypeKind,
    },
    pairing::by_name::loosely,
};

/// A parameter that is the number of a page, as names without case and signs.
const PAGE: &[&str] = &["page", "pageno", "pagenum", "pagenumber", "pageindex", "currentpage"];
/// A parameter that is the number of items on a page.
const PAGE_SIZE: &[&str] = &[
    "itemsperpage",
    "limit",
    "pagelength",
    "pagelimit",
    "pagesize",
    "perpage",
    "recordsperpage",
    "resultsperpage",
    "rowsperpage",
    "size",
    "take",
];
/// A parameter that is the number of items before a page.
const SKIP: &[&str] = &["offset", "skip"];
/// A parameter that is the number of items behind those.
const SKIP_SIZE: &[&str] = &["count", "limit", "pagesize", "take", "top"];
/// A member that is the number of all items. A `Total` may be a sum of money.
const TOTAL: &[&str] =
    &["recordstotal", "totalcount", "totalitems", "totalrecords", "totalresults", "totalrows"];
/// A member that is the number of all pages.
const PAGES: &[&str] = &["numberofpages", "pagecount", "pagescount", "totalpagecount", "totalpages"];
/// A member that says whether there are more pages.
const MORE: &[&str] =
    &["hasmore", "hasmoreitems", "hasmorepages", "hasmoreresults", "hasnext", "hasnextpage"];
/// A member that is the address of the next page.
const NEXT: &[&str] = &["nextlink", "nextpagelink", "nextpageuri", "nextpageurl", "nexturl"];
/// The member that is the list, where there are several.
const ITEMS: &[&str] = &["items", "records", "results", "rows"];

/// Adds to endpoints how their pages are asked for.
pub(super) fn infer(api: &mut Api) {
    let types: HashMap<TypeId, &TypeDef> = api.types.iter().map(|def| (def.id, def)).collect();
    for endpoint in &mut api.endpoints {
        match of_endpoint(endpoint, &types) {
            PagingFound::Nothing => {}
            PagingFound::Paged(paging, why) => {
                endpoint.paging = Some(paging);
                endpoint.remarks.push(Remark::inferred(why));
            }
            PagingFound::Open(remark) => endpoint.remarks.push(remark),
        }
    }
}

/// What the names of an endpoint say of pages.
enum PagingFound {
    Nothing,
    /// How pages are asked for, and why that is thought.
    Paged(Paging, String),
    /// The names suggest pages, but nothing shows the number of the first one; the remark asks for it.
    Open(Remark),
}

fn of_endpoint(endpoint: &Endpoint, types: &HashMap<TypeId, &TypeDef>) -> PagingFound {
    let Some((response, _)) = endpoint.response.as_ref().filter(|_| endpoint.heading.starts_with("GET "))
    else {
        return PagingFound::Nothing;
    };
    let Some(answer) = Answer::of(response, types) else { return PagingFound::Nothing };
    let parameter =
        |names: &[&str]| only(endpoint.parameters.iter().filter(|found| is_named(&found.name, names)));
    let number = |names: &[&str]| parameter(names).filter(|parameter| is_whole_number(&parameter.ty));
    let (page, skip) = (number(PAGE), number(SKIP));
    let paging = |step, size: Option<&Parameter>| Paging {
        step,
        size: size.map(|size| size.name.clone()),
        items: answer.items.clone(),
        total: answer.member(TOTAL, is_whole_number),
        pages: answer.member(PAGES, is_whole_number),
        more: answer.member(MORE, is_flag),
    };
    let counts = || {
        [TOTAL, PAGES].iter().any(|names| answer.member(names, is_whole_number).is_some())
            || answer.member(MORE, is_flag).is_some()
    };
    match (page, skip) {
        (Some(page), None) => {
            let size = number(PAGE_SIZE);
            let Some(names) = asked_by(page, size, counts) else { return PagingFound::Nothing };
            match first_page(page) {
                Some(First { number: first, shown_by }) => PagingFound::Paged(
                    paging(PageStep::Page { parameter: page.name.clone(), first }, size),
                    format!("{names} named like the parameters of a list in pages; {shown_by}"),
                ),
                None => PagingFound::Open(open(&names, page, size)),
            }
        }
        (None, Some(skip)) => {
            let size = number(SKIP_SIZE);
            let Some(names) = asked_by(skip, size, counts) else { return PagingFound::Nothing };
            let why = format!("{names} named like the parameters of a list in pages");
            PagingFound::Paged(paging(PageStep::Skip(skip.name.clone()), size), why)
        }
        (None, None) => {
            let Some(next) = answer.member(NEXT, is_link) else { return PagingFound::Nothing };
            let why = format!("`{next}` is named like the address of the next page of a list");
            PagingFound::Paged(paging(PageStep::Next(next), number(PAGE_SIZE)), why)
        }
        (Some(_), Some(_)) => PagingFound::Nothing,
    }
}

/// Returns what asks for a page, as the beginning of a sentence. A `page` alone may be one of a book.
fn asked_by(position: &Parameter, size: Option<&Parameter>, counts: impl Fn() -> bool) -> Option<String> {
    match size {
        Some(size) => Some(format!("`{}` and `{}` are", position.name, size.name)),
        None if counts() => Some(format!("`{}` is", position.name)),
        None => None,
    }
}

/// The number of the first page, and what shows it.
struct First {
    number: u64,
    shown_by: &'static str,
}

fn first_page(page: &Parameter) -> Option<First> {
    let by_default = match page.default.as_deref() {
        Some("0") => Some(0),
        Some("1") => Some(1),
        _ => None,
    };
    match (by_default, first_in_words(&page.doc)) {
        (Some(a), Some(b)) if a != b => None,
        (_, Some(number)) => {
            Some(First { number, shown_by: "its description tells the number of the first page" })
        }
        (Some(number), None) => Some(First { number, shown_by: "the default is the first page" }),
        (None, None) => None,
    }
}

/// Returns the number that a description says of the first page.
fn first_in_words(doc: &str) -> Option<u64> {
    let words: Vec<String> = doc
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let number = |word: &str| match word {
        "0" | "zero" => Some(0),
        "1" | "one" => Some(1),
        _ => None,
    };
    let mut found = words.windows(2).filter_map(|pair| match pair {
        [first, second] if matches!(second.as_str(), "based" | "indexed") => number(first),
        _ => None,
    });
    let mut starting = words.windows(3).filter_map(|three| match three {
        [start, at, value] if start.starts_with("start") && matches!(at.as_str(), "at" | "from" | "with") => {
            number(value)
        }
        _ => None,
    });
    found.next().or_else(|| starting.next()).or_else(|| first_by_example(&words, number))
}

/// Returns the number that a description says of the first page by itself: `0 is the first page`,
/// `default is 0`. Who does not say which page he wants gets the first one.
fn first_by_example(words: &[String], number: impl Fn(&str) -> Option<u64>) -> Option<u64> {
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| *word != "the").collect();
    let mut named = words.windows(4).filter_map(|four| match four {
        [value, "is", "first", "page"] | ["first", "page", "is", value] => number(value),
        _ => None,
    });
    let mut defaults = words.windows(2).enumerate().filter_map(|(at, pair)| match pair {
        ["default", "is"] => number(words.get(at + 2)?),
        ["default", "value"] => match words.get(at + 2..)? {
            ["is", value, ..] | [value, ..] => number(value),
            [] => None,
        },
        ["default", value] => number(value),
        _ => None,
    });
    named.next().or_else(|| defaults.next())
}

/// The remark on pages whose first number nothing shows.
fn open(names: &str, page: &Parameter, size: Option<&Parameter>) -> Remark {
    let size = size.map_or_else(String::new, |size| format!(", \"size\": \"{}\"", size.name));
    let entry = format!("{{ \"page\": \"{}\", \"first\": …{size} }}", page.name);
    let text = format!(
        "{names} named like the parameters of a list in pages; nothing shows whether the first page is 0 or 1"
    );
    Remark::open(text).write("write how pages are asked for, or delete the comment", &["paging"], &entry)
}

/// A response that is a list, or a class that has one.
struct Answer<'a> {
    /// The path to the list, where that has to be said.
    items: Option<String>,
    /// All members of the class, with their paths.
    members: Vec<(String, &'a Member)>,
}

impl<'a> Answer<'a> {
    fn of(response: &Ty, types: &HashMap<TypeId, &'a TypeDef>) -> Option<Self> {
        if is_list(response, types) {
            return Some(Self { items: None, members: Vec::new() });
        }
        let own = members(response, "", types);
        let below = own.iter().flat_map(|(path, member)| members(&member.ty, path, types));
        let below: Vec<(String, &Member)> = below.collect();
        let lists = |members: &[(String, &'a Member)]| -> Vec<(String, &'a Member)> {
            members.iter().filter(|(_, member)| is_list(&member.ty, types)).cloned().collect()
        };
        let (lists_of_own, lists_below) = (lists(&own), lists(&below));
        let items = match (&lists_of_own[..], &lists_below[..]) {
            ([_], _) => None,
            ([], [(path, _)]) => Some(path.clone()),
            ([], _) => return None,
            (several, _) => {
                let (path, _) = only(several.iter().filter(|(_, member)| is_named(&member.name, ITEMS)))?;
                Some(path.clone())
            }
        };
        Some(Self { items, members: own.into_iter().chain(below).collect() })
    }

    /// Returns the path of the only member with one of these names.
    fn member(&self, names: &[&str], fits: fn(&Ty) -> bool) -> Option<String> {
        let named =
            self.members.iter().filter(|(_, member)| is_named(&member.name, names) && fits(&member.ty));
        only(named).map(|(path, _)| path.clone())
    }
}

/// Returns the members of a class and of its base classes, with the path to them. A path has no place for a
/// name with a point.
fn members<'a>(ty: &Ty, before: &str, types: &HashMap<TypeId, &'a TypeDef>) -> Vec<(String, &'a Member)> {
    /// Who derives a class from itself gets no endless list.
    const MOST_BASES: usize = 16;
    let mut found = Vec::new();
    let mut next = match ty {
        Ty::Type(id) => Some(*id),
        _ => None,
    };
    for _ in 0..MOST_BASES {
        let Some(TypeKind::Class(Class { base, members, .. })) =
            next.and_then(|id| types.get(&id)).map(|def| &def.kind)
        else {
            break;
        };
        for member in members.iter().filter(|member| !member.name.contains('.')) {
            let path =
                if before.is_empty() { member.name.clone() } else { format!("{before}.{}", member.name) };
            found.push((path, member));
        }
        next = *base;
    }
    found
}

fn is_list(ty: &Ty, types: &HashMap<TypeId, &TypeDef>) -> bool {
    match ty {
        Ty::List(_) | Ty::Array(_) => true,
        Ty::Nullable(inner) | Ty::ReadOnly(inner) => is_list(inner, types),
        Ty::Type(id) => matches!(types.get(id).map(|def| &def.kind), Some(TypeKind::List(_))),
        _ => false,
    }
}

/// Returns whether a name is one of these, but for case and signs: `page_size`, `$skip`, `filter.PageSize`.
fn is_named(name: &str, names: &[&str]) -> bool {
    let last = name.rsplit('.').next().unwrap_or(name);
    names.contains(&loosely(last).as_str())
}

/// Returns the only item.
fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    items.next().filter(|_| items.next().is_none())
}

fn is_whole_number(ty: &Ty) -> bool {
    ty.clr().is_some_and(Clr::is_integer)
}

fn is_flag(ty: &Ty) -> bool {
    ty.clr() == Some(Clr::Bool)
}

fn is_link(ty: &Ty) -> bool {
    matches!(ty.clr(), Some(Clr::String | Clr::Uri))
}

#[cfg(test)]
mod tests {
    use super::{PAGE_SIZE, SKIP, first_in_words, is_named};

    #[test]
    fn names_are_compared_without_case_and_signs() {
        for name in ["pageSize", "page_size", "PageSize", "filter.pageSize", "page-size"] {
            assert!(is_named(name, PAGE_SIZE), "{name}");
        }
        assert!(is_named("$skip", SKIP));
        assert!(!is_named("pageSizes", PAGE_SIZE) && !is_named("skipped", SKIP));
    }

    #[test]
    fn descriptions_tell_the_first_page() {
        for (doc, first) in [
            ("Zero-based number of the page", Some(0)),
            ("Page number (1-based)", Some(1)),
            ("The page, starting at 0.", Some(0)),
            ("Pages start with one", Some(1)),
            ("Optional page index (default is 0).", Some(0)),
            ("Optional page index , 0 is the first page.", Some(0)),
            ("The page. The first page is 1.", Some(1)),
            ("Page (default: 1)", Some(1)),
            ("The default value is 0", Some(0)),
            ("Page (default is 10)", None),
            ("1 is the last page", None),
            ("Started in 1 place", None),
            ("The page", None),
        ] {
            assert_eq!(first_in_words(doc), first, "{doc}");
        }
    }
}
