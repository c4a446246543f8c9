//! Types of one name on pages.
//!
//! The pages of one site call each type otherwise, but several sites in one spec, and sites that give full
//! names to some types alone, do not: then `Kite` is two classes in two namespaces. What a sample shows of
//! the namespace tells them apart; where it shows none, the table on the same page or the members do. Two
//! enums are told apart by values that cannot be one enum's.

use std::collections::HashSet;

use super::{
    each::{Contract, Known, ShownBy, Type},
    registry::Registry,
    seen::SeenMember,
};
use crate::{
    infer::{
        model::TypeId,
        pairing::by_name::loosely,
        samples::{
            form::{JsonForm, Text, XmlForm},
            json::Json,
            xml::{Element, decode},
        },
    },
    page::Row,
};

/// How a type goes with what a sample shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fit {
    /// It is the one.
    Same,
    /// Nothing is known of it yet.
    Open,
    /// It is another one.
    Other,
}

impl Type {
    /// The contract as far as samples show it.
    fn shown_contract(&self) -> Option<Contract> {
        let shown = self.namespace.as_ref().filter(|(known, _)| *known >= Known::Declared);
        let of_samples = shown.map(|(_, namespace)| Contract {
            namespace: namespace.clone(),
            name: self.contract.as_ref().map(|(_, name)| name.clone()),
        });
        of_samples.or_else(|| self.root.clone())
    }

    /// Returns whether it may have the contract that a sample shows.
    pub(crate) fn may_be(&self, shown: &Contract) -> bool {
        self.fit(shown) != Fit::Other
    }

    fn fit(&self, shown: &Contract) -> Fit {
        match self.shown_contract() {
            None => Fit::Open,
            Some(own) if own.namespace != shown.namespace => Fit::Other,
            Some(Contract { name: Some(own), .. })
                if shown.name.as_ref().is_some_and(|name| *name != own) =>
            {
                Fit::Other
            }
            Some(_) => Fit::Same,
        }
    }

    /// Returns whether both can be one type, by what samples show of their members.
    pub(crate) fn can_be(&self, other: &Self) -> bool {
        let names = other.member_names();
        let has_values = |one: &Self, other: &Self| {
            other.shown.iter().all(|(json, xml)| !contradicts(one, EnumValue::of(json, xml)))
        };
        self.is_enum() == other.is_enum()
            && has_values(self, other)
            && has_values(other, self)
            && !self.is_unlike(&other.names_in_json())
            && self.likeness(&names).is_none_or(|likeness| likeness.is_one)
    }

    /// What its members are called, as far as they are known.
    fn member_names(&self) -> HashSet<String> {
        let rows = self.rows.iter().flatten().map(|row| row.name.as_str());
        let seen = self.seen.iter().flat_map(|seen| &seen.members);
        let seen = seen.filter(|member| member.has_whole_name()).map(|member| member.key.as_str());
        rows.chain(seen).filter(|name| !name.is_empty()).map(loosely).collect()
    }

    /// What its members are called in JSON, as far as samples show it, else elsewhere.
    fn names_in_json(&self) -> HashSet<String> {
        let name = |member: &SeenMember| member.json.as_ref().map_or(&member.key, |(name, _)| name).clone();
        let rows = self.rows.iter().flatten().map(|row| row.name.clone());
        let seen = self.seen.iter().flat_map(|seen| &seen.members);
        let seen = seen.filter(|member| member.has_whole_name()).map(name);
        rows.chain(seen).filter(|name| !name.is_empty()).map(|name| loosely(&name)).collect()
    }

    /// Whether samples of the engine's show it with other members in JSON: it lacks some of these, and has
    /// some that are not among them. The engine sets all members; what is left out for being null makes one a
    /// part of the other.
    fn is_unlike(&self, names: &HashSet<String>) -> bool {
        let shapes = self.seen.iter().filter(|seen| seen.counted && seen.formats.json);
        let mut shapes = shapes.map(|seen| -> HashSet<String> {
            seen.members
                .iter()
                .filter_map(|member| member.json.as_ref())
                .map(|(name, _)| loosely(name))
                .collect()
        });
        shapes.any(|own| !own.is_empty() && !own.is_subset(names) && !names.is_subset(&own))
    }

    /// How well members of these names go with its own; none if nothing is known of one of the two.
    fn likeness(&self, names: &HashSet<String>) -> Option<Likeness> {
        let own = self.member_names();
        if own.is_empty() || names.is_empty() {
            return None;
        }
        let shared = own.intersection(names).count();
        Some(Likeness { is_one: shared * 2 >= own.len().min(names.len()), shared })
    }
}

/// How alike the members of two classes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Likeness {
    /// Half of the members of the smaller one are the other's too.
    is_one: bool,
    shared: usize,
}

/// How many types of one name are kept apart: no site has more, and each sample is held against all of them.
const MAX_VARIANTS: usize = 64;

impl Registry {
    /// Another type of this name; the first one if there are too many.
    fn one_more(&mut self, name: &str) -> TypeId {
        if self.variants(name).len() < MAX_VARIANTS { self.another(name) } else { self.of_page(name) }
    }

