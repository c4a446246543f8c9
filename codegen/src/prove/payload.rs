//! The proof of one body or response.

use datacontract::{
    Error, ErrorKind,
    contract::{Serializer, Type},
    dynamic::Value,
};

use super::{
    by_types,
    difference::{Difference, What, differences},
    explain::{Disagreement, Explain, Source},
    format,
    locate::{self, Located, Pair, locate},
    lost, own_members,
    report::{PayloadReport, SampleState},
    same::{same_date_by, same_date_in_json, same_value},
    sampled::{Read, Shown},
    setting::{Setting, Settings},
    subject::{PayloadUnderTest, Sample},
    token::{Kind, Step, Token},
};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, SourceFile},
    spec::{Clr, Format, Member, SampleFiles, Span, Spanned, Spec},
};

/// Returns the report of a payload that errors in the spec touch.
pub(super) fn untried(spec: &Spec) -> PayloadReport {
    let formats = spec.formatters.iter().map(|formatter| formatter.format);
    PayloadReport {
        formats: formats
            .filter(|format| *format != Format::Form)
            .map(|format| (format, SampleState::Untried))
            .collect(),
    }
}

/// Proves all samples of a payload.
pub(super) fn prove<'s>(
    payload: &PayloadUnderTest<'_, 's>,
    files: &'s SampleFiles,
    settings: &mut Settings,
    diagnostics: &mut Diagnostics,
) -> PayloadReport {
    let ty = payload.graph.type_of(payload.ty);
    let mut formats = Vec::new();
    let mut all_read = Vec::new();
    for formatter in &payload.spec.formatters {
        let name = match formatter.format {
            Format::Json => &files.json,
            Format::Xml => &files.xml,
            Format::Form => continue,
        };
        let Some(name) = name else {
            formats.push((formatter.format, SampleState::Missing));
            continue;
        };
        let before = diagnostics.len();
        let mut read = read(payload, formatter.format, name, &ty, diagnostics);
        if let Some(read) = &mut read {
            prove_alone(payload, read, &ty, settings, diagnostics);
            read.reproduced = diagnostics.len() == before;
        }
        let state = match &read {
            Some(read) if read.reproduced => by_types::prove(payload, read, &ty, diagnostics),
            _ => SampleState::Failed,
        };
        formats.push((formatter.format, state));
        all_read.extend(read);
    }
    // What is wrong with one sample alone would be wrong again in comparison with the other.
    if let [a, b] = all_read.as_slice()
        && a.reproduced
        && b.reproduced
    {
        let failed = prove_together(payload, a, b, &ty, settings, diagnostics);
        for (format, state) in &mut formats {
            if failed.contains(format) {
                *state = SampleState::Failed;
            }
        }
    }
    PayloadReport { formats }
}

fn read<'s>(
    payload: &PayloadUnderTest<'_, '_>,
    format: Format,
    name: &'s Spanned<String>,
    ty: &Type,
    diagnostics: &mut Diagnostics,
) -> Option<Read<'s>> {
    let text = load(payload, format, name, diagnostics)?;
    let file = SourceFile::new(&payload.spec.sample_path(name), payload.secrets.masked(format, &text));
    let sample = Sample { format, name, text, file };
    let text = sample.text.as_str();
    let value = match format::read(format, text, ty, &payload.settings(&sample)) {
        Ok(value) => value,
        Err(error) => {
            diagnostics.push(unreadable(payload, &sample, &error));
            return None;
        }
    };
    // A second opinion: what the contract passes over is not looked at closely.
    if format == Format::Xml
        && let Err((span, mut message)) = super::xml::check(text)
    {
        if text.get(span.start..span.end) != sample.file.text().get(span.start..span.end) {
            "the sample is no well-formed XML".clone_into(&mut message);
        }
        diagnostics.push(
            Diagnostic::error(Code::SampleUnreadable, &malformed(payload, &sample), span, message)
                .note(payload.named_at(name))
                .help("transcribe the page's sample as it stands there"),
        );
        return None;
    }
    Some(Read { sample, value, reproduced: false, nulls_left_out: false })
}

