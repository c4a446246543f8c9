//! The proof that the Rust types that were chosen for types of .NET give a sample back. The contract has done
//! so before.

use datacontract::contract::Type;

use super::{
    difference::{Difference, differences},
    explain::{Explain, Source},
    format,
    locate::{self, locate},
    mask::is_hidden,
    report::SampleState,
    sampled::{Read, Shown},
    shown::shown,
    subject::PayloadUnderTest,
    token::Token,
    value_types::{Outcome, Refusal, pass},
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    spec::{Span, ValueType},
};

/// Passes a sample through the chosen types, and says where another one comes out.
pub(super) fn prove(
    payload: &PayloadUnderTest<'_, '_>,
    read: &Read<'_>,
    ty: &Type,
    diagnostics: &mut Diagnostics,
) -> SampleState {
    if payload.spec.rust_types.iter().next().is_none() {
        return SampleState::Reproduced;
    }
    let sample = &read.sample;
    let settings = payload.settings(sample);
    // Objects are shared between copies of a value, so that it is read anew.
    let passed = format::read(sample.format, &sample.text, ty, &settings);
    let Ok(mut value) = passed else { return SampleState::Failed };
    if let Outcome::Refused(refusal) = pass(payload.graph, &mut value, ty) {
        diagnostics.push(refused(payload, read, &refusal));
        return SampleState::ChangedByTypes;
    }
    let own = format::write(sample.format, &read.value, ty, &settings);
    let passed = format::write(sample.format, &value, ty, &settings);
    let (Ok(own), Ok(passed)) = (own, passed) else { return SampleState::Failed };
    if own == passed {
        return SampleState::Reproduced;
    }
    let sampled = Shown::new(sample, &payload.graph.json_settings());
    let (own, found) = (read.as_sampled(&sampled, &own), read.as_sampled(&sampled, &passed));
    let masked = payload.secrets.masked(sample.format, &passed);
    let differences = differences(&own, &found, |_, _| false);
    for difference in &differences {
        diagnostics.push(changed(payload, read, difference, (&sampled.tokens, &own, &found), &masked));
    }
    if differences.is_empty() { SampleState::Reproduced } else { SampleState::ChangedByTypes }
}

/// Says what a chosen type makes of a value.
fn changed(
    payload: &PayloadUnderTest<'_, '_>,
    read: &Read<'_>,
    difference: &Difference,
    (sampled, own, found): (&[Token<'_>], &[Token<'_>], &[Token<'_>]),
    masked: &str,
) -> Diagnostic {
    let sample = &read.sample;
    let steps = difference.path(own, found);
    let located = locate(payload.graph, payload.form(sample.format), payload.ty, &steps);
    let explain =
        Explain { payload, sample, source: Source::Itself, expected: sampled, found, shown: masked };
    let path = explain.path(&steps);
    // What the contract writes has the tokens of the sample, one for one.
    let (expected, written) = (sampled.get(difference.expected), found.get(difference.found));
    let is_secret = expected.is_some_and(|token| is_hidden(token, sample.file.text()))
        || written.is_some_and(|token| is_hidden(token, masked));
    let ty = locate::clr(&located).and_then(|clr| payload.spec.rust_types.of(clr));
    let by = ty.map_or("the chosen Rust types write".to_owned(), |ty| format!("`{}` writes", ty.name()));
    let values = if is_secret {
        format!("{by} another value")
    } else {
        format!("{by} {} of {}", shown(written, expected), shown(expected, written))
    };
    let span = expected.map_or(Span::default(), Token::span);
    let message = format!("`{path}` does not come back as it is: {values}");
    let mut diagnostic = Diagnostic::warning(Code::SampleLostByTypes, &sample.file, span, message);
    diagnostic = explain.declared(&located).into_iter().fold(diagnostic, Diagnostic::note);
    with_choice(diagnostic, ty).note(payload.named_at(sample.name))
}

/// Says which value generated code does not read.
fn refused(payload: &PayloadUnderTest<'_, '_>, read: &Read<'_>, refusal: &Refusal) -> Diagnostic {
    let sample = &read.sample;
    let text = sample.file.text();
    let start = text.len() - text.trim_start().len();
    let message = format!(
        "generated code cannot read the sample: `{}` is no `{}`: {}",
        refusal.path.join("/"),
        refusal.ty.name(),
        refusal.reason
    );
    let span = Span::new(start, text.trim_end().len());
    let diagnostic = Diagnostic::error(Code::SampleLostByTypes, &sample.file, span, message);
    with_choice(diagnostic, Some(refusal.ty)).note(payload.named_at(sample.name))
}

/// Adds what the type does not keep, and the way out.
fn with_choice(diagnostic: Diagnostic, ty: Option<ValueType>) -> Diagnostic {
    let Some(ty) = ty else {
        return diagnostic.help("choose other types under `rust`");
    };
    let diagnostic = match ty.loses() {
        Some(loses) => diagnostic.note(format!("`{}` is {loses}", ty.name())),
        None => diagnostic,
    };
    let clr = ty.clr().name();
    diagnostic.help(format!(
        "choose another type for `{clr}` under `rust`, or none: this project's own keeps everything; \
         or give this member alone another type"
    ))
}