    /// The type of this name whose table this is; `root` is the contract that the sample beside the table
    /// shows.
    pub(crate) fn of_table(&mut self, name: &str, root: Option<&Contract>, rows: &[Row]) -> TypeId {
        let names: HashSet<String> =
            rows.iter().filter(|row| !row.name.is_empty()).map(|row| loosely(&row.name)).collect();
        let id = match root {
            Some(root) => self.of_shown(name, None, root, &names),
            None => self.of_members(name, None, None, &names, IfUnlike::Another),
        };
        if let (Some(root), Some(ty)) = (root, self.get_mut(id)) {
            ty.root.get_or_insert_with(|| root.clone());
        }
        id
    }

    /// The type of this name with the contract that a sample shows. `likely` is the one that it would be
    /// otherwise.
    pub(crate) fn of_shown(
        &mut self,
        name: &str,
        likely: Option<TypeId>,
        shown: &Contract,
        names: &HashSet<String>,
    ) -> TypeId {
        let all: Vec<TypeId> = likely.into_iter().chain(self.variants(name).iter().copied()).collect();
        let fits = |wanted: Fit| {
            let mut fitting = all.iter().copied().filter(|id| {
                self.types.get(*id).is_some_and(|ty| {
                    ty.fit(shown) == wanted
                        && (wanted == Fit::Same || ty.likeness(names).is_none_or(|likeness| likeness.is_one))
                })
            });
            fitting.next()
        };
        fits(Fit::Same).or_else(|| fits(Fit::Open)).unwrap_or_else(|| self.one_more(name))
    }

    /// The type of this name that may have the contract that a sample shows, if there is one.
    pub(crate) fn fitting(&self, name: &str, shown: &Contract) -> Option<TypeId> {
        let of_fit = |wanted: Fit| {
            let is_so = |id: &&TypeId| self.types.get(**id).is_some_and(|ty| ty.fit(shown) == wanted);
            self.variants(name).iter().find(is_so).copied()
        };
        of_fit(Fit::Same).or_else(|| of_fit(Fit::Open))
    }

    /// The type of this name that has most of these members. `namespace` is the one around it.
    pub(crate) fn of_members(
        &mut self,
        name: &str,
        likely: Option<TypeId>,
        namespace: Option<&str>,
        names: &HashSet<String>,
        if_unlike: IfUnlike,
    ) -> TypeId {
        let all = self.variants(name);
        if let (Some(likely), true) = (likely, all.len() < 2 || if_unlike == IfUnlike::Same) {
            return likely;
        }
        let likeness = |id: &TypeId| {
            let ty = self.types.get(*id)?;
            let is_near = namespace
                .is_some_and(|near| ty.shown_contract().is_some_and(|contract| contract.namespace == near));
            Some((ty.likeness(names), is_near, std::cmp::Reverse(*id)))
        };
        let best = all.iter().copied().max_by_key(likeness);
        let is_unlike = |id: &TypeId| {
            self.types
                .get(*id)
                .is_some_and(|ty| ty.likeness(names).is_some_and(|likeness| likeness.shared == 0))
        };
        match best {
            Some(best) if if_unlike == IfUnlike::Another && is_unlike(&best) => self.one_more(name),
            Some(best) => best,
            None => self.of_page(name),
        }
    }

    /// Whether an enum may have this value.
    pub(crate) fn may_have(&self, id: TypeId, json: &JsonForm, xml: &XmlForm) -> bool {
        self.types.get(id).is_some_and(|ty| !contradicts(ty, EnumValue::of(json, xml)))
    }

    /// Returns whether an enum of which the engine has made a value shows another lowest one than it does here: the
    /// engine sets an enum's lowest value wherever it stands.
    pub(crate) fn has_another_lowest(&self, id: TypeId, json: &JsonForm, xml: &XmlForm) -> bool {
        let value = EnumValue::of(json, xml);
        let differs = |one: Option<&str>, other: Option<&str>| {
            one.zip(other).is_some_and(|(one, other)| !one.eq_ignore_ascii_case(other))
        };
        self.types.get(id).filter(|ty| ty.shown_by == ShownBy::Engine).is_some_and(|ty| {
            ty.shown
                .iter()
                .map(|(json, xml)| EnumValue::of(json, xml))
                .any(|shown| differs(shown.number, value.number) || differs(shown.name, value.name))
        })
    }

    /// The type of this name that members of these names in a sample of the engine's can be of: the likely
    /// one, unless it is shown with others.
    pub(crate) fn unless_unlike(&mut self, name: &str, likely: TypeId, names: &HashSet<String>) -> TypeId {
        let is_unlike = |id: &TypeId| self.types.get(*id).is_some_and(|ty| ty.is_unlike(names));
        if names.is_empty() || !is_unlike(&likely) {
            return likely;
        }
        let other = self.variants(name).iter().copied().find(|id| !is_unlike(id));
        other.unwrap_or_else(|| self.one_more(name))
    }

