//! What is written of a member, the same in every format.

use super::{Body, MemberPlan, ObjectPlan, TypePlan};
use crate::clr::{Char, Guid, TimeSpan};
use crate::value::{ConvertedView, Object, View};

/// What becomes of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Emission {
    Written,
    LeftOut,
    /// `EmitDefaultValue=false` leaves it out, although it is required.
    RequiredLeftOut,
}

impl MemberPlan {
    /// Returns whether a value is written: not if it is absent, if it is a null that may be refused, or a
    /// default that is not to be emitted.
    #[inline]
    pub(crate) fn emission(&self, view: View<'_>) -> Emission {
        match view {
            View::Absent => Emission::LeftOut,
            // Most members are of this kind.
            _ if self.writes_every_value => Emission::Written,
            view => self.emission_by_attributes(view),
        }
    }

    fn emission_by_attributes(&self, view: View<'_>) -> Emission {
        match view {
            View::Null if !self.takes_nil && !self.is_required => Emission::LeftOut,
            view if self.default_value.as_ref().is_some_and(|default| default.is(view)) => Emission::LeftOut,
            view if !self.emit_default_value && is_default(&self.ty, view) => {
                if self.is_required {
                    Emission::RequiredLeftOut
                } else {
                    Emission::LeftOut
                }
            }
            View::Converted(value) if !self.takes_nil && !self.is_required => self.emission_of(value),
            _ => Emission::Written,
        }
    }

    /// What becomes of the value that another one is converted to. One that cannot be is the writer's to
    /// refuse.
    #[cold]
    #[inline(never)]
    fn emission_of(&self, value: &dyn ConvertedView) -> Emission {
        value.with(|view| self.emission(view)).unwrap_or(Emission::Written)
    }

    /// Returns whether a document may lack the member: some of its values are left out, by the rules above.
    pub(crate) fn may_be_left_out(&self) -> bool {
        let has_condition = self.default_value.is_some() || self.linked.is_some();
        let leaves_out_null = !self.takes_nil && self.ty.is_nullable;
        !self.is_required && (!self.emit_default_value || leaves_out_null || has_condition)
    }
}

/// Returns whether `EmitDefaultValue=false` leaves the value out: null, zero, false, a struct of such values.
/// Empty texts and collections are written, and a `Nullable` that holds zero.
pub(crate) fn is_default(ty: &TypePlan, view: View<'_>) -> bool {
    if ty.is_nullable && !matches!(view, View::Converted(_)) {
        return matches!(view, View::Absent | View::Null);
    }
    match view {
        View::Absent | View::Null => true,
        View::Bool(value) => !value,
        View::Int(value) => value == 0,
        View::UInt(value) => value == 0,
        View::Single(value) => value == 0.0,
        View::Double(value) => value == 0.0,
        View::Decimal(value) => value.mantissa() == 0,
        View::Char(value) => value == Char::default(),
        View::DateTime(value) => value.ticks() == 0,
        View::DateTimeOffset(value) => value.utc_date_time().ticks() == 0,
        View::TimeSpan(value) => value == TimeSpan::default(),
        View::Guid(value) => *value == Guid::default(),
        View::Object(object) => is_default_struct(ty, object),
        View::Converted(value) => value.with(|view| is_default(ty, view)).unwrap_or(false),
        View::Str(_)
        | View::Uri(_)
        | View::Bytes(_)
        | View::List(_)
        | View::Map(_)
        | View::Shared(_)
        | View::Any(_) => false,
    }
}

fn is_default_struct(ty: &TypePlan, object: &dyn Object) -> bool {
    let Some(ObjectPlan { body: Body::Class(class), is_struct: true, .. }) = ty.object() else {
        return false;
    };
    let mut all = true;
    object.views(&mut |views| {
        all = class
            .members
            .iter()
            .all(|member| views.get(member.index).is_none_or(|view| is_default(&member.ty, *view)));
    });
    all
}
