//! Which type a name means.

use std::collections::{BTreeMap, HashMap};

use super::{
    model::TypeDef,
    type_expr::{Clr, ClrName, TypeExpr, TypeExprKind},
};

/// The types of a spec by name.
///
/// A name means the type whose full name it is; else the type whose name ends with it (at a `.` or a `+`);
/// else the type that the help page calls so.
#[derive(Clone, Debug, Default)]
pub struct Names {
    types: Vec<Named>,
    /// By whole names: all parts and arguments.
    by_full: HashMap<Named, usize>,
    by_short: BTreeMap<String, Vec<usize>>,
    by_page: BTreeMap<String, Vec<usize>>,
}

/// A type as the search sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
struct Named {
    /// Namespace, enclosing classes and the type's own name.
    parts: Vec<String>,
    /// All type arguments, resolved.
    arguments: Vec<String>,
}

/// Why a name means no type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unresolved {
    /// There is none.
    Unknown,
    /// There are several: indices into the spec's types.
    Ambiguous(Vec<usize>),
}

impl Names {
    /// Returns the names of these types.
    #[must_use]
    pub fn new(types: &[TypeDef]) -> Self {
        let mut names = Self { types: vec![Named::default(); types.len()], ..Self::default() };
        // A type argument is always shallower than what it is an argument of: with the shallow ones first,
        // all that the arguments of the next type can mean is known.
        let mut order: Vec<usize> = (0..types.len()).collect();
        order.sort_by_key(|&index| depth_of_name(&types[index].name));
        for index in order {
            let ty = &types[index];
            let arguments = ty.name.arguments().map(|argument| names.canonical(argument)).collect();
            let named = Named { parts: parts(&ty.name).map(str::to_owned).collect(), arguments };
            let first = names.by_full.entry(named.clone()).or_insert(index);
            *first = index.min(*first);
            names.types[index] = named;
            insert(&mut names.by_short, ty.name.short(), index);
            let page = ty.page.as_ref().map_or_else(|| page_name(&ty.name), |page| page.value.clone());
            insert(&mut names.by_page, &page, index);
        }
        names
    }

    /// Returns the type that `name` means: its index in the spec's types.
    pub fn resolve(&self, name: &ClrName) -> Result<usize, Unresolved> {
        let arguments: Vec<String> = name.arguments().map(|argument| self.canonical(argument)).collect();
        let full = Named { parts: parts(name).map(str::to_owned).collect(), arguments };
        if let Some(&exact) = self.by_full.get(&full) {
            return Ok(exact);
        }
        let arguments = full.arguments;
        let with_name = self.by_short.get(name.short()).map_or(&[][..], Vec::as_slice);
        // The parts are compared from the last one on: all that `name` has are the type's last ones.
        let depth = parts(name).count();
        let mut fitting = with_name.iter().copied().filter(|&index| {
            let ty = &self.types[index];
            ty.arguments == arguments
                && ty.parts.len() >= depth
                && ty.parts[ty.parts.len() - depth..].iter().map(String::as_str).eq(parts(name))
        });
        let mut found = match (fitting.next(), fitting.next()) {
            (None, _) => match self.by_page.get(name.short()) {
                Some(found) if depth == 1 && arguments.is_empty() => found.clone(),
                _ => Vec::new(),
            },
            (Some(one), None) => return Ok(one),
            (Some(first), Some(second)) => [first, second].into_iter().chain(fitting).collect(),
        };
        match found.as_slice() {
            [] => Err(Unresolved::Unknown),
            [one] => Ok(*one),
            _ => {
                found.sort_unstable();
                Err(Unresolved::Ambiguous(found))
            }
        }
    }

    /// Returns one text for all spellings of a type.
    #[must_use]
    pub fn canonical(&self, ty: &TypeExpr) -> String {
        match &ty.kind {
            TypeExprKind::Clr(_) | TypeExprKind::Word(_) => ty.to_string(),
            TypeExprKind::Nullable(inner) => format!("{}?", self.canonical(inner)),
            TypeExprKind::List(item) => format!("List<{}>", self.canonical(item)),
            TypeExprKind::Array(item) => format!("{}[]", self.canonical(item)),
            TypeExprKind::Dictionary(key, value) => {
                format!("Dictionary<{}, {}>", self.canonical(key), self.canonical(value))
            }
            TypeExprKind::ReadOnly(inner) => inner.read_only_text(&|ty| self.canonical(ty)),
            TypeExprKind::Pair(key, value) => {
                format!("KeyValuePair<{}, {}>", self.canonical(key), self.canonical(value))
            }
            TypeExprKind::Tuple(items) => {
                let items: Vec<String> = items.iter().map(|item| self.canonical(item)).collect();
                format!("Tuple<{}>", items.join(", "))
            }
            TypeExprKind::Named(name) => match self.resolve(name) {
                Ok(index) => {
                    let ty = &self.types[index];
                    format!("{}<{}>", ty.parts.join("."), ty.arguments.join(", "))
                }
                Err(_) => name.to_string(),
            },
        }
    }
}

