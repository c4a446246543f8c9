//! What is said about a difference: what it is, why, and the way out.

use super::{
    difference::{Difference, What},
    format::{self, Form},
    locate::{self, Located},
    mask::{HIDDEN, is_hidden},
    shown::{name, shown},
    subject::{PayloadUnderTest, Sample},
    token::{Step, Token},
    xml,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    spec::{Clr, Format, Nullability, Span, similar::similar},
};
use datacontract::contract::Type;

/// Where the value was read from that is written.
pub(super) enum Source<'a> {
    /// The sample itself.
    Itself,
    /// The sample of the other format.
    Other { sample: &'a Sample<'a>, disagreement: Disagreement },
}

/// What it means that a value of one sample is not written as it stands in the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Disagreement {
    /// The way back gives both samples: the one format says less than the other.
    OneWay,
    /// The way back differs in the same member.
    BothWays,
    /// It does, in a text that no other value of the samples has: the service makes it anew each time.
    MadeAnew,
}

/// What is compared.
pub(super) struct Explain<'a, 's> {
    pub(super) payload: &'a PayloadUnderTest<'a, 's>,
    pub(super) sample: &'a Sample<'a>,
    pub(super) source: Source<'a>,
    /// The sample.
    pub(super) expected: &'a [Token<'a>],
    /// What was written.
    pub(super) found: &'a [Token<'a>],
    /// What is shown of that: no secrets.
    pub(super) shown: &'a str,
}

/// What a difference is called, and what may be done about it.
struct Explanation {
    message: String,
    label: String,
    notes: Vec<String>,
    help: String,
}

impl Explain<'_, '_> {
    pub(super) fn diagnostic(&self, difference: &Difference) -> Diagnostic {
        let steps = difference.path(self.expected, self.found);
        let located = locate::locate(self.payload.graph, self.form(), self.payload.ty, &steps);
        let Explanation { message, label, notes, help } =
            self.words(difference, &located, &self.path(&steps));
        let span = match self.expected.get(difference.expected) {
            // How much of a secret is as it should be is nobody's business.
            Some(token) if is_hidden(token, self.sample.file.text()) => token.span(),
            token => {
                let end = token.map_or(difference.byte, |token| token.span().end);
                Span::new(difference.byte, end.max(difference.byte))
            }
        };
        let file = &self.sample.file;
        let mut diagnostic = match &self.source {
            Source::Itself => Diagnostic::error(Code::SampleDiffers, file, span, message),
            Source::Other { disagreement: Disagreement::BothWays, .. } => {
                Diagnostic::error(Code::SamplesDisagree, file, span, message)
            }
            Source::Other { disagreement: Disagreement::MadeAnew, .. } => {
                Diagnostic::warning(Code::SamplesDisagree, file, span, message)
            }
            Source::Other { disagreement: Disagreement::OneWay, .. } => {
                Diagnostic::warning(Code::SampleLosesDetail, file, span, message)
            }
        };
        diagnostic = diagnostic.label(label);
        for note in notes {
            diagnostic = diagnostic.note(note);
        }
        diagnostic = diagnostic.note(self.payload.named_at(self.sample.name));
        if let Source::Other { sample, disagreement } = &self.source {
            let (from, to) = (format::name(sample.format), format::name(self.sample.format));
            diagnostic =
                diagnostic.note(format!("found in the value that was read from {}", sample.file.path()));
            if *disagreement == Disagreement::OneWay {
                return diagnostic.note(format!(
                    "the value that was read from the {to} sample gives both samples here: {from} does not say all \
                     that {to} does"
                ));
            }
        }
        diagnostic.help(help)
    }

    /// Returns the form of the sample.
    fn form(&self) -> Form {
        self.payload.form(self.sample.format)
    }

    /// `LeadUpdateRequest/Phone`; in JSON the contract's name stands for the root.
    pub(super) fn path(&self, steps: &[Step]) -> String {
        let mut parts: Vec<String> = steps
            .iter()
            .map(|step| match step {
                Step::Member(name) => name.clone(),
                Step::Item(index) => index.to_string(),
            })
            .collect();
        if self.sample.format != Format::Xml {
            parts.insert(
                0,
                match self.payload.graph.type_of(self.payload.ty) {
                    Type::Contract(contract) => contract.get().qualified_name().name.clone(),
                    _ => self.payload.ty.to_string(),
                },
            );
        }
        parts.join("/")
    }

