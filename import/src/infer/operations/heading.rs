//! Headings: method, path and query of an operation, and its parameters.

use std::{
    collections::{BTreeMap, HashMap, HashSet, VecDeque},
    fmt::Write as _,
};

use super::braces::{Brace, braces, put_in_braces};
use crate::{
    infer::{
        classes::codes,
        members::{counter::Nullable, nullability},
        model::{Annotations, Parameter, Remark, Ty},
        pages::{
            annotations::{self, RowOf},
            literals::{self, Fit},
            width,
        },
        pairing::by_name::loosely,
        types::{
            each::{InUri, Type},
            registry::Registry,
            resolve,
        },
        wording::words::{PageType, Word, is_identifier},
    },
    outline::words as outline,
    page::Row,
};
use datacontract_codegen::spec::Clr;

pub(crate) use crate::outline::words::is_version;

/// The methods of HTTP that operations have.
pub(crate) const METHODS: &[&str] = &["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];

/// A heading, cleaned.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Cleaned {
    /// Method and path as specs have them; empty if there is no path.
    pub(crate) operation: String,
    /// The scheme and the host, if the heading shows them.
    pub(crate) host: Option<String>,
}

/// Returns the operation of a list of operations, as specs have it; empty if it has no path.
pub(crate) fn listed(text: &str) -> String {
    clean(text, false, &mut Vec::new()).operation
}

