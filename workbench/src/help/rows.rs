//! The rows of tables: parameters, members, the members of enums.

use datacontract_codegen::spec::{
    Annotations, Contract, Endpoint, Enum, Format, Literal, Member, Parameter, Spanned, Spec, TypeDef,
    TypeExpr,
};

use super::links::Links;
use super::words::{TypePart, type_words};

/// A row of a table of parameters or members.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) doc: String,
    pub(super) ty: Vec<TypePart>,
    pub(super) annotations: Vec<String>,
    /// The type in C#'s words, where the page's are others; else empty.
    pub(super) clr: String,
    /// What marks the member in samples; empty for what is in none.
    pub(super) member: String,
}

/// A member of a class with its places: the type that declares it, and where it stands there.
#[derive(Clone, Copy, Debug)]
pub(super) struct MemberAt<'s> {
    pub(super) ty: usize,
    pub(super) place: usize,
    pub(super) member: &'s Member,
}

impl MemberAt<'_> {
    /// Returns what marks the member wherever it is shown.
    pub(super) fn mark(&self) -> String {
        format!("{}-{}", self.ty, self.place)
    }
}

/// Returns the members of a class in the order of its table: its own properties, those of its bases, then the
/// public fields in the same order. What only XML has is not on pages.
pub(super) fn members(spec: &Spec, ty: usize) -> Vec<MemberAt<'_>> {
    let levels = spec.with_bases(ty);
    let all = levels.iter().flat_map(|&ty| {
        let class = spec.types.get(ty).and_then(TypeDef::class);
        let members = class.into_iter().flat_map(|class| class.members.iter().enumerate());
        members.map(move |(place, member)| MemberAt { ty, place, member })
    });
    let mut members: Vec<_> = all.filter(|at| at.member.only != Some(Format::Xml)).collect();
    members.sort_by_key(|at| at.member.field);
    members
}

/// Returns the name of a member in its table.
pub(super) fn member_name<'m>(ty: &TypeDef, member: &'m Member) -> &'m str {
    let of_contract = member.contract_name.as_ref().filter(|_| ty.contract == Contract::DataContract);
    member.json_name.as_ref().or(of_contract).map_or(member.name.as_str(), |name| name.as_str())
}

/// Returns the rows of a class.
pub(super) fn of_class(spec: &Spec, links: &Links, ty: usize) -> Vec<Row> {
    let rows = members(spec, ty).into_iter().filter_map(|at| {
        let declaring = spec.types.get(at.ty)?;
        let ty = type_words(spec, links, &at.member.ty);
        Some(Row {
            name: member_name(declaring, at.member).to_owned(),
            doc: text_of(at.member.doc.as_ref()),
            annotations: annotations(&at.member.annotations),
            clr: clr_words(&at.member.ty, &ty),
            ty,
            member: at.mark(),
        })
    });
    rows.collect()
}

/// Returns the rows of an endpoint's parameters in its address.
pub(super) fn of_parameters(spec: &Spec, links: &Links, endpoint: &Endpoint) -> Vec<Row> {
    let row = |parameter: &Parameter| {
        let ty = type_words(spec, links, &parameter.ty);
        Row {
            name: parameter.name.value.clone(),
            doc: text_of(parameter.doc.as_ref()),
            annotations: parameter_annotations(parameter),
            clr: clr_words(&parameter.ty, &ty),
            ty,
            member: String::new(),
        }
    };
    endpoint.parameters.iter().map(row).collect()
}

/// Returns a type in C#'s words, unless the page has the same.
pub(super) fn clr_words(ty: &TypeExpr, words: &[TypePart]) -> String {
    let clr = ty.to_string();
    let is_same = matches!(words, [TypePart::Text(text) | TypePart::Link { name: text, .. }] if *text == clr);
    if is_same { String::new() } else { clr }
}

/// A row of the table of an enum.
#[derive(Clone, Debug)]
pub(super) struct EnumRow {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) doc: String,
}

/// Returns the rows of an enum.
pub(super) fn of_enum(of: &Enum) -> Vec<EnumRow> {
    let row = |member: &datacontract_codegen::spec::EnumMember| EnumRow {
        name: member.name.value.clone(),
        value: member.value.value.to_string(),
        doc: text_of(member.doc.as_ref()),
    };
    of.members.iter().map(row).collect()
}

/// Returns a text of the spec; empty if there is none.
pub(super) fn text_of(text: Option<&Spanned<String>>) -> String {
    text.map(|text| text.value.clone()).unwrap_or_default()
}

fn parameter_annotations(parameter: &Parameter) -> Vec<String> {
    let mut all = Vec::new();
    if parameter.required.value {
        all.push("Required".to_owned());
    }
    match parameter.default.as_deref().filter(|_| !parameter.secret) {
        None | Some(Literal::Null) => {}
        Some(Literal::Bool(true)) => all.push("Default value is True".to_owned()),
        Some(Literal::Bool(false)) => all.push("Default value is False".to_owned()),
        Some(Literal::Number(text) | Literal::Text(text)) => all.push(format!("Default value is {text}")),
    }
    all
}

/// Returns the rules of a member as pages list them: `Required`, then the others by their text.
pub(super) fn annotations(of: &Annotations) -> Vec<String> {
    let mut all = Vec::new();
    if let Some(data_type) = &of.data_type {
        all.push(format!("Data type: {}", data_type.value));
    }
    if let Some(pattern) = &of.pattern {
        all.push(format!("Matching regular expression pattern: {}", pattern.value));
    }
    if let Some(most) = of.max_length {
        all.push(format!("Max length: {}", most.value));
    }
    if let Some(least) = of.min_length {
        all.push(format!("Min length: {}", least.value));
    }
    if let Some((low, high)) = &of.range {
        all.push(format!("Range: inclusive between {} and {}", literal(low), literal(high)));
    }
    if let Some((least, most)) = of.length {
        all.push(format!("String length: inclusive between {} and {}", least.value, most.value));
    }
    if of.required {
        all.insert(0, "Required".to_owned());
    }
    all
}

fn literal(of: &Literal) -> &str {
    match of {
        Literal::Null => "null",
        Literal::Bool(true) => "True",
        Literal::Bool(false) => "False",
        Literal::Number(text) | Literal::Text(text) => text,
    }
}
