//! What of the generated Rust changes for the code that uses it.
//!
//! It is read off the code that is emitted for both states, so that nothing has to be guessed: names that collide, types
//! that are boxed, traits that cannot be derived any more.

mod surface;

use std::collections::BTreeMap;

use self::surface::{Item, ItemKind, Surface as Items};
use super::{
    change::Change,
    context::Comparer,
    items,
    pairs::full_name,
    rules::Rule,
    verdict::{Side, Surface, Verdict},
};
use crate::{
    emit::{self, Destination, Options, Parts},
    spec::{Span, Spec},
};

/// What has become of an item of the generated code.
struct ItemChange {
    rule: Rule,
    path: String,
    message: String,
    verdict: Verdict,
}

/// What has changed in a module of Rust for the code that uses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RustChange {
    /// What has changed.
    pub message: String,
    /// Whether code that uses the module still compiles.
    pub verdict: Verdict,
}

/// Returns what has changed between two states of a generated module; nothing if one of them is no Rust.
///
/// ```
/// use datacontract_codegen::compare::{Verdict, rust_changes};
///
/// let changes = rust_changes("pub struct Order { pub id: i32 }", "pub struct Order { pub id: i64 }");
/// assert_eq!(changes[0].message, "`Order.id` is `i64`; it was `i32`");
/// assert_eq!(changes[0].verdict, Verdict::Breaks);
/// ```
#[must_use]
pub fn rust_changes(before: &str, after: &str) -> Vec<RustChange> {
    let (Some(before), Some(after)) = (Items::of(before), Items::of(after)) else { return Vec::new() };
    let changes = differences(&before, &after).into_iter();
    changes.map(|ItemChange { message, verdict, .. }| RustChange { message, verdict }).collect()
}

/// Compares the code that is emitted for both states, and says which change of the spec each difference belongs to.
pub(super) fn compare(cx: &mut Comparer<'_>, parts: Parts) {
    let [before, after] =
        [cx.before, cx.after].map(|spec| Items::of(&module(spec, parts)).unwrap_or_default());
    for change in differences(&before, &after) {
        let sides = sides(&change.path);
        let owners = owners(&cx.changes, &change.path);
        if owners.is_empty() {
            let mut own = located(cx, &change);
            own.verdicts.raise_on(Surface::Rust, sides, change.verdict);
            own.rust.push(change.message);
            cx.report(own);
            continue;
        }
        for owner in owners {
            let owner = &mut cx.changes[owner];
            owner.verdicts.raise_on(Surface::Rust, sides, change.verdict);
            owner.rust.push(change.message.clone());
        }
    }
}

fn module(spec: &Spec, parts: Parts) -> String {
    let options = Options { parts, destination: Destination::Included, ..Options::default() };
    emit::module(spec, &options)
}

/// Returns who calls an item: of a client its callers, of a server those that implement it, of types both.
fn sides(path: &str) -> &'static [Side] {
    if path.starts_with("client::") {
        &[Side::Clients]
    } else if path.starts_with("server::") {
        &[Side::Servers]
    } else {
        &Side::ALL
    }
}

/// Returns the changes of the spec that an item belongs to: those that name it, or else the longest path that it is in.
fn owners(changes: &[Change], path: &str) -> Vec<usize> {
    let holds = |item: &str| {
        path.strip_prefix(item).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', ':']))
    };
    let length = |change: &Change| {
        change.items.iter().filter(|item| holds(item)).map(String::len).max().unwrap_or_default()
    };
    let longest = changes.iter().map(length).max().unwrap_or_default();
    if longest == 0 {
        return Vec::new();
    }
    changes
        .iter()
        .enumerate()
        .filter(|(_, change)| length(change) == longest)
        .map(|(index, _)| index)
        .collect()
}