/// Cleans a heading.
pub(crate) fn clean(text: &str, has_body: bool, remarks: &mut Vec<Remark>) -> Cleaned {
    let words: Vec<&str> = text.split_whitespace().collect();
    let method = words
        .iter()
        .position(|word| METHODS.contains(&word.trim_matches([':', ',']).to_uppercase().as_str()));
    let path = match method {
        Some(at) => words.get(at + 1..).unwrap_or_default().concat(),
        None => words.concat(),
    };
    let (host, path) = split_host(&path);
    let host =
        host.filter(|host| host.split_once("://").is_some_and(|(_, name)| outline::is_public_host(name)));
    let path = path.trim_start_matches(['~', '/']);
    if path.is_empty() {
        return Cleaned { operation: String::new(), host };
    }
    if path.split('/').any(|segment| matches!(segment, "..." | "…")) {
        remarks.push(
            Remark::open("the page leaves out a part of the path, `...`")
                .advise("write the whole path, as the service has it"),
        );
    }
    let method = if let Some(word) = method.and_then(|at| words.get(at)) {
        word.trim_matches([':', ',']).to_uppercase()
    } else {
        let method = if has_body { "POST" } else { "GET" };
        let why = if has_body { "there is a body" } else { "there is no body" };
        remarks.push(Remark::inferred(format!("the heading has no method: {method} is assumed, as {why}")));
        method.to_owned()
    };
    Cleaned { operation: format!("{method} {path}"), host }
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

/// Returns whether a segment of a path says no more than that this is an API: `api`, `api2`.
pub(crate) fn is_api(segment: &str) -> bool {
    let rest = segment.get(..3).filter(|start| start.eq_ignore_ascii_case("api")).and(segment.get(3..));
    rest.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Returns the version of `api-v1`; any other segment as it is.
pub(crate) fn without_api(segment: &str) -> &str {
    let is_api = segment.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("api"));
    let rest = segment.get(3..).unwrap_or_default().trim_start_matches(['-', '_', '.']);
    if is_api && rest.starts_with(['v', 'V']) && is_version(rest) { rest } else { segment }
}

/// The parameters of an operation. What the heading has is right: of a complex type's properties the table
/// has the contract names, and without the prefix that the heading gives them.
pub(crate) fn parameters(
    registry: &mut Registry,
    heading: &mut String,
    rows: &[Row],
    remarks: &mut Vec<Remark>,
) -> Vec<Parameter> {
    put_in_braces(heading, rows, remarks);
    let mut braces = braces(heading);
    let mut rows_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut taken = vec![false; rows.len()];
    let mut by_name: HashMap<&str, usize> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        by_name.entry(&row.name).or_insert(at);
    }
    for (at, brace) in braces.iter().enumerate() {
        if let Some(row) = by_name.get(brace.name.as_str()) {
            rows_of.insert(at, *row);
            if let Some(taken) = taken.get_mut(*row) {
                *taken = true;
            }
        }
    }
    // The heading has the properties of `sort` as `sort[0].Field`: they have no rows of their own.
    let mut held = vec![false; braces.len()];
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| is_named(row)) {
        let mut is_held = false;
        for (brace, held) in braces.iter().zip(&mut held) {
            let is_one = is_property_of(&brace.name, &row.name);
            *held |= is_one;
            is_held |= is_one;
        }
        if let (true, Some(taken @ false)) = (is_held, taken.get_mut(at)) {
            *taken = true;
            remarks.push(of_properties(row));
        }
    }
    let is_held = |at: usize| held.get(at) == Some(&true);
    let last = |name: &str| loosely(name.rsplit('.').next().unwrap_or(name));
    let mut by_last: HashMap<String, VecDeque<usize>> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        if !row.name.is_empty() && taken.get(at) == Some(&false) {
            by_last.entry(last(&row.name)).or_default().push_back(at);
        }
    }
    for (at, brace) in braces.iter().enumerate() {
        if !rows_of.contains_key(&at)
            && !is_held(at)
            && let Some(row) = by_last.get_mut(&last(&brace.name)).and_then(VecDeque::pop_front)
        {
            rows_of.insert(at, row);
            if let Some(taken) = taken.get_mut(row) {
                *taken = true;
            }
        }
    }
    let open: Vec<usize> =
        (0..braces.len()).filter(|at| !rows_of.contains_key(at) && !is_held(*at)).collect();
    let left: Vec<usize> = (0..rows.len()).filter(|at| taken.get(*at) == Some(&false)).collect();
    for (at, row) in renamed(registry, &braces, open, rows, left) {
        rows_of.insert(at, row);
        if let Some(taken) = taken.get_mut(row) {
            *taken = true;
        }
    }
    let mut names: HashSet<String> = braces.iter().map(|brace| brace.name.to_lowercase()).collect();
    let has_own_query = heading.contains('?');
    let mut has_query = has_own_query;
    // Of a class in a class the table may have the properties, and the heading has none.
    let has_classes = rows.iter().any(|row| may_be_complex(registry, row));
    let shows_all = !has_classes && shows_all_parameters(heading, &braces, |at| rows_of.contains_key(&at));
    let mut lacks: Vec<&str> = Vec::new();
    let mut get_only: Vec<&str> = Vec::new();
    for (at, row) in rows.iter().enumerate().filter(|(at, _)| taken.get(*at) == Some(&false)) {
        // Web API tells no names apart by case.
        if row.name.trim().is_empty() || names.contains(&row.name.to_lowercase()) || !fits_braces(&row.name) {
            continue;
        }
        if is_complex(registry, row) {
            remarks.push(of_properties(row));
            continue;
        }
        if has_own_query && may_be_complex(registry, row) {
            remarks.push(may_be_of_class(row));
            continue;
        }
        if let Some(remark) = version_in_path(heading, row) {
            remarks.push(remark);
            continue;
        }
        if shows_all && may_be_get_only(registry, row) {
            get_only.push(row.name.as_str());
            continue;
        }
        lacks.push(row.name.as_str());
        heading.push(if has_query { '&' } else { '?' });
        has_query = true;
        names.insert(row.name.to_lowercase());
        let _ = write!(heading, "{0}={{{0}}}", row.name);
        rows_of.insert(braces.len(), at);
        braces.push(Brace { name: row.name.clone(), in_path: false, is_at_end: false, is_list: false });
    }
    note_lacking(&get_only, &lacks, remarks);
    all(registry, &braces, rows, &rows_of)
}

/// Reads all parameters; `rows_of` has the places of their rows.
fn all(
    registry: &mut Registry,
    braces: &[Brace],
    rows: &[Row],
    rows_of: &BTreeMap<usize, usize>,
) -> Vec<Parameter> {
    let parameter = |(at, brace): (usize, &Brace)| {
        let row = rows_of.get(&at).copied();
        let mut parameter = one(registry, brace, row.and_then(|row| rows.get(row)));
        if let Some(row) = row.filter(|_| brace.in_path && !parameter.required) {
            settle_route_value(&mut parameter, rows, row);
        }
        parameter
    };
    braces.iter().enumerate().map(parameter).collect()
}

