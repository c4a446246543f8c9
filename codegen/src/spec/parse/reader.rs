//! From JSON values to Rust values, with a diagnostic for each that does not fit.

use jsonc_parser::{
    ast::{Array, ObjectProp, ObjectPropName, Value},
    common::Ranged,
};

use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, SourceFile},
    spec::{
        model::{Deprecated, Literal},
        similar::{Searches, similar},
        span::{Span, Spanned},
        type_expr::{TypeError, TypeExpr},
    },
};

/// A file while it is read. Methods that find a mistake report it and return `None`, so that reading goes on.
pub(crate) struct Reader<'a> {
    pub(crate) file: &'a SourceFile,
    pub(crate) diagnostics: &'a mut Diagnostics,
    /// For names that there are not; the keys of the format are few.
    pub(crate) searches: Searches,
}

/// An object whose keys are fixed by the format.
pub(crate) struct Fields<'v, 't> {
    pub(crate) span: Span,
    keys: &'static [&'static str],
    values: Vec<(&'v str, Span, &'v Value<'t>)>,
}

/// An object whose keys are names.
pub(crate) type Entry<'v, 't> = (Spanned<String>, &'v Value<'t>);

/// Returns where a value stands, quotes included.
pub(crate) fn span_of(value: &impl Ranged) -> Span {
    Span::new(value.start(), value.end())
}

/// Returns where a whole entry stands, from its key to the end of its value.
pub(crate) fn extent(key: Span, value: &Value<'_>) -> Span {
    key.to(span_of(value))
}

impl<'v, 't> Fields<'v, 't> {
    /// Returns the value of a key.
    pub(crate) fn get(&self, key: &'static str) -> Option<&'v Value<'t>> {
        debug_assert!(self.keys.contains(&key), "`{key}` is not among the keys of its object");
        self.values.iter().find(|(name, ..)| *name == key).map(|(_, _, value)| *value)
    }

    /// Returns where a key stands.
    /// Returns the keys that are there, in their order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.values.iter().map(|(name, ..)| *name)
    }

    pub(crate) fn key_span(&self, key: &str) -> Option<Span> {
        self.values.iter().find(|(name, ..)| *name == key).map(|(_, span, _)| *span)
    }
}