fn load(
    payload: &PayloadUnderTest<'_, '_>,
    format: Format,
    name: &Spanned<String>,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let path = payload.spec.sample_path(name);
    let bytes = match (payload.read)(&path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let message = format!("the sample `{}` cannot be read: {error}", name.value);
            diagnostics.push(
                Diagnostic::error(Code::SampleUnreadable, &payload.spec.file, name.span, message)
                    .help("save the page's sample under this name, or correct the name"),
            );
            return None;
        }
    };
    match String::from_utf8(bytes) {
        // Line ends are what the checkout made of them.
        Ok(text) => Some(text.strip_prefix('\u{feff}').unwrap_or(&text).replace("\r\n", "\n")),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes());
            let file = SourceFile::new(&path, payload.secrets.masked(format, &text));
            let span = Span::new(at, at + char::REPLACEMENT_CHARACTER.len_utf8());
            diagnostics.push(
                Diagnostic::error(Code::SampleUnreadable, &file, span, "the sample is no UTF-8")
                    .note(payload.named_at(name))
                    .help("save it in UTF-8"),
            );
            None
        }
    }
}

/// Returns what is shown of a sample that is malformed.
fn malformed(payload: &PayloadUnderTest<'_, '_>, sample: &Sample<'_>) -> SourceFile {
    let shown = payload.secrets.masked_malformed(sample.format, &sample.text);
    SourceFile::new(&payload.spec.sample_path(sample.name), shown)
}

/// Returns the reader's message, at its place in the sample.
fn unreadable(payload: &PayloadUnderTest<'_, '_>, sample: &Sample<'_>, error: &Error) -> Diagnostic {
    let span = place_of(sample, error);
    let path = error.path();
    let message = match path.trim_start_matches('/') {
        "" => error.message().to_owned(),
        path => format!("`{path}` cannot be read: {}", error.message()),
    };
    let file = match error.kind() {
        ErrorKind::Syntax => &malformed(payload, sample),
        _ => &sample.file,
    };
    let diagnostic =
        Diagnostic::error(Code::SampleUnreadable, file, span, message).note(payload.named_at(sample.name));
    match error.kind() {
        ErrorKind::Syntax => diagnostic.help(format!(
            "a sample has to be {}; if the page's is not, transcribe what is meant",
            format::name(sample.format)
        )),
        _ => diagnostic.help(of_other_serializer(payload, sample).unwrap_or_else(|| {
            format!(
                "compare the types of the spec with the page and the sample; the {} is declared as `{}`",
                payload.what, payload.ty
            )
        })),
    }
}

/// Returns the way out if the sample's root is one of the other serializer.
fn of_other_serializer(payload: &PayloadUnderTest<'_, '_>, sample: &Sample<'_>) -> Option<String> {
    if sample.format != Format::Xml {
        return None;
    }
    let written_by = super::xml::serializer_of(&sample.text)?;
    let (name, word) = match written_by {
        Serializer::XmlSerializer => ("XmlSerializer", "xmlSerializer"),
        Serializer::DataContractSerializer => ("DataContractSerializer", "dataContractSerializer"),
    };
    (written_by != payload.serializer()).then(|| {
        format!(
            "the root is one of {name}: if the service uses it, write `\"xml\": {{\"serializer\": \"{word}\"}}` for the API or \
             for the endpoint"
        )
    })
}

/// Returns what to underline: a reader stops at a value that it does not take, or behind it.
fn place_of(sample: &Sample<'_>, error: &Error) -> Span {
    let text = sample.text.as_str();
    let offset = error.offset().map_or(text.len(), |offset| offset.min(text.len()));
    let tokens = format::tokens(sample.format, text);
    let at = tokens.partition_point(|token| token.span().end <= offset);
    match tokens.get(at).map(Token::span).filter(|span| span.start <= offset) {
        Some(span) if error.kind() == ErrorKind::Syntax => Span::new(offset, span.end),
        Some(span) => span,
        None => match at.checked_sub(1).and_then(|before| tokens.get(before)).map(Token::span) {
            Some(span) if span.end == offset => span,
            _ => Span::new(offset, offset),
        },
    }
}