/// Settles whether a value at the end of a path can be left out, if it may be one of the route that no parameter of the
/// action takes. Such rows stand behind those of the action, are texts, and never have a comment or an annotation; the
/// engine lists them only if the route has no `RouteParameter.Optional` for them.
fn settle_route_value(parameter: &mut Parameter, rows: &[Row], at: usize) {
    let is_bare = |row: &Row| {
        row.description.is_empty()
            && row.annotations.is_empty()
            && row.ty.trim().eq_ignore_ascii_case("string")
    };
    let end = rows.iter().rposition(|row| !is_bare(row)).map_or(0, |last| last + 1);
    if at < end {
        return;
    }
    let own = rows.get(..end).unwrap_or_default();
    if end > 0 && own.iter().all(|row| !row.description.is_empty()) {
        parameter.required = true;
        parameter.remarks.push(Remark::inferred(
            "it is needed: without the comment that the other parameters have it is taken for a value of the route that no \
             parameter of the action takes, which the page lists only if it cannot be left out",
        ));
    } else {
        parameter.remarks.push(
            Remark::open(
                "it may be a value of the route that no parameter of the action takes, which cannot be left out: the page \
                 says no more of those",
            )
            .write("write whether callers can leave it out", &["required"], "true"),
        );
    }
}

/// Returns the remark on a row that the heading lacks since its value stands in the path: ASP.NET API Versioning lists
/// the version of `api/v{version}/..`, and puts it into the path, with or without the `.0` at its end. That row alone
/// is required and has a default.
fn version_in_path(heading: &str, row: &Row) -> Option<Remark> {
    let found = annotations::read(&row.annotations);
    let version = found.default.filter(|_| found.required)?;
    let is_number = version.starts_with(|c: char| c.is_ascii_digit());
    let major = version.strip_suffix(".0").unwrap_or(&version);
    let path = heading.split([' ', '?']).nth(1)?;
    let is_it = |segment: &&str| {
        let number = segment.strip_prefix(['v', 'V']).unwrap_or(segment);
        number == version || number == major
    };
    let segment = path.split('/').find(is_it).filter(|_| is_number)?;
    Some(Remark::inferred(format!(
        "the table has `{}` with the default {version}, which is the `{segment}` of the path: ASP.NET API Versioning lists \
         it, and no caller gives it",
        row.name
    )))
}

/// Pairs the parameters of a heading that are without a row with the rows that are left, whose names are lost or
/// others: in order, if there are as many. A parameter of `OData`'s (`$expand`) is the query's by its name.
fn renamed(
    registry: &Registry,
    braces: &[Brace],
    open: Vec<usize>,
    rows: &[Row],
    mut left: Vec<usize>,
) -> Vec<(usize, usize)> {
    left.retain(|at| rows.get(*at).is_some_and(|row| !row.name.starts_with('$')));
    if open.len() != left.len() {
        return Vec::new();
    }
    let is_the_same = |(at, row): &(usize, usize)| {
        let pair = braces.get(*at).zip(rows.get(*row));
        pair.is_some_and(|(brace, row)| may_be_renamed(brace, row) && !is_complex(registry, row))
    };
    open.into_iter().zip(left).filter(is_the_same).collect()
}

/// Returns whether a row without a place of its own may be a parameter's of the heading. What stands in the path
/// has the name of the action's parameter in both: another name has a part of it at least.
fn may_be_renamed(brace: &Brace, row: &Row) -> bool {
    let (in_heading, in_table) = (loosely(&brace.name), loosely(&row.name));
    !brace.in_path
        || in_table.is_empty()
        || in_heading.contains(&in_table)
        || in_table.contains(&in_heading)
        || in_heading.ends_with("id") == in_table.ends_with("id")
}

/// Returns whether the type of a row, or of its items, is none of the built-in ones.
fn is_named(row: &Row) -> bool {
    PageType::parse(&row.ty).innermost().is_some()
}

/// Returns whether the query of a heading has all that the service reads from it: it is there to its end, and each
/// parameter in it has a row. `has_row` says so of a brace by its place.
fn shows_all_parameters(heading: &str, braces: &[Brace], has_row: impl Fn(usize) -> bool) -> bool {
    let mut in_query = braces.iter().enumerate().filter(|(_, brace)| !brace.in_path).peekable();
    in_query.peek().is_some() && heading.ends_with('}') && in_query.all(|(at, _)| has_row(at))
}

