//! A member of a class.

use super::xml_serializer::MemberXml;
use super::{Annotations, MemberJson, Type};

/// A member of a class, as C# declares it.
///
/// ```
/// use datacontract::contract::{Member, Primitive, Type};
///
/// // [DataMember(Name = "first name", Order = 2, IsRequired = true)] public string FirstName;
/// let member = Member::new("first name", Type::Primitive(Primitive::String)).order(2).required();
/// assert_eq!(member.name, "first name");
/// ```
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is an attribute of its own in C#")]
pub struct Member {
    /// The `DataMember` name, or C#'s name. Encoded at first use where it is no XML name.
    pub name: &'static str,
    /// The type.
    pub ty: Type,
    /// `DataMember(Order)`; members without one come first.
    pub order: Option<i32>,
    /// `DataMember(IsRequired)`: reading fails where it is missing.
    pub is_required: bool,
    /// `DataMember(EmitDefaultValue)`: without it a default value is left out.
    pub emit_default_value: bool,
    /// Whether the member is known to take nil. A null that may be refused is left out instead, which every
    /// reader takes.
    pub takes_nil: bool,
    /// The name in JSON where it does not follow from `name`.
    pub json_name: Option<&'static str>,
    /// `JsonProperty(Order)`, which comes before `DataMember(Order)` for Json.NET.
    pub json_order: Option<i32>,
    /// Never shown by `Debug` or in errors.
    pub is_secret: bool,
    /// Whether XML has it: a read-only property is in JSON only.
    pub in_xml: bool,
    /// Whether JSON has it: `JsonIgnore` leaves it out there.
    pub in_json: bool,
    /// What it says of its own JSON.
    pub json: MemberJson,
    /// What the attributes of `XmlSerializer` say of it. A member that has none is written by `XmlSerializer`
    /// where [`in_xml`](Self::in_xml) says so.
    pub xml: Option<&'static MemberXml>,
    /// What a service demands of its value.
    pub annotations: Option<&'static Annotations>,
    /// Whether its Rust type has no value to begin with.
    pub(crate) needs_value: bool,
}

impl Member {
    /// Returns a member with .NET's defaults.
    #[must_use]
    pub const fn new(name: &'static str, ty: Type) -> Self {
        Member {
            name,
            ty,
            order: None,
            is_required: false,
            emit_default_value: true,
            takes_nil: true,
            json_name: None,
            json_order: None,
            is_secret: false,
            in_xml: true,
            in_json: true,
            json: MemberJson::new(),
            xml: None,
            annotations: None,
            needs_value: false,
        }
    }

    const NAMELESS: Self = Member::new("", Type::Object);

    /// Returns a member of a Rust type, which gets its name later.
    pub(crate) const fn nameless(ty: Type, is_secret: bool, needs_value: bool) -> Self {
        let mut member = Member::NAMELESS;
        member.ty = ty;
        member.is_secret = is_secret;
        member.is_required = needs_value;
        member.needs_value = needs_value;
        member
    }

    /// Sets `DataMember(Order)`.
    #[must_use]
    pub const fn order(mut self, order: i32) -> Self {
        self.order = Some(order);
        self
    }

    /// Sets `DataMember(IsRequired = true)`.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.is_required = true;
        self
    }

    /// Sets `DataMember(EmitDefaultValue = false)`.
    #[must_use]
    pub const fn skip_default(mut self) -> Self {
        self.emit_default_value = false;
        self
    }

    /// Says that it is not known whether the member takes nil: a null is left out.
    #[must_use]
    pub const fn skip_nil(mut self) -> Self {
        self.takes_nil = false;
        self
    }

    /// Sets the name in JSON.
    #[must_use]
    pub const fn json_name(mut self, name: &'static str) -> Self {
        self.json_name = Some(name);
        self
    }

    /// Sets `JsonProperty(Order)`.
    #[must_use]
    pub const fn json_order(mut self, order: i32) -> Self {
        self.json_order = Some(order);
        self
    }

    /// Leaves the member out of XML: a read-only property.
    #[must_use]
    pub const fn json_only(mut self) -> Self {
        self.in_xml = false;
        self
    }

    /// Leaves the member out of JSON: `JsonIgnore`.
    #[must_use]
    pub const fn xml_only(mut self) -> Self {
        self.in_json = false;
        self
    }

    /// Sets what the member says of its own JSON.
    #[must_use]
    pub const fn json(mut self, json: MemberJson) -> Self {
        self.json = json;
        self
    }

    /// Sets what the attributes of `XmlSerializer` say of it.
    #[must_use]
    pub const fn xml(mut self, xml: &'static MemberXml) -> Self {
        self.xml = Some(xml);
        self
    }

    /// Sets what a service demands of its value.
    #[must_use]
    pub const fn annotations(mut self, annotations: &'static Annotations) -> Self {
        self.annotations = Some(annotations);
        self
    }

    /// Returns C#'s name, by which a service speaks of it in its model state.
    #[must_use]
    pub fn clr_name(&self) -> &'static str {
        self.xml.and_then(|xml| xml.clr_name).unwrap_or(self.name)
    }

    /// Hides the value from `Debug` and from errors.
    #[must_use]
    pub const fn secret(mut self) -> Self {
        self.is_secret = true;
        self
    }
}
