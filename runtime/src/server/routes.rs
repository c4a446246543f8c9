//! Which operation a request is for, as Web API finds it.
//!
//! All paths stand in one tree of segments. Of the operations whose path, method and required parameters fit,
//! the path that is more particular wins, segment by segment: texts before mixed segments, these before
//! parameters whose type is no text, these before texts, these before what takes the rest of the path. Where
//! several operations are left (overloads), the one with the most parameters that the request has is meant.

use crate::any_case::{cmp_ignore_case, eq_ignore_case};
use crate::contract::{Primitive, Type};
use crate::http::bind::template::{
    Captures, Part, Segment, Template, first_segment, match_parts, without_start,
};
use crate::http::bind::values::Values;
use crate::http::bind::{has_required, text};
use crate::http::{Api, Operation, ParameterPlace};
use ::http::Method;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::fmt;

/// All operations of a router, each with what handles it.
#[derive(Clone)]
pub(super) struct Routes<H> {
    all: Vec<Route<H>>,
    root: Node,
    /// The routes of paths that have no parameters and only one route, for paths as they stand in the templates. What is
    /// not here is looked for in the tree.
    whole: HashMap<String, usize>,
}

#[derive(Clone)]
pub(super) struct Route<H> {
    pub(super) operation: &'static Operation,
    pub(super) handler: H,
    template: Template,
    /// How particular its path is, segment by segment.
    precedence: Vec<Kind>,
    /// Whether there are parameters of the query that it cannot do without.
    asks_query: bool,
}

/// How particular a segment is; the first is the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Literal,
    Mixed,
    Typed,
    Text,
    Rest,
}

/// What may stand behind a segment.
#[derive(Clone, Default)]
struct Node {
    literals: BTreeMap<InAnyCase<'static>, Node>,
    mixed: Vec<(Vec<Part>, Node)>,
    parameter: Option<Box<Node>>,
    /// Routes that take the rest of the path.
    rest: Vec<usize>,
    /// Routes that end here.
    ends: Vec<usize>,
}

/// Why no operation is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unrouted {
    /// 404
    NotFound,
    /// 405, and the methods that there are.
    MethodNotAllowed(Vec<Method>),
    /// 400: more names in the query than are read.
    TooManyValues,
}

impl<H> Default for Routes<H> {
    fn default() -> Self {
        Routes { all: Vec::new(), root: Node::default(), whole: HashMap::new() }
    }
}

impl<H> Route<H> {
    /// Returns what stands in a path for the parameters of the operation.
    pub(super) fn captures<'p>(&self, path: &'p str) -> Captures<'p> {
        let count = self.operation.parameters.len();
        self.template.captures(path, count).unwrap_or_else(|| vec![None; count])
    }

    /// Returns whether what stands in a path are values of the parameters' types.
    fn fits(&self, path: &str) -> bool {
        let mut parameters = self.operation.parameters.iter().zip(self.captures(path));
        parameters.all(|(parameter, text)| text.is_none_or(|text| text::check(&parameter.ty, &text).is_ok()))
    }

    /// Returns how many parameters of the query a request has: those that it has to have, then all.
    fn present(&self, query: &Values<'_>) -> (usize, usize) {
        let in_query =
            || self.operation.parameters.iter().filter(|parameter| parameter.place == ParameterPlace::Query);
        let required = in_query().filter(|parameter| parameter.is_required).count();
        (required, in_query().filter(|parameter| query.contains_prefix(parameter.name)).count())
    }
}

impl<H: Clone> Routes<H> {
    /// Adds all operations of others.
    pub(super) fn add_all(&mut self, others: &Routes<H>) {
        for route in &others.all {
            self.add(route.operation, route.handler.clone());
        }
        self.index();
    }
}

