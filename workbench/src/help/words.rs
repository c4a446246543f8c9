//! The words of help pages for types.

use datacontract_codegen::spec::{Clr, Spec, TypeDef, TypeExpr, TypeExprKind, TypeKind, names};

use super::links::{Links, Target};

/// A piece of the words for a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TypePart {
    /// Words.
    Text(String),
    /// The name of a type that has a page.
    Link { name: String, address: String },
}

/// Returns the words for a type: `Collection of `, a link to `Lead`.
pub(super) fn type_words(spec: &Spec, links: &Links, ty: &TypeExpr) -> Vec<TypePart> {
    let mut words = Words { spec, links, parts: Vec::new(), depth: 0 };
    words.add(ty);
    words.parts
}

/// Returns whether a type of the spec has a page: classes and enums do.
pub(super) fn has_page(ty: &TypeDef) -> bool {
    matches!(ty.kind, TypeKind::Class(_) | TypeKind::Enum(_))
}

/// Returns the name of a type of the spec on pages.
pub(super) fn model_name(ty: &TypeDef) -> String {
    ty.page.as_ref().map_or_else(|| names::page_name(&ty.name), |page| page.value.clone())
}

/// Collections of collections are shown to this depth: a list class may be a list of itself.
const DEEPEST: usize = 16;

struct Words<'a> {
    spec: &'a Spec,
    links: &'a Links,
    parts: Vec<TypePart>,
    depth: usize,
}

impl Words<'_> {
    fn add(&mut self, ty: &TypeExpr) {
        if self.depth > DEEPEST {
            return self.text("Object");
        }
        self.depth += 1;
        match &ty.kind {
            TypeExprKind::Clr(clr) => self.text(clr_words(*clr)),
            TypeExprKind::Word(word) => self.text(word.text()),
            TypeExprKind::Nullable(inner) | TypeExprKind::ReadOnly(inner) => self.add(inner),
            TypeExprKind::List(item) | TypeExprKind::Array(item) => self.list(item),
            TypeExprKind::Dictionary(key, value) => self.two("Dictionary", key, value),
            TypeExprKind::Pair(key, value) => self.two("Pair", key, value),
            TypeExprKind::Tuple(_) => {
                let name = names::page_name_of(ty);
                self.text(&name);
            }
            TypeExprKind::Named(name) => match self.spec.resolve(name) {
                Ok(place) => self.named(place),
                Err(_) => self.text(name.short()),
            },
        }
        self.depth -= 1;
    }

    fn named(&mut self, place: usize) {
        let spec = self.spec;
        let Some(ty) = spec.types.get(place) else { return };
        match &ty.kind {
            TypeKind::Class(_) | TypeKind::Enum(_) => {
                let name = model_name(ty);
                let address = self.links.to(Target::Model(&name));
                self.parts.push(TypePart::Link { name, address });
            }
            TypeKind::Collection(of) => self.list(&of.item),
            TypeKind::Dictionary(of) => self.two("Dictionary", &of.key, &of.value),
        }
    }

    fn list(&mut self, item: &TypeExpr) {
        self.text("Collection of ");
        self.add(item);
    }

    fn two(&mut self, word: &str, key: &TypeExpr, value: &TypeExpr) {
        self.text(&format!("{word} of "));
        self.add(key);
        self.text(" [key] and ");
        self.add(value);
        self.text(" [value]");
    }

    fn text(&mut self, text: &str) {
        match self.parts.last_mut() {
            Some(TypePart::Text(last)) => last.push_str(text),
            _ => self.parts.push(TypePart::Text(text.to_owned())),
        }
    }
}

fn clr_words(clr: Clr) -> &'static str {
    match clr {
        Clr::Short | Clr::Int | Clr::Long => "integer",
        Clr::UShort | Clr::UInt | Clr::ULong => "unsigned integer",
        Clr::Byte => "byte",
        Clr::SByte => "signed byte",
        Clr::Char => "character",
        Clr::Float | Clr::Double | Clr::Decimal => "decimal number",
        Clr::String => "string",
        Clr::Bool => "boolean",
        Clr::Guid => "globally unique identifier",
        Clr::TimeSpan => "time interval",
        Clr::DateTime | Clr::DateTimeOffset => "date",
        Clr::Uri => "URI",
        Clr::Bytes => "Collection of byte",
        Clr::Object => "Object",
    }
}
