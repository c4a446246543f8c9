//! Types unfolded: members in members, each with what is known of it.

use std::fmt;

use askama::Template;
use datacontract_codegen::spec::{
    Deprecated, Format, Nullability, Spec, TypeDef, TypeExpr, TypeExprKind, TypeKind, wire_name,
};

use super::links::{Links, Target};
use super::remarks::{self, Remark};
use super::rows::{self, MemberAt};
use super::words::model_name;

/// Trees are unfolded to this depth; below it stands a link.
const DEEPEST: usize = 6;

/// How many members a tree has at most: classes can hold each other many times.
const MOST: usize = 400;

/// A member in a tree, with the members of its type.
#[derive(Clone, Debug, Template)]
#[template(path = "node.html")]
pub(super) struct Node {
    /// C#'s name.
    name: String,
    /// Its names on the wire, where they are others.
    names: Vec<(&'static str, String)>,
    /// Its type in C#'s words.
    ty: String,
    /// The page of its type, or of the type of its items.
    address: Option<String>,
    facts: Vec<Fact>,
    doc: String,
    /// What marks it in samples.
    member: String,
    children: Vec<Node>,
    values: Vec<EnumValue>,
    remarks: Vec<Remark>,
}

/// A fact of a member, in a few words.
#[derive(Clone, Debug)]
pub(super) struct Fact {
    pub(super) text: String,
    pub(super) kind: FactKind,
}

/// What a fact is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FactKind {
    /// Null, or being left out.
    Null,
    /// A rule that the service checks.
    Rule,
    /// Something that is not known.
    Open,
    /// Something else to know.
    Other,
}

impl FactKind {
    fn class(self) -> &'static str {
        match self {
            FactKind::Null => "null",
            FactKind::Rule => "rule",
            FactKind::Open => "open",
            FactKind::Other => "other",
        }
    }
}

/// A value of an enum.
#[derive(Clone, Debug)]
pub(super) struct EnumValue {
    name: String,
    wire: Option<String>,
    number: String,
    doc: String,
}

/// Returns the members of the class that a type is or holds, unfolded; none for other types.
pub(super) fn of_type(spec: &Spec, links: &Links, ty: &TypeExpr) -> Vec<Node> {
    let mut maker = Maker { spec, links, open: Vec::new(), made: 0 };
    maker.inside(ty)
}

/// Returns the members of the class at a place of the spec, unfolded.
pub(super) fn of_place(spec: &Spec, links: &Links, place: usize) -> Vec<Node> {
    Maker { spec, links, open: Vec::new(), made: 0 }.class(place)
}

/// Returns how many members are in a tree.
pub(super) fn size(nodes: &[Node]) -> usize {
    nodes.iter().map(|node| 1 + size(&node.children)).sum()
}

/// Returns the place of the class or enum that a type is, or that its items are.
pub(super) fn named_within(spec: &Spec, ty: &TypeExpr) -> Option<usize> {
    let mut ty = ty;
    for _ in 0..spec.types.len() + 8 {
        match &ty.kind {
            TypeExprKind::Nullable(inner)
            | TypeExprKind::ReadOnly(inner)
            | TypeExprKind::List(inner)
            | TypeExprKind::Array(inner)
            | TypeExprKind::Dictionary(_, inner)
            | TypeExprKind::Pair(_, inner) => ty = inner,
            TypeExprKind::Named(name) => {
                let place = spec.resolve(name).ok()?;
                match &spec.types.get(place)?.kind {
                    TypeKind::Class(_) | TypeKind::Enum(_) => return Some(place),
                    TypeKind::Collection(of) => ty = &of.item,
                    TypeKind::Dictionary(of) => ty = &of.value,
                }
            }
            _ => return None,
        }
    }
    None
}

struct Maker<'s> {
    spec: &'s Spec,
    links: &'s Links,
    /// The classes around what is being made.
    open: Vec<usize>,
    made: usize,
}

