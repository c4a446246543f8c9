//! A value in which another list stands in the place of its own.

use crate::contract::Contract;
use crate::error::{Error, ErrorKind, Result};
use crate::value::{List, Object, Slot, View};

/// Calls `f` with a view of a value in which `list` stands where a path of members leads.
///
/// Where the path leads through something else than objects, the view is that of the value itself.
pub(super) fn with_list(view: View<'_>, path: &[usize], list: &dyn List, f: &mut dyn FnMut(View<'_>)) {
    match (view, path) {
        (_, []) => f(View::List(list)),
        (View::Object(object), [member, rest @ ..]) => {
            f(View::Object(&WithList { object, member: *member, rest, list }));
        }
        (view, _) => f(view),
    }
}

/// An object in which another list stands in the place of one that it leads to.
struct WithList<'v> {
    object: &'v dyn Object,
    /// The index of the member among the views of the object.
    member: usize,
    /// The members that lead from there to the list.
    rest: &'v [usize],
    list: &'v dyn List,
}

impl Object for WithList<'_> {
    fn actual_contract(&self) -> Option<&'static Contract> {
        self.object.actual_contract()
    }

    fn is_known(&self) -> bool {
        self.object.is_known()
    }

    fn views(&self, f: &mut dyn FnMut(&[View<'_>])) {
        self.object.views(&mut |views| {
            let Some(member) = views.get(self.member) else { return f(views) };
            with_list(*member, self.rest, self.list, &mut |changed| {
                let mut views = views.to_vec();
                views[self.member] = changed;
                f(&views);
            });
        });
    }

    fn slots(&mut self, _: &mut dyn FnMut(&mut [Slot<'_>]) -> Result<()>) -> Result<()> {
        Err(Error::new(ErrorKind::Value, "a value that is written cannot be filled"))
    }
}

/// A list that is only looked at: of one item, or of none.
pub(super) struct Fixed<'v>(pub(super) Option<View<'v>>);

impl List for Fixed<'_> {
    fn len(&self) -> usize {
        usize::from(self.0.is_some())
    }

    fn item(&self, _: usize) -> View<'_> {
        self.0.unwrap_or(View::Absent)
    }

    fn clear(&mut self) {}

    fn reserve(&mut self, _: usize) {}

    fn push(&mut self) -> Slot<'_> {
        Slot::Absent
    }

    fn pop(&mut self) {}
}