impl Reader<'_> {
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reads the object with these keys; others are reported. `what` names the object in messages.
    pub(crate) fn fields<'v, 't>(
        &mut self,
        value: &'v Value<'t>,
        what: &str,
        keys: &'static [&'static str],
    ) -> Option<Fields<'v, 't>> {
        self.fields_or(value, what, "", keys)
    }

    /// Reads an object as [`fields`](Self::fields) does, where something shorter (`a type or `) may stand
    /// too, which was looked for before.
    pub(crate) fn fields_or<'v, 't>(
        &mut self,
        value: &'v Value<'t>,
        what: &str,
        shorter: &str,
        keys: &'static [&'static str],
    ) -> Option<Fields<'v, 't>> {
        let Value::Object(object) = value else {
            self.wrong_kind(value, &format!("{what} must be {shorter}an object"));
            return None;
        };
        let mut values: Vec<(&str, Span, &Value<'_>)> = Vec::new();
        for property in &object.properties {
            let name = property.name.as_str();
            let span = self.key_span(property);
            if let Some((_, first, _)) = values.iter().find(|(known, ..)| *known == name) {
                let first = *first;
                self.report(
                    Diagnostic::error(
                        Code::DuplicateKey,
                        self.file,
                        span,
                        format!("`{name}` is given twice"),
                    )
                    .related(first, "first given here")
                    .help("keep one of them"),
                );
            } else if keys.contains(&name) {
                values.push((name, span, &property.value));
            } else {
                self.unknown_key(name, span, what, keys);
            }
        }
        Some(Fields { span: span_of(object), keys, values })
    }

    fn unknown_key(&mut self, name: &str, span: Span, what: &str, keys: &[&str]) {
        let message = format!("{what} has no key `{name}`");
        let diagnostic = Diagnostic::error(Code::UnknownKey, self.file, span, message);
        self.report(match similar(name, keys.iter().copied()) {
            Some(key) => diagnostic.help(format!("did you mean `{key}`?")),
            None => diagnostic.help(format!("its keys are {}", listed(keys))),
        });
    }

    /// Returns the entries of an object whose keys are names. `what` names the object, `entry` an entry.
    pub(crate) fn entries<'v, 't>(
        &mut self,
        value: &'v Value<'t>,
        what: &str,
        duplicate: Code,
    ) -> Vec<Entry<'v, 't>> {
        let Value::Object(object) = value else {
            self.wrong_kind(value, &format!("{what} must be an object"));
            return Vec::new();
        };
        let mut entries: Vec<Entry<'_, '_>> = Vec::with_capacity(object.properties.len());
        let mut seen = std::collections::BTreeMap::new();
        for property in &object.properties {
            let span = self.key_span(property);
            let name = property.name.as_str();
            if let Some(first) = seen.insert(name, span) {
                self.report(
                    Diagnostic::error(duplicate, self.file, span, format!("`{name}` is declared twice"))
                        .related(first, "first declared here")
                        .help("keep one of them"),
                );
            } else {
                entries.push((Spanned::new(name.to_owned(), span), &property.value));
            }
        }
        entries
    }

    /// Returns a key without its quotes.
    fn key_span(&self, property: &ObjectProp<'_>) -> Span {
        match &property.name {
            ObjectPropName::String(literal) => self.inner(span_of(literal), &literal.value),
            ObjectPropName::Word(literal) => span_of(literal),
        }
    }

    /// Returns the span of a text without its quotes; with them if it is empty or has escapes.
    fn inner(&self, span: Span, value: &str) -> Span {
        let inner = Span::new(span.start + 1, span.end.saturating_sub(1));
        match self.file.text().get(inner.range()) {
            Some(raw) if raw == value && !raw.is_empty() => inner,
            _ => span,
        }
    }

    /// Returns the value of a key that must be there.
    pub(crate) fn required<'v, 't>(
        &mut self,
        fields: &Fields<'v, 't>,
        key: &'static str,
        what: &str,
        help: &str,
    ) -> Option<&'v Value<'t>> {
        let value = fields.get(key);
        if value.is_none() {
            // The whole object would be a screenful: its opening brace stands for it.
            let span = Span::new(fields.span.start, fields.span.start + 1);
            self.report(
                Diagnostic::error(Code::MissingKey, self.file, span, format!("{what} has no `{key}`"))
                    .help(help),
            );
        }
        value
    }

    pub(crate) fn wrong_kind(&mut self, value: &Value<'_>, wanted: &str) {
        let found = match value {
            Value::StringLit(_) => "a text",
            Value::NumberLit(_) => "a number",
            Value::BooleanLit(_) => "true or false",
            Value::Object(_) => "an object",
            Value::Array(_) => "a list",
            Value::NullKeyword(_) => "null",
        };
        let mut span = span_of(value);
        if matches!(value, Value::Object(_) | Value::Array(_)) {
            span.end = span.start + 1;
        }
        let diagnostic =
            Diagnostic::error(Code::WrongKind, self.file, span, format!("{wanted}, not {found}"));
        self.report(diagnostic.label(format!("this is {found}")));
    }

    pub(crate) fn string(&mut self, value: Option<&Value<'_>>, what: &str) -> Option<Spanned<String>> {
        match value? {
            Value::StringLit(literal) => {
                let span = self.inner(span_of(literal), &literal.value);
                Some(Spanned::new(literal.value.clone().into_owned(), span))
            }
            other => {
                self.wrong_kind(other, &format!("{what} must be a text"));
                None
            }
        }
    }

    /// Reads a text that says something.
    pub(crate) fn filled_string(&mut self, value: Option<&Value<'_>>, what: &str) -> Option<Spanned<String>> {
        let text = self.string(value, what)?;
        if text.trim().is_empty() {
            let diagnostic =
                Diagnostic::error(Code::BadValue, self.file, text.span, format!("{what} is empty"));
            self.report(diagnostic.help("fill it in, or take it out"));
            return None;
        }
        Some(text)
    }

    /// `true` or `false`; `default`, placed at `place`, if the key is missing.
    pub(crate) fn flag(
        &mut self,
        value: Option<&Value<'_>>,
        what: &str,
        default: bool,
        place: Span,
    ) -> Spanned<bool> {
        self.optional_flag(value, what).unwrap_or(Spanned::new(default, place))
    }

    pub(crate) fn optional_flag(&mut self, value: Option<&Value<'_>>, what: &str) -> Option<Spanned<bool>> {
        match value? {
            Value::BooleanLit(literal) => Some(Spanned::new(literal.value, span_of(literal))),
            other => {
                self.wrong_kind(other, &format!("{what} must be true or false"));
                None
            }
        }
    }

    /// Reads an integer of any type.
    pub(crate) fn integer<T: TryFrom<i128>>(
        &mut self,
        value: Option<&Value<'_>>,
        what: &str,
    ) -> Option<Spanned<T>> {
        let value = value?;
        let Value::NumberLit(literal) = value else {
            self.wrong_kind(value, &format!("{what} must be a whole number"));
            return None;
        };
        let number = literal.value.parse::<i128>().ok().and_then(|number| T::try_from(number).ok());
        if number.is_none() {
            let message = format!("{what} cannot be {}", literal.value);
            let diagnostic = Diagnostic::error(Code::BadValue, self.file, span_of(literal), message);
            self.report(diagnostic.help("write a whole number that is not too large, without exponent"));
        }
        Some(Spanned::new(number?, span_of(literal)))
    }

    /// One of some words.
    pub(crate) fn choice<T: Copy>(
        &mut self,
        value: Option<&Value<'_>>,
        what: &str,
        choices: &[(&str, T)],
    ) -> Option<Spanned<T>> {
        let text = self.string(value, what)?;
        if let Some((_, choice)) = choices.iter().find(|(word, _)| *word == text.value) {
            return Some(Spanned::new(*choice, text.span));
        }
        let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        let message = format!("{what} cannot be `{}`", text.value);
        let diagnostic = Diagnostic::error(Code::BadValue, self.file, text.span, message);
        self.report(match similar(&text, words.iter().copied()) {
            Some(word) => diagnostic.help(format!("did you mean `{word}`?")),
            None => diagnostic.help(format!("write one of {}", listed(&words))),
        });
        None
    }

    pub(crate) fn array<'v, 't>(
        &mut self,
        value: Option<&'v Value<'t>>,
        what: &str,
    ) -> Option<&'v Array<'t>> {
        match value? {
            Value::Array(array) => Some(array),
            other => {
                self.wrong_kind(other, &format!("{what} must be a list"));
                None
            }
        }
    }

    /// Reads a list of texts; nothing if the key is missing.
    pub(crate) fn strings(&mut self, value: Option<&Value<'_>>, what: &str) -> Vec<Spanned<String>> {
        let Some(array) = self.array(value, what) else { return Vec::new() };
        let item = format!("an item of {what}");
        array.elements.iter().filter_map(|value| self.filled_string(Some(value), &item)).collect()
    }

    /// Reads the two items of a list.
    pub(crate) fn two<'v, 't>(
        &mut self,
        value: Option<&'v Value<'t>>,
        what: &str,
    ) -> Option<(&'v Value<'t>, &'v Value<'t>)> {
        let array = self.array(value, what)?;
        if let [first, second] = array.elements.as_slice() {
            return Some((first, second));
        }
        let count = array.elements.len();
        let message = format!("{what} must have two items, not {count}");
        let diagnostic = Diagnostic::error(Code::BadValue, self.file, span_of(array), message);
        self.report(diagnostic.help("write the lower and the upper end, or the key's type and the value's"));
        None
    }

    /// Reads a text, a number, true, false or null.
    pub(crate) fn literal(&mut self, value: Option<&Value<'_>>, what: &str) -> Option<Spanned<Literal>> {
        let value = value?;
        let literal = match value {
            Value::StringLit(_) => return self.string(Some(value), what).map(|text| text.map(Literal::Text)),
            Value::NumberLit(literal) => Literal::Number(literal.value.to_owned()),
            Value::BooleanLit(literal) => Literal::Bool(literal.value),
            Value::NullKeyword(_) => Literal::Null,
            Value::Object(_) | Value::Array(_) => {
                self.wrong_kind(value, &format!("{what} must be a text, a number, true, false or null"));
                return None;
            }
        };
        Some(Spanned::new(literal, span_of(value)))
    }

    /// `true`, `false` or a text that says why.
    pub(crate) fn deprecated(&mut self, value: Option<&Value<'_>>) -> Option<Deprecated> {
        match value? {
            Value::BooleanLit(literal) => literal.value.then_some(Deprecated::Yes),
            Value::StringLit(literal) => Some(Deprecated::Because(literal.value.clone().into_owned())),
            other => {
                self.wrong_kind(other, "`deprecated` must be true or a text that says what to use instead");
                None
            }
        }
    }

    /// Reads a type.
    pub(crate) fn type_expr(&mut self, value: Option<&Value<'_>>, what: &str) -> Option<TypeExpr> {
        let text = self.string(value, what)?;
        let at = self.start_of(&text)?;
        match TypeExpr::parse(&text, at) {
            Ok(ty) => Some(ty),
            Err(error) => {
                self.type_error(Code::BadType, error);
                None
            }
        }
    }

    /// Reads a list of types; nothing if the key is missing.
    pub(crate) fn type_exprs(&mut self, value: Option<&Value<'_>>, what: &str) -> Vec<TypeExpr> {
        let Some(array) = self.array(value, what) else { return Vec::new() };
        let item = format!("an item of {what}");
        array.elements.iter().filter_map(|value| self.type_expr(Some(value), &item)).collect()
    }

    pub(crate) fn type_error(&mut self, code: Code, error: TypeError) {
        let mut diagnostic = Diagnostic::error(code, self.file, error.span, error.message);
        diagnostic.help = error.help;
        self.report(diagnostic);
    }

    /// Returns where a text begins that has a grammar of its own. Positions within it are known only if it is
    /// spelled as it reads.
    pub(crate) fn start_of(&mut self, text: &Spanned<String>) -> Option<usize> {
        match self.file.text().get(text.span.range()) {
            Some(raw) if raw == text.value => Some(text.span.start),
            _ if text.value.is_empty() => Some(text.span.start + 1),
            _ => {
                let diagnostic = Diagnostic::error(
                    Code::BadValue,
                    self.file,
                    text.span,
                    "there is an escape in this text",
                );
                self.report(diagnostic.help("write the character itself"));
                None
            }
        }
    }
}

/// `a`, `b` and `c`, each in backticks.
pub(crate) fn listed(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => quoted.concat(),
    }
}