impl<H> Routes<H> {
    pub(super) fn add(&mut self, operation: &'static Operation, handler: H) {
        // What was found before may have got a rival.
        self.whole.clear();
        let template = Template::new(operation);
        let index = self.all.len();
        let mut node = &mut self.root;
        let mut precedence = Vec::new();
        for (depth, segment) in template.segments().iter().enumerate() {
            if depth >= template.required() {
                node.ends.push(index);
            }
            precedence.push(kind_of(segment, operation));
            node = match segment {
                Segment::Literal(text) => node.literals.entry(InAnyCase(text.clone())).or_default(),
                Segment::Mixed(parts) => node.behind_mixed(parts),
                Segment::Parameter(_) => node.parameter.get_or_insert_default(),
                Segment::Rest(_) => {
                    node.rest.push(index);
                    break;
                }
            };
        }
        if !matches!(template.segments().last(), Some(Segment::Rest(_))) {
            node.ends.push(index);
        }
        let asks_query = !has_required(operation, &Values::default());
        self.all.push(Route { operation, handler, template, precedence, asks_query });
    }

    /// Looks for the paths without parameters in the tree, so that [`find`](Self::find) need not, once all routes are added.
    pub(super) fn index(&mut self) {
        let mut found = Vec::new();
        for route in &self.all {
            if !route.precedence.iter().all(|kind| *kind == Kind::Literal) {
                continue;
            }
            let path = format!("/{}", without_start(route.operation.path));
            found.clear();
            self.root.collect(&path, &mut found);
            if let [index] = found[..] {
                self.whole.insert(path, index);
            }
        }
    }

    /// Returns the operation that a request is for. A `HEAD` without an operation of its own is for the
    /// `GET`.
    pub(super) fn find(
        &self,
        method: &Method,
        path: &str,
        query: Option<&str>,
    ) -> Result<&Route<H>, Unrouted> {
        // The usual cases, which need nothing more.
        let is_meant = |route: &&Route<H>| route.operation.method == method && !route.asks_query;
        if let Some(index) = self.whole.get(path)
            && let Some(route) = Some(&self.all[*index]).filter(is_meant)
        {
            return Ok(route);
        }
        let mut found = Vec::new();
        self.root.collect(path, &mut found);
        if let [index] = found.as_slice()
            && let Some(route) = Some(&self.all[*index]).filter(is_meant)
        {
            return Ok(route);
        }
        let candidates = || found.iter().map(|index| &self.all[*index]);
        let query = Values::parse(query.unwrap_or_default()).ok_or(Unrouted::TooManyValues)?;
        let of_method = |method: &Method| {
            let is_meant =
                |route: &&Route<H>| route.operation.method.as_str().eq_ignore_ascii_case(method.as_str());
            let fitting = candidates().filter(is_meant);
            Self::select(
                fitting.filter(|route| has_required(route.operation, &query)).collect(),
                path,
                &query,
            )
        };
        if let Some(route) = of_method(method) {
            return Ok(route);
        }
        if *method == Method::HEAD
            && let Some(route) = of_method(&Method::GET)
        {
            return Ok(route);
        }
        let mut allowed: Vec<Method> = Vec::new();
        for route in candidates().filter(|route| has_required(route.operation, &query)) {
            if !allowed.contains(&route.operation.method) {
                allowed.push(route.operation.method.clone());
            }
        }
        Err(if allowed.is_empty() { Unrouted::NotFound } else { Unrouted::MethodNotAllowed(allowed) })
    }

    /// Returns the service that answers for requests which are for no operation.
    pub(super) fn api(&self) -> &'static Api {
        static NONE: Api = Api::new("");
        self.all.first().map_or(&NONE, |route| route.operation.api)
    }

    fn select<'s>(mut candidates: Vec<&'s Route<H>>, path: &str, query: &Values<'_>) -> Option<&'s Route<H>> {
        if candidates.len() > 1 && candidates.iter().any(|route| route.fits(path)) {
            candidates.retain(|route| route.fits(path));
        }
        let best = candidates.iter().map(|route| &route.precedence).min()?;
        let best: Vec<&Route<H>> =
            candidates.iter().copied().filter(|route| route.precedence == *best).collect();
        // The first of equals, in the order in which they were added.
        best.into_iter().rev().max_by_key(|route| route.present(query))
    }
}