    /// The enum of this name that may have this value.
    pub(crate) fn of_value(&mut self, name: &str, likely: TypeId, json: &JsonForm, xml: &XmlForm) -> TypeId {
        let value = EnumValue::of(json, xml);
        let all = std::iter::once(likely).chain(self.variants(name).iter().copied());
        let fitting =
            all.into_iter().find(|id| self.types.get(*id).is_some_and(|ty| !contradicts(ty, value)));
        if let Some(id) = fitting {
            return id;
        }
        let id = self.one_more(name);
        // The page is that of the enum whose values it lists.
        let text = value.name.unwrap_or_default();
        let lists = |ty: &Type, text: &str| ty.values.iter().flatten().any(|row| row.name == text);
        let is_this_ones = self.types.get(likely).is_some_and(|ty| {
            lists(ty, text)
                && !ty
                    .shown
                    .iter()
                    .any(|(json, xml)| value_name(json, xml).is_some_and(|other| lists(ty, other)))
        });
        if is_this_ones && let Some(ty) = self.get_mut(likely) {
            let (values, doc) = (ty.values.take(), std::mem::take(&mut ty.doc));
            if let Some(ty) = self.get_mut(id) {
                (ty.values, ty.doc) = (values, doc);
            }
        }
        id
    }
}

/// What to do where no type of a name has any of the members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IfUnlike {
    /// It is the likely one all the same.
    Same,
    /// It is another type.
    Another,
    /// It is the one with most of the members.
    Best,
}

/// What samples show of an enum's value.
#[derive(Clone, Copy, PartialEq, Eq)]
struct EnumValue<'v> {
    number: Option<&'v str>,
    name: Option<&'v str>,
}

impl<'v> EnumValue<'v> {
    fn of(json: &'v JsonForm, xml: &'v XmlForm) -> Self {
        let number = match json {
            JsonForm::Whole(number) => Some(number.as_str()),
            _ => None,
        };
        Self { number, name: value_name(json, xml) }
    }
}

pub(crate) fn value_name<'a>(json: &'a JsonForm, xml: &'a XmlForm) -> Option<&'a str> {
    match (xml, json) {
        (XmlForm::Text(Text::Other(text)), _) | (_, JsonForm::Text(Text::Other(text))) => Some(text),
        _ => None,
    }
}

/// Returns the name of an enum's value, or its number where samples show no name.
pub(crate) fn value_of<'a>(json: &'a JsonForm, xml: &'a XmlForm) -> Option<&'a str> {
    let EnumValue { number, name } = EnumValue::of(json, xml);
    name.or(number)
}

/// Returns whether an enum cannot have a value: it has another name for the number, or another number for the
/// name.
fn contradicts(ty: &Type, value: EnumValue<'_>) -> bool {
    let EnumValue { number: Some(number), name: Some(name) } = value else { return false };
    let of_samples = ty.shown.iter().any(|(json, xml)| match EnumValue::of(json, xml) {
        EnumValue { number: Some(other_number), name: Some(other_name) } => {
            (other_number == number) != (other_name == name)
        }
        _ => false,
    });
    let of_page = ty.values.iter().flatten().any(|row| {
        let value = row.value.trim();
        row.name == name && !value.is_empty() && value != number
    });
    of_samples || of_page
}

/// Whether an enum is known to have a value, by its page or by other samples.
pub(crate) fn has_value(ty: &Type, json: &JsonForm, xml: &XmlForm) -> bool {
    let value = EnumValue::of(json, xml);
    let EnumValue { number: Some(number), name: Some(name) } = value else { return false };
    let on_page = ty.values.iter().flatten().any(|row| row.name == name && row.value.trim() == number);
    on_page || ty.shown.iter().any(|(json, xml)| EnumValue::of(json, xml) == value)
}

/// Returns whether samples show an enum with a value of the same name, or of the same number.
pub(crate) fn shares_value(ty: &Type, json: &JsonForm, xml: &XmlForm) -> bool {
    let value = EnumValue::of(json, xml);
    let is_same = |one: Option<&str>, other: Option<&str>| one.is_some() && one == other;
    let shown = ty.shown.iter().map(|(json, xml)| EnumValue::of(json, xml));
    shown.into_iter().any(|own| is_same(own.name, value.name) || is_same(own.number, value.number))
}

/// Whether an enum is known to have a value of a name, which JSON may show without its number.
pub(crate) fn has_name(ty: &Type, json: &JsonForm, xml: &XmlForm) -> bool {
    let value = EnumValue::of(json, xml);
    let Some(name) = value.name else { return false };
    let on_page = ty.values.iter().flatten().any(|row| row.name == name);
    (on_page || ty.shown.iter().any(|(json, xml)| EnumValue::of(json, xml) == value))
        && !contradicts(ty, value)
}

/// What the members in a sample are called.
pub(crate) fn names_in(json: Option<&Json>, xml: Option<&Element>) -> HashSet<String> {
    match json {
        Some(Json::Object(object)) => object.members.iter().map(|(name, _)| loosely(name)).collect(),
        _ => {
            xml.into_iter().flat_map(|xml| &xml.children).map(|child| loosely(&decode(&child.name))).collect()
        }
    }
}
