//! What was learnt, against what the service's code says.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use datacontract_codegen::spec::{
    Clr, EnumMember, Format, JsonEnums, Member, Spec, TypeExprKind, TypeKind, wire_name,
};
use datacontract_workbench::site::Site;

/// What was learnt, against what the service's code says.
#[derive(Default)]
pub(crate) struct Compared {
    /// The members of which something was learnt about null.
    pub(crate) settled: BTreeSet<String>,
    pub(crate) right: usize,
    pub(crate) wrong: Vec<String>,
}

impl Compared {
    pub(crate) fn specs(&mut self, before: &Site, after: &Site, truth: &Site) {
        let by_name = |site: &Site| -> BTreeMap<String, usize> {
            let types = site.spec().types.iter().enumerate();
            types.map(|(index, ty)| (ty.name.value.to_string(), index)).collect()
        };
        let truths = by_name(truth);
        for (index, ty) in after.spec().types.iter().enumerate() {
            // Types whose names pages do not show have made-up ones.
            let name = ty.name.value.to_string();
            let ending = |found: &&String| found.rsplit(['.', '+']).next() == Some(name.as_str());
            let Some(of) =
                truths.get(&name).or_else(|| truths.keys().find(ending).and_then(|name| truths.get(name)))
            else {
                continue;
            };
            if index < before.spec().types.len() {
                self.types(before, after, truth, (index, *of));
            } else {
                self.new_type(after.spec(), truth.spec(), (index, *of));
            }
        }
    }

    /// Compares a type that no page has shown: its members have to be there, and those of which the type is known have it.
    fn new_type(&mut self, after: &Spec, truth: &Spec, (index, of): (usize, usize)) {
        let name = &after.types[index].name.value;
        let Some(class) = after.types[index].class() else { return };
        for member in &class.members {
            let place = format!("{name}.{}", member.name.value);
            // What C# calls a member stands nowhere on the wire.
            let on_the_wire = wire_name(after, Format::Xml, index, member);
            let mut owners = truth.with_bases(of).into_iter();
            let real = owners.find_map(|owner| {
                let mut members = truth.types[owner].class()?.members.iter();
                members.find(|real| wire_name(truth, Format::Xml, owner, real) == on_the_wire)
            });
            self.check(&format!("{place} is there"), &real.is_some(), &true);
            // A text may be anything that is written as one, and a number beyond `int` is taken to be `long` until one is
            // greater than that.
            let is_open = matches!(member.ty.clr(), Some(Clr::String | Clr::Long));
            if let Some(real) = real.filter(|_| member.ty.exact() && !is_open) {
                self.check(&format!("{place}, type"), &member.ty.clr(), &real.ty.clr());
            }
        }
    }

    fn types(&mut self, before: &Site, after: &Site, truth: &Site, (index, of): (usize, usize)) {
        let (old, new, real) =
            (&before.spec().types[index], &after.spec().types[index], &truth.spec().types[of]);
        let name = &new.name.value;
        let namespace =
            |site: &Site, index| site.graph().contract_at(index).map(|it| it.qualified_name().clone());
        if namespace(before, index) != namespace(after, index) {
            self.check(&format!("{name}, its name"), &namespace(after, index), &namespace(truth, of));
        }
        match (&old.kind, &new.kind, &real.kind) {
            (TypeKind::Class(old), TypeKind::Class(new), TypeKind::Class(_)) => {
                for member in &new.members {
                    let was = old.members.iter().find(|old| old.name.value == member.name.value);
                    let is = truth.spec().all_members(of).find(|real| real.name.value == member.name.value);
                    let place = format!("{name}.{}", member.name.value);
                    let Some(is) = is else {
                        if was.is_none() {
                            self.wrong.push(format!("{place}: there is no such member"));
                        }
                        continue;
                    };
                    self.member(&place, (before.spec(), was), (after.spec(), member), (truth.spec(), is));
                }
            }
            (TypeKind::Enum(old), TypeKind::Enum(new), TypeKind::Enum(real)) => {
                for member in &new.members {
                    let of_name = |it: &EnumMember| {
                        (
                            it.wire_name().map_or(it.name.value.clone(), |name| name.value.clone()),
                            it.value.value,
                        )
                    };
                    if !old.members.iter().any(|old| of_name(old) == of_name(member)) {
                        let known: Vec<_> = real.members.iter().map(of_name).collect();
                        let place = format!("{name}.{}: {}", member.name.value, member.value.value);
                        // Where JSON has texts, numbers stand nowhere.
                        let is_text =
                            after.spec().json.with(after.spec().types[index].json).enums != JsonEnums::Number;
                        let is_known = known.iter().any(|(text, number)| {
                            *text == of_name(member).0 && (is_text || *number == member.value.value)
                        });
                        self.check(&place, &is_known, &true);
                    }
                }
            }
            _ => {}
        }
    }

    fn member(
        &mut self,
        place: &str,
        (old_spec, old): (&Spec, Option<&Member>),
        (new_spec, new): (&Spec, &Member),
        (real_spec, real): (&Spec, &Member),
    ) {
        let nullability = |spec: &Spec, member: &Member| spec.nullability(member);
        let is_changed = old.is_none_or(|old| nullability(old_spec, old) != nullability(new_spec, new));
        if is_changed || self.settled.contains(place) {
            self.check(&format!("{place}, null"), &nullability(new_spec, new), &nullability(real_spec, real));
        }
        let marks = |member: &Member| {
            let mut marks = Vec::new();
            member.ty.without_nullable().each_part(&mut |part| {
                marks.push(matches!(part.kind, TypeExprKind::Nullable(_)));
            });
            marks
        };
        if old.is_some_and(|old| marks(old) != marks(new)) {
            self.check(&format!("{place}, nulls within"), &marks(new), &marks(real));
        }
        let is_exact_now =
            new.ty.exact() && old.is_some_and(|old| !old.ty.exact() || old.ty.clr() != new.ty.clr());
        if is_exact_now {
            self.check(&format!("{place}, type"), &new.ty.clr(), &real.ty.clr());
        }
    }

    fn check<T: PartialEq + fmt::Debug>(&mut self, place: &str, found: &T, expected: &T) {
        if found == expected {
            self.right += 1;
        } else {
            self.wrong.push(format!("{place}: {found:?}, not {expected:?}"));
        }
    }
}