/// The text of a segment; it is the same in any case.
#[derive(Clone)]
struct InAnyCase<'t>(Cow<'t, str>);

impl Ord for InAnyCase<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        cmp_ignore_case(&self.0, &other.0)
    }
}

impl PartialOrd for InAnyCase<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for InAnyCase<'_> {
    fn eq(&self, other: &Self) -> bool {
        eq_ignore_case(&self.0, &other.0)
    }
}

impl Eq for InAnyCase<'_> {}

impl Node {
    /// Returns what stands behind a mixed segment; it is added if there is none.
    fn behind_mixed(&mut self, parts: &[Part]) -> &mut Node {
        let known = self.mixed.iter().position(|(known, _)| same_parts(known, parts));
        let index = known.unwrap_or_else(|| {
            self.mixed.push((parts.to_vec(), Node::default()));
            self.mixed.len() - 1
        });
        &mut self.mixed[index].1
    }

    /// The routes whose templates a path matches.
    fn collect(&self, path: &str, found: &mut Vec<usize>) {
        self.visit(without_start(path), found);
    }

    fn visit(&self, rest: &str, found: &mut Vec<usize>) {
        if !rest.is_empty() {
            found.extend(&self.rest);
        }
        if rest.bytes().all(|c| c == b'/') {
            found.extend(&self.ends);
            return;
        }
        let (text, behind) = first_segment(rest);
        if text.is_empty() {
            return;
        }
        if let Some(node) = self.literals.get(&InAnyCase(Cow::Borrowed(&text))) {
            node.visit(behind, found);
        }
        for (parts, node) in &self.mixed {
            if match_parts(parts, &text).is_some() {
                node.visit(behind, found);
            }
        }
        if let Some(node) = &self.parameter {
            node.visit(behind, found);
        }
    }
}

/// The headings of the operations.
impl<H> fmt::Debug for Routes<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let heading = |route: &Route<H>| format!("{} {}", route.operation.method, route.operation.path);
        f.debug_list().entries(self.all.iter().map(heading)).finish()
    }
}

/// Returns whether two mixed segments match the same texts: which parameters they have does not matter.
fn same_parts(a: &[Part], b: &[Part]) -> bool {
    a.len() == b.len()
        && a.iter().zip(b).all(|pair| match pair {
            (Part::Literal(a), Part::Literal(b)) => eq_ignore_case(a, b),
            (Part::Parameter(_), Part::Parameter(_)) => true,
            _ => false,
        })
}

