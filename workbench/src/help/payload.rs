//! Bodies and responses: their types, tables and samples.

use datacontract_codegen::spec::{
    Endpoint, Format, Payload, Spec, TypeDef, TypeExpr, TypeExprKind, TypeKind,
};

use super::links::Links;
use super::rows::{self, Row};
use super::words::{TypePart, type_words};
use crate::sample::{Side, sample_text};
use crate::site::Site;

/// A body or a response, as a page shows it.
#[derive(Clone, Debug)]
pub(super) struct PayloadView {
    /// What is said of it.
    pub(super) doc: String,
    /// The words for its type.
    pub(super) ty: Vec<TypePart>,
    /// What stands below its type.
    pub(super) table: Table,
    /// Its samples.
    pub(super) samples: Vec<SampleView>,
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
    /// The text; none if there is no sample.
    pub(super) text: Option<String>,
}

/// Returns a body or a response of an endpoint.
pub(super) fn view(site: &Site, links: &Links, place: usize, side: Side) -> Option<PayloadView> {
    let spec = site.spec();
    let endpoint = spec.endpoints.get(place)?;
    let payload = payload_of(endpoint, side)?;
    let table = match type_with_table(spec, &payload.ty) {
        WithTable::No => Table::Nothing,
        WithTable::Object => Table::None,
        WithTable::Class(ty) => {
            let rows = rows::of_class(spec, links, ty);
            if rows.is_empty() { Table::None } else { Table::Rows(rows) }
        }
    };
    Some(PayloadView {
        doc: rows::text_of(payload.doc.as_ref()),
        ty: type_words(spec, links, &payload.ty),
        table,
        samples: samples(site, place, side),
    })
}

/// Returns what an endpoint is sent, or what it answers.
pub(super) fn payload_of(endpoint: &Endpoint, side: Side) -> Option<&Payload> {
    match side {
        Side::Request => endpoint.body.as_ref(),
        Side::Response => endpoint.response.as_ref(),
    }
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
            TypeExprKind::Clr(datacontract_codegen::spec::Clr::Object) => return WithTable::Object,
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

/// Returns the samples in the order of the service's formatters. Media types whose samples are equal share
/// one, as on ASP.NET's pages.
fn samples(site: &Site, place: usize, side: Side) -> Vec<SampleView> {
    let mut samples: Vec<SampleView> = Vec::new();
    for formatter in &site.spec().formatters {
        if formatter.format == Format::Form && side == Side::Response {
            continue;
        }
        let media_types: Vec<&str> = formatter.media_types.iter().map(|it| it.as_str()).collect();
        let media_types = media_types.join(", ");
        let text = sample_text(site, place, side, formatter.format).ok().flatten();
        match samples.iter_mut().find(|other| other.text == text && text.is_some()) {
            Some(same) => same.media_types = format!("{}, {media_types}", same.media_types),
            None => samples.push(SampleView { media_types, text }),
        }
    }
    samples
}
