//! What the attributes of `System.ComponentModel.DataAnnotations` demand of a member.

/// What the attributes of `System.ComponentModel.DataAnnotations` say of a member or parameter.
///
/// ```
/// use datacontract::contract::{Annotation, Annotations, Member, Primitive, Type};
///
/// // [Required, StringLength(40), Display(Name = "Full name")] public string Name { get; set; }
/// static NAME: Annotations =
///     Annotations::new(&[Annotation::required(), Annotation::string_length(0, 40)]).display_name("Full name");
///
/// let member = Member::new("Name", Type::Primitive(Primitive::String)).annotations(&NAME);
/// assert_eq!(member.annotations.unwrap().rules.len(), 2);
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Annotations {
    /// The rules, in the order in which their messages come.
    pub rules: &'static [Annotation],
    /// The name in messages: `[Display(Name = "..")]`, `[DisplayName("..")]`.
    pub display_name: Option<&'static str>,
}

impl Annotations {
    /// Returns annotations with these rules, in the order in which their messages come.
    #[must_use]
    pub const fn new(rules: &'static [Annotation]) -> Self {
        Annotations { rules, display_name: None }
    }

    /// Sets the name in messages.
    #[must_use]
    pub const fn display_name(mut self, name: &'static str) -> Self {
        self.display_name = Some(name);
        self
    }
}

/// One attribute: a rule, and what is said where a value breaks it.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Annotation {
    /// The rule.
    pub rule: AnnotationRule,
    /// `ErrorMessage`, with `{0}` for the name and `{1}`, `{2}` for the attribute's arguments. Without it the
    /// message is .NET's.
    pub message: Option<&'static str>,
}

/// A rule that a value may break. All but [`Required`](Self::Required) and [`Compare`](Self::Compare) are
/// content with null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AnnotationRule {
    /// `[Required]`: null is refused, and so is a text without anything but white space.
    Required {
        /// `AllowEmptyStrings`: such a text is taken.
        allows_empty_strings: bool,
    },
    /// `[StringLength]`, in UTF-16 code units.
    StringLength {
        /// `MinimumLength`.
        min: u32,
        /// The greatest length.
        max: u32,
    },
    /// `[MinLength]` of a text, in UTF-16 code units, or of a collection.
    MinLength(u32),
    /// `[MaxLength]` of a text, in UTF-16 code units, or of a collection.
    MaxLength(u32),
    /// `[Range]`, both ends included, as .NET writes them: numbers, dates, or what else the type has.
    Range {
        /// The least value.
        min: &'static str,
        /// The greatest value.
        max: &'static str,
    },
    /// `[RegularExpression]`, which has to match the whole text.
    RegularExpression(&'static str),
    /// `[EmailAddress]`
    EmailAddress,
    /// `[Url]`
    Url,
    /// `[Phone]`
    Phone,
    /// `[CreditCard]`
    CreditCard,
    /// `[Compare]`: the value is that of the member with this name in C#.
    Compare(&'static str),
}

impl Annotation {
    /// Returns an attribute with .NET's message.
    #[must_use]
    pub const fn new(rule: AnnotationRule) -> Self {
        Annotation { rule, message: None }
    }

    /// Returns `[Required]`.
    #[must_use]
    pub const fn required() -> Self {
        Annotation::new(AnnotationRule::Required { allows_empty_strings: false })
    }

    /// Returns `[StringLength(max, MinimumLength = min)]`.
    #[must_use]
    pub const fn string_length(min: u32, max: u32) -> Self {
        Annotation::new(AnnotationRule::StringLength { min, max })
    }

    /// Returns `[Range(min, max)]`.
    #[must_use]
    pub const fn range(min: &'static str, max: &'static str) -> Self {
        Annotation::new(AnnotationRule::Range { min, max })
    }

    /// Sets `ErrorMessage`.
    #[must_use]
    pub const fn message(mut self, message: &'static str) -> Self {
        self.message = Some(message);
        self
    }
}