    fn words(&self, difference: &Difference, located: &Located<'_>, path: &str) -> Explanation {
        let (e, f) = (self.expected.get(difference.expected), self.found.get(difference.found));
        // Of tags of different names nothing but the name counts.
        let is_name = difference.what.is_about_names();
        let is_secret = e.is_some_and(|e| is_hidden(e, self.sample.file.text()))
            || f.is_some_and(|f| is_hidden(f, self.shown));
        let text = |token, other| match () {
            () if is_secret => HIDDEN.to_owned(),
            () if is_name => name(token),
            () => shown(token, other),
        };
        let (e_text, f_text) = (text(e, f), text(f, e));
        let versus = format!("expected {e_text}, found {f_text}");
        let found_here = match self.source {
            Source::Itself => format!("the contract writes {f_text} here"),
            Source::Other { sample, .. } => {
                format!("the {} sample gives {f_text} here", format::name(sample.format))
            }
        };
        let mut notes: Vec<String> = self.declared(located).into_iter().collect();
        let (message, label, help) = match difference.what {
            What::Value => {
                let message = match self.source {
                    Source::Itself => format!("`{path}` is not reproduced: {versus}"),
                    Source::Other { .. } => format!("`{path}` is not the same in both samples: {versus}"),
                };
                (message, found_here, self.value_help(located, e, f))
            }
            What::Nil => Self::nil(path, &versus, e),
            What::Namespace => self.namespace(difference, path, &versus, found_here),
            What::Attributes => (
                format!("the tag of `{path}` is not reproduced: {versus}"),
                found_here,
                "transcribe the tag as it stands on the page; else check the type of the member".to_owned(),
            ),
            What::Order => {
                notes.push(self.form().order_rule().to_owned());
                (
                    format!("`{path}` is out of order: {versus}"),
                    found_here,
                    self.form().order_help().to_owned(),
                )
            }
            What::Spelling => (
                format!("`{path}` is spelled otherwise: {versus}"),
                found_here,
                self.form().spelling_help().to_owned(),
            ),
            What::NotWritten => self.not_written(difference, located, path, &versus, &mut notes),
            What::Twice => (
                format!("`{path}` stands there more often than the contract writes it"),
                found_here,
                "remove it from the sample, or declare the member as a collection".to_owned(),
            ),
            What::NotInSample => {
                let name = f.map_or("", |f| &f.name);
                (
                    format!("the contract writes `{path}`, which the sample does not have: {versus}"),
                    found_here,
                    self.form().not_in_sample_help(name),
                )
            }
            What::Length => (
                format!("`{path}` has another number of items: {versus}"),
                found_here,
                "transcribe all items of the page's sample".to_owned(),
            ),
            What::Foreign => (
                match path {
                    "" => format!("the sample has what no service writes: {versus}"),
                    _ => format!("the sample has what no service writes, in `{path}`: {versus}"),
                },
                String::new(),
                if versus.contains("`<?xml ") {
                    "if the service writes it, set `\"xml\": {\"omitXmlDeclaration\": false}`; else remove it from the sample".to_owned()
                } else {
                    "remove it from the sample".to_owned()
                },
            ),
        };
        Explanation { message, label, notes, help }
    }

    /// Returns where the spec says what the member is.
    pub(super) fn declared(&self, located: &Located<'_>) -> Option<String> {
        let member = located.member?;
        let place = self.payload.spec.file.line_column(member.name.span.start);
        let (path, ty) = (self.payload.spec.file.path(), &member.ty);
        Some(format!(
            "`{}` is declared as `{ty}` at {path}:{}:{}",
            member.name.value, place.line, place.column
        ))
    }

    fn nil(path: &str, versus: &str, e: Option<&Token<'_>>) -> (String, String, String) {
        let message = format!("`{path}` is not reproduced: {versus}");
        if e.is_some_and(|e| xml::is_nil(e.text)) {
            let label = "the sample says that there is no value, the contract writes one";
            (
                message,
                label.to_owned(),
                "declare the member with a type that takes null, such as `int?`".to_owned(),
            )
        } else {
            let label = "the sample has a value, the contract writes none";
            (message, label.to_owned(), "check the type of the member".to_owned())
        }
    }