/// Returns a change of its own for what no change of the spec explains, at the type or endpoint that it belongs to.
fn located(cx: &Comparer<'_>, change: &ItemChange) -> Change {
    let name = change.path.split([':', '.']).next().unwrap_or_default();
    let of_type = |spec: &Spec| (0..spec.types.len()).find(|index| spec.rust_type_name(*index) == name);
    let of_endpoint = |spec: &Spec| {
        spec.endpoints.iter().position(|endpoint| {
            items::of_endpoint(endpoint).iter().any(|item| change.path.starts_with(item.as_str()))
        })
    };
    let span = |spec: &Spec| {
        let ty = of_type(spec).map(|index| spec.types[index].name.span);
        let endpoint = || of_endpoint(spec).map(|index| spec.endpoints[index].heading.span);
        ty.or_else(endpoint)
    };
    let subject = of_type(cx.after)
        .map(|index| full_name(cx.after, index))
        .or_else(|| of_type(cx.before).map(|index| full_name(cx.before, index)))
        .unwrap_or_else(|| change.path.clone());
    let mut own = Change::new(change.rule, subject, change.message.clone());
    let spans = [cx.before, cx.after].map(span);
    // What belongs to no type and to no endpoint belongs to the API.
    let is_of_api = spans.iter().all(Option::is_none);
    let of = |spec: &Spec, span: Option<Span>| span.or_else(|| is_of_api.then_some(spec.name.span));
    if let Some(span) = of(cx.before, spans[0]) {
        own = own.before(&cx.before.file, span);
    }
    if let Some(span) = of(cx.after, spans[1]) {
        own = own.after(&cx.after.file, span);
    }
    own
}

fn differences(before: &Items, after: &Items) -> Vec<ItemChange> {
    let mut changes = Vec::new();
    let mut push = |rule, path: &str, message: String, verdict| {
        changes.push(ItemChange { rule, path: path.to_owned(), message, verdict });
    };
    let (old, new): (&BTreeMap<String, Item>, &BTreeMap<String, Item>) = (&before.items, &after.items);
    for (path, item) in old {
        let Some(other) = new.get(path) else {
            // What stands in it is gone with it.
            if !item.owner().is_some_and(|owner| old.contains_key(owner) && !new.contains_key(owner)) {
                let message = format!("{} `{path}` is gone", item.kind.word());
                push(Rule::RustItemRemoved, path, message, Verdict::Breaks);
            }
            continue;
        };
        if item.kind != other.kind {
            let message = format!("`{path}` is {}; it was {}", other.kind.word(), item.kind.word());
            push(Rule::RustTypeChanged, path, message, Verdict::Breaks);
            continue;
        }
        if item.text != other.text {
            let rule = match item.kind {
                ItemKind::Function | ItemKind::RequiredFunction => Rule::RustSignatureChanged,
                _ => Rule::RustTypeChanged,
            };
            let message = format!("`{path}` is `{}`; it was `{}`", other.text, item.text);
            // Few name the type of a status.
            let verdict = if item.kind == ItemKind::Status { Verdict::Risky } else { Verdict::Breaks };
            push(rule, path, message, verdict);
        }
        let gone: Vec<&str> = item.traits.difference(&other.traits).map(String::as_str).collect();
        if !gone.is_empty() {
            let message = format!("`{path}` no longer has {}", quoted(&gone));
            push(Rule::RustTraitRemoved, path, message, Verdict::Breaks);
        }
        let got: Vec<&str> = other.traits.difference(&item.traits).map(String::as_str).collect();
        if !got.is_empty() {
            push(Rule::RustTraitAdded, path, format!("`{path}` has {}", quoted(&got)), Verdict::Safe);
        }
        if item.attributes != other.attributes {
            let message = format!("the attributes of `{path}` changed");
            push(Rule::RustAttributesChanged, path, message, Verdict::Risky);
        }
        if item.is_deprecated != other.is_deprecated {
            let now = if other.is_deprecated { "is deprecated" } else { "is no longer deprecated" };
            push(Rule::DeprecationChanged, path, format!("`{path}` {now}"), Verdict::Safe);
        }
    }
    for (path, item) in new.iter().filter(|(path, _)| !old.contains_key(*path)) {
        if item.owner().is_some_and(|owner| new.contains_key(owner) && !old.contains_key(owner)) {
            continue;
        }
        let (rule, verdict) = match item.kind {
            // Literals name all fields.
            ItemKind::Field => (Rule::RustFieldAdded, Verdict::Breaks),
            ItemKind::Variant => (Rule::RustVariantAdded, Verdict::Breaks),
            ItemKind::RequiredFunction => (Rule::RustItemAdded, Verdict::Breaks),
            _ => (Rule::RustItemAdded, Verdict::Safe),
        };
        push(rule, path, format!("{} `{path}` is new", item.kind.word()), verdict);
    }
    changes
}

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