/// Returns the name of a type on its help page: `PageOfLead`, `TupleOfInt32AndString`, of nested classes the
/// last name.
#[must_use]
pub fn page_name(name: &ClrName) -> String {
    let arguments = name.segments.last().map_or(&[][..], |segment| &segment.arguments);
    generic_page_name(name.short(), arguments)
}

fn generic_page_name(name: &str, arguments: &[TypeExpr]) -> String {
    if arguments.is_empty() {
        return name.to_owned();
    }
    let arguments: Vec<String> = arguments.iter().map(page_name_of).collect();
    format!("{name}Of{}", arguments.join("And"))
}

/// Returns the name of a type in the names of generic types on help pages: `ListOfInt32`.
#[must_use]
pub fn page_name_of(ty: &TypeExpr) -> String {
    match &ty.kind {
        TypeExprKind::Named(name) => page_name(name),
        TypeExprKind::Clr(clr) => clr_class(*clr).to_owned(),
        TypeExprKind::Word(word) => clr_class(word.clr()).to_owned(),
        TypeExprKind::Nullable(inner) => format!("NullableOf{}", page_name_of(inner)),
        TypeExprKind::List(item) | TypeExprKind::Array(item) => format!("ListOf{}", page_name_of(item)),
        TypeExprKind::Dictionary(key, value) => {
            format!("DictionaryOf{}And{}", page_name_of(key), page_name_of(value))
        }
        TypeExprKind::ReadOnly(inner) => match &inner.kind {
            TypeExprKind::List(item) => format!("ReadOnlyCollectionOf{}", page_name_of(item)),
            _ => format!("ReadOnly{}", page_name_of(inner)),
        },
        TypeExprKind::Pair(key, value) => {
            format!("KeyValuePairOf{}And{}", page_name_of(key), page_name_of(value))
        }
        TypeExprKind::Tuple(items) => generic_page_name("Tuple", items),
    }
}

/// Returns the name of a built-in type's class, as it stands in names of generics.
pub(super) fn clr_class(clr: Clr) -> &'static str {
    match clr {
        Clr::Bool => "Boolean",
        Clr::SByte => "SByte",
        Clr::Byte => "Byte",
        Clr::Short => "Int16",
        Clr::UShort => "UInt16",
        Clr::Int => "Int32",
        Clr::UInt => "UInt32",
        Clr::Long => "Int64",
        Clr::ULong => "UInt64",
        Clr::Float => "Single",
        Clr::Double => "Double",
        Clr::Decimal => "Decimal",
        Clr::Char => "Char",
        Clr::String => "String",
        Clr::DateTime => "DateTime",
        Clr::DateTimeOffset => "DateTimeOffset",
        Clr::TimeSpan => "TimeSpan",
        Clr::Guid => "Guid",
        Clr::Uri => "Uri",
        Clr::Bytes => "Byte[]",
        Clr::Object => "Object",
    }
}

fn insert(map: &mut BTreeMap<String, Vec<usize>>, name: &str, index: usize) {
    map.entry(name.to_owned()).or_default().push(index);
}

fn parts(name: &ClrName) -> impl Iterator<Item = &str> {
    let namespace = name.namespace.split('.').filter(|part| !part.is_empty());
    namespace.chain(name.segments.iter().map(|segment| segment.name.as_str()))
}

fn depth_of_name(name: &ClrName) -> usize {
    name.arguments().map(depth).max().map_or(0, |deepest| deepest + 1)
}

fn depth(ty: &TypeExpr) -> usize {
    match &ty.kind {
        TypeExprKind::Clr(_) | TypeExprKind::Word(_) => 0,
        TypeExprKind::Nullable(inner)
        | TypeExprKind::List(inner)
        | TypeExprKind::Array(inner)
        | TypeExprKind::ReadOnly(inner) => depth(inner) + 1,
        TypeExprKind::Dictionary(key, value) | TypeExprKind::Pair(key, value) => {
            depth(key).max(depth(value)) + 1
        }
        TypeExprKind::Tuple(items) => items.iter().map(depth).max().unwrap_or(0) + 1,
        TypeExprKind::Named(name) => depth_of_name(name),
    }
}