    /// Explains that the sample has a member which the contract does not write.
    fn not_written(
        &self,
        difference: &Difference,
        located: &Located<'_>,
        path: &str,
        versus: &str,
        notes: &mut Vec<String>,
    ) -> (String, String, String) {
        let name = self.expected.get(difference.expected).map_or("", |e| &e.name);
        let spec = self.payload.spec;
        let Some(class) = located.class else {
            let message = format!("`{path}` is not in the contract: {versus}");
            let help = self.form().item_help().to_owned();
            return (message, "the contract has something else here".to_owned(), help);
        };
        let class_name = locate::class_name(spec, class);
        let Some(member) = located.member else {
            let names: Vec<String> = locate::members(spec, class)
                .flat_map(|(owner, member)| locate::names(spec, self.form(), owner, member))
                .map(|(name, _)| name)
                .collect();
            let help = match similar(name, names.iter().map(String::as_str)) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("add the member to `{class_name}`, or to its base class"),
            };
            let message = format!("`{path}` is not in the contract: {versus}");
            return (message, format!("`{class_name}` has no such member"), help);
        };
        if let Some((sample, contract)) = self.namespaces(difference, located)
            && sample != contract
        {
            return (
                format!("`{path}` is in another namespace: expected `{sample}`, found `{contract}`"),
                format!("the contract has `{name}` in `{contract}`"),
                "check which class declares the member, and that class's namespace".to_owned(),
            );
        }
        let message = format!("`{path}` is not written: {versus}");
        let label = format!("the contract leaves out `{name}`");
        let help = if member.only.is_some_and(|only| only != self.sample.format) {
            "the spec says that this format does not have it: remove `only`"
        } else if self.form() == Form::XmlSerializer {
            "check its type, and what its `xml` says"
        } else if !member.emit_default.value {
            "the spec says that its default value is left out: remove `\"emitDefault\": false`"
        } else if spec.nullability(member) == Nullability::Unknown {
            notes.push(
                "its type does not say whether it takes null, so a null is left out, which every service takes"
                    .to_owned(),
            );
            "if the service writes nulls here, set `\"nullable\": true`, or write the C# type with `?`"
        } else {
            "check the type of the member"
        };
        (message, label, help.to_owned())
    }

    fn namespace(
        &self,
        difference: &Difference,
        path: &str,
        versus: &str,
        found_here: String,
    ) -> (String, String, String) {
        let of = |tokens, place| xml::namespace(tokens, place).unwrap_or("").to_owned();
        let (e, f) = (of(self.expected, difference.expected), of(self.found, difference.found));
        if e == f {
            let help = "check the type of the member: its namespace is declared where it is first used";
            return (format!("the tag of `{path}` is not reproduced: {versus}"), found_here, help.to_owned());
        }
        (
            format!("`{path}` is in another namespace: expected `{e}`, found `{f}`"),
            format!("the contract has `{f}`"),
            self.form().namespace_help().to_owned(),
        )
    }

    /// Returns the namespace of an element in the sample, and in the contract.
    fn namespaces(&self, difference: &Difference, located: &Located<'_>) -> Option<(String, &'static str)> {
        if self.form() != Form::DataContract {
            return None;
        }
        let (owner, _) = located.way.last()?;
        let contract = locate::namespace(self.payload.graph, *owner)?;
        Some((xml::namespace(self.expected, difference.expected).unwrap_or("").to_owned(), contract))
    }

    fn value_help(&self, located: &Located<'_>, e: Option<&Token<'_>>, f: Option<&Token<'_>>) -> String {
        match &self.source {
            Source::Other { disagreement: Disagreement::BothWays, .. } => {
                return "a page shows the same object in all formats: transcribe both samples from the same page"
                    .to_owned();
            }
            Source::Other { disagreement: Disagreement::MadeAnew, .. } => {
                return "if a getter or a converter of the service makes the text anew each time, this is right; else \
                        transcribe both samples from the same page"
                    .to_owned();
            }
            _ => {}
        }
        if let (Some(e), Some(f)) = (e, f)
            && e.is_member()
        {
            return self.form().empty_help(xml::name(if f.is_member() { f.text } else { e.text }));
        }
        let (e, f) = (e.map_or("", |e| e.text), f.map_or("", |f| f.text));
        let is_text = |text: &str| text.starts_with('"');
        let json = self.sample.format == Format::Json;
        let of = match located.member {
            Some(member) => format!("the type of `{}`", member.name.value),
            None => "the type".to_owned(),
        };
        if located.ty.is_some_and(|ty| locate::is_enum(self.payload.spec, ty)) {
            return match (json, is_text(e)) {
                (true, true) => "if the service writes enums as text, set `\"json\": {\"enums\": \"text\"}`",
                (true, false) => {
                    "if the service writes enums as numbers, set `\"json\": {\"enums\": \"number\"}`"
                }
                (false, _) => "check the names of the enum's members",
            }
            .to_owned();
        }
        let is_number = |text: &str| text.parse::<f64>().is_ok();
        if json && is_text(e) != is_text(f) && f != "null" && e != "null" {
            return format!("the sample has {}: check {of}", if is_text(e) { "a text" } else { "no text" });
        }
        if is_number(e) && is_number(f) {
            return match locate::clr(located) {
                Some(Clr::Decimal | Clr::Double | Clr::Float) => format!(
                    "check {of}: a `double` is written as `4.1`, a `decimal` keeps its zeros (`4.10`), an `int` has \
                     no point"
                ),
                _ => format!("check {of}: whole numbers are written without a point, leading zeros and sign"),
            };
        }
        format!("check {of}; if the sample was mistyped, transcribe it as it stands on the page")
    }
}