impl Maker<'_> {
    fn inside(&mut self, ty: &TypeExpr) -> Vec<Node> {
        named_within(self.spec, ty).map(|place| self.class(place)).unwrap_or_default()
    }

    fn class(&mut self, place: usize) -> Vec<Node> {
        let spec = self.spec;
        let is_class = spec.types.get(place).and_then(TypeDef::class).is_some();
        if !is_class || self.open.contains(&place) || self.open.len() >= DEEPEST {
            return Vec::new();
        }
        self.open.push(place);
        let mut nodes = Vec::new();
        for at in rows::members(spec, place) {
            if self.made >= MOST {
                break;
            }
            self.made += 1;
            nodes.push(self.node(&at));
        }
        self.open.pop();
        nodes
    }

    fn node(&mut self, at: &MemberAt<'_>) -> Node {
        let (spec, member) = (self.spec, at.member);
        let name = &member.name.value;
        let names =
            [("JSON", Format::Json), ("XML", Format::Xml)].into_iter().filter_map(|(word, format)| {
                let wire = wire_name(spec, format, at.ty, member);
                (wire != *name && member.only.is_none_or(|only| only == format)).then_some((word, wire))
            });
        let place = named_within(spec, &member.ty);
        let ty = place.and_then(|place| spec.types.get(place));
        let values = match ty.map(|ty| &ty.kind) {
            Some(TypeKind::Enum(of)) => of
                .members
                .iter()
                .map(|member| EnumValue {
                    name: member.name.value.clone(),
                    wire: member.wire_name().map(|name| name.value.clone()),
                    number: member.value.value.to_string(),
                    doc: rows::text_of(member.doc.as_ref()),
                })
                .collect(),
            _ => Vec::new(),
        };
        Node {
            name: name.clone(),
            names: names.collect(),
            ty: member.ty.to_string(),
            address: ty.map(|ty| self.links.to(Target::Model(&model_name(ty)))),
            facts: facts(spec, at),
            doc: rows::text_of(member.doc.as_ref()),
            member: at.mark(),
            children: self.inside(&member.ty),
            values,
            remarks: remarks::above(spec, member.name.span.start),
        }
    }
}

/// Returns what is known of a member besides its type.
fn facts(spec: &Spec, at: &MemberAt<'_>) -> Vec<Fact> {
    let member = at.member;
    let mut facts = Vec::new();
    let mut add = |kind, text: String| facts.push(Fact { text, kind });
    match spec.nullability(member) {
        Nullability::Nullable => add(FactKind::Null, "may be null".to_owned()),
        Nullability::Never => {}
        Nullability::Unknown => add(FactKind::Open, "null: not known".to_owned()),
    }
    if !member.ty.exact() {
        add(FactKind::Open, "exact type: not known".to_owned());
    }
    if member.required.value {
        add(FactKind::Rule, "must be there".to_owned());
    }
    if !member.emit_default.value {
        add(FactKind::Null, "left out if default".to_owned());
    }
    for rule in rows::annotations(&member.annotations) {
        add(FactKind::Rule, rule);
    }
    match member.only {
        Some(Format::Json) => add(FactKind::Other, "JSON only".to_owned()),
        Some(Format::Xml) => add(FactKind::Other, "XML only".to_owned()),
        _ => {}
    }
    if member.secret {
        add(FactKind::Other, "secret".to_owned());
    }
    match &member.deprecated {
        Some(Deprecated::Yes) => add(FactKind::Other, "deprecated".to_owned()),
        Some(Deprecated::Because(why)) => add(FactKind::Other, format!("deprecated: {why}")),
        None => {}
    }
    facts
}

impl Node {
    fn is_leaf(&self) -> bool {
        self.children.is_empty() && self.values.is_empty()
    }
}

/// Writes nodes one after the other.
pub(super) struct Tree<'a>(pub(super) &'a [Node]);

impl fmt::Display for Tree<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|node| node.fmt(f))
    }
}
