//! `System.ComponentModel.DataAnnotations`: Web API checks these attributes after binding. Here that is the
//! service's own business; this is how it may be done.

use datacontract::http::ModelState;

/// The errors of an argument's members, behind those of its binding.
pub(super) struct Validation {
    pub(super) state: ModelState,
    prefix: &'static str,
}

impl Validation {
    /// `prefix` stands before the names of members: `lead.`
    pub(super) fn new(state: &ModelState, prefix: &'static str) -> Self {
        Validation { state: state.clone(), prefix }
    }

    fn check(&mut self, name: &str, is_fine: bool, text: &str) {
        if !is_fine {
            self.state.add(format!("{}{name}", self.prefix), text);
        }
    }

    /// `[Required]` of a text: neither null nor blank.
    pub(super) fn required_text(&mut self, name: &str, value: Option<&String>) {
        let is_there = value.is_some_and(|text| !text.trim().is_empty());
        self.check(name, is_there, &format!("The {name} field is required."));
    }

    /// `[Required]` of anything else.
    pub(super) fn required<T>(&mut self, name: &str, value: Option<&T>, message: Option<&str>) {
        let usual = format!("The {name} field is required.");
        self.check(name, value.is_some(), message.unwrap_or(&usual));
    }

    /// `[Range]`; the limits as they are shown.
    pub(super) fn range<T: PartialOrd>(
        &mut self,
        name: &str,
        value: &T,
        limits: (&T, &T),
        shown: (&str, &str),
    ) {
        let is_within = value >= limits.0 && value <= limits.1;
        self.check(
            name,
            is_within,
            &format!("The field {name} must be between {} and {}.", shown.0, shown.1),
        );
    }

    /// `[StringLength]`
    pub(super) fn string_length(&mut self, name: &str, value: Option<&String>, (min, max): (usize, usize)) {
        let is_fine = value.is_none_or(|text| (min..=max).contains(&units(text)));
        let minimum = if min > 0 { format!("minimum length of {min} and a ") } else { String::new() };
        self.check(
            name,
            is_fine,
            &format!("The field {name} must be a string with a {minimum}maximum length of {max}."),
        );
    }

    /// `[MaxLength]`
    pub(super) fn max_length(&mut self, name: &str, length: Option<usize>, max: usize) {
        let text =
            format!("The field {name} must be a string or array type with a maximum length of '{max}'.");
        self.check(name, length.is_none_or(|length| length <= max), &text);
    }

    /// `[MinLength]`
    pub(super) fn min_length(&mut self, name: &str, length: Option<usize>, min: usize) {
        let text =
            format!("The field {name} must be a string or array type with a minimum length of '{min}'.");
        self.check(name, length.is_none_or(|length| length >= min), &text);
    }

    /// `[RegularExpression]`: `matches` is the expression as code.
    pub(super) fn pattern(
        &mut self,
        name: &str,
        value: Option<&String>,
        pattern: &str,
        matches: impl Fn(&str) -> bool,
    ) {
        let is_fine = value.is_none_or(|text| text.is_empty() || matches(text));
        self.check(
            name,
            is_fine,
            &format!("The field {name} must match the regular expression '{pattern}'."),
        );
    }

    /// `[EmailAddress]` with `[Display]`.
    pub(super) fn email(&mut self, name: &str, value: Option<&String>, shown: &str) {
        let is_fine = value.is_none_or(|text| {
            text.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.'))
        });
        self.check(name, is_fine, &format!("The {shown} field is not a valid e-mail address."));
    }
}

/// The length of a text in .NET.
pub(super) fn units(text: &str) -> usize {
    text.encode_utf16().count()
}