/// Returns whether a row that the heading lacks is a property without a setter: tables list all properties of a class,
/// and headings those that can be set, if their types are simple. Parameters of the action are always in the heading;
/// they alone are required for want of a default, or have one. Rows in other words than the engine's are the site's.
fn may_be_get_only(registry: &Registry, row: &Row) -> bool {
    let found = annotations::read(&row.annotations);
    let is_simple = match PageType::parse(&row.ty) {
        PageType::Word(word) => word != Word::Object && outline::is_engines_word(&row.ty),
        PageType::Named(name) => {
            let known = registry.known_page(&name).and_then(|id| registry.types.get(id));
            known.is_some_and(Type::is_enum)
        }
        _ => false,
    };
    is_simple && is_identifier(&row.name) && !row.unannotated && !found.required && found.default.is_none()
}

/// Whether a name can stand in a heading.
fn fits_braces(name: &str) -> bool {
    !name.contains(|c: char| {
        c.is_whitespace() || c.is_control() || matches!(c, '{' | '}' | '"' | '\\' | '?' | '&' | '=')
    })
}

/// Returns whether a brace is a property of what a row is about: `sort[0].Field`, `a.Name`.
fn is_property_of(brace: &str, row: &str) -> bool {
    let start = brace.get(..row.len()).filter(|start| !row.is_empty() && start.eq_ignore_ascii_case(row));
    let rest = start.and_then(|_| brace.get(row.len()..)).unwrap_or_default();
    rest.starts_with('.') || (rest.starts_with('[') && rest.contains("]."))
}

/// Returns the remark on a row of a class whose properties the heading has.
fn of_properties(row: &Row) -> Remark {
    Remark::open(format!(
        "the table has `{}` of the type `{}`; the heading has its properties, whose types no page shows{}",
        row.name,
        row.ty,
        said_of(row)
    ))
    .advise("write the types of these parameters that are not text")
}

/// Returns the remark on a row that the heading lacks and whose type may be a class.
fn may_be_of_class(row: &Row) -> Remark {
    Remark::open(format!(
        "the heading lacks `{}`, which the table has, of the type `{}`: it may be a class, whose properties stand in the \
         query{}",
        row.name,
        row.ty,
        said_of(row)
    ))
    .advise("write into the heading what the service takes, or delete the comment")
}

/// Returns the end of a remark on a row that is no parameter itself: what else the page says of it.
fn said_of(row: &Row) -> String {
    let said = row.annotations.iter().chain([&row.description]).map(String::as_str);
    let said: Vec<&str> = said.filter(|said| !said.is_empty()).collect();
    if said.is_empty() { String::new() } else { format!("; the page says of it: `{}`", said.join("; ")) }
}

/// Says which rows the heading lacks: properties that cannot be set, and parameters that are added to it.
fn note_lacking(get_only: &[&str], added: &[&str], remarks: &mut Vec<Remark>) {
    if !get_only.is_empty() {
        let names = get_only.join("`, `");
        remarks.push(Remark::inferred(format!(
            "the table has `{names}`, which the heading lacks beside its other parameters: properties that nothing can \
             set, and no parameters"
        )));
    }
    if !added.is_empty() {
        let names = added.join("`, `");
        remarks.push(Remark::inferred(format!("the heading lacks `{names}`, which the table has")));
    }
}

