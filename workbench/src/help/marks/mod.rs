//! Samples whose members are marked, so that one that is pointed at is found in every format.
//!
//! A sample is cut into pieces: each tag, key and value is a piece of the member that it belongs to. What cannot be
//! read as the type says is left without marks.

mod json;
mod xml;

use std::collections::HashMap;

use datacontract_codegen::spec::{Format, Spec, TypeDef, TypeExpr, TypeExprKind, TypeKind, wire_name};

use super::rows::MemberAt;

/// A piece of a sample.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    /// How it is coloured: the class of an element.
    pub(super) kind: PieceKind,
    /// The member that it belongs to, as [`MemberAt::mark`](super::rows::MemberAt::mark) has it; else empty.
    pub(super) member: String,
}

/// The kinds of pieces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PieceKind {
    /// White space, brackets, commas.
    Plain,
    /// A key of JSON, the name of an element.
    Name,
    /// A text.
    Text,
    /// A number, `true`, `null`.
    Literal,
    /// An attribute of XML.
    Attribute,
}

impl PieceKind {
    /// Returns the class of its element.
    pub(super) fn class(self) -> &'static str {
        match self {
            PieceKind::Plain => "",
            PieceKind::Name => "t-name",
            PieceKind::Text => "t-text",
            PieceKind::Literal => "t-literal",
            PieceKind::Attribute => "t-attribute",
        }
    }
}

/// Returns the pieces of a sample.
pub(super) fn pieces(spec: &Spec, ty: &TypeExpr, format: Format, text: &str) -> Vec<Piece> {
    let mut shapes = Shapes { spec, format, classes: HashMap::new() };
    match format {
        Format::Json => json::pieces(&mut shapes, ty, text),
        Format::Xml => xml::pieces(&mut shapes, ty, text),
        Format::Form => vec![Piece { text: text.to_owned(), kind: PieceKind::Plain, member: String::new() }],
    }
}

/// What can stand within a value.
#[derive(Clone, Copy, Debug)]
enum Shape<'s> {
    /// Members of the class at this place of the spec.
    Class(usize),
    /// Items of a list, or the values of a dictionary.
    Items(&'s TypeExpr),
    /// Nothing that is known.
    Nothing,
}

/// The members of a class by their names in a format.
type Members<'s> = HashMap<String, (String, &'s TypeExpr)>;

/// What types look like in a format.
struct Shapes<'s> {
    spec: &'s Spec,
    format: Format,
    classes: HashMap<usize, Members<'s>>,
}

impl<'s> Shapes<'s> {
    fn of(&self, ty: &'s TypeExpr) -> Shape<'s> {
        match &ty.kind {
            TypeExprKind::Nullable(inner) | TypeExprKind::ReadOnly(inner) => self.of(inner),
            TypeExprKind::List(item) | TypeExprKind::Array(item) => Shape::Items(item),
            TypeExprKind::Dictionary(_, value) => Shape::Items(value),
            TypeExprKind::Named(name) => {
                let place = self.spec.resolve(name).ok();
                match place.and_then(|place| Some((place, &self.spec.types.get(place)?.kind))) {
                    Some((place, TypeKind::Class(_))) => Shape::Class(place),
                    Some((_, TypeKind::Collection(of))) => Shape::Items(&of.item),
                    Some((_, TypeKind::Dictionary(of))) => Shape::Items(&of.value),
                    _ => Shape::Nothing,
                }
            }
            _ => Shape::Nothing,
        }
    }

    /// Returns the member of a class with a name in the format: its mark and its type.
    fn member(&mut self, class: usize, name: &str) -> Option<(String, &'s TypeExpr)> {
        if !self.classes.contains_key(&class) {
            let members = self.members(class);
            self.classes.insert(class, members);
        }
        self.classes.get(&class)?.get(name).cloned()
    }

    /// Returns the members of a class, of its bases, and of the classes that may stand for it.
    fn members(&self, class: usize) -> Members<'s> {
        let spec = self.spec;
        let known = spec.types.get(class).and_then(TypeDef::class).map(|class| &class.known_types);
        let known = known.into_iter().flatten().filter_map(|known| spec.named(known));
        let mut members = Members::new();
        for class in [class].into_iter().chain(known) {
            for level in spec.with_bases(class) {
                let Some(declaring) = spec.types.get(level).and_then(TypeDef::class) else { continue };
                for (place, member) in declaring.members.iter().enumerate() {
                    let name = self.name(level, member);
                    members
                        .entry(name)
                        .or_insert_with(|| (MemberAt { ty: level, place, member }.mark(), &member.ty));
                }
            }
        }
        members
    }

    fn name(&self, class: usize, member: &datacontract_codegen::spec::Member) -> String {
        if self.format == Format::Xml {
            let xml = &member.xml;
            let of_element = xml.elements.first().and_then(|element| element.name.as_ref());
            let of_array = xml.array.as_ref().and_then(|array| array.name.as_ref());
            if let Some(name) = of_element.or(of_array) {
                return name.value.clone();
            }
        }
        wire_name(self.spec, self.format, class, member)
    }
}
