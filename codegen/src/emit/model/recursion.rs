//! Where a class holds itself: which members need a box.

use std::collections::BTreeSet;

use super::Model;

/// A class that is being looked through: its members (declaring class, place), and how many have been looked
/// at.
struct Visit {
    class: usize,
    members: Vec<(usize, usize)>,
    next: usize,
}

/// The members, as (class, place), that lead back to a class they are part of. Boxing these makes all types
/// finite; members within lists and dictionaries are on the heap already.
pub(super) fn boxed_members(model: &Model<'_>) -> BTreeSet<(usize, usize)> {
    let mut boxed = BTreeSet::new();
    let mut done: BTreeSet<usize> = BTreeSet::new();
    for start in 0..model.spec.types.len() {
        if done.contains(&start) {
            continue;
        }
        // Not by recursion: classes may hold each other in long chains.
        let mut stack = vec![visit(model, start)];
        let mut open = BTreeSet::from([start]);
        while let Some(top) = stack.last_mut() {
            let Some(&member) = top.members.get(top.next) else {
                open.remove(&top.class);
                done.insert(top.class);
                stack.pop();
                continue;
            };
            top.next += 1;
            if boxed.contains(&member) {
                continue;
            }
            let mut targets = Vec::new();
            model.member_type(member.0, member.1).each_inline(model, &mut |target| targets.push(target));
            if targets.iter().any(|target| open.contains(target)) {
                boxed.insert(member);
                continue;
            }
            let mut new = targets.into_iter().filter(|target| !done.contains(target));
            if let Some(first) = new.next() {
                // The member comes again for the others: what the first one reaches may be one of them.
                top.next -= usize::from(new.next().is_some());
                open.insert(first);
                stack.push(visit(model, first));
            }
        }
    }
    boxed
}

/// Visits the class at a place with all its members: a base class is part of it like a member.
fn visit(model: &Model<'_>, class: usize) -> Visit {
    let classes = model.spec.with_bases(class).into_iter().filter(|index| model.external(*index).is_none());
    let members = classes.flat_map(|index| {
        let count = model.class(index).map_or(0, |class| class.members.len());
        (0..count).map(move |place| (index, place))
    });
    Visit { class, members: members.collect(), next: 0 }
}