/// Whether a sample that was read is written as it stands.
fn prove_alone(
    payload: &PayloadUnderTest<'_, '_>,
    read: &mut Read<'_>,
    ty: &Type,
    settings: &mut Settings,
    diagnostics: &mut Diagnostics,
) {
    let sample = &read.sample;
    let written = match format::write(sample.format, &read.value, ty, &payload.settings(sample)) {
        Ok(written) => written,
        Err(error) => {
            diagnostics.push(unwritable(payload, sample, sample.format, &error));
            return;
        }
    };
    let sampled = Shown::new(sample, &payload.graph.json_settings());
    let shown = payload.secrets.masked(sample.format, &written);
    let expected = &sampled.tokens;
    let (found, null) = lost::without_nulls(sample.format, expected, sampled.as_shown(&written));
    if let Some(member) = null {
        read.nulls_left_out = true;
        settings.entry(Setting::NullsLeftOut).or_insert_with(|| format!("`{member}`"));
    }
    let is_same = |sample: &Token<'_>, written: &Token<'_>| {
        read.sample.format == Format::Json
            && same_date_in_json(sample, written, read.sample.file.text(), settings)
    };
    for difference in differences(expected, &found, is_same) {
        let source = Source::Itself;
        let explain = Explain { payload, sample, source, expected, found: &found, shown: &shown };
        diagnostics.push(explain.diagnostic(&difference));
    }
}

fn unwritable(
    payload: &PayloadUnderTest<'_, '_>,
    sample: &Sample<'_>,
    format: Format,
    error: &Error,
) -> Diagnostic {
    let text = sample.file.text();
    let start = text.len() - text.trim_start().len();
    let code = if format == sample.format { Code::SampleDiffers } else { Code::SamplesDisagree };
    let place = match error.path().trim_start_matches('/') {
        "" => String::new(),
        path => format!(", in `{path}`"),
    };
    let message = format!(
        "what was read from the sample cannot be written as {}: {}{place}",
        format::name(format),
        error.message()
    );
    Diagnostic::error(code, &sample.file, Span::new(start, text.trim_end().len()), message)
        .note(payload.named_at(sample.name))
        .help("compare the types of the spec with the page and the sample")
}

/// What one sample's value says in the other's format.
struct Across<'s> {
    differences: Vec<(Difference, Located<'s>)>,
    written: String,
}

/// Compares the two samples, and returns the formats of those that are not reproduced.
///
/// Some values are said more exactly in one format than in the other. What is lost on one way is not on the
/// other, so it is an error only if both ways differ, and a warning else.
fn prove_together<'s>(
    payload: &PayloadUnderTest<'_, 's>,
    a: &Read<'s>,
    b: &Read<'s>,
    ty: &Type,
    settings: &mut Settings,
    diagnostics: &mut Diagnostics,
) -> Vec<Format> {
    let forth = across(payload, a, b, ty, settings, diagnostics);
    let back = across(payload, b, a, ty, settings, diagnostics);
    let (Some(forth), Some(back)) = (forth, back) else {
        return vec![a.sample.format, b.sample.format];
    };
    let mut failed = Vec::new();
    for (is_back, from, to, there, others) in [(false, a, b, &forth, &back), (true, b, a, &back, &forth)] {
        let sample = &to.sample;
        let sampled = Shown::new(sample, &payload.graph.json_settings());
        let (expected, found) = (&sampled.tokens, to.as_sampled(&sampled, &there.written));
        let shown = payload.secrets.masked(sample.format, &there.written);
        for (difference, located) in &there.differences {
            let both_ways = others.differences.iter().any(|(_, other)| other.way == located.way);
            let was_said = both_ways && is_back;
            if was_said
                || (!both_ways
                    && is_list_without_element(payload, sample.format, difference, expected, &found))
            {
                continue;
            }
            let disagreement = match both_ways {
                true if is_made_anew(difference, located, expected, &found) => Disagreement::MadeAnew,
                true => Disagreement::BothWays,
                false => Disagreement::OneWay,
            };
            let source = Source::Other { sample: &from.sample, disagreement };
            let explain = Explain { payload, sample, source, expected, found: &found, shown: &shown };
            diagnostics.push(explain.diagnostic(difference));
            if disagreement == Disagreement::BothWays {
                failed = vec![a.sample.format, b.sample.format];
            }
        }
    }
    failed
}