fn kind_of(segment: &Segment, operation: &Operation) -> Kind {
    match segment {
        Segment::Literal(_) => Kind::Literal,
        Segment::Mixed(_) => Kind::Mixed,
        Segment::Rest(_) => Kind::Rest,
        Segment::Parameter(Some(index)) => match operation.parameters[*index].ty {
            Type::Primitive(Primitive::String) => Kind::Text,
            _ => Kind::Typed,
        },
        Segment::Parameter(None) => Kind::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::{Routes, Unrouted};
    use crate::contract::{Primitive, Type};
    use crate::http::{Api, Operation, Parameter};
    use ::http::Method;
    use proptest::prelude::*;

    static API: Api = Api::new("Test");
    const TEXT: Type = Type::Primitive(Primitive::String);
    const INT: Type = Type::Primitive(Primitive::Int32);
    const GUID: Type = Type::Primitive(Primitive::Guid);

    const fn get(name: &'static str, path: &'static str, parameters: &'static [Parameter]) -> Operation {
        Operation::new(&API, name, Method::GET, path).parameters(parameters)
    }

    static OPERATIONS: &[Operation] = &[
        get("all", "api/leads", &[]),
        get("by_id", "api/leads/{id}", &[Parameter::path("id", INT)]),
        get("by_key", "api/leads/{key}", &[Parameter::path("key", GUID)]),
        get("by_name", "api/leads/{name}", &[Parameter::path("name", TEXT)]),
        get("newest", "api/Leads/Newest", &[]),
        get("by_phone", "api/leads", &[Parameter::query("phone", TEXT)]),
        get(
            "by_phone_and_city",
            "api/leads",
            &[Parameter::query("phone", TEXT), Parameter::query("city", TEXT)],
        ),
        Operation::new(&API, "create", Method::POST, "api/leads"),
        Operation::new(&API, "replace", Method::PUT, "api/leads/{id}")
            .parameters(&[Parameter::path("id", INT)]),
        get(
            "orders",
            "api/orders/{from}/{to}",
            &[Parameter::path("from", INT), Parameter::path("to", INT).optional()],
        ),
        get(
            "file",
            "files/{name}.{extension}",
            &[Parameter::path("name", TEXT), Parameter::path("extension", TEXT)],
        ),
        get("rest", "files/{*path}", &[Parameter::path("path", TEXT)]),
        Operation::new(&API, "options", Method::OPTIONS, "files/{*path}")
            .parameters(&[Parameter::path("path", TEXT)]),
        get(
            "required",
            "api/required",
            &[Parameter::query("since", INT), Parameter::query("page", INT).optional()],
        ),
        get("root", "", &[]),
    ];

    fn routes() -> Routes<()> {
        let mut routes = Routes::default();
        for operation in OPERATIONS {
            routes.add(operation, ());
        }
        routes
    }

    fn find(method: &Method, target: &str) -> Result<&'static str, Unrouted> {
        let (path, query) =
            target.split_once('?').map_or((target, None), |(path, query)| (path, Some(query)));
        routes().find(method, path, query).map(|route| route.operation.name)
    }

    fn assert_found(cases: &[(&str, &'static str)]) {
        for (target, expected) in cases {
            assert_eq!(find(&Method::GET, target), Ok(*expected), "{target}");
        }
    }

    #[test]
    fn texts_come_before_parameters() {
        assert_found(&[
            ("/", "root"),
            ("/api/leads", "all"),
            ("/API/LEADS/", "all"),
            ("/api/leads/newest", "newest"),
            ("/api/leads/new%65st", "newest"),
            ("/api/leads/newer", "by_name"),
        ]);
    }

    #[test]
    fn types_decide_between_parameters() {
        assert_found(&[
            ("/api/leads/7", "by_id"),
            ("/api/leads/0f8fad5b-d9cb-469f-a165-70867728950e", "by_key"),
            ("/api/leads/7a", "by_name"),
            ("/api/leads/99999999999", "by_name"),
        ]);
        // Nothing else would take it: binding says what is wrong.
        assert_eq!(find(&Method::PUT, "/api/leads/x"), Ok("replace"));
    }

    #[test]
    fn overloads_are_told_by_what_the_request_has() {
        assert_found(&[
            ("/api/leads?Phone=1", "by_phone"),
            ("/api/leads?phone=1&city=x", "by_phone_and_city"),
            ("/api/leads?city=x", "all"),
        ]);
    }

    #[test]
    fn the_last_parameters_may_be_left_out() {
        assert_found(&[
            ("/api/orders/1", "orders"),
            ("/api/orders/1/", "orders"),
            ("/api/orders/1/2", "orders"),
        ]);
        assert_eq!(find(&Method::GET, "/api/orders"), Err(Unrouted::NotFound));
        assert_eq!(find(&Method::GET, "/api/orders/1/2/3"), Err(Unrouted::NotFound));
    }

    #[test]
    fn mixed_segments_come_before_the_rest() {
        assert_found(&[
            ("/files/a.b", "file"),
            ("/files/a", "rest"),
            ("/files/a.b/c", "rest"),
            ("/files//", "rest"),
        ]);
        assert_eq!(find(&Method::GET, "/files"), Err(Unrouted::NotFound));
    }

    #[test]
    fn a_required_parameter_that_is_missing_is_404() {
        assert_found(&[("/api/required?since=1", "required"), ("/api/required?SINCE=", "required")]);
        assert_eq!(find(&Method::GET, "/api/required"), Err(Unrouted::NotFound));
        assert_eq!(find(&Method::POST, "/api/required?page=1"), Err(Unrouted::NotFound));
    }

    #[test]
    fn another_method_is_405() {
        let allowed = |methods: &[Method]| Err(Unrouted::MethodNotAllowed(methods.to_vec()));
        assert_eq!(find(&Method::DELETE, "/api/leads"), allowed(&[Method::GET, Method::POST]));
        assert_eq!(find(&Method::POST, "/api/leads/7"), allowed(&[Method::GET, Method::PUT]));
        assert_eq!(find(&Method::POST, "/api/required?since=1"), allowed(&[Method::GET]));
    }

    #[test]
    fn head_is_get_unless_there_is_one() {
        assert_eq!(find(&Method::HEAD, "/api/leads/7"), Ok("by_id"));
        assert_eq!(find(&Method::from_bytes(b"get").unwrap(), "/api/leads/7"), Ok("by_id"));
        assert_eq!(find(&Method::OPTIONS, "/files/x"), Ok("options"));
        assert_eq!(
            find(&Method::OPTIONS, "/api/leads"),
            Err(Unrouted::MethodNotAllowed(vec![Method::GET, Method::POST]))
        );
    }

    /// What is looked up at once is what the tree has, also for paths that a parameter takes as well.
    #[test]
    fn paths_without_parameters_are_found_as_in_the_tree() {
        static RIVAL: Operation = get("rival", "api/{name}", &[Parameter::path("name", TEXT)]);
        let tree = routes();
        let mut indexed = tree.clone();
        indexed.index();
        assert!(indexed.whole.contains_key("/api/required") && !indexed.whole.contains_key("/api/leads"));
        let name = |found: Result<&super::Route<()>, Unrouted>| found.map(|route| route.operation.name);
        for path in ["/", "/api/leads", "/api/Leads/Newest", "/api/required", "/API/required/", "/files/a"] {
            for method in [Method::GET, Method::POST, Method::HEAD] {
                for query in [None, Some("since=1"), Some("phone=1")] {
                    let found = name(indexed.find(&method, path, query));
                    assert_eq!(found, name(tree.find(&method, path, query)), "{method} {path} {query:?}");
                }
            }
        }
        // What is added later may be meant instead.
        indexed.add(&RIVAL, ());
        indexed.index();
        assert!(!indexed.whole.contains_key("/api/required"));
        assert_eq!(name(indexed.find(&Method::GET, "/api/required", None)), Ok("rival"));
    }

    /// Would not end if each segment were compared with all that stand in its place.
    #[test]
    fn very_many_routes() {
        const MANY: usize = 50_000;
        let operations: Vec<&'static Operation> = (0..MANY)
            .map(|at| {
                &*Box::leak(Box::new(get("one", Box::leak(format!("api/Things{at}/{{id}}").into()), &[])))
            })
            .collect();
        let mut routes = Routes::default();
        for operation in &operations {
            routes.add(operation, ());
        }
        for (at, operation) in operations.iter().enumerate() {
            let found = routes.find(&Method::GET, &format!("/API/tHINGS{at}/7"), None);
            assert!(found.is_ok_and(|route| std::ptr::eq(route.operation, *operation)));
        }
        assert!(matches!(routes.find(&Method::GET, "/api/things", None), Err(Unrouted::NotFound)));
    }

    proptest! {
        #[test]
        fn any_target_is_routed_without_panic(target in r"(/|%2[fF5]|%|api|leads|files|[?&=.]|[0-9]|\u{e5}){0,16}") {
            let _ = find(&Method::GET, &target);
        }
    }
}
