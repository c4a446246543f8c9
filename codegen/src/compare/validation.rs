//! What a service checks of a value.

use std::collections::BTreeSet;

use super::{
    context::Comparer,
    effect::{Effect, Flow, Reading, WireEffect},
    rules::Rule,
    verdict::Verdict::{Breaks, Risky},
};
use crate::spec::{Annotations, Literal, Span, Spanned, TextRule};

/// What has become of the rules that a service checks.
#[derive(Default)]
struct Found {
    tighter: Vec<String>,
    looser: Vec<String>,
    messages: Vec<&'static str>,
}

impl Found {
    fn is_empty(&self) -> bool {
        self.tighter.is_empty() && self.looser.is_empty() && self.messages.is_empty()
    }
}

/// Compares what a service checks of a value. It checks what it is sent, so that answers are not touched.
pub(super) fn compare(
    cx: &mut Comparer<'_>,
    subject: &str,
    at: [Span; 2],
    [before, after]: [&Annotations; 2],
    flow: Flow,
    items: &[String],
) {
    let found = differences(before, after);
    let mut report = |rule, parts: Vec<String>, effect: Effect| {
        if !parts.is_empty() {
            let change = cx.changed(rule, subject, parts.join("; "), at[0], at[1]);
            cx.report(change.wire(WireEffect::requests(effect), flow).items(items.iter().cloned()));
        }
    };
    report(Rule::ValidationTightened, found.tighter, Effect::old_to_new(Reading::all(Breaks)));
    report(Rule::ValidationLoosened, found.looser, Effect::new_to_old(Reading::all(Risky)));
    let messages = found.messages.into_iter().map(str::to_owned).collect();
    report(Rule::ValidationMessageChanged, messages, Effect::NONE);
}

fn differences(before: &Annotations, after: &Annotations) -> Found {
    // Every rule is named here, so that one that is new cannot be forgotten.
    let Annotations {
        required,
        allows_empty_strings,
        min_length,
        max_length,
        length,
        range,
        pattern,
        data_type,
        texts,
        compare,
        display_name,
        messages,
        order,
    } = before;
    let mut found = Found::default();
    let mut flag = |what: &str, before: bool, after: bool| match (before, after) {
        (false, true) => found.tighter.push(format!("{what} now")),
        (true, false) => found.looser.push(format!("no longer {what}")),
        _ => {}
    };
    flag("required", *required, after.required);
    if *required && after.required {
        flag("not to be empty", !allows_empty_strings, !after.allows_empty_strings);
    }
    for rule in TextRule::ALL {
        flag(&format!("checked by `{}`", rule.key()), texts.contains(&rule), after.texts.contains(&rule));
    }
    let lengths = [
        limits(min_length.as_ref(), max_length.as_ref(), length.as_ref()),
        limits(after.min_length.as_ref(), after.max_length.as_ref(), after.length.as_ref()),
    ];
    bounds(&mut found, "length", lengths);
    let ranges = [numbers(range.as_ref()), numbers(after.range.as_ref())];
    match ranges {
        [Ok(old), Ok(new)] => bounds(&mut found, "value", [old, new]),
        _ if *range != after.range => {
            // Bounds that are no numbers are not compared.
            match (range, &after.range) {
                (Some(_), None) => found.looser.push("no longer checked for its range".to_owned()),
                _ => found.tighter.push("the range changed".to_owned()),
            }
        }
        _ => {}
    }
    for (what, old, new) in
        [("pattern", pattern, &after.pattern), ("compared member", compare, &after.compare)]
    {
        match (old, new) {
            (old, new) if old == new => {}
            (Some(_), None) => found.looser.push(format!("no longer checked by {what}")),
            (None, Some(new)) => found.tighter.push(format!("checked by the {what} `{}`", new.value)),
            (Some(_), Some(new)) => found.tighter.push(format!("the {what} is `{}`", new.value)),
            (None, None) => {}
        }
    }
    if *data_type != after.data_type {
        // It says what is meant; nothing checks it.
        found.messages.push("the data type changed");
    }
    let keys = |order: &[String]| order.iter().cloned().collect::<BTreeSet<_>>();
    if *display_name != after.display_name || *messages != after.messages {
        found.messages.push("the texts of messages changed");
    } else if *order != after.order && found.is_empty() {
        let is_reordered = keys(order) == keys(&after.order);
        let other = "the rules have other names, and with them the texts of messages";
        found.messages.push(if is_reordered { "the order of messages changed" } else { other });
    }
    found
}

/// The lowest and the highest that is taken.
type Bounds = [Option<i128>; 2];

fn limits(
    min: Option<&Spanned<u32>>,
    max: Option<&Spanned<u32>>,
    length: Option<&(Spanned<u32>, Spanned<u32>)>,
) -> Bounds {
    let number = |value: &Spanned<u32>| i128::from(value.value);
    let lows = [min.map(number), length.map(|(low, _)| number(low))];
    let highs = [max.map(number), length.map(|(_, high)| number(high))];
    [lows.into_iter().flatten().max().filter(|low| *low > 0), highs.into_iter().flatten().min()]
}

/// Returns the bounds of a range of whole numbers, in millionths; an error if they are none.
fn numbers(range: Option<&(Spanned<Literal>, Spanned<Literal>)>) -> Result<Bounds, ()> {
    let number = |literal: &Literal| match literal {
        Literal::Number(text) | Literal::Text(text) => millionths(text).ok_or(()),
        Literal::Null | Literal::Bool(_) => Err(()),
    };
    match range {
        None => Ok([None, None]),
        Some((low, high)) => Ok([Some(number(low)?), Some(number(high)?)]),
    }
}

fn millionths(text: &str) -> Option<i128> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_negative = whole.starts_with('-');
    let whole: i128 = whole.parse().ok()?;
    if fraction.len() > 6 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let fraction: i128 = format!("{fraction:0<6}").parse().ok()?;
    whole.checked_mul(1_000_000)?.checked_add(if is_negative { -fraction } else { fraction })
}

fn bounds(found: &mut Found, what: &str, [before, after]: [Bounds; 2]) {
    let shown = |bound: Option<i128>| {
        bound.map_or_else(
            || "any".to_owned(),
            |bound| {
                let scale = if what == "value" { 1_000_000 } else { 1 };
                let (sign, size) = (if bound < 0 { "-" } else { "" }, bound.unsigned_abs());
                let fraction = format!("{:06}", size % scale);
                let fraction = fraction.trim_end_matches('0');
                let point = if fraction.is_empty() { "" } else { "." };
                format!("{sign}{}{point}{fraction}", size / scale)
            },
        )
    };
    // The lowest that is taken, turned round, is compared like the highest.
    let ends = [("at least", before[0], after[0], -1), ("at most", before[1], after[1], 1)];
    for (end, old, new, sign) in ends {
        let key = |bound: Option<i128>| bound.map_or(i128::MAX, |bound| sign * bound);
        let text = format!("{what} {end} {}; it was {}", shown(new), shown(old));
        match key(new).cmp(&key(old)) {
            std::cmp::Ordering::Less => found.tighter.push(text),
            std::cmp::Ordering::Greater => found.looser.push(text),
            std::cmp::Ordering::Equal => {}
        }
    }
}