/// Returns whether a type may be a class. Headings have all parameters of simple types, and leave out others.
fn may_be_complex(registry: &Registry, row: &Row) -> bool {
    let is_unknown = |name: &str| {
        let known = registry.known_page(name).and_then(|id| registry.types.get(id));
        !known.is_some_and(Type::is_enum)
    };
    let has_default = annotations::read(&row.annotations).default.is_some();
    !has_default && PageType::parse(&row.ty).innermost().is_some_and(is_unknown)
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

/// Returns the value that a row of a form with files says: read as one in a query.
pub(crate) fn of_form(registry: &mut Registry, row: &Row) -> Parameter {
    let brace = Brace { name: row.name.clone(), in_path: false, is_at_end: false, is_list: false };
    one(registry, &brace, Some(row))
}

fn one(registry: &mut Registry, brace: &Brace, row: Option<&Row>) -> Parameter {
    let mut remarks = Vec::new();
    let mut annotations = row.map(|row| annotations::of_row(row, &mut remarks)).unwrap_or_default();
    let page = row.map(|row| PageType::parse(&row.ty)).unwrap_or_default();
    let ty = match &page {
        PageType::Unknown => {
            remarks.push(Remark::unfit("the page has no type for it: any text is taken"));
            Ty::Clr(Clr::String)
        }
        PageType::Dictionary(..) | PageType::Pair(..) => {
            remarks.push(Remark::unfit("what the page says of its type cannot stand in a URI"));
            Ty::Clr(Clr::String)
        }
        PageType::Named(name) => {
            let id = registry.of_page(name);
            if let Some(of) = registry.get_mut(id).filter(|of| of.values.is_none() && of.rows.is_none()) {
                // Hardly anything else of a name of its own is one value in a URI.
                of.is_enum = true;
                of.in_uri = InUri::Value;
            }
            Ty::Type(id)
        }
        PageType::List(item) => {
            if let PageType::Named(name) = &**item {
                let id = registry.of_page(name);
                if let Some(of) = registry.get_mut(id).filter(|of| of.rows.is_none()) {
                    of.is_enum = true;
                    of.in_uri = InUri::Value;
                }
            }
            resolve::of_page(registry, &page, None).ty
        }
        PageType::Word(Word::Object | Word::Bytes) => {
            remarks.push(Remark::unfit(format!("the page calls it `{}`", row.map_or("", |row| &row.ty))));
            Ty::Clr(Clr::String)
        }
        PageType::Word(_) => {
            let resolved = resolve::of_page(registry, &page, None);
            let takes_null = row.is_some_and(|row| nullability::declared(&row.ty) == Nullable::Takes);
            if takes_null && resolved.is_value_type { resolved.ty.nullable() } else { resolved.ty }
        }
    };
    let ty = if brace.is_list && !matches!(ty, Ty::List(_)) { Ty::List(Box::new(ty)) } else { ty };
    let ty = in_uri(ty, brace, &mut remarks);
    if !brace.in_path
        && let Some(row) = row
        && let Some(bare) = bare_default(&annotations, row, &ty)
    {
        annotations.others.clear();
        annotations.default = Some(bare);
        let text = "the page has the value alone beside the parameter: it is taken to be its default";
        remarks.push(Remark::inferred(text));
    }
    add_values_named(registry, &ty, &annotations);
    let text = annotations.default.take();
    let is_required = std::mem::take(&mut annotations.required);
    let Defaulted { ty, mut default } = with_default(text.as_deref(), ty, &mut remarks);
    let mut doc = row.map(|row| row.description.clone()).unwrap_or_default();
    if brace.in_path && !brace.is_at_end && default.take().is_some() {
        // No request can leave it out, whatever would be taken then: specs take no default there.
        let end = if doc.is_empty() { "" } else { "\n" };
        let _ = write!(doc, "{end}Default value is {}", text.unwrap_or_default());
    }
    let ty = match width::of_range(&annotations, &ty) {
        Some((shown, remark)) => {
            remarks.push(remark);
            shown
        }
        None => ty,
    };
    annotations::fit(&mut annotations, &ty, &mut remarks);
    let said = row.map_or("", |row| row.description.as_str());
    let secret = codes::secret(&brace.name, &ty, said);
    let is_secret = secret.is_some();
    remarks.extend(secret);
    // Without a word about annotations nobody knows; what stands in the path is nearly always needed.
    let is_silent = row.is_none_or(|row| row.unannotated);
    Parameter {
        name: brace.name.clone(),
        doc,
        required: is_required || (brace.in_path && (is_silent || !brace.is_at_end)),
        default,
        annotations,
        in_path: brace.in_path,
        secret: is_secret,
        ty,
        remarks,
    }
}

/// Keeps the values of an enum that a parameter has as its default and examples.
fn add_values_named(registry: &mut Registry, ty: &Ty, annotations: &Annotations) {
    let (id, of) = match ty {
        Ty::Type(id) => (*id, RowOf::One),
        Ty::List(item) => match &**item {
            Ty::Type(id) => (*id, RowOf::List),
            _ => return,
        },
        _ => return,
    };
    let default = annotations.default.clone().filter(|text| of == RowOf::One && !text.is_empty());
    let named = annotations::values_named(annotations, of).into_iter();
    let values: Vec<String> = default.into_iter().chain(named).collect();
    if let Some(of) = registry.get_mut(id).filter(|of| of.is_unlisted() && !values.is_empty()) {
        of.add_values_of_rows(values);
    }
}

/// Returns the default of an optional parameter whose value alone is what a site has in place of annotations. Of a
/// text, which any word is, the description has to say that it is optional.
fn bare_default(annotations: &Annotations, row: &Row, ty: &Ty) -> Option<String> {
    let [bare] = annotations.others.as_slice() else { return None };
    let is_alone = Annotations { others: Vec::new(), ..annotations.clone() } == Annotations::default();
    let is_value = match ty {
        Ty::Clr(Clr::String) | Ty::Type(_) => {
            is_identifier(bare) && row.description.to_ascii_lowercase().contains("optional")
        }
        Ty::List(_) => false,
        ty => matches!(literals::fit(bare, ty), Fit::Value(_)),
    };
    (is_alone && is_value).then(|| bare.clone())
}

/// What stands in a URI of a list: lists are in the query alone, and their items are single values.
fn in_uri(ty: Ty, brace: &Brace, remarks: &mut Vec<Remark>) -> Ty {
    let Ty::List(item) = ty else { return ty };
    if brace.in_path {
        remarks.push(Remark::unfit("the page says that it is a list, which cannot stand in the path"));
        return Ty::Clr(Clr::String);
    }
    match *item {
        Ty::Clr(Clr::Object | Clr::Bytes)
        | Ty::List(_)
        | Ty::Array(_)
        | Ty::Dictionary(..)
        | Ty::Pair(..)
        | Ty::Tuple(_)
        | Ty::ReadOnly(_) => {
            remarks.push(Remark::unfit("what the page says of its items cannot stand in a URI"));
            Ty::List(Box::new(Ty::Clr(Clr::String)))
        }
        item => Ty::List(Box::new(item)),
    }
}

/// A parameter's type, with its default as a literal.
struct Defaulted {
    ty: Ty,
    default: Option<String>,
}

/// Fits a default to its type; what the type cannot hold is left open.
fn with_default(text: Option<&str>, ty: Ty, remarks: &mut Vec<Remark>) -> Defaulted {
    let Some(text) = text else { return Defaulted { ty, default: None } };
    let fitting = match (literals::fit(text, &ty), text.strip_suffix('.')) {
        // Sites end the annotation as a sentence.
        (Fit::Misfit, Some(text)) => literals::fit(text, &ty),
        (fit, _) => fit,
    };
    match fitting {
        Fit::Value(literal) => Defaulted { ty, default: Some(literal) },
        Fit::Double(literal) => {
            remarks.push(Remark::inferred("it is a double: no decimal can be its default"));
            if literal.is_none() {
                remarks.push(
                    Remark::open(format!(
                        "the page says: Default value is {text}; specs have no literal for it"
                    ))
                    .advise("clients pass it where it matters: nothing needs to be written"),
                );
            }
            Defaulted { ty: Ty::Clr(Clr::Double), default: literal }
        }
        Fit::Misfit if matches!(ty, Ty::List(_)) && !text.is_empty() => {
            let said = format!("the page says: Default value is {text}; specs have no defaults of lists");
            remarks.push(Remark::said(said));
            Defaulted { ty, default: None }
        }
        Fit::Misfit => {
            let said = if text.is_empty() { "an empty text" } else { text };
            remarks.push(
                Remark::open(format!(
                    "the page says: Default value is {said}, which is no value of its type"
                ))
                .write(
                    "write the default, or another `type`, as the service has it",
                    &["default", "type"],
                    "…",
                ),
            );
            Defaulted { ty, default: None }
        }
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
        assert_eq!(clean("Method: post  api/boxes", true, &mut notes).operation, "POST api/boxes");
        assert_eq!(clean("POST /api/boxes", true, &mut notes).operation, "POST api/boxes");
        let found = clean("GET https://x.example.com/api/a?b={b}", false, &mut notes);
        assert_eq!(found.operation, "GET api/a?b={b}");
        assert_eq!(found.host.as_deref(), Some("https://x.example.com"));
        assert!(notes.is_empty());
        assert_eq!(clean("api/boxes", true, &mut notes).operation, "POST api/boxes");
        assert_eq!(notes.len(), 1);
        assert_eq!(clean("", true, &mut notes).operation, "");
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
    fn properties_of_items_stand_in_the_heading() {
        let rows = [row("take", "integer"), row("sort", "Collection of Sort"), row("Field", "string")];
        let found =
            of("GET api/a?take={take}&sort[0].Field={sort[0].Field}&sort[0].Dir={sort[0].Dir}", &rows);
        assert_eq!(found, ["take: integer", "sort[0].Field: string", "sort[0].Dir: string", "Field: string"]);
    }

    #[test]
    fn what_the_page_lacks_is_open() {
        assert_eq!(of("GET api/{tenant}", &[]), ["tenant: string"]);
    }
}
