//! Bodies and responses: their types, tables and samples.

use datacontract_codegen::spec::{Clr, Format, Payload, Spec, TypeDef, TypeExpr, TypeExprKind, TypeKind};

use super::links::Links;
use super::marks::{self, Piece};
use super::remarks::{self, Remark};
use super::rows::{self, Row};
use super::tree::{self, Node};
use super::words::{TypePart, type_words};
use super::{Help, hidden};
use crate::sample::{Side, sample_text};

/// A body or a response, as a page shows it.
#[derive(Clone, Debug)]
pub(super) struct PayloadView {
    /// What is said of it.
    pub(super) doc: String,
    /// The words for its type.
    pub(super) ty: Vec<TypePart>,
    /// Its type in C#'s words.
    pub(super) clr: String,
    /// Its type in C#'s words, or nothing where the page has the same words.
    pub(super) other_words: String,
    /// What stands below its type.
    pub(super) table: Table,
    /// Its members, unfolded.
    pub(super) tree: Vec<Node>,
    /// What the spec's comments say of it.
    pub(super) remarks: Vec<Remark>,
    /// Its samples.
    pub(super) samples: Vec<SampleView>,
}

impl PayloadView {
    /// Returns how many members there are in all.
    pub(super) fn members(&self) -> usize {
        tree::size(&self.tree)
    }
}

/// What stands below the type of a payload.
#[derive(Clone, Debug)]
pub(super) enum Table {
    /// Nothing: a simple type, or an enum.
    Nothing,
    /// `None.`: a type of which nothing is known to be in it.
    None,
    /// The members.
    Rows(Vec<Row>),
}

/// A sample, with the media types that it is for.
#[derive(Clone, Debug)]
pub(super) struct SampleView {
    /// `application/json, text/json`.
    pub(super) media_types: String,
    /// The text, member by member; none if there is no sample.
    pub(super) text: Option<Vec<Piece>>,
    /// Its standing in a few words; empty if there is none.
    pub(super) standing: &'static str,
}

/// A sample before its members are marked.
struct SampleText {
    format: Format,
    media_types: String,
    text: Option<String>,
}

impl Help {
    /// Returns a body or a response of an endpoint.
    pub(super) fn payload(&self, links: &Links, place: usize, side: Side) -> Option<PayloadView> {
        let spec = self.site.spec();
        let endpoint = spec.endpoints.get(place)?;
        let payload = side.payload(endpoint)?;
        let table = match type_with_table(spec, &payload.ty) {
            WithTable::No => Table::Nothing,
            WithTable::Object => Table::None,
            WithTable::Class(ty) => {
                let rows = rows::of_class(spec, links, ty);
                if rows.is_empty() { Table::None } else { Table::Rows(rows) }
            }
        };
        let ty = type_words(spec, links, &payload.ty);
        let samples = self.samples(place, side).into_iter().map(|sample| SampleView {
            standing: if sample.text.is_some() {
                self.proof_of_sample(place, side, sample.format)
            } else {
                ""
            },
            media_types: sample.media_types,
            text: sample.text.map(|text| marked(spec, payload, sample.format, &text)),
        });
        Some(PayloadView {
            doc: rows::text_of(payload.doc.as_ref()),
            clr: payload.ty.to_string(),
            other_words: rows::clr_words(&payload.ty, &ty),
            ty,
            table,
            tree: tree::of_type(spec, links, &payload.ty),
            remarks: remarks::above(spec, payload.ty.span.start),
            samples: samples.collect(),
        })
    }

    /// Returns the samples in the order of the service's formatters. Media types whose samples are equal share
    /// one, as on ASP.NET's pages.
    fn samples(&self, place: usize, side: Side) -> Vec<SampleText> {
        let mut samples: Vec<SampleText> = Vec::new();
        for formatter in &self.site.spec().formatters {
            let format = formatter.format;
            if format == Format::Form && side == Side::Response {
                continue;
            }
            let media_types: Vec<&str> = formatter.media_types.iter().map(|it| it.as_str()).collect();
            let media_types = media_types.join(", ");
            let text = sample_text(&self.site, place, side, format).ok().flatten();
            match samples.iter_mut().find(|other| other.text == text && text.is_some()) {
                Some(same) => same.media_types = format!("{}, {media_types}", same.media_types),
                None => samples.push(SampleText { format, media_types, text }),
            }
        }
        samples
    }
}

fn marked(spec: &Spec, payload: &Payload, format: Format, text: &str) -> Vec<Piece> {
    let text = match format {
        Format::Json => hidden::of_json(text),
        Format::Xml => hidden::of_xml(text),
        Format::Form => text.to_owned(),
    };
    marks::pieces(spec, &payload.ty, format, &text)
}

/// Whether a page shows a table below a type.
enum WithTable {
    No,
    /// A table without rows.
    Object,
    /// The table of the class at this place.
    Class(usize),
}

/// Complex types and collections of them have a table.
fn type_with_table(spec: &Spec, ty: &TypeExpr) -> WithTable {
    let mut ty = ty;
    // A list class may be a list of itself.
    for _ in 0..spec.types.len() + 2 {
        match &ty.kind {
            TypeExprKind::Nullable(inner)
            | TypeExprKind::ReadOnly(inner)
            | TypeExprKind::List(inner)
            | TypeExprKind::Array(inner) => ty = inner,
            TypeExprKind::Clr(Clr::Object) => return WithTable::Object,
            TypeExprKind::Named(name) => {
                let Ok(place) = spec.resolve(name) else { return WithTable::No };
                match spec.types.get(place).map(|ty: &TypeDef| &ty.kind) {
                    Some(TypeKind::Class(_)) => return WithTable::Class(place),
                    Some(TypeKind::Collection(of)) => ty = &of.item,
                    _ => return WithTable::No,
                }
            }
            _ => return WithTable::No,
        }
    }
    WithTable::No
}