/// Returns whether two samples differ in a text alone that the service makes anew each time: neither has the other's text
/// at any place, as it would if members were taken for each other, and not both are the texts of help pages.
fn is_made_anew(
    difference: &Difference,
    located: &Located<'_>,
    expected: &[Token<'_>],
    found: &[Token<'_>],
) -> bool {
    let pair = expected.get(difference.expected).zip(found.get(difference.found));
    let Some((e, f)) = pair.filter(|_| difference.what == What::Value) else { return false };
    let is_value = |token: &Token<'_>| token.kind == Kind::Value;
    let has =
        |tokens: &[Token<'_>], text: &str| tokens.iter().any(|token| is_value(token) && token.text == text);
    let is_of_pages = |token: &Token<'_>| token.text.trim_matches('"').starts_with("sample string ");
    locate::clr(located) == Some(Clr::String)
        && is_value(e)
        && is_value(f)
        && e.text != "null"
        && f.text != "null"
        && !(is_of_pages(e) && is_of_pages(f))
        && !has(expected, f.text)
        && !has(found, e.text)
}

/// Returns whether JSON has a list without items where XML has nothing. `XmlSerializer` writes no element of such a
/// list if it has none around its items, and .NET reads an empty list from that.
fn is_list_without_element(
    payload: &PayloadUnderTest<'_, '_>,
    format: Format,
    difference: &Difference,
    expected: &[Token<'_>],
    found: &[Token<'_>],
) -> bool {
    let is_empty = matches!(
        expected.get(difference.expected..difference.expected + 2),
        Some([open, close]) if open.text == "[" && close.kind == Kind::Close
    );
    let is_null = found.get(difference.found).is_some_and(|token| token.text == "null");
    format == Format::Json && payload.serializer() == Serializer::XmlSerializer && is_empty && is_null
}

fn across<'s>(
    payload: &PayloadUnderTest<'_, 's>,
    from: &Read<'_>,
    to: &Read<'_>,
    ty: &Type,
    settings: &mut Settings,
    diagnostics: &mut Diagnostics,
) -> Option<Across<'s>> {
    let format = to.sample.format;
    let write = |value: &Value| format::write(format, value, ty, &payload.settings(&to.sample));
    let written = write(&from.value).or_else(|error| {
        let mut value = from.value.clone();
        own_members::take(&mut value, &to.value, format);
        write(&value).map_err(|_| error)
    });
    match written {
        Ok(written) => {
            let sampled = Shown::new(&to.sample, &payload.graph.json_settings());
            let (expected, found) = (&sampled.tokens, to.as_sampled(&sampled, &written));
            // A page's JSON has no identities, so either of the two says another thing about them.
            let shown = to.sample.file.text();
            let is_same = |sample: &Token<'_>, written: &Token<'_>| {
                same_date_by(format, sample, written, &payload.graph.json_settings())
                    || same_value(format, sample, written, shown, settings)
            };
            let list = differences(expected, &found, is_same).into_iter();
            let list = list.filter(|difference| {
                !lost::is_identity(expected.get(difference.expected), found.get(difference.found))
            });
            let differences = list
                .map(|difference| {
                    let steps = difference.path(expected, &found);
                    let located = locate(payload.graph, payload.form(format), payload.ty, &steps);
                    (difference, located, steps)
                })
                // The zone of the same instant: the instant itself is compared beside it.
                .filter(|(.., steps)| !is_offset_of_date(payload, format, steps))
                // What one format alone has, the other cannot say.
                .filter(|(_, located, _)| located.member.is_none_or(|member| is_in_both(payload, member)))
                .filter(|(_, located, _)| !is_emptied(payload, located))
                .map(|(difference, located, _)| (difference, located))
                .collect();
            Some(Across { differences, written })
        }
        Err(error) => {
            diagnostics.push(unwritable(payload, &from.sample, format, &error));
            None
        }
    }
}

/// Returns whether the steps lead to the zone of a `DateTimeOffset` in XML, which has an element of its own.
fn is_offset_of_date(payload: &PayloadUnderTest<'_, '_>, format: Format, steps: &[Step]) -> bool {
    let Some((Step::Member(last), before)) = steps.split_last() else { return false };
    format == Format::Xml
        && last == "OffsetMinutes"
        && locate::clr(&locate(payload.graph, payload.form(format), payload.ty, before))
            == Some(Clr::DateTimeOffset)
}

/// Returns whether both formats have a member.
fn is_in_both(payload: &PayloadUnderTest<'_, '_>, member: &Member) -> bool {
    match payload.serializer() {
        Serializer::DataContractSerializer => member.only.is_none(),
        Serializer::XmlSerializer => member.only != Some(Format::Xml) && member.is_in_xml_serializer(),
    }
}

/// Returns whether nothing of a value is in XML: `XmlSerializer` writes an empty element for these structs, whose
/// properties cannot be set.
fn is_emptied(payload: &PayloadUnderTest<'_, '_>, located: &Located<'_>) -> bool {
    payload.serializer() == Serializer::XmlSerializer
        && (locate::clr(located) == Some(Clr::DateTimeOffset) || located.pair == Pair::Inside)
}
