//! The Rust fields in which the members of a class and of its base classes stand.

use proc_macro2::Ident;

use super::model::{Model, ident};

/// Returns the name of the field that holds the base class: one that no member has.
pub(crate) fn base_field(model: &Model<'_>, index: usize) -> String {
    let taken: Vec<String> = model
        .class(index)
        .into_iter()
        .flat_map(|class| &class.members)
        .map(|member| model.spec.rust_field_name(index, &member.name))
        .collect();
    let mut name = "base".to_owned();
    while taken.contains(&name) {
        name.push('_');
    }
    name
}

/// The way from a class to a member of its own or of its base classes.
pub(crate) struct MemberPath {
    /// The fields that lead there, the last of which is the member's.
    pub(crate) fields: Vec<Ident>,
    /// The index of the class that declares the member.
    pub(crate) class: usize,
    /// The position of the member in that class.
    pub(crate) member: usize,
}

/// Finds a member by its CLR name. Returns `None` if the class has no such member, or if a type of the user's own stands
/// in the way.
pub(crate) fn member_path(model: &Model<'_>, index: usize, name: &str) -> Option<MemberPath> {
    let mut fields = Vec::new();
    for class in model.spec.with_bases(index) {
        if model.external(class).is_some() {
            return None;
        }
        let members = &model.class(class)?.members;
        if let Some(member) = members.iter().position(|member| member.name.value == name) {
            fields.push(ident(&model.spec.rust_field_name(class, name)));
            return Some(MemberPath { fields, class, member });
        }
        fields.push(ident(&base_field(model, class)));
    }
    None
}
